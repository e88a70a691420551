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
LINE_KINDS = frozenset({Kind.CORRIDOR, Kind.FRONTLINE})

KEY_LENGTH = 6
"""Characters of a mark's key on the wire, 36 bits of a hash; more where two would agree."""

MISSING_TYPES = frozenset({"NAType", "NaTType"})
ENDS = ("origin", "destination")
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


class Mark(NamedTuple):
    """One record at one place: an index into the spots, and the code of its symbol."""

    record_id: str
    spot: int
    symbol: str
    doubt: Doubt
    weight: int


class Flow(NamedTuple):
    """People on the move, from one point to another, in degrees; ``weight`` is their number."""

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

    ``rows`` gives each column by its name: a GeoDataFrame, a DataFrame or a mapping of lists. A
    record stands at each of its ``points``; without that column, at its ``latitude`` and
    ``longitude``. Records without a point are left out, since nothing can be drawn of them.
    """
    columns = _Columns(rows)
    spots: dict[tuple[str, float, float], Spot] = {}
    found: list[tuple[tuple[str, float, float], Mark]] = []
    for index, record_id in enumerate(columns["id"]):
        code = symbol_of(columns["event_type"][index], columns["measure"][index]).code
        doubt, weight = _doubt(columns, index), _whole(columns["reports"][index])
        for spot in _spots(columns, index):
            where = (spot.place_id, spot.lat, spot.lon)
            spots.setdefault(where, spot)
            found.append((where, Mark(str(record_id), 0, code, doubt, weight)))
    order = {where: n for n, where in enumerate(sorted(spots, key=_north_to_south))}
    placed = [mark._replace(spot=order[where]) for where, mark in found]
    return MapFeatures(
        spots=tuple(spots[where] for where in order),
        marks=tuple(sorted(placed, key=lambda mark: mark.spot)),
        flows=tuple(_flows(columns)),
    )


class _Columns:
    """Columns by name; one that is absent is a column of None."""

    def __init__(self, rows: Any) -> None:
        self.rows = rows
        self.names = set(getattr(rows, "columns", rows))
        self.cache: dict[str, Sequence[Any]] = {}

    def __getitem__(self, name: str) -> Sequence[Any]:
        if name not in self.cache:
            self.cache[name] = self._read(name)
        return self.cache[name]

    def _read(self, name: str) -> Sequence[Any]:
        if name not in self.names:
            return [None] * len(self["id"])
        return [None if _missing(value) else value for value in self.rows[name]]


def _missing(value: Any) -> bool:
    if isinstance(value, float):
        return math.isnan(value)
    return value is None or type(value).__name__ in MISSING_TYPES


def _north_to_south(where: tuple[str, float, float]) -> tuple[float, float, str]:
    place_id, lat, lon = where
    return -lat, lon, place_id


def _whole(value: Any) -> int:
    return 1 if value is None else max(1, int(value))


def _doubt(columns: _Columns, index: int) -> Doubt:
    doubt = Doubt.NONE
    if columns["place_basis"][index] == "inferred":
        doubt |= Doubt.PLACE
    if columns["time_precision"][index] in VAGUE_DATES:
        doubt |= Doubt.DATE
    if columns["status"][index] in DOUBTFUL_STATUS:
        doubt |= Doubt.STATUS
    return doubt


def _spots(columns: _Columns, index: int) -> Iterable[Spot]:
    points = columns["points"][index]
    if points is None:
        point = {
            "place_id": columns["place_id"][index],
            "lat": columns["latitude"][index],
            "lon": columns["longitude"][index],
            "kind": columns["place_kind"][index],
            "geometry_id": columns["geometry_id"][index],
        }
        points = [] if point["lat"] is None else [point]
    names = _names(columns, index)
    for point in points:
        place_id = str(point["place_id"] or "")
        yield Spot(
            place_id,
            names.get(place_id, ""),
            float(point["lat"]),
            float(point["lon"]),
            str(point["kind"] or Kind.CITY.value),
            point["geometry_id"] or None,
        )


def _names(columns: _Columns, index: int) -> dict[str, str]:
    """Return the display names of a record's places by place id."""
    location = columns["location"][index]
    if not location:
        return {}
    ids = columns["place_ids"][index]
    if ids is None or columns["measure"][index] is not None:
        return {str(columns["place_id"][index]): str(location)}
    return dict(zip(map(str, ids), str(location).split("; "), strict=False))


def _flows(columns: _Columns) -> Iterable[Flow]:
    for index, record_id in enumerate(columns["id"]):
        ends = [columns[f"{end}_{axis}"][index] for end in ENDS for axis in ("lat", "lon")]
        if None in ends:
            continue
        code = symbol_of(columns["event_type"][index], columns["measure"][index]).code
        yield Flow(
            str(record_id),
            (float(ends[0]), float(ends[1])),
            (float(ends[2]), float(ends[3])),
            code,
            float(columns["value"][index] or 0),
        )
