"""Article text is shown and does nothing: payloads in every field, on every page."""

from __future__ import annotations

import re
from html.parser import HTMLParser

import factory
import pytest

PAYLOADS = (
    "<script>alert(1)</script>",
    "<img src=x onerror=alert(1)>",
    '"><svg onload=alert(1)>',
    "{{ 7*7 }} {% for x in y %} {# c #}",
    "${alert(1)} `alert(1)`",
    "[link](javascript:alert(1)) ![](http://example.org/x.png)",
    "$\\href{javascript:alert(1)}{x}$ :red[x] :material/home:",
    "</mark></article><h1>x",
    "&lt;b&gt; &amp;amp;",
    "a\u2028b\u202ec</style>",
)
TAGS = {
    "article",
    "blockquote",
    "br",
    "code",
    "dd",
    "div",
    "dl",
    "dt",
    "h1",
    "h2",
    "h3",
    "h4",
    "header",
    "img",
    "li",
    "mark",
    "nav",
    "ol",
    "p",
    "section",
    "small",
    "span",
    "strong",
    "table",
    "tbody",
    "td",
    "th",
    "thead",
    "tr",
    "ul",
    "a",
}


class Tags(HTMLParser):
    """Collects the elements and attributes of HTML."""

    def __init__(self) -> None:
        super().__init__()
        self.found: list[tuple[str, dict[str, str | None]]] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.found.append((tag, dict(attrs)))


def elements(html: str) -> list[tuple[str, dict[str, str | None]]]:
    parser = Tags()
    parser.feed(html)
    return parser.found


@pytest.fixture
def articles() -> list:
    return [factory.hostile(words, number) for number, words in enumerate(PAYLOADS)]


@pytest.mark.parametrize("page", ["map", "figures", "articles", "method"])
def test_no_page_makes_html_of_it(open_page, articles, page: str) -> None:
    opened = open_page(page, articles, statements="1")
    check(opened)


def test_the_panel_makes_no_html_of_it(open_page, articles) -> None:
    for told in articles:
        check(open_page("map", articles, sel=told.events[0].event_id))
        check(open_page("map", articles, sel=told.figures[0].figure_id, list="figures"))


def test_the_reader_makes_no_html_of_it(open_page, articles) -> None:
    for told in articles:
        check(open_page("articles", articles, read=told.article.article_id))


def check(page) -> None:
    for tag, attributes in elements(page.html):
        assert tag in TAGS
        assert not any(name.startswith("on") for name in attributes)
        assert not str(attributes.get("href", "")).startswith("javascript")
        if tag == "img":
            assert attributes["src"].startswith("data:image/svg+xml,")
    for link in page.app.get("page_link"):
        label = re.sub(r"\\.", "", link.proto.label)
        assert not re.search(r"[\[\]<>$`*_!]|:\w", label), link.proto.label
    if page.app.get("component_instance"):
        drawn = page.map_arguments["feature_group"]
        assert not re.search(r"<|{{|{%|{#|\$|`|&", drawn)


def test_words_of_an_article_reach_the_lists_as_text_alone(open_page, articles) -> None:
    rows = open_page("map", articles).given("records")["rows"]
    assert {row["place"] for row in rows} == {words.strip() for words in PAYLOADS}


def test_our_scripts_never_read_text_as_html() -> None:
    from geo.ui.components import ASSETS

    for script in ASSETS.glob("*.js"):
        assert not re.search(
            r"innerHTML|outerHTML|insertAdjacent|document\.write|eval\(|new Function",
            script.read_text("utf-8"),
        )
