"""The method: how the map is made, its limits and sources, and the version of the data."""

from __future__ import annotations

import tomllib
from collections.abc import Iterable
from pathlib import Path

import streamlit as st

from geo.notices import ATTRIBUTION, CLAIMS, NEUTRALITY
from geo.ui import words
from geo.ui.frame import Opened, opened
from geo.ui.marks import escaped
from geo.ui.strings import say

TEXT = Path(__file__).with_name("method.toml")
NOTICES = {"neutrality": NEUTRALITY, "claims": CLAIMS, "sources": ATTRIBUTION}


def show() -> None:
    """Draw the page."""
    page = opened("method")
    st.html(f'<article class="cm-method">{"".join(_parts())}{_version(page)}</article>')


def _parts() -> Iterable[str]:
    text = tomllib.loads(TEXT.read_text("utf-8"))
    yield f"<h1>{escaped(text['title'])}</h1><p>{escaped(text['lead'])}</p>"
    for section in text["section"]:
        yield f"<h2>{escaped(section['title'])}</h2>"
        notice = NOTICES.get(section.get("notice", ""))
        for paragraph in ([notice] if notice else []) + section.get("text", []):
            yield f"<p>{escaped(paragraph)}</p>"
        if "terms" in section:
            yield f"<dl>{''.join(_term(*term) for term in section['terms'])}</dl>"


def _term(word: str, meaning: str) -> str:
    return f"<div><dt>{escaped(word)}</dt><dd>{escaped(meaning)}</dd></div>"


def _version(page: Opened) -> str:
    latest = page.store.versions()[0]
    articles = page.store.articles()
    readers = sorted({row["version"] for row in articles})
    facts = {
        "method.version": f"{page.store.version}",
        "method.written": f"{words.day(latest.written.date())}, {latest.written:%H:%M} UTC",
        "method.articles": f"{len(articles):,}",
        "method.readers": "; ".join(readers),
    }
    told = "".join(_term(say(name), value) for name, value in facts.items())
    return f"<h2>{escaped(say('method.data'))}</h2><dl>{told}</dl>"
