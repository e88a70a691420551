"""Who did what, where and when: sentences of our own about many wars, and what they tell."""

from __future__ import annotations

from datetime import date

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from geo.coding.events import code_events
from geo.coding.lexicon import load
from geo.coding.triggers import find_triggers
from geo.model import Basis, EventStatus, EventType, Role

TOLD = [
    # sentence, type, places, first and last day of September 2023, actors
    (
        "Russian forces shelled Kherson on Monday, killing two civilians and wounding five.",
        ("attack", {"Kherson"}, (18, 18), {"Russian forces", "civilians"}),
    ),
    (
        "A missile strike on a market in Odesa killed at least 12 people on Tuesday.",
        ("attack", {"Odesa"}, (19, 19), {"people"}),
    ),
    (
        "Drones hit a fuel depot near Port Sudan on Wednesday night.",
        ("attack", {"Port Sudan"}, (20, 20), set()),
    ),
    (
        "At least 15 people were killed when militants attacked a village in Ituri.",
        ("attack", {"Ituri"}, None, {"militants", "people"}),
    ),
    (
        "The Saudi-led coalition carried out air strikes on Hodeidah on Sunday.",
        ("attack", {"Hodeidah"}, (17, 17), {"Saudi-led coalition"}),
    ),
    (
        "A car bomb exploded in the northern Syrian city of Aleppo on Saturday.",
        ("attack", {"Aleppo"}, (16, 16), set()),
    ),
    (
        "Fighting between security forces and gunmen loyal to ousted president Bashar al-Assad "
        "killed more than 70 people around Gao and Kidal on Monday, the monitor said.",
        ("battle", {"Gao", "Kidal"}, (18, 18), {"security forces"}),
    ),
    (
        "Four policemen were killed on Tuesday in the explosion of two mines near Taiz.",
        ("attack", {"Taiz"}, None, {"policemen"}),
    ),
    (
        "The junta's jets bombed a school in Sagaing on Tuesday.",
        ("attack", {"Sagaing"}, (19, 19), set()),
    ),
    (
        "Gunmen opened fire on worshippers outside a mosque in Gao.",
        ("attack", {"Gao"}, None, {"Gunmen"}),
    ),
    (
        "Kyiv came under fire again as a barrage of rockets hit Odesa.",
        ("attack", {"Odesa"}, None, set()),
    ),
    (
        "Heavy fighting broke out in Omdurman on Saturday between the army and the militia.",
        ("battle", {"Omdurman"}, (16, 16), {"army", "militia"}),
    ),
    (
        "Government troops clashed with rebels near Sake on Thursday.",
        ("battle", {"Sake"}, (21, 21), {"Government troops", "rebels"}),
    ),
    (
        "Clashes erupted on Sunday in a refugee camp near the Lebanese city of Sidon.",
        ("battle", {"Sidon"}, (17, 17), set()),
    ),
    (
        "The army launched an offensive in Idlib on Wednesday.",
        ("battle", {"Idlib"}, (20, 20), {"army"}),
    ),
    (
        "Monitors counted five ceasefire violations near Hodeidah on Monday.",
        ("battle", {"Hodeidah"}, (18, 18), set()),
    ),
    (
        "Rebels captured the town of Sake on Wednesday.",
        ("control", {"Sake"}, (20, 20), {"Rebels"}),
    ),
    (
        "Ukraine said its troops had taken control of two villages near Kherson.",
        ("control", {"Kherson"}, None, {"troops"}),
    ),
    (
        "Peacekeepers withdrew from Kidal on Monday.",
        ("control", {"Kidal"}, (18, 18), {"Peacekeepers"}),
    ),
    (
        "The capture of Nyala was announced on Sunday.",
        ("control", {"Nyala"}, (17, 17), set()),
    ),
    (
        "Thousands of people fled Khartoum for Port Sudan on Tuesday.",
        ("displacement", {"Khartoum", "Port Sudan"}, (19, 19), {"people"}),
    ),
    (
        "More than 2,000 refugees crossed into Chad from Darfur on Sunday.",
        ("displacement", {"Chad", "Darfur"}, (17, 17), {"refugees"}),
    ),
    (
        "Authorities evacuated 300 children from Kherson on Monday.",
        ("displacement", {"Kherson"}, (18, 18), {"Authorities", "children"}),
    ),
    (
        "The exodus through the Lachin corridor went on.",
        ("displacement", {"Lachin corridor"}, None, set()),
    ),
    (
        "In Goma, residents started leaving on Sunday night.",
        ("displacement", {"Goma"}, (17, 17), {"residents"}),
    ),
    (
        "Talks between the two sides began in Jeddah on Wednesday.",
        ("talks", {"Jeddah"}, (20, 20), {"sides"}),
    ),
    (
        "The Ugandan president met the rebel leader in Nairobi on Monday.",
        ("talks", {"Nairobi"}, (18, 18), {"Ugandan president", "rebel leader"}),
    ),
    (
        "A second round of talks on Yemen opened in Geneva on Tuesday.",
        ("talks", {"Geneva"}, (19, 19), set()),
    ),
    (
        "Foreign ministers held a meeting in Doha on Sunday.",
        ("talks", {"Doha"}, (17, 17), {"Foreign ministers"}),
    ),
    (
        "A ceasefire took effect in Tigray on Wednesday.",
        ("ceasefire", {"Tigray"}, (20, 20), set()),
    ),
    (
        "The government and the rebels signed a peace agreement in Pretoria on Monday.",
        ("ceasefire", {"Pretoria"}, (18, 18), {"government", "rebels"}),
    ),
    (
        "Both armies signed the agreement to end a month of fighting.",
        ("ceasefire", set(), None, {"armies"}),
    ),
    (
        "Thousands of demonstrators gathered outside the presidency in Dakar on Friday.",
        ("protest", {"Dakar"}, (15, 15), {"demonstrators"}),
    ),
    (
        "It sparked fury in Mali, where crowds took to the streets.",
        ("protest", {"Mali"}, None, set()),
    ),
    (
        "Police fired tear gas at protesters in Khartoum.",
        ("protest", {"Khartoum"}, None, {"protesters"}),
    ),
    (
        "The fighters surrendered 1,200 weapons in Bunia on Tuesday.",
        ("disarmament", {"Bunia"}, (19, 19), {"fighters"}),
    ),
    (
        "The rebels laid down their arms near Marib.",
        ("disarmament", {"Marib"}, None, {"rebels"}),
    ),
    (
        "The ministry announced the confiscation of rockets in Idlib.",
        ("disarmament", {"Idlib"}, None, {"ministry"}),
    ),
    (
        "Twenty trucks carrying food entered Gaza through Rafah on Saturday.",
        ("aid", {"Gaza", "Rafah"}, (16, 16), set()),
    ),
    (
        "Kuwait sent medicine to Port Sudan on Monday.",
        ("aid", {"Port Sudan"}, (18, 18), {"Kuwait"}),
    ),
    (
        "The mission provided care services to 5,000 people in Goma.",
        ("aid", {"Goma"}, None, {"mission"}),
    ),
    (
        "Kenya deployed 400 police officers to Haiti on Tuesday.",
        ("deployment", {"Haiti"}, (19, 19), {"Kenya", "police officers"}),
    ),
    (
        "The presidents inaugurated a pipeline in Nakhchivan on Monday.",
        ("infrastructure", {"Nakhchivan"}, (18, 18), {"presidents"}),
    ),
    (
        "Engineers restored power in Odesa on Sunday.",
        ("infrastructure", {"Odesa"}, (17, 17), set()),
    ),
    (
        "Militants abducted 30 women near Gao last week.",
        ("detention", {"Gao"}, (11, 17), {"Militants", "women"}),
    ),
    (
        "Police arrested 12 activists in Yangon on Tuesday.",
        ("detention", {"Yangon"}, (19, 19), {"Police", "activists"}),
    ),
    (
        "The group released two hostages in Taiz on Monday.",
        ("detention", {"Taiz"}, (18, 18), {"group", "hostages"}),
    ),
    (
        "The general offered an apology on Sunday for the deaths of the farmers.",
        ("statement", set(), (17, 17), {"general"}),
    ),
]


@pytest.mark.parametrize(("text", "told"), TOLD, ids=[row[0] for row in TOLD])
def test_a_sentence_tells_one_event_with_its_place_days_and_actors(read, text, told):
    kind, places, days, actors = told
    [event] = code_events(read(text))
    assert event.event_type == kind
    assert {place.name for place in event.places} == places
    if days:
        assert (event.date.start, event.date.end) == tuple(date(2023, 9, day) for day in days)
    assert actors <= set(event.actors)
    assert event.status in {EventStatus.OCCURRED, EventStatus.ONGOING}
    assert not event.background


NOTHING = [
    "Six men in suits sat around a table in Geneva.",
    "The victory raises fears of an exodus from Goma.",
    "If the ceasefire collapses, the army could attack Goma.",
    "Aid agencies warned of a possible offensive on Rafah.",
    "There were no clashes in Sidon on Monday.",
    "An attack on Rafah would worsen the crisis.",
    "He was charged with tax evasion in Palermo on Monday.",
    "The earthquake killed 2,000 people in Idlib.",
    "More than 14,000 people have been killed in Gaza since April.",
    "The striker was shot in the arm of his jersey with ink.",
    "The meeting needs of the school are met by volunteers.",
    "The company struck a deal in Geneva.",
    "The bank withdrew its offer on Monday.",
    "Prices fell in Beirut on Tuesday.",
    "The church bells rang and the market was crowded on Sunday.",
    "The occupied areas are home to displaced people.",
    "The film tells of a farmer and his dog.",
]


@pytest.mark.parametrize("text", NOTHING)
def test_fears_conditions_negations_and_everyday_words_are_no_events(read, text):
    assert code_events(read(text)) == ()


def test_one_sentence_may_hold_several_events(read):
    attack, talks = code_events(
        read("Meanwhile, gunfire was heard in Omdurman as talks began in Jeddah on Monday.")
    )
    assert (attack.event_type, attack.places[0].name) == ("attack", "Omdurman")
    assert (talks.event_type, talks.places[0].name) == ("talks", "Jeddah")


def test_several_sentences_that_tell_one_event_make_one(read):
    text = (
        "Peace talks resume amid protests.\n"
        "Envoys of the two armies held talks in Jeddah on Wednesday. The talks lasted two "
        "hours. A spokesman called the negotiations constructive."
    )
    [talks] = [event for event in code_events(read(text)) if event.event_type == "talks"]
    assert talks.evidence.of(text).startswith("Envoys of the two armies")
    assert talks.places[0].name == "Jeddah"


def test_what_is_planned_stays_apart_from_what_took_place(read):
    text = (
        "The two sides held talks in Jeddah on Wednesday. New talks will be held in Geneva "
        "on Friday."
    )
    took_place, planned = code_events(read(text))
    assert (took_place.status, planned.status) == ("occurred", "planned")
    assert (took_place.places[0].name, planned.places[0].name) == ("Jeddah", "Geneva")


def test_two_wars_with_a_year_each_are_two_events(read):
    wars = code_events(
        read("The states fought two wars over Tigray, one in 1965 and a second in 1971.")
    )
    assert [event.date.start for event in wars] == [date(1965, 1, 1), date(1971, 1, 1)]
    assert all(event.background for event in wars)


def test_what_lasted_a_day_and_ended_on_wednesday_began_on_tuesday(read):
    [operation] = code_events(
        read("The military operation, which lasted 24 hours and ended on Wednesday, is over.")
    )
    assert (operation.date.start, operation.date.end) == (date(2023, 9, 19), date(2023, 9, 20))


@pytest.mark.parametrize(
    ("text", "background"),
    [
        ("Rebels captured Goma in 2012.", True),
        ("Rebels captured Goma in November 2022.", True),
        ("Rebels captured Goma in August.", False),
        ("Russia has deployed a battalion in Mali since the war in 2020.", True),
    ],
)
def test_what_is_long_past_is_background(read, text, background):
    event = code_events(read(text))[0]
    assert event.background is background


def test_without_a_publication_date_a_year_alone_is_background(read):
    [event] = code_events(read("Rebels captured Goma in 2012.", published=None))
    assert event.background


def test_people_on_the_move_have_an_origin_and_a_destination(read):
    [event] = code_events(read("Hundreds of families fled from Sake to Goma."))
    assert event.origin is not None
    assert event.destination is not None
    assert (event.origin.name, event.destination.name) == ("Sake", "Goma")


def test_the_place_is_where_it_happened_and_not_where_it_was_said(read):
    [event] = code_events(
        read("A spokesman said in Geneva on Monday that shells had hit a clinic in Taiz.")
    )
    assert [place.name for place in event.places] == ["Taiz"]


def test_a_country_that_acts_is_an_actor_and_no_place(read):
    [event] = code_events(
        read("Rwanda deployed troops on Monday.", roles={"Rwanda": Role.POLITY})
    )
    assert event.actors == ("Rwanda", "troops")
    assert event.places == ()


def test_where_people_fled_to_is_not_where_they_were_attacked(read):
    events = code_events(
        read("Thousands fled Goma to Rwanda after a Russian assault on the rebel enclave.")
    )
    attacks = [event for event in events if event.event_type == EventType.ATTACK]
    assert all("Rwanda" not in {place.name for place in event.places} for event in attacks)
    assert attacks


def test_the_city_stands_for_the_city_named_before(read):
    shelled = code_events(read("Residents of Goma woke early. Rebels shelled the city."))[-1]
    assert [place.name for place in shelled.places] == ["Goma"]


def test_the_sentence_before_places_an_event_as_inferred(read):
    event = code_events(read("Smoke rose over houses in Goma. Three people were killed."))[-1]
    assert [place.name for place in event.places] == ["Goma"]
    assert event.place_basis == Basis.INFERRED


def test_an_unknown_village_is_not_replaced_by_a_place_named_before(read):
    event = code_events(read("Smoke rose over Goma. Rebels captured the village of Qzarqeth."))[
        -1
    ]
    assert event.places == ()


def test_who_is_accused_or_called_on_acts(read):
    text = "Hezbollah took Sidon on Monday. Amnesty accused the group of shelling civilians."
    *_, shelling = code_events(read(text))
    [disarming] = code_events(
        read("The president called on the gunmen in Idlib to lay down their weapons.")
    )

    assert shelling.status is EventStatus.ALLEGED
    assert shelling.actors[0] == "Hezbollah"
    assert disarming.status is EventStatus.CALLED_FOR
    assert "gunmen" in disarming.actors


def test_what_somebody_offered_to_host_lies_ahead(read):
    [talks] = code_events(
        read("Kenya has offered to host a round of talks in Nairobi in October.")
    )

    assert (talks.date.start.year, talks.date.start.month) == (2023, 10)


def test_a_purpose_or_subject_of_talks_is_no_ceasefire(read):
    events = code_events(read("The envoy is due in Doha on Friday to discuss a ceasefire."))
    assert "ceasefire" not in {event.event_type for event in events}


def test_what_happens_as_something_else_does_shares_its_day(read):
    text = "Peacekeepers left Kidal on Monday as fighting intensified near Gao."
    [battle] = [event for event in code_events(read(text)) if event.event_type == "battle"]
    assert (battle.date.start, battle.date.basis) == (date(2023, 9, 18), Basis.INFERRED)


def test_a_trade_war_and_a_demonstration_of_skill_are_no_events(read):
    text = "The trade war hurt sales in Geneva in 2019. The results demonstrate progress."
    assert code_events(read(text)) == ()


def test_a_caption_tells_no_event(read):
    assert code_events(read("A leader speaks at a meeting in Geneva [Getty]")) == ()


def test_a_dateline_with_its_agency_is_no_caption(read):
    [event] = code_events(read("BEIRUT, Oct 16 (Reuters) - A drone hit a bus in Sidon."))
    assert [place.name for place in event.places] == ["Sidon"]


def test_every_trigger_fires_on_its_example(read):
    lexicon = load()
    silent = [
        trigger.pattern
        for trigger in lexicon.triggers
        if trigger.pattern
        not in {hit.trigger.pattern for hit in find_triggers(read(trigger.example), lexicon)}
    ]
    assert silent == []


def test_every_event_type_of_the_contract_has_triggers():
    assert {trigger.event_type for trigger in load().triggers} == set(EventType)


def test_every_trigger_names_its_acled_and_plover_types():
    plover = {
        "AGREE", "CONSULT", "SUPPORT", "CONCEDE", "COOPERATE", "AID", "RETREAT", "REQUEST",
        "ACCUSE", "REJECT", "THREATEN", "PROTEST", "SANCTION", "MOBILIZE", "COERCE", "ASSAULT",
    }  # fmt: skip
    acled = {
        "Battles",
        "Protests",
        "Riots",
        "Explosions/Remote violence",
        "Violence against civilians",
        "Strategic developments",
    }
    for trigger in load().triggers:
        assert trigger.plover in plover
        assert trigger.acled in acled
        assert trigger.acled_sub


@settings(
    max_examples=40, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture]
)
@given(
    st.lists(
        st.sampled_from(
            [row[0] for row in TOLD]
            + ["“", "\n", "of the", "who", "—", "killed", "talks", "😀", "\u00a0", "in Goma"]
        ),
        max_size=6,
    )
)
def test_offsets_hold_and_nothing_breaks_on_words_in_any_order(read, pieces):
    text = " ".join(pieces)
    for event in code_events(read(text)):
        assert event.evidence.contains(event.trigger)
        assert event.trigger.of(text).strip() == event.trigger.of(text) != ""
        assert all(0 <= span.start < span.end <= len(text) for span in event.place_spans)


@settings(
    max_examples=25, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture]
)
@given(st.text(max_size=200))
def test_arbitrary_text_is_read_without_error(read, text):
    code_events(read(text))
