"""How single values of a link are read and written; ValueError for what makes no sense."""

from __future__ import annotations

import re
from calendar import monthrange
from collections.abc import Iterable
from datetime import date
from typing import NamedTuple


class DateRange(NamedTuple):
    """Days, both ends included; a side that is None is open, and never both are."""

    start: date | None
    end: date | None


class Box(NamedTuple):
    """A rectangle in degrees; it crosses the antimeridian when ``west`` is above ``east``."""

    west: float
    south: float
    east: float
    north: float


class MapView(NamedTuple):
    """Where the map stands: zoom level, and the centre in degrees."""

    zoom: float
    lat: float
    lon: float


DAY = re.compile(r"(\d{4})(?:-(\d{2})(?:-(\d{2}))?)?", re.ASCII)


FLAGS = {"0": False, "1": True, "false": False, "true": True}


def read_flag(word: str) -> bool:
    """Read ``0`` or ``1``."""
    if word not in FLAGS:
        raise ValueError(word)
    return FLAGS[word]


def one_of(word: str, known: Iterable[str]) -> str:
    """Read one of the known words."""
    if word not in known:
        raise ValueError(word)
    return word


def write_flag(value: object) -> str:
    """Write ``0`` or ``1``."""
    return str(int(bool(value)))


def number(value: float) -> str:
    """Write at most five decimals (about a metre), and none that say nothing."""
    return f"{value:.5f}".rstrip("0").rstrip(".")


def _numbers(word: str, separator: str, count: int) -> list[float]:
    values = [float(part) for part in word.split(separator)]
    if len(values) != count or not all(abs(value) <= 360 for value in values):
        raise ValueError(word)
    return values


def read_date_range(word: str) -> DateRange:
    """Read ``2023-09-19..2023-09-21``, one side left open, a single day, month or year."""
    first, dots, last = word.strip().partition("..")
    start = _first_day(first)
    end = _last_day(last) if dots else _last_day(first)
    if start is None and end is None:
        raise ValueError(word)
    if start is not None and end is not None and start > end:
        raise ValueError(word)
    return DateRange(start, end)


def _parts(words: str) -> tuple[int, int | None, int | None]:
    found = DAY.fullmatch(words)
    if found is None:
        raise ValueError(words)
    year, month, day = found.groups()
    return int(year), int(month) if month else None, int(day) if day else None


def _first_day(words: str) -> date | None:
    if not words:
        return None
    year, month, day = _parts(words)
    return date(year, month or 1, day or 1)


def _last_day(words: str) -> date | None:
    if not words:
        return None
    year, month, day = _parts(words)
    month = month or 12
    return date(year, month, day or monthrange(year, month)[1])


def write_date_range(chosen: DateRange) -> str:
    """Write a range, a single day where both ends are one."""
    start, end = (day.isoformat() if day else "" for day in chosen)
    return start if start == end else f"{start}..{end}"


def read_box(word: str) -> Box:
    """Read ``west,south,east,north``."""
    box = Box(*_numbers(word, ",", 4))
    if box.south > box.north or max(abs(box.south), abs(box.north)) > 90:
        raise ValueError(word)
    return box


def read_map_view(word: str) -> MapView:
    """Read ``zoom/lat/lon``."""
    view = MapView(*_numbers(word, "/", 3))
    if abs(view.lat) > 90 or not 0 <= view.zoom <= 24:
        raise ValueError(word)
    return view


def read_version(word: str) -> int:
    """Read the number of a version."""
    if not re.fullmatch(r"\d{1,15}", word, re.ASCII):
        raise ValueError(word)
    return int(word)
