"""Which of several places to keep: each once, the town rather than the state around it."""

from __future__ import annotations

from collections.abc import Iterable

from geo.model import Kind, Mention, Place

LEVEL = {Kind.CONTINENT: 0, Kind.COUNTRY: 0, Kind.PROVINCE: 1, Kind.REGION: 1}
NEAR = 1.5
"""Degrees of latitude within which a town may lie in a region of its country."""


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
