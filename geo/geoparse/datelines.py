"""Find datelines: "STEPANAKERT, Azerbaijan –", "BEIRUT (AP) —", "Kyiv, 12 March (TASS) –"."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from geo.geoparse.toponym import Words

SEPARATORS = frozenset({"-", "--", "—", "―", ":", "\ufffd", "–"})
LONGEST = 18
"""Tokens a dateline can have before its dash."""


def dateline_tokens(words: Words, places: set[int]) -> set[int]:
    """Return the tokens that stand in a dateline; ``places`` are tokens of sighted names."""
    found: set[int] = set()
    for start in line_starts(words):
        end = dateline_end(words, start, places)
        found |= set(range(start, end))
    return found


def line_starts(words: Words) -> list[int]:
    """Return the first word of each line."""
    return [
        at
        for at in range(len(words))
        if not words.space[at]
        and (at == 0 or (words.space[at - 1] and (at == 1 or "\n" in words.text[at - 1])))
    ]


def dateline_end(words: Words, start: int, places: set[int]) -> int:
    """Return where the dateline that starts at the token ends, or ``start`` when none does."""
    at, signed, inside = start, False, False
    if words.text[at] in "([" and at + 1 < len(words):
        at += 1
    if at not in places:
        return start
    shouted = words.text[at].isupper() and len(words.text[at]) > 2
    while at < min(len(words), start + LONGEST):
        if is_separator(words, at):
            plain = not (shouted or signed) and (at - start > 3 or at + 1 in places)
            return start if plain or (words.text[at] == ":" and not shouted) else at
        inside = words.text[at] == "(" or (inside and words.text[at] != ")")
        signed = signed or words.lower[at] in words.lexicon.agency or inside
        if not inside and not belongs(words, at, places):
            return at if signed and shouted and words.text[at - 1] in ")]" else start
        at += 1
    return start


def belongs(words: Words, at: int, places: set[int]) -> bool:
    """Tell whether a token can stand in a dateline: place, agency, day or punctuation."""
    text = words.text[at]
    return (
        at in places
        or text.isdigit()
        or words.lower[at] in words.lexicon.dateline
        or (words.capital[at] and text.isupper())
        or (at > 0 and words.text[at - 1] in "(/" and words.capital[at])
    )


def is_separator(words: Words, at: int) -> bool:
    """Tell whether the token is the dash or colon after a dateline, not a hyphen in a name."""
    if words.text[at] not in SEPARATORS:
        return False
    after = at + 1 < len(words) and words.start[at + 1] == words.end(at)
    before = at > 0 and words.start[at] == words.end(at - 1)
    return not (words.text[at] == "-" and before and after)
