"""Lines that are there to name their outlet: mastheads, signed lines, sign-offs.

A line is read part by part, between bars, dashes, commas and brackets. It names its outlet when
each part is an outlet, a person or place, or what stands beside them in print (date, price,
volume, desk); one word of running text and the line names nobody.
"""

from __future__ import annotations

import re

from geo.ingest.dateline import PLACE
from geo.ingest.datestamps import datestamps
from geo.ingest.furniture import lexicon
from geo.ingest.lines import Line
from geo.ingest.outlets import LONGEST_NAME, SMALL_WORDS, Outlets, key, outlets
from geo.ingest.page import Page
from geo.ingest.published import CLOCK_TIME, NOISE, PUBLISHED, SITUATION, UPDATED

MOST_WORDS = 24
YEAR_OPENS = re.compile(r"^(?:19|20)\d\d(?:-\d+)? (?:by )?")
"""Copyright 2018 The Daily Star"""
FIRST_LINES = 40
"""Mastheads, sign-offs and headings are among this many lines at either end of a page."""
LETTERS = re.compile(r"[^\W\d_]{2}")
BREAK = re.compile(
    r"\s*[|•·»;>]+\s*|\s+[-–—/]+\s+|^[-–—]+ ?|\s*/\s*|,\s+|[()\[\]]|\.$|\.\s+(?=[A-Z])"
)
BRACKETED = re.compile(r"^[(\[](?!c\))(.*)[)\]]\.?$")
"""[The Daily Star, 3 March 2022]"""
JOINED = re.compile(r"(?<! of)(?<! for) the (?=[A-Z])")
"""Read the Lakeville Times · The Militia and the Press"""
FOR = re.compile(r"(?<=\w) (?:for|at|with) (?=(?:[Tt]he )?[A-Z])")
"""Ann Lee for The Daily Star"""
LABEL = re.compile(
    r"^(?:(?:news )?source|publication|publisher|outlet|newspaper|edited by|written by|words by"
    r"|translated by"
    r"|words|via|special (?:to|for)|exclusive to|reported by|reporting by|text by|author|by"
    r"|from|in|an?|(?:©|\(c\)|copyright)+)"
    r"(?: ?: ?| )",
    re.IGNORECASE,
)
"""Source: Kartli Review · Edited by: Kartli Review Desk · A Frontier Gazette report"""
BESIDE = re.compile(
    r"[^\w]*|@\w+|(?:free )?(?:daily|weekly|monthly)|free|(?:price:? )?[£$€]? ?\d+(?:[.:]\d+)?"
    r" ?(?:cents?|p|pence|francs?|dollars?|euros?|birr|rupees?|kyat)?"
    r"|(?:vol(?:ume)?|no|nr|issue|number|edition|page|pages|p|pp|section|week)\b\.? ?"
    r"[#\dA-Z][\w./-]*(?: no\.? ?\d+)?"
    r"|(?:print|online|late|final|morning|evening|weekend|sunday|international)? ?edition"
    r"|(?:since|est\.?|established|founded)(?: in)? \d{4}|exclusive|agencies"
    r"|news agencies|staff|live(?:blog| blog| updates?| coverage)?|c|©"
    r"|all rights reserved|gmt|ist|utc|est",
    re.IGNORECASE,
)
"""Free weekly · 50 cents · Vol. XII No. 34 · Page 3 · Since 1902 · Print edition"""
BEHIND = re.compile(
    r"(?:(?:'s)? (?:exclusive|live|live ?blog|live updates?|staff(?: writers?| reporters?)?|"
    r"reporters?|correspondents?|(?:(?:news|web|foreign|world) ?)?desk|newsroom|team|reporting"
    r"|special report|(?:daily |morning |evening |weekly )?(?:briefing|newsletter|digest)"
    r"|(?:and|with) (?:news )?(?:agencies|wires)|(?<=\w )report)"
    r"(?: in (?:[A-Z][\w'-]+ ?){1,3})?)+$",
    re.IGNORECASE,
)
"""Frontier Gazette reporters in Torkham · FRONTIER GAZETTE EXCLUSIVE · Kartli Web Desk"""
PERSON = re.compile(
    r"[A-Z][\w.'’-]*(?: (?:[A-Z][\w.'’-]*|al|bin|de|el|ibn|van|von|and|in|bureau)){0,8}"
)
"""Ann Lee · ANN LEE and Bo Kim in Goma · Goma"""
OPENING = tuple(
    re.compile(form)
    for form in (
        # Frontier Gazette: The crossing … · TORKHAM, Frontier Gazette: The crossing …
        rf"^(?:{PLACE}, )?(?P<name>[A-Z][\w.'&-]*(?: [\w.'&-]+){{1,5}}): (?=[A-Z\"])",
        # TBILISI, 8 August 2023 — Kartli Review — The army …
        rf"^{PLACE}(?:, [\w,. ]{{3,24}})? ?[-—] (?P<name>[A-Z][\w.'& -]{{2,40}}?) ?[-—] ",
    )
)
SLUG = re.compile(r"(?=.*[-\d])[A-Z\d]{2,}(?:[-/][A-Z\d]+)*(?:/[A-Z]+(?: ?\d)?)?")
"""BC-TRUCE-FIGHTING · PLW1234 · TRUCE-FIGHTING/UPDATE 2"""
CLOCK_OPENS = re.compile(
    r"^[\[(]?(?:[01]?\d|2[0-3])(?:[:.h][0-5]\d(?!\d|[.:%]| (?:million|billion|per))"
    r"(?: ?[ap]\.?m\b\.?)?| ?[ap]\.?m\b\.?)(?=$|[\])]|\s*[-–—:|,.]|\s(?-i:[A-Z(]))",
    re.IGNORECASE,
)
"""18:40 Truce holds · 6.15 pm"""
LIVE = re.compile(r"live(?: ?blog| updates?| coverage| news)? ?[:|»•-] ?(?=\w)", re.IGNORECASE)
"""Live: army enters Lakeville, residents flee"""
HEADING_PARTS = re.compile(r" [-–—|] |: |, ")
SUFFIXED = re.compile(r"^(?P<title>.{8,}?) ?[|–—·»-] (?P<name>[^|–—·»]{2,40})$")
PREFIXED = re.compile(r"^(?P<name>[^|–—·»:]{2,40}) \| (?P<title>.{12,})$")


def nameplate(line: Line, *, organisations: bool = False, masthead: bool = False) -> str | None:
    """Return whom the line names as its outlet, or None when it is not there for that.

    ``organisations`` also lets relief bodies and the like sign, as in situation reports;
    ``masthead`` tells that the line stands where mastheads do.
    """
    if line.words > MOST_WORDS or not line.is_short:
        return None
    parts = parts_of(line.plain)
    book = outlets()
    person = not any(key(part) in book.desks for part in parts)
    names = [
        outlet_in(part, book, organisations=organisations, person=person) for part in parts
    ]
    found = [name for name in names if name]
    others = [part for part, name in zip(parts, names, strict=True) if not name]
    if not found or not all(is_beside(part) for part in others) or is_photo_credit(line):
        return None
    agencies = {name for name in found if (o := book.find(name)) and o.kind == "agency"}
    outlet = next((name for name in found if name not in agencies), found[0])
    accompanied = others or datestamps(line.plain) or BREAK.match(line.plain)
    placed = organisations or (masthead and is_loud(line))
    return outlet if accompanied or placed or is_sure(outlet, book) else None


def is_photo_credit(line: Line) -> bool:
    """Tell whether the line is "(Ann Lee/Mekong Courier)", as below pictures."""
    inner = BRACKETED.match(line.plain)
    first, *others = inner[1].split("/") if inner else [""]
    return bool(others) and outlet_in(first, outlets()) is None


def is_loud(line: Line) -> bool:
    """Tell whether a masthead is long or in capitals: "Lakeville Today" could be a heading."""
    return line.words >= 3 or line.plain.isupper()


def parts_of(plain: str) -> list[str]:
    """Return what stands between the bars, dashes and commas of a line, dates left out."""
    plain = re.sub(r"^#{1,6} +|[*_]{2}", "", plain)
    plain = BRACKETED.sub(r"\1", plain)
    for stamp in reversed(datestamps(plain)):
        plain = f"{plain[: stamp.start].rstrip()} | {plain[stamp.end :]}"
    for pattern in (CLOCK_TIME, PUBLISHED, UPDATED, NOISE):
        plain = pattern.sub(" | ", plain)
    plain = re.sub(r"\bon(?= \|)", "", plain)
    parts = [part.strip(" :.,'\"-–—") for part in BREAK.split(plain)]
    parts = [piece for part in parts for piece in authored(part)]
    return [part for part in parts if part]


def authored(part: str) -> list[str]:
    """Return the author and the outlet of "Ann Lee for The Daily Star"."""
    pieces = FOR.split(part, maxsplit=1)
    author = LABEL.sub("", pieces[0])
    signed = len(pieces) == 2 and len(author.split()) >= 2 and PERSON.fullmatch(author)
    return pieces if signed and outlet_in(pieces[1], outlets()) else [part]


def outlet_in(
    part: str, book: Outlets, *, organisations: bool = False, person: bool = True
) -> str | None:
    """Return the outlet that a part of a line is, without its labels and staff."""
    bare = LABEL.sub("", LABEL.sub("", part))
    for name in (bare, BEHIND.sub("", bare)):
        if (
            outlet := proper_name(name, book, organisations=organisations, person=person)
        ) is not None:
            return outlet
    return None


def proper_name(
    name: str, book: Outlets, *, organisations: bool = False, person: bool = True
) -> str | None:
    """Return an outlet's name, recased when in capitals; None for other words."""
    name = YEAR_OPENS.sub("", name).removeprefix("the ")
    if not name or not all(map(is_capital, name.split())):
        return None
    if book.find(name) is not None:
        return book.published(name) if outlet_is_marked(name) else None
    words = key(name).split()
    if is_heading(name, words, book):
        return None
    person = person and not name.casefold().startswith("the ")
    relief = organisations and 2 <= len(words) <= 7 and words[-1] in book.organisation_words
    return recased(name) if relief or book.recognised(name, person=person) else None


def is_capital(word: str) -> bool:
    """Tell whether a word is written as in a name."""
    return word[0].isupper() or word[0].isdigit() or word in SMALL_WORDS


def is_heading(name: str, words: list[str], book: Outlets) -> bool:
    """Tell whether the words head a story or a section: "Rebels Seize State Radio"."""
    if not words or ":" in name or key(name) in book.platforms | book.desks:
        return True
    if SITUATION.search(name) or JOINED.search(name):
        return True
    if words[0].endswith("'s") and words[-1] in book.weak_words:
        return True
    described = words[0] in book.not_names | book.attributive
    return described or bool(set(words) & book.headline_words) or set(words) <= book.generic


def outlet_is_marked(name: str) -> bool:
    """Tell whether a known outlet's name cannot be a mere word: "Petra" or "Trend" can."""
    return len(name.split()) >= 2 or name.isupper()


def is_sure(name: str, book: Outlets) -> bool:
    """Tell whether a name needs nothing beside it: "The Cedar Post", not "Morning Report"."""
    last = key(name).split()[-1]
    article = name.startswith("The ") and len(name.split()) >= 3 and last != "agency"
    return book.find(name) is not None or article or last not in book.weak_words


def is_beside(part: str) -> bool:
    """Tell whether a part is what may stand beside an outlet's name: a person, place, price."""
    plain = key(part)
    sections = lexicon().kickers | lexicon().lines
    if BESIDE.fullmatch(part) or plain in outlets().desks or plain in sections:
        return True
    return PERSON.fullmatch(LABEL.sub("", part)) is not None and not (
        set(plain.split()) & outlets().headline_words
    )


def is_imprint(line: Line) -> bool:
    """Tell whether the line is what stands under a masthead: "Free weekly · 50 cents"."""
    plain = line.plain
    if line.words > MOST_WORDS or SITUATION.search(plain) or not LETTERS.search(plain):
        return False
    parts = parts_of(plain)
    counted = len(parts) > 1 or any(map(str.isdigit, plain))
    return counted and all(map(BESIDE.fullmatch, parts))


def recased(name: str) -> str:
    """Return "THE RIVER HERALD" as "The River Herald"; what has no vowel stays in capitals."""
    if not name.isupper():
        return name
    words = name.split()
    return " ".join(
        word.lower()
        if number and word.casefold() in SMALL_WORDS
        else word.title()
        if re.search(r"[AEIOUY]", word) and word not in {"UN", "EU", "US", "UK"}
        else word
        for number, word in enumerate(words)
    ).replace("'S", "'s")


def suffix_of(text: str) -> re.Match[str] | None:
    """Return the title and outlet of a headline's line: "Talks fail | Frontier Gazette"."""
    for form in (SUFFIXED, PREFIXED):
        found = form.match(text)
        if found is not None and named_in_headline(found["name"]):
            return found
    return None


def named_in_headline(name: str) -> str | None:
    """Return the outlet that a headline's line ends with; "State Radio" is its source."""
    book = outlets()
    if book.find(name) is not None:
        return book.published(name)
    bare = BEHIND.sub("", name)
    outlet = proper_name(bare, book)
    return outlet if outlet is not None and is_sure(outlet, book) else None


def opened_by(line: Line) -> str | None:
    """Return the outlet that opens the story's first line: "Frontier Gazette: The crossing"."""
    found = (form.match(line.plain[:160]) for form in OPENING)
    names = (named_in_headline(match["name"]) for match in found if match)
    return next(filter(None, names), None)


def situation_report(line: Line) -> str | None:
    """Return the body that issues "Ponte Relief International – Situation report no. 12"."""
    if line.is_prose or line.words > MOST_WORDS or not SITUATION.search(line.plain):
        return None
    names = (
        proper_name(SITUATION.split(part)[0].strip(), outlets(), organisations=True)
        for part in HEADING_PARTS.split(line.plain)
    )
    return next(filter(None, names), None)


def is_relief(page: Page) -> bool:
    """Tell whether the lines above the story call it a situation report or press release."""
    lines = (page.lines[number] for number in page.above[:FIRST_LINES])
    return any(line.words <= MOST_WORDS and SITUATION.search(line.plain) for line in lines)


def is_masthead(page: Page, number: int) -> bool:
    """Tell whether a line is the page's first, and a headline or date stands under it."""
    if number >= FIRST_LINES:
        return False
    above = (n for n in range(number) if n not in page.furniture)
    line, below = page.lines[number], page.lines[number + 1 : number + 2]
    if line.words > LONGEST_NAME or next(above, None) is not None or not below:
        return False
    headed = below[0].words >= 5 and not below[0].is_prose and not below[0].ends_sentence
    return headed or is_imprint(below[0]) or bool(datestamps(below[0].plain))
