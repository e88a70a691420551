"""A Word file → paragraphs; what it unpacks to is checked before it is unpacked."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Iterator
from itertools import islice
from typing import TYPE_CHECKING

from geo.errors import UnreadableDocument
from geo.ingest.broken import BROKEN
from geo.ingest.header import Header

if TYPE_CHECKING:
    from docx.document import Document

LARGEST_XML, LARGEST_UNPACKED = 20_000_000, 200_000_000
"""Bytes, unpacked."""
MOST_PARTS, MOST_LINES = 5_000, 20_000
TITLE_STYLES = ("Title", "Heading 1")


def paragraphs(content: bytes, name: str) -> tuple[str, Header]:
    """Return the paragraphs and table rows of a Word file, and its headline if styled.

    Raises
    ------
    UnreadableDocument
        When the file is broken, encrypted, or unpacks to too much.
    """
    import docx
    from docx.opc.exceptions import OpcError
    from docx.oxml.exceptions import XmlchemyError
    from lxml.etree import LxmlError  # type: ignore[import-untyped]

    try:
        check_parts(content, name)
        document = docx.Document(io.BytesIO(content))
        lines = list(islice(lines_of(document), MOST_LINES + 1))
        title = styled_title(document)
    except (OpcError, XmlchemyError, LxmlError, *BROKEN) as error:
        raise UnreadableDocument(
            f"{name} is not a Word file that can be read ({type(error).__name__}). Save it "
            "anew as .docx without a password, or copy its text into a .txt file."
        ) from error
    if len(lines) > MOST_LINES:
        raise UnreadableDocument(
            f"{name} has over {MOST_LINES:,} paragraphs. Split it into one file per article."
        )
    return "\n\n".join(lines), Header(title=title)


def styled_title(document: Document) -> str | None:
    """Return the first paragraph styled as a headline, among the first ten blocks."""
    from docx.text.paragraph import Paragraph

    for block in islice(document.iter_inner_content(), 10):
        if isinstance(block, Paragraph) and block.text.strip():
            style = block.style.name if block.style is not None else None
            if style in TITLE_STYLES:
                return block.text.strip()
    return None


def check_parts(content: bytes, name: str) -> None:
    """Refuse a file whose parts, by its own table, unpack to too much."""
    with zipfile.ZipFile(io.BytesIO(content)) as package:
        parts = package.infolist()
    xml = sum(part.file_size for part in parts if part.filename.endswith((".xml", ".rels")))
    unpacked = sum(part.file_size for part in parts)
    if xml > LARGEST_XML or unpacked > LARGEST_UNPACKED or len(parts) > MOST_PARTS:
        raise UnreadableDocument(
            f"{name} unpacks to {unpacked / 1e6:,.0f} MB in {len(parts):,} parts, more than "
            "an article. Copy its text into a .txt file."
        )


def lines_of(document: Document) -> Iterator[str]:
    """Yield the text of paragraphs and table rows in their order."""
    from docx.table import Table

    for block in document.iter_inner_content():
        if isinstance(block, Table):
            for row in block.rows:
                yield from filter(None, [" | ".join(cell.text.strip() for cell in row.cells)])
        elif block.text.strip():
            yield block.text.strip()
