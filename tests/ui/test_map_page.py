"""The map page: one filtered set in map, lists and counts, as the link says."""

from __future__ import annotations

import json
from functools import partial
from typing import Any

import factory
import pytest

from geo import layers
from geo.filters import Filter
from geo.maps import viewport
from geo.model import EventType
from geo.store import Store
from geo.ui import data
from geo.ui.state import ROWS


def drawn(page: Any) -> dict[str, Any]:
    """Return what the map's frame was given to draw."""
    script = page.map_arguments["feature_group"]
    payload, _ = json.JSONDecoder().raw_decode(script, script.index("{"))
    return payload


def test_lists_and_counts_show_what_the_filter_leaves(open_page, store: Store) -> None:
    page = open_page(type=["talks", "attack"])
    left = layers.rows(store, "events", Filter(type=(EventType.TALKS, EventType.ATTACK)))
    assert page.ids == [row["id"] for row in left]
    tabs = page.given("records")["tabs"]
    assert [(tab["value"], tab["count"]) for tab in tabs] == [("events", 2), ("figures", 1)]


def test_statements_are_shown_only_when_asked_for(open_page) -> None:
    assert len(open_page().ids) == 4
    assert len(open_page(statements="1").ids) == 5


def test_a_link_sets_every_widget(open_page) -> None:
    page = open_page(
        date="2031-05-03..2031-05-04",
        undated="1",
        source="The Daily Test",
        type="talks",
        background="0",
        statements="1",
        q="Envoys",
        list="figures",
    )
    dates = page.given("dates")
    assert (dates["from"], dates["to"]) == ("2031-05-03", "2031-05-04")
    switches = {toggle.key: toggle.value for toggle in page.app.toggle}
    assert switches == {
        "switch-background": False,
        "switch-statements": True,
        "switch-undated": True,
    }
    assert page.app.text_input[0].value == "Envoys"
    chips = {chip["name"] for chip in page.given("chips")["chips"]}
    assert chips == {"date", "undated", "source", "type", "background", "statements", "q"}
    assert [tab["on"] for tab in page.given("records")["tabs"]] == [False, True]


def test_a_facet_counts_with_its_own_choice_lifted(open_page) -> None:
    options = open_page(type="talks").given("facet", "type")["options"]
    counts = {option["value"]: (option["count"], option["on"]) for option in options}
    assert counts["talks"] == (1, True)
    assert counts["attack"] == (1, False)


def test_the_address_keeps_exactly_the_choices(open_page) -> None:
    query = {"type": ["talks", "attack"], "map": "7/10.5/20.25", "list": "figures"}
    page = open_page(**query)
    assert {name: page.app.query_params[name] for name in query} == {
        "type": ["talks", "attack"],
        "map": ["7/10.5/20.25"],
        "list": ["figures"],
    } or dict(page.app.query_params) == query


@pytest.mark.parametrize(
    ("query", "named"),
    [
        ({"type": "nonsense"}, "type=talks"),
        ({"date": "yesterday"}, "date=2023-09-19..2023-09-21"),
        ({"map": "far/away"}, "map=7/39.8/46.8"),
        ({"list": "everything"}, "list=figures"),
        ({"v": "99"}, "no version 99"),
    ],
)
def test_a_bad_value_is_left_out_with_a_note(open_page, query, named: str) -> None:
    page = open_page(**query)
    assert named in page.html
    assert page.ids == open_page().ids
    assert not set(query) & set(page.app.query_params)


def test_unknown_keys_are_ignored_without_a_note(open_page) -> None:
    assert "cm-notes" not in open_page(utm_source="x").html


def test_a_selection_shows_its_sentence_with_the_words_marked(open_page) -> None:
    extraction = factory.extraction()
    page = open_page(sel=extraction.figures[0].figure_id, list="figures")
    assert (
        '<mark class="cm-figure" title="Displaced">More than 1,200 people</mark>' in page.html
    )
    assert "Red Cross" in page.html
    assert "10.5000, 20.2500" in page.html
    assert page.given("records")["selected"] == extraction.figures[0].figure_id


def test_a_selection_that_the_filters_leave_out_says_so(open_page) -> None:
    chosen = factory.extraction().events[0].event_id
    assert "leave this out" in open_page(sel=chosen, type="attack").html
    assert "leave this out" not in open_page(sel=chosen).html


def test_a_selection_that_is_gone_is_no_error(open_page) -> None:
    assert "not in the data any more" in open_page(sel="0000000000000000").html


def test_nothing_left_says_what_to_do(open_page) -> None:
    page = open_page(q="no such words")
    assert page.given("records")["empty"][0] == "No event matches these filters."
    assert "0 of 0 events on the map" in page.html


def test_what_has_no_place_is_listed_and_counted(open_page) -> None:
    page = open_page()
    assert page.given("records")["note"] == "1 has no place on the map and is listed only."
    assert "3 of 4 events on the map" in page.html


def test_long_lists_come_in_parts(open_page) -> None:
    page = open_page(extractions=factory.extractions(30))
    assert len(page.ids) == ROWS
    assert page.given("records")["more"] == "Show 20 more of 20"


def test_a_selected_row_further_down_is_in_the_list(open_page, store: Store) -> None:
    page = open_page(extractions=factory.extractions(30))
    last = layers.rows(store, "events", Filter())[-1]["id"]
    assert last not in page.ids
    assert last in open_page(sel=last).ids


def test_the_base_map_is_the_same_whatever_the_filter(open_page) -> None:
    one, other = open_page().map_arguments, open_page(type="talks", q="x").map_arguments
    assert one["script"] == other["script"]
    assert one["feature_group"] != other["feature_group"]


def test_filters_stay_on_from_page_to_page(open_page) -> None:
    from geo.settings import ROOT

    page = open_page(type="attack", q="Beta")
    for name in ("figures", "articles", "method", "map"):
        page.app.switch_page(str(ROOT / "pages" / f"{name}.py"))
        page.app.query_params.clear()
        page.again()
    assert [chip["name"] for chip in page.given("chips")["chips"]] == ["type", "q"]


def test_a_switch_changes_the_filter_and_the_address(open_page) -> None:
    page = open_page()
    page.app.toggle(key="switch-background").set_value(False)
    page.again()
    assert len(page.ids) == 3
    assert page.app.query_params["background"] in ("0", ["0"])


def test_an_empty_store_of_an_older_version_can_be_named(open_page, store: Store) -> None:
    open_page()
    store.save([factory.extraction(factory.article(path="second.txt"))])
    assert len(open_page(v=str(store.version)).ids) == 8
    assert len(open_page(v=str(store.version - 1)).ids) == 4


def test_more_records_than_can_be_drawn_are_counted_in_squares(open_page, monkeypatch) -> None:
    monkeypatch.setattr(data, "MOST_MARKS", 1)
    few = partial(viewport.features_in_view, most=1)
    monkeypatch.setattr(data, "features_in_view", few)
    page = open_page(map="3/10/20")
    assert "in squares, each with its count" in page.html
    assert drawn(page)["cells"]


def test_the_view_of_the_link_changes_nothing_of_what_few_records_draw(open_page) -> None:
    near, far = open_page(map="9/10/20"), open_page(map="9/-60/-100")
    assert near.map_arguments["script"] == far.map_arguments["script"]
    assert near.ids == far.ids
    assert "in squares" not in far.html
    assert drawn(near) | {"view": None} == drawn(far) | {"view": None}
