"""One look: the themes, the style sheet and the map share their colours, the words one file."""

from __future__ import annotations

import re
import tomllib

import pytest

from geo import model
from geo.maps.look import BASES, Theme, contrast
from geo.settings import ROOT
from geo.ui.components import ASSETS
from geo.ui.strings import WORDS, label, say

CONFIG = tomllib.loads((ROOT / ".streamlit" / "config.toml").read_text("utf-8"))
SHEET = (ASSETS / "look.css").read_text("utf-8")


@pytest.mark.parametrize("theme", list(Theme))
def test_the_pages_have_the_colours_of_the_map(theme: Theme) -> None:
    base, page = BASES[theme], CONFIG["theme"][theme.value]
    assert page["textColor"] == base.ink
    assert page["primaryColor"] == page["linkColor"] == base.accent
    number = list(Theme).index(theme)
    for name, colour in {"ink": base.ink, "accent": base.accent, "panel": base.panel}.items():
        pair = re.search(rf"--cm-{name}: light-dark\((#\w+), (#\w+)\)", SHEET)
        assert pair is not None
        assert pair.groups()[number].lower() == colour.lower()


@pytest.mark.parametrize("number", [0, 1])
@pytest.mark.parametrize("wash", ["panel", "wash", "accent-wash", "place", "figure", "event"])
def test_words_can_be_read_on_every_ground(wash: str, number: int) -> None:
    colours = dict(re.findall(r"--cm-([\w-]+): (light-dark\([^)]*\))", SHEET))
    ink, ground = (re.findall(r"#\w+", colours[name])[number] for name in ("ink", wash))
    assert contrast(ink, ground) >= 7
    if wash in {"panel", "wash"}:
        soft = re.findall(r"#\w+", colours["soft"])[number]
        assert contrast(soft, ground) >= 4.5


def test_nothing_is_fetched_from_elsewhere() -> None:
    assert "url(" not in SHEET
    assert "@import" not in SHEET
    for script in ASSETS.glob("*.js"):
        assert not re.search(r"https?://(?!www\.w3\.org/2000/svg)", script.read_text("utf-8"))


def test_usage_is_not_reported() -> None:
    assert CONFIG["browser"]["gatherUsageStats"] is False


def test_every_word_that_is_asked_for_is_there() -> None:
    sources = [path.read_text("utf-8") for path in (ROOT / "geo" / "ui").glob("*.py")]
    asked = {name for source in sources for name in re.findall(r'say\(\s*"(\w+\.\w+)"', source)}
    assert len(asked) > 40
    for name in asked:
        table, _, entry = name.partition(".")
        assert entry in tomllib.loads(WORDS.read_text("utf-8"))[table], name


@pytest.mark.parametrize(
    ("table", "kinds"),
    [
        ("event_type", model.EventType),
        ("event_status", model.EventStatus),
        ("event_status", model.FigureStatus),
        ("measures", model.Measure),
        ("quantifiers", model.Quantifier),
        ("kinds", model.Kind),
        ("basis", model.Basis),
        ("precision", model.GeoPrecision),
        ("time", model.DatePrecision),
    ],
)
def test_every_value_has_its_word(table: str, kinds) -> None:
    words = tomllib.loads(WORDS.read_text("utf-8"))[table]
    assert [kind for kind in kinds if kind.value not in words] == []


def test_a_value_without_a_word_is_shown_as_it_is() -> None:
    assert label("event_type", "unheard of") == "unheard of"


def test_words_that_are_missing_are_an_error() -> None:
    with pytest.raises(KeyError):
        say("app.nothing")
