"""The map in its frame: what it draws, what a click says, and what never moves it."""

from __future__ import annotations

import json
import threading
import time
from collections.abc import Callable, Iterator
from typing import Any

import pytest
import uvicorn
from playwright.sync_api import Browser, Page, Route
from starlette.applications import Starlette
from starlette.requests import Request
from starlette.responses import HTMLResponse
from starlette.routing import Route as Address
from template_payloads import EVALUATED, HOSTILE

from geo.filters import MapView
from geo.maps.assets import asset_routes
from geo.maps.features import Cell, MapFeatures, features_from
from geo.maps.folium_map import base_map, feature_group, reply
from geo.maps.wire import wire
from geo.settings import ROOT
from tests.browser.conftest import PATIENCE

AROUND = MapView(8, 0.0, 30.0)
SQUARE = {
    "type": "Polygon",
    "coordinates": [[[29, -1], [31, -1], [31, 1], [29, 1], [29, -1]]],
}

pages: dict[str, str] = {}


def place(
    place_id: str, lat: float, lon: float, kind: str = "city", **more: Any
) -> dict[str, Any]:
    point = {"place_id": place_id, "name": place_id, "lat": lat, "lon": lon, "kind": kind}
    return {**point, "geometry_id": None, **more}


def features(*rows: tuple[str, str, dict[str, Any]]) -> MapFeatures:
    return features_from(
        {
            "id": [row[0] for row in rows],
            "event_type": [row[1] for row in rows],
            "points": [[row[2]] for row in rows],
        }
    )


TOWNS = features(
    ("lone", "attack", place("Lone", 0.6, 30.9)),
    ("first", "talks", place("Shared", -0.6, 29.2)),
    ("second", "aid", place("Shared", -0.6, 29.2)),
    ("third", "battle", place("Shared", -0.6, 29.2)),
)
REGION = features(
    ("held", "control", place("Region", 0.0, 30.0, "region", geometry_id="square"))
)


@pytest.fixture(scope="module")
def address() -> Iterator[str]:
    """Serve the map's assets, and pages that are just a map."""

    def page(request: Request) -> HTMLResponse:
        return HTMLResponse(pages[request.path_params["name"]])

    routes = asset_routes(ROOT / "data", lambda name: SQUARE if name == "square" else None)
    app = Starlette(routes=[Address("/pages/of/{name}", page), *routes])
    config = uvicorn.Config(app, port=0, log_level="error", ws="none", lifespan="off")
    server = uvicorn.Server(config)
    thread = threading.Thread(target=server.run)
    thread.start()
    until = time.monotonic() + 20
    while not server.started and time.monotonic() < until:
        time.sleep(0.02)
    port = server.servers[0].sockets[0].getsockname()[1]
    yield f"http://127.0.0.1:{port}"
    server.should_exit = True
    thread.join(timeout=10)


class Shown:
    """One map in a window, what it told the page, and what it asked of other hosts."""

    def __init__(self, page: Page, drawn: MapFeatures) -> None:
        self.page = page
        self.features = drawn
        self.outside: list[str] = []
        self.dialogs: list[str] = []

    @property
    def said(self) -> list[Any]:
        return self.page.evaluate("window.said")

    @property
    def last(self) -> Any:
        return reply(self.said[-1], self.features)

    def at(self, lat: float, lon: float) -> tuple[float, float]:
        x, y = self.page.evaluate(
            "(to) => { const at = map.latLngToContainerPoint(to); return [at.x, at.y] }",
            [lat, lon],
        )
        return x, y

    def click(self, lat: float, lon: float) -> None:
        self.page.mouse.click(*self.at(lat, lon))

    def targets(self) -> list[tuple[str, int]]:
        return self.page.evaluate(
            "map.conflict.desk.overlay.targets().map((one) => [one.kind, one.marks.length])"
        )

    def view(self) -> list[float]:
        return self.page.evaluate("[map.getZoom(), map.getCenter().lat, map.getCenter().lng]")

    def update(
        self, drawn: MapFeatures, selected: str | None = None, view: MapView | None = None
    ) -> None:
        payload = wire(drawn, selected) | {"view": list(view) if view else None}
        self.features = drawn
        self.page.evaluate(f"ConflictMap.update(map, {json.dumps(payload)})")

    def move(self, lat: float, lon: float, zoom: int) -> None:
        """Move the map at once, as far as the frame is concerned like a reader."""
        self.page.evaluate(f"map.setView([{lat}, {lon}], {zoom}, {{animate: false}})")

    def move_and_tell(self, lat: float, lon: float, zoom: int) -> None:
        """Move the map and wait until it has told of it."""
        told = len(self.said)
        self.move(lat, lon, zoom)
        self.page.wait_for_function(f"window.said.length > {told}")


Show = Callable[..., Shown]


@pytest.fixture
def show(browser: Browser, address: str) -> Iterator[Show]:
    contexts = []

    def open_map(
        drawn: MapFeatures,
        view: MapView | None = AROUND,
        selected: str | None = None,
        **options: Any,
    ) -> Shown:
        options.setdefault("viewport", {"width": 900, "height": 700})
        context = browser.new_context(reduced_motion="reduce", **options)
        context.set_default_timeout(PATIENCE)
        contexts.append(context)
        shown = Shown(context.new_page(), drawn)

        def guard(route: Route) -> None:
            if route.request.url.startswith((address, "data:", "blob:")):
                route.continue_()
            else:
                shown.outside.append(route.request.url)
                route.abort()

        context.route("**/*", guard)
        shown.page.on("dialog", lambda dialog: shown.dialogs.append(dialog.message))
        shown.page.on("pageerror", lambda error: shown.dialogs.append(str(error)))
        plain = base_map()
        feature_group(drawn, selected, view).add_to(plain)
        body = plain.get_root().render().replace("<head>", f"<head>{LISTEN}")
        body = body.replace('id="map_base"', 'id="map_base" style="height: 100vh"')
        pages["map.html"] = f"{body}<script>window.map = map_base;</script>"
        shown.page.goto(f"{address}/pages/of/map.html")
        shown.page.wait_for_function("window.map && window.ConflictMapDrawn")
        return shown

    yield open_map
    for context in contexts:
        context.close()


LISTEN = """<script>
window.said = [];
window.Streamlit = {setComponentValue: (value) => window.said.push(value)};
</script>"""


def test_the_base_map_is_drawn_from_this_server_alone(show: Show) -> None:
    shown = show(TOWNS, MapView(5, 30, 30))
    shown.page.wait_for_function("document.querySelectorAll('.leaflet-tile-loaded').length > 3")
    land, sea = (
        shown.page.evaluate(PIXEL, list(shown.at(lat, lon)))
        for lat, lon in ((28, 28), (34.5, 26))
    )
    assert land == [246, 246, 244, 255]
    assert sea == [0, 0, 0, 0]
    assert shown.outside == []


PIXEL = """([x, y]) => {
    for (const tile of document.querySelectorAll(".leaflet-tile-loaded")) {
        const box = tile.getBoundingClientRect();
        if (x < box.left || x >= box.right || y < box.top || y >= box.bottom) continue;
        const pixel = tile.getContext("2d").getImageData(x - box.left, y - box.top, 1, 1);
        return [...pixel.data];
    }
}"""


def test_online_tiles_are_asked_for_only_when_chosen(show: Show) -> None:
    shown = show(TOWNS)
    shown.page.locator(".leaflet-control-layers").hover()
    assert shown.outside == []
    with shown.page.expect_request("https://tile.openstreetmap.org/**"):
        shown.page.get_by_text("OpenStreetMap tiles (online)").click()
    shown.page.wait_for_function("document.querySelectorAll('img.leaflet-tile').length > 0")
    assert {url.split("/")[2] for url in shown.outside} == {"tile.openstreetmap.org"}


def test_a_click_on_a_mark_says_which_record(show: Show) -> None:
    shown = show(TOWNS)
    shown.click(0.6, 30.9)
    assert (shown.last.picked, shown.last.spot, shown.last.count) == ("lone", "Lone", 1)
    shown.click(0.9, 29.6)
    assert (shown.last.picked, shown.last.count) == (None, 2)


def test_every_record_at_one_place_can_be_reached(show: Show) -> None:
    shown = show(TOWNS)
    assert ("group", 3) in [tuple(target) for target in shown.targets()]
    shown.click(-0.6, 29.2)
    assert shown.last.picked == "first"
    petals = shown.page.evaluate(PETALS)
    reached = []
    for x, y in petals:
        shown.page.mouse.click(x, y)
        reached.append(shown.last.picked)
    assert sorted(reached) == ["first", "second", "third"]


PETALS = """() => {
    const petals = map.conflict.desk.overlay.targets().filter((one) => one.kind === "petal");
    const points = petals.map((one) => map.layerPointToContainerPoint(one.at));
    return points.map((point) => [point.x, point.y]);
}"""


def test_a_region_is_an_area_that_is_clicked_anywhere_in_it(show: Show) -> None:
    shown = show(REGION)
    shown.page.wait_for_function(
        "map.conflict.desk.overlay.targets().some((one) => one.kind === 'area')"
    )
    assert shown.targets() == [["area", 1]]
    shown.click(0.8, 29.3)
    assert shown.last.picked == "held"
    shown.click(1.3, 30.0)
    assert shown.last.picked is None


@pytest.mark.parametrize("geometry_id", [None, "one that is not served"])
def test_an_area_of_unknown_outline_is_a_circle(show: Show, geometry_id: str | None) -> None:
    region = place("Region", 0.0, 30.0, "region", geometry_id=geometry_id)
    shown = show(features(("held", "control", region)))
    shown.page.wait_for_function("map.conflict.desk.overlay.targets().length === 1")
    assert shown.targets() == [["area", 1]]
    shown.click(0.3, 30.0)
    assert shown.last.picked == "held"


def test_the_view_survives_new_features(show: Show) -> None:
    shown = show(TOWNS)
    shown.move_and_tell(0.3, 30.4, 9)
    before = shown.view()
    for drawn in (REGION, MapFeatures(), TOWNS):
        shown.update(drawn, view=AROUND)
        assert shown.view() == before


def test_a_move_is_told_once_and_its_echo_moves_nothing(show: Show) -> None:
    shown = show(TOWNS)
    assert shown.said == []
    shown.move_and_tell(0.3, 30.4, 9)
    told = shown.last.view
    assert told == pytest.approx((9, 0.3, 30.4), abs=0.01)
    shown.move(0.5, 30.6, 9)
    here = shown.view()
    shown.update(TOWNS, view=told)
    assert shown.view() == here


def test_a_view_the_reader_goes_back_to_moves_the_map(show: Show) -> None:
    shown = show(TOWNS)
    shown.update(TOWNS, view=MapView(6, 10.0, 20.0))
    assert shown.view() == pytest.approx([6, 10, 20], abs=0.01)


def test_a_selection_from_the_list_comes_into_view(show: Show) -> None:
    shown = show(TOWNS, MapView(8, 20.0, 20.0))
    shown.update(TOWNS, selected="lone", view=MapView(8, 20.0, 20.0))
    assert shown.view()[1:] == pytest.approx([0.6, 30.9], abs=0.01)
    shown.move_and_tell(20, 21, 8)
    shown.update(MapFeatures())
    shown.update(TOWNS)
    assert shown.view()[1:] == pytest.approx([20, 21], abs=0.01)


def test_a_link_with_a_view_and_a_selection_opens_on_that_view(show: Show) -> None:
    shown = show(TOWNS, MapView(8, 20.0, 20.0), "lone")
    assert shown.view() == pytest.approx([8, 20, 20], abs=0.01)


def test_a_map_without_a_view_opens_on_its_records(show: Show) -> None:
    shown = show(TOWNS, view=None)
    south, west, north, east = shown.page.evaluate(
        "(() => { const b = map.getBounds(); return [b._southWest.lat, b._southWest.lng, "
        "b._northEast.lat, b._northEast.lng] })()"
    )
    assert all(south < spot.lat < north and west < spot.lon < east for spot in TOWNS.spots)


def test_a_map_without_a_view_opens_on_whole_areas(show: Show) -> None:
    for size in ({"width": 900, "height": 700}, {"width": 390, "height": 464}):
        shown = show(REGION, view=None, viewport=size)
        shown.page.wait_for_function("map.getBounds().pad(-0.05).contains([[-1, 29], [1, 31]])")
        assert shown.view()[0] >= 6
        assert shown.said == []


def test_a_vast_area_of_few_records_does_not_open_the_world(show: Show) -> None:
    vast = place("Vast", 55.0, 100.0, "continent")
    shown = show(
        features(
            *((f"r{n}", "aid", place("Town", 1, 30)) for n in range(20)), ("x", "aid", vast)
        ),
        view=None,
    )
    assert shown.view()[1:] == pytest.approx([1, 30], abs=0.1)


def test_the_pointer_shows_the_place_and_the_types(show: Show) -> None:
    shown = show(TOWNS)
    shown.page.mouse.move(*shown.at(-0.6, 29.2))
    tip = shown.page.locator(".map-tip")
    assert tip.text_content() == "Shared\nTalks 1 · Aid 1 · Battle 1"
    shown.page.mouse.move(*shown.at(0.9, 29.6))
    assert tip.is_hidden()


def test_marks_are_reached_and_chosen_by_keyboard(show: Show) -> None:
    shown = show(TOWNS)
    shown.page.locator("#map_base").focus()
    shown.page.keyboard.press("n")
    assert (
        shown.page.locator(".map-said").text_content() == "Shared\nTalks 1 · Aid 1 · Battle 1"
    )
    shown.page.keyboard.press("n")
    shown.page.keyboard.press("Enter")
    assert shown.last.picked == "lone"


def test_the_map_has_a_role_and_a_name(show: Show) -> None:
    shown = show(TOWNS)
    assert shown.page.get_by_role("application", name="Map of events").count() == 1


def test_one_finger_scrolls_the_page(show: Show) -> None:
    phone = {"viewport": {"width": 390, "height": 844}, "has_touch": True, "is_mobile": True}
    shown = show(TOWNS, **phone)
    assert shown.page.evaluate("map.dragging.enabled()") is False
    assert shown.page.evaluate("map.touchZoom.enabled()") is True
    assert "none" not in shown.page.evaluate("getComputedStyle(map.getContainer()).touchAction")


def test_hostile_names_are_shown_as_they_are_and_run_nowhere(show: Show) -> None:
    """Each name is a town's and an area's, and is seen as label, plate and both tips."""
    rows = []
    for n, words in enumerate(HOSTILE):
        town = {**place(f"t{n}", 0.0, 5.0 * n), "name": words}
        area = {**place(f"a{n}", 0.8, 5.0 * n, "region"), "name": words}
        rows += [(f"town-{n}", "attack", town), (f"area-{n}", "talks", area)]
    shown = show(features(*rows))
    shown.page.evaluate(WRITTEN)
    legend = shown.page.locator(".map-legend").inner_html()
    tip = shown.page.locator(".map-tip")
    for n, words in enumerate(HOSTILE):
        shown.move(0.4, 5.0 * n, 8)
        assert shown.page.evaluate(REDRAWN).count(words) == 2, words
        for lat, told in ((0.0, f"{words}\nAttack"), (0.8, f"{words}\nTalks")):
            shown.page.mouse.move(*shown.at(lat, 5.0 * n))
            assert tip.text_content().startswith(told)
            assert tip.locator("*").count() == 0
    assert EVALUATED not in shown.page.content()
    assert shown.page.locator("img[onerror], svg[onload]").count() == 0
    assert shown.page.locator(".map-legend").inner_html() == legend
    assert shown.dialogs == []
    assert shown.outside == []


WRITTEN = """() => {
    const fill = CanvasRenderingContext2D.prototype.fillText;
    CanvasRenderingContext2D.prototype.fillText = function (text, ...rest) {
        window.written.push(text);
        return fill.call(this, text, ...rest);
    };
    window.written = [];
}"""
REDRAWN = "window.written = []; map.conflict.desk.overlay._draw(); window.written"


def test_the_legend_opens_by_keyboard_and_says_what_doubt_looks_like(show: Show) -> None:
    shown = show(TOWNS)
    legend = shown.page.locator(".map-legend")
    assert not legend.get_by_text("place inferred").is_visible()
    legend.locator("summary").focus()
    shown.page.keyboard.press("Enter")
    for words in ("place inferred", "date vague or unknown", "disputed line", "Talks"):
        assert legend.get_by_text(words).is_visible()
    assert legend.get_by_text("Figure").count() == 0


def test_cells_of_a_grid_are_drawn_with_their_numbers_and_open_on_a_click(show: Show) -> None:
    shown = show(MapFeatures(cells=(Cell(0.5, 30.5, {"attack": 900, "aid": 300}),)))
    shown.page.mouse.move(*shown.at(0.5, 30.5))
    assert shown.page.locator(".map-tip").text_content() == "Attack 900 · Aid 300"
    shown.click(0.5, 30.5)
    shown.page.wait_for_function("map.getZoom() === 10")


def test_nothing_to_draw_is_a_map_all_the_same(show: Show) -> None:
    shown = show(MapFeatures(), view=None)
    assert shown.targets() == []
    assert shown.dialogs == []
