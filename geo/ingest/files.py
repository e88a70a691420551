"""Files and folders → articles; each format's reader is in its own module, within limits."""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Iterable, Iterator
from pathlib import Path

from geo.errors import UnreadableDocument
from geo.ingest.articles import article_of
from geo.ingest.decoding import decoded
from geo.ingest.header import Header
from geo.model import Article

LARGEST_TEXT = 10_000_000
"""Bytes of a text, Markdown or HTML file, and of one record of a JSON-lines file."""
LARGEST_DOCUMENT = 50_000_000
"""Bytes of a PDF, Word or JSON file."""

Report = Callable[[str], object]


def find(paths: Iterable[str | Path]) -> Iterator[Path]:
    """Yield the readable files among files and folders; a folder's own are sorted by path.

    Hidden files and formats that are not read are passed over in folders; a file that is named
    is always yielded.

    Raises
    ------
    UnreadableDocument
        When a path does not exist.
    """
    for path in map(Path, paths):
        if path.is_dir():
            yield from sorted(filter(is_readable, path.rglob("*")))
        elif path.exists():
            yield path
        else:
            raise UnreadableDocument(f"There is no file or folder {path}. Check the path.")


def is_readable(path: Path) -> bool:
    """Tell whether a folder's file is one of the formats that are read."""
    return (
        path.suffix.lower() in READERS
        and not path.name.startswith((".", "~$"))
        and path.is_file()
    )


def read(path: str | Path, report: Report | None = None) -> Iterator[Article]:
    """Yield the articles of one file: one, or as many as a ``.json`` or ``.jsonl`` file holds.

    A record that cannot be used is named to ``report`` with its number and the rest is read;
    without ``report``, the records that could not be used are named in an error at the end.

    Raises
    ------
    UnreadableDocument
        When the file is broken, empty, too large or of a format that is not read.
    """
    path = Path(path)
    reader = READERS.get(path.suffix.lower())
    if reader is None:
        raise UnreadableDocument(
            f"{path} is not of a format that is read ({' '.join(sorted(READERS))}). "
            "Save it as one of these."
        )
    yield from reader(path, report)


def content_of(path: Path, largest: int = LARGEST_DOCUMENT) -> bytes:
    """Return a file's bytes if there are some, and not too many."""
    try:
        size = path.stat().st_size
        content = path.read_bytes() if 0 < size <= largest else b""
    except OSError as error:
        raise UnreadableDocument(f"{path} cannot be opened: {error.strerror}.") from error
    if size > largest:
        raise UnreadableDocument(
            f"{path} has {size / 1e6:,.0f} MB; at most {largest / 1e6:,.0f} MB are read. "
            "Split it into one file per article."
        )
    if not content:
        raise UnreadableDocument(f"{path} is empty. Put the article's text into it.")
    return content


def article_from(
    path: Path,
    content: bytes,
    text: str,
    known: Header | None = None,
    *,
    markdown: bool = False,
) -> Article:
    """Return a file's article, once it is sure that it holds words."""
    if not any(map(str.isalnum, text)):
        raise UnreadableDocument(
            f"{path} holds no words. If it is a scan, run text recognition (OCR) on it first."
        )
    digest = hashlib.sha256(content).hexdigest()
    return article_of(text, path=str(path), sha256=digest, known=known, markdown=markdown)


def read_text(path: Path, _: Report | None) -> Iterator[Article]:
    """Yield the article of a text or Markdown file, its text unchanged."""
    content = content_of(path, LARGEST_TEXT)
    markdown = path.suffix.lower() == ".md"
    yield article_from(path, content, decoded(content, str(path)), markdown=markdown)


def read_html(path: Path, _: Report | None) -> Iterator[Article]:
    """Yield the article of a saved web page."""
    from geo.ingest.webpage import main_text

    content = content_of(path, LARGEST_TEXT)
    text, known = main_text(content, str(path))
    yield article_from(path, content, text, known)


def read_pdf(path: Path, _: Report | None) -> Iterator[Article]:
    """Yield the article of a PDF file."""
    from geo.ingest.pdf import running_text

    content = content_of(path)
    yield article_from(path, content, running_text(content, str(path)))


def read_docx(path: Path, _: Report | None) -> Iterator[Article]:
    """Yield the article of a Word file."""
    from geo.ingest.word import paragraphs

    content = content_of(path)
    text, known = paragraphs(content, str(path))
    yield article_from(path, content, text, known)


def read_records(path: Path, report: Report | None) -> Iterator[Article]:
    """Yield the articles of a JSON or JSON-lines file."""
    from geo.ingest.records import articles_of_json, articles_of_lines

    articles = articles_of_json if path.suffix.lower() == ".json" else articles_of_lines
    bad: list[str] = []
    yield from articles(path, report or bad.append)
    if bad:
        more = f" and {len(bad) - 10:,} more" if len(bad) > 10 else ""
        raise UnreadableDocument("; ".join(bad[:10]) + more + ". The other records were read.")


READERS: dict[str, Callable[[Path, Report | None], Iterator[Article]]] = {
    ".txt": read_text,
    ".md": read_text,
    ".html": read_html,
    ".htm": read_html,
    ".pdf": read_pdf,
    ".docx": read_docx,
    ".json": read_records,
    ".jsonl": read_records,
}
