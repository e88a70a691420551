"""Dates, numbers and places as a reader is shown them, in plain text."""

from __future__ import annotations

from datetime import date
from typing import Any

from geo.filters import DateRange
from geo.ui.strings import label, say

Row = dict[str, Any]


def day(value: date | None) -> str:
    """Return a date as "21 Sep 2023"."""
    return f"{value.day} {value:%b %Y}" if value else ""


def span(start: date | None, end: date | None) -> str:
    """Return two dates as briefly as can be: "19–20 Sep 2023", "until 21 Sep 2023"."""
    if start is None or end is None:
        if start is None and end is None:
            return ""
        return (
            say("filter.since", day=day(start)) if start else say("filter.until", day=day(end))
        )
    if start == end:
        return day(start)
    if start.year != end.year:
        return f"{day(start)} – {day(end)}"
    if start.month != end.month:
        return f"{start.day} {start:%b} – {day(end)}"
    return f"{start.day}–{day(end)}"


def when(row: Row) -> str:
    """Return a record's date as coarsely as it is known: a day, "Sep 2020", "1988–1994"."""
    start, end, precision = row["event_date"], row["event_date_end"], row["time_precision"]
    if start is None and end is None:
        return say("list.no_date")
    if start is None or end is None:
        name = "filter.since" if start else "filter.until"
        return say(name, day=_coarse(start or end, precision))
    if precision == "year":
        return str(start.year) if start.year == end.year else f"{start.year}–{end.year}"
    if precision == "month" and (start.year, start.month) == (end.year, end.month):
        return _coarse(start, precision)
    if start.month == start.day == 1 and (end.month, end.day) == (12, 31):
        return str(start.year) if start.year == end.year else f"{start.year}–{end.year}"
    return span(start, end)


def _coarse(value: date, precision: str) -> str:
    if precision == "year" or (precision != "day" and (value.month, value.day) == (1, 1)):
        return str(value.year)
    return f"{value:%b %Y}" if precision == "month" else day(value)


def range_said(chosen: DateRange | None) -> str:
    """Return the chosen range of dates in words."""
    return span(*chosen) if chosen else say("filter.any_date")


def number(value: float | None) -> str:
    """Return a number as it is, with commas: never rounded."""
    if value is None:
        return ""
    return f"{int(value):,}" if value == int(value) else f"{value:,}"


def bounded(row: Row) -> str:
    """Return a figure's value with the bound its text gives: "more than 4,850"."""
    if row["low"] is not None and row["high"] is not None and row["low"] != row["high"]:
        return f"{number(row['low'])}–{number(row['high'])}"
    bound = label("quantifiers", row["quantifier"])
    value = number(row["value"])
    return f"{bound} {value}".strip() or row["text"]


def amount(row: Row) -> str:
    """Return a figure with its bound and the thing counted; its words if it has no number."""
    if row["value"] is None and row["low"] is None and row["high"] is None:
        return str(row["text"])
    return f"{bounded(row)} {row['unit']}".strip()


def outlet(row: Row) -> str:
    """Return the outlet's name, or that it is unknown."""
    return row["source"] or say("filter.unknown_source")


def place(row: Row) -> str:
    """Return the place's name, or that there is none."""
    return row["location"] or say("list.no_place")
