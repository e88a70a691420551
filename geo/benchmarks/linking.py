"""Linking the events and figures of ten thousand made-up articles, from a store's tables."""

from __future__ import annotations

import time
from collections.abc import Callable
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

from geo import linking
from geo.benchmarks import corpus
from geo.store import Store

ARTICLES = 10_000

Row = dict[str, Any]


def measure() -> list[Row]:
    """Return seconds to link a store's events and figures, and how many groups there are."""
    with TemporaryDirectory() as folder:
        path = Path(folder, "store")
        Store(path).save(corpus.extractions(ARTICLES))
        store = Store(path).at(Store(path).version)
        store.articles()
        linked = _seconds(lambda: linking.incidents(store))
        lined = _seconds(lambda: linking.series(store))
        again = _seconds(lambda: linking.incidents(store))
        incidents, series = linking.incidents(store), linking.series(store)
    events = sum(len(one.event_ids) for one in incidents)
    return [
        {"what": f"events of {ARTICLES:,} articles linked", "value": linked, "unit": "s"},
        {"what": f"figures of {ARTICLES:,} articles linked", "value": lined, "unit": "s"},
        {"what": "incidents asked for again", "value": again, "unit": "s"},
        {"what": "events", "value": events, "unit": ""},
        {"what": "incidents", "value": len(incidents), "unit": ""},
        {"what": "series", "value": len(series), "unit": ""},
    ]


def _seconds(work: Callable[[], object]) -> float:
    begun = time.perf_counter()
    work()
    return round(time.perf_counter() - begun, 2)
