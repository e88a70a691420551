"""The headline of an article and its second copies."""

from __future__ import annotations

import re

from geo.ingest import dateline
from geo.ingest.furniture import is_kicker
from geo.ingest.lines import Line
from geo.ingest.nameplates import (
    CLOCK_OPENS,
    FIRST_LINES,
    LIVE,
    SLUG,
    is_imprint,
    is_masthead,
    is_relief,
    nameplate,
    situation_report,
    suffix_of,
)
from geo.ingest.outlets import outlets
from geo.ingest.page import Page
from geo.ingest.pictures import is_caption
from geo.ingest.published import SITUATION, is_dated_line
from geo.ingest.source import is_byline
from geo.model import Span

LONGEST_WORDS, LONGEST = 32, 250
HASHES = re.compile(r"^(?:#{1,6}\s+)?(?:(?:title|headline|subject)\s?:\s)?", re.IGNORECASE)
"""## Talks fail · Headline: Talks fail"""
UNFINISHED = re.compile(
    r"(?:[,;:(—–-]|\b(?:a|an|and|as|at|but|by|for|from|in|into|of|on|or|over|that|the|their|to|was|were|which|who|with))$",
    re.IGNORECASE,
)
TWO_SENTENCES = re.compile(r"[a-z]{3}[.] [A-Z]\w+ \w+")
DATELINE = re.compile(
    r"^[A-Z][A-Z.'’ -]{2,40}(?:, [\w. ]{2,40})?(?: \([^)]{2,40}\))? ?[-–—] ?[A-Z]"
)


def headline_of(page: Page) -> Line | None:
    """Return the headline's line, or None when the text begins with its first sentence."""
    return first_headline(page) or report_heading(page)


def report_heading(page: Page) -> Line | None:
    """Return the heading "SITUATION REPORT 12 | 4 MARCH 2024" of a text with no other one."""
    lines = (page.lines[number] for number in page.above[:FIRST_LINES])
    return next(
        (
            line
            for line in lines
            if SITUATION.search(line.plain)
            and line.words >= 3
            and looks_like_headline(line, page)
        ),
        None,
    )


def first_headline(page: Page) -> Line | None:
    """Return the first line that is a headline by its form and place."""
    relief = is_relief(page)
    for number in page.head:
        line = page.lines[number]
        if is_live_headline(page, number):
            return line
        if number in page.furniture or is_label(line) or is_nameplate(page, number, relief):
            continue
        if CLOCK_OPENS.match(line.plain):
            return None
        following = page.lines[number + 1 :]
        if not following:
            return None
        if is_teaser(line, following[0], page) and looks_like_headline(following[0], page):
            return following[0]
        return line if is_repeated(line, page) or looks_like_headline(line, page) else None
    return None


def is_live_headline(page: Page, number: int) -> bool:
    """Tell whether "Live: army enters the town" heads the page and links to no other one."""
    line = page.lines[number]
    if number >= FIRST_LINES or not LIVE.match(line.plain) or line.words < 4 or line.is_prose:
        return False
    below = (
        page.lines[n]
        for n in page.head
        if n > number and n not in page.furniture and not is_label(page.lines[n])
    )
    following = next(below, None)
    return following is not None and (
        following.words < 4
        or bool(CLOCK_OPENS.match(following.plain))
        or not looks_like_headline(following, page)
    )


def is_nameplate(page: Page, number: int, relief: bool) -> bool:
    """Tell whether a line above the headline is the outlet's masthead."""
    line = page.lines[number]
    if situation_report(line) is not None:
        return False
    masthead = is_masthead(page, number)
    return nameplate(line, organisations=relief, masthead=masthead) is not None


def is_label(line: Line) -> bool:
    """Tell whether a line above the headline is a section, date, byline, caption or outlet."""
    if not line.is_short or situation_report(line) is not None:
        return False
    if SLUG.fullmatch(line.plain) or is_imprint(line):
        return True
    if line.words <= 4 and outlets().find(line.plain) is not None:
        return True
    if is_kicker(line) or is_dated_line(line) or is_byline(line) or is_caption(line):
        return True
    return nameplate(line) is not None


def is_teaser(line: Line, below: Line, page: Page) -> bool:
    """Tell whether one or two words stand above the real headline: "Sudan crisis"."""
    return (
        line.words <= 2 and below.words >= 4 and page.lines.index(below) not in page.furniture
    )


def looks_like_headline(line: Line, page: Page) -> bool:
    """Tell whether the line can be a headline: short, whole, and not a sentence."""
    text = line.text
    if (
        line.words > LONGEST_WORDS
        or len(text) > LONGEST
        or (line.ends_sentence and text[-1] not in "?!\"'”’")
    ):
        return False
    if (
        TWO_SENTENCES.search(text)
        or UNFINISHED.search(text)
        or text[0].islower()
        or DATELINE.match(text)
    ):
        return False
    return dateline.agency_of(line) is None and not is_wrapped(line, page)


def is_wrapped(line: Line, page: Page) -> bool:
    """Tell whether the next line goes on with it, as in texts broken at a fixed width."""
    after = page.text[line.end : line.end + 400].lstrip(" \t\r")
    following = after[1:].lstrip(" \t") if after[:1] == "\n" else ""
    return line.words >= 5 and following[:1].islower()


def is_repeated(line: Line, page: Page) -> bool:
    """Tell whether the head holds the very same line again."""
    return any(
        same(line, page.lines[number]) for number in page.head if page.lines[number] != line
    )


def copies(headline: Line, page: Page) -> list[Span]:
    """Return the further copies of the headline in the head, so that nothing is read twice."""
    lines = (page.lines[number] for number in page.head)
    return [line.span for line in lines if line != headline and same(line, headline)]


def same(one: Line, other: Line) -> bool:
    """Tell whether two lines have the same words, whatever their case, markup or suffix."""
    return one.words >= 2 and len(one.text) <= LONGEST and wording(one) == wording(other)


def wording(line: Line) -> str:
    """Return a headline as headlines are compared."""
    plain = HASHES.sub("", line.plain)
    suffix = suffix_of(plain)
    if suffix is not None:
        plain = suffix["title"]
    return re.sub(r"\W+", " ", plain.casefold()).strip()


def title_span(headline: Line) -> Span:
    """Return the headline's characters without Markdown hashes and the outlet's name."""
    hashes = HASHES.match(headline.text)
    start = headline.start + (hashes.end() if hashes else 0)
    suffix = suffix_of(headline.text)
    if suffix is None:
        return Span(start, headline.end)
    inner = suffix["title"].rstrip()
    return Span(
        max(start, headline.start + suffix.start("title")),
        headline.start + suffix.start("title") + len(inner),
    )
