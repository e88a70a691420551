"""The word lists of the geoparser, read once from ``data/lexicon``."""

from __future__ import annotations

import tomllib
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any

from geo.errors import DataError
from geo.settings import ROOT

LEXICON = ROOT / "data" / "lexicon"

Words = frozenset[str]


@dataclass(frozen=True, slots=True, kw_only=True)
class Beside:
    """Words before or after a name that show it is no place ("Turkey sandwich")."""

    before: Words
    after: Words


@dataclass(frozen=True, slots=True, kw_only=True)
class Lexicon:
    """All word lists of the geoparser; every word in lower case."""

    never: Words
    never_names: Words
    not_places: dict[str, Beside]
    types: dict[str, Words]
    seats: dict[str, str]
    home: dict[str, str]
    common: Words
    given_names: Words
    surnames: Words
    locative: Words
    strong_locative: Words
    toward_place: Words
    small: Words
    dateline: Words
    agency: Words
    addressed: Words
    direction: Words
    title: Words
    natural: Words
    calling: Words
    of_place: Words
    name_before: Words
    speech: Words
    language_before: Words
    language_after: Words
    organisation: Words
    written_codes: Words
    body_before: Words
    facility: Words
    street: Words
    numbered_road: Words
    joining: Words
    article: Words
    list_join: Words

    @property
    def type_nouns(self) -> Words:
        """Every noun that says what kind of place a name is."""
        return frozenset().union(*self.types.values())


@cache
def load(folder: Path = LEXICON) -> Lexicon:
    """Read the geoparser's word lists.

    Raises
    ------
    DataError
        When a list is missing or is not TOML.
    """
    table = read(folder / "toponyms.toml")
    people = read(folder / "person_names.toml")
    return Lexicon(
        never=words(table["never"]),
        never_names=frozenset(table["never_names"]),
        not_places={
            row["word"]: Beside(before=words(row["before"]), after=words(row["after"]))
            for row in table["not_places"]
        },
        types={kind: words(nouns) for kind, nouns in table["types"].items()},
        seats={seat.lower(): town for seat, town in table["seats"].items()},
        home={word: land for land, said in table["home"].items() for word in said.split()},
        common=words(read(folder / "common_words.toml")["words"]),
        given_names=words(people["given"]),
        surnames=words(people["surnames"]),
        **{name: words(said) for name, said in table["words"].items()},
    )


def read(path: Path) -> dict[str, Any]:
    """Read one TOML file of word lists."""
    try:
        return tomllib.loads(path.read_text(encoding="utf-8"))
    except (OSError, tomllib.TOMLDecodeError) as error:
        raise DataError(
            f"The word list {path} cannot be read: {error}. Restore it from the repository."
        ) from error


def words(text: str) -> Words:
    """Split a list of words."""
    return frozenset(text.split())
