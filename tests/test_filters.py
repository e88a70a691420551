"""A link says exactly which records are shown, and nothing in a link can break the page."""

from datetime import date
from typing import Any

import pytest
import strategies
from hypothesis import given
from hypothesis import strategies as st

from geo.filters import (
    FILTER_KEYS,
    LAYERS,
    VIEW_KEYS,
    Box,
    DateRange,
    Filter,
    MapView,
    View,
    query_string,
)
from geo.model import DatePrecision, EventStatus, EventType, GeoPrecision, Measure


def several(strategy: st.SearchStrategy[Any]) -> st.SearchStrategy[tuple[Any, ...]]:
    return st.lists(strategy, max_size=3, unique=True).map(tuple)


@st.composite
def date_ranges(draw: st.DrawFn) -> DateRange:
    ends = sorted(draw(st.lists(strategies.days, min_size=2, max_size=2)))
    return DateRange(*draw(st.sampled_from([(*ends,), (ends[0], None), (None, ends[1])])))


@st.composite
def boxes(draw: st.DrawFn) -> Box:
    hundredths = [draw(st.integers(-18_000, 18_000)) for _ in range(2)]
    south, north = sorted(draw(st.integers(-9_000, 9_000)) for _ in range(2))
    west, east = hundredths
    return Box(west / 100, south / 100, east / 100, north / 100)


filters = st.builds(
    Filter,
    date=st.none() | date_ranges(),
    undated=st.booleans(),
    source=several(strategies.words),
    type=several(st.sampled_from(EventType)),
    statements=st.booleans(),
    status=several(st.sampled_from([str(status) for status in EventStatus])),
    background=st.booleans(),
    measure=several(st.sampled_from(Measure)),
    claimant=several(strategies.words),
    actor=several(strategies.words),
    place=several(strategies.words),
    geo=several(st.sampled_from(GeoPrecision)),
    time=several(st.sampled_from(DatePrecision)),
    article=several(strategies.words),
    q=st.just("") | strategies.words,
    bbox=st.none() | boxes(),
)
views = st.builds(
    View,
    map=st.none()
    | st.builds(
        MapView,
        zoom=st.integers(0, 18),
        lat=st.integers(-9_000_000, 9_000_000).map(lambda n: n / 100_000),
        lon=st.integers(-18_000_000, 18_000_000).map(lambda n: n / 100_000),
    ),
    sel=st.none() | strategies.words,
    v=st.none() | st.integers(0, 10**9),
    embed=st.booleans(),
)


@given(filters)
def test_a_filter_survives_its_link(chosen: Filter) -> None:
    assert Filter.decode(chosen.query()) == (chosen, [])
    assert Filter.decode(chosen.encode()) == (chosen, [])


@given(views)
def test_a_view_survives_its_link(view: View) -> None:
    assert View.decode(query_string(view.encode())) == (view, [])


@given(filters, views)
def test_filter_and_view_share_a_link_without_touching_each_other(
    chosen: Filter, view: View
) -> None:
    link = query_string({**chosen.encode(), **view.encode()})
    assert Filter.decode(link) == (chosen, [])
    assert View.decode(link) == (view, [])


@given(st.text())
def test_no_query_whatever_is_an_error(query: str) -> None:
    chosen, _ = Filter.decode(query)
    assert Filter.decode(chosen.query())[0] == chosen
    View.decode(query)


@given(st.sampled_from([key.name for key in (*FILTER_KEYS, *VIEW_KEYS)]), strategies.texts)
def test_no_value_whatever_is_an_error(name: str, value: str) -> None:
    for kind in (Filter, View):
        _, notes = kind.decode({name: value})
        assert all(f'"{name}"' in note for note in notes)


def test_the_defaults_make_an_empty_link() -> None:
    assert Filter().query() == ""
    assert View().encode() == {}
    assert Filter.decode("")[0] == Filter()


@pytest.mark.parametrize(
    ("query", "expected"),
    [
        ("date=2023-09-19..2023-09-21", DateRange(date(2023, 9, 19), date(2023, 9, 21))),
        ("date=2023-09-19..", DateRange(date(2023, 9, 19), None)),
        ("date=..2023-09-21", DateRange(None, date(2023, 9, 21))),
        ("date=2023-09-21", DateRange(date(2023, 9, 21), date(2023, 9, 21))),
        ("date=2024-02", DateRange(date(2024, 2, 1), date(2024, 2, 29))),
        ("date=2020..2023-06", DateRange(date(2020, 1, 1), date(2023, 6, 30))),
    ],
)
def test_days_months_and_years_are_read_as_ranges(query: str, expected: DateRange) -> None:
    assert Filter.decode(query) == (Filter(date=expected), [])


@pytest.mark.parametrize(
    "query",
    [
        "date=yesterday",
        "date=2023-02-30",
        "date=2023-09-21..2023-09-19",
        "date=..",
        "date=0000-01-01",
        "type=war",
        "status=perhaps",
        "background=no",
        "measure=money",
        "geo=close",
        "bbox=1,2,3",
        "bbox=1,20,3,4",
        "bbox=nan,2,3,4",
        "bbox=1,2,3,400",
        "source=" + "x" * 501,
    ],
)
def test_a_bad_value_is_left_out_with_a_note_that_names_its_key(query: str) -> None:
    chosen, notes = Filter.decode(f"{query}&source=Kept")
    assert chosen == Filter(source=("Kept",))
    assert len(notes) == 1
    assert f'"{query.partition("=")[0]}"' in notes[0]


@pytest.mark.parametrize(
    "query",
    ["map=1/2", "map=7/100/0", "map=99/1/2", "map=inf/1/2", "v=-1", "v=1.5", "v=latest"],
)
def test_a_bad_view_is_left_out_with_a_note(query: str) -> None:
    view, notes = View.decode(query)
    assert view == View()
    assert len(notes) == 1


def test_every_example_of_the_table_can_be_read_and_written_back() -> None:
    for key in (*FILTER_KEYS, *VIEW_KEYS):
        value = key.decode(key.example)
        assert key.decode(key.encode(value)) == value


def test_unknown_keys_and_blank_values_are_ignored() -> None:
    assert Filter.decode("utm_source=x&source=&source=+&q=") == (Filter(), [])


def test_good_values_beside_bad_ones_are_kept() -> None:
    chosen, notes = Filter.decode("type=talks&type=war")
    assert chosen.type == (EventType.TALKS,)
    assert len(notes) == 1


def test_types_may_be_written_as_a_list() -> None:
    assert Filter.decode("type=talks,battle") == Filter.decode("type=talks&type=battle")


def test_links_stay_readable() -> None:
    chosen = Filter(
        date=DateRange(date(2023, 9, 19), None),
        source=("Al-Monitor",),
        bbox=Box(44, 38, 52.5, 42),
    )
    assert chosen.query() == "date=2023-09-19..&source=Al-Monitor&bbox=44,38,52.5,42"


def test_a_key_can_be_lifted() -> None:
    chosen = Filter(type=(EventType.TALKS,), source=("A",))
    assert chosen.without("type") == Filter(source=("A",))
    assert chosen.chosen() == ("source", "type")


@given(filters, st.sampled_from(LAYERS))
def test_values_reach_sql_only_as_parameters(chosen: Filter, layer: str) -> None:
    where, params = chosen.sql(layer)
    assert where.count("?") == len(params)
    assert not any(word in where for word in strategies.HOSTILE)
