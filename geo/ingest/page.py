"""A text as a page: which lines are furniture, which are prose, where its head and foot are."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property

from geo.ingest.furniture import furniture
from geo.ingest.lines import Line, lines_of

EDGE_PARAGRAPHS = 2
"""The head ends, and the foot begins, this many paragraphs of running text into the article."""
NOT_OURS = frozenset(
    {"related", "replies", "read more", "tags", "photo credit", "linked story"}
)
"""Furniture that speaks of other articles or of pictures, never of this article."""


@dataclass(frozen=True, kw_only=True)
class Page:
    """The lines of a text after its front matter, and what sort of furniture some are."""

    text: str
    lines: tuple[Line, ...]
    furniture: dict[int, str]

    @cached_property
    def prose(self) -> tuple[int, ...]:
        """The numbers of the lines that are running text, in order."""
        return tuple(
            number
            for number, line in enumerate(self.lines)
            if number not in self.furniture and line.is_prose
        )

    @cached_property
    def head(self) -> range:
        """The numbers of the lines above the body and among its first paragraphs."""
        within = self.prose[EDGE_PARAGRAPHS:]
        return range(within[0] if within else len(self.lines))

    @cached_property
    def foot(self) -> range:
        """The numbers of the lines below the body and among its last paragraphs."""
        within = self.prose[: -EDGE_PARAGRAPHS or None]
        return range(within[-1] + 1 if within else 0, len(self.lines))

    @cached_property
    def above(self) -> range:
        """The numbers of the lines above the first running text."""
        return range(self.prose[0] if self.prose else len(self.lines))

    @cached_property
    def below(self) -> range:
        """The numbers of the lines below the last running text."""
        return range(self.prose[-1] + 1 if self.prose else 0, len(self.lines))

    @cached_property
    def edges(self) -> tuple[int, ...]:
        """The numbers of the lines of head and foot that may speak of this article."""
        numbers = sorted({*self.head, *self.foot})
        return tuple(n for n in numbers if self.furniture.get(n) not in NOT_OURS)

    def at_edge(self, number: int) -> bool:
        """Tell whether a line is one of the head or the foot."""
        return number in self.head or number in self.foot


def page_of(text: str, start: int = 0) -> Page:
    """Return the text from an offset on as a page."""
    lines = tuple(lines_of(text, start))
    return Page(text=text, lines=lines, furniture=furniture(lines))
