"""Several sentences that tell one event make one event, with the most telling sentence.

Two tellings are one event when their type and reality agree and nothing they say of place, date
or actors excludes it, and something they say (or a "the" before the noun) speaks for it.
"""

from __future__ import annotations

from dataclasses import dataclass, replace

from geo.coding.lexicon import Trigger
from geo.coding.places import Where
from geo.model import Basis, DatePrecision, EventStatus, EventType, Interval, Kind, Place, Span

WHO_MATTERS = frozenset(
    {
        EventType.TALKS,
        EventType.AID,
        EventType.DETENTION,
        EventType.STATEMENT,
        EventType.DEPLOYMENT,
    }
)
"""Types of which there may be several at one place and time by different actors."""

HAPPENED = frozenset({EventStatus.OCCURRED, EventStatus.ONGOING})
FINENESS = (
    DatePrecision.DAY,
    DatePrecision.RANGE,
    DatePrecision.WEEK,
    DatePrecision.MONTH,
    DatePrecision.YEAR,
    DatePrecision.UNKNOWN,
)


@dataclass(frozen=True, kw_only=True)
class Draft:
    """What one trigger tells, before tellings of the same event are put together."""

    trigger: Trigger
    span: Span
    actors: tuple[str, ...]
    where: Where
    date: Interval
    status: EventStatus
    background: bool
    evidence: Span
    claimant: str | None = None
    definite: bool = False
    title: bool = False

    @property
    def telling(self) -> int:
        """How much the sentence says; the one that says most is the evidence."""
        return (
            4 * (self.where.basis == Basis.STATED)
            + 3 * (self.date.basis == Basis.STATED)
            + min(len(self.actors), 2)
            + (self.where.basis == Basis.INFERRED)
            + (self.date.basis == Basis.INFERRED)
            - 3 * self.title
        )


def merge(drafts: list[Draft]) -> list[Draft]:
    """Put tellings of one event together, in the order of their evidence."""
    merged: list[Draft] = []
    for draft in drafts:
        index = same_as(draft, merged)
        if index is None:
            merged.append(draft)
        else:
            merged[index] = joined(merged[index], draft)
    return sorted(merged, key=lambda draft: draft.span.start)


def same_as(draft: Draft, earlier: list[Draft]) -> int | None:
    """Return which earlier draft tells the same event, the best match first, then the latest."""
    matches = [
        (likeness(one, draft), index)
        for index, one in enumerate(earlier)
        if may_be_one(one, draft)
    ]
    likely = [match for match in matches if match[0] > 0]
    return max(likely)[1] if likely else None


def may_be_one(one: Draft, other: Draft) -> bool:
    """Tell whether nothing excludes that the two drafts tell one event."""
    return (
        one.trigger.event_type == other.trigger.event_type
        and same_reality(one, other)
        and same_mode(one, other)
        and not other_place(one, other)
        and not other_date(one.date, other.date)
        and not other_actors(one, other)
    )


def same_reality(one: Draft, other: Draft) -> bool:
    """Tell whether both happened, or both have the same other status; "the talks" fit any."""
    if one.status in HAPPENED and other.status in HAPPENED:
        return one.background == other.background or not has_date(one) or not has_date(other)
    return one.status == other.status or refers_back(other) or one.title


def refers_back(draft: Draft) -> bool:
    """Tell whether the draft is no more than "the talks": definite, with nothing of its own."""
    return draft.definite and not draft.where.places and draft.date.basis != Basis.STATED


def same_mode(one: Draft, other: Draft) -> bool:
    """Tell whether two attacks can be of one kind: a drone strike is no mine explosion."""
    if one.trigger.event_type != EventType.ATTACK:
        return True
    modes = {one.trigger.mode, other.trigger.mode}
    return len(modes) == 1 or (other.definite and "armed assault" in modes)


def has_date(draft: Draft) -> bool:
    """Tell whether a draft has a date at all."""
    return draft.date.start is not None or draft.date.end is not None


def other_place(one: Draft, other: Draft) -> bool:
    """Tell whether both have places, and none in common."""
    here, there = one.where.places, other.where.places
    return bool(here and there) and not any(near(a, b) for a in here for b in there)


def near(one: Place, other: Place) -> bool:
    """Tell whether two places are one, or one is the country of the other."""
    if one.place_id == other.place_id:
        return True
    kinds = {one.kind, other.kind}
    return Kind.COUNTRY in kinds and len(kinds) > 1 and one.country == other.country != ""


def other_date(one: Interval, other: Interval) -> bool:
    """Tell whether two intervals are both known and share no day."""
    if None in {one.start, one.end, other.start, other.end}:
        return False
    assert one.start and one.end and other.start and other.end  # noqa: S101 - told to mypy
    return one.end < other.start or other.end < one.start


def other_actors(one: Draft, other: Draft) -> bool:
    """Tell whether both name who took part, it matters, and nobody is in both."""
    if one.trigger.event_type not in WHO_MATTERS or not (one.actors and other.actors):
        return False
    return not shared_actors(one, other)


def shared_actors(one: Draft, other: Draft) -> bool:
    """Tell whether an actor of one shares a name's word with one of the other."""
    return bool(words_of(one.actors) & words_of(other.actors))


def words_of(actors: tuple[str, ...]) -> set[str]:
    """Return the longer words of the actors' names, plural or not."""
    return {
        word.casefold().rstrip("s")
        for actor in actors
        for word in actor.split()
        if len(word) > 3
    }


def likeness(one: Draft, other: Draft) -> int:
    """Return how much speaks for the two drafts telling one event; 0 when nothing does."""
    same_place = bool(one.where.places and other.where.places)
    same_date = has_date(one) and has_date(other)
    bare = not other.where.places or not one.where.places
    return (
        3 * same_place
        + 3 * same_date
        + 2 * shared_actors(one, other)
        + 2 * (refers_back(other) or one.title or other.title)
        + (bare and one.trigger.lemma == other.trigger.lemma)
    )


def joined(one: Draft, other: Draft) -> Draft:
    """Return one draft of two: the more telling one, filled up from the other."""
    first, second = (one, other) if one.telling >= other.telling else (other, one)
    return replace(
        first,
        actors=(*first.actors, *novel(second.actors, first.actors)),
        where=first.where if first.where.places else second.where,
        date=finer(first.date, second.date),
        background=first.background if has_date(first) else second.background,
        title=False,
    )


def novel(actors: tuple[str, ...], known: tuple[str, ...]) -> list[str]:
    """Return the actors that share no word with those already known."""
    words = words_of(known)
    return [actor for actor in actors if not words_of((actor,)) & words]


def finer(one: Interval, other: Interval) -> Interval:
    """Return the interval that says more: the stated one, then the finer one."""
    return min(
        (one, other),
        key=lambda interval: (
            interval.basis not in {Basis.STATED},
            interval.start is None and interval.end is None,
            FINENESS.index(interval.precision),
        ),
    )
