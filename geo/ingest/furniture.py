"""Site furniture: lines of a page that are not part of the article.

The lists are data (``data/lexicon/furniture.toml``). Running text is never furniture, unless it
opens and offers as a pitch does, or one of the patterns matches the whole line.
"""

from __future__ import annotations

import re
import tomllib
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import lru_cache

from geo.ingest.lines import Line
from geo.model import Span
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

LONGEST_CREDIT = 160
"""Characters at a line's end in which a photo credit is looked for."""

BULLET = re.compile(r"^[\s\W_]+")
OUTER = re.compile(r"^[\s*•·|>»–—:-]+|[\s*•·|<«–—:.!…›»>-]+$")
TAIL_CREDIT = re.compile(
    r"""\s*(?:
      # a caption [Getty] · (Photo by A. Bee / AFP via Getty Images) · (AP Photo/A. Bee)
      [\[(](?=[^\])]{0,100}(?:getty|photo|image|picture|handout|screengrab|screenshot|courtesy|reuters
        |\bafp\b|\bap\b|\bepa\b|anadolu|tass|xinhua|shutterstock|alamy|\bfile\b|credit))
        (?:file|credit|courtesy|handout|getty|photo|image|picture|screen|reuters|afp|ap\b|epa|anadolu|tass
          |xinhua|shutterstock|alamy|[^\])]{0,60}[/|][^\])]{0,40}|[^\])]{0,60}via\s)
        [^\])]{0,80}[\])]
      # a caption. REUTERS/A. Bee · Photo: A. Bee/AFP
    | (?<=[\s.])REUTERS/[A-Z][\w.' /-]{1,60}
    | (?<=[\s.])(?:Photo|Image|Picture|Credit|Photograph|Courtesy):\s?[^.]{2,80}
    | (?<=[\s.])©\s?[^.]{2,60}
    )\.?$""",
    re.IGNORECASE | re.VERBOSE,
)
WIRE_SIGNATURE = re.compile(r"\s*\((?:[A-Z]{2,5}|Reuters|Xinhua|Anadolu)\)$")
"""A wire story's last line ends in "(AFP)"; the sentence before it is no caption."""


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
        patterns=tuple(
            (row["name"], re.compile(row["match"], re.IGNORECASE)) for row in tables["pattern"]
        ),
    )


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
    if name in words.lines:
        return "label"
    if name in words.related:
        return "related"
    if name in words.replies:
        return "replies"
    sort = patterned(line) or ("pitch" if is_pitch(line) else None)
    return None if is_reported(line) and sort not in NOTICES else sort


def is_reported(line: Line) -> bool:
    """Tell whether the line is running text in which somebody speaks, as only stories do."""
    return line.is_prose and REPORTED.search(line.plain) is not None


def patterned(line: Line) -> str | None:
    """Return the name of the pattern that matches the whole line."""
    bare = BULLET.sub("", line.plain) if line.plain[:1] in "*•·|>»–—-" else line.plain
    for name, pattern in lexicon().patterns:
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
    first, *others = re.split(r" ?[|/>»›·•] ?", label(line))
    sections = lexicon().kickers | lexicon().lines
    return first in sections and all(
        part in sections or len(part.split()) <= 4 for part in others
    )


def credit(line: Line) -> Span | None:
    """Return the span of the photo credit or wire signature that ends the line."""
    if not line.is_short:
        return None
    tail = line.text[-LONGEST_CREDIT:]
    found = WIRE_SIGNATURE.search(tail) or TAIL_CREDIT.search(tail)
    if found is None or len(found.group()) == len(line.text):
        return None
    return Span(line.end - len(found.group().lstrip()), line.end)


def is_caption(line: Line) -> bool:
    """Tell whether the line describes a picture: it ends in a photo credit."""
    return credit(line) is not None and WIRE_SIGNATURE.search(line.text) is None


def furniture(lines: Sequence[Line]) -> dict[int, str]:
    """Return the numbers of the furniture lines, each with what sort it is."""
    found = {number: sort for number, line in enumerate(lines) if (sort := kind(line))}
    prose = [n for n, line in enumerate(lines) if line.is_prose and n not in found]
    found.update(dict.fromkeys(menu(lines), "menu"))
    for number, sort in list(found.items()):
        if sort == "related":
            found.update(dict.fromkeys(listed(lines, number), "related"))
        elif sort == "replies" and sum(n < number for n in prose) >= COMMENTS_AFTER * len(
            prose
        ):
            found.update(dict.fromkeys(range(number, len(lines)), "replies"))
    return found


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
