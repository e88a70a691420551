"""Article text → spaCy ``Doc`` with the very same offsets.

Boilerplate becomes blanks and typographic characters their plain equals, each one for one, so a
token's ``idx`` is an offset into ``article.text``. A sentence never crosses a line break, nor
the dash of a dateline.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from functools import lru_cache
from itertools import pairwise
from typing import TYPE_CHECKING

from geo.errors import LanguageModelMissing
from geo.model import Article, Span

if TYPE_CHECKING:
    from spacy.language import Language
    from spacy.tokens import Doc

PLAIN = str.maketrans(
    {
        "\u2018": "'",
        "\u2019": "'",
        "\u201c": '"',
        "\u201d": '"',
        "\u201e": '"',
        "\u00ab": '"',
        "\u00bb": '"',
        "\u00a0": " ",
        "\u202f": " ",
        "\u2009": " ",
        "\u2013": "-",
        "\u2011": "-",
        "\ufeff": " ",
        "\u200b": " ",
        "\r": "\n",
        "\t": " ",
    }
)

LINE_BREAK = re.compile("\n")
BLANK_LINE = re.compile(r"\n[ ]*\n")
WIDEST_WRAPPED_LINE = 100
FEWEST_WRAPPED_LINES = 5

DATELINE = re.compile(
    r"""^[ \t]*
    (?: [A-Z][A-Z'/.\ -]{2,} (?: [,(][^\n!?";:]{0,60}? )?  # BAMAKO, July 30 2024 -
      | [A-Z][^\n.!?"();:]{2,40} \([^()\n]{2,40}\)  # Kyiv, 12 March (TASS) -
    )
    [ ]? (?: -- | [-\u2014\u2015] ) [ ]+ (?=\S)""",
    re.MULTILINE | re.VERBOSE,
)
"""The start of a paragraph that says where it was written; the first sentence follows it."""


def readable(article: Article) -> str:
    """Return the text to be read: as long as ``article.text``, boilerplate blanked out."""
    text = article.text.replace("\r\n", " \n").translate(PLAIN)
    for span in article.boilerplate:
        text = text[: span.start] + blank(text[span.start : span.end]) + text[span.end :]
    return text


def blank(words: str) -> str:
    """Return as many blanks as there are characters, keeping line breaks."""
    return "".join("\n" if letter == "\n" else " " for letter in words)


@lru_cache(maxsize=2)
def load(name: str) -> Language:
    """Load the spaCy pipeline of that name, with layout ending sentences.

    Raises
    ------
    LanguageModelMissing
        When no such pipeline is installed.
    """
    import spacy
    from spacy.language import Language

    try:
        pipeline = spacy.load(name)
    except OSError as error:
        raise LanguageModelMissing(
            f"The spaCy pipeline {name!r} is not installed. Run `make app`, or set "
            "CONFLICT_MAP_MODEL to one that is."
        ) from error
    Language.component("layout", func=end_sentences_by_layout)
    pipeline.add_pipe("layout", first=True)
    return pipeline


def end_sentences_by_layout(doc: Doc) -> Doc:
    """Start a sentence after line breaks and datelines, never with a line's closing quote.

    In a text whose lines are broken at a width only blank lines count.
    """
    ends_line = BLANK_LINE if is_hard_wrapped(doc.text) else LINE_BREAK
    after_break = True
    for token in doc:
        if token.is_space:
            after_break = after_break or ends_line.search(token.text) is not None
        elif after_break:
            token.is_sent_start = True
            after_break = False
        elif token.text == '"' and (token.i + 1 == len(doc) or "\n" in doc[token.i + 1].text):
            token.is_sent_start = False
    for _, end in dateline_spans(doc.text):
        for token in doc.char_span(end, end + 1, alignment_mode="expand") or ():
            token.is_sent_start = True
    return doc


def is_hard_wrapped(text: str) -> bool:
    """Tell whether lines are broken at a width, as in old mail, and only blank ones part."""
    lines = [line.strip() for line in text.split("\n")]
    running = [line for line, following in pairwise(lines) if line and following]
    if len(running) < FEWEST_WRAPPED_LINES or max(map(len, lines)) > WIDEST_WRAPPED_LINE:
        return False
    full = sum(len(line) > WIDEST_WRAPPED_LINE / 2 for line in running)
    return full > 0.8 * len(running) and not all(line[-1] in '.!?"' for line in running)


def parse(article: Article, pipeline: Language) -> Doc:
    """Return the article's parse; ``token.idx`` is an offset into ``article.text``."""
    return pipeline(readable(article))


def parse_all(articles: Iterable[Article], pipeline: Language) -> Iterator[Doc]:
    """Yield the parses of many articles, in order and in batches."""
    return pipeline.pipe((readable(article) for article in articles), batch_size=16)


def dateline_spans(text: str) -> tuple[Span, ...]:
    """Return the datelines of a readable text, up to the first word after them."""
    return tuple(Span(*found.span()) for found in DATELINE.finditer(text))


def token_span(doc: Doc, start: int, end: int) -> Span:
    """Return the characters of tokens ``start`` to ``end`` (exclusive)."""
    last = doc[end - 1]
    return Span(doc[start].idx, last.idx + len(last))
