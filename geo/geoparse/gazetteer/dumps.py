"""Turn GeoNames dumps into a full pack: read, stage on disk, sort there, write by column.

The places of the built-in gazetteer, our own tables among them, are laid over those of the
dump: they keep their name, kind, point and weight, and gain its names and inhabitants.
"""

from __future__ import annotations

import hashlib
import sys
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import replace
from itertools import islice
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import NoReturn, TypeVar

from filelock import FileLock
from tqdm import tqdm

from geo.errors import InputError
from geo.geoparse.gazetteer import geonames, names, tables
from geo.geoparse.gazetteer.build import collect, content_version, keys_of
from geo.geoparse.gazetteer.columns import Columns, strings, write_keys, write_place
from geo.geoparse.gazetteer.entry import WEIGHT_LOST, Entry, Match
from geo.geoparse.gazetteer.pack import write_pack
from geo.geoparse.gazetteer.staging import Key, Staging
from geo.model import Kind
from geo.settings import Settings

BATCH = 20_000
"""Lines between two commits: an interruption loses no more."""
NEAR = 0.1
"""Degrees within which a town of the dump and one of ours of the same name are one town."""

Item = TypeVar("Item")
Report = Callable[[str, object], None]


def build_pack(
    files: Sequence[Path], output: Path, settings: Settings, report: Report
) -> dict[str, int]:
    """Write a pack of the files and the built-in gazetteer; return how many lines were bad.

    ``report`` is told where (file:line) and why of each bad line; the rest goes on. Staged rows
    wait in the cache until the pack is written, so that the same command again goes on where
    it was interrupted; rows that wait for another command are removed. The counts returned are
    ``places``, ``names`` and ``bad``.

    Raises
    ------
    InputError
        When a file cannot be read, or the pack would lie where the built-in one's are removed.
    """
    if output.parent.resolve() == settings.cache.resolve():
        raise InputError(f"{output} lies in the cache, which is emptied; choose another.")
    version = version_of(files, settings)
    settings.cache.mkdir(parents=True, exist_ok=True)
    path = settings.cache / f"dump-{version}.sqlite"
    with FileLock(settings.cache / "dump.lock"):
        for stale in settings.cache.glob("dump-*.sqlite*"):
            if not stale.name.startswith(path.name):
                stale.unlink()
        staging = Staging(path)
        done = False
        try:
            entries = collect(settings)
            demonyms = tables.read_demonyms(settings.data / "gazetteer", entries)
            towns = own_towns(entries.values())
            stage_own(entries, staging)
            del entries
            bad = sum(stage(file, staging, towns, report) for file in files)
            facts: dict[str, object] = {
                "version": version,
                "sources": {file.name: file.stat().st_size for file in files},
                "tables": [table.name for table in tables.tables(settings.data / "gazetteer")],
                "demonyms": {names.fold(word): ids for word, ids in demonyms.items()},
            }
            counts = write(staging, output, facts, blocked_in(settings))
            done = True
        finally:
            staging.close(remove=done)
    return {**counts, "bad": bad}


def version_of(files: Iterable[Path], settings: Settings) -> str:
    """Return the hash of the files and of all that the built-in gazetteer is made from."""
    digest = hashlib.sha256(content_version(settings).encode())
    for module in ("columns", "dumps", "geonames", "staging"):
        digest.update(Path(__file__).with_name(f"{module}.py").read_bytes())
    for path in files:
        try:
            with path.open("rb") as file:
                digest.update(hashlib.file_digest(file, "sha256").digest())
        except OSError as error:
            raise InputError(f"{path} cannot be read: {error.strerror}") from error
    return digest.hexdigest()[:12]


def blocked_in(settings: Settings) -> set[str]:
    """Return the folded alternate names that are words rather than places."""
    table = settings.data / "gazetteer" / "blocked.csv"
    return {names.fold(row["name"]) for row in tables.rows(table)}


def stage_own(entries: dict[str, Entry], staging: Staging) -> None:
    """Stage the built-in gazetteer unless that is done."""
    if not staging.progress("")[0]:
        staging.add_places(entries.values(), own=True)
        staging.commit("", len(entries), 0)


def own_towns(entries: Iterable[Entry]) -> dict[str, list[Entry]]:
    """Return the towns of our own tables, which have no GeoNames number, by folded name."""
    towns: dict[str, list[Entry]] = {}
    for entry in entries:
        if entry.kind is Kind.CITY and not entry.place_id.startswith("gn:"):
            for key in {names.fold(name) for name, *_ in entry.names}:
                towns.setdefault(key, []).append(entry)
    return towns


def same_town(dumped: Entry, towns: dict[str, list[Entry]]) -> str:
    """Return the id of our own town that a place of the dump is, else the dump's id."""
    if dumped.kind is Kind.CITY:
        for own in towns.get(names.fold(dumped.name), ()):
            if own.country == dumped.country and is_near(own, dumped):
                return own.place_id
    return dumped.place_id


def is_near(own: Entry, dumped: Entry) -> bool:
    """Tell whether two places are within ``NEAR`` degrees of each other, both ways."""
    points = (own.lat, own.lon, dumped.lat, dumped.lon)
    lat, lon, other_lat, other_lon = (float("nan") if x is None else x for x in points)
    return abs(lat - other_lat) < NEAR and abs(lon - other_lon) < NEAR


def stage(path: Path, staging: Staging, towns: dict[str, list[Entry]], report: Report) -> int:
    """Stage what a file holds beyond what is staged of it; return its bad lines."""
    done, bad = staging.progress(str(path))
    with geonames.opened(path) as (file, size), bar(path.name, size, "B") as progress:
        numbered = geonames.lines(file)
        progress.update(sum(len(line) for _, line in islice(numbered, done)))
        while batch := list(islice(numbered, BATCH)):
            bad += stage_batch(path, batch, staging, towns, report)
            staging.commit(str(path), batch[-1][0], bad)
            progress.update(sum(len(line) for _, line in batch))
    return bad


def stage_batch(
    path: Path,
    batch: list[tuple[int, bytes]],
    staging: Staging,
    towns: dict[str, list[Entry]],
    report: Report,
) -> int:
    """Stage some lines; return how many were bad."""
    read = geonames.names_reader(path)
    places: list[Entry] = []
    found: list[geonames.Name] = []
    bad = 0
    for number, line in batch:
        try:
            text = line.decode().rstrip("\r\n")
            if read:
                found.extend(read(text) if text else ())
            elif text:
                place = geonames.place(text)
                place.place_id = same_town(place, towns)
                places.append(place)
        except (geonames.BadLine, UnicodeDecodeError) as error:
            bad += 1
            report(f"{path}:{number}", error)
    staging.add_places(places, own=False)
    staging.add_names(found)
    return bad


def bar(says: str, total: int | None, unit: str) -> tqdm[NoReturn]:
    """Return a progress bar on stderr."""
    return tqdm(
        desc=says, total=total, unit=unit, unit_scale=True, file=sys.stderr, mininterval=1
    )


def write(
    staging: Staging, output: Path, facts: dict[str, object], blocked: set[str]
) -> dict[str, int]:
    """Write the staged places as a pack; return the numbers of places and names."""
    output.parent.mkdir(parents=True, exist_ok=True)
    with (
        TemporaryDirectory(prefix=".gazetteer-", dir=output.parent) as folder,
        Columns(Path(folder)) as columns,
    ):
        places = write_places(staging, columns, blocked)
        with bar("Names", None, " names") as progress:
            known, facts["longest_name_tokens"] = write_keys(
                columns, counted(staging.keys(), progress)
            )
        facts["places"], facts["names"] = places, known
        columns.number_rows("id.place", places)
        written = columns.sections()
        for name, count in (("id", places), ("key", known)):
            written[f"{name}.hash"] = columns.hashed(name, strings(Path(folder), name), count)
        write_pack(output, facts, written)
    return {"places": places, "names": known}


def write_places(staging: Staging, columns: Columns, blocked: set[str]) -> int:
    """Write the columns of all places and stage their folded names; return their number."""
    rows = 0
    with bar("Places", None, " places") as progress:
        found = counted(placed(staging), progress)
        while batch := list(islice(found, BATCH)):
            keys: list[Key] = []
            for row, entry in enumerate(batch, rows):
                write_place(columns, entry)
                keys.extend(keys_in(entry, row, blocked))
            staging.add_keys(keys)
            rows += len(batch)
    return rows


def keys_in(entry: Entry, row: int, blocked: set[str]) -> Iterator[Key]:
    """Yield the folded names of a place for the row that it has."""
    weight = entry.importance
    for key, match in keys_of(entry, blocked).items():
        yield key, WEIGHT_LOST[match] - weight, row, match


def counted(items: Iterable[Item], progress: tqdm[NoReturn]) -> Iterator[Item]:
    """Yield the items, moving the bar on."""
    for item in items:
        yield item
        progress.update()


def placed(staging: Staging) -> Iterator[Entry]:
    """Yield all places in the order of their ids, the built-in laid over the dump's."""
    for own, dumped, told in staging.places():
        entry = laid_over(own, dumped) if own and dumped else own or dumped
        if entry:
            entry.names = distinct(entry.names, told)
            yield entry


def laid_over(own: Entry, dumped: Entry) -> Entry:
    """Return a built-in place with the names and inhabitants of the dump, weighing the same."""
    merged = replace(
        own,
        population=dumped.population or own.population,
        admin1=own.admin1 or dumped.admin1,
        admin2=own.admin2 or dumped.admin2,
        source=f"{own.source}; {dumped.source}",
        names=[
            *own.names,
            *((name, "", "", Match.ALTERNATE) for name, *_ in dumped.names),
        ],
    )
    merged.weight += own.importance - merged.importance
    return merged


def distinct(
    known: list[tuple[str, str, str, Match]], told: list[geonames.Name]
) -> list[tuple[str, str, str, Match]]:
    """Return both lists of names as one, a name without language only where it adds one."""
    if not told:
        return known
    spelled = {name.toponym for name in told}
    kept = [
        name
        for name in known
        if name[3] is not Match.ALTERNATE or name[1] or name[0] not in spelled
    ]
    return [*kept, *((name.toponym, name.lang, "", name.match) for name in told)]
