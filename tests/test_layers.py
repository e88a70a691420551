"""The filter decides alike for lists, counts, facets, bars and frames."""

from collections import Counter
from collections.abc import Iterator
from datetime import date
from pathlib import Path
from typing import Any

import factory
import pytest
import strategies
from hypothesis import given, settings
from hypothesis import strategies as st

from geo import layers
from geo.errors import InputError
from geo.filters import LAYERS, Box, DateRange, Filter, View
from geo.model import Basis, EventType, GeoPrecision, Kind, Measure, Place
from geo.store import Store


@pytest.fixture(scope="module")
def store(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Store]:
    store = Store(tmp_path_factory.mktemp("layers") / "store")
    other = factory.extraction(
        factory.article(path="other", source=None, published=None, source_basis=Basis.UNKNOWN)
    )
    hostile = [factory.hostile(words, n) for n, words in enumerate(strategies.HOSTILE)]
    store.save([factory.extraction(), other, *hostile])
    return store.at(store.version)


def types(store: Store, chosen: Filter) -> Counter[str]:
    return Counter(row["event_type"] for row in layers.rows(store, "events", chosen))


NOBODY = {"source": ("unknown",)}


def test_without_any_choice_all_but_statements_are_shown(store: Store) -> None:
    assert types(store, Filter(**NOBODY)) == Counter(
        {"attack": 1, "control": 1, "displacement": 1, "talks": 1}
    )


def test_statements_are_shown_when_asked_for(store: Store) -> None:
    assert types(store, Filter(**NOBODY, statements=True))["statement"] == 1
    assert types(store, Filter(**NOBODY, type=(EventType.STATEMENT,))) == Counter(
        {"statement": 1}
    )
    both = Filter(**NOBODY, type=(EventType.TALKS,), statements=True)
    assert types(store, both) == Counter({"statement": 1, "talks": 1})


def test_a_range_of_dates_leaves_undated_records_out_unless_they_are_wanted(
    store: Store,
) -> None:
    third = DateRange(date(2031, 5, 3), date(2031, 5, 3))
    assert types(store, Filter(**NOBODY, date=third)) == Counter({"talks": 1})
    assert types(store, Filter(**NOBODY, date=third, undated=True)) == Counter(
        {"control": 1, "displacement": 1, "talks": 1}
    )


@pytest.mark.parametrize(
    ("start", "end", "shown"),
    [
        (date(2031, 5, 1), date(2031, 5, 2), 0),
        (date(2031, 5, 1), date(2031, 5, 3), 1),
        (date(2031, 5, 4), date(2031, 5, 4), 1),
        (date(2031, 5, 6), None, 0),
        (None, date(2031, 5, 3), 1),
        (None, date(2031, 5, 2), 0),
    ],
)
def test_a_range_shows_what_overlaps_it(
    tmp_path: Path, start: date | None, end: date | None, shown: int
) -> None:
    told = factory.article()
    lasting = factory.event(
        told,
        "Shells fell on Beta the next day.",
        date=factory.on(date(2031, 5, 3), date(2031, 5, 5)),
    )
    store = Store(tmp_path / "store")
    store.save([factory.extraction(told, events=(lasting,))])
    assert layers.count(store, "events", Filter(date=DateRange(start, end))).records == shown


def test_history_can_be_left_out(store: Store) -> None:
    assert types(store, Filter(**NOBODY, background=False))["control"] == 0


def test_no_outlet_is_called_unknown(store: Store) -> None:
    titles = {
        row["source"] for row in layers.rows(store, "events", Filter(source=("unknown",)))
    }
    assert titles == {None}


def test_type_and_measure_each_leave_the_other_layer_be(store: Store) -> None:
    chosen = Filter(type=(EventType.PROTEST,), measure=(Measure.DISPLACED,))
    assert layers.count(store, "events", chosen).records == 0
    assert layers.count(store, "figures", chosen) == layers.count(store, "figures", Filter())


def test_a_status_of_events_leaves_figures_be(store: Store) -> None:
    chosen = Filter(status=("occurred",))
    assert layers.count(store, "figures", chosen) == layers.count(store, "figures", Filter())


def test_words_are_found_whatever_their_marks_and_case(store: Store) -> None:
    found = layers.rows(store, "events", Filter(q="susa G"))
    assert [row["source"] for row in found] == ["naïve Şuşa Ğ Ўзбек 東京 🌍"]


@pytest.mark.parametrize(
    ("box", "expected"),
    [
        (Box(20, 10, 21, 11), {"talks", "displacement"}),
        (Box(21, -12, 22, -11), {"attack", "displacement"}),
        (Box(170, -90, 20.5, 90), {"talks", "displacement"}),
        (Box(0, 0, 1, 1), set()),
    ],
)
def test_of_several_places_one_in_the_box_is_enough(
    store: Store, box: Box, expected: set[str]
) -> None:
    assert set(types(store, Filter(**NOBODY, bbox=box))) == expected


def test_a_place_finds_the_events_the_figures_and_the_mentions_there(store: Store) -> None:
    chosen = Filter(**NOBODY, place=("test:beta",))
    assert set(types(store, chosen)) == {"attack", "displacement"}
    assert layers.count(store, "figures", chosen).records == 1
    assert layers.count(store, "mentions", chosen).records == 1
    (place,) = layers.rows(store, "places", chosen)
    assert (place["events"], place["figures"], place["mentions"]) == (2, 1, 1)


def test_places_count_what_the_filter_leaves(store: Store) -> None:
    chosen = Filter(**NOBODY, type=(EventType.TALKS,))
    counts = {row["place_id"]: row["events"] for row in layers.rows(store, "places", chosen)}
    assert counts == {"test:alba": 1, "test:beta": 0}


def test_a_figure_of_people_on_the_move_knows_both_ends(store: Store) -> None:
    (figure,) = layers.rows(store, "figures", Filter(**NOBODY))
    assert (figure["location"], figure["origin"], figure["destination"]) == (
        "Beta",
        "Alba / Olba",
        "Beta",
    )
    assert (figure["origin_lat"], figure["destination_lat"]) == (10.5, -11.125)


def test_records_come_by_date_and_the_undated_last(store: Store) -> None:
    days = [row["event_date"] for row in layers.rows(store, "events", Filter(**NOBODY))]
    assert days == [date(2031, 5, 3), date(2031, 5, 4), None, None]


def test_pages_follow_each_other_without_gap_or_overlap(store: Store) -> None:
    whole = layers.rows(store, "events", Filter())
    pages = [
        row
        for offset in range(0, len(whole), 5)
        for row in layers.rows(store, "events", Filter(), limit=5, offset=offset)
    ]
    assert pages == whole


def test_one_record_is_found_whatever_the_filter(store: Store) -> None:
    (said,) = layers.rows(store, "events", Filter(type=(EventType.STATEMENT,), **NOBODY))
    assert layers.record(store, "events", said["id"]) == said
    assert layers.record(store, "events", "' OR 1=1 --") is None


def test_facets_lift_their_own_choice_and_keep_the_others(store: Store) -> None:
    chosen = Filter(**NOBODY, type=(EventType.TALKS,))
    counts = layers.facets(store, chosen, ["type", "source"])
    assert counts["type"] == {
        "attack": 1,
        "control": 1,
        "displacement": 1,
        "statement": 1,
        "talks": 1,
    }
    assert counts["source"]["The Daily Test"] == counts["source"]["unknown"] == 1


def test_bars_count_dated_events_and_lift_the_dates(store: Store) -> None:
    chosen = Filter(**NOBODY, date=DateRange(date(2031, 5, 4), None))
    bars = [
        {"start": date(2031, 5, 3), "event_type": "talks", "events": 1},
        {"start": date(2031, 5, 4), "event_type": "attack", "events": 1},
    ]
    assert layers.histogram(store, chosen) == bars
    assert layers.histogram(store, chosen, lifted=False) == bars[1:]
    by_month = layers.histogram(store, chosen, "month")
    assert {bar["start"] for bar in by_month} == {date(2031, 5, 1)}


def test_bars_of_no_known_width_are_refused(store: Store) -> None:
    with pytest.raises(InputError, match="day, week, month or year"):
        layers.histogram(store, Filter(), "'; DROP TABLE event; --")


def test_squares_count_each_located_record_once(store: Store) -> None:
    chosen = Filter(**NOBODY)
    squares = layers.grid(store, chosen, 1.0)
    located = layers.count(store, "events", chosen).located
    assert sum(square["records"] for square in squares) == located == 3
    (north,) = {
        (square["latitude"], square["longitude"])
        for square in squares
        if square["latitude"] > 0
    }
    assert north == (pytest.approx(10.5, abs=0.6), 20.5)


@pytest.mark.parametrize(("cell", "symbol"), [(0, "event_type"), (1, "1; DROP TABLE event")])
def test_squares_of_no_size_or_of_no_known_column_are_refused(
    store: Store, cell: float, symbol: str
) -> None:
    with pytest.raises(InputError):
        layers.grid(store, Filter(), cell, symbol=symbol)


def test_a_layer_that_there_is_not_is_refused_with_those_there_are(store: Store) -> None:
    with pytest.raises(InputError, match="events, figures, places, mentions"):
        layers.rows(store, "event; DROP TABLE event", Filter())


def test_the_choices_are_all_that_the_store_holds(store: Store) -> None:
    options = layers.options(store)
    assert {"unknown", "The Daily Test"} <= set(options.sources)
    assert (options.first_date, options.last_date) == (date(2031, 5, 3), date(2031, 5, 4))
    assert "Red Cross" in options.claimants
    assert "Envoys" in options.actors
    assert ("test:alba", "Alba / Olba") in options.places


def test_a_version_that_is_gone_gives_the_newest_and_a_note(store: Store) -> None:
    shown, notes = layers.pinned(store, View(v=99))
    assert shown.version == store.version
    assert notes == [f"There is no version 99 of the data; version {store.version} is shown."]
    assert layers.pinned(store, View(v=0))[1] == []


# What a place is decides how closely a point stands for it.


@pytest.mark.parametrize(
    ("kind", "precision"),
    [
        (Kind.CITY, GeoPrecision.EXACT),
        (Kind.FACILITY, GeoPrecision.EXACT),
        (Kind.CORRIDOR, GeoPrecision.AREA),
        (Kind.PROVINCE, GeoPrecision.AREA),
        (Kind.COUNTRY, GeoPrecision.COUNTRY),
    ],
)
def test_a_point_stands_for_its_place_as_closely_as_its_kind_allows(
    tmp_path: Path, kind: Kind, precision: GeoPrecision
) -> None:
    told = factory.article()
    place = Place(place_id="test:x", name="X", kind=kind, lat=1.0, lon=2.0)
    happened = factory.event(told, "Shells fell on Beta the next day.", places=(place,))
    store = Store(tmp_path / "store")
    store.save([factory.extraction(told, events=(happened,))])
    (row,) = layers.rows(store, "events", Filter())
    assert row["geo_precision"] == precision
    assert layers.count(store, "events", Filter(geo=(precision,))).records == 1


# Frames.


def test_frames_have_points_multipoints_and_nothing_where_there_is_no_place(
    store: Store,
) -> None:
    frame = layers.events(store, Filter(**NOBODY))
    kinds = dict(zip(frame["event_type"], frame.geometry, strict=True))
    assert kinds["talks"].wkt == "POINT (20.25 10.5)"
    assert kinds["displacement"].geom_type == "MultiPoint"
    assert kinds["control"] is None
    assert frame.crs.to_epsg() == 4326


def choices(store: Store) -> st.SearchStrategy[Filter]:
    """Draw filters of values that the store holds, and of hostile ones that it may not."""
    options = layers.options(store)

    def some_of(values: Any) -> st.SearchStrategy[Any]:
        return st.just(()) | st.lists(st.sampled_from(list(values)), max_size=4).map(tuple)

    held = {
        "source": some_of([*options.sources, *strategies.HOSTILE]),
        "claimant": some_of([*options.claimants, "unknown", *strategies.HOSTILE]),
        "actor": some_of([*options.actors, *strategies.HOSTILE]),
        "place": some_of([place_id for place_id, _ in options.places]),
        "type": some_of(EventType),
        "status": some_of(["occurred", "reported", "planned"]),
        "geo": some_of(GeoPrecision),
        "q": st.sampled_from(["", "", "Alba", "fell", *strategies.HOSTILE]),
        "undated": st.booleans(),
        "statements": st.booleans(),
        "background": st.booleans(),
        "bbox": st.sampled_from([None, None, Box(20, -90, 21, 90), Box(-180, -90, 180, 90)]),
        "date": st.sampled_from([None, DateRange(date(2031, 5, 3), None)]),
    }
    return st.fixed_dictionaries({}, optional=held).map(lambda values: Filter(**values))


@settings(max_examples=15)
@given(st.data())
def test_lists_counts_facets_and_frames_speak_of_the_same_records(
    store: Store, data: st.DataObject
) -> None:
    chosen = data.draw(choices(store))
    for layer in LAYERS:
        rows = layers.rows(store, layer, chosen)
        ids = [row["id"] for row in rows]
        counted = layers.count(store, layer, chosen)
        assert len(set(ids)) == len(ids) == counted.records
        assert counted.located == sum(row["latitude"] is not None for row in rows)
        assert list(layers.frame(store, layer, chosen)["id"]) == ids
    sources = Counter(
        row["source"] or "unknown" for row in layers.rows(store, "events", chosen)
    )
    counts = layers.facets(store, chosen, ["source"])["source"]
    assert all(counts[source] == number for source, number in sources.items())
