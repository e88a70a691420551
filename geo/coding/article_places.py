"""The places that an article as a whole is about: where it is set, and in which country."""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING

from geo.model import Kind, Mention, Place, Role, Span

if TYPE_CHECKING:
    from geo.coding.reading import Reading

BROAD = frozenset({Kind.COUNTRY, Kind.CONTINENT, Kind.HISTORIC})
LANDS = frozenset({Kind.REGION, Kind.EXCLAVE, Kind.ISLAND})


def placed(reading: Reading, span: Span) -> list[Mention]:
    """Return the toponyms of a span that locate something and have a place."""
    return [one for one in located(reading, span) if one.place is not None]


def located(reading: Reading, span: Span) -> list[Mention]:
    """Return the toponyms of a span that locate something, placed or not."""
    return [one for one in reading.mentions_in(span) if one.role is Role.LOCATION]


def main_place(reading: Reading) -> Place | None:
    """Return the place the article locates most in, countries only when there is no other."""
    found = placed(reading, Span(0, len(reading.article.text)))
    narrow = [one for one in found if one.place and one.place.kind not in BROAD]
    counted = Counter(one.place.place_id for one in (narrow or found) if one.place)
    if not counted:
        return None
    most = max(counted.values())
    return next(
        one.place for one in found if one.place and counted.get(one.place.place_id) == most
    )


def war_place(reading: Reading) -> Place | None:
    """Return where the war of an article is fought: the land it is about, else its country.

    A toll of "the war" belongs to no single town, however often the article names one.
    """
    main = main_place(reading)
    if main is None or main.kind in LANDS | BROAD:
        return main
    return main_country(reading) or main


def main_country(reading: Reading) -> Place | None:
    """Return the country that most places lie in, where the article names it in any role."""
    found = placed(reading, Span(0, len(reading.article.text)))
    codes = Counter(one.place.country for one in found if one.place and one.place.country)
    for code, _ in codes.most_common(1):
        for mention in reading.mentions:
            if mention.place is not None and _is_country(mention.place, code):
                return mention.place
    return None


def _is_country(place: Place, code: str) -> bool:
    return place.kind is Kind.COUNTRY and place.country == code
