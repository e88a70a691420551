"""No string that reaches folium is ever more than text, whichever way it goes."""

from __future__ import annotations

import json
import os

import folium
import pytest
from branca.element import Element
from hypothesis import given
from hypothesis import strategies as st
from jinja2 import Template
from template_payloads import EVALUATED, HOSTILE

from geo.maps import escape

PATHS = {
    "tooltip": lambda words: folium.Marker((1, 2), tooltip=folium.Tooltip(words)),
    "bare tooltip": lambda words: folium.Marker((1, 2), tooltip=words),
    "popup": lambda words: folium.Marker((1, 2), popup=folium.Popup(words)),
    "layer name": lambda words: folium.FeatureGroup(name=words),
    "div icon": lambda words: folium.Marker((1, 2), icon=folium.DivIcon(html=words)),
    "geojson property": lambda words: folium.GeoJson(
        feature(words), tooltip=folium.GeoJsonTooltip(fields=["name"])
    ),
    "geojson popup": lambda words: folium.GeoJson(
        feature(words), popup=folium.GeoJsonPopup(fields=["name"])
    ),
    "attribution": lambda words: folium.TileLayer("/{z}/{x}/{y}.png", attr=words),
    "element": Element,
}


def feature(words: str) -> dict[str, object]:
    point = {"type": "Point", "coordinates": [2, 1]}
    named = {"type": "Feature", "properties": {"name": words}, "geometry": point}
    return {"type": "FeatureCollection", "features": [named]}


def page_with(path: str, words: str) -> str:
    drawn = folium.Map(tiles=None)
    PATHS[path](words).add_to(drawn)
    return drawn.get_root().render()


@pytest.mark.parametrize("path", PATHS)
@pytest.mark.parametrize("payload", HOSTILE)
def test_hostile_text_passes_every_path_of_folium_as_plain_text(
    path: str, payload: str
) -> None:
    page = page_with(path, escape.text(payload))
    assert EVALUATED not in page
    assert str(os.getpid() * 1000003) not in page
    assert "<img src=x" not in page
    assert "<svg onload" not in page
    assert "alert(1)</script>" not in page
    assert "${alert" not in page
    assert "`+alert" not in page


def test_folium_does_run_what_is_not_escaped() -> None:
    assert EVALUATED in page_with("geojson property", "{{ 1234*5678 }}")


@given(st.text())
def test_escaped_text_holds_no_mark_of_any_template_or_of_html(words: str) -> None:
    assert not set("<>\"'`${}\\") & set(escape.text(words))


@given(st.text())
def test_a_template_leaves_escaped_text_as_it_is(words: str) -> None:
    escaped = escape.text(words)
    assert Template(escaped, keep_trailing_newline=True, newline_sequence="\n").render() == (
        escaped.replace("\r\n", "\n").replace("\r", "\n")
    )


VALUES = st.recursive(
    st.none()
    | st.booleans()
    | st.integers()
    | st.floats(allow_nan=False, allow_infinity=False)
    | st.text()
    | st.sampled_from(HOSTILE),
    lambda inner: (
        st.lists(inner) | st.dictionaries(st.text() | st.sampled_from(HOSTILE), inner)
    ),
    max_leaves=12,
)


@given(VALUES)
def test_a_script_value_is_the_same_value_and_no_template(value: object) -> None:
    script = escape.script_value(value)
    assert json.loads(script) == value
    assert Template(script).render() == script
    assert "</" not in script
    assert "<!" not in script


def test_numbers_that_json_does_not_know_are_refused() -> None:
    with pytest.raises(ValueError, match="Out of range"):
        escape.script_value({"value": float("nan")})
