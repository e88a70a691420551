"""The base map and the one feature layer, as folium elements that draw with our own scripts.

streamlit-folium builds its frame anew when the base map's script changes, and the reader's view
is lost with it. So the base map is the same bytes for a look, and all that varies (the
features, the selection, where the map opens) is in one feature group.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

import folium
from folium.template import Template

from geo.filters import MapView
from geo.maps import assets, look
from geo.maps.escape import script_value
from geo.maps.features import MapFeatures
from geo.maps.wire import LETTER_OF, wire

OPENING = MapView(2, 25, 20)
"""Where the map stands when there is nothing to show: most of the inhabited world."""

FRAME_KEY = "conflict-map"

WORDS = {
    "map": "Map of events",
    "keys": "Arrow keys move the map, plus and minus zoom, N and P step through the marks, "
    "Enter selects.",
    "touch": "Use two fingers to move the map",
    "drawn": "Drawn base map (offline)",
    "tiles": "OpenStreetMap tiles (online)",
    "attribution": "Natural Earth, GeoNames · names and lines imply no opinion",
    "inferred": "place inferred",
    "vague": "date vague or unknown",
    "unconfirmed": "planned, alleged or denied",
    "somewhere": "somewhere in this area",
    "several": "several records, by type",
    "flow": "people moved, as told",
    "moved": "Displacement",
    "disputed": "disputed line",
    "legend": "Legend",
}
"""Everything the map says, apart from names of places and numbers."""


class BaseMap(folium.Map):
    """A folium map with no request beyond this server and no ban on pinch zoom."""

    _template = Template(
        """
        {% macro header(this, kwargs) %}
            <style>#{{ this.get_name() }} { width: 100%; height: 100%; }</style>
        {% endmacro %}
        {% macro html(this, kwargs) %}
            <div class="folium-map" id={{ this.get_name()|tojson }} ></div>
        {% endmacro %}
        {% macro script(this, kwargs) %}
            var {{ this.get_name() }} = ConflictMap.create(
                {{ this.get_name()|tojson }}, {{ this.config }});
        {% endmacro %}
        """
    )

    def __init__(self, theme: look.Theme) -> None:
        super().__init__(location=(OPENING.lat, OPENING.lon), tiles=None)
        self.default_js = [(name, assets.address(name)) for name in assets.SCRIPTS]
        self.default_css = [(name, assets.address(name)) for name in assets.STYLES]
        self._id = "base"
        self.config = script_value(config(theme))


class FeatureGroup(folium.FeatureGroup):
    """The one group of all that varies; it redraws a layer that stays in the frame."""

    _template = Template(
        """
        {% macro script(this, kwargs) %}
            window.feature_group = [];
            var {{ this.get_name() }} = ConflictMap.update(
                {{ this._parent.get_name() }}, {{ this.payload }});
        {% endmacro %}
        """
    )

    def __init__(self, payload: Mapping[str, Any]) -> None:
        super().__init__(name="records", control=False)
        self._id = "records"
        self.payload = script_value(payload)


@dataclass(frozen=True, slots=True, kw_only=True)
class Reply:
    """What the map says back: the record that was clicked, and where the map stands.

    ``count`` grows with each click, so that a second click on the same record is seen as one;
    ``picked`` is None when the click was on nothing, and ``spot`` the place id of what was hit.
    """

    count: int
    picked: str | None
    spot: str | None
    view: MapView | None


def base_map(theme: look.Theme | str = look.Theme.LIGHT) -> folium.Map:
    """Return a new base map; its script is the same bytes for the same theme.

    Make one for every run of a page and hand it to ``st_folium`` with the feature group::

        st_folium(
            base_map("dark"),
            feature_group_to_add=feature_group(features, selected="…", view=opening),
            returned_objects=[], key=FRAME_KEY, use_container_width=True, height=640,
        )

    ``returned_objects=[]`` keeps streamlit-folium's own messages quiet: our script sends the
    value that :func:`reply` and :func:`clicked` read.
    """
    return BaseMap(look.Theme(theme))


def feature_group(
    features: MapFeatures, selected: str | None = None, view: MapView | None = None
) -> folium.FeatureGroup:
    """Return all that the map draws above its base, as one group for ``feature_group_to_add``.

    Parameters
    ----------
    features
        What :func:`geo.maps.features.features_from` made of the filtered rows.
    selected
        Id of the selected record: it is ringed, and brought into view unless it was clicked on
        the map.
    view
        Where the map opens, as the page's link says. A frame that is already open moves only
        when another view is given, and never back to one that it reported itself. Without a
        view, the map opens on all its features.
    """
    return FeatureGroup(wire(features, selected) | {"view": list(view) if view else None})


def reply(result: Mapping[str, Any] | None, features: MapFeatures) -> Reply:
    """Read what ``st_folium`` returned; ``features`` are those that the map shows."""
    said = result or {}
    spots = {str(n): spot.place_id for n, spot in enumerate(features.spots)}
    return Reply(
        count=int(said.get("count") or 0),
        picked=features.ids.get(str(said.get("picked"))),
        spot=spots.get(str(said.get("spot"))),
        view=_view(said.get("view")),
    )


def clicked(result: Mapping[str, Any] | None, features: MapFeatures) -> str | None:
    """Return the id of the record clicked last, None for none or one that is filtered out."""
    return reply(result, features).picked


def _view(said: Any) -> MapView | None:
    if not isinstance(said, list) or len(said) != 3:
        return None
    return MapView(float(said[0]), float(said[1]), float(said[2]))


def config(theme: look.Theme) -> dict[str, Any]:
    """Return the look and the words that the scripts use, as a JSON value."""
    base = look.BASES[theme]
    return {
        "assets": assets.FROM_FRAME,
        "opening": list(OPENING),
        "colours": {name: getattr(base, name) for name in base.__dataclass_fields__},
        "symbols": {
            LETTER_OF[code]: _drawn(symbol, theme) for code, symbol in look.SYMBOLS.items()
        },
        "words": WORDS,
    }


def _drawn(symbol: look.Symbol, theme: look.Theme) -> list[str]:
    outline, hatch = symbol.outline(theme), symbol.hatch(theme)
    return [symbol.label, symbol.colour, outline, hatch, symbol.path]
