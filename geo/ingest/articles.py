"""A text and what is known of it besides → an ``Article``."""

from __future__ import annotations

import hashlib
import re
from collections.abc import Iterable, Iterator
from dataclasses import replace
from datetime import date

from geo.errors import UnreadableDocument
from geo.ingest import dateline
from geo.ingest.datestamps import calendar_day, parsed
from geo.ingest.furniture import is_kicker
from geo.ingest.header import Header, header_of
from geo.ingest.languages import language_of
from geo.ingest.lines import Line
from geo.ingest.nameplates import is_imprint, nameplate
from geo.ingest.outlets import key, outlets
from geo.ingest.page import Page, page_of
from geo.ingest.pictures import credit, label
from geo.ingest.published import is_dated_line, published_on
from geo.ingest.source import is_byline, published_by
from geo.ingest.title import copies, headline_of, is_label, title_span
from geo.model import Article, Basis, Span, content_id

DATED_ADDRESS = re.compile(r"/((?:19|20)\d\d)[/-](\d\d?)[/-](\d\d?)(?!\d)")
"""https://www.example.org/2023/09/25/talks"""
LONGEST = 1_000_000
"""Characters of a text; the language pipeline takes no more at once."""
SURROGATE = re.compile("[\ud800-\udfff]")


def from_text(
    text: str, path: str = "-", source: str | None = None, published: date | None = None
) -> Article:
    """Return the text as an article, with its head, foot and furniture read.

    ``text`` is kept as it is, so that offsets can be checked against it (only lone surrogates,
    which no file can hold, become U+FFFD). ``source`` and ``published`` override what is read.
    Any text makes an article; what is not known of it is None.

    Raises
    ------
    UnreadableDocument
        When the text has over a million characters.
    """
    text = SURROGATE.sub("\ufffd", text)
    article = article_of(text, path=path, sha256=hashlib.sha256(text.encode()).hexdigest())
    return overridden(article, source=source, published=published)


def overridden(article: Article, *, source: str | None, published: date | None) -> Article:
    """Return the article with the outlet or date that somebody gave."""
    if source is not None:
        article = replace(article, source=source, source_basis=Basis.GIVEN)
    if published is not None:
        article = replace(article, published=published, published_basis=Basis.GIVEN)
    return article


def article_of(
    text: str, *, path: str, sha256: str, known: Header | None = None, markdown: bool = False
) -> Article:
    """Return the article of a text; ``known`` is what its file says besides the text.

    ``sha256`` is that of the file's bytes. Front matter in the text goes before ``known``.
    """
    if len(text) > LONGEST:
        raise UnreadableDocument(
            f"{path} has {len(text):,} characters; at most {LONGEST:,} are read as one. "
            "Split it into one file per article."
        )
    matter = header_of(text)
    header = matter if matter.span.end else known or Header()
    page = page_of(text, matter.span.end)
    headline = stated_headline(header, page)
    source, source_basis = source_of(header, page, headline)
    published, published_basis = date_of(header, page, source)
    return Article(
        article_id=content_id(text),
        text=text,
        sha256=sha256,
        path=path,
        url=header.url,
        title=header.title or (title_span(headline).of(text) if headline else None),
        title_span=title_span(headline) if headline else header.title_span,
        source=source,
        source_basis=source_basis,
        published=published,
        published_basis=published_basis,
        language=header.language or language_of(text),
        boilerplate=merged(
            [matter.span, *boilerplate(page, headline, source, markdown=markdown)]
        ),
    )


def stated_headline(header: Header, page: Page) -> Line | None:
    """Return the headline's line: the one the header quotes, else the one that looks so."""
    if header.title is None:
        return headline_of(page)
    wanted = " ".join(header.title.split()).casefold()
    lines = (page.lines[number] for number in page.head)
    return next((line for line in lines if line.plain.casefold() == wanted), None)


def source_of(header: Header, page: Page, headline: Line | None) -> tuple[str | None, Basis]:
    """Return the outlet and its basis: the header's word first."""
    if header.source is not None:
        name = header.source.strip()
        return outlets().published(name) or name, header.source_basis
    return published_by(page, headline, header.url)


def date_of(header: Header, page: Page, source: str | None) -> tuple[date | None, Basis]:
    """Return the publication date and its basis: the header's word first."""
    day = parsed(header.published)
    if day is not None:
        return day, header.published_basis
    day, basis = published_on(page, month_first=outlets().writes_month_first(source))
    in_address = DATED_ADDRESS.search(header.url or "")
    if day is None and in_address and (day := calendar_day(*in_address.groups())):
        return day, Basis.INFERRED
    return day, basis


def boilerplate(
    page: Page, headline: Line | None, source: str | None, *, markdown: bool
) -> Iterator[Span]:
    """Yield the spans that are not the article's own words."""
    for number, line in enumerate(page.lines):
        if line == headline:
            continue
        if number in page.furniture or (page.at_edge(number) and is_signature(line, source)):
            yield line.span
        else:
            yield from filter(None, (label(line), credit(line)))
    yield from above(page, headline)
    if headline is not None:
        yield from copies(headline, page)
        yield from outside(headline)
    if markdown:
        yield from markup(page)


def is_signature(line: Line, source: str | None) -> bool:
    """Tell whether a line of head or foot only says when or by whom the article is.

    A dateline on a line of its own stays readable: its place is where the story was filed.
    """
    if not line.is_short:
        return False
    place = dateline.place_of(line)
    if place is not None and outlets().find(place) is None:
        return False
    named = line.words <= 5 and (
        outlets().find(line.plain) or key(line.plain) == key(source or "")
    )
    plate = nameplate(line)
    signed = plate is not None and key(plate) == key(source or "")
    return bool(named) or signed or is_dated_line(line) or is_byline(line) or is_imprint(line)


def above(page: Page, headline: Line | None) -> Iterator[Span]:
    """Yield section labels and the outlet's name above the headline."""
    for line in page.lines:
        if headline is None or line == headline:
            return
        if line.words <= 6 and (is_kicker(line) or is_label(line)):
            yield line.span


def outside(headline: Line) -> Iterator[Span]:
    """Yield what stands on the headline's line beside it: hashes, the outlet's name."""
    inner = title_span(headline)
    yield Span(headline.start, inner.start)
    yield Span(inner.end, headline.end)


MARKUP = re.compile(
    r"^\s{0,3}#{1,6}\s+|^\s{0,3}>\s?|\*{1,3}|(?<=\])\([^()\s]{1,500}\)|!?\[(?=[^\]\n]{1,300}\]\()|(?<=[^\s])\](?=\()|`+",
    re.MULTILINE,
)
"""Markdown's hashes, quote marks, stars, brackets and link addresses."""


def markup(page: Page) -> Iterator[Span]:
    """Yield the marks of Markdown, so that only words are read."""
    for line in page.lines:
        for found in MARKUP.finditer(line.text):
            yield Span(line.start + found.start(), line.start + found.end())


def merged(spans: Iterable[Span]) -> tuple[Span, ...]:
    """Return the spans in order, overlapping ones joined and empty ones left out."""
    joined: list[Span] = []
    for span in sorted(span for span in spans if span.end > span.start):
        if joined and span.start < joined[-1].end:
            joined[-1] = Span(joined[-1].start, max(joined[-1].end, span.end))
        else:
            joined.append(span)
    return tuple(joined)
