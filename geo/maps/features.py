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
from typing import TYPE_CHECKING, Any, NamedTuple, TypeVar

from geo.maps.look import symbol_of
from geo.model import Kind

if TYPE_CHECKING:
    import numpy as np
    import pyarrow as pa

    IntArray = np.ndarray[Any, np.dtype[np.int64]]

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
COLUMNS = (
    "id",
    "event_type",
    "measure",
    "points",
    "place_basis",
    "time_precision",
    "status",
    "reports",
    "value",
    *FLOW_ENDS,
)
"""What the map reads of a layer; ask the store for these alone when there are many records."""
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

    ``rows`` gives columns by name: an Arrow table (at once) or a mapping of lists. A record
    stands at each of its ``points``; one without any is left out, since nothing can be drawn of
    it. Columns that are absent are taken as empty.
    """
    import numpy as np

    table = _table(rows)
    if "points" not in table.column_names or not len(table):
        return MapFeatures()
    columns = _Columns(table)
    symbols = _each(_symbol, columns, "event_type", "measure")
    doubts = _each(_doubt, columns, "place_basis", "time_precision", "status")
    weights = [max(1, int(reports or 1)) for reports in columns["reports"]]
    spots, spot, row = _placed(table["points"])
    taken = [
        tuple(np.array(values, dtype=object)[row])
        for values in (columns["id"], symbols, doubts, weights)
    ]
    return MapFeatures(
        spots=spots,
        marks=Marks(taken[0], tuple(spot.tolist()), *taken[1:]),
        flows=tuple(_flows(columns, symbols)),
    )


def _table(rows: Any) -> pa.Table:
    import pyarrow as pa

    if isinstance(rows, pa.Table):
        return rows
    text, number = pa.string(), pa.float64()
    fields = [("place_id", text), ("name", text), ("lat", number), ("lon", number)]
    point = pa.struct([*fields, ("kind", text), ("geometry_id", text)])
    types = {"points": pa.list_(point)}
    return pa.table(
        {name: pa.array(rows[name], types.get(name)) for name in COLUMNS if name in rows}
    )


class _Columns:
    """Columns by name, as lists; one that is absent is a column of None."""

    def __init__(self, table: pa.Table) -> None:
        self.table = table

    def __getitem__(self, name: str) -> Sequence[Any]:
        if name not in self.table.column_names:
            return [None] * len(self.table)
        values: list[Any] = self.table[name].to_pylist()
        return values


def _placed(column: pa.ChunkedArray) -> tuple[tuple[Spot, ...], IntArray, IntArray]:
    """Return the spots from north to south, and for each mark its spot and its row.

    Marks are in the order of the spots, then of the rows; a place is named once in a record.
    """
    import numpy as np
    import pyarrow.compute as pc

    points = column.combine_chunks()
    flat = pc.list_flatten(points)
    place_ids = np.array(flat.field("place_id").to_pylist(), dtype=str)
    _, first, place = np.unique(place_ids, return_index=True, return_inverse=True)
    spots = [_spot(point) for point in flat.take(first).to_pylist()]
    order = sorted(range(len(spots)), key=lambda index: _north(spots[index]))
    rank = np.empty(len(spots), dtype=int)
    rank[order] = range(len(spots))
    pairs = np.column_stack([rank[place], pc.list_parent_indices(points).to_numpy()])
    marks = np.unique(pairs, axis=0)
    return tuple(spots[index] for index in order), marks[:, 0], marks[:, 1]


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
        str(point["place_id"]),
        str(point.get("name") or ""),
        float(point["lat"]),
        float(point["lon"]),
        str(point["kind"]),
        point.get("geometry_id") or None,
    )


def _north(spot: Spot) -> tuple[float, float, str]:
    return -spot.lat, spot.lon, spot.place_id


def _flows(columns: _Columns, symbols: Sequence[str]) -> Iterable[Flow]:
    ends = zip(*(columns[name] for name in FLOW_ENDS), strict=True)
    told = zip(columns["id"], ends, symbols, columns["value"], strict=True)
    for record_id, (lat, lon, to_lat, to_lon), symbol, value in told:
        known = None not in (lat, lon, to_lat, to_lon)
        if known and (lat, lon) != (to_lat, to_lon):
            yield Flow(str(record_id), (lat, lon), (to_lat, to_lon), symbol, value or 0.0)
