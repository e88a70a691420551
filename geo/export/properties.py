"""What an export says of each record: flat columns, their order and how they are made."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, NamedTuple

from geo import layers
from geo.filters import Filter

if TYPE_CHECKING:
    import pyarrow as pa

    from geo.store import Store

RECORDS_AT_ONCE = 20_000


class Column(NamedTuple):
    """A column of an export and the SQL that makes it from the layer's table."""

    name: str
    sql: str


def _same(*names: str) -> tuple[Column, ...]:
    return tuple(Column(name, name) for name in names)


def _joined(name: str) -> Column:
    """Return a list of words as one text."""
    return Column(name, f"nullif(array_to_string({name}, '; '), '')")


def _degrees(name: str, column: str | None = None) -> Column:
    """Return degrees with 7 decimals, about a centimetre, as RFC 7946 advises at most."""
    return Column(name, f"round({column or name}, 7)")


PLACED = (
    *_same("location", "place_id", "place_kind", "geo_precision", "geometry_id"),
    _degrees("latitude"),
    _degrees("longitude"),
)
MOVED = tuple(
    column
    for end in ("origin", "destination")
    for column in (
        Column(end, end),
        Column(f"{end}_id", f"{end}_id"),
        _degrees(f"{end}_latitude", f"{end}_lat"),
        _degrees(f"{end}_longitude", f"{end}_lon"),
    )
)
DATED = _same("event_date", "event_date_end", "time_precision", "date_basis")
SOURCED = _same(
    "source",
    "source_basis",
    "article_id",
    "title",
    "url",
    "published",
    "published_basis",
    "quote",
    "quote_start",
    "quote_end",
)

NAMES = """nullif(array_to_string(list_sort(list_transform(names, lambda name:
    name.toponym || CASE WHEN name.used_by = '' THEN '' ELSE ' (' || name.used_by || ')' END
)), '; '), '')"""
"""Every name with who uses it, by the alphabet: no side comes first."""

COLUMNS: dict[str, tuple[Column, ...]] = {
    "events": (
        *_same("id", "event_type"),
        *DATED,
        *_same("status", "background"),
        _joined("actors"),
        Column("claimant", "claimant"),
        *PLACED,
        _joined("place_ids"),
        Column("place_basis", "place_basis"),
        *MOVED,
        *SOURCED,
    ),
    "figures": (
        *_same("id", "measure", "value", "low", "high", "quantifier", "unit", "text"),
        *DATED,
        *_same("status", "historic", "claimant"),
        *PLACED,
        *MOVED,
        *SOURCED,
    ),
    "mentions": (
        *_same("id", "text", "role"),
        *PLACED,
        *_same("score", "reason"),
        *SOURCED,
        *_same("text_start", "text_end"),
    ),
    "places": (
        *_same("id"),
        *PLACED,
        Column("names", NAMES),
        *_same("country", "admin1", "admin2", "population"),
        *_same("events", "figures", "mentions", "first_date", "last_date"),
    ),
}

POINTS = "list_transform(points, lambda point: [round(point.lon, 7), round(point.lat, 7)])"
DISTINCT_POINTS = (
    f"list_filter({POINTS}, lambda point, index: list_position({POINTS}, point) = index)"
)
POINT = (
    "CASE WHEN latitude IS NULL OR longitude IS NULL THEN [] "
    "ELSE [[round(longitude, 7), round(latitude, 7)]] END"
)
COORDINATES = {
    "events": DISTINCT_POINTS,
    "figures": POINTS,
    "mentions": POINT,
    "places": POINT,
}
"""SQL for where a record is: a list of [lon, lat] pairs that differ, empty for nowhere."""


def listed(layer: str) -> str:
    """Return a layer's columns as SQL, ``coordinates`` last."""
    columns = (*COLUMNS[layer], Column("coordinates", COORDINATES[layer]))
    return ", ".join(f'{column.sql} AS "{column.name}"' for column in columns)


@dataclass(frozen=True, slots=True, kw_only=True)
class Collection:
    """The filtered records of one layer of one store version, on their way out.

    ``limit`` and ``offset`` page through them; ``notes`` say what of a query was left out.
    """

    store: Store
    layer: str
    chosen: Filter
    notes: tuple[str, ...] = ()
    limit: int | None = None
    offset: int = 0

    def matched(self) -> int:
        """Return how many records the filter leaves, on all pages."""
        return layers.count(self.store, self.layer, self.chosen).records

    def batches(self) -> pa.RecordBatchReader:
        """Return the flat columns and, last, ``coordinates``, a list of [lon, lat] pairs."""
        return self.select(listed(self.layer))

    def select(self, columns: str) -> pa.RecordBatchReader:
        """Return columns of the records, in order."""
        found = layers.ordered(self.layer, self.chosen, self.limit, self.offset, columns)
        return self.store.stream(found.sql, found.params, RECORDS_AT_ONCE)

    def names(self) -> list[str]:
        """Return the names of the flat columns."""
        return [column.name for column in COLUMNS[self.layer]]
