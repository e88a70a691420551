"""The demo corpus: five digests in the project's own words that keep the originals' facts."""

from __future__ import annotations

import re
from datetime import date
from pathlib import Path

import pytest

from geo.ingest import find, read
from geo.model import Article
from geo.settings import Settings

FACTS = {
    "time-news-2023-09-25-erdogan-aliyev-meeting": (
        ("Time News", "stated", date(2023, 9, 25), "inferred"),
        "More than 2,900|around 120,000|more than 200|400 injured|1,200 weapons"
        "|130,000 units of ammunition|125 tons of food|65 tons of fuel|1988 and 1994"
        "|over a million|on Monday|on Sunday|Sunday night|Stepanakert|Khankendi|Nakhchivan"
        "|Lachin corridor|Yerevan|South Caucasus|Soviet Union|Artsakh|told Reuters"
        "|United Nations mission",
    ),
    "al-monitor-2023-09-25-meeting-in-nakhchivan": (
        ("Al-Monitor", "inferred", date(2023, 9, 25), "inferred"),
        "Nakhichevan|95%|120,000|44 days|Sept. 20|early 1990s|Republic of Artsakh|Ankara"
        "|Armenia proper|Soviet Union",
    ),
    "unknown-2020-11-11-turkish-ministers-in-baku": (
        (None, "unknown", date(2020, 11, 11), "stated"),
        "2,000 peacekeepers|hundreds, possibly thousands|late September|quarter-century|1994"
        "|on Tuesday|Baku|Shusha|early 1990s|end of this month|Moscow|Pashinyan",
    ),
    "unknown-2023-09-21-talks-in-yevlakh": (
        (None, "unknown", date(2023, 9, 21), "stated"),
        "295 kilometers|two hours|Six men in suits|120,000|40,000|more than 10,000"
        "|approximately 5,000|five violations|at least 200|more than 400|24 hours"
        "|noon on Wednesday"
        "|six Russian soldiers|four policemen and two civilians|two mines|1988 and 1994|30,000"
        "|in 2020|Yevlakh|Stepanakert|Baku|Yerevan|Agence France-Presse|second in three years"
        "|for the second day|on Thursday|on Tuesday|on Wednesday",
    ),
    "unknown-2023-09-25-crossing-into-armenia": (
        (None, "unknown", date(2023, 9, 25), "inferred"),
        "More than 4,850|about 3,000|Seven hours|late Monday morning|Armenian government"
        "|24 hours|Khojaly|Nakhchivan|Artsakh|2020|second round|thousands",
    ),
}
LOADED = re.compile(
    r"terroris\w*|separatis\w*|liberat\w*|ethnic cleansing|regime", re.IGNORECASE
)
QUOTED = re.compile(r'"[^"]*"')


@pytest.fixture(scope="module")
def digests() -> dict[str, Article]:
    folder = Settings().data / "articles"
    return {path.stem: article for path in find([folder]) for article in read(path)}


def test_there_are_five(digests: dict[str, Article]) -> None:
    assert sorted(digests) == sorted(FACTS)


@pytest.mark.parametrize("name", FACTS)
def test_the_header_gives_outlet_and_date_and_how_each_is_known(
    digests: dict[str, Article], name: str
) -> None:
    article = digests[name]
    assert (
        article.source,
        article.source_basis.value,
        article.published,
        article.published_basis.value,
    ) == FACTS[name][0]
    assert article.title
    assert "digest: true" in article.text


@pytest.mark.parametrize("name", FACTS)
def test_every_figure_place_and_weekday_is_kept(digests: dict[str, Article], name: str) -> None:
    body = digests[name].text.split("\n---\n", 1)[1]
    assert [fact for fact in FACTS[name][1].split("|") if fact not in body] == []


@pytest.mark.parametrize("name", FACTS)
def test_loaded_words_stand_in_quotations_only(digests: dict[str, Article], name: str) -> None:
    body = digests[name].text.split("\n---\n", 1)[1]
    assert LOADED.findall(QUOTED.sub("", body)) == []


def test_quotations_are_a_few_words(digests: dict[str, Article]) -> None:
    quotations = [q for article in digests.values() for q in QUOTED.findall(article.text)]
    assert max(len(quotation.split()) for quotation in quotations) <= 8


def test_each_is_listed_with_its_hash(digests: dict[str, Article]) -> None:
    listed = (Settings().data / "README.md").read_text("utf-8")
    for name, article in digests.items():
        assert f"`articles/{name}.md`" in listed
        assert article.sha256 in listed


def test_no_run_of_words_is_taken_from_an_original(
    digests: dict[str, Article], seeds: Path
) -> None:
    originals = " ".join(words(path.read_text("utf-8")) for path in find([seeds]))
    for article in digests.values():
        body = words(article.text.split("\n---\n", 1)[1]).split()
        runs = (" ".join(body[n : n + 10]) for n in range(len(body) - 9))
        assert [run for run in runs if run in originals] == []


def words(text: str) -> str:
    """Return the words of a text, to compare them."""
    return " ".join(re.findall(r"[\w-]+", text.casefold()))
