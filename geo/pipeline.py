"""The whole flow on one screen: article → mentions → places → people, figures, events."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from functools import cache
from itertools import tee
from typing import TYPE_CHECKING

from geo import language
from geo.coding.actors import name_actors
from geo.coding.dates import infer_published, tag_dates
from geo.coding.events import code_events
from geo.coding.figures import code_figures
from geo.coding.reading import Reading
from geo.geoparse.gazetteer import Gazetteer
from geo.geoparse.online import OnlineGeocoder, place_online
from geo.geoparse.recognise import recognise
from geo.geoparse.resolve import resolve
from geo.model import Article, Basis, Extraction
from geo.settings import Settings
from geo.version import code_version

if TYPE_CHECKING:
    from spacy.language import Language
    from spacy.tokens import Doc


@dataclass(frozen=True, kw_only=True)
class Tools:
    """What reading an article takes; loaded once, shared by all articles."""

    language: Language
    gazetteer: Gazetteer
    online: OnlineGeocoder | None = None

    @property
    def version(self) -> str:
        """Name the code, lexicon, model and gazetteer that make an extraction."""
        meta = self.language.meta
        model = f"{meta['name']}-{meta['version']}"
        asked = f"+{self.online.service}" if self.online else ""
        return f"{code_version()}+{model}+{self.gazetteer.version}{asked}"


@cache
def load_tools(settings: Settings) -> Tools:
    """Load the language pipeline and the gazetteer named in the settings, once."""
    return Tools(
        language=language.load(settings.model),
        gazetteer=Gazetteer.open(settings),
        online=OnlineGeocoder.open(settings) if settings.geocoder else None,
    )


def extract(article: Article, tools: Tools) -> Extraction:
    """Read one article."""
    return read(article, language.parse(article, tools.language), tools)


def extract_all(articles: Iterable[Article], tools: Tools) -> Iterator[Extraction]:
    """Read many articles, in order, parsing them in batches."""
    to_read, to_parse = tee(articles)
    for article, doc in zip(to_read, language.parse_all(to_parse, tools.language), strict=True):
        yield read(article, doc, tools)


def read(article: Article, doc: Doc, tools: Tools) -> Extraction:
    """Turn an article and its parse into all that the article tells."""
    article = dated(article, doc)
    mentions = resolve(recognise(doc, tools.gazetteer), doc, tools.gazetteer, article)
    if tools.online:
        mentions = place_online(mentions, tools.online)
    reading = Reading(
        article=article, doc=doc, mentions=mentions, dates=tag_dates(doc, article)
    )
    people, organisations = name_actors(reading)
    return Extraction(
        article=article,
        mentions=mentions,
        people=people,
        organisations=organisations,
        figures=code_figures(reading),
        events=code_events(reading),
        version=tools.version,
    )


def dated(article: Article, doc: Doc) -> Article:
    """Date an undated article from its own words where they allow it, and mark that."""
    if article.published is not None:
        return article
    inferred = infer_published(doc)
    if inferred is None:
        return article
    return replace(article, published=inferred, published_basis=Basis.INFERRED)
