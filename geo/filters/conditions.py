"""How choices become SQL; values go in as parameters alone."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING, NamedTuple

from geo.model import EventStatus, EventType, FigureStatus

if TYPE_CHECKING:
    from geo.filters import Filter

UNKNOWN = "unknown"
"""Stands for "none is known" in ``source=`` and ``claimant=``."""


class Clause(NamedTuple):
    """A condition in SQL with a ``?`` for each of its parameters."""

    sql: str
    params: tuple[object, ...] = ()


Condition = Callable[["Filter", str], Clause | None]
"""Gives a filter's condition for a layer, or None where it has none."""

EVERY_LAYER = ("events", "figures", "mentions")
CODED = ("events", "figures")


def among(name: str, **layers: str) -> Condition:
    """Keep what has one of the chosen values in the column or expression of the layer."""

    def clause(chosen: Filter, layer: str) -> Clause | None:
        values = getattr(chosen, name)
        if not values or layer not in layers:
            return None
        return Clause(f"{layers[layer]} = ANY(?)", ([str(value) for value in values],))

    return clause


def among_listed(name: str, **layers: str) -> Condition:
    """Keep what has one of the chosen values in the list column of the layer."""

    def clause(chosen: Filter, layer: str) -> Clause | None:
        values = getattr(chosen, name)
        if not values or layer not in layers:
            return None
        return Clause(f"list_has_any({layers[layer]}, ?)", (list(values),))

    return clause


def either(
    *makers: Condition,
) -> Condition:
    """Use the first of several ways that concerns the layer."""

    def clause(chosen: Filter, layer: str) -> Clause | None:
        return next((made for make in makers if (made := make(chosen, layer))), None)

    return clause


def dates(chosen: Filter, layer: str) -> Clause | None:
    """Keep what overlaps the chosen days; mentions are dated by their article."""
    if chosen.date is None or layer not in EVERY_LAYER:
        return None
    start, end = ("published",) * 2 if layer == "mentions" else ("event_date", "event_date_end")
    undated = f"{start} IS NULL AND {end} IS NULL"
    overlap = [Clause(f"NOT ({undated})")]
    if chosen.date.start is not None:
        overlap.append(Clause(f"({end} >= ? OR {end} IS NULL)", (chosen.date.start,)))
    if chosen.date.end is not None:
        overlap.append(Clause(f"({start} <= ? OR {start} IS NULL)", (chosen.date.end,)))
    sql = " AND ".join(clause.sql for clause in overlap)
    params = tuple(value for clause in overlap for value in clause.params)
    return Clause(f"({sql}) OR ({undated})" if chosen.undated else sql, params)


def types(chosen: Filter, layer: str) -> Clause | None:
    """Keep the chosen types; statements only when they are asked for."""
    if layer != "events":
        return None
    if not chosen.type:
        return None if chosen.statements else Clause("event_type <> 'statement'")
    extra = (EventType.STATEMENT,) if chosen.statements else ()
    return Clause("event_type = ANY(?)", ([str(kind) for kind in (*chosen.type, *extra)],))


STATUSES = {
    "events": {str(status) for status in EventStatus},
    "figures": {str(status) for status in FigureStatus},
}


def status(chosen: Filter, layer: str) -> Clause | None:
    """Keep the chosen statuses that the layer knows; a layer that knows none is left be."""
    known = [status for status in chosen.status if status in STATUSES.get(layer, ())]
    return Clause("status = ANY(?)", (known,)) if known else None


def background(chosen: Filter, layer: str) -> Clause | None:
    """Leave out what is told as history when it is not wanted."""
    return None if chosen.background or layer not in CODED else Clause("NOT background")


def words(chosen: Filter, layer: str) -> Clause | None:
    """Keep what holds the words in its quote or names, letters with and without marks alike."""
    if not chosen.q or layer not in EVERY_LAYER:
        return None
    return Clause("contains(searched, plain(?))", (chosen.q,))


def inside(chosen: Filter, layer: str) -> Clause | None:
    """Keep what has a point in the box; of several places one of them is enough."""
    if chosen.bbox is None:
        return None
    west, south, east, north = chosen.bbox
    joined = "AND" if west <= east else "OR"
    if layer not in CODED:
        sql = f"latitude BETWEEN ? AND ? AND (longitude >= ? {joined} longitude <= ?)"
    else:
        sql = (
            "len(list_filter(points, lambda point: point.lat BETWEEN ? AND ? "
            f"AND (point.lon >= ? {joined} point.lon <= ?))) > 0"
        )
    return Clause(sql, (south, north, west, east))


def known(column: str) -> str:
    """Return SQL for a column whose nulls are called unknown."""
    return f"coalesce({column}, '{UNKNOWN}')"
