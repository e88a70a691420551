"""What the map's frame asks for, all from this server: scripts, base map, areas."""

from __future__ import annotations

import hashlib
import zipfile
from collections.abc import Callable
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from starlette.requests import Request
    from starlette.responses import Response
    from starlette.routing import Route

FOLDER = Path(__file__).parent / "assets"
TILES = "boundaries/base.zip"
FROM_FRAME = "../../assets"
"""Address of the assets as seen from the page inside the map's frame."""

MEDIA_TYPES = {
    ".js": "text/javascript",
    ".css": "text/css",
}
SCRIPTS = ("leaflet.js", "map.js")
STYLES = ("leaflet.css", "map.css")
PARTS = (
    "measures",
    "read",
    "tiles",
    "marks",
    "areas",
    "labels",
    "overlay",
    "legend",
    "desk",
    "map",
)
"""The parts of ``map.js`` in their order; they are served as one script with one scope."""

FOR_GOOD = "public, max-age=31536000, immutable"
FOR_A_DAY = "public, max-age=86400"

Geometry = Callable[[str], dict[str, Any] | None]


@cache
def version() -> str:
    """Return a short hash of scripts and styles; browsers may keep what bears it for good."""
    digest = hashlib.sha256(map_script())
    for name in ("leaflet.js", *STYLES):
        digest.update((FOLDER / name).read_bytes())
    return digest.hexdigest()[:8]


@cache
def map_script() -> bytes:
    """Return ``map.js``: all its parts in one scope of their own."""
    parts = [(FOLDER / "map" / f"{part}.js").read_text(encoding="utf-8") for part in PARTS]
    return "\n".join(['(() => {\n"use strict";', *parts, "})();\n"]).encode()


def address(name: str) -> str:
    """Return the address of an asset as the map's frame asks for it."""
    return f"{FROM_FRAME}/{name}?v={version()}"


def asset_routes(data: Path, geometry: Geometry) -> list[Route]:
    """Return the routes that serve the map: ``/assets/…``.

    Parameters
    ----------
    data
        The project's data folder, which holds the tiles of the base map.
    geometry
        Gives the GeoJSON geometry of an area or line by its id, or None; may be slow to open,
        since it is first called when an area is first drawn.
    """
    from starlette.routing import Route

    def script(_: Request) -> Response:
        return _answer(map_script(), MEDIA_TYPES[".js"], FOR_GOOD)

    def vendored(request: Request) -> Response:
        return _file(request.path_params["name"])

    def tile(request: Request) -> Response:
        z, x, y = (request.path_params[axis] for axis in "zxy")
        return _json(_tile(data / TILES, f"{z}/{x}/{y}.json"), FOR_A_DAY)

    def labels(_: Request) -> Response:
        return _json(_tile(data / TILES, "labels.json"), FOR_A_DAY)

    def area(request: Request) -> Response:
        return _area(geometry(request.path_params["geometry_id"]))

    return [
        Route("/assets/base/labels.json", labels),
        Route("/assets/base/{z:int}/{x:int}/{y:int}.json", tile),
        Route("/assets/areas/{geometry_id}.json", area),
        Route("/assets/map.js", script),
        Route("/assets/{name:path}", vendored),
    ]


def _file(name: str) -> Response:
    from starlette.responses import FileResponse, PlainTextResponse

    path = (FOLDER / name).resolve()
    served = path.is_relative_to(FOLDER.resolve()) and path.suffix in MEDIA_TYPES
    if not served or not path.is_file():
        return PlainTextResponse("Not found\n", status_code=404)
    return FileResponse(
        path, media_type=MEDIA_TYPES[path.suffix], headers={"Cache-Control": FOR_GOOD}
    )


def _tile(archive: Path, name: str) -> bytes:
    """Return a tile of the base map; open sea has none and gives an empty one."""
    try:
        return _open(archive).read(name)
    except KeyError:
        return b"{}"


@cache
def _open(archive: Path) -> zipfile.ZipFile:
    return zipfile.ZipFile(archive)


def _json(body: bytes, keep: str) -> Response:
    return _answer(body, "application/json", keep)


def _answer(body: bytes, media_type: str, keep: str) -> Response:
    from starlette.responses import Response

    return Response(body, media_type=media_type, headers={"Cache-Control": keep})


def _area(geometry: dict[str, Any] | None) -> Response:
    import orjson
    from starlette.responses import PlainTextResponse

    if geometry is None:
        return PlainTextResponse("No such area\n", status_code=404)
    return _json(orjson.dumps(geometry), FOR_A_DAY)
