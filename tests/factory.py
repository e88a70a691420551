"""Records made by hand, about no real place, for tests that need some."""

from __future__ import annotations

import hashlib
from collections.abc import Sequence
from dataclasses import replace
from datetime import date
from typing import Any

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
    content_id,
)

ALBA = Place(
    place_id="test:alba",
    name="Alba / Olba",
    kind=Kind.CITY,
    lat=10.5,
    lon=20.25,
    country="AA",
    admin1="North",
    population=12_000,
    names=(PlaceName(toponym="Olba"), PlaceName(toponym="Alba", lang="aa", used_by="A")),
    source="test",
)
BETA = Place(place_id="test:beta", name="Beta", kind=Kind.CITY, lat=-11.125, lon=21.5)
PASS = Place(
    place_id="test:pass",
    name="High Pass",
    kind=Kind.CORRIDOR,
    lat=10.75,
    lon=20.75,
    geometry_id="test-pass",
)
GONE = Place(place_id="test:gone", name="Old Union", kind=Kind.HISTORIC, lat=None, lon=None)
LAND = Place(place_id="test:land", name="Landia", kind=Kind.COUNTRY, lat=12.0, lon=22.0)

TEXT = (
    "Envoys met in Alba on 3 May 2031. More than 1,200 people fled from Alba to Beta, the Red "
    "Cross said. Shells fell on Beta the next day. The old union fell long ago."
)


def article(text: str = TEXT, **given: Any) -> Article:
    """Return an article of that text."""
    defaults: dict[str, Any] = {
        "article_id": content_id("article", text, given.get("path", "")),
        "sha256": hashlib.sha256(text.encode()).hexdigest(),
        "title": "Envoys meet in Alba",
        "source": "The Daily Test",
        "source_basis": Basis.STATED,
        "published": date(2031, 5, 5),
        "published_basis": Basis.STATED,
    }
    return Article(text=text, **(defaults | given))


def span(text: str, words: str) -> Span:
    """Return where the words stand in the text."""
    start = text.index(words)
    return Span(start, start + len(words))


def on(day: date | None, last: date | None = None) -> Interval:
    """Return the interval of one day, or of a range, or an unknown one."""
    if day is None:
        return Interval()
    return Interval(
        start=day,
        end=last or day,
        precision=DatePrecision.RANGE if last else DatePrecision.DAY,
        basis=Basis.STATED,
    )


def event(told: Article, words: str, **given: Any) -> Event:
    """Return an event told by a sentence of the article."""
    evidence = span(told.text, words)
    defaults: dict[str, Any] = {
        "event_type": EventType.TALKS,
        "trigger": Span(evidence.start, evidence.start + 1),
        "actors": (),
        "places": (ALBA,),
        "date": on(date(2031, 5, 3)),
        "status": EventStatus.OCCURRED,
        "background": False,
        "evidence": evidence,
    }
    values = defaults | given
    return Event(
        event_id=content_id(
            told.article_id, *evidence, values["event_type"], values["trigger"]
        ),
        **values,
    )


def figure(told: Article, words: str, sentence: str, **given: Any) -> Figure:
    """Return a figure told by words of a sentence of the article."""
    where = span(told.text, words)
    defaults: dict[str, Any] = {
        "text": words,
        "value": 1200,
        "low": None,
        "high": None,
        "quantifier": Quantifier.EXACT,
        "unit": "people",
        "measure": Measure.DISPLACED,
        "claimant": None,
        "place": BETA,
        "origin": None,
        "destination": None,
        "date": on(None),
        "status": FigureStatus.REPORTED,
        "historic": False,
        "evidence": span(told.text, sentence),
    }
    return Figure(
        figure_id=content_id(told.article_id, *where),
        start=where.start,
        end=where.end,
        **(defaults | given),
    )


def mention(told: Article, words: str, place: Place | None, **given: Any) -> Mention:
    """Return the first mention of those words."""
    where = span(told.text, words)
    defaults = {"role": Role.LOCATION, "score": 0.9 if place else 0.0, "reason": "only one"}
    return Mention(
        start=where.start, end=where.end, text=words, place=place, **(defaults | given)
    )


def extraction(told: Article | None = None, **given: Any) -> Extraction:
    """Return what a reader gets out of the article of ``TEXT``."""
    told = told or article()
    fled = "More than 1,200 people fled from Alba to Beta, the Red Cross said."
    defaults: dict[str, Any] = {
        "mentions": (
            mention(told, "Alba", ALBA),
            mention(told, "Beta", BETA),
            mention(told, "old union", GONE, role=Role.POLITY),
        ),
        "people": (Person(name="A. Envoy", role="envoy", mentions=(Span(0, 6),)),),
        "organisations": (Organisation(name="Red Cross", mentions=(span(told.text, "Red"),)),),
        "figures": (
            figure(
                told,
                "More than 1,200 people",
                fled,
                low=1200,
                quantifier=Quantifier.MORE_THAN,
                claimant="Red Cross",
                origin=ALBA,
                destination=BETA,
            ),
        ),
        "events": (
            event(told, "Envoys met in Alba on 3 May 2031.", actors=("Envoys",)),
            event(
                told,
                fled,
                event_type=EventType.DISPLACEMENT,
                places=(ALBA, BETA),
                date=on(None),
                claimant="Red Cross",
                origin=ALBA,
                destination=BETA,
            ),
            event(
                told,
                "Shells fell on Beta the next day.",
                event_type=EventType.ATTACK,
                places=(BETA,),
                date=on(date(2031, 5, 4)),
            ),
            event(
                told,
                "The old union fell long ago.",
                event_type=EventType.CONTROL,
                places=(GONE,),
                date=on(None),
                background=True,
            ),
            event(told, "the Red Cross said", event_type=EventType.STATEMENT, places=()),
        ),
        "version": "test",
    }
    return Extraction(article=told, **(defaults | given))


def extractions(count: int) -> Sequence[Extraction]:
    """Return that many extractions, of articles that differ."""
    return [
        extraction(replace(article(path=f"{number}.txt"), title=f"Report {number}"))
        for number in range(count)
    ]


def hostile(words: str, number: int = 0) -> Extraction:
    """Return an extraction whose every text is the given words."""
    said = words.strip() or "x"
    text = f"{said} met {said} in Alba."
    told = article(text, path=said, title=said, source=said, article_id=f"hostile-{number}")
    place = replace(ALBA, place_id=f"hostile:{number}", name=said)
    met = event(
        told,
        text,
        places=(place,),
        actors=(said,),
        claimant=said,
        origin=place,
        destination=BETA,
    )
    count = figure(told, said, text, text=said, unit=said, claimant=said, place=place)
    return Extraction(
        article=told,
        events=(met,),
        figures=(count,),
        mentions=(mention(told, said, place, reason=said),),
        version=said,
    )
