"""What ``geo bench`` measures; each benchmark is a module with one ``measure`` function."""

from __future__ import annotations

from collections.abc import Sequence
from importlib import import_module
from typing import Any

BENCHMARKS = ("gazetteer", "reading", "store", "linking", "repaint")
"""In the order in which they run: modules of this package."""

Rows = list[dict[str, Any]]


def run(*, only: Sequence[str] | None = None) -> Rows:
    """Run the benchmarks and return rows ``{"benchmark", "what", "value", "unit"}``.

    Raises
    ------
    KeyError
        When ``only`` names a benchmark that does not exist.
    """
    chosen = [name for name in BENCHMARKS if only is None or name in only]
    unknown = set(only or ()) - set(BENCHMARKS)
    if unknown:
        raise KeyError(f"no benchmark is called {', '.join(sorted(unknown))}")
    return [
        {"benchmark": name, **row}
        for name in chosen
        for row in import_module(f"geo.benchmarks.{name}").measure()
    ]


def report(rows: Rows) -> str:
    """Return the rows as a table to read."""
    return "\n".join(
        f"{row['benchmark']:10} {row['what']:58} {row['value']:>12,} {row['unit']}"
        for row in rows
    )
