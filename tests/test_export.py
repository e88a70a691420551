"""Every format holds the filtered records, safely, and GeoJSON keeps to RFC 7946."""

import csv
import io
import json
import sqlite3
from collections.abc import Iterator
from pathlib import Path
from xml.etree import ElementTree

import factory
import geopandas as gpd
import pyarrow.parquet as pq
import pytest
import rfc7946
import strategies

from geo import export, layers
from geo.errors import InputError
from geo.export import FORMATS, Collection
from geo.filters import LAYERS, Filter
from geo.model import EventType, Extraction, Kind, Place
from geo.notices import NEUTRALITY
from geo.store import Store


@pytest.fixture(scope="module")
def store(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Store]:
    store = Store(tmp_path_factory.mktemp("export") / "store")
    hostile = [factory.hostile(words, n) for n, words in enumerate(strategies.HOSTILE)]
    store.save([factory.extraction(), *hostile])
    return store.at(store.version)


ALL = Filter()
PLAIN = Filter(source=("The Daily Test",))
TALKS = Filter(type=(EventType.TALKS,))


def exported(store: Store, layer: str, name: str, chosen: Filter = ALL) -> bytes:
    collection = Collection(store=store, layer=layer, chosen=chosen)
    return b"".join(export.format_named(name).pieces(collection))


@pytest.mark.parametrize("layer", LAYERS)
@pytest.mark.parametrize("chosen", [Filter(), PLAIN, TALKS, Filter(source=("nobody",))])
def test_geojson_keeps_to_rfc_7946(store: Store, layer: str, chosen: Filter) -> None:
    assert rfc7946.problems(exported(store, layer, "geojson", chosen)) == []


@pytest.mark.parametrize("layer", LAYERS)
@pytest.mark.parametrize("name", FORMATS)
@pytest.mark.parametrize("chosen", [Filter(), TALKS, Filter(source=("nobody",))])
def test_every_format_holds_the_filtered_records(
    store: Store, tmp_path: Path, layer: str, name: str, chosen: Filter
) -> None:
    path = tmp_path / export.file_name(layer, name)
    export.write(store, layer, chosen, name, path)
    expected = layers.frame(store, layer, chosen)
    if name == "csv":
        found = list(csv.DictReader(io.StringIO(path.read_text("utf-8"), newline="")))
        assert [row["id"] for row in found] == list(expected["id"])
        return
    if expected.empty and name == "kml":  # GDAL cannot open a document without placemarks
        assert b"<Placemark" not in path.read_bytes()
        return
    found = gpd.read_parquet(path) if name == "geoparquet" else gpd.read_file(path)
    assert len(found) == len(expected)
    if len(found):
        assert list(found["id"]) == list(expected["id"])
        assert list(found.geometry.isna()) == list(expected.geometry.isna())
        assert found.crs.to_epsg() == 4326 or found.crs.to_string() == "OGC:CRS84"


@pytest.mark.parametrize("name", ["geojson", "geoparquet", "gpkg", "fgb"])
def test_formats_have_the_same_columns_in_the_same_order(
    store: Store, tmp_path: Path, name: str
) -> None:
    path = tmp_path / export.file_name("events", name)
    export.write(store, "events", PLAIN, name, path)
    found = gpd.read_parquet(path) if name == "geoparquet" else gpd.read_file(path)
    columns = [column.name for column in export.COLUMNS["events"]]
    assert list(found.columns) == [*columns, "geometry"]


def test_a_feature_says_who_what_where_when_and_in_which_words(store: Store) -> None:
    collection = json.loads(exported(store, "figures", "geojson", PLAIN))
    (feature,) = collection["features"]
    said = feature["properties"]
    assert feature["geometry"] == {"type": "Point", "coordinates": [21.5, -11.125]}
    assert feature["id"] == said["id"]
    assert said["measure"] == "displaced"
    assert (said["value"], said["low"], said["high"]) == (1200, 1200, None)
    assert (said["quantifier"], said["claimant"]) == ("more_than", "Red Cross")
    assert (said["origin"], said["destination"]) == ("Alba / Olba", "Beta")
    assert (said["source"], said["published"]) == ("The Daily Test", "2031-05-05")
    assert said["quote"] == "More than 1,200 people fled from Alba to Beta, the Red Cross said."
    assert (said["geo_precision"], said["time_precision"]) == ("exact", "unknown")


def test_a_place_carries_its_names_by_the_alphabet_and_who_uses_each(store: Store) -> None:
    collection = json.loads(exported(store, "places", "geojson", PLAIN))
    (names,) = (
        feature["properties"]["names"]
        for feature in collection["features"]
        if feature["id"] == "test:alba"
    )
    assert names == "Alba (A); Olba"


def test_the_collection_says_its_query_its_version_and_that_names_imply_no_opinion(
    store: Store,
) -> None:
    collection = json.loads(exported(store, "events", "geojson", TALKS))
    assert collection["query"] == "type=talks"
    assert collection["version"] == store.version
    assert collection["notice"] == NEUTRALITY
    assert collection["numberMatched"] == len(collection["features"])


def test_the_notice_goes_with_every_format_that_has_a_place_for_it(
    store: Store, tmp_path: Path
) -> None:
    for name in FORMATS:
        export.write(store, "events", TALKS, name, tmp_path / f"out.{name}")
    assert (
        pq.read_schema(tmp_path / "out.geoparquet").metadata[b"notice"] == NEUTRALITY.encode()
    )
    with sqlite3.connect(tmp_path / "out.gpkg") as package:
        stored = package.execute("SELECT metadata FROM gpkg_metadata").fetchall()
    package.close()
    assert NEUTRALITY in str(stored)
    for name in ("geojson", "kml", "fgb"):
        assert NEUTRALITY.encode() in (tmp_path / f"out.{name}").read_bytes()


def test_quotes_are_short_and_articles_are_never_exported(tmp_path: Path) -> None:
    text = "It rained. " + "They met in Alba and went on and on " * 40 + ". It rained on."
    told = factory.article(text)
    sentence = text[len("It rained. ") : text.index(" It rained on")]
    store = Store(tmp_path / "store")
    met = factory.event(told, sentence)
    named = factory.mention(told, "Alba", factory.ALBA)
    store.save([Extraction(article=told, events=(met,), mentions=(named,))])
    for layer in ("events", "mentions"):
        (feature,) = json.loads(exported(store, layer, "geojson"))["features"]
        assert len(feature["properties"]["quote"]) <= 300
        assert all(len(str(value)) <= 300 for value in feature["properties"].values())


def test_coordinates_have_seven_decimals_at_most(tmp_path: Path) -> None:
    told = factory.article()
    place = Place(
        place_id="test:fine", name="Fine", kind=Kind.CITY, lat=1 / 3, lon=-179.99999999999
    )
    happened = factory.event(told, "Shells fell on Beta the next day.", places=(place,))
    store = Store(tmp_path / "store")
    store.save([factory.extraction(told, events=(happened,))])
    text = exported(store, "events", "geojson")
    assert rfc7946.problems(text) == []
    assert json.loads(text)["features"][0]["geometry"]["coordinates"] == [-180, 0.3333333]


@pytest.mark.parametrize("words", strategies.HOSTILE)
def test_hostile_words_pass_through_as_data(store: Store, words: str) -> None:
    said = words.strip() or "x"
    chosen = Filter(source=(said,))
    (feature,) = json.loads(exported(store, "events", "geojson", chosen))["features"]
    assert feature["properties"]["claimant"] == said
    (line,) = csv.DictReader(
        io.StringIO(exported(store, "events", "csv", chosen).decode(), newline="")
    )
    assert line["claimant"].removeprefix("'") == said.removeprefix("'")
    assert not line["claimant"].startswith(("=", "+", "-", "@", "\t"))
    document = ElementTree.fromstring(exported(store, "events", "kml", chosen))  # noqa: S314
    values = {data.text for data in document.iter("{http://www.opengis.net/kml/2.2}value")}
    assert said.replace("\x00", "").replace("\r", "\n") in values


def test_negative_numbers_stay_numbers_in_csv(store: Store) -> None:
    (line,) = csv.DictReader(io.StringIO(exported(store, "figures", "csv", PLAIN).decode()))
    assert (line["latitude"], line["value"]) == ("-11.125", "1200")


def test_what_google_earth_reads_as_html_is_escaped_twice(store: Store) -> None:
    kml = exported(store, "events", "kml", Filter(source=("<script>alert(1)</script>",)))
    document = ElementTree.fromstring(kml)  # noqa: S314
    description = document.findall(".//{*}Placemark/{*}description")[0].text
    assert description is not None
    assert "<script>" not in description
    assert "&lt;script&gt;" in description


def test_kml_has_the_days_for_a_time_slider(store: Store) -> None:
    document = ElementTree.fromstring(exported(store, "events", "kml", PLAIN))  # noqa: S314
    begins = [begin.text for begin in document.findall(".//{*}TimeSpan/{*}begin")]
    assert begins == ["2031-05-03", "2031-05-04"]


def test_a_file_is_there_whole_or_not_at_all(
    store: Store, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = tmp_path / "events.geojson"
    path.write_text("before")

    def breaks(*_: object) -> object:
        raise OSError("the disk is full")

    monkeypatch.setattr("geo.store.Store.stream", breaks)
    with pytest.raises(OSError, match="full"):
        export.write(store, "events", Filter(), "geojson", path)
    assert path.read_text() == "before"
    assert [found.name for found in tmp_path.iterdir()] == ["events.geojson"]


def test_a_folder_that_is_not_there_is_named(store: Store, tmp_path: Path) -> None:
    with pytest.raises(InputError, match="no folder"):
        export.write(store, "events", ALL, "geojson", tmp_path / "none" / "out.geojson")


def test_without_a_file_the_export_goes_to_standard_output(
    store: Store, capfdbinary: pytest.CaptureFixture[bytes]
) -> None:
    export.write(store, "events", PLAIN)
    assert rfc7946.problems(capfdbinary.readouterr().out) == []


def test_a_format_that_there_is_not_is_refused_with_those_there_are(store: Store) -> None:
    with pytest.raises(InputError, match="geojson, csv, geoparquet, gpkg, fgb, kml"):
        export.write(store, "events", Filter(), "shp")
