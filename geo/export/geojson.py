"""GeoJSON by RFC 7946: longitude first, no ``crs``, string ids, null geometry if unplaced."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING, Any

import orjson

from geo import layers
from geo.export.properties import listed, plain_values
from geo.notices import ATTRIBUTION, CLAIMS, NEUTRALITY

if TYPE_CHECKING:
    import pyarrow as pa

    from geo.export.properties import Collection
    from geo.store import Store

MEDIA_TYPE = "application/geo+json"


def encode(collection: Collection, links: Sequence[dict[str, str]] = ()) -> Iterator[bytes]:
    """Yield a FeatureCollection piece by piece; what concerns the whole of it comes first."""
    head = orjson.dumps(members(collection, links))
    yield head[:-1] + b',"features":['
    separator = b""
    returned = 0
    for batch in collection.batches():
        yield separator + b",\n".join(map(orjson.dumps, features(batch)))
        separator = b",\n"
        returned += len(batch)
    yield b'],"numberReturned":%d}\n' % returned


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


def features(batch: pa.RecordBatch) -> Iterator[dict[str, Any]]:
    """Yield a feature for each record of a batch."""
    names = batch.schema.names[:-1]
    *columns, coordinates = map(plain_values, batch.columns)
    for values, places in zip(zip(*columns, strict=True), coordinates, strict=True):
        yield {
            "type": "Feature",
            "id": values[0],
            "geometry": geometry(places),
            "properties": dict(zip(names, values, strict=True)),
        }


def feature(store: Store, layer: str, record_id: str) -> dict[str, Any] | None:
    """Return one record as a feature, whatever the filter; None when there is none."""
    found = layers.by_id(layer, record_id, listed(layer))
    for batch in store.stream(found.sql, found.params, 1):
        return next(features(batch), None)
    return None


def geometry(places: list[list[float]]) -> dict[str, Any] | None:
    """Return a Point, a MultiPoint of what differs, or None."""
    if len(places) > 1:
        places = list(map(list, dict.fromkeys(map(tuple, places))))
    if not places:
        return None
    if len(places) == 1:
        return {"type": "Point", "coordinates": places[0]}
    return {"type": "MultiPoint", "coordinates": places}
