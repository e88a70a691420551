"""What to draw of many records: each of them, those in view, or a grid of their numbers.

Ten thousand marks are about what a browser redraws at once. Where a filter leaves more, only
the part of the world around the view is drawn, and where that still holds more, squares of
about the size of a thumb with the number of their records by type.
"""

from __future__ import annotations

import math
from dataclasses import replace
from typing import TYPE_CHECKING

from geo import layers
from geo.filters import Box, Filter, MapView
from geo.maps.features import COLUMNS, Cell, MapFeatures, features_from
from geo.maps.folium_map import OPENING
from geo.maps.look import symbol_of

if TYPE_CHECKING:
    from geo.store import Store

MOST_MARKS = 10_000
CELL = 56
"""Pixels to the side of a square of the grid."""
HALF_WIDTH, HALF_HEIGHT = 1500, 1000
"""Pixels around the middle of the view that are drawn: a large screen and room to pan."""
TILE = 256
"""Pixels to the side of the world in Web Mercator at zoom 0."""
MERCATOR_LIMIT = 85.0511

SORTS = {"events": "event_type", "figures": "measure"}
"""The column that says what a record of a layer is drawn as."""


def features_in_view(
    store: Store,
    layer: str,
    chosen: Filter,
    view: MapView | None = None,
    most: int = MOST_MARKS,
) -> MapFeatures:
    """Return what the map draws of a layer's filtered records.

    Parameters
    ----------
    store, chosen
        The records, and which of them are shown.
    layer
        ``events`` or ``figures``.
    view
        Where the map stands, or None for most of the inhabited world.
    most
        How many records are drawn one by one; more are drawn as a grid.
    """
    if layers.count(store, layer, chosen).located <= most:
        return _each(store, layer, chosen)
    view = view or OPENING
    near = chosen if chosen.bbox else replace(chosen, bbox=around(view))
    if layers.count(store, layer, near).located <= most:
        return _each(store, layer, near)
    return _grid(store, layer, near, view.zoom)


def around(view: MapView) -> Box | None:
    """Return the part of the world around a view, or None where that is all of it."""
    pixels = TILE * 2**view.zoom
    across = 360 * HALF_WIDTH / pixels
    if across >= 180:
        return None
    middle = _northing(view.lat)
    reach = 2 * math.pi * HALF_HEIGHT / pixels
    return Box(
        _wrapped(view.lon - across),
        _latitude(middle - reach),
        _wrapped(view.lon + across),
        _latitude(middle + reach),
    )


def _northing(lat: float) -> float:
    """Return Web Mercator's y in radians, north up."""
    held = max(-MERCATOR_LIMIT, min(MERCATOR_LIMIT, lat))
    return math.asinh(math.tan(math.radians(held)))


def _latitude(northing: float) -> float:
    return math.degrees(math.atan(math.sinh(max(-math.pi, min(math.pi, northing)))))


def _wrapped(lon: float) -> float:
    return (lon + 180) % 360 - 180


def _each(store: Store, layer: str, chosen: Filter) -> MapFeatures:
    columns = ", ".join(name for name in COLUMNS if name not in ABSENT[layer])
    return features_from(store.query(*layers.ordered(layer, chosen, columns=columns)))


ABSENT = {
    "events": frozenset({"measure", "reports", "value"}),
    "figures": frozenset({"event_type", "place_basis", "reports"}),
}
"""Columns that the map could draw but that a layer does not have."""


def _grid(store: Store, layer: str, chosen: Filter, zoom: float) -> MapFeatures:
    """Return a cell for each square of the map that holds records."""
    sort = SORTS[layer]
    squares: dict[tuple[float, float], dict[str, int]] = {}
    for row in layers.grid(store, chosen, 360 * CELL / (TILE * 2**zoom), layer, sort):
        counts = squares.setdefault((row["latitude"], row["longitude"]), {})
        code = symbol_of(**{sort: row[sort]}).code
        counts[code] = counts.get(code, 0) + row["records"]
    return MapFeatures(cells=tuple(Cell(*middle, counts) for middle, counts in squares.items()))
