"""The map page: filters and lists at the side, the map, and what is selected."""

from __future__ import annotations

import streamlit as st

from geo.layers import Count
from geo.maps.features import MapFeatures
from geo.ui import detail, links, lists, mapview, sidebar
from geo.ui.data import Shown, features, options, shown
from geo.ui.frame import Opened, opened
from geo.ui.marks import escaped
from geo.ui.strings import counted, say


def show() -> None:
    """Draw the page."""
    page = opened("map")
    found = shown(page.store, page.chosen.filter)
    offered = options(page.store)
    stage = st.container(key="stage", horizontal=True, gap=None)
    below = st.container(key="below")
    if page.embedded:
        with stage, st.container(key="map", width="stretch"):
            _map(page, found)
        return
    with st.sidebar:
        links.show_links(page.chosen)
        sidebar.show_filters(page.chosen, found, offered.sources, page.chosen.listed)
    with below if page.narrow else st.sidebar:
        lists.show_chips(page.chosen, offered)
        lists.show_list(page.store, page.chosen, found, narrow=page.narrow)
    with stage:
        _stage(page, found)


def _stage(page: Opened, found: Shown) -> None:
    chosen = page.chosen
    with st.container(key="map", width="stretch"):
        _map(page, found)
    if not chosen.view.sel:
        return
    selected = detail.find(page.store, chosen.view.sel)
    with st.container(key="detail", width=380):
        detail.show_detail(page.store, chosen, selected)


def _map(page: Opened, found: Shown) -> None:
    chosen = page.chosen
    drawn = features(page.store, chosen.filter, chosen.listed, chosen.view.map)
    mapview.show_map(chosen, drawn)
    _under(chosen.listed, found.counts[chosen.listed], drawn)


def _under(listed: str, count: Count, drawn: MapFeatures) -> None:
    """Say how many records the map shows of those that the filters leave, and how."""
    noun = counted(f"map.{listed}", count.records)
    told = say("map.placed", placed=f"{count.located:,}", events=noun)
    if drawn.cells:
        told = f"{told} · {say('map.cells')}"
    elif len(set(drawn.marks.record_id)) < count.located:
        told = f"{told} · {say('map.near')}"
    st.html(f'<p class="cm-under">{escaped(told)}</p>')
