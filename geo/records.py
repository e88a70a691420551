"""An ``Extraction`` as the JSON line that ``extract`` writes, and back without loss.

The line has the fields of CONTRACT.md; beyond them it carries every place in full
(``places``), so that a line and its article's text rebuild the extraction exactly.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
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
)

Record = dict[str, Any]


def to_line(extraction: Extraction) -> Record:
    """Return the extraction as one JSON-ready object, without the article's text."""
    return {
        "article": article_record(extraction.article),
        "mentions": [mention_record(mention) for mention in extraction.mentions],
        "people": [person_record(person) for person in extraction.people],
        "organisations": [body_record(body) for body in extraction.organisations],
        "figures": [figure_record(figure) for figure in extraction.figures],
        "events": [event_record(event) for event in extraction.events],
        "places": [place_record(place) for place in places_of(extraction)],
        "version": extraction.version,
    }


def from_line(line: Mapping[str, Any], text: str) -> Extraction:
    """Rebuild an extraction from its line and its article's text.

    Dates may be ISO 8601 strings or ``date`` objects. Raises KeyError or ValueError for what
    is no such line.
    """
    places = {record["place_id"]: _place(record) for record in line["places"]}
    return Extraction(
        article=article_from(line["article"], text),
        mentions=tuple(_mention(record, places) for record in line["mentions"]),
        people=tuple(_person(record) for record in line["people"]),
        organisations=tuple(
            Organisation(name=record["name"], mentions=_as_spans(record["mentions"]))
            for record in line["organisations"]
        ),
        figures=tuple(_figure(record, places) for record in line["figures"]),
        events=tuple(_event(record, places) for record in line["events"]),
        version=line["version"],
    )


def places_of(extraction: Extraction) -> tuple[Place, ...]:
    """Return every place that the extraction speaks of, once, ordered by id."""
    found = {place.place_id: place for place in _all_places(extraction) if place is not None}
    return tuple(found[place_id] for place_id in sorted(found))


def _all_places(extraction: Extraction) -> Iterable[Place | None]:
    for mention in extraction.mentions:
        yield mention.place
    for figure in extraction.figures:
        yield from (figure.place, figure.origin, figure.destination)
    for event in extraction.events:
        yield from (*event.places, event.origin, event.destination)


# Out: records as plain dictionaries.


def article_record(article: Article) -> Record:
    """Return the article without its text."""
    return {
        "article_id": article.article_id,
        "path": article.path,
        "url": article.url,
        "title": article.title,
        "title_span": list(article.title_span) if article.title_span else None,
        "source": article.source,
        "source_basis": article.source_basis.value,
        "published": _iso(article.published),
        "published_basis": article.published_basis.value,
        "language": article.language,
        "sha256": article.sha256,
        "boilerplate": _spans(article.boilerplate),
    }


def place_record(place: Place) -> Record:
    """Return the place with all of its names."""
    return {
        "place_id": place.place_id,
        "name": place.name,
        "kind": place.kind.value,
        "lat": place.lat,
        "lon": place.lon,
        "country": place.country,
        "admin1": place.admin1,
        "admin2": place.admin2,
        "population": place.population,
        "feature_code": place.feature_code,
        "names": [
            {"toponym": name.toponym, "lang": name.lang, "used_by": name.used_by}
            for name in place.names
        ],
        "geometry_id": place.geometry_id,
        "source": place.source,
    }


def mention_record(mention: Mention) -> Record:
    """Return the toponym with what it was resolved to, nulls where it was not."""
    place = mention.place
    return {
        "start": mention.start,
        "end": mention.end,
        "text": mention.text,
        "role": mention.role.value,
        "place_id": place.place_id if place else None,
        "name": place.name if place else None,
        "kind": place.kind.value if place else None,
        "lat": place.lat if place else None,
        "lon": place.lon if place else None,
        "score": mention.score,
        "reason": mention.reason,
        "runners_up": list(mention.runners_up),
    }


def body_record(body: Organisation) -> Record:
    """Return the organisation with where it is named."""
    return {"name": body.name, "mentions": _spans(body.mentions)}


def person_record(person: Person) -> Record:
    """Return the person with role and where they are named."""
    return {
        "name": person.name,
        "role": person.role,
        "mentions": _spans(person.mentions),
        "caption": person.caption,
    }


def figure_record(figure: Figure) -> Record:
    """Return the figure with its bounds, claimant, places and date."""
    return {
        "figure_id": figure.figure_id,
        "start": figure.start,
        "end": figure.end,
        "text": figure.text,
        "value": _plain(figure.value),
        "low": _plain(figure.low),
        "high": _plain(figure.high),
        "quantifier": figure.quantifier.value,
        "unit": figure.unit,
        "measure": figure.measure.value,
        "claimant": figure.claimant,
        **_named("place", figure.place),
        **_named("origin", figure.origin),
        **_named("destination", figure.destination),
        **_interval_record(figure.date),
        "status": figure.status.value,
        "historic": figure.historic,
        "evidence": list(figure.evidence),
        "repeats": _spans(figure.repeats),
    }


def event_record(event: Event) -> Record:
    """Return the event with its actors, places, date and evidence."""
    return {
        "event_id": event.event_id,
        "event_type": event.event_type.value,
        "trigger": list(event.trigger),
        "actors": list(event.actors),
        "places": [
            {
                "place_id": place.place_id,
                "name": place.name,
                "kind": place.kind.value,
                "lat": place.lat,
                "lon": place.lon,
                "geometry_id": place.geometry_id,
            }
            for place in event.places
        ],
        "place_basis": event.place_basis.value,
        "place_spans": _spans(event.place_spans),
        **_named("origin", event.origin),
        **_named("destination", event.destination),
        **_interval_record(event.date),
        "status": event.status.value,
        "background": event.background,
        "claimant": event.claimant,
        "evidence": list(event.evidence),
    }


def _interval_record(interval: Interval) -> Record:
    known = interval.basis is not Basis.UNKNOWN
    return {
        "date_start": _iso(interval.start),
        "date_end": _iso(interval.end),
        "date_precision": interval.precision.value,
        "date_basis": interval.basis.value if known else None,
    }


def _named(field: str, place: Place | None) -> Record:
    return {
        f"{field}_id": place.place_id if place else None,
        field: place.name if place else None,
    }


def _spans(spans: Iterable[Span]) -> list[list[int]]:
    return [list(span) for span in spans]


def _plain(number: float | None) -> float | None:
    """Write whole numbers without a decimal point."""
    return int(number) if number is not None and number == number // 1 else number


def _iso(day: date | None) -> str | None:
    return day.isoformat() if day else None


# In: the same dictionaries back to records.


def article_from(record: Mapping[str, Any], text: str) -> Article:
    """Return the article of a record and its text."""
    title_span = record["title_span"]
    return Article(
        article_id=record["article_id"],
        text=text,
        sha256=record["sha256"],
        path=record["path"],
        url=record["url"],
        title=record["title"],
        source=record["source"],
        source_basis=Basis(record["source_basis"]),
        published=_day(record["published"]),
        published_basis=Basis(record["published_basis"]),
        language=record["language"],
        boilerplate=_as_spans(record["boilerplate"]),
        title_span=Span(*title_span) if title_span else None,
    )


def _place(record: Mapping[str, Any]) -> Place:
    names = tuple(PlaceName(**name) for name in record["names"])
    return Place(**{**record, "kind": Kind(record["kind"]), "names": names})


def _mention(record: Mapping[str, Any], places: Mapping[str, Place]) -> Mention:
    return Mention(
        start=record["start"],
        end=record["end"],
        text=record["text"],
        role=Role(record["role"]),
        place=_placed(record["place_id"], places),
        score=record["score"],
        reason=record["reason"],
        runners_up=tuple(record["runners_up"]),
    )


def _person(record: Mapping[str, Any]) -> Person:
    return Person(
        name=record["name"],
        role=record["role"],
        mentions=_as_spans(record["mentions"]),
        caption=record["caption"],
    )


def _figure(record: Mapping[str, Any], places: Mapping[str, Place]) -> Figure:
    same = ("figure_id", "start", "end", "text", "value", "low", "high", "unit", "claimant")
    return Figure(
        **{field: record[field] for field in same},
        quantifier=Quantifier(record["quantifier"]),
        measure=Measure(record["measure"]),
        place=_placed(record["place_id"], places),
        origin=_placed(record["origin_id"], places),
        destination=_placed(record["destination_id"], places),
        date=_interval(record),
        status=FigureStatus(record["status"]),
        historic=record["historic"],
        evidence=Span(*record["evidence"]),
        repeats=_as_spans(record["repeats"]),
    )


def _event(record: Mapping[str, Any], places: Mapping[str, Place]) -> Event:
    return Event(
        event_id=record["event_id"],
        event_type=EventType(record["event_type"]),
        trigger=Span(*record["trigger"]),
        actors=tuple(record["actors"]),
        places=tuple(places[place["place_id"]] for place in record["places"]),
        date=_interval(record),
        status=EventStatus(record["status"]),
        background=record["background"],
        evidence=Span(*record["evidence"]),
        claimant=record["claimant"],
        origin=_placed(record["origin_id"], places),
        destination=_placed(record["destination_id"], places),
        place_basis=Basis(record["place_basis"]),
        place_spans=_as_spans(record["place_spans"]),
    )


def _interval(record: Mapping[str, Any]) -> Interval:
    return Interval(
        start=_day(record["date_start"]),
        end=_day(record["date_end"]),
        precision=DatePrecision(record["date_precision"]),
        basis=Basis(record["date_basis"] or Basis.UNKNOWN),
    )


def _placed(place_id: str | None, places: Mapping[str, Place]) -> Place | None:
    return None if place_id is None else places[place_id]


def _as_spans(pairs: Iterable[Iterable[int]]) -> tuple[Span, ...]:
    return tuple(Span(*pair) for pair in pairs)


def _day(value: str | date | None) -> date | None:
    return date.fromisoformat(value) if isinstance(value, str) else value
