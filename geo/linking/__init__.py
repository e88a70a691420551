"""The same incident told by several outlets, and the same thing counted by several claimants.

Computed from one version of a store, once for each version; the order in which articles came
in makes no difference. Precision goes before recall: what may be two incidents stays two.
"""

from __future__ import annotations

from functools import lru_cache

from geo.linking.claims import series_of_store
from geo.linking.incidents import grouped, incident
from geo.linking.tellings import companions_of, tellings
from geo.model import Incident, Series
from geo.store import Store

Incidents = tuple[tuple[Incident, ...], dict[str, Incident]]
AllSeries = tuple[tuple[Series, ...], dict[str, Series]]


def incidents(store: Store) -> tuple[Incident, ...]:
    """Return every incident that several articles tell, in order of date; no statements."""
    return _incidents(*_version(store))[0]


def incident_of(store: Store, event_id: str) -> Incident | None:
    """Return the incident that an event tells; None when no other article tells it."""
    return _incidents(*_version(store))[1].get(event_id)


def series(store: Store) -> tuple[Series, ...]:
    """Return every series of two figures or more."""
    return _series(*_version(store))[0]


def series_of(store: Store, figure_id: str) -> Series | None:
    """Return the series that a figure belongs to; None when it stands alone."""
    return _series(*_version(store))[1].get(figure_id)


def _version(store: Store) -> tuple[str, str]:
    return str(store.path), store.identity


def _at(path: str, identity: str) -> Store:
    """Return the store at the version that its identity names."""
    return Store(path).at(int(identity.rpartition("-")[2]))


@lru_cache(maxsize=2)
def _incidents(path: str, identity: str) -> Incidents:
    store = _at(path, identity)
    companions = companions_of(store)
    told = tellings(store, companions)
    groups = grouped(told, companions)
    found = tuple(incident(group) for group in groups if len(group.tellings) > 1)
    return found, {event: one for one in found for event in one.event_ids}


@lru_cache(maxsize=2)
def _series(path: str, identity: str) -> AllSeries:
    store = _at(path, identity)
    every = series_of_store(store, companions_of(store))
    found = tuple(one for one in every if len(one.figure_ids) > 1)
    return found, {figure: one for one in found for figure in one.figure_ids}
