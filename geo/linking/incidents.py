"""Tellings → incidents: each joins the one all of whose tellings it agrees with."""

from __future__ import annotations

import math
from collections.abc import Iterable, Iterator
from datetime import date
from typing import NamedTuple

from geo.linking.likeness import (
    FIGHTING,
    HAPPENED,
    NEAR,
    PUBLISHED_WITHIN,
    Link,
    is_short,
    link,
)
from geo.linking.parties import is_named, party
from geo.linking.tellings import Companions, Spot, Telling
from geo.model import Basis, DatePrecision, EventStatus, Incident, Interval, content_id

DEGREE = 111.2
"""Kilometres of a degree of latitude."""

CELL = 0.1
"""Degrees of latitude of a square in which near towns are looked for; more than ``NEAR``."""

Key = tuple[object, ...]


class Group(NamedTuple):
    """The tellings of one incident so far, and why each joined."""

    tellings: list[Telling]
    reasons: list[str]


def grouped(tellings: Iterable[Telling], companions: Companions) -> list[Group]:
    """Group tellings that come in their order; every two of a group are linked themselves.

    No chain can reach further than one link does, and an article tells an incident once, since
    coding has already put its own tellings together. Of several incidents that a telling fits
    it joins the one that it is most alike.
    """
    groups: list[Group] = []
    index: dict[Key, list[int]] = {}
    for telling in tellings:
        number, why = _best(telling, groups, index, companions)
        if number is None:
            number = len(groups)
            groups.append(Group([], []))
        groups[number].tellings.append(telling)
        groups[number].reasons.extend(why)
        for key in _kept_under(telling, companions):
            numbers = index.setdefault(key, [])
            if not numbers or numbers[-1] != number:
                numbers.append(number)
    return groups


def _best(
    telling: Telling, groups: list[Group], index: dict[Key, list[int]], companions: Companions
) -> tuple[int | None, tuple[str, ...]]:
    found = {number for key in _looked_up(telling, companions) for number in index.get(key, ())}
    best: tuple[int | None, tuple[str, ...]] = (None, ())
    most = -1
    for number in sorted(found):
        links = _links(telling, groups[number].tellings, companions)
        strength = min((one.strength for one in links), default=-1)
        if strength > most:
            most = strength
            best = number, max(links, key=lambda one: one.strength).reasons
    return best


def _links(telling: Telling, members: list[Telling], companions: Companions) -> list[Link]:
    """Return the links to every member, none when one is missing."""
    links: list[Link] = []
    for member in members:
        found = link(telling, member, companions)
        if found is None:
            return []
        links.append(found)
    return links


# What can be linked shares a key: only such tellings are compared.


def _kept_under(telling: Telling, companions: Companions) -> Iterator[Key]:
    """Yield the keys by which a later telling finds this one."""
    kind = _kind(telling)
    days = _days(telling)
    for spot in telling.spots:
        yield from ((kind, spot.place_id, one) for one in days)
        if spot.is_exact:
            yield from ((kind, "cell", *_cell(spot), one) for one in days)
            yield from ((kind, "in", *held, one) for held in _holders(spot) for one in days)
        if telling.published is not None:
            yield kind, "published", spot.place_id, telling.published // PUBLISHED_WITHIN
    if telling.article_id in companions:
        yield kind, "article", telling.article_id
    if not telling.spots:
        yield from ((kind, "nowhere", one) for one in days)
    yield from _actor_keys(telling, kind, days, unplaced=not telling.spots)


def _looked_up(telling: Telling, companions: Companions) -> Iterator[Key]:
    """Yield the keys under which what this telling may be linked with is kept."""
    kind = _kind(telling)
    days = _days(telling)
    for spot in telling.spots:
        yield from ((kind, spot.place_id, one) for one in days)
        yield from ((kind, "cell", *cell, one) for cell in _around(spot) for one in days)
        if spot.extent:
            yield from ((kind, "in", *spot.extent, one) for one in days)
        if spot.is_exact:
            yield from ((kind, area, one) for area in _holders(spot) for one in days)
        if telling.published is not None and not telling.is_dated:
            week = telling.published // PUBLISHED_WITHIN
            for one in (week - 1, week, week + 1):
                yield kind, "published", spot.place_id, one
    for article in companions.get(telling.article_id, ()):
        yield kind, "article", article
    if not telling.spots:
        yield from ((kind, "nowhere", one) for one in days)
    yield from _actor_keys(telling, kind, days, unplaced=bool(telling.spots))


def _kind(telling: Telling) -> Key:
    fighting = telling.event_type in FIGHTING
    return ("fighting" if fighting else telling.event_type, telling.background)


def _days(telling: Telling) -> tuple[Key, ...]:
    """Return each day of a short interval, a long one whole and by its start, or nothing."""
    if not telling.is_dated:
        return ()
    if not is_short(telling):
        whole = (telling.start, telling.end)
        return (whole, (telling.start,)) if telling.start is not None else (whole,)
    return tuple((one,) for one in range(telling.start or 0, (telling.end or 0) + 1))


def _holders(spot: Spot) -> Iterator[Key]:
    """Yield the extents that hold a place: its country and its province."""
    if spot.country:
        yield (spot.country,)
        if spot.admin1:
            yield (spot.country, spot.admin1)


def _cell(spot: Spot) -> tuple[int, int]:
    lat, lon = spot.lat or 0.0, spot.lon or 0.0
    return math.floor(lat / CELL), math.floor(lon / CELL)


def _around(spot: Spot) -> Iterator[tuple[int, int]]:
    """Yield the squares that a near town can be in; toward the poles they are narrower."""
    if not spot.is_exact:
        return
    row, column = _cell(spot)
    degrees = NEAR / (DEGREE * max(0.05, math.cos(math.radians(spot.lat or 0.0))))
    reach = math.ceil(degrees / CELL)
    for down in (-1, 0, 1):
        for across in range(-reach, reach + 1):
            yield row + down, column + across


def _actor_keys(
    telling: Telling, kind: Key, days: tuple[Key, ...], *, unplaced: bool
) -> Iterator[Key]:
    """Yield keys of two named actors on a day: what links a telling that names no place."""
    labels = {party(actor).label for actor in telling.actors if is_named(party(actor))}
    if len(labels) > 1:
        for label in labels:
            yield from ((kind, "actor", unplaced, label, one) for one in days)


# An incident's own record.


def incident(group: Group) -> Incident:
    """Return a group's record: its reports in order of publication, and what they share."""
    told = sorted(group.tellings, key=lambda one: (one.published or math.inf, one.order))
    best = min(told, key=_vagueness)
    return Incident(
        incident_id=content_id("incident", *sorted(one.event_id for one in told)),
        event_type=best.event_type,
        status=_status(told),
        date=_interval(best),
        place_id=best.spots[0].place_id if best.spots else None,
        location=best.location,
        event_ids=tuple(one.event_id for one in told),
        article_ids=tuple(one.article_id for one in told),
        sources=tuple(sorted({one.source for one in told if one.source})),
        reason=", ".join(dict.fromkeys(group.reasons)),
    )


def _vagueness(telling: Telling) -> tuple[object, ...]:
    """Sort key: what tells place and day most closely comes first."""
    exact = any(spot.is_exact for spot in telling.spots)
    length = (telling.end or 0) - (telling.start or 0) if is_short(telling) else math.inf
    return (not telling.is_dated, not exact, length, telling.order)


def _status(told: list[Telling]) -> EventStatus:
    """Return that it took place if anybody says so outright, else the last word on it."""
    said = [one.status for one in told]
    happened = [status for status in said if status in HAPPENED]
    if EventStatus.OCCURRED in happened:
        return EventStatus.OCCURRED
    return happened[-1] if happened else said[-1]


def _interval(telling: Telling) -> Interval:
    if not telling.is_dated:
        return Interval()
    return Interval(
        start=None if telling.start is None else date.fromordinal(telling.start),
        end=None if telling.end is None else date.fromordinal(telling.end),
        precision=DatePrecision(telling.precision),
        basis=Basis(telling.basis or Basis.UNKNOWN),
    )
