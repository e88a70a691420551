"""Toponym recognition: which words of a text name places.

Names of the gazetteer and named entities are sighted, each sighting is weighed by a table of
rules, and a name that is sure once is found again wherever it stands. Recall comes from the
gazetteer, precision from what stands beside a name.
"""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterator, Set
from typing import TYPE_CHECKING, NamedTuple

from geo.geoparse.agreement import kilometres
from geo.geoparse.datelines import dateline_tokens
from geo.geoparse.lexicon import load
from geo.geoparse.people import People
from geo.geoparse.sighting import PLACE_LABELS, Envelope, Sighting
from geo.geoparse.spotting import Spot, seats, spots, tokens_of
from geo.geoparse.streets import streets
from geo.geoparse.toponym import Toponym, Words
from geo.model import Kind, Role

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
    Rule("unwritten code", -4.0, lambda s: s.is_unwritten_code, "[GTM], Guatemala in tables"),
    Rule("common word", -1.5, lambda s: s.is_common, "near [Sake]"),
    Rule("common word, nowhere", -1.0, lambda s: s.is_common_nowhere, "[Mobile] phones"),
    Rule("given name", -1.0, lambda s: s.is_given_name, "[Jordan] scored"),
    Rule("surname", -1.0, lambda s: s.is_surname, "[Jackson] replied"),
    Rule("no other reading", 1.0, lambda s: not s.has_other_reading, "[Kharkiv]"),
    Rule("person's name", -4.0, lambda s: s.in_person, "[Jordan] Henderson; Michael [Jackson]"),
    Rule("title", -4.0, lambda s: s.after_title, "President [Lincoln]"),
    Rule("not a place here", -9.0, lambda s: s.is_not_place, "a [Turkey] sandwich"),
)
BESIDE: tuple[Rule, ...] = (
    Rule("ner place", 2.5, lambda s: s.label in PLACE_LABELS, "fighting in [Afrin] (GPE)"),
    Rule("ner person", -1.0, lambda s: s.label == "PERSON", "[Jordan] said (PERSON)"),
    Rule("ner organisation", -0.5, lambda s: s.label == "ORG", "[Booker] opened (ORG)"),
    Rule("ner other", -3.0, lambda s: s.is_other_entity, "[May] (DATE)"),
    Rule("ner thing", -1.0, lambda s: s.is_thing, "the [Kursk] (PRODUCT)"),
    Rule("ner nothing", -0.5, lambda s: not s.label, "[Reading] books"),
    Rule("in", 2.0, lambda s: s.after_strong_locative, "in [Yevlakh]"),
    Rule("to", 1.0, lambda s: s.after_locative, "from [Yevlakh]"),
    Rule("of a place", 1.0, lambda s: s.after_of_place, "the streets of [Stepanakert]"),
    Rule("type noun", 1.5, lambda s: bool(s.cue), "the city of [Yevlakh]; [Kherson] region"),
    Rule("container", 2.5, lambda s: s.before_container, "[Paris], Texas"),
    Rule("contained", 1.5, lambda s: s.after_contained, "Goma, [DR Congo]"),
    Rule("name goes on", -9.0, lambda s: s.goes_on, "the [Bab] el-Mandeb strait"),
    Rule("stranger beside", -2.0, lambda s: s.beside_stranger, "[Lincoln] Xyzzy"),
)


def recognise(
    doc: Doc, gazetteer: Gazetteer, off: frozenset[str] = frozenset()
) -> tuple[Toponym, ...]:
    """Return the toponyms of a text in reading order, without overlap.

    A name that stands in the name of a body or street comes with the role ``embedded``, one of
    a people with ``demonym``, one before a dateline's dash with ``dateline``, others without.
    ``off`` names rules to leave out, to measure what each is worth.
    """
    words = Words(doc, load())
    roads = () if "streets" in off else tuple(streets(words))
    taken = tokens_of(roads)
    found = [spot for spot in sighted(words, gazetteer) if spot.first not in taken]
    places = tokens_of(found)
    people = People(words, places)
    if "speakers" not in off:
        people.add_speakers(fame_of(found))
    seen = [Sighting(words, spot, people, places) for spot in found]
    accepted = list(judged(seen, gazetteer, off))
    accepted += [(Sighting(words, road, people, places), Role.EMBEDDED) for road in roads]
    if "unlisted" not in off:
        new = list(unlisted(words, people, places | taken))
        taken |= {at for s, _ in [*accepted, *new] for at in range(s.first, s.last)}
        new += spoken_of(words, people, places | taken)
        accepted += [*new, *repeated(words, people, places | taken, new)]
    dateline = set() if "datelines" in off else dateline_tokens(words, places)
    toponyms = (
        told(sighting, Role.DATELINE if role is None and sighting.first in dateline else role)
        for sighting, role in accepted
    )
    return tuple(sorted(toponyms, key=lambda toponym: toponym.start))


def fame_of(found: Collection[Spot]) -> dict[int, float]:
    """Return the importance of the name at each token of the spots."""
    return {
        at: spot.best.importance
        for spot in found
        if spot.best is not None
        for at in range(spot.first, spot.last)
    }


def sighted(words: Words, gazetteer: Gazetteer) -> Iterator[Spot]:
    """Yield seats of government and names of the gazetteer."""
    government = tuple(seats(words))
    taken = tokens_of(government)
    yield from government
    for spot in spots(words, gazetteer):
        if taken.isdisjoint(range(spot.first, spot.last)):
            yield spot


Verdict = tuple[Sighting, Role | None]


def judged(
    seen: Collection[Sighting], gazetteer: Gazetteer, off: frozenset[str]
) -> Iterator[Verdict]:
    """Yield the sightings that are toponyms, helped by those that are sure."""
    weights = {s: weigh(s, ITSELF, off) + weigh(s, BESIDE, off) for s in seen}
    sure = {
        sighting
        for sighting, value in weights.items()
        if value >= ACCEPTED and sighting.envelope is Envelope.NOTHING
    }
    company = Company(sure, gazetteer)
    for sighting, value in weights.items():
        helped = value + weigh_company(sighting, company, off)
        known = sighting.key in company.names and "repeats" not in off
        if is_toponym(sighting, helped, known=known, off=off):
            yield sighting, role_of_form(sighting)


def role_of_form(sighting: Sighting) -> Role | None:
    """Return the role that a name has by its form, None where syntax has to tell."""
    if sighting.seat:
        return Role.METONYM
    if sighting.demonym:
        return Role.DEMONYM
    return Role.EMBEDDED if sighting.envelope is Envelope.ORGANISATION else None


def is_toponym(sighting: Sighting, value: float, *, known: bool, off: frozenset[str]) -> bool:
    """Tell whether a sighting of that weight counts; ``known`` says it is sure elsewhere."""
    match role_of_form(sighting):
        case Role.METONYM:
            return True
        case Role.DEMONYM:
            wrong = sighting.is_not_place or sighting.after_given_name or sighting.is_language
            return not wrong and "demonyms" not in off
        case Role.EMBEDDED:
            enough = weigh(sighting, ITSELF, off) >= (REPEATED if known else EMBEDDED)
            return enough and "embedded" not in off
    return value >= (REPEATED if known else ACCEPTED)


def weigh(sighting: Sighting, rules: tuple[Rule, ...], off: frozenset[str]) -> float:
    """Return the sum of the weights of the rules that hold."""
    return sum(rule.weight for rule in rules if rule.name not in off and rule.holds(sighting))


NEAR_KM = 100.0
"""How far a village may be from a place that the text is sure to name."""
NEIGHBOUR_KM = 1500.0
"""How far the middle of a country may be from another place to be told together."""


class Company:
    """The sure toponyms of a text: their names, tokens, countries and provinces."""

    def __init__(self, sure: Collection[Sighting], gazetteer: Gazetteer) -> None:
        self.gazetteer = gazetteer
        self.names = {sighting.key for sighting in sure}
        self.tokens = {at for s in sure for at in range(s.first, s.last)}
        best = [sighting.best.place for sighting in sure if sighting.best is not None]
        self.countries = {place.country for place in best if place.country}
        self.provinces = {place.admin1 for place in best if place.admin1}
        self.points = [place.point for place in best if place.point]
        self.towns = [p.point for p in best if p.point and p.kind is not Kind.COUNTRY]

    def is_fitting(self, sighting: Sighting) -> bool:
        """Tell whether a place of that name lies where the text's sure places lie."""
        if sighting.is_country:
            return self.is_neighbour(sighting)
        if sighting.has_other_reading and not sighting.after_strong_locative:
            return False
        return any(
            found.place.admin1 in self.provinces
            or (found.place.country in self.countries and found.importance >= 3.5)
            or self.is_near_town(found.place.point)
            for found in self.gazetteer.matches(sighting.name)[:8]
        )

    def is_near_town(self, point: tuple[float, float] | None) -> bool:
        """Tell whether a point lies near a sure place that is no country."""
        return point is not None and any(
            kilometres(point, town) < NEAR_KM for town in self.towns
        )

    def is_neighbour(self, sighting: Sighting) -> bool:
        """Tell whether a country lies near a place of the text: Chad beside Sudan."""
        point = sighting.best.place.point if sighting.best is not None else None
        return point is not None and any(
            kilometres(point, other) < NEIGHBOUR_KM for other in self.points
        )

    def is_listed(self, sighting: Sighting) -> bool:
        """Tell whether a comma or "and" joins the name to a sure toponym."""
        words, joins = sighting.words, sighting.words.lexicon.list_join
        before, after = sighting.first - 1, sighting.last
        return (words.before(sighting.first) in joins and before - 1 in self.tokens) or (
            words.after(sighting.last - 1) in joins and after + 1 in self.tokens
        )


def weigh_company(sighting: Sighting, company: Company, off: frozenset[str]) -> float:
    """Return what the sure toponyms of the text say for a name.

    "Sumy" may be anybody; in a text on Kharkiv it is the town. "Kidal, Gao and [Timbuktu]".
    """
    fitting = 1.5 if "fits the text" not in off and company.is_fitting(sighting) else 0.0
    listed = 1.0 if "in a list" not in off and company.is_listed(sighting) else 0.0
    return fitting + listed


def unlisted(words: Words, people: People, taken: Set[int]) -> Iterator[Verdict]:
    """Yield places that the gazetteer lacks: entities that are tagged as such."""
    for start, end, label in words.entities:
        first = start + (words.lower[start] == "the")
        if label not in PLACE_LABELS or first == end:
            continue
        sighting = Sighting(words, Spot(first, end), people, taken)
        free = taken.isdisjoint(range(start, end))
        if free and is_name(sighting) and is_spoken_of_as_place(sighting):
            yield sighting, None


def is_spoken_of_as_place(sighting: Sighting) -> bool:
    """Tell whether the words around an unknown name take it for a place."""
    return (
        sighting.after_strong_locative
        or sighting.after_of_place
        or sighting.before_container
        or sighting.after_contained
        or bool(sighting.cue)
    )


def spoken_of(words: Words, people: People, taken: Set[int]) -> Iterator[Verdict]:
    """Yield capitalised names that a word beside them calls places: "the town of [Minova]"."""
    at = 0
    while at < len(words):
        first = at
        while at < len(words) and is_free(words, at, taken, first):
            at += 1
        if at > first:
            sighting = Sighting(words, Spot(first, at), people, taken)
            if sighting.cue_of_name and is_name(sighting):
                yield sighting, None
        at = max(at, first + 1)


def repeated(
    words: Words, people: People, taken: Set[int], new: Collection[Verdict]
) -> Iterator[Verdict]:
    """Yield the places where names that the gazetteer lacks stand once more."""
    names = {tuple(words.text[s.first : s.last]) for s, _ in new if s.cue_of_name}
    taken = taken | {at for s, _ in new for at in range(s.first, s.last)}
    firsts = {name[0] for name in names}
    for at in range(len(words)):
        if words.text[at] in firsts and at not in taken:
            for name in names:
                last = at + len(name)
                if tuple(words.text[at:last]) == name and taken.isdisjoint(range(at, last)):
                    yield Sighting(words, Spot(at, last), people, taken), None


def is_free(words: Words, at: int, taken: Set[int], first: int) -> bool:
    """Tell whether a token can belong to a name that begins at ``first``."""
    return (
        at not in taken
        and words.capital[at]
        and words.sentence[at] == words.sentence[first]
        and words.lower[at] not in words.lexicon.never
    )


def is_name(sighting: Sighting) -> bool:
    """Tell whether an entity that the gazetteer lacks may still be a place."""
    words = sighting.words
    return all(
        words.capital[at] or words.lower[at] in words.lexicon.joining
        for at in range(sighting.first, sighting.last)
    ) and not (
        sighting.in_person
        or sighting.is_common
        or sighting.key in words.lexicon.never
        or words.in_headline(sighting.first)
        or any(letter.isdigit() for letter in sighting.name)
        or (sighting.is_single and sighting.name.isupper() and not sighting.is_shouted)
    )


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
