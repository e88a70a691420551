"""The address and the choices keep in step."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as some

from geo.filters import Filter, MapView, View
from geo.model import EventType
from geo.ui.state import Chosen, _address_leads

TALKS = {"type": ["talks"]}


@pytest.mark.parametrize(
    ("why", "state", "address", "switched", "leads"),
    [
        ("a session begins", Chosen(), {}, True, True),
        ("a link is opened", Chosen(), TALKS, True, True),
        (
            "a widget was used, the browser lags behind",
            Chosen(written=TALKS, touched=True),
            {},
            False,
            False,
        ),
        ("nothing changed", Chosen(written=TALKS), TALKS, False, False),
        ("Back to a filter", Chosen(written={}), TALKS, False, True),
        ("Back to no filter", Chosen(written=TALKS), {}, False, True),
        ("a bare link to another page", Chosen(written=TALKS), {}, True, False),
        ("Back to another page", Chosen(written={}), TALKS, True, True),
    ],
)
def test_which_of_the_two_is_newer(why, state, address, switched, leads) -> None:
    assert _address_leads(state, address, switched=switched) is leads, why


def test_the_query_stays_readable() -> None:
    state = Chosen(
        filter=Filter(type=(EventType.TALKS, EventType.AID), source=("The Daily Test",)),
        view=View(map=MapView(7, 39.8, 46.8), sel="abc"),
        listed="figures",
    )
    assert state.query() == (
        "source=The+Daily+Test&type=talks&type=aid&map=7/39.8/46.8&sel=abc&list=figures"
    )


@given(some.sampled_from(["events", "figures"]), some.none() | some.just("abc-1"))
def test_the_address_keeps_what_the_page_adds(listed: str, read: str | None) -> None:
    encoded = Chosen(listed=listed, read=read).encoded()
    assert encoded.get("list", "events") == listed
    assert encoded.get("read") == read


def test_keys_that_streamlit_reserves_are_never_written() -> None:
    assert "embed" not in Chosen(view=View(embed=True)).encoded()
