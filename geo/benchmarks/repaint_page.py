"""The page that ``geo.benchmarks.repaint`` opens: one filter, one map, built one of two ways.

``?way=layer&n=100`` draws with ``geo.maps``; ``?way=markers`` builds a new folium map of
markers at each change, as in streamlit-folium's examples. Both read the same store, which has
``n`` events, and both take Leaflet from this server.
"""

from __future__ import annotations

import os
from pathlib import Path

import folium
import streamlit as st
from streamlit_folium import st_folium

from geo import layers
from geo.filters import DateRange, Filter, MapView
from geo.maps import assets
from geo.maps.folium_map import FRAME_KEY, base_map, feature_group
from geo.maps.viewport import features_in_view
from geo.store import Store

STORES = "CONFLICT_MAP_BENCHMARK_STORES"
WINDOWS = 10
"""Ranges of dates to choose from, each with about half of the events."""

OPENING = MapView(3, 20, 20)


@st.cache_resource
def opened(number: str) -> Store:
    """Open the store with so many events."""
    return Store(Path(os.environ[STORES]) / number)


@st.cache_resource
def windows(number: str) -> list[DateRange]:
    """Return ranges of dates that each hold six tenths of the dated events."""
    found = opened(number).query("SELECT event_date FROM event ORDER BY 1")
    days = [day for day in found["event_date"].to_pylist() if day]
    step = len(days) * 4 // 10 // WINDOWS
    return [
        DateRange(days[turn * step], days[turn * step + len(days) * 6 // 10 - 1])
        for turn in range(WINDOWS)
    ]


def by_layer(store: Store, chosen: Filter) -> None:
    """Draw with the project's map."""
    group = feature_group(features_in_view(store, "events", chosen, OPENING), view=OPENING)
    st_folium(
        base_map(),
        key=FRAME_KEY,
        feature_group_to_add=group,
        returned_objects=[],
        use_container_width=True,
        height=600,
    )


def by_markers(store: Store, chosen: Filter) -> None:
    """Draw with a new folium map of one marker for each event."""
    plain = folium.Map(location=(OPENING.lat, OPENING.lon), zoom_start=3, tiles=None)
    plain.default_js = [("leaflet", assets.address("leaflet.js"))]
    plain.default_css = [("leaflet", assets.address("leaflet.css"))]
    found = layers.ordered("events", chosen, columns="event_type, points")
    for event in store.query(*found).to_pylist():
        for point in event["points"]:
            place = (point["lat"], point["lon"])
            folium.Marker(place, tooltip=event["event_type"]).add_to(plain)
    st_folium(plain, use_container_width=True, height=600)


def show() -> None:
    """Draw the page that the address asks for."""
    st.set_page_config(layout="wide")
    window = st.radio("window", range(WINDOWS), format_func="window {}".format, horizontal=True)
    number = st.query_params["n"]
    chosen = Filter(date=windows(number)[window], statements=True)
    draw = by_layer if st.query_params["way"] == "layer" else by_markers
    draw(opened(number), chosen)


show()
