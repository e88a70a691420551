"""Claims over time: one point each, never joined."""

from __future__ import annotations

from datetime import date
from typing import Any

from geo.maps.look import Theme
from geo.ui.charts import claims_chart, drawable


def claim(**given: Any) -> dict[str, Any]:
    return {
        "event_date": date(2031, 5, 3),
        "event_date_end": date(2031, 5, 3),
        "value": 100.0,
        "low": None,
        "high": None,
        "quantifier": "exact",
        "unit": "people",
        "text": "100 people",
        "claimant": "A",
        "source": "Test",
        "time_precision": "day",
        "background": False,
    } | given


def points(*rows: dict[str, Any]) -> list[dict[str, Any]]:
    drawn = claims_chart(list(rows), Theme.LIGHT).to_dict()
    (values,) = drawn["datasets"].values()
    return values


def test_points_are_never_joined() -> None:
    drawn = claims_chart([claim(), claim(claimant="B", value=90.0)], Theme.DARK).to_dict()
    marks = {layer["mark"]["type"] for layer in drawn["layer"]}
    assert marks == {"point"}


def test_a_bound_reaches_as_far_as_the_text_leaves_open() -> None:
    least, most, between = points(
        claim(quantifier="at_least", low=100.0),
        claim(quantifier="up_to", high=100.0),
        claim(quantifier="between", value=None, low=80.0, high=120.0),
    )
    assert least["open"] == "above"
    assert least["high"] > 100
    assert most["open"] == "below"
    assert most["low"] == 0
    assert (between["low"], between["high"]) == (80.0, 120.0)


def test_history_and_what_has_no_date_or_number_has_no_point() -> None:
    rows = [
        claim(background=True),
        claim(event_date=None, event_date_end=None),
        claim(value=None),
    ]
    assert drawable(rows) == []
    assert len(drawable([*rows, claim(event_date=None)])) == 1
