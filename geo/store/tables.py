"""A store version as flat DuckDB tables, which filters, lists and maps query.

Tables ``article``, ``event``, ``figure``, ``mention`` and ``place`` stand in the order in which
they are listed, and their columns bear the names that ``geo.layers`` documents. They are made
once per version, in a file beside the data that any number of processes may read. Article texts
are not in it.
"""

from __future__ import annotations

import hashlib
import os
from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING

import duckdb

if TYPE_CHECKING:
    import pyarrow as pa

FOLDER = "_tables"
"""Inside the store; Delta Lake leaves names with an underscore alone."""

KEPT = 3
"""How many versions stay built."""

MACROS = """
CREATE MACRO geo_precision(kind, lat) AS CASE
    WHEN kind IS NULL OR lat IS NULL THEN 'none'
    WHEN kind IN ('city', 'facility') THEN 'exact'
    WHEN kind IN ('country', 'continent') THEN 'country'
    ELSE 'area' END;
CREATE MACRO plain(words) AS lower(strip_accents(words));
"""

ARTICLE = """
CREATE TABLE article AS
SELECT article_id, path, url, title, source, source_basis, published, published_basis,
    language, sha256, version, characters, event_count AS events, figure_count AS figures,
    mention_count AS mentions
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
    title, path, url, source, source_basis, published, published_basis,
    e.quote, e.quote_start, e.quote_end,
    e.evidence[1] AS evidence_start, e.evidence[2] AS evidence_end,
    e.trigger[1] AS trigger_start, e.trigger[2] AS trigger_end,
    plain(concat_ws(' ', e.quote, location, e.claimant, array_to_string(e.actors, ' ')))
        AS searched
FROM (
    SELECT *, list_filter(e.places, lambda p: p.lat IS NOT NULL) AS drawn,
        coalesce(drawn[1], e.places[1]) AS first
    FROM (SELECT *, unnest(stored.events) AS e FROM stored)
)
ORDER BY e.date_start NULLS LAST, e.date_end NULLS LAST, published NULLS LAST, article_id,
    e.quote_start, e.trigger[1], e.event_id
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
    title, path, url, source, source_basis, published, published_basis,
    f.quote, f.quote_start, f.quote_end,
    f.evidence[1] AS evidence_start, f.evidence[2] AS evidence_end,
    f.start AS text_start, f."end" AS text_end,
    plain(concat_ws(' ', f.quote, f.text, f.place, f.claimant, f.origin, f.destination))
        AS searched
FROM (SELECT *, unnest(stored.figures) AS f FROM stored)
ORDER BY f.date_start NULLS LAST, f.date_end NULLS LAST, published NULLS LAST, article_id,
    f.start, f.figure_id
"""

MENTION = """
CREATE TABLE mention AS
SELECT article_id || '-' || m.start || '-' || m."end" AS id, article_id, m.text, m.role,
    m.name AS location, m.place_id, m.kind AS place_kind,
    geo_precision(m.kind, m.lat) AS geo_precision, m.geometry_id,
    m.lat AS latitude, m.lon AS longitude, m.score, m.reason,
    title, path, url, source, source_basis, published, published_basis,
    m.quote, m.quote_start, m.quote_end, m.start AS text_start, m."end" AS text_end,
    plain(concat_ws(' ', m.quote, m.name)) AS searched
FROM (SELECT *, unnest(stored.mentions) AS m FROM stored)
ORDER BY published NULLS LAST, article_id, m.start, m."end"
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
ORDER BY name, place_id
"""

STATEMENTS = (MACROS, ARTICLE, EVENT, FIGURE, MENTION, PLACE)
MADE_BY = hashlib.sha256("".join(STATEMENTS).encode()).hexdigest()[:8]


def quiet(connection: duckdb.DuckDBPyConnection) -> duckdb.DuckDBPyConnection:
    """Return the connection without the progress bar that would spoil standard output."""
    connection.execute("SET enable_progress_bar = false").fetchall()
    return connection


def connect(store: Path, identity: str, files: Sequence[str]) -> duckdb.DuckDBPyConnection:
    """Return a connection to the tables of a version, which are made if they are not there.

    ``identity`` names the version, ``files`` are its Parquet files. Where the folder cannot be
    written the tables are made in memory.
    """
    path = store / FOLDER / f"{identity}-{MADE_BY}.duckdb"
    if not path.exists():
        try:
            path.parent.mkdir(exist_ok=True)
            _make_file(path, files)
        except (OSError, duckdb.IOException):
            return _make(":memory:", files)
    # Queries read these tables and no file beside them.
    return duckdb.connect(str(path), read_only=True, config={"enable_external_access": "false"})


def _make_file(path: Path, files: Sequence[str]) -> None:
    """Make the file under another name first, since another process may be making it too."""
    part = path.with_suffix(f".{os.getpid()}")
    part.unlink(missing_ok=True)
    try:
        _make(str(part), files).close()
        part.replace(path)
    finally:
        part.unlink(missing_ok=True)
    made = sorted(path.parent.glob("*.duckdb"), key=lambda old: old.stat().st_mtime)
    for old in made[:-KEPT]:
        old.unlink(missing_ok=True)


def _make(target: str, files: Sequence[str]) -> duckdb.DuckDBPyConnection:
    connection = quiet(duckdb.connect(target))
    connection.read_parquet(list(files)).create_view("stored")
    for statement in STATEMENTS:
        connection.execute(statement).fetchall()
    connection.execute("DROP VIEW stored").fetchall()
    return connection


def query_files(files: Sequence[str], sql: str, params: Sequence[object]) -> pa.Table:
    """Query rows straight from their Parquet files, as the table ``stored``."""
    with quiet(duckdb.connect(":memory:")) as connection:
        connection.read_parquet(list(files)).create_view("stored")
        return connection.sql(sql, params=list(params)).to_arrow_table()
