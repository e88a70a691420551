"""The demo store: the project's own digests, read once by the real pipeline."""

from __future__ import annotations

from collections.abc import Callable

from geo import ingest
from geo.pipeline import extract, load_tools
from geo.settings import Settings
from geo.store import Store


def fill(store: Store, settings: Settings, progress: Callable[[float], object]) -> None:
    """Read ``data/articles`` into the store; ``progress`` is told the share done, 0 to 1."""
    articles = [
        article
        for path in ingest.find([settings.data / "articles"])
        for article in ingest.read(path)
    ]
    tools = load_tools(settings)
    extractions = []
    for number, article in enumerate(articles, 1):
        extractions.append(extract(article, tools))
        progress(number / len(articles))
    store.save(extractions)
