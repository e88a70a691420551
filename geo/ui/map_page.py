"""The map page: filters and lists at the side, the map, and what is selected."""

from __future__ import annotations

import streamlit as st

from geo.ui import detail, links, lists, mapview, sidebar
from geo.ui.data import features, options, shown
from geo.ui.frame import Opened, opened
from geo.ui.strings import counted, say


def show() -> None:
    """Draw the page."""
    page = opened("map")
    found = shown(page.store, page.chosen.filter)
    offered = options(page.store)
    stage = st.container(key="stage", horizontal=True, gap=None)
    below = st.container(key="below")
    with st.sidebar:
        links.show_links(page.chosen)
        sidebar.show_filters(page.chosen, found, offered.sources, page.chosen.listed)
    with below if page.narrow else st.sidebar:
        lists.show_chips(page.chosen, offered)
        lists.show_list(page.chosen, found, narrow=page.narrow)
    with stage:
        _stage(page)


def _stage(page: Opened) -> None:
    chosen = page.chosen
    drawn = features(page.store, chosen.filter, chosen.listed)
    with st.container(key="map", width="stretch"):
        mapview.show_map(chosen, drawn)
        _under(page)
    if not chosen.view.sel:
        return
    selected = detail.find(page.store, chosen.view.sel)
    rows = shown(page.store, chosen.filter)
    listed = {row["id"] for name in ("events", "figures") for row in rows.rows(name)}
    with st.container(key="detail", width=380):
        detail.show_detail(page.store, chosen, selected, hidden=chosen.view.sel not in listed)


def _under(page: Opened) -> None:
    """Say how many records the map shows of those that the filters leave."""
    rows = shown(page.store, page.chosen.filter).rows(page.chosen.listed)
    placed = sum(row["latitude"] is not None for row in rows)
    noun = counted(f"map.{page.chosen.listed}", len(rows))
    st.html(f'<p class="cm-under">{say("map.placed", placed=f"{placed:,}", events=noun)}</p>')
