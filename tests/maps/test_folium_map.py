"""The map in folium: the same base for everybody, no address but our own, ids both ways."""

from __future__ import annotations

import json
import re
from typing import Any

import folium
import pytest
from streamlit_folium import _get_feature_group_string, _get_header, _get_map_string
from template_payloads import EVALUATED, HOSTILE

from geo.filters import MapView
from geo.maps.features import MapFeatures, Marks, Spot
from geo.maps.folium_map import base_map, clicked, feature_group, reply
from geo.maps.wire import wire

GOMA = Spot("cd-goma", "Goma", -1.67, 29.22, "city", None)


def features(name: str = "Goma", *ids: str) -> MapFeatures:
    ids = ids or ("a", "b")
    length = len(ids)
    return MapFeatures(
        spots=(GOMA._replace(name=name),),
        marks=Marks(ids, (0,) * length, ("attack",) * length, (0,) * length, (1,) * length),
    )


def script_of(group: folium.FeatureGroup) -> str:
    """Return what streamlit-folium sends to the browser for a group."""
    shown = base_map()
    shown.render()
    _get_map_string(shown)
    return str(_get_feature_group_string(group, shown))


def payload_of(script: str) -> Any:
    found = re.search(r"ConflictMap\.update\(\s*map_div, (.*?)\);\n", script, re.DOTALL)
    assert found, script
    return json.loads(found[1])


def rendered(shown: folium.Map) -> tuple[str, str]:
    shown.render()
    return _get_map_string(shown), _get_header(shown)


@pytest.mark.parametrize("theme", ["light", "dark"])
def test_the_base_map_is_the_same_bytes_each_time(theme: str) -> None:
    first, second = base_map(theme), base_map(theme)
    script_of(feature_group(features()))
    assert rendered(first) == rendered(second)


def test_light_and_dark_are_different_maps() -> None:
    assert rendered(base_map("light")) != rendered(base_map("dark"))


@pytest.mark.parametrize("theme", ["light", "dark"])
def test_the_page_asks_nobody_else_for_anything(theme: str) -> None:
    shown = base_map(theme)
    feature_group(features()).add_to(shown)
    page = shown.get_root().render()
    assert not re.findall(r"(?:https?:)?//[\w.-]+\.\w+", page)
    assert {address.split("?")[0] for _, address in shown.default_js + shown.default_css} == {
        f"../../assets/{name}" for name in ("leaflet.js", "map.js", "leaflet.css", "map.css")
    }


def test_pinch_zoom_is_allowed() -> None:
    assert "user-scalable" not in base_map().get_root().render()


def test_the_group_clears_what_was_drawn_before_and_carries_the_features() -> None:
    script = script_of(feature_group(features(), "b", MapView(7, 40, 46.5)))
    assert script.index("window.feature_group = [];") < script.index("ConflictMap.update")
    assert payload_of(script) == wire(features(), "b") | {"view": [7, 40, 46.5]}


@pytest.mark.parametrize("payload", HOSTILE)
def test_a_hostile_place_name_arrives_as_that_name(payload: str) -> None:
    script = script_of(feature_group(features(payload)))
    assert payload_of(script)["spots"]["name"] == {"0": payload}
    assert "<" not in script
    shown = base_map()
    feature_group(features(payload)).add_to(shown)
    page = shown.get_root().render()
    assert EVALUATED not in script + page
    assert "<img" not in page
    assert "alert(1)</script>" not in page


@pytest.mark.parametrize("payload", HOSTILE)
def test_ids_of_any_spelling_cross_as_keys_and_come_back(payload: str) -> None:
    drawn = features("Goma", payload, "other")
    key = payload_of(script_of(feature_group(drawn, payload)))["selected"]
    assert re.fullmatch(r"[\w-]+", key)
    assert clicked({"picked": key}, drawn) == payload


def test_a_click_comes_back_as_the_record_and_its_place() -> None:
    drawn = features()
    said = reply({"count": 3, "picked": drawn.keys["b"], "spot": 0, "view": [6, 1.5, 2]}, drawn)
    assert (said.count, said.picked, said.spot) == (3, "b", "cd-goma")
    assert said.view == MapView(6, 1.5, 2)


@pytest.mark.parametrize(
    "result",
    [
        None,
        {},
        {"picked": "nobody's"},
        {"picked": None, "spot": 7},
        {"view": [1]},
        {"view": "x"},
    ],
)
def test_what_makes_no_sense_is_no_click(result: dict[str, Any] | None) -> None:
    said = reply(result, features())
    assert (said.count, said.picked, said.spot, said.view) == (0, None, None, None)
