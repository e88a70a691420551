"""Which outlet published an article: what the page says of itself, never whom it quotes."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator

from geo.ingest import dateline
from geo.ingest.datestamps import datestamps
from geo.ingest.lines import Line
from geo.ingest.nameplates import (
    FIRST_LINES,
    is_masthead,
    is_relief,
    named_in_headline,
    nameplate,
    opened_by,
    outlet_in,
    situation_report,
    suffix_of,
)
from geo.ingest.outlets import Outlets, key, outlets
from geo.ingest.page import NOT_OURS, Page
from geo.ingest.published import beside, is_dated_line
from geo.model import Basis

BYLINE = re.compile(
    r"^(?:(?:written |words |text |story |reported |posted |published )?by|report by|authors?"
    r"|from)"
    r"(?: ?: ?| )(?P<names>[^\n]{2,120})$",
    re.IGNORECASE,
)
STAFF = re.compile(
    r"(?:^(?:the )?staff (?:of|at) "
    r"| (?:staff(?: writers?| reporters?)?|team|correspondents?|reporters?|reporting"
    r"|(?:news |web )?desk"
    r"|editors?|(?:and|with) (?:news )?agencies|and wires))+$",
    re.IGNORECASE,
)
"""What follows an outlet's name in a byline: "Al Jazeera Staff"."""
BETWEEN_NAMES = re.compile(
    r",|;|\||/| for | with | of | at | [-–—·•] | \(|\)| and ", re.IGNORECASE
)
TRAILER = re.compile(
    r"[.,;]? (?:All|Inc|Ltd|LLC|Limited|Corp|Corporation|FZ-LLC|GmbH|Company|Co|Rights"
    r"|Reserved)\b.*$"
)
"""What follows an outlet in a copyright line: "Example News Ltd. All rights reserved"."""
ADDRESS = re.compile(r"(?:https?://|www\.)[\w.-]+|(?<=@)[\w-]+(?:\.[\w-]+)+")


def published_by(page: Page, title: Line | None, url: str | None) -> tuple[str | None, Basis]:
    """Return the outlet and how it is known, by the surest rule that finds one."""
    book = outlets()
    for rule, basis in RULES:
        found = next(rule(page, title, book), None)
        if found is not None:
            return found, basis
    address = book.of_address(url) if url else None
    return (address, Basis.INFERRED) if address else (None, Basis.UNKNOWN)


def signed_off(page: Page, title: Line | None, book: Outlets) -> Iterator[str]:
    """Yield the outlet of "This story was originally published by …" or "© 2023 …"."""
    for line in own_furniture(page, title):
        yield from named_in(line.plain, Basis.STATED, book)


def signed_by(page: Page, title: Line | None, book: Outlets) -> Iterator[str]:
    """Yield the outlet of "by time news", "By A. Bee, Reuters" or "By Al Jazeera Staff"."""
    for line in edge_lines(page, title):
        found = BYLINE.match(undated(line.plain))
        if found and not line.is_prose:
            yield from outlets_of_byline(found["names"], book)


def outlets_of_byline(names: str, book: Outlets) -> Iterator[str]:
    """Yield the outlets among the names of a byline; a person is none."""
    whole = STAFF.sub("", names.strip(" .|,"))
    for name in (whole, *reversed(BETWEEN_NAMES.split(whole))):
        if book.find(name) is not None and (outlet := book.published(name)) is not None:
            yield outlet
    parts = BETWEEN_NAMES.split(whole)
    yield from filter(None, (outlet_in(part.strip(), book) for part in reversed(parts[1:])))
    if len(parts) == 1 and (outlet := book.recognised(whole)) is not None:
        yield outlet


def nameplates(page: Page, title: Line | None, book: Outlets) -> Iterator[str]:
    """Yield the outlet of a masthead above the story or of a sign-off below it."""
    relief = is_relief(page)
    for number in (*page.edges[:FIRST_LINES], *page.edges[FIRST_LINES:][-FIRST_LINES:]):
        line = page.lines[number]
        outer = number in page.above or number in page.below
        plate = nameplate(
            line,
            organisations=outer and relief,
            masthead=is_masthead(page, number),
        )
        if plate is not None and line != title and (outer or datestamps(line.plain)):
            yield plate
    issued = (situation_report(page.lines[n]) for n in page.above)
    yield from filter(None, issued)
    yield from filter(None, (opened_by(page.lines[n]) for n in page.prose[:1]))


def named_alone(page: Page, title: Line | None, book: Outlets) -> Iterator[str]:
    """Yield "BBC News" on a line of its own, beside the date, or at the end of the headline."""
    for number in page.edges:
        line = page.lines[number]
        if line != title and is_name(page, number, book):
            name = beside_date(line)
            if (outlet := book.recognised(name)) is not None:
                yield outlet
    suffix = suffix_of(title.plain) if title else None
    if suffix and (outlet := named_in_headline(suffix["name"])):
        yield outlet


def is_name(page: Page, number: int, book: Outlets) -> bool:
    """Tell whether a line may name the outlet: known, beside a date, or next to a signature.

    "Morning Report" between a byline and a date names one; as a heading in the story, none.
    """
    line = page.lines[number]
    if not line.is_short or line.is_prose or line.words > 14 or dateline.agency_of(line):
        return False
    name = beside_date(line)
    if not proper(name) or book.find(name) is not None:
        return proper(name)
    around = (n for n in (number - 1, number + 1) if 0 <= n < len(page.lines))
    dated = bool(datestamps(line.plain))
    capitals = all(word[0].isupper() or word in book.joining_words for word in name.split())
    return capitals and (
        dated or any(is_byline(page.lines[n]) or is_dated_line(page.lines[n]) for n in around)
    )


def beside_date(line: Line) -> str:
    """Return what a line names beside the date, its staff left out."""
    return STAFF.sub("", beside(line.plain, datestamps(line.plain)))


def in_dateline(page: Page, _: Line | None, book: Outlets) -> Iterator[str]:
    """Yield the agency of "KHARTOUM (Reuters) -" or "(AP) —" where the story begins."""
    first = page.prose[1:2] or (len(page.lines) - 1,)
    for number in range(first[0] + 1):
        name = dateline.agency_of(page.lines[number])
        if name and (outlet := book.recognised(name, person=False)):
            yield outlet


def in_pitch(page: Page, title: Line | None, book: Outlets) -> Iterator[str]:
    """Yield whom "Join our community to experience all of Al-Monitor" sells."""
    found = [
        name
        for line in own_furniture(page, title)
        for name in named_in(line.plain, Basis.INFERRED, book)
    ]
    yield from sorted(found, key=lambda name: book.find(name) is None)


def in_address(page: Page, title: Line | None, book: Outlets) -> Iterator[str]:
    """Yield the known outlet of "www.example.org" or "tips@example.org" among the furniture."""
    for line in own_furniture(page, title):
        for address in ADDRESS.findall(line.plain):
            outlet = book.of_address(address)
            if outlet is not None and book.find(outlet) is not None:
                yield outlet


Rule = Callable[[Page, Line | None, Outlets], Iterator[str]]
RULES: tuple[tuple[Rule, Basis], ...] = (
    (signed_off, Basis.STATED),
    (signed_by, Basis.STATED),
    (nameplates, Basis.STATED),
    (named_alone, Basis.STATED),
    (in_dateline, Basis.STATED),
    (in_pitch, Basis.INFERRED),
    (in_address, Basis.INFERRED),
)


def own_furniture(page: Page, title: Line | None) -> Iterator[Line]:
    """Yield the furniture that speaks of this article or its site, last lines first."""
    for number in sorted(page.furniture, reverse=True):
        line = page.lines[number]
        if page.furniture[number] not in NOT_OURS and line != title:
            yield line


def edge_lines(page: Page, title: Line | None) -> Iterator[Line]:
    """Yield the lines of head and foot besides the headline."""
    return (line for number in page.edges if (line := page.lines[number]) != title)


def named_in(plain: str, basis: Basis, book: Outlets) -> Iterator[str]:
    """Yield the outlets that the lexicon's naming rules of that basis find in a line."""
    for rule_basis, pattern in book.naming:
        found = pattern.search(plain) if rule_basis == basis else None
        if found is None:
            continue
        name = TRAILER.sub("", found["name"]).removesuffix("'s").strip(" .,'")
        name = name.removeprefix("the ")
        if proper(name) and (outlet := book.published(name)) is not None:
            yield outlet


def proper(name: str) -> bool:
    """Tell whether the words begin as a name does, not as "The latest" or "all rights"."""
    words = name.split()
    first = words[1:2] if words[:1] in (["the"], ["The"]) else words[:1]
    return bool(first) and first[0][0].isupper() and key(first[0]) not in outlets().not_names


def undated(plain: str) -> str:
    """Return a dated byline without its date."""
    stamps = datestamps(plain)
    before = plain[: stamps[0].start] if stamps else ""
    return before.removesuffix(" on ").rstrip(" |,-•·(") or plain


def is_byline(line: Line) -> bool:
    """Tell whether the line only names the author: "By A. Bee and C. Dee", "by time news"."""
    found = BYLINE.match(line.plain)
    if found is None or line.words > 20 or line.is_prose:
        return False
    words = re.findall(r"[^\W\d_][\w.'-]*", found["names"])
    named = all(
        word[0].isupper() or word.casefold() in outlets().joining_words for word in words
    )
    return named or outlets().recognised(STAFF.sub("", found["names"])) is not None
