"""Geoparsing corpora: read, parsed once, and geoparsed whole or with rules left out.

A corpus is a ``.jsonl`` file of lines ``{"id", "text", "toponyms": [{"start", "end", "lat",
"lon", "ignore"?}]}``; coordinates may be null.
"""

from __future__ import annotations

import json
from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from geo import language
from geo.errors import InputError
from geo.geoparse.ablation import Variant, variants
from geo.geoparse.resolve import resolve, toponyms_of
from geo.model import Article, Mention
from geo.pipeline import Tools, load_tools
from geo.records import mention_record
from geo.scoring.matching import Record
from geo.scoring.placing import Counts, reliability
from geo.settings import Settings

if TYPE_CHECKING:
    from spacy.tokens import Doc


@dataclass(frozen=True, slots=True)
class Text:
    """A text of a corpus, parsed, with its gold toponyms."""

    article: Article
    doc: Doc
    gold: tuple[Record, ...]


def corpora_in(folder: Path) -> list[Path]:
    """Return the corpora of a folder, or the one that is named itself."""
    return [folder] if folder.suffix == ".jsonl" else sorted(folder.glob("*.jsonl"))


def score_corpora(folder: Path, settings: Settings) -> dict[str, Record]:
    """Return the scores of each corpus: the whole geoparser's, and with gold spans given.

    Raises
    ------
    InputError
        When a line is not that of a corpus.
    """
    tools = load_tools(settings)
    scores = {}
    for path in corpora_in(folder):
        texts = texts_of(path, tools)
        found = measured(texts, next(variants()), tools)
        given = Counts()
        for text in texts:
            given.add(text.gold, records(placed_where_given(text, tools)))
        scores[path.stem] = {
            "texts": len(texts),
            **found.summary(),
            "given": {**given.resolution(), "reliability": reliability(given.scored)},
        }
    return scores


def ablate(folder: Path, settings: Settings) -> dict[str, dict[str, Record]]:
    """Return for each corpus the scores of every variant of the geoparser, by its name.

    Raises
    ------
    InputError
        When the folder holds no corpus, or a line is not that of one.
    """
    if not corpora_in(folder):
        raise InputError(f"{folder} holds no corpus (.jsonl) to leave rules out on.")
    tools = load_tools(settings)
    table = {}
    for path in corpora_in(folder):
        texts = texts_of(path, tools)
        table[path.stem] = {
            variant.name: measured(texts, variant, tools).summary() for variant in variants()
        }
    return table


def measured(texts: Iterable[Text], variant: Variant, tools: Tools) -> Counts:
    """Geoparse the texts and count."""
    counts = Counts()
    for text in texts:
        mentions = variant.geoparse(text.doc, tools.gazetteer, text.article)
        counts.add(text.gold, records(mentions))
    return counts


def records(mentions: Iterable[Mention]) -> list[Record]:
    """Return the mentions as ``geoparse`` writes them."""
    return [mention_record(mention) for mention in mentions]


def placed_where_given(text: Text, tools: Tools) -> Iterable[Mention]:
    """Place the gold spans, not looking at their coordinates."""
    spans = sorted({(toponym["start"], toponym["end"]) for toponym in text.gold})
    given = toponyms_of(spans, text.doc, tools.gazetteer)
    return resolve(given, text.doc, tools.gazetteer, text.article)


def texts_of(path: Path, tools: Tools) -> list[Text]:
    """Read and parse a corpus."""
    rows = [
        row_of(line, f"{path}:{number}")
        for number, line in enumerate(path.read_text("utf-8").split("\n"), 1)
        if line.strip()
    ]
    docs = language.parse_all((article for article, _ in rows), tools.language)
    return [Text(article, doc, gold) for (article, gold), doc in zip(rows, docs, strict=True)]


def row_of(line: str, where: str) -> tuple[Article, tuple[Record, ...]]:
    """Return the article and the gold toponyms of one line; ``where`` names it in an error."""
    try:
        row = json.loads(line)
        article = Article(article_id=str(row["id"]), text=row["text"], sha256="")
        spans = ("start", "end", "lat", "lon")
        gold = tuple(
            {**{key: one[key] for key in spans}, "ignore": bool(one.get("ignore"))}
            for one in row["toponyms"]
        )
    except (ValueError, KeyError, TypeError) as error:
        raise InputError(
            f'{where} is not a line like {{"id", "text", "toponyms": [{{"start", "end", "lat", '
            f'"lon"}}]}} ({error!r}).'
        ) from error
    return article, gold
