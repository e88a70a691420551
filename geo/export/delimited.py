"""CSV that no spreadsheet takes for formulas."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    import pyarrow as pa

    from geo.export.properties import Collection

MEDIA_TYPE = "text/csv; charset=utf-8"

FORMULA = "^ *[=+\\-@\t\r\n]"
"""How a text begins that a spreadsheet may run (OWASP, "CSV Injection")."""


def encode(collection: Collection) -> Iterator[bytes]:
    """Yield a header and a line for each record, in pieces."""
    yield (",".join(collection.names()) + "\n").encode()
    for batch in collection.batches():
        yield lines(batch.select(collection.names()))


def lines(batch: pa.RecordBatch) -> bytes:
    """Return records as lines of CSV."""
    import pyarrow as pa
    from pyarrow import csv

    written = pa.BufferOutputStream()
    safe = pa.RecordBatch.from_arrays([guarded(column) for column in batch], batch.schema.names)
    csv.write_csv(safe, written, csv.WriteOptions(include_header=False))
    return bytes(written.getvalue())


def guarded(column: pa.Array) -> pa.Array:
    """Put an apostrophe before text that a spreadsheet would run; numbers stay numbers."""
    import pyarrow as pa
    import pyarrow.compute as pc

    if not pa.types.is_string(column.type):
        return column
    run = pc.match_substring_regex(column, FORMULA)
    return pc.if_else(run, pc.binary_join_element_wise("'", column, ""), column)
