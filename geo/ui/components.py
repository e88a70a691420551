"""The few parts of the page that Streamlit has no widget for; their scripts are in ``assets``.

Each gets plain data, builds its elements from text alone (never from HTML), and sends back what
was pressed.
"""

from __future__ import annotations

from pathlib import Path
from typing import Any

from streamlit.components.v2 import component

ASSETS = Path(__file__).with_name("assets")


def _made(name: str) -> Any:
    script = (ASSETS / f"{name}.js").read_text("utf-8")
    return component(f"conflict_map_{name}", js=script, isolate_styles=False)


facet = _made("facet")
dates = _made("dates")
records = _made("records")
chips = _made("chips")
copy = _made("copy")
narrow = _made("narrow")
reveal = _made("reveal")
