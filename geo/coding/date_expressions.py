"""Finding date expressions: one table of patterns, each with the sentence it exists for.

Finding is kept apart from anchoring: a pattern only says which words are a date expression and
of what kind; ``geo.coding.anchoring`` says which days are meant.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import NamedTuple

MONTHS = {
    name: number
    for number, names in enumerate(
        (
            "january jan",
            "february feb",
            "march mar",
            "april apr",
            "may",
            "june jun",
            "july jul",
            "august aug",
            "september sept sep",
            "october oct",
            "november nov",
            "december dec",
        ),
        start=1,
    )
    for name in names.split()
}
WEEKDAYS = ("monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday")
SEASONS = {
    "spring": (3, 5),
    "summer": (6, 8),
    "autumn": (9, 11),
    "fall": (9, 11),
    "winter": (12, 2),
}
SMALL_NUMBERS = {
    "one": 1,
    "two": 2,
    "three": 3,
    "four": 4,
    "five": 5,
    "six": 6,
    "seven": 7,
    "eight": 8,
    "nine": 9,
    "ten": 10,
    "eleven": 11,
    "twelve": 12,
    "a": 1,
    "an": 1,
    "couple of": 2,
    "a couple of": 2,
    "few": 3,
    "a few": 3,
    "several": 4,
}

_MONTH = (
    r"(?P<month>(?-i:Jan(?:uary|\.)?|Feb(?:ruary|\.)?|Mar(?:ch|\.)?|Apr(?:il|\.)?|May|June?\.?"
    r"|July?\.?|Aug(?:ust|\.)?|Sept?(?:ember|\.)?|Oct(?:ober|\.)?|Nov(?:ember|\.)?"
    r"|Dec(?:ember|\.)?))(?![a-z])"
)
_DAY = r"(?P<day>[0-3]?\d)(?:st|nd|rd|th)?(?![\d:%]|[.,]\d{1,3}(?!\d)|\s?%)"
_DAY2 = _DAY.replace("<day>", "<day2>")
_YEAR = r"(?P<year>(?:19|20)\d\d)(?!\d|,\d|-(?:year|strong))"
_WEEKDAY = r"(?P<weekday>(?-i:Mon|Tues|Wednes|Thurs|Fri|Satur|Sun)day)"
_NO_FEAST = "".join(f"(?<!{word} )" for word in ("Black", "Bloody", "Easter", "Palm", "Good"))
_HOUR = r"(?: (?:morning|afternoon|evening|night|midday))"
_NUMBER = (
    r"(?P<number>\d{1,3}|an?(?: couple of| few)?|one|two|three|four|five|six|seven|eight|nine"
    r"|ten|eleven|twelve|couple of|several|few)"
)
_UNIT = r"(?P<unit>minute|hour|day|week|month|year|decade)s?"
_PART = r"(?P<part>early|mid|late)"
_BEFORE_MONTH = (
    r"(?:(?<=\b(?:in|by|of|to) )|(?<=\b(?:from|till) )|(?<=\b(?:since|until) )|(?<=\band )"
    r"|(?<=\bbetween )|(?<=\bduring ))"
)
_DASH = r"\s?(?:-|to|and|until|through)\s?"


class Pattern(NamedTuple):
    """A kind of date expression, the words that make one, and the sentence it exists for."""

    kind: str
    regex: re.Pattern[str]
    example: str


def _pattern(kind: str, regex: str, example: str) -> Pattern:
    return Pattern(kind, re.compile(rf"(?<![\w$€£/]){regex}(?!\w)", re.IGNORECASE), example)


# Order is precedence: a later pattern never takes words that an earlier one took.
PATTERNS = (
    _pattern(
        "iso",
        r"(?P<year>(?:19|20)\d\d)-(?P<number>[01]\d)-(?P<day>[0-3]\d)",
        "Posted 2023-09-21 20:19:11",
    ),
    _pattern(
        "numeric",
        r"(?P<day>[0-3]?\d)(?P<mark>[/.])(?P<number>[0-3]?\d)(?P=mark)(?P<year>(?:19|20)\d\d)",
        "Khartoum, 07/03/2022",
    ),
    _pattern(
        "days",
        rf"{_DAY}{_DASH}{_DAY2} {_MONTH},?(?: {_YEAR})?",
        "Fighting on 19-20 September 2023 killed 200.",
    ),
    _pattern(
        "days",
        rf"{_MONTH} {_DAY}{_DASH}{_DAY2}(?:,? {_YEAR})?",
        "Between Sept. 19 and 20, 200 people died.",
    ),
    _pattern(
        "date",
        rf"(?:{_WEEKDAY},? )?(?:the )?{_DAY}(?: of)? {_MONTH}(?:,? ?{_YEAR})?",
        "It fell on 11 November, 2020.",
    ),
    _pattern(
        "date",
        rf"(?:{_WEEKDAY},? )?{_MONTH} {_DAY}(?:,? {_YEAR})?",
        "Oct. 7, 2023, was a Saturday.",
    ),
    _pattern(
        "part of month",
        rf"(?:the )?{_PART}[ -]{_MONTH}(?:,? {_YEAR})?",
        "Heavy fighting erupted in late September.",
    ),
    _pattern(
        "edge of month",
        rf"the (?P<edge>start|beginning|middle|end) of {_MONTH}(?:,? {_YEAR})?",
        "They left at the end of March.",
    ),
    _pattern(
        "edge of this month",
        r"the (?P<edge>start|beginning|middle|end) of (?P<which>this|the|last|next) month",
        "They must withdraw by the end of this month.",
    ),
    _pattern(
        "month", rf"{_MONTH},?(?: of)? {_YEAR}", "1.5 million have crossed since April 2023."
    ),
    _pattern("last month", rf"(?P<which>last|next|this) {_MONTH}", "They met last July."),
    _pattern("bare month", rf"{_BEFORE_MONTH}{_MONTH}", "The army withdrew in March."),
    _pattern(
        "decade",
        rf"(?:the )?(?:{_PART}[ -])?(?P<year>(?:19|20)\d0)s",
        "It broke away in a war in the early 1990s.",
    ),
    _pattern(
        "years",
        r"(?P<year>(?:19|20)\d\d)(?:-|/)(?P<year2>(?:(?:19|20)\d\d|\d\d))(?!\d|[-/]\d)",
        "The 1988-94 war killed 30,000.",
    ),
    _pattern(
        "season",
        rf"(?:the )?(?P<season>spring|summer|autumn|fall|winter)(?: of)? {_YEAR}",
        "Rebels took Goma in the winter of 2012.",
    ),
    _pattern("part of year", rf"{_PART}[ -]{_YEAR}", "The siege began in early 2022."),
    _pattern(
        "edge of year",
        rf"the (?P<edge>start|beginning|middle|end) of {_YEAR}",
        "The mission left at the end of 2023.",
    ),
    _pattern(
        "half of year",
        rf"the (?P<half>first|second) half of {_YEAR}",
        "In the first half of 2024, 12,000 fled.",
    ),
    _pattern("year", _YEAR, "In 2020, Azerbaijan regained territory."),
    _pattern(
        "weekday of week",
        rf"{_WEEKDAY}{_HOUR}? (?:of )?(?P<which>last|next|this) week",
        "They met on Tuesday last week.",
    ),
    _pattern(
        "weekday",
        rf"(?:(?P<which>last|next|this) )?(?:early |late )?{_NO_FEAST}{_WEEKDAY}{_HOUR}?",
        "Russia hit Kyiv on Wednesday evening.",
    ),
    _pattern(
        "past span",
        rf"(?:the )?(?:past|last|previous|preceding) (?:{_NUMBER} )?{_UNIT}(?<=s)",
        "45 were killed in the past 24 hours.",
    ),
    _pattern(
        "past span",
        r"the (?:past|last|previous|preceding) (?P<unit>day|week|month|year|decade)",
        "Over the past week, 3,000 fled.",
    ),
    _pattern("ago", rf"{_NUMBER} {_UNIT} ago", "The war began two years ago."),
    _pattern(
        "earlier",
        rf"(?:just |only )?{_NUMBER} {_UNIT} (?P<way>earlier|before(?=[,.;])|previously)",
        "Approximately 3,000 had crossed just seven hours earlier.",
    ),
    _pattern(
        "later",
        rf"{_NUMBER} {_UNIT} (?P<way>later|after(?=[,.;]))",
        "Two days later, the truce collapsed.",
    ),
    _pattern(
        "day after",
        r"(?:the|a|one) day (?P<way>after|before)",
        "Talks began Thursday, the day after Baku declared victory.",
    ),
    _pattern(
        "next day",
        r"the (?P<way>following|next|previous|same|preceding)"
        r" (?:day|morning|evening|night)",
        "The next day, 40 more were freed.",
    ),
    _pattern(
        "today",
        r"(?P<way>today|yesterday|tomorrow|tonight|last night"
        r"|this (?:morning|afternoon|evening)|overnight)",
        "Five people were killed overnight.",
    ),
    _pattern(
        "weekend",
        r"(?:over |at |during )?(?P<which>the|this|last|next) weekend",
        "Shelling went on over the weekend.",
    ),
    _pattern(
        "this unit",
        r"(?P<which>last|this|next|earlier this|later this) (?P<unit>week|month|year)",
        "Some 900 people fled last week.",
    ),
)

REACHES = {
    "since": re.compile(r"\bsince (?:the )?(?:(?:[\w'-]+ ){1,5}(?:in|on) )?$", re.IGNORECASE),
    "until": re.compile(r"\b(?:until|till|through|up to) (?:the )?$", re.IGNORECASE),
    "before": re.compile(r"\b(?:before|prior to) $", re.IGNORECASE),
    "between": re.compile(r"\b(?:between|from) (?:the )?$", re.IGNORECASE),
}
TIME_OF_DAY = {
    "early hours": 3,
    "late morning": 11,
    "morning": 9,
    "noon": 12,
    "midday": 12,
    "afternoon": 15,
    "evening": 19,
    "night": 22,
}


class Found(NamedTuple):
    """Words that are a date expression: what kind, the match, and how it reaches in time."""

    kind: str
    match: re.Match[str]
    reach: str

    @property
    def start(self) -> int:
        """Where the words begin."""
        return self.match.start()

    @property
    def end(self) -> int:
        """Where the words end."""
        return self.match.end()

    def group(self, name: str) -> str | None:
        """Return a named part of the expression in lower case, None where it has none."""
        part = self.match.groupdict().get(name)
        return part.lower().strip(" .") if part else None


def find(text: str) -> list[Found]:
    """Return the date expressions of a text in reading order; none overlaps another."""
    taken = bytearray(len(text))
    found = [one for pattern in PATTERNS for one in _matches(pattern, text, taken)]
    return sorted(found, key=lambda one: one.start)


def _matches(pattern: Pattern, text: str, taken: bytearray) -> Iterator[Found]:
    for match in pattern.regex.finditer(text):
        if not any(taken[match.start() : match.end()]):
            taken[match.start() : match.end()] = b"\x01" * (match.end() - match.start())
            yield Found(pattern.kind, match, _reach(text, match.start()))


def _reach(text: str, start: int) -> str:
    before = text[max(0, start - 60) : start]
    return next((name for name, cue in REACHES.items() if cue.search(before)), "at")
