"""The one table of what can be filtered: URL key, meaning, decode, encode and SQL.

A ``Filter`` says which records are shown and a ``View`` how the page stands; both are read from
and written to the part of a link after ``?``. Unknown keys are ignored; a value that makes no
sense is left out with a note that names its key. Values reach SQL only as parameters.
"""

from __future__ import annotations

import re
from calendar import monthrange
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, fields
from datetime import date
from typing import Any, NamedTuple, Self
from urllib.parse import parse_qsl, quote_plus, urlencode

from geo.model import (
    DatePrecision,
    EventStatus,
    EventType,
    FigureStatus,
    GeoPrecision,
    Measure,
)

LAYERS = ("events", "figures", "places", "mentions")

UNKNOWN = "unknown"
"""Stands for "none is known" in ``source=`` and ``claimant=``."""

LONGEST_VALUE = 500
MOST_VALUES = 500


class Clause(NamedTuple):
    """A condition in SQL with a ``?`` for each of its parameters."""

    sql: str
    params: tuple[object, ...] = ()


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


@dataclass(frozen=True, slots=True, kw_only=True)
class Key:
    """One key of a link; ``decode`` raises ValueError for what makes no sense.

    ``many`` keys may be repeated, ``commas`` ones also be written as a list in one value.
    ``sql`` gives the condition for a layer, or None where the key does not concern it.
    """

    name: str
    says: str
    example: str
    decode: Callable[[str], Any]
    encode: Callable[[Any], str]
    many: bool = False
    commas: bool = False
    sql: Callable[[Filter, str], Clause | None] | None = None


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
                f"A value of “{key.name}” was not understood and is left out; "
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


# How single values are read and written.

DAY = re.compile(r"(\d{4})(?:-(\d{2})(?:-(\d{2}))?)?", re.ASCII)


FLAGS = {"0": False, "1": True, "false": False, "true": True}


def _flag(word: str) -> bool:
    if word not in FLAGS:
        raise ValueError(word)
    return FLAGS[word]


def _one_of(word: str, known: Iterable[str]) -> str:
    if word not in known:
        raise ValueError(word)
    return word


def _write_flag(on: bool) -> str:
    return str(int(on))


def _number(value: float) -> str:
    """Write at most five decimals (about a metre), and none that say nothing."""
    return f"{value:.5f}".rstrip("0").rstrip(".")


def _numbers(word: str, separator: str, count: int) -> list[float]:
    values = [float(part) for part in word.split(separator)]
    if len(values) != count or not all(abs(value) <= 360 for value in values):
        raise ValueError(word)
    return values


def _date_range(word: str) -> DateRange:
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


def _write_date_range(chosen: DateRange) -> str:
    start, end = (day.isoformat() if day else "" for day in chosen)
    return start if start == end else f"{start}..{end}"


def _box(word: str) -> Box:
    box = Box(*_numbers(word, ",", 4))
    if box.south > box.north or max(abs(box.south), abs(box.north)) > 90:
        raise ValueError(word)
    return box


def _map_view(word: str) -> MapView:
    view = MapView(*_numbers(word, "/", 3))
    if abs(view.lat) > 90 or not 0 <= view.zoom <= 24:
        raise ValueError(word)
    return view


def _version(word: str) -> int:
    if not re.fullmatch(r"\d{1,15}", word, re.ASCII):
        raise ValueError(word)
    return int(word)


# How choices become SQL; ``layers`` maps each layer a key concerns to its column or expression.

EVERY_LAYER = ("events", "figures", "mentions")
CODED = ("events", "figures")


def _among(name: str, **layers: str) -> Callable[[Filter, str], Clause | None]:
    """Keep what has one of the chosen values in the layer's expression."""

    def clause(chosen: Filter, layer: str) -> Clause | None:
        values = getattr(chosen, name)
        if not values or layer not in layers:
            return None
        return Clause(f"{layers[layer]} = ANY(?)", ([str(value) for value in values],))

    return clause


def _among_listed(name: str, **layers: str) -> Callable[[Filter, str], Clause | None]:
    """Keep what has one of the chosen values in the layer's list column."""

    def clause(chosen: Filter, layer: str) -> Clause | None:
        values = getattr(chosen, name)
        if not values or layer not in layers:
            return None
        return Clause(f"list_has_any({layers[layer]}, ?)", (list(values),))

    return clause


def _either(
    *makers: Callable[[Filter, str], Clause | None],
) -> Callable[[Filter, str], Clause | None]:
    """Use the first of several ways that concerns the layer."""

    def clause(chosen: Filter, layer: str) -> Clause | None:
        return next((made for make in makers if (made := make(chosen, layer))), None)

    return clause


def _dates(chosen: Filter, layer: str) -> Clause | None:
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


def _types(chosen: Filter, layer: str) -> Clause | None:
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


def _status(chosen: Filter, layer: str) -> Clause | None:
    """Keep the chosen statuses that the layer knows; a layer that knows none is left be."""
    known = [status for status in chosen.status if status in STATUSES.get(layer, ())]
    return Clause("status = ANY(?)", (known,)) if known else None


def _background(chosen: Filter, layer: str) -> Clause | None:
    return None if chosen.background or layer not in CODED else Clause("NOT background")


SEARCHED = {
    "events": "concat_ws(' ', quote, location, claimant, array_to_string(actors, ' '))",
    "figures": "concat_ws(' ', quote, text, location, claimant, origin, destination)",
    "mentions": "concat_ws(' ', quote, location)",
}


def _words(chosen: Filter, layer: str) -> Clause | None:
    """Keep what holds the words in its quote or names, letters with and without marks alike."""
    if not chosen.q or layer not in SEARCHED:
        return None
    return Clause(
        f"contains(lower(strip_accents({SEARCHED[layer]})), lower(strip_accents(?)))",
        (chosen.q,),
    )


def _inside(chosen: Filter, layer: str) -> Clause | None:
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


def _known(column: str) -> str:
    return f"coalesce({column}, '{UNKNOWN}')"


FILTER_KEYS: tuple[Key, ...] = (
    Key(
        name="date",
        says="days from..to, either side open; also one day, month or year",
        example="2023-09-19..2023-09-21",
        decode=_date_range,
        encode=_write_date_range,
        sql=_dates,
    ),
    Key(
        name="undated",
        says="1 keeps undated records although a range of dates is set",
        example="1",
        decode=_flag,
        encode=_write_flag,
    ),
    Key(
        name="source",
        says="outlet, “unknown” for none; repeatable",
        example="Reuters",
        decode=str,
        encode=str,
        many=True,
        sql=_among("source", **dict.fromkeys(EVERY_LAYER, _known("source"))),
    ),
    Key(
        name="type",
        says="type of event; repeatable",
        example="talks",
        decode=EventType,
        encode=str,
        many=True,
        commas=True,
        sql=_types,
    ),
    Key(
        name="statements",
        says="1 shows statements as well",
        example="1",
        decode=_flag,
        encode=_write_flag,
    ),
    Key(
        name="status",
        says="status of an event or figure; repeatable",
        example="occurred",
        decode=lambda word: _one_of(word, STATUSES["events"] | STATUSES["figures"]),
        encode=str,
        many=True,
        commas=True,
        sql=_status,
    ),
    Key(
        name="background",
        says="0 leaves out what is told as history",
        example="0",
        decode=_flag,
        encode=_write_flag,
        sql=_background,
    ),
    Key(
        name="measure",
        says="what a figure counts; repeatable",
        example="killed",
        decode=Measure,
        encode=str,
        many=True,
        commas=True,
        sql=_among("measure", figures="measure"),
    ),
    Key(
        name="claimant",
        says="who says so, “unknown” for nobody named; repeatable",
        example="UNHCR",
        decode=str,
        encode=str,
        many=True,
        sql=_among("claimant", **dict.fromkeys(CODED, _known("claimant"))),
    ),
    Key(
        name="actor",
        says="who takes part in an event; repeatable",
        example="Red Cross",
        decode=str,
        encode=str,
        many=True,
        sql=_among_listed("actor", events="actors"),
    ),
    Key(
        name="place",
        says="id of a place; repeatable",
        example="geonames:616752",
        decode=str,
        encode=str,
        many=True,
        sql=_either(
            _among_listed("place", **dict.fromkeys(CODED, "place_ids")),
            _among("place", places="place_id", mentions="place_id"),
        ),
    ),
    Key(
        name="geo",
        says="how closely the point stands for the place; repeatable",
        example="exact",
        decode=GeoPrecision,
        encode=str,
        many=True,
        commas=True,
        sql=_among("geo", **dict.fromkeys((*EVERY_LAYER, "places"), "geo_precision")),
    ),
    Key(
        name="time",
        says="how closely the record is dated; repeatable",
        example="day",
        decode=DatePrecision,
        encode=str,
        many=True,
        commas=True,
        sql=_among("time", **dict.fromkeys(CODED, "time_precision")),
    ),
    Key(
        name="article",
        says="id of an article; repeatable",
        example="0defe1d720fa706b",
        decode=str,
        encode=str,
        many=True,
        sql=_among("article", **dict.fromkeys(EVERY_LAYER, "article_id")),
    ),
    Key(
        name="q",
        says="words in the quote or a name",
        example="corridor",
        decode=str,
        encode=str,
        sql=_words,
    ),
    Key(
        name="bbox",
        says="west,south,east,north in degrees",
        example="44,38,52,42",
        decode=_box,
        encode=lambda box: ",".join(map(_number, box)),
        sql=_inside,
    ),
)

VIEW_KEYS: tuple[Key, ...] = (
    Key(
        name="map",
        says="zoom/latitude/longitude of the map",
        example="7/39.8/46.8",
        decode=_map_view,
        encode=lambda view: "/".join(map(_number, view)),
    ),
    Key(name="sel", says="id of what is selected", example="3f2a…", decode=str, encode=str),
    Key(name="v", says="version of the data", example="3", decode=_version, encode=str),
    Key(
        name="embed",
        says="1 shows the map alone",
        example="1",
        decode=_flag,
        encode=_write_flag,
    ),
)
