"""The layers by address: files by the very query of a page, and OGC API – Features 1.0.

``routes`` go into the dashboard's own server. ``/api/<layer>.<format>?<query of the page>``
gives what the page shows; ``/api/collections/…`` gives it by pages for GIS programs. A value
that makes no sense is left out with a note in the ``X-Notes`` header and the ``notes`` member,
where the standard would refuse it: an old link shall go on working.
"""

from __future__ import annotations

import hashlib
from collections.abc import Callable
from functools import wraps
from typing import TYPE_CHECKING, Any
from urllib.parse import parse_qsl, urlencode

import orjson
from starlette.middleware import Middleware
from starlette.middleware.cors import CORSMiddleware
from starlette.responses import Response, StreamingResponse
from starlette.routing import Route

from geo import layers
from geo.errors import InputError, StoreError
from geo.export import COLUMNS, FORMATS, Collection, file_name, format_named, geojson
from geo.filters import FILTER_KEYS, LAYERS, Filter, View
from geo.notices import ATTRIBUTION, CLAIMS, NEUTRALITY
from geo.store import Store

if TYPE_CHECKING:
    from starlette.requests import Request

    from geo.settings import Settings

ITEMS, MOST_ITEMS = 100, 10_000
"""Records on a page of ``items``: how many there are, and may be."""

CONFORMANCE = [
    f"http://www.opengis.net/spec/ogcapi-features-1/1.0/conf/{part}"
    for part in ("core", "geojson", "oas30")
]

SAYS = {
    "events": "What happened, is planned, alleged, called for or denied: type, date, place",
    "figures": "Reported numbers with bounds, claimant, date and place",
    "places": "Places that the records are at, with both names of contested ones and counts",
    "mentions": "Place names in the articles, with role and the place they were resolved to",
}

CORS = Middleware(
    CORSMiddleware,
    allow_origins=["*"],
    allow_methods=["GET"],
    expose_headers=["ETag", "X-Notes", "Content-Disposition"],
)

Endpoint = Callable[["Request", Store], Response]


def routes(settings: Settings) -> list[Route]:
    """Return the routes of the API over the store that the settings name."""
    store = Store(settings.store)
    return [
        Route(path, _answered(endpoint, store), methods=["GET"], middleware=[CORS])
        for path, endpoint in (
            ("/api", landing),
            ("/api/conformance", conformance),
            ("/api/openapi.json", openapi),
            ("/api/collections", collections),
            ("/api/collections/{layer}", collection),
            ("/api/collections/{layer}/items", items),
            ("/api/collections/{layer}/items/{record_id}", item),
            ("/api/{layer}.{format}", file),
            ("/api/{rest:path}", nothing),
        )
    ]


def _answered(endpoint: Endpoint, store: Store) -> Callable[[Request], Response]:
    """Answer what goes wrong in JSON, and what has not changed with 304."""

    @wraps(endpoint)
    def answer(request: Request) -> Response:
        try:
            tag = _tag(request, store)
            if tag in request.headers.get("if-none-match", ""):
                return Response(status_code=304, headers={"ETag": tag})
            response = endpoint(request, store)
        except NotFound as error:
            return _json({"error": str(error), "layers": list(LAYERS)}, status=404)
        except StoreError as error:
            return _json({"error": str(error)}, status=503)
        response.headers.setdefault("ETag", tag)
        response.headers.setdefault("Cache-Control", "no-cache")
        response.headers.setdefault("X-Content-Type-Options", "nosniff")
        return response

    return answer


class NotFound(InputError):
    """The address names a layer, format or record that there is not."""


def _tag(request: Request, store: Store) -> str:
    parts = (store.identity, str(request.url), repr(COLUMNS))
    return f'W/"{hashlib.sha256(" ".join(parts).encode()).hexdigest()[:24]}"'


def _json(
    value: Any, status: int = 200, media_type: str = "application/json", **headers: str
) -> Response:
    return Response(orjson.dumps(value), status, headers=headers, media_type=media_type)


# Files.


def file(request: Request, store: Store) -> Response:
    """Answer ``/api/events.geojson?…`` with what the page of that query shows."""
    layer = _layer(request)
    try:
        made = format_named(request.path_params["format"])
    except InputError as error:
        raise NotFound(str(error)) from error
    chosen, notes = _chosen(request, store, layer)
    headers = {"X-Notes": " | ".join(notes)} if notes else {}
    if request.query_params.get("download") == "1" or made.name != "geojson":
        name = file_name(layer, made.name)
        headers["Content-Disposition"] = f'attachment; filename="{name}"'
    return StreamingResponse(made.pieces(chosen), media_type=made.media_type, headers=headers)


def _layer(request: Request) -> str:
    layer: str = request.path_params["layer"]
    if layer not in LAYERS:
        raise NotFound(f"There is no layer of that name; there are {', '.join(LAYERS)}.")
    return layer


def _chosen(request: Request, store: Store, layer: str) -> tuple[Collection, list[str]]:
    """Return the records that a query asks for, and the notes on it."""
    query = _query(request)
    chosen, notes = Filter.decode(query)
    view, view_notes = View.decode(query)
    store, version_notes = layers.pinned(store, view)
    limit, limit_notes = _count(request, "limit")
    offset, offset_notes = _count(request, "offset")
    notes += view_notes + version_notes + limit_notes + offset_notes
    found = Collection(
        store=store,
        layer=layer,
        chosen=chosen,
        notes=tuple(notes),
        limit=limit,
        offset=offset or 0,
    )
    return found, notes


def _query(request: Request) -> str:
    """Return the query with OGC's ``datetime`` read as ``date``."""
    query = request.url.query
    given = request.query_params.get("datetime")
    if not given:
        return query
    days = [moment[:10].strip(".") for moment in given.split("/")]
    return f"{query}&{urlencode({'date': '..'.join(days)})}"


def _count(request: Request, name: str) -> tuple[int | None, list[str]]:
    given = request.query_params.get(name)
    if not given:
        return None, []
    if given.isascii() and given.isdigit() and len(given) <= 9:
        return int(given), []
    return None, [f'A value of "{name}" is no whole number and is left out; write {name}=100']


# OGC API – Features.


def landing(request: Request, store: Store) -> Response:
    """Say what there is and where."""
    base = _base(request)
    files = [
        link(f"{base}/{layer}.geojson", "item", geojson.MEDIA_TYPE, f"All {layer}")
        for layer in LAYERS
    ]
    return _json(
        {
            "title": "Conflict Map",
            "description": "Events, reported figures and places read out of news articles.",
            "version": store.version,
            "notice": NEUTRALITY,
            "claims": CLAIMS,
            "attribution": ATTRIBUTION,
            "layers": SAYS,
            "formats": {made.name: made.suffix for made in FORMATS.values()},
            "query": {key.name: f"{key.says} ({key.example})" for key in FILTER_KEYS},
            "links": [
                link(base, "self", "application/json", "This page"),
                link(
                    f"{base}/openapi.json",
                    "service-desc",
                    "application/vnd.oai.openapi+json;version=3.0",
                    "The API's definition",
                ),
                link(f"{base}/conformance", "conformance", "application/json", "Standards met"),
                link(f"{base}/collections", "data", "application/json", "The layers"),
                *files,
            ],
        }
    )


def link(href: str, rel: str, media_type: str, title: str) -> dict[str, str]:
    """Return a link as OGC APIs write it."""
    return {"href": href, "rel": rel, "type": media_type, "title": title}


def _base(request: Request) -> str:
    """Return the API's own address, wherever the server is mounted."""
    address = str(request.url.replace(query="", fragment=""))
    return address[: address.index("/api", len(str(request.base_url)) - 1)] + "/api"


def conformance(_: Request, __: Store) -> Response:
    """Name the standards met."""
    return _json({"conformsTo": CONFORMANCE})


def collections(request: Request, store: Store) -> Response:
    """Describe every layer."""
    base = _base(request)
    return _json(
        {
            "links": [
                link(f"{base}/collections", "self", "application/json", "The layers"),
            ],
            "collections": [_described(layer, base, store) for layer in LAYERS],
        }
    )


def collection(request: Request, store: Store) -> Response:
    """Describe one layer."""
    return _json(_described(_layer(request), _base(request), store))


def _described(layer: str, base: str, store: Store) -> dict[str, Any]:
    here = f"{base}/collections/{layer}"
    described: dict[str, Any] = {
        "id": layer,
        "title": layer.capitalize(),
        "description": f"{SAYS[layer]}. {NEUTRALITY} {CLAIMS}",
        "itemType": "feature",
        "crs": ["http://www.opengis.net/def/crs/OGC/1.3/CRS84"],
        "links": [
            link(here, "self", "application/json", "This layer"),
            link(f"{here}/items", "items", geojson.MEDIA_TYPE, "Its records by pages"),
            link(f"{base}/{layer}.geojson", "enclosure", geojson.MEDIA_TYPE, "All of them"),
        ],
    }
    box = layers.extent(store, layer)
    if box is not None:
        described["extent"] = {"spatial": {"bbox": [list(box)]}}
    return described


def items(request: Request, store: Store) -> Response:
    """Answer with a page of a layer's filtered records, and links to the pages beside it."""
    found, notes = _chosen(request, store, _layer(request))
    limit = max(1, min(ITEMS if found.limit is None else found.limit, MOST_ITEMS))
    page = Collection(
        store=found.store,
        layer=found.layer,
        chosen=found.chosen,
        notes=found.notes,
        limit=limit,
        offset=found.offset,
    )
    headers = {"X-Notes": " | ".join(notes)} if notes else {}
    pieces = geojson.encode(page, _page_links(request, page, limit))
    return StreamingResponse(pieces, media_type=geojson.MEDIA_TYPE, headers=headers)


def _page_links(request: Request, page: Collection, limit: int) -> list[dict[str, str]]:
    here = f"{_base(request)}/collections/{page.layer}"
    links = [
        link(_at(request, page.offset, limit), "self", geojson.MEDIA_TYPE, "This page"),
        link(here, "collection", "application/json", "The layer"),
    ]
    if page.offset + limit < page.matched():
        after = _at(request, page.offset + limit, limit)
        links.append(link(after, "next", geojson.MEDIA_TYPE, "Next page"))
    if page.offset:
        before = _at(request, max(0, page.offset - limit), limit)
        links.append(link(before, "prev", geojson.MEDIA_TYPE, "Page before"))
    return links


def _at(request: Request, offset: int, limit: int) -> str:
    kept = [pair for pair in parse_qsl(request.url.query) if pair[0] not in {"limit", "offset"}]
    query = urlencode([*kept, ("limit", str(limit)), ("offset", str(offset))])
    return str(request.url.replace(query=query))


def item(request: Request, store: Store) -> Response:
    """Answer with one record, whatever the filter."""
    layer, record_id = _layer(request), request.path_params["record_id"]
    feature = geojson.feature(store.at(store.version), layer, record_id)
    if feature is None:
        raise NotFound(f"There is no record of that id among the {layer}.")
    here = f"{_base(request)}/collections/{layer}"
    links = [
        link(str(request.url), "self", geojson.MEDIA_TYPE, "This record"),
        link(here, "collection", "application/json", "The layer"),
    ]
    return _json({**feature, "links": links}, media_type=geojson.MEDIA_TYPE)


def nothing(_: Request, __: Store) -> Response:
    """Answer an address that means nothing here."""
    raise NotFound(f"Nothing is here; there are /api/<layer>.geojson for {', '.join(LAYERS)}.")


def openapi(request: Request, _: Store) -> Response:
    """Answer with the API's definition, made from the table of filters."""
    parameters = [
        _parameter(key.name, f"{key.says}, as {key.example}", many=key.many)
        for key in FILTER_KEYS
    ]
    paging = [
        _parameter("limit", f"records on a page, at most {MOST_ITEMS}", kind="integer"),
        _parameter("offset", "records before the page", kind="integer"),
        _parameter("datetime", "a day, or days from/to, either side .. for open"),
    ]
    return _json(
        {
            "openapi": "3.0.3",
            "info": {"title": "Conflict Map", "version": "1", "description": NEUTRALITY},
            "servers": [{"url": _base(request)}],
            "paths": {
                "/collections": _path("Every layer", []),
                **{
                    f"/collections/{layer}/items": _path(SAYS[layer], parameters + paging)
                    for layer in LAYERS
                },
                **{f"/{layer}.geojson": _path(SAYS[layer], parameters) for layer in LAYERS},
            },
        },
        media_type="application/vnd.oai.openapi+json;version=3.0",
    )


def _parameter(
    name: str, says: str, kind: str = "string", *, many: bool = False
) -> dict[str, Any]:
    schema: dict[str, Any] = {"type": kind}
    if many:
        schema = {"type": "array", "items": schema}
    return {"name": name, "in": "query", "description": says, "schema": schema, "explode": many}


def _path(says: str, parameters: list[dict[str, Any]]) -> dict[str, Any]:
    answer = {"200": {"description": says}}
    return {"get": {"summary": says, "parameters": parameters, "responses": answer}}
