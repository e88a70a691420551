"""Site furniture: lines of a page that are not part of the article.

The lists are data (``data/lexicon/furniture.toml``). Running text is never furniture, unless it
opens and offers as a pitch does, or one of the patterns matches the whole line.
"""

from __future__ import annotations

import re
import tomllib
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache

from geo.ingest.lines import Line
from geo.settings import ROOT

LEXICON = ROOT / "data" / "lexicon" / "furniture.toml"
LONGEST_PITCH = 45
"""A pitch has at most this many words."""
COMMENTS_AFTER = 0.6
"""Readers' comments begin only after this share of the article's prose."""

FEWEST_IN_MENU = 5
"""This many lines of at most three words above the first longer one are a menu."""

REPORTED = re.compile(
    r"\b(?:accused|added|according to|announced|claimed|confirmed|denied|reported|said|says"
    r"|told|warned)\b"
)
NOTICES = frozenset({"disclaimer", "rights", "reporting credits"})
"""Furniture that may tell what was said: "A former version said that …"."""

TAIL = "tail"
"""Lines among the furniture below an article; the outlet or the date may be one of them."""

BULLET = re.compile(r"^[\s\W_]+")
PARTS = re.compile(r" ?[|/>»›·•] ?")
OUTER = re.compile(r"^[\s*•·|>»–—:←→↑↓▲▼×-]+|[\s*•·|<«–—:.!?…›»>←→↑↓▲▼×-]+$")


@dataclass(frozen=True, kw_only=True)
class Lexicon:
    """The lists and patterns of ``furniture.toml``."""

    lines: frozenset[str]
    kickers: frozenset[str]
    related: frozenset[str]
    replies: frozenset[str]
    openers: re.Pattern[str]
    offers: re.Pattern[str]
    patterns: tuple[tuple[str, re.Pattern[str]], ...]
    foot_patterns: tuple[tuple[str, re.Pattern[str]], ...]


@lru_cache(maxsize=1)
def lexicon() -> Lexicon:
    """Return the furniture lexicon, read once."""
    tables = tomllib.loads(LEXICON.read_text("utf-8"))
    return Lexicon(
        **{
            part: frozenset(tables[part]) for part in ("lines", "kickers", "related", "replies")
        },
        openers=re.compile(rf"(?:{alternatives(tables['pitch_openers'])})\b"),
        offers=re.compile(rf"(?<!\w)(?:{alternatives(tables['pitch_offers'])})(?!\w)"),
        patterns=compiled(row for row in tables["pattern"] if not row.get("foot")),
        foot_patterns=compiled(row for row in tables["pattern"] if row.get("foot")),
    )


def compiled(rows: Iterable[dict[str, str]]) -> tuple[tuple[str, re.Pattern[str]], ...]:
    """Return the name and the regular expression of each row of patterns."""
    return tuple((row["name"], re.compile(row["match"], re.IGNORECASE)) for row in rows)


def alternatives(phrases: Iterable[str]) -> str:
    """Return a regular expression for any of the phrases, longest first."""
    return "|".join(map(re.escape, sorted(phrases, key=len, reverse=True)))


def label(line: Line) -> str:
    """Return a line as the lists of whole lines are written."""
    return OUTER.sub("", line.plain.casefold().replace("...", "")).strip()


def kind(line: Line) -> str | None:
    """Return what sort of furniture the line is, or None for a line of the article."""
    if not line.is_short:
        return None
    words = lexicon()
    name = label(line)
    if name in words.lines or all(part in words.lines for part in PARTS.split(name)):
        return "label"
    if name in words.related:
        return "related"
    if name in words.replies:
        return "replies"
    sort = patterned(line, words.patterns) or ("pitch" if is_pitch(line) else None)
    return None if is_reported(line) and sort not in NOTICES else sort


def is_reported(line: Line) -> bool:
    """Tell whether the line is running text in which somebody speaks, as only stories do."""
    return line.is_prose and REPORTED.search(line.plain) is not None


def patterned(line: Line, patterns: Iterable[tuple[str, re.Pattern[str]]]) -> str | None:
    """Return the name of the pattern that matches the whole line."""
    bare = BULLET.sub("", line.plain) if line.plain[:1] in "*•·|>»–—-" else line.plain
    for name, pattern in patterns:
        if pattern.fullmatch(bare or line.plain):
            return name
    return None


def is_pitch(line: Line) -> bool:
    """Tell whether the line asks the reader to subscribe, follow or give.

    "Access the Middle East news and analysis you can trust" opens and offers;
    "Join the army or leave, the governor told men" only opens.
    """
    plain = line.plain.casefold()
    if line.words > LONGEST_PITCH or '"' in plain:
        return False
    return bool(lexicon().openers.match(plain) and lexicon().offers.search(plain))


def is_kicker(line: Line) -> bool:
    """Tell whether the line is a section's label as it stands above a headline."""
    first, *others = PARTS.split(label(line))
    sections = lexicon().kickers | lexicon().lines
    return first in sections and all(
        part in sections or len(part.split()) <= 4 for part in others
    )


def furniture(lines: Sequence[Line]) -> dict[int, str]:
    """Return the numbers of the furniture lines, each with what sort it is."""
    found = {number: sort for number, line in enumerate(lines) if (sort := kind(line))}
    found.update(dict.fromkeys(menu(lines), "menu"))
    found.update(lists(lines, found))
    found.update(notes(lines, found))
    return {**dict.fromkeys(tail(lines, found), TAIL), **found}


def lists(lines: Sequence[Line], found: Mapping[int, str]) -> Iterator[tuple[int, str]]:
    """Yield what stands under headings: other articles' headlines, readers' comments."""
    prose = [n for n, line in enumerate(lines) if line.is_prose and n not in found]
    for number, sort in list(found.items()):
        if sort == "related":
            yield from ((below, sort) for below in listed(lines, number))
        elif sort == "replies" and sum(n < number for n in prose) >= COMMENTS_AFTER * len(
            prose
        ):
            yield from ((below, sort) for below in range(number, len(lines)))


def notes(lines: Sequence[Line], found: Mapping[int, str]) -> Iterator[tuple[int, str]]:
    """Yield the notes on authors and the like that end an article."""
    for number in range(len(lines) - 1, -1, -1):
        sort = found.get(number)
        if sort is None and lines[number].is_short:
            sort = patterned(lines[number], lexicon().foot_patterns)
        if sort is None:
            return
        yield number, sort


def tail(lines: Sequence[Line], found: Mapping[int, str]) -> range:
    """Return the numbers of the lines from the first furniture below the article on.

    Tags, names of sections and the like, which no list could hold: "Conflict", "Goma".
    """
    own = (n for n in range(len(lines) - 1, -1, -1) if n not in found)
    last = next((n for n in own if lines[n].is_prose or lines[n].ends_sentence), -1)
    if last < 0:
        return range(0)
    first = next((n for n in range(last + 1, len(lines)) if n in found), len(lines))
    return range(first, len(lines))


def menu(lines: Sequence[Line]) -> range:
    """Return the numbers of the site's menu: a run of labels before the first longer line."""
    longer = (n for n, line in enumerate(lines) if line.words > 3 or line.ends_sentence)
    length = next(longer, 0)
    return range(length if length >= FEWEST_IN_MENU else 0)


def listed(lines: Sequence[Line], heading: int) -> Iterator[int]:
    """Yield the numbers of the headlines under a heading, up to the next running text."""
    for number in range(heading + 1, len(lines)):
        line = lines[number]
        if line.is_prose or line.ends_sentence or not line.is_short:
            return
        yield number
