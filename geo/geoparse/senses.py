"""The names of a text and the places that each of them may mean."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from geo.geoparse.gazetteer import Match
from geo.geoparse.lexicon import load
from geo.geoparse.toponym import Toponym
from geo.model import Kind, Place, Role

if TYPE_CHECKING:
    from geo.geoparse.gazetteer import Candidate, Gazetteer

MOST_CANDIDATES = 24
"""Places looked at for one name; the rest have hardly ever been meant."""
DEMONYM_IMPORTANCE = 9.0
NATURAL = frozenset({Kind.WATER, Kind.MOUNTAIN, Kind.ISLAND, Kind.REGION})
WELL_KNOWN = 5.0
FAR_BELOW = 2.0
"""Importance, in powers of ten, under a well-known place at which a by-name is no rival."""


@dataclass(slots=True)
class Sense:
    """A name in one sense: its places with their importance, and where in the text it stands.

    ``container`` is the index of the sense that follows after a comma ("Paris, Texas"), or -1.
    """

    name: str
    places: tuple[Place, ...]
    importance: tuple[float, ...]
    mentions: list[int] = field(default_factory=list)
    container: int = -1


def senses_of(
    toponyms: Sequence[Toponym], inside: dict[int, int], gazetteer: Gazetteer
) -> list[Sense]:
    """Group the toponyms by what they are called and what they are said to lie in.

    ``inside`` maps a toponym's index to that of the one it is said to lie in. A name has one
    sense in a text, unless the text puts it into two regions; then each has its own, and a
    bare repeat means the one named last before it.
    """
    senses: dict[tuple[str, str], Sense] = {}
    latest: dict[str, tuple[str, str]] = {}
    waiting: dict[str, list[int]] = {}
    for index, toponym in enumerate(toponyms):
        name = toponym.name.casefold()
        outer = toponyms[inside[index]].name.casefold() if index in inside else ""
        if not outer and name in latest:
            senses[latest[name]].mentions.append(index)
        elif not outer:
            waiting.setdefault(name, []).append(index)
        else:
            key = (name, outer)
            if key not in senses:
                senses[key] = new_sense(toponym, gazetteer)
                senses[key].mentions += waiting.pop(name, [])
            senses[key].mentions.append(index)
            latest[name] = key
    for name, indexes in waiting.items():
        senses[name, ""] = new_sense(toponyms[indexes[0]], gazetteer)
        senses[name, ""].mentions += indexes
    found = list(senses.values())
    link_containers(found, inside)
    return found


def link_containers(senses: list[Sense], inside: dict[int, int]) -> None:
    """Point each sense at the sense it is said to lie in."""
    of_mention = {index: at for at, sense in enumerate(senses) for index in sense.mentions}
    for inner, outer in inside.items():
        senses[of_mention[inner]].container = of_mention[outer]


def new_sense(toponym: Toponym, gazetteer: Gazetteer) -> Sense:
    """Look up all places that the toponym may mean."""
    if toponym.role is Role.DEMONYM:
        places = gazetteer.demonyms(toponym.name)
        weights = tuple(DEMONYM_IMPORTANCE - step for step in range(len(places)))
        return Sense(toponym.name, places, weights)
    seat = load().seats.get(toponym.name.lower())
    found = looked_up(seat or toponym.name, gazetteer)[: 1 if seat else MOST_CANDIDATES]
    return Sense(
        toponym.name,
        tuple(candidate.place for candidate in found),
        tuple(candidate.importance for candidate in found),
    )


def looked_up(name: str, gazetteer: Gazetteer) -> list[Candidate]:
    """Return the places that a name may mean, as far as they are plausible at all.

    A name with a word for water or heights ("Lake Chad") that is not listed in full means none
    of the lands and towns that bear the rest of it.
    """
    found = gazetteer.matches(name)
    if gazetteer.row(name) < 0 and not load().natural.isdisjoint(name.lower().split()):
        return [one for one in found if one.place.kind in NATURAL]
    return without_hamlets(found)


def without_hamlets(found: Sequence[Candidate]) -> list[Candidate]:
    """Leave out little places that only share another name with a well-known one.

    "Paris" is a by-name of a hamlet in Ukraine; no text means it, however Ukrainian.
    """
    if not found or found[0].importance < WELL_KNOWN:
        return list(found)
    return [
        one
        for one in found
        if one.match is Match.MAIN or one.importance > found[0].importance - FAR_BELOW
    ]


def is_area(place: Place) -> bool:
    """Tell whether a place can hold others: a country, a province, a region."""
    return place.kind in {Kind.COUNTRY, Kind.PROVINCE, Kind.REGION, Kind.CONTINENT}


def lies_in(inner: Place, outer: Place) -> bool:
    """Tell whether one place lies in another by their codes of country and division."""
    if inner.place_id == outer.place_id or not outer.country or inner.country != outer.country:
        return False
    if outer.kind is Kind.COUNTRY:
        return inner.kind is not Kind.COUNTRY
    if outer.kind is Kind.PROVINCE:
        return bool(outer.admin1) and inner.admin1 == outer.admin1
    if outer.kind is Kind.DISTRICT:
        return bool(outer.admin2) and inner.admin2 == outer.admin2
    return False
