"""CSV that no spreadsheet takes for formulas."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterator
from typing import TYPE_CHECKING, Any

from geo.export.properties import plain_values

if TYPE_CHECKING:
    from geo.export.properties import Collection

MEDIA_TYPE = "text/csv; charset=utf-8"

FORMULA_STARTS = ("=", "+", "-", "@", "\t", "\r", "\n")
"""What a spreadsheet may run (OWASP, "CSV Injection")."""


def encode(collection: Collection) -> Iterator[bytes]:
    """Yield a header and a line for each record, in pieces."""
    yield lines([collection.names()])
    for batch in collection.batches():
        columns = [plain_values(column) for column in batch.columns[:-1]]
        yield lines(zip(*columns, strict=True))


def lines(records: Any) -> bytes:
    """Return records as lines of CSV."""
    written = io.StringIO(newline="")
    csv.writer(written).writerows([guarded(value) for value in record] for record in records)
    return written.getvalue().encode()


def guarded(value: object) -> object:
    """Put an apostrophe before text that a spreadsheet would run; numbers stay numbers."""
    if isinstance(value, str) and value.lstrip(" ").startswith(FORMULA_STARTS):
        return f"'{value}"
    return value
