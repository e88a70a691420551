"""Where a number belongs: the place of a figure, and who moves from where to where."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from typing import TYPE_CHECKING

from geo.coding.context import paragraphs
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
HELD = frozenset({Measure.POPULATION, Measure.SHARE, Measure.SHELTERED})
"""Measures of what a place holds: its subject or owner is the place."""
ARRIVING = frozenset({"arrive", "arrival", "refuge", "shelter", "seek", "settle"})
ARRIVING = frozenset({"arrive", "arrival", "refuge", "shelter", "seek", "settle"})
MOVING = frozenset(
    {Measure.DISPLACED, Measure.EVACUATED, Measure.CROSSED_BORDER, Measure.RETURNED}
)
BROAD = frozenset({Kind.COUNTRY, Kind.CONTINENT, Kind.HISTORIC})
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
    here = _placed(reading, sentence)
    if measure in HELD:
        owner = _named_in(noun, reading) or _of_subject(trigger, reading)
        if owner is not None:
            return owner
    if here:
        return min(here, key=lambda one: _distance(one, noun, trigger, measure, reading)).place
    return _of_paragraph(noun, sentence, reading) or main_place(reading)


def _of_paragraph(noun: Token, sentence: Span, reading: Reading) -> Place | None:
    """Return the last place before the sentence in its paragraph, countries left out."""
    before = [
        one.place
        for one in _placed(reading, Span(0, sentence.start))
        if one.place and one.place.kind not in BROAD and _same_line(one, noun, reading)
    ]
    return before[-1] if before else None


def _of_subject(trigger: Token, reading: Reading) -> Place | None:
    """Return the place that the subject names or stands for ("the region")."""
    for node in (trigger, *trigger.ancestors):
        for child in node.children:
            if child.dep_.startswith("nsubj"):
                place = _named_in(child, reading) or anaphoric(child, reading)
                if place is not None:
                    return place
        if node.dep_ in {"ccomp", "relcl"}:
            break
    return None


def _placed(reading: Reading, span: Span) -> list[Mention]:
    return [
        one
        for one in reading.mentions_in(span)
        if one.role is Role.LOCATION and one.place is not None
    ]


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


def main_place(reading: Reading) -> Place | None:
    """Return the place the article locates most in, countries only when there is no other."""
    placed = _placed(reading, Span(0, len(reading.article.text)))
    narrow = [one for one in placed if one.place and one.place.kind not in BROAD]
    counted = Counter(one.place.place_id for one in (narrow or placed) if one.place)
    if not counted:
        return None
    most = max(counted.values())
    return next(
        one.place for one in placed if one.place and counted.get(one.place.place_id) == most
    )
