"""When an event happened, and whether that makes it history to its article."""

from __future__ import annotations

import math
from collections.abc import Iterator
from dataclasses import replace
from datetime import date as date_type
from datetime import timedelta
from typing import TYPE_CHECKING

from geo.coding.arguments import clause_of, lemma
from geo.coding.dates import date_of
from geo.coding.lexicon import Lexicon, is_a
from geo.model import Basis, DatePrecision, Interval

if TYPE_CHECKING:
    from spacy.tokens import Token

    from geo.coding.reading import Reading
    from geo.coding.triggers import Hit

HISTORY = timedelta(days=90)
"""What began so long before publication is told as background."""

OPEN_HISTORY = timedelta(days=365)
"""The same for what has gone on since."""

VAGUE = frozenset({DatePrecision.YEAR, DatePrecision.RANGE})
AT_ONCE = frozenset({"as", "while", "when"})
COUNTS = {"two": 2, "2": 2, "three": 3, "3": 3, "four": 4, "4": 4}
HOURS = {"hour": 1, "day": 24, "week": 168}


def days_of(hit: Hit, reading: Reading, lexicon: Lexicon) -> tuple[Interval, ...]:
    """Return the days of a trigger's event; of "two wars, one in 1990 and one in 2020", two."""
    several = one_each(hit, reading)
    if several:
        return several
    token = hit.token
    if token.pos_ != "VERB":
        own = own_date(token, reading)
        if own != Interval() or is_apart(token, hit.trigger.event_type, lexicon):
            return (own,)
    return (with_duration(told_date(token, reading), token),)


def told_date(token: Token, reading: Reading) -> Interval:
    """Return the date of the token's clause, or the only one in a clause below it."""
    above = simultaneous(token, reading)
    if above is not None:
        return replace(date_of(above, reading), basis=Basis.INFERRED)
    date = date_of(token, reading)
    if date.start or date.end:
        return date
    here = reading.dates_in(reading.sentence_span(token.sent))
    clause = clause_of(token)
    below = [one for one in here if is_consequence(reading.doc[one.clause], clause)]
    if len(here) == len(below) == 1:
        return replace(below[0].interval, basis=Basis.INFERRED)
    return date


def simultaneous(token: Token, reading: Reading) -> Token | None:
    """Return the verb whose day an undated "… as fighting intensified" shares."""
    clause = clause_of(token)
    at_once = any(child.dep_ == "mark" and child.lower_ in AT_ONCE for child in clause.children)
    dated = any(one.clause == clause.i for one in reading.dates)
    if clause.dep_ != "advcl" or not at_once or dated or clause.head.pos_ != "VERB":
        return None
    return clause.head if date_of(clause.head, reading).basis == Basis.STATED else None


def is_consequence(verb: Token, clause: Token) -> bool:
    """Tell whether a verb is a participle of the clause: "…, killing ten on Monday"."""
    return verb.head == clause and verb.dep_ == "advcl" and verb.tag_ == "VBG"


def one_each(hit: Hit, reading: Reading) -> tuple[Interval, ...]:
    """Return a date for each of the events counted, where the sentence gives as many."""
    counted = [
        COUNTS.get(child.lower_, 0)
        for index in hit.used
        for child in reading.doc[index].children
        if child.dep_ == "nummod"
    ]
    dates = [one.interval for one in reading.dates_in(reading.sentence_span(hit.token.sent))]
    distinct = tuple(dict.fromkeys(date for date in dates if date.start or date.end))
    return distinct if counted and counted[0] == len(distinct) > 1 else ()


def own_date(noun: Token, reading: Reading) -> Interval:
    """Return the date inside the noun's own phrase: "the raid that began on Tuesday"."""
    clauses = {below.i for child in noun.children for below in relatives(child)}
    own = [
        found.interval
        for found in reading.dates_in(reading.sentence_span(noun.sent))
        if found.governor == noun.i or found.clause in clauses
    ]
    return with_duration(own[0], noun) if own else Interval()


def relatives(child: Token) -> Iterator[Token]:
    """Yield the verbs of a clause that describes a noun: "that began on Monday and ended"."""
    if child.dep_ in {"acl", "relcl"}:
        yield child
        yield from (joined for joined in child.children if joined.dep_ == "conj")


def is_apart(noun: Token, kind: str, lexicon: Lexicon) -> bool:
    """Tell whether the noun stands in a phrase that its clause's date does not hold for."""
    node = noun
    while node.pos_ not in {"VERB", "AUX"} and node.dep_ != "ROOT":
        if node.dep_ == "prep" and is_a(node.lower_, "apart"):
            return True
        if (
            node.dep_ == "prep"
            and node.lower_ == "for"
            and not lexicon.is_a(kind, "cooperative")
        ):
            return True
        if node.dep_ in {"dobj", "nsubjpass"} and is_a(lemma(node.head), "speech"):
            return lemma(node.head) not in lexicon.light
        node = node.head
    return False


def with_duration(date: Interval, token: Token) -> Interval:
    """Return the days back from the end of what "lasted 24 hours and ended on Wednesday"."""
    verbs = [below for below in token.subtree if below.pos_ == "VERB"]
    ended = any(lemma(verb) == "end" for verb in verbs)
    hours = next((hours_of(verb) for verb in verbs if lemma(verb) == "last"), 0)
    if not (ended and hours and date.end and date.precision == DatePrecision.DAY):
        return date
    start = date.end - timedelta(days=math.ceil(hours / 24))
    return replace(date, start=start, precision=DatePrecision.RANGE)


def hours_of(verb: Token) -> int:
    """Return how many hours a verb's measure phrase makes, 0 when it has none."""
    for child in verb.children:
        unit = HOURS.get(lemma(child))
        number = next((one.text for one in child.children if one.dep_ == "nummod"), "")
        if unit and number.isdigit():
            return unit * int(number)
    return 0


def latest_day(reading: Reading) -> date_type:
    """Return the latest day that an article of unknown date tells of."""
    ends = [one.interval.end for one in reading.dates if one.interval.end]
    return max(ends, default=date_type.min + HISTORY)


def is_background(date: Interval, reading: Reading) -> bool:
    """Tell whether the event is history to the article: long past, or dated by years alone."""
    published = reading.article.published
    began = date.start or date.end
    if began is None:
        return False
    if published is None:
        return date.precision in VAGUE or began < latest_day(reading) - HISTORY
    is_open = date.start is not None and date.end is None
    return began < published - (OPEN_HISTORY if is_open else HISTORY)
