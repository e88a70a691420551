"""Dates as pages print them above and below an article, year included."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

MONTHS = {
    name: number
    for number, names in enumerate(
        (
            "january jan", "february feb", "march mar", "april apr", "may", "june jun",
            "july jul", "august aug", "september sept sep", "october oct",
            "november nov", "december dec",
        ),
        1,
    )
    for name in names.split()
}  # fmt: skip
MONTH = r"(?P<month>" + "|".join(sorted(MONTHS, key=len, reverse=True)) + r")\.?"
DAY = r"(?P<day>[0-3]?\d)(?:st|nd|rd|th)?"
YEAR = r"(?P<year>(?:19|20)\d\d)"
CLOCK = (
    r"(?:\d{1,2}[:.h]\d\d(?:[:.]\d\d(?:\.\d+)?)?(?:\s?[ap]\.?m\b\.?)?|\d{1,2}\s?[ap]\.?m\b\.?)"
    r"(?:\s?\(?(?:Z|[A-Z]{2,4}T?|(?:GMT|UTC)?\s?[+-]\d\d?:?(?:\d\d)?)\)?(?![\w]))?"
)
EARLIEST, LATEST = 1900, 2100

FORMS = tuple(
    re.compile(form, re.IGNORECASE)
    for form in (
        # 2023-09-21 20:19:11 · 2023/09/21 · 2023-09-21T20:19:11+04:00
        rf"(?<![\d/.-]){YEAR}(?P<sep>[-/.])(?P<month>\d\d?)(?P=sep)(?P<day>\d\d?)(?![\d/-])",
        # 11 November, 2020 · 25th of September 2023 · 25-Sep-2023
        rf"(?<![\d/.:-]){DAY}[\s-](?:of\s)?{MONTH},?[\s-]{YEAR}(?!\d)",
        # September 25, 2023 · Sept. 25th 2023
        rf"(?<!\w){MONTH}\s{DAY}(?:,\s?|\s){YEAR}(?!\d(?!\d?:\d))",
        # 2023 September 25
        rf"(?<![\d/.:-]){YEAR},?\s{MONTH}\s{DAY}(?!\d)",
    )
)
NUMERIC = re.compile(
    rf"(?<![\d/.:-])(?P<first>\d\d?)(?P<sep>[-/.])(?P<second>\d\d?)(?P=sep){YEAR}(?![\d/-])"
)
"""25.09.2023 · 07/03/2022"""


@dataclass(frozen=True, slots=True, kw_only=True)
class Datestamp:
    """A full date, its offsets in the line, and whether day and month could be swapped."""

    day: date
    start: int
    end: int
    ambiguous: bool = False


def datestamps(line: str, *, month_first: bool = False) -> list[Datestamp]:
    """Return the full dates of a line, in order; ``month_first`` reads 07/03 as 3 July."""
    found = [*in_words(line), *in_figures(line, month_first=month_first)]
    return sorted(found, key=lambda stamp: stamp.start)


def in_words(line: str) -> Iterator[Datestamp]:
    """Yield the dates that can be read in one way only."""
    for form in FORMS:
        for match in form.finditer(line):
            month = match["month"].casefold()
            day = calendar_day(match["year"], MONTHS.get(month, month), match["day"])
            if day is not None:
                yield Datestamp(day=day, start=match.start(), end=match.end())


def in_figures(line: str, *, month_first: bool) -> Iterator[Datestamp]:
    """Yield the dates in figures with the year last, the likelier order first."""
    for match in NUMERIC.finditer(line):
        first, second = match["first"], match["second"]
        orders = [(second, first), (first, second)]
        days = [
            day
            for month, number in (reversed(orders) if month_first else orders)
            if (day := calendar_day(match["year"], month, number)) is not None
        ]
        if days:
            yield Datestamp(
                day=days[0],
                start=match.start(),
                end=match.end(),
                ambiguous=len(set(days)) > 1 and not month_first,
            )


def calendar_day(year: str | int, month: str | int, day: str | int) -> date | None:
    """Return the day if the calendar has it, between 1900 and 2100."""
    try:
        found = date(int(year), int(month), int(day))
    except ValueError:
        return None
    return found if EARLIEST <= found.year <= LATEST else None


def parsed(value: object) -> date | None:
    """Return the day that a metadata value names, in any of the forms above or ISO 8601."""
    if not isinstance(value, str) or len(value) > 100:
        return None
    stamps = datestamps(value)
    return stamps[0].day if stamps else None
