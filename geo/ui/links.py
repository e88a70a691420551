"""Ways to take what is shown elsewhere: the link, and the layers as GeoJSON."""

from __future__ import annotations

import streamlit as st

from geo.filters import LAYERS, query_string
from geo.ui import components
from geo.ui.marks import escaped
from geo.ui.state import Chosen
from geo.ui.strings import say


def show_links(chosen: Chosen) -> None:
    """Draw the button that copies the link, and one download for each layer."""
    with st.container(key="links", horizontal=True, gap="small", vertical_alignment="center"):
        copy_link("copy-link", chosen)
        st.html(_downloads(chosen), width="content")


def copy_link(key: str, chosen: Chosen) -> None:
    """Draw a button that copies the link to what the page shows."""
    _copy(key, say("link.copy"), query=chosen.query())


def copy_text(key: str, label: str, text: str) -> None:
    """Draw a button that copies a text."""
    _copy(key, label, text=text)


def _copy(key: str, label: str, **what: str) -> None:
    told = {"label": label, "copied": say("link.copied"), "failed": say("link.failed")}
    components.copy(key=key, width="content", data={**told, **what})


def _downloads(chosen: Chosen) -> str:
    made = "".join(_download(layer, chosen) for layer in LAYERS)
    return f'<nav class="cm-downloads"><span>{escaped(say("link.export"))}</span>{made}</nav>'


def _download(layer: str, chosen: Chosen) -> str:
    words = say(f"link.{layer}")
    title = say("link.export_title", layer=words)
    return (
        f'<a href="{escaped(address(layer, chosen))}" download="{layer}.geojson"'
        f' target="_self" title="{escaped(title)}">{escaped(words)}</a>'
    )


def address(layer: str, chosen: Chosen) -> str:
    """Return where this server gives the layer with the same filter, as a download."""
    asked = {**chosen.filter.encode(), "download": "1"}
    if chosen.view.v is not None:
        asked["v"] = str(chosen.view.v)
    return f"./api/{layer}.geojson?{query_string(asked)}"
