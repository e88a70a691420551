"""Numbers with the thing they count: "over 4,850 people", "125 tons of food"."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from geo.coding.measures import lexicon
from geo.coding.numbers import NumberExpression
from geo.model import Measure, Quantifier, Span

if TYPE_CHECKING:
    from spacy.tokens import Doc, Token

CURRENCY = frozenset("$€£¥₽₴₺₪")
CURRENCY_WORDS = frozenset(
    {"usd", "eur", "gbp", "dollars", "euros", "pounds", "dollar", "euro", "rubles", "roubles"}
)
MAX_AGE = 110
CLOCK = frozenset(
    {"a.m.", "p.m.", "am", "pm", "gmt", "utc", "o'clock", "hrs", "a.m", "p.m", "et"}
)
COUNTING = frozenset(
    {"nummod", "compound", "amod", "nmod", "quantmod", "advmod", "dep", "det", "appos"}
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Quantity:
    """A number expression with what it counts; ``noun`` is the number itself when bare."""

    number: NumberExpression
    noun: Token
    span: Span
    unit: str
    measure: Measure | None = None
    """The measure that the unit alone tells (duration, distance, area, share)."""
    bare: bool = False
    """Whether the thing counted is left out ("wounding 30")."""
    part_of: Token | None = None
    """What the number is a part of: "5,000 of these people"."""


def quantity_of(number: NumberExpression, doc: Doc) -> Quantity | None:
    """Return the number with the thing it counts, None when it counts nothing.

    Prices, clock times, ages, votes, designations ("Route 60") and the like count nothing.
    """
    core = _within(doc[number.core], number)
    if (
        _is_price(number, doc)
        or _is_clock(number, doc)
        or _is_name(number, doc)
        or _is_age(number, doc)
    ):
        return None
    if _is_percent(number, doc):
        return _share(number, doc)
    noun = _thing(number, core)
    if noun is not None and _is_compound_modifier(number, doc):
        return _modifier(number, noun, doc)
    if noun is None:
        return _bare(number, core, doc)
    return _counted(number, noun, doc)


def _within(core: Token, number: NumberExpression) -> Token:
    """Return the number of a range that the noun hangs on."""
    joined = core.dep_ == "conj" and number.start <= core.head.i < number.end
    return core.head if joined else core


def _next(number: NumberExpression, doc: Doc, ahead: int = 0) -> str:
    position = number.end + ahead
    return str(doc[position].lower_) if position < len(doc) else ""


def _previous(number: NumberExpression, doc: Doc, back: int = 1) -> str:
    position = number.start - back
    return str(doc[position].text) if position >= 0 else ""


def _is_price(number: NumberExpression, doc: Doc) -> bool:
    """Tell whether the number is money: "$100", "4,000 francs", "1.2 million dollars"."""
    if _previous(number, doc)[-1:] in CURRENCY or _next(number, doc)[:1] in CURRENCY:
        return True
    inside = any(doc[i].text[-1:] in CURRENCY for i in range(number.start, number.end))
    return inside or _next(number, doc) in CURRENCY_WORDS


def _is_clock(number: NumberExpression, doc: Doc) -> bool:
    """Tell whether the number is a time of day: "at 5 p.m.", "0500 GMT"."""
    return _next(number, doc) in CLOCK or _next(number, doc)[:1] == ":"


def _is_name(number: NumberExpression, doc: Doc) -> bool:
    """Tell whether the number names a thing: "Route 60", "Resolution 2334", "brigade 5"."""
    core = doc[number.core]
    if number.start == 0:
        return False
    before = doc[number.start - 1]
    counts = core.dep_ == "nummod" and core.head.i >= number.end
    if lexicon().is_a(before, "numbered") and not number.words and not counts:
        return True
    named = before.pos_ == "PROPN" and core.head.i == before.i and before.ent_type_ != "PERSON"
    return named or before.text in {"#", "/", "No."} or _next(number, doc) == "/"


def _is_age(number: NumberExpression, doc: Doc) -> bool:
    """Tell whether the number is an age: "Smith, 44,", "aged 12", "a 12-year-old boy"."""
    if _previous(number, doc).lower() in {"aged", "age"} or _previous(number, doc, 2) == "aged":
        return True
    words = [_next(number, doc, ahead).strip("-") for ahead in range(5)]
    if "old" in [word for word in words if word][:2]:
        return words[0] in {"year", "years", "month", "months", ""}
    comma = number.start >= 2 and doc[number.start - 1].text == ","
    young = not number.words and number.value is not None and number.value <= MAX_AGE
    following = doc[number.end].pos_ if number.end < len(doc) else "PUNCT"
    named = comma and doc[number.start - 2].tag_ == "NNP" and _next(number, doc) != "of"
    return named and young and following not in {"NOUN", "ADJ", "PROPN", "SYM"}


def _is_percent(number: NumberExpression, doc: Doc) -> bool:
    first = _next(number, doc)
    return first in {"%", "percent", "pc"} or (
        first == "per" and _next(number, doc, 1) == "cent"
    )


def _share(number: NumberExpression, doc: Doc) -> Quantity | None:
    """Read "95% Armenian" as a share; prices, polls and growth are none."""
    last = number.end + (_next(number, doc) == "per")
    percent = doc[last]
    around = [percent, *percent.children, *(a for a in percent.ancestors)]
    around += [inner for token in list(around) for inner in token.children]
    around += [inner for token in percent.children for inner in token.subtree]
    change = [percent.head, *percent.children, *doc[last + 1 : last + 2]]
    if any(lexicon().is_a(token, "economy") for token in around) or any(
        lexicon().is_a(token, "change") for token in change
    ):
        return None
    return Quantity(
        number=number,
        noun=percent,
        span=_span(doc, number.start, last + 1),
        unit="percent",
        measure=Measure.SHARE,
    )


def _span(doc: Doc, start: int, end: int) -> Span:
    return Span(doc[start].idx, doc[end - 1].idx + len(doc[end - 1]))


def _thing(number: NumberExpression, core: Token) -> Token | None:
    """Return the noun that the number counts, its head or what "of" names."""
    doc = core.doc
    if _next(number, doc) == "of" and number.end + 1 < len(doc):
        return next(
            (child for child in doc[number.end].children if child.dep_ in {"pobj", "pcomp"}),
            None,
        )
    if core.dep_ in COUNTING and _is_named_by(core.head, number):
        return core.head
    following = doc[number.end] if number.end < len(doc) else None
    plural = following is not None and following.tag_ in {"NNS", "NNPS"}
    return following if plural else None


def _is_named_by(head: Token, number: NumberExpression) -> bool:
    """Tell whether only modifiers lie between the number and a noun after it."""
    between = head.doc[number.end : head.i] if head.i >= number.end else None
    return (
        between is not None
        and head.pos_ in {"NOUN", "PROPN", "ADJ", "SYM"}
        and not any(_is_predicate(token) for token in between)
    )


def _is_predicate(token: Token) -> bool:
    """Tell whether a word between number and noun is a verb: "240 taken hostage"."""
    return token.lemma_ == "take" or (
        token.pos_ == "VERB" and token.dep_ not in {"amod", "compound"}
    )


def _is_compound_modifier(number: NumberExpression, doc: Doc) -> bool:
    return _next(number, doc) == "-" and not doc[number.end - 1].whitespace_


def _modifier(number: NumberExpression, noun: Token, doc: Doc) -> Quantity | None:
    """Read "24-hour operation", "2,000-strong force"; nothing in "five-point plan"."""
    word = doc[number.end + 1] if number.end + 1 < len(doc) else noun
    span = _span(doc, number.start, word.i + 1)
    if lexicon().is_a(word, "time") and any(
        _lasts(head) for head in (word.head, word.head.head)
    ):
        return Quantity(
            number=number, noun=word, span=span, unit=word.text, measure=Measure.DURATION
        )
    if lexicon().is_a(word, "length"):
        return Quantity(
            number=number, noun=word, span=span, unit=word.text, measure=Measure.DISTANCE
        )
    if word.lower_ == "strong" and lexicon().is_a(word.head, "forces"):
        unit = word.head.text
        return Quantity(
            number=number, noun=word.head, span=span, unit=unit, measure=Measure.DEPLOYED
        )
    return None


def _lasts(noun: Token) -> bool:
    return lexicon().is_a(noun, "lasting")


def _bare(number: NumberExpression, core: Token, doc: Doc) -> Quantity | None:
    """Take a number without a noun: "wounding 30", "the toll rose to 38", "thousands flee"."""
    one = number.value == 1 and number.words
    glued = not doc[number.end - 1].whitespace_ and _next(number, doc).isalpha()  # "7ft"
    if one or glued or _is_compound_modifier(number, doc):
        return None
    span = _span(doc, number.start, number.end)
    return Quantity(number=number, noun=core, span=span, unit="", bare=True)


def _counted(number: NumberExpression, noun: Token, doc: Doc) -> Quantity | None:
    if lexicon().is_a(noun, "nothing") or (number.value == 1 and _next(number, doc) == "of"):
        return None
    if lexicon().is_a(noun, "short_length") and not _has_direction(noun):
        return None
    measure = _unit_measure(noun, number)
    if measure is Measure.DURATION and not _is_duration(noun):
        return None
    last = _complement_end(noun)
    first = min(_first_word(noun, number), noun.i)
    end = max(last, number.end)
    if doc[number.end : end].text.count('"') == 1 and doc[end : end + 1].text == '"':
        end += 1  # 637 "terrorists"
    part = (
        noun
        if _next(number, doc) == "of" and number.quantifier is not Quantifier.VAGUE
        else None
    )
    if noun.i < number.start:
        return None
    return Quantity(
        number=number,
        noun=noun,
        span=_span(doc, number.start, end),
        unit=" ".join(doc[first:end].text.replace('"', "").split()),
        measure=measure,
        part_of=part,
    )


def _unit_measure(noun: Token, number: NumberExpression) -> Measure | None:
    square = any(child.lower_ in {"square", "sq", "sq."} for child in noun.children)
    if lexicon().is_a(noun, "area") or (square and lexicon().is_a(noun, "length")):
        return Measure.AREA
    if lexicon().is_a(noun, "length") or lexicon().is_a(noun, "short_length"):
        return Measure.DISTANCE
    return Measure.DURATION if lexicon().is_a(noun, "time") else None


def _has_direction(noun: Token) -> bool:
    """Tell whether metres are a distance: "300 metres from the school"."""
    following = noun.doc[noun.i + 1 : noun.i + 2]
    return bool(following) and lexicon().is_a(following[0], "direction")


def _is_duration(noun: Token) -> bool:
    """Tell whether hours or days are how long something lasted: "24 hours of fighting"."""
    of = [c for p in noun.children if p.lower_ == "of" for c in p.children if c.dep_ == "pobj"]
    if any(_lasts(inner) for inner in of) or (
        noun.dep_ in {"compound", "nmod"} and _lasts(noun.head)
    ):
        return True
    governor = noun.head.head if noun.head.lower_ in {"for", "of"} else noun.head
    if noun.head.lower_ == "of" and _lasts(governor):  # "a war of 44 days"
        return True
    return governor.pos_ == "VERB" and lexicon().is_a(governor, "lasts")


def _first_word(noun: Token, number: NumberExpression) -> int:
    """Return the first word of the unit: past the number, "of", determiners and possessives."""
    first = number.end
    while first < noun.i:
        word = noun.doc[first]
        skipped = word.pos_ in {"DET", "ADP", "PUNCT", "NUM"} or word.lower_ in {
            "more",
            "other",
            "such",
        }
        if not (skipped or word.dep_ in {"poss", "case"} or word.tag_ in {"PRP$", "POS"}):
            break
        first += 1
    return first


def _complement_end(noun: Token) -> int:
    """Return the token after the unit: "tons of food" goes on past "of"."""
    if not (lexicon().is_a(noun, "container") or lexicon().is_a(noun, "weight")):
        return _joined_end(noun)
    for preposition in noun.children:
        if preposition.lower_ == "of" and preposition.i == noun.i + 1:
            inner = next(
                (child for child in preposition.children if child.dep_ == "pobj"), None
            )
            if inner is not None:
                return inner.i + 1
    return noun.i + 1


def _joined_end(noun: Token) -> int:
    """Return the token after "drones and missiles" when one number counts both."""
    for child in noun.children:
        plain = not any(
            inner.dep_ in {"nummod", "det", "poss", "prep"} for inner in child.children
        )
        close = noun.i < child.i <= noun.i + 3 and noun.doc[noun.i + 1].lower_ in {"and", "or"}
        if child.dep_ == "conj" and child.tag_ in {"NNS", "NNPS"} and plain and close:
            return child.i + 1
    return noun.i + 1
