"""Whether something happened: tense, modality, negation and reported speech."""

from __future__ import annotations

import pytest

from geo.coding.events import code_events
from tests.coding.conftest import Read

SAID = [
    ("Rebels captured Goma on Monday.", "control", "occurred"),
    ("Rebels have captured Goma.", "control", "occurred"),
    ("The army said that rebels had shelled Goma.", "attack", "occurred"),
    ("Residents began fleeing Goma.", "displacement", "occurred"),
    ("The fighting forced thousands to flee Sake.", "displacement", "occurred"),
    ("Thousands are fleeing Khartoum.", "displacement", "ongoing"),
    ("Fighting continues in Omdurman.", "battle", "ongoing"),
    ("The ceasefire in Tigray held for a second day.", "ceasefire", "ongoing"),
    ("Thousands continued to flee Khartoum.", "displacement", "ongoing"),
    ("Kenya will deploy police officers to Haiti.", "deployment", "planned"),
    ("The army said it would send reinforcements to Bunia.", "deployment", "planned"),
    ("The president is scheduled to meet the rebels in Nairobi.", "talks", "planned"),
    ("The envoys are due to meet in Doha on Friday.", "talks", "planned"),
    ("The two leaders are to meet in Jeddah.", "talks", "planned"),
    ("The minister plans to meet the rebel leader in Doha.", "talks", "planned"),
    ("The rebels agreed to withdraw from Sake.", "control", "planned"),
    ("The rebels agreed to a timetable to withdraw from Sake.", "control", "planned"),
    ("The group vowed to attack Goma.", "attack", "planned"),
    ("Talks will be held in Geneva on Friday.", "talks", "planned"),
    ("Turkey threatened to launch an offensive in Idlib.", "battle", "planned"),
    ("Donors pledged food for Marib.", "aid", "planned"),
    ("The envoy spoke in Doha ahead of the talks in Geneva.", "talks", "planned"),
    ("Qatar called for an immediate ceasefire in Gaza.", "ceasefire", "called_for"),
    ("The council demanded the withdrawal of troops from Goma.", "control", "called_for"),
    ("Uganda urged the rebels to withdraw from Sake.", "control", "called_for"),
    ("They must withdraw from Sake.", "control", "called_for"),
    ("The pope appealed for an end to the fighting in Goma.", "ceasefire", "called_for"),
    ("The army denied shelling Nyala.", "attack", "denied"),
    ("The army denied that it had shelled Nyala.", "attack", "denied"),
    ("The minister said that troops did not shell Nyala.", "attack", "denied"),
    ("Uganda accused the militia of attacking Bunia.", "attack", "alleged"),
    ("The governor claimed that rebels had shelled Bunia.", "attack", "alleged"),
    ("Troops allegedly shelled Bunia.", "attack", "alleged"),
    ("He spoke of alleged attacks on Bunia by the militia.", "attack", "alleged"),
    ("The two sides signed the deal to end the fighting in Tigray.", "ceasefire", "occurred"),
    ("Both armies agreed to a ceasefire in Tigray.", "ceasefire", "occurred"),
    ("Ministers praised the talks that began in Doha on Monday.", "talks", "occurred"),
    ("The council condemned the attack on Bunia.", "attack", "occurred"),
    ("The attack on Bunia will not be forgotten.", "attack", "occurred"),
]


@pytest.mark.parametrize(
    ("text", "kind", "status"), SAID, ids=[f"{row[2]}: {row[0]}" for row in SAID]
)
def test_what_the_clause_says_about_the_event(read: Read, text, kind, status):
    found = [event for event in code_events(read(text)) if event.event_type == kind]
    assert [event.status for event in found] == [status]


NOT_TOLD = [
    ("Rebels could attack Goma.", "attack"),
    ("Rebels may have shelled Goma.", "attack"),
    ("If rebels shell Goma, thousands will suffer.", "attack"),
    ("Officials fear an attack on Goma.", "attack"),
    ("The deal averted an attack on Goma.", "attack"),
    ("The army failed to capture Goma.", "control"),
    ("Uganda wants to withdraw its troops from Bunia.", "control"),
    ("There was no fighting in Sidon.", "battle"),
    ("Troops did not enter Goma.", "control"),
    ("The army is not planning evacuations from Sidon.", "displacement"),
    ("A possible offensive on Rafah worries doctors.", "battle"),
    ("Aid workers warned that militants would attack Gao.", "attack"),
    ("The governor ruled out talks with the rebels.", "talks"),
    ("Families left without being attacked.", "attack"),
]


@pytest.mark.parametrize(("text", "kind"), NOT_TOLD, ids=[row[0] for row in NOT_TOLD])
def test_what_might_be_or_is_not_makes_no_event(read: Read, text, kind):
    assert kind not in {event.event_type for event in code_events(read(text))}
