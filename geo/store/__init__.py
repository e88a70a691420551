"""Versioned tables of what was read (Delta Lake, one row per article), queried with DuckDB.

An article is saved whole or not at all, saving it again replaces it, and every save that
changes something is a version that can be read for good. Several processes may read and write
at once.
"""

from __future__ import annotations

import threading
from collections.abc import Iterable, Iterator, Sequence
from datetime import UTC, datetime
from functools import lru_cache
from itertools import islice
from pathlib import Path
from typing import TYPE_CHECKING, Any, NamedTuple, Self
from urllib.parse import unquote

from geo.errors import StoreError, StoreMissing
from geo.records import article_from
from geo.store import rows

if TYPE_CHECKING:
    import duckdb
    import pyarrow as pa
    from deltalake import DeltaTable

    from geo.model import Article, Extraction

BATCH = 500
"""Articles saved at once: what a crash loses at most, against the cost of a version."""

MANY_FILES = 64
"""Data files from which on they are merged into few."""

ATTEMPTS = 10

CONFIGURATION = {
    # Old versions stay readable: a link can name one.
    "delta.logRetentionDuration": "interval 36500 days",
    "delta.deletedFileRetentionDuration": "interval 36500 days",
}

_opening = threading.Lock()


class NoVersion(StoreError):
    """The store has no version of that number."""


class OutdatedStore(StoreError):
    """The store was made by another version of the program, which kept other columns."""


class Saved(NamedTuple):
    """How many articles were new, replaced, and already there just so."""

    added: int = 0
    replaced: int = 0
    unchanged: int = 0

    def plus(self, other: Saved) -> Saved:
        """Return both counts together."""
        return Saved(*(mine + theirs for mine, theirs in zip(self, other, strict=True)))


class Version(NamedTuple):
    """One state of the store, and when it was written."""

    version: int
    written: datetime


class Store:
    """The store in a folder; ``at`` gives the same store as it was at one version."""

    def __init__(self, path: str | Path, version: int | None = None) -> None:
        self.path = Path(path)
        self._pinned = version
        self._identity: str | None = None
        if unquote(str(path)) != str(path) or "?" in str(path):
            # Delta Lake takes "%20" for a blank, and DuckDB what follows "?" for options.
            raise StoreError(f"A store cannot be in {path}: choose a folder without % and ?.")

    def __repr__(self) -> str:
        return f"Store({str(self.path)!r}, version={self._pinned})"

    def exists(self) -> bool:
        """Tell whether anything was ever saved here."""
        from deltalake import DeltaTable

        return DeltaTable.is_deltatable(str(self.path))

    @property
    def version(self) -> int:
        """The number of the version that is read: the pinned one, else the newest."""
        return self._table().version() if self._pinned is None else self._pinned

    @property
    def identity(self) -> str:
        """A text that changes whenever what is read may differ."""
        if self._identity is not None:
            return self._identity
        table = self._table()
        return f"{table.metadata().id}-{table.version()}"

    def at(self, version: int) -> Self:
        """Return the store as it was at that version.

        Raises
        ------
        NoVersion
            When there is no such version.
        """
        pinned = type(self)(self.path, version)
        pinned._identity = pinned.identity
        return pinned

    def versions(self) -> list[Version]:
        """Return every version, newest first."""
        return [
            Version(entry["version"], datetime.fromtimestamp(entry["timestamp"] / 1000, UTC))
            for entry in self._table().history()
        ]

    # Writing.

    def save(self, extractions: Iterable[Extraction]) -> Saved:
        """Save every extraction, batch by batch; an article saved again is replaced."""
        waiting = iter(extractions)
        saved = Saved()
        while batch := list(islice(waiting, BATCH)):
            saved = saved.plus(self._save_batch(rows.table(batch)))
        return saved

    def _save_batch(self, batch: pa.Table) -> Saved:
        if self._pinned is not None:
            raise StoreError("An old version cannot be written to; open the store without one.")
        for _ in range(ATTEMPTS):
            saved = self._merged(batch) if self.exists() else self._created(batch)
            if saved is not None:
                return saved
        raise StoreError(
            f"The store in {self.path} was written by others {ATTEMPTS} times in a row; "
            "run the same command again when they are done."
        )

    def _created(self, batch: pa.Table) -> Saved | None:
        """Make the store with its first articles; None when another process was faster."""
        from deltalake import write_deltalake
        from deltalake.exceptions import DeltaError

        self.path.mkdir(parents=True, exist_ok=True)
        try:
            write_deltalake(str(self.path), batch, mode="error", configuration=CONFIGURATION)
        except DeltaError:
            if self.exists():
                return None
            raise
        return Saved(added=len(batch))

    def _merged(self, batch: pa.Table) -> Saved | None:
        """Add and replace articles; None when another process changed the same ones first."""
        from deltalake.exceptions import CommitFailedError

        table = _fitting(self._table())
        changed = self._changed(table, batch)
        unchanged = len(batch) - len(changed)
        if not len(changed):
            return Saved(unchanged=unchanged)
        try:
            done = self._merge(table, changed)
        except CommitFailedError:
            return None
        added, replaced = done["num_target_rows_inserted"], done["num_target_rows_updated"]
        return Saved(added, replaced, unchanged)

    @staticmethod
    def _changed(table: DeltaTable, batch: pa.Table) -> pa.Table:
        """Return the rows that the table does not hold just so."""
        import pyarrow as pa
        import pyarrow.compute as pc

        from geo.store.tables import query_files

        known = query_files(
            _files(table),
            "SELECT digest FROM stored WHERE article_id = ANY(?)",
            [batch["article_id"].to_pylist()],
        )
        same = pc.is_in(batch["digest"], value_set=known["digest"].cast(pa.string()))
        return batch.filter(pc.invert(same))

    @staticmethod
    def _merge(table: DeltaTable, batch: pa.Table) -> dict[str, int]:
        done: dict[str, int] = (
            table.merge(
                batch,
                predicate="kept.article_id = new.article_id",
                source_alias="new",
                target_alias="kept",
            )
            .when_matched_update_all()
            .when_not_matched_insert_all()
            .execute()
        )
        if len(table.file_uris()) >= MANY_FILES:
            table.optimize.compact()
        return done

    # Reading.

    def read(self) -> Iterator[Extraction]:
        """Yield every extraction, in the order of article ids."""
        for article in self.rows("SELECT article_id FROM article ORDER BY 1"):
            yield self.extraction(article["article_id"])

    def extraction(self, article_id: str) -> Extraction:
        """Return all that was read out of one article.

        Raises
        ------
        KeyError
            When there is no such article.
        """
        return rows.extraction_of(self._stored(article_id, "*"))

    def article(self, article_id: str) -> Article:
        """Return one article with its text; raises KeyError when there is none."""
        lists = ", ".join(rows.LISTS)
        stored = self._stored(article_id, f"* EXCLUDE ({lists})")
        return article_from(stored, stored["text"])

    def articles(self) -> list[dict[str, Any]]:
        """Return every article with its counts and without its text, oldest first."""
        return self.rows("SELECT * FROM article")

    def query(self, sql: str, params: Sequence[object] = ()) -> pa.Table:
        """Run a query over the tables of ``geo.store.tables``; values go in as parameters."""
        return self._cursor().sql(sql, params=list(params)).to_arrow_table()

    def stream(self, sql: str, params: Sequence[object], size: int) -> pa.RecordBatchReader:
        """Run a query and return a reader of its rows in batches of that size at most."""
        return self._cursor().sql(sql, params=list(params)).to_arrow_reader(size)

    def rows(self, sql: str, params: Sequence[object] = ()) -> list[dict[str, Any]]:
        """Run a query and return its rows as dictionaries, dates as ``date``."""
        found = self._cursor().execute(sql, list(params))
        names = [column[0] for column in found.description or ()]
        return [dict(zip(names, values, strict=True)) for values in found.fetchall()]

    def _cursor(self) -> duckdb.DuckDBPyConnection:
        from geo.store import tables

        with _opening:
            return tables.quiet(_connection(str(self.path), self.identity).cursor())

    def _stored(self, article_id: str, columns: str) -> dict[str, Any]:
        from geo.store.tables import query_files

        files = _files(self._table())
        sql = f"SELECT {columns} FROM stored WHERE article_id = ?"  # noqa: S608
        found = query_files(files, sql, [article_id]).to_pylist()
        if not found:
            raise KeyError(article_id)
        stored: dict[str, Any] = found[0]
        return stored

    def _table(self) -> DeltaTable:
        return _open(self.path, self._pinned)


def _open(path: Path, version: int | None) -> DeltaTable:
    from deltalake import DeltaTable
    from deltalake.exceptions import DeltaError, TableNotFoundError

    try:
        table = DeltaTable(str(path), version=version)
    except TableNotFoundError as error:
        raise StoreMissing(
            f"There is no store in {path}. Fill one with `python -m geo ingest PATH`."
        ) from error
    except DeltaError as error:
        raise NoVersion(
            f"The store in {path} has no version {version}; leave v= out for the newest."
        ) from error
    return table


def _fitting(table: DeltaTable) -> DeltaTable:
    """Return the table if it has the columns that this version of the program keeps."""
    from deltalake import Schema

    if table.schema().to_json() != Schema.from_arrow(rows.schema()).to_json():
        raise OutdatedStore(
            f"The store in {table.table_uri} was made by another version of this program. Move "
            "it away and read the articles again: `python -m geo ingest PATH`, or `make app` "
            "for the demo."
        )
    return table


def _files(table: DeltaTable) -> list[str]:
    """Return the paths of a version's data files, which Delta Lake gives percent-encoded."""
    return [unquote(uri) for uri in table.file_uris()]


@lru_cache(maxsize=2)
def _connection(path: str, identity: str) -> duckdb.DuckDBPyConnection:
    """Open the tables of one version; the identity tells a store from one made anew there."""
    from geo.store import tables

    version = int(identity.rpartition("-")[2])
    files = _files(_fitting(_open(Path(path), version)))
    return tables.connect(Path(path), identity, files)
