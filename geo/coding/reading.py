"""What the coders read from: the parse, the toponyms and the dates of one article together."""

from __future__ import annotations

from dataclasses import dataclass, field
from functools import cached_property
from typing import TYPE_CHECKING

from geo.model import Article, Mention, Span

if TYPE_CHECKING:
    from spacy.tokens import Doc, Token
    from spacy.tokens import Span as Tokens

    from geo.coding.dates import DateExpression


@dataclass(frozen=True, kw_only=True)
class Reading:
    """One article as the coders see it; token ``idx`` are offsets into ``article.text``."""

    article: Article
    doc: Doc
    mentions: tuple[Mention, ...]
    dates: tuple[DateExpression, ...] = field(default=())

    @cached_property
    def _mention_of_token(self) -> dict[int, Mention]:
        return {
            token.i: mention
            for mention in self.mentions
            for token in self.doc.char_span(mention.start, mention.end, alignment_mode="expand")
            or ()
        }

    def mention_at(self, token: Token) -> Mention | None:
        """Return the toponym that the token belongs to, if any."""
        return self._mention_of_token.get(token.i)

    def mentions_in(self, span: Span) -> tuple[Mention, ...]:
        """Return the toponyms that lie in the span, in reading order."""
        return tuple(mention for mention in self.mentions if span.contains(mention.span))

    def dates_in(self, span: Span) -> tuple[DateExpression, ...]:
        """Return the date expressions that lie in the span, in reading order."""
        return tuple(found for found in self.dates if span.contains(found.span))

    def sentence_span(self, sentence: Tokens) -> Span:
        """Return the sentence's characters without the blanks around them."""
        words = [token for token in sentence if not token.is_space]
        if not words:
            return Span(sentence.start_char, sentence.start_char)
        return Span(words[0].idx, words[-1].idx + len(words[-1]))
