"""Floors under what `geo score tests/eval/gold` shows; raise them as reading improves."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

from geo.scoring import score_folder
from geo.settings import Settings

GOLD = Path(__file__).parent / "gold"

FLOORS = {
    "": {
        ("markers", "precision"): 0.93,
        ("markers", "recall"): 0.88,
        ("figures", "f1"): 0.90,
        ("events", "f1"): 0.84,
    },
    "put_aside": {
        ("markers", "precision"): 0.90,
        ("markers", "recall"): 0.82,
        ("figures", "f1"): 0.85,
        ("events", "f1"): 0.82,
    },
}
FIELDS = {
    ("figures", "quantifier"): 0.95,
    ("figures", "claimant"): 0.85,
    ("figures", "status"): 0.95,
    ("events", "place"): 0.80,
    ("events", "date"): 0.80,
}

pytestmark = [pytest.mark.quality, pytest.mark.xdist_group("quality")]


@pytest.fixture(scope="module", params=FLOORS, ids=["all", "put aside"])
def scored(request: pytest.FixtureRequest) -> tuple[str, dict[str, Any]]:
    return request.param, score_folder(GOLD / request.param, Settings.from_environment())


def test_articles_are_read_at_least_this_well(scored: tuple[str, dict[str, Any]]) -> None:
    folder, scores = scored
    below = {
        (task, measure): scores[task][measure]
        for (task, measure), floor in FLOORS[folder].items()
        if scores[task][measure] < floor
    }
    assert below == {}


def test_what_is_found_is_right_in_its_fields(scored: tuple[str, dict[str, Any]]) -> None:
    _, scores = scored
    below = {
        (task, field): scores[task]["accuracy"][field]
        for (task, field), floor in FIELDS.items()
        if scores[task]["accuracy"][field] < floor
    }
    assert below == {}
