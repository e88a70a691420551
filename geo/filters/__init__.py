"""The one table of what can be filtered: URL key, meaning, decode, encode and SQL.

A ``Filter`` says which records are shown and a ``View`` how the page stands; both are read from
and written to the part of a link after ``?``. Unknown keys are ignored; a value that makes no
sense is left out with a note that names its key. Values reach SQL only as parameters.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, fields
from typing import Any, Self
from urllib.parse import parse_qsl, quote_plus, urlencode

from geo.filters.conditions import UNKNOWN
from geo.filters.keys import FILTER_KEYS, VIEW_KEYS, Key
from geo.filters.values import Box, DateRange, MapView
from geo.model import DatePrecision, EventType, GeoPrecision, Measure

__all__ = [
    "FILTER_KEYS",
    "LAYERS",
    "UNKNOWN",
    "VIEW_KEYS",
    "Box",
    "DateRange",
    "Filter",
    "Key",
    "MapView",
    "View",
    "query_string",
]

LAYERS = ("events", "figures", "places", "mentions")

LONGEST_VALUE = 500
MOST_VALUES = 500


@dataclass(frozen=True, slots=True, kw_only=True)
class Filter:
    """Which records are shown; without any choice, everything but statements.

    A range of dates matches what overlaps it and leaves undated records out unless ``undated``
    is set. ``type`` and ``measure`` concern events and figures alone and leave other layers be.
    """

    date: DateRange | None = None
    undated: bool = False
    source: tuple[str, ...] = ()
    type: tuple[EventType, ...] = ()
    statements: bool = False
    status: tuple[str, ...] = ()
    background: bool = True
    measure: tuple[Measure, ...] = ()
    claimant: tuple[str, ...] = ()
    actor: tuple[str, ...] = ()
    place: tuple[str, ...] = ()
    geo: tuple[GeoPrecision, ...] = ()
    time: tuple[DatePrecision, ...] = ()
    article: tuple[str, ...] = ()
    q: str = ""
    bbox: Box | None = None

    @classmethod
    def decode(cls, query: str | Mapping[str, Any]) -> tuple[Self, list[str]]:
        """Read a query string or mapping; return the filter and a note for each bad value."""
        values, notes = _decode(query, FILTER_KEYS)
        return cls(**values), notes

    def encode(self) -> dict[str, str | list[str]]:
        """Return the URL keys that differ from the defaults, lists for repeated keys."""
        return _encode(self, FILTER_KEYS)

    def query(self) -> str:
        """Return the filter as a query string, without ``?``."""
        return query_string(self.encode())

    def without(self, *names: str) -> Self:
        """Return the filter with these keys back at their defaults."""
        kept = {
            field.name: getattr(self, field.name)
            for field in fields(self)
            if field.name not in names
        }
        return type(self)(**kept)

    def chosen(self) -> tuple[str, ...]:
        """Return the keys that differ from their defaults, in the order of the table."""
        return tuple(self.encode())

    def sql(self, layer: str = "events") -> tuple[str, list[object]]:
        """Return the condition for a layer's table, and its parameters in order."""
        clauses = [
            clause
            for key in FILTER_KEYS
            if key.sql is not None and (clause := key.sql(self, layer)) is not None
        ]
        where = " AND ".join(f"({clause.sql})" for clause in clauses) or "true"
        return where, [value for clause in clauses for value in clause.params]


@dataclass(frozen=True, slots=True, kw_only=True)
class View:
    """How the page stands; it changes what is looked at, never which records are shown."""

    map: MapView | None = None
    sel: str | None = None
    v: int | None = None
    embed: bool = False

    @classmethod
    def decode(cls, query: str | Mapping[str, Any]) -> tuple[Self, list[str]]:
        """Read a query string or mapping; return the view and a note for each bad value."""
        values, notes = _decode(query, VIEW_KEYS)
        return cls(**values), notes

    def encode(self) -> dict[str, str | list[str]]:
        """Return the URL keys that differ from the defaults."""
        return _encode(self, VIEW_KEYS)


def query_string(encoded: Mapping[str, str | list[str]]) -> str:
    """Return encoded keys as a query string that stays readable: commas and slashes as such."""
    return urlencode(encoded, doseq=True, quote_via=quote_plus, safe=",/:.")


def _decode(
    query: str | Mapping[str, Any], keys: Iterable[Key]
) -> tuple[dict[str, Any], list[str]]:
    given = _values(query)
    values: dict[str, Any] = {}
    notes: list[str] = []
    for key in keys:
        words = given.get(key.name, [])
        if key.commas:
            words = [part for word in words for part in word.split(",")]
        good, bad = _read(key, words)
        if good:
            values[key.name] = tuple(dict.fromkeys(good)) if key.many else good[-1]
        if bad:
            notes.append(
                f'A value of "{key.name}" was not understood and is left out; '
                f"write it like {key.name}={key.example}"
            )
    return values, notes


def _values(query: str | Mapping[str, Any]) -> dict[str, list[str]]:
    """Return every value of every key, whichever way the query was given."""
    given: dict[str, list[str]] = {}
    if isinstance(query, str):
        for name, value in parse_qsl(query.removeprefix("?")):
            given.setdefault(name, []).append(value)
        return given
    every = getattr(query, "get_all", None) or getattr(query, "getlist", None)
    for name in query:
        value = every(name) if every else query[name]
        given[name] = [value] if isinstance(value, str) else [str(item) for item in value]
    return given


def _read(key: Key, words: list[str]) -> tuple[list[Any], int]:
    """Return the values that make sense, and how many do not; blank ones count as not given."""
    good: list[Any] = []
    usable = [word for word in words[:MOST_VALUES] if len(word) <= LONGEST_VALUE]
    bad = len(words) - len(usable)
    for word in filter(str.strip, usable):
        try:
            good.append(key.decode(word))
        except (ValueError, OverflowError):
            bad += 1
    return good, bad


def _encode(chosen: Filter | View, keys: Iterable[Key]) -> dict[str, str | list[str]]:
    defaults = type(chosen)()
    encoded: dict[str, str | list[str]] = {}
    for key in keys:
        value = getattr(chosen, key.name)
        if value == getattr(defaults, key.name):
            continue
        encoded[key.name] = (
            [key.encode(item) for item in value] if key.many else key.encode(value)
        )
    return encoded
