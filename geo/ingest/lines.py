"""A text as lines with offsets, and which of them are prose."""

from __future__ import annotations

import re
from functools import cached_property
from typing import NamedTuple

from geo.model import Span

LINE = re.compile(r"[^\r\n\f\v\x85\u2028\u2029]+")
EDGE = " \t\u00a0\u202f\u2009\u200b\u200e\u200f\ufeff\u3000"
SPACES = re.compile(r"[\s\u200b\u200e\u200f\ufeff]+")
PLAIN = str.maketrans("\u2018\u2019\u201c\u201d\u2013\u2011\u2212", "''\"\"---")
SENTENCE_END = re.compile(r"[.!?\u2026][\"'\u201d\u2019\u00bb)\]]*$")
INITIALS_END = re.compile(r"\b(?:[A-Z]\.){2,}$")
LONGEST_FURNITURE = 600
"""Lines longer than this many characters are never taken for furniture or headings."""


class _Place(NamedTuple):
    start: int
    end: int
    text: str


class Line(_Place):
    """One line without the blanks around it; its offsets count from the text's beginning."""

    @property
    def span(self) -> Span:
        """The line's characters."""
        return Span(self.start, self.end)

    @cached_property
    def plain(self) -> str:
        """The line with single spaces and straight quotes; offsets do not carry over."""
        return SPACES.sub(" ", self.text.translate(PLAIN)).strip()

    @cached_property
    def words(self) -> int:
        """How many words the line has."""
        return len(self.text.split())

    @property
    def ends_sentence(self) -> bool:
        """Tell whether the line ends as sentences do ("in the U.S." does not count)."""
        ending = self.text[-40:]
        return bool(SENTENCE_END.search(ending)) and not INITIALS_END.search(ending)

    @property
    def is_prose(self) -> bool:
        """Tell whether the line is running text: a sentence, or far too long for a label."""
        return self.words >= 40 or (self.words >= 8 and self.ends_sentence)

    @property
    def is_short(self) -> bool:
        """Tell whether the line is short enough to be a label, a heading or furniture."""
        return len(self.text) <= LONGEST_FURNITURE


def lines_of(text: str, start: int = 0) -> list[Line]:
    """Return the lines of the text that are not blank, from an offset on."""
    return [line for found in LINE.finditer(text, start) if (line := trimmed(found)).text]


def trimmed(found: re.Match[str]) -> Line:
    """Return the matched line without the blanks around it."""
    whole = found.group()
    inner = whole.strip(EDGE)
    start = found.start() + len(whole) - len(whole.lstrip(EDGE))
    return Line(start, start + len(inner), inner)
