"""Whether two tellings are of one incident, and why: type, status, place, days, actors, words.

A link needs all of: a fitting type, a fitting status, places that agree, days that agree, and
as much agreement about who or what as the place and the days leave open.
"""

from __future__ import annotations

import math
from typing import NamedTuple

from geo.linking.parties import names_somebody, same_words, shared_names, shared_nouns
from geo.linking.tellings import Companions, Spot, Telling
from geo.model import EventStatus, EventType

NEAR = 10.0
"""Kilometres within which two towns or facilities can be one incident's place."""

SHORT = 7
"""Days of the longest interval that dates an incident; longer ones must be the same."""

PUBLISHED_WITHIN = 7
"""Days between the publication of two articles that can tell one undated incident."""

TOLD_WITHIN = 10
"""Days between an incident and the publication of an article that tells it undated."""

EARTH_RADIUS = 6371.0
FIGHTING = frozenset({EventType.BATTLE, EventType.ATTACK})
HAPPENED = frozenset({EventStatus.OCCURRED, EventStatus.ONGOING, EventStatus.ALLEGED})

SAME_PLACE, SAME_AREA, NO_PLACE = "same place", "same area", "one names no place"
WITHIN = "one place within the other"
SAME_DAY, OVERLAP, SAME_SPAN = "same day", "days overlap", "same span of days"
SAME_START = "same first day"
UNDATED = f"undated, published within {PUBLISHED_WITHIN} days"
COMPANION = "undated, in articles that tell the same figures"
ALIKE = "in nearly the same words"
SILENT = "nothing told of actors differs"


class Link(NamedTuple):
    """Why two tellings are of one incident, and how much they agree on."""

    reasons: tuple[str, ...]
    strength: int


class Agreement(NamedTuple):
    """What two tellings share of actors and words."""

    names: tuple[str, ...]
    nouns: int
    words: bool

    @property
    def is_some(self) -> bool:
        """Tell whether a name, two nouns or the words agree."""
        return bool(self.names) or self.nouns > 1 or self.words

    @property
    def is_strong(self) -> bool:
        """Tell whether the words agree, or more than one actor does."""
        return self.words or len(self.names) + self.nouns > 1


def link(one: Telling, other: Telling, companions: Companions) -> Link | None:
    """Return why the two are one incident, or None when they may not be."""
    if one.article_id == other.article_id or not _may_be_one(one, other):
        return None
    place = _place(one, other)
    days = _days(one, other, companions) if place else None
    if place is None or days is None:
        return None
    agreed = _agreement(one, other)
    if not _enough(one, other, place, days, agreed):
        return None
    return Link((_type(one, other), place, days, _who(agreed)), _strength(place, days, agreed))


def _may_be_one(one: Telling, other: Telling) -> bool:
    types = {one.event_type, other.event_type}
    return (
        one.background == other.background
        and (len(types) == 1 or types <= FIGHTING)
        and _statuses_fit(one, other)
    )


def _statuses_fit(one: Telling, other: Telling) -> bool:
    """Tell whether both happened, or the same is said of both, or a plan came true later.

    "They are due to meet on Monday." "They met on Monday." What was called for or denied is
    never what happened.
    """
    if one.status == other.status or (one.status in HAPPENED and other.status in HAPPENED):
        return True
    plan, fact = (one, other) if one.status is EventStatus.PLANNED else (other, one)
    if plan.status is not EventStatus.PLANNED or fact.status not in HAPPENED:
        return False
    return plan.published is None or fact.published is None or plan.published <= fact.published


def _type(one: Telling, other: Telling) -> str:
    return "same type" if one.event_type is other.event_type else "battle and attack"


# Places.


def _place(one: Telling, other: Telling) -> str | None:
    """Return how the places agree, the closest pair deciding; None when they do not."""
    if not one.spots or not other.spots:
        return NO_PLACE
    if one.spots[0] is other.spots[0]:
        return SAME_PLACE if one.spots[0].is_exact else SAME_AREA
    pairs = [(here, there) for here in one.spots for there in other.spots]
    same = [here for here, there in pairs if here.place_id == there.place_id]
    if same:
        return SAME_PLACE if any(spot.is_exact for spot in same) else SAME_AREA
    if any(_near(here, there) for here, there in pairs):
        return f"places within {NEAR:.0f} km"
    return WITHIN if any(_within(*pair) or _within(*pair[::-1]) for pair in pairs) else None


def _near(one: Spot, other: Spot) -> bool:
    if not (one.is_exact and other.is_exact):
        return False
    return kilometres(one, other) <= NEAR


def kilometres(one: Spot, other: Spot) -> float:
    """Return the great-circle distance of two places that have points (haversine)."""
    lat, lon, to_lat, to_lon = (
        math.radians(degrees or 0.0) for degrees in (one.lat, one.lon, other.lat, other.lon)
    )
    half = (
        math.sin((to_lat - lat) / 2) ** 2
        + math.cos(lat) * math.cos(to_lat) * math.sin((to_lon - lon) / 2) ** 2
    )
    return 2 * EARTH_RADIUS * math.asin(math.sqrt(min(1.0, half)))


def _within(area: Spot, place: Spot) -> bool:
    """Tell whether a town lies in a country or province."""
    held = (place.country, place.admin1)
    return place.is_exact and bool(area.extent) and held[: len(area.extent)] == area.extent


# Days.


def _days(one: Telling, other: Telling, companions: Companions) -> str | None:
    """Return how the days agree, or None when they do not."""
    if one.is_dated and other.is_dated:
        return _dated(one, other)
    if not _told_together(one, other) and not _are_companions(one, other, companions):
        return None
    return UNDATED if one.is_published and other.is_published else COMPANION


def _dated(one: Telling, other: Telling) -> str | None:
    if (one.start, one.end) == (other.start, other.end):
        return SAME_DAY if one.start == one.end else SAME_SPAN
    if one.start is not None and one.start == other.start and None in {one.end, other.end}:
        return SAME_START
    if not (is_short(one) and is_short(other)):
        return None
    return OVERLAP if _overlap(one, other) else None


def is_short(one: Telling) -> bool:
    """Tell whether the interval is closed and at most a week long."""
    return one.start is not None and one.end is not None and one.end - one.start < SHORT


def _overlap(one: Telling, other: Telling) -> bool:
    return (one.start or 0) <= (other.end or 0) and (other.start or 0) <= (one.end or 0)


def _told_together(one: Telling, other: Telling) -> bool:
    """Tell whether the articles appeared within a week, and near the day that one gives."""
    if one.published is None or other.published is None:
        return False
    if abs(one.published - other.published) > PUBLISHED_WITHIN:
        return False
    return _fits(one, other.published) and _fits(other, one.published)


def _fits(told: Telling, published: int) -> bool:
    if not told.is_dated:
        return True
    return is_short(told) and abs((told.start or 0) - published) <= TOLD_WITHIN


def _are_companions(one: Telling, other: Telling, companions: Companions) -> bool:
    return other.article_id in companions.get(one.article_id, frozenset())


# Who and what.


def _agreement(one: Telling, other: Telling) -> Agreement:
    names = shared_names(*sorted((one.actors, other.actors)))
    nouns = shared_nouns(one.actors, other.actors)
    return Agreement(names, len(nouns), same_words(one.quote, other.quote))


def _enough(one: Telling, other: Telling, place: str, days: str, agreed: Agreement) -> bool:
    """Tell whether actors and words agree as far as place and days leave it open.

    A town on a day needs nothing more unless other actors are named; a whole region, or a town
    on an unknown day, needs an agreement; both together, or no place, need a strong one.
    """
    undated = days in {UNDATED, COMPANION}
    vague = place in {SAME_AREA, WITHIN}
    if place == NO_PLACE:
        return _enough_without_place(one, other, agreed, undated=undated)
    if undated:
        strong = vague or one.background
        return place != WITHIN and (agreed.is_strong if strong else agreed.is_some)
    if _is_one_of_its_kind(one, days) or not vague:
        return agreed.is_some or not _other_actors(one, other)
    return agreed.is_some


def _enough_without_place(
    one: Telling, other: Telling, agreed: Agreement, *, undated: bool
) -> bool:
    """Tell whether two named actors agree, or of two that name no place the words do."""
    if undated:
        return len(agreed.names) > 1 and agreed.words
    return len(agreed.names) > 1 or (agreed.words and not one.spots and not other.spots)


def _is_one_of_its_kind(one: Telling, days: str) -> bool:
    """Tell whether a region has no second one like it in that time.

    "The war of 1988 to 1994": fighting over a long span told alike. "The truce of 10 November".
    """
    long = days == SAME_SPAN and not is_short(one)
    war = long and one.event_type is EventType.BATTLE
    return war or (days == SAME_DAY and one.event_type is EventType.CEASEFIRE)


def _other_actors(one: Telling, other: Telling) -> bool:
    return names_somebody(one.actors) and names_somebody(other.actors)


def _who(agreed: Agreement) -> str:
    if agreed.names:
        return f"both name {' and '.join(agreed.names)}"
    if agreed.words:
        return ALIKE
    return "the same people take part" if agreed.nouns else SILENT


def _strength(place: str, days: str, agreed: Agreement) -> int:
    return (
        2 * len(agreed.names)
        + agreed.nouns
        + 4 * agreed.words
        + 3 * (place == SAME_PLACE)
        + (place == SAME_AREA)
        + 3 * (days in {SAME_DAY, SAME_SPAN})
    )
