"""The map: the one call of streamlit-folium, and what its clicks and moves mean."""

from __future__ import annotations

import streamlit as st
from streamlit_folium import st_folium

from geo.maps.features import MapFeatures
from geo.maps.folium_map import FRAME_KEY, base_map, feature_group, reply
from geo.ui import state
from geo.ui.state import Chosen

HEIGHT = 640
"""Pixels before the style sheet stretches the frame to what the window leaves."""

FEATURES = "map-features"


def show_map(chosen: Chosen, features: MapFeatures) -> None:
    """Draw the features; the frame stays, and with it the reader's pan and zoom."""
    st.session_state[FEATURES] = features
    group = feature_group(features, selected=chosen.view.sel, view=chosen.view.map)
    st_folium(
        base_map(theme()),
        key=FRAME_KEY,
        feature_group_to_add=group,
        returned_objects=[],
        use_container_width=True,
        height=HEIGHT,
        on_change=_said,
    )


def theme() -> str:
    """Return the look that the reader's browser asks for, ``light`` or ``dark``."""
    return "dark" if st.context.theme.type == "dark" else "light"


def _said() -> None:
    """Take a click as a selection, and a move as the view that the address tells."""
    said = reply(st.session_state.get(FRAME_KEY), st.session_state.get(FEATURES, MapFeatures()))
    if said.view is not None:
        state.look(map=said.view)
    if said.count != state.chosen().clicks:
        state.chosen().clicks = said.count
        state.look(sel=said.picked)
