"""JSON and JSON-lines files of articles: one record an article, fields by their usual names."""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Iterator
from pathlib import Path

import orjson

from geo.errors import UnreadableDocument
from geo.ingest.articles import article_of
from geo.ingest.header import Header, header_from
from geo.model import Article, Basis

TEXT_FIELDS = ("text", "body", "content", "article", "article_text", "maintext", "full_text")
LIST_FIELDS = ("articles", "items", "records", "data", "results", "documents")
LONGEST_LINE = 10_000_000
"""Bytes of one record."""
LARGEST_JSON = 100_000_000
"""Bytes of a .json file, which must be read at once."""

Report = Callable[[str], object]


def articles_of_lines(path: Path, report: Report) -> Iterator[Article]:
    """Yield the article of each line; a line that cannot be used is reported by number."""
    for number, line in numbered_lines(path, report):
        where = f"{path}:{number}"
        try:
            yield article_of_record(orjson.loads(line), path, line)
        except orjson.JSONDecodeError as error:
            report(f"{where}: not JSON ({error.msg})")
        except UnreadableDocument as error:
            report(f"{where}: {error}")


def numbered_lines(path: Path, report: Report) -> Iterator[tuple[int, bytes]]:
    """Yield the lines that are not blank, never holding more than one in memory."""
    try:
        with path.open("rb") as file:
            number = 0
            while line := file.readline(LONGEST_LINE + 1):
                number += 1
                if len(line) > LONGEST_LINE:
                    report(
                        f"{path}:{number}: longer than {LONGEST_LINE / 1e6:.0f} MB; split it"
                    )
                    while line and not line.endswith(b"\n"):
                        line = file.readline(LONGEST_LINE)
                elif stripped := line.removeprefix(b"\xef\xbb\xbf").strip():
                    yield number, stripped
    except OSError as error:
        raise UnreadableDocument(f"{path} cannot be opened: {error.strerror}.") from error


def articles_of_json(path: Path, report: Report) -> Iterator[Article]:
    """Yield the articles of a JSON file: one record, a list of them, or a list in a field.

    Raises
    ------
    UnreadableDocument
        When the file is no JSON, or holds no records.
    """
    from geo.ingest.files import content_of

    content = content_of(path, LARGEST_JSON).removeprefix(b"\xef\xbb\xbf")
    try:
        value = orjson.loads(content)
    except orjson.JSONDecodeError as error:
        raise UnreadableDocument(
            f"{path} is not JSON: {error}. If it holds one record a line, name it .jsonl."
        ) from error
    records = records_in(value)
    if not records:
        raise UnreadableDocument(f'{path} holds no records like {{"text": …, "title": …}}.')
    for number, record in enumerate(records, 1):
        try:
            yield article_of_record(
                record, path, orjson.dumps(record) if len(records) > 1 else content
            )
        except UnreadableDocument as error:
            report(f"{path}, record {number}: {error}")


def records_in(value: object) -> list[object]:
    """Return the records of a JSON value."""
    if isinstance(value, dict):
        lists = (value[name] for name in LIST_FIELDS if isinstance(value.get(name), list))
        return [value] if text_of(value) is not None else next(lists, [])
    return value if isinstance(value, list) else []


def article_of_record(record: object, path: Path, content: bytes) -> Article:
    """Return the article of one record; what its fields say was given with the text.

    Raises
    ------
    UnreadableDocument
        When it is no object with a text that holds words.
    """
    fields = record if isinstance(record, dict) else {}
    text = text_of(fields)
    if text is None or not any(map(str.isalnum, text)):
        raise UnreadableDocument(
            'no record like {"text": "…", "source": "…", "published": "2023-09-21"}'
        )
    return article_of(
        text,
        path=str(path),
        sha256=hashlib.sha256(content).hexdigest(),
        known=header_of_record(fields),
    )


def text_of(record: dict[str, object]) -> str | None:
    """Return the record's text, under the first of the usual names."""
    return next(
        (found for name in TEXT_FIELDS if isinstance(found := record.get(name), str)), None
    )


def header_of_record(record: dict[str, object]) -> Header:
    """Return what the fields of a record say, names in inner objects included."""
    values = {}
    for name, value in record.items():
        inner = value.get("name") or value.get("title") if isinstance(value, dict) else value
        if isinstance(inner, str):
            values[name.casefold()] = inner.strip()
    return header_from(values, Basis.GIVEN)
