"""The figures: each measure and place with every claimant's numbers over time."""

from __future__ import annotations

from collections import defaultdict

import streamlit as st

from geo.maps.look import Theme
from geo.ui import charts, detail, links, lists, mapview, sidebar, state
from geo.ui.data import Row, options, rows, shown
from geo.ui.frame import opened
from geo.ui.marks import escaped
from geo.ui.strings import counted, label, say

MOST = 2_000
"""Figures that the page shows; a filter brings the others into view."""


def show() -> None:
    """Draw the page."""
    page = opened("figures")
    found = shown(page.store, page.chosen.filter)
    offered = options(page.store)
    with st.sidebar:
        links.show_links(page.chosen)
        sidebar.show_filters(page.chosen, found, offered.sources, listed="figures")
        lists.show_chips(page.chosen, offered)
    st.html(
        f'<div class="cm-page-head"><h1>{escaped(say("figures.title"))}</h1>'
        f"<p>{escaped(say('figures.lead'))}</p></div>"
    )
    figures = rows(page.store, page.chosen.filter, "figures", MOST)
    if not figures:
        st.html(f'<p class="cm-page-head">{escaped(say("figures.empty"))}</p>')
    for number, ((measure, place), claims) in enumerate(grouped(figures).items()):
        with st.container(key=f"figure-group-{number}", gap=None):
            _group(measure, place, claims)


def grouped(rows: list[Row]) -> dict[tuple[str, str], list[Row]]:
    """Return figures by measure and place: most claims first, then by name."""
    groups: defaultdict[tuple[str, str], list[Row]] = defaultdict(list)
    for row in rows:
        groups[row["measure"], row["location"] or ""].append(row)

    def order(what: tuple[str, str]) -> tuple[int, str, str]:
        measure, place = what
        return -len(groups[what]), label("measures", measure), place

    return {what: groups[what] for what in sorted(groups, key=order)}


def _group(measure: str, place: str, rows: list[Row]) -> None:
    count = counted("figures.claims", len(rows))
    st.html(
        f'<header class="cm-group">{detail.drawn(lists.symbol(rows[0]))}'
        f"<h2>{escaped(label('measures', measure))}</h2>"
        f"<span>{escaped(place or say('figures.no_place'))}</span>"
        f'<span class="cm-count">{escaped(count)}</span></header>'
    )
    drawn = charts.drawable(rows)
    if place and len(drawn) > 1:
        chart = charts.claims_chart(drawn, Theme(mapview.theme()))
        st.altair_chart(chart, width="stretch", theme=None)
    st.html(detail.claims_table(rows, state.chosen().view.sel))
