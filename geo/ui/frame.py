"""What every page stands in: style sheet, links to the pages, notes, store and its errors."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path
from typing import NoReturn

import streamlit as st

from geo import layers
from geo.errors import ConflictMapError
from geo.settings import ROOT
from geo.store import Store
from geo.ui import components, state
from geo.ui.data import open_store, options
from geo.ui.failure import show_failure
from geo.ui.marks import escaped
from geo.ui.state import Chosen
from geo.ui.strings import say

PAGES = ("map", "figures", "articles", "method")
LOOK = Path(__file__).parent / "assets" / "look.css"
PHONE = "Mobi"
"""What browsers on phones say about themselves (HTTP header ``User-Agent``)."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Opened:
    """A page that is ready to be drawn: the reader's choices, the store, the window."""

    chosen: Chosen
    store: Store
    narrow: bool
    embedded: bool


def path_of(name: str) -> str:
    """Return the script of a page."""
    return str(ROOT / "pages" / f"{name}.py")


def opened(name: str) -> Opened:
    """Draw what all pages share, and return what the page needs.

    When the data cannot be read, the page says so and ends here.
    """
    chosen = state.open_page(name)
    st.html(LOOK)
    st.html(f'<style>.stApp {{ --cm-filters: "{escaped(say("filter.heading"))}"; }}</style>')
    embedded = bool(st.context.is_embedded)
    if not embedded:
        _header(name, chosen)
    narrow = _narrow()
    store = _store(chosen)
    if not embedded:
        _notes(chosen)
    return Opened(chosen=chosen, store=store, narrow=narrow, embedded=embedded)


def _header(name: str, chosen: Chosen) -> None:
    with st.container(key="header", horizontal=True, gap="small", vertical_alignment="center"):
        tag = "h1" if name == PAGES[0] else "span"
        st.html(f'<{tag} class="cm-brand">{escaped(say("app.name"))}</{tag}>', width="content")
        for page in PAGES:
            asked = {key: value for key, value in chosen.encoded().items() if key != "read"}
            with st.container(
                key=f"to-{page}{'-here' if page == name else ''}", width="content"
            ):
                st.page_link(path_of(page), label=say(f"pages.{page}"), query_params=asked)


def _narrow() -> bool:
    """Tell whether the window is a phone's; at first what the browser says it is."""
    agent = st.context.headers.get("User-Agent", "")
    default = {"narrow": PHONE in agent}
    known = state.sent("window", "narrow")
    narrow = default["narrow"] if known is None else bool(known)
    components.narrow(
        key="window",
        data={"narrow": narrow},
        default=default,
        on_narrow_change=_resized,
    )
    return narrow


def _resized() -> None:
    state.chosen().touched = True


def _store(chosen: Chosen) -> Store:
    """Return the store at the version that the link names, else at the newest."""
    try:
        store, notes = layers.pinned(open_store(), chosen.view)
        options(store)  # opens the tables, and so tells a store that cannot be read
    except ConflictMapError as error:
        return _broken(error)
    if notes:
        state.correct(notes, v=None)
    return store


def _broken(error: ConflictMapError) -> NoReturn:
    """Say that the data cannot be read, and end the page."""
    show_failure(str(error))
    st.stop()


def _notes(chosen: Chosen) -> None:
    if not chosen.notes:
        return
    lines = "".join(f"<li>{escaped(note)}</li>" for note in chosen.notes)
    st.html(
        f'<div class="cm-notes" role="status"><strong>{escaped(say("notes.link"))}</strong>'
        f"<ul>{lines}</ul></div>"
    )
