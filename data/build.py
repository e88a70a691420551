"""Build the data files that are made from other people's open data; the only script that does.

    python data/build.py base --world world_map.gpkg
    python data/build.py areas --world world_map.gpkg

``base`` makes the map's tiles, ``areas`` the shapes of the gazetteer's areas (``areas.py``).
``world_map.gpkg`` is Natural Earth (public domain) as Debian's package ``qgis-common`` has it:
``apt-get download qgis-common``, ``dpkg -x``, then ``usr/share/qgis/resources/data/``. The same
input gives the same bytes; ``data/README.md`` lists what was built from what.
"""

from __future__ import annotations

import argparse
import json
import math
import sys
import zipfile
from collections import defaultdict
from collections.abc import Iterator
from itertools import pairwise
from pathlib import Path
from typing import Any, NamedTuple

import geopandas as gpd
import numpy as np
import shapely
from shapely.geometry.base import BaseGeometry

BOUNDARIES = Path(__file__).parent / "boundaries"

# The base map: land, borders, first-level divisions and disputed lines, cut into tiles.

EXTENT = 4096
BUFFER = 0.01
MERCATOR_LIMIT = 85.0511
ANY_TIME = (1980, 1, 1, 0, 0, 0)


class Level(NamedTuple):
    """Tiles of one zoom; drawn up to a map zoom, with islands of so many pixels and more."""

    zoom: int
    drawn_to: int
    island: float
    layers: tuple[str, ...]


LEVELS = (
    Level(0, 2, 1.5, ("land", "border")),
    Level(2, 4, 1.0, ("land", "border", "disputed")),
    Level(4, 6, 1.0, ("land", "admin1", "border", "disputed")),
    Level(6, 9, 0.0, ("land", "admin1", "border", "disputed")),
)
PIXEL = 0.35
"""Lines are simplified by this part of a pixel at the closest zoom at which they are drawn."""

UNITS = {
    ("Crimea", "RUS"): "XCR",
    ("Sevastopol", "RUS"): "XCR",
    ("Jammu and Kashmir", "IND"): "XJK",
}
"""Divisions that are taken apart from the country Natural Earth lists them under."""

SOLID_INSIDE = {frozenset(("XJK", "IND"))}

DISPUTED_PAIRS = {
    frozenset(pair.split())
    for pair in (
        "CYN CYP",  # Northern Cyprus and Cyprus
        "ISR PSX",  # Israel and the Palestinian territories: the 1949 armistice line
        "ISR SYR",  # the Golan Heights: the 1974 line
        "KAS CHN",
        "KAS PAK",
        "KAS XJK",  # Siachen
        "KOR PRK",  # the military demarcation line
        "KOS SRB",  # Kosovo and Serbia
        "SAH MAR",  # Western Sahara: the berm
        "SOL SOM",  # Somaliland and Somalia
        "UKR XCR",  # Crimea
        "XJK CHN",  # Kashmir: the line of actual control
        "XJK PAK",  # Kashmir: the line of control
    )
}
"""Lines between these are dashed: governments of the United Nations disagree about them."""

RENAMED = {"Macedonia": "North Macedonia", "eSwatini": "Eswatini"}


def base(world: Path) -> None:
    """Write ``boundaries/base.zip``: the tiles as JSON, and the countries' labels."""
    layers = {
        name: shapely.transform(geometry, _mercator)
        for name, geometry in _base_layers(world).items()
    }
    with zipfile.ZipFile(BOUNDARIES / "base.zip", "w") as archive:
        for level in LEVELS:
            for name, tile in _tiles(layers, level):
                _write(archive, name, tile)
        _write(archive, "labels.json", _labels(world))


def _write(archive: zipfile.ZipFile, name: str, value: Any) -> None:
    entry = zipfile.ZipInfo(name, ANY_TIME)
    entry.compress_type = zipfile.ZIP_DEFLATED
    text = json.dumps(value, ensure_ascii=False, separators=(",", ":"))
    archive.writestr(entry, text, compresslevel=9)


def _mercator(degrees: np.ndarray) -> np.ndarray:
    """Project lon, lat to Web Mercator with the world as the unit square, north at the top."""
    latitude = np.radians(np.clip(degrees[:, 1], -MERCATOR_LIMIT, MERCATOR_LIMIT))
    return np.column_stack(
        [(degrees[:, 0] + 180) / 360, (1 - np.arcsinh(np.tan(latitude)) / np.pi) / 2]
    )


def _base_layers(world: Path) -> dict[str, BaseGeometry]:
    """Return land as polygons and the three kinds of line, in degrees."""
    countries = gpd.read_file(world, layer="countries")
    disputed = shapely.union_all(gpd.read_file(world, layer="disputed_borders").geometry)
    lines = _shared_lines(gpd.read_file(world, layer="states_provinces"))
    near = disputed.buffer(0.02)
    return {
        "land": shapely.make_valid(shapely.union_all(countries.geometry)),
        "admin1": lines["admin1"].difference(near),
        "border": lines["border"].difference(near),
        "disputed": shapely.line_merge(shapely.union_all([lines["disputed"], disputed])),
    }


def _shared_lines(divisions: gpd.GeoDataFrame) -> dict[str, BaseGeometry]:
    """Sort each stretch of line between two divisions by whose divisions they are."""
    units = [
        UNITS.get((name, unit), unit)
        for name, unit in zip(divisions["name"], divisions["adm0_a3"], strict=True)
    ]
    owners: dict[tuple[Any, Any], list[str]] = defaultdict(list)
    for unit, geometry in zip(units, divisions.geometry, strict=True):
        for ring in shapely.get_rings(shapely.get_parts(geometry)):
            for one, other in pairwise(map(tuple, shapely.get_coordinates(ring))):
                owners[min(one, other), max(one, other)].append(unit)
    kinds: dict[str, list[tuple[Any, Any]]] = defaultdict(list)
    for stretch, sides in owners.items():
        if len(sides) > 1 and stretch[0] != stretch[1]:
            kinds[_kind_of_line(frozenset(sides))].append(stretch)
    return {
        kind: shapely.line_merge(shapely.MultiLineString(stretches))
        for kind, stretches in kinds.items()
    }


def _kind_of_line(sides: frozenset[str]) -> str:
    if sides in DISPUTED_PAIRS:
        return "disputed"
    return "admin1" if len(sides) == 1 or sides in SOLID_INSIDE else "border"


def _tiles(layers: dict[str, BaseGeometry], level: Level) -> Iterator[tuple[str, Any]]:
    pixel = 1 / (256 * 2**level.drawn_to)
    drawn = {name: shapely.simplify(layers[name], PIXEL * pixel) for name in level.layers}
    if level.island:
        large = (level.island * pixel) ** 2
        parts = shapely.get_parts(drawn["land"])
        drawn["land"] = shapely.MultiPolygon([p for p in parts if p.area > large])
    yield from _quarter(drawn, (0, 0, 0), level.zoom)


def _quarter(
    layers: dict[str, BaseGeometry], tile: tuple[int, int, int], zoom: int
) -> Iterator[tuple[str, Any]]:
    """Cut out a tile and quarter it until the zoom is reached; open sea is left out."""
    z, x, y = tile
    side = 1 / 2**z
    edge = side * BUFFER
    box = (x * side - edge, y * side - edge, (x + 1) * side + edge, (y + 1) * side + edge)
    clipped = {name: shapely.clip_by_rect(layer, *box) for name, layer in layers.items()}
    clipped = {name: layer for name, layer in clipped.items() if not layer.is_empty}
    if not clipped:
        return
    if z < zoom:
        for column, row in ((0, 0), (0, 1), (1, 0), (1, 1)):
            yield from _quarter(clipped, (z + 1, 2 * x + column, 2 * y + row), zoom)
        return
    encoded = {name: _encode(layer, (x, y), side) for name, layer in clipped.items()}
    yield f"{z}/{x}/{y}.json", {name: rings for name, rings in encoded.items() if rings}


def _encode(layer: BaseGeometry, corner: tuple[int, int], side: float) -> list[list[int]]:
    """Return rings and lines as whole numbers, each point as the step from the one before."""
    encoded = []
    for part in shapely.get_parts(layer):
        closed = part.geom_type == "Polygon"
        for line in shapely.get_rings(part) if closed else [part]:
            points = shapely.get_coordinates(line) / side - corner
            steps = np.diff(np.round(points * EXTENT).astype(int), axis=0, prepend=[[0, 0]])
            steps = np.vstack([steps[:1], steps[1:][(steps[1:] != 0).any(axis=1)]])
            if len(steps) >= (4 if closed else 2):
                encoded.append(steps[: -1 if closed else None].ravel().tolist())
    return encoded


def _labels(world: Path) -> list[list[Any]]:
    """Return name, lat, lon and the first zoom at which it fits, for each named country."""
    countries = gpd.read_file(world, layer="countries").dropna(subset="NAME")
    labels = []
    for name, geometry in zip(countries["NAME"], countries.geometry, strict=True):
        if name == "Antarctica":
            continue
        largest = max(shapely.get_parts(geometry), key=lambda part: part.area)
        centre = shapely.maximum_inscribed_circle(largest, tolerance=0.05).coords[0]
        spread = math.sqrt(shapely.transform(largest, _mercator).area) * 256
        first = min(7, max(2, math.ceil(math.log2(48 / spread))))
        labels.append(
            [RENAMED.get(name, name), round(centre[1], 2), round(centre[0], 2), first]
        )
    return sorted(labels, key=lambda label: (label[3], label[0]))


def main() -> None:
    """Run the part that the command line names."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("part", choices=("base", "areas"))
    parser.add_argument(
        "--world", type=Path, required=True, help="Natural Earth's world_map.gpkg"
    )
    given = parser.parse_args()
    if given.part == "base":
        base(given.world)
        return
    sys.path.insert(0, str(Path(__file__).parent.parent))  # for the package ``geo``
    from areas import areas

    areas(given.world, Path(__file__).parent)


if __name__ == "__main__":
    main()
