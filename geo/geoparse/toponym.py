"""A name as recognised in the text, before it is resolved, and the words around it."""

from __future__ import annotations

from dataclasses import dataclass, field
from itertools import pairwise
from typing import TYPE_CHECKING

from geo.geoparse.lexicon import Lexicon, load
from geo.model import Role, Span

if TYPE_CHECKING:
    from spacy.tokens import Doc

HEADLINE_SHARE = 0.6


@dataclass(frozen=True, slots=True, kw_only=True)
class Toponym:
    """A recognised toponym: where it stands, what to look up, and what its form alone tells.

    ``first`` and ``last`` are token indexes, ``last`` exclusive. ``role`` is None where syntax
    has to decide. ``cue`` holds the kinds of place that a word beside the name speaks of.
    ``is_part`` is whether the name is but a part of the span: of "Carnegie Library", say.
    """

    start: int
    end: int
    name: str
    first: int
    last: int
    role: Role | None = None
    cue: frozenset[str] = field(default=frozenset())
    is_part: bool = False

    @property
    def span(self) -> Span:
        """The characters of the toponym."""
        return Span(self.start, self.end)


class Words:
    """A parsed text as plain lists by token, which is much quicker than asking spaCy again.

    ``entity`` holds for each token the index of its named entity in ``entities`` or -1;
    ``sentence`` numbers the sentences.
    """

    def __init__(self, doc: Doc, lexicon: Lexicon | None = None) -> None:
        self.doc = doc
        self.lexicon = lexicon or load()
        self.whole = doc.text  # built anew at every access, hence kept
        self.text = [token.text for token in doc]
        self.lower = [text.lower() for text in self.text]
        self.start = [token.idx for token in doc]
        self.capital = [text[:1].isupper() for text in self.text]
        self.space = [text.isspace() for text in self.text]
        self.entities = [(ent.start, ent.end, ent.label_) for ent in doc.ents]
        self.entity = [-1] * len(doc)
        for number, (start, end, _) in enumerate(self.entities):
            self.entity[start:end] = [number] * (end - start)
        self.sentence, self.sentences = numbered_sentences(doc)
        self.headline = [self._is_headline(start, end) for start, end in self.sentences]

    def __len__(self) -> int:
        return len(self.text)

    def end(self, index: int) -> int:
        """Return the offset after the token."""
        return self.start[index] + len(self.text[index])

    def slice(self, first: int, last: int) -> str:
        """Return the text of tokens ``first`` to ``last`` (exclusive)."""
        return self.whole[self.start[first] : self.end(last - 1)]

    def before(self, index: int) -> str:
        """Return the word before the token in its sentence, in lower case, or an empty word."""
        return self._same_sentence(index, index - 1)

    def after(self, index: int) -> str:
        """Return the word after the token in its sentence, in lower case, or an empty word."""
        return self._same_sentence(index, index + 1)

    def _same_sentence(self, index: int, other: int) -> str:
        if not 0 <= other < len(self.text) or self.sentence[index] != self.sentence[other]:
            return ""
        return self.lower[other]

    def in_headline(self, index: int) -> bool:
        """Tell whether the token stands in a title whose words are all capitalised."""
        return self.headline[self.sentence[index]]

    def starts_sentence(self, index: int) -> bool:
        """Tell whether no word stands before the token in its sentence."""
        start, _ = self.sentences[self.sentence[index]]
        return not any(text[:1].isalnum() for text in self.text[start:index])

    def _is_headline(self, start: int, end: int) -> bool:
        long = [text for text in self.text[start:end] if len(text) > 3 and text.isalpha()]
        capitals = sum(text[0].isupper() for text in long)
        return len(long) >= 3 and capitals >= HEADLINE_SHARE * len(long)


def numbered_sentences(doc: Doc) -> tuple[list[int], list[tuple[int, int]]]:
    """Return the sentence number of each token, and the token range of each sentence."""
    starts = [token.i for token in doc if token.i == 0 or token.is_sent_start]
    ranges = list(pairwise([*starts, len(doc)]))
    numbers = [number for number, (start, end) in enumerate(ranges) for _ in range(start, end)]
    return numbers, ranges
