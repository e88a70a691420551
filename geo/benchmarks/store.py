"""Saving articles, and filtering and exporting a million events of a made-up corpus."""

from __future__ import annotations

import statistics
import time
from collections.abc import Callable
from datetime import date
from functools import partial
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

from geo import export, layers
from geo.benchmarks import corpus
from geo.filters import Box, DateRange, Filter
from geo.model import EventType
from geo.store import Store

ARTICLES = 2_000
EVENTS = 1_000_000
TURNS = 7

YEARS = DateRange(date(2018, 1, 1), date(2020, 12, 31))
FILTERS = {
    "no filter": Filter(),
    "three years": Filter(date=YEARS),
    "three years of one outlet": Filter(date=YEARS, source=("unknown",)),
    "two types": Filter(type=(EventType.BATTLE, EventType.ATTACK)),
    "words": Filter(q="talks"),
    "a rectangle": Filter(bbox=Box(0, 0, 60, 50)),
}

Row = dict[str, Any]


def measure() -> list[Row]:
    """Return articles saved a second, and milliseconds of queries over a million events."""
    with TemporaryDirectory() as folder:
        return [*_saving(Path(folder, "saved")), *_asking(Path(folder, "million"))]


def _saving(path: Path) -> list[Row]:
    told = list(corpus.extractions(ARTICLES))
    store = Store(path)
    new = _seconds(lambda: store.save(told))
    again = _seconds(lambda: store.save(told))
    return [
        {"what": "articles saved, new", "value": round(ARTICLES / new), "unit": "articles/s"},
        {
            "what": "articles saved again",
            "value": round(ARTICLES / again),
            "unit": "articles/s",
        },
    ]


def _asking(path: Path) -> list[Row]:
    corpus.fill(Store(path), EVENTS)
    store = Store(path).at(Store(path).version)
    made = _seconds(store.articles)
    rows = [{"what": f"tables of {EVENTS:,} events made", "value": made, "unit": "s"}]
    for name, chosen in FILTERS.items():
        count = _median(partial(layers.count, store, "events", chosen))
        page = _median(partial(layers.rows, store, "events", chosen, 50))
        rows.append({"what": f"count, {name}", "value": count, "unit": "ms"})
        rows.append({"what": f"first 50 rows, {name}", "value": page, "unit": "ms"})
    grid = _median(lambda: layers.grid(store, Filter(), 1.0))
    facets = _median(lambda: layers.facets(store, Filter(), ("source", "type", "measure")))
    bars = _median(lambda: layers.histogram(store, Filter(), "month"))
    out = path / "events.geojson"
    written = _seconds(lambda: export.write(store, "events", Filter(), "geojson", out))
    return [
        *rows,
        {"what": "grid of one degree by type", "value": grid, "unit": "ms"},
        {"what": "three facets", "value": facets, "unit": "ms"},
        {"what": "bars by month and type", "value": bars, "unit": "ms"},
        {"what": "GeoJSON written", "value": written, "unit": "s"},
        {"what": "GeoJSON", "value": round(out.stat().st_size / 1e6), "unit": "MB"},
    ]


def _seconds(work: Callable[[], object]) -> float:
    begun = time.perf_counter()
    work()
    return round(time.perf_counter() - begun, 2)


def _median(work: Callable[[], object]) -> float:
    """Return the median of several turns in milliseconds, after one to warm up."""
    work()
    return round(statistics.median(1000 * _exactly(work) for _ in range(TURNS)), 1)


def _exactly(work: Callable[[], object]) -> float:
    begun = time.perf_counter()
    work()
    return time.perf_counter() - begun
