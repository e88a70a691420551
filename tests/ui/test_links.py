"""Links out of the page: the layers as files, the same set as on the page."""

from __future__ import annotations

import re
from html import unescape
from urllib.parse import parse_qs, urlsplit

from geo.filters import Filter


def test_each_layer_can_be_downloaded_with_the_filters_of_the_page(open_page) -> None:
    html = open_page(type="talks", source="The Daily Test", map="7/10/20", sel="x").html
    links = re.findall(r'href="(\./api/[^"]+)" download="(\w+)\.geojson"', html)
    assert [layer for _, layer in links] == ["events", "figures", "places", "mentions"]
    for address, layer in links:
        parts = urlsplit(unescape(address))
        assert parts.path == f"./api/{layer}.geojson"
        asked = parse_qs(parts.query)
        assert asked.pop("download") == ["1"]
        assert Filter.decode(asked)[0] == Filter.decode("type=talks&source=The Daily Test")[0]


def test_the_button_copies_the_address_of_the_page(open_page) -> None:
    page = open_page(type="talks", map="7/10/20")
    assert page.given("copy")["query"] == "type=talks&map=7/10/20"
