"""Temporal tagging: which days are meant, and which days a clause lies on."""

from __future__ import annotations

from datetime import date
from itertools import pairwise

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from spacy.language import Language

from geo import language
from geo.coding.date_expressions import PATTERNS, Pattern, find
from geo.coding.dates import date_of, infer_published, tag_dates
from geo.model import Article, Basis, DatePrecision, Interval
from tests.coding.conftest import Read

THURSDAY = date(2023, 9, 21)


@pytest.mark.parametrize("pattern", PATTERNS, ids=lambda pattern: pattern.example)
def test_each_pattern_finds_the_expression_it_exists_for(pattern: Pattern) -> None:
    assert pattern.kind in {one.kind for one in find(pattern.example)}


MEANT = [
    # words (published Thursday 21 September 2023), first and last day
    ("Talks began on Thursday.", "2023-09-21", "2023-09-21"),
    ("Talks began on Friday.", "2023-09-15", "2023-09-15"),
    ("They are scheduled to meet on Friday.", "2023-09-22", "2023-09-22"),
    ("Talks will begin on Thursday.", "2023-09-21", "2023-09-21"),
    ("Shells fell last Thursday.", "2023-09-14", "2023-09-14"),
    ("They meet next Tuesday.", "2023-09-26", "2023-09-26"),
    ("They met on Tuesday last week.", "2023-09-12", "2023-09-12"),
    ("Shells fell on Sept. 20.", "2023-09-20", "2023-09-20"),
    ("Shells fell on 3 October.", "2022-10-03", "2022-10-03"),
    ("They will vote on 3 October.", "2023-10-03", "2023-10-03"),
    ("It was signed on November 9, 2020.", "2020-11-09", "2020-11-09"),
    ("It was signed on the 9th of November 2020.", "2020-11-09", "2020-11-09"),
    ("In 2020 the war ended; on Nov. 9 a deal was signed.", "2020-01-01", "2020-12-31"),
    ("Fighting raged on 19-20 September.", "2023-09-19", "2023-09-20"),
    ("He spoke on 2023-09-18.", "2023-09-18", "2023-09-18"),
    ("He spoke on 07/03/2022.", "2022-03-07", "2022-03-07"),
    ("He spoke on 03/27/2022.", "2022-03-27", "2022-03-27"),
    ("The war broke out in late August.", "2023-08-21", "2023-08-31"),
    ("The war broke out in early 2022.", "2022-01-01", "2022-04-30"),
    ("The war broke out in March 2015.", "2015-03-01", "2015-03-31"),
    ("The army left in March.", "2023-03-01", "2023-03-31"),
    ("The army left in December.", "2022-12-01", "2022-12-31"),
    ("It broke away in the early 1990s.", "1990-01-01", "1993-12-31"),
    ("The 1988-94 war was long.", "1988-01-01", "1994-12-31"),
    ("They fought between 1988 and 1994.", "1988-01-01", "1994-12-31"),
    ("They fought from Monday to Wednesday.", "2023-09-18", "2023-09-20"),
    ("Three died in the past 24 hours.", "2023-09-20", "2023-09-21"),
    ("Nine died over the past week.", "2023-09-14", "2023-09-21"),
    ("The truce broke three days ago.", "2023-09-18", "2023-09-18"),
    ("The truce broke two years ago.", "2021-01-01", "2021-12-31"),
    ("Shells fell yesterday.", "2023-09-20", "2023-09-20"),
    ("Shells fell overnight.", "2023-09-20", "2023-09-21"),
    ("Shells fell over the weekend.", "2023-09-16", "2023-09-17"),
    ("Some 900 fled last week.", "2023-09-11", "2023-09-17"),
    ("Some 900 fled last month.", "2023-08-01", "2023-08-31"),
    ("Some 900 fled last year.", "2022-01-01", "2022-12-31"),
    ("Some 900 fled this month.", "2023-09-01", "2023-09-21"),
    ("They must leave by the end of this month.", "2023-09-25", "2023-09-30"),
    ("Rebels took Goma in the winter of 2012.", "2012-12-01", "2013-02-28"),
    ("In the first half of 2022, 900 fled.", "2022-01-01", "2022-06-30"),
]


def told(interval: Interval) -> tuple[str | None, str | None]:
    return (
        interval.start.isoformat() if interval.start else None,
        interval.end.isoformat() if interval.end else None,
    )


@pytest.mark.parametrize(("text", "first", "last"), MEANT)
def test_words_mean_days_relative_to_publication(
    read: Read, text: str, first: str, last: str
) -> None:
    assert told(read(text, THURSDAY).dates[0].interval) == (first, last)


RELATIVE = [
    # words, the days of the last expression
    ("Talks began on Monday. The next day, shells fell.", "2023-09-19"),
    ("Talks began on Monday. Two days later, they failed.", "2023-09-20"),
    ("Talks began on Thursday, the day after Baku declared victory.", "2023-09-20"),
    ("Shells fell on Monday. The attack came a day after a raid killed six.", "2023-09-17"),
    ("By late Monday morning 4,850 had come, up from 3,000 seven hours earlier.", "2023-09-18"),
    ("By Monday noon 4,850 had come, up from 3,000 a day earlier.", "2023-09-17"),
    ("In 2020 the war ended; on Nov. 9 a deal was signed.", "2020-11-09"),
    ('He came on Tuesday. "We did it today," he said.', "2023-09-19"),
]


@pytest.mark.parametrize(("text", "day"), RELATIVE)
def test_words_can_be_relative_to_the_day_told_before(read: Read, text: str, day: str) -> None:
    assert told(read(text, THURSDAY).dates[-1].interval) == (day, day)


def test_outlets_of_the_united_states_write_the_month_first(pipeline: Language) -> None:
    article = Article(
        article_id="", text="He spoke on 07/03/2022.", sha256="", source="Associated Press"
    )

    (found,) = tag_dates(language.parse(article, pipeline), article)

    assert found.interval.start == date(2022, 7, 3)


NO_DATES = [
    "The 44-day war ended.",
    "It may end; they march on.",
    "About 2000 soldiers fled.",
    "It is a Black Friday of a kind.",
    "Talks lasted two hours.",
]


@pytest.mark.parametrize("text", NO_DATES)
def test_durations_counts_and_feasts_are_no_dates(read: Read, text: str) -> None:
    assert read(text, THURSDAY).dates == ()


def test_without_a_publication_date_a_weekday_is_no_day(read: Read) -> None:
    (found,) = read("Talks began on Monday.", None).dates

    assert told(found.interval) == (None, None)
    assert found.interval.basis is Basis.UNKNOWN


def test_a_day_that_does_not_exist_is_unknown(read: Read) -> None:
    assert told(read("Shells fell on 31 April 2022.", THURSDAY).dates[0].interval) == (
        None,
        None,
    )


LIES_ON = [
    # text, the word asked about, first and last day, basis
    ("Shells killed six on Monday.", "killed", "2023-09-18", "2023-09-18", Basis.STATED),
    (
        "Shells hit Goma on Monday, killing six.",
        "killing",
        "2023-09-18",
        "2023-09-18",
        Basis.STATED,
    ),
    ("Shells killed six, police said on Monday.", "killed", None, None, Basis.UNKNOWN),
    ("The 2020 war killed 6,000.", "war", "2020-01-01", "2020-12-31", Basis.STATED),
    ("It has killed six since Monday.", "killed", "2023-09-18", None, Basis.STATED),
    (
        "Poland has taken in a million since the invasion began in February 2022.",
        "taken",
        "2022-02-01",
        None,
        Basis.INFERRED,
    ),
    (
        "Fighting erupted in August and has left 600 dead.",
        "left",
        "2023-08-01",
        None,
        Basis.STATED,
    ),
    (
        "The operation, which ended on Monday, killed six.",
        "killed",
        "2023-09-18",
        "2023-09-18",
        Basis.INFERRED,
    ),
    (
        "It launched a raid on Monday after six were killed.",
        "killed",
        None,
        None,
        Basis.UNKNOWN,
    ),
    ("It was the deadliest raid since 2019.", "raid", None, None, Basis.UNKNOWN),
    (
        "It was the worst since 2019, when a raid killed six.",
        "killed",
        "2019-01-01",
        "2019-12-31",
        Basis.INFERRED,
    ),
    (
        "A raid hit Goma on Monday. Six people died.",
        "died",
        "2023-09-18",
        "2023-09-18",
        Basis.INFERRED,
    ),
    ("A raid hit Goma on Monday. Many people live there.", "live", None, None, Basis.UNKNOWN),
    (
        "Talks began on Monday.\nThe talks lasted two hours.",
        "lasted",
        "2023-09-18",
        "2023-09-18",
        Basis.INFERRED,
    ),
    ("Talks began on Monday.\nA raid killed six.", "killed", None, None, Basis.UNKNOWN),
    (
        "Raids killed six people on Monday and Tuesday.",
        "killed",
        "2023-09-18",
        "2023-09-19",
        Basis.STATED,
    ),
    (
        "Six people were killed and nine wounded when jets bombed Goma on Monday, medics said.",
        "killed",
        "2023-09-18",
        "2023-09-18",
        Basis.INFERRED,
    ),
    (
        "Raids killed six people on Monday, the army said, hours after shells wounded nine.",
        "wounded",
        "2023-09-18",
        "2023-09-18",
        Basis.STATED,
    ),
    (
        "The mission, which has been in the east since 1999, said two men were hurt on 10 May.",
        "hurt",
        "2023-05-10",
        "2023-05-10",
        Basis.STATED,
    ),
    (
        "The war, which began in 2011, killed 500,000.",
        "killed",
        "2011-01-01",
        None,
        Basis.INFERRED,
    ),
    (
        "The fighting, which began on 15 April 2023, has uprooted 8 million.",
        "uprooted",
        "2023-04-15",
        None,
        Basis.INFERRED,
    ),
    (
        "The insurgency, which erupted in 2009, has killed 40,000.",
        "killed",
        "2009-01-01",
        None,
        Basis.INFERRED,
    ),
    (
        "The mission, which once had 13,000 soldiers there, left in May.",
        "had",
        None,
        None,
        Basis.UNKNOWN,
    ),
]


@pytest.mark.parametrize(("text", "word", "first", "last", "basis"), LIES_ON)
def test_a_clause_lies_on_the_days_its_sentences_give(
    read: Read, text: str, word: str, first: str | None, last: str | None, basis: Basis
) -> None:
    reading = read(text, THURSDAY)
    token = next(token for token in reading.doc if token.text == word)

    interval = date_of(token, reading)

    assert told(interval) == (first, last)
    assert interval.basis is basis


def test_a_span_of_words_is_dated_by_its_root(read: Read) -> None:
    reading = read("Shells killed six people on Monday.", THURSDAY)

    assert date_of(reading.doc[2:4], reading).precision is DatePrecision.DAY


PUBLISHED = [
    ("The war of 2020 is over. On Tuesday, September 19, troops moved.", date(2023, 9, 19)),
    ("On Tuesday, September 19, 2023, troops moved. On Thursday talks began.", THURSDAY),
    ("On Sept. 20 troops moved. The war of 2020 is over.", None),
    ("Troops moved on Tuesday.", None),
    ("On Tuesday, September 19, troops moved.", None),
    ("Nothing is dated here.", None),
]


@pytest.mark.parametrize(("text", "published"), PUBLISHED)
def test_publication_is_inferred_only_where_one_day_fits(
    pipeline: Language, text: str, published: date | None
) -> None:
    assert infer_published(pipeline(text)) == published


@settings(
    max_examples=60, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture]
)
@given(
    st.lists(
        st.sampled_from(
            (
                *(
                    "on",
                    "Monday",
                    "last",
                    "the",
                    "day",
                    "after",
                    "before",
                    "two",
                    "weeks",
                    "ago",
                ),
                *("since", "31", "February", "2020", "-", "and", "between", "1990s", "early"),
                *("May", ",", ".", "\n", '"', "2023-13-41", "99/99/2020", "end", "of", "this"),
            )
        ),
        max_size=20,
    ),
    st.dates(),
)
def test_expressions_lie_in_the_text_in_order_and_never_end_before_they_start(
    read: Read, words: list[str], published: date
) -> None:
    reading = read(" ".join(words), published)

    assert all(
        one.interval.start is None
        or one.interval.end is None
        or one.interval.start <= one.interval.end
        for one in reading.dates
    )
    assert all(one.span.end <= two.span.start for one, two in pairwise(reading.dates))
