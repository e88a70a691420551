"""What the reader has chosen: the part of a link after ``?``, for one session.

Widgets change the choices in their callbacks, before the page runs; the page reads them and
writes the address. When the address changes otherwise (a link is opened, Back is pressed), the
address is read instead.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field, replace
from typing import Any, cast

import streamlit as st

from geo.filters import Filter, View, query_string
from geo.ui.strings import say

RESERVED = frozenset({"embed", "embed_options"})
"""Keys of the address that Streamlit keeps to itself."""

LISTS = ("events", "figures")
ARTICLE_ID = re.compile(r"[\w.:-]{1,80}", re.ASCII)
ROWS = 100
"""Rows of a list that are shown before the reader asks for more."""

KEY = "chosen"

Address = dict[str, list[str]]


@dataclass(slots=True, kw_only=True)
class Chosen:
    """One reader's choices, and what is needed to keep the address in step with them."""

    filter: Filter = field(default_factory=Filter)
    view: View = field(default_factory=View)
    listed: str = "events"
    read: str | None = None
    rows: int = ROWS
    notes: list[str] = field(default_factory=list)
    page: str = ""
    clicks: int = 0
    """Clicks that the map's frame has told of since it was built."""
    written: Address | None = None
    touched: bool = False

    def encoded(self) -> dict[str, str | list[str]]:
        """Return the address's keys and values, without those that Streamlit reserves."""
        both = {**self.filter.encode(), **self.view.encode()}
        if self.listed != LISTS[0]:
            both["list"] = self.listed
        if self.read:
            both["read"] = self.read
        return {name: value for name, value in both.items() if name not in RESERVED}

    def query(self) -> str:
        """Return the address's query string, readable, without ``?``."""
        return query_string(self.encoded())


def chosen() -> Chosen:
    """Return this session's choices."""
    if KEY not in st.session_state:
        st.session_state[KEY] = Chosen()
    return cast("Chosen", st.session_state[KEY])


def open_page(name: str) -> Chosen:
    """Bring the choices and the address together at the start of a run."""
    state = chosen()
    switched = state.page != name
    address = {key: st.query_params.get_all(key) for key in st.query_params}
    if _address_leads(state, address, switched=switched):
        _read(state, address)
    if switched:
        state.clicks = 0
    state.page, state.touched = name, False
    if name != "articles":
        state.read = None
    _write(state, address)
    return state


def change(**values: object) -> None:
    """Set parts of the filter; for callbacks, which run before the page does."""
    state = chosen()
    state.filter = replace(state.filter, **values)  # type: ignore[arg-type]
    state.rows, state.notes, state.touched = ROWS, [], True


def reset() -> None:
    """Put every filter back to its default."""
    state = chosen()
    state.filter = Filter()
    state.rows, state.notes, state.touched = ROWS, [], True


def look(**values: object) -> None:
    """Set parts of the view; for callbacks."""
    state = chosen()
    state.view = replace(state.view, **values)  # type: ignore[arg-type]
    state.touched = True


def correct(notes: list[str], **values: object) -> None:
    """Change the view while a page runs, where its link asks for what is not there."""
    state = chosen()
    state.view = replace(state.view, **values)  # type: ignore[arg-type]
    state.notes = [*state.notes, *notes]
    _write(state, state.written or {})


def show_list(name: str) -> None:
    """Show the list of events or of figures; the map shows the same."""
    state = chosen()
    if name in LISTS:
        state.listed, state.rows, state.touched = name, ROWS, True


def show_more() -> None:
    """Show more rows of the list."""
    state = chosen()
    state.rows += ROWS
    state.touched = True


def sent(key: str, name: str) -> Any:
    """Return what one of our components has just sent under a name, or None."""
    value = st.session_state.get(key)
    return value.get(name) if isinstance(value, dict) else None


def _address_leads(state: Chosen, address: Address, *, switched: bool) -> bool:
    """Tell whether the address is newer than the choices.

    It is at the start of a session and after Back. It is not when a widget was used, for the
    browser may still show the address of the run before, nor when a bare link to another page
    of the dashboard was followed.
    """
    if state.written is None:
        return True
    if state.touched or address == state.written:
        return False
    return bool(address) or not switched


def _read(state: Chosen, address: Address) -> None:
    state.filter, filter_notes = Filter.decode(address)
    state.view, view_notes = View.decode(address)
    state.listed, list_notes = _one_of(address, "list", LISTS)
    read = (address.get("read") or [""])[-1]
    state.read = read if ARTICLE_ID.fullmatch(read) else None
    state.notes = [*filter_notes, *view_notes, *list_notes]
    state.rows = ROWS


def _one_of(address: Address, name: str, known: tuple[str, ...]) -> tuple[str, list[str]]:
    given = (address.get(name) or [known[0]])[-1]
    if given in known:
        return given, []
    return known[0], [say("notes.value", name=name, example=f"{name}={known[-1]}")]


def _write(state: Chosen, address: Address) -> None:
    encoded = state.encoded()
    wanted = {
        name: [value] if isinstance(value, str) else list(value)
        for name, value in encoded.items()
    }
    if wanted != address:
        st.query_params.from_dict(encoded)
    state.written = wanted
