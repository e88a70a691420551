"""The script that Streamlit runs for each reader: it runs the page asked for."""

from __future__ import annotations

from pathlib import Path

import streamlit as st

from geo.ui.frame import PAGES, path_of
from geo.ui.strings import say

SIDEBAR = 360  # pixels; it starts closed where the window is narrow

ICON = Path(__file__).parent / "assets" / "icon.svg"


def run() -> None:
    """Draw the page of the address."""
    st.set_page_config(
        page_title=say("app.name"),
        page_icon=str(ICON),
        layout="wide",
        initial_sidebar_state=SIDEBAR,
        menu_items={"About": say("app.about")},
    )
    pages = [
        st.Page(path_of(name), title=_title(name), default=name == PAGES[0]) for name in PAGES
    ]
    st.navigation(pages, position="hidden").run()


def _title(name: str) -> str:
    app = say("app.name")
    return app if name == PAGES[0] else f"{say(f'pages.{name}')} · {app}"


if __name__ == "__main__":
    run()
