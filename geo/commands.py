"""What each command does: input in, JSON lines or files out, failures named on stderr."""

from __future__ import annotations

import json
import sys
from collections.abc import Callable, Iterable, Iterator
from pathlib import Path
from typing import TYPE_CHECKING, Any, TypeVar

from geo.errors import ConflictMapError, InputError
from geo.settings import Settings

if TYPE_CHECKING:
    from argparse import Namespace
    from datetime import date

    from geo.model import Article, Mention
    from geo.store import Store


class Tally:
    """Counts what passed and failed, and names each failure on stderr."""

    def __init__(self) -> None:
        self.passed = self.failed = self.skipped = 0

    def fail(self, *what: object) -> None:
        """Count a failure and say where and why."""
        self.failed += 1
        print(*what, sep=": ", file=sys.stderr)

    def __str__(self) -> str:
        return f"{self.passed} passed, {self.failed} failed, {self.skipped} skipped"


def extract(options: Namespace) -> bool:
    """Write one line per article."""
    from geo.pipeline import extract_all, load_tools
    from geo.records import to_line

    tally = Tally()
    articles = articles_of(options.paths, options.source, options.published, tally)
    for extraction in extract_all(articles, load_tools(Settings.from_environment())):
        write_line(to_line(extraction))
    return not tally.failed


def articles_of(
    paths: Iterable[str], source: str | None, published: date | None, tally: Tally
) -> Iterator[Article]:
    """Yield the articles of files, folders and standard input; what fails is named and left."""
    from geo import ingest

    for path in paths:
        try:
            for article in articles_at(path, tally):
                tally.passed += 1
                yield ingest.overridden(article, source=source, published=published)
        except ConflictMapError as error:
            tally.fail(path, error)


def articles_at(path: str, tally: Tally) -> Iterator[Article]:
    """Yield the articles of a file or folder, or that on standard input for ``-``."""
    from geo import ingest

    if path == "-":
        yield ingest.from_text(sys.stdin.buffer.read().decode("utf-8", "replace"))
        return
    for file in ingest.find([path]):
        try:
            yield from ingest.read(file, report=tally.fail)
        except ConflictMapError as error:
            tally.fail(str(file), error)


def write_line(record: object) -> None:
    """Write one JSON line to standard output."""
    sys.stdout.write(json.dumps(record, ensure_ascii=False) + "\n")


def geoparse(options: Namespace) -> bool:
    """Write the toponyms of each text, in the same order."""
    from geo import language
    from geo.geoparse.recognise import recognise
    from geo.geoparse.resolve import resolve as place
    from geo.pipeline import load_tools

    tally = Tally()
    tools = load_tools(Settings.from_environment())
    for record, article in texts_in(options.file, tally):
        doc = language.parse(article, tools.language)
        mentions = place(recognise(doc, tools.gazetteer), doc, tools.gazetteer, article)
        write_line({"id": record["id"], "toponyms": [mention_line(m) for m in mentions]})
    return not tally.failed


def resolve(options: Namespace) -> bool:
    """Write the given spans of each text with the places they name."""
    from geo import language
    from geo.geoparse.resolve import resolve as place
    from geo.geoparse.resolve import toponyms_of
    from geo.model import Span
    from geo.pipeline import load_tools

    tally = Tally()
    tools = load_tools(Settings.from_environment())
    for record, article in texts_in(options.file, tally):
        doc = language.parse(article, tools.language)
        spans = [Span(given["start"], given["end"]) for given in record["toponyms"]]
        found = place(toponyms_of(spans, doc, tools.gazetteer), doc, tools.gazetteer, article)
        placed = {mention.span: mention_line(mention) for mention in found if mention.place}
        nothing = {"name": None, "place_id": None, "lat": None, "lon": None, "score": None}
        toponyms = [
            {**given, **nothing, **placed.get(span, {})}
            for given, span in zip(record["toponyms"], spans, strict=True)
        ]
        write_line({"id": record["id"], "toponyms": toponyms})
    return not tally.failed


def texts_in(file: str, tally: Tally) -> Iterator[tuple[dict[str, Any], Article]]:
    """Yield each line's record and its text as an article of unknown origin."""
    from geo.model import Article

    for number, line in enumerate(lines_of(file), 1):
        if not line.strip():
            continue
        try:
            record = json.loads(line)
            article = Article(article_id=str(record["id"]), text=record["text"], sha256="")
        except (ValueError, KeyError, TypeError) as error:
            tally.fail(f"{file}:{number}", f'not a line like {{"id": …, "text": …}} ({error})')
            continue
        yield record, article


def lines_of(file: str) -> Iterable[str]:
    """Return the lines of a file, or of standard input for ``-``."""
    if file == "-":
        return sys.stdin
    try:
        return Path(file).read_text("utf-8").split("\n")
    except (OSError, UnicodeDecodeError) as error:
        raise InputError(f"{file} cannot be read as UTF-8 text: {error}") from error


def mention_line(mention: Mention) -> dict[str, Any]:
    """Return a mention as CONTRACT's ``geoparse`` writes it."""
    from geo.records import mention_record

    return mention_record(mention)


def ingest(options: Namespace) -> bool:
    """Read articles into the store, and close with the tally."""
    from tqdm import tqdm

    from geo.pipeline import extract_all, load_tools

    tally = Tally()
    tools = load_tools(Settings.from_environment())
    articles = articles_of(options.paths, options.source, options.published, tally)
    extractions = tqdm(extract_all(articles, tools), unit=" articles", file=sys.stderr)
    store_of(options).save(extractions)
    print(tally)
    return not tally.failed


def store_of(options: Namespace) -> Store:
    """Return the store named on the command line, else the dashboard's own."""
    from geo.store import Store

    return Store(options.store or Settings.from_environment().store)


def demo(options: Namespace) -> bool:
    """Fill the store with the demo articles, with a progress bar, if there is none yet."""
    from tqdm import tqdm

    from geo.demo import fill

    store = store_of(options)
    if not store.exists():
        with tqdm(total=1.0, desc="Reading the demo articles", file=sys.stderr) as bar:
            fill(store, Settings.from_environment(), lambda done: bar.update(done - bar.n))
    return True


def export(options: Namespace) -> bool:
    """Write one layer of the store, filtered as a dashboard link is."""
    from geo.export import write
    from geo.filters import Filter

    chosen, notes = Filter.decode(options.query)
    for note in notes:
        print(note, file=sys.stderr)
    write(store_of(options), options.layer, chosen, options.format, options.output)
    return True


def gazetteer_info(_: Namespace) -> bool:
    """Write the gazetteer's counts, sources and version."""
    from geo.geoparse.gazetteer import Gazetteer

    info = Gazetteer.open(Settings.from_environment()).info()
    print(json.dumps(info, ensure_ascii=False, indent=1))
    return True


def gazetteer_search(options: Namespace) -> bool:
    """Write the candidates for a name, most important first."""
    from dataclasses import asdict

    from geo.geoparse.gazetteer import Gazetteer

    gazetteer = Gazetteer.open(Settings.from_environment())
    found = gazetteer.search(" ".join(options.name), limit=options.limit)
    for place in found:
        write_line(asdict(place))
    if not found:
        print(f"no place is called {' '.join(options.name)!r}", file=sys.stderr)
    return True


def gazetteer_build(options: Namespace) -> bool:
    """Turn GeoNames dumps into a pack; bad lines are named, counted and left out."""
    from geo.geoparse.gazetteer.dumps import build_pack

    tally = Tally()
    counts = build_pack(
        options.files, options.output, Settings.from_environment(), report=tally.fail
    )
    print(", ".join(f"{count:,} {what}" for what, count in counts.items()))
    return not counts["bad"]


def score(options: Namespace) -> bool:
    """Write how well a folder's gold articles and geoparsing corpora are read."""
    from geo import scoring

    settings = Settings.from_environment()
    if options.ablate:
        table = scoring.ablate(options.folder, settings)
        print(shown(table, scoring.report_ablation, options))
    elif scoring.corpora_in(options.folder):
        scores = scoring.score_corpora(options.folder, settings)
        print(shown(scores, scoring.report_corpora, options))
    else:
        articles = scoring.score_folder(options.folder, settings, errors=options.errors)
        print(shown(articles, scoring.report, options))
    return True


Scores = TypeVar("Scores")


def shown(scores: Scores, report: Callable[[Scores], str], options: Namespace) -> str:
    """Return scores as a table, or as JSON where that is asked for."""
    return json.dumps(scores, ensure_ascii=False, indent=1) if options.json else report(scores)


def bench(options: Namespace) -> bool:
    """Run the benchmarks and write their table."""
    from geo.benchmarks import report, run

    table = run(only=options.only)
    print(json.dumps(table, indent=1) if options.json else report(table))
    return True
