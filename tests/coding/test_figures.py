"""How many, of what, says who: sentences of our own about many wars, and their figures."""

from __future__ import annotations

import tomllib
from dataclasses import replace
from datetime import date
from pathlib import Path
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from spacy.language import Language

from geo import language
from geo.coding.figures import code_figures
from geo.coding.measures import SIDES, senses_in
from geo.model import Basis, FigureStatus, Measure, Mention, Quantifier, Role
from geo.settings import Settings
from tests.coding.conftest import Read

TABLE: dict[str, Any] = tomllib.loads(
    (Path(__file__).parent / "figures.toml").read_text("utf-8")
)
LEXICON = tomllib.loads((Settings().data / "lexicon" / "figures.toml").read_text("utf-8"))
WEDNESDAY = date(2024, 5, 15)


@pytest.mark.parametrize("told", TABLE["told"], ids=lambda told: told["sentence"][:60])
def test_a_sentence_tells_its_figures(read: Read, told: dict[str, Any]) -> None:
    figures = code_figures(read(told["sentence"], WEDNESDAY))

    assert [
        [one.text, one.quantifier.value, one.unit, one.measure.value, one.claimant or ""]
        for one in figures
    ] == told["figures"]


@pytest.mark.parametrize("sentence", TABLE["nothing"])
def test_numbers_that_count_nothing_of_the_conflict_are_no_figures(
    read: Read, sentence: str
) -> None:
    assert code_figures(read(sentence, WEDNESDAY)) == ()


@pytest.mark.parametrize("side", SIDES)
def test_each_word_of_the_lexicon_codes_the_sentence_it_exists_for(
    read: Read, side: str
) -> None:
    missed = [
        sense.example
        for sense in senses_in(LEXICON[side])
        if sense.measure not in {one.measure for one in code_figures(read(sense.example))}
    ]
    assert missed == []


BOUNDS = [
    ("Strikes killed over 40 people.", 40, 40, None, Quantifier.MORE_THAN),
    ("Strikes killed at least 40 people.", 40, 40, None, Quantifier.AT_LEAST),
    ("Strikes killed no fewer than 40 people.", 40, 40, None, Quantifier.AT_LEAST),
    ("Strikes killed up to 40 people.", 40, None, 40, Quantifier.UP_TO),
    ("Strikes killed fewer than 40 people.", 40, None, 40, Quantifier.LESS_THAN),
    ("Strikes killed about 40 people.", 40, None, None, Quantifier.ABOUT),
    ("Strikes killed 40 people.", 40, None, None, Quantifier.EXACT),
    ("Strikes killed between 30 and 40 people.", None, 30, 40, Quantifier.BETWEEN),
    ("Strikes killed dozens of people.", None, None, None, Quantifier.VAGUE),
]


@pytest.mark.parametrize(("sentence", "value", "low", "high", "quantifier"), BOUNDS)
def test_only_bounds_that_the_text_gives_are_kept(
    read: Read,
    sentence: str,
    value: float | None,
    low: float | None,
    high: float | None,
    quantifier: Quantifier,
) -> None:
    (figure,) = code_figures(read(sentence))

    assert (figure.value, figure.low, figure.high) == (value, low, high)
    assert figure.quantifier is quantifier


PLACED = [
    # sentence, place, origin, destination
    ("Some 900 families fled Khartoum for Chad.", "Chad", "Khartoum", "Chad"),
    ("More than 4,000 people crossed from Darfur into Chad.", "Chad", "Darfur", "Chad"),
    ("About 300 residents were evacuated from Kherson to Odesa.", "Odesa", "Kherson", "Odesa"),
    ("Some 2,000 people fled the town of Sake on Monday.", "Sake", "Sake", None),
    ("About 700 people from Sake have arrived in Goma.", "Goma", "Sake", "Goma"),
    ("Shells killed 12 people in Goma as talks went on in Nairobi.", "Goma", None, None),
    ("In Idlib, six people were killed and nine were wounded.", "Idlib", None, None),
    ("Sake lies 25 km west of Goma.", "Sake", None, None),
    ("About 2.3 million people live in Gaza.", "Gaza", None, None),
    ("Uganda hosts 1.6 million refugees.", "Uganda", None, None),
    ("A convoy of 30 trucks reached El Fasher, in Darfur.", "Darfur", None, None),
    ("The war has killed 90,000 people. Shells hit Taiz in Yemen.", "Yemen", None, None),
    ("The war in Tigray killed 600,000 people.", "Tigray", None, None),
    ("Shells hit Goma.\nRwanda's government says 3,000 people fled.", "Rwanda", None, None),
    (
        "Troops held Kherson. The army shot down 12 drones launched from Odesa.",
        None,
        None,
        None,
    ),
    ("Shells hit Goma on Monday.\nA raid on the city's clinic killed 12.", "Goma", None, None),
    ("Sake, which shelters 4,000 people, lies west of Goma.", "Sake", None, None),
    (
        "Trucks carrying 40 tons of food reached Sake, in Ituri, on Monday.",
        "Sake",
        None,
        "Sake",
    ),
]


@pytest.mark.parametrize(("sentence", "place", "origin", "destination"), PLACED)
def test_a_figure_stands_where_a_reader_would_put_it(
    read: Read, sentence: str, place: str | None, origin: str | None, destination: str | None
) -> None:
    roles = {"Uganda": Role.POLITY, "Rwanda": Role.POLITY}
    figure = code_figures(read(sentence, roles=roles))[0]

    told = (figure.place, figure.origin, figure.destination)
    assert tuple(one.name if one else None for one in told) == (place, origin, destination)


def test_the_region_stands_for_the_place_named_before(read: Read) -> None:
    reading = read("Fighting spread in Tigray. Thousands of people are fleeing the region.")

    (figure,) = code_figures(reading)

    assert figure.origin is not None
    assert figure.origin.name == "Tigray"


def test_a_figure_without_a_place_of_its_own_stands_where_the_article_is_set(
    read: Read,
) -> None:
    reading = read("Rockets hit Sidon at dawn. Sidon was silent later.\nTwelve people died.")

    (figure,) = code_figures(reading)

    assert figure.place is not None
    assert figure.place.name == "Sidon"


def test_a_place_that_is_not_known_is_not_replaced_by_another(read: Read) -> None:
    reading = read("Gunmen killed 26 people at a market in Nassougou, police in Niamey said.")
    unknown = Mention(start=39, end=48, text="Nassougou", role=Role.LOCATION)
    reading = replace(reading, mentions=(unknown, *reading.mentions))

    (figure,) = code_figures(reading)

    assert figure.place is None


def test_a_toll_that_goes_on_lies_on_the_day_told_before(read: Read) -> None:
    reading = read(
        "Shells killed 70 people in Goma on Monday.\nThe monitor said 32 gunmen were among the "
        "dead. The army put the number of its dead at 16."
    )

    figures = code_figures(reading)

    assert [one.value for one in figures] == [70, 32, 16]
    assert {one.date.start for one in figures} == {date(2023, 9, 18)}
    assert {one.place.name for one in figures if one.place} == {"Goma"}
    assert figures[1].date.basis is Basis.INFERRED


STATUSES = [
    ("Strikes killed 40 people.", FigureStatus.REPORTED),
    ("Rwanda is ready to receive 4,000 families.", FigureStatus.PLANNED),
    ("Officials ordered the evacuation of 3,000 residents.", FigureStatus.PLANNED),
    ("Kenya will send 1,000 police officers to Haiti.", FigureStatus.PLANNED),
    ("The army denied killing 12 civilians.", FigureStatus.NEGATED),
    ("The army denied that 12 civilians had been killed.", FigureStatus.NEGATED),
]


@pytest.mark.parametrize(("sentence", "status"), STATUSES)
def test_what_is_planned_or_denied_is_not_reported_as_fact(
    read: Read, sentence: str, status: FigureStatus
) -> None:
    assert code_figures(read(sentence))[0].status is status


DATED = [
    # sentence, first and last day, historic
    ("Shells killed 12 people in Goma on Monday.", "2024-05-13", "2024-05-13", False),
    ("Shells killed 12 people, officials said on Monday.", None, None, False),
    (
        "1.5 million refugees have crossed into Chad since April 2023.",
        "2023-04-01",
        None,
        False,
    ),
    ("The war killed 30,000 people between 1988 and 1994.", "1988-01-01", "1994-12-31", True),
    ("Goma is a city of 2 million people.", None, None, False),
    ("The war killed 900 people in 2014.", "2014-01-01", "2014-12-31", True),
    (
        "The operation, which lasted 24 hours and ended on Sunday, killed 200 people.",
        None,
        None,
        False,
    ),
]


@pytest.mark.parametrize(("sentence", "first", "last", "historic"), DATED[:-1])
def test_a_figure_has_the_days_its_own_clause_gives(
    read: Read, sentence: str, first: str | None, last: str | None, historic: bool
) -> None:
    (figure,) = code_figures(read(sentence, WEDNESDAY))

    told = (figure.date.start, figure.date.end)
    assert tuple(day.isoformat() if day else None for day in told) == (first, last)
    assert figure.historic is historic


def test_what_lasted_a_day_and_ended_on_sunday_began_on_saturday(read: Read) -> None:
    sentence = "The operation, which lasted 24 hours and ended on Sunday, killed 200 people."

    duration, toll = code_figures(read(sentence, WEDNESDAY))

    assert duration.measure is Measure.DURATION
    assert (toll.date.start, toll.date.end) == (date(2024, 5, 11), date(2024, 5, 12))


def test_the_same_figure_told_twice_is_one_figure_with_two_spans(read: Read) -> None:
    reading = read(
        "40 thousand families\nThe minister said his country is ready to receive 40,000 "
        "families. Later he said again that it will receive 40,000 families."
    )

    (figure,) = code_figures(reading)

    told = [span.of(reading.article.text) for span in figure.repeats]
    assert figure.text == "40,000 families"
    assert sorted(told) == ["40 thousand families", "40,000 families"]


def test_two_small_tolls_of_two_places_stay_two_figures(read: Read) -> None:
    reading = read("Shells killed 12 people in Goma. A raid killed 12 people in Idlib.")

    assert len(code_figures(reading)) == 2


def test_a_series_keeps_each_of_its_numbers(read: Read) -> None:
    reading = read(
        "Over 4,850 people had crossed into Chad by Monday, an increase from approximately "
        "3,000 people a day earlier."
    )

    first, second = code_figures(reading)

    assert (first.value, second.value) == (4850, 3000)
    assert first.measure is second.measure is Measure.CROSSED_BORDER
    assert second.date.end == date(2023, 9, 17)


def test_a_part_of_what_was_told_before_counts_the_same_thing(read: Read) -> None:
    reading = read("More than 10,000 people were displaced. Some 5,000 of these people left.")

    assert [one.measure for one in code_figures(reading)] == [Measure.DISPLACED] * 2


@settings(
    max_examples=40, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture]
)
@given(
    st.lists(
        st.sampled_from(
            [
                "over", "between", "and", "1,200", "4 million", "dozens", "of", "people", "%",
                "killed", "\n", '"', "Monday", "2020", ",", "said", "-", "a", "hundred", "$5",
                "Goma", "in", "the", "day", "after", "\u2019", "\U0001f600", "to", "thousands",
            ]
        ),
        max_size=30,
    )
)  # fmt: skip
def test_offsets_check_out_on_any_words(
    pipeline: Language, read: Read, words: list[str]
) -> None:
    reading = read(" ".join(words))

    for figure in code_figures(reading):
        assert figure.text == figure.span.of(reading.article.text)
        assert figure.evidence.contains(figure.span)


@settings(
    max_examples=30, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture]
)
@given(st.text(max_size=200))
def test_no_text_is_too_odd_to_be_read(read: Read, text: str) -> None:
    reading = read(language.readable(read(text).article))

    for figure in code_figures(reading):
        assert figure.text == figure.span.of(reading.article.text)
