"""Hypothesis strategies for records: any text, any span, any place, any date."""

from __future__ import annotations

from datetime import date
from typing import Any

from hypothesis import HealthCheck, settings
from hypothesis import strategies as st

from geo.model import (
    Article,
    Basis,
    DatePrecision,
    Event,
    EventStatus,
    EventType,
    Extraction,
    Figure,
    FigureStatus,
    Interval,
    Kind,
    Measure,
    Mention,
    Organisation,
    Person,
    Place,
    PlaceName,
    Quantifier,
    Role,
    Span,
)

# How long an example takes says more about the machine than about the product.
settings.register_profile(
    "any machine", deadline=None, suppress_health_check=[HealthCheck.too_slow]
)
settings.load_profile("any machine")

HOSTILE = (
    "'; DROP TABLE event; --",
    '" OR 1=1 --',
    "<script>alert(1)</script>",
    "<img src=x onerror=alert(1)>",
    "{{ 7*7 }}",
    "{% raise %}",
    "${7*7}",
    '=HYPERLINK("http://x.test","x")',
    "+1+1",
    "-2+3",
    "@SUM(1)",
    "\t=1",
    "../../etc/passwd",
    "a&b=c#d?e%20f+g",
    "]]></value><!--",
    "\u202egnp.exe",
    "naïve Şuşa Ğ Ўзбек 東京 🌍",
    "line\nbreak",
    "nul\x00l",
)
"""Texts that would do harm wherever they were taken for code."""

texts = st.one_of(st.text(max_size=30), st.sampled_from(HOSTILE))
words = texts.filter(str.strip)
days = st.dates(min_value=date(1900, 1, 1), max_value=date(2100, 1, 1))
ids = st.text(alphabet="abcdef0123456789:", min_size=1, max_size=16)


def some(strategy: st.SearchStrategy[Any], most: int = 3) -> st.SearchStrategy[tuple[Any, ...]]:
    """Draw a short tuple."""
    return st.lists(strategy, max_size=most).map(tuple)


def maybe(strategy: st.SearchStrategy[Any]) -> st.SearchStrategy[Any]:
    """Draw from the strategy, or None."""
    return st.none() | strategy


@st.composite
def places(draw: st.DrawFn) -> Place:
    """Draw a place, with or without a point."""
    pointed = draw(st.booleans())
    return Place(
        place_id=draw(ids),
        name=draw(words),
        kind=draw(st.sampled_from(Kind)),
        lat=draw(st.floats(-90, 90)) if pointed else None,
        lon=draw(st.floats(-180, 180)) if pointed else None,
        country=draw(texts),
        population=draw(st.integers(0, 10**10)),
        names=draw(some(st.builds(PlaceName, toponym=words, lang=texts, used_by=texts))),
        geometry_id=draw(maybe(ids)),
        source=draw(texts),
    )


@st.composite
def intervals(draw: st.DrawFn) -> Interval:
    """Draw an interval, open or closed, or nothing known."""
    start, end = draw(maybe(days)), draw(maybe(days))
    if start and end and start > end:
        start, end = end, start
    if start is None and end is None:
        return Interval()
    return Interval(
        start=start,
        end=end,
        precision=draw(st.sampled_from(DatePrecision)),
        basis=draw(st.sampled_from([Basis.STATED, Basis.INFERRED])),
    )


@st.composite
def extractions(draw: st.DrawFn) -> Extraction:
    """Draw an article with anything read out of it."""
    text = draw(st.text(min_size=1, max_size=400) | st.sampled_from(HOSTILE))
    one_each = st.lists(
        places(), min_size=1, max_size=3, unique_by=lambda place: place.place_id
    )
    known = draw(one_each)
    place = st.sampled_from(known)
    spans = st.lists(st.integers(0, len(text)), min_size=2, max_size=2).map(
        lambda pair: Span(*sorted(pair))
    )
    article = Article(
        article_id=draw(ids),
        text=text,
        sha256=draw(ids),
        path=draw(texts),
        url=draw(maybe(texts)),
        title=draw(maybe(texts)),
        title_span=draw(maybe(spans)),
        source=draw(maybe(words)),
        source_basis=draw(st.sampled_from(Basis)),
        published=draw(maybe(days)),
        published_basis=draw(st.sampled_from(Basis)),
        boilerplate=draw(some(spans)),
    )
    return Extraction(
        article=article,
        mentions=draw(some(mentions(text, spans, maybe(place)))),
        people=draw(
            some(
                st.builds(
                    Person,
                    name=words,
                    role=maybe(words),
                    mentions=some(spans),
                    caption=st.booleans(),
                )
            )
        ),
        organisations=draw(some(st.builds(Organisation, name=words, mentions=some(spans)))),
        figures=draw(some(figures(spans, maybe(place)))),
        events=draw(some(events(spans, place))),
        version=draw(texts),
    )


@st.composite
def mentions(draw: st.DrawFn, text: str, spans: Any, place: Any) -> Mention:
    """Draw a mention anywhere in the text."""
    span = draw(spans)
    return Mention(
        start=span.start,
        end=span.end,
        text=span.of(text),
        role=draw(st.sampled_from(Role)),
        place=draw(place),
        score=draw(st.floats(0, 1)),
        reason=draw(texts),
        runners_up=draw(some(ids)),
    )


def figures(spans: Any, place: Any) -> st.SearchStrategy[Figure]:
    """Draw a figure."""
    number = maybe(st.floats(0, 1e12) | st.integers(0, 10**6).map(float))
    return st.builds(
        Figure,
        figure_id=st.uuids().map(str),
        start=st.just(0),
        end=st.just(1),
        text=words,
        value=number,
        low=number,
        high=number,
        quantifier=st.sampled_from(Quantifier),
        unit=texts,
        measure=st.sampled_from(Measure),
        claimant=maybe(words),
        place=place,
        origin=place,
        destination=place,
        date=intervals(),
        status=st.sampled_from(FigureStatus),
        historic=st.booleans(),
        evidence=spans,
        repeats=some(spans),
    )


def events(spans: Any, place: Any) -> st.SearchStrategy[Event]:
    """Draw an event."""
    return st.builds(
        Event,
        event_id=st.uuids().map(str),
        event_type=st.sampled_from(EventType),
        trigger=spans,
        actors=some(words),
        places=some(place),
        date=intervals(),
        status=st.sampled_from(EventStatus),
        background=st.booleans(),
        evidence=spans,
        claimant=maybe(words),
        origin=maybe(place),
        destination=maybe(place),
        place_basis=st.sampled_from(Basis),
        place_spans=some(spans),
    )
