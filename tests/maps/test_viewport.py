"""However many records a filter leaves, the map draws what it can and counts the rest."""

from __future__ import annotations

from pathlib import Path

import pytest

from geo import layers
from geo.benchmarks import corpus
from geo.filters import Filter, MapView
from geo.maps.viewport import around, features_in_view
from geo.store import Store

ALL = Filter(statements=True)


@pytest.fixture(scope="module")
def store(tmp_path_factory: pytest.TempPathFactory) -> Store:
    made = Store(Path(tmp_path_factory.mktemp("viewport")) / "store")
    corpus.fill(made, 400)
    return made


@pytest.mark.parametrize("layer", ["events", "figures"])
def test_few_records_are_drawn_one_by_one(store: Store, layer: str) -> None:
    drawn = features_in_view(store, layer, ALL, MapView(9, 80.0, 0.0))
    assert len(drawn) == layers.count(store, layer, ALL).located
    assert drawn.cells == ()


@pytest.mark.parametrize("layer", ["events", "figures"])
def test_many_records_are_counted_in_squares_and_none_is_lost(store: Store, layer: str) -> None:
    drawn = features_in_view(store, layer, ALL, MapView(2, 20.0, 20.0), most=50)
    located = layers.count(store, layer, ALL).located
    assert len(drawn) == 0
    assert 1 < len(drawn.cells) < located
    assert sum(sum(cell.counts.values()) for cell in drawn.cells) == located


def test_squares_grow_finer_and_open_into_records_as_one_zooms_in(store: Store) -> None:
    busiest = max(
        features_in_view(store, "events", ALL, MapView(3, 20.0, 20.0), most=50).cells,
        key=lambda cell: sum(cell.counts.values()),
    )
    far, near = (
        features_in_view(store, "events", ALL, MapView(zoom, busiest.lat, busiest.lon), most=50)
        for zoom in (6, 12)
    )
    assert sum(sum(cell.counts.values()) for cell in far.cells) < 400
    assert near.cells == ()
    assert 0 <= len(near) <= 50


def test_the_filter_holds_in_the_grid(store: Store) -> None:
    attacks, _ = Filter.decode("type=attack")
    drawn = features_in_view(store, "events", attacks, None, most=5)
    assert {code for cell in drawn.cells for code in cell.counts} == {"attack"}


def test_a_far_view_is_the_whole_world() -> None:
    assert around(MapView(2, 25.0, 20.0)) is None


def test_a_near_view_has_a_box_around_it() -> None:
    box = around(MapView(8, 40.0, 46.5))
    assert box is not None
    assert (box.west, box.east) == pytest.approx((38.3, 54.7), abs=0.1)
    assert (box.south, box.north) == pytest.approx((35.7, 44.1), abs=0.2)


def test_a_view_on_the_date_line_goes_across_it() -> None:
    box = around(MapView(8, 0.0, 179.0))
    assert box is not None
    assert box.west > box.east
