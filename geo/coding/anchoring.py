"""Anchoring date expressions: from words like "Monday" to the days that are meant.

A weekday in news is the nearest past one unless tense says future; a month or a day of the
month without a year is the nearest past one too. Nothing here ever falls back on the
publication date for want of an expression.
"""

from __future__ import annotations

import calendar
from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, timedelta

from geo.coding.date_expressions import MONTHS, SEASONS, SMALL_NUMBERS, WEEKDAYS, Found
from geo.model import Basis, DatePrecision, Interval

DAYS_OF_UNIT = {"day": 1, "week": 7}
PRECISION_OF_UNIT = {
    "hour": DatePrecision.DAY,
    "minute": DatePrecision.DAY,
    "day": DatePrecision.DAY,
    "week": DatePrecision.WEEK,
    "month": DatePrecision.MONTH,
    "year": DatePrecision.YEAR,
    "decade": DatePrecision.YEAR,
}
THIRDS = {"early": (1, 10), "mid": (11, 20), "late": (21, 31)}
EDGES = {"start": (1, 5), "beginning": (1, 5), "middle": (11, 20), "end": (25, 31)}
QUARTERS_OF_YEAR = {"early": (1, 4), "mid": (5, 8), "late": (9, 12)}
YEARS_OF_DECADE = {"early": (0, 3), "mid": (4, 6), "late": (7, 9)}
NOON = 12


@dataclass(frozen=True, slots=True)
class Anchor:
    """What an expression is read against."""

    published: date | None
    """Publication date of the article, or None."""
    previous: Interval | None = None
    """The last dated day before the expression, or None."""
    hour: int = NOON
    """The hour of that last day, as far as it was told."""
    year: int | None = None
    """A year named earlier in the same sentence."""
    future: bool = False
    """Whether tense says that the expression lies ahead."""
    day_first: bool = True
    """Whether 07/03 is the seventh of March, as everywhere outside the United States."""
    quoted: bool = False
    """Whether the words stand in a quotation."""

    @property
    def today(self) -> date | None:
        """The day on which the words were said: in a quotation that is the day last told of."""
        told = self.previous.end if self.previous else None
        if not self.quoted or told is None or self.published is None:
            return self.published
        return told if 0 <= (self.published - told).days <= 3 else self.published


UNKNOWN = Interval()


def anchored(found: Found, anchor: Anchor) -> Interval:
    """Return the days an expression means, an unknown interval where they cannot be told."""
    try:
        return READERS[found.kind](found, anchor)
    except (ValueError, OverflowError):  # no such day, such as 31 April
        return UNKNOWN


def days(start: date | None, end: date | None, basis: Basis = Basis.STATED) -> Interval:
    """Return the interval, of precision ``day`` when it is one day, else ``range``."""
    if start is None and end is None:
        return UNKNOWN
    precision = DatePrecision.DAY if start == end else DatePrecision.RANGE
    return Interval(start=start, end=end, precision=precision, basis=basis)


def _months(year: int, first: int, last: int, precision: DatePrecision) -> Interval:
    end_year = year if last >= first else year + 1
    return Interval(
        start=date(year, first, 1),
        end=date(end_year, last, calendar.monthrange(end_year, last)[1]),
        precision=precision,
        basis=Basis.STATED,
    )


def _part_of_month(year: int, month: int, part: tuple[int, int]) -> Interval:
    last = calendar.monthrange(year, month)[1]
    return days(date(year, month, part[0]), date(year, month, min(part[1], last)))


def _number(found: Found, name: str = "number") -> int:
    words = found.group(name) or "one"
    return int(words) if words.isdigit() else SMALL_NUMBERS[words]


def _month(found: Found) -> int:
    return MONTHS[found.group("month") or ""]


def _year(found: Found, anchor: Anchor, month: int, day: int = 1) -> int | None:
    """Return the year told, else that of the nearest such day before the article."""
    told = found.group("year")
    if told:
        return int(told)
    if anchor.year is not None:
        return anchor.year
    if anchor.published is None:
        previous = anchor.previous
        known = previous and previous.start and previous.precision is DatePrecision.DAY
        return previous.start.year if known and previous and previous.start else None
    return _nearest_year(anchor, anchor.published, month, day)


def _nearest_year(anchor: Anchor, published: date, month: int, day: int) -> int:
    ahead = (month, day) > (published.month, published.day)
    if anchor.future:
        return published.year if ahead or month == published.month else published.year + 1
    return published.year - 1 if ahead else published.year


def _read_iso(found: Found, _: Anchor) -> Interval:
    day = date(
        int(found.group("year") or 0),
        int(found.group("number") or 0),
        int(found.group("day") or 0),
    )
    return days(day, day)


def _read_numeric(found: Found, anchor: Anchor) -> Interval:
    first, second = int(found.group("day") or 0), int(found.group("number") or 0)
    month_first = second > 12 or (
        not anchor.day_first and first <= 12 and "/" in found.match[0]
    )
    month, day = (first, second) if month_first else (second, first)
    read = date(int(found.group("year") or 0), month, day)
    return days(read, read)


def _read_days(found: Found, anchor: Anchor) -> Interval:
    month, first = _month(found), int(found.group("day") or 0)
    year = _year(found, anchor, month, first)
    if year is None:
        return UNKNOWN
    return days(date(year, month, first), date(year, month, int(found.group("day2") or 0)))


def _read_date(found: Found, anchor: Anchor) -> Interval:
    month, day = _month(found), int(found.group("day") or 0)
    year = _year(found, anchor, month, day)
    if year is None:
        return UNKNOWN
    return days(date(year, month, day), date(year, month, day))


def _read_part_of_month(found: Found, anchor: Anchor) -> Interval:
    part = THIRDS.get(found.group("part") or "") or EDGES[found.group("edge") or ""]
    year = _year(found, anchor, _month(found))
    return _part_of_month(year, _month(found), part) if year is not None else UNKNOWN


def _read_month(found: Found, anchor: Anchor) -> Interval:
    year = _year(found, anchor, _month(found))
    if year is None:
        return UNKNOWN
    return _months(year, _month(found), _month(found), DatePrecision.MONTH)


def _read_edge_of_this_month(found: Found, anchor: Anchor) -> Interval:
    if anchor.published is None:
        return UNKNOWN
    step = {"last": -1, "next": 1}.get(found.group("which") or "", 0)
    year, month = _month_after(anchor.published, step)
    return _part_of_month(year, month, EDGES[found.group("edge") or ""])


def _read_decade(found: Found, _: Anchor) -> Interval:
    start = int(found.group("year") or 0)
    first, last = YEARS_OF_DECADE.get(found.group("part") or "", (0, 9))
    return _years(start + first, start + last)


def _read_years(found: Found, _: Anchor) -> Interval:
    first, last = found.group("year") or "", found.group("year2") or ""
    return _years(int(first), int(last if len(last) == 4 else first[:2] + last))


def _years(first: int, last: int) -> Interval:
    if last < first:
        return UNKNOWN
    precision = DatePrecision.YEAR if first == last else DatePrecision.RANGE
    return Interval(
        start=date(first, 1, 1), end=date(last, 12, 31), precision=precision, basis=Basis.STATED
    )


def _read_season(found: Found, _: Anchor) -> Interval:
    first, last = SEASONS[found.group("season") or ""]
    return _months(int(found.group("year") or 0), first, last, DatePrecision.RANGE)


def _read_part_of_year(found: Found, _: Anchor) -> Interval:
    first, last = QUARTERS_OF_YEAR[found.group("part") or ""]
    return _months(int(found.group("year") or 0), first, last, DatePrecision.RANGE)


def _read_edge_of_year(found: Found, _: Anchor) -> Interval:
    first, last = {"end": (12, 12), "middle": (6, 7)}.get(found.group("edge") or "", (1, 1))
    return _months(int(found.group("year") or 0), first, last, DatePrecision.RANGE)


def _read_half_of_year(found: Found, _: Anchor) -> Interval:
    first, last = (1, 6) if found.group("half") == "first" else (7, 12)
    return _months(int(found.group("year") or 0), first, last, DatePrecision.RANGE)


def _read_year(found: Found, _: Anchor) -> Interval:
    year = int(found.group("year") or 0)
    return _years(year, year)


def _read_weekday(found: Found, anchor: Anchor) -> Interval:
    if anchor.published is None:
        return Interval(precision=DatePrecision.DAY)
    weekday = WEEKDAYS.index(found.group("weekday") or "")
    day = _nearest_weekday(anchor, anchor.published, weekday, found.group("which"))
    return days(day, day)


def _nearest_weekday(anchor: Anchor, today: date, weekday: int, which: str | None) -> date:
    back = (today.weekday() - weekday) % 7
    ahead = (weekday - today.weekday()) % 7
    if which == "next":
        return today + timedelta(days=ahead or 7)
    if which == "last":
        return today - timedelta(days=back or 7)
    return today + timedelta(days=ahead) if anchor.future else today - timedelta(days=back)


def _read_weekday_of_week(found: Found, anchor: Anchor) -> Interval:
    if anchor.published is None:
        return Interval(precision=DatePrecision.DAY)
    step = {"last": -7, "next": 7}.get(found.group("which") or "", 0)
    monday = anchor.published - timedelta(days=anchor.published.weekday())
    day = monday + timedelta(days=step + WEEKDAYS.index(found.group("weekday") or ""))
    return days(day, day)


def _read_past_span(found: Found, anchor: Anchor) -> Interval:
    if anchor.today is None:
        return UNKNOWN
    start = _moved(anchor.today, found.group("unit") or "", -_number(found))
    return days(start, anchor.today)


def _read_ago(found: Found, anchor: Anchor) -> Interval:
    if anchor.today is None:
        return UNKNOWN
    return _about(anchor.today, found.group("unit") or "", -_number(found), Basis.STATED)


def _read_from_previous(found: Found, anchor: Anchor) -> Interval:
    """Read "two days later": counted from the last dated day of the text."""
    previous = anchor.previous
    if previous is None or previous.end is None:
        return UNKNOWN
    back = found.group("way") in {"earlier", "before", "previously"}
    unit, number = found.group("unit") or "", _number(found) * (-1 if back else 1)
    if unit == "hour":
        day = previous.end + timedelta(days=(anchor.hour + number) // 24)
        return days(day, day, Basis.INFERRED)
    return _about(previous.end, unit, number, Basis.INFERRED)


def _about(day: date, unit: str, number: int, basis: Basis) -> Interval:
    """Return the day, week, month or year that lies so many units from a day."""
    there = _moved(day, unit, number)
    precision = PRECISION_OF_UNIT[unit]
    if precision is DatePrecision.DAY:
        return days(there, there, basis)
    if precision is DatePrecision.WEEK:
        around = (there - timedelta(days=3), there + timedelta(days=3))
    elif precision is DatePrecision.MONTH:
        around = _whole_month(there)
    else:
        around = (date(there.year, 1, 1), date(there.year, 12, 31))
    return Interval(start=around[0], end=around[1], precision=precision, basis=basis)


def _read_next_day(found: Found, anchor: Anchor) -> Interval:
    previous = anchor.previous
    if previous is None or previous.end is None:
        return UNKNOWN
    step = {"same": 0, "previous": -1, "preceding": -1, "before": -1}.get(
        found.group("way") or "", 1
    )
    day = previous.end + timedelta(days=step)
    return days(day, day, Basis.INFERRED)


def _read_today(found: Found, anchor: Anchor) -> Interval:
    if anchor.today is None:
        return UNKNOWN
    way = found.group("way") or ""
    yesterday = anchor.today - timedelta(days=1)
    if way in {"yesterday", "last night"}:
        return days(yesterday, yesterday)
    if way == "overnight":
        return days(yesterday, anchor.today)
    day = anchor.today + timedelta(days=1) if way == "tomorrow" else anchor.today
    return days(day, day)


def _read_weekend(found: Found, anchor: Anchor) -> Interval:
    if anchor.published is None:
        return UNKNOWN
    back = (anchor.published.weekday() - WEEKDAYS.index("saturday")) % 7
    saturday = anchor.published - timedelta(days=back)
    if found.group("which") == "next" or anchor.future:
        saturday += timedelta(days=7)
    return days(saturday, saturday + timedelta(days=1))


def _read_this_unit(found: Found, anchor: Anchor) -> Interval:
    if anchor.published is None:
        return UNKNOWN
    which, unit = found.group("which") or "", found.group("unit") or ""
    step = {"last": -1, "next": 1}.get(which, 0)
    precision = PRECISION_OF_UNIT[unit]
    if unit == "week":
        monday = anchor.published - timedelta(days=anchor.published.weekday() - 7 * step)
        start, end = monday, monday + timedelta(days=6)
    elif unit == "month":
        year, month = _month_after(anchor.published, step)
        start, end = _whole_month(date(year, month, 1))
    else:
        year = anchor.published.year + step
        start, end = date(year, 1, 1), date(year, 12, 31)
    if step == 0 and not anchor.future and which != "later this":
        end = max(start, min(end, anchor.published))
    return Interval(start=start, end=end, precision=precision, basis=Basis.STATED)


def _moved(day: date, unit: str, number: int) -> date:
    """Return the day so many units away; parts of a day count as whole days of 24 hours."""
    if unit in DAYS_OF_UNIT:
        return day + timedelta(days=number * DAYS_OF_UNIT[unit])
    if unit in {"hour", "minute"}:
        hours = number if unit == "hour" else 0
        return day + timedelta(days=-(-hours // 24) if hours > 0 else hours // 24)
    months = number * {"month": 1, "year": 12, "decade": 120}[unit]
    year, month = _month_after(day, months)
    return date(year, month, min(day.day, calendar.monthrange(year, month)[1]))


def _month_after(day: date, months: int) -> tuple[int, int]:
    total = day.year * 12 + day.month - 1 + months
    return total // 12, total % 12 + 1


def _whole_month(day: date) -> tuple[date, date]:
    return day.replace(day=1), day.replace(day=calendar.monthrange(day.year, day.month)[1])


READERS: dict[str, Callable[[Found, Anchor], Interval]] = {
    "iso": _read_iso,
    "numeric": _read_numeric,
    "days": _read_days,
    "date": _read_date,
    "part of month": _read_part_of_month,
    "edge of month": _read_part_of_month,
    "edge of this month": _read_edge_of_this_month,
    "month": _read_month,
    "last month": _read_month,
    "bare month": _read_month,
    "decade": _read_decade,
    "years": _read_years,
    "season": _read_season,
    "part of year": _read_part_of_year,
    "edge of year": _read_edge_of_year,
    "half of year": _read_half_of_year,
    "year": _read_year,
    "weekday": _read_weekday,
    "weekday of week": _read_weekday_of_week,
    "past span": _read_past_span,
    "ago": _read_ago,
    "earlier": _read_from_previous,
    "later": _read_from_previous,
    "day after": _read_next_day,
    "next day": _read_next_day,
    "today": _read_today,
    "weekend": _read_weekend,
    "this unit": _read_this_unit,
}
