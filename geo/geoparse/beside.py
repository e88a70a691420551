"""Words beside a name: what kind of place they speak of, what longer name they make."""

from __future__ import annotations

from collections.abc import Set

from geo.geoparse.lexicon import Lexicon
from geo.geoparse.toponym import Words

LONGEST_TAIL = 5
POSSESSIVE = frozenset({"'s", "'"})


def cue_before(words: Words, first: int) -> frozenset[str]:
    """Return the kinds of place said before a name: "the city of [X]", "Mount [X]"."""
    at = first - 1
    if at > 0 and words.lower[at] == "of":
        return kinds_of(words.lexicon, words.before(at), plural=True)
    return kinds_of(words.lexicon, words.before(first)) - {"corridor"}


def cue_after(words: Words, last: int, places: Set[int]) -> frozenset[str]:
    """Return the kinds of place said behind a name: "[X] province", "[X], Y and Z regions"."""
    lower = words.after(last - 1)
    if lower in POSSESSIVE:
        return frozenset()
    return kinds_of(words.lexicon, lower) or cue_of_list(words, last, places)


def cue_of_list(words: Words, last: int, places: Set[int]) -> frozenset[str]:
    """Return the kinds of place that a plural behind a list of names speaks of."""
    at, lexicon = last, words.lexicon
    while at < len(words) and (
        at in places or words.lower[at] in lexicon.list_join or words.lower[at] == "-"
    ):
        at += 1
    word = words.after(at - 1)
    if not word.endswith("s"):
        return frozenset()
    return kinds_of(lexicon, word, plural=True) - kinds_of(lexicon, word)


def kinds_of(lexicon: Lexicon, word: str, *, plural: bool = False) -> frozenset[str]:
    """Return the kinds of place that a noun speaks of."""
    forms = {word}
    if plural:
        forms |= {word.removesuffix("s"), word.removesuffix("ies") + "y"}
    return frozenset(
        kind for kind, nouns in lexicon.types.items() if not forms.isdisjoint(nouns)
    )


def tail_of(words: Words, last: int, places: Set[int]) -> list[str]:
    """Return the capitalised words that follow a name directly, in lower case."""
    tail: list[str] = []
    if words.after(last - 1) in POSSESSIVE:
        return tail
    at = last
    while len(tail) < LONGEST_TAIL and continues(words, at, places):
        tail.append(words.lower[at])
        at += 1
    return tail


def continues(words: Words, at: int, places: Set[int]) -> bool:
    """Tell whether the token can go on a name that ends before it."""
    if at >= len(words) or not words.after(at - 1):
        return False
    if not (words.capital[at] or words.lower[at] in {"and", "of", "'s"}):
        return False
    lower, lexicon = words.lower[at], words.lexicon
    return at not in places or any(
        lower in said for said in (lexicon.organisation, lexicon.facility, lexicon.common)
    )


def is_of_body(words: Words, first: int) -> bool:
    """Tell whether a body's name begins before: "Bank of [England]", "Air [France]"."""
    at = first - 1
    if words.before(first) in words.lexicon.body_before:
        return words.capital[at]
    if at < 1 or words.lower[at] != "of":
        return False
    return words.capital[at - 1] and words.lower[at - 1] in words.lexicon.organisation
