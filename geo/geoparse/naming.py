"""What a place is called on map and lists: as the text writes it, its official name beside it.

Packages know a town by its official romanisation ("Al Ḩudaydah"), readers by the name in the
news ("Hodeidah"). Names that the project's own tables settle, such as those of contested
places with both names, stay as they are.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from dataclasses import replace

from geo.geoparse.lexicon import load
from geo.model import Mention, Place, PlaceName, Role

WRITTEN_OUT = {Role.LOCATION, Role.DATELINE, Role.POLITY, Role.METONYM}
"""Roles in which the text writes the place's own name, not a form derived from it."""

OWN_TABLES = "data/gazetteer"


def as_written(found: Iterable[Mention]) -> tuple[Mention, ...]:
    """Return the mentions with each place under the name that this text gives it most often."""
    mentions = tuple(found)
    said: dict[str, Counter[str]] = {}
    seats = load().seats  # "the Kremlin" is no name of Moscow
    for mention in mentions:
        if mention.place is None or mention.text.lower() in seats:
            continue
        if mention.role in WRITTEN_OUT and is_open(mention.place):
            said.setdefault(mention.place.place_id, Counter())[headword(mention.text)] += 1
    names = {place_id: forms.most_common(1)[0][0] for place_id, forms in said.items()}
    return tuple(
        replace(mention, place=renamed(mention.place, names[mention.place.place_id]))
        if mention.place is not None and mention.place.place_id in names
        else mention
        for mention in mentions
    )


def is_open(place: Place) -> bool:
    """Tell whether the place's name comes from a package alone."""
    settled = any(name.used_by for name in place.names)
    return not settled and "/" not in place.name and OWN_TABLES not in place.source


def headword(words: str) -> str:
    """Return a name in mixed case: a dateline's "SANAA" is "Sanaa"."""
    return words.title() if words.isupper() and len(words) > 3 else words


def renamed(place: Place, name: str) -> Place:
    """Return the place under that name, with its official name among its names."""
    if name == place.name:
        return place
    official = PlaceName(toponym=place.name, used_by="GeoNames")
    return replace(place, name=name, names=(*place.names, official))
