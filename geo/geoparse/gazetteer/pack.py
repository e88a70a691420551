"""The gazetteer pack: one memory-mapped file of sorted names, a hash table and columns.

Layout: magic, length of the header, header (JSON: sections and facts), then the sections, each
aligned to eight bytes. Nothing is read but the header until a name is looked up.
"""

from __future__ import annotations

import json
import mmap
import os
import shutil
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any
from zlib import crc32

import numpy as np

from geo.errors import GazetteerMissing

MAGIC = b"CMGAZ001"
ALIGN = 8


def write_pack(
    path: Path, facts: Mapping[str, object], sections: Mapping[str, bytes | Path]
) -> None:
    """Write the pack beside its place and move it there whole; large sections come as files."""
    table, offset = {}, 0
    for name, payload in sections.items():
        size = len(payload) if isinstance(payload, bytes) else payload.stat().st_size
        table[name] = [offset, size]
        offset += size + (-size % ALIGN)
    header = json.dumps({"facts": facts, "sections": table}, ensure_ascii=False).encode()
    header += b" " * (-(len(MAGIC) + 8 + len(header)) % ALIGN)
    path.parent.mkdir(parents=True, exist_ok=True)
    unfinished = path.with_suffix(f".{os.getpid()}.part")
    with unfinished.open("wb") as out:
        out.write(MAGIC + len(header).to_bytes(8, "little") + header)
        for name, payload in sections.items():
            if isinstance(payload, bytes):
                out.write(payload)
            else:
                with payload.open("rb") as section:
                    shutil.copyfileobj(section, out, 1 << 20)
            out.write(b"\0" * (-table[name][1] % ALIGN))
    unfinished.replace(path)


class Pack:
    """A pack opened for reading; ``section`` gives bytes, ``column`` a typed view."""

    def __init__(self, path: Path) -> None:
        with path.open("rb") as file:
            self._map = mmap.mmap(file.fileno(), 0, access=mmap.ACCESS_READ)
        if self._map[: len(MAGIC)] != MAGIC:
            raise GazetteerMissing(
                f"{path} is not a gazetteer pack of this version; delete it."
            )
        start = len(MAGIC) + 8
        length = int.from_bytes(self._map[len(MAGIC) : start], "little")
        header = json.loads(self._map[start : start + length])
        self.facts: dict[str, object] = header["facts"]
        self._sections: dict[str, list[int]] = header["sections"]
        self._data = start + length

    def section(self, name: str) -> memoryview:
        """Return a section's bytes without copying them."""
        offset, length = self._sections[name]
        begin = self._data + offset
        return memoryview(self._map)[begin : begin + length]

    def column(self, name: str, code: str) -> Any:
        """Return a section as a memory view of numbers of a ``struct`` format code."""
        return memoryview(self.section(name)).cast(code)  # type: ignore[call-overload]

    def strings(self, name: str) -> Strings:
        """Return a list of strings stored as one run of bytes and offsets."""
        offset, _ = self._sections[name]
        begin = self._data + offset
        return Strings(self._map, begin, self.column(f"{name}.at", "I"))


class Strings:
    """A list of UTF-8 strings inside the map."""

    def __init__(self, source: mmap.mmap, begin: int, offsets: memoryview[int]) -> None:
        self._source = source
        self._begin = begin
        self._offsets = offsets

    def __len__(self) -> int:
        return len(self._offsets) - 1

    def raw(self, row: int) -> bytes:
        """Return the bytes of one string."""
        begin = self._begin
        return self._source[begin + self._offsets[row] : begin + self._offsets[row + 1]]

    def __getitem__(self, row: int) -> str:
        return self.raw(row).decode()


class Lookup:
    """Exact look-up string → row over ``Strings``, by open addressing on CRC-32."""

    def __init__(self, pack: Pack, name: str) -> None:
        self.strings = pack.strings(name)
        self._source = self.strings._source
        self._begin = self.strings._begin
        self._offsets: memoryview[int] = self.strings._offsets
        self._slots: memoryview[int] = pack.column(f"{name}.hash", "I")
        self._mask: int = len(self._slots) - 1

    def row(self, key: str) -> int:
        """Return the row of the key, or -1."""
        wanted = key.encode()
        slot = crc32(wanted) & self._mask
        while found := self._slots[slot]:
            begin, end = self._offsets[found - 1], self._offsets[found]
            if end - begin == len(wanted):
                begin += self._begin
                if self._source[begin : begin + len(wanted)] == wanted:
                    return int(found) - 1
            slot = (slot + 1) & self._mask
        return -1


def string_sections(name: str, values: Sequence[bytes]) -> dict[str, bytes]:
    """Return the sections of a list of strings."""
    offsets = np.zeros(len(values) + 1, dtype="<u4")
    offsets[1:] = np.cumsum([len(value) for value in values])
    return {name: b"".join(values), f"{name}.at": offsets.tobytes()}


def lookup_sections(name: str, keys: Sequence[bytes]) -> dict[str, bytes]:
    """Return the sections of distinct keys with their hash table, at most half full."""
    size = 1 << max(3, (2 * len(keys)).bit_length())
    slots = [0] * size
    for row, key in enumerate(keys):
        slot = crc32(key) & (size - 1)
        while slots[slot]:
            slot = (slot + 1) & (size - 1)
        slots[slot] = row + 1
    table = np.array(slots, dtype="<u4").tobytes()
    return {**string_sections(name, keys), f"{name}.hash": table}
