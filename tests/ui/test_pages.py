"""The pages beside the map."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import factory
import pyarrow as pa
from deltalake import write_deltalake
from streamlit.testing.v1 import AppTest

from geo.model import Basis, Span
from geo.notices import CLAIMS, NEUTRALITY
from geo.store import Store


def test_figures_stand_by_measure_and_place_with_every_claim(open_page) -> None:
    told = factory.article()
    first = factory.extraction(told).figures[0]
    second = factory.figure(told, "1,200 people", factory.TEXT[34:100], claimant="A ministry")
    html = open_page("figures", [factory.extraction(told, figures=(first, second))]).html
    assert "<h2>Displaced</h2><span>Beta</span>" in html
    assert "2 claims" in html
    assert "more than 1,200 people" in html
    assert "A ministry" in html


def test_the_article_list_says_how_outlet_and_date_are_known(open_page) -> None:
    unknown = factory.article(
        path="b.txt",
        source=None,
        source_basis=Basis.UNKNOWN,
        published=date(2031, 5, 6),
        published_basis=Basis.INFERRED,
        title=None,
    )
    page = open_page("articles", [factory.extraction(), factory.extraction(unknown)])
    assert "The Daily Test <small>stated in the text</small>" in page.html
    assert "Outlet unknown · 6 May 2031 <small>inferred from the text</small>" in page.html
    assert "5 events, 1 figure, 3 place names" in page.html
    labels = [link.proto.label for link in page.app.get("page_link")]
    assert "Envoys meet in Alba" in labels
    assert "Untitled" in labels


def test_the_article_list_follows_the_choice_of_outlets(open_page) -> None:
    other = factory.article(path="b.txt", source="Other", title="Second")
    articles = [factory.extraction(), factory.extraction(other)]
    labels = [
        link.proto.label
        for link in open_page("articles", articles, source="Other").app.get("page_link")
    ]
    assert "Second" in labels
    assert "Envoys meet in Alba" not in labels


def test_the_reader_shows_the_whole_text_with_all_that_was_found(open_page) -> None:
    told = factory.article()
    told = replace(told, boilerplate=(Span(146, len(told.text)),))
    read = factory.extraction(told)
    html = open_page(
        "articles", [read], read=told.article_id, sel=read.figures[0].figure_id
    ).html
    assert '<mark class="cm-figure" title="Displaced">ore than 1,200 people</mark>' in html
    assert '<mark class="cm-place" title="Alba / Olba">Alba</mark>' in html
    assert 'class="cm-selected" id="selected-words"' in html
    assert "cm-boilerplate" in html
    assert told.sha256 in html


def test_an_article_that_is_gone_is_no_error(open_page) -> None:
    assert "not in the store" in open_page("articles", read="0000000000000000").html


def test_the_method_page_bears_the_notices_and_the_version(open_page, store: Store) -> None:
    html = open_page("method").html
    assert NEUTRALITY in html
    assert CLAIMS in html
    assert f"<dt>Version</dt><dd>{store.version}</dd>" in html


def test_a_store_that_cannot_be_read_is_said_with_what_to_do(
    open_page, monkeypatch, tmp_path
) -> None:
    open_page()
    monkeypatch.setenv("CONFLICT_MAP_STORE", str(tmp_path / "100%41"))
    html = open_page().html
    assert 'role="alert"' in html
    assert "choose a folder without" in html


def test_a_store_of_another_version_of_the_program_is_said_with_what_to_do(
    open_page, store: Store
) -> None:
    write_deltalake(str(store.path), pa.table({"article_id": ["kept"]}))
    for page in ("map", "figures", "articles", "method"):
        html = open_page(page).html
        assert 'role="alert"' in html
        assert "made by another version of this program" in html
        assert "make app" in html


def test_an_error_of_our_own_says_what_to_do_and_any_other_keeps_its_innards() -> None:
    def script() -> None:
        from geo.errors import DataError
        from geo.ui.failure import failed

        failed(DataError("Build it with `make data`."))
        failed(KeyError("secret"))

    html = [element.proto.body for element in AppTest.from_function(script).run().get("html")]
    assert "make data" in html[0]
    assert "secret" not in html[1]
