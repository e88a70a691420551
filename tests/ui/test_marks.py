"""Others' words as HTML: they show as themselves, marks or no marks."""

from __future__ import annotations

import html
import re

from hypothesis import given
from hypothesis import strategies as some

from geo.model import Span
from geo.ui.marks import Mark, escaped, marked, plain

TEXTS = some.text(alphabet=some.characters(codec="utf-8"), min_size=1, max_size=60)
SPANS = some.tuples(
    some.integers(0, 60), some.integers(0, 60), some.sampled_from(["a", "b", "c"])
)


@given(TEXTS, some.lists(SPANS, max_size=5))
def test_marks_change_no_word(text: str, spans: list[tuple[int, int, str]]) -> None:
    marks = [Mark(start, end, style, style) for start, end, style in spans]
    shown = marked(text, Span(0, len(text)), marks)
    assert html.unescape(re.sub(r"</?mark[^>]*>", "", shown)) == text


def test_overlapping_marks_carry_both_styles() -> None:
    shown = marked("one two three", Span(0, 13), [Mark(0, 7, "place"), Mark(4, 13, "figure")])
    assert shown == (
        '<mark class="cm-place">one </mark><mark class="cm-place cm-figure">two</mark>'
        '<mark class="cm-figure"> three</mark>'
    )


def test_only_the_part_that_is_asked_for_is_shown() -> None:
    assert marked("one two three", Span(4, 7), [Mark(0, 13, "place", "A")]) == (
        '<mark class="cm-place" title="A">two</mark>'
    )


@given(TEXTS)
def test_no_word_opens_an_element(text: str) -> None:
    assert not set("<>\"'") & set(escaped(text))


@given(TEXTS)
def test_no_word_means_anything_in_a_label(text: str) -> None:
    bare = re.sub(r"\\.", "", plain(text))
    assert not set("[]()<>*_`$:!#") & set(bare)
