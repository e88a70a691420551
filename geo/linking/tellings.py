"""What the store says of each event, in the form in which tellings are compared."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING, Any, NamedTuple

from geo.model import EventStatus, EventType

if TYPE_CHECKING:
    from geo.store import Store

SAME_FIGURES = 2
"""So many figures in common show that two articles tell of the same days."""

NEAR_IN_TIME = 7
"""Days within which the companions of an article must have appeared to date it."""

EVENTS = """
SELECT id, article_id, event_type, event_date, event_date_end, time_precision, date_basis,
    status, background, actors, place_ids, location, source, published, quote
FROM event WHERE event_type <> 'statement'
"""
PLACES = """
SELECT place_id, place_kind, latitude, longitude, country, admin1 FROM place
"""
COMPANIONS = f"""
SELECT one.article_id AS one, other.article_id AS other
FROM figure AS one JOIN figure AS other USING (measure, value, place_id)
WHERE one.published IS NULL AND one.article_id <> other.article_id
    AND NOT one.historic AND NOT other.historic
GROUP BY ALL HAVING count(DISTINCT value) >= {SAME_FIGURES}
"""  # noqa: S608 - a number of our own


Companions = Mapping[str, frozenset[str]]
"""Of articles, those that tell of the same days."""


class Spot(NamedTuple):
    """Where a place is, in degrees, and what holds it."""

    place_id: str
    kind: str
    lat: float | None
    lon: float | None
    country: str
    admin1: str

    @property
    def is_exact(self) -> bool:
        """Tell whether the point stands for the place itself."""
        return self.kind in {"city", "facility"} and self.lat is not None

    @property
    def extent(self) -> tuple[str, ...]:
        """What a country or province holds: its code; nothing for any other place."""
        if self.kind == "country" and self.country:
            return (self.country,)
        if self.kind == "province" and self.admin1:
            return (self.country, self.admin1)
        return ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Telling:
    """One event as one article tells it; days are proleptic ordinals, None where open."""

    event_id: str
    article_id: str
    event_type: EventType
    status: EventStatus
    background: bool
    actors: tuple[str, ...]
    spots: tuple[Spot, ...]
    location: str | None
    start: int | None
    end: int | None
    precision: str
    basis: str | None
    published: int | None
    is_published: bool
    source: str | None
    quote: str

    @property
    def is_dated(self) -> bool:
        """Tell whether any day is known."""
        return self.start is not None or self.end is not None

    @property
    def order(self) -> tuple[Any, ...]:
        """Sort key, of content alone: by day, then publication; undated tellings last."""
        first = self.start if self.start is not None else self.end
        return (
            first is None,
            first or 0,
            self.end or 0,
            self.published is None,
            self.published or 0,
            self.event_id,
        )


def tellings(store: Store, companions: Companions) -> list[Telling]:
    """Return every event that is no statement, in order of date and publication.

    An article of unknown day counts as published with its companions.
    """
    spots = {row["place_id"]: Spot(*row.values()) for row in store.rows(PLACES)}
    days = published(store, companions)
    told = [_telling(row, spots, days[row["article_id"]]) for row in store.rows(EVENTS)]
    return sorted(told, key=lambda one: one.order)


def _telling(row: dict[str, Any], spots: dict[str, Spot], published: date | None) -> Telling:
    return Telling(
        event_id=row["id"],
        article_id=row["article_id"],
        event_type=TYPES[row["event_type"]],
        status=STATUSES[row["status"]],
        background=row["background"],
        actors=tuple(row["actors"]),
        spots=tuple(spots[one] for one in row["place_ids"] or () if one in spots),
        location=row["location"],
        start=day(row["event_date"]),
        end=day(row["event_date_end"]),
        precision=row["time_precision"],
        basis=row["date_basis"],
        published=day(published),
        is_published=row["published"] is not None,
        source=row["source"],
        quote=row["quote"],
    )


TYPES = {kind.value: kind for kind in EventType}
STATUSES = {status.value: status for status in EventStatus}


def day(when: date | None) -> int | None:
    """Return the day's ordinal."""
    return None if when is None else when.toordinal()


def published(store: Store, companions: Companions) -> dict[str, date | None]:
    """Return each article's day of publication, or the first of its companions' if near."""
    known = {
        row["article_id"]: row["published"]
        for row in store.rows("SELECT article_id, published FROM article")
    }
    return {
        article: told or _shared_day([known[one] for one in companions.get(article, ())])
        for article, told in known.items()
    }


def _shared_day(days: list[date | None]) -> date | None:
    told = [day for day in days if day is not None]
    if not told or (max(told) - min(told)).days > NEAR_IN_TIME:
        return None
    return min(told)


def companions_of(store: Store) -> Companions:
    """Return, of articles of unknown day, those that tell several of the same figures.

    Shared figures show what the publication date would: both tell of the same days.
    """
    found: dict[str, set[str]] = {}
    for row in store.rows(COMPANIONS):
        found.setdefault(row["one"], set()).add(row["other"])
        found.setdefault(row["other"], set()).add(row["one"])
    return {article: frozenset(others) for article, others in found.items()}
