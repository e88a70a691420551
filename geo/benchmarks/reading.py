"""How quickly articles are read, beside the bare language pipeline, in one run on one core."""

from __future__ import annotations

from statistics import median
from time import perf_counter

from geo import ingest, language
from geo.geoparse.recognise import recognise
from geo.geoparse.resolve import resolve
from geo.model import Article
from geo.pipeline import Tools, load_tools, read
from geo.settings import Settings

ROUNDS = 5


def measure() -> list[dict[str, object]]:
    """Return characters a second of the bare parse, geoparsing and whole extraction."""
    settings = Settings.from_environment()
    tools = load_tools(settings)
    articles = [
        article
        for path in ingest.find([settings.data / "articles"])
        for article in ingest.read(path)
    ]
    characters = sum(len(article.text) for article in articles)
    rounds = [times(articles, tools) for _ in range(ROUNDS)]
    bare, placed, whole = (median(column) for column in zip(*rounds, strict=True))
    return [
        {"what": "bare spaCy", "value": round(characters / bare), "unit": "characters/s"},
        {"what": "geoparsing", "value": round(characters / placed), "unit": "characters/s"},
        {
            "what": "whole extraction",
            "value": round(characters / whole),
            "unit": "characters/s",
        },
        {"what": "geoparsing / bare spaCy", "value": round(bare / placed, 2), "unit": "ratio"},
        {
            "what": "whole extraction / bare spaCy",
            "value": round(bare / whole, 2),
            "unit": "ratio",
        },
    ]


def times(articles: list[Article], tools: Tools) -> tuple[float, float, float]:
    """Return the seconds of one round: bare parse, parse and geoparse, everything."""
    bare = placed = whole = 0.0
    for article in articles:
        start = perf_counter()
        doc = language.parse(article, tools.language)
        parsed = perf_counter() - start
        start = perf_counter()
        resolve(recognise(doc, tools.gazetteer), doc, tools.gazetteer, article)
        geoparsed = perf_counter() - start
        start = perf_counter()
        read(article, doc, tools)
        bare += parsed
        placed += parsed + geoparsed
        whole += parsed + perf_counter() - start
    return bare, placed, whole
