"""Toponym recognition: what is found, what stays out, and where it stands."""

from __future__ import annotations

import re
from itertools import pairwise

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from spacy.language import Language

from geo import language
from geo.geoparse.gazetteer import Gazetteer
from geo.geoparse.recognise import BESIDE, ITSELF, Rule, recognise
from geo.model import Article, Role
from tests.geoparse.conftest import Geoparse

FOUND = [
    # a text with every toponym in brackets, and no other words in brackets
    "Shells fell on [Kharkiv] and [Sumy] overnight.",
    "Fighting went on in the [Donetsk], [Luhansk] and [Kherson] regions.",
    "Talks began in the city of [Yevlakh].",
    "They fled from [Khan Younis] to [Rafah].",
    "Rebels took [Deir al-Zor] and pushed on to [Homs].",
    "Troops entered [al-Hasakah] on Monday.",
    "The town of [Tell Abiad] lies in [Syria].",
    "[Kiev] and [Kyiv] are one town.",
    "Residents of [Xankəndi] left.",
    "A convoy left [Goma], [North Kivu], on Monday.",
    "Protesters marched in [Athens], [Georgia].",
    "The [Moscow]-brokered truce held.",
    "The [Armenian]-[Azerbaijani] border was closed.",
    "[Russia],[Azerbaijan] and [Armenia] signed a deal.",
    "[Sudan]'s army retook [Wad Madani].",
    "Gunmen killed nine people in [Port-au-Prince] on Sunday.",
    "The convoy left [Rostov-on-Don] at dawn.",
    "The [Masnaa crossing] was hit.",
    "Thousands fled through the [Lachin corridor] on Monday.",
    "Cars left along the [Lachin corridor]'s winding road.",
    "He took the [Goma] road.",
    "They seized the town of [Xyzzyville]. Later, [Xyzzyville] was quiet.",
    "[Sochi] Mayor Anatoly Pakhomov spoke.",
    "Chad Smith flew to [Lviv].",
    "Jordan Henderson scored twice in [London].",
    "She ate a Turkey sandwich in [Paris].",
    "In May, Mr Lincoln moved to [Nebraska].",
    "Mobile phones did not work in [Mobile], [Alabama].",
    "The UN met NATO in [Geneva].",
    "GTM and CMB merged in [London].",
    "Aid from the [UAE] reached [Port Sudan].",
    "Native American art is shown in [Paris].",
    "In [Amhara], militias seized [Lalibela].",
    "Hamas and the Taliban sent envoys to [Doha].",
    "The Red Cross visited [Marib].",
    '"We will stay," said Xavier. Petrova said it too.',
    "They spoke in English.",
    "El Niño brings rain.",
    "A ship sank near Wadi Qux.",
    "On Monday and in March it rained.",
    "#Baku #talks",
    "",
]


def brackets(text: str) -> tuple[str, list[tuple[int, int]]]:
    """Split a text with bracketed names into the plain text and their spans."""
    plain, spans = "", []
    for piece in re.split(r"(\[[^\]]*\])", text):
        if piece.startswith("["):
            spans.append((len(plain), len(plain) + len(piece) - 2))
        plain += piece.strip("[]") if piece.startswith("[") else piece
    return plain, spans


@pytest.mark.parametrize("text", FOUND)
def test_finds_the_places_and_nothing_else(geoparse: Geoparse, text: str) -> None:
    plain, spans = brackets(text)
    assert [(one.start, one.end) for one in geoparse(plain)] == spans


EMBEDDED = [
    ("The Agence France-Presse reported it.", "France"),
    ("The New York Times reported it.", "New York"),
    ("The Bank of England raised rates.", "England"),
    ("Air France resumed its flights.", "France"),
    ("The Sudan Doctors Network counted them.", "Sudan"),
    ("The Minnesota Highway Patrol closed the road.", "Minnesota"),
    ("The Ohio Turnpike Commission met.", "Ohio"),
]


@pytest.mark.parametrize(("text", "name"), EMBEDDED)
def test_a_place_in_the_name_of_a_body_is_embedded(
    geoparse: Geoparse, text: str, name: str
) -> None:
    assert [(one.text, one.role) for one in geoparse(text)] == [(name, Role.EMBEDDED)]


DATELINES = [
    ("STEPANAKERT, Azerbaijan – Talks began on Monday.", ["STEPANAKERT", "Azerbaijan"]),
    ("BEIRUT (AP) — A drone fell on Tuesday.", ["BEIRUT"]),
    ("GAZA/CAIRO (Levant Press Agency) - A truce held.", ["GAZA", "CAIRO"]),
    ("PORT-AU-PRINCE, Haiti, March 3 (Reuters) - Gangs struck.", ["PORT-AU-PRINCE", "Haiti"]),
    ("ISLAMABAD: Gunmen killed seven people.", ["ISLAMABAD"]),
    ("Kyiv, 12 March (Interfax) – Drones fell.", ["Kyiv"]),
    ("Kyiv and Moscow traded blame - again.", []),
    ("Baku - Tbilisi trains stopped in Ganja.", []),
]


@pytest.mark.parametrize(("text", "names"), DATELINES)
def test_tells_datelines(geoparse: Geoparse, text: str, names: list[str]) -> None:
    assert [one.text for one in geoparse(text) if one.role is Role.DATELINE] == names


@pytest.mark.parametrize("rule", [*ITSELF, *BESIDE], ids=lambda rule: rule.name)
def test_each_rule_names_an_example_with_the_name_in_brackets(rule: Rule) -> None:
    assert re.search(r"\[[^\]]+\]", rule.example)
    assert rule.weight != 0


def test_a_rule_can_be_left_out(pipeline: Language, world: Gazetteer) -> None:
    article = Article(article_id="a", text="The Sudanese army left.", sha256="")
    doc = language.parse(article, pipeline)
    assert recognise(doc, world)
    assert not recognise(doc, world, off=frozenset({"demonyms"}))


PIECES = (
    "Goma Kyiv the The of in , . - / ' 's ( ) [ Jordan GAZA al-Zor St. Street U.S. Kherson"
    " regions and Turkey’s — Ministry Armenian # Lake Chad"
)
WORDS = st.lists(
    st.one_of(
        st.sampled_from([*PIECES.split(" "), "\n", "\r\n", "\t"]),
        st.text(max_size=6),
    ),
    max_size=30,
)


@settings(max_examples=60, deadline=None, suppress_health_check=list(HealthCheck))
@given(words=WORDS)
def test_offsets_check_out_on_any_text(geoparse: Geoparse, words: list[str]) -> None:
    text = " ".join(words)
    mentions = geoparse(text)
    assert all(text[one.start : one.end] == one.text for one in mentions)
    assert all(a.end <= b.start for a, b in pairwise(mentions))
    assert all(one.text.strip() == one.text != "" for one in mentions)
