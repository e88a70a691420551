"""The server of ``geo.benchmarks.repaint``: its page and the map's assets."""

from pathlib import Path

import streamlit as st

from geo.maps.assets import asset_routes
from geo.settings import ROOT

app = st.App(
    Path(__file__).with_name("repaint_page.py"),
    routes=asset_routes(ROOT / "data", lambda _: None),
)
