"""A PDF file → running text, within limits of pages, time and size."""

from __future__ import annotations

import io
import logging
import re
import time
import warnings
from collections import Counter
from collections.abc import Iterator
from typing import TYPE_CHECKING

from geo.errors import UnreadableDocument
from geo.ingest.broken import BROKEN

if TYPE_CHECKING:
    from pypdf import PdfReader

MOST_PAGES = 300
MOST_SECONDS = 60.0
LARGEST_PAGE = 20_000_000
"""Bytes of drawing instructions that a page may unpack to."""
RUNNING_HEAD_PAGES = 3
"""A first or last line that stands on this many pages is a running head or foot."""
PAGE_NUMBER = re.compile(r"(?:page )?\d{1,4}(?: ?(?:of|/) ?\d{1,4})?", re.IGNORECASE)
HYPHENATED = re.compile(r"(?<=[a-zà-ÿ])[-\u00ad]$")
LIGATURES = str.maketrans(
    {"\ufb00": "ff", "\ufb01": "fi", "\ufb02": "fl", "\ufb03": "ffi", "\ufb04": "ffl"}
)
"""Joined letters that fonts draw and no reader types."""
ENDS_PARAGRAPH = re.compile(r"[.!?:\u2026][\"'\u201d\u2019)\]]*$")
FULL_LINE = 0.8
"""A line at least this share of the usual width goes on in the next one."""


def running_text(content: bytes, name: str) -> str:
    """Return the text of a PDF with wrapped lines joined and running heads left out.

    Raises
    ------
    UnreadableDocument
        When the file is broken, encrypted, or beyond the limits.
    """
    from pypdf.errors import PyPdfError

    logging.getLogger("pypdf").setLevel(logging.CRITICAL)
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")
            pages = list(pages_of(opened(content, name), name))
    except UnreadableDocument:
        raise
    except (PyPdfError, *BROKEN) as error:
        raise UnreadableDocument(
            f"{name} is a broken PDF ({type(error).__name__}). Save it anew, or copy its text "
            "into a .txt file."
        ) from error
    return "\n\n".join(map(unwrapped, without_running_heads(pages)))


def opened(content: bytes, name: str) -> PdfReader:
    """Return the PDF if it is open to all and not too long."""
    from pypdf import PdfReader

    pdf = PdfReader(io.BytesIO(content), strict=False)
    if pdf.is_encrypted and not pdf.decrypt(""):
        raise UnreadableDocument(
            f"{name} is encrypted. Save a copy without a password and try again."
        )
    if len(pdf.pages) > MOST_PAGES:
        raise UnreadableDocument(
            f"{name} has {len(pdf.pages):,} pages; at most {MOST_PAGES} are read. "
            "Save the article's own pages as a PDF."
        )
    return pdf


def pages_of(pdf: PdfReader, name: str) -> Iterator[list[str]]:
    """Yield the lines of each page, within the limits of time and size."""
    latest = time.monotonic() + MOST_SECONDS
    for number, page in enumerate(pdf.pages, 1):
        contents = page.get_contents()
        if contents is not None and len(contents.get_data()) > LARGEST_PAGE:
            raise UnreadableDocument(
                f"Page {number} of {name} is too large to read. Copy its text into a .txt file."
            )
        if time.monotonic() > latest:
            raise UnreadableDocument(
                f"{name} takes over {MOST_SECONDS:.0f} s to read. "
                "Copy its text into a .txt file."
            )
        yield [line.strip() for line in page.extract_text().translate(LIGATURES).splitlines()]


def without_running_heads(pages: list[list[str]]) -> Iterator[list[str]]:
    """Yield the pages without page numbers and lines that head or end many pages."""
    edges = Counter(line for page in pages for line in {*page[:1], *page[-1:]} if line)
    for page in pages:
        lines = page
        while lines and is_running_head(lines[0], edges):
            lines = lines[1:]
        while lines and is_running_head(lines[-1], edges):
            lines = lines[:-1]
        yield lines


def is_running_head(line: str, edges: Counter[str]) -> bool:
    """Tell whether a page's outermost line belongs to the page, not to the text."""
    return PAGE_NUMBER.fullmatch(line) is not None or edges[line] >= RUNNING_HEAD_PAGES


def unwrapped(lines: list[str]) -> str:
    """Return lines broken at the page's width as paragraphs."""
    usual = sorted(map(len, filter(None, lines)))[-max(1, len(lines) // 3) :] or [0]
    width = usual[0]
    text = ""
    for line in lines:
        if HYPHENATED.search(text) and line[:1].islower():
            text = text[:-1] + line
        elif line and text and not text.endswith("\n") and goes_on(text, line, width):
            text = f"{text} {line}"
        else:
            text = f"{text}\n{line}" if text else line
    return re.sub(r"\n{3,}", "\n\n", text)


def goes_on(text: str, line: str, width: int) -> bool:
    """Tell whether a line is the same paragraph as the text before it."""
    last = text[text.rfind("\n") + 1 :]
    before = last[-width:] if width else last
    if line[:1].islower():
        return True
    return len(before) >= FULL_LINE * width and not ENDS_PARAGRAPH.search(last)
