"""Spot names of the gazetteer in capitalised spans, longest match first."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import TYPE_CHECKING, NamedTuple

from geo.geoparse.toponym import Words

if TYPE_CHECKING:
    from geo.geoparse.gazetteer import Candidate, Gazetteer


class Spot(NamedTuple):
    """Tokens ``first`` to ``last`` (exclusive) that spell a name of the gazetteer."""

    first: int
    last: int
    best: Candidate | None = None
    demonym: bool = False
    seat: bool = False


def spots(words: Words, gazetteer: Gazetteer) -> Iterator[Spot]:
    """Yield the names of the gazetteer in the text, without overlap, in reading order."""
    at = 0
    while at < len(words):
        if not begins_name(words, at):
            at += 1
            continue
        found = longest(words, at, gazetteer)
        if found is not None:
            yield found
        at = found.last if found is not None else at + 1


def begins_name(words: Words, at: int) -> bool:
    """Tell whether a name can begin here: a capital, or an article as in "al-Hasakah"."""
    if words.capital[at]:
        return at == 0 or words.text[at - 1] != "#"
    return (
        words.lower[at] in words.lexicon.article
        and at + 2 < len(words)
        and words.text[at + 1] == "-"
        and words.capital[at + 2]
    )


def longest(words: Words, first: int, gazetteer: Gazetteer) -> Spot | None:
    """Return the longest name that begins at the token, if any."""
    for last in reversed(list(ends(words, first, gazetteer.longest_name_tokens))):
        name = words.slice(first, last)
        if last - first == 1 and is_idle(words, first):
            return None
        if name.lower() in words.lexicon.never_names:
            return None
        if words.lower[first] == "the" and not is_own_name(name, gazetteer):
            continue
        if words.text[last - 1].islower() and gazetteer.row(name) < 0:
            continue  # "the Lachin corridor" is a place of its own, "Goma road" is said of Goma
        found = gazetteer.matches(name) if well_formed(words, first, last) else ()
        if gazetteer.is_demonym(name):
            return Spot(first, last, found[0] if found else None, demonym=True)
        if found:
            return Spot(first, last, found[0])
    return None


def is_own_name(name: str, gazetteer: Gazetteer) -> bool:
    """Tell whether "The" belongs to a name: to "The Hague", not to "The Sudan"."""
    if gazetteer.row(name) < 0:
        return False
    whole, bare = gazetteer.matches(name)[0].place, gazetteer.matches(name[4:])
    return whole.name.startswith("The ") or not bare or bare[0].place != whole


def is_idle(words: Words, at: int) -> bool:
    """Tell whether the word alone is never looked up: "May", "The", "A", "Us"."""
    text = words.text[at]
    return (
        words.lower[at] in words.lexicon.never
        or len(text) < 2
        or not text[0].isalpha()
        or (len(text) == 2 and text[1].islower())
    )


def ends(words: Words, first: int, most: int) -> Iterator[int]:
    """Yield where a name that begins at the token may end, nearest first."""
    # Hyphens and apostrophes are tokens of their own, hence twice as many tokens as words.
    for last in range(first + 1, min(first + 2 * most, len(words)) + 1):
        at = last - 1
        if words.sentence[at] != words.sentence[first] or words.space[at]:
            return
        if words.capital[at] or (at == first) or words.text[at].isdigit():
            yield last
        elif words.lower[at] not in words.lexicon.joining and not is_hyphenated(words, at):
            if words.lower[at] in words.lexicon.type_nouns:
                yield last
            return


def is_hyphenated(words: Words, at: int) -> bool:
    """Tell whether a token stands between hyphens, as "au" in "Port-au-Prince"."""
    return words.text[at - 1] == "-" and words.text[at + 1 : at + 2] == ["-"]


def well_formed(words: Words, first: int, last: int) -> bool:
    """Tell whether the tokens read as one name, not as a name and what is said of it."""
    inner = words.text[first:last]
    return "/" not in inner and not (
        words.lower[first] in words.lexicon.never and last - first > 1 and "of" in inner
    )


def seats(words: Words) -> Iterator[Spot]:
    """Yield the seats that stand for governments: "the Kremlin", "Downing Street"."""
    names = {tuple(seat.split()) for seat in words.lexicon.seats}
    firsts = {name[0] for name in names}
    for at in range(len(words)):
        if words.lower[at] in firsts and words.capital[at]:
            for length in (2, 1):
                if tuple(words.lower[at : at + length]) in names:
                    yield Spot(at, at + length, seat=True)
                    break


def tokens_of(found: Iterable[Spot]) -> set[int]:
    """Return the tokens that the spots cover."""
    return {at for spot in found for at in range(spot.first, spot.last)}
