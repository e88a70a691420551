"""The store as a page sees it: opened or filled once, queried once for each filter."""

from __future__ import annotations

import threading
from dataclasses import dataclass
from datetime import date
from typing import Any

import streamlit as st

from geo import layers
from geo.filters import Filter
from geo.maps.features import MapFeatures, features_from
from geo.settings import Settings
from geo.store import Store
from geo.ui.strings import say

Row = dict[str, Any]

MOST_BARS = 48
"""Bars that the small histogram of dates has room for."""

STEPS = ("day", "week", "month", "year")

_filling = threading.Lock()


@dataclass(frozen=True, slots=True, kw_only=True)
class Shown:
    """Everything that one filter leaves: the same rows for map, lists, counts and charts."""

    events: list[Row]
    figures: list[Row]
    facets: dict[str, dict[Any, int]]
    bars: list[tuple[date, int]]
    step: str

    def rows(self, name: str) -> list[Row]:
        """Return the rows of ``events`` or ``figures``."""
        return self.events if name == "events" else self.figures


def settings() -> Settings:
    """Return the settings of this server."""
    return Settings.from_environment()


def open_store(version: int | None = None) -> Store:
    """Return the store, or its older version; the demo store is filled if there is none."""
    store = Store(settings().store)
    if not store.exists():
        _fill(store)
    return store if version is None else store.at(version)


def _fill(store: Store) -> None:
    """Fill the store with the demo articles under a progress bar, one session for all."""
    from geo.demo import fill

    words = say("app.opening")
    bar = st.progress(0.0, text=words)
    with _filling:
        if not store.exists():
            fill(store, settings(), lambda done: bar.progress(done, text=words))
    bar.empty()


def shown(store: Store, chosen: Filter) -> Shown:
    """Return what the filter leaves of the store's version."""
    return _shown(store, (str(store.path), store.version), chosen)


@st.cache_resource(max_entries=64, show_spinner=False)
def _shown(_store: Store, version: tuple[str, int], chosen: Filter) -> Shown:
    step, bars = _bars(_store, chosen)
    return Shown(
        events=layers.rows(_store, "events", chosen),
        figures=layers.rows(_store, "figures", chosen),
        facets=layers.facets(_store, chosen, FACETS),
        bars=bars,
        step=step,
    )


FACETS = ("source", "figure_source", "type", "measure", "claimant", "status")


def _bars(store: Store, chosen: Filter) -> tuple[str, list[tuple[date, int]]]:
    """Count events by date in the finest steps that fit, the dates chosen left aside."""
    for step in STEPS:
        counts: dict[date, int] = {}
        for bar in layers.histogram(store, chosen, step):
            counts[bar["start"]] = counts.get(bar["start"], 0) + bar["events"]
        if len(counts) <= MOST_BARS:
            break
    return step, sorted(counts.items())[-MOST_BARS:]


def features(store: Store, chosen: Filter, name: str) -> MapFeatures:
    """Return what the map draws of the filtered events or figures."""
    return _features(store, (str(store.path), store.version), chosen, name)


@st.cache_resource(max_entries=32, show_spinner=False)
def _features(
    _store: Store, version: tuple[str, int], chosen: Filter, name: str
) -> MapFeatures:
    return features_from(_rows_as_columns(shown(_store, chosen).rows(name)))


def _rows_as_columns(rows: list[Row]) -> dict[str, list[Any]]:
    if not rows:
        return {"id": []}
    return {name: [row[name] for row in rows] for name in rows[0]}


@st.cache_resource(max_entries=4, show_spinner=False)
def _options(_store: Store, version: tuple[str, int]) -> layers.Options:
    return layers.options(_store)


def options(store: Store) -> layers.Options:
    """Return every outlet, claimant, actor and place of the store."""
    return _options(store, (str(store.path), store.version))
