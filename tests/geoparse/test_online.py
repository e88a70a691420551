"""Names that the gazetteer lacks are asked for online where a setting says so, only there."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
from geopy.exc import GeocoderTimedOut
from geopy.location import Location

from geo import language, pipeline
from geo.errors import InputError
from geo.geoparse.gazetteer import Gazetteer
from geo.geoparse.geocoders import online_service
from geo.geoparse.online import PATIENCE, READERS, OnlineGeocoder, place_online
from geo.model import Article, Kind, Mention, Place, Role
from geo.settings import Settings

VILLAGE = {
    "osm_type": "node",
    "osm_id": 42,
    "name": "Zhuravkivka",
    "addresstype": "village",
    "address": {"country_code": "ua"},
}
SHOP = {
    "osm_type": "node",
    "osm_id": 43,
    "class": "shop",
    "type": "bakery",
    "name": "Zhuravkivka",
}


class Service:
    """Stands for a geopy geocoder; knows one village and counts who asks for what."""

    def __init__(self, raw: dict[str, Any] | None = None, fails: bool = False) -> None:
        self.raw, self.fails = raw or VILLAGE, fails
        self.asked: list[str] = []

    def geocode(self, query: str, **_: object) -> Location | None:
        self.asked.append(query)
        if self.fails:
            raise GeocoderTimedOut("the service sleeps")
        known = query == "Zhuravkivka"
        return Location(query, (48.9, 38.4), self.raw) if known else None


def mention(text: str = "Zhuravkivka", role: Role = Role.LOCATION) -> Mention:
    return Mention(start=0, end=len(text), text=text, role=role, reason="not in the gazetteer")


def online(service: Service, folder: Path) -> OnlineGeocoder:
    return OnlineGeocoder("nominatim", service, folder / "answers.sqlite", pause=0)


def test_an_unknown_name_is_placed_and_says_by_whom(tmp_path: Path) -> None:
    (found,) = place_online([mention()], online(Service(), tmp_path))
    assert found.place == Place(
        place_id="osm:n42",
        name="Zhuravkivka",
        kind=Kind.CITY,
        lat=48.9,
        lon=38.4,
        country="UA",
        source="nominatim",
    )
    assert (found.role, found.reason) == (Role.LOCATION, "placed online")


@pytest.mark.parametrize("role", sorted(set(Role) - {Role.LOCATION, Role.DATELINE}))
def test_names_that_say_nowhere_are_not_sent(role: Role, tmp_path: Path) -> None:
    service = Service()
    place_online([mention(role=role)], online(service, tmp_path))
    assert service.asked == []


def test_a_name_of_several_places_is_not_left_to_a_guess(tmp_path: Path) -> None:
    service = Service()
    several = replace(mention(), runners_up=("gn:1", "gn:2"))
    assert place_online([several], online(service, tmp_path)) == (several,)
    assert service.asked == []


def test_what_the_gazetteer_placed_is_not_sent(tmp_path: Path) -> None:
    service = Service()
    known = Place(place_id="gn:1", name="Kyiv", kind=Kind.CITY, lat=50.4, lon=30.5)
    placed = replace(mention("Kyiv"), place=known)
    assert place_online([placed], online(service, tmp_path)) == (placed,)
    assert service.asked == []


@pytest.mark.parametrize("name", ["Zhuravkivka", "Nowhere at All"])
def test_hits_and_misses_are_asked_for_once_and_kept_on_disk(name: str, tmp_path: Path) -> None:
    service = Service()
    first = place_online([mention(name), mention(name)], online(service, tmp_path))
    again = place_online([mention(name), mention(name)], online(service, tmp_path))
    assert first == again
    assert service.asked == [name]


def test_a_shop_of_that_name_is_no_answer(tmp_path: Path) -> None:
    (found,) = place_online([mention()], online(Service(SHOP), tmp_path))
    assert found == mention()


def test_a_failing_service_changes_nothing_and_is_soon_left_alone(
    tmp_path: Path, caplog: pytest.LogCaptureFixture
) -> None:
    service = Service(fails=True)
    mentions = tuple(mention(f"Village {number}") for number in range(PATIENCE + 2))
    asked = online(service, tmp_path)
    assert place_online(mentions, asked) == mentions
    assert len(service.asked) == PATIENCE
    assert "the service sleeps" in caplog.text


def test_a_failure_is_not_taken_for_a_miss(tmp_path: Path) -> None:
    place_online([mention()], online(Service(fails=True), tmp_path))
    (found,) = place_online([mention()], online(Service(), tmp_path))
    assert found.place is not None


def test_a_record_of_another_shape_changes_nothing(tmp_path: Path) -> None:
    (found,) = place_online([mention()], online(Service({"odd": True}), tmp_path))
    assert found == mention()


def test_a_service_is_asked_once_a_second_at_most(tmp_path: Path) -> None:
    asked = OnlineGeocoder("nominatim", Service(), tmp_path / "answers.sqlite")
    assert asked._ask.min_delay_seconds == 1.0


@pytest.mark.parametrize(
    ("service", "raw", "place_id", "kind", "country"),
    [
        ("nominatim", VILLAGE, "osm:n42", Kind.CITY, "UA"),
        (
            "photon",
            {
                "properties": {
                    "osm_type": "R",
                    "osm_id": 7,
                    "osm_value": "lake",
                    "name": "Sasyk",
                }
            },
            "osm:r7",
            Kind.WATER,
            "",
        ),
        (
            "pelias",
            {
                "properties": {
                    "gid": "wof:county:9",
                    "layer": "county",
                    "name": "X",
                    "country_code": "SD",
                }
            },
            "pelias:wof:county:9",
            Kind.DISTRICT,
            "SD",
        ),
        (
            "geonames",
            {"geonameId": 5, "fcl": "T", "fcode": "ISL", "name": "X", "countryCode": "YE"},
            "gn:5",
            Kind.ISLAND,
            "YE",
        ),
    ],
)
def test_each_service_tells_id_kind_and_country_its_own_way(
    service: str, raw: dict[str, Any], place_id: str, kind: Kind, country: str
) -> None:
    found = READERS[service][0](raw)
    assert (found.place_id, found.kind, found.country) == (place_id, kind, country)


@pytest.mark.parametrize(
    ("given", "address"),
    [
        ({"geocoder": "nominatim"}, "https://nominatim.openstreetmap.org/search"),
        ({"geocoder": "photon"}, "https://photon.komoot.io/api"),
        (
            {"geocoder": "nominatim", "geocoder_url": "http://localhost:8080"},
            "http://localhost:8080/search",
        ),
        (
            {"geocoder": "pelias", "geocoder_url": "https://pelias.example.org"},
            "https://pelias.example.org/v1/search",
        ),
        (
            {"geocoder": "geonames", "geocoder_user": "someone"},
            "https://secure.geonames.org/searchJSON",
        ),
    ],
)
def test_services_are_spoken_to_by_https_or_at_the_address_given(
    given: dict[str, str], address: str
) -> None:
    service = online_service(Settings(**given))
    assert (getattr(service, "api", None) or service.geocode_api) == address


@pytest.mark.parametrize(
    ("given", "why"),
    [
        ({"geocoder": "oracle"}, "write one of"),
        ({"geocoder": "geonames"}, "needs an account"),
        ({"geocoder": "pelias"}, "CONFLICT_MAP_GEOCODER_URL"),
        ({"geocoder": "photon", "geocoder_url": "photon.example.org"}, "must begin with https"),
    ],
)
def test_a_setting_that_cannot_be_used_says_what_to_write(
    given: dict[str, str], why: str
) -> None:
    with pytest.raises(InputError, match=why):
        online_service(Settings(**given))


def test_nothing_is_asked_online_unless_a_setting_names_a_service() -> None:
    assert Settings().geocoder == ""
    assert pipeline.load_tools(Settings.from_environment()).online is None


def test_an_article_is_read_with_the_place_found_online(
    tmp_path: Path, world: Gazetteer
) -> None:
    asked = online(Service(), tmp_path)
    tools = pipeline.Tools(
        language=language.load(Settings().model), gazetteer=world, online=asked
    )
    text = "Shelling killed two people in the village of Zhuravkivka on Monday, police said."
    read = pipeline.extract(Article(article_id="a", text=text, sha256=""), tools)
    placed = [m.text for m in read.mentions if m.place and m.place.source == "nominatim"]
    assert placed == ["Zhuravkivka"]
    assert read.version.endswith("+nominatim")
