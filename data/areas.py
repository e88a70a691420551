"""Geometries of the gazetteer's areas and lines, a JSON file each in ``boundaries/areas.zip``.

Countries and divisions are Natural Earth's; a polygon there carries no GeoNames code and some
carry a wrong name, so each is told by the towns inside it. ``boundaries/unions.csv`` says which
of them make up a larger region, ``boundaries/drawn.geojson`` holds lines and areas of our own.
"""

from __future__ import annotations

import csv
import json
import zipfile
from collections import Counter, defaultdict
from collections.abc import Callable, Mapping
from pathlib import Path
from typing import Any, NamedTuple

import geopandas as gpd
import shapely
from shapely.geometry.base import BaseGeometry

from geo.geoparse.gazetteer.entry import Entry
from geo.geoparse.gazetteer.packages import city_entries, read_divisions, read_towns

ANY_TIME = (1980, 1, 1, 0, 0, 0)
TOLERANCE = 0.008
"""Degrees by which a line may be moved when it is simplified; about 900 m."""
DECIMALS = 3
AGREE = {"admin1": 0.6, "admin2": 0.9}
"""Share of a polygon's towns, or townspeople, in a division for it to be a part of it; high for
districts, since a polygon may be a whole province with most of its people in the capital's."""
COVER = 0.75
"""Share of a division's towns, or townspeople, that its polygons must hold."""
GAP = 0.004
"""Degrees by which lines that should meet may miss each other."""
OBLAST_OF_1991 = "Former USSR oblast in 1991"
CODE_BY_NAME = {"France": "FR", "Norway": "NO", "Kosovo": "XK", "N. Cyprus": "CY"}
"""Countries that Natural Earth gives no or another code."""

Shapes = dict[str, BaseGeometry]
Coded = list[tuple[str, int]]


class Polygon(NamedTuple):
    """A polygon of Natural Earth's divisions and the towns in it."""

    shape: BaseGeometry
    towns: tuple[Entry, ...]


def areas(world: Path, data: Path) -> None:
    """Write ``boundaries/areas.zip`` and the middles of the divisions for the gazetteer."""
    countries = country_shapes(gpd.read_file(world, layer="countries"))
    towns = [*city_entries(read_divisions(), read_towns())]
    polygons = with_towns([*gpd.read_file(world, layer="states_provinces").geometry], towns)
    divisions = shapes_by_code(towns, polygons, lambda town: town.admin2, AGREE["admin2"])
    divisions |= shapes_by_code(towns, polygons, lambda town: town.admin1, AGREE["admin1"])
    shapes = {f"country-{code}": shape for code, shape in countries.items()}
    shapes |= {f"division-{code}": shape for code, shape in divisions.items()}
    shapes |= union_shapes(data / "boundaries" / "unions.csv", countries, towns, polygons)
    shapes |= drawn_shapes(data / "boundaries" / "drawn.geojson")
    shapes["area-nagorno-karabakh"] = oblast(gpd.read_file(world, layer="disputed_borders"))
    write_zip(data / "boundaries" / "areas.zip", shapes)
    write_middles(data / "gazetteer" / "divisions.csv", divisions)


def country_shapes(countries: gpd.GeoDataFrame) -> Shapes:
    """Return the countries' shapes by ISO code."""
    parts: dict[str, list[BaseGeometry]] = defaultdict(list)
    rows = zip(countries["iso_a2"], countries["NAME"], countries.geometry, strict=True)
    for code, name, shape in rows:
        known = CODE_BY_NAME.get(name, code)
        if isinstance(known, str) and known.isalpha():
            parts[known].append(shape)
    return {code: shapely.union_all(shapes) for code, shapes in parts.items()}


def with_towns(shapes: list[BaseGeometry], towns: list[Entry]) -> list[Polygon]:
    """Return the polygons, each with the towns inside it."""
    tree = shapely.STRtree(shapely.points([(town.lon, town.lat) for town in towns]))
    inside: dict[int, list[Entry]] = defaultdict(list)
    for polygon, town in zip(*tree.query(shapes, predicate="contains"), strict=True):
        inside[int(polygon)].append(towns[int(town)])
    return [Polygon(shapes[at], tuple(members)) for at, members in sorted(inside.items())]


def shapes_by_code(
    towns: list[Entry], polygons: list[Polygon], code_of: Callable[[Entry], str], agree: float
) -> Shapes:
    """Return the shape of each code, told by townspeople, else by the number of towns."""
    coded = [
        (polygon.shape, [(code_of(town), town.population + 100) for town in polygon.towns])
        for polygon in polygons
    ]
    total = [(code_of(town), town.population + 100) for town in towns]
    by_towns = joined(counted(total), [(s, counted(t)) for s, t in coded], agree)
    return by_towns | joined(people(total), [(s, people(t)) for s, t in coded], agree)


def counted(towns: Coded) -> dict[str, int]:
    """Return the number of towns of each code."""
    return Counter(code for code, _ in towns)


def people(towns: Coded) -> dict[str, int]:
    """Return the number of townspeople of each code."""
    found: dict[str, int] = defaultdict(int)
    for code, inhabitants in towns:
        found[code] += inhabitants
    return found


def joined(
    total: dict[str, int], polygons: list[tuple[BaseGeometry, dict[str, int]]], agree: float
) -> Shapes:
    """Join the polygons that mostly share a code; keep the codes that they cover well."""
    parts: dict[str, list[tuple[BaseGeometry, int]]] = defaultdict(list)
    for shape, inside in polygons:
        code = max(inside, key=lambda one: inside[one])
        if code and inside[code] >= agree * sum(inside.values()):
            parts[code].append((shape, inside[code]))
    return {
        code: shapely.union_all([shape for shape, _ in own])
        for code, own in sorted(parts.items())
        if sum(count for _, count in own) >= COVER * total[code]
    }


def union_shapes(
    table: Path, countries: Shapes, towns: list[Entry], polygons: list[Polygon]
) -> Shapes:
    """Return the larger regions that are made of countries, divisions or both.

    Divisions are taken together, so that a polygon older than the line between two of them
    still finds its region.
    """
    unions = {}
    with table.open(encoding="utf-8", newline="") as file:
        for row in csv.DictReader(file):
            codes = set(row["parts"].split())
            shapes = [countries[code] for code in sorted(codes & countries.keys())]
            inside = shapes_by_code(
                towns,
                polygons,
                lambda town, codes=codes: "in" if town.admin1 in codes else "",
                AGREE["admin1"],
            )
            unions[f"area-{row['area']}"] = shapely.union_all([*shapes, *inside.values()])
    return unions


def drawn_shapes(path: Path) -> Shapes:
    """Return the lines and areas that were drawn by hand."""
    features = json.loads(path.read_text("utf-8"))["features"]
    return {f"area-{f['id']}": shapely.geometry.shape(f["geometry"]) for f in features}


def oblast(lines: gpd.GeoDataFrame) -> BaseGeometry:
    """Return the Soviet autonomous oblast of Nagorno-Karabakh from the lines around it."""
    around = shapely.union_all(lines.loc[lines["name"] == OBLAST_OF_1991].geometry)
    ring = around.buffer(GAP)
    return shapely.Polygon(max(ring.interiors, key=lambda hole: hole.length)).buffer(GAP)


def simplified(shape: BaseGeometry) -> BaseGeometry:
    """Return the shape with fewer points, large regions more coarsely."""
    west, south, east, north = shape.bounds
    coarse = max(east - west, north - south) / 1500
    small = shapely.simplify(shape, max(TOLERANCE, coarse)) if shape.area else shape
    return shapely.set_precision(shapely.make_valid(small), 10**-DECIMALS)


def write_zip(path: Path, shapes: Mapping[str, BaseGeometry]) -> None:
    """Write each shape as a GeoJSON geometry, in an order and with a date that never change."""
    with zipfile.ZipFile(path, "w") as archive:
        for key in sorted(shapes):
            entry = zipfile.ZipInfo(f"{key}.json", ANY_TIME)
            entry.compress_type = zipfile.ZIP_DEFLATED
            geometry = rounded(shapely.geometry.mapping(simplified(shapes[key])))
            text = json.dumps(geometry, separators=(",", ":"))
            archive.writestr(entry, text, compresslevel=9)


def rounded(value: Any) -> Any:
    """Return a geometry's mapping with coordinates to three decimals."""
    if isinstance(value, float):
        return round(value, DECIMALS)
    if isinstance(value, dict):
        return {key: rounded(inner) for key, inner in value.items()}
    return [rounded(inner) for inner in value] if isinstance(value, list | tuple) else value


def write_middles(path: Path, divisions: Shapes) -> None:
    """Write the middle of each division: its centroid, or a point inside when that is not."""
    with path.open("w", encoding="utf-8", newline="") as file:
        table = csv.writer(file, lineterminator="\n")
        table.writerow(["code", "lat", "lon"])
        for code, shape in sorted(divisions.items()):
            middle = shape.centroid
            if not shape.contains(middle) and not is_archipelago(shape):
                middle = shape.representative_point()
            table.writerow([code, round(middle.y, 3), round(middle.x, 3)])


def is_archipelago(shape: BaseGeometry) -> bool:
    """Tell whether no one part of the shape holds two thirds of its land ("Hawaii")."""
    return max(part.area for part in shapely.get_parts(shape)) < shape.area * 2 / 3
