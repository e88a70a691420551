"""The front matter of a Markdown file or a digest: ``key: value`` lines between two ``---``."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace

from geo.ingest.datestamps import parsed
from geo.model import Basis, Span

FRONT_MATTER = re.compile(
    r"\ufeff?---[ \t]*\r?\n(?P<rows>(?:[^\r\n]{0,2000}\r?\n){1,60}?)---[ \t]*(?=\r?\n|\Z)"
)
ROW = re.compile(
    r"^(?P<key>[A-Za-z][\w-]*)[ \t]*:[ \t]*(?P<value>[^\r\n]*?)[ \t]*(?=\r?$)", re.MULTILINE
)
ALIASES = {
    "title": ("title", "headline", "name"),
    "source": ("outlet", "source", "publisher", "site_name", "sitename", "publication"),
    "source_basis": ("outlet_basis", "source_basis"),
    "published": (
        "published", "date", "published_at", "publishedat", "date_published", "datepublished",
        "publication_date", "publish_date", "pub_date", "pubdate", "published_date",
    ),
    "published_basis": ("published_basis", "date_basis"),
    "url": ("url", "link", "canonical_url"),
    "language": ("language", "lang"),
}  # fmt: skip
"""What each field is called in front matter and in JSON records, the most usual name first."""
FIELD_NAMES = frozenset(name for names in ALIASES.values() for name in names)


NOWHERE = Span(0, 0)


@dataclass(frozen=True, slots=True, kw_only=True)
class Header:
    """What is known of an article besides its text, and how."""

    title: str | None = None
    source: str | None = None
    source_basis: Basis = Basis.UNKNOWN
    published: str | None = None
    published_basis: Basis = Basis.UNKNOWN
    url: str | None = None
    language: str | None = None
    span: Span = NOWHERE
    title_span: Span | None = None


def header_of(text: str) -> Header:
    """Return the front matter at the start of the text, empty when there is none."""
    found = FRONT_MATTER.match(text)
    if found is None:
        return Header()
    rows = {
        row["key"].casefold(): row
        for row in ROW.finditer(text, found.start("rows"), found.end("rows"))
    }
    if not rows.keys() & FIELD_NAMES:
        return Header()
    values = {name: unquoted(row["value"]) for name, row in rows.items()}
    title = next((rows[name] for name in ALIASES["title"] if values.get(name)), None)
    return replace(
        header_from(values, Basis.STATED),
        span=Span(*found.span()),
        title_span=value_span(title) if title else None,
    )


def value_span(row: re.Match[str]) -> Span:
    """Return the characters of a row's value without its quotes."""
    start, end = row.span("value")
    return (
        Span(start, end) if unquoted(row["value"]) == row["value"] else Span(start + 1, end - 1)
    )


def header_from(values: dict[str, str], basis: Basis) -> Header:
    """Return what named values say; what they do not say the basis of is known by ``basis``."""
    fields = {field: first_of(values, names) for field, names in ALIASES.items()}
    source = fields["source"]
    published = fields["published"] if parsed(fields["published"]) else None
    return Header(
        title=fields["title"],
        url=fields["url"],
        language=fields["language"],
        source=source,
        source_basis=basis_of(fields["source_basis"], basis) if source else Basis.UNKNOWN,
        published=published,
        published_basis=basis_of(fields["published_basis"], basis)
        if published
        else Basis.UNKNOWN,
    )


def first_of(values: dict[str, str], names: tuple[str, ...]) -> str | None:
    """Return the first value that is there under one of the names."""
    return next((values[name] for name in names if values.get(name)), None)


def basis_of(value: str | None, otherwise: Basis) -> Basis:
    """Return the basis that a header states, else the one that such headers have."""
    try:
        return Basis(value or "")
    except ValueError:
        return otherwise


def unquoted(value: str) -> str:
    """Return a YAML scalar without its quotes."""
    if len(value) > 1 and value[0] == value[-1] and value[0] in "\"'":
        return value[1:-1]
    return value
