"""One row per article: its text, what was read out of it as nested lists, and the quotes."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable
from functools import cache
from typing import TYPE_CHECKING, Any

import orjson

from geo import records
from geo.model import Article, Event, Extraction, Figure, Mention, Place
from geo.store.quotes import Quote, line_at, quote

if TYPE_CHECKING:
    import pyarrow as pa

Row = dict[str, Any]


def row(extraction: Extraction) -> Row:
    """Return the extraction as one row, dates as ISO 8601 strings."""
    article = extraction.article
    made: Row = {
        **records.article_record(article),
        "people": [records.person_record(person) for person in extraction.people],
        "organisations": [records.body_record(body) for body in extraction.organisations],
        "places": [records.place_record(place) for place in records.places_of(extraction)],
        "version": extraction.version,
        "mentions": [mention_row(mention, article) for mention in extraction.mentions],
        "figures": [figure_row(figure, article) for figure in extraction.figures],
        "events": [event_row(event, article) for event in extraction.events],
        "text": article.text,
        "characters": len(article.text),
        "event_count": len(extraction.events),
        "figure_count": len(extraction.figures),
        "mention_count": len(extraction.mentions),
    }
    return {**made, "digest": hashlib.sha256(orjson.dumps(made)).hexdigest()}


def mention_row(mention: Mention, article: Article) -> Row:
    """Return a mention with the sentence it stands in."""
    said = quote(article.text, line_at(article.text, mention.span), mention.span)
    place = mention.place
    return {
        **records.mention_record(mention),
        **quote_fields(said),
        "geometry_id": place.geometry_id if place else None,
    }


def figure_row(figure: Figure, article: Article) -> Row:
    """Return a figure with its quote and the points of its places."""
    return {
        **records.figure_record(figure),
        **quote_fields(quote(article.text, figure.evidence, figure.span)),
        **point_fields("place", figure.place),
        **point_fields("origin", figure.origin),
        **point_fields("destination", figure.destination),
    }


def event_row(event: Event, article: Article) -> Row:
    """Return an event with its quote and the points of where people moved."""
    return {
        **records.event_record(event),
        **quote_fields(quote(article.text, event.evidence, event.trigger)),
        **point_fields("origin", event.origin),
        **point_fields("destination", event.destination),
    }


def quote_fields(said: Quote) -> Row:
    """Return the quote and its offsets as fields."""
    return {"quote": said.words, "quote_start": said.span.start, "quote_end": said.span.end}


def point_fields(name: str, place: Place | None) -> Row:
    """Return where a place is and how it is drawn, as fields that begin with ``name``."""
    return {
        f"{name}_lat": place.lat if place else None,
        f"{name}_lon": place.lon if place else None,
        f"{name}_kind": place.kind.value if place else None,
        f"{name}_geometry": place.geometry_id if place else None,
    }


def extraction_of(stored: Row) -> Extraction:
    """Rebuild the extraction of a stored row."""
    line = {name: stored[name] for name in (*LISTS, "version")}
    return records.from_line({**line, "article": stored}, stored["text"])


def table(extractions: Iterable[Extraction]) -> pa.Table:
    """Return rows for the extractions; of several for one article the last one counts."""
    import pyarrow as pa

    by_id = {extraction.article.article_id: row(extraction) for extraction in extractions}
    return pa.Table.from_pylist(list(by_id.values()), schema("string")).cast(schema("date32"))


LISTS = ("mentions", "people", "organisations", "figures", "events", "places")

SPAN, SPANS = "int32[]", "int32[][]"

# The type of each field: a pyarrow name, ``day`` for a date, ``[]`` after it for a list, a
# dictionary for a struct and a list of one dictionary for a list of structs.

WHEN = {
    "date_start": "day",
    "date_end": "day",
    "date_precision": "string",
    "date_basis": "string",
}
QUOTED = {"quote": "string", "quote_start": "int32", "quote_end": "int32"}


def _pointed(name: str) -> Row:
    return {
        f"{name}_lat": "float64",
        f"{name}_lon": "float64",
        f"{name}_kind": "string",
        f"{name}_geometry": "string",
    }


def _texts(*names: str) -> Row:
    return dict.fromkeys(names, "string")


MENTION = {
    "start": "int32",
    "end": "int32",
    **_texts("text", "role", "place_id", "name", "kind"),
    **dict.fromkeys(("lat", "lon", "score"), "float64"),
    "reason": "string",
    "runners_up": "string[]",
    "geometry_id": "string",
    **QUOTED,
}
FIGURE = {
    "figure_id": "string",
    "start": "int32",
    "end": "int32",
    "text": "string",
    **dict.fromkeys(("value", "low", "high"), "float64"),
    **_texts("quantifier", "unit", "measure", "claimant"),
    **_texts("place_id", "place", "origin_id", "origin", "destination_id", "destination"),
    **WHEN,
    "status": "string",
    "historic": "bool",
    "evidence": SPAN,
    "repeats": SPANS,
    **_pointed("place"),
    **_pointed("origin"),
    **_pointed("destination"),
    **QUOTED,
}
EVENT_PLACE = {
    **_texts("place_id", "name", "kind", "geometry_id"),
    **dict.fromkeys(("lat", "lon"), "float64"),
}
EVENT = {
    **_texts("event_id", "event_type"),
    "trigger": SPAN,
    "actors": "string[]",
    "places": [EVENT_PLACE],
    "place_basis": "string",
    "place_spans": SPANS,
    **_texts("origin_id", "origin", "destination_id", "destination"),
    **WHEN,
    "status": "string",
    "background": "bool",
    "claimant": "string",
    "evidence": SPAN,
    **_pointed("origin"),
    **_pointed("destination"),
    **QUOTED,
}
PLACE = {
    **_texts("place_id", "name", "kind"),
    **dict.fromkeys(("lat", "lon"), "float64"),
    **_texts("country", "admin1", "admin2"),
    "population": "int64",
    "feature_code": "string",
    "names": [_texts("toponym", "lang", "used_by")],
    **_texts("geometry_id", "source"),
}
ARTICLE = {
    **_texts("article_id", "path", "url", "title"),
    "title_span": SPAN,
    **_texts("source", "source_basis"),
    "published": "day",
    **_texts("published_basis", "language", "sha256"),
    "boilerplate": SPANS,
    "text": "string",
    # Counted here, so that a list of articles need not read what it counts.
    **dict.fromkeys(("characters", "event_count", "figure_count", "mention_count"), "int32"),
    **_texts("version", "digest"),
    "mentions": [MENTION],
    "people": [{**_texts("name", "role"), "mentions": SPANS, "caption": "bool"}],
    "organisations": [{"name": "string", "mentions": SPANS}],
    "figures": [FIGURE],
    "events": [EVENT],
    "places": [PLACE],
}


@cache
def schema(day: str = "date32") -> pa.Schema:
    """Return the columns of the table, dates being of the named type."""
    import pyarrow as pa

    def typed(given: Any) -> pa.DataType:
        if isinstance(given, dict):
            return pa.struct([(name, typed(inner)) for name, inner in given.items()])
        if isinstance(given, list):
            return pa.list_(typed(given[0]))
        if given.endswith("[]"):
            return pa.list_(typed(given[:-2]))
        return pa.type_for_alias(day if given == "day" else given)

    return pa.schema([(name, typed(given)) for name, given in ARTICLE.items()])
