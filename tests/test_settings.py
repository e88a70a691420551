"""Settings come from the environment once, and from nowhere else."""

from __future__ import annotations

from dataclasses import fields
from pathlib import Path

import pytest

from geo.settings import ROOT, Settings


def test_without_a_variable_everything_lies_beside_the_code(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    for field in fields(Settings):
        monkeypatch.delenv(f"CONFLICT_MAP_{field.name.upper()}", raising=False)
    assert Settings.from_environment() == Settings()
    assert Settings().data == ROOT / "data"


def test_a_variable_overrides_its_field_alone(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("CONFLICT_MAP_STORE", "/srv/store")
    monkeypatch.setenv("CONFLICT_MAP_MODEL", "en_core_web_trf")
    settings = Settings.from_environment()
    assert (settings.store, settings.model) == (Path("/srv/store"), "en_core_web_trf")
    assert settings.data == Settings().data
