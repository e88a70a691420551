"""How quickly the gazetteer opens and answers, and what memory it adds."""

from __future__ import annotations

import resource
from itertools import cycle, islice
from time import perf_counter

from geo.geoparse.gazetteer import Gazetteer
from geo.settings import Settings

NAMES = ("Khankendi", "Springfield", "El Fasher", "Goma", "Nowhereville", "Hodeidah", "Kharkiv")


def measure() -> list[dict[str, object]]:
    """Return the time to open, the memory added and exact look-ups a second."""
    settings = Settings.from_environment()
    Gazetteer.open(settings)
    before, start = resident_mb(), perf_counter()
    gazetteer = Gazetteer.open(settings)
    opened = perf_counter() - start
    start = perf_counter()
    for name in islice(cycle(NAMES), 300_000):
        gazetteer.knows(name)
    looked_up = perf_counter() - start
    return [
        {"what": "open the compiled gazetteer", "value": round(opened, 3), "unit": "s"},
        {"what": "memory added", "value": round(resident_mb() - before), "unit": "MB"},
        {"what": "exact look-ups", "value": round(300_000 / looked_up), "unit": "/s"},
    ]


def resident_mb() -> float:
    """Return the most memory this process has held, in megabytes."""
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
