"""The headline is the first line that is one; a text that begins with its story has none."""

from __future__ import annotations

import pytest

from geo.ingest import from_text
from tests.ingest.pages import BODY, HEADLINE, page, read_aloud

ABOVE = [
    "",
    "Skip to main content\n\n",
    "\ufeff",
    "World\n",
    "News | Sudan war\n",
    "Home > World > Africa\n",
    "BBC News\n\n",
    "25 September 2023\n",
    "By Jane Doe\n25 September 2023\n",
    "Home\nNews\nSport\nWeather\nShows\nMore\n",
    "Sudan crisis\n",
    "A fighter in the hills. REUTERS/Jane Doe\n\n",
]


@pytest.mark.parametrize("above", ABOVE)
def test_the_headline_is_found_below_labels_and_menus(above: str) -> None:
    article = from_text(page(f"{above}{HEADLINE}\n\n"))
    assert article.title == HEADLINE
    assert article.title_span is not None
    assert article.title_span.of(article.text) == HEADLINE


@pytest.mark.parametrize(
    "line",
    [
        "Why did the truce fail?",
        "“We are starving”: voices from a besieged town",
        "Army retakes base from rebels in the U.S.",
        "Sudan: What we know about the fighting, and what we do not",
        "TALKS OPEN IN JEDDAH",
    ],
)
def test_headlines(line: str) -> None:
    assert from_text(page(f"{line}\n\n")).title == line


@pytest.mark.parametrize(
    "opening",
    [
        "",
        "KHARTOUM (Reuters) - ",
        "The army on Monday said that it had taken\ntwo towns from the rebels after a week of\n"
        "fighting in the hills.\n\n",
        "Two towns fell on Monday. The army said that it had left\n\n",
        "rebels took two towns on Monday\n\n",
        "The army said on Monday that its troops had withdrawn from\nSake and Minova.\n\n",
    ],
)
def test_a_text_that_begins_with_its_story_has_no_headline(opening: str) -> None:
    article = from_text(page(opening))
    assert (article.title, article.title_span) == (None, None)


@pytest.mark.parametrize(
    "text", ["", "Rebels take town", "\n\n", "2023-09-25", "Leave a Reply"]
)
def test_a_line_alone_is_not_a_headline(text: str) -> None:
    assert from_text(text).title is None


def test_second_copies_of_the_headline_are_not_read() -> None:
    article = from_text(page(f"{HEADLINE}\n\n{HEADLINE} - BBC News\n\n{HEADLINE.upper()}\n\n"))
    assert read_aloud(article.text, article.boilerplate)[:2] == [HEADLINE, BODY.split("\n")[0]]


def test_another_headline_below_the_first_is_read() -> None:
    deck = "Mediators call on both sides to return to the table"
    article = from_text(page(f"{HEADLINE}\n\n{deck}\n\n"))
    assert deck in read_aloud(article.text, article.boilerplate)


def test_a_sentence_that_stands_twice_at_the_top_is_the_headline() -> None:
    line = "Two towns fell on Monday, the army said."
    assert from_text(page(f"{line}\n\n{line}\n\n")).title == line


def test_the_outlets_name_behind_the_headline_is_not_read() -> None:
    article = from_text(page(f"# {HEADLINE} | Kyiv Independent\n\n"))
    assert article.title == HEADLINE
    assert read_aloud(article.text, article.boilerplate)[0] == HEADLINE
