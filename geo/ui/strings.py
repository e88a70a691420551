"""The words of the interface, read once from ``strings.toml``."""

from __future__ import annotations

import tomllib
from functools import cache
from pathlib import Path

WORDS = Path(__file__).with_name("strings.toml")


@cache
def _tables() -> dict[str, dict[str, str]]:
    return tomllib.loads(WORDS.read_text("utf-8"))


def say(name: str, /, **values: object) -> str:
    """Return the words called ``table.name``, with the values filled in.

    Raises KeyError when there are no such words.
    """
    table, _, entry = name.partition(".")
    words = _tables()[table][entry]
    return words.format(**values) if values else words


def label(table: str, value: object) -> str:
    """Return the word for a value of the data, or the value itself where none is listed."""
    return _tables()[table].get(str(value), str(value))


def counted(name: str, count: int) -> str:
    """Return the words for one or for many."""
    return say(f"{name}_one") if count == 1 else say(f"{name}_many", count=f"{count:,}")
