"""GeoParquet, GeoPackage and FlatGeobuf, which are written as files."""

from __future__ import annotations

import json
from pathlib import Path
from typing import TYPE_CHECKING, Any

from geo.notices import ATTRIBUTION, CLAIMS, NEUTRALITY

if TYPE_CHECKING:
    import pyarrow as pa

    from geo.export.properties import Collection

GEOPARQUET_VERSION = "1.1.0"
"""https://geoparquet.org/releases/v1.1.0/; without ``crs`` it is longitude and latitude."""


def notices(collection: Collection) -> dict[str, str]:
    """Return what goes with the file, as texts."""
    return {
        "notice": NEUTRALITY,
        "claims": CLAIMS,
        "attribution": ATTRIBUTION,
        "query": collection.chosen.query(),
        "version": str(collection.store.version),
    }


def write_geoparquet(collection: Collection, path: Path) -> None:
    """Write GeoParquet, batch by batch."""
    import pyarrow.parquet as pq

    column = {"encoding": "WKB", "geometry_types": ["Point", "MultiPoint"]}
    geo = {
        "version": GEOPARQUET_VERSION,
        "primary_column": "geometry",
        "columns": {"geometry": column},
    }
    found = with_geometry(collection.batches())
    schema = found.schema.with_metadata({"geo": json.dumps(geo), **notices(collection)})
    with pq.ParquetWriter(path, schema, compression="zstd") as file:
        for batch in found:
            file.write_batch(batch.replace_schema_metadata(schema.metadata))


def write_gpkg(collection: Collection, path: Path) -> None:
    """Write a GeoPackage with one layer, its notices as metadata."""
    _write_with_gdal(collection, path, "GPKG", layer_metadata=notices(collection))


def write_fgb(collection: Collection, path: Path) -> None:
    """Write FlatGeobuf, its notices as the layer's description."""
    said = notices(collection)
    _write_with_gdal(
        collection,
        path,
        "FlatGeobuf",
        layer_options={
            "TITLE": collection.layer,
            "DESCRIPTION": " ".join(said[name] for name in ("notice", "claims", "attribution")),
            # The index would leave out what has no place.
            "SPATIAL_INDEX": "NO",
        },
    )


def _write_with_gdal(collection: Collection, path: Path, driver: str, **given: Any) -> None:
    from pyogrio.raw import write_arrow

    write_arrow(
        with_geometry(collection.batches()),
        path,
        layer=collection.layer,
        driver=driver,
        geometry_name="geometry",
        geometry_type="Unknown",
        crs="EPSG:4326",
        **given,
    )


def with_geometry(found: pa.RecordBatchReader) -> pa.RecordBatchReader:
    """Return the batches with ``geometry`` as WKB instead of ``coordinates``."""
    import pyarrow as pa

    schema = pa.schema([*list(found.schema)[:-1], pa.field("geometry", pa.binary())])
    return pa.RecordBatchReader.from_batches(
        schema,
        (
            pa.RecordBatch.from_arrays(
                [*batch.columns[:-1], wkb(batch.columns[-1])], schema=schema
            )
            for batch in found
        ),
    )


def wkb(coordinates: pa.ListArray) -> pa.Array:
    """Return a point, multipoint or null for each list of [lon, lat] pairs."""
    import numpy as np
    import pyarrow as pa
    import shapely

    offsets = coordinates.offsets.to_numpy()
    pairs = coordinates.values.flatten().to_numpy().reshape(-1, 2)
    counts = np.diff(offsets)
    made = np.full(len(coordinates), None, dtype=object)
    made[counts > 0] = shapely.points(pairs[offsets[:-1][counts > 0]])
    for row in np.flatnonzero(counts > 1):
        made[row] = shapely.multipoints(pairs[offsets[row] : offsets[row + 1]])
    return pa.array(shapely.to_wkb(made), pa.binary())
