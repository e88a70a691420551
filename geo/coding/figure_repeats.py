"""The same figure told twice in an article is one figure with two spans."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace
from typing import TYPE_CHECKING

from geo.model import Figure, Quantifier, Span

if TYPE_CHECKING:
    from geo.coding.quantities import Quantity

SMALL = 20
"""Below this, two equal numbers may well be two facts."""


def merged(
    figures: list[Figure], headings: Iterable[Quantity], title: Span | None = None
) -> tuple[Figure, ...]:
    """Return each figure once, in reading order, with the spans where it is told again.

    The telling that says most stands for the figure: the text before the title, a number with
    its noun before a bare one. ``headings`` are numbers that count something but stand alone
    ("40 thousand families" between two paragraphs).
    """
    kept: list[Figure] = []
    for figure in figures:
        place = next((i for i, one in enumerate(kept) if _is_retold(one, figure, title)), None)
        if place is None:
            kept.append(figure)
        else:
            kept[place] = _joined(kept[place], figure, title)
    told = [_with_headings(figure, headings) for figure in kept]
    return tuple(sorted(told, key=lambda one: one.start))


def _joined(first: Figure, second: Figure, title: Span | None) -> Figure:
    fuller = _fullness(second, title) > _fullness(first, title)
    figure, other = (second, first) if fuller else (first, second)
    return replace(figure, repeats=tuple(sorted((*figure.repeats, other.span, *other.repeats))))


def _fullness(figure: Figure, title: Span | None) -> tuple[bool, bool, bool]:
    return (
        not _in_title(figure, title),
        figure.claimant is not None,
        figure.text.endswith(figure.unit) if figure.unit else False,
    )


def _in_title(figure: Figure, title: Span | None) -> bool:
    return title is not None and title.contains(figure.span)


def _is_retold(one: Figure, other: Figure, title: Span | None) -> bool:
    if one.measure is not other.measure:
        return False
    if _in_title(one, title) or _in_title(other, title):
        return one.value == other.value and one.low in (other.low, None)
    if _amount(one) != _amount(other) or _thing(one.unit) != _thing(other.unit):
        return False
    if one.quantifier is Quantifier.VAGUE:
        return one.evidence == other.evidence
    told = (
        (one.place, other.place),
        (one.date.start, other.date.start),
        (one.claimant, other.claimant),
    )
    differing = sum(a is not None and b is not None and a != b for a, b in told)
    return differing == 0 if (one.value or 0) < SMALL else differing <= 1


def _amount(figure: Figure) -> tuple[float | Quantifier | None, ...]:
    return (figure.value, figure.low, figure.high, figure.quantifier)


def _thing(unit: str) -> str:
    return unit.lower().rpartition(" ")[2]


def _with_headings(figure: Figure, headings: Iterable[Quantity]) -> Figure:
    again = [
        heading.span
        for heading in headings
        if heading.number.value is not None
        and heading.number.value == figure.value
        and _thing(heading.unit) == _thing(figure.unit)
    ]
    return replace(figure, repeats=(*figure.repeats, *again)) if again else figure
