"""The filters: dates over a small histogram, sources, types as a coloured legend, and more."""

from __future__ import annotations

from calendar import monthrange
from datetime import date, timedelta
from typing import Any

import streamlit as st

from geo.filters import UNKNOWN, DateRange, Filter
from geo.maps.look import FAMILIES, symbol_of
from geo.model import EventStatus, EventType, Measure
from geo.ui import components, state, words
from geo.ui.data import Shown
from geo.ui.state import Chosen
from geo.ui.strings import counted, label, say

SWITCHES = ("background", "statements", "undated")


def show_filters(chosen: Chosen, shown: Shown, sources: tuple[str, ...], listed: str) -> None:
    """Draw every filter, as the choices stand, with counts of ``events`` or ``figures``."""
    _dates(chosen.filter, shown)
    _facet("source", chosen, _sources(shown, sources, listed))
    if listed == "events":
        _facet("type", chosen, _types(chosen.filter, shown))
    else:
        _facet("measure", chosen, _measures(chosen.filter, shown))
    with st.expander(say("filter.more"), expanded=False):
        _switches(chosen.filter)
        _search(chosen.filter)
        if listed == "events":
            _facet("status", chosen, _statuses(chosen.filter, shown))
        _facet("claimant", chosen, _claimants(chosen.filter, shown))


def show_sources(chosen: Chosen, counts: dict[str, int]) -> None:
    """Draw the choice of outlets alone, with these counts."""
    _facet("source", chosen, _outlets(counts))


# Dates.


def _dates(chosen: Filter, shown: Shown) -> None:
    bins = [
        {
            "start": start.isoformat(),
            "end": _end(start, shown.step).isoformat(),
            "label": _bar_label(start, shown.step),
            "count": count,
            "chosen": _overlaps(chosen.date, start, _end(start, shown.step)),
        }
        for start, count in shown.bars
    ]
    start, end = chosen.date or (None, None)
    data = {
        "label": say("filter.date"),
        "said": words.range_said(chosen.date),
        "summary": _summary(shown),
        "bins": bins,
        "from": start.isoformat() if start else "",
        "to": end.isoformat() if end else "",
        "chosen": chosen.date is not None,
        "words": {
            "from": say("filter.from"),
            "to": say("filter.to"),
            "clear": say("filter.clear_date"),
        },
    }
    components.dates(key="dates", data=data, on_range_change=_date_chosen)


def _date_chosen() -> None:
    sent = state.sent("dates", "range") or {}
    start, end = (_day(sent.get(name)) for name in ("start", "end"))
    state.change(date=DateRange(start, end) if start or end else None)


def _day(value: Any) -> date | None:
    try:
        return date.fromisoformat(value) if value else None
    except ValueError:
        return None


def _end(start: date, step: str) -> date:
    if step == "week":
        return start + timedelta(days=6)
    if step == "month":
        return start.replace(day=monthrange(start.year, start.month)[1])
    return start.replace(month=12, day=31) if step == "year" else start


def _bar_label(start: date, step: str) -> str:
    if step == "year":
        return str(start.year)
    return f"{start:%b %Y}" if step == "month" else words.day(start)


def _overlaps(chosen: DateRange | None, start: date, end: date) -> bool:
    if chosen is None:
        return True
    after = chosen.start is None or end >= chosen.start
    return after and (chosen.end is None or start <= chosen.end)


def _summary(shown: Shown) -> str:
    if not shown.bars:
        return say("list.no_events")
    first, last = shown.bars[0][0], _end(shown.bars[-1][0], shown.step)
    events = sum(count for _, count in shown.bars)
    return f"{counted('map.events', events)}, {words.span(first, last)}"


# Choices with counts.


def _facet(name: str, chosen: Chosen, options: list[dict[str, Any]]) -> None:
    if not options:
        return
    picked = {str(value) for value in getattr(chosen.filter, name)}
    made = [{**option, "on": option["value"] in picked} for option in options]
    components.facet(
        key=f"facet-{name}",
        data={"label": say(f"filter.{name}"), "options": made},
        on_toggled_change=_toggle(name),
    )


def _toggle(name: str) -> Any:
    def toggled() -> None:
        pressed = state.sent(f"facet-{name}", "toggled")
        before = {str(value): value for value in getattr(state.chosen().filter, name)}
        if pressed in before:
            before.pop(pressed)
        elif isinstance(pressed, str):
            before[pressed] = _typed(name, pressed)
        state.change(**{name: tuple(before.values())})

    return toggled


def _typed(name: str, value: str) -> str:
    if name == "type":
        return EventType(value)
    return Measure(value) if name == "measure" else value


def _sources(shown: Shown, sources: tuple[str, ...], listed: str) -> list[dict[str, Any]]:
    counts = shown.facets["source" if listed == "events" else "figure_source"]
    return _outlets({source: counts.get(source, 0) for source in sources})


def _outlets(counts: dict[str, int]) -> list[dict[str, Any]]:
    return [
        {
            "value": source,
            "label": say("filter.unknown_source") if source == UNKNOWN else source,
            "count": counts[source],
        }
        for source in sorted(counts, key=lambda name: (name == UNKNOWN, name.casefold()))
    ]


def _types(chosen: Filter, shown: Shown) -> list[dict[str, Any]]:
    counts = shown.facets["type"]
    offered = [
        kind
        for kind in FAMILIES
        if kind in chosen.type
        or (kind in counts and (kind != EventType.STATEMENT or chosen.statements))
    ]
    return [
        {
            "value": kind.value,
            "label": label("event_type", kind),
            "count": counts.get(kind.value, 0),
            "shape": symbol_of(kind.value).path,
            "colour": symbol_of(kind.value).colour,
        }
        for kind in offered
    ]


def _measures(chosen: Filter, shown: Shown) -> list[dict[str, Any]]:
    counts = shown.facets["measure"]
    offered = [measure for measure in Measure if measure in counts or measure in chosen.measure]
    return [
        {
            "value": measure.value,
            "label": label("measures", measure),
            "count": counts.get(measure.value, 0),
            "shape": symbol_of(None, measure.value).path,
            "colour": symbol_of(None, measure.value).colour,
        }
        for measure in offered
    ]


def _statuses(chosen: Filter, shown: Shown) -> list[dict[str, Any]]:
    counts = shown.facets["status"]
    return [
        {
            "value": status.value,
            "label": label("event_status", status),
            "count": counts.get(status.value, 0),
        }
        for status in EventStatus
        if status in counts or status in chosen.status
    ]


def _claimants(chosen: Filter, shown: Shown) -> list[dict[str, Any]]:
    counts = {str(name): count for name, count in shown.facets["claimant"].items()}
    named = sorted({*counts, *chosen.claimant} - {UNKNOWN}, key=str.casefold)
    unknown = [UNKNOWN] if UNKNOWN in {*counts, *chosen.claimant} else []
    return [
        {
            "value": name,
            "label": say("filter.unknown_claimant") if name == UNKNOWN else name,
            "count": counts.get(name, 0),
        }
        for name in [*named, *unknown]
    ]


# Switches and words.


def _switches(chosen: Filter) -> None:
    for name in SWITCHES:
        key = f"switch-{name}"
        st.session_state[key] = getattr(chosen, name)
        st.toggle(say(f"filter.{name}"), key=key, on_change=_switched, args=(name,))


def _switched(name: str) -> None:
    state.change(**{name: st.session_state[f"switch-{name}"]})


def _search(chosen: Filter) -> None:
    st.session_state["search"] = chosen.q
    st.text_input(say("filter.search"), key="search", max_chars=200, on_change=_searched)


def _searched() -> None:
    state.change(q=st.session_state["search"].strip())
