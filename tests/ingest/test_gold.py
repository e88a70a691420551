"""Headline, outlet and date of every annotated article are read as the annotation says."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from geo.ingest import read

GOLD = Path(__file__).resolve().parent.parent / "eval" / "gold"


@pytest.mark.parametrize("gold", sorted(GOLD.glob("*.json")), ids=lambda path: path.stem)
def test_the_annotated_articles(gold: Path) -> None:
    known = json.loads(gold.read_text("utf-8"))["article"]
    path = (gold.parent / known["path"]).resolve()
    if not path.exists():
        pytest.skip("the originals are not on this machine")
    (article,) = read(path)
    assert {
        "title": article.title,
        "source": article.source,
        "source_basis": article.source_basis.value,
        "published": article.published and article.published.isoformat(),
        "published_basis": article.published_basis.value,
    } == {key: value for key, value in known.items() if key != "path"}
