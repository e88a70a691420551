"""A place on its way into the pack, with every name it is known by."""

from __future__ import annotations

import math
from dataclasses import dataclass, field
from enum import IntEnum

from geo.model import Kind


class Match(IntEnum):
    """Through which of its names a place was found, surest first."""

    MAIN = 0
    """The name it is listed under, or an equal one ("Kyiv", "Khankendi", "Stepanakert")."""
    ALTERNATE = 1
    """Another recorded name, often in another language ("Kiev", "Lemberg")."""
    VARIANT = 2
    """A spelling made by rule: generic word dropped, article, romanisation ("Chernihivska")."""
    ABBREVIATION = 3
    """A shortened name ("Ill.", "Calif."), found only with a capital letter."""
    CODE = 4
    """Initials or a code ("UAE", "BC", "BAK"), found only in capitals: "us" is no country."""


WEIGHT_LOST = {
    Match.MAIN: 0.0,
    Match.ALTERNATE: 1.0,
    Match.VARIANT: 1.5,
    Match.ABBREVIATION: 0.5,
    Match.CODE: 2.0,
}
"""How much importance a place loses when it was found by such a name."""

KIND_WEIGHT = {
    Kind.CONTINENT: 4.0,
    Kind.COUNTRY: 3.0,
    Kind.REGION: 0.5,
    Kind.PROVINCE: -0.5,
    Kind.DISTRICT: -1.5,
}
NOTED = 5.5
"""Importance of a place that has no inhabitants but a row of its own in our tables."""


@dataclass(slots=True)
class Entry:
    """A gazetteer row being compiled; ``names`` holds (toponym, lang, used_by, match)."""

    place_id: str
    name: str
    kind: Kind
    lat: float | None
    lon: float | None
    country: str = ""
    admin1: str = ""
    admin2: str = ""
    population: int = 0
    feature_code: str = ""
    geometry_id: str = ""
    source: str = ""
    weight: float = 0.0
    names: list[tuple[str, str, str, Match]] = field(default_factory=list)

    @property
    def importance(self) -> float:
        """Rank among places of one name: inhabitants as a power of ten, kind, own weight."""
        size = math.log10(self.population + 10) if self.population else 1.5
        return size + KIND_WEIGHT.get(self.kind, 0.0) + self.weight
