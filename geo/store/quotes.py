"""The one sentence that an export may quote for a record, at most 300 characters of it."""

from __future__ import annotations

import re
from typing import NamedTuple

from geo.model import Span

LONGEST_QUOTE = 300
ELLIPSIS = "…"

SENTENCE_END = re.compile(r"""[.!?]["”’)\]]*\s+(?=["“‘(\[]?[^\W\d_a-z]|["“‘(\[]?\d)""")
ABBREVIATION = re.compile(
    r"(?:\b(?:Mr|Mrs|Ms|Dr|Gen|Lt|Col|Maj|Capt|Sgt|Sen|Rep|Gov|Prof|St|No|vs|approx|Jan|Feb|Mar"
    r"|Apr|Jun|Jul|Aug|Sept?|Oct|Nov|Dec|Inc|Ltd|Co)|\b[A-Z](?:\.[A-Z])*)\.\s+$"
)
"""What ends in a full stop that ends no sentence: "Gen. Dvornikov", "the U.S. Congress"."""


class Quote(NamedTuple):
    """Words to show, blanks evened out, and the characters of the article they come from."""

    words: str
    span: Span


def quote(text: str, evidence: Span, anchor: Span) -> Quote:
    """Return the sentence in the evidence that holds the anchor, cut around it if too long."""
    if not evidence.contains(anchor):
        anchor = Span(evidence.start, evidence.start)
    span = trimmed(text, sentence_at(text, evidence, anchor))
    words = " ".join(span.of(text).split())
    if len(words) <= LONGEST_QUOTE:
        return Quote(words, span)
    return shortened(text, span, anchor)


def line_at(text: str, anchor: Span) -> Span:
    """Return the line of text that holds the anchor."""
    start = text.rfind("\n", 0, anchor.start) + 1
    end = text.find("\n", anchor.end)
    return Span(start, len(text) if end < 0 else end)


def sentence_at(text: str, within: Span, anchor: Span) -> Span:
    """Return the sentence around the anchor, inside the given span."""
    start, end = within
    for found in SENTENCE_END.finditer(text, *within):
        if ABBREVIATION.search(text, start, found.end()):
            continue
        if found.end() <= anchor.start:
            start = found.end()
        elif found.end() >= anchor.end:
            end = found.end()
            break
    return Span(start, end)


def trimmed(text: str, span: Span) -> Span:
    """Return the span without blanks at its ends."""
    words = span.of(text)
    start = span.start + len(words) - len(words.lstrip())
    return Span(start, max(start, span.start + len(words.rstrip())))


def shortened(text: str, span: Span, anchor: Span) -> Quote:
    """Cut a long sentence to whole words with the anchor among them, marking each cut."""
    room = LONGEST_QUOTE - 2 * len(ELLIPSIS)
    start = window(span, anchor, room)
    end = min(span.end, start + room)
    if start > span.start and (gap := text.find(" ", start, anchor.start)) >= 0:
        start = gap + 1
    if end < span.end and (gap := text.rfind(" ", anchor.end, end)) >= 0:
        end = gap
    cut = trimmed(text, Span(start, end))
    words = " ".join(cut.of(text).split())
    before = ELLIPSIS if cut.start > span.start else ""
    after = ELLIPSIS if cut.end < span.end else ""
    return Quote(before + words + after, cut)


def window(span: Span, anchor: Span, room: int) -> int:
    """Return where to begin: with the sentence if the anchor still fits, else near its end."""
    if anchor.end - span.start <= room:
        return span.start
    if span.end - anchor.start <= room:
        return span.end - room
    middle = (anchor.start + min(anchor.end, anchor.start + room)) // 2
    return middle - room // 2
