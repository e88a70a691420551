"""People and organisations, one entry each, with the role that the text gives."""

from __future__ import annotations

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from geo.coding.actors import name_actors
from geo.coding.events import code_events
from geo.model import Role
from tests.coding.conftest import Read

ROLES = [
    (
        "Ugandan President Yoweri Museveni spoke in Nairobi.",
        ("Yoweri Museveni", "Ugandan President"),
    ),
    (
        "Prime Minister Abiy Ahmed visited Mekelle.",
        ("Abiy Ahmed", "Prime Minister"),
    ),
    (
        "David Brown, head of the aid mission in Kherson, spoke on Monday.",
        ("David Brown", "head of the aid mission in Kherson"),
    ),
    (
        "The group's spokesman, Yahya Saree, said so on Monday.",
        ("Yahya Saree", "group's spokesman"),
    ),
    ("John Smith said that he had seen smoke.", ("John Smith", None)),
]


@pytest.mark.parametrize(("text", "person"), ROLES, ids=[row[0] for row in ROLES])
def test_a_person_has_the_role_told_before_or_beside_the_name(read: Read, text, person):
    [found], _ = name_actors(read(text))
    assert (found.name, found.role) == person


SPELLINGS = [
    (
        "The ombudsman, Gegam Stepanyan, spoke. Later Gigham Stepanyan spoke again.",
        ["Gegam Stepanyan"],
    ),
    (
        "President Volodymyr Zelensky spoke. Later Zelenskyy left. Volodymyr Zelensky waved.",
        ["Volodymyr Zelensky"],
    ),
    (
        "President Recep Tayyip Erdogan spoke. Tayyip Erdogan left. Erdogan waved at a crowd.",
        ["Recep Tayyip Erdogan"],
    ),
    (
        "John Smith spoke in Nairobi. Mary Smith spoke in Doha.",
        ["John Smith", "Mary Smith"],
    ),
]


@pytest.mark.parametrize(("text", "names"), SPELLINGS, ids=[row[1][0] for row in SPELLINGS])
def test_spellings_of_one_name_are_one_person(read: Read, text, names):
    people, _ = name_actors(read(text))
    assert [person.name for person in people] == names


def test_a_place_is_no_person(read: Read):
    people, organisations = name_actors(read("Goma fell quiet. Kherson was shelled."))
    assert people == ()
    assert organisations == ()


def test_names_in_a_caption_are_marked(read: Read):
    people, _ = name_actors(read("John Smith speaks in Geneva [Getty]\nMary Brown spoke."))
    assert {person.name: person.caption for person in people} == {
        "John Smith": True,
        "Mary Brown": False,
    }


def test_an_organisation_is_one_entry_over_its_mentions(read: Read):
    text = "The United Nations spoke on Monday. The United Nations sent food to Goma."
    _, organisations = name_actors(read(text))
    [body] = [one for one in organisations if one.name == "United Nations"]
    assert [span.of(text) for span in body.mentions] == ["United Nations", "United Nations"]


ACTORS = [
    ("Russian forces shelled Kherson.", ["Russian forces"]),
    ("Dozens of rebels attacked Goma.", ["rebels"]),
    ("Goma was captured by rebel fighters.", ["rebel fighters"]),
    ("Talks between government officials and rebel leaders began in Doha.",
     ["government officials", "rebel leaders"]),
    ("The army clashed with militiamen near Sake.", ["army", "militiamen"]),
    ("Ukrainian shelling killed a farmer near Odesa.", ["Ukrainian"]),
    ("The military operation by the Ugandan army began in Ituri.", ["Ugandan army"]),
    ("President Yoweri Museveni met his Kenyan counterpart, William Ruto, in Nairobi.",
     ["Yoweri Museveni", "William Ruto"]),
    ("Qatar called for a ceasefire in Gaza.", ["Qatar"]),
    ("The drone hit a depot in Odesa.", []),
]  # fmt: skip


@pytest.mark.parametrize(("text", "actors"), ACTORS, ids=[row[0] for row in ACTORS])
def test_an_events_actors_are_named_as_said_without_determiner(read: Read, text, actors):
    event = code_events(read(text, roles={"Qatar": Role.POLITY}))[0]
    assert list(event.actors) == actors


@settings(
    max_examples=25, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture]
)
@given(
    st.lists(
        st.sampled_from(
            [row[0] for row in ROLES]
            + [row[0] for row in SPELLINGS]
            + ["“", "'s", "\n", "Dr.", "-", "President", "\u00a0", "(AFP)"]
        ),
        max_size=5,
    )
)
def test_every_mention_of_a_name_is_in_the_text(read: Read, pieces):
    text = " ".join(pieces)
    people, organisations = name_actors(read(text))
    for one in (*people, *organisations):
        assert one.mentions
        assert all(0 <= span.start < span.end <= len(text) for span in one.mentions)
