"""The store as a page sees it: opened or filled once, queried once for each filter."""

from __future__ import annotations

import threading
from collections.abc import Callable
from dataclasses import dataclass
from datetime import date
from typing import Any, NamedTuple

import streamlit as st

from geo import layers
from geo.filters import Filter, MapView
from geo.layers import Count, Options
from geo.maps.features import MapFeatures
from geo.maps.viewport import MOST_MARKS, features_in_view
from geo.settings import Settings
from geo.store import Store
from geo.ui.strings import say

Row = dict[str, Any]

LISTED = ("events", "figures")
FACETS = ("source", "figure_source", "type", "measure", "claimant", "status")

MOST_BARS = 48
"""Bars that the small histogram of dates has room for."""

STEPS = ("day", "week", "month", "year")

_filling = threading.Lock()
_share = {"done": 0.0}
"""How far the one session that fills the store has come, for those that wait for it."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Shown:
    """What one filter leaves: counts for tabs, facets and the histogram of dates."""

    counts: dict[str, Count]
    facets: dict[str, dict[Any, int]]
    bars: list[tuple[date, int]]
    step: str


class Version(NamedTuple):
    """What tells the data of one page from any other's."""

    folder: str
    number: int


def settings() -> Settings:
    """Return the settings of this server."""
    return Settings.from_environment()


def open_store() -> Store:
    """Return the store; the demo store is filled if there is none."""
    store = Store(settings().store)
    if not store.exists():
        _fill(store)
    return store


def _fill(store: Store) -> None:
    """Fill the store with the demo articles under a progress bar, one session for all."""
    words = say("app.opening")
    with st.container(key="opening"):
        bar = st.progress(0.0, text=words)
        while not _filling.acquire(timeout=0.5):
            bar.progress(_share["done"], text=words)
        try:
            if not store.exists():
                _fill_alone(store, lambda done: bar.progress(done, text=words))
        finally:
            _filling.release()
        bar.empty()


def _fill_alone(store: Store, show: Callable[[float], object]) -> None:
    from geo.demo import fill

    def tell(done: float) -> None:
        _share["done"] = done
        show(done)

    tell(0.0)
    fill(store, settings(), tell)


def version_of(store: Store) -> Version:
    """Return what a cache is kept by."""
    return Version(str(store.path), store.version)


def shown(store: Store, chosen: Filter) -> Shown:
    """Return what the filter leaves of the store's version."""
    return _shown(store, version_of(store), chosen)


@st.cache_resource(max_entries=64, show_spinner=False)
def _shown(_store: Store, version: Version, chosen: Filter) -> Shown:
    step, bars = _bars(_store, chosen)
    return Shown(
        counts={name: layers.count(_store, name, chosen) for name in LISTED},
        facets=layers.facets(_store, chosen, FACETS),
        bars=bars,
        step=step,
    )


def _bars(store: Store, chosen: Filter) -> tuple[str, list[tuple[date, int]]]:
    """Count events by date in the finest steps that fit, the dates chosen left aside."""
    for step in STEPS:
        counts: dict[date, int] = {}
        for bar in layers.histogram(store, chosen, step):
            counts[bar["start"]] = counts.get(bar["start"], 0) + bar["events"]
        if len(counts) <= MOST_BARS:
            break
    return step, sorted(counts.items())[-MOST_BARS:]


def rows(store: Store, chosen: Filter, name: str, limit: int | None = None) -> list[Row]:
    """Return the first filtered ``events`` or ``figures``, in reading order."""
    return _rows(store, version_of(store), chosen, name, limit)


@st.cache_resource(max_entries=64, show_spinner=False)
def _rows(
    _store: Store, version: Version, chosen: Filter, name: str, limit: int | None
) -> list[Row]:
    return layers.rows(_store, name, chosen, limit)


def position(store: Store, chosen: Filter, name: str, record_id: str) -> int | None:
    """Return where a record stands among the filtered ones, from 0, or None."""
    ids = store.query(*layers.ordered(name, chosen, columns="id"))["id"].to_pylist()
    return ids.index(record_id) if record_id in ids else None


def leaves(store: Store, chosen: Filter, name: str, record_id: str) -> bool:
    """Tell whether a filter leaves a record in."""
    sql, params = layers.selection(name, chosen)
    found = store.query(f"SELECT id FROM ({sql}) WHERE id = ?", [*params, record_id])  # noqa: S608
    return len(found) > 0


def features(
    store: Store, chosen: Filter, name: str, view: MapView | None = None
) -> MapFeatures:
    """Return what the map draws of the filtered events or figures.

    Where the map stands matters only when there are too many to draw one by one.
    """
    few = shown(store, chosen).counts[name].located <= MOST_MARKS
    return _features(store, version_of(store), chosen, name, None if few else view)


@st.cache_resource(max_entries=32, show_spinner=False)
def _features(
    _store: Store, version: Version, chosen: Filter, name: str, view: MapView | None
) -> MapFeatures:
    return features_in_view(_store, name, chosen, view)


def options(store: Store) -> Options:
    """Return every outlet, claimant, actor and place of the store."""
    return _options(store, version_of(store))


@st.cache_resource(max_entries=4, show_spinner=False)
def _options(_store: Store, version: Version) -> Options:
    return layers.options(_store)
