"""The version of what reads articles: a hash over the reading code and its word lists."""

from __future__ import annotations

import hashlib
from functools import cache
from pathlib import Path

from geo.settings import ROOT

READERS = ("geo/language.py", "geo/pipeline.py", "geo/geoparse", "geo/coding", "data/lexicon")


@cache
def code_version() -> str:
    """Return the first 12 hex digits of a SHA-256 over the files that decide what is read."""
    digest = hashlib.sha256()
    for path in sorted(_files()):
        digest.update(path.relative_to(ROOT).as_posix().encode())
        digest.update(path.read_bytes())
    return digest.hexdigest()[:12]


def _files() -> list[Path]:
    return [
        path
        for place in READERS
        for path in ([ROOT / place] if (ROOT / place).is_file() else (ROOT / place).rglob("*"))
        if path.suffix in {".py", ".toml"}
    ]
