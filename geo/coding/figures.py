"""Figure coding: reported numbers with thing counted, claimant, date, place, status."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import timedelta
from typing import TYPE_CHECKING

from geo.coding.attribution import claimant_of
from geo.coding.context import clause_verb
from geo.coding.dates import date_of
from geo.coding.figure_places import locate
from geo.coding.measures import PERSON_MEASURES, Found, lexicon, measure_of, total_of
from geo.coding.numbers import bounded, find_numbers
from geo.coding.quantities import Quantity, quantity_of
from geo.model import (
    Basis,
    DatePrecision,
    Figure,
    FigureStatus,
    Interval,
    Measure,
    Quantifier,
    Span,
    content_id,
)

if TYPE_CHECKING:
    from spacy.tokens import Token

    from geo.coding.reading import Reading

TIMELESS = frozenset({Measure.DISTANCE, Measure.POPULATION, Measure.SHARE, Measure.AREA})
INCLUDING = frozenset({"including", "among", "includes", "include"})
A_YEAR = timedelta(days=365)


@dataclass(frozen=True, slots=True, kw_only=True)
class Counted:
    """A quantity whose measure is known, with the word that tells it."""

    quantity: Quantity
    measure: Measure
    trigger: Token
    unit: str


def code_figures(reading: Reading) -> tuple[Figure, ...]:
    """Return the figures of an article in reading order; one told again is one with repeats."""
    counted = list(_counted(reading))
    figures = [_figure(one, reading) for one in counted]
    return tuple(_merged(figures, _headings(reading, counted)))


def _quantities(reading: Reading) -> list[Quantity]:
    dated = frozenset(i for one in reading.dates for i in range(one.start, one.end))
    numbers = find_numbers(reading.doc, apart=dated)
    found = [quantity_of(number, reading.doc) for number in numbers]
    return [quantity for quantity in found if quantity is not None]


def _counted(reading: Reading) -> Iterator[Counted]:
    """Yield the quantities that tell something, each knowing the one before it."""
    before: Counted | None = None
    for quantity in _quantities(reading):
        same = (
            before is not None and before.quantity.noun.sent.start == quantity.noun.sent.start
        )
        counted = _measured(quantity, before if same else None, before)
        if counted is not None:
            yield counted
            before = counted


def _measured(
    quantity: Quantity, here: Counted | None, before: Counted | None
) -> Counted | None:
    if quantity.measure is not None:
        found: Found | None = Found(quantity.measure, clause_verb(quantity.noun))
    else:
        like = here.quantity.noun if here and quantity.bare else None
        found = (
            measure_of(quantity.noun, like=like)
            or total_of(quantity.noun)
            or _inherited(quantity, here, before)
        )
    if found is None:
        return None
    return Counted(
        quantity=_sharing_quantifier(quantity, here),
        measure=found.measure,
        trigger=found.trigger,
        unit=quantity.unit or _unit_of_bare(found.measure, here),
    )


def _inherited(
    quantity: Quantity, here: Counted | None, before: Counted | None
) -> Found | None:
    """Take the measure of the figure that this one is part of: "38, 12 of them children"."""
    part = quantity.part_of is not None and quantity.part_of.lower_ in {
        "them",
        "these",
        "those",
        "whom",
        "which",
    }
    demonstrative = quantity.part_of is not None and any(
        child.lower_ in {"these", "those"} for child in quantity.part_of.children
    )
    including = quantity.noun.dep_ == "pobj" and quantity.noun.head.lower_ in INCLUDING
    total = quantity.bare and any(
        child.lemma_ in {"total", "tally", "figure"}
        for node in (quantity.noun.head, quantity.noun.head.head)
        for child in node.children
    )
    if here is not None and (part or including or total):
        return Found(here.measure, here.trigger)
    if before is not None and (part or demonstrative or total):
        return Found(before.measure, quantity.noun)
    return None


def _unit_of_bare(measure: Measure, here: Counted | None) -> str:
    if (
        here is not None
        and here.unit
        and ((measure in PERSON_MEASURES) == (here.measure in PERSON_MEASURES))
    ):
        return here.unit
    return "people" if measure in PERSON_MEASURES else ""


def _sharing_quantifier(quantity: Quantity, here: Counted | None) -> Quantity:
    """Let "over" bound both numbers of "over 200 deaths and 400 injuries"."""
    number = quantity.number
    if here is None or number.quantifier is not Quantifier.EXACT:
        return quantity
    first = here.quantity
    joined = quantity.noun.dep_ == "conj" and quantity.noun.head.i == first.noun.i
    shares = first.number.quantifier in {Quantifier.MORE_THAN, Quantifier.AT_LEAST}
    if not (joined and shares and first.noun.dep_ in {"dobj", "pobj"}):
        return quantity
    return replace(quantity, number=bounded(number, first.number.quantifier))


def _figure(counted: Counted, reading: Reading) -> Figure:
    quantity, number = counted.quantity, counted.quantity.number
    noun = quantity.noun
    where = locate(noun, counted.trigger, counted.measure, reading)
    when = _date(counted, reading)
    return Figure(
        figure_id=content_id(reading.article.article_id, *quantity.span),
        start=quantity.span.start,
        end=quantity.span.end,
        text=quantity.span.of(reading.article.text),
        value=number.value,
        low=number.low,
        high=number.high,
        quantifier=number.quantifier,
        unit=counted.unit,
        measure=counted.measure,
        claimant=claimant_of(noun, reading),
        place=where.place,
        origin=where.origin,
        destination=where.destination,
        date=when,
        status=_status(counted),
        historic=_is_historic(when, reading),
        evidence=reading.sentence_span(noun.sent),
    )


def _date(counted: Counted, reading: Reading) -> Interval:
    found = date_of(counted.quantity.noun, reading)
    if counted.measure in TIMELESS and found.basis is not Basis.STATED:
        return Interval()
    return Interval() if counted.measure is Measure.DISTANCE else found


def _is_historic(when: Interval, reading: Reading) -> bool:
    """Tell whether the figure is of an earlier year or war than the one reported on."""
    if when.end is None:
        return False
    if reading.article.published is not None:
        return reading.article.published - when.end > A_YEAR
    long = when.precision in {DatePrecision.YEAR, DatePrecision.RANGE}
    return long and when.start is not None and when.end - when.start > timedelta(days=300)


def _status(counted: Counted) -> FigureStatus:
    """Return whether the figure tells what is, what is to be, or what is denied."""
    words = lexicon()
    for node in _governors(counted.trigger):
        children = list(node.children)
        if any(child.dep_ == "neg" for child in children) or words.is_a(node, "denied"):
            return FigureStatus.NEGATED
        ahead = any(words.is_a(child, "auxiliary") for child in children if child.dep_ == "aux")
        if ahead or (words.is_a(node, "planned") and node.i != counted.trigger.i):
            return FigureStatus.PLANNED
    return FigureStatus.REPORTED


def _governors(trigger: Token) -> Iterator[Token]:
    """Yield the trigger and what governs it up to the verb that says so."""
    node = trigger
    yield node
    while (
        node.dep_ in {"xcomp", "pcomp", "pobj", "prep", "dobj", "acomp", "conj"}
        and node.head.i != node.i
    ):
        node = node.head
        yield node
        if node.pos_ == "VERB" and node.dep_ in {"ROOT", "ccomp", "relcl", "advcl"}:
            return


def _headings(reading: Reading, counted: list[Counted]) -> list[tuple[Quantity, Span]]:
    """Return quantities without a measure ("40 thousand families" as a heading)."""
    told = {one.quantity.span for one in counted}
    return [
        (quantity, quantity.span)
        for quantity in _quantities(reading)
        if quantity.span not in told and not quantity.bare and quantity.number.value is not None
    ]


def _merged(figures: list[Figure], headings: list[tuple[Quantity, Span]]) -> Iterator[Figure]:
    """Yield each figure once, with the further spans where the article tells it again."""
    kept: list[Figure] = []
    for figure in figures:
        for i, earlier in enumerate(kept):
            if _same(earlier, figure):
                kept[i] = replace(earlier, repeats=(*earlier.repeats, figure.span))
                break
        else:
            kept.append(figure)
    for figure in kept:
        again = [span for quantity, span in headings if _heads(quantity, figure)]
        yield replace(figure, repeats=(*figure.repeats, *again)) if again else figure


def _same(one: Figure, other: Figure) -> bool:
    amounts = (one.value, one.low, one.high, one.quantifier, one.measure)
    if amounts != (other.value, other.low, other.high, other.quantifier, other.measure):
        return False
    if _last_word(one.unit) != _last_word(other.unit):
        return False
    told = [
        (one.place, other.place),
        (one.date.start, other.date.start),
        (one.claimant, other.claimant),
    ]
    apart = sum(a is not None and b is not None and a != b for a, b in told)
    return apart == 0 if (one.value or 0) < 20 else apart <= 1


def _heads(quantity: Quantity, figure: Figure) -> bool:
    return quantity.number.value == figure.value and _last_word(quantity.unit) == _last_word(
        figure.unit
    )


def _last_word(unit: str) -> str:
    return unit.lower().rpartition(" ")[2]
