"""An address gives what the page of the same query shows, and never an error page."""

import asyncio
import json
from collections.abc import Callable, Iterator
from pathlib import Path

import factory
import httpx
import pytest
import rfc7946
import strategies
from starlette.applications import Starlette

from geo import api, export, layers
from geo.filters import FILTER_KEYS, LAYERS, Filter
from geo.notices import NEUTRALITY
from geo.settings import Settings
from geo.store import Store

Get = Callable[..., httpx.Response]


def client(store: Path) -> Get:
    """Return a function that asks the API over that store."""
    app = Starlette(routes=api.routes(Settings(store=store)))

    async def ask(address: str, headers: dict[str, str] | None) -> httpx.Response:
        transport = httpx.ASGITransport(app=app)
        async with httpx.AsyncClient(transport=transport, base_url="http://map.test") as asking:
            return await asking.get(address, headers=headers)

    return lambda address, headers=None: asyncio.run(ask(address, headers))


@pytest.fixture(scope="module")
def store(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Store]:
    store = Store(tmp_path_factory.mktemp("api") / "store")
    store.save([factory.extraction(), *[factory.hostile(w, n) for n, w in HOSTILE]])
    return store


HOSTILE = list(enumerate(strategies.HOSTILE))


@pytest.fixture
def get(store: Store) -> Get:
    return client(store.path)


def ids(response: httpx.Response) -> list[str]:
    return [feature["id"] for feature in response.json()["features"]]


QUERIES = [
    "",
    "type=talks",
    "date=2031-05-03..2031-05-03",
    "date=2031-05-03&undated=1&background=0",
    "source=The+Daily+Test&statements=1",
    "bbox=20,-12,21,11",
    "q=Alba&status=occurred",
    "type=war&date=never",
    "claimant=%27%3B+DROP+TABLE+event%3B+--",
    "source=%3Cscript%3Ealert(1)%3C/script%3E",
]


@pytest.mark.parametrize("layer", LAYERS)
@pytest.mark.parametrize("query", QUERIES)
def test_the_api_the_export_and_the_page_give_the_same_records(
    get: Get, store: Store, tmp_path: Path, layer: str, query: str
) -> None:
    response = get(f"/api/{layer}.geojson?{query}")
    assert response.status_code == 200
    assert response.headers["content-type"] == "application/geo+json"
    assert rfc7946.problems(response.content) == []
    chosen, _ = Filter.decode(query)
    shown = [row["id"] for row in layers.rows(store, layer, chosen)]
    path = tmp_path / "out.geojson"
    export.write(store, layer, chosen, "geojson", path)
    exported = [feature["id"] for feature in json.loads(path.read_bytes())["features"]]
    assert ids(response) == exported == shown


def test_keys_of_the_page_that_are_no_filter_change_nothing(get: Get) -> None:
    plain = get("/api/events.geojson").json()
    viewed = get("/api/events.geojson?map=7/39.8/46.8&sel=abc&embed=true&utm=x").json()
    assert viewed == plain


def test_a_bad_value_is_left_out_with_a_note_in_header_and_body(get: Get) -> None:
    response = get("/api/events.geojson?type=war&geo=exact&limit=many")
    assert response.status_code == 200
    assert response.json()["query"] == "geo=exact"
    assert len(response.json()["notes"]) == 2
    assert '"type"' in response.headers["x-notes"]
    assert '"limit"' in response.headers["x-notes"]


@pytest.mark.parametrize("words", strategies.HOSTILE)
def test_no_value_breaks_the_api_or_comes_back_in_a_header(get: Get, words: str) -> None:
    every_key = httpx.QueryParams(dict.fromkeys((key.name for key in FILTER_KEYS), words))
    response = get(f"/api/places.geojson?{every_key}")
    assert response.status_code == 200
    assert words not in response.headers["x-notes"]


@pytest.mark.parametrize(
    "address",
    [
        "/api/articles.geojson",
        "/api/events.exe",
        "/api/..%2f..%2fetc%2fpasswd.geojson",
        "/api/nothing/at/all",
        "/api/collections/articles",
        "/api/collections/articles/items",
        "/api/collections/events/items/none",
        "/api/collections/events/items/%27%20OR%201=1",
    ],
)
def test_what_is_not_there_is_answered_in_json_with_what_there_is(
    get: Get, address: str
) -> None:
    response = get(address)
    assert response.status_code == 404
    assert response.json()["layers"] == list(LAYERS)


def test_without_a_store_the_answer_says_how_to_fill_one(tmp_path: Path) -> None:
    response = client(tmp_path / "none")("/api/events.geojson")
    assert response.status_code == 503
    assert "ingest" in response.json()["error"]


@pytest.mark.parametrize(
    ("suffix", "media_type"),
    [
        ("geojson", "application/geo+json"),
        ("csv", "text/csv; charset=utf-8"),
        ("parquet", "application/vnd.apache.parquet"),
        ("gpkg", "application/geopackage+sqlite3"),
        ("fgb", "application/flatgeobuf"),
        ("kml", "application/vnd.google-earth.kml+xml"),
    ],
)
def test_every_format_is_served_as_what_it_is(get: Get, suffix: str, media_type: str) -> None:
    response = get(f"/api/events.{suffix}?download=1")
    assert response.headers["content-type"] == media_type
    name = f'attachment; filename="conflict-map-events.{suffix}"'
    assert response.headers["content-disposition"] == name
    assert response.headers["x-content-type-options"] == "nosniff"


def test_what_has_not_changed_is_not_sent_again(get: Get) -> None:
    first = get("/api/events.geojson?type=talks")
    again = {"If-None-Match": first.headers["etag"]}
    assert get("/api/events.geojson?type=talks", again).status_code == 304
    assert get("/api/events.geojson?type=attack", again).status_code == 200


def test_what_has_changed_is_sent_again(tmp_path: Path) -> None:
    store = Store(tmp_path / "store")
    first, second = factory.extractions(2)
    store.save([first])
    get = client(store.path)
    tag = get("/api/events.geojson").headers["etag"]
    store.save([second])
    assert get("/api/events.geojson", {"If-None-Match": tag}).status_code == 200


def test_a_link_can_pin_the_version_of_the_data(tmp_path: Path) -> None:
    store = Store(tmp_path / "store")
    first, second = factory.extractions(2)
    store.save([first])
    version = store.version
    store.save([second])
    get = client(store.path)
    assert len(ids(get(f"/api/events.geojson?v={version}"))) == 4
    assert len(ids(get("/api/events.geojson"))) == 8
    assert get("/api/events.geojson?v=99").json()["notes"] == [
        f"There is no version 99 of the data; version {store.version} is shown."
    ]


def test_pages_of_other_sites_may_read_it(get: Get) -> None:
    response = get("/api/events.geojson", {"Origin": "https://kepler.test"})
    assert response.headers["access-control-allow-origin"] == "*"


def test_the_index_says_what_there_is_and_that_names_imply_no_opinion(get: Get) -> None:
    index = get("/api").json()
    assert set(index["layers"]) == set(LAYERS)
    assert index["notice"] == NEUTRALITY
    assert set(index["query"]) == {key.name for key in FILTER_KEYS}


def test_every_link_of_the_index_leads_somewhere(get: Get) -> None:
    for link in get("/api").json()["links"]:
        assert (
            get(link["href"]).headers["content-type"].partition(";")[0]
            == (link["type"].partition(";")[0])
        )


# OGC API – Features.


def test_pages_of_items_follow_the_next_links_to_the_end(get: Get, store: Store) -> None:
    address, found = "/api/collections/events/items?limit=7&type=talks,attack", []
    while address:
        page = get(address).json()
        assert page["numberReturned"] == len(page["features"]) <= 7
        found += [feature["id"] for feature in page["features"]]
        links = {link["rel"]: link["href"] for link in page["links"]}
        address = links.get("next", "")
    chosen, _ = Filter.decode("type=talks,attack")
    assert found == [row["id"] for row in layers.rows(store, "events", chosen)]
    assert page["numberMatched"] == len(found)


@pytest.mark.parametrize(
    ("datetime", "query"),
    [
        ("2031-05-03", "date=2031-05-03"),
        ("2031-05-04T00:00:00Z/..", "date=2031-05-04.."),
        ("../2031-05-03", "date=..2031-05-03"),
        ("2031-05-03/2031-05-04", "date=2031-05-03..2031-05-04"),
    ],
)
def test_ogc_datetime_is_read_as_the_range_of_dates(
    get: Get, datetime: str, query: str
) -> None:
    asked = get(f"/api/collections/events/items?datetime={datetime}&limit=10000")
    assert ids(asked) == ids(get(f"/api/events.geojson?{query}"))


def test_one_record_has_an_address_of_its_own(get: Get) -> None:
    first = get("/api/collections/events/items?limit=1").json()["features"][0]
    record = get(f"/api/collections/events/items/{first['id']}").json()
    assert {**first, "links": record["links"]} == record


def test_collections_say_where_they_are_and_in_which_coordinates(get: Get) -> None:
    described = {one["id"]: one for one in get("/api/collections").json()["collections"]}
    assert set(described) == set(LAYERS)
    assert described["events"]["extent"]["spatial"]["bbox"] == [[20.25, -11.125, 21.5, 10.5]]
    assert described["events"] == get("/api/collections/events").json()


def test_the_definition_names_every_key(get: Get) -> None:
    definition = get("/api/openapi.json").json()
    parameters = definition["paths"]["/collections/events/items"]["get"]["parameters"]
    names = {parameter["name"] for parameter in parameters}
    assert names >= {key.name for key in FILTER_KEYS} | {"limit", "offset", "datetime"}
