"""Made-up articles for benchmarks, clustered in space and time as reports of conflicts are.

Conflicts have a centre, towns around it, and outbreaks between quiet months; few towns, outlets
and kinds of event make up most of the reports. Nothing in it is true, and no place is real.
"""

from __future__ import annotations

import math
import random
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from typing import TYPE_CHECKING

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
    Place,
    Quantifier,
    Role,
    Span,
    content_id,
)

if TYPE_CHECKING:
    from geo.store import Store

CONFLICTS, TOWNS, OUTBREAKS, OUTLETS = 40, 60, 6, 50
FIRST_DAY, DAYS = date(2014, 1, 1), 4300
EVENTS_EACH, FIGURES_EACH = 8, 3

TYPES = {
    EventType.ATTACK: 30,
    EventType.BATTLE: 20,
    EventType.STATEMENT: 14,
    EventType.TALKS: 9,
    EventType.DISPLACEMENT: 7,
    EventType.AID: 5,
    EventType.CONTROL: 4,
    EventType.PROTEST: 4,
    EventType.DETENTION: 3,
    EventType.CEASEFIRE: 2,
    EventType.DEPLOYMENT: 1,
    EventType.DISARMAMENT: 1,
}
MEASURES = (
    Measure.KILLED,
    Measure.KILLED,
    Measure.INJURED,
    Measure.DISPLACED,
    Measure.DETAINED,
)
CLAIMANTS = ("the ministry", "residents", "the Red Crescent", "the governor", "medics", None)
SYLLABLES = ("ba", "dor", "ke", "lan", "mi", "no", "qar", "ru", "sha", "tel", "ur", "ve", "zan")


@dataclass(frozen=True, slots=True, kw_only=True)
class Conflict:
    """Towns, most reported first, and the days about which there is most to report."""

    towns: Sequence[Place]
    outbreaks: Sequence[int]


def extractions(count: int, seed: int = 0) -> Iterator[Extraction]:
    """Yield that many articles with what is read out of them; the seed decides all of it."""
    chance = random.Random(seed)  # noqa: S311 - nothing secret
    conflicts = [_conflict(number, chance) for number in range(CONFLICTS)]
    outlets = [
        f"{_name(chance)} {kind}" for kind in ("News", "Post") for _ in range(OUTLETS // 2)
    ]
    for number in range(count):
        conflict = conflicts[_skewed(len(conflicts), chance)]
        outlet = outlets[_skewed(len(outlets), chance)]
        yield _extraction(number, conflict, outlet, chance)


def fill(store: Store, events: int, sample: int = 4000) -> None:
    """Save a corpus of about so many events, copying a sample of articles to other days."""
    import duckdb
    from deltalake import write_deltalake

    from geo.store import rows, tables

    made = rows.table(extractions(min(sample, events // EVENTS_EACH)))
    copies = max(1, round(events / (len(made) * EVENTS_EACH)))
    with tables.quiet(duckdb.connect(":memory:")) as connection:
        connection.register("made", made)
        copied = connection.sql(COPY, params=[copies]).to_arrow_table().cast(rows.schema())
    write_deltalake(str(store.path), copied, mode="append")


COPY = """
SELECT made.* REPLACE (
    article_id || '-' || copy AS article_id,
    published + shift AS published,
    list_transform(events, lambda e: struct_update(e, event_id := e.event_id || '-' || copy,
        quote := e.quote || ' (' || copy || ')', date_start := e.date_start + shift,
        date_end := e.date_end + shift)) AS events,
    list_transform(figures, lambda f: struct_update(f, figure_id := f.figure_id || '-' || copy,
        quote := f.quote || ' (' || copy || ')', date_start := f.date_start + shift,
        date_end := f.date_end + shift)) AS figures
)
FROM made, (SELECT copy, (copy * 37 % 41 - 20)::INTEGER AS shift FROM range(?) AS r(copy))
"""


def _conflict(number: int, chance: random.Random) -> Conflict:
    lat, lon = chance.uniform(-30, 55), chance.uniform(-90, 130)
    towns = [_town(f"made:{number}-{n}", lat, lon, chance) for n in range(TOWNS)]
    return Conflict(towns=towns, outbreaks=[chance.randrange(DAYS) for _ in range(OUTBREAKS)])


def _town(place_id: str, lat: float, lon: float, chance: random.Random) -> Place:
    away, angle = chance.expovariate(1 / 1.2), chance.uniform(0, 2 * math.pi)
    return Place(
        place_id=place_id,
        name=_name(chance),
        kind=Kind.CITY if chance.random() < 0.8 else Kind.DISTRICT,
        lat=round(max(-60.0, min(70.0, lat + away * math.sin(angle))), 5),
        lon=round(lon + away * math.cos(angle), 5),
        source="made up",
    )


def _name(chance: random.Random) -> str:
    return "".join(chance.choices(SYLLABLES, k=3)).capitalize()


def _skewed(count: int, chance: random.Random) -> int:
    """Return a number below ``count``, low ones far more often (Zipf's law, nearly)."""
    return int(count ** chance.random()) % count


def _extraction(
    number: int, conflict: Conflict, outlet: str, chance: random.Random
) -> Extraction:
    article_id = content_id("made", number)
    day = chance.choice(conflict.outbreaks) + round(chance.expovariate(1 / 25))
    published = FIRST_DAY + timedelta(days=day)
    text, events, figures, mentions = "", [], [], []
    for index in range(EVENTS_EACH):
        town = conflict.towns[_skewed(TOWNS, chance)]
        sentence = _sentence(town, chance)
        evidence = Span(len(text), len(text) + len(sentence))
        text += sentence + "\n"
        when = published - timedelta(days=chance.randrange(4))
        mentions.append(_mention(town, text, evidence))
        events.append(_event(content_id(article_id, index), town, when, evidence, chance))
        if index < FIGURES_EACH:
            figures.append(_figure(content_id(article_id, -index), events[-1], town, chance))
    article = Article(
        article_id=article_id,
        text=text,
        sha256=article_id,
        title=f"Report {number} from {town.name}",
        source=outlet if chance.random() < 0.97 else None,
        source_basis=Basis.STATED,
        published=published,
        published_basis=Basis.STATED,
    )
    return Extraction(
        article=article,
        mentions=tuple(mentions),
        figures=tuple(figures),
        events=tuple(events),
        version="made",
    )


def _sentence(town: Place, chance: random.Random) -> str:
    people = chance.randrange(2, 400)
    rest = chance.choice(
        (
            "before the road to the north was opened again in the evening",
            "and the fighting went on until the early hours of the morning",
            "as talks on a truce were put off for the second time this week",
        )
    )
    return f"At least {people} people were hit in {town.name}, officials said, {rest}."


def _mention(town: Place, text: str, evidence: Span) -> Mention:
    start = text.index(town.name, evidence.start)
    return Mention(
        start=start,
        end=start + len(town.name),
        text=town.name,
        role=Role.LOCATION,
        place=town,
        score=0.9,
        reason="made up",
    )


def _event(
    event_id: str, town: Place, when: date, evidence: Span, chance: random.Random
) -> Event:
    dated = chance.random() < 0.85
    return Event(
        event_id=event_id,
        event_type=chance.choices(list(TYPES), weights=list(TYPES.values()))[0],
        trigger=Span(evidence.start, evidence.start + 8),
        actors=("Side A",) if chance.random() < 0.5 else ("Side A", "Side B"),
        places=(town,) if chance.random() < 0.95 else (),
        date=_day(when) if dated else Interval(),
        status=EventStatus.OCCURRED if chance.random() < 0.8 else EventStatus.ALLEGED,
        background=chance.random() < 0.1,
        evidence=evidence,
        claimant=chance.choice(CLAIMANTS),
    )


def _figure(figure_id: str, event: Event, town: Place, chance: random.Random) -> Figure:
    value = chance.randrange(2, 400)
    return Figure(
        figure_id=figure_id,
        start=event.evidence.start,
        end=event.evidence.start + 19,
        text=f"At least {value} people",
        value=value,
        low=value,
        high=None,
        quantifier=Quantifier.AT_LEAST,
        unit="people",
        measure=chance.choice(MEASURES),
        claimant=event.claimant,
        place=town,
        origin=None,
        destination=None,
        date=event.date,
        status=FigureStatus.REPORTED,
        historic=False,
        evidence=event.evidence,
    )


def _day(when: date) -> Interval:
    return Interval(start=when, end=when, precision=DatePrecision.DAY, basis=Basis.STATED)
