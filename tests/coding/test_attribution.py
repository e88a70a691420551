"""Who says so: the person, body or document that a statement belongs to."""

from __future__ import annotations

import tomllib

import pytest

from geo.coding.attribution import claimant_of
from geo.settings import Settings
from tests.coding.conftest import Read

LEXICON = tomllib.loads((Settings().data / "lexicon" / "attribution.toml").read_text("utf-8"))

CLAIMED = [
    # sentences, the number asked about, who says so
    ("Strikes killed 12 people, officials said on Monday.", "12", "officials"),
    ("The army said 12 rebels were killed.", "12", "army"),
    ("According to the Red Cross, 12 people were killed.", "12", "Red Cross"),
    ("Shells killed 12 people, according to the UN refugee agency.", "12", "UN refugee agency"),
    ("Twelve people were killed and 30 were wounded, police said.", "30", "police"),
    ("Kyiv accused Moscow of killing 12 civilians.", "12", "Kyiv"),
    ("Armenia reported over 200 deaths and 400 injuries.", "400", "Armenia"),
    ("The health ministry put the death toll at 38.", "38", "health ministry"),
    (
        "A toll issued by the rebels in Kidal confirmed the death of 12 people.",
        "12",
        "rebels in Kidal",
    ),
    ("Figures from the UN show that 4,000 people fled.", "4,000", "UN"),
    ("A statement by the army said 12 rebels were killed.", "12", "army"),
    ("The army's statement said 12 rebels were killed.", "12", "army"),
    ("A UN report said 12 people were killed.", "12", "UN report"),
    ("About 4,000 deaths were reported by the ministry.", "4,000", "ministry"),
    (
        "The governor, Oleksandr Prokudin, said 12 people were killed.",
        "12",
        "Oleksandr Prokudin",
    ),
    ("Prime Minister Nikol Pashinyan said 12 people were killed.", "12", "Nikol Pashinyan"),
    ("Mayor Ivan Fedorov came. Fedorov said 12 people died.", "12", "Ivan Fedorov"),
    ("Mayor Ivan Fedorov came. He said 12 people were killed.", "12", "Ivan Fedorov"),
    (
        "Peacekeepers announced a truce. They also disclosed the delivery of 12 tons.",
        "12",
        "Peacekeepers",
    ),
    ('"More than 12 people were killed," said Mayor Ivan Fedorov.', "12", "Ivan Fedorov"),
    ('"It was awful. We saw 12 people die," said Mayor Ivan Fedorov.', "12", "Ivan Fedorov"),
    (
        "The Gaza health ministry spoke. The ministry said 12 people died.",
        "12",
        "Gaza health ministry",
    ),
    ("Agence France-Presse said 12 people died.", "12", "Agence France-Presse"),
    (
        "Reuters reported, citing hospital officials, that 12 people died.",
        "12",
        "hospital officials",
    ),
    (
        "Hezbollah attacked the base on Monday. The group said 12 soldiers were killed.",
        "12",
        "Hezbollah",
    ),
    (
        "About 12 towns need food, the U.N. humanitarian office OCHA estimates; it has none.",
        "12",
        "U.N. humanitarian office OCHA",
    ),
    ("The authorities ordered the evacuation of 12 families.", "12", "authorities"),
]


@pytest.mark.parametrize(("text", "word", "claimant"), CLAIMED)
def test_a_claim_belongs_to_who_makes_it(
    read: Read, text: str, word: str, claimant: str
) -> None:
    reading = read(text)
    token = next(token for token in reading.doc if token.text == word)

    assert claimant_of(token, reading) == claimant


OWN_VOICE = [
    ("Strikes killed 12 people in Goma.", "12"),
    ("The leaders of the 12 parties told Reuters that they would go.", "12"),
    ("The army, which lost 12 men, said it would fight on.", "12"),
    ("Israel released 39 prisoners.", "39"),
    ("Raids killed six, the ministry said, hours after shells wounded 12 people.", "12"),
]


@pytest.mark.parametrize(("text", "word"), OWN_VOICE)
def test_what_the_outlet_says_itself_has_no_claimant(read: Read, text: str, word: str) -> None:
    reading = read(text)
    token = next(token for token in reading.doc if token.text == word)

    assert claimant_of(token, reading) is None


def test_each_word_of_saying_makes_its_subject_the_claimant(read: Read) -> None:
    missed = []
    for kind in ("clause", "object", "toll", "document", "body"):
        for example in LEXICON[kind].values():
            reading = read(example)
            numbers = [token for token in reading.doc if token.like_num]
            if not any(claimant_of(number, reading) for number in numbers):
                missed.append(example)
    assert missed == []
