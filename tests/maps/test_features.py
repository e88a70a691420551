"""What the map draws of a layer's rows."""

from __future__ import annotations

from typing import Any

import pyarrow as pa
import pytest
from hypothesis import given
from hypothesis import strategies as st

from geo.maps.features import Doubt, MapFeatures, features_from, keys_of


def point(place_id: str, **fields: Any) -> dict[str, Any]:
    known = {"name": place_id.title(), "lat": 13.6, "lon": 25.3, "kind": "city"}
    return {"place_id": place_id, **known, "geometry_id": None, **fields}


def columns(*rows: dict[str, Any]) -> dict[str, list[Any]]:
    names = dict.fromkeys(name for row in rows for name in row)
    return {name: [row.get(name) for row in rows] for name in names}


def event(record_id: str, *points: dict[str, Any], **fields: Any) -> dict[str, Any]:
    return {"id": record_id, "event_type": "attack", "points": list(points), **fields}


def test_a_record_is_drawn_at_each_of_its_places_once() -> None:
    goma, minova = point("goma", lat=-1.68, lon=29.22), point("minova", lat=-1.71, lon=29.02)
    drawn = features_from(columns(event("a", goma, minova, goma)))
    assert drawn.marks.record_id == ("a", "a")
    assert [drawn.spots[spot].place_id for spot in drawn.marks.spot] == ["goma", "minova"]


def test_records_without_a_point_are_not_drawn() -> None:
    drawn = features_from(columns(event("a"), event("b", points=None)))
    assert len(drawn) == 0
    assert drawn == MapFeatures()


def test_no_rows_draw_nothing() -> None:
    assert features_from({"id": []}) == MapFeatures()


def test_an_arrow_table_draws_the_same_as_lists() -> None:
    rows = columns(
        event("a", point("goma")), event("b", point("bukavu", lat=-2.5), point("goma"))
    )
    assert features_from(pa.table(rows)) == features_from(rows)


def test_places_are_in_one_order_whatever_the_order_of_the_rows() -> None:
    rows = [
        event(name, point(name, lat=lat)) for name, lat in (("a", 1.0), ("b", 3.0), ("c", 2.0))
    ]
    drawn = features_from(columns(*rows))
    assert [spot.place_id for spot in drawn.spots] == ["b", "c", "a"]
    assert features_from(columns(*reversed(rows))) == drawn


@pytest.mark.parametrize(
    ("fields", "doubt"),
    [
        ({}, Doubt.NONE),
        ({"place_basis": "stated", "time_precision": "day", "status": "occurred"}, Doubt.NONE),
        ({"place_basis": "inferred"}, Doubt.PLACE),
        ({"time_precision": "month"}, Doubt.DATE),
        ({"time_precision": "unknown"}, Doubt.DATE),
        ({"status": "planned"}, Doubt.STATUS),
        ({"status": "alleged", "time_precision": "week"}, Doubt.STATUS | Doubt.DATE),
    ],
)
def test_doubt_follows_what_the_text_leaves_open(fields: dict[str, str], doubt: Doubt) -> None:
    drawn = features_from(columns(event("a", point("goma"), **fields)))
    assert drawn.marks.doubt == (doubt,)


@pytest.mark.parametrize(
    ("kind", "form"),
    [
        ("city", "point"),
        ("facility", "point"),
        ("district", "area"),
        ("province", "area"),
        ("country", "area"),
        ("region", "area"),
        ("exclave", "area"),
        ("water", "area"),
        ("corridor", "line"),
        ("frontline", "line"),
    ],
)
def test_a_region_is_an_area_and_a_corridor_a_line(kind: str, form: str) -> None:
    (spot,) = features_from(columns(event("a", point("x", kind=kind)))).spots
    assert spot.form == form


def test_every_kind_of_area_has_a_circle_for_when_its_outline_is_unknown() -> None:
    country, town = (
        features_from(columns(event("a", point("x", kind=kind)))).spots[0]
        for kind in ("country", "district")
    )
    assert country.radius > town.radius > 0


def test_people_on_the_move_are_an_arrow_from_origin_to_destination() -> None:
    moved = event(
        "a",
        point("goris"),
        event_type="displacement",
        value=4850.0,
        origin_lat=39.8,
        origin_lon=46.8,
        destination_lat=39.5,
        destination_lon=46.3,
    )
    stayed = event("b", point("goris"), **{name: 1.0 for name in moved if "_l" in name})
    (flow,) = features_from(columns(moved, stayed)).flows
    assert (flow.record_id, flow.origin, flow.destination) == ("a", (39.8, 46.8), (39.5, 46.3))
    assert flow.weight == 4850


def test_a_figure_has_the_colour_of_what_it_counts() -> None:
    rows = columns(
        {"id": "a", "measure": "killed", "points": [point("goma")]},
        {"id": "b", "measure": "displaced", "points": [point("goma")]},
    )
    assert features_from(rows).marks.symbol == ("figure_violence", "figure_people")


@given(st.sets(st.text(min_size=1), min_size=1))
def test_every_record_has_a_key_of_its_own_and_keys_are_of_one_length(ids: set[str]) -> None:
    keys = keys_of(ids)
    assert set(keys) == ids
    assert len(set(keys.values())) == len(ids)
    assert len({len(key) for key in keys.values()}) == 1


def test_a_record_keeps_its_key_when_others_come_and_go() -> None:
    assert keys_of(["a", "b"])["a"] == keys_of(["a", "c", "d"])["a"]
