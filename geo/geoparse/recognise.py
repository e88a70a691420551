"""Toponym recognition: which words of a text name places.

Names of the gazetteer and named entities are sighted, each sighting is weighed by a table of
rules, and a name that is sure once is found again wherever it stands. Recall comes from the
gazetteer, precision from what stands beside a name.
"""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterator
from typing import TYPE_CHECKING, NamedTuple

from geo.geoparse.datelines import dateline_tokens
from geo.geoparse.lexicon import load
from geo.geoparse.sighting import PLACE_LABELS, Envelope, People, Sighting, tokens_of
from geo.geoparse.spotting import Spot, seats, spots
from geo.geoparse.streets import streets
from geo.geoparse.toponym import Toponym, Words
from geo.model import Role

if TYPE_CHECKING:
    from spacy.tokens import Doc

    from geo.geoparse.gazetteer import Gazetteer

ACCEPTED = 2.0
"""Weight from which a sighting is a toponym."""
REPEATED = 0.0
"""Weight from which it is one when the text has the name as a sure toponym elsewhere."""
EMBEDDED = 1.0
"""Weight from which a name inside the name of a body counts."""


class Rule(NamedTuple):
    """A piece of evidence: its name, its weight, when it holds, an example."""

    name: str
    weight: float
    holds: Callable[[Sighting], bool]
    example: str


ITSELF: tuple[Rule, ...] = (
    Rule("known everywhere", 2.0, lambda s: s.importance >= 7, "[Yemen]"),
    Rule("well known", 1.0, lambda s: s.importance >= 5, "[Kharkiv]"),
    Rule("known", 0.5, lambda s: s.importance >= 3.5, "[Shusha]"),
    Rule("hardly known", -0.5, lambda s: 0 < s.importance < 2.7, "[Us], a village in France"),
    Rule("two words", 1.0, lambda s: not s.is_single, "[Khan Younis]"),
    Rule("small alternate", -1.0, lambda s: s.is_small_alternate, "[Hamas], Hamm in Latvian"),
    Rule("acronym", -4.0, lambda s: s.is_foreign_acronym, "the [UN]"),
    Rule("code", -1.0, lambda s: s.is_code, "[OK], [BAK]"),
    Rule("common word", -2.5, lambda s: s.is_common, "[Mobile] phones"),
    Rule("given name", -1.0, lambda s: s.is_given_name, "[Jordan] scored"),
    Rule("surname", -1.0, lambda s: s.is_surname, "[Jackson] replied"),
    Rule("no other reading", 1.0, lambda s: not s.has_other_reading, "[Kharkiv]"),
    Rule("person's name", -4.0, lambda s: s.in_person, "[Jordan] Henderson; Michael [Jackson]"),
    Rule("title", -4.0, lambda s: s.after_title, "President [Lincoln]"),
    Rule("not a place here", -9.0, lambda s: s.is_not_place, "a [Turkey] sandwich"),
)
BESIDE: tuple[Rule, ...] = (
    Rule("ner place", 2.5, lambda s: s.label in PLACE_LABELS, "fighting in [Afrin] (GPE)"),
    Rule("ner person", -1.5, lambda s: s.label == "PERSON", "[Jordan] said (PERSON)"),
    Rule("ner organisation", -0.5, lambda s: s.label == "ORG", "[Booker] opened (ORG)"),
    Rule("ner other", -3.0, lambda s: s.is_other_entity, "[May] (DATE)"),
    Rule("ner thing", -1.0, lambda s: s.is_thing, "the [Kursk] (PRODUCT)"),
    Rule("ner nothing", -0.5, lambda s: not s.label, "[Reading] books"),
    Rule("in", 2.0, lambda s: s.after_strong_locative, "in [Yevlakh]"),
    Rule("to", 1.0, lambda s: s.after_locative, "from [Yevlakh]"),
    Rule("type noun", 1.5, lambda s: bool(s.cue), "the city of [Yevlakh]; [Kherson] region"),
    Rule("container", 2.5, lambda s: s.before_container, "[Paris], Texas"),
    Rule("contained", 1.5, lambda s: s.after_contained, "Goma, [DR Congo]"),
    Rule("stranger beside", -2.0, lambda s: s.beside_stranger, "[Lincoln] Xyzzy"),
)


def recognise(doc: Doc, gazetteer: Gazetteer) -> tuple[Toponym, ...]:
    """Return the toponyms of a text in reading order, without overlap.

    A name that stands in the name of a body or street comes with the role ``embedded``, one of
    a people with ``demonym``, one before a dateline's dash with ``dateline``, others without.
    """
    words = Words(doc, load())
    roads = tuple(streets(words))
    taken = tokens_of(roads)
    found = [spot for spot in sighted(words, gazetteer) if spot.first not in taken]
    places = tokens_of(found)
    people = People(words)
    seen = [Sighting(words, spot, people, places) for spot in found]
    accepted = [
        *weighed(seen),
        *((Sighting(words, road, people, places), Role.EMBEDDED) for road in roads),
    ]
    accepted += unlisted(words, people, places | taken, accepted)
    dateline = dateline_tokens(words, places)
    toponyms = (
        told(sighting, Role.DATELINE if sighting.first in dateline else role)
        for sighting, role in accepted
    )
    return tuple(sorted(toponyms, key=lambda toponym: toponym.start))


def sighted(words: Words, gazetteer: Gazetteer) -> Iterator[Spot]:
    """Yield seats of government and names of the gazetteer."""
    government = tuple(seats(words))
    taken = tokens_of(government)
    yield from government
    for spot in spots(words, gazetteer):
        if taken.isdisjoint(range(spot.first, spot.last)):
            yield spot


Verdict = tuple[Sighting, Role | None]


def weighed(seen: Collection[Sighting]) -> Iterator[Verdict]:
    """Yield the sightings that are toponyms, those first found elsewhere in the text too."""
    weights = [weight(sighting) for sighting in seen]
    sure = {
        sighting.key
        for sighting, value in zip(seen, weights, strict=True)
        if value >= ACCEPTED and sighting.envelope is Envelope.NOTHING
    }
    for sighting, value in zip(seen, weights, strict=True):
        known = sighting.key in sure
        if sighting.seat:
            yield sighting, Role.METONYM
        elif sighting.demonym:
            if not (sighting.is_not_place or sighting.after_given_name):
                yield sighting, Role.DEMONYM
        elif sighting.envelope is Envelope.ORGANISATION:
            if weigh(sighting, ITSELF) >= (REPEATED if known else EMBEDDED):
                yield sighting, Role.EMBEDDED
        elif value >= (REPEATED if known else ACCEPTED):
            yield sighting, None


def weigh(sighting: Sighting, rules: tuple[Rule, ...]) -> float:
    """Return the sum of the weights of the rules that hold."""
    return sum(rule.weight for rule in rules if rule.holds(sighting))


def weight(sighting: Sighting) -> float:
    """Return how much speaks for the sighting being a toponym."""
    return weigh(sighting, ITSELF) + weigh(sighting, BESIDE)


def unlisted(
    words: Words, people: People, taken: set[int], accepted: Collection[Verdict]
) -> Iterator[Verdict]:
    """Yield places that the gazetteer lacks: entities tagged as such, and their repeats."""
    for start, end, label in words.entities:
        first = start + (words.lower[start] == "the")
        if label not in PLACE_LABELS or not taken.isdisjoint(range(start, end)):
            continue
        if first < end and all(
            words.capital[at] or words.lower[at] in words.lexicon.joining
            for at in range(first, end)
        ):
            sighting = Sighting(words, Spot(first, end), people, taken)
            if not (
                sighting.in_person or sighting.is_common or sighting.key in words.lexicon.never
            ):
                yield sighting, None


def told(sighting: Sighting, role: Role | None) -> Toponym:
    """Return the sighting as a toponym."""
    words = sighting.words
    return Toponym(
        start=words.start[sighting.first],
        end=words.end(sighting.last - 1),
        name=sighting.name,
        first=sighting.first,
        last=sighting.last,
        role=role,
        cue=sighting.cue,
    )
