"""Claims drawn over time: one point each, with the bound its text gives."""

from __future__ import annotations

import math
from datetime import date, timedelta
from typing import TYPE_CHECKING, Any

from geo.maps.look import BASES, Base, Theme
from geo.ui import words
from geo.ui.strings import say

if TYPE_CHECKING:
    import altair as alt

Row = dict[str, Any]

COLOURS = ("#0072B2", "#D55E00", "#009E73", "#CC79A7", "#E69F00", "#56B4E9")
"""Okabe and Ito's colours, in the order of the claimants' names."""

UNNAMED = "#8A8F98"

OPEN_ABOVE = frozenset({"more_than", "at_least"})
OPEN_BELOW = frozenset({"less_than", "up_to"})
SHAPES = {"none": "circle", "above": "triangle-up", "below": "triangle-down"}
TOLD = {"claimant": "who", "said": "value", "as_of": "as_of", "outlet": "outlet"}
HEADROOM = 1.12
TICKS = 5


def drawable(rows: list[Row]) -> list[Row]:
    """Return the rows that have a date and a number, and so a point; history has none."""
    return [
        row
        for row in rows
        if not row["background"] and day_of(row) is not None and size_of(row) is not None
    ]


def day_of(row: Row) -> date | None:
    """Return the first day that a claim speaks of, or the last where that alone is known."""
    start: date | None = row["event_date"]
    end: date | None = row["event_date_end"]
    return start or end


def size_of(row: Row) -> float | None:
    """Return the number that a claim's point stands at."""
    given = [row[name] for name in ("value", "low", "high") if row[name] is not None]
    return float(given[0]) if given else None


def claims_chart(rows: list[Row], theme: Theme) -> alt.LayerChart:
    """Return one point for each claim, never joined; ``rows`` are :func:`drawable`."""
    import altair as alt

    points = [_point(row) for row in rows]
    top = HEADROOM * max(point["value"] for point in points)
    for point in points:
        point["high"] = top if point["open"] == "above" else point["high"]
        point["low"] = 0 if point["open"] == "below" else point["low"]
    base = alt.Chart(alt.InlineData(values=points)).encode(
        x=_days(points),
        color=_colour(points),
        tooltip=[
            alt.Tooltip(f"{name}:N", title=say(f"detail.{told}")) for name, told in TOLD.items()
        ],
    )
    scale = alt.Scale(domain=[0, top])
    axis = alt.Axis(format=",~d", tickCount=4)
    bounds = (
        base.transform_filter("datum.low != datum.high")
        .mark_rule(strokeWidth=2, opacity=0.4)
        .encode(y=alt.Y("low:Q", title=None, scale=scale, axis=axis), y2="high:Q")
    )
    dots = base.mark_point(size=80, filled=True, opacity=1).encode(
        y=alt.Y("value:Q", title=None, scale=scale, axis=axis), shape=_shape()
    )
    bounded = any(point["low"] != point["high"] for point in points)
    layers = (bounds, dots) if bounded else (dots,)
    return _dressed(alt.layer(*layers).properties(height=180), BASES[theme])


def _days(points: list[Row]) -> alt.X:
    """Return an axis that names each day at most once and keeps points off its ends."""
    import altair as alt

    days = [date.fromisoformat(point["date"][:10]) for point in points]
    first, last = min(days) - timedelta(days=1), max(days) + timedelta(days=1)
    step = math.ceil((last - first).days / TICKS)
    ticks = [
        _moment(first + timedelta(days=day)) for day in range(0, (last - first).days + 1, step)
    ]
    axis = alt.Axis(format="%-d %b %Y", values=ticks, grid=False)
    scale = alt.Scale(domain=[_moment(first), _moment(last)])
    return alt.X("date:T", title=None, axis=axis, scale=scale)


def _moment(day: date) -> alt.DateTime:
    import altair as alt

    return alt.DateTime(year=day.year, month=day.month, date=day.day)


def _colour(points: list[Row]) -> alt.Color:
    import altair as alt

    names = sorted({point["claimant"] for point in points}, key=str.casefold)
    named = [name for name in names if name != say("detail.nobody")]
    colours = [
        COLOURS[named.index(name) % len(COLOURS)] if name in named else UNNAMED
        for name in names
    ]
    legend = alt.Legend(
        title=None, orient="bottom", columns=2, labelLimit=320, symbolType="circle"
    )
    return alt.Color("claimant:N", scale=alt.Scale(domain=names, range=colours), legend=legend)


def _shape() -> alt.Shape:
    import altair as alt

    scale = alt.Scale(domain=list(SHAPES), range=list(SHAPES.values()))
    return alt.Shape("open:N", scale=scale, legend=None)


def _dressed(chart: Any, base: Base) -> alt.LayerChart:
    dressed: alt.LayerChart = (
        chart.properties(background="transparent")
        .configure_view(stroke=None)
        .configure_axis(
            labelColor=base.label,
            gridColor=base.division,
            domainColor=base.border,
            tickColor=base.border,
            labelFontSize=12,
        )
        .configure_legend(labelColor=base.ink, labelFontSize=12)
    )
    return dressed


def _point(row: Row) -> Row:
    value = size_of(row)
    return {
        "date": f"{day_of(row)}T00:00:00",  # the reader's own midnight, not Greenwich's
        "value": value,
        "low": value if row["low"] is None else row["low"],
        "high": value if row["high"] is None else row["high"],
        "open": _open(row["quantifier"]),
        "claimant": row["claimant"] or say("detail.nobody"),
        "said": words.amount(row),
        "as_of": words.when(row),
        "outlet": words.outlet(row),
    }


def _open(quantifier: str) -> str:
    if quantifier in OPEN_ABOVE:
        return "above"
    return "below" if quantifier in OPEN_BELOW else "none"
