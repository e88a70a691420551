"""The dashboard run without a browser, over a store made by hand."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterable
from pathlib import Path
from typing import Any

import factory
import pytest
import streamlit as st
from streamlit.testing.v1 import AppTest

from geo.model import Extraction
from geo.settings import ROOT
from geo.store import Store

SCRIPT = str(ROOT / "geo" / "ui" / "dashboard.py")

Open = Callable[..., "Page"]


class Page:
    """A page that has run, and what its parts were given."""

    def __init__(self, app: AppTest) -> None:
        self.app = app

    def given(self, name: str, key: str | None = None) -> dict[str, Any]:
        """Return the data of one of our components."""
        return next(
            data for part, made, data in self._parts() if part == name and key in (None, made)
        )

    def has(self, name: str) -> bool:
        return any(part == name for part, _, _ in self._parts())

    def _parts(self) -> Iterable[tuple[str, str, dict[str, Any]]]:
        for element in self.app.get("bidi_component"):
            proto = element.proto
            name = proto.component_name.removeprefix("conflict_map_")
            data = json.loads(proto.json or proto.mixed.json or "{}")
            yield name, proto.id.rsplit("-", 1)[-1], data

    @property
    def html(self) -> str:
        """All HTML of the page, but for the style sheet."""
        bodies = [element.proto.body for element in self.app.get("html")]
        return "\n".join(body for body in bodies if not body.lstrip().startswith("<style"))

    @property
    def ids(self) -> list[str]:
        """Ids of the list's rows, in order."""
        return [row["id"] for row in self.given("records")["rows"]]

    @property
    def map_arguments(self) -> dict[str, Any]:
        (frame,) = self.app.get("component_instance")
        return json.loads(frame.proto.json_args)

    def again(self) -> Page:
        self.app.run()
        assert not self.app.exception
        return self


@pytest.fixture
def store(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Store:
    """Name an empty folder as the store of the dashboard."""
    st.cache_resource.clear()
    monkeypatch.setenv("CONFLICT_MAP_STORE", str(tmp_path / "store"))
    return Store(tmp_path / "store")


@pytest.fixture
def open_page(store: Store) -> Open:
    """Open a page of the dashboard over some extractions, as a link's query says."""

    def opened(
        page: str = "map", extractions: Iterable[Extraction] | None = None, **query: Any
    ) -> Page:
        if not store.exists():
            store.save([factory.extraction()] if extractions is None else extractions)
        app = AppTest.from_file(SCRIPT, default_timeout=30)
        if page != "map":
            app.switch_page(str(ROOT / "pages" / f"{page}.py"))
        for name, value in query.items():
            app.query_params[name] = value
        app.run()
        assert not app.exception
        return Page(app)

    return opened
