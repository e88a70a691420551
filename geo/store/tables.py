"""A store version in DuckDB's memory: flat tables that filters, lists and maps query.

Tables ``article``, ``event``, ``figure``, ``mention`` and ``place``; their columns bear the
names that ``geo.layers`` documents. Article texts stay in the files.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

import duckdb

if TYPE_CHECKING:
    from collections.abc import Sequence

GEO_PRECISION = """
CREATE MACRO geo_precision(kind, lat) AS CASE
    WHEN kind IS NULL OR lat IS NULL THEN 'none'
    WHEN kind IN ('city', 'facility') THEN 'exact'
    WHEN kind IN ('country', 'continent') THEN 'country'
    ELSE 'area' END
"""

ARTICLE = """
CREATE TABLE article AS
SELECT article_id, path, url, title, source, source_basis, published, published_basis,
    language, sha256, version, length(text) AS characters,
    len(events) AS events, len(figures) AS figures, len(mentions) AS mentions
FROM stored ORDER BY published NULLS LAST, article_id
"""

EVENT = """
CREATE TABLE event AS
SELECT e.event_id AS id, article_id, e.event_type,
    e.date_start AS event_date, e.date_end AS event_date_end,
    e.date_precision AS time_precision, e.date_basis, e.status, e.background, e.actors,
    e.claimant,
    nullif(array_to_string(list_transform(e.places, lambda p: p.name), '; '), '') AS location,
    list_transform(e.places, lambda p: p.place_id) AS place_ids,
    first.place_id, first.kind AS place_kind,
    geo_precision(first.kind, first.lat) AS geo_precision, first.geometry_id, e.place_basis,
    first.lat AS latitude, first.lon AS longitude,
    list_transform(drawn, lambda p: {'place_id': p.place_id, 'name': p.name, 'lat': p.lat,
        'lon': p.lon, 'kind': p.kind, 'geometry_id': p.geometry_id}) AS points,
    e.origin, e.origin_id, e.origin_lat, e.origin_lon,
    e.destination, e.destination_id, e.destination_lat, e.destination_lon,
    source, source_basis, published, published_basis,
    e.quote, e.quote_start, e.quote_end,
    e.evidence[1] AS evidence_start, e.evidence[2] AS evidence_end,
    e.trigger[1] AS trigger_start, e.trigger[2] AS trigger_end
FROM (
    SELECT *, list_filter(e.places, lambda p: p.lat IS NOT NULL) AS drawn,
        coalesce(drawn[1], e.places[1]) AS first
    FROM (SELECT *, unnest(stored.events) AS e FROM stored)
)
"""

FIGURE = """
CREATE TABLE figure AS
SELECT f.figure_id AS id, article_id, f.measure, f.value, f.low, f.high, f.quantifier, f.unit,
    f.text, f.date_start AS event_date, f.date_end AS event_date_end,
    f.date_precision AS time_precision, f.date_basis, f.status, f.historic,
    f.historic AS background, f.claimant, f.place AS location, f.place_id,
    list_distinct(list_filter([f.place_id, f.origin_id, f.destination_id],
        lambda id: id IS NOT NULL)) AS place_ids,
    f.place_kind, geo_precision(f.place_kind, f.place_lat) AS geo_precision,
    f.place_geometry AS geometry_id, f.place_lat AS latitude, f.place_lon AS longitude,
    CASE WHEN f.place_lat IS NULL THEN [] ELSE [{'place_id': f.place_id, 'name': f.place,
        'lat': f.place_lat, 'lon': f.place_lon, 'kind': f.place_kind,
        'geometry_id': f.place_geometry}]
        END AS points,
    f.origin, f.origin_id, f.origin_lat, f.origin_lon,
    f.destination, f.destination_id, f.destination_lat, f.destination_lon,
    source, source_basis, published, published_basis,
    f.quote, f.quote_start, f.quote_end,
    f.evidence[1] AS evidence_start, f.evidence[2] AS evidence_end,
    f.start AS text_start, f."end" AS text_end
FROM (SELECT *, unnest(stored.figures) AS f FROM stored)
"""

MENTION = """
CREATE TABLE mention AS
SELECT article_id || '-' || m.start || '-' || m."end" AS id, article_id, m.text, m.role,
    m.name AS location, m.place_id, m.kind AS place_kind,
    geo_precision(m.kind, m.lat) AS geo_precision, m.geometry_id,
    m.lat AS latitude, m.lon AS longitude, m.score, m.reason,
    source, source_basis, published, published_basis,
    m.quote, m.quote_start, m.quote_end, m.start AS text_start, m."end" AS text_end
FROM (SELECT *, unnest(stored.mentions) AS m FROM stored)
"""

PLACE = """
CREATE TABLE place AS
SELECT place_id AS id, place_id, name AS location, kind AS place_kind,
    geo_precision(kind, lat) AS geo_precision, geometry_id, lat AS latitude, lon AS longitude,
    country, admin1, admin2, population, names
FROM (
    SELECT unnest(p) FROM (
        SELECT arg_max(p, article_id) AS p
        FROM (SELECT article_id, unnest(places) AS p FROM stored) GROUP BY p.place_id
    )
)
"""


def load(files: Sequence[str], empty: object) -> duckdb.DuckDBPyConnection:
    """Read Parquet files of rows into tables; ``empty`` is used where there are no files."""
    connection = duckdb.connect(":memory:")
    if files:
        connection.read_parquet(list(files)).create_view("stored")
    else:
        connection.register("stored", empty)
    for statement in (GEO_PRECISION, ARTICLE, EVENT, FIGURE, MENTION, PLACE):
        connection.execute(statement)
    return connection
