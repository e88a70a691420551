"""Everything the map's frame asks for comes from this server."""

from __future__ import annotations

import asyncio
import hashlib
import json
import re
import zipfile
from pathlib import Path
from typing import Any

import httpx
import pytest
from starlette.applications import Starlette

from geo.maps import assets
from geo.settings import ROOT

OUTLINE = {"type": "Polygon", "coordinates": [[[0, 0], [1, 0], [1, 1], [0, 0]]]}


def geometry(geometry_id: str) -> dict[str, Any] | None:
    return OUTLINE if geometry_id == "region:nk" else None


APP = Starlette(routes=assets.asset_routes(ROOT / "data", geometry))


def get(address: str) -> httpx.Response:
    async def ask() -> httpx.Response:
        transport = httpx.ASGITransport(app=APP)
        async with httpx.AsyncClient(transport=transport, base_url="http://map.test") as asking:
            return await asking.get(address)

    return asyncio.run(ask())


@pytest.mark.parametrize("name", assets.SCRIPTS + assets.STYLES)
def test_scripts_and_styles_are_served_for_good(name: str) -> None:
    response = get(assets.address(name).replace(assets.FROM_FRAME, "/assets"))
    assert response.status_code == 200
    assert "immutable" in response.headers["cache-control"]
    assert response.headers["content-type"].startswith(assets.MEDIA_TYPES[Path(name).suffix])


@pytest.mark.parametrize(
    "name", ["../assets.py", "..%2Fassets.py", "LICENSE-leaflet.txt", "", "map", "none.js"]
)
def test_nothing_else_is_served(name: str) -> None:
    assert get(f"/assets/{name}").status_code == 404


def test_a_tile_of_the_base_map_holds_land_and_lines() -> None:
    response = get("/assets/base/6/40/24.json")
    assert response.status_code == 200
    assert {"land", "border", "admin1"} <= set(response.json())
    assert all(isinstance(step, int) for ring in response.json()["land"] for step in ring)


def test_open_sea_is_an_empty_tile() -> None:
    assert get("/assets/base/6/0/31.json").json() == {}


def test_disputed_lines_are_lines_of_their_own() -> None:
    with zipfile.ZipFile(ROOT / "data" / assets.TILES) as archive:
        tiles = {
            name: json.loads(archive.read(name))
            for name in archive.namelist()
            if re.match("2/", name)
        }
    assert sum(len(tile.get("disputed", [])) for tile in tiles.values()) > 20


def test_countries_have_labels_with_the_zoom_at_which_they_fit() -> None:
    labels = {label[0]: label for label in get("/assets/base/labels.json").json()}
    assert labels["Sudan"][3] < labels["Lebanon"][3]
    assert labels["Ukraine"][1:3] == [pytest.approx(49, abs=2), pytest.approx(31, abs=4)]


def test_an_area_is_served_by_its_id() -> None:
    assert get("/assets/areas/region:nk.json").json() == OUTLINE
    assert get("/assets/areas/unknown.json").status_code == 404


def test_the_tiles_are_those_that_the_data_folder_tells_of() -> None:
    digest = hashlib.sha256((ROOT / "data" / assets.TILES).read_bytes()).hexdigest()
    assert digest in (ROOT / "data" / "README.md").read_text()


def test_leaflet_is_the_published_file() -> None:
    digests = {
        "leaflet.js": "db49d009c841f5ca34a888c96511ae936fd9f5533e90d8b2c4d57596f4e5641a",
        "leaflet.css": "a7837102824184820dfa198d1ebcd109ff6d0ff9a2672a074b9a1b4d147d04c6",
    }
    for name, digest in digests.items():
        assert hashlib.sha256((assets.FOLDER / name).read_bytes()).hexdigest() == digest


def test_our_scripts_name_no_host_but_that_of_the_tiles_one_may_switch_on() -> None:
    text = assets.map_script().decode() + (assets.FOLDER / "map.css").read_text()
    namespace = "http://www.w3.org/2000/svg"
    hosts = re.findall(r"https?://([\w.-]+)", text.replace(namespace, ""))
    assert set(hosts) == {"tile.openstreetmap.org"}
    assert "innerHTML" not in text
    assert "eval(" not in text


def test_every_part_of_the_script_is_served() -> None:
    parts = {path.stem for path in (assets.FOLDER / "map").glob("*.js")}
    assert parts == set(assets.PARTS)
