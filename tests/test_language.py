"""The parse keeps the article's offsets, whatever the characters."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import settings as hypothesis_settings
from hypothesis import strategies as st

from geo.errors import LanguageModelMissing
from geo.language import PLAIN, load, parse, readable
from geo.model import Article, Span
from geo.settings import Settings

CURLY = "“No‑one won’t go,” he said.\u00a0They left Russia,Azerbaijan – both."


def article(text: str, *boilerplate: Span) -> Article:
    return Article(article_id="a", text=text, sha256="", boilerplate=boilerplate)


@given(st.text(max_size=200), st.integers(0, 200), st.integers(0, 200))
def test_the_readable_text_is_exactly_as_long(text: str, start: int, end: int) -> None:
    span = Span(min(start, len(text)), min(max(start, end), len(text)))
    assert len(readable(article(text, span))) == len(text)


@hypothesis_settings(deadline=None, max_examples=25)
@given(st.text(alphabet="ab .,\n\r\t\u00a0“”’Ʒə—#", max_size=60))
def test_every_token_stands_where_the_text_has_it(text: str) -> None:
    for token in parse(article(text), load(Settings().model)):
        shown = text[token.idx : token.idx + len(token)]
        assert shown.translate(PLAIN) == token.text


def test_boilerplate_is_not_read() -> None:
    doc = parse(
        article("Read more in Paris\nTroops left Goma.", Span(0, 18)), load(Settings().model)
    )
    assert [token.text for token in doc if not token.is_space][:2] == ["Troops", "left"]


def test_a_missing_space_after_a_comma_hides_no_word() -> None:
    words = [token.text for token in parse(article(CURLY), load(Settings().model))]
    assert {"Russia", "Azerbaijan"} <= set(words)


def test_a_sentence_never_crosses_a_line_break() -> None:
    doc = parse(article("Six men in suits\nThey met in Cairo"), load(Settings().model))
    assert [sentence.text.strip() for sentence in doc.sents] == [
        "Six men in suits",
        "They met in Cairo",
    ]


def test_lines_broken_at_a_width_do_not_end_sentences() -> None:
    sentence = "Hundreds of families reached the border town after a night on the road, and aid"
    text = "\n".join([sentence] * 6) + " came.\n\nNobody was hurt."
    doc = parse(article(text), load(Settings().model))
    starts = {sent.text.split()[0] for sent in doc.sents}
    assert len(list(doc.sents)) < 6
    assert "Nobody" in starts


def test_short_lines_of_a_page_each_stand_alone() -> None:
    text = "Six men in suits\r\nForty thousand families\r\nA bridge in Goma"
    assert len(list(parse(article(text), load(Settings().model)).sents)) == 3


@pytest.mark.parametrize(
    "dateline",
    [
        "BAMAKO, July 30 2024 — ",
        "STEPANAKERT, Azerbaijan – ",
        "GAZA/CAIRO (Levant Press Agency) - ",
        "Kyiv, 12 March (Agency) - ",
    ],
)
def test_the_first_sentence_begins_after_the_dateline(dateline: str) -> None:
    doc = parse(article(f"{dateline}Rebels said on Sunday they left."), load(Settings().model))
    assert [sentence.text for sentence in doc.sents][1:] == ["Rebels said on Sunday they left."]


@pytest.mark.parametrize(
    "line",
    [
        "UN peacekeepers - some wounded - left the town.",
        "Aid (food and fuel) was sent - slowly.",
    ],
)
def test_a_dash_in_a_sentence_is_no_dateline(line: str) -> None:
    assert len(list(parse(article(line), load(Settings().model)).sents)) == 1


def test_a_pipeline_that_is_not_installed_is_named_with_what_to_do() -> None:
    with pytest.raises(LanguageModelMissing, match=r"no_such_pipeline.*make app"):
        load("no_such_pipeline")
