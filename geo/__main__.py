"""The command line: ``python -m geo COMMAND``."""

from __future__ import annotations

import argparse
import os
import sys
from collections.abc import Callable, Sequence
from datetime import date
from pathlib import Path

from geo.errors import ConflictMapError

EXIT_DONE, EXIT_SOME_FAILED, EXIT_WRONG_USAGE = 0, 1, 2


def main(arguments: Sequence[str] | None = None) -> int:
    """Run one command; return 0 when done, 1 when some input failed, 2 on wrong usage."""
    options = command_line().parse_args(arguments)
    from geo import commands

    run: Callable[[argparse.Namespace], bool] = getattr(commands, options.run)
    try:
        return EXIT_DONE if run(options) else EXIT_SOME_FAILED
    except ConflictMapError as error:
        print(f"geo: {error}", file=sys.stderr)
        return EXIT_SOME_FAILED
    except BrokenPipeError:
        # The reader of our output has gone (`… | head`): leave without a traceback.
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        return EXIT_DONE


def command_line() -> argparse.ArgumentParser:
    """Return the parser of all commands."""
    parser = argparse.ArgumentParser(
        prog="geo", description="News articles in; places, events and reported figures out."
    )
    commands = parser.add_subparsers(title="commands", metavar="COMMAND", required=True)
    for add in (
        add_extract,
        add_geoparse,
        add_resolve,
        add_ingest,
        add_demo,
        add_export,
        add_gazetteer,
        add_score,
        add_bench,
    ):
        add(commands)
    return parser


Commands = argparse._SubParsersAction  # the type has no public name


def command(
    commands: Commands[argparse.ArgumentParser], name: str, says: str, example: str
) -> argparse.ArgumentParser:
    """Add a command whose help closes with an example."""
    parser = commands.add_parser(
        name,
        help=says,
        description=says[0].upper() + says[1:] + ".",
        epilog=f"example: python -m geo {example}",
        formatter_class=argparse.RawDescriptionHelpFormatter,
    )
    parser.set_defaults(run=name)
    return parser


def add_extract(commands: Commands[argparse.ArgumentParser]) -> None:
    """Add ``extract``."""
    parser = command(
        commands,
        "extract",
        "read articles and write one JSON object a line for each",
        "extract data/articles > articles.jsonl",
    )
    parser.add_argument(
        "paths",
        nargs="+",
        metavar="PATH",
        help="files (.txt .md .html .pdf .docx .json .jsonl) or folders; - is standard input",
    )
    add_overrides(parser)


def add_overrides(parser: argparse.ArgumentParser) -> None:
    """Add the options that override what is read from the text."""
    parser.add_argument("--source", metavar="NAME", help="the outlet, whatever the text says")
    parser.add_argument(
        "--published",
        type=day,
        metavar="DATE",
        help="the day of publication, as 2023-09-21, whatever the text says",
    )


def day(words: str) -> date:
    """Read an ISO 8601 day from the command line."""
    try:
        return date.fromisoformat(words)
    except ValueError as error:
        raise argparse.ArgumentTypeError(f"{words!r} is no day; write 2023-09-21") from error


def add_geoparse(commands: Commands[argparse.ArgumentParser]) -> None:
    """Add ``geoparse``."""
    parser = command(
        commands,
        "geoparse",
        "find and place the toponyms of texts",
        "geoparse texts.jsonl > toponyms.jsonl",
    )
    parser.add_argument("file", metavar="FILE.jsonl", help='lines {"id", "text"}, or -')


def add_resolve(commands: Commands[argparse.ArgumentParser]) -> None:
    """Add ``resolve``."""
    parser = command(
        commands,
        "resolve",
        "place toponyms whose spans are given",
        "resolve spans.jsonl > placed.jsonl",
    )
    parser.add_argument(
        "file",
        metavar="FILE.jsonl",
        help='lines {"id", "text", "toponyms": [{"start", "end"}]}, or -',
    )


def add_ingest(commands: Commands[argparse.ArgumentParser]) -> None:
    """Add ``ingest``."""
    parser = command(
        commands,
        "ingest",
        "read articles into the store",
        "ingest articles/ --source 'The Daily' --published 2023-09-21",
    )
    parser.add_argument("paths", nargs="+", metavar="SOURCE", help="files or folders")
    add_store(parser)
    add_overrides(parser)


def add_store(parser: argparse.ArgumentParser) -> None:
    """Add ``--store``."""
    parser.add_argument(
        "--store", type=Path, metavar="DIR", help="folder of the store (the dashboard's own)"
    )


def add_demo(commands: Commands[argparse.ArgumentParser]) -> None:
    """Add ``demo``."""
    parser = command(
        commands, "demo", "fill the store with the demo articles if it is not there yet", "demo"
    )
    add_store(parser)


def add_export(commands: Commands[argparse.ArgumentParser]) -> None:
    """Add ``export``."""
    parser = command(
        commands,
        "export",
        "write a layer of the store to a file",
        "export --layer events --query 'date=2023-09-19..2023-09-21' -o events.geojson",
    )
    layers = ("events", "figures", "places", "mentions")
    formats = ("geojson", "csv", "geoparquet", "gpkg", "fgb", "kml")
    parser.add_argument("--layer", choices=layers, required=True)
    parser.add_argument("--format", choices=formats, default="geojson")
    parser.add_argument(
        "--query", default="", metavar="QUERY", help="the part of a dashboard link after its ?"
    )
    parser.add_argument(
        "-o", "--output", type=Path, metavar="FILE", help="else standard output"
    )
    add_store(parser)


def add_gazetteer(commands: Commands[argparse.ArgumentParser]) -> None:
    """Add ``gazetteer`` with its own commands."""
    gazetteer = commands.add_parser("gazetteer", help="ask the built-in gazetteer")
    actions = gazetteer.add_subparsers(title="commands", metavar="COMMAND", required=True)
    info = command(actions, "info", "count what the gazetteer holds", "gazetteer info")
    info.set_defaults(run="gazetteer_info")
    search = command(
        actions,
        "search",
        "write the candidates for a name as JSON lines",
        "gazetteer search Stepanakert",
    )
    search.set_defaults(run="gazetteer_search")
    search.add_argument("name", metavar="NAME", nargs="+")
    search.add_argument("--limit", type=int, default=10, metavar="N")
    build = command(
        actions,
        "build",
        "turn files of a GeoNames dump into a gazetteer pack",
        "gazetteer build allCountries.zip alternateNamesV2.zip -o world.pack",
    )
    build.set_defaults(run="gazetteer_build")
    build.add_argument(
        "files",
        nargs="+",
        type=Path,
        metavar="FILE",
        help="allCountries, a country (UA), alternateNamesV2 (.txt or .zip), "
        "admin1CodesASCII.txt, admin2Codes.txt, countryInfo.txt",
    )
    build.add_argument(
        "-o",
        "--output",
        type=Path,
        required=True,
        metavar="PACK",
        help="the pack; CONFLICT_MAP_GAZETTEER=PACK uses it",
    )


def add_score(commands: Commands[argparse.ArgumentParser]) -> None:
    """Add ``score``."""
    parser = command(
        commands,
        "score",
        "compare what is read with gold annotations",
        "score tests/eval/gold",
    )
    parser.add_argument(
        "folder",
        type=Path,
        metavar="DIR",
        help='folder of gold files, or of corpora: .jsonl lines {"id", "text", "toponyms"}',
    )
    parser.add_argument("--json", action="store_true", help="write the scores as JSON")
    parser.add_argument("--errors", action="store_true", help="list what was missed or made up")
    parser.add_argument(
        "--ablate",
        action="store_true",
        help="geoparse the corpora with each rule and source left out in turn",
    )


def add_bench(commands: Commands[argparse.ArgumentParser]) -> None:
    """Add ``bench``."""
    parser = command(
        commands, "bench", "measure speed and print the table", "bench --json > bench.json"
    )
    parser.add_argument("--json", action="store_true", help="write the table as JSON")
    parser.add_argument("--only", metavar="NAME", action="append", help="run just this")


if __name__ == "__main__":
    sys.exit(main())
