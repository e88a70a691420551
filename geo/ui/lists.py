"""The lists of events and figures, and above them the filters that are on."""

from __future__ import annotations

from typing import Any

from geo.filters import Filter
from geo.layers import Count, Options
from geo.maps.look import Symbol, symbol_of
from geo.store import Store
from geo.ui import components, state, words
from geo.ui.data import Row, Shown, position, rows
from geo.ui.state import Chosen
from geo.ui.strings import counted, label, say

VAGUE = frozenset({"week", "month", "year", "unknown"})
USUAL = frozenset({"occurred", "reported"})
"""Statuses that go without saying."""


def show_chips(chosen: Chosen, options: Options) -> None:
    """Draw each filter that is on, removable, and the way back to none."""
    chips = [
        chip for name in chosen.filter.chosen() for chip in _chips(name, chosen.filter, options)
    ]
    said = counted("filter.chosen", len(chips)) if chips else say("filter.none")
    components.chips(
        key="chips",
        data={"said": said, "chips": chips, "words": {"reset": say("filter.reset")}},
        on_removed_change=_removed,
        on_reset_change=state.reset,
    )


def _chips(name: str, chosen: Filter, options: Options) -> list[dict[str, str]]:
    value = getattr(chosen, name)
    several = value if isinstance(value, tuple) and name not in {"date", "bbox"} else (value,)
    return [_chip(name, one, options) for one in several]


def _chip(name: str, value: Any, options: Options) -> dict[str, str]:
    said = _said(name, value, options)
    return {
        "name": name,
        "value": str(value),
        "label": said,
        "remove": say("filter.remove", name=said),
    }


def _said(name: str, value: Any, options: Options) -> str:
    if name == "date":
        return words.range_said(value)
    if name in {"background", "statements", "undated"}:
        return say(f"filter.{'with' if value else 'without'}_{name}")
    if name == "place":
        return say("filter.place", name=dict(options.places).get(value, value))
    if name in SAID_AS:
        return say(SAID_AS[name], name=value, words=value)
    table = TABLES.get(name)
    if value == "unknown" and name in {"source", "claimant"}:
        return say(f"filter.unknown_{name}")
    return label(table, value) if table else str(value)


TABLES = {
    "type": "event_type",
    "measure": "measures",
    "status": "event_status",
    "geo": "precision",
    "time": "time",
}
SAID_AS = {"q": "filter.words", "article": "filter.article", "bbox": "filter.bbox"}


def _removed() -> None:
    sent = state.sent("chips", "removed") or {}
    name, value = str(sent.get("name")), str(sent.get("value"))
    chosen = state.chosen().filter
    if name not in chosen.chosen():
        return
    before = getattr(chosen, name)
    if isinstance(before, tuple) and name not in {"date", "bbox"}:
        state.change(**{name: tuple(one for one in before if str(one) != value)})
    else:
        state.change(**{name: getattr(Filter(), name)})


def show_list(store: Store, chosen: Chosen, shown: Shown, *, narrow: bool) -> None:
    """Draw the list that is open, in reading order, with both lists' counts on their tabs."""
    count = shown.counts[chosen.listed]
    listed = _listed(store, chosen)
    make = _event if chosen.listed == "events" else _figure
    data = {
        "label": say("list.label"),
        "tabs": [_tab(name, shown, chosen.listed) for name in state.LISTS],
        "rows": [make(row) for row in listed],
        "selected": chosen.view.sel,
        "narrow": narrow,
        "note": _unplaced(count),
        "more": _more(count.records - len(listed)),
        "empty": [say(f"list.no_{chosen.listed}"), say("list.loosen")],
    }
    components.records(
        key="records",
        data=data,
        on_selected_change=_selected,
        on_tab_change=_tab_chosen,
        on_more_change=state.show_more,
    )


def _tab(name: str, shown: Shown, listed: str) -> dict[str, Any]:
    return {
        "value": name,
        "label": say(f"list.{name}"),
        "count": shown.counts[name].records,
        "on": name == listed,
    }


def _listed(store: Store, chosen: Chosen) -> list[Row]:
    """Return the first rows, and as many more as it takes to show the selected one."""
    first = rows(store, chosen.filter, chosen.listed, chosen.rows)
    selected = chosen.view.sel
    if not selected or any(row["id"] == selected for row in first):
        return first
    place = position(store, chosen.filter, chosen.listed, selected)
    return first if place is None else rows(store, chosen.filter, chosen.listed, place + 1)


def _unplaced(count: Count) -> str:
    missing = count.records - count.located
    return counted("list.unplaced", missing) if missing else ""


def _more(rest: int) -> str:
    if rest <= 0:
        return ""
    return say("list.more", count=min(rest, state.ROWS), rest=f"{rest:,}")


def symbol(row: Row) -> Symbol:
    """Return how an event or a figure is drawn."""
    return symbol_of(row.get("event_type"), row.get("measure"))


def _event(row: Row) -> dict[str, Any]:
    return {
        **_common(row),
        "what": label("event_type", row["event_type"]),
        "hollow": row["place_basis"] == "inferred",
    }


def _figure(row: Row) -> dict[str, Any]:
    claim = say("list.claimed", name=row["claimant"]) if row["claimant"] else ""
    return {
        **_common(row),
        "what": label("measures", row["measure"]),
        "value": row["text"],
        "source": " · ".join(filter(None, (claim, words.outlet(row)))),
    }


def _common(row: Row) -> dict[str, Any]:
    status = row["status"]
    return {
        "id": row["id"],
        "shape": symbol(row).path,
        "colour": symbol(row).colour,
        "date": words.when(row),
        "vague": row["time_precision"] in VAGUE,
        "status": "" if status in USUAL else label("event_status", status),
        "place": words.place(row),
        "placed": row["latitude"] is not None,
        "quote": row["quote"],
        "source": words.outlet(row),
    }


def _selected() -> None:
    record_id = state.sent("records", "selected")
    same = record_id == state.chosen().view.sel
    state.look(sel=None if same else record_id)


def _tab_chosen() -> None:
    state.show_list(str(state.sent("records", "tab")))
