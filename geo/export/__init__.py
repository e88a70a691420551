"""Layers as files: GeoJSON, CSV, GeoParquet, GeoPackage, FlatGeobuf and KML.

Every format holds the same records with the same flat columns (``geo.export.properties``), and
the notices where it has a place for them: all but CSV.
"""

from __future__ import annotations

import shutil
import sys
import tempfile
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, BinaryIO

from geo.errors import InputError
from geo.export import delimited, files, geojson, kml
from geo.export.properties import COLUMNS, Collection

if TYPE_CHECKING:
    from geo.filters import Filter
    from geo.store import Store

__all__ = ["COLUMNS", "FORMATS", "Collection", "Format", "file_name", "format_named", "write"]

PIECE = 1 << 20


@dataclass(frozen=True, slots=True, kw_only=True)
class Format:
    """A file format: it is either encoded piece by piece or written as a file."""

    name: str
    suffix: str
    media_type: str
    encode: Callable[[Collection], Iterator[bytes]] | None = None
    write: Callable[[Collection, Path], None] | None = None

    def pieces(self, collection: Collection) -> Iterator[bytes]:
        """Yield the file's bytes, by way of a temporary file where the format needs one."""
        if self.encode is not None:
            yield from self.encode(collection)
            return
        with tempfile.TemporaryDirectory() as folder:
            path = Path(folder, f"{collection.layer}{self.suffix}")
            self.save(collection, path)
            with path.open("rb") as file:
                while piece := file.read(PIECE):
                    yield piece

    def save(self, collection: Collection, path: Path) -> None:
        """Write the collection to a file."""
        if self.write is not None:
            self.write(collection, path)
            return
        with path.open("wb") as file:
            file.writelines(self.pieces(collection))


FORMATS = {
    made.name: made
    for made in (
        Format(
            name="geojson",
            suffix=".geojson",
            media_type=geojson.MEDIA_TYPE,
            encode=geojson.encode,
        ),
        Format(
            name="csv", suffix=".csv", media_type=delimited.MEDIA_TYPE, encode=delimited.encode
        ),
        Format(
            name="geoparquet",
            suffix=".parquet",
            media_type="application/vnd.apache.parquet",
            write=files.write_geoparquet,
        ),
        Format(
            name="gpkg",
            suffix=".gpkg",
            media_type="application/geopackage+sqlite3",
            write=files.write_gpkg,
        ),
        Format(
            name="fgb",
            suffix=".fgb",
            media_type="application/flatgeobuf",
            write=files.write_fgb,
        ),
        Format(name="kml", suffix=".kml", media_type=kml.MEDIA_TYPE, encode=kml.encode),
    )
}


def format_named(name: str) -> Format:
    """Return the format of that name or suffix; raises InputError, naming those there are."""
    for made in FORMATS.values():
        if name in {made.name, made.suffix.removeprefix(".")}:
            return made
    raise InputError(f"There is no format {name!r}; there are {', '.join(FORMATS)}.")


def file_name(layer: str, name: str = "geojson") -> str:
    """Return a file name for a layer in a format."""
    return f"conflict-map-{layer}{format_named(name).suffix}"


def write(
    store: Store,
    layer: str,
    chosen: Filter,
    name: str = "geojson",
    output: Path | None = None,
) -> None:
    """Write a layer's filtered records to standard output, or whole or not at all to a file."""
    made = format_named(name)
    collection = Collection(store=store.at(store.version), layer=layer, chosen=chosen)
    if output is None:
        _copy(made.pieces(collection), sys.stdout.buffer)
        return
    target = output.resolve().parent
    if not target.is_dir():
        raise InputError(f"There is no folder {target} to write into; make it first.")
    with tempfile.TemporaryDirectory(dir=target) as folder:
        # The name ends as the format's do: GDAL looks at it.
        part = Path(folder, f"{layer}{made.suffix}")
        made.save(collection, part)
        shutil.move(part, output)


def _copy(pieces: Iterator[bytes], out: BinaryIO) -> None:
    for piece in pieces:
        out.write(piece)
    out.flush()
