"""What a reader sees when a page cannot be drawn: what happened, and what to do next."""

from __future__ import annotations

import logging

import streamlit as st

from geo.errors import ConflictMapError
from geo.ui.marks import escaped
from geo.ui.strings import say

LOG = logging.getLogger(__name__)


def show_failure(told: str) -> None:
    """Draw the message and the ways on from it."""
    st.html(
        f'<div class="cm-page-head" role="alert"><h1>{escaped(say("error.title"))}</h1>'
        f'<p>{escaped(told)}</p><p><a href="." target="_self">{escaped(say("error.start"))}</a>'
        "</p></div>"
    )


def failed(error: Exception) -> bool:
    """Log an error that no page expected and show that there was one, without its innards.

    The project's own errors say what to do next, and are shown as they are.
    """
    LOG.exception("A page could not be drawn", exc_info=error)
    ours = isinstance(error, ConflictMapError)
    show_failure(str(error) if ours else say("error.unexpected"))
    return True
