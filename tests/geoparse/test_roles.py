"""Roles: the same name is a place, a government or part of a name, as its sentence says."""

from __future__ import annotations

import pytest

from geo.geoparse.prepositions import JUDGES, Judge
from geo.geoparse.roles import RULES, Rule
from geo.model import Role
from tests.geoparse.conftest import Geoparse

SENTENCES = [
    # a sentence, the toponym, its role
    ("Baku wants a lasting peace.", "Baku", Role.METONYM),
    ("The Kremlin announced it on Thursday.", "Kremlin", Role.METONYM),
    ("Protesters gathered outside the Kremlin.", "Kremlin", Role.LOCATION),
    ("The White House welcomed the truce.", "White House", Role.METONYM),
    ("Armenia accused Azerbaijan of shelling.", "Armenia", Role.POLITY),
    ("Armenia accused Azerbaijan of shelling.", "Azerbaijan", Role.POLITY),
    ("Talks between Armenia and Azerbaijan began.", "Armenia", Role.POLITY),
    ("Talks between Armenia and Azerbaijan began.", "Azerbaijan", Role.POLITY),
    ("It lies between Armenia and Iran.", "Armenia", Role.LOCATION),
    ("It lies between Armenia and Iran.", "Iran", Role.LOCATION),
    ("He spoke of Turkey's pride in the army.", "Turkey", Role.POLITY),
    ("They praised Azerbaijan's military success.", "Azerbaijan", Role.POLITY),
    ("Talks resumed in Khojaly.", "Khojaly", Role.LOCATION),
    ("The streets of Stepanakert were empty.", "Stepanakert", Role.LOCATION),
    ("Thousands crossed into Armenia.", "Armenia", Role.LOCATION),
    ("Azerbaijan launched an attack on Tuesday.", "Azerbaijan", Role.POLITY),
    ("The war ended with the defeat of Yerevan.", "Yerevan", Role.METONYM),
    ("They drove towards the border with Armenia.", "Armenia", Role.LOCATION),
    ("Kyiv said it had shot down ten drones.", "Kyiv", Role.METONYM),
    ("Kyiv was hit by ten drones.", "Kyiv", Role.LOCATION),
    ("Damascus fell on Sunday.", "Damascus", Role.LOCATION),
    ("The Moscow-brokered truce held.", "Moscow", Role.METONYM),
    ("Iran-backed fighters withdrew.", "Iran", Role.POLITY),
    ("The Aden-based government resigned.", "Aden", Role.EMBEDDED),
    ("The governor of South Kivu resigned.", "South Kivu", Role.EMBEDDED),
    ("Kharkiv mayor Ihor Terekhov spoke.", "Kharkiv", Role.EMBEDDED),
    ("The UK government sent aid.", "UK", Role.POLITY),
    ("US troops left the base.", "US", Role.POLITY),
    ("The fighting is in Syria's north.", "Syria", Role.LOCATION),
    ("The Sudanese army advanced.", "Sudanese", Role.DEMONYM),
    ("Fighting in Amhara has spread.", "Amhara", Role.LOCATION),
    ("Violence across Amhara continued.", "Amhara", Role.LOCATION),
    ("Residents of the Amhara region fled.", "Amhara region", Role.LOCATION),
    ("They fled from Amhara militias.", "Amhara", Role.DEMONYM),
    ("Thousands of Amhara fled to Sudan.", "Amhara", Role.DEMONYM),
    ("Ethnic Amhara were killed.", "Amhara", Role.DEMONYM),
    ("Armenians fled the town.", "Armenians", Role.DEMONYM),
    ("Israel bombed Lebanon on Monday.", "Lebanon", Role.LOCATION),
    ("Israel bombed Lebanon on Monday.", "Israel", Role.POLITY),
    ("The rebels invaded Sudan from Chad.", "Sudan", Role.LOCATION),
    ("Turkey gave military support to Azerbaijan.", "Azerbaijan", Role.POLITY),
    ("He apologised to Russia.", "Russia", Role.POLITY),
    ("They fled to Chad by night.", "Chad", Role.LOCATION),
    ("Weapons arrived from Iran by sea.", "Iran", Role.LOCATION),
    ("He rejected pressure from Washington.", "Washington", Role.METONYM),
    ("The council imposed sanctions on Mali.", "Mali", Role.POLITY),
    ("Rockets were fired in strikes on Israel.", "Israel", Role.LOCATION),
    ("The president of Azerbaijan met the envoys.", "Azerbaijan", Role.POLITY),
    ("The north of Syria is calm.", "Syria", Role.LOCATION),
    ("Leading powers, including Russia, took part.", "Russia", Role.POLITY),
    ("They met in Goma, DR Congo.", "DR Congo", Role.LOCATION),
    ("He left from Tripoli, Lebanon, and met the envoys.", "Lebanon", Role.LOCATION),
    ("Boats left Tripoli, Lebanon, and Latakia, Syria.", "Lebanon", Role.LOCATION),
    ("In Kyiv, Ukraine said it had shot down drones.", "Ukraine", Role.POLITY),
    ("Barcelona beat Madrid 2-1 on Saturday.", "Barcelona", Role.METONYM),
    ("Barcelona beat Madrid 2-1 on Saturday.", "Madrid", Role.METONYM),
    ("Liverpool drew with Leeds.", "Liverpool", Role.METONYM),
    ("Liverpool drew with Leeds.", "Leeds", Role.METONYM),
    ("The match against Liverpool was played in Istanbul.", "Liverpool", Role.METONYM),
    ("The match against Liverpool was played in Istanbul.", "Istanbul", Role.LOCATION),
    ("The Barcelona striker scored twice.", "Barcelona", Role.METONYM),
    ("Kharkiv beat back the attack.", "Kharkiv", Role.LOCATION),
    ("Kharkiv drew thousands of visitors.", "Kharkiv", Role.LOCATION),
    ("The war against Kharkiv went on.", "Kharkiv", Role.LOCATION),
    ("The border with Chad, where camps are full, is shut.", "Chad", Role.LOCATION),
    ("The Soviet Union collapsed in 1991.", "Soviet Union", Role.POLITY),
    ("The Republic of Artsakh capitulated.", "Republic of Artsakh", Role.POLITY),
    ("Karabakh fighters gave up their arms.", "Karabakh", Role.LOCATION),
    ("The EU promised more shells.", "EU", Role.POLITY),
    ("Baku-Yerevan talks were held on Friday.", "Yerevan", Role.METONYM),
]


@pytest.mark.parametrize(("text", "name", "role"), SENTENCES)
def test_role(geoparse: Geoparse, text: str, name: str, role: Role) -> None:
    assert {one.text: one.role for one in geoparse(text)}[name] is role


@pytest.mark.parametrize("rule", RULES, ids=lambda rule: rule.name)
def test_each_rule_names_an_example(rule: Rule) -> None:
    assert "[" in rule.example


@pytest.mark.parametrize("judge", JUDGES, ids=lambda judge: judge.prepositions.split()[0])
def test_each_preposition_has_an_example(judge: Judge) -> None:
    assert any(word in judge.example.split() for word in judge.prepositions.split()) or (
        judge.prepositions == "against"
    )


def test_only_what_the_text_locates_can_be_drawn(geoparse: Geoparse) -> None:
    text = "Paris urged Israel to stop; Armenia accused Turkey; shells fell in Goma."
    drawn = [one.text for one in geoparse(text) if one.role is Role.LOCATION]
    assert drawn == ["Goma"]
