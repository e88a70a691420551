"""Colours and shapes of the map, shared with the lists, the timeline and the style sheets.

Colour means family and shape means type, so that every type is told apart without colour.
The family colours are Okabe and Ito's colour-blind safe set; outlines are the same hues, darker
on the light base and lighter on the dark one, so that each mark has a contrast of 3:1 or more.
"""

from __future__ import annotations

import math
from dataclasses import dataclass
from enum import StrEnum
from typing import NamedTuple

from geo.model import EventType, Measure


class Theme(StrEnum):
    """Which of the two looks is drawn."""

    LIGHT = "light"
    DARK = "dark"


class Family(StrEnum):
    """The families of event type, each with one colour."""

    VIOLENCE = "violence"
    AGREEMENT = "agreement"
    FORCE = "force"
    PEOPLE = "people"
    RELIEF = "relief"
    PROTEST = "protest"
    STATEMENT = "statement"


FAMILY_COLOURS: dict[Family, str] = {
    Family.VIOLENCE: "#D55E00",
    Family.AGREEMENT: "#0072B2",
    Family.FORCE: "#CC79A7",
    Family.PEOPLE: "#E69F00",
    Family.RELIEF: "#009E73",
    Family.PROTEST: "#56B4E9",
    Family.STATEMENT: "#8A8F98",
}

FAMILY_LABELS: dict[Family, str] = {
    Family.VIOLENCE: "Violence",
    Family.AGREEMENT: "Agreement and talks",
    Family.FORCE: "Control and force",
    Family.PEOPLE: "People on the move",
    Family.RELIEF: "Relief and infrastructure",
    Family.PROTEST: "Protest",
    Family.STATEMENT: "Statement",
}

FAMILIES: dict[EventType, Family] = {
    EventType.BATTLE: Family.VIOLENCE,
    EventType.ATTACK: Family.VIOLENCE,
    EventType.CEASEFIRE: Family.AGREEMENT,
    EventType.TALKS: Family.AGREEMENT,
    EventType.CONTROL: Family.FORCE,
    EventType.DEPLOYMENT: Family.FORCE,
    EventType.DISARMAMENT: Family.FORCE,
    EventType.DETENTION: Family.FORCE,
    EventType.DISPLACEMENT: Family.PEOPLE,
    EventType.AID: Family.RELIEF,
    EventType.INFRASTRUCTURE: Family.RELIEF,
    EventType.PROTEST: Family.PROTEST,
    EventType.STATEMENT: Family.STATEMENT,
}
"""Family of each event type; the order is the order of legends and of the wire format."""

TYPES: tuple[EventType, ...] = tuple(FAMILIES)

MEASURE_FAMILIES: dict[Measure, Family] = {
    Measure.KILLED: Family.VIOLENCE,
    Measure.INJURED: Family.VIOLENCE,
    Measure.MISSING: Family.VIOLENCE,
    Measure.DESTROYED: Family.VIOLENCE,
    Measure.ATTACKS: Family.VIOLENCE,
    Measure.VIOLATIONS: Family.VIOLENCE,
    Measure.DETAINED: Family.FORCE,
    Measure.CAPTURED: Family.FORCE,
    Measure.DEPLOYED: Family.FORCE,
    Measure.SURRENDERED: Family.FORCE,
    Measure.SEIZED: Family.FORCE,
    Measure.DISPLACED: Family.PEOPLE,
    Measure.EVACUATED: Family.PEOPLE,
    Measure.CROSSED_BORDER: Family.PEOPLE,
    Measure.RETURNED: Family.PEOPLE,
    Measure.SHELTERED: Family.PEOPLE,
    Measure.AID: Family.RELIEF,
    Measure.CAPACITY: Family.RELIEF,
    Measure.HOUSES: Family.RELIEF,
    Measure.PROTESTERS: Family.PROTEST,
}
"""Family of each measure; what is not listed has the colour of statements."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Base:
    """Colours of the base map and of what is written on it, in one look."""

    water: str
    land: str
    border: str
    division: str
    disputed: str
    label: str
    ink: str
    halo: str
    panel: str
    accent: str


BASES: dict[Theme, Base] = {
    Theme.LIGHT: Base(
        water="#DCE2E6",
        land="#F6F6F4",
        border="#A7AEB5",
        division="#DBDEE0",
        disputed="#7F878F",
        label="#6A727A",
        ink="#1D2329",
        halo="#FFFFFF",
        panel="#FFFFFF",
        accent="#1F5FBF",
    ),
    Theme.DARK: Base(
        water="#12161A",
        land="#22272D",
        border="#59636D",
        division="#343B43",
        disputed="#8A949E",
        label="#9BA5AF",
        ink="#EEF1F4",
        halo="#0E1114",
        panel="#1A1F24",
        accent="#7DB2FF",
    ),
}


def _polygon(
    corners: int, *, turn: float = 0.0, inner: float = 1.0, radius: float = 1.0
) -> str:
    """Return the SVG path of a regular polygon, or of a star when ``inner`` is below 1."""
    steps = corners if inner == 1.0 else corners * 2
    points = []
    for step in range(steps):
        angle = math.radians(turn - 90 + 360 * step / steps)
        reach = radius * (inner if inner != 1.0 and step % 2 else 1.0)
        points.append(f"{reach * math.cos(angle):.3f},{reach * math.sin(angle):.3f}")
    return "M" + "L".join(points) + "Z"


SHAPES: dict[EventType, str] = {
    EventType.BATTLE: "M-.95,-.5L-.5,-.95L0,-.45L.5,-.95L.95,-.5L.45,0"
    "L.95,.5L.5,.95L0,.45L-.5,.95L-.95,.5L-.45,0Z",
    EventType.ATTACK: _polygon(8, inner=0.56, radius=1.12),
    EventType.CEASEFIRE: "M-.8,-.8L.8,-.8L.8,.8L-.8,.8Z",
    EventType.TALKS: "M-.9,0A.9,.9 0 1 1 .9,0A.9,.9 0 1 1 -.9,0Z",
    EventType.CONTROL: _polygon(5, radius=1.02),
    EventType.DEPLOYMENT: _polygon(3, radius=1.12),
    EventType.DISARMAMENT: _polygon(3, turn=180, radius=1.12),
    EventType.DETENTION: _polygon(6, turn=30, radius=0.98),
    EventType.DISPLACEMENT: "M-.95,-.42L.05,-.42L.05,-.95L1.05,0L.05,.95L.05,.42L-.95,.42Z",
    EventType.AID: "M-.34,-.95L.34,-.95L.34,-.34L.95,-.34L.95,.34L.34,.34L.34,.95L-.34,.95"
    "L-.34,.34L-.95,.34L-.95,-.34L-.34,-.34Z",
    EventType.INFRASTRUCTURE: _polygon(4, radius=1.08),
    EventType.PROTEST: _polygon(5, inner=0.45, radius=1.15),
    EventType.STATEMENT: "M-.95,-.36L.95,-.36L.95,.36L-.95,.36Z",
}
"""SVG path of each event type's shape, centred on 0, 0 in a box from -1 to 1."""


FIGURE_SHAPE = "M-.5,-.62L.5,-.62A.62,.62 0 1 1 .5,.62L-.5,.62A.62,.62 0 1 1 -.5,-.62Z"


class Symbol(NamedTuple):
    """How one sort of record is drawn: its colour by family, its shape by type."""

    code: str
    label: str
    family: Family
    path: str

    @property
    def colour(self) -> str:
        """The colour of the symbol's family, as ``#RRGGBB``."""
        return FAMILY_COLOURS[self.family]

    def outline(self, theme: Theme) -> str:
        """Return the outline: the same hue, darker on the light base, lighter on the dark."""
        towards, share = ("#000000", 0.42) if theme is Theme.LIGHT else ("#FFFFFF", 0.38)
        return mixed(self.colour, towards, share)

    def hatch(self, theme: Theme) -> str:
        """Return the colour of the hatch of areas: the family's, or the outline's on dark."""
        return self.colour if theme is Theme.LIGHT else self.outline(theme)


def _symbols() -> dict[str, Symbol]:
    events = [
        Symbol(kind.value, kind.value.capitalize(), family, SHAPES[kind])
        for kind, family in FAMILIES.items()
    ]
    figures = [
        Symbol(
            f"figure_{family.value}",
            f"Figure: {label.lower()}",
            family,
            FIGURE_SHAPE,
        )
        for family, label in FAMILY_LABELS.items()
    ]
    return {symbol.code: symbol for symbol in events + figures}


SYMBOLS: dict[str, Symbol] = _symbols()
"""Every symbol by its code, in the order of legends and of the wire format."""


def symbol_of(event_type: str | None = None, measure: str | None = None) -> Symbol:
    """Return the symbol of an event type, or of the measure of a figure."""
    if event_type:
        return SYMBOLS[EventType(event_type).value]
    family = MEASURE_FAMILIES.get(Measure(measure or Measure.OTHER), Family.STATEMENT)
    return SYMBOLS[f"figure_{family.value}"]


def mixed(colour: str, other: str, share: float) -> str:
    """Return the colour with a share (0 to 1) of another mixed in, both as ``#RRGGBB``."""
    pairs = zip(_channels(colour), _channels(other), strict=True)
    return "#" + "".join(f"{round(a + (b - a) * share):02X}" for a, b in pairs)


def contrast(one: str, other: str) -> float:
    """Return the contrast ratio of two ``#RRGGBB`` colours (WCAG 2.2, 1 to 21)."""
    lighter, darker = sorted((_luminance(one), _luminance(other)), reverse=True)
    return (lighter + 0.05) / (darker + 0.05)


def _channels(colour: str) -> tuple[int, int, int]:
    return int(colour[1:3], 16), int(colour[3:5], 16), int(colour[5:7], 16)


def _luminance(colour: str) -> float:
    linear = [
        c / 12.92 if c <= 0.04045 else ((c + 0.055) / 1.055) ** 2.4
        for c in (channel / 255 for channel in _channels(colour))
    ]
    return 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2]
