"""The places that an event's own clause names: with a preposition, as object, inside either."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from geo.coding.arguments import (
    argument_of,
    clause_of,
    is_finite,
    lemma,
    objects,
    prepositional,
    shares_place,
    subjects,
)
from geo.coding.lexicon import is_a
from geo.model import EventType, Kind, Mention, Role, Span

if TYPE_CHECKING:
    from spacy.tokens import Token

    from geo.coding.reading import Reading
    from geo.coding.triggers import Hit


LEAVING = frozenset({"from", "out", "of"})
MORE: dict[EventType, frozenset[str]] = {
    EventType.CONTROL: LEAVING,
    EventType.DISPLACEMENT: LEAVING | {"to", "for"},
    EventType.DISARMAMENT: frozenset(),
    EventType.PROTEST: frozenset(),
    EventType.DETENTION: frozenset({"from"}),
    EventType.ATTACK: frozenset({"to", "against", "for"}),
    EventType.BATTLE: frozenset({"to", "against", "for", "of"}),
    EventType.AID: frozenset({"to", "for"}),
    EventType.DEPLOYMENT: frozenset({"to", "against", "for"}),
    EventType.INFRASTRUCTURE: frozenset({"to"}),
}
"""Prepositions that place an event of a type, beside those of place."""

UNTO = frozenset({"to", "for"})

ONLY: dict[EventType, frozenset[str]] = {
    EventType.TALKS: frozenset({"in", "at", "near", "outside", "inside", "to", "within"}),
    EventType.STATEMENT: frozenset({"in", "at", "near", "outside"}),
    EventType.CEASEFIRE: frozenset(
        {"in", "at", "near", "along", "around", "across", "for", "over"}
    ),
}
"""The only prepositions that place an event of a type: "talks on Sudan" are not in Sudan."""

INNER = frozenset({"of", "including", "like", "as"})
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

ANYWHERE = frozenset({EventType.TALKS, EventType.STATEMENT})
"""Types that are placed only by what is said of them: one talks of a place from far away."""


class Placing:
    """Looks for the places of one event in its own clause."""

    def __init__(self, hit: Hit, reading: Reading) -> None:
        self.token = hit.token
        self.event_type = hit.trigger.event_type
        self.reading = reading
        top = argument_of(hit.token)
        self.governor = top.head if top is not None else hit.token

    def places(self, preposition: Token) -> bool:
        """Tell whether what follows a preposition is where an event of this type happens.

        The people who "fled to Chad after the attack" say where to, the attack was elsewhere.
        """
        word = preposition.lower_
        if self.event_type in ONLY:
            return word in ONLY[self.event_type]
        more = MORE[self.event_type] - (UNTO if self.is_beside(preposition) else frozenset())
        return is_a(word, "at") or word in more

    def is_beside(self, preposition: Token) -> bool:
        """Tell whether a preposition belongs to another verb than the noun that is coded."""
        verb = preposition.head
        return self.token.pos_ == "NOUN" and verb.pos_ == "VERB" and verb != self.governor

    def own(self) -> Iterator[Mention]:
        """Yield places that the trigger itself takes, or that its "where" refers to."""
        verb = clause_of(self.token)
        if verb.dep_ == "relcl" and any(child.lower_ == "where" for child in verb.children):
            yield from self.named_inside(verb.head)
        if self.token.pos_ == "VERB":
            yield from self.of_verb(self.token)
            if self.token.dep_ == "nsubj":  # "Fighting between the two killed 70 around Gao"
                yield from self.of_verb_with(self.token, self.token.head)
        else:
            yield from self.of_noun(self.token)

    def of_verb(self, verb: Token) -> Iterator[Mention]:
        """Yield places among a verb's prepositional phrases and in its object."""
        yield from self.in_phrases(verb)
        if self.event_type not in ANYWHERE:
            for each in objects(verb):
                yield from self.inside(each)
        else:
            yield from self.reached_by(verb)
            for each in objects(verb):
                yield from self.in_phrases(each)

    def of_noun(self, noun: Token) -> Iterator[Mention]:
        """Yield places of a noun's phrases and modifiers, and of the verb it goes with."""
        yield from self.in_phrases(noun)
        for child in noun.children:
            if child.dep_ in {"compound", "nmod", "poss"}:
                yield from self.at(child)
            elif child.dep_ in {"acl", "relcl"} and child.pos_ == "VERB":
                yield from self.in_phrases(child)
            elif child.lower_ == "of" and self.event_type != EventType.TALKS:
                for inner in child.children:
                    yield from self.inside(inner)
        top = argument_of(noun)
        if top is not None and not is_a(lemma(top.head), "speech"):
            yield from self.of_verb_with(top, top.head)

    def of_verb_with(self, noun: Token, verb: Token) -> Iterator[Mention]:
        """Yield places of the verb whose subject or object the noun is: "talks began in X"."""
        if is_a(lemma(verb), "witnessing"):
            for subject in subjects(verb):
                yield from self.at(subject, (Role.LOCATION, Role.POLITY))
        yield from self.in_phrases(verb)
        if noun.dep_ == "nsubj":
            for each in objects(verb):
                yield from self.in_phrases(each)
            yield from self.reached_by(verb)

    def reached_by(self, verb: Token) -> Iterator[Mention]:
        """Yield the place that a verb of motion or impact takes as its object."""
        if is_a(lemma(verb), "motion"):
            for each in objects(verb):
                yield from self.named_inside(each)

    def in_clause(self) -> Iterator[Mention]:
        """Yield places of the verbs that the trigger's own verb is joined to."""
        verb = clause_of(self.token)
        if verb.pos_ != "VERB":
            return
        for _ in range(3 if self.token.pos_ == "VERB" else 1):
            if is_a(lemma(verb), "calling"):
                return
            if verb is not self.token and not is_a(lemma(verb), "speech"):
                yield from self.in_phrases(verb)
                yield from self.reached_by(verb)
            for child in verb.children:
                if shares_place(child, verb):
                    yield from self.in_phrases(child)
            if verb.dep_ not in {"conj", "xcomp", "advcl", "pcomp", "acl"} or is_finite(verb):
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
            if (
                preposition.dep_ != "agent"
                and self.places(preposition)
                and inner.pos_ != "VERB"
            ):
                yield from self.inside(inner)
        for child in token.children:
            if child.dep_ == "advmod" and child.lower_ in {"there", "here"}:
                here = self.located_in(self.reading.sentence_span(token.sent))
                yield from [one for one in here if one.end <= token.idx][:1]

    def inside(self, noun: Token) -> Iterator[Mention]:
        """Yield the places that a noun phrase names, or "the city" or "it" stands for."""
        if noun.lower_ == "it":
            yield from self.topic()
        found = list(self.named_inside(noun))
        yield from found
        if not found:
            yield from self.standing_for(noun)

    def named_inside(self, noun: Token) -> Iterator[Mention]:
        """Yield the places in a noun phrase, without its clauses."""
        by_name = list(self.called(noun))
        if by_name:
            yield from by_name
            return
        yield from self.at(noun)
        for child in noun.children:
            if child.dep_ == "prep" and not (child.lower_ in INNER or self.places(child)):
                continue
            if child.dep_ in NOUN_LINKS and not is_distance(noun, child):
                yield from self.named_inside(child)

    def called(self, noun: Token) -> Iterator[Mention]:
        """Yield the place of "the capital, known as X"."""
        for child in noun.children:
            if child.dep_ == "acl" and lemma(child) in {"know", "call", "name"}:
                for preposition, inner in prepositional(child):
                    if preposition.lower_ == "as":
                        yield from self.at(inner)

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
        if any(child.lower_ == "of" for child in noun.children):
            return
        if kinds and any(child.lower_ in {"the", "this", "that"} for child in noun.children):
            yield from self.last_named(kinds)

    def last_named(self, kinds: frozenset[Kind]) -> Iterator[Mention]:
        """Yield the last place of one of the kinds named before the trigger."""
        before = [
            mention
            for mention in self.reading.mentions
            if mention.end <= self.token.idx
            and mention.role in {Role.LOCATION, Role.DATELINE}
            and mention.place is not None
            and mention.place.kind in kinds
        ]
        yield from before[-1:]

    def topic(self) -> Iterator[Mention]:
        """Yield the first place of the sentence before, which "it" takes up."""
        sentence = self.token.sent
        if sentence.start > 0:
            before = self.token.doc[sentence.start - 1].sent
            named = self.reading.mentions_in(self.reading.sentence_span(before))
            yield from [one for one in named if one.place and one.role == Role.LOCATION][:1]

    def located_in(self, span: Span) -> list[Mention]:
        """Return the places that a stretch of text locates something at."""
        return [
            mention
            for mention in self.reading.mentions_in(span)
            if mention.role == Role.LOCATION
            and mention.place is not None
            and (mention.place.kind != Kind.COUNTRY or self.stands_with_preposition(mention))
        ]

    def stands_with_preposition(self, mention: Mention) -> bool:
        """Tell whether a toponym stands behind a preposition, as a place mostly does."""
        tokens = self.reading.doc.char_span(mention.start, mention.end, alignment_mode="expand")
        return tokens is not None and any(
            above.dep_ == "pobj"
            for above in (tokens.root, *tokens.root.ancestors)
            if above.dep_ in NOUN_LINKS
        )


def is_distance(noun: Token, child: Token) -> bool:
    """Tell whether a phrase only says how far away: "295 kilometers west of Baku"."""
    return (
        child.dep_ == "appos" and lemma(child) in {"mile", "kilometer", "kilometre", "km"}
    ) or (
        lemma(noun)
        in {"mile", "kilometer", "kilometre", "km", "west", "east", "north", "south"}
        and child.dep_ == "prep"
    )
