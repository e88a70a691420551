"""Who published an article: names, domains and the places where a page names its outlet."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Iterable
from dataclasses import dataclass
from functools import cached_property, lru_cache
from typing import Any
from urllib.parse import urlsplit

from geo.model import Basis
from geo.settings import ROOT

LEXICON = ROOT / "data" / "lexicon" / "outlets.toml"
NOT_NAME = re.compile(r"[^\w&+/.'-]+")
SMALL_WORDS = frozenset({"and", "de", "for", "in", "la", "le", "of", "the"})
NAME = (
    r"(?P<name>(?:The |the )?[^\W\d_+][\w.'&/-]*"
    r"(?: (?:of|the|and|de|&) [A-Z][\w.'&/-]*| [A-Z0-9][\w.'&/-]*){0,5})"
)
WORD_LISTS = (
    "surnames", "platforms", "desks", "joining_words", "not_names", "weak_words", "generic",
    "attributive", "headline_words", "organisation_words",
)  # fmt: skip
LONGEST_NAME = 6
"""An outlet that is not in the lexicon has at most this many words."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Outlet:
    """One publisher of articles, as the lexicon knows it."""

    name: str
    aliases: tuple[str, ...] = ()
    domains: tuple[str, ...] = ()
    kind: str = ""
    month_first: bool = False


@dataclass(frozen=True, kw_only=True)
class Outlets:
    """The outlets of the lexicon, found by name or by domain."""

    known: tuple[Outlet, ...]
    words: frozenset[str]
    surnames: frozenset[str]
    platforms: frozenset[str]
    desks: frozenset[str]
    joining_words: frozenset[str]
    not_names: frozenset[str]
    weak_words: frozenset[str]
    generic: frozenset[str]
    attributive: frozenset[str]
    headline_words: frozenset[str]
    organisation_words: frozenset[str]
    naming: tuple[tuple[Basis, re.Pattern[str]], ...] = ()

    @cached_property
    def _by_name(self) -> dict[str, Outlet]:
        return {
            key(name): outlet
            for outlet in reversed(self.known)
            for name in (outlet.name, *outlet.aliases)
        }

    @cached_property
    def _by_domain(self) -> dict[str, Outlet]:
        return {domain: outlet for outlet in self.known for domain in outlet.domains}

    def find(self, name: str) -> Outlet | None:
        """Return the outlet that goes by that name, whatever its case and article."""
        return self._by_name.get(key(name))

    def published(self, name: str) -> str | None:
        """Return the name as the lexicon spells it; None for picture agencies and platforms."""
        outlet = self.find(name)
        if outlet is not None:
            return None if outlet.kind == "pictures" else outlet.name
        return (
            None if key(name) in self.platforms | self.desks else name.strip(" .,;:|") or None
        )

    def recognised(self, name: str, *, person: bool = True) -> str | None:
        """Return the outlet's name if it is known, or if its last word says that it is one.

        ``person`` tells that it could be somebody's: "Jane Post" is not an outlet then.
        """
        words = key(name).split()
        if self.find(name) is None and not self._names_itself(words, person=person):
            return None
        proper = name if any(map(str.isupper, name)) else capitalised(name)
        return self.published(proper)

    def _names_itself(self, words: list[str], *, person: bool) -> bool:
        fewest = 3 if person and words[-1:] and words[-1] in self.surnames else 2
        return fewest <= len(words) <= LONGEST_NAME and words[-1] in self.words

    def of_address(self, address: str) -> str | None:
        """Return who publishes at a web address: a known outlet, else the bare domain."""
        try:
            host = urlsplit(address if "//" in address else f"//{address}").hostname or ""
        except ValueError:
            return None
        host = host.removeprefix("www.").removeprefix("m.")
        labels = host.split(".")
        parents = (".".join(labels[start:]) for start in range(len(labels) - 1))
        known = (self._by_domain[parent] for parent in parents if parent in self._by_domain)
        outlet = next(known, None)
        if outlet is not None:
            return outlet.name
        return host if "." in host and key(labels[-2]) not in self.platforms else None

    def writes_month_first(self, name: str | None) -> bool:
        """Tell whether the outlet writes 07/03/2022 for 3 July."""
        outlet = self.find(name) if name else None
        return outlet is not None and outlet.month_first


def key(name: str) -> str:
    """Return a name as names are compared: lower case, no article, no odd punctuation."""
    words = NOT_NAME.sub(" ", name.replace("\u2019", "'").casefold()).split()
    return " ".join(words[1:] if words[:1] == ["the"] and len(words) > 1 else words).strip(".")


def capitalised(name: str) -> str:
    """Return "time news" as "Time News"."""
    return " ".join(
        word if word in SMALL_WORDS and number else word[:1].upper() + word[1:]
        for number, word in enumerate(name.split())
    )


@lru_cache(maxsize=1)
def outlets() -> Outlets:
    """Return the outlets of ``data/lexicon/outlets.toml``, read once."""
    tables = tomllib.loads(LEXICON.read_text("utf-8"))
    return Outlets(
        known=tuple(map(outlet_of, tables["outlet"])),
        words=frozenset(tables["outlet_words"]),
        **{part: frozenset(tables[part]) for part in WORD_LISTS},
        naming=tuple(
            (Basis(row["basis"]), re.compile(row["match"].replace("<NAME>", NAME)))
            for row in tables["naming"]
        ),
    )


def outlet_of(row: dict[str, Any]) -> Outlet:
    """Return the outlet that a row of the lexicon describes."""
    lists: dict[str, Iterable[str]] = {
        part: row.get(part, ()) for part in ("aliases", "domains")
    }
    return Outlet(
        name=row["name"],
        kind=row.get("kind", ""),
        month_first=row.get("month_first", False),
        aliases=tuple(lists["aliases"]),
        domains=tuple(lists["domains"]),
    )
