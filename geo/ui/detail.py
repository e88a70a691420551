"""The selection: the sentence with its words marked, and everything that is known about it."""

from __future__ import annotations

from collections.abc import Iterable
from typing import NamedTuple
from urllib.parse import quote

import streamlit as st

from geo import layers
from geo.filters import Filter
from geo.maps.look import Symbol
from geo.model import Article, Event, Extraction, Figure, Measure, Place, PlaceName, Span
from geo.store import Store
from geo.ui import links, lists, state, words
from geo.ui.data import Row, leaves
from geo.ui.frame import path_of
from geo.ui.marks import Mark, escaped, marked
from geo.ui.state import Chosen
from geo.ui.strings import label, say

CONTEXT = 600
"""Characters of evidence that the panel shows; the article page shows the rest."""


class Selected(NamedTuple):
    """What a link's ``sel`` points to: its layer, its row, and the record itself."""

    layer: str
    row: Row
    extraction: Extraction
    record: Event | Figure


def find(store: Store, record_id: str | None) -> Selected | None:
    """Return the event or figure of that id, whatever the filters; None when there is none."""
    if not record_id:
        return None
    for layer in ("events", "figures"):
        row = layers.record(store, layer, record_id)
        if row is not None:
            extraction = store.extraction(row["article_id"])
            record = _record(extraction, layer, record_id)
            return Selected(layer, row, extraction, record)
    return None


def _record(extraction: Extraction, layer: str, record_id: str) -> Event | Figure:
    if layer == "events":
        return next(one for one in extraction.events if one.event_id == record_id)
    return next(one for one in extraction.figures if one.figure_id == record_id)


def show_detail(store: Store, chosen: Chosen, selected: Selected | None) -> None:
    """Draw the panel for the selection, or say that the link points to nothing."""
    _close()
    if selected is None:
        st.html(f'<p class="cm-empty">{escaped(say("detail.gone"))}</p>')
        return
    hidden = not leaves(store, chosen.filter, selected.layer, selected.row["id"])
    st.html("".join(_parts(store, selected, hidden=hidden)))
    _actions(chosen, selected)


def _close() -> None:
    st.button(
        say("detail.close"),
        key="close-detail",
        icon=":material/close:",
        type="tertiary",
        on_click=state.look,
        kwargs={"sel": None},
    )


def _actions(chosen: Chosen, selected: Selected) -> None:
    row = selected.row
    reading = {**chosen.encoded(), "read": row["article_id"], "sel": row["id"]}
    with st.container(horizontal=True, gap="small", key="detail-actions"):
        st.page_link(path_of("articles"), label=say("detail.open"), query_params=reading)
        links.copy_link("copy-selected", chosen)
        links.copy_text("copy-citation", say("detail.cite"), citation(row))


def citation(row: Row) -> str:
    """Return the quote with its outlet, title and date, ready for a footnote."""
    told = [words.outlet(row), row["title"] or say("articles.untitled")]
    told.append(words.day(row["published"]) or say("detail.unknown_date"))
    address = f" {row['url']}" if row["url"] else ""
    return f"“{row['quote']}” ({', '.join(told)}){address}"


def _parts(store: Store, selected: Selected, *, hidden: bool) -> Iterable[str]:
    _, row, extraction, record = selected
    yield f'<article class="cm-detail" aria-label="{escaped(say("detail.closed"))}">'
    yield _heading(selected)
    if hidden:
        yield f'<p class="cm-note">{escaped(say("detail.hidden"))}</p>'
    yield f'<blockquote class="cm-sentence">{sentence(extraction.article, record)}</blockquote>'
    yield f'<p class="cm-byline">{_byline(row)}</p>'
    yield f'<dl class="cm-facts">{"".join(_facts(selected))}</dl>'
    places = _places(record)
    if not places:
        yield f'<p class="cm-note">{escaped(say("detail.no_place"))}</p>'
    yield from map(_place, places)
    yield _claims(store, selected)
    yield "</article>"


def drawn(symbol: Symbol) -> str:
    """Return a symbol as HTML, hidden from screen readers, which get its words."""
    svg = (
        '<svg xmlns="http://www.w3.org/2000/svg" viewBox="-1.35 -1.35 2.7 2.7">'
        f'<path d="{symbol.path}" fill="{symbol.colour}"/></svg>'
    )
    return f'<img class="cm-symbol" alt="" src="data:image/svg+xml,{quote(svg)}">'


def _heading(selected: Selected) -> str:
    row = selected.row
    if selected.layer == "events":
        title = label("event_type", row["event_type"])
    else:
        title = f"{label('measures', row['measure'])}: {row['text']}"
    under = [words.when(row), words.place(row)]
    return (
        f"<header>{drawn(lists.symbol(row))}<div><h2>{escaped(title)}</h2>"
        f"<p>{escaped(' · '.join(under))}</p></div></header>"
    )


def sentence(article: Article, record: Event | Figure) -> str:
    """Return the record's evidence as HTML, its place, figure and trigger words marked."""
    within = _around(article, record)
    html = marked(article.text, within, marks_of(record, article))
    before = "… " if within.start > record.evidence.start else ""
    after = " …" if within.end < record.evidence.end else ""
    return f"{before}{html}{after}"


def _around(article: Article, record: Event | Figure) -> Span:
    """Return the evidence, or of a long one what stands around its first marked word."""
    evidence = record.evidence
    if evidence.end - evidence.start <= CONTEXT:
        return evidence
    first = record.trigger if isinstance(record, Event) else record.span
    start = max(evidence.start, min(first.start - CONTEXT // 2, evidence.end - CONTEXT))
    start = article.text.find(" ", start) + 1 if start > evidence.start else start
    return Span(start, min(evidence.end, start + CONTEXT))


def marks_of(record: Event | Figure, article: Article) -> list[Mark]:
    """Return the words that the record rests on."""
    if isinstance(record, Figure):
        spans = [record.span, *record.repeats]
        return [Mark(*span, "figure", label("measures", record.measure)) for span in spans]
    says = label("event_type", record.event_type)
    return [
        Mark(*record.trigger, "trigger", says),
        *(Mark(*span, "place", say("articles.legend_place")) for span in record.place_spans),
    ]


def _byline(row: Row) -> str:
    return f"{origin(row)}<br>{escaped(row['title'] or say('articles.untitled'))}"


def origin(row: Row) -> str:
    """Return outlet and date of publication as HTML, and how each of them is known."""
    published = words.day(row["published"]) or say("detail.unknown_date")
    outlet = _known(words.outlet(row), row["source_basis"])
    return f"{outlet} · {_known(published, row['published_basis'])}"


def _known(value: str, basis: str) -> str:
    """Return a value and how it is known, as HTML; an unknown one says so itself."""
    how = "" if basis == "unknown" else f" <small>{escaped(label('basis', basis))}</small>"
    return f"{escaped(value)}{how}"


def _facts(selected: Selected) -> Iterable[str]:
    row = selected.row
    basis = f" ({label('basis', row['date_basis'])})" if row["date_basis"] else ""
    yield _fact("detail.date", f"{words.when(row)}{basis}")
    status = label("event_status", row["status"])
    yield _fact(
        "detail.status",
        f"{status}, {say('detail.background')}" if row["background"] else status,
    )
    if selected.layer == "events" and row["actors"]:
        yield _fact("detail.actors", ", ".join(row["actors"]))
    if selected.layer == "figures":
        yield _fact("detail.value", words.amount(row))
    if row["claimant"] or selected.layer == "figures":
        yield _fact("detail.said_by", row["claimant"] or say("detail.nobody"))
    moved = movement(row)
    if moved:
        yield _fact("detail.movement_label", moved)


def _fact(name: str, value: str) -> str:
    return f"<div><dt>{escaped(say(name))}</dt><dd>{escaped(value)}</dd></div>"


def movement(row: Row) -> str:
    """Return where people moved from and to, as told."""
    origin, destination = row["origin"], row["destination"]
    if origin and destination:
        return say("detail.movement", origin=origin, destination=destination)
    if origin:
        return say("detail.from", origin=origin)
    return say("detail.to", destination=destination) if destination else ""


def _places(record: Event | Figure) -> list[Place]:
    if isinstance(record, Event):
        return list(record.places)
    told = [record.place, record.origin, record.destination]
    return list({place.place_id: place for place in told if place is not None}.values())


def _place(place: Place) -> str:
    names = "".join(
        f"<li>{escaped(name.toponym)} <small>{escaped(_whose(name))}</small></li>"
        for name in _names(place)
    )
    return (
        f'<section class="cm-place-card"><h3>{escaped(place.name)}</h3>'
        f"<p>{escaped(label('kinds', place.kind))} · {escaped(coordinates(place))}</p>"
        + (f"<h4>{escaped(say('detail.names'))}</h4><ul>{names}</ul>" if names else "")
        + "</section>"
    )


def _names(place: Place) -> list[PlaceName]:
    """Return the names of a place whose users differ over it, by alphabet, whoever they are."""
    if not any(name.used_by for name in place.names):
        return []
    told = [name for name in place.names if name.used_by or name.lang]
    return sorted(told, key=lambda name: (name.toponym.casefold(), name.used_by))


def _whose(name: PlaceName) -> str:
    return name.used_by or label("languages", name.lang)


def coordinates(place: Place) -> str:
    """Return the point in degrees, and for what it stands."""
    if place.lat is None or place.lon is None:
        return say("precision.none")
    point = say("detail.coordinates", lat=f"{place.lat:.4f}", lon=f"{place.lon:.4f}")
    return f"{point} · {say(f'precision.{precision(place)}')}"


def precision(place: Place) -> str:
    """Return how closely the point stands for the place, as the layers say it."""
    if place.kind in {"city", "facility"}:
        return "exact"
    return "country" if place.kind in {"country", "continent"} else "area"


def _claims(store: Store, selected: Selected) -> str:
    """Return every claim about the same measure and place, side by side, by alphabet."""
    row = selected.row
    if selected.layer != "figures" or not row["place_id"]:
        return ""
    same = Filter(measure=(Measure(row["measure"]),), place=(row["place_id"],))
    rivals = [
        one for one in layers.rows(store, "figures", same) if one["place_id"] == row["place_id"]
    ]
    if len(rivals) < 2:
        return ""
    rivals.sort(key=lambda one: ((one["claimant"] or "~").casefold(), str(one["event_date"])))
    return (
        f"<section><h3>{escaped(say('detail.claims'))}</h3>{claims_table(rivals, row['id'])}"
        f'<p class="cm-note">{escaped(say("detail.claims_note"))}</p></section>'
    )


def claims_table(rows: list[Row], current: str | None = None) -> str:
    """Return figures as an HTML table: who, value with its bound, as of, outlet."""
    heads = "".join(
        f'<th scope="col">{escaped(say(f"detail.{name}"))}</th>'
        for name in ("who", "value", "as_of", "outlet")
    )
    lines = "".join(_claim(row, current) for row in rows)
    head = f"<thead><tr>{heads}</tr></thead>"
    return f'<table class="cm-claims">{head}<tbody>{lines}</tbody></table>'


def _claim(row: Row, current: str | None) -> str:
    status = "" if row["status"] == "reported" else f" ({label('event_status', row['status'])})"
    cells = (
        row["claimant"] or say("detail.nobody"),
        f"{words.amount(row)}{status}",
        words.when(row),
        words.outlet(row),
    )
    here = ' aria-current="true"' if row["id"] == current else ""
    return f"<tr{here}>{''.join(f'<td>{escaped(cell)}</td>' for cell in cells)}</tr>"
