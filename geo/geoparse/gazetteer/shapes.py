"""The shapes of areas and lines, read one by one from ``data/boundaries/areas.zip``."""

from __future__ import annotations

import json
import zipfile
from functools import cached_property, lru_cache
from pathlib import Path


class Shapes:
    """GeoJSON geometries by id; the archive is opened when the first is asked for."""

    def __init__(self, path: Path) -> None:
        self._path = path
        self.read = lru_cache(maxsize=512)(self._read)

    @cached_property
    def _archive(self) -> zipfile.ZipFile | None:
        return zipfile.ZipFile(self._path) if self._path.exists() else None

    def _read(self, geometry_id: str) -> dict[str, object] | None:
        """Return a geometry, or None when the archive has none of that id."""
        if self._archive is None:
            return None
        try:
            text = self._archive.read(f"{geometry_id}.json")
        except KeyError:
            return None
        found: dict[str, object] = json.loads(text)
        return found
