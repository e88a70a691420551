"""Places and names on their way into a full pack: an SQLite file that sorts on disk.

What has been read stays there after an interruption, and reading goes on behind it.
"""

from __future__ import annotations

import sqlite3
from collections.abc import Iterable, Iterator
from itertools import groupby
from operator import itemgetter
from pathlib import Path

import orjson

from geo.geoparse.gazetteer.entry import Entry, Match
from geo.geoparse.gazetteer.geonames import Name
from geo.model import Kind

SCHEMA = """
CREATE TABLE IF NOT EXISTS progress (file TEXT PRIMARY KEY, lines INT, bad INT);
CREATE TABLE IF NOT EXISTS place (place_id TEXT, own INT, entry BLOB);
CREATE TABLE IF NOT EXISTS name (place_id TEXT, toponym TEXT, lang TEXT, match INT);
DROP TABLE IF EXISTS key;
CREATE TABLE key (key TEXT, lost REAL, place INT, match INT);
"""
MATCHES = tuple(Match)
Key = tuple[str, float, int, int]
"""Folded name, negative importance, row of the place, kind of match."""


class Staging:
    """One run's staged rows; ``commit`` makes what was added so far survive."""

    def __init__(self, path: Path) -> None:
        self._path = path
        self._base = sqlite3.connect(path)
        # The sorter spills to disk beyond this many KiB: that bounds the memory.
        self._base.execute("PRAGMA cache_size = -65536")
        self._base.execute("PRAGMA journal_mode = WAL")
        self._base.execute("PRAGMA synchronous = NORMAL")
        self._base.executescript(SCHEMA)

    def close(self, *, remove: bool = False) -> None:
        """Close the file, and remove it when all is done."""
        self._base.close()
        if remove:
            self._path.unlink()

    def progress(self, file: str) -> tuple[int, int]:
        """Return how many lines of a file are staged, and how many of them were bad."""
        found = self._base.execute("SELECT lines, bad FROM progress WHERE file = ?", (file,))
        lines, bad = found.fetchone() or (0, 0)
        return lines, bad

    def commit(self, file: str, lines: int, bad: int) -> None:
        """Keep what was added, and that a file has been read so far."""
        self._base.execute(
            "INSERT OR REPLACE INTO progress VALUES (?, ?, ?)", (file, lines, bad)
        )
        self._base.commit()

    def add_places(self, entries: Iterable[Entry], *, own: bool) -> None:
        """Add places; ``own`` are those of the built-in gazetteer."""
        self._base.executemany(
            "INSERT INTO place VALUES (?, ?, ?)",
            ((entry.place_id, own, orjson.dumps(entry)) for entry in entries),
        )

    def add_names(self, found: Iterable[Name]) -> None:
        """Add names of places, by id."""
        self._base.executemany("INSERT INTO name VALUES (?, ?, ?, ?)", found)

    def add_keys(self, keys: Iterable[Key]) -> None:
        """Add folded names of places that have their row."""
        self._base.executemany("INSERT INTO key VALUES (?, ?, ?, ?)", keys)

    def places(self) -> Iterator[tuple[Entry | None, Entry | None, list[Name]]]:
        """Yield for each id, in the order of its bytes: built-in place, dump's place, names."""
        names = self._names()
        waiting = next(names, None)
        rows = self._base.cursor().execute(
            "SELECT place_id, own, entry FROM place ORDER BY place_id, rowid"
        )
        for place_id, group in groupby(rows, itemgetter(0)):
            while waiting and waiting[0] < place_id:
                waiting = next(names, None)
            told = waiting[1] if waiting and waiting[0] == place_id else []
            found = {own: blob for _, own, blob in group}
            own, dumped = found.get(1), found.get(0)
            yield (own and restored(own)), (dumped and restored(dumped)), told

    def _names(self) -> Iterator[tuple[str, list[Name]]]:
        rows = self._base.cursor().execute(
            "SELECT place_id, toponym, lang, match FROM name ORDER BY place_id, rowid"
        )
        for place_id, group in groupby(rows, itemgetter(0)):
            yield place_id, [Name(i, t, lang, MATCHES[match]) for i, t, lang, match in group]

    def keys(self) -> Iterator[tuple[str, list[Key]]]:
        """Yield each folded name, in the order of its bytes, with its places, best first."""
        rows = self._base.cursor().execute(
            "SELECT key, lost, place, match FROM key ORDER BY key, lost, place"
        )
        for key, group in groupby(rows, itemgetter(0)):
            yield key, list(group)


def restored(blob: bytes) -> Entry:
    """Return an entry as it was before it was staged."""
    fields = orjson.loads(blob)
    fields["kind"] = Kind(fields["kind"])
    fields["names"] = [(t, lang, by, MATCHES[match]) for t, lang, by, match in fields["names"]]
    return Entry(**fields)
