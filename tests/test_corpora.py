"""Geoparsing corpora are scored by the rules of the field, whoever reads them."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from geo.__main__ import main
from geo.scoring.placing import FARTHEST_KM, Counts, area_under, reliability

Record = dict[str, Any]

KYIV, KYIV_SUBURB, PARIS = (50.45, 30.52), (50.52, 30.24), (48.85, 2.35)
SUDAN = (16.0, 30.0)


def gold(start: int, end: int, point: tuple[float, float] | None = KYIV, **rest: Any) -> Record:
    lat, lon = point or (None, None)
    return {"start": start, "end": end, "lat": lat, "lon": lon, **rest}


def read(
    start: int, end: int, point: tuple[float, float] | None = KYIV, score: float = 0.9
) -> Record:
    return gold(start, end, point, score=score)


def summary(annotated: list[Record], found: list[Record]) -> Record:
    counts = Counts()
    counts.add(annotated, found)
    return counts.summary()


def test_a_span_counts_as_overlapping_when_it_shares_a_letter() -> None:
    scores = summary([gold(0, 4)], [read(3, 9)])
    assert (scores["exact"]["f1"], scores["overlap"]["f1"]) == (0, 1)


@pytest.mark.parametrize(("point", "right"), [(KYIV, 1), (KYIV_SUBURB, 1), (PARIS, 0)])
def test_a_place_is_right_within_161_km(point: tuple[float, float], right: int) -> None:
    scores = summary([gold(0, 4)], [read(0, 4, point)])
    assert scores["resolution"]["accuracy"] == scores["end_to_end"]["f1"] == right


def test_what_is_found_and_not_placed_is_as_wrong_as_can_be() -> None:
    scores = summary([gold(0, 4)], [read(0, 4, None)])
    assert scores["resolution"]["median_km"] == FARTHEST_KM
    assert scores["resolution"]["auc"] == 1
    assert scores["overlap"]["f1"] == 1
    assert scores["end_to_end"]["f1"] == 0


def test_what_is_found_on_an_ignored_toponym_alone_is_neutral() -> None:
    scores = summary([gold(0, 4), gold(9, 14, ignore=True)], [read(0, 4), read(9, 14)])
    assert (scores["overlap"]["gold"], scores["overlap"]["read"]) == (1, 1)


def test_a_toponym_without_coordinates_counts_for_recognition_alone() -> None:
    scores = summary([gold(0, 4), gold(9, 14, None)], [read(0, 4), read(9, 14)])
    assert scores["overlap"]["gold"] == 2
    assert (scores["end_to_end"]["gold"], scores["end_to_end"]["read"]) == (1, 1)


def test_a_text_without_any_coordinates_is_left_out_end_to_end() -> None:
    scores = summary([gold(0, 4, None)], [read(0, 4), read(20, 24)])
    assert (scores["overlap"]["read"], scores["end_to_end"]["read"]) == (2, 0)


def test_false_alarms_count_in_texts_without_toponyms() -> None:
    assert summary([], [read(0, 4)])["end_to_end"]["read"] == 1


def test_reliability_tells_for_each_band_of_scores_how_many_are_right() -> None:
    table = reliability([(0.96, True), (0.98, False), (0.55, True)])
    assert [(row["from"], row["count"], row["right"]) for row in table] == [
        (0.5, 1, 1.0),
        (0.95, 2, 0.5),
    ]


@given(st.lists(st.floats(0, FARTHEST_KM), min_size=1, max_size=30))
def test_the_area_under_the_errors_lies_between_best_and_worst(errors: list[float]) -> None:
    area = area_under(errors)
    assert area is not None
    assert 0 <= area <= 1


@pytest.fixture
def corpus(tmp_path: Path) -> Path:
    text = "Sudanese troops left Kyiv on Monday."
    toponyms = [gold(0, 8, SUDAN), gold(21, 25, KYIV)]
    line = {"id": "a", "text": text, "toponyms": toponyms}
    (tmp_path / "own.jsonl").write_text(json.dumps(line) + "\n", "utf-8")
    return tmp_path


def test_score_reads_the_corpora_of_a_folder(
    corpus: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert main(["score", str(corpus), "--json"]) == 0
    scores = json.loads(capsys.readouterr().out)["own"]
    assert scores["end_to_end"]["f1"] == scores["given"]["accuracy"] == 1
    assert main(["score", str(corpus)]) == 0
    assert "right within 161 km" in capsys.readouterr().out


def test_score_ablate_tells_what_each_rule_is_worth(
    corpus: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert main(["score", str(corpus), "--ablate"]) == 0
    table = capsys.readouterr().out
    whole = next(line for line in table.splitlines() if line.startswith("all rules"))
    assert whole.split() == ["all", "rules", "1.000", "+0.000", "1.000", "+0.000"]
    demonyms = next(line for line in table.splitlines() if "without demonyms" in line)
    assert demonyms.split()[2:] == ["0.667", "-0.333", "0.667", "-0.333"]


def test_a_line_that_is_no_corpus_is_named(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    (tmp_path / "broken.jsonl").write_text('{"id": 1}\n', "utf-8")
    assert main(["score", str(tmp_path)]) == 1
    assert "broken.jsonl:1" in capsys.readouterr().err


def test_ablation_needs_a_corpus(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["score", str(tmp_path), "--ablate"]) == 1
    assert "corpus" in capsys.readouterr().err
