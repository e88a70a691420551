"""Read the files of a GeoNames dump, line by line, as https://download.geonames.org gives them.

``allCountries``, ``UA`` or ``cities500`` (``.txt`` or ``.zip``): places. ``alternateNames`` and
``alternateNamesV2``: names with their language. ``admin1CodesASCII``, ``admin2Codes`` and
``countryInfo``: English names of divisions and countries.
"""

from __future__ import annotations

import re
import zipfile
import zlib
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from itertools import count
from pathlib import Path
from typing import BinaryIO, NamedTuple, cast

from geo.errors import InputError
from geo.geoparse.gazetteer.entry import Entry, Match
from geo.model import Kind

LONGEST_LINE = 1 << 18
"""Bytes; the longest real line, with ten thousand letters of names, has a tenth of that."""
LARGEST_TEXT = 16 << 30
"""Bytes that a zip may unpack to; allCountries.txt has under two thousand million."""
LARGEST_RATIO = 200
"""How often a zip may be smaller than its text; real dumps come to about five."""


class Name(NamedTuple):
    """One name of a place, by the place's id."""

    place_id: str
    toponym: str
    lang: str
    match: Match


class BadLine(ValueError):
    """A line that is not what its file promises; the message says why."""


FEATURES: dict[str, tuple[Kind, float]] = {
    "ADM1H": (Kind.HISTORIC, -1.0),
    "ADM2H": (Kind.HISTORIC, -1.0),
    "ADM3H": (Kind.HISTORIC, -1.0),
    "ADM4H": (Kind.HISTORIC, -1.0),
    "ADMDH": (Kind.HISTORIC, -1.0),
    "PCLH": (Kind.HISTORIC, 0.0),
    "PPLH": (Kind.CITY, -1.0),
    "PPLC": (Kind.CITY, 1.5),
    "PPLX": (Kind.CITY, -0.5),
    "ADM1": (Kind.PROVINCE, 0.0),
    "PCLI": (Kind.COUNTRY, 0.0),
    "PCLD": (Kind.COUNTRY, -1.0),
    "PCLS": (Kind.COUNTRY, -1.0),
    "PCLF": (Kind.COUNTRY, 0.0),
    "TERR": (Kind.REGION, 0.0),
    "RGNH": (Kind.HISTORIC, 0.0),
    "CONT": (Kind.CONTINENT, 0.0),
    "MILB": (Kind.FACILITY, 0.0),
    "ISL": (Kind.ISLAND, 0.0),
    "ISLS": (Kind.ISLAND, 0.0),
    "DSRT": (Kind.REGION, 0.0),
    "PEN": (Kind.REGION, 0.0),
    "PLN": (Kind.REGION, 0.0),
}
"""Kind of a feature code, and its weight beside others of that name."""
CLASSES: dict[str, tuple[Kind, float]] = {
    "A": (Kind.DISTRICT, 0.0),
    "H": (Kind.WATER, 0.0),
    "L": (Kind.REGION, -0.5),
    "P": (Kind.CITY, 0.0),
    "R": (Kind.FACILITY, -1.5),
    "S": (Kind.FACILITY, -1.0),
    "T": (Kind.MOUNTAIN, -0.5),
    "U": (Kind.WATER, -1.5),
    "V": (Kind.REGION, -1.5),
}
"""The same of a feature class, for codes that are not in ``FEATURES``."""
NO_NAMES = frozenset({"link", "wkdt", "post", "iata", "icao", "faac", "tcid", "unlc", "phon"})
"""What stands in the column of languages where the "name" is an address or a number."""


@contextmanager
def opened(path: Path) -> Iterator[tuple[BinaryIO, int]]:
    """Open a dump file, unpacking on the way, and give its size in bytes.

    Raises
    ------
    InputError
        When the file cannot be read, or is a zip without its text or of an absurd size.
    """
    try:
        if path.suffix.lower() != ".zip":
            with path.open("rb") as file:
                yield file, path.stat().st_size
            return
        with zipfile.ZipFile(path) as archive:
            member = text_in(archive, path)
            with archive.open(member) as packed:
                yield cast(BinaryIO, packed), member.file_size
    except (OSError, EOFError, zipfile.BadZipFile, zlib.error) as error:
        raise InputError(f"{path} cannot be read: {error}") from error


def text_in(archive: zipfile.ZipFile, path: Path) -> zipfile.ZipInfo:
    """Return the member of the zip's own name; GeoNames packs a readme beside it."""
    named = {member.filename: member for member in archive.infolist()}
    member = named.get(f"{path.stem}.txt")
    if member is None:
        raise InputError(f"{path} holds no {path.stem}.txt, as a GeoNames dump would.")
    ratio = member.file_size / max(member.compress_size, 1)
    if member.file_size > LARGEST_TEXT or ratio > LARGEST_RATIO:
        raise InputError(
            f"{path} would unpack to {member.file_size:,} bytes; that is no GeoNames dump."
        )
    return member


def lines(file: BinaryIO) -> Iterator[tuple[int, bytes]]:
    """Yield the number and bytes of each line; one that is far too long comes out cut."""
    for number in count(1):
        line = file.readline(LONGEST_LINE)
        if not line:
            return
        rest = line
        while len(rest) == LONGEST_LINE and not rest.endswith(b"\n"):
            rest = file.readline(LONGEST_LINE)
        yield number, line


def place(line: str) -> Entry:
    """Return the place of a line of ``allCountries.txt``, its own names included."""
    field = fields_of(line, 19)
    lat, lon = point(field[4], field[5])
    feature_class, code, country, first, second = [*field[6:9], *field[10:12]]
    kind, weight = FEATURES.get(code) or CLASSES.get(feature_class) or (Kind.REGION, -1.0)
    province = f"{country}.{first}" if first not in {"", "00"} else ""
    entry = Entry(
        place_id=identified(field[0]),
        name=filled(field[1], "name"),
        kind=kind,
        lat=lat,
        lon=lon,
        country=country,
        admin1=province,
        admin2=f"{province}.{second}" if province and second else "",
        population=number(field[14] or "0", "population"),
        feature_code=code,
        source="GeoNames dump",
        weight=weight,
    )
    entry.names = [(name, "", "", Match.MAIN) for name in dict.fromkeys(field[1:3]) if name]
    entry.names += [(name, "", "", Match.ALTERNATE) for name in field[3].split(",") if name]
    return entry


def alternate(line: str) -> Iterator[Name]:
    """Yield the name of a line of ``alternateNamesV2.txt``, unless it is a link or a code."""
    field = line.split("\t")
    if len(field) not in {8, 10}:
        raise BadLine(f"{len(field)} fields instead of 8 or 10")
    place_id, lang, name = identified(field[1]), field[2], filled(field[3], "name")
    if lang in NO_NAMES:
        return
    if lang == "abbr":
        yield Name(place_id, name, "", Match.CODE if name.isupper() else Match.ABBREVIATION)
        return
    preferred = field[4] == "1" and lang == "en"
    yield Name(place_id, name, lang, Match.MAIN if preferred else Match.ALTERNATE)


def division(line: str) -> Iterator[Name]:
    """Yield the names of a line of ``admin1CodesASCII.txt`` or ``admin2Codes.txt``."""
    field = fields_of(line, 4)
    for name in dict.fromkeys(field[1:3]):
        yield Name(identified(field[3]), filled(name, "name"), "en", Match.MAIN)


def country(line: str) -> Iterator[Name]:
    """Yield name and code of a line of ``countryInfo.txt``; comments have none."""
    if line.startswith("#"):
        return
    field = fields_of(line, 19)
    place_id = identified(field[16])
    yield Name(place_id, filled(field[4], "name"), "en", Match.MAIN)
    yield Name(place_id, filled(field[1], "code"), "", Match.CODE)


NAMES: tuple[tuple[re.Pattern[str], Callable[[str], Iterator[Name]]], ...] = (
    (re.compile(r"alternateNames"), alternate),
    (re.compile(r"admin[12]Codes"), division),
    (re.compile(r"countryInfo"), country),
)
"""How the lines of files of names are read, by the file's name; all others hold places."""


def names_reader(path: Path) -> Callable[[str], Iterator[Name]] | None:
    """Return what reads the lines of a file of names, or None for a file of places."""
    return next((read for pattern, read in NAMES if pattern.match(path.name)), None)


def fields_of(line: str, wanted: int) -> list[str]:
    """Split a line at its tabs."""
    field = line.split("\t")
    if len(field) != wanted:
        raise BadLine(f"{len(field)} fields instead of {wanted}")
    return field


def filled(text: str, what: str) -> str:
    """Return the text where there is one."""
    if not text.strip():
        raise BadLine(f"the {what} is empty")
    return text


def identified(text: str) -> str:
    """Return the place id of a GeoNames number."""
    return f"gn:{number(text, 'GeoNames id')}"


def number(text: str, what: str) -> int:
    """Return a count; the pack holds four bytes of it."""
    if not (text.isascii() and text.isdigit() and int(text[:11]) < 1 << 32):
        raise BadLine(f"the {what} {text[:20]!r} is no number")
    return int(text)


def point(lat: str, lon: str) -> tuple[float, float]:
    """Return (lat, lon) in degrees."""
    try:
        found = float(lat), float(lon)
    except ValueError:
        found = (float("nan"), float("nan"))
    if not (-90 <= found[0] <= 90 and -180 <= found[1] <= 180):
        raise BadLine(f"({lat[:20]}, {lon[:20]}) is no point in degrees")
    return found
