"""Where an event happened: the places that its own clause names, and failing that, nearby ones.

Evidence is tried from the surest on: a place that the trigger takes with a preposition of place
or as its object, one inside its object or subject, one in the clause around it, the only place
of the sentence, "the city" or "there" for a place named before, the sentence before, and last
the dateline. What is not said by the event's own clause is marked as inferred.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from typing import TYPE_CHECKING

from geo.coding.arguments import (
    clause_of,
    lemma,
    objects,
    prepositional,
    subjects,
)
from geo.model import Basis, EventType, Kind, Mention, Place, Role, Span

if TYPE_CHECKING:
    from spacy.tokens import Token

    from geo.coding.reading import Reading
    from geo.coding.triggers import Hit

AT = frozenset(
    ["in", "at", "near", "outside", "inside", "around", "along", "through", "across", "into", "on", "onto", "over", "within", "off", "between", "towards", "toward", "by", "beside", "beneath", "under", "throughout", "upon", "via"]
)
TARGETS = AT | {"to", "against", "for"}
LEAVING = frozenset({"from", "out", "of"})
PREPOSITIONS: dict[EventType, frozenset[str]] = {
    EventType.TALKS: frozenset({"in", "at", "near", "outside", "inside", "to", "within"}),
    EventType.STATEMENT: frozenset({"in", "at", "near", "outside"}),
    EventType.CEASEFIRE: frozenset(
        {"in", "at", "near", "along", "around", "across", "for", "over"}
    ),
    EventType.PROTEST: AT,
    EventType.CONTROL: AT | LEAVING,
    EventType.DISPLACEMENT: AT | LEAVING | {"to", "for"},
    EventType.DISARMAMENT: AT,
    EventType.DETENTION: AT | {"from"},
    EventType.ATTACK: TARGETS,
    EventType.BATTLE: TARGETS | {"of"},
    EventType.AID: AT | {"to", "for"},
    EventType.DEPLOYMENT: TARGETS,
    EventType.INFRASTRUCTURE: TARGETS,
}
"""Which prepositions place an event of a type; "talks on Sudan" are not in Sudan."""

SPEECH = frozenset(
    ["say", "tell", "announce", "condemn", "praise", "accuse", "deny", "warn", "call", "demand", "urge", "ask", "report", "confirm", "claim", "declare", "discuss", "criticise", "criticize", "denounce", "welcome", "describe", "mention", "note", "stress", "affirm", "emphasise", "emphasize", "express"]
)
WITNESSING = frozenset(["see", "witness", "experience", "suffer", "face", "endure", "undergo"])
NOUN_LINKS = frozenset(
    {"pobj", "appos", "compound", "nmod", "poss", "conj", "amod", "prep", "npadvmod"}
)
TOWN, LAND, STATE = (
    frozenset({Kind.CITY}),
    frozenset(
        {Kind.REGION, Kind.PROVINCE, Kind.DISTRICT, Kind.EXCLAVE, Kind.ISLAND, Kind.CORRIDOR}
    ),
    frozenset({Kind.COUNTRY}),
)
STANDING_FOR = {
    **dict.fromkeys(("city", "town", "village", "capital", "settlement"), TOWN),
    **dict.fromkeys(
        ("region", "enclave", "exclave", "territory", "area", "province", "district", "island"),
        LAND,
    ),
    **dict.fromkeys(("country", "nation"), STATE),
}
"""Nouns that stand, after "the", for the last place of that kind that was named."""

ON_THE_SPOT = frozenset(
    {EventType.ATTACK, EventType.BATTLE, EventType.PROTEST, EventType.DETENTION}
)


@dataclass(frozen=True, kw_only=True)
class Where:
    """The places of an event, where the text names them, and how that is known."""

    places: tuple[Place, ...] = ()
    spans: tuple[Span, ...] = ()
    basis: Basis = Basis.UNKNOWN
    origin: Place | None = None
    destination: Place | None = None


def where(hit: Hit, reading: Reading) -> Where:
    """Return where the event of a trigger happened, as far as the text says."""
    finder = Finder(hit, reading)
    for look, basis in finder.looks():
        found = distinct(look())
        if found:
            return finder.told(found, basis)
    return Where()


class Finder:
    """Looks for the places of one event."""

    def __init__(self, hit: Hit, reading: Reading) -> None:
        self.token = hit.token
        self.event_type = hit.trigger.event_type
        self.reading = reading
        self.prepositions = PREPOSITIONS[self.event_type]

    def looks(self) -> Iterator[tuple[Callable[[], Iterator[Mention]], Basis]]:
        """Yield the ways to find the places, surest first."""
        yield self.own, Basis.STATED
        yield self.in_clause, Basis.STATED
        yield self.in_subject, Basis.STATED
        yield self.only_one_in_sentence, Basis.INFERRED
        yield self.referred_to, Basis.INFERRED
        yield self.sentence_before, Basis.INFERRED
        yield self.dateline, Basis.INFERRED

    def own(self) -> Iterator[Mention]:
        """Yield places that the trigger itself takes."""
        if self.token.pos_ == "VERB":
            yield from self.of_verb(self.token)
        else:
            yield from self.of_noun(self.token)

    def of_verb(self, verb: Token) -> Iterator[Mention]:
        """Yield places among a verb's prepositional phrases and in its object."""
        yield from self.in_phrases(verb)
        if self.event_type not in {EventType.TALKS, EventType.STATEMENT}:
            for each in objects(verb):
                yield from self.inside(each)

    def of_noun(self, noun: Token) -> Iterator[Mention]:
        """Yield places among a noun's phrases, modifiers, and those of the verb it goes with."""
        yield from self.in_phrases(noun)
        for child in noun.children:
            if child.dep_ in {"compound", "nmod", "poss"}:
                yield from self.at(child)
            if child.dep_ in {"acl", "relcl"} and child.pos_ == "VERB":
                yield from self.in_phrases(child)
            if (
                child.dep_ == "prep"
                and child.lower_ == "of"
                and self.event_type != EventType.TALKS
            ):
                for inner in child.children:
                    yield from self.inside(inner)
        yield from self.of_verb_with(noun)

    def of_verb_with(self, noun: Token) -> Iterator[Mention]:
        """Yield places of the verb whose subject or object the noun is: "talks began in X"."""
        top = noun
        while top.dep_ in {"conj", "compound", "pobj"} and top.head.pos_ in {
            "NOUN",
            "PROPN",
            "ADP",
        }:
            if top.dep_ == "pobj" and (top.head.lower_ != "of" or top.head.head.pos_ != "NOUN"):
                return
            top = top.head.head if top.dep_ == "pobj" else top.head
        verb = top.head
        if top.dep_ not in {"nsubj", "nsubjpass", "dobj", "attr"} or lemma(verb) in SPEECH:
            return
        if lemma(verb) in WITNESSING:
            for subject in subjects(verb):
                yield from self.at(subject, (Role.LOCATION, Role.POLITY))
        yield from self.in_phrases(verb)

    def in_clause(self) -> Iterator[Mention]:
        """Yield places of the clause around: of the verbs that the trigger's verb is joined to."""
        verb = clause_of(self.token)
        for _ in range(3):
            if verb is not self.token and lemma(verb) not in SPEECH:
                yield from self.in_phrases(verb)
            for child in verb.children:
                if (
                    child.dep_ in {"xcomp", "conj"}
                    and child.pos_ == "VERB"
                    and child.i > verb.i
                ):
                    yield from self.in_phrases(child)
            if verb.dep_ not in {"conj", "xcomp", "advcl", "pcomp"}:
                return
            verb = clause_of(verb.head)

    def in_subject(self) -> Iterator[Mention]:
        """Yield places inside the subject: "protesters in Yerevan"."""
        verb = clause_of(self.token)
        if verb.pos_ == "VERB" and self.event_type != EventType.TALKS:
            for subject in subjects(verb):
                for _, inner in prepositional(subject):
                    yield from self.inside(inner)

    def in_phrases(self, token: Token) -> Iterator[Mention]:
        """Yield places in the token's phrases with a fitting preposition."""
        for preposition, inner in prepositional(token):
            if preposition.lower_ in self.prepositions and inner.pos_ != "VERB":
                yield from self.inside(inner)
        for child in token.children:
            if child.dep_ == "advmod" and child.lower_ in {"there", "here"}:
                yield from self.last_named(TOWN | LAND | STATE)

    def inside(self, noun: Token) -> Iterator[Mention]:
        """Yield the places that a noun phrase names, or "the city" stands for."""
        found = list(self.named_inside(noun))
        yield from found
        if not found:
            yield from self.standing_for(noun)

    def named_inside(self, noun: Token) -> Iterator[Mention]:
        """Yield the places in a noun phrase, without its clauses."""
        yield from self.at(noun)
        for child in noun.children:
            if child.dep_ in NOUN_LINKS and not is_distance(noun, child):
                yield from self.named_inside(child)

    def at(
        self, token: Token, roles: tuple[Role, ...] = (Role.LOCATION, Role.DATELINE)
    ) -> Iterator[Mention]:
        """Yield the place that the token is part of, if it can be drawn."""
        mention = self.reading.mention_at(token)
        if mention is not None and mention.role in roles and mention.place is not None:
            yield mention

    def standing_for(self, noun: Token) -> Iterator[Mention]:
        """Yield the place that "the city" stands for."""
        kinds = STANDING_FOR.get(lemma(noun))
        if kinds and any(child.lower_ in {"the", "this", "that"} for child in noun.children):
            yield from self.last_named(kinds)

    def last_named(self, kinds: frozenset[Kind]) -> Iterator[Mention]:
        """Yield the last place of one of the kinds named before the trigger."""
        before = [
            mention
            for mention in self.reading.mentions
            if mention.end <= self.token.idx
            and mention.role in {Role.LOCATION, Role.DATELINE, Role.POLITY}
            and mention.place is not None
            and mention.place.kind in kinds
        ]
        yield from before[-1:]

    def only_one_in_sentence(self) -> Iterator[Mention]:
        """Yield the place of a sentence that names only one."""
        found = self.located_in(self.reading.sentence_span(self.token.sent))
        if len({mention.place for mention in found}) == 1:
            yield found[0]

    def referred_to(self) -> Iterator[Mention]:
        """Yield what a "the region" anywhere in the sentence stands for."""
        for token in self.token.sent:
            if token.dep_ in {"pobj", "dobj", "poss"}:
                yield from self.standing_for(token)

    def sentence_before(self) -> Iterator[Mention]:
        """Yield the place of the sentence before, in the same paragraph, if it is one."""
        sentence = self.token.sent
        if sentence.start == 0 or self.event_type in {EventType.TALKS, EventType.STATEMENT}:
            return
        before = self.token.doc[sentence.start - 1].sent
        between = self.token.doc.text[before.start_char : sentence.start_char]
        found = self.located_in(self.reading.sentence_span(before))
        if "\n" not in between.strip() and len({mention.place for mention in found}) == 1:
            yield found[0]

    def dateline(self) -> Iterator[Mention]:
        """Yield the dateline of the paragraph that the event opens."""
        if self.event_type in ON_THE_SPOT:
            for mention in self.reading.mentions_in(
                self.reading.sentence_span(self.token.sent)
            ):
                if mention.role == Role.DATELINE and mention.place is not None:
                    yield mention

    def located_in(self, span: Span) -> list[Mention]:
        """Return the places that a stretch of text locates something at."""
        return [
            mention
            for mention in self.reading.mentions_in(span)
            if mention.role == Role.LOCATION and mention.place is not None
        ]

    def told(self, found: list[Mention], basis: Basis) -> Where:
        """Return the places found, of people on the move by where from and where to."""
        origin, destination = None, None
        if self.event_type in {EventType.DISPLACEMENT, EventType.AID, EventType.DEPLOYMENT}:
            origin = self.moved("from", "flee leave abandon escape depart evacuate", found)
            destination = self.moved("to into for towards toward in", "reach enter", found)
        places = [mention.place for mention in found if mention.place is not None]
        return Where(
            places=tuple(places),
            spans=tuple(mention.span for mention in found),
            basis=basis,
            origin=origin,
            destination=destination if destination != origin else None,
        )

    def moved(self, prepositions: str, verbs: str, found: list[Mention]) -> Place | None:
        """Return the place among those found that stands after one of the words."""
        for mention in found:
            before = self.reading.doc.text[max(0, mention.start - 24) : mention.start].split()
            for word in before[-1:-4:-1]:
                if word.lower() in prepositions.split():
                    return mention.place
                if any(word.lower().startswith(verb[:4]) for verb in verbs.split()):
                    return mention.place
        return None


def is_distance(noun: Token, child: Token) -> bool:
    """Tell whether a phrase only says how far away: "295 kilometers west of Baku"."""
    return (
        child.dep_ == "appos" and lemma(child) in {"mile", "kilometer", "kilometre", "km"}
    ) or (
        lemma(noun)
        in {"mile", "kilometer", "kilometre", "km", "west", "east", "north", "south"}
        and child.dep_ == "prep"
    )


def distinct(mentions: Iterable[Mention]) -> list[Mention]:
    """Return one mention a place, without countries that a finer place already lies in."""
    first: dict[str, Mention] = {}
    for mention in mentions:
        if mention.place is not None:
            first.setdefault(mention.place.place_id, mention)
    fine = {
        mention.place.country
        for mention in first.values()
        if mention.place is not None and mention.place.kind not in {Kind.COUNTRY, Kind.PROVINCE}
    }
    return [mention for mention in first.values() if not is_container(mention, fine)]


def is_container(mention: Mention, fine: set[str]) -> bool:
    """Tell whether the mention is a country or province of a finer place beside it."""
    place = mention.place
    return (
        place is not None
        and place.kind in {Kind.COUNTRY, Kind.PROVINCE}
        and place.country in fine
    )
