"""Hostile article text in a real browser: it shows, and nothing runs."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path

import factory
import pytest
from playwright.sync_api import expect
from template_payloads import EVALUATED, HOSTILE

from geo.store import Store
from tests.browser.conftest import Visit, server

TEXTS = (
    *HOSTILE,
    "<img src=x onerror=\"window.pwned='img'\">",
    "<script>window.pwned='script'</script>",
    "\"'><svg onload=\"window.pwned='svg'\">",
    "[x](javascript:window.pwned='link') ![x](http://example.org/x.png)",
)
ARTICLES = [factory.hostile(words, number) for number, words in enumerate(TEXTS)]


@pytest.fixture(scope="module")
def hostile(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """Return the address of a dashboard over hostile articles."""
    folder: Path = tmp_path_factory.mktemp("hostile")
    Store(folder / "store").save(ARTICLES)
    with server(folder / "store", folder) as address:
        yield address


def test_no_text_runs_on_any_page(visit: Callable[..., Visit], hostile: str) -> None:
    told = ARTICLES[-4]
    reader = visit(address=hostile)
    page = reader.page
    frames: list[str] = []
    for path in (
        f"/?sel={told.events[0].event_id}",
        f"/?list=figures&sel={told.figures[0].figure_id}",
        "/figures",
        "/articles",
        f"/articles?read={told.article.article_id}",
        "/method",
    ):
        reader.open(path)
        if "sel=" in path:
            expect(page.locator(".cm-detail .cm-sentence mark").first).to_be_visible()
            assert reader.drawn() > 0
            frames.append(reader.map.evaluate("String(window.pwned)"))
            assert EVALUATED not in reader.map.content()
        assert page.evaluate("window.pwned") is None, path
        assert page.locator("main script, main [onerror], main [onload]").count() == 0
    assert set(frames) == {"undefined"}


def test_the_text_shows_as_it_was_written(visit: Callable[..., Visit], hostile: str) -> None:
    page = visit(address=hostile).open("/")
    shown = page.locator(".cm-row .cm-place").all_text_contents()
    for words in TEXTS[-4:]:
        assert words in shown
