"""A GeoNames dump becomes a pack that the gazetteer opens like its own."""

from __future__ import annotations

import random
import zipfile
from collections.abc import Iterator
from pathlib import Path

import pytest

from geo.__main__ import main
from geo.errors import GazetteerMissing, InputError
from geo.geoparse.gazetteer import Gazetteer, dumps, geonames
from geo.geoparse.gazetteer.entry import Entry, Match
from geo.geoparse.gazetteer.staging import Staging
from geo.model import Kind
from geo.settings import Settings


def row(number: int, name: str, **given: object) -> str:
    """Return a line of allCountries.txt."""
    told = {
        "also": "",
        "lat": 48.5,
        "lon": 37.5,
        "feature": "P.PPL",
        "country": "UA",
        "admin1": "05",
        "admin2": "",
        "population": 0,
        **given,
    }
    feature_class, _, code = str(told["feature"]).partition(".")
    fields = [number, name, name, told["also"], told["lat"], told["lon"], feature_class, code]
    fields += [told["country"], "", told["admin1"], told["admin2"], "", ""]
    fields += [told["population"], "", 120, "Europe/Kyiv", "2024-01-01"]
    return "\t".join(map(str, fields))


def alternate(number: int, name: str, lang: str = "", preferred: str = "") -> str:
    """Return a line of alternateNamesV2.txt."""
    return "\t".join(["1", str(number), lang, name, preferred, "", "", "", "", ""])


def generated(count: int) -> Iterator[str]:
    """Yield lines of villages with made-up names."""
    chance = random.Random(7)  # noqa: S311
    for number in range(count):
        name = "".join(chance.choice(["bo", "ra", "vka", "lo", "zim", "ta"]) for _ in range(4))
        lat, lon = chance.uniform(44, 52), chance.uniform(23, 40)
        yield row(30_000_000 + number, name.title(), lat=f"{lat:.5f}", lon=f"{lon:.5f}")


def written(path: Path, lines: Iterator[str] | list[str]) -> Path:
    """Write a dump file, zipped where its name says so."""
    text = "\n".join(lines) + "\n"
    if path.suffix == ".zip":
        with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as archive:
            archive.writestr("readme.txt", "The format is documented here.")
            archive.writestr(f"{path.stem}.txt", text)
    else:
        path.write_text(text, "utf-8")
    return path


BUILT_IN = [
    Entry("gn:703448", "Kyiv", Kind.CITY, 50.45, 30.52, "UA", "UA.12", population=2_800_000),
    Entry("gn:690791", "Ukraine", Kind.COUNTRY, 49.0, 32.0, "UA", weight=3.0),
    Entry("cm:zelenopillia", "Zelenopillia", Kind.CITY, 48.1, 39.4, "UA", "UA.14", weight=4.0),
]


@pytest.fixture
def settings(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Settings:
    """Return settings whose built-in gazetteer holds three places."""
    for entry in BUILT_IN:
        entry.names = [(entry.name, "", "", Match.MAIN)]
    built_in = {entry.place_id: entry for entry in BUILT_IN}
    monkeypatch.setattr(dumps, "collect", lambda _: dict(built_in))
    return Settings(data=tmp_path / "data", cache=tmp_path / "cache")


class Build:
    """Builds a pack in a folder, and keeps what was reported."""

    def __init__(self, folder: Path, settings: Settings) -> None:
        self.folder, self.settings = folder, settings
        self.reported: list[str] = []
        self.counts: dict[str, int] = {}

    def __call__(self, **files: list[str] | Iterator[str]) -> Gazetteer:
        paths = [
            written(self.folder / name.replace("_", "."), lines)
            for name, lines in files.items()
        ]
        pack = self.folder / "world.pack"
        self.counts = dumps.build_pack(
            paths,
            pack,
            self.settings,
            lambda where, why: self.reported.append(f"{where}: {why}"),
        )
        return Gazetteer.open(Settings(data=self.settings.data, gazetteer=pack))


@pytest.fixture
def build(tmp_path: Path, settings: Settings) -> Build:
    return Build(tmp_path, settings)


@pytest.mark.parametrize(
    ("feature", "kind"),
    [
        ("P.PPL", Kind.CITY),
        ("A.ADM1", Kind.PROVINCE),
        ("A.ADM3", Kind.DISTRICT),
        ("A.ADM1H", Kind.HISTORIC),
        ("H.STM", Kind.WATER),
        ("T.MT", Kind.MOUNTAIN),
        ("T.ISL", Kind.ISLAND),
        ("S.AIRP", Kind.FACILITY),
        ("L.RGN", Kind.REGION),
    ],
)
def test_the_feature_code_says_what_kind_of_place_it_is(feature: str, kind: Kind) -> None:
    assert geonames.place(row(1, "Anywhere", feature=feature)).kind is kind


def test_a_village_of_the_dump_is_found_with_all_that_is_told_of_it(build: Build) -> None:
    line = row(7, "Robotyne", also="Rabotino,Роботине", population=480, admin2="1234")
    gazetteer = build(UA_zip=[line], alternateNamesV2_zip=[alternate(7, "Роботине", "uk")])
    (village,) = gazetteer.candidates("Robotyne")
    assert (village.place_id, village.point, village.population) == ("gn:7", (48.5, 37.5), 480)
    assert (village.country, village.admin1, village.admin2) == ("UA", "UA.05", "UA.05.1234")
    assert gazetteer.candidates("Rabotino") == gazetteer.candidates("Роботине") == (village,)
    assert [(name.toponym, name.lang) for name in village.names] == [("Роботине", "uk")]
    assert gazetteer.place("gn:7") == village


def test_the_built_in_place_keeps_its_name_and_gains_those_of_the_dump(build: Build) -> None:
    line = row(703448, "Kiev", also="Kijów", lat=50, lon=30, population=2_952_301)
    gazetteer = build(
        allCountries_txt=[line, row(8, "Kyiv", population=900)],
        admin1CodesASCII_txt=["UA.12\tMisto Kyyiv\tMisto Kyyiv\t703448"],
    )
    first, village = gazetteer.candidates("Kyiv")
    assert (first.name, first.point, first.population) == ("Kyiv", (50.45, 30.52), 2_952_301)
    assert village.place_id == "gn:8"
    assert gazetteer.candidates("Kijow") == gazetteer.candidates("Misto Kyyiv") == (first,)


def test_our_own_town_and_the_same_one_of_the_dump_are_one_place(build: Build) -> None:
    near = row(9, "Zelenopillia", also="Zelenopolye", lat=48.12, lon=39.38)
    far = row(10, "Zelenopillia", lat=47.1, lon=36.2)
    gazetteer = build(UA_txt=[near, far])
    assert [one.place_id for one in gazetteer.candidates("Zelenopillia")] == [
        "cm:zelenopillia",
        "gn:10",
    ]
    assert gazetteer.candidates("Zelenopolye")[0].place_id == "cm:zelenopillia"


@pytest.mark.parametrize(
    ("line", "why"),
    [
        ("no tabs at all", "1 fields instead of 19"),
        (row(1, "Far off", lat=95), "no point in degrees"),
        (row(1, "Nowhere", lat="nan"), "no point in degrees"),
        (row(1, ""), "the name is empty"),
        (row(-1, "Below"), "is no number"),
        (row(1, "Crowded", population="many"), "is no number"),
    ],
)
def test_a_bad_line_is_named_and_the_rest_goes_on(build: Build, line: str, why: str) -> None:
    gazetteer = build(UA_txt=[row(5, "Orikhiv"), line, row(6, "Huliaipole")])
    assert build.counts["bad"] == len(build.reported) == 1
    assert "UA.txt:2: " in build.reported[0]
    assert why in build.reported[0]
    assert gazetteer.knows("Orikhiv")
    assert gazetteer.knows("Huliaipole")


def test_links_and_postal_codes_are_no_names(build: Build) -> None:
    links = [alternate(5, "https://example.org", "link"), alternate(5, "70500", "post")]
    gazetteer = build(UA_txt=[row(5, "Orikhiv")], alternateNamesV2_txt=links)
    assert not gazetteer.knows("70500")
    assert build.counts["bad"] == 0


def test_a_country_gains_its_name_and_code_from_countryinfo(build: Build) -> None:
    fields = ["UA", "UKR", "804", "UP", "Ukraina", "Kyiv", *[""] * 10, "690791", "", ""]
    gazetteer = build(countryInfo_txt=["#ISO\tISO3", "\t".join(fields)])
    assert gazetteer.candidates("Ukraina") == gazetteer.candidates("UKR")
    assert build.counts["bad"] == 0


def test_after_an_interruption_reading_goes_on_where_it_stopped(
    build: Build, settings: Settings, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(dumps, "BATCH", 100)
    lines = list(generated(450))
    lines[20] = "a bad line"
    add_places, added = Staging.add_places, []

    def interrupted(staging: Staging, entries: list[Entry], *, own: bool) -> None:
        added.append(len(entries))
        if len(added) == 4:
            raise KeyboardInterrupt
        add_places(staging, entries, own=own)

    monkeypatch.setattr(Staging, "add_places", interrupted)
    with pytest.raises(KeyboardInterrupt):
        build(UA_txt=lines)
    assert len(list(settings.cache.glob("*.sqlite"))) == 1
    gazetteer = build(UA_txt=lines)
    assert added == [3, 99, 100, 100, 100, 100, 50]
    assert build.counts["places"] == gazetteer.info()["places"] == 3 + 449
    assert build.counts["bad"] == len(build.reported) == 1
    assert not list(settings.cache.glob("*.sqlite"))


def test_every_generated_place_is_found_by_its_name_and_id(build: Build) -> None:
    lines = list(generated(500))
    gazetteer = build(UA_txt=lines)
    for line in lines:
        entry = geonames.place(line)
        assert entry.place_id in {one.place_id for one in gazetteer.candidates(entry.name)}
        assert gazetteer.place(entry.place_id).point == (entry.lat, entry.lon)


def test_the_same_dump_makes_the_same_bytes(build: Build, tmp_path: Path) -> None:
    build(UA_txt=generated(50))
    first = (tmp_path / "world.pack").read_bytes()
    build(UA_txt=generated(50))
    assert (tmp_path / "world.pack").read_bytes() == first


def test_a_zip_that_unpacks_to_absurd_size_is_refused(build: Build) -> None:
    with pytest.raises(InputError, match="no GeoNames dump"):
        build(UA_zip=["0" * 5_000_000])


def test_a_zip_of_something_else_is_refused(tmp_path: Path, settings: Settings) -> None:
    with zipfile.ZipFile(tmp_path / "UA.zip", "w") as archive:
        archive.writestr("photo.txt", "nothing")
    with pytest.raises(InputError, match=r"holds no UA\.txt"):
        dumps.build_pack([tmp_path / "UA.zip"], tmp_path / "p", settings, print)


def test_a_missing_file_is_named(tmp_path: Path, settings: Settings) -> None:
    with pytest.raises(InputError, match=r"XX\.txt cannot be read"):
        dumps.build_pack([tmp_path / "XX.txt"], tmp_path / "p", settings, print)


def test_a_pack_does_not_go_where_old_packs_are_removed(settings: Settings) -> None:
    with pytest.raises(InputError, match="choose another"):
        dumps.build_pack([], settings.cache / "gazetteer-1.pack", settings, print)


def test_a_line_without_end_is_read_in_pieces_and_left_out(build: Build) -> None:
    endless = row(5, "Orikhiv", also="x" * (3 * geonames.LONGEST_LINE))
    gazetteer = build(UA_txt=[endless, row(6, "Huliaipole")])
    assert build.counts["bad"] == 1
    assert gazetteer.knows("Huliaipole")


def test_the_command_builds_a_pack_and_fails_when_a_line_was_bad(
    tmp_path: Path,
    settings: Settings,
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
) -> None:
    monkeypatch.setenv("CONFLICT_MAP_DATA", str(settings.data))
    monkeypatch.setenv("CONFLICT_MAP_CACHE", str(settings.cache))
    dump = written(tmp_path / "UA.txt", [row(5, "Orikhiv"), "a bad line"])
    assert main(["gazetteer", "build", str(dump), "-o", str(tmp_path / "ua.pack")]) == 1
    told = capsys.readouterr()
    assert told.out == "4 places, 4 names, 1 bad\n"
    assert f"{dump}:2: 1 fields instead of 19" in told.err
    monkeypatch.setenv("CONFLICT_MAP_GAZETTEER", str(tmp_path / "ua.pack"))
    assert main(["gazetteer", "search", "Orikhiv"]) == 0
    assert '"gn:5"' in capsys.readouterr().out


def test_a_pack_that_is_not_there_is_named(tmp_path: Path) -> None:
    with pytest.raises(GazetteerMissing, match=r"none\.pack, which is not there"):
        Gazetteer.open(Settings(gazetteer=tmp_path / "none.pack"))


def test_what_another_build_left_in_the_cache_is_removed(
    build: Build, settings: Settings
) -> None:
    settings.cache.mkdir()
    left = [settings.cache / "dump-0.sqlite", settings.cache / "dump-0.sqlite-wal"]
    for path in left:
        path.write_bytes(b"")
    build(UA_txt=[row(5, "Orikhiv")])
    assert not any(path.exists() for path in left)
