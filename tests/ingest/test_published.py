"""The publication date is what the page's head or foot states, in any usual form."""

from __future__ import annotations

from datetime import date

import pytest

from geo.ingest import from_text
from geo.model import Basis
from tests.ingest.pages import BODY, HEADLINE, page

DAY = date(2023, 9, 25)

HEADS = [
    "September 25, 2023 3:14 PM",
    "September 25, 20233:14 PM GMT+1Updated 2 days ago",
    "By Jane Doe\nSept. 25, 2023",
    "By Jane Doe | September 25, 2023 3:14 PM",
    "Jane Doe in Naypyidaw | 25-Sep-2023",
    "Naypyidaw - 25 September 2023",
    "Published: 25.09.2023",
    "Published On 25 Sep 2023",
    "PUBLISHED : 25 Sep 2023 at 06:12",
    "Posted on September 25, 2023 by admin",
    "Issued on: 25/09/2023 - 20:19\nModified: 26/09/2023 - 08:00",
    "Mon 25 Sep 2023 14.06 BST\nLast modified on Tue 26 Sep 2023 09.10 BST",
    "Updated 2:05 PM EDT, Mon September 25, 2023",
    "Last updated on Sep. 25, 2023",
    "25 September, 2023",
    "25th of September 2023",
    "Monday, 25 Rabi' al-Awwal 1445 / September 25, 2023",
    "Date: 2023.09.25 Time: 10:40",
    "Mon, 25 Sep 2023 15:04:05 +0000",
    "2023-09-25T20:19:11+04:00",
    "3 min read\n25 September, 2023",
]


@pytest.mark.parametrize("head", HEADS)
def test_the_head_states_the_date(head: str) -> None:
    article = from_text(page(f"{HEADLINE}\n\n{head}\n\n"))
    assert (article.published, article.published_basis) == (DAY, Basis.STATED)
    assert article.title == HEADLINE


@pytest.mark.parametrize(
    "foot",
    [
        "2023-09-25 20:19:11",
        "#truce #talks\n2023-09-25 20:19:11",
        "Published by Example Herald on 25 September 2023",
        "This article was first published on 25 September 2023 and has been updated.",
    ],
)
def test_the_foot_states_the_date(foot: str) -> None:
    article = from_text(page(f"{HEADLINE}\n\n", foot))
    assert (article.published, article.published_basis) == (DAY, Basis.STATED)


@pytest.mark.parametrize(
    "opening",
    [
        "GOMA, Congo, September 25, 2023 (AFP) - ",
        "KYIV, September 25, 2023 (Example Wire) - ",
        "September 25, 2023 (KHARTOUM) – ",
    ],
)
def test_the_dateline_states_the_date_when_it_has_the_year(opening: str) -> None:
    assert from_text(page(opening)).published == DAY


@pytest.mark.parametrize(
    ("head", "foot"),
    [
        ("", ""),
        (f"{HEADLINE}\n\n", ""),
        (f"{HEADLINE}\n\nTimeline of the war since 24 February 2022\n\n", ""),
        (f"{HEADLINE}\n\nKHARTOUM, Sept 25 (Reuters) - ", ""),
        (f"{HEADLINE}\n\n", "© 2023 Example News"),
        (f"{HEADLINE}\n\n", "Related Articles\nArmy takes a base\n3 May 2021"),
        (f"{HEADLINE}\n\n", "Comments\nJohn Roe\n25 September 2020\nI never believed it."),
        (f"{HEADLINE}\n\n32 February 2023\n\n", ""),
    ],
)
def test_a_date_inside_the_story_or_of_another_one_is_not_the_date(
    head: str, foot: str
) -> None:
    article = from_text(page(head, foot))
    assert (article.published, article.published_basis) == (None, Basis.UNKNOWN)


def test_publication_comes_before_update() -> None:
    head = "Updated 26 September 2023\nPublished 25 September 2023\n\n"
    assert from_text(page(f"{HEADLINE}\n\n{head}")).published == DAY


@pytest.mark.parametrize(
    ("head", "published", "basis"),
    [
        ("Published: 07/03/2022, 14:05", date(2022, 3, 7), Basis.INFERRED),
        ("Published: 07/03/2022\nNPR", date(2022, 7, 3), Basis.STATED),
        ("Published: 25/03/2022", date(2022, 3, 25), Basis.STATED),
        ("Published: 03/25/2022", date(2022, 3, 25), Basis.STATED),
    ],
)
def test_day_and_month_in_figures_follow_the_outlets_habit(
    head: str, published: date, basis: Basis
) -> None:
    article = from_text(page(f"{HEADLINE}\n\n{head}\n\n"))
    assert (article.published, article.published_basis) == (published, basis)


def test_a_day_that_the_story_begins_with_is_not_the_date() -> None:
    assert (
        from_text(page("On 3 May 2021 - the day of the truce - nobody fired. ")).published
        is None
    )


def test_a_dateline_of_its_own_keeps_its_place() -> None:
    article = from_text(page(f"{HEADLINE}\n\nGAZA/CAIRO (AFP) - Monday, 25 September 2023\n\n"))
    assert (article.published, article.source) == (DAY, "Agence France-Presse")
    assert article.boilerplate == ()


def test_dated_lines_are_not_read() -> None:
    article = from_text(page(f"{HEADLINE}\n\nBy Jane Doe in Goma\n25 September 2023\n\n"))
    read = [span.of(article.text) for span in article.boilerplate]
    assert read == ["By Jane Doe in Goma", "25 September 2023"]


def test_a_given_date_goes_before_the_stated_one() -> None:
    article = from_text(f"2023-09-25\n\n{BODY}", published=date(2024, 1, 2))
    assert (article.published, article.published_basis) == (date(2024, 1, 2), Basis.GIVEN)
