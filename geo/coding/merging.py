"""Several sentences that tell one event make one event, with the most telling sentence.

Two tellings are one event when their type and reality agree, nothing they say of place, date or
actors excludes it, and enough of what they say (or a "the" before the noun) speaks for it.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import date

from geo.coding.lexicon import Trigger
from geo.coding.places import Where
from geo.model import Basis, DatePrecision, EventStatus, EventType, Interval, Kind, Place, Span

WHO_MATTERS = frozenset(
    {
        EventType.ATTACK,
        EventType.TALKS,
        EventType.AID,
        EventType.DETENTION,
        EventType.STATEMENT,
        EventType.DEPLOYMENT,
        EventType.DISARMAMENT,
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
STEM = 4
"""Letters of a name that tell "Turkish" and "Turkey" from others."""

FAR = 600
"""Characters beyond which "the attack" no longer refers back."""

LIKELY = 2
"""From this likeness on two drafts tell one event."""


@dataclass(frozen=True, kw_only=True)
class Draft:
    """What one trigger tells, before tellings of the same event are put together.

    ``definite`` is "the talks"; ``central`` is what its sentence is about; ``dated`` says that
    its sentence holds a date at all.
    """

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
    central: bool = False
    dated: bool = False

    @property
    def placed(self) -> bool:
        """Tell whether the text says where it happened."""
        return self.where.basis == Basis.STATED

    @property
    def is_dated(self) -> bool:
        """Tell whether a date is known at all."""
        return self.date.start is not None or self.date.end is not None

    @property
    def refers_back(self) -> bool:
        """Tell whether it is no more than "the talks": definite, with nothing of its own."""
        return self.definite and not self.placed and self.date.basis != Basis.STATED

    @property
    def says_nothing(self) -> bool:
        """Tell whether it is a bare word: "amid protests"."""
        return not (self.placed or self.actors or self.date.basis == Basis.STATED)

    @property
    def is_passing_word(self) -> bool:
        """Tell whether it is a noun that its sentence says nothing of: "their long battles"."""
        unsure = {EventType.BATTLE, EventType.ATTACK, EventType.TALKS, EventType.PROTEST}
        return (
            self.trigger.noun
            and self.trigger.event_type in unsure
            and self.says_nothing
            and not (self.central or self.dated)
        )

    @property
    def telling(self) -> int:
        """How much the sentence says; the one that says most is the evidence."""
        return (
            4 * self.placed
            + 3 * (self.date.basis == Basis.STATED or self.dated)
            + 4 * self.central
            + min(len(self.actors), 2)
            + (self.where.basis == Basis.INFERRED)
            - 10 * self.title
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
    told = [draft for draft in merged if not draft.title] or merged
    told = [draft for draft in told if not draft.is_passing_word]
    return sorted(told, key=lambda draft: draft.span.start)


def same_as(draft: Draft, earlier: list[Draft]) -> int | None:
    """Return which earlier draft tells the same event: the most alike, then the latest."""
    matches = [
        (likeness(one, draft), index)
        for index, one in enumerate(earlier)
        if may_be_one(one, draft)
    ]
    likely = [match for match in matches if match[0] >= LIKELY]
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
        return one.background == other.background
    return one.status == other.status or other.refers_back


def same_mode(one: Draft, other: Draft) -> bool:
    """Tell whether two attacks can be of one kind: a drone strike is no mine explosion."""
    if one.trigger.event_type != EventType.ATTACK:
        return True
    modes = {one.trigger.mode, other.trigger.mode}
    same_telling = one.evidence == other.evidence
    return len(modes) == 1 or same_telling or (other.definite and "armed assault" in modes)


def other_place(one: Draft, other: Draft) -> bool:
    """Tell whether both have places, and none in common."""
    here, there = one.where.places, other.where.places
    if other.refers_back or one.says_nothing:
        return False
    return bool(here and there) and not any(near(a, b) for a in here for b in there)


def near(one: Place, other: Place) -> bool:
    """Tell whether two places are one, or one is the country of the other."""
    if one.place_id == other.place_id:
        return True
    kinds = {one.kind, other.kind}
    return Kind.COUNTRY in kinds and len(kinds) > 1 and one.country == other.country != ""


def other_date(one: Interval, other: Interval) -> bool:
    """Tell whether two intervals are both known and share no day, or only one is open."""
    if not (one.start or one.end) or not (other.start or other.end):
        return False
    if bool(one.start) != bool(other.start) or bool(one.end) != bool(other.end):
        return one.start != other.start and one.end != other.end
    latest_start = max(one.start or date.min, other.start or date.min)
    return latest_start > min(one.end or date.max, other.end or date.max)


def other_actors(one: Draft, other: Draft) -> bool:
    """Tell whether both name who took part, it matters, and nobody is in both."""
    kind = one.trigger.event_type
    if kind not in WHO_MATTERS or not (one.actors and other.actors):
        return False
    if kind == EventType.ATTACK and (other.refers_back or same_day_and_place(one, other)):
        return False
    return not shared_actors(one, other)


def same_day_and_place(one: Draft, other: Draft) -> bool:
    """Tell whether both are said to be at the same place on the same day."""
    return one.placed and other.placed and one.is_dated and one.date.start == other.date.start


def shared_actors(one: Draft, other: Draft) -> bool:
    """Tell whether an actor of one shares a name's word with one of the other."""
    return bool(words_of(one.actors) & words_of(other.actors))


def words_of(actors: tuple[str, ...]) -> set[str]:
    """Return the longer words of the actors' names, names of peoples and countries alike."""
    return {
        word[:STEM].casefold() if word[0].isupper() else word.rstrip("s")
        for actor in actors
        for word in actor.split()
        if len(word) > 3
    }


def likeness(one: Draft, other: Draft) -> int:
    """Return how much speaks for the two drafts telling one event."""
    both_placed = bool(one.where.places and other.where.places)
    bare = one.says_nothing or other.says_nothing
    return (
        (3 if one.placed and other.placed else 1) * both_placed
        + 3 * (one.is_dated and other.is_dated)
        + 2 * shared_actors(one, other)
        + 2 * (one.title or other.title or bare or (other.refers_back and not far(one, other)))
        + 2 * (one.evidence == other.evidence)
        + (one.trigger.lemma == other.trigger.lemma)
        + other.definite
    )


def far(one: Draft, other: Draft) -> bool:
    """Tell whether so much text stands between the two that "the attack" means another one."""
    return other.trigger.event_type == EventType.ATTACK and (
        abs(other.span.start - one.span.start) > FAR
    )


def joined(one: Draft, other: Draft) -> Draft:
    """Return one draft of two: the more telling one, filled up from the other."""
    first, second = (one, other) if one.telling >= other.telling else (other, one)
    return replace(
        first,
        actors=(*first.actors, *novel(second.actors, first.actors)),
        where=surer(first.where, second.where),
        date=first.date if first.date.basis == Basis.STATED else finer(first.date, second.date),
        background=first.background if first.is_dated else second.background,
        title=one.title and other.title,
    )


def keeps_date(first: Draft, second: Draft) -> bool:
    """Tell whether the more telling draft's own date is as sure as the other's."""
    stated = first.date.basis == Basis.STATED or second.date.basis != Basis.STATED
    return first.is_dated and stated


def novel(actors: tuple[str, ...], known: tuple[str, ...]) -> list[str]:
    """Return the actors that share no word with those already known."""
    words = words_of(known)
    return [actor for actor in actors if not words_of((actor,)) & words]


def surer(one: Where, other: Where) -> Where:
    """Return where it happened by what the text says rather than by what was inferred."""
    as_sure = other.basis == Basis.STATED or one.basis != Basis.STATED
    if as_sure and is_whole_country(one) and other.places and not is_whole_country(other):
        return other
    if one.places and (one.basis == Basis.STATED or other.basis != Basis.STATED):
        return one
    return other if other.places else one


def is_whole_country(where: Where) -> bool:
    """Tell whether the text gives no more than a country as the place."""
    return bool(where.places) and all(place.kind == Kind.COUNTRY for place in where.places)


def finer(one: Interval, other: Interval) -> Interval:
    """Return the interval that says more: the stated one, then the finer one."""
    return min(
        (one, other),
        key=lambda interval: (
            interval.basis != Basis.STATED,
            interval.start is None and interval.end is None,
            FINENESS.index(interval.precision),
        ),
    )
