"""One article as HTML: its text with mentions, figures and events marked, nothing left out."""

from __future__ import annotations

from collections.abc import Iterable

from geo.model import Article, Extraction, Role, Span
from geo.ui import detail
from geo.ui.marks import Mark, escaped, marked
from geo.ui.strings import label, say

SELECTED = "selected-words"
ABOUT = ("source", "source_basis", "published", "published_basis")
FURNITURE = "boilerplate"
LEGEND = ("place", "figure", "event", FURNITURE)
DRAWN = frozenset({Role.LOCATION, Role.DATELINE})


def html_of(extraction: Extraction, selected: str | None = None) -> str:
    """Return the article page; the evidence of the selected record is set off."""
    article = extraction.article
    return (
        f'<article class="cm-reader">{_head(article)}{_legend()}'
        f'<div class="cm-text">{_text(extraction, selected)}</div>{_foot(article)}</article>'
    )


def _head(article: Article) -> str:
    about = {name: getattr(article, name) for name in ABOUT}
    title = article.title or say("articles.untitled")
    return f'<h1>{escaped(title)}</h1><p class="cm-byline">{detail.origin(about)}</p>'


def _legend() -> str:
    items = "".join(
        f'<li><mark class="cm-{name}">{escaped(say(f"articles.legend_{name}"))}</mark></li>'
        for name in LEGEND
    )
    return f'<ul class="cm-legend">{items}</ul>'


def _text(extraction: Extraction, selected: str | None) -> str:
    """Return the text paragraph by paragraph, so that no mark crosses a line."""
    text = extraction.article.text
    marks = list(marks_of(extraction))
    chosen = evidence(extraction, selected)
    made: list[str] = []
    start = 0
    for line in text.split("\n"):
        within = Span(start, start + len(line))
        start = within.end + 1
        if line.strip():
            made.append(_paragraph(text, within, marks, chosen))
    return "".join(made)


def _paragraph(text: str, within: Span, marks: list[Mark], chosen: Span | None) -> str:
    here = [mark for mark in marks if Span(mark.start, mark.end).overlaps(within)]
    furniture = any(mark.style == FURNITURE and mark.end >= within.end for mark in here)
    if chosen is None or not chosen.overlaps(within):
        style = ' class="cm-furniture"' if furniture else ""
        return f"<p{style}>{marked(text, within, here)}</p>"
    told = Span(max(chosen.start, within.start), min(chosen.end, within.end))
    parts = (Span(within.start, told.start), told, Span(told.end, within.end))
    before, middle, after = (marked(text, part, here) for part in parts)
    name = f' id="{SELECTED}"' if chosen.start >= within.start else ""
    return f'<p>{before}<span class="cm-selected"{name}>{middle}</span>{after}</p>'


def evidence(extraction: Extraction, selected: str | None) -> Span | None:
    """Return the evidence of the selected event or figure, if it is in this article."""
    found = [one.evidence for one in extraction.events if one.event_id == selected]
    found += [one.evidence for one in extraction.figures if one.figure_id == selected]
    return found[0] if found else None


def marks_of(extraction: Extraction) -> Iterable[Mark]:
    """Yield what stands out in the text: furniture, places, figures and events' triggers."""
    for span in extraction.article.boilerplate:
        yield Mark(*span, FURNITURE)
    for mention in extraction.mentions:
        if mention.role in DRAWN and mention.place is not None:
            yield Mark(*mention.span, "place", mention.place.name)
    for figure in extraction.figures:
        for span in (figure.span, *figure.repeats):
            yield Mark(*span, "figure", label("measures", figure.measure))
    for event in extraction.events:
        yield Mark(*event.trigger, "event", label("event_type", event.event_type))


def _foot(article: Article) -> str:
    length = say("articles.length", count=f"{len(article.text):,}")
    return (
        f'<p class="cm-foot"><span>{escaped(length)}</span>'
        f"<span>{escaped(say('articles.fingerprint'))}</span>"
        f"<code>{escaped(article.sha256)}</code></p>"
    )
