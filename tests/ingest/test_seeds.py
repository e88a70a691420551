"""The five originals, where this machine has them: offsets and metadata, never their words."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest

from geo.ingest import find, read
from geo.model import Article

KNOWN = {
    "000": ((0, 73), None, "unknown", None, "unknown"),
    "001": ((0, 84), "Time News", "stated", None, "unknown"),
    "002": ((22, 99), "Al-Monitor", "inferred", None, "unknown"),
    "003": (None, None, "unknown", date(2023, 9, 21), "stated"),
    "004": ((0, 90), None, "unknown", date(2020, 11, 11), "stated"),
}
"""Headline, outlet and its basis, date and its basis."""

BOILERPLATE = {
    "000": [(75, 148), (2504, 2520), (2522, 2535), (2537, 2607)],
    "001": [(86, 98), (4469, 4486), (4488, 4503)],
    "002": [(0, 20), (1840, 1894), (1896, 2033), (2036, 2055)],
    "003": [(6552, 6631), (6632, 6651)],
    "004": [(92, 182), (282, 292), (293, 310), (383, 390), (3229, 3289)],
}
"""Copies of the headline, bylines, dates, headings of lists, pitches, hashtags, credits."""


@pytest.fixture(scope="module")
def articles(seeds: Path) -> dict[str, Article]:
    return {path.name[:3]: article for path in find([seeds]) for article in read(path)}


@pytest.mark.parametrize("number", KNOWN)
def test_what_is_known_of_each_and_how(articles: dict[str, Article], number: str) -> None:
    article = articles[number]
    assert (
        article.title_span,
        article.source,
        article.source_basis.value,
        article.published,
        article.published_basis.value,
    ) == KNOWN[number]


@pytest.mark.parametrize("number", BOILERPLATE)
def test_what_of_each_is_never_read(articles: dict[str, Article], number: str) -> None:
    assert list(articles[number].boilerplate) == BOILERPLATE[number]


def test_the_texts_are_the_files(articles: dict[str, Article]) -> None:
    for article in articles.values():
        assert Path(article.path).read_bytes() == article.text.encode()
        assert article.language == "en"
