"""The command line as outside scripts rely on it: words, flags, fields, exit codes."""

from __future__ import annotations

import io
import json
from pathlib import Path
from typing import Any

import pytest
from test_readme import commands

from geo.__main__ import command_line, main

STORY = (
    "Truce holds in Marib\n\n"
    "SANAA, 22 July 2024 - Two soldiers were killed in Marib on Sunday, the army said. "
    "Houthi delegates met officials in Riyadh on Monday.\n"
)


@pytest.fixture
def story(tmp_path: Path) -> Path:
    path = tmp_path / "story.txt"
    path.write_bytes(STORY.replace("\n", "\r\n").encode())
    return path


def lines(capsys: pytest.CaptureFixture[str]) -> list[dict[str, Any]]:
    return [json.loads(line) for line in capsys.readouterr().out.splitlines()]


def jsonl(path: Path, *records: object) -> str:
    path.write_text("\n".join(json.dumps(record) for record in records), "utf-8")
    return str(path)


@pytest.mark.parametrize("command", sorted(commands(command_line())))
def test_every_command_explains_itself_with_an_example(
    command: str, capsys: pytest.CaptureFixture[str]
) -> None:
    with pytest.raises(SystemExit) as stop:
        main([*command.split(), "--help"])
    assert stop.value.code == 0
    assert f"example: python -m geo {command}" in capsys.readouterr().out


def test_wrong_usage_exits_with_2() -> None:
    with pytest.raises(SystemExit) as stop:
        main(["export", "--layer", "opinions"])
    assert stop.value.code == 2


def test_extract_writes_one_line_whose_offsets_fit_the_file_as_decoded(
    story: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert main(["extract", str(story)]) == 0
    (line,) = lines(capsys)
    text = story.read_bytes().decode()
    for record in [*line["mentions"], *line["figures"]]:
        assert text[record["start"] : record["end"]] == record["text"]
    assert {"Marib", "Riyadh"} <= {mention["text"] for mention in line["mentions"]}
    assert line["article"]["published"] == "2024-07-22"


def test_extract_reads_a_text_from_standard_input(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setattr("sys.stdin", io.TextIOWrapper(io.BytesIO(STORY.encode())))
    assert main(["extract", "-", "--source", "The Daily", "--published", "2024-07-23"]) == 0
    (line,) = lines(capsys)
    article = line["article"]
    assert (article["source"], article["source_basis"]) == ("The Daily", "given")
    assert (article["published"], article["published_basis"]) == ("2024-07-23", "given")


def test_a_broken_file_is_named_and_the_rest_goes_on(
    story: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    broken = tmp_path / "broken.pdf"
    broken.write_bytes(b"%PDF-1.7 and nothing else")
    assert main(["extract", str(broken), str(story), str(tmp_path / "missing.txt")]) == 1
    shown = capsys.readouterr()
    assert len(shown.out.splitlines()) == 1
    assert "broken.pdf" in shown.err
    assert "missing.txt" in shown.err


def test_geoparse_keeps_ids_and_order(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    texts = [
        {"id": "b", "text": "Shells fell on Kharkiv."},
        {"id": "a", "text": "Nothing here."},
        {"id": 7, "text": "He flew to Goma."},
    ]
    assert main(["geoparse", jsonl(tmp_path / "texts.jsonl", *texts)]) == 0
    found = lines(capsys)
    assert [line["id"] for line in found] == ["b", "a", 7]
    assert [[m["text"] for m in line["toponyms"]] for line in found] == [
        ["Kharkiv"],
        [],
        ["Goma"],
    ]


def test_geoparse_names_a_bad_line_and_reads_the_others(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    file = jsonl(tmp_path / "texts.jsonl", {"id": 1}, {"id": 2, "text": "In Goma."})
    assert main(["geoparse", file]) == 1
    shown = capsys.readouterr()
    assert "texts.jsonl:1" in shown.err
    assert [json.loads(line)["id"] for line in shown.out.splitlines()] == [2]


def test_resolve_returns_the_given_spans_and_null_where_it_will_not_say(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    text = "From Goma to Xqzzlwv in a day."
    spans = [{"start": 5, "end": 9, "note": "kept"}, {"start": 13, "end": 20}]
    file = jsonl(tmp_path / "spans.jsonl", {"id": "x", "text": text, "toponyms": spans})
    assert main(["resolve", file]) == 0
    (line,) = lines(capsys)
    goma, unknown = line["toponyms"]
    assert (goma["start"], goma["end"], goma["note"]) == (5, 9, "kept")
    assert (round(goma["lat"]), round(goma["lon"])) == (-2, 29)
    assert (unknown["place_id"], unknown["lat"], unknown["score"]) == (None, None, None)


def test_what_is_ingested_can_be_exported(
    story: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    store = ["--store", str(tmp_path / "store")]
    assert main(["ingest", str(story), *store]) == 0
    assert capsys.readouterr().out.splitlines()[-1] == "1 passed, 0 failed, 0 skipped"
    assert main(["export", "--layer", "figures", *store]) == 0
    features = json.loads(capsys.readouterr().out)["features"]
    assert [feature["properties"]["value"] for feature in features] == [2]


def test_ingesting_the_same_article_again_replaces_it(
    story: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    store = ["--store", str(tmp_path / "store")]
    main(["ingest", str(story), *store])
    main(["ingest", str(story), "--source", "The Daily", *store])
    capsys.readouterr()
    main(["export", "--layer", "figures", *store])
    features = json.loads(capsys.readouterr().out)["features"]
    assert [feature["properties"]["source"] for feature in features] == ["The Daily"]


def test_a_store_that_is_not_there_is_said_so(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert main(["export", "--layer", "events", "--store", str(tmp_path / "none")]) == 1
    assert "ingest" in capsys.readouterr().err


def test_a_bad_filter_value_is_ignored_with_a_note(
    story: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    store = ["--store", str(tmp_path / "store")]
    main(["ingest", str(story), *store])
    capsys.readouterr()
    assert main(["export", "--layer", "events", "--query", "date=yesterday", *store]) == 0
    shown = capsys.readouterr()
    assert "date" in shown.err
    assert json.loads(shown.out)["type"] == "FeatureCollection"


def test_the_gazetteer_answers_with_json_lines(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["gazetteer", "search", "Stepanakert"]) == 0
    first = lines(capsys)[0]
    assert first["name"] == "Khankendi / Stepanakert"
    assert main(["gazetteer", "info"]) == 0
    assert json.loads(capsys.readouterr().out)["version"]


def test_score_says_so_when_a_folder_holds_no_gold(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert main(["score", str(tmp_path)]) == 1
    assert "gold" in capsys.readouterr().err
