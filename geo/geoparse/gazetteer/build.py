"""Compile the packages and our tables into a gazetteer pack."""

from __future__ import annotations

import hashlib
import math
import sys
from collections.abc import Iterable, Iterator
from dataclasses import replace
from pathlib import Path

import numpy as np
from tqdm import tqdm

from geo.geoparse.gazetteer import names, packages, tables
from geo.geoparse.gazetteer.entry import WEIGHT_LOST, Entry, Match
from geo.geoparse.gazetteer.pack import lookup_sections, string_sections, write_pack
from geo.model import Kind
from geo.settings import Settings

KINDS = tuple(Kind)


def content_version(settings: Settings) -> str:
    """Return the hash of all that goes into the pack: tables, package versions, this code."""
    digest = hashlib.sha256(repr(sorted(packages.package_versions().items())).encode())
    for path in tables.tables(settings.data / "gazetteer"):
        digest.update(path.name.encode() + path.read_bytes())
    for path in sorted(Path(__file__).parent.glob("*.py")):
        if path.stem in {"build", "entry", "names", "pack", "packages", "tables"}:
            digest.update(path.read_bytes())
    return digest.hexdigest()[:12]


def build(settings: Settings, path: Path, version: str) -> None:
    """Compile the built-in gazetteer into a pack at ``path``, telling progress on stderr."""
    entries = collect(settings)
    demonyms = tables.read_demonyms(settings.data / "gazetteer", entries)
    blocked = {
        names.fold(r["name"]) for r in tables.rows(settings.data / "gazetteer/blocked.csv")
    }
    facts: dict[str, object] = {
        "version": version,
        "sources": packages.package_versions(),
        "tables": [path.name for path in tables.tables(settings.data / "gazetteer")],
        "demonyms": {names.fold(word): ids for word, ids in demonyms.items()},
    }
    compile_pack(path, list(entries.values()), facts, blocked)


def collect(settings: Settings) -> dict[str, Entry]:
    """Return all places by id; our own rows come last and refine those of the packages."""
    divisions, towns = packages.read_divisions(), packages.read_towns()
    own = tables.read_places(settings.data / "gazetteer")
    entries: dict[str, Entry] = {}
    sources: tuple[Iterable[Entry], ...] = (
        packages.division_entries(divisions, towns.values()),
        tqdm(
            packages.city_entries(divisions, towns),
            desc="Gazetteer: places",
            total=len(towns),
            file=sys.stderr,
            mininterval=1,
        ),
        packages.read_countries(),
        packages.read_continents(),
        own,
    )
    with packages.without_collector():
        for source in sources:
            if source is own:
                tables.add_division_points(entries, settings.data / "gazetteer")
            for entry in source:
                known = entries.get(entry.place_id)
                entries[entry.place_id] = refined(known, entry) if known else entry
    tables.add_country_points(entries, settings.data / "gazetteer")
    tables.add_names(entries, settings.data / "gazetteer")
    return entries


def refined(known: Entry, own: Entry) -> Entry:
    """Return a place of the packages with what a row of our own says of it.

    The row's weight is the place's importance, whatever number of people live there.
    """
    return replace(
        own,
        lat=known.lat if own.lat is None else own.lat,
        lon=known.lon if own.lon is None else own.lon,
        country=known.country,
        admin1=known.admin1,
        admin2=known.admin2,
        population=known.population,
        feature_code=known.feature_code,
        geometry_id=own.geometry_id or known.geometry_id,
        source=f"{known.source}; {own.source}",
        weight=own.weight + 1.5 - math.log10(known.population + 10),
        names=[*own.names, *known.names],
    )


def keys_of(entry: Entry, blocked: set[str]) -> dict[str, Match]:
    """Return the folded names of an entry with the surest match of each."""
    found: dict[str, Match] = {}
    for key, match in spelled(entry):
        by_name = match in {Match.ALTERNATE, Match.VARIANT}
        if key and not (by_name and key in blocked):
            found[key] = min(match, found.get(key, match))
    return found


def spelled(entry: Entry) -> Iterator[tuple[str, Match]]:
    """Yield folded names with those made by rule: romanised, article, generic word dropped."""
    for toponym, _, _, match in [(entry.name, "", "", Match.MAIN), *entry.names]:
        if match is Match.ALTERNATE and names.is_junk(toponym):
            continue
        key = names.fold(toponym)
        yield key, sort_of(toponym, match)
        if entry.country in names.ARABIC:
            yield from ((other, Match.VARIANT) for other in names.article_variants(key))
        if entry.kind in {Kind.PROVINCE, Kind.DISTRICT}:
            yield names.without_generic(key), max(match, Match.VARIANT)
        if not toponym.isascii() and (roman := names.romanise(toponym, entry.country)):
            yield names.fold(roman), Match.VARIANT


def sort_of(toponym: str, match: Match) -> Match:
    """Return the kind of match, a bare code among the alternate names being a code."""
    return Match.CODE if match is Match.ALTERNATE and names.is_code(toponym) else match


def compile_pack(
    path: Path, entries: list[Entry], facts: dict[str, object], blocked: set[str]
) -> None:
    """Write the entries as a pack: sorted keys, their places by importance, columns."""
    keyed: dict[str, list[tuple[float, int, int]]] = {}
    with packages.without_collector():
        for row, entry in enumerate(tqdm(entries, "Gazetteer: names", mininterval=1)):
            weight = entry.importance
            for key, match in keys_of(entry, blocked).items():
                keyed.setdefault(key, []).append((WEIGHT_LOST[match] - weight, row, match))
        ordered = sorted((key.encode(), found) for key, found in keyed.items())
    facts["places"], facts["names"] = len(entries), len(ordered)
    facts["longest_name_tokens"] = longest(key for key, _ in ordered)
    sections = lookup_sections("key", [key for key, _ in ordered])
    sections |= candidate_sections([sorted(found) for _, found in ordered])
    surest = bytes(min(match for *_, match in found) for _, found in ordered)
    sections["key.surest"] = surest
    sections |= place_sections(entries)
    write_pack(path, facts, sections)


def longest(keys: Iterable[bytes]) -> int:
    """Return how many words the longest name has, a hundredth of a percent left aside."""
    counts = np.bincount([key.count(b" ") + 1 for key in keys])
    return int(np.searchsorted(np.cumsum(counts), counts.sum() * 0.9999))


def candidate_sections(found: list[list[tuple[float, int, int]]]) -> dict[str, bytes]:
    """Return the places of each key, most important first, with match and importance."""
    starts = np.zeros(len(found) + 1, dtype="<u4")
    starts[1:] = np.cumsum([len(places) for places in found])
    flat = [place for places in found for place in places]
    return {
        "found.at": starts.tobytes(),
        "found.place": np.array([row for _, row, _ in flat], dtype="<u4").tobytes(),
        "found.match": np.array([match for *_, match in flat], dtype="u1").tobytes(),
        "found.weight": np.array([-weight for weight, *_ in flat], dtype="<f4").tobytes(),
    }


def place_sections(entries: list[Entry]) -> dict[str, bytes]:
    """Return the columns of the places, and the look-up by id."""
    ids = sorted((entry.place_id.encode(), row) for row, entry in enumerate(entries))
    nan = float("nan")
    points = [(nan, nan) if e.lat is None or e.lon is None else (e.lat, e.lon) for e in entries]
    return {
        **lookup_sections("id", [place_id for place_id, _ in ids]),
        "id.place": np.array([row for _, row in ids], dtype="<u4").tobytes(),
        **string_sections("place", [text_of(entry) for entry in entries]),
        **string_sections("names", [names_of(entry) for entry in entries]),
        "place.point": np.array(points, dtype="<f8").tobytes(),
        "place.population": np.array([e.population for e in entries], dtype="<u4").tobytes(),
        "place.kind": bytes(KINDS.index(entry.kind) for entry in entries),
    }


def text_of(entry: Entry) -> bytes:
    """Return the words of a place, tab-separated, in the order they are read back."""
    fields = (
        entry.place_id,
        entry.name,
        entry.country,
        entry.admin1,
        entry.admin2,
        entry.feature_code,
        entry.geometry_id,
        entry.source,
    )
    return "\t".join(fields).encode()


def names_of(entry: Entry) -> bytes:
    """Return the recorded names of a place, a line each."""
    lines = dict.fromkeys(
        "\t".join((toponym, lang, used_by))
        for toponym, lang, used_by, match in entry.names
        if match < Match.ABBREVIATION
        and not (match is Match.ALTERNATE and names.is_junk(toponym))
    )
    return "\n".join(lines).encode()
