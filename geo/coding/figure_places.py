"""Where a number belongs: the place of a figure, and who moves from where to where."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from typing import TYPE_CHECKING

from geo.coding.article_places import (
    BROAD,
    located,
    main_place,
    placed,
    war_place,
)
from geo.coding.context import clause_verb, paragraphs
from geo.model import Kind, Measure, Mention, Place, Role, Span

if TYPE_CHECKING:
    from spacy.tokens import Token

    from geo.coding.reading import Reading

FROM = frozenset({"from", "out"})
TOWARDS = frozenset({"to", "into", "towards", "toward", "for", "onto"})
AT = frozenset(
    {
        "in",
        "at",
        "near",
        "on",
        "over",
        "across",
        "around",
        "within",
        "inside",
        "throughout",
        "outside",
    }
)
LEAVING = frozenset({"flee", "leave", "escape", "abandon", "exit", "quit", "evacuate"})
REACHING = frozenset({"enter", "reach"})
FIRING = frozenset({"launch", "fire", "shoot", "drone", "missile", "rocket"})
TOWNS = frozenset({"city", "town", "village", "port", "camp"})
STANDING = frozenset({"poss", "pobj", "nsubj", "nsubjpass", "dobj"})
WARS = frozenset({"war", "conflict", "crisis", "insurgency", "violence"})
GOVERNMENTS = frozenset({"government", "ministry", "authority", "agency", "presidency"})
WIDE = BROAD | {Kind.REGION, Kind.PROVINCE, Kind.EXCLAVE}
HELD = frozenset({Measure.POPULATION, Measure.SHARE, Measure.SHELTERED})
"""Measures of what a place holds: its subject or owner is the place."""
ARRIVING = frozenset({"arrive", "arrival", "refuge", "shelter", "seek", "settle"})
MOVING = frozenset(
    {Measure.DISPLACED, Measure.EVACUATED, Measure.CROSSED_BORDER, Measure.RETURNED}
)
KINDS_OF_NOUN = {
    "region": frozenset({Kind.REGION, Kind.PROVINCE, Kind.EXCLAVE}),
    "enclave": frozenset({Kind.REGION, Kind.EXCLAVE}),
    "territory": frozenset({Kind.REGION, Kind.PROVINCE, Kind.DISTRICT}),
    "province": frozenset({Kind.PROVINCE, Kind.REGION}),
    "district": frozenset({Kind.DISTRICT}),
    "city": frozenset({Kind.CITY}),
    "town": frozenset({Kind.CITY}),
    "village": frozenset({Kind.CITY}),
    "country": frozenset({Kind.COUNTRY}),
    "camp": frozenset({Kind.FACILITY, Kind.CITY}),
}


@dataclass(frozen=True, slots=True, kw_only=True)
class Whereabouts:
    """The place of a figure with, for people on the move, origin and destination."""

    place: Place | None = None
    origin: Place | None = None
    destination: Place | None = None


def locate(noun: Token, trigger: Token, measure: Measure, reading: Reading) -> Whereabouts:
    """Return where the number of ``noun`` belongs, as ``trigger`` and its sentence tell.

    People on the move are put at their destination, else at their origin; anything else at the
    nearest place of the clause, the sentence, the paragraph, and last at the place the article
    is mostly about.
    """
    origin = destination = None
    if measure in MOVING or (measure is Measure.SHELTERED and trigger.lemma_ == "receive"):
        origin, destination = _from_and_to(noun, trigger, reading)
    elif measure in {Measure.AID, Measure.DEPLOYED}:
        destination = _from_and_to(noun, trigger, reading)[1]
    place = destination or origin or _nearest(noun, trigger, measure, reading)
    return Whereabouts(place=place, origin=origin, destination=destination)


def _from_and_to(
    noun: Token, trigger: Token, reading: Reading
) -> tuple[Place | None, Place | None]:
    origin = destination = None
    for way, token in _ways(noun, trigger):
        place = _named_under(token, reading)
        if way == "from":
            origin = origin or place
        else:
            destination = destination or place
    return origin, destination


def _ways(noun: Token, trigger: Token) -> Iterator[tuple[str, Token]]:
    """Yield ("from" | "to", object) of the words around a movement."""
    for node in _around(noun, trigger):
        for child in node.children:
            if child.dep_ == "prep" and child.lower_ in FROM | TOWARDS | {"in", "across"}:
                yield from _way_of(child, node)
            elif child.dep_ == "dobj" and node.lemma_ in LEAVING and child.i != noun.i:
                yield "from", child
            elif child.dep_ == "dobj" and node.lemma_ in REACHING:
                yield "to", child


def _around(noun: Token, trigger: Token) -> Iterator[Token]:
    """Yield the trigger, the thing counted, and joined verbs ("and seeking refuge in")."""
    yield trigger
    yield noun
    reaching = (node for node in trigger.ancestors if node.lemma_ in REACHING)
    yield from reaching  # "a convoy of 15 trucks carrying 400 tons of food reached the camp"
    for child in trigger.children:
        if child.dep_ in {"conj", "xcomp", "advcl", "dobj", "ccomp"} and child.i != noun.i:
            yield child
            yield from (
                inner for inner in child.children if inner.dep_ in {"dobj", "xcomp", "conj"}
            )


def _way_of(preposition: Token, node: Token) -> Iterator[tuple[str, Token]]:
    arrives = node.lemma_ in ARRIVING
    if preposition.lower_ == "in" and not arrives:
        return
    way = "from" if preposition.lower_ in FROM else "to"
    for child in preposition.children:
        if child.dep_ == "pobj":
            yield way, child
        elif child.dep_ == "prep":
            yield from _way_of(child, node)


def _named_under(token: Token, reading: Reading) -> Place | None:
    """Return the place named by a phrase, or the one that "the region" stands for."""
    of = [inner for child in token.children if child.lower_ == "of" for inner in child.subtree]
    for inner in (token, *of, *token.subtree):  # "the West Bank city of Ramallah" is Ramallah
        mention = reading.mention_at(inner)
        if mention is not None and mention.place is not None and _is_somewhere(mention):
            return mention.place
    return anaphoric(token, reading)


def _is_somewhere(mention: Mention) -> bool:
    return mention.role in {Role.LOCATION, Role.DATELINE, Role.POLITY}


def anaphoric(token: Token, reading: Reading) -> Place | None:
    """Return the place named before that "the region" or "his country" stands for."""
    kinds = KINDS_OF_NOUN.get(token.lemma_)
    words = {child.lower_ for child in token.children}
    owned = bool(words & {"his", "her", "their", "its"}) and token.lemma_ == "country"
    if kinds is None or not (owned or words & {"the", "this", "that"}):
        return None
    for mention in reversed([one for one in reading.mentions if one.start < token.idx]):
        fits = mention.place is not None and mention.place.kind in kinds
        if fits and (owned or _is_somewhere(mention)):
            return mention.place
    return None


def _nearest(noun: Token, trigger: Token, measure: Measure, reading: Reading) -> Place | None:
    sentence = reading.sentence_span(noun.sent)
    here = [one for one in located(reading, sentence) if not _is_passed_over(one, reading)]
    lies = measure is Measure.DISTANCE and all(one.start > noun.idx for one in here)
    if measure in HELD or lies:
        owner = _named_in(noun, reading) or _of_subject(trigger, reading)
        if owner is not None:
            return owner
    if _is_of_war(noun) and not any(_is_under(one, trigger, reading) for one in here):
        return war_place(reading)
    if here:
        return _best(here, lambda one: _distance(one, noun, trigger, measure, reading))
    if located(reading, sentence):
        return None  # all that the sentence names is where the drones came from
    return (
        _stood_for(noun, reading)
        or _of_government(noun, measure, reading)
        or _of_paragraph(noun, sentence, reading)
        or main_place(reading)
    )


def _best(
    here: list[Mention], rank: Callable[[Mention], tuple[int, bool, int]]
) -> Place | None:
    """Return the nearest place; a name without a place leaves only what may hold it."""
    nearest = min(here, key=rank)
    if nearest.place is not None:
        return nearest.place
    return next((one.place for one in here if one.place and one.place.kind in WIDE), None)


def _root(mention: Mention, reading: Reading) -> Token | None:
    tokens = reading.doc.char_span(mention.start, mention.end, alignment_mode="expand")
    return tokens.root if tokens is not None else None


def _is_passed_over(mention: Mention, reading: Reading) -> bool:
    """Tell whether a name only says where fire came from, or which city of that name is meant.

    "Drones launched from Crimea", "the West Bank city of Ramallah".
    """
    root = _root(mention, reading)
    if root is None:
        return False
    governor = root.head
    if governor.lower_ == "from" and governor.head.lemma_ in FIRING:
        return True
    narrowed = any(child.lower_ == "of" for child in governor.children)
    return root.dep_ in {"compound", "nmod", "amod"} and governor.lemma_ in TOWNS and narrowed


def _is_under(mention: Mention, trigger: Token, reading: Reading) -> bool:
    root = _root(mention, reading)
    return root is not None and clause_verb(root).i == clause_verb(trigger).i


def _is_of_war(noun: Token) -> bool:
    """Tell whether the number is what a war has cost: "the conflict has killed 377,000"."""
    verb = clause_verb(noun)
    while verb.dep_ == "conj" and not any(
        one.dep_.startswith("nsubj") for one in verb.children
    ):
        verb = clause_verb(verb.head)
    subjects = [child for child in verb.children if child.dep_ == "nsubj"]
    return any(one.lemma_ in WARS and one.i < noun.i for one in subjects)


def _stood_for(noun: Token, reading: Reading) -> Place | None:
    """Return what "the city" of the sentence stands for: "the city's main hospital"."""
    named = (anaphoric(one, reading) for one in noun.sent if one.dep_ in STANDING)
    return next((place for place in named if place is not None), None)


def _of_government(noun: Token, measure: Measure, reading: Reading) -> Place | None:
    """Place those who fled by whose government says so: "Lebanon's government says"."""
    clause = clause_verb(noun)
    if measure is not Measure.DISPLACED or clause.dep_ != "ccomp":
        return None
    for subject in (one for one in clause.head.children if one.dep_ == "nsubj"):
        for node in subject.subtree if subject.lemma_ in GOVERNMENTS else ():
            mention = reading.mention_at(node)
            if mention and mention.place and mention.place.kind is Kind.COUNTRY:
                return mention.place
    return None


def _of_paragraph(noun: Token, sentence: Span, reading: Reading) -> Place | None:
    """Return the last place before the sentence in its paragraph, countries left out."""
    before = [
        one.place
        for one in placed(reading, Span(0, sentence.start))
        if one.place and one.place.kind not in BROAD and _same_line(one, noun, reading)
    ]
    return before[-1] if before else None


def _of_subject(trigger: Token, reading: Reading) -> Place | None:
    """Return the place that the subject names or stands for ("the region")."""
    for node in (trigger, *trigger.ancestors):
        for child in node.children:
            if child.dep_.startswith("nsubj"):
                who = node.head if child.tag_ == "WDT" and node.dep_ == "relcl" else child
                place = _named_in(who, reading) or anaphoric(who, reading)
                if place is not None:
                    return place
        if node.dep_ in {"ccomp", "relcl"}:
            break
    return None


def _named_in(token: Token, reading: Reading) -> Place | None:
    """Return the place in a phrase, in whatever role: "Gaza's 2.3 million people"."""
    for node in token.subtree:
        mention = reading.mention_at(node)
        if (
            mention is not None
            and mention.place is not None
            and mention.role is not Role.DEMONYM
        ):
            return mention.place
    return None


def _distance(
    mention: Mention, noun: Token, trigger: Token, measure: Measure, reading: Reading
) -> tuple[int, bool, int]:
    """Rank a mention: under the noun, then under the trigger, narrow ones first, then near."""
    tokens = reading.doc.char_span(mention.start, mention.end, alignment_mode="expand")
    root = tokens.root if tokens is not None else noun
    apart = abs(root.i - noun.i)
    broad = mention.place is not None and mention.place.kind in BROAD
    if measure is Measure.DISTANCE:
        return (int(mention.start > noun.idx), False, apart)
    located = root.head.lower_ in AT
    if noun.is_ancestor(root) and located:
        return (0, broad, apart)
    if trigger.is_ancestor(root):
        return (1 if located else 2, broad, apart)
    return (3 if located else 4, broad, apart)


def _same_line(mention: Mention, noun: Token, reading: Reading) -> bool:
    lines = paragraphs(reading.doc)
    tokens = reading.doc.char_span(mention.start, mention.end, alignment_mode="expand")
    return tokens is not None and lines[tokens.start] == lines[noun.i]
