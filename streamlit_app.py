"""The one server: the dashboard, the GeoJSON API and the map's own assets.

``streamlit run streamlit_app.py`` finds ``app`` and serves all three at one address.
"""

from functools import cache

import streamlit as st

from geo.api import routes
from geo.geoparse.gazetteer import Gazetteer
from geo.maps.assets import asset_routes
from geo.settings import ROOT, Settings
from geo.ui.failure import failed

SETTINGS = Settings.from_environment()


@cache
def gazetteer() -> Gazetteer:
    """Open the gazetteer when the first area is drawn."""
    return Gazetteer.open(SETTINGS)


app = st.App(
    ROOT / "geo" / "ui" / "dashboard.py",
    routes=[
        *routes(SETTINGS),
        *asset_routes(SETTINGS.data, lambda area: gazetteer().geometry(area)),
    ],
    on_script_error=failed,
)
