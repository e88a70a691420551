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
CAPITAL = 1.5
"""Importance that a capital has above other towns of its size."""
AREA_CUES = frozenset({"province", "district", "region", "country"})
AREAS = frozenset({Kind.PROVINCE, Kind.DISTRICT, Kind.REGION})
NATURAL = frozenset({Kind.WATER, Kind.MOUNTAIN, Kind.ISLAND, Kind.REGION})
WELL_KNOWN = 5.0
FAR_BELOW = 2.0
"""Importance, in powers of ten, under a well-known place at which a by-name is no rival."""


@dataclass(slots=True)
class Sense:
    """A name in one sense: its places with their importance, and where in the text it stands.

    ``container`` is the index of the sense that follows after a comma ("Paris, Texas"), or -1.
    ``is_entered`` is False for a country that only acts ("the United States wants talks"): it
    says little about where the text's other places lie.
    """

    name: str
    places: tuple[Place, ...]
    importance: tuple[float, ...]
    mentions: list[int] = field(default_factory=list)
    container: int = -1
    is_entered: bool = True


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
        # A people and a province may share a name ("Amhara"), and are two senses.
        name = f"{toponym.name.casefold()}{'*' * (toponym.role is Role.DEMONYM)}"
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
    for sense in found:
        if any(AREA_CUES & toponyms[index].cue for index in sense.mentions):
            add_areas(sense, gazetteer)
    link_containers(found, inside)
    return found


def add_areas(sense: Sense, gazetteer: Gazetteer) -> None:
    """Add the provinces and districts that are listed by a longer name: "Belgorod region"."""
    if any(place.kind in AREAS for place in sense.places):
        return
    for word in ("oblast", "province", "governorate", "state", "district", "county"):
        for found in gazetteer.matches(f"{sense.name} {word}"):
            if found.place.kind in AREAS and found.place not in sense.places:
                sense.places += (found.place,)
                sense.importance += (found.importance,)


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
    return without_hamlets(with_one_capital(found))


def with_one_capital(found: Sequence[Candidate]) -> list[Candidate]:
    """Take the weight of a capital from its namesakes in the same country.

    Packages that tell capitals by name mark every Washington of the United States as one.
    """
    seen: set[str] = set()
    kept: list[Candidate] = []
    for one in found:
        again = one.place.feature_code == "PPLC" and one.place.country in seen
        if one.place.feature_code == "PPLC":
            seen.add(one.place.country)
        kept.append(one._replace(importance=one.importance - CAPITAL) if again else one)
    return sorted(kept, key=lambda one: -one.importance)


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
