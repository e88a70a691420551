"""Where an event happened: the places that its own clause names, and failing that, nearby ones.

Evidence is tried from the surest on: a place that the trigger takes with a preposition of place
or as its object, one inside its object or subject, one in the clause around it, the only place
of the sentence, "the city" or "there" for a place named before, the sentence before, and last
the dateline. What is not said by the event's own clause is marked as inferred.
"""

from __future__ import annotations

from collections import Counter
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
from geo.coding.lexicon import is_a
from geo.model import Basis, EventType, Kind, Mention, Place, Role, Span

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

LEVEL = {Kind.CONTINENT: 0, Kind.COUNTRY: 0, Kind.PROVINCE: 1, Kind.REGION: 1}
ANYWHERE = frozenset({EventType.TALKS, EventType.STATEMENT})
"""Types that are placed only by what is said of them: one talks of a place from far away."""

MOVING = frozenset({EventType.DISPLACEMENT, EventType.AID, EventType.DEPLOYMENT})
ON_THE_SPOT = frozenset(
    {EventType.ATTACK, EventType.BATTLE, EventType.PROTEST, EventType.DETENTION}
)
IN_THE_THEATRE = frozenset(
    {
        EventType.BATTLE,
        EventType.ATTACK,
        EventType.CEASEFIRE,
        EventType.DISPLACEMENT,
        EventType.CONTROL,
        EventType.DISARMAMENT,
        EventType.DEPLOYMENT,
        EventType.AID,
    }
)
NEAR = 1.5
"""Degrees of latitude within which a town may lie in a region of its country."""

OPENING = 30
"""Characters from the start of a sentence within which a place frames all of it."""

THEATRE_SHARE = 0.34
"""Share of an article's located names, states aside, that its theatre makes up at least."""


@dataclass(frozen=True, kw_only=True)
class Where:
    """The places of an event, where the text names them, and how that is known."""

    places: tuple[Place, ...] = ()
    spans: tuple[Span, ...] = ()
    basis: Basis = Basis.UNKNOWN
    origin: Place | None = None
    destination: Place | None = None


def where(hit: Hit, reading: Reading, theatre: Mention | None, *, nearby: bool) -> Where:
    """Return where the event of a trigger happened, as far as the text says.

    Without ``nearby`` the sentence before is not asked: what is planned may be elsewhere.
    """
    finder = Finder(hit, reading, theatre, nearby=nearby)
    for look, basis in finder.looks():
        found = finder.finest(distinct(look()))
        if found:
            return finder.told(found, basis)
    return Where()


def theatre_of(reading: Reading) -> Mention | None:
    """Return the first mention of the place that an article is set in, if one stands out."""
    located = [
        mention
        for mention in reading.mentions
        if mention.role == Role.LOCATION
        and mention.place is not None
        and mention.place.kind not in {Kind.COUNTRY, Kind.CONTINENT, Kind.WATER}
    ]
    counts = Counter(mention.place for mention in located)
    if not counts:
        return None
    place, count = counts.most_common(1)[0]
    if count < 2 or count < THEATRE_SHARE * len(located):
        return None
    return next(mention for mention in located if mention.place == place)


class Finder:
    """Looks for the places of one event."""

    def __init__(
        self, hit: Hit, reading: Reading, theatre: Mention | None, *, nearby: bool
    ) -> None:
        self.token = hit.token
        self.event_type = hit.trigger.event_type
        self.reading = reading
        self.set_in = theatre
        self.nearby = nearby

    def places(self, preposition: Token) -> bool:
        """Tell whether what follows a preposition is where an event of this type happens."""
        word = preposition.lower_
        if self.event_type in ONLY:
            return word in ONLY[self.event_type]
        return is_a(word, "at") or word in MORE[self.event_type]

    def looks(self) -> Iterator[tuple[Callable[[], Iterator[Mention]], Basis]]:
        """Yield the ways to find the places, surest first."""
        yield self.own, Basis.STATED
        yield self.in_clause, Basis.STATED
        yield self.in_subject, Basis.STATED
        if self.event_type not in ANYWHERE:
            yield self.only_one_in_sentence, Basis.INFERRED
        if self.names_unknown_place():
            return
        if self.event_type not in ANYWHERE:
            yield self.referred_to, Basis.INFERRED
        if self.nearby and self.event_type not in ANYWHERE | {EventType.CEASEFIRE}:
            yield self.sentence_before, Basis.INFERRED
        yield self.theatre, Basis.INFERRED
        yield self.dateline, Basis.INFERRED

    def finest(self, found: list[Mention]) -> list[Mention]:
        """Return the places without their countries, unless people move between the two."""
        return found if self.event_type in MOVING else finest(found)

    def own(self) -> Iterator[Mention]:
        """Yield places that the trigger itself takes, or that its "where" refers to."""
        verb = clause_of(self.token)
        if verb.dep_ == "relcl" and any(child.lower_ == "where" for child in verb.children):
            yield from self.named_inside(verb.head)
        if self.token.pos_ == "VERB":
            yield from self.of_verb(self.token)
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

    def only_one_in_sentence(self) -> Iterator[Mention]:
        """Yield the place of a sentence that names only one."""
        sentence = self.reading.sentence_span(self.token.sent)
        found = only_one(self.located_in(sentence))
        yield from (one for one in found if self.is_in_reach(one, sentence))

    def is_in_reach(self, mention: Mention, sentence: Span) -> bool:
        """Tell whether a place opens the sentence or stands in a clause framing the event."""
        tokens = self.reading.doc.char_span(mention.start, mention.end, alignment_mode="expand")
        if tokens is None or mention.start - sentence.start < OPENING:
            return True
        outer, inner = clause_of(tokens.root), clause_of(self.token)
        if outer.is_ancestor(inner):
            return not any(crosses(step) for step in between(inner, outer))
        return inner == outer or not any(crosses(step) for step in between(outer, inner))

    def referred_to(self) -> Iterator[Mention]:
        """Yield what a "the region" anywhere in the sentence stands for."""
        for token in self.token.sent:
            if token.dep_ in {"pobj", "dobj", "poss"}:
                yield from self.standing_for(token)

    def sentence_before(self) -> Iterator[Mention]:
        """Yield the place of the sentence before, in the same paragraph, if it is one."""
        sentence = self.token.sent
        if sentence.start == 0:
            return
        before = self.token.doc[sentence.start - 1].sent
        between = self.token.doc.text[before.start_char : sentence.start_char]
        found = self.located_in(self.reading.sentence_span(before))
        if "\n" not in between.strip():
            yield from only_one(found)

    def theatre(self) -> Iterator[Mention]:
        """Yield the place that the article is set in."""
        if self.set_in is not None and self.event_type in IN_THE_THEATRE:
            yield self.set_in

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
            if mention.role == Role.LOCATION
            and mention.place is not None
            and (mention.place.kind != Kind.COUNTRY or self.stands_with_preposition(mention))
        ]

    def names_unknown_place(self) -> bool:
        """Tell whether the trigger takes a place by a name that no gazetteer entry fits."""
        if self.event_type in ANYWHERE:
            return False
        taken = [*objects(self.token), *(inner for _, inner in prepositional(self.token))]
        return not any(self.own()) and any(self.is_unknown(token) for token in taken)

    def is_unknown(self, noun: Token) -> bool:
        """Tell whether a noun phrase is "the village of X" with an X that has no place."""
        if not is_a(lemma(noun), "settlement") and noun.pos_ != "PROPN":
            return False
        names = [noun] if noun.pos_ == "PROPN" else []
        names += [
            inner
            for preposition, inner in prepositional(noun)
            if preposition.lower_ in {"of", "near"} and inner.pos_ == "PROPN"
        ]
        return any(self.lacks_place(name) for name in names)

    def lacks_place(self, name: Token) -> bool:
        """Tell whether a name is taken for a place that has none, or for nothing known."""
        mention = self.reading.mention_at(name)
        if mention is None:
            return name.ent_type_ in {"GPE", "LOC", "FAC", ""}
        return mention.place is None and mention.role == Role.LOCATION

    def stands_with_preposition(self, mention: Mention) -> bool:
        """Tell whether a toponym stands behind a preposition, as a place mostly does."""
        tokens = self.reading.doc.char_span(mention.start, mention.end, alignment_mode="expand")
        return tokens is not None and any(
            above.dep_ == "pobj"
            for above in (tokens.root, *tokens.root.ancestors)
            if above.dep_ in NOUN_LINKS
        )

    def told(self, found: list[Mention], basis: Basis) -> Where:
        """Return the places found, of people on the move by where from and where to."""
        origin, destination = None, None
        if self.event_type in MOVING:
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


def argument_of(noun: Token) -> Token | None:
    """Return the subject or object that the noun is, or is the content of, if it is one."""
    while noun.dep_ in {"conj", "compound"} or (noun.dep_ == "pobj" and of_noun(noun.head)):
        noun = noun.head.head if noun.dep_ == "pobj" else noun.head
    return noun if noun.dep_ in {"nsubj", "nsubjpass", "dobj", "attr"} else None


def of_noun(preposition: Token) -> bool:
    """Tell whether the preposition is the "of" of a noun."""
    return preposition.lower_ == "of" and preposition.head.pos_ == "NOUN"


def shares_place(child: Token, verb: Token) -> bool:
    """Tell whether a later verb's place holds for the first: "was shot and died in X"."""
    if child.pos_ != "VERB" or child.i < verb.i:
        return False
    labels = {below.dep_ for below in child.children}
    return child.dep_ == "xcomp" or (
        child.dep_ == "conj" and not labels & {"dobj", "nsubj", "nsubjpass"}
    )


def is_finite(verb: Token) -> bool:
    """Tell whether an adverbial clause has its own subject: "… as fighting intensified"."""
    return verb.dep_ in {"advcl", "acl"} and any(
        child.dep_ in {"nsubj", "nsubjpass"} for child in verb.children
    )


def between(below: Token, above: Token) -> Iterator[Token]:
    """Yield the tokens from one up to, and without, another above it."""
    while below != above and below.dep_ != "ROOT":
        yield below
        below = below.head


def crosses(token: Token) -> bool:
    """Tell whether a clause begins here that need not be where its main clause is."""
    if token.pos_ not in {"VERB", "AUX"}:
        return False
    subject = any(child.dep_ in {"nsubj", "nsubjpass"} for child in token.children)
    return token.dep_ == "ccomp" or (token.dep_ == "conj" and subject)


def is_distance(noun: Token, child: Token) -> bool:
    """Tell whether a phrase only says how far away: "295 kilometers west of Baku"."""
    return (
        child.dep_ == "appos" and lemma(child) in {"mile", "kilometer", "kilometre", "km"}
    ) or (
        lemma(noun)
        in {"mile", "kilometer", "kilometre", "km", "west", "east", "north", "south"}
        and child.dep_ == "prep"
    )


def only_one(found: list[Mention]) -> list[Mention]:
    """Return the one place found, none when there are several."""
    different = finest(distinct(found))
    return different if len(different) == 1 else []


def distinct(mentions: Iterable[Mention]) -> list[Mention]:
    """Return one mention a place."""
    first: dict[str, Mention] = {}
    for mention in mentions:
        if mention.place is not None:
            first.setdefault(mention.place.place_id, mention)
    return list(first.values())


def finest(mentions: list[Mention]) -> list[Mention]:
    """Return the mentions without countries and regions that a finer one lies in."""
    return [
        mention
        for mention in mentions
        if not any(is_container(mention, other) for other in mentions)
    ]


def is_container(mention: Mention, other: Mention) -> bool:
    """Tell whether the mention is the country or province that the other's place lies in."""
    outer, inner = mention.place, other.place
    if outer is None or inner is None or outer.country != inner.country:
        return False
    if LEVEL.get(outer.kind, 2) >= LEVEL.get(inner.kind, 2):
        return False
    return outer.kind == Kind.COUNTRY or is_close(outer, inner)


def is_close(outer: Place, inner: Place) -> bool:
    """Tell whether two places stand so close that one may lie in the other."""
    if outer.point is None or inner.point is None:
        return False
    (lat, lon), (other_lat, other_lon) = outer.point, inner.point
    return abs(lat - other_lat) <= NEAR and abs(lon - other_lon) <= NEAR * 1.5
