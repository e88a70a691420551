"""What only a browser can show: links, the map, both ways of selection, phone and dark."""

from __future__ import annotations

import json
import urllib.request
from collections.abc import Callable
from pathlib import Path
from urllib.parse import parse_qs, urlsplit

import pytest
from playwright.sync_api import Locator, Page, expect

from tests.browser.conftest import PHONE, Visit

Come = Callable[..., Visit]

KEYS = """new Set(
    map.conflict.desk.overlay._spots.flatMap((spot) => spot.marks.map((mark) => mark.key))
).size"""

TOWN = """() => {
    const alone = (target) => target.kind === "group" && target.spots.length === 1;
    const target = map.conflict.desk.overlay.targets().find(alone);
    const at = map.layerPointToContainerPoint(target.at);
    return [at.x, at.y, target.spots[0].name];
}"""


def choice(page: Page, words: str) -> Locator:
    """Return a button of a filter."""
    return page.locator(".cm-choice", has_text=words).first


def pan(visit: Visit) -> tuple[float, float, float]:
    """Drag the map and zoom in, as a reader does; return where it stands then."""
    visit.still()
    before = visit.view()
    box = visit.page.locator(".st-key-map iframe").bounding_box()
    assert box is not None
    x, y = box["x"] + box["width"] / 2, box["y"] + box["height"] / 2
    visit.page.mouse.move(x, y)
    visit.page.mouse.down()
    visit.page.mouse.move(x - 160, y + 90, steps=6)
    visit.page.mouse.up()
    visit.map.locator(".leaflet-control-zoom-in").click()
    visit.stands()
    after = visit.view()
    assert after != before
    return after


def test_the_map_draws_exactly_what_the_list_shows(visit: Come) -> None:
    reader = visit()
    page = reader.open()
    said = page.locator(".cm-under").inner_text()
    placed, events = (int(word) for word in said.split() if word.isdigit())
    assert len(reader.rows()) == events > 0
    assert reader.map.evaluate(KEYS) == placed


def test_a_link_brings_back_the_same_state_and_the_same_export(visit: Come) -> None:
    first = visit()
    page = first.open()
    choice(page, "Talks").click()
    expect(page.locator(".cm-chip")).to_have_count(1)
    pan(first)
    page.locator(".cm-row").nth(1).click()
    expect(page.locator(".cm-detail")).to_be_visible()
    page.wait_for_url("**sel=**")
    first.map.wait_for_function("map.conflict.desk.overlay._selected")
    first.still()
    first.stands()
    link = page.url

    second = visit()
    other = second.open(link.removeprefix(second.address))
    expect(other.locator(".cm-detail")).to_be_visible()
    assert second.rows() == first.rows()
    assert second.view() == pytest.approx(first.view(), abs=0.01)
    assert other.locator('.cm-row[aria-current="true"]').count() == 1
    assert other.locator(".cm-detail").inner_text() == page.locator(".cm-detail").inner_text()
    assert other.url == link
    assert exported(other, "events") == exported(page, "events") == first.rows()


def exported(page: Page, layer: str) -> list[str]:
    """Download a layer with one click, and return its records' ids."""
    with page.expect_download() as waiting:
        page.locator(f'.cm-downloads a[download="{layer}.geojson"]').click()
    collection = json.loads(Path(waiting.value.path()).read_text("utf-8"))
    assert collection["type"] == "FeatureCollection"
    return [feature["id"] for feature in collection["features"]]


def test_every_layer_is_one_click_away(visit: Come) -> None:
    page = visit().open("/?q=Yevlakh")
    for layer in ("events", "figures", "places", "mentions"):
        assert exported(page, layer), layer


def test_a_click_on_a_marker_selects_it_in_the_list(visit: Come) -> None:
    reader = visit()
    page = reader.open()
    reader.still()
    x, y, place = reader.map.evaluate(TOWN)
    box = page.locator(".st-key-map iframe").bounding_box()
    assert box is not None
    page.mouse.click(box["x"] + x, box["y"] + y)
    row = page.locator('.cm-row[aria-current="true"]')
    expect(row).to_be_in_viewport()
    expect(row.locator(".cm-place")).to_contain_text(place)
    detail = page.locator(".cm-detail")
    expect(detail.locator(".cm-sentence mark").first).to_be_visible()
    expect(detail.locator(".cm-byline")).not_to_be_empty()
    expect(page.locator(".st-key-detail-actions")).to_contain_text("Open in the article")


def test_a_click_in_the_list_moves_the_map_there(visit: Come) -> None:
    reader = visit()
    page = reader.open("/?map=7/12.4/-1.5")
    assert reader.view() == pytest.approx((7, 12.4, -1.5), abs=0.01)
    row = page.locator(".cm-row", has_text="Yevlakh").first
    row.click()
    reader.map.wait_for_function("map.getBounds().contains([40.62, 47.15])")
    expect(row).to_have_attribute("aria-current", "true")
    assert reader.map.evaluate("map.conflict.desk.overlay._selected") is not None


def test_pan_and_zoom_survive_every_change_of_filter(visit: Come) -> None:
    reader = visit()
    page = reader.open()
    there = pan(reader)
    reader.map.evaluate("window.sameFrame = true")
    before = reader.drawn()
    choice(page, "Battle").click()
    expect(page.locator(".cm-chip")).to_have_count(1)
    reader.map.wait_for_function(
        f"{before} !== map.conflict.desk.overlay._spots.reduce((n, s) => n + s.marks.length, 0)"
    )
    assert reader.view() == there
    page.locator(".cm-tab", has_text="Figures").click()
    expect(page.locator(".cm-under")).to_contain_text("figures on the map")
    page.locator(".cm-chips .cm-quiet").click()
    expect(page.locator(".cm-chip")).to_have_count(0)
    assert reader.view() == there
    assert reader.map.evaluate("window.sameFrame") is True


def test_a_range_drawn_over_the_bars_filters_by_date(visit: Come) -> None:
    reader = visit()
    page = reader.open()
    bars = page.locator(".cm-bars").bounding_box()
    assert bars is not None
    y = bars["y"] + bars["height"] / 2
    page.mouse.move(bars["x"] + bars["width"] * 0.6, y)
    page.mouse.down()
    page.mouse.move(bars["x"] + bars["width"] - 2, y, steps=4)
    page.mouse.up()
    page.wait_for_url("**date=**")
    expect(page.locator('.cm-ends input[name="from"]')).not_to_have_value("")
    start, end = parse_qs(urlsplit(page.url).query)["date"][0].split("..")
    assert page.locator('.cm-ends input[name="from"]').input_value() == start
    assert page.locator('.cm-ends input[name="to"]').input_value() == end


def test_back_takes_the_last_change_back(visit: Come) -> None:
    reader = visit()
    page = reader.open()
    everything = reader.rows()
    choice(page, "Talks").click()
    page.wait_for_url("**type=talks**")
    expect(page.locator(".cm-chip")).to_have_count(1)
    page.go_back()
    expect(page.locator(".cm-chip")).to_have_count(0)
    assert reader.rows() == everything
    assert "type=" not in page.url


def test_no_filter_is_lost_from_page_to_page(visit: Come) -> None:
    reader = visit()
    page = reader.open("/?type=talks&source=Time+News")
    chips = page.locator(".cm-chip").all_inner_texts()
    for name in ("Figures", "Articles", "Method", "Map"):
        page.locator(".st-key-header a", has_text=name).click()
        page.wait_for_url(f"**/{name.lower() if name != 'Map' else ''}?**")
        assert "type=talks" in page.url
    expect(page.locator(".cm-chip")).to_have_count(len(chips))
    assert page.locator(".cm-chip").all_inner_texts() == chips


def test_the_article_opens_at_the_sentence(visit: Come) -> None:
    reader = visit()
    page = reader.open()
    page.locator(".cm-row").last.click()
    page.locator(".st-key-detail-actions a").click()
    expect(page.locator("#selected-words").first).to_be_in_viewport()


@pytest.mark.parametrize("modern", [True, False])
def test_the_link_can_be_copied(visit: Come, modern: bool) -> None:
    reader = visit(permissions=["clipboard-read", "clipboard-write"])
    if not modern:
        reader.page.add_init_script(
            "Object.defineProperty(navigator, 'clipboard', {value: undefined});"
            "document.execCommand = (what) => { window.copied = getSelection().toString() ||"
            " document.activeElement.value; return what === 'copy'; };"
        )
    page = reader.open("/?type=talks&map=7/40/46")
    page.locator(".st-key-copy-link button").click()
    expect(page.locator(".st-key-copy-link .cm-said")).to_have_text("Copied")
    copied = page.evaluate("navigator.clipboard.readText()" if modern else "window.copied")
    assert copied == f"{reader.address}/?type=talks&map=7/40/46"


def test_lists_can_be_walked_and_chosen_by_keyboard(visit: Come) -> None:
    reader = visit()
    page = reader.open()
    page.locator(".cm-tab").first.focus()
    page.keyboard.press("ArrowRight")
    page.keyboard.press("Enter")
    expect(page.locator(".cm-tab").nth(1)).to_have_attribute("aria-selected", "true")
    page.locator(".cm-row").first.focus()
    page.keyboard.press("ArrowDown")
    page.keyboard.press("Enter")
    expect(page.locator(".cm-row").nth(1)).to_have_attribute("aria-current", "true")
    expect(page.locator(".cm-detail")).to_be_visible()


def test_a_bad_link_is_no_error_page(visit: Come) -> None:
    page = visit().open("/?type=nonsense&date=soon&map=x&sel=gone&v=999")
    expect(page.locator(".cm-notes")).to_contain_text("type=talks")
    expect(page.locator(".cm-row").first).to_be_visible()
    assert "nonsense" not in page.url


def test_a_phone_has_the_map_first_and_filters_behind_one_button(visit: Come) -> None:
    reader = visit(PHONE)
    page = reader.open()
    expect(page.locator(".st-key-below .cm-row").first).to_be_attached()
    assert reader.drawn() > 0
    frame = page.locator(".st-key-map iframe").bounding_box()
    first = page.locator(".cm-row").first.bounding_box()
    assert frame is not None
    assert first is not None
    assert frame["y"] < 60
    assert frame["height"] == pytest.approx(0.55 * PHONE["height"], abs=2)
    assert first["y"] > frame["y"] + frame["height"]
    assert page.evaluate("document.documentElement.scrollWidth") <= PHONE["width"]
    expect(page.locator(".cm-dates")).not_to_be_in_viewport()
    page.get_by_test_id("stExpandSidebarButton").click()
    expect(page.locator(".cm-dates")).to_be_in_viewport()


def test_the_dark_look_reaches_page_and_map(visit: Come) -> None:
    reader = visit(color_scheme="dark")
    page = reader.open()
    ground = page.evaluate("getComputedStyle(document.querySelector('.stApp')).backgroundColor")
    assert max(int(part) for part in ground.removeprefix("rgb(").rstrip(")").split(",")) < 60
    assert (
        reader.map.evaluate(
            "getComputedStyle(document.documentElement).getPropertyValue('--panel')"
        )
        == "#1A1F24"
    )


def test_no_button_of_streamlit_asks_to_deploy(visit: Come) -> None:
    page = visit().open()
    expect(page.get_by_test_id("stAppDeployButton")).to_have_count(0)


def test_the_api_gives_the_same_set_at_the_same_address(visit: Come) -> None:
    reader = visit()
    reader.open("/?type=talks")
    address = f"{reader.address}/api/events.geojson?type=talks"
    with urllib.request.urlopen(address) as answer:  # noqa: S310 - our own server
        assert answer.headers["content-type"].startswith("application/geo+json")
        collection = json.load(answer)
    assert [feature["id"] for feature in collection["features"]] == reader.rows()


def test_screenshots_for_the_documentation(visit: Come, screenshots: Path | None) -> None:
    shots = {
        "screenshot": ({}, "/?q=Yevlakh"),
        "screenshot-dark": ({"color_scheme": "dark"}, "/?q=Yevlakh"),
    }
    for name, (options, path) in shots.items():
        reader = visit(**options)
        page = reader.open(path)
        page.locator(".cm-chips .cm-quiet").click()
        expect(page.locator(".cm-chip")).to_have_count(0)
        page.locator(".cm-row", has_text="Yevlakh").first.click()
        expect(page.locator(".cm-detail .cm-sentence mark").first).to_be_visible()
        reader.map.wait_for_function("map.getBounds().contains([40.62, 47.15])")
        if screenshots:
            screenshots.mkdir(parents=True, exist_ok=True)
            reader.still()
            page.screenshot(path=screenshots / f"{name}.png")
