"""Event coding: who did what, where and when, and whether it happened, with its sentence."""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING

from geo.coding.arguments import clause_of, lemma
from geo.coding.attribution import claimant_of
from geo.coding.clauses import status_of
from geo.coding.dates import date_of
from geo.coding.lexicon import Lexicon, load
from geo.coding.merging import Draft, merge
from geo.coding.participants import actors_of
from geo.coding.places import Where, where
from geo.coding.triggers import Hit, find_triggers
from geo.model import (
    Basis,
    DatePrecision,
    Event,
    EventType,
    Interval,
    Span,
    content_id,
)

if TYPE_CHECKING:
    from spacy.tokens import Token

    from geo.coding.reading import Reading

APART = frozenset(
    ["after", "following", "since", "before", "ahead", "despite", "over", "for", "about", "on", "against", "until", "because", "besides", "beyond", "given", "concerning", "regarding"]
)
"""Prepositions whose noun is not dated by the clause: "after the raid, he said on Monday"."""

HISTORY = timedelta(days=90)
"""What ended so long before publication is told as background."""


def code_events(reading: Reading) -> tuple[Event, ...]:
    """Return the events that an article tells, each once, in the order of their evidence."""
    lexicon = load()
    drafts = [
        draft
        for hit in caused(find_triggers(reading, lexicon), lexicon)
        if (draft := drafted(hit, reading, lexicon)) is not None
    ]
    return tuple(event_of(draft, reading) for draft in merge(drafts))


def caused(hits: list[Hit], lexicon: Lexicon) -> list[Hit]:
    """Leave out results told with their cause: "killed" of "killed in an explosion"."""
    causes = [
        hit
        for hit in hits
        if hit.trigger.event_type in {EventType.ATTACK, EventType.BATTLE}
        and lemma(hit.token) not in lexicon.results
    ]
    return [
        hit
        for hit in hits
        if lemma(hit.token) not in lexicon.results
        or not any(is_cause_of(cause.token, hit.token) for cause in causes)
    ]


def is_cause_of(cause: Token, result: Token) -> bool:
    """Tell whether two triggers stand in one clause, or the cause inside the result's phrase."""
    return (
        clause_of(cause) == clause_of(result)
        or result.is_ancestor(cause)
        or (result.dep_ in {"acl", "relcl", "advcl"} and result.head == cause)
    )


def drafted(hit: Hit, reading: Reading, lexicon: Lexicon) -> Draft | None:
    """Return what one trigger tells, None when it tells of no event."""
    status = status_of(hit.token, hit.trigger.event_type, lexicon)
    if status is None:
        return None
    date = date_for(hit.token, reading)
    place = where(hit, reading)
    if not has_what_it_needs(hit.trigger.needs, date, place):
        return None
    return Draft(
        trigger=hit.trigger,
        span=Span(hit.token.idx, hit.token.idx + len(hit.token)),
        actors=actors_of(hit, reading, lexicon),
        where=place,
        date=date,
        status=status,
        background=is_background(date, reading),
        evidence=reading.sentence_span(hit.token.sent),
        claimant=claimant_of(hit.token, reading),
        definite=is_definite(hit.token),
        title=is_title(hit.token, reading),
    )


def has_what_it_needs(needs: str, date: Interval, place: Where) -> bool:
    """Tell whether a trigger that is an event only with a date or place has one."""
    return {"": True, "date": has_date(date), "place": bool(place.places)}[needs]


def has_date(date: Interval) -> bool:
    """Tell whether the text itself dates the event, open-ended or not."""
    return date.basis == Basis.STATED and (date.start is not None or date.end is not None)


def date_for(token: Token, reading: Reading) -> Interval:
    """Return the event's days; a noun that the clause only refers to keeps its own dates."""
    if token.pos_ == "VERB" or not is_apart(token):
        return date_of(token, reading)
    inside = {below.i for below in token.subtree}
    own = [found.interval for found in reading.dates if found.start in inside]
    return own[0] if own else Interval()


def is_apart(noun: Token) -> bool:
    """Tell whether the noun stands in a phrase that its clause's date does not hold for."""
    for above in (noun, *noun.ancestors):
        if above.pos_ in {"VERB", "AUX"}:
            return False
        if above.dep_ == "prep" and above.lower_ in APART:
            return True
    return False


def is_background(date: Interval, reading: Reading) -> bool:
    """Tell whether the event is history to the article: long past, or dated by years alone."""
    published = reading.article.published
    began = date.start or date.end
    if began is None:
        return False
    if published is None:
        return date.precision in {DatePrecision.YEAR, DatePrecision.RANGE}
    return began < published - HISTORY


def is_definite(token: Token) -> bool:
    """Tell whether a noun refers to something told elsewhere: "the talks", "this attack"."""
    return token.pos_ in {"NOUN", "PROPN"} and any(
        left.lower_ in {"the", "this", "that", "these", "those", "his", "her", "its", "their"}
        for left in token.lefts
    )


def is_title(token: Token, reading: Reading) -> bool:
    """Tell whether the token stands in the article's headline."""
    span = reading.article.title_span
    return span is not None and span.start <= token.idx < span.end


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
