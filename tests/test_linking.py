"""One incident told by several outlets is one; claims of one thing stand side by side."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from typing import Any

import pytest
from factory import ALBA, BETA, LAND, article, event, figure, on

from geo import linking
from geo.model import EventStatus, EventType, Extraction
from geo.store import Store

DAY = date(2031, 5, 3)
TOLD = "Shells fell on the market."


def report(name: str, published: date | None = date(2031, 5, 5), **given: Any) -> Extraction:
    told = article(f"{name}. {TOLD}", path=name, source=name, published=published)
    defaults = {"event_type": EventType.ATTACK, "date": on(DAY)}
    return Extraction(article=told, events=(event(told, TOLD, **(defaults | given)),))


def claim(name: str, claimant: str | None, day: date, **given: Any) -> Extraction:
    told = article(f"{name} 40 dead.", path=name)
    made = figure(told, "40 dead", "40 dead.", claimant=claimant, date=on(day), **given)
    return Extraction(article=told, figures=(made,))


def groups(tmp_path: Any, *reports: Extraction) -> list[int]:
    store = Store(tmp_path / "store")
    store.save(reports)
    return [len(one.event_ids) for one in linking.incidents(store)]


ERDOGAN = {"actors": ("Recep Tayyip Erdogan", "Ilham Aliyev")}
SHORTER = {"actors": ("Erdogan", "Aliyev")}
ONE: list[tuple[dict[str, Any], dict[str, Any]]] = [
    ({}, {}),
    ({}, {"event_type": EventType.BATTLE}),
    (ERDOGAN, SHORTER),
    ({"actors": ("Russian soldiers",)}, {"actors": ("Russia",)}),
    ({"status": EventStatus.ALLEGED}, {"status": EventStatus.ONGOING}),
    ({"status": EventStatus.PLANNED}, {"published": date(2031, 5, 6)}),
    ({"date": on(None), **ERDOGAN}, {"date": on(None), **SHORTER}),
    ({}, {"date": on(DAY, date(2031, 5, 6))}),
]


@pytest.mark.parametrize(("first", "second"), ONE)
def test_reports_that_agree_are_one_incident(
    first: dict[str, Any], second: dict[str, Any], tmp_path: Any
) -> None:
    assert groups(tmp_path, report("A", **first), report("B", **second)) == [2]


TWO: list[tuple[dict[str, Any], dict[str, Any]]] = [
    ({}, {"places": (BETA,)}),
    ({}, {"event_type": EventType.TALKS}),
    ({}, {"status": EventStatus.DENIED}),
    ({}, {"status": EventStatus.CALLED_FOR}),
    ({}, {"background": True}),
    ({}, {"date": on(date(2031, 5, 8))}),
    ({}, {"places": (LAND,)}),
    ({"date": on(None), **ERDOGAN}, {"date": on(None), "published": date(2031, 6, 5)}),
    ({"published": date(2031, 5, 6), "status": EventStatus.PLANNED}, {}),
]


@pytest.mark.parametrize(("first", "second"), TWO)
def test_reports_that_differ_stay_two(
    first: dict[str, Any], second: dict[str, Any], tmp_path: Any
) -> None:
    assert groups(tmp_path, report("A", **first), report("B", **second)) == []


def test_no_chain_of_days_joins_distant_reports(tmp_path: Any) -> None:
    first = report("A")
    bridge = report("B", date=on(DAY, date(2031, 5, 6)))
    last = report("C", date=on(date(2031, 5, 6)))
    assert groups(tmp_path, first, bridge, last) == [2]


def test_order_of_input_makes_no_difference(tmp_path: Any) -> None:
    reports = [
        report(name, **given) for name, given in zip("ABCD", [{}, *TWO[0], {}], strict=True)
    ]
    one, other = Store(tmp_path / "one"), Store(tmp_path / "other")
    one.save(reports)
    other.save(reversed(reports))
    assert linking.incidents(one) == linking.incidents(other) != ()


def test_an_incident_says_why(tmp_path: Any) -> None:
    store = Store(tmp_path / "store")
    told = report("A", **ERDOGAN)
    store.save([told, report("B", **SHORTER)])
    found = linking.incident_of(store, told.events[0].event_id)
    assert found is not None
    assert found.reason == "same type, same place, same day, both name Aliyev and Erdogan"
    assert found.sources == ("A", "B")


def test_claims_stay_with_their_claimants_in_order_of_date(tmp_path: Any) -> None:
    store = Store(tmp_path / "store")
    early, late = date(2031, 5, 3), date(2031, 5, 9)
    told = [claim("1", "Red Cross", late), claim("2", "the Red Cross", early)]
    rival = claim("3", "Army", late, value=12)
    store.save(
        [*told, rival, claim("4", "Army", date(2033, 1, 1)), claim("5", None, late, place=ALBA)]
    )
    (found,) = linking.series(store)
    assert [len(one.figure_ids) for one in found.claims] == [1, 2]
    assert found.claims[1].figure_ids[0] == told[1].figures[0].figure_id
    assert linking.series_of(store, rival.figures[0].figure_id) == found


def test_a_new_version_is_linked_anew(tmp_path: Any) -> None:
    store = Store(tmp_path / "store")
    first = report("A")
    store.save([first])
    assert linking.incident_of(store, first.events[0].event_id) is None
    store.save([replace(report("B"), version="later")])
    assert linking.incident_of(store, first.events[0].event_id) is not None
