"""Text that others wrote, as HTML that shows it and does nothing else.

This is the only way by which article text reaches a page as HTML; everything else is text in
our own components.
"""

from __future__ import annotations

import html
import re
from collections.abc import Iterable
from itertools import pairwise
from typing import NamedTuple

from geo.model import Span

MARKDOWN = re.compile(r"([\\`*_{}\[\]()<>#+\-.!|~$:^&@/])")


class Mark(NamedTuple):
    """Characters that stand out: the style's name, and words for a pointer that rests there."""

    start: int
    end: int
    style: str
    says: str = ""


def escaped(words: object) -> str:
    """Return words that show as themselves wherever HTML is expected."""
    return html.escape(str(words), quote=True)


def plain(words: str) -> str:
    """Return words that show as themselves where Streamlit reads Markdown, as in labels."""
    return MARKDOWN.sub(r"\\\1", " ".join(words.split()))


def marked(text: str, within: Span, marks: Iterable[Mark]) -> str:
    """Return a part of a text as HTML with the marks in it; marks may overlap.

    Where they do, the pieces carry the styles of all marks that cover them.
    """
    clipped = [
        mark._replace(start=max(mark.start, within.start), end=min(mark.end, within.end))
        for mark in marks
    ]
    inside = [mark for mark in clipped if mark.start < mark.end]
    edges = sorted({*within, *(mark.start for mark in inside), *(mark.end for mark in inside)})
    return "".join(
        _piece(text[start:end], start, end, inside) for start, end in pairwise(edges)
    )


def _piece(words: str, start: int, end: int, marks: list[Mark]) -> str:
    covering = [mark for mark in marks if mark.start <= start and end <= mark.end]
    if not covering:
        return escaped(words)
    styles = " ".join(dict.fromkeys(f"cm-{mark.style}" for mark in covering))
    says = "; ".join(dict.fromkeys(mark.says for mark in covering if mark.says))
    title = f' title="{escaped(says)}"' if says else ""
    return f'<mark class="{escaped(styles)}"{title}>{escaped(words)}</mark>'
