"""Number expressions: "over 4,850", "40 thousand", "between 3,000 and 4,000", "dozens"."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from geo.model import Quantifier

if TYPE_CHECKING:
    from spacy.tokens import Doc, Token

DIGITS = re.compile(r"\d{1,3}(?:,\d{3})+(?:\.\d+)?|\d+(?:\.\d+)?")
SHORT = re.compile(r"(\d+(?:\.\d+)?)(k|m|mn|bn)", re.IGNORECASE)
SHORT_SCALES = {"k": 1e3, "m": 1e6, "mn": 1e6, "bn": 1e9}
UNITS = {
    word: number
    for number, word in enumerate(
        (
            "one",
            "two",
            "three",
            "four",
            "five",
            "six",
            "seven",
            "eight",
            "nine",
            "ten",
            "eleven",
            "twelve",
            "thirteen",
            "fourteen",
            "fifteen",
            "sixteen",
            "seventeen",
            "eighteen",
            "nineteen",
        ),
        start=1,
    )
}
TENS = {
    word: 10 * number
    for number, word in enumerate(
        ("twenty", "thirty", "forty", "fifty", "sixty", "seventy", "eighty", "ninety"), start=2
    )
}
SCALES = {"dozen": 12, "hundred": 100, "thousand": 1_000, "million": 10**6, "billion": 10**9}
VAGUE = frozenset({"dozens", "scores", "hundreds", "thousands", "millions", "tens"})
FEW = frozenset({"several", "few", "couple", "many"})

ARTICLES = frozenset({"a", "an", "half", "quarter"})
STARTING = ARTICLES | FEW | VAGUE | frozenset(UNITS) | frozenset(TENS) | frozenset(SCALES)

QUANTIFIERS: tuple[tuple[str, Quantifier], ...] = (
    ("more than", Quantifier.MORE_THAN),
    ("greater than", Quantifier.MORE_THAN),
    ("in excess of", Quantifier.MORE_THAN),
    ("upwards of", Quantifier.MORE_THAN),
    ("upward of", Quantifier.MORE_THAN),
    ("well over", Quantifier.MORE_THAN),
    ("over", Quantifier.MORE_THAN),
    ("above", Quantifier.MORE_THAN),
    ("exceeding", Quantifier.MORE_THAN),
    ("at least", Quantifier.AT_LEAST),
    ("at the very least", Quantifier.AT_LEAST),
    ("no fewer than", Quantifier.AT_LEAST),
    ("not fewer than", Quantifier.AT_LEAST),
    ("no less than", Quantifier.AT_LEAST),
    ("not less than", Quantifier.AT_LEAST),
    ("a minimum of", Quantifier.AT_LEAST),
    ("no more than", Quantifier.UP_TO),
    ("not more than", Quantifier.UP_TO),
    ("up to", Quantifier.UP_TO),
    ("as many as", Quantifier.UP_TO),
    ("as much as", Quantifier.UP_TO),
    ("at most", Quantifier.UP_TO),
    ("a maximum of", Quantifier.UP_TO),
    ("fewer than", Quantifier.LESS_THAN),
    ("less than", Quantifier.LESS_THAN),
    ("under", Quantifier.LESS_THAN),
    ("below", Quantifier.LESS_THAN),
    ("an estimated", Quantifier.ABOUT),
    ("the estimated", Quantifier.ABOUT),
    ("estimated", Quantifier.ABOUT),
    ("close to", Quantifier.ABOUT),
    ("in the region of", Quantifier.ABOUT),
    ("just under", Quantifier.LESS_THAN),
    ("just over", Quantifier.MORE_THAN),
    ("approximately", Quantifier.ABOUT),
    ("around", Quantifier.ABOUT),
    ("about", Quantifier.ABOUT),
    ("roughly", Quantifier.ABOUT),
    ("circa", Quantifier.ABOUT),
    ("nearly", Quantifier.ABOUT),
    ("almost", Quantifier.ABOUT),
    ("virtually", Quantifier.ABOUT),
    ("some", Quantifier.ABOUT),
)
BY_LENGTH = sorted(QUANTIFIERS, key=lambda one: -len(one[0].split()))
AFTER = (
    (("or", "more"), Quantifier.AT_LEAST),
    (("or", "so"), Quantifier.ABOUT),
    (("+",), Quantifier.MORE_THAN),
)
ESTIMATED_BEFORE = (
    ("estimated", "at"),
    ("estimated", "to", "number"),
    ("estimated", "to", "be"),
)
HANDING = frozenset(
    {"hand", "handed", "handing", "hands", "turned", "turn", "took", "take", "taken", "passed"}
)
"""Verbs with which "over" is no bound: "handed over 75 soldiers"."""
RANGE_WORDS = frozenset({"and", "to", "-", "or"})


@dataclass(frozen=True, slots=True, kw_only=True)
class NumberExpression:
    """A number as told, with its bounds; ``start`` and ``end`` are token numbers."""

    start: int
    end: int
    core: int
    """Number of the token that the parse treats as the number."""
    value: float | None
    low: float | None = None
    high: float | None = None
    quantifier: Quantifier = Quantifier.EXACT
    words: bool = False
    """Whether it is written in words."""


def find_numbers(doc: Doc, *, apart: frozenset[int] = frozenset()) -> list[NumberExpression]:
    """Return the number expressions of a text in reading order.

    Tokens in ``apart`` (those of date expressions) are passed over.
    """
    cores = list(_cores(doc, apart))
    joined = _ranges(doc, cores)
    return [_quantified(doc, number, apart) for number in joined]


def _cores(doc: Doc, apart: frozenset[int]) -> Iterator[NumberExpression]:
    past = 0
    for token in doc:
        can_start = token.text[0].isdigit() or token.lower_ in STARTING
        if token.i < past or not can_start or token.i in apart:
            continue
        core = _core_at(doc, token.i)
        if core is not None:
            past = core.end
            if not any(position in apart for position in range(core.start, core.end)):
                yield core


def _core_at(doc: Doc, start: int) -> NumberExpression | None:
    return _vague_at(doc, start) or _counted_at(doc, start)


def _vague_at(doc: Doc, start: int) -> NumberExpression | None:
    """Read "thousands", "tens of thousands", "several hundred"."""
    word = doc[start].lower_
    if doc[start].is_title and start and doc[start - 1].pos_ == "PROPN":
        return None  # "Mega Millions", a name
    if word in FEW:
        return _few_hundred(doc, start)
    if word not in VAGUE or (word == "tens" and _word(doc, start + 1) != "of"):
        return None
    end = start + 1
    while _word(doc, end) == "of" and _word(doc, end + 1) in VAGUE:
        end += 2
    for skip in range(1, 5):  # "hundreds, possibly thousands", "dozens, if not hundreds"
        if _word(doc, end + skip) in VAGUE and _only_hedges(doc, end, end + skip):
            end += skip + 1
            break
    return _vague(start, end, start)


HEDGES = frozenset({",", "or", "if", "not", "possibly", "even", "perhaps", "maybe", "and", "-"})


def _only_hedges(doc: Doc, start: int, end: int) -> bool:
    return all(doc[position].lower_ in HEDGES for position in range(start, end))


def _few_hundred(doc: Doc, start: int) -> NumberExpression | None:
    """Read "several hundred", "a few thousand", "many hundreds of thousands"."""
    end = start + 1 + (_word(doc, start + 1) == "of")
    if _word(doc, end) not in SCALES and _word(doc, end) not in VAGUE:
        return None
    first = start - 1 if start and doc[start - 1].lower_ == "a" else start
    core, end = end, end + 1
    while _word(doc, end) == "of" and _word(doc, end + 1) in VAGUE:
        end += 2
    return _vague(first, end, core)


def _vague(start: int, end: int, core: int) -> NumberExpression:
    return NumberExpression(
        start=start, end=end, core=core, value=None, quantifier=Quantifier.VAGUE, words=True
    )


def _counted_at(doc: Doc, start: int) -> NumberExpression | None:
    """Read digits and number words: "1.5 million", "twenty-five", "two dozen", "2.5m"."""
    if doc[start].lower_ in ARTICLES:
        return _article_number(doc, start)
    if short := SHORT.fullmatch(doc[start].text):
        value = float(short[1]) * SHORT_SCALES[short[2].lower()]
        return NumberExpression(start=start, end=start + 1, core=start, value=value)
    end, parts = _numerals(doc, start)
    if not parts:
        return None
    value, words = _value(parts), not parts[0][0].isdigit()
    glued = not doc[end - 1].whitespace_ and _word(doc, end + 1) != ")"  # "7ft (2.1m)"
    scale = SHORT_SCALES.get(_word(doc, end), 0) if glued else 0
    if scale and not words:  # "2.5m" may come as two tokens
        return NumberExpression(start=start, end=end + 1, core=end - 1, value=value * scale)
    return NumberExpression(start=start, end=end, core=end - 1, value=value, words=words)


def _numerals(doc: Doc, start: int) -> tuple[int, list[str]]:
    """Return the numerals that make one number from a token on, and where they end."""
    parts: list[str] = []
    end = start
    while end < len(doc):
        if _is_numeral(doc[end]) and _continues(parts, doc[end], doc, end):
            parts.append(str(doc[end].lower_))
        elif not (parts and _links(doc, end)):
            break
        end += 1
    return end, parts


def _article_number(doc: Doc, start: int) -> NumberExpression | None:
    """Read "a million", "half a million", "a quarter of a million" is left alone."""
    factor, scale = 1.0, start + 1
    if doc[start].lower_ in {"half", "quarter"}:
        factor = 0.5 if doc[start].lower_ == "half" else 0.25
        scale += _word(doc, scale) in {"a", "of"}
        scale += _word(doc, scale) == "a"
    elif _word(doc, scale) == "half" and _word(doc, scale + 1) in SCALES:
        factor, scale = 0.5, scale + 1
    word = _word(doc, scale)
    if word not in SCALES:
        return None
    value = factor * SCALES[word]
    return NumberExpression(start=start, end=scale + 1, core=scale, value=value, words=True)


def _word(doc: Doc, position: int) -> str:
    return str(doc[position].lower_) if 0 <= position < len(doc) else ""


def _is_numeral(token: Token) -> bool:
    word = token.lower_
    return word in UNITS or word in TENS or word in SCALES or bool(DIGITS.fullmatch(token.text))


def _continues(parts: list[str], token: Token, doc: Doc, position: int) -> bool:
    """Tell whether a numeral goes on with the number before it: "40 thousand", "10 000"."""
    if not parts:
        return token.lower_ not in SCALES or token.lower_ in {"dozen", "hundred"}
    word, last = token.lower_, parts[-1]
    if word in SCALES:
        return True
    if word[0].isdigit():
        spaced = doc[position - 1].whitespace_ or "\xa0" in doc[position - 1].text
        return bool(spaced) and len(word) == 3 and last.isdigit() and len(parts[0]) <= 3
    return last in TENS or last in SCALES


def _links(doc: Doc, position: int) -> bool:
    """Tell whether "-" or "and" joins number words: "twenty-five", "a hundred and twenty"."""
    before, after = _word(doc, position - 1), _word(doc, position + 1)
    if doc[position].text == "-":
        return before in TENS and after in UNITS
    small = after in UNITS or after in TENS
    return doc[position].lower_ == "and" and before in {"hundred", "thousand"} and small


def _value(parts: list[str]) -> float:
    total, current = 0.0, 0.0
    for part in parts:
        if part[0].isdigit():
            plain = float(part.replace(",", ""))
            current = current * 1000 + plain if current else plain
        elif part in {"dozen", "hundred"}:
            current = (current or 1) * SCALES[part]
        elif part in SCALES:
            total, current = total + (current or 1) * SCALES[part], 0.0
        else:
            current += UNITS.get(part) or TENS[part]
    return total + current


def _ranges(doc: Doc, cores: list[NumberExpression]) -> list[NumberExpression]:
    """Put "between 3,000 and 4,000" and "5,000 to 6,000" together."""
    joined: list[NumberExpression] = []
    for number in cores:
        if joined and (both := _range(doc, joined[-1], number)):
            joined[-1] = both
        else:
            joined.append(number)
    return joined


def _range(
    doc: Doc, first: NumberExpression, second: NumberExpression
) -> NumberExpression | None:
    if first.value is None or second.value is None or second.start != first.end + 1:
        return None
    joiner, before = _word(doc, first.end), _word(doc, first.start - 1)
    low, high = _scaled(first.value, second.value, doc, second), second.value
    cue = before == "between" and joiner == "and"
    if joiner not in RANGE_WORDS or low >= high or (joiner == "and" and not cue):
        return None
    if before == "from" and joiner == "to":  # "rose from 2,900 to 4,850" tells two figures
        return None
    return replace(
        second,
        start=first.start - 1 if cue else first.start,
        value=None,
        low=low,
        high=high,
        quantifier=Quantifier.BETWEEN,
    )


def _scaled(low: float, high: float, doc: Doc, second: NumberExpression) -> float:
    """Give "two to three million" its two million."""
    scale = SCALES.get(doc[second.end - 1].lower_, 1)
    return low * scale if low < 1000 <= scale and low * scale < high else low


def _quantified(doc: Doc, number: NumberExpression, apart: frozenset[int]) -> NumberExpression:
    if number.quantifier is Quantifier.BETWEEN:
        length, _ = _quantifier_before(doc, number.start, apart)
        return replace(number, start=number.start - length)
    if number.quantifier is Quantifier.VAGUE:
        return number
    length, quantifier = _quantifier_before(doc, number.start, apart)
    if quantifier is not None:
        return bounded(replace(number, start=number.start - length), quantifier)
    for words, following in AFTER:
        if tuple(_word(doc, number.end + i) for i in range(len(words))) == words:
            return bounded(replace(number, end=number.end + len(words)), following)
    whole = _word(doc, number.start - 1) == "of" and _word(doc, number.start - 3)
    if whole == "estimated" or any(
        _precede(doc, number.start, cue) for cue in ESTIMATED_BEFORE
    ):
        return bounded(number, Quantifier.ABOUT)
    return number


def _quantifier_before(
    doc: Doc, start: int, apart: frozenset[int]
) -> tuple[int, Quantifier | None]:
    """Return how many tokens before ``start`` bound the number, and how."""
    if start > 1 and doc[start - 2].lower_ in HANDING and doc[start - 1].lower_ == "over":
        return 0, None
    for words, quantifier in BY_LENGTH:
        parts = tuple(words.split())
        free = not any(start - i - 1 in apart for i in range(len(parts)))
        if free and _precede(doc, start, parts):
            return len(parts), quantifier
    return 0, None


def _precede(doc: Doc, start: int, words: tuple[str, ...]) -> bool:
    first = start - len(words)
    return first >= 0 and all(doc[first + i].lower_ == word for i, word in enumerate(words))


def bounded(number: NumberExpression, quantifier: Quantifier) -> NumberExpression:
    """Return the number under a quantifier, with the bound that this gives."""
    value = number.value
    low = value if quantifier in {Quantifier.MORE_THAN, Quantifier.AT_LEAST} else None
    high = value if quantifier in {Quantifier.LESS_THAN, Quantifier.UP_TO} else None
    return replace(number, low=low, high=high, quantifier=quantifier)
