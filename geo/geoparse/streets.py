"""Find streets and numbered roads, whose names are not those of towns: "2517 Memphis St."."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from geo.geoparse.beside import tail_of
from geo.geoparse.spotting import Spot

if TYPE_CHECKING:
    from geo.geoparse.toponym import Words


def streets(words: Words) -> Iterator[Spot]:
    """Yield the names of streets and roads."""
    for at in range(1, len(words)):
        if not words.capital[at]:
            continue
        lower = words.lower[at]
        if lower in words.lexicon.street:
            first = street_start(words, at)
            if (
                first < at
                and not is_of_agency(words, at)
                and (lower not in words.lexicon.addressed or is_address(words, first, at))
            ):
                yield Spot(first, at + 1)


def is_of_agency(words: Words, at: int) -> bool:
    """Tell whether the street word stands in a body's name: "Minnesota Highway Patrol"."""
    tail = tail_of(words, at + 1, frozenset())
    return not words.lexicon.organisation.isdisjoint(tail)


def street_start(words: Words, end: int) -> int:
    """Return where the capitalised words before the street word begin."""
    at = end
    while at > 0 and end - at < 4 and is_street_word(words, at - 1, end):
        at -= 1
    return at


def is_street_word(words: Words, at: int, end: int) -> bool:
    """Tell whether the token can be a word of a street's name: "South", "23rd", "Lowry"."""
    text = words.text[at]
    return (
        words.sentence[at] == words.sentence[end]
        and words.lower[at] not in words.lexicon.never
        and (words.capital[at] or (text[0].isdigit() and not text.isdigit()))
    )


def is_address(words: Words, first: int, end: int) -> bool:
    """Tell whether a house number stands before the name or a comma after it."""
    return words.before(first).isdigit() or words.after(end) in {",", "."}
