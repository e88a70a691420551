"""Toponym resolution: which place each name of a text means, or why that is not said.

All names of a text are resolved together (``agreement``); a word for a kind of place beside a
mention ("the city of", "province") has the last say for that mention.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import TYPE_CHECKING, NamedTuple

import numpy as np
import numpy.typing as npt

from geo.geoparse.agreement import WEIGHTS, Floats, Weights, beliefs, distances
from geo.geoparse.naming import as_written
from geo.geoparse.people import People
from geo.geoparse.roles import role_of
from geo.geoparse.senses import AREA_CUES, DEMONYM_IMPORTANCE, Sense, lies_in, senses_of
from geo.geoparse.sighting import Sighting
from geo.geoparse.spotting import Spot, begins_name, longest
from geo.geoparse.toponym import Toponym, Words
from geo.model import Article, Kind, Mention, Place, Role

if TYPE_CHECKING:
    from spacy.tokens import Doc

    from geo.geoparse.gazetteer import Gazetteer

UNSURE = 0.33
"""Score under which no place is named."""
ELSEWHERE = 1.2
"""Weight of the chance that a place is meant which the gazetteer lacks."""
SHARPNESS = 1.25
"""How fast belief falls with weight; fitted so that scores are shares of right answers."""
SUREST = 0.97
"""Share of placings that hold even where the text leaves no doubt (measured, see README)."""
PART = 0.68
"""Share of the score that is left when a given span is placed by a name inside it.

Measured: where the name alone is as good as sure, two of three such spans lie in that place.
"""
CUE = 2.0
"""How much a word for the kind of place counts ("Kyiv region" is not the city)."""
ENTERED = frozenset({Role.LOCATION, Role.DATELINE, Role.EMBEDDED})
OUTLET_PLACE = 5.5
"""Importance from which a word of an outlet's name is read as its home ("Kyiv Independent")."""
SAME_KM = 50.0
"""Places so near each other are one answer: a town, its district, its province."""
AROUND_KM = 161.0
"""The same for a town and the province around it, whose middle may be farther."""
TOWN_FIRST = 2.5
"""How much an area loses to the town in it that bears the same name: "in Kherson"."""
KINDS_OF_CUE = {
    "city": {Kind.CITY},
    "province": {Kind.PROVINCE, Kind.REGION},
    "district": {Kind.DISTRICT},
    "country": {Kind.COUNTRY},
    "region": {Kind.REGION, Kind.PROVINCE},
    "exclave": {Kind.EXCLAVE},
    "corridor": {Kind.CORRIDOR},
    "frontline": {Kind.FRONTLINE},
    "water": {Kind.WATER},
    "mountain": {Kind.MOUNTAIN},
    "island": {Kind.ISLAND},
    "facility": {Kind.FACILITY, Kind.CITY},
}


def resolve(
    toponyms: Sequence[Toponym],
    doc: Doc,
    gazetteer: Gazetteer,
    article: Article,
    weights: Weights = WEIGHTS,
) -> tuple[Mention, ...]:
    """Return a mention for each toponym, in order, with its role and its place or a reason.

    ``weights`` says how much each kind of agreement counts; ``ablation`` sets some to zero.
    """
    words = Words(doc)
    inside = containers(toponyms, words)
    senses = senses_of(toponyms, inside, gazetteer)
    tokens = [frozenset(range(each.first, each.last)) for each in toponyms]
    named = frozenset().union(*tokens)
    for sense in senses:
        sense.is_entered = is_entered(sense, toponyms, doc, named)
    totals, _ = beliefs(senses, home_of(words, article, gazetteer), weights)
    chosen = {
        index: placed(toponyms[index], sense, total, town_first(index, sense, inside, weights))
        for sense, total in zip(senses, totals, strict=True)
        for index in sense.mentions
    }
    holders = {outer for inner, outer in inside.items() if is_in(chosen[inner], chosen[outer])}
    return as_written(
        Mention(
            start=toponym.start,
            end=toponym.end,
            text=toponym.span.of(article.text),
            role=role_of(
                toponym,
                chosen[index].place,
                doc,
                named - tokens[index],
                holds=index in holders,
            ),
            place=chosen[index].place,
            score=chosen[index].score,
            reason=chosen[index].reason,
            runners_up=chosen[index].runners_up,
        )
        for index, toponym in enumerate(toponyms)
    )


def is_entered(
    sense: Sense, toponyms: Sequence[Toponym], doc: Doc, named: frozenset[int]
) -> bool:
    """Tell whether the text is ever in the place; countries alone are asked."""
    if not sense.places or sense.places[0].kind is not Kind.COUNTRY:
        return True
    return any(
        role_of(toponyms[index], sense.places[0], doc, named) in ENTERED
        for index in sense.mentions
    )


class Choice(NamedTuple):
    """The place chosen for a mention, or the reason why none is."""

    place: Place | None
    score: float
    reason: str
    runners_up: tuple[str, ...] = ()


def is_in(inner: Choice, outer: Choice) -> bool:
    """Tell whether one chosen place lies in the other."""
    if inner.place is None or outer.place is None:
        return False
    return lies_in(inner.place, outer.place)


def town_first(index: int, sense: Sense, inside: dict[int, int], weights: Weights) -> float:
    """Return what an area loses to its town of the same name for this mention.

    Nothing where it is named as what holds another ("Kramatorsk, Donetsk"); and what that
    mention gave the area is taken back for the others ("west of Donetsk").
    """
    outer = set(inside.values())
    if index in outer:
        return 0.0
    return TOWN_FIRST + (weights.container if outer & set(sense.mentions) else 0.0)


def placed(toponym: Toponym, sense: Sense, total: Floats, town_first: float) -> Choice:
    """Return the best place of a mention, or none and the reason."""
    if not sense.places:
        return Choice(None, 0.0, "not in the gazetteer")
    told = total + CUE * cue_fits(toponym.cue, sense.places)
    if toponym.role is Role.DATELINE:
        told = told + CUE * np.array([float(p.kind is Kind.CITY) for p in sense.places])
    fitting = told.copy()
    if toponym.cue.isdisjoint(AREA_CUES):
        fitting -= town_first * has_town(sense.places)
    order = [int(at) for at in np.argsort(-fitting, kind="stable")]
    score = confidence(told, order[0], sense.places)
    others = tuple(described(sense.places[at]) for at in order[1:4])
    if score < UNSURE:
        return Choice(None, score, "several places of that name are as likely", others)
    return Choice(sense.places[order[0]], score * (PART if toponym.is_part else 1), "", others)


def cue_fits(cue: frozenset[str], places: Sequence[Place]) -> Floats:
    """Return 1 for places of the kind that the text speaks of, and 0 for others."""
    kinds = {kind for word in cue for kind in KINDS_OF_CUE[word]}
    return np.array([float(place.kind in kinds) for place in places])


def has_town(places: Sequence[Place]) -> Floats:
    """Return 1 for provinces and districts that hold another of the places, a town."""
    towns = [place for place in places if place.kind is Kind.CITY]
    return np.array([float(any(lies_in(town, place) for town in towns)) for place in places])


def confidence(total: Floats, best: int, places: Sequence[Place]) -> float:
    """Return the share of belief that goes to the best candidate and to those beside it."""
    belief = np.exp(SHARPNESS * (total - total[best]))
    away = distances([places[best], *places])[0][1:]
    beside = (away <= SAME_KM) | ((away <= AROUND_KM) & around(places[best], places))
    beside[best] = True
    elsewhere = np.exp(SHARPNESS * (ELSEWHERE - total[best]))
    return float(SUREST * belief[beside].sum() / (belief.sum() + elsewhere))


def around(best: Place, places: Sequence[Place]) -> npt.NDArray[np.bool_]:
    """Tell which places the best one lies in, or holds."""
    return np.array([lies_in(best, place) or lies_in(place, best) for place in places])


def described(place: Place) -> str:
    """Name a place with its division and country, for a list of runners-up."""
    return ", ".join(
        filter(None, (place.name, place.kind.value, place.admin1 or place.country))
    )


def containers(toponyms: Sequence[Toponym], words: Words) -> dict[int, int]:
    """Return which toponym is said to lie in which: "Paris, Texas", "Goma, DR Congo"."""
    return {
        index: index + 1
        for index in range(len(toponyms) - 1)
        if toponyms[index].role is not Role.DEMONYM
        and toponyms[index + 1].role is not Role.DEMONYM
        and toponyms[index].last + 1 == toponyms[index + 1].first
        and words.text[toponyms[index].last] == ","
    }


def home_of(words: Words, article: Article, gazetteer: Gazetteer) -> dict[str, float]:
    """Return how much speaks for each country as the one that the text is written in.

    Its own words count ("sheriff", "crore", "garda"), and a place in the outlet's name.
    """
    told: dict[str, float] = {}
    for word in set(words.lower) & words.lexicon.home.keys():
        land = words.lexicon.home[word]
        told[land] = told.get(land, 0.0) + 1.0
    most = max(told.values(), default=1.0)
    told = {land: count / most for land, count in told.items()}
    for word in (article.source or "").split():
        for found in gazetteer.matches(word)[:1]:
            if found.importance >= OUTLET_PLACE and found.place.country:
                told[found.place.country] = told.get(found.place.country, 0.0) + 1.0
    return told


def toponyms_of(
    spans: Iterable[tuple[int, int]], doc: Doc, gazetteer: Gazetteer
) -> tuple[Toponym, ...]:
    """Return toponyms for spans given from outside; spans are (start, end) offsets.

    A span that no token covers is kept as it is, so that every span gets an answer. Where the
    gazetteer lacks the whole ("Arizona State University"), the best-known name in it counts.
    """
    words = Words(doc)
    people = People(words, frozenset())
    found = []
    for start, end in spans:
        tokens = doc.char_span(start, end, alignment_mode="expand")
        first, last = (tokens.start, tokens.end) if tokens else (0, 0)
        spot = named_spot(words, first, last, gazetteer, people)
        sighting = Sighting(words, spot, people, frozenset())
        whole = (spot.first, spot.last) == (first, last)
        found.append(
            Toponym(
                start=start,
                end=end,
                name=words.whole[start:end].strip() if whole else sighting.name,
                first=first,
                last=last,
                role=Role.DEMONYM if spot.demonym else None if whole else Role.EMBEDDED,
                cue=sighting.cue,
                is_part=not whole,
            )
        )
    return tuple(found)


def named_spot(
    words: Words, first: int, last: int, gazetteer: Gazetteer, people: People
) -> Spot:
    """Return the tokens as one spot, or the best-known name among them."""
    if first == last:
        return Spot(first, last)
    name = words.slice(first, last)
    if gazetteer.matches(name) or gazetteer.is_demonym(name):
        return Spot(first, last, demonym=gazetteer.is_demonym(name))
    inside = [
        spot
        for at in range(first, last)
        if begins_name(words, at)
        and (spot := longest(words, at, gazetteer)) is not None
        and spot.last <= last
        and not Sighting(words, spot, people, frozenset()).is_common
    ]
    return max(inside, key=fame, default=Spot(first, last))


def fame(spot: Spot) -> float:
    """Return how well known the place of a spot is; peoples are known like countries."""
    if spot.best is not None:
        return spot.best.importance
    return DEMONYM_IMPORTANCE if spot.demonym else 0.0
