"""What the map draws: records and places as columns of ids, numbers and codes.

No word of an article is among them. The only strings are ids, names of the gazetteer's places
and codes of our own.
"""

from __future__ import annotations

from base64 import urlsafe_b64encode
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from enum import IntFlag
from functools import cache, cached_property
from hashlib import blake2b
from itertools import chain
from typing import Any, NamedTuple, TypeVar

from geo.maps.look import symbol_of
from geo.model import Kind

AREA_KINDS = frozenset(
    {
        Kind.DISTRICT,
        Kind.PROVINCE,
        Kind.COUNTRY,
        Kind.REGION,
        Kind.CONTINENT,
        Kind.EXCLAVE,
        Kind.WATER,
        Kind.MOUNTAIN,
        Kind.ISLAND,
        Kind.HISTORIC,
    }
)
RADII = {
    Kind.CONTINENT: 800,
    Kind.COUNTRY: 150,
    Kind.HISTORIC: 100,
    Kind.WATER: 60,
    Kind.REGION: 50,
    Kind.PROVINCE: 40,
    Kind.FRONTLINE: 40,
    Kind.EXCLAVE: 30,
}
"""Kilometres of the circle that stands for an area whose outline is not known; else 15."""

LINE_KINDS = frozenset({Kind.CORRIDOR, Kind.FRONTLINE})

KEY_LENGTH = 6
"""Characters of a mark's key on the wire, 36 bits of a hash; more where two would agree."""

FLOW_ENDS = ("origin_lat", "origin_lon", "destination_lat", "destination_lon")
VAGUE_DATES = frozenset({"week", "month", "year", "unknown"})
DOUBTFUL_STATUS = frozenset({"planned", "alleged", "called_for", "denied", "negated"})


T = TypeVar("T")


class Doubt(IntFlag):
    """What is uncertain about a record, as drawn: hollow, faded, dashed outline."""

    NONE = 0
    PLACE = 1
    DATE = 2
    STATUS = 4


class Spot(NamedTuple):
    """A place that carries records: a point in degrees, and how it is drawn."""

    place_id: str
    name: str
    lat: float
    lon: float
    kind: str
    geometry_id: str | None

    @property
    def form(self) -> str:
        """``area``, ``line`` or ``point``."""
        if self.kind in LINE_KINDS:
            return "line"
        return "area" if self.kind in AREA_KINDS else "point"

    @property
    def radius(self) -> int:
        """Kilometres of the circle that is drawn where the outline is not known."""
        return RADII.get(Kind(self.kind), 15)


class Marks(NamedTuple):
    """Records at places, as columns of one length, in the order of their spots.

    ``spot`` holds indexes into the spots, ``symbol`` codes of :data:`geo.maps.look.SYMBOLS`,
    ``doubt`` sums of :class:`Doubt`, ``weight`` numbers of reports.
    """

    record_id: tuple[str, ...] = ()
    spot: tuple[int, ...] = ()
    symbol: tuple[str, ...] = ()
    doubt: tuple[int, ...] = ()
    weight: tuple[int, ...] = ()


class Flow(NamedTuple):
    """People on the move between two points (lat, lon); ``weight`` is their number, or 0."""

    record_id: str
    origin: tuple[float, float]
    destination: tuple[float, float]
    symbol: str
    weight: float


class Cell(NamedTuple):
    """A square of a grid, the number of its records by symbol, and its centre in degrees."""

    lat: float
    lon: float
    counts: Mapping[str, int]


@dataclass(frozen=True, kw_only=True)
class MapFeatures:
    """All that one state of the map draws."""

    spots: tuple[Spot, ...] = ()
    marks: Marks = field(default_factory=Marks)
    flows: tuple[Flow, ...] = ()
    cells: tuple[Cell, ...] = ()

    def __len__(self) -> int:
        """Return the number of marks."""
        return len(self.marks.record_id)

    @cached_property
    def keys(self) -> dict[str, str]:
        """The key on the wire of every record id: all of one length, no two alike."""
        return keys_of(chain(self.marks.record_id, (flow.record_id for flow in self.flows)))

    @cached_property
    def ids(self) -> dict[str, str]:
        """The record id of every key on the wire."""
        return {key: record_id for record_id, key in self.keys.items()}


def keys_of(ids: Iterable[str]) -> dict[str, str]:
    """Return a short key for each id that depends on the id alone unless two would agree."""
    unique = sorted(set(ids))
    for length in range(KEY_LENGTH, 23):
        keys = {record_id: _digest(record_id)[:length] for record_id in unique}
        if len(set(keys.values())) == len(unique):
            return keys
    raise AssertionError("two ids share a 128-bit hash")


def _digest(record_id: str) -> str:
    return urlsafe_b64encode(blake2b(record_id.encode(), digest_size=16).digest()).decode()


def features_from(rows: Any) -> MapFeatures:
    """Return what the map draws of a layer from ``geo.layers``, events or figures.

    ``rows`` gives each column by its name: an Arrow table or a mapping of lists. A record
    stands at each of its ``points``; one without any is left out, since nothing can be drawn of
    it. Columns that are absent are taken as empty.
    """
    columns = _Columns(rows)
    symbols = _each(_symbol, columns, "event_type", "measure")
    doubts = _each(_doubt, columns, "place_basis", "time_precision", "status")
    weights = [max(1, int(reports or 1)) for reports in columns["reports"]]
    ids = columns["id"]
    spots, drawn = _placed(columns["points"])
    return MapFeatures(
        spots=spots,
        marks=Marks(
            tuple(str(ids[index]) for _, index in drawn),
            tuple(spot for spot, _ in drawn),
            tuple(symbols[index] for _, index in drawn),
            tuple(doubts[index] for _, index in drawn),
            tuple(weights[index] for _, index in drawn),
        ),
        flows=tuple(_flows(columns, symbols)),
    )


Where = tuple[str, float, float]


def _placed(
    places: Sequence[Sequence[Mapping[str, Any]] | None],
) -> tuple[tuple[Spot, ...], list[tuple[int, int]]]:
    """Return the spots from north to south, and pairs of a spot and a row in their order."""
    spots: dict[Where, Spot] = {}
    found: list[tuple[Where, int]] = []
    for index, points in enumerate(places):
        here = {
            (point["place_id"], point["lat"], point["lon"]): point for point in points or ()
        }
        for where, point in here.items():
            if where not in spots:
                spots[where] = _spot(point)
            found.append((where, index))
    order = {where: n for n, where in enumerate(sorted(spots, key=_north))}
    drawn = sorted((order[where], index) for where, index in found)
    return tuple(spots[where] for where in order), drawn


class _Columns:
    """Columns by name, as lists; one that is absent is a column of None."""

    def __init__(self, rows: Any) -> None:
        self.rows = rows
        self.names = frozenset(getattr(rows, "column_names", rows))
        self.length = len(rows["id"])

    def __getitem__(self, name: str) -> Sequence[Any]:
        if name not in self.names:
            return [None] * self.length
        column = self.rows[name]
        return column.to_pylist() if hasattr(column, "to_pylist") else column  # type: ignore[no-any-return]


def _each(value: Callable[..., T], columns: _Columns, *names: str) -> list[T]:
    """Return a value for each row that depends on some columns of few different values."""
    known = cache(value)
    return [known(*row) for row in zip(*(columns[name] for name in names), strict=True)]


def _symbol(event_type: str | None, measure: str | None) -> str:
    return symbol_of(event_type, measure).code


def _doubt(place_basis: str | None, time_precision: str | None, status: str | None) -> int:
    doubt = Doubt.NONE
    if place_basis == "inferred":
        doubt |= Doubt.PLACE
    if time_precision in VAGUE_DATES:
        doubt |= Doubt.DATE
    if status in DOUBTFUL_STATUS:
        doubt |= Doubt.STATUS
    return int(doubt)


def _spot(point: Mapping[str, Any]) -> Spot:
    return Spot(
        str(point["place_id"] or ""),
        str(point.get("name") or ""),
        float(point["lat"]),
        float(point["lon"]),
        str(point["kind"] or Kind.CITY.value),
        point.get("geometry_id") or None,
    )


def _north(where: Where) -> tuple[float, float, str]:
    place_id, lat, lon = where
    return -lat, lon, place_id


def _flows(columns: _Columns, symbols: Sequence[str]) -> Iterable[Flow]:
    ends = zip(*(columns[name] for name in FLOW_ENDS), strict=True)
    told = zip(columns["id"], ends, symbols, columns["value"], strict=True)
    for record_id, (lat, lon, to_lat, to_lon), symbol, value in told:
        known = None not in (lat, lon, to_lat, to_lon)
        if known and (lat, lon) != (to_lat, to_lon):
            yield Flow(str(record_id), (lat, lon), (to_lat, to_lon), symbol, value or 0.0)
