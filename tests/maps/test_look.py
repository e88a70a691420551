"""Marks are told apart without colour, and seen on both bases."""

from __future__ import annotations

import pytest

from geo.maps.look import BASES, FAMILIES, SYMBOLS, Symbol, Theme, contrast, mixed, symbol_of
from geo.model import EventType, Measure


def test_every_event_type_has_a_symbol_and_no_two_share_a_shape() -> None:
    assert set(FAMILIES) == set(EventType)
    assert len({symbol_of(kind).path for kind in EventType}) == len(EventType)


def test_every_measure_has_a_symbol() -> None:
    assert all(symbol_of(None, measure).code in SYMBOLS for measure in Measure)


@pytest.mark.parametrize("theme", Theme)
@pytest.mark.parametrize("symbol", SYMBOLS.values(), ids=SYMBOLS)
def test_a_mark_stands_out_from_land_and_water(theme: Theme, symbol: Symbol) -> None:
    base = BASES[theme]
    for ground in (base.land, base.water):
        assert contrast(symbol.outline(theme), ground) >= 3


@pytest.mark.parametrize("theme", Theme)
def test_words_on_the_map_can_be_read(theme: Theme) -> None:
    base = BASES[theme]
    for ground in (base.land, base.water, base.panel):
        assert contrast(base.ink, ground) >= 7
    assert contrast(base.label, base.land) >= 4.5
    assert contrast(base.accent, base.land) >= 3


@pytest.mark.parametrize("theme", Theme)
def test_the_base_recedes(theme: Theme) -> None:
    base = BASES[theme]
    assert contrast(base.land, base.water) < 1.5
    assert contrast(base.division, base.land) < contrast(base.border, base.land) < 3.5


def test_black_on_white_has_the_largest_contrast() -> None:
    assert contrast("#000000", "#FFFFFF") == pytest.approx(21)
    assert mixed("#000000", "#FFFFFF", 0.5) == "#808080"
