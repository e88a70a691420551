"""Dates and numbers as they are shown."""

from __future__ import annotations

from datetime import date

import pytest

from geo.ui import words

D = date


@pytest.mark.parametrize(
    ("start", "end", "precision", "said"),
    [
        (D(2023, 9, 21), D(2023, 9, 21), "day", "21 Sep 2023"),
        (D(2023, 9, 19), D(2023, 9, 20), "range", "19–20 Sep 2023"),
        (D(2023, 9, 27), D(2023, 10, 2), "range", "27 Sep – 2 Oct 2023"),
        (D(2023, 12, 30), D(2024, 1, 2), "range", "30 Dec 2023 – 2 Jan 2024"),
        (D(2020, 9, 1), D(2020, 9, 30), "month", "Sep 2020"),
        (D(1994, 1, 1), D(1994, 12, 31), "year", "1994"),
        (D(1988, 1, 1), D(1994, 12, 31), "year", "1988–1994"),
        (D(1988, 1, 1), D(1994, 12, 31), "range", "1988–1994"),
        (D(2020, 1, 1), None, "year", "since 2020"),
        (None, D(2023, 9, 20), "day", "until 20 Sep 2023"),
        (None, None, "unknown", "No date"),
    ],
)
def test_a_date_is_said_as_closely_as_it_is_known(start, end, precision, said) -> None:
    row = {"event_date": start, "event_date_end": end, "time_precision": precision}
    assert words.when(row) == said


@pytest.mark.parametrize(
    ("value", "low", "high", "quantifier", "said"),
    [
        (4850, 4850, None, "more_than", "more than 4,850"),
        (200, 200, None, "at_least", "at least 200"),
        (3000, None, None, "about", "about 3,000"),
        (None, 3000, 4000, "between", "3,000–4,000"),
        (6, None, None, "exact", "6"),
        (2.5, None, None, "exact", "2.5"),
        (None, None, None, "vague", "hundreds"),
    ],
)
def test_a_figure_keeps_the_bound_its_text_gives(value, low, high, quantifier, said) -> None:
    row = {
        "value": value,
        "low": low,
        "high": high,
        "quantifier": quantifier,
        "text": "hundreds",
    }
    assert words.bounded(row) == said
