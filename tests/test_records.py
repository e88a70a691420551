"""A line of ``extract`` has the contract's fields and, with the text, loses nothing."""

import json
from dataclasses import replace

import factory
import pytest
import strategies
from hypothesis import given

from geo.model import Basis, Extraction
from geo.records import from_line, to_line

CONTRACT = {
    "article": {
        "article_id",
        "path",
        "title",
        "source",
        "source_basis",
        "published",
        "published_basis",
        "language",
        "sha256",
        "boilerplate",
    },
    "mentions": {
        "start",
        "end",
        "text",
        "role",
        "place_id",
        "name",
        "kind",
        "lat",
        "lon",
        "score",
        "reason",
    },
    "people": {"name", "role", "mentions"},
    "organisations": {"name", "mentions"},
    "figures": {
        "figure_id",
        "start",
        "end",
        "text",
        "value",
        "low",
        "high",
        "quantifier",
        "unit",
        "measure",
        "claimant",
        "place_id",
        "place",
        "origin",
        "destination",
        "date_start",
        "date_end",
        "date_basis",
        "status",
        "historic",
        "evidence",
    },
    "events": {
        "event_id",
        "event_type",
        "actors",
        "places",
        "date_start",
        "date_end",
        "date_precision",
        "date_basis",
        "status",
        "background",
        "evidence",
    },
}


@pytest.mark.parametrize("part", CONTRACT)
def test_a_line_has_every_field_of_the_contract(part: str) -> None:
    found = to_line(factory.extraction())[part]
    record = found if isinstance(found, dict) else found[0]
    assert CONTRACT[part] <= record.keys()


def test_what_is_unknown_is_null_and_not_a_guess() -> None:
    told = factory.extraction()
    undated = to_line(told)["events"][1]
    assert (undated["date_start"], undated["date_end"], undated["date_basis"]) == (None,) * 3
    assert undated["date_precision"] == "unknown"


def test_whole_numbers_are_written_without_a_decimal_point() -> None:
    told = factory.extraction()
    told = replace(told, figures=(replace(told.figures[0], value=4850.0, high=12.5),))
    (figure,) = to_line(told)["figures"]
    assert json.dumps([figure["value"], figure["high"]]) == "[4850, 12.5]"


def test_a_place_without_a_point_keeps_null_coordinates() -> None:
    mention = to_line(factory.extraction())["mentions"][2]
    assert (mention["place_id"], mention["lat"], mention["lon"]) == ("test:gone", None, None)


def test_an_unplaced_mention_says_why() -> None:
    told = factory.article()
    mention = factory.mention(told, "Alba", None, reason="nobody knows it")
    line = to_line(Extraction(article=told, mentions=(mention,)))["mentions"][0]
    assert (line["place_id"], line["name"], line["reason"]) == (None, None, "nobody knows it")


@given(strategies.extractions())
def test_a_line_and_its_text_rebuild_the_extraction(told: Extraction) -> None:
    line = json.loads(json.dumps(to_line(told)))
    assert from_line(line, told.article.text) == told


def test_how_the_outlet_is_known_survives() -> None:
    told = factory.extraction(factory.article(source_basis=Basis.GIVEN))
    assert from_line(to_line(told), told.article.text).article.source_basis is Basis.GIVEN
