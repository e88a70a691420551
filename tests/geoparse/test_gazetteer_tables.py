"""The project's own tables are complete, well formed and listed with their origin."""

from __future__ import annotations

import csv
import hashlib
from collections import Counter
from pathlib import Path

import pytest

from geo.errors import DataError
from geo.geoparse.gazetteer import tables
from geo.model import Kind
from geo.settings import Settings

DATA = Settings().data
TABLES = sorted((DATA / "gazetteer").glob("*.csv"))
LISTED = [*TABLES, *sorted((DATA / "boundaries").iterdir())]


def rows(path: Path) -> list[dict[str, str]]:
    with path.open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


def test_no_place_is_listed_twice() -> None:
    ids = Counter(entry.place_id for entry in tables.read_places(DATA / "gazetteer"))
    assert [place_id for place_id, count in ids.items() if count > 1] == []


def test_every_place_lies_in_the_world_or_is_of_the_past_or_abstract() -> None:
    for entry in tables.read_places(DATA / "gazetteer"):
        if entry.lat is not None and entry.lon is not None:
            assert -90 <= entry.lat <= 90, entry
            assert -180 <= entry.lon <= 180, entry
        elif entry.place_id.startswith("cm:"):
            assert entry.kind in {Kind.HISTORIC, Kind.REGION}, entry


def test_places_of_the_past_have_no_point_unless_they_are_named_regions_of_today() -> None:
    without = [
        entry
        for entry in tables.read_places(DATA / "gazetteer")
        if entry.kind is Kind.HISTORIC and entry.lat is None
    ]
    assert len(without) > 30


def test_every_country_has_a_point() -> None:
    countries = rows(DATA / "gazetteer" / "countries.csv")
    assert len(countries) == 250
    assert all(row["lat"] and row["lon"] for row in countries)


def test_a_row_that_does_not_fit_its_table_is_named(tmp_path: Path) -> None:
    (tmp_path / "names.csv").write_text("place_id,toponym\ncm:a,A,too much\n", "utf-8")
    with pytest.raises(DataError, match="cm:a"):
        list(tables.rows(tmp_path / "names.csv"))


@pytest.mark.parametrize("path", LISTED, ids=lambda path: path.name)
def test_every_data_file_is_listed_with_its_hash(path: Path) -> None:
    listed = (DATA / "README.md").read_text("utf-8")
    line = next(
        (one for one in listed.splitlines() if f"`{path.relative_to(DATA)}`" in one), ""
    )
    assert line, f"data/README.md does not list {path.name}"
    assert hashlib.sha256(path.read_bytes()).hexdigest() in line
