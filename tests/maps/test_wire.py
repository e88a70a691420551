"""The compact form of the features holds all that was put in, and little else."""

from __future__ import annotations

from itertools import accumulate
from typing import Any

import orjson
import pytest
from hypothesis import given
from hypothesis import strategies as st

from geo.maps.features import Cell, Flow, MapFeatures, Marks, Spot, features_from
from geo.maps.look import SYMBOLS
from geo.maps.wire import LETTER_OF, MOST_NAMES, wire

CODES = {letter: code for code, letter in LETTER_OF.items()}


def unpacked(payload: dict[str, Any]) -> list[tuple[str, float, float, str, int, int]]:
    """Read the columns as ``assets/map/read.js`` does."""
    spots, marks = payload["spots"], payload["marks"]
    lat = [step / 10_000 for step in accumulate(spots["lat"])]
    lon = [step / 10_000 for step in accumulate(spots["lon"])]
    size = marks["key_length"]
    owners = [spot for spot, count in enumerate(spots["n"]) for _ in range(count)]
    return [
        (
            marks["key"][n * size : (n + 1) * size],
            lat[spot],
            lon[spot],
            CODES[marks["symbol"][n]],
            int(marks["doubt"][n]),
            marks["weight"].get(str(n), 1),
        )
        for n, spot in enumerate(owners)
    ]


EVENTS = st.lists(
    st.tuples(
        st.sampled_from(["attack", "talks", "aid"]),
        st.floats(-85, 85),
        st.floats(-180, 180),
        st.sampled_from(["day", "month"]),
        st.integers(1, 9),
    ),
    max_size=30,
)


@given(EVENTS)
def test_what_arrives_is_what_was_sent(
    events: list[tuple[str, float, float, str, int]],
) -> None:
    features = features_from(
        {
            "id": [f"event-{n}" for n in range(len(events))],
            "event_type": [event[0] for event in events],
            "time_precision": [event[3] for event in events],
            "reports": [event[4] for event in events],
            "points": [
                [
                    {
                        "place_id": f"{lat}/{lon}",
                        "name": "",
                        "lat": lat,
                        "lon": lon,
                        "kind": "city",
                    }
                ]
                for _, lat, lon, _, _ in events
            ],
        }
    )
    sent = {
        (features.keys[f"event-{n}"], kind, 0 if when == "day" else 2, reports)
        for n, (kind, _, _, when, reports) in enumerate(events)
    }
    arrived = unpacked(wire(features))
    assert {(key, code, doubt, weight) for key, _, _, code, doubt, weight in arrived} == sent
    where = {features.keys[f"event-{n}"]: event[1:3] for n, event in enumerate(events)}
    for key, lat, lon, *_ in arrived:
        assert (lat, lon) == pytest.approx(where[key], abs=6e-5)


def test_the_selected_record_goes_by_its_key() -> None:
    features = MapFeatures(
        spots=(Spot("goma", "Goma", -1.7, 29.2, "city", None),),
        marks=Marks(("a", "b"), (0, 0), ("attack", "talks"), (0, 0), (1, 1)),
    )
    assert wire(features, "b")["selected"] == features.keys["b"]
    assert wire(features, "filtered out")["selected"] is None
    assert wire(features)["selected"] is None


def test_areas_name_their_outline_and_a_circle_for_when_there_is_none() -> None:
    features = MapFeatures(
        spots=(
            Spot("arm", "Armenia", 40.1, 45.0, "country", "country-am"),
            Spot("r", "Region", 39.0, 45.0, "region", None),
            Spot("goris", "Goris", 38.5, 46.3, "city", "not-drawn"),
        ),
        marks=Marks(("a", "b", "c"), (0, 1, 2), ("attack",) * 3, (0,) * 3, (1,) * 3),
    )
    spots = wire(features)["spots"]
    assert spots["form"] == "aap"
    assert spots["geometry"] == {"0": "country-am"}
    assert spots["radius"] == {"0": 150, "1": 50}


def test_claims_of_one_movement_share_an_arrow_as_wide_as_the_largest() -> None:
    ends = ((39.8, 46.8), (39.5, 46.3))
    features = MapFeatures(
        flows=tuple(
            Flow(name, *ends, "displacement", number)
            for name, number in (("a", 2900.0), ("b", 4850.0))
        )
    )
    (arrow,) = wire(features)["flows"]
    assert arrow[5] == 4850
    assert arrow[6] == [features.keys["a"], features.keys["b"]]


def test_cells_carry_their_counts_by_type() -> None:
    features = MapFeatures(cells=(Cell(31.5, 34.5, {"attack": 120, "aid": 3}),))
    assert wire(features)["cells"] == [
        [31.5, 34.5, {LETTER_OF["attack"]: 120, LETTER_OF["aid"]: 3}]
    ]


def test_every_symbol_has_a_letter() -> None:
    assert set(LETTER_OF) == set(SYMBOLS)


def test_ten_thousand_records_stay_within_their_bytes() -> None:
    places = [
        Spot(f"p{n}", f"Place {n}", 80 - n / 50, 20 + n % 90, "city", None) for n in range(2000)
    ]
    features = MapFeatures(
        spots=tuple(places),
        marks=Marks(
            tuple(f"record-{n}" for n in range(10_000)),
            tuple(n // 5 for n in range(10_000)),
            ("attack",) * 10_000,
            (0,) * 10_000,
            (1,) * 10_000,
        ),
    )
    payload = wire(features)
    assert len(payload["spots"]["name"]) == MOST_NAMES
    assert len(orjson.dumps(payload)) < 120_000
