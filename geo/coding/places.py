"""Where an event happened: the places that its own clause names, and failing that, nearby ones.

Evidence is tried from the surest on: a place that the trigger takes with a preposition of place
or as its object, one inside its object or subject, one in the clause around it, the only place
of the sentence, "the city" or "there" for a place named before, the sentence before, and last
the dateline. What is not said by the event's own clause is marked as inferred.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from typing import TYPE_CHECKING

from geo.coding.arguments import between, clause_of, crosses, lemma, objects, prepositional
from geo.coding.extents import distinct, finest, only_one
from geo.coding.lexicon import is_a
from geo.coding.placing import ANYWHERE, STANDING_FOR, STATE, Placing
from geo.model import Basis, EventType, Kind, Mention, Place, Role, Span

if TYPE_CHECKING:
    from spacy.tokens import Token

    from geo.coding.reading import Reading
    from geo.coding.triggers import Hit

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
OPENING = 30
"""Characters from the start of a sentence within which a place frames all of it."""

DATED = 80
"""Characters that a dateline may run on after its place: agency, day, dash."""

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


class Finder(Placing):
    """Looks for the places of one event, in its clause first and then around it."""

    def __init__(
        self, hit: Hit, reading: Reading, theatre: Mention | None, *, nearby: bool
    ) -> None:
        super().__init__(hit, reading)
        self.set_in = theatre
        self.nearby = nearby

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
        """Yield what a "the region" anywhere in the sentence stands for.

        "The nation's drive" says who acts, not where.
        """
        for token in self.token.sent:
            acts = token.dep_ == "poss" and STANDING_FOR.get(lemma(token)) is STATE
            if token.dep_ in {"pobj", "dobj", "poss"} and not acts:
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
        if self.event_type not in ON_THE_SPOT:
            return
        start = self.reading.sentence_span(self.token.sent).start
        for mention in self.reading.mentions:
            between = self.reading.article.text[mention.end : start]
            if mention.role == Role.DATELINE and mention.place and 0 < len(between) < DATED:
                yield from [mention] if "\n" not in between else []

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
