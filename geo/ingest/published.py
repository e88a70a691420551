"""When an article was published: the dated lines of its head and foot, never its story."""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import date
from typing import NamedTuple

from geo.ingest import dateline
from geo.ingest.datestamps import CLOCK, Datestamp, datestamps
from geo.ingest.furniture import TAIL
from geo.ingest.lines import Line
from geo.ingest.outlets import outlets
from geo.ingest.page import Page
from geo.model import Basis

LONGEST = 160
"""A dated line has at most this many characters."""
PUBLISHED = re.compile(
    r"\b(?:(?:first |originally |last )?"
    r"(?:published|posted|issued|released|uploaded|created|filed|printed"
    r"|appeared)"
    r"(?: (?:on|at|in|date))?"
    r"|publication date|date of (?:issue|publication)"
    r"|date published|publish date|pub ?date|date)\b\s?:?",
    re.IGNORECASE,
)
UPDATED = re.compile(
    r"(?<![a-zA-Z])(?:last )?(?:updated?|modified|edited|revised|amended)"
    r"(?: (?:on|at))?\b\s?:?",
    re.IGNORECASE,
)
NOISE = re.compile(
    r"\b(?:mon|tues?|wed(?:nes)?|thu(?:rs)?|fri|sat(?:ur)?|sun)(?:day)?\b\.?|\bedition\b"
    r"|\b(?:p|pp|page|vol|volume|no|nr|issue|section)\.? ?#?(?:[A-Z]?\d+|[IVXLC]+|[A-Z])\b"
    r"|\(c\)|\blive(?: ?(?:blog|updates|coverage))?\b|\bprint\b|\b\d+ cents\b"
    r"|\b\d+ ?-? ?min(?:ute)?s? read\b|\b\d+ \w+ ago\b|\b(?:local )?time\b|\[[^\]]{0,40}\]",
    re.IGNORECASE,
)
SITUATION = re.compile(
    r"\b(?:situation (?:report|update|overview)|sitrep|flash (?:update|appeal|report)"
    r"|(?:emergency|humanitarian|operational|field|weekly|monthly|protection) "
    r"(?:update|bulletin|snapshot|report|overview|brief)"
    r"|(?:press|media|news) (?:release|statement)|public statement)\b",
    re.IGNORECASE,
)
"""Ponte Relief International – Situation report no. 12 – 4 March 2024"""
CLOCK_TIME = re.compile(CLOCK, re.IGNORECASE)


class Dated(NamedTuple):
    """A candidate: the lower the rank, the surer."""

    rank: int
    number: int
    day: date
    basis: Basis


def published_on(page: Page, *, month_first: bool) -> tuple[date | None, Basis]:
    """Return the publication date that the page states, and how it is known.

    Day and month of "07/03/2022" are told apart by the outlet's habit; where that is
    unknown the date is inferred, day first.
    """
    candidates = sorted(
        [
            *dated_lines(page, month_first),
            *situation_reports(page, month_first),
            *datelines(page, month_first),
        ]
    )
    if not candidates:
        return None, Basis.UNKNOWN
    return candidates[0].day, candidates[0].basis


def dated_lines(page: Page, month_first: bool) -> Iterator[Dated]:
    """Yield what the lines of head and foot that are dated say."""
    for number in page.edges:
        furniture = page.furniture.get(number, TAIL) != TAIL
        stamp = stamp_of(page.lines[number], month_first, furniture=furniture)
        if stamp is not None:
            rank, found = stamp
            basis = Basis.INFERRED if found.ambiguous else Basis.STATED
            yield Dated(rank, number, found.day, basis)


def situation_reports(page: Page, month_first: bool) -> Iterator[Dated]:
    """Yield the date in the heading "Relief Fund – Situation report no. 12 – 4 March 2024"."""
    for number in page.above:
        line = page.lines[number]
        stamps = datestamps(line.plain, month_first=month_first)
        if SITUATION.search(line.plain) and len(stamps) == 1 and not line.is_prose:
            yield Dated(2, number, stamps[0].day, Basis.STATED)


def datelines(page: Page, month_first: bool) -> Iterator[Dated]:
    """Yield the full date in the dateline of the first paragraph, or under its first label."""
    for number in page.prose[:1]:
        line = page.lines[number]
        stamp = dateline.day_of(line, month_first=month_first) or labelled(line, month_first)
        if stamp is not None:
            yield Dated(4, number, stamp.day, Basis.STATED)


def labelled(line: Line, month_first: bool) -> Datestamp | None:
    """Return the date of "Updated at 1:33 p.m. on March 29, 2018. The army …"."""
    opening = line.plain[:LONGEST]
    for stamp in datestamps(opening, month_first=month_first)[:1]:
        label = PUBLISHED.match(opening) or UPDATED.match(opening)
        if label and is_dated(opening[: stamp.end], [stamp]):
            return stamp
    return None


def stamp_of(line: Line, month_first: bool, *, furniture: bool) -> tuple[int, Datestamp] | None:
    """Return the rank and date of a line that is there to date the article.

    "By A. Bee | September 25, 2023 3:14 PM" is; "Fighting resumed on 3 May 2023" is not.
    """
    if len(line.text) > LONGEST and not furniture:
        return None
    stamps = datestamps(line.plain[:600], month_first=month_first)
    ranked = [(label_rank(line.plain, stamps, number), number) for number in range(len(stamps))]
    if furniture:
        bare = is_dated(line.plain, stamps)
        ranked = [(rank, number) for rank, number in ranked if rank != 1 or bare]
    if not ranked or not (furniture or is_dated(line.plain, stamps)):
        return None
    rank, number = min(ranked)
    return rank, stamps[number]


def label_rank(plain: str, stamps: list[Datestamp], number: int) -> int:
    """Return 0 for a date labelled as publication's, 1 for a bare one, 3 for updates."""
    before = plain[stamps[number - 1].end if number else 0 : stamps[number].start]
    if PUBLISHED.search(before):
        return 0
    return 3 if UPDATED.search(before) else 1


def is_dated(plain: str, stamps: list[Datestamp]) -> bool:
    """Tell whether nothing but names, labels and clock times stands beside the dates."""
    words = beside(plain, stamps).split()
    small = outlets().joining_words
    return len(words) <= 12 and all(
        word[0].isupper() or word.casefold().split("-")[0] in small for word in words
    )


def beside(plain: str, stamps: list[Datestamp]) -> str:
    """Return the words of a line without its dates, times, weekdays and labels."""
    for stamp in reversed(stamps):
        plain = f"{plain[: stamp.start]} | {plain[stamp.end :]}"
    for pattern in (CLOCK_TIME, PUBLISHED, UPDATED, NOISE):
        plain = pattern.sub(" ", plain)
    return " ".join(re.findall(r"[^\W\d_][\w.'/&-]*", plain))


def is_dated_line(line: Line) -> bool:
    """Tell whether the line is there only to date the article."""
    return stamp_of(line, month_first=False, furniture=False) is not None
