"""The gazetteer answers as any geopy geocoder does, without a network."""

from __future__ import annotations

import pytest

from geo.geoparse.gazetteer import Gazetteer
from geo.geoparse.geocoders import GazetteerGeocoder, kilometres


@pytest.fixture(scope="module")
def geocoder(world: Gazetteer) -> GazetteerGeocoder:
    return GazetteerGeocoder(world)


@pytest.mark.parametrize(
    ("query", "point"),
    [
        ("Lachin", (39.64, 46.55)),
        ("Goma, DR Congo", (-1.67, 29.23)),
        ("Paris, Texas", (33.66, -95.56)),
        ("Springfield, Illinois", (39.80, -89.64)),
        ("Yevlakh", (40.62, 47.15)),
    ],
)
def test_a_name_gives_a_location(
    geocoder: GazetteerGeocoder, query: str, point: tuple[float, float]
) -> None:
    location = geocoder.geocode(query)
    assert location is not None
    assert kilometres((location.latitude, location.longitude), point) < 5


def test_what_has_no_point_or_no_name_gives_nothing(geocoder: GazetteerGeocoder) -> None:
    assert geocoder.geocode("Soviet Union") is None
    assert geocoder.geocode("Xyzzyville") is None


def test_several_places_can_be_asked_for(geocoder: GazetteerGeocoder) -> None:
    found = geocoder.geocode("Springfield", exactly_one=False, limit=3)
    assert len(found) == 3


def test_a_point_gives_the_nearest_town(geocoder: GazetteerGeocoder) -> None:
    assert geocoder.reverse((39.82, 46.755)).address.startswith("Khankendi / Stepanakert")
    nearest = geocoder.reverse("-1.674, 29.228", exactly_one=False, limit=2)
    assert nearest[0].raw["place"].name == "Goma"


def test_distance_is_the_geodesic_one() -> None:
    assert kilometres((40.4, 49.9), (40.2, 44.5)) == pytest.approx(459, abs=2)
