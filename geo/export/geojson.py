"""GeoJSON by RFC 7946: longitude first, no ``crs``, string ids, null geometry if unplaced.

DuckDB writes each feature's text, several times faster than Python would.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING, Any

import orjson

from geo import layers
from geo.export.properties import COLUMNS, COORDINATES
from geo.notices import ATTRIBUTION, CLAIMS, NEUTRALITY

if TYPE_CHECKING:
    from geo.export.properties import Collection
    from geo.store import Store

MEDIA_TYPE = "application/geo+json"

FEATURE = """
'{"type":"Feature","id":' || to_json(id) || ',"geometry":' || CASE len(%(places)s)
    WHEN 0 THEN 'null'
    WHEN 1 THEN '{"type":"Point","coordinates":' || to_json((%(places)s)[1]) || '}'
    ELSE '{"type":"MultiPoint","coordinates":' || to_json(%(places)s) || '}' END
|| ',"properties":' || to_json({%(properties)s}) || '}'
"""


def encode(collection: Collection, links: Sequence[dict[str, str]] = ()) -> Iterator[bytes]:
    """Yield a FeatureCollection piece by piece; what concerns the whole of it comes first."""
    head = orjson.dumps(members(collection, links))
    yield head[:-1] + b',"features":[\n'
    separator, returned = "", 0
    for texts in features(collection):
        yield (separator + ",\n".join(texts)).encode()
        separator, returned = ",\n", returned + len(texts)
    yield b'\n],"numberReturned":%d}\n' % returned


def members(collection: Collection, links: Sequence[dict[str, str]]) -> dict[str, Any]:
    """Return what the collection says of itself: query, version, notices."""
    said: dict[str, Any] = {
        "type": "FeatureCollection",
        "name": collection.layer,
        "query": collection.chosen.query(),
        "version": collection.store.version,
        "notice": NEUTRALITY,
        "claims": CLAIMS,
        "attribution": ATTRIBUTION,
        "numberMatched": collection.matched(),
    }
    if collection.notes:
        said["notes"] = list(collection.notes)
    if links:
        said["links"] = list(links)
    return said


def features(collection: Collection) -> Iterator[list[str]]:
    """Yield the texts of the collection's features, in batches."""
    for batch in collection.select(text_of_feature(collection.layer)):
        yield batch.column(0).to_pylist()


def feature(store: Store, layer: str, record_id: str) -> dict[str, Any] | None:
    """Return one record as a feature, whatever the filter; None when there is none."""
    found = store.query(*layers.by_id(layer, record_id, text_of_feature(layer)))
    return orjson.loads(found.column(0)[0].as_py()) if len(found) else None


def text_of_feature(layer: str) -> str:
    """Return SQL that writes a record of the layer as a feature."""
    properties = ", ".join(f"'{column.name}': {column.sql}" for column in COLUMNS[layer])
    return FEATURE % {"places": COORDINATES[layer], "properties": properties}
