"""Number expressions: digits and words, what bounds them, and what only looks like one."""

from __future__ import annotations

from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st
from spacy.lang.en import English

from geo.coding.numbers import find_numbers
from geo.model import Quantifier

WORDS = English()

READ = [
    # words, number as told, value
    ("Over 4,850 people crossed.", "Over 4,850", 4850),
    ("40 thousand families came.", "40 thousand", 40_000),
    ("1.2 million fled.", "1.2 million", 1_200_000),
    ("A million fled.", "A million", 1_000_000),
    ("Half a million fled.", "Half a million", 500_000),
    ("A quarter of a million fled.", "quarter of a million", 250_000),
    ("Some 2.5m people fled.", "Some 2.5m", 2_500_000),
    ("About 10 000 people fled.", "About 10 000", 10_000),
    ("Twenty-five men died.", "Twenty-five", 25),
    ("Three hundred and twelve men died.", "Three hundred and twelve", 312),
    ("Two dozen men died.", "Two dozen", 24),
    ("A dozen men died.", "A dozen", 12),
    ("A hundred men died.", "A hundred", 100),
    ("Two thousand five hundred men died.", "Two thousand five hundred", 2500),
    ("Seventeen men died.", "Seventeen", 17),
]


@pytest.mark.parametrize(("sentence", "told", "value"), READ)
def test_numbers_are_read_in_digits_and_words(sentence: str, told: str, value: float) -> None:
    (number,) = find_numbers(WORDS(sentence))

    assert WORDS(sentence)[number.start : number.end].text == told
    assert number.value == value


QUANTIFIED = [
    ("More than 30 died.", Quantifier.MORE_THAN, 30, None),
    ("Upwards of 30 died.", Quantifier.MORE_THAN, 30, None),
    ("In excess of 30 died.", Quantifier.MORE_THAN, 30, None),
    ("At least 30 died.", Quantifier.AT_LEAST, 30, None),
    ("No fewer than 30 died.", Quantifier.AT_LEAST, 30, None),
    ("30 or more died.", Quantifier.AT_LEAST, 30, None),
    ("Fewer than 30 died.", Quantifier.LESS_THAN, None, 30),
    ("Up to 30 died.", Quantifier.UP_TO, None, 30),
    ("As many as 30 died.", Quantifier.UP_TO, None, 30),
    ("No more than 30 died.", Quantifier.UP_TO, None, 30),
    ("About 30 died.", Quantifier.ABOUT, None, None),
    ("Roughly 30 died.", Quantifier.ABOUT, None, None),
    ("Nearly 30 died.", Quantifier.ABOUT, None, None),
    ("An estimated 30 died.", Quantifier.ABOUT, None, None),
    ("Some 30 died.", Quantifier.ABOUT, None, None),
    ("30 or so died.", Quantifier.ABOUT, None, None),
    ("30 died.", Quantifier.EXACT, None, None),
    ("Between 20 and 30 died.", Quantifier.BETWEEN, 20, 30),
    ("20 to 30 men died.", Quantifier.BETWEEN, 20, 30),
    ("Two to three million fled.", Quantifier.BETWEEN, 2_000_000, 3_000_000),
    ("Dozens died.", Quantifier.VAGUE, None, None),
    ("Tens of thousands fled.", Quantifier.VAGUE, None, None),
    ("Several hundred fled.", Quantifier.VAGUE, None, None),
    ("A few thousand fled.", Quantifier.VAGUE, None, None),
    ("Hundreds, possibly thousands, died.", Quantifier.VAGUE, None, None),
    ("Dozens, if not hundreds, died.", Quantifier.VAGUE, None, None),
]


@pytest.mark.parametrize(("sentence", "quantifier", "low", "high"), QUANTIFIED)
def test_a_quantifier_bounds_the_number(
    sentence: str, quantifier: Quantifier, low: float | None, high: float | None
) -> None:
    (number,) = find_numbers(WORDS(sentence))

    assert number.quantifier is quantifier
    assert (number.low, number.high) == (low, high)


def test_a_rise_from_one_number_to_another_is_two_numbers() -> None:
    numbers = find_numbers(WORDS("The toll rose from 2,900 to 4,850."))

    assert [number.value for number in numbers] == [2900, 4850]


def test_what_is_handed_over_is_not_bounded_by_over() -> None:
    (number,) = find_numbers(WORDS("They handed over 75 soldiers."))

    assert number.quantifier is Quantifier.EXACT


def test_words_of_a_date_are_left_alone() -> None:
    doc = WORDS("On 7 October 1,200 died.")

    assert [number.value for number in find_numbers(doc, apart=frozenset({1, 2}))] == [1200]


@given(
    st.lists(st.sampled_from(["a", "million", "of", "7", "and", "tens", "dozen", "-", "or"]))
)
def test_numbers_of_any_words_lie_in_the_text_and_never_overlap(words: list[str]) -> None:
    doc = WORDS(" ".join(words))
    numbers = find_numbers(doc)

    assert all(0 <= one.start <= one.core < one.end <= len(doc) for one in numbers)
    assert all(one.end <= two.start for one, two in pairwise(numbers))
