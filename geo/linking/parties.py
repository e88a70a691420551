"""Who takes part, compared across outlets: "Tayyip Erdogan" is "Erdogan", "Russian" Russia."""

from __future__ import annotations

import csv
import re
from collections.abc import Sequence
from functools import cache, lru_cache
from typing import NamedTuple

from geo.settings import Settings

SHORTEST = 4
"""Letters of the shortest word that tells one sentence from another."""

STEM = 6
"""Letters after which the endings of a word are left aside: explosion, explosions."""

ENOUGH_WORDS = 5
ENOUGH_SHARE = 0.5
"""Two sentences tell the same when so many words, and this share of the shorter, agree."""

WORD = re.compile(r"[^\W\d_][\w-]*|\d[\d,.]*\d|\d")
EMPTY = frozenset(
    {"that", "this", "with", "from", "have", "been", "were", "their", "they", "them", "there"}
    | {"which", "would", "could", "into", "over", "after", "before", "about", "also", "said"}
    | {"says", "told", "when", "while", "where", "what", "more", "than", "some", "other"}
    | {"during", "between", "against", "according", "will", "being", "only"}
)
"""Words of any sentence: "He said that they had been there before"."""


class Party(NamedTuple):
    """One actor: the country it belongs to, the words of its name, its common nouns."""

    country: str | None
    name: frozenset[str]
    nouns: frozenset[str]
    label: str


@cache
def demonyms() -> dict[str, str]:
    """Return the country or people's home of each demonym, and of each home's own name."""
    path = Settings().data / "gazetteer" / "demonyms.csv"
    homes: dict[str, str] = {}
    with path.open(encoding="utf-8", newline="") as file:
        for row in csv.DictReader(file):
            home = row["places"].split("|")[0]
            homes[home.casefold()] = home
            for word in row["words"].split("|"):
                homes.setdefault(word.casefold(), home)
    return homes


@lru_cache(maxsize=100_000)
def party(actor: str) -> Party:
    """Return what an actor's name can be compared by."""
    words = [word.removesuffix("'s").removesuffix("’s") for word in actor.split()]
    home, rest = _home(words)
    capitals = [word for word in rest if word[:1].isupper()]
    nouns = {_singular(word) for word in rest if word[:1].islower() and len(word) >= SHORTEST}
    label = home or (capitals[-1] if capitals else actor)
    return Party(home, frozenset(word.casefold() for word in capitals), frozenset(nouns), label)


def _home(words: list[str]) -> tuple[str | None, list[str]]:
    """Return the country that a demonym or name stands for, and the words beside it."""
    known = demonyms()
    for size in (3, 2, 1):
        for start in range(len(words) - size + 1):
            home = known.get(" ".join(words[start : start + size]).casefold())
            if home and words[start][:1].isupper():
                return home, words[:start] + words[start + size :]
    return None, words


def _singular(word: str) -> str:
    return f"{word[:-3]}man" if word.endswith("men") else word.rstrip("s")


def same_name(one: Party, other: Party) -> bool:
    """Tell whether two actors are of one country, or one name is a shorter form of the other.

    "Russian soldiers" and "Russia"; "Recep Tayyip Erdogan" and "Erdogan"; but not "Israeli
    settlers" and "settlers", nor "United Nations" and "United States".
    """
    if one.country or other.country:
        return one.country == other.country
    return bool(one.name and other.name) and (one.name <= other.name or other.name <= one.name)


def is_named(one: Party) -> bool:
    """Tell whether the actor has a name or a country."""
    return bool(one.country or one.name)


@lru_cache(maxsize=100_000)
def shared_names(one: tuple[str, ...], other: tuple[str, ...]) -> tuple[str, ...]:
    """Return the labels of the named actors that two tellings share, each once, by alphabet."""
    here, there = [party(name) for name in one], [party(name) for name in other]
    return tuple(sorted({a.label for a in here if any(same_name(a, b) for b in there)}))


def shared_nouns(one: Sequence[str], other: Sequence[str]) -> frozenset[str]:
    """Return the common nouns that the actors of two tellings share: "policeman"."""
    return _nouns(tuple(one)) & _nouns(tuple(other))


@lru_cache(maxsize=100_000)
def _nouns(actors: tuple[str, ...]) -> frozenset[str]:
    return frozenset().union(*(party(name).nouns for name in actors))


@lru_cache(maxsize=100_000)
def names_somebody(actors: tuple[str, ...]) -> bool:
    """Tell whether any of the actors has a name or a country."""
    return any(is_named(party(name)) for name in actors)


def same_words(one: str, other: str) -> bool:
    """Tell whether two sentences say the same in nearly the same words."""
    here, there = told_words(one), told_words(other)
    shared = len(here & there)
    return shared >= ENOUGH_WORDS and shared >= ENOUGH_SHARE * min(len(here), len(there))


@lru_cache(maxsize=20_000)
def told_words(sentence: str) -> frozenset[str]:
    """Return the stems of a sentence's telling words and its numbers."""
    words = (word.casefold() for word in WORD.findall(sentence))
    return frozenset(
        word[:STEM]
        for word in words
        if (len(word) >= SHORTEST or word[0].isdigit()) and word not in EMPTY
    )
