"""Toponym resolution: which place is meant, how sure that is, and when nothing is said."""

from __future__ import annotations

from pathlib import Path

import pytest
from spacy.language import Language

from geo import language
from geo.geoparse.gazetteer import Gazetteer
from geo.geoparse.resolve import resolve, toponyms_of
from geo.model import Article, Kind, Mention, Role
from tests.geoparse.conftest import Geoparse

MEANT = [
    # a text, the toponym, country or division and kind of the place that is meant
    ("Protesters marched in Athens, Georgia.", "Athens", "US.GA", Kind.CITY),
    ("Protesters marched in Athens, Georgia.", "Georgia", "US.GA", Kind.PROVINCE),
    ("Protesters marched in Tbilisi, Georgia.", "Georgia", "GE", Kind.COUNTRY),
    ("The fire in Paris, Texas, is out.", "Paris", "US.TX", Kind.CITY),
    ("The fire in Paris is out, France said.", "Paris", "FR.11", Kind.CITY),
    ("Armenia and Georgia signed a deal.", "Georgia", "GE", Kind.COUNTRY),
    ("Shells fell in Kherson.", "Kherson", "UA.08", Kind.CITY),
    ("Fighting went on in the Kherson region.", "Kherson", "UA.08", Kind.PROVINCE),
    ("Drones fell in the Belgorod and Kursk regions.", "Kursk", "RU.41", Kind.PROVINCE),
    ("Ukraine and Russia fought near Sumy.", "Sumy", "UA.21", Kind.CITY),
    ("Washington urged Israel to wait.", "Washington", "US.DC", Kind.CITY),
    ("The Kremlin denied it.", "Kremlin", "RU.48", Kind.CITY),
    ("He lives in Lincoln, Nebraska.", "Lincoln", "US.NE", Kind.CITY),
    ("The United States wants talks in Geneva.", "Geneva", "CH.GE", Kind.CITY),
    ("Armenian troops withdrew.", "Armenian", "AM", Kind.COUNTRY),
    ("They met in Lebanon, a town in Pennsylvania.", "Pennsylvania", "US.PA", Kind.PROVINCE),
]


def named(mentions: tuple[Mention, ...], name: str) -> Mention:
    """Return the first mention of that name."""
    return next(one for one in mentions if one.text == name)


@pytest.mark.parametrize(("text", "name", "inside", "kind"), MEANT)
def test_place_meant(geoparse: Geoparse, text: str, name: str, inside: str, kind: Kind) -> None:
    place = named(geoparse(text), name).place
    assert place is not None
    assert (place.admin1 or place.country, place.kind) == (inside, kind)


def test_a_seat_of_government_stands_for_its_town(geoparse: Geoparse) -> None:
    place = named(geoparse("The Kremlin denied it."), "Kremlin").place
    assert place is not None
    assert place.name == "Moscow"


def test_a_lake_is_not_the_country_of_its_name(geoparse: Geoparse) -> None:
    place = named(geoparse("A boat sank on Lake Chad."), "Lake Chad").place
    assert place is None or place.kind is Kind.WATER


def test_two_towns_of_one_name_are_told_apart_by_what_follows(geoparse: Geoparse) -> None:
    text = "She left Paris, Texas, for Paris, France."
    inside = [one.place.country for one in geoparse(text) if one.text == "Paris" and one.place]
    assert inside == ["US", "FR"]


def test_a_name_has_one_sense_in_a_text(geoparse: Geoparse) -> None:
    text = "A fire broke out in Paris, Texas. The mayor of Paris spoke. Paris is small."
    assert {
        one.place.admin1 for one in geoparse(text) if one.text == "Paris" and one.place
    } == {"US.TX"}


def test_what_is_not_in_the_gazetteer_says_so(geoparse: Geoparse) -> None:
    mention = named(geoparse("They seized the village of Xyzzyville."), "Xyzzyville")
    assert mention.place is None
    assert mention.score == 0
    assert mention.reason


def test_what_cannot_be_told_names_its_runners_up(geoparse: Geoparse) -> None:
    mention = named(
        geoparse("A man from Springfield was arrested in Springfield."), "Springfield"
    )
    assert mention.place is None or mention.score < 0.9
    assert mention.runners_up


def test_scores_are_shares(geoparse: Geoparse) -> None:
    text = "Fighting in Goma, Sake and Bukavu; talks in Luanda, Paris and Springfield."
    assert all(0 <= one.score <= 1 for one in geoparse(text))


GIVEN = [
    ("Arizona State University opened.", "Arizona State University", "US.AZ"),
    ("The British Embassy closed.", "British Embassy", "GB"),
    ("It happened in Goma.", "Goma", "CD.11"),
]


@pytest.mark.parametrize(("text", "span", "inside"), GIVEN)
def test_spans_given_from_outside_are_resolved(
    pipeline: Language, world: Gazetteer, text: str, span: str, inside: str
) -> None:
    article = Article(article_id="a", text=text, sha256="")
    doc = language.parse(article, pipeline)
    start = text.index(span)
    (mention,) = resolve(
        toponyms_of([(start, start + len(span))], doc, world), doc, world, article
    )
    assert (mention.start, mention.end) == (start, start + len(span))
    assert mention.place is not None
    assert (mention.place.admin1 or mention.place.country) == inside


def test_a_span_placed_by_a_name_inside_it_is_less_sure(
    pipeline: Language, world: Gazetteer
) -> None:
    text = "The Khartoum Botanical Garden lies in Khartoum."
    article = Article(article_id="a", text=text, sha256="")
    doc = language.parse(article, pipeline)
    spans = [(4, 29), (38, 46)]
    part, whole = resolve(toponyms_of(spans, doc, world), doc, world, article)
    assert part.place == whole.place
    assert part.score < whole.score - 0.2


def test_a_people_and_a_province_of_one_name_are_told_apart(geoparse: Geoparse) -> None:
    found = geoparse("Amhara militias fought in Amhara on Monday.")
    assert [one.place.name if one.place else None for one in found] == [None, "Amhara"]


@pytest.mark.parametrize("span", [(0, 0), (3, 4), (0, 7), (2, 900)])
def test_every_given_span_gets_an_answer(
    pipeline: Language, world: Gazetteer, span: tuple[int, int]
) -> None:
    article = Article(article_id="a", text="In Goma", sha256="")
    doc = language.parse(article, pipeline)
    (mention,) = resolve(toponyms_of([span], doc, world), doc, world, article)
    assert (mention.start, mention.end) == span


def test_an_empty_text_has_no_toponyms(geoparse: Geoparse) -> None:
    assert geoparse("") == ()


def test_the_originals_draw_what_they_locate(geoparse: Geoparse, seeds: Path) -> None:
    drawn = {
        one.text
        for path in sorted(seeds.glob("*.txt"))
        for one in geoparse(path.read_bytes().decode())
        if one.role is Role.LOCATION and one.place is not None
    }
    assert {"Khojaly", "Yevlakh", "Nakhchivan", "Nakhichevan", "Stepanakert", "Shusha"} <= drawn
    assert drawn.isdisjoint({"Moscow", "Kremlin", "France", "Ankara", "United States"})
