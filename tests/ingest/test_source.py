"""The outlet is whom the page says it belongs to, never whom the story quotes."""

from __future__ import annotations

import pytest

from geo.ingest import from_text
from geo.ingest.outlets import outlets
from geo.ingest.source import BYLINE
from geo.model import Basis
from tests.ingest.pages import HEADLINE, page

STATED = [
    ("\n\nby time news\n\n", "", "Time News"),
    ("\n\nBy Jane Doe, Associated Press\n\n", "", "Associated Press"),
    ("\n\nBy Al Jazeera Staff\n\n", "", "Al Jazeera"),
    ("\n\nStory by Jane Doe, CNN\n 4 minute read \n\n", "", "CNN"),
    ("\n\nBy AFP - Sep 25,2023 - Last updated at Sep 26,2023\n\n", "", "Agence France-Presse"),
    ("\n\nKHARTOUM (Reuters) - ", "", "Reuters"),
    ("\n\nKHARTOUM, Sept 25 (Reuters) - ", "", "Reuters"),
    ("\n\nJUBA, South Sudan (AP) — ", "", "Associated Press"),
    ("\n\n(AFP) - ", "", "Agence France-Presse"),
    ("\n\nMOSCOW, September 25. /TASS/. ", "", "TASS"),
    ("\n\nYEREVAN, SEPTEMBER 25, ARMENPRESS. ", "", "Armenpress"),
    ("\n\nCNN — ", "", "CNN"),
    ("\n\nKYIV, March 12, 2024 (Example Wire) - ", "", "Example Wire"),
    ("\n\nGAZA/CAIRO (Example Press Agency) - Monday\n\n", "", "Example Press Agency"),
    ("\n\nSANAA - The Morning Monitor\n25 September 2023\n\n", "", "The Morning Monitor"),
    (
        "\n\nBy Jane Doe\nMorning Valley Report\n25 September 2023\n\n",
        "",
        "Morning Valley Report",
    ),
    ("\n\nGreat Plains Dispatch, 22 January 2025\n\n", "", "Great Plains Dispatch"),
    ("\n\nReuters\n25 September 2023\n\n", "", "Reuters"),
    ("\n25 September 2023\nAuthor: Jane Doe\nRadio Dabanga\n\n", "", "Radio Dabanga"),
    ("\n\nKyiv Independent news desk, September 25, 2023\n\n", "", "The Kyiv Independent"),
    (" - BBC News\n\n", "", "BBC News"),
    (" | Kyiv Independent\n\n", "", "The Kyiv Independent"),
    ("\n\n", "© 2023 The Guardian", "The Guardian"),
    ("\n\n", "© 2023 Guardian News & Media Limited. All rights reserved.", "The Guardian"),
    ("\n\n", "Copyright 2023 The Associated Press. All rights reserved.", "Associated Press"),
    ("\n\n", "Example Courier © 2023", "Example Courier"),
    ("\n\n", "This story was originally published by Example News.", "Example News"),
    ("\n\n", "Source: Al Jazeera and news agencies", "Al Jazeera"),
    ("\n\nBy Jane Doe, Reuters\n\n", "© 2023 The Straits Times", "The Straits Times"),
]


@pytest.mark.parametrize(("head", "foot", "outlet"), STATED)
def test_the_page_states_its_outlet(head: str, foot: str, outlet: str) -> None:
    article = from_text(page(f"{HEADLINE}{head}", foot))
    assert (article.source, article.source_basis) == (outlet, Basis.STATED)
    assert article.title == HEADLINE


INFERRED = [
    ("Join our community of readers to experience all of Al-Monitor, with news.", "Al-Monitor"),
    ("Sign up to the BBC newsletter", "BBC News"),
    ("Follow Example News on Facebook and Telegram", "Example News"),
    ("Our Standards: The Thomson Reuters Trust Principles.", "Reuters"),
    ("Follow us on Facebook and Telegram\nwww.aljazeera.com", "Al Jazeera"),
]


@pytest.mark.parametrize(("foot", "outlet"), INFERRED)
def test_a_site_that_sells_itself_is_inferred_to_be_the_outlet(foot: str, outlet: str) -> None:
    article = from_text(page(f"{HEADLINE}\n\n", foot))
    assert (article.source, article.source_basis) == (outlet, Basis.INFERRED)


UNKNOWN = [
    ("\n\n", ""),
    ("\n\nBy Jane Doe\n\n", ""),
    ("\n\nBy Jane Press\n\n", ""),
    ("\n\nBy Staff Reporter\n\n", ""),
    ("\n\nJane Post, 25 September 2023\n\n", ""),
    ("\n\nMorning Report\n\n", ""),
    ("\n\nMINOVA (South Kivu) - ", ""),
    ("\n\nA fighter in the hills. [Getty]\n\n", ""),
    ("\n\nA fighter in the hills. (Photo by Jane Doe / AFP via Getty Images)\n\n", ""),
    ("\n\nA fighter in the hills. REUTERS/Jane Doe\n\n", ""),
    ("\n\n", "© Getty Images"),
    ("\n\n", "© 2023 All rights reserved."),
    ("\n\n", "Follow us on Facebook, Twitter and Telegram to stay connected"),
    ("\n\n", "Sign up to our newsletter"),
    ("\n\n", "Read more: Reuters reports new talks"),
    ("\n\n", "Leave a Reply\nThe BBC told me so."),
    ("\n\nThe Associated Press (AP) was told so by two officials on Monday.\n\n", ""),
    ("\n\nSyrian agency SANA (SANA) said that the army took two villages on Monday.\n\n", ""),
]


@pytest.mark.parametrize(("head", "foot"), UNKNOWN)
def test_agencies_photographers_and_platforms_are_not_the_outlet(head: str, foot: str) -> None:
    article = from_text(page(f"{HEADLINE}{head}", foot))
    assert (article.source, article.source_basis) == (None, Basis.UNKNOWN)


def test_each_naming_rule_finds_the_outlet_of_its_example() -> None:
    import tomllib

    from geo.ingest.outlets import LEXICON

    for row in tomllib.loads(LEXICON.read_text("utf-8"))["naming"]:
        article = from_text(page(f"{HEADLINE}\n\n", row["example"]))
        assert (article.source, article.source_basis.value) == (row["outlet"], row["basis"])


@pytest.mark.parametrize(
    ("address", "outlet"),
    [
        ("https://www.reuters.com/world/talks", "Reuters"),
        ("https://english.alarabiya.net/News", "Al Arabiya"),
        ("news.example.org", "news.example.org"),
        ("https://www.facebook.com/page", None),
        ("https://[broken", None),
        ("localhost", None),
    ],
)
def test_an_address_names_a_known_outlet_or_its_domain(
    address: str, outlet: str | None
) -> None:
    assert outlets().of_address(address) == outlet


def test_every_outlet_has_one_name_and_no_name_or_domain_two_outlets() -> None:
    known = outlets().known
    names = [outlet.name for outlet in known]
    assert len(names) == len(set(names))
    domains = [domain for outlet in known for domain in outlet.domains]
    assert len(domains) == len(set(domains))
    assert all(domain == domain.lower() and "/" not in domain for domain in domains)


@pytest.mark.parametrize("line", ["By Jane Doe", "by time news", "Written by: Jane Doe"])
def test_bylines(line: str) -> None:
    assert BYLINE.match(line)


def test_a_given_outlet_goes_before_the_stated_one() -> None:
    article = from_text(page(f"{HEADLINE}\n\nby time news\n\n"), source="The Daily")
    assert (article.source, article.source_basis) == ("The Daily", Basis.GIVEN)
