"""The compact form in which features cross to the browser; ``assets/map/read.js`` reads it.

Ten thousand records at two thousand places take about 115 kB: coordinates are whole
ten-thousandths of a degree (11 m), each as the difference from the one before, and what is
one of a few codes is one letter of a string.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping
from itertools import pairwise
from typing import Any

from geo.maps.features import Cell, Flow, MapFeatures, Marks, Spot
from geo.maps.look import SYMBOLS

LETTERS = "0123456789abcdefghijklmnopqrstuvwxyz"
LETTER_OF = dict(zip(SYMBOLS, LETTERS, strict=False))
FORM_LETTERS = {"point": "p", "area": "a", "line": "l"}
STEPS_PER_DEGREE = 10_000
MOST_NAMES = 400
"""Names are sent for the places with most records; others are named when there are fewer."""


def wire(features: MapFeatures, selected: str | None = None) -> dict[str, Any]:
    """Return the features as a JSON value; ``selected`` is the record id that is ringed."""
    keys = features.keys
    return {
        "spots": _spots(features.spots, Counter(features.marks.spot)),
        "marks": _marks(features.marks, keys),
        "flows": _flows(features.flows, keys),
        "cells": [_cell(cell) for cell in features.cells],
        "selected": keys.get(selected or ""),
    }


def _spots(spots: tuple[Spot, ...], counts: Mapping[int, int]) -> dict[str, Any]:
    named = sorted(range(len(spots)), key=lambda index: -counts[index])[:MOST_NAMES]
    return {
        "lat": _steps(spot.lat for spot in spots),
        "lon": _steps(spot.lon for spot in spots),
        "n": [counts[index] for index in range(len(spots))],
        "form": "".join(FORM_LETTERS[spot.form] for spot in spots),
        "geometry": {
            str(index): spot.geometry_id
            for index, spot in enumerate(spots)
            if spot.geometry_id and spot.form != "point"
        },
        "radius": {
            str(index): spot.radius for index, spot in enumerate(spots) if spot.form != "point"
        },
        "name": {str(index): spots[index].name for index in sorted(named) if spots[index].name},
    }


def _marks(marks: Marks, keys: Mapping[str, str]) -> dict[str, Any]:
    return {
        "symbol": "".join(LETTER_OF[code] for code in marks.symbol),
        "doubt": "".join(map(str, marks.doubt)),
        "weight": {str(n): weight for n, weight in enumerate(marks.weight) if weight != 1},
        "key": "".join(keys[record_id] for record_id in marks.record_id),
        "key_length": len(keys[marks.record_id[0]]) if marks.record_id else 0,
    }


def _flows(flows: tuple[Flow, ...], keys: Mapping[str, str]) -> list[list[Any]]:
    """Return one arrow for each pair of ends, as wide as the largest number, with all keys."""
    arrows: dict[tuple[Any, ...], list[Any]] = {}
    for flow in flows:
        ends = tuple(round(axis, 4) for axis in (*flow.origin, *flow.destination))
        arrow = arrows.setdefault((ends, flow.symbol), [*ends, LETTER_OF[flow.symbol], 0, []])
        arrow[5] = max(arrow[5], flow.weight)
        arrow[6].append(keys[flow.record_id])
    return list(arrows.values())


def _cell(cell: Cell) -> list[Any]:
    counts = {LETTER_OF[code]: number for code, number in cell.counts.items()}
    return [round(cell.lat, 4), round(cell.lon, 4), counts]


def _steps(degrees: Iterable[float]) -> list[int]:
    whole = [round(value * STEPS_PER_DEGREE) for value in degrees]
    return whole[:1] + [after - before for before, after in pairwise(whole)]
