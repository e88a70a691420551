"""Store + ``Filter`` → layers: the same rows for map, lists, facets, exports and API.

Columns of every layer (``rows`` gives them as plain values, ``frame`` as a GeoDataFrame):

========================== =====================================================================
``id``                     stable string: event, figure or place id; mentions: article-start-end
``location``               display name of the place, both names of a contested one; of several
                           places all, joined by "; "
``place_id``               the place that is drawn, or the first; ``place_kind`` its kind
``geo_precision``          ``exact`` point, ``area``, ``country``, or ``none``
``geometry_id``            the gazetteer geometry to draw instead of a point, or null
``latitude longitude``     WGS84 degrees of ``place_id``, or null
========================== =====================================================================

Events, figures and mentions have beside them:

========================== =====================================================================
``article_id title``       the article; also ``path`` and ``url``
``source source_basis``    outlet and how it is known
``published``              day of publication; ``published_basis`` how it is known
``quote``                  at most 300 characters of one sentence, cuts marked by "…"
``quote_start quote_end``  its characters in the article's text
========================== =====================================================================

Events and figures:

========================== =====================================================================
``event_date``             first day, ``event_date_end`` last day; null where open or unknown
``time_precision``         ``day range week month year unknown``
``date_basis``             ``stated inferred``, or null for an undated record
``status background``      ``background`` is true for what is told as history
``claimant``               who says so, or null
``place_ids``              every place of the record (a figure's: place, origin, destination)
``points``                 what is drawn: ``{place_id, name, lat, lon, kind, geometry_id}``
``origin destination``     names, with ``_id``, ``_lat`` and ``_lon`` each, where people moved
``evidence_start/_end``    the sentence or sentences that tell it
========================== =====================================================================

Events: ``event_type actors place_basis trigger_start trigger_end``. Figures: ``measure value
low high quantifier unit text historic text_start text_end``. Mentions: ``text role score reason
text_start text_end``. Places: ``country admin1 admin2 population names`` (each ``{toponym,
lang, used_by}``), ``events figures mentions`` counting the filtered records there, and
``first_date last_date``.

Events are ordered by date, then publication, then reading order; undated ones come last.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Any, NamedTuple

from geo.errors import InputError
from geo.filters import LAYERS, UNKNOWN, Filter, View
from geo.store import NoVersion

if TYPE_CHECKING:
    from datetime import date

    import geopandas as gpd
    import pyarrow as pa

    from geo.store import Store

TABLES = {"events": "event", "figures": "figure", "mentions": "mention"}


class Query(NamedTuple):
    """SQL over the tables of a store, with its parameters."""

    sql: str
    params: list[object]


@dataclass(frozen=True, slots=True, kw_only=True)
class Options:
    """What there is to choose from, whatever the filter."""

    sources: tuple[str, ...]
    first_date: date | None
    last_date: date | None
    claimants: tuple[str, ...]
    actors: tuple[str, ...]
    places: tuple[tuple[str, str], ...]


def pinned(store: Store, view: View) -> tuple[Store, list[str]]:
    """Return the store at the version of a link, else at the newest, with a note."""
    try:
        return store.at(store.version if view.v is None else view.v), []
    except NoVersion:
        newest = store.at(store.version)
        shown = f"version {newest.version} is shown"
        return newest, [f"There is no version {view.v} of the data; {shown}."]


def selection(layer: str, chosen: Filter) -> Query:
    """Return the query for a layer's filtered records, in order.

    Count it, group it into a grid or page through it: it is the one place where a filter
    becomes a set of records. The tables stand in order, and DuckDB keeps it.
    """
    if layer not in LAYERS:
        raise InputError(f"There is no layer {layer!r}; there are {', '.join(LAYERS)}.")
    if layer == "places":
        return _places(chosen)
    where, params = chosen.sql(layer)
    sql = f"SELECT * EXCLUDE (searched) FROM {TABLES[layer]} WHERE {where}"  # noqa: S608
    return Query(sql, params)


def _places(chosen: Filter) -> Query:
    """Count the filtered events, figures and located mentions of each place that has any."""
    events = selection("events", chosen)
    figures = selection("figures", chosen)
    mentions = selection("mentions", chosen)
    where, params = chosen.sql("places")
    sql = f"""
WITH told AS (
    SELECT unnest(place_ids) AS place_id, 'event' AS what, event_date AS first,
        event_date_end AS last FROM ({events.sql})
    UNION ALL
    SELECT place_id, 'figure', event_date, event_date_end FROM ({figures.sql})
    UNION ALL
    SELECT place_id, 'mention', NULL, NULL FROM ({mentions.sql}) WHERE role = 'location'
), counted AS (
    SELECT place_id, count(*) FILTER (what = 'event') AS events,
        count(*) FILTER (what = 'figure') AS figures,
        count(*) FILTER (what = 'mention') AS mentions,
        min(first) AS first_date, max(last) AS last_date
    FROM told GROUP BY place_id
)
SELECT place.*, events, figures, mentions, first_date, last_date
FROM place JOIN counted USING (place_id) WHERE {where} ORDER BY location, id"""  # noqa: S608
    return Query(sql, [*events.params, *figures.params, *mentions.params, *params])


def ordered(
    layer: str, chosen: Filter, limit: int | None = None, offset: int = 0, columns: str = "*"
) -> Query:
    """Return the query for a page of a layer's filtered records, in order."""
    found = selection(layer, chosen)
    cut = "" if limit is None else f" LIMIT {int(limit)}"
    skip = f" OFFSET {int(offset)}" if offset else ""
    return Query(f"SELECT {columns} FROM ({found.sql}){cut}{skip}", found.params)  # noqa: S608


def table(
    store: Store, layer: str, chosen: Filter, limit: int | None = None, offset: int = 0
) -> pa.Table:
    """Return a layer's filtered records as an Arrow table, in order."""
    return store.query(*ordered(layer, chosen, limit, offset))


def rows(
    store: Store, layer: str, chosen: Filter, limit: int | None = None, offset: int = 0
) -> list[dict[str, Any]]:
    """Return a layer's filtered records as dictionaries, in order; dates as ``date``."""
    return store.rows(*ordered(layer, chosen, limit, offset))


def by_id(layer: str, record_id: str, columns: str = "*") -> Query:
    """Return the query for one record, whatever the filter."""
    found = selection(layer, Filter(statements=True))
    sql = f"SELECT {columns} FROM ({found.sql}) WHERE id = ?"  # noqa: S608
    return Query(sql, [*found.params, record_id])


def record(store: Store, layer: str, record_id: str) -> dict[str, Any] | None:
    """Return one record by its id, whatever the filter; None when there is none."""
    found = store.rows(*by_id(layer, record_id))
    return found[0] if found else None


def extent(store: Store, layer: str) -> tuple[float, float, float, float] | None:
    """Return west, south, east and north of a layer's places in degrees; None without any."""
    everything = selection(layer, Filter(statements=True))
    columns = (
        "min(longitude) west, min(latitude) south, max(longitude) east, max(latitude) north"
    )
    sql = f"SELECT {columns} FROM ({everything.sql})"  # noqa: S608
    (box,) = store.rows(sql, everything.params)
    if box["west"] is None:
        return None
    return box["west"], box["south"], box["east"], box["north"]


class Count(NamedTuple):
    """How many records a filter leaves, and how many of them have a place on the map."""

    records: int
    located: int


def count(store: Store, layer: str, chosen: Filter) -> Count:
    """Count a layer's filtered records."""
    found = selection(layer, chosen)
    sql = f"SELECT count(*) AS n, count(latitude) AS located FROM ({found.sql})"  # noqa: S608
    (row,) = store.rows(sql, found.params)
    return Count(row["n"], row["located"])


class Facet(NamedTuple):
    """What a facet counts: its URL key, the layer, and the value of a record."""

    key: str
    layer: str
    value: str

    def lifted(self, chosen: Filter) -> Filter:
        """Return the filter without the facet's own choice."""
        rest = chosen.without(self.key)
        return replace(rest, statements=True) if self.key == "type" else rest


KNOWN_SOURCE = f"coalesce(source, '{UNKNOWN}')"
FACETS = {
    "source": Facet("source", "events", KNOWN_SOURCE),
    "figure_source": Facet("source", "figures", KNOWN_SOURCE),
    "type": Facet("type", "events", "event_type"),
    "status": Facet("status", "events", "status"),
    "claimant": Facet("claimant", "figures", f"coalesce(claimant, '{UNKNOWN}')"),
    "measure": Facet("measure", "figures", "measure"),
    "actor": Facet("actor", "events", "unnest(actors)"),
    "geo": Facet("geo", "events", "geo_precision"),
    "time": Facet("time", "events", "time_precision"),
    "background": Facet("background", "events", "background"),
}


def facets(
    store: Store, chosen: Filter, names: Sequence[str] = tuple(FACETS)
) -> dict[str, dict[Any, int]]:
    """Count records by each facet's values, the facet's own choice lifted; most first."""
    return {name: _facet(store, chosen, FACETS[name]) for name in names}


def _facet(store: Store, chosen: Filter, facet: Facet) -> dict[Any, int]:
    found = selection(facet.layer, facet.lifted(chosen))
    sql = (
        f"SELECT value, count(*) AS n FROM (SELECT {facet.value} AS value "  # noqa: S608
        f"FROM ({found.sql})) GROUP BY value ORDER BY n DESC, value"
    )
    return {row["value"]: row["n"] for row in store.rows(sql, found.params)}


def histogram(
    store: Store, chosen: Filter, step: str = "day", *, lifted: bool = True
) -> list[dict[str, Any]]:
    """Count dated events by first ``day``, ``week``, ``month`` or ``year`` and type.

    With ``lifted`` the filter's own dates are left aside, as a brush over the bars needs it.
    Returns ``{"start": date, "event_type": str, "events": int}``, oldest first.
    """
    if step not in {"day", "week", "month", "year"}:
        raise InputError(f"Bars cannot be a {step!r} wide; day, week, month or year can.")
    found = selection("events", chosen.without("date") if lifted else chosen)
    sql = (
        f"SELECT date_trunc('{step}', coalesce(event_date, event_date_end))::DATE AS start, "  # noqa: S608
        f"event_type, count(*) AS events FROM ({found.sql}) "
        "WHERE start IS NOT NULL GROUP BY ALL ORDER BY ALL"
    )
    return store.rows(sql, found.params)


def grid(
    store: Store, chosen: Filter, cell: float, layer: str = "events", symbol: str = "event_type"
) -> list[dict[str, Any]]:
    """Count located records by squares of the map and a column, ``event_type`` or ``measure``.

    ``cell`` is a square's side in degrees of longitude; squares are square on a Mercator map.
    Returns ``{"latitude", "longitude", symbol, "records"}``, the centres in degrees.
    """
    if symbol not in {"event_type", "measure", "status"} or not 0 < cell <= 360:
        raise InputError(f"Squares of {cell} degrees cannot be counted by {symbol!r}.")
    found = selection(layer, chosen)
    side = float(cell)
    sql = f"""
WITH placed AS (
    SELECT floor(longitude / {side}) AS x, {symbol},
        floor(degrees(asinh(tan(radians(latitude)))) / {side}) AS y
    FROM ({found.sql}) WHERE latitude BETWEEN -85 AND 85
)
SELECT degrees(atan(sinh(radians((y + 0.5) * {side})))) AS latitude,
    (x + 0.5) * {side} AS longitude, {symbol}, count(*) AS records
FROM placed GROUP BY y, x, {symbol} ORDER BY y, x, {symbol}"""  # noqa: S608
    return store.rows(sql, found.params)


def options(store: Store) -> Options:
    """Return every outlet, claimant, actor and place there is, and the first and last day."""
    (dates,) = store.rows(
        "SELECT min(coalesce(event_date, event_date_end)) AS first, "
        "max(coalesce(event_date_end, event_date)) AS last FROM "
        "(SELECT event_date, event_date_end FROM event UNION ALL "
        "SELECT event_date, event_date_end FROM figure)"
    )
    places = store.rows("SELECT place_id, location FROM place ORDER BY location, place_id")
    return Options(
        sources=_distinct(store, "SELECT coalesce(source, 'unknown') AS v FROM article"),
        first_date=dates["first"],
        last_date=dates["last"],
        claimants=_distinct(
            store, "SELECT claimant AS v FROM figure UNION ALL SELECT claimant FROM event"
        ),
        actors=_distinct(store, "SELECT unnest(actors) AS v FROM event"),
        places=tuple((row["place_id"], row["location"]) for row in places),
    )


def _distinct(store: Store, sql: str) -> tuple[str, ...]:
    found = store.query(f"SELECT DISTINCT v FROM ({sql}) WHERE v IS NOT NULL ORDER BY v")  # noqa: S608
    return tuple(found["v"].to_pylist())


# GeoDataFrames, for exports and notebooks.


def events(store: Store, chosen: Filter | None = None) -> gpd.GeoDataFrame:
    """Return the filtered events; several places make a MultiPoint."""
    return frame(store, "events", chosen or Filter())


def figures(store: Store, chosen: Filter | None = None) -> gpd.GeoDataFrame:
    """Return the filtered figures, each at its place."""
    return frame(store, "figures", chosen or Filter())


def places(store: Store, chosen: Filter | None = None) -> gpd.GeoDataFrame:
    """Return each place with counts of its filtered events, figures and mentions."""
    return frame(store, "places", chosen or Filter())


def mentions(store: Store, chosen: Filter | None = None) -> gpd.GeoDataFrame:
    """Return the filtered toponyms of all roles; those not placed have no geometry."""
    return frame(store, "mentions", chosen or Filter())


def frame(store: Store, layer: str, chosen: Filter) -> gpd.GeoDataFrame:
    """Return a layer's filtered records with geometry in EPSG:4326, null where unplaced."""
    import geopandas as gpd

    found = table(store, layer, chosen)
    return gpd.GeoDataFrame(found.to_pandas(), geometry=geometries(found), crs="EPSG:4326")


def geometries(found: pa.Table) -> list[Any]:
    """Return a shapely point, multipoint or None for each record of a layer's table."""
    import numpy as np
    import shapely

    lat = found["latitude"].to_numpy(zero_copy_only=False)
    lon = found["longitude"].to_numpy(zero_copy_only=False)
    unplaced = np.isnan(lat.astype(float)) | np.isnan(lon.astype(float))
    made = shapely.points(lon.astype(float), lat.astype(float))
    made[unplaced] = None
    if "points" in found.column_names:
        for index, several in _several(found):
            made[index] = shapely.MultiPoint(several)
    return list(made)


def _several(found: pa.Table) -> list[tuple[int, list[tuple[float, float]]]]:
    """Return the row number and distinct (lon, lat) points of records with more than one."""
    import pyarrow.compute as pc

    numbers = pc.indices_nonzero(pc.greater(pc.list_value_length(found["points"]), 1))
    points = found["points"].take(numbers).to_pylist()
    several = [
        (number, list(dict.fromkeys((point["lon"], point["lat"]) for point in here)))
        for number, here in zip(numbers.to_pylist(), points, strict=True)
    ]
    return [(number, here) for number, here in several if len(here) > 1]
