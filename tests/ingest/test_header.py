"""Front matter says what is known of a digest or a Markdown file, and how."""

from __future__ import annotations

from datetime import date

import pytest

from geo.ingest import from_text
from geo.model import Basis
from tests.ingest.pages import BODY

HEADER = """\
---
title: Fighting spreads to three districts
outlet: The Example
outlet_basis: inferred
published: 2023-09-25
published_basis: inferred
note: "Monday" in the original was 25 September 2023.
digest: true
---
"""


@pytest.mark.parametrize("newline", ["\n", "\r\n"])
def test_the_header_gives_title_outlet_and_date_with_their_basis(newline: str) -> None:
    header = HEADER.replace("\n", newline)
    article = from_text(f"{header}{newline}{BODY}")
    assert article.title == "Fighting spreads to three districts"
    assert article.title_span is not None
    assert article.title_span.of(article.text) == article.title
    assert (article.source, article.source_basis) == ("The Example", Basis.INFERRED)
    assert (article.published, article.published_basis) == (date(2023, 9, 25), Basis.INFERRED)


def test_the_header_is_not_read_but_stays_in_the_text() -> None:
    article = from_text(f"{HEADER}\n{BODY}")
    assert article.text.startswith("---\n")
    assert article.boilerplate == ((0, len(HEADER) - 1),)


def test_what_a_header_says_without_a_basis_is_stated() -> None:
    article = from_text(f"---\ndate: 25 September 2023\nsource: 'bbc'\n---\n{BODY}")
    assert (article.source, article.source_basis) == ("BBC News", Basis.STATED)
    assert (article.published, article.published_basis) == (date(2023, 9, 25), Basis.STATED)


def test_what_a_header_leaves_open_is_read_from_the_text() -> None:
    article = from_text(f"---\ntitle: Fighting spreads\noutlet:\n---\n\nby time news\n\n{BODY}")
    assert (article.source, article.source_basis) == ("Time News", Basis.STATED)
    assert article.published is None


@pytest.mark.parametrize(
    "text",
    [
        f"---\n\n{BODY}",
        f"---\nKyiv: two people were killed\n---\n\n{BODY}",
        f"---\ntitle: Never closed\n\n{BODY}",
        f"{BODY}\n---\ntitle: Below\n---\n",
    ],
)
def test_rules_in_a_text_are_no_header(text: str) -> None:
    article = from_text(text)
    assert article.title_span is None or article.title_span.start > 3
    assert "Fighting between" in text[article.boilerplate[-1].end :] or BODY in text


@pytest.mark.parametrize("value", ["soon", "2023-13-45", "", "[]"])
def test_a_date_that_is_none_is_unknown(value: str) -> None:
    article = from_text(f"---\ntitle: Fighting spreads\npublished: {value}\n---\n{BODY}")
    assert (article.published, article.published_basis) == (None, Basis.UNKNOWN)
