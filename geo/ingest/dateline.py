"""Datelines: where, when and for which agency a story was filed, before its first dash."""

from __future__ import annotations

import re

from geo.ingest.datestamps import Datestamp, datestamps
from geo.ingest.lines import Line

LONGEST = 160
"""A dateline ends within this many characters."""
PLACE = r"[A-Z][A-Z.'/ -]{2,40}"
"""A place in capitals."""
AGENCY = tuple(
    re.compile(pattern)
    for pattern in (
        # KHARTOUM (Reuters) - … · JUBA, South Sudan (AP) — … · (AFP) - …
        r"^(?:[A-Z][\w.', /-]{1,60} ?)?\((?P<name>[A-Z][\w./ -]{1,40})\) ?(?:[-—:]|$)",
        # GOMA, Jan 27 (Reuters) The rebels … · GAZA CITY (CNN)Israeli forces …
        rf"^{PLACE}(?:, [^()—]{{0,30}})?\((?P<name>[^)]{{2,40}})\)",
        # MOSCOW, September 25. /TASS/. Talks …
        rf"^{PLACE}, [^()—/]{{3,20}} /(?P<name>\w{{2,20}})/",
        # YEREVAN, SEPTEMBER 25, ARMENPRESS. Talks … · Baku, Azerbaijan, September 25. Trend: …
        r"^[A-Z][\w.', -]{2,50}, [A-Z]\w{2,8}\.? \d{1,2}[,.] (?P<name>[A-Z]\w{2,20})[.:]",
        # SANAA - The Morning Monitor, on a line of its own
        rf"^{PLACE} ?[-—] (?P<name>[A-Z][\w.'& -]{{2,40}})$",
        # CNN — Talks …
        r"^(?P<name>[A-Z][A-Z0-9]{1,5}) ?[—-] ",
    )
)
BEFORE_DAY = re.compile(
    r"(?!(?:A|After|An|At|Before|Between|By|From|In|On|Since|The|Until)\b)"
    r"(?:[A-Z&][\w.'’/-]*[,;]{0,2} ){0,7}"
)
AFTER_DAY = re.compile(r"\.?,?\s*(?:\([^)]{2,40}\)|[-–—:|])")
"""KYIV, March 12, 2024 (Example Wire) - … · September 25, 2023 (JUBA) – …"""
OPENS_WITH_PLACE = re.compile(rf"^(?P<place>{PLACE}?)(?:, [A-Z][\w. ]{{2,30}})? ?(?:\(|[-—] )")


def agency_of(line: Line) -> str | None:
    """Return the name of the agency in the line's dateline."""
    found = (pattern.match(line.plain[:LONGEST]) for pattern in AGENCY)
    return next((match["name"] for match in found if match), None)


def day_of(line: Line, *, month_first: bool) -> Datestamp | None:
    """Return the full date in the line's dateline; most have no year and give none."""
    opening = line.text[:LONGEST]
    for stamp in datestamps(opening, month_first=month_first)[:1]:
        before = BEFORE_DAY.fullmatch(opening, 0, stamp.start)
        if before is not None and AFTER_DAY.match(opening, stamp.end):
            return stamp
    return None


def place_of(line: Line) -> str | None:
    """Return the place in capitals that opens the line: "GAZA/CAIRO (Example Agency) -"."""
    found = OPENS_WITH_PLACE.match(line.plain[:LONGEST])
    return found["place"].strip() if found else None
