"""The articles: a list of them, or one to read with all that was found in it marked."""

from __future__ import annotations

from collections import Counter
from typing import Any

import streamlit as st

from geo.filters import UNKNOWN
from geo.ui import components, detail, links, lists, reader, sidebar
from geo.ui.data import options
from geo.ui.frame import Opened, opened, path_of
from geo.ui.marks import escaped, plain
from geo.ui.strings import counted, say

Row = dict[str, Any]

COUNTED = ("events", "figures", "mentions")


def show() -> None:
    """Draw the page."""
    page = opened("articles")
    if page.chosen.read:
        _read(page, page.chosen.read)
    else:
        _list(page)


def _list(page: Opened) -> None:
    articles = page.store.articles()
    counts = Counter(row["source"] or UNKNOWN for row in articles)
    with st.sidebar:
        links.show_links(page.chosen)
        sidebar.show_sources(page.chosen, counts)
        lists.show_chips(page.chosen, options(page.store))
    sources = page.chosen.filter.source
    kept = [row for row in articles if not sources or (row["source"] or UNKNOWN) in sources]
    st.html(
        f'<div class="cm-page-head"><h1>{escaped(say("articles.title"))}</h1>'
        f"<p>{escaped(say('articles.lead'))}</p></div>"
    )
    if not kept:
        words_of_none = say("articles.none" if articles else "articles.empty")
        st.html(f'<p class="cm-empty">{escaped(words_of_none)}</p>')
    with st.container(key="article-list", gap=None):
        for row in kept:
            _entry(page, row)


def _entry(page: Opened, row: Row) -> None:
    asked = {**page.chosen.encoded(), "read": row["article_id"]}
    asked.pop("sel", None)
    with st.container(key=f"article-{row['article_id']}", gap=None):
        st.page_link(
            path_of("articles"),
            label=plain(row["title"] or say("articles.untitled")),
            query_params=asked,
        )
        st.html(f'<p class="cm-entry">{_about(row)}</p>')


def _about(row: Row) -> str:
    counts = ", ".join(counted(f"articles.{name}", row[name]) for name in COUNTED)
    return f"{detail.origin(row)} · {escaped(counts)}"


def _read(page: Opened, article_id: str) -> None:
    back = {key: value for key, value in page.chosen.encoded().items() if key != "read"}
    with st.container(key="reader-back"):
        st.page_link(path_of("articles"), label=say("articles.back"), query_params=back)
    try:
        extraction = page.store.extraction(article_id)
    except KeyError:
        st.html(f'<p class="cm-empty">{escaped(say("articles.missing"))}</p>')
        return
    st.html(reader.html_of(extraction, page.chosen.view.sel))
    only = {"article": article_id}
    with st.container(key="reader-links"):
        st.page_link(path_of("map"), label=say("articles.show_on_map"), query_params=only)
    if page.chosen.view.sel:
        components.reveal(key="reveal", data={"id": reader.SELECTED})
