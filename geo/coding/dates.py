"""Temporal tagging: the date expressions of an article, and the days on which a clause lies."""

from __future__ import annotations

import tomllib
from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import date, timedelta
from functools import cache
from typing import TYPE_CHECKING

from geo.coding.anchoring import NOON, Anchor, anchored, days
from geo.coding.attribution import lexicon
from geo.coding.clause_dates import date_of
from geo.coding.context import clause_verb, in_quotes, is_committed, looks_ahead, paragraphs
from geo.coding.date_expressions import MONTHS, TIME_OF_DAY, WEEKDAYS, Found, find
from geo.language import dateline_spans
from geo.model import Article, Basis, DatePrecision, Interval, Span
from geo.settings import ROOT

if TYPE_CHECKING:
    from spacy.tokens import Doc, Token
    from spacy.tokens import Span as Tokens

__all__ = ["DateExpression", "date_of", "infer_published", "tag_dates"]

MONTHLY = frozenset({"date", "month", "bare month", "part of month", "edge of month", "days"})
"""Expressions that leave the year to tense."""
MODIFYING = frozenset({"amod", "acl", "relcl"})
FOLLOWING = frozenset({"come", "follow", "happen", "occur"})
"""Verbs that set what was told of last beside another event: "The attack came a day after"."""
PARTS_OF_DAY = frozenset(
    {"morning", "afternoon", "evening", "night", "noon", "midday", "midnight"}
)
UNITS_OF_TIME = frozenset({"hour", "day", "week", "month", "year", "weekend"})
A_WEEK = timedelta(days=7)
CALENDAR_WORDS = PARTS_OF_DAY | UNITS_OF_TIME | frozenset(WEEKDAYS)


@dataclass(frozen=True, slots=True, kw_only=True)
class DateExpression:
    """Words that date something: which days they mean and what they belong to in the parse."""

    span: Span
    kind: str
    interval: Interval
    start: int
    """Number of its first token."""
    end: int
    """Number of the token after its last."""
    governor: int
    """Number of the token it modifies, past prepositions ("on") and parts of the day."""
    clause: int
    """Number of the verb whose clause it dates."""
    reach: str = "at"
    """``at``, ``since``, ``until``, ``before`` or ``between``."""
    paragraph: int = 0
    """Number of its line."""


@cache
def month_first_outlets() -> frozenset[str]:
    """Return the outlets, in lower case, that write 07/03/2022 for 3 July."""
    with (ROOT / "data" / "lexicon" / "outlets.toml").open("rb") as file:
        outlets = tomllib.load(file)["outlet"]
    return frozenset(
        name.lower()
        for outlet in outlets
        if outlet.get("month_first")
        for name in [outlet["name"], *outlet.get("aliases", [])]
    )


def tag_dates(doc: Doc, article: Article) -> tuple[DateExpression, ...]:
    """Return the date expressions of an article in reading order, anchored to its date."""
    return tuple(_Tagger(doc, article).tagged())


@dataclass(frozen=True, slots=True)
class _Told:
    """A day that the text has told of, the hour as far as told, and its sentence."""

    interval: Interval
    hour: int
    sentence: int


@dataclass(frozen=True, slots=True)
class _Frame:
    """The clause that a year was named in."""

    sentence: int
    clause: Token
    since: bool

    def holds(self, verb: Token) -> bool:
        """Tell whether a day in the verb's clause is of that year.

        It is in "in a war in 2020 which ended on 10 November"; the year of an aside, or one
        reckoned since, dates nothing outside: "The mission, there since 1978, said two soldiers
        were hurt on 10 October".
        """
        if verb.sent.start != self.sentence:
            return False
        inside = self.clause.i == verb.i or self.clause.is_ancestor(verb)
        return inside or not (self.since or self.clause.dep_ in {"relcl", "acl"})


class _Tagger:
    """Reads expressions in order, remembering the days told of."""

    def __init__(self, doc: Doc, article: Article) -> None:
        self.doc = doc
        self.text = doc.text
        self.published = article.published
        self.day_first = (article.source or "").lower() not in month_first_outlets()
        self.quoted = in_quotes(doc)
        self.lines = paragraphs(doc)
        self.last: _Told | None = None
        self.happened: _Told | None = None
        self.year: tuple[_Frame, int] | None = None

    def tagged(self) -> Iterator[DateExpression]:
        """Yield the expressions, ranges put together from their two ends."""
        waiting: DateExpression | None = None
        datelines = dateline_spans(self.text)
        for found in find(self.text):
            if any(dateline.overlaps(Span(found.start, found.end)) for dateline in datelines):
                continue  # the day of writing, which the article's own date already holds
            tokens = self.doc.char_span(found.start, found.end, alignment_mode="expand")
            if tokens is None or (found.kind == "year" and _counts(tokens)):
                continue
            read = self._read(found, tokens)
            joined = _joined(waiting, read, self.text) if waiting else None
            if waiting and not joined:
                yield waiting
            waiting = joined or read
        if waiting:
            yield waiting

    def _read(self, found: Found, tokens: Tokens) -> DateExpression:
        root = tokens.root
        sentence = root.sent.start
        governor = _governor(root, tokens)
        interval, clause = self._interval(found, tokens, sentence), clause_verb(governor)
        if found.kind == "day after" and (inner := self._day_before(found, tokens, sentence)):
            interval, clause = inner
            governor = clause
        self._remember(found, interval, sentence, clause)
        return DateExpression(
            span=Span(tokens.start_char, tokens.end_char),
            kind=found.kind,
            interval=interval,
            start=tokens.start,
            end=tokens.end,
            governor=governor.i,
            clause=clause.i,
            reach=_reach(found, root),
            paragraph=self.lines[tokens.start],
        )

    def _interval(self, found: Found, tokens: Tokens, sentence: int) -> Interval:
        told = self._previous(sentence)
        year = self.year
        anchor = Anchor(
            published=self.published,
            previous=told.interval if told else None,
            hour=told.hour if told else NOON,
            year=year[1]
            if year and year[0].holds(clause_verb(_governor(tokens.root, tokens)))
            else None,
            future=looks_ahead(tokens.root)
            or (found.kind in MONTHLY and is_committed(tokens.root)),
            day_first=self.day_first,
            quoted=self.quoted[tokens.start],
        )
        return anchored(found, anchor)

    def _previous(self, sentence: int) -> _Told | None:
        """Return the last day told, of an earlier sentence that on which something happened."""
        last, happened = self.last, self.happened
        if last is None or last.sentence == sentence or happened is None:
            return last
        return happened if happened.sentence == last.sentence else last

    def _day_before(
        self, found: Found, tokens: Tokens, sentence: int
    ) -> tuple[Interval, Token] | None:
        """Date "declared" in "talks began Thursday, the day after Baku declared victory"."""
        told, after = self._previous(sentence), self.doc[tokens.end : tokens.end + 1]
        if told is None or told.interval.end is None or not after or after[0].is_punct:
            return None
        verbs = {node.lemma_ for node in (clause_verb(tokens.root), *tokens.root.ancestors)}
        if told.sentence != sentence and not verbs & FOLLOWING:
            return None
        step = timedelta(days=-1 if found.group("way") == "after" else 1)
        day = told.interval.end + step
        rest = self.doc[tokens.end : tokens.sent.end]
        inner = (one for one in rest if one.pos_ == "VERB" and one.dep_ not in MODIFYING)
        return days(day, day, Basis.INFERRED), next(inner, after[0])

    def _remember(self, found: Found, interval: Interval, sentence: int, clause: Token) -> None:
        if found.kind == "year" and interval.start:
            self.year = (
                _Frame(sentence, clause, since=found.reach == "since"),
                interval.start.year,
            )
        if interval.end is None or interval.precision is not DatePrecision.DAY:
            return
        nearby = self.text[max(0, found.start - 20) : found.end + 12].lower()
        hour = next((hour for cue, hour in TIME_OF_DAY.items() if cue in nearby), NOON)
        self.last = _Told(interval, hour, sentence)
        if clause.lemma_ not in lexicon()["clause"]:
            self.happened = self.last


def _counts(tokens: Tokens) -> bool:
    """Tell whether what looks like a year counts things, as in "about 2000 soldiers fled"."""
    year = tokens.root
    before = tokens.doc[year.i - 1].lower_ if year.i else ""
    return (
        year.dep_ == "nummod"
        and year.head.i > year.i
        and year.head.tag_ == "NNS"
        and before not in {"the", "in", "since", "of", "its", "their", "last"}
    )


def _governor(root: Token, tokens: Tokens) -> Token:
    """Return what the expression modifies: "began" for "on Monday" in "began on Monday"."""
    node = root
    while node.head.i != node.i:
        node = node.head
        calendar = node.lower_ in CALENDAR_WORDS or node.ent_type_ in {"DATE", "TIME"}
        if node.pos_ not in {"ADP", "SCONJ", "NUM", "ADV", "PART"} and not (
            tokens.start <= node.i < tokens.end or calendar
        ):
            return node
    return node


def _reach(found: Found, root: Token) -> str:
    """Return ``since`` for "since the last war in 2020": the cue may stand further up."""
    if found.reach != "at":
        return found.reach
    for node in root.ancestors:
        if node.pos_ in {"VERB", "AUX"}:
            break
        if node.lower_ == "since":
            return "since"
    return "at"


def _joined(first: DateExpression, second: DateExpression, text: str) -> DateExpression | None:
    """Put "between 1988" and "1994" together into one expression."""
    between = text[first.span.end : second.span.start].strip().lower()
    if between in {"and", "and on"} and _are_coordinated(first, second):
        return _spanning(first, second)
    joiners = (
        {"and", "to", "until", "through", "-"} if first.reach == "between" else {"to", "-"}
    )
    start, end = first.interval.start, second.interval.end
    if between not in joiners or start is None or end is None or end < start:
        return None
    return _spanning(first, second)


def _are_coordinated(first: DateExpression, second: DateExpression) -> bool:
    """Tell whether two days go together: "killed 70 people on Monday and Tuesday"."""
    start, end = first.interval.start, second.interval.start
    single = {first.interval.precision, second.interval.precision} == {DatePrecision.DAY}
    if not single or start is None or end is None or second.reach != "at":
        return False
    return second.clause == first.clause and timedelta() < end - start < A_WEEK


def _spanning(first: DateExpression, second: DateExpression) -> DateExpression:
    interval = Interval(
        start=first.interval.start,
        end=second.interval.end,
        precision=DatePrecision.RANGE,
        basis=first.interval.basis,
    )
    return replace(
        first,
        span=Span(first.span.start, second.span.end),
        kind="range",
        interval=interval,
        end=second.end,
        reach="at",
    )


def infer_published(doc: Doc) -> date | None:
    """Return the publication date that the text's own weekdays and dates allow, if exactly one.

    News is published on the latest day that it tells of: a full date ("Tuesday, September 19"
    in a text that knows 2020 can only be 2023), moved on by the weekdays named after it.
    """
    found = find(doc.text)
    latest = _latest_full_date(found)
    if latest is None:
        return None
    named = {
        WEEKDAYS.index(one.group("weekday") or "")
        for one in found
        if one.kind == "weekday" and not looks_ahead(_token_at(doc, one))
    }
    possible = [
        day
        for day in (latest + timedelta(days=ahead) for ahead in range(4))
        if (day.weekday() in named or day == latest)
        and all((day.weekday() - weekday) % 7 <= 3 for weekday in named)
    ]
    return possible[0] if len(possible) == 1 else None


def _token_at(doc: Doc, found: Found) -> Token:
    tokens = doc.char_span(found.start, found.end, alignment_mode="expand")
    assert tokens is not None  # noqa: S101 - the match lies in the doc's own text
    return tokens.root


def _latest_full_date(found: list[Found]) -> date | None:
    years = [int(one.group("year") or 0) for one in found if one.group("year")]
    full = [day for one in found if one.kind == "date" for day in _full_dates(one, years)]
    return max(full, default=None)


def _full_dates(found: Found, years: list[int]) -> list[date]:
    """Return the one date that an expression with a year, or with a weekday, can mean."""
    month, day = MONTHS[found.group("month") or ""], int(found.group("day") or 0)
    if found.group("year"):
        return _existing([int(found.group("year") or 0)], month, day)
    if not found.group("weekday") or not years:
        return []
    weekday = WEEKDAYS.index(found.group("weekday") or "")
    window = _existing(range(max(years), max(years) + 5), month, day)
    fitting = [one for one in window if one.weekday() == weekday]
    return fitting if len(fitting) == 1 else []


def _existing(years: list[int] | range, month: int, day: int) -> list[date]:
    existing = []
    for year in years:
        try:
            existing.append(date(year, month, day))
        except ValueError:
            continue
    return existing
