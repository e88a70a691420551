"""What the map draws: records and places as columns of ids, numbers and codes.

No word of an article is among them. The only strings are ids, names of the gazetteer's places
and codes of our own.
"""

from __future__ import annotations

import math
from base64 import urlsafe_b64encode
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from enum import IntFlag
from hashlib import blake2b
from itertools import chain
from typing import Any, NamedTuple

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

MISSING_TYPES = frozenset({"NAType", "NaTType"})
VAGUE_DATES = frozenset({"week", "month", "year", "unknown"})
DOUBTFUL_STATUS = frozenset({"planned", "alleged", "called_for", "denied", "negated"})


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


class Mark(NamedTuple):
    """One record at one place: an index into the spots, and the code of its symbol."""

    record_id: str
    spot: int
    symbol: str
    doubt: Doubt
    weight: int


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


@dataclass(frozen=True, slots=True, kw_only=True)
class MapFeatures:
    """All that one state of the map draws; marks are in the order of their spots."""

    spots: tuple[Spot, ...] = ()
    marks: tuple[Mark, ...] = ()
    flows: tuple[Flow, ...] = ()
    cells: tuple[Cell, ...] = ()

    def __len__(self) -> int:
        """Return the number of marks."""
        return len(self.marks)

    def keys(self) -> dict[str, str]:
        """Return the key on the wire of every record id: all of one length, no two alike."""
        marks = (mark.record_id for mark in self.marks)
        return keys_of(chain(marks, (flow.record_id for flow in self.flows)))


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

    ``rows`` gives each column by its name: an Arrow table, a data frame or a mapping of lists.
    A record stands at each of its ``points``; one without any is left out, since nothing can
    be drawn of it. Columns that are absent are taken as empty.
    """
    records = list(_records(rows))
    found = [(spot, mark) for record in records for spot, mark in _placed(record)]
    order = {spot: n for n, spot in enumerate(sorted({spot for spot, _ in found}, key=_north))}
    marks = (mark._replace(spot=order[spot]) for spot, mark in found)
    return MapFeatures(
        spots=tuple(order),
        marks=tuple(sorted(marks, key=lambda mark: mark.spot)),
        flows=tuple(flow for record in records for flow in _flow(record)),
    )


class _Record(NamedTuple):
    """The columns of a row that the map uses."""

    id: str
    event_type: str | None
    measure: str | None
    points: Sequence[Mapping[str, Any]] | None
    place_basis: str | None
    time_precision: str | None
    status: str | None
    reports: float | None
    value: float | None
    origin_lat: float | None
    origin_lon: float | None
    destination_lat: float | None
    destination_lon: float | None

    @property
    def symbol(self) -> str:
        return symbol_of(self.event_type, self.measure).code


def _records(rows: Any) -> Iterable[_Record]:
    names = set(getattr(rows, "column_names", rows))
    length = len(rows["id"])
    columns = [
        _values(rows[name]) if name in names else [None] * length for name in _Record._fields
    ]
    return map(_Record._make, zip(*columns, strict=True))


def _values(column: Any) -> list[Any]:
    values = column.to_pylist() if hasattr(column, "to_pylist") else list(column)
    return [None if _missing(value) else value for value in values]


def _missing(value: Any) -> bool:
    if isinstance(value, float):
        return math.isnan(value)
    return type(value).__name__ in MISSING_TYPES


def _placed(record: _Record) -> Iterable[tuple[Spot, Mark]]:
    doubt, weight = _doubt(record), max(1, int(record.reports or 1))
    mark = Mark(str(record.id), 0, record.symbol, doubt, weight)
    return ((spot, mark) for spot in dict.fromkeys(map(_spot, record.points or ())))


def _spot(point: Mapping[str, Any]) -> Spot:
    return Spot(
        str(point["place_id"] or ""),
        str(point.get("name") or ""),
        float(point["lat"]),
        float(point["lon"]),
        str(point["kind"] or Kind.CITY.value),
        point.get("geometry_id") or None,
    )


def _north(spot: Spot) -> tuple[float, float, str]:
    return -spot.lat, spot.lon, spot.place_id


def _doubt(record: _Record) -> Doubt:
    doubt = Doubt.NONE
    if record.place_basis == "inferred":
        doubt |= Doubt.PLACE
    if record.time_precision in VAGUE_DATES:
        doubt |= Doubt.DATE
    if record.status in DOUBTFUL_STATUS:
        doubt |= Doubt.STATUS
    return doubt


def _flow(record: _Record) -> Iterable[Flow]:
    ends = (
        record.origin_lat,
        record.origin_lon,
        record.destination_lat,
        record.destination_lon,
    )
    known = [float(end) for end in ends if end is not None]
    if len(known) == len(ends) and known[:2] != known[2:]:
        origin, destination = (known[0], known[1]), (known[2], known[3])
        yield Flow(str(record.id), origin, destination, record.symbol, record.value or 0.0)
