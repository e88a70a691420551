"""The made-up corpus is the same each time, has the size asked for, and clusters."""

from collections import Counter
from pathlib import Path

from geo import layers
from geo.benchmarks import corpus
from geo.filters import Filter
from geo.store import Store


def test_the_seed_decides_everything() -> None:
    assert list(corpus.extractions(5, seed=1)) == list(corpus.extractions(5, seed=1))
    assert list(corpus.extractions(5, seed=1)) != list(corpus.extractions(5, seed=2))


def test_every_quote_is_where_it_says() -> None:
    for told in corpus.extractions(20):
        text = told.article.text
        assert all(mention.span.of(text) == mention.text for mention in told.mentions)
        assert all(figure.span.of(text).startswith("At least") for figure in told.figures)


def test_copies_of_a_sample_are_records_of_their_own(tmp_path: Path) -> None:
    store = Store(tmp_path / "store")
    corpus.fill(store, 800, sample=20)
    everything = Filter(statements=True)
    rows = layers.rows(store, "events", everything)
    assert len(rows) == len({row["id"] for row in rows}) == 800
    figures = layers.rows(store, "figures", everything)
    assert len({row["id"] for row in figures}) == 300
    assert len(store.articles()) == 100


def test_few_places_have_most_of_the_reports() -> None:
    counts = Counter(
        place.place_id
        for told in corpus.extractions(300)
        for event in told.events
        for place in event.places
    )
    most = sum(count for _, count in counts.most_common(len(counts) // 10))
    assert most > 0.4 * counts.total()
