"""Whatever the text, an article has sound offsets, ids and bases."""

from __future__ import annotations

import hashlib
import string

import pytest
from hypothesis import given
from hypothesis import strategies as st

from geo.errors import UnreadableDocument
from geo.ingest import from_text
from geo.model import Article, Basis, content_id
from tests.ingest.pages import BODY, HEADLINE, page

PIECES = st.sampled_from(
    [
        HEADLINE,
        BODY,
        "Related Articles",
        "Leave a Reply",
        "by time news",
        "25 September 2023",
        "07/03/2022",
        "© 2023 The Guardian",
        "A fighter in the hills [Getty]",
        "---",
        "title: x",
        "# Heading",
        "[a](https://example.org)",
        "#a #b",
        "Sign up to the BBC newsletter",
        "\ufeff",
        "\u00a0",
        "",
    ]
)
PAGES = st.lists(PIECES | st.text(max_size=60), max_size=14).flatmap(
    lambda pieces: st.sampled_from(["\n", "\r\n", "\n\n", "\r", "\u2028"]).map(
        lambda newline: newline.join(pieces)
    )
)


def check(article: Article, text: str) -> None:
    assert article.text == text
    assert article.article_id == content_id(text)
    ends = [0, *(span.end for span in article.boilerplate)]
    for span, before in zip(article.boilerplate, ends, strict=False):
        assert before <= span.start < span.end <= len(text)
    assert (article.source is None) == (article.source_basis is Basis.UNKNOWN)
    assert (article.published is None) == (article.published_basis is Basis.UNKNOWN)
    if article.title_span is not None:
        assert 0 <= article.title_span.start <= article.title_span.end <= len(text)


@given(PAGES)
def test_any_page_makes_a_sound_article(text: str) -> None:
    check(from_text(text), text)


@given(st.text())
def test_any_text_makes_a_sound_article(text: str) -> None:
    check(from_text(text), text)


@given(st.text(alphabet=string.punctuation + " \n09aA", max_size=400))
def test_any_jumble_of_signs_makes_a_sound_article(text: str) -> None:
    check(from_text(text), text)


def test_the_same_text_has_the_same_id_whatever_is_given_with_it() -> None:
    one, other = from_text(BODY, path="a.txt"), from_text(BODY, path="b.txt", source="X")
    assert one.article_id == other.article_id
    assert one.sha256 == hashlib.sha256(BODY.encode()).hexdigest()


def test_lone_surrogates_become_replacement_characters() -> None:
    assert from_text("Goma \ud800 fell.").text == "Goma \ufffd fell."


@pytest.mark.parametrize("newline", ["\r\n", "\r", "\u2028"])
def test_line_ends_of_any_kind_are_kept(newline: str) -> None:
    text = page(f"Skip to main content\n\n{HEADLINE}\n\n", "Leave a Reply").replace(
        "\n", newline
    )
    article = from_text(text)
    assert article.text == text
    assert article.title == HEADLINE
    assert [span.of(text) for span in article.boilerplate] == [
        "Skip to main content",
        "Leave a Reply",
    ]


def test_a_text_of_over_a_million_characters_is_refused() -> None:
    with pytest.raises(UnreadableDocument, match="Split it"):
        from_text("a" * 1_000_001)


@pytest.mark.parametrize(
    "text",
    [
        "a" + "*" * 200_000 + "a",
        "." + '"' * 200_000 + "a",
        "x" + " " * 200_000 + "x",
        ("[" * 590 + "\n") * 100,
        ("(photo " * 80 + "\n") * 100,
        "---\n" + "a: b\n" * 5_000,
        "[a](b)" * 30_000,
        "A." * 100_000 + "aa.",
        ("1" * 500 + "z\n") * 20,
        ("new window " * 50 + "z\n") * 20,
        ("home > a" + " > a" * 140 + ".\n") * 20,
        "A" * 150 + "z 25 September 2023 x" + "a b " * 20,
        ("#a" * 290 + "!\n") * 20,
        ("Name * * " * 60 + "z\n") * 20,
        ("daily weekly " * 45 + "\n") * 20,
        ("staff reporter " * 8 + "z\n") * 20,
        "\x00" * 100_000,
    ],
    ids=[
        "stars",
        "quotes",
        "blanks",
        "brackets",
        "credits",
        "header",
        "links",
        "initials",
        "digits",
        "windows",
        "crumbs",
        "capitals",
        "hashtags",
        "form",
        "briefings",
        "staff",
        "nul",
    ],
)
def test_hostile_texts_are_read(text: str) -> None:
    check(from_text(text), text)
