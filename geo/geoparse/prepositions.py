"""Tell whether a preposition locates the country or capital that it governs.

"in Armenia" does, "against Armenia" does not, "to Armenia" depends on what goes there.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING, NamedTuple

from geo.geoparse.site import NOUNS, any_said, said

if TYPE_CHECKING:
    from spacy.tokens import Token


class Judge(NamedTuple):
    """When the prepositions locate, with an example of each outcome."""

    prepositions: str
    locates: Callable[[list[Token]], bool]
    example: str


JUDGES: tuple[Judge, ...] = (
    Judge(
        "in",
        lambda about: not any_said(about, "trusted_in"),
        "talks in [Baku]; not: confidence in [Kyiv]",
    ),
    Judge(
        "inside outside into within near at around across throughout toward towards through"
        " along beyond off via onto opposite past up down amid where bordering as",
        lambda about: True,
        "gathered outside [Damascus]",
    ),
    Judge(
        "to",
        lambda about: not any_said(about, "given_to"),
        "fled to [Armenia]; not: support to [Azerbaijan]",
    ),
    Judge(
        "from",
        lambda about: not any_said(about, "got_from"),
        "crossed from [Sudan]; not: pressure from [Turkey]",
    ),
    Judge(
        "with between",
        lambda about: any_said(about, "bordering"),
        "the border with [Armenia]; not: talks with [Baku]",
    ),
    Judge(
        "on upon",
        lambda about: any_said(about, "falling_on"),
        "strikes on [Israel]; not: sanctions on [Russia]",
    ),
    Judge(
        "against",
        lambda about: False,
        "accusations against [Rwanda]",
    ),
    Judge(
        "over",
        lambda about: any_said(about, "fought_over"),
        "shot down over [Iran]; not: concern over [Russia]",
    ),
    Judge(
        "for",
        lambda about: any_said(about, "bound_for"),
        "left for [Armenia]; not: gains for [Azerbaijan]",
    ),
    Judge(
        "of",
        lambda about: (
            said(about[0], "located", "falling_on") and not said(about[0].head, "belonging")
        ),
        "the streets of [Sanaa]; not: the president of [Azerbaijan], the defeat of [Yerevan]",
    ),
    Judge(
        "including like",
        lambda about: not any_said(about, "actors_listed"),
        "towns including [Homs]; not: powers, including [Russia]",
    ),
)
JUDGE_OF = {word: judge for judge in JUDGES for word in judge.prepositions.split()}


def locates(preposition: Token) -> bool:
    """Tell whether what the preposition governs is a place where something is or goes."""
    judge = JUDGE_OF.get(preposition.lower_)
    return judge is not None and judge.locates(about(preposition))


def about(preposition: Token) -> list[Token]:
    """Return what a preposition may belong to: its head, objects and adverbs beside it.

    A parser often hangs "to Azerbaijan" of "provided support to Azerbaijan" on the verb, hence
    the object; "west of Baku" and "out of Sudan" hang on an adverb.
    """
    head = preposition.head
    while head.dep_ == "prep" and head.head is not head:
        head = head.head
    beside = [
        word
        for word in head.rights
        if word.i < preposition.i and (word.dep_ in {"dobj", "nsubj"} or word.pos_ == "ADV")
    ]
    above = [head.head] if head.pos_ in NOUNS and head.dep_ in {"dobj", "pobj"} else []
    return [head, *beside, *above]
