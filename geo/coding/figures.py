"""Figure coding: reported numbers with thing counted, claimant, date, place, status."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import timedelta
from typing import TYPE_CHECKING

from geo.coding.attribution import claimant_of, is_speech
from geo.coding.attribution import lexicon as attribution
from geo.coding.context import clause_verb, conjuncts_first
from geo.coding.dates import date_of
from geo.coding.figure_places import locate
from geo.coding.figure_repeats import merged
from geo.coding.measures import (
    PERSON_MEASURES,
    Found,
    among_whom,
    is_people,
    lexicon,
    measure_of,
    total_of,
)
from geo.coding.numbers import bounded, find_numbers
from geo.coding.quantities import Quantity, quantity_of
from geo.coding.timing import with_duration
from geo.model import (
    Basis,
    DatePrecision,
    Figure,
    FigureStatus,
    Interval,
    Measure,
    Quantifier,
    content_id,
)

if TYPE_CHECKING:
    from spacy.tokens import Token

    from geo.coding.reading import Reading

TIMELESS = frozenset({Measure.DISTANCE, Measure.POPULATION, Measure.SHARE, Measure.AREA})
BACKWARDS = frozenset({"them", "these", "those", "whom", "which"})
DEFINITE = frozenset({"the", "those", "its", "their", "his", "these"})
GOVERNED = frozenset({"xcomp", "pcomp", "pobj", "prep", "dobj", "acomp", "conj"})
INCLUDING = frozenset({"including", "among", "includes", "include"})
A_YEAR = timedelta(days=365)


@dataclass(frozen=True, slots=True, kw_only=True)
class Counted:
    """A quantity whose measure is known, with the word that tells it."""

    quantity: Quantity
    measure: Measure
    trigger: Token
    unit: str
    whole: str
    """The unit of the figure that this one is part of, its own unit when it stands alone."""


def code_figures(reading: Reading) -> tuple[Figure, ...]:
    """Return the figures of an article in reading order; one told again is one with repeats."""
    quantities = _quantities(reading)
    counted = list(_counted(quantities))
    told = {one.quantity.span for one in counted}
    headings = [one for one in quantities if one.span not in told and not one.bare]
    title = reading.article.title_span
    return merged(list(_figures(counted, reading)), headings, title)


def _figures(counted: list[Counted], reading: Reading) -> Iterator[Figure]:
    """Yield the figures; parts of "the dead" lie on the day and place told of before."""
    whole: Figure | None = None
    for one in counted:
        figure = _figure(one, reading)
        if whole is not None and whole.measure is figure.measure and _is_of_the_same(one):
            figure = _carried_on(figure, whole)
        if figure.date.start or figure.date.end:
            whole = figure
        yield figure


def _is_of_the_same(counted: Counted) -> bool:
    """Tell whether the toll goes on: "four were among the dead", "the number of its dead"."""
    near = [counted.trigger, *counted.trigger.subtree, *among_whom(counted.quantity.noun)]
    return any(_is_definite(one) for one in near if lexicon().is_a(one, "casualties"))


def _is_definite(noun: Token) -> bool:
    return any(child.lower_ in DEFINITE for child in noun.children)


def _carried_on(figure: Figure, whole: Figure) -> Figure:
    if figure.date.start or figure.date.end:
        return figure
    return replace(figure, date=replace(whole.date, basis=Basis.INFERRED), place=whole.place)


def _quantities(reading: Reading) -> list[Quantity]:
    dated = frozenset(i for one in reading.dates for i in range(one.start, one.end))
    numbers = find_numbers(reading.doc, apart=dated)
    found = [quantity_of(number, reading.doc) for number in numbers]
    return [quantity for quantity in found if quantity is not None]


def _counted(quantities: list[Quantity]) -> Iterator[Counted]:
    """Yield the quantities that tell something, each knowing the one before it."""
    before: Counted | None = None
    for quantity in quantities:
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
    if _is_counted_speaker(quantity.noun):
        return None
    own = _told(quantity, here)
    found = own or _inherited(quantity, here, before)
    if found is None:
        return None
    unit = _unit(quantity, found, here, before)
    homes = found.measure is Measure.DESTROYED and lexicon().is_a(quantity.noun, "house")
    return Counted(
        quantity=_sharing_quantifier(quantity, here),
        measure=Measure.HOUSES if homes else found.measure,
        trigger=found.trigger,
        unit=unit,
        whole=unit if own or here is None else here.whole,
    )


def _is_counted_speaker(noun: Token) -> bool:
    """Tell whether the number counts witnesses: "three residents and a nurse said"."""
    verb = noun.head
    active = noun.dep_ == "nsubj" and verb.lemma_ in attribution()["clause"]
    plain = not any(child.dep_ in {"acl", "relcl"} for child in noun.children)
    return active and plain and verb.tag_ in {"VBD", "VBZ", "VBP"} and is_people(noun)


def _told(quantity: Quantity, here: Counted | None) -> Found | None:
    """Return what the words around the quantity say that it counts."""
    noun = quantity.noun
    if quantity.measure is not None:
        return Found(quantity.measure, clause_verb(noun))
    if quantity.part_of is not None:
        core = noun.doc[quantity.number.core]
        if found := measure_of(core, like=noun):
            return found
    like = here.quantity.noun if here and quantity.bare else None
    return measure_of(noun, like=like) or total_of(noun)


def _inherited(
    quantity: Quantity, here: Counted | None, before: Counted | None
) -> Found | None:
    """Take the measure of the figure that this one goes back to.

    "The toll rose to 38, 12 of them children", "an increase from 3,000 people".
    """
    noun, source = quantity.noun, here or before
    if source is not None and source.quantity.measure is not None:
        return None
    part = quantity.part_of is not None and _points_back(quantity.part_of)
    part = part or any(_points_back(one) for one in among_whom(noun))
    first = conjuncts_first(noun)
    including = first.dep_ == "pobj" and first.head.lower_ in INCLUDING
    elsewhere = quantity.bare and noun.dep_ == "conj" and _goes_on_in(noun)
    series = source is not None and _is_series(quantity, source)
    if not (part or series):
        source = here if including or elsewhere else None
    return Found(source.measure, source.trigger) if source is not None else None


def _is_series(quantity: Quantity, source: Counted) -> bool:
    """Tell whether words like "total" set the number beside the one before it."""
    alike = quantity.bare or quantity.noun.lemma_ == source.quantity.noun.lemma_
    beside = any(lexicon().is_a(one, "series") for one in _nearby(quantity.noun))
    return alike and beside and source.quantity.measure is None


def _points_back(noun: Token) -> bool:
    return noun.lower_ in BACKWARDS or any(child.lower_ in BACKWARDS for child in noun.children)


def _goes_on_in(noun: Token) -> bool:
    """Tell whether a bare number is followed by a place: "260 in Gaza and 14 in Israel"."""
    following = noun.doc[noun.i + 1 : noun.i + 2]
    return bool(following) and following[0].lower_ in {"in", "near", "at", "from"}


def _nearby(noun: Token) -> Iterator[Token]:
    """Yield what governs a number and what stands beside it: "bringing the total to 41,020"."""
    for node in (noun.head, noun.head.head):
        yield node
        yield from node.children


def _unit(
    quantity: Quantity, found: Found, here: Counted | None, before: Counted | None
) -> str:
    """Return the thing as said; of a bare number or "12 of them", the thing said before it."""
    pointing = quantity.part_of is not None and quantity.part_of.lower_ in BACKWARDS
    if quantity.unit and not pointing:
        return quantity.unit
    if pointing and before is not None:
        return before.whole
    person = found.measure in PERSON_MEASURES
    summed = found.trigger.lemma_ in lexicon().senses["total"]
    alike = here is not None and person == (here.measure in PERSON_MEASURES)
    if here is not None and here.whole and alike and not summed:
        return here.whole
    return "people" if person else ""


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
        claimant=None if _is_geography(counted) else claimant_of(noun, reading),
        place=where.place,
        origin=where.origin,
        destination=where.destination,
        date=when,
        status=_status(counted),
        historic=_is_historic(when, reading),
        evidence=reading.sentence_span(noun.sent),
    )


def _is_geography(counted: Counted) -> bool:
    """Tell whether the figure only says where a place lies: "295 kilometers west of Baku"."""
    noun = counted.quantity.noun
    return counted.measure is Measure.DISTANCE and noun.dep_ == "npadvmod"


def _date(counted: Counted, reading: Reading) -> Interval:
    noun = counted.quantity.noun
    verb = clause_verb(noun)
    if counted.measure is Measure.DISTANCE or is_speech(verb):
        return Interval()  # the day on which something is said does not date it
    found = with_duration(date_of(noun, reading), verb)
    timeless = counted.measure in TIMELESS and found.basis is not Basis.STATED
    return Interval() if timeless else found


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
    words, governors = lexicon(), list(_governors(counted.trigger))
    for node in (*governors, clause_verb(counted.quantity.noun)):
        children = list(node.children)
        if any(child.dep_ == "neg" for child in children) or words.is_a(node, "denied"):
            return FigureStatus.NEGATED
        if any(words.is_a(child, "auxiliary") for child in children if child.dep_ == "aux"):
            return FigureStatus.PLANNED
    planned = any(words.is_a(node, "planned") for node in governors[1:])
    return FigureStatus.PLANNED if planned else FigureStatus.REPORTED


def _governors(trigger: Token) -> Iterator[Token]:
    """Yield the trigger and what governs it, and a verb that denies the clause."""
    node = trigger
    yield node
    while node.dep_ in GOVERNED and node.head.i != node.i:
        node = node.head
        yield node
    if node.dep_ == "ccomp" and lexicon().is_a(node.head, "denied"):
        yield node.head
