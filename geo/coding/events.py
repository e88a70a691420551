"""Event coding: who did what, where and when, and whether it happened, with its sentence."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from geo.coding.actors import in_caption, is_heading
from geo.coding.arguments import clause_of, lemma
from geo.coding.attribution import claimant_of
from geo.coding.clauses import status_of
from geo.coding.lexicon import Lexicon, load
from geo.coding.merging import HAPPENED, Draft, merge
from geo.coding.participants import actors_of, callers_of
from geo.coding.places import Where, theatre_of, where
from geo.coding.timing import days_of, is_background, own_date
from geo.coding.triggers import Hit, find_triggers
from geo.model import (
    Basis,
    Event,
    EventStatus,
    EventType,
    Interval,
    Span,
    content_id,
)

if TYPE_CHECKING:
    from spacy.tokens import Token

    from geo.coding.reading import Reading


OPEN = frozenset({EventStatus.ONGOING, EventStatus.PLANNED, EventStatus.CALLED_FOR})


def code_events(reading: Reading) -> tuple[Event, ...]:
    """Return the events that an article tells, each once, in the order of their evidence."""
    coder = Coder(reading, load())
    return tuple(event_of(draft, reading) for draft in merge(coder.drafts()))


class Coder:
    """Codes the events of one article."""

    def __init__(self, reading: Reading, lexicon: Lexicon) -> None:
        self.reading = reading
        self.lexicon = lexicon
        self.theatre = theatre_of(reading)

    def drafts(self) -> list[Draft]:
        """Return what each trigger tells, results folded into their causes."""
        hits = [
            hit
            for hit in find_triggers(self.reading, self.lexicon)
            if not is_mere_description(hit)
        ]
        causes = [hit for hit in hits if self.is_cause(hit)]
        results: dict[int, list[Hit]] = {}
        alone = []
        for hit in hits:
            cause = self.cause_of(hit, causes)
            if cause is None:
                alone.append(hit)
            else:
                results.setdefault(cause.token.i, []).append(hit)
        return [
            draft
            for hit in alone
            if not is_caption(hit.token, self.reading)
            for draft in self.drafted(hit, results.get(hit.token.i, []))
        ]

    def is_cause(self, hit: Hit) -> bool:
        """Tell whether a trigger is a battle or attack rather than what came of one."""
        return hit.trigger.event_type in {
            EventType.ATTACK,
            EventType.BATTLE,
        } and not self.is_result(hit)

    def is_result(self, hit: Hit) -> bool:
        """Tell whether the trigger is what comes of a battle or attack: "killed"."""
        return lemma(hit.token) in self.lexicon.results

    def cause_of(self, hit: Hit, causes: list[Hit]) -> Hit | None:
        """Return the trigger that a result comes of: "killed in an explosion"."""
        if not self.is_result(hit):
            return None
        return next((one for one in causes if is_cause_of(one.token, hit.token)), None)

    def drafted(self, hit: Hit, results: list[Hit]) -> Iterator[Draft]:
        """Yield what one trigger tells: nothing, an event, or one for each date counted."""
        status = status_of(hit.token, hit.trigger.event_type, self.lexicon)
        if status is None or self.is_running_total(hit):
            return
        nearby = status not in {EventStatus.PLANNED, EventStatus.CALLED_FOR}
        place = where(hit, self.reading, self.theatre, nearby=nearby)
        actors = [
            name
            for one in (hit, *results)
            for name in actors_of(one, self.reading, self.lexicon)
        ]
        if status == EventStatus.CALLED_FOR:
            actors = [*callers_of(hit.token, self.reading, self.lexicon), *actors]
        for found in days_of(hit, self.reading, self.lexicon):
            date = possible(found, status, self.reading)
            if not self.has_what_it_needs(hit, date, place):
                continue
            yield Draft(
                trigger=hit.trigger,
                span=Span(hit.token.idx, hit.token.idx + len(hit.token)),
                actors=tuple(dict.fromkeys(actors)),
                where=place,
                date=date,
                status=own_status(hit, status),
                background=is_background(date, self.reading),
                evidence=self.reading.sentence_span(hit.token.sent),
                claimant=claimant_of(hit.token, self.reading),
                definite=is_definite(hit.token),
                title=is_title(hit.token, self.reading),
                central=is_central(hit.token),
                dated=bool(self.reading.dates_in(self.reading.sentence_span(hit.token.sent))),
            )

    def is_running_total(self, hit: Hit) -> bool:
        """Tell whether it only sums up: "14,000 killed since October", "some 200 attacks"."""
        here = self.reading.dates_in(self.reading.sentence_span(hit.token.sent))
        if hit.trigger.event_type == EventType.ATTACK and self.is_result(hit):
            return any(one.reach == "since" for one in here)
        numbers = [child.text for child in hit.token.children if child.dep_ == "nummod"]
        many = any(number[0].isdigit() and len(number) in {2, 3} for number in numbers)
        return many and not is_central(hit.token)

    def has_what_it_needs(self, hit: Hit, date: Interval, place: Where) -> bool:
        """Tell whether a trigger that is an event only with a date or place has one."""
        if hit.trigger.needs == "date":
            return is_dated_itself(hit.token, date, self.reading)
        return hit.trigger.needs != "place" or place.basis == Basis.STATED


def possible(date: Interval, status: EventStatus, reading: Reading) -> Interval:
    """Return the date, unless it puts long into the past what is to come or going on."""
    if date.basis != Basis.INFERRED or status not in OPEN:
        return date
    published = reading.article.published
    over = date.end is not None and published is not None and date.end < published
    planned = status == EventStatus.PLANNED and over
    return Interval() if planned or is_background(date, reading) else date


def is_dated_itself(noun: Token, date: Interval, reading: Reading) -> bool:
    """Tell whether a "war" has a date of its own, or is what its dated clause is about."""
    if date.start is None and date.end is None:
        return False
    if own_date(noun, reading) != Interval() or is_named(noun):
        return True
    told = noun.dep_ in {"nsubj", "nsubjpass", "dobj"} and is_singular_or_counted(noun)
    return told and date.basis == Basis.STATED


def is_named(noun: Token) -> bool:
    """Tell whether a war is called by its name: "the First Congo War"."""
    return noun.pos_ == "PROPN" and any(left.pos_ in {"PROPN", "ADJ"} for left in noun.lefts)


def is_singular_or_counted(noun: Token) -> bool:
    """Tell whether a noun is "a war" or "two wars" rather than "conflicts"."""
    counted = any(child.dep_ == "nummod" for child in noun.children)
    return counted or noun.tag_ not in {"NNS", "NNPS"}


def is_central(token: Token) -> bool:
    """Tell whether the trigger is what its sentence says, or what somebody says in it."""
    clause = clause_of(token)
    while clause.dep_ == "xcomp":
        clause = clause.head
    argument = token.pos_ == "VERB" or token.dep_ in {"nsubj", "nsubjpass", "dobj"}
    return argument and clause.dep_ in {"ROOT", "ccomp"}


def is_cause_of(cause: Token, result: Token) -> bool:
    """Tell whether two triggers share a clause, or one hangs on the other without a subject."""
    if clause_of(cause) == clause_of(result) or result.is_ancestor(cause):
        return True
    while result.dep_ in {"acl", "relcl", "advcl", "conj"} and not has_subject(result):
        if result.head == cause or clause_of(cause) == result.head:
            return True
        result = result.head
    return False


def has_subject(verb: Token) -> bool:
    """Tell whether a verb has a subject of its own, not a relative pronoun."""
    return any(
        child.dep_ in {"nsubj", "nsubjpass"} and child.tag_ not in {"WDT", "WP"}
        for child in verb.children
    )


def is_mere_description(hit: Hit) -> bool:
    """Tell whether a participle only describes: "displaced people", "areas seized before"."""
    token = hit.token
    if token.pos_ != "VERB" or token.tag_ not in {"VBN", "VBG"}:
        return False
    if token.dep_ == "amod":
        return True
    standing = (
        hit.trigger.event_type in {EventType.CONTROL, EventType.DEPLOYMENT}
        or hit.trigger.object == "projectile"
    )
    return standing and token.dep_ == "acl" and token.tag_ == "VBN"


def own_status(hit: Hit, status: EventStatus) -> EventStatus:
    """Return the status that the word itself gives ("pledged aid"), unless it is put off."""
    return hit.trigger.status if hit.trigger.status and status in HAPPENED else status


def is_definite(token: Token) -> bool:
    """Tell whether a noun refers to something told elsewhere: "the talks", "their visit"."""
    return token.pos_ in {"NOUN", "PROPN"} and any(
        left.dep_ == "poss" or left.lower_ in {"the", "this", "that", "these", "those"}
        for left in token.lefts
    )


def is_caption(token: Token, reading: Reading) -> bool:
    """Tell whether the token stands in the caption of a picture."""
    return in_caption(Span(token.idx, token.idx + len(token)), reading.article.text)


def is_title(token: Token, reading: Reading) -> bool:
    """Tell whether the token stands in the article's headline or another heading."""
    span = reading.article.title_span
    if span is not None and span.start <= token.idx < span.end:
        return True
    return is_heading(token.idx, reading.article.text)


def event_of(draft: Draft, reading: Reading) -> Event:
    """Return the record of a draft."""
    kind = draft.trigger.event_type
    places = draft.where.places
    return Event(
        event_id=content_id(
            reading.article.article_id,
            kind,
            draft.status,
            draft.span.start,
            *(place.place_id for place in places),
        ),
        event_type=kind,
        trigger=draft.span,
        actors=draft.actors,
        places=places,
        date=draft.date,
        status=draft.status,
        background=draft.background,
        evidence=draft.evidence,
        claimant=draft.claimant,
        origin=draft.where.origin,
        destination=draft.where.destination,
        place_basis=draft.where.basis,
        place_spans=draft.where.spans,
    )
