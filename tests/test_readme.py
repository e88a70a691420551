"""What the README says is what there is."""

from __future__ import annotations

import argparse
import dataclasses
import re
from collections.abc import Iterator
from pathlib import Path

import pytest

from geo.__main__ import command_line
from geo.settings import ROOT, Settings

README = (ROOT / "README.md").read_text("utf-8")


def commands(parser: argparse.ArgumentParser, prefix: str = "") -> Iterator[str]:
    for action in parser._actions:
        if isinstance(action, argparse._SubParsersAction):
            for name, inner in action.choices.items():
                nested = list(commands(inner, f"{prefix}{name} "))
                yield from nested or [f"{prefix}{name}"]


@pytest.mark.parametrize("command", sorted(commands(command_line())))
def test_every_command_is_in_the_readme(command: str) -> None:
    assert re.search(rf"`{command}\b", README)


@pytest.mark.parametrize("setting", [field.name for field in dataclasses.fields(Settings)])
def test_every_setting_is_in_the_readme(setting: str) -> None:
    assert f"`CONFLICT_MAP_{setting.upper()}`" in README


@pytest.mark.parametrize(
    "target", sorted(set(re.findall(r"\]\(([^)#:]+)\)", README)), key=str.casefold)
)
def test_every_link_of_the_readme_leads_somewhere(target: str) -> None:
    assert any((ROOT / name).exists() for name in (target, f"{target}.md"))


@pytest.mark.parametrize("command", sorted(set(re.findall(r"(?:^|`)make (\w+)", README, re.M))))
def test_every_make_command_of_the_readme_exists(command: str) -> None:
    targets = re.findall(r"^([a-z]+):", Path(ROOT / "Makefile").read_text("utf-8"), re.M)
    assert command in targets
