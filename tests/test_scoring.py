"""Scores say how well articles are read, and say nothing better than it is."""

from __future__ import annotations

from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from geo.scoring import match, overlap, precision_recall, same_words, score

Record = dict[str, Any]


def mention(start: int, end: int, role: str = "location", **rest: Any) -> Record:
    place = {"lat": 15.0, "lon": 30.0, "kind": "city", "name": "Somewhere"}
    return {
        "start": start,
        "end": end,
        "text": "x" * (end - start),
        "role": role,
        **place,
        **rest,
    }


def figure(start: int, value: float, **rest: Any) -> Record:
    blank = dict.fromkeys(("low", "high", "claimant", "place", "date_start", "date_end"))
    said = {"quantifier": "exact", "unit": "people", "measure": "killed", "status": "reported"}
    span = {"start": start, "end": start + 9, "text": "12 people"}
    return {**span, **blank, **said, "value": value, **rest}


def event(event_type: str, evidence: list[int], **rest: Any) -> Record:
    blank = {"places": [], "actors": [], "date_start": None, "date_end": None}
    told = {"status": "occurred", "background": False}
    return {"event_type": event_type, "evidence": evidence, **blank, **told, **rest}


def line(**records: list[Record]) -> Record:
    return {"mentions": [], "figures": [], "events": [], **records}


def test_reading_the_gold_itself_scores_one() -> None:
    gold = line(
        mentions=[mention(0, 4)], figures=[figure(10, 12)], events=[event("talks", [0, 40])]
    )
    scores = score([(gold, gold)])
    assert [scores[task]["f1"] for task in scores] == [1.0, 1.0, 1.0, 1.0]


def test_reading_nothing_scores_zero_recall_and_no_precision() -> None:
    scores = score([(line(mentions=[mention(0, 4)]), line())])
    assert scores["markers"]["recall"] == 0
    assert scores["markers"]["precision"] is None


@pytest.mark.parametrize(
    ("found", "hits"),
    [
        (mention(0, 4), 1),
        (mention(0, 4, lat=15.1), 1),
        (mention(0, 4, lat=19.0), 0),
        (mention(0, 4, "polity"), 0),
        (mention(6, 9), 0),
    ],
    ids=["right", "near enough", "too far", "not located", "elsewhere in the text"],
)
def test_a_marker_counts_when_located_in_the_text_and_on_the_ground(
    found: Record, hits: int
) -> None:
    scores = score([(line(mentions=[mention(0, 4)]), line(mentions=[found]))])
    assert scores["markers"]["recall"] == hits


def test_an_optional_gold_record_is_neutral_both_ways() -> None:
    gold = line(figures=[figure(10, 12, optional=True)])
    read, unread = score([(gold, line(figures=[figure(10, 12)]))]), score([(gold, line())])
    assert read["figures"]["read"] == unread["figures"]["read"] == 0
    assert unread["figures"]["gold"] == 0


def test_a_role_that_careful_readers_differ_on_may_be_read_either_way() -> None:
    gold = line(mentions=[mention(0, 4, "polity", role_alternatives=["location"])])
    for role in ("polity", "location"):
        scores = score([(gold, line(mentions=[mention(0, 4, role)]))], errors=True)
        assert scores["toponyms"]["accuracy"]["role"] == 1
        assert scores["markers"]["errors"] == []


def test_events_of_another_type_in_the_same_sentence_do_not_match() -> None:
    gold, found = event("talks", [0, 40]), event("protest", [0, 40])
    scores = score([(line(events=[gold]), line(events=[found]))])
    assert (scores["events"]["recall"], scores["events"]["precision"]) == (0, 0)


def test_the_best_of_two_events_in_a_sentence_is_matched() -> None:
    yevlakh = {"name": "Yevlakh", "lat": 40.6, "lon": 47.1}
    goris = {"name": "Goris", "lat": 39.5, "lon": 46.3}
    gold = event("talks", [0, 40], places=[yevlakh])
    found = [event("talks", [0, 40], places=[goris]), event("talks", [0, 40], places=[yevlakh])]
    scores = score([(line(events=[gold]), line(events=found))])
    assert scores["events"]["accuracy"]["place"] == 1


def test_the_list_of_errors_names_field_and_values() -> None:
    gold, found = figure(10, 12), figure(10, 21)
    scores = score([(line(figures=[gold]), line(figures=[found]))], errors=True)
    assert scores["figures"]["errors"] == [
        "12 people: value (12, None, None), read as (21, None, None)"
    ]


@pytest.mark.parametrize(
    ("one", "other", "same"),
    [
        ("Khankendi / Stepanakert", "Stepanakert", True),
        ("the separatists in Nagorno-Karabakh", "separatists", True),
        ("Armenia", "Azerbaijan", False),
        (None, None, True),
        (None, "Armenia", False),
    ],
)
def test_names_agree_when_they_share_a_word_that_carries_meaning(
    one: str | None, other: str | None, same: bool
) -> None:
    assert same_words(one, other) is same


@given(hits=st.integers(0, 50), more_read=st.integers(0, 50), more_gold=st.integers(0, 50))
def test_f1_lies_between_precision_and_recall(
    hits: int, more_read: int, more_gold: int
) -> None:
    scores = precision_recall(hits, hits + more_read, hits + more_gold)
    known = [scores[name] for name in ("precision", "recall") if scores[name] is not None]
    if scores["f1"] is not None and len(known) == 2:
        assert min(known) - 0.001 <= scores["f1"] <= max(known) + 0.001


spans = st.lists(
    st.tuples(st.integers(0, 40), st.integers(1, 9)).map(
        lambda pair: {"start": pair[0], "end": pair[0] + pair[1]}
    ),
    max_size=8,
)


@given(gold=spans, found=spans)
def test_matching_is_one_to_one(gold: list[Record], found: list[Record]) -> None:
    pairs = match(gold, found, overlap)
    assert len({i for i, _ in pairs}) == len({j for _, j in pairs}) == len(pairs)
    assert all(overlap(gold[i], found[j]) > 0 for i, j in pairs)
