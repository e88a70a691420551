"""The table itself: every key of a link, its meaning, and how it is read, written and asked."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from geo.filters import conditions, values
from geo.filters.conditions import Condition
from geo.model import DatePrecision, EventType, GeoPrecision, Measure


@dataclass(frozen=True, slots=True, kw_only=True)
class Key:
    """One key of a link; ``decode`` raises ValueError for what makes no sense.

    ``many`` keys may be repeated, ``commas`` ones also be written as a list in one value.
    ``sql`` gives the condition for a layer, or None where the key does not concern it.
    """

    name: str
    says: str
    example: str
    decode: Callable[[str], Any]
    encode: Callable[[Any], str]
    many: bool = False
    commas: bool = False
    sql: Condition | None = None


FILTER_KEYS: tuple[Key, ...] = (
    Key(
        name="date",
        says="days from..to, conditions.either side open; also one day, month or year",
        example="2023-09-19..2023-09-21",
        decode=values.read_date_range,
        encode=values.write_date_range,
        sql=conditions.dates,
    ),
    Key(
        name="undated",
        says="1 keeps undated records although a range of dates is set",
        example="1",
        decode=values.read_flag,
        encode=values.write_flag,
    ),
    Key(
        name="source",
        says="outlet, “unknown” for none; repeatable",
        example="Reuters",
        decode=str,
        encode=str,
        many=True,
        sql=conditions.among(
            "source", **dict.fromkeys(conditions.EVERY_LAYER, conditions.known("source"))
        ),
    ),
    Key(
        name="type",
        says="type of event; repeatable",
        example="talks",
        decode=EventType,
        encode=str,
        many=True,
        commas=True,
        sql=conditions.types,
    ),
    Key(
        name="statements",
        says="1 shows statements as well",
        example="1",
        decode=values.read_flag,
        encode=values.write_flag,
    ),
    Key(
        name="status",
        says="status of an event or figure; repeatable",
        example="occurred",
        decode=lambda word: values.one_of(
            word, conditions.STATUSES["events"] | conditions.STATUSES["figures"]
        ),
        encode=str,
        many=True,
        commas=True,
        sql=conditions.status,
    ),
    Key(
        name="background",
        says="0 leaves out what is told as history",
        example="0",
        decode=values.read_flag,
        encode=values.write_flag,
        sql=conditions.background,
    ),
    Key(
        name="measure",
        says="what a figure counts; repeatable",
        example="killed",
        decode=Measure,
        encode=str,
        many=True,
        commas=True,
        sql=conditions.among("measure", figures="measure"),
    ),
    Key(
        name="claimant",
        says="who says so, “unknown” for nobody named; repeatable",
        example="UNHCR",
        decode=str,
        encode=str,
        many=True,
        sql=conditions.among(
            "claimant", **dict.fromkeys(conditions.CODED, conditions.known("claimant"))
        ),
    ),
    Key(
        name="actor",
        says="who takes part in an event; repeatable",
        example="Red Cross",
        decode=str,
        encode=str,
        many=True,
        sql=conditions.among_listed("actor", events="actors"),
    ),
    Key(
        name="place",
        says="id of a place; repeatable",
        example="geonames:616752",
        decode=str,
        encode=str,
        many=True,
        sql=conditions.either(
            conditions.among_listed("place", **dict.fromkeys(conditions.CODED, "place_ids")),
            conditions.among("place", places="place_id", mentions="place_id"),
        ),
    ),
    Key(
        name="geo",
        says="how closely the point stands for the place; repeatable",
        example="exact",
        decode=GeoPrecision,
        encode=str,
        many=True,
        commas=True,
        sql=conditions.among(
            "geo", **dict.fromkeys((*conditions.EVERY_LAYER, "places"), "geo_precision")
        ),
    ),
    Key(
        name="time",
        says="how closely the record is dated; repeatable",
        example="day",
        decode=DatePrecision,
        encode=str,
        many=True,
        commas=True,
        sql=conditions.among("time", **dict.fromkeys(conditions.CODED, "time_precision")),
    ),
    Key(
        name="article",
        says="id of an article; repeatable",
        example="0defe1d720fa706b",
        decode=str,
        encode=str,
        many=True,
        sql=conditions.among("article", **dict.fromkeys(conditions.EVERY_LAYER, "article_id")),
    ),
    Key(
        name="q",
        says="words in the quote or a name",
        example="corridor",
        decode=str,
        encode=str,
        sql=conditions.words,
    ),
    Key(
        name="bbox",
        says="west,south,east,north in degrees",
        example="44,38,52,42",
        decode=values.read_box,
        encode=lambda box: ",".join(map(values.number, box)),
        sql=conditions.inside,
    ),
)

VIEW_KEYS: tuple[Key, ...] = (
    Key(
        name="map",
        says="zoom/latitude/longitude of the map",
        example="7/39.8/46.8",
        decode=values.read_map_view,
        encode=lambda view: "/".join(map(values.number, view)),
    ),
    Key(
        name="sel",
        says="id of what is selected",
        example="0defe1d720fa706b",
        decode=str,
        encode=str,
    ),
    Key(
        name="v",
        says="version of the data",
        example="3",
        decode=values.read_version,
        encode=str,
    ),
    Key(
        name="embed",
        says="1 shows the map alone",
        example="1",
        decode=values.read_flag,
        encode=values.write_flag,
    ),
)
