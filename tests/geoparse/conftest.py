"""The built-in gazetteer, the parser, and a geoparser for short texts."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from spacy.language import Language

from geo import language
from geo.geoparse.gazetteer import Gazetteer
from geo.geoparse.recognise import recognise
from geo.geoparse.resolve import resolve
from geo.model import Article, Mention
from geo.settings import Settings

Geoparse = Callable[[str], tuple[Mention, ...]]


@pytest.fixture(scope="session")
def pipeline() -> Language:
    """Return the parser of the default settings."""
    return language.load(Settings().model)


@pytest.fixture(scope="session")
def world() -> Gazetteer:
    """Return the built-in gazetteer."""
    return Gazetteer.open(Settings.from_environment())


@pytest.fixture(scope="session")
def geoparse(pipeline: Language, world: Gazetteer) -> Geoparse:
    """Return a function from a text to its mentions."""

    def read(text: str) -> tuple[Mention, ...]:
        article = Article(article_id="test", text=text, sha256="")
        doc = language.parse(article, pipeline)
        return resolve(recognise(doc, world), doc, world, article)

    return read
