"""The store keeps every article once, whole, and every version of itself for good."""

import subprocess
import sys
import tempfile
from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace
from datetime import date
from pathlib import Path

import factory
import pyarrow as pa
import pytest
import strategies
from deltalake import DeltaTable, write_deltalake
from hypothesis import given, settings
from hypothesis import strategies as st

from geo.errors import StoreError, StoreMissing
from geo.model import Basis, Extraction, Span
from geo.store import NoVersion, OutdatedStore, Saved, Store
from geo.store.quotes import LONGEST_QUOTE, quote


@pytest.fixture
def store(tmp_path: Path) -> Store:
    return Store(tmp_path / "store")


@settings(max_examples=15)
@given(
    st.lists(
        strategies.extractions(),
        min_size=1,
        max_size=3,
        unique_by=lambda told: told.article.article_id,
    )
)
def test_what_is_saved_is_read_back_unchanged(told: list[Extraction]) -> None:
    with tempfile.TemporaryDirectory() as folder:
        store = Store(folder)
        store.save(told)
        expected = sorted(told, key=lambda one: one.article.article_id)
        assert list(store.read()) == expected
        assert [store.article(one.article.article_id) for one in told] == [
            one.article for one in told
        ]
        assert len(store.articles()) == len(told)


def test_saving_again_changes_nothing_and_makes_no_version(store: Store) -> None:
    told = factory.extractions(3)
    assert store.save(told) == Saved(added=3)
    version = store.version
    assert store.save(told) == Saved(unchanged=3)
    assert store.version == version


def test_an_article_that_was_dated_anew_is_replaced_and_not_doubled(store: Store) -> None:
    told = factory.extraction()
    store.save([told])
    dated = replace(told.article, published=date(2031, 6, 1), published_basis=Basis.GIVEN)
    assert store.save([replace(told, article=dated)]) == Saved(replaced=1)
    (article,) = store.articles()
    assert article["published"] == date(2031, 6, 1)
    assert store.query("SELECT count(*) AS n FROM event").to_pylist() == [
        {"n": len(told.events)}
    ]


def test_the_last_of_several_in_one_batch_counts(store: Store) -> None:
    told = factory.extraction()
    assert store.save([told, replace(told, version="newer")]) == Saved(added=1)
    assert store.extraction(told.article.article_id).version == "newer"


def test_batches_are_saved_one_by_one(store: Store, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("geo.store.BATCH", 2)

    def failing() -> object:
        yield from factory.extractions(3)
        raise ValueError("the reader broke down")

    with pytest.raises(ValueError, match="broke down"):
        store.save(failing())  # type: ignore[arg-type]
    assert len(store.articles()) == 2


def test_many_small_saves_do_not_leave_many_files(
    store: Store, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("geo.store.MANY_FILES", 3)
    for told in factory.extractions(5):
        store.save([told])
    assert len(store.articles()) == 5
    assert len(store._table().file_uris()) < 4


def test_an_old_version_can_still_be_read(store: Store) -> None:
    first, second = factory.extractions(2)
    store.save([first])
    version = store.version
    store.save([second])
    assert len(store.at(version).articles()) == 1
    assert len(store.articles()) == 2
    assert store.versions()[0].version == store.version


def test_an_old_version_cannot_be_written(store: Store) -> None:
    store.save(factory.extractions(1))
    with pytest.raises(StoreError, match="old version"):
        store.at(store.version).save(factory.extractions(2))


def test_a_version_that_never_was_is_named(store: Store) -> None:
    store.save(factory.extractions(1))
    with pytest.raises(NoVersion, match="no version 99"):
        store.at(99)


def test_a_store_that_is_not_there_says_how_to_fill_one(store: Store) -> None:
    assert not store.exists()
    with pytest.raises(StoreMissing, match="ingest"):
        store.articles()


def test_a_store_made_anew_in_the_same_folder_is_not_taken_for_the_old_one(
    store: Store,
) -> None:
    import shutil

    first, second = factory.extractions(2)
    store.save([first])
    assert [row["title"] for row in store.articles()] == ["Report 0"]
    shutil.rmtree(store.path)
    store.save([second])
    assert [row["title"] for row in store.articles()] == ["Report 1"]


def test_a_store_of_another_version_of_the_program_is_refused_and_left_alone(
    store: Store,
) -> None:
    write_deltalake(str(store.path), pa.table({"article_id": ["kept"]}))
    for use in (store.articles, lambda: store.save(factory.extractions(1))):
        with pytest.raises(OutdatedStore, match="another version"):
            use()
    assert DeltaTable(str(store.path)).version() == 0


def test_saving_nothing_makes_no_store(store: Store) -> None:
    assert store.save([]) == Saved()
    assert not store.exists()


def test_a_store_never_stands_without_its_first_articles(store: Store) -> None:
    store.save(factory.extractions(2))
    assert [entry.version for entry in store.versions()] == [0]
    assert len(store.at(0).articles()) == 2


def test_an_article_that_is_not_there_is_a_key_error(store: Store) -> None:
    store.save(factory.extractions(1))
    with pytest.raises(KeyError):
        store.article("nothing")


@pytest.mark.parametrize("name", ["with space", "Şuşa", "50% done", "a#b"])
def test_any_folder_name_will_do(tmp_path: Path, name: str) -> None:
    store = Store(tmp_path / name)
    store.save(factory.extractions(1))
    assert len(store.articles()) == 1


@pytest.mark.parametrize("name", ["a%20b", "who?"])
def test_a_folder_name_that_cannot_be_used_is_refused_at_once(
    tmp_path: Path, name: str
) -> None:
    with pytest.raises(StoreError, match="choose a folder"):
        Store(tmp_path / name)


def test_readers_in_many_threads_see_one_version_each(store: Store) -> None:
    store.save(factory.extractions(4))

    def count(_: int) -> int:
        (row,) = store.query("SELECT count(*) AS n FROM event").to_pylist()
        return int(row["n"])

    with ThreadPoolExecutor(8) as pool:
        assert set(pool.map(count, range(32))) == {20}


SAVE = """
import sys
sys.path[:0] = {paths!r}
import factory
from geo.store import Store
first = int(sys.argv[2])
for told in factory.extractions(6)[first : first + 4]:
    Store(sys.argv[1]).save([told])
"""


def test_two_processes_may_write_the_same_articles_at_once(store: Store) -> None:
    here = Path(__file__).parent
    code = SAVE.format(paths=[str(here.parent), str(here)])
    writers = [
        subprocess.Popen([sys.executable, "-c", code, str(store.path), first])
        for first in ("0", "2")
    ]
    assert [writer.wait() for writer in writers] == [0, 0]
    assert sorted(row["title"] for row in store.articles()) == [f"Report {n}" for n in range(6)]


# Quotes.

LONG = "It began. " + "Then the word went round and " * 30 + "ended here. It stopped."


@pytest.mark.parametrize(
    ("text", "anchor", "expected"),
    [
        ("He left. They met in Alba. It rained.", "met", "They met in Alba."),
        ("He left. “They met,” he said. It rained.", "met", "“They met,” he said."),
        ("Gen. Smith met Mr. Jones. It rained.", "met", "Gen. Smith met Mr. Jones."),
        ("Troops of the U.S. Army left. It rained.", "left", "Troops of the U.S. Army left."),
        ("About 2.5 tons arrived. It rained.", "tons", "About 2.5 tons arrived."),
        ("They\n  met\tin Alba.", "met", "They met in Alba."),
        ("Was it so? It was! So it was.", "was!", "It was!"),
    ],
)
def test_the_quote_is_the_sentence_around_the_word(
    text: str, anchor: str, expected: str
) -> None:
    said = quote(text, Span(0, len(text)), factory.span(text, anchor))
    assert said.words == expected
    assert " ".join(said.span.of(text).split()) == expected


@pytest.mark.parametrize(
    ("anchor", "start", "end"),
    [
        (factory.span(LONG, "Then"), "Then the word", "…"),
        (Span(LONG.index("Then") + 500, LONG.index("Then") + 504), "…", "…"),
        (factory.span(LONG, "ended"), "…", "ended here."),
    ],
)
def test_a_long_sentence_is_cut_to_words_around_the_anchor_and_the_cuts_are_marked(
    anchor: Span, start: str, end: str
) -> None:
    said = quote(LONG, Span(0, len(LONG)), anchor)
    assert said.words.startswith(start)
    assert said.words.endswith(end)
    assert said.span.contains(anchor)
    assert 250 < len(said.words) <= LONGEST_QUOTE


@given(st.text(min_size=1, max_size=900), st.data())
def test_a_quote_is_short_and_its_offsets_give_its_words(
    text: str, data: st.DataObject
) -> None:
    offsets = st.integers(0, len(text))
    evidence = Span(*sorted((data.draw(offsets), data.draw(offsets))))
    anchor = Span(*sorted((data.draw(offsets), data.draw(offsets))))
    said = quote(text, evidence, anchor)
    assert len(said.words) <= LONGEST_QUOTE
    assert " ".join(said.span.of(text).split()) == said.words.removeprefix("…").removesuffix(
        "…"
    )


def test_where_the_folder_cannot_be_written_the_tables_are_made_in_memory(
    store: Store,
) -> None:
    store.save(factory.extractions(2))
    (store.path / "_tables").write_text("in the way")
    assert len(store.articles()) == 2


def test_only_the_tables_of_the_last_versions_are_kept(store: Store) -> None:
    for told in factory.extractions(5):
        store.save([told])
        store.articles()
    assert len(list((store.path / "_tables").iterdir())) == 3
    assert len(store.at(0).articles()) == 1
