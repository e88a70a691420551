"""The geoparser with each of its rules left out in turn, to measure what each is worth."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING

from geo.geoparse.agreement import WEIGHTS, Weights
from geo.geoparse.recognise import BESIDE, ITSELF, recognise
from geo.geoparse.resolve import resolve
from geo.model import Article, Mention

if TYPE_CHECKING:
    from spacy.tokens import Doc

    from geo.geoparse.gazetteer import Gazetteer

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


@dataclass(frozen=True, slots=True, kw_only=True)
class Variant:
    """A geoparser that lacks something: its name, the rules left out, the weights used."""

    name: str
    off: frozenset[str] = field(default=frozenset())
    weights: Weights = field(default=WEIGHTS)

    def geoparse(self, doc: Doc, gazetteer: Gazetteer, article: Article) -> tuple[Mention, ...]:
        """Return the mentions that this variant finds and places."""
        toponyms = recognise(doc, gazetteer, self.off)
        return resolve(toponyms, doc, gazetteer, article, self.weights)


def variants() -> Iterator[Variant]:
    """Yield the whole geoparser, then the variants that lack one thing each."""
    yield Variant(name="all rules")
    for name in (*(rule.name for rule in (*ITSELF, *BESIDE)), *STEPS):
        yield Variant(name=f"without {name}", off=frozenset({name}))
    for name, weights in AGREEMENTS.items():
        yield Variant(name=f"without {name}", weights=weights)
