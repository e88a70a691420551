"""What RFC 7946 asks of a GeoJSON text, as a list of what is wrong with it."""

from __future__ import annotations

import json
from collections.abc import Iterator
from typing import Any

MOST_DECIMALS = 7


def problems(text: bytes | str) -> list[str]:
    """Return what is wrong with a FeatureCollection; nothing when all is well."""

    def refused(constant: str) -> Any:
        raise ValueError(f"{constant} is no JSON (RFC 8259, section 6)")

    collection = json.loads(text, parse_constant=refused)
    return list(of_collection(collection))


def of_collection(collection: dict[str, Any]) -> Iterator[str]:
    if collection.get("type") != "FeatureCollection":
        yield "the text is no FeatureCollection (3.3)"
    if "crs" in collection:
        yield "there is a crs member (4)"
    if {"coordinates", "geometry", "properties"} & collection.keys():
        yield "the collection has members of a geometry or feature (7.1)"
    ids = [feature.get("id") for feature in collection["features"]]
    if len(set(ids)) != len(ids):
        yield "two features share an id"
    for feature in collection["features"]:
        yield from of_feature(feature)


def of_feature(feature: dict[str, Any]) -> Iterator[str]:
    if feature.get("type") != "Feature":
        yield "a member of features is no Feature (3.3)"
    if not isinstance(feature.get("id"), str):
        yield "an id is no string"
    if not isinstance(feature.get("properties"), dict):
        yield "properties are no object (3.2)"
    if any(isinstance(value, dict | list) for value in feature["properties"].values()):
        yield "a property is not flat"
    if "geometry" not in feature:
        yield "there is no geometry member (3.2)"
    if feature["geometry"] is not None:
        yield from of_geometry(feature["geometry"])


def of_geometry(geometry: dict[str, Any]) -> Iterator[str]:
    several = {"Point": lambda value: [value], "MultiPoint": lambda value: value}
    if geometry["type"] not in several:
        yield f"{geometry['type']} is not expected here"
        return
    positions = several[geometry["type"]](geometry["coordinates"])
    if not positions:
        yield "there are no positions (3.1)"
    for lon, lat in positions:
        if not (-180 <= lon <= 180 and -90 <= lat <= 90):
            yield f"{lon}, {lat} is not longitude, latitude (3.1.1)"
        if any(len(repr(value).partition(".")[2]) > MOST_DECIMALS for value in (lon, lat)):
            yield f"{lon}, {lat} has too many decimals (11.2)"
