"""A toponym in the parse of its sentence, and the word lists that roles are read from."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache
from typing import TYPE_CHECKING

from geo.geoparse.lexicon import LEXICON, Words, read, words
from geo.geoparse.toponym import Toponym
from geo.model import Kind, Place, Role

if TYPE_CHECKING:
    from spacy.tokens import Doc, Token

NOUNS = frozenset({"NOUN", "PROPN"})
MODIFIERS = frozenset({"compound", "nmod", "amod"})


@cache
def lexicon() -> dict[str, Words]:
    """Read the word lists of ``data/lexicon/roles.toml``."""
    return {name: words(text) for name, text in read(LEXICON / "roles.toml").items()}


def said(word: Token, *lists: str) -> bool:
    """Tell whether a word or its lemma is in one of the lists."""
    forms = {word.lower_, word.lemma_.lower()}
    return any(not forms.isdisjoint(lexicon()[name]) for name in lists)


def any_said(found: Sequence[Token], *lists: str) -> bool:
    """Tell whether one of the words is in one of the lists."""
    return any(said(word, *lists) for word in found)


@dataclass(frozen=True, kw_only=True)
class Site:
    """A toponym in its sentence.

    ``head`` is its main word; ``link`` the word whose grammatical relation decides: that of the
    first in a list ("Russia, [Turkey]"), or of what it explains ("the capital, [Baku]").
    ``others`` are the tokens of the text's other toponyms.
    """

    doc: Doc
    toponym: Toponym
    place: Place | None
    head: Token
    link: Token
    others: frozenset[int]

    @property
    def acting(self) -> Role:
        """The role of the place where it acts: a country as itself, a town for another."""
        return Role.METONYM if self.place and self.place.kind is Kind.CITY else Role.POLITY

    @property
    def is_city(self) -> bool:
        """Whether the place is a town."""
        return self.place is not None and self.place.kind is Kind.CITY

    @property
    def is_government(self) -> bool:
        """Whether the place often stands for a government: a country or a capital."""
        return self.place is not None and (
            self.place.kind in {Kind.COUNTRY, Kind.HISTORIC}
            or self.place.name.lower().replace(" ", "-") in lexicon()["blocs"]
            or (self.is_city and self.place.feature_code == "PPLC")
        )

    @property
    def preposition(self) -> Token | None:
        """The preposition that governs the name."""
        return self.link.head if self.link.dep_ in {"pobj", "pcomp"} else None

    @property
    def is_possessive(self) -> bool:
        """Whether "'s" follows."""
        at = self.toponym.last
        return at < len(self.doc) and self.doc[at].text in {"'s", "'"}

    @property
    def owned(self) -> Token | None:
        """The noun that the name possesses or modifies: "Turkey's [minister]"."""
        head = self.head.head
        if self.is_possessive:
            after = self.toponym.last + 1
            if self.head.dep_ == "poss" and head.i >= after:
                return head
            return next((t for t in self.doc[after : after + 5] if t.pos_ in NOUNS), None)
        if self.head.dep_ in MODIFIERS and head.i >= self.toponym.last:
            return head
        return None


def site_of(
    toponym: Toponym, place: Place | None, doc: Doc, others: frozenset[int] = frozenset()
) -> Site:
    """Find the head of a toponym and the word whose relation decides its role."""
    head = doc[toponym.first : toponym.last].root
    link = head
    while link.dep_ in {"conj", "appos"} and link.head.pos_ in NOUNS and link.head.i < link.i:
        link = link.head
    return Site(doc=doc, toponym=toponym, place=place, head=head, link=link, others=others)
