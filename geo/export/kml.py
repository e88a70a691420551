"""KML 2.2 with time spans, so that Google Earth's slider works on it."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from html import escape
from typing import TYPE_CHECKING, Any

import orjson

from geo.export.geojson import features
from geo.notices import ATTRIBUTION, CLAIMS, NEUTRALITY

if TYPE_CHECKING:
    from geo.export.properties import Collection

MEDIA_TYPE = "application/vnd.google-earth.kml+xml"

NOT_IN_XML = re.compile("[^\t\n\r\x20-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")


def encode(collection: Collection) -> Iterator[bytes]:
    """Yield a document with a placemark for each record, in pieces."""
    about = element("description", f"{NEUTRALITY} {CLAIMS} {ATTRIBUTION}")
    yield (
        '<?xml version="1.0" encoding="UTF-8"?>\n'
        '<kml xmlns="http://www.opengis.net/kml/2.2"><Document>'
        f"{element('name', collection.layer)}{about}\n"
    ).encode()
    for texts in features(collection):
        yield "".join(placemark(orjson.loads(text)) for text in texts).encode()
    yield b"</Document></kml>\n"


def placemark(feature: Mapping[str, Any]) -> str:
    """Return one record; without a place it is listed, but not drawn."""
    said = feature["properties"]
    title = said.get("event_type") or said.get("text") or said["location"] or feature["id"]
    data = "".join(
        f'<Data name="{name}">{element("value", value)}</Data>'
        for name, value in said.items()
        if value is not None
    )
    return (
        f"<Placemark>{element('name', title)}{described(said)}{time_span(said)}"
        f"<ExtendedData>{data}</ExtendedData>{geometry(feature['geometry'])}</Placemark>\n"
    )


def described(said: Mapping[str, Any]) -> str:
    """Return quote, outlet and date; Google Earth reads it as HTML, so it is escaped twice."""
    parts = (said.get("quote"), said.get("source"), said.get("published"))
    words = " · ".join(str(part) for part in parts if part)
    return element("description", escape(words)) if words else ""


def time_span(said: Mapping[str, Any]) -> str:
    """Return the days of a dated record."""
    begin, end = said.get("event_date"), said.get("event_date_end")
    inner = (element("begin", begin) if begin else "") + (element("end", end) if end else "")
    return f"<TimeSpan>{inner}</TimeSpan>" if inner else ""


def geometry(found: Mapping[str, Any] | None) -> str:
    """Return the point or points."""
    if found is None:
        return ""
    several = found["coordinates"] if found["type"] == "MultiPoint" else [found["coordinates"]]
    points = "".join(
        f"<Point>{element('coordinates', f'{lon},{lat}')}</Point>" for lon, lat in several
    )
    return f"<MultiGeometry>{points}</MultiGeometry>" if len(several) > 1 else points


def element(tag: str, value: object) -> str:
    """Return an element around a value, without the characters that XML cannot hold."""
    if isinstance(value, float) and value.is_integer():
        value = int(value)
    return f"<{tag}>{escape(NOT_IN_XML.sub('', str(value)), quote=False)}</{tag}>"
