"""Write a pack's columns to disk row by row, for gazetteers that would not fit in memory."""

from __future__ import annotations

import mmap
from collections import Counter
from collections.abc import Iterable, Iterator
from contextlib import ExitStack
from pathlib import Path
from struct import pack
from typing import BinaryIO
from zlib import crc32

from geo.errors import DataError
from geo.geoparse.gazetteer.build import KINDS, names_of, text_of
from geo.geoparse.gazetteer.entry import Entry
from geo.geoparse.gazetteer.staging import Key

LARGEST_OFFSET = (1 << 32) - 1


class Columns:
    """The sections of a pack as files in a folder; a context that closes them."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder
        self._files: dict[str, BinaryIO] = {}
        self._ends: dict[str, int] = {}
        self._open = ExitStack()

    def __enter__(self) -> Columns:
        return self

    def __exit__(self, *_: object) -> None:
        self._open.close()

    def sections(self) -> dict[str, Path]:
        """Return the files by section, whole on disk."""
        self._open.close()
        return {name: self._folder / name for name in self._files}

    def append(self, name: str, payload: bytes) -> None:
        """Append to a section."""
        file = self._files.get(name)
        if file is None:
            file = self._open.enter_context((self._folder / name).open("wb", 1 << 20))
            self._files[name] = file
        file.write(payload)

    def number(self, name: str, code: str, *values: float) -> None:
        """Append numbers of a ``struct`` format code to a section."""
        self.append(name, pack(f"<{len(values)}{code}", *values))

    def string(self, name: str, value: bytes) -> None:
        """Append to a section of strings and to that of its offsets.

        Raises
        ------
        DataError
            When the section outgrows the four bytes of its offsets.
        """
        if name not in self._ends:
            self._ends[name] = 0
            self.number(f"{name}.at", "I", 0)
        self._ends[name] += len(value)
        if self._ends[name] > LARGEST_OFFSET:
            raise DataError(f"The section {name!r} would pass 4 GiB; give fewer dump files.")
        self.append(name, value)
        self.number(f"{name}.at", "I", self._ends[name])

    def number_rows(self, name: str, count: int) -> None:
        """Write the numbers of all rows, in order, as a section."""
        for start in range(0, count, 1 << 16):
            self.number(name, "I", *range(start, min(start + (1 << 16), count)))

    def hashed(self, name: str, keys: Iterable[bytes], count: int) -> Path:
        """Write the hash table of distinct keys into a mapped file, at most half full."""
        size = 1 << max(3, (2 * count).bit_length())
        path = self._folder / f"{name}.hash"
        with path.open("w+b") as table:
            table.truncate(4 * size)
            with mmap.mmap(table.fileno(), 0) as mapped, memoryview(mapped).cast("I") as slots:
                for row, key in enumerate(keys, 1):
                    slot = crc32(key) & (size - 1)
                    while slots[slot]:
                        slot = (slot + 1) & (size - 1)
                    slots[slot] = row
        return path


def write_place(columns: Columns, entry: Entry) -> None:
    """Append one place; places come in the order of their ids, so that id and row agree."""
    nan = float("nan")
    lat, lon = (nan, nan) if entry.lat is None or entry.lon is None else (entry.lat, entry.lon)
    columns.string("id", entry.place_id.encode())
    columns.string("place", text_of(entry))
    columns.string("names", names_of(entry))
    columns.number("place.point", "d", lat, lon)
    columns.number("place.population", "I", entry.population)
    columns.append("place.kind", bytes([KINDS.index(entry.kind)]))


def write_keys(columns: Columns, keyed: Iterable[tuple[str, list[Key]]]) -> tuple[int, int]:
    """Append folded names with their places; return their number and the longest's words."""
    words: Counter[int] = Counter()
    found = 0
    columns.number("found.at", "I", found)
    for key, places in keyed:
        words[key.count(" ") + 1] += 1
        columns.string("key", key.encode())
        columns.append("key.surest", bytes([min(match for *_, match in places)]))
        columns.number("found.place", "I", *(row for _, _, row, _ in places))
        columns.append("found.match", bytes(match for *_, match in places))
        columns.number("found.weight", "f", *(-lost for _, lost, _, _ in places))
        found += len(places)
        columns.number("found.at", "I", found)
    return words.total(), longest(words)


def longest(words: Counter[int]) -> int:
    """Return how many words the longest name has, a hundredth of a percent left aside."""
    left = words.total() * 0.9999
    for length in sorted(words):
        left -= words[length]
        if left <= 0:
            return length
    return max(words)


def strings(folder: Path, name: str) -> Iterator[bytes]:
    """Yield the strings of a section that was written, one after the other."""
    with (folder / name).open("rb") as texts, (folder / f"{name}.at").open("rb") as offsets:
        at = int.from_bytes(offsets.read(4), "little")
        while packed := offsets.read(4):
            end = int.from_bytes(packed, "little")
            yield texts.read(end - at)
            at = end
