"""Look up place names in the compiled gazetteer."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterator
from functools import cached_property, lru_cache
from math import isnan
from pathlib import Path
from typing import NamedTuple

from geo.errors import DataError, GazetteerMissing
from geo.geoparse.gazetteer.entry import Match
from geo.geoparse.gazetteer.names import fold, says_area, without_generic
from geo.geoparse.gazetteer.pack import Lookup, Pack
from geo.geoparse.gazetteer.shapes import Shapes
from geo.model import Kind, Place, PlaceName
from geo.settings import Settings

KINDS = tuple(Kind)
KEPT = 2
"""Compiled packs that stay in the cache, so that going back a version costs nothing."""
AREAS = frozenset({Kind.PROVINCE, Kind.DISTRICT, Kind.REGION, Kind.COUNTRY, Kind.EXCLAVE})


class Candidate(NamedTuple):
    """A place that a name may mean, through which name, and how important it is among them.

    ``importance`` grows with inhabitants (a power of ten is 1.0), countries and capitals weigh
    more, districts less, and names that are not the main one take some of it away.
    """

    place: Place
    match: Match
    importance: float


class Gazetteer:
    """The places of the world by name, memory-mapped; made by ``Gazetteer.open``.

    Names are compared folded: ``candidates("Xankəndi")``, ``candidates("St. Petersburg")`` and
    ``candidates("donetsk region")`` all find their place. ``Place.country`` is an ISO 3166
    code; ``admin1`` and ``admin2`` are GeoNames codes ("UA.05"), the same on a town and on the
    division around it.
    """

    def __init__(self, pack: Pack, shapes: Shapes) -> None:
        self._pack = pack
        self._shapes = shapes
        self._keys = Lookup(pack, "key")
        self._ids = Lookup(pack, "id")
        self._surest = pack.column("key.surest", "B")
        self._id_place = pack.column("id.place", "I")
        self._found_at = pack.column("found.at", "I")
        self._found_place = pack.column("found.place", "I")
        self._found_match = pack.column("found.match", "B")
        self._found_weight = pack.column("found.weight", "f")
        self._text = pack.strings("place")
        self._names = pack.strings("names")
        self._point = pack.column("place.point", "d")
        self._population = pack.column("place.population", "I")
        self._kind = pack.column("place.kind", "B")
        self._demonyms: dict[str, list[str]] = pack.facts["demonyms"]  # type: ignore[assignment]
        self.version = str(pack.facts["version"])
        self.longest_name_tokens = int(str(pack.facts["longest_name_tokens"]))
        self._place_at = lru_cache(maxsize=1 << 16)(self._build_place)

    @classmethod
    def open(cls, settings: Settings) -> Gazetteer:
        """Open the gazetteer of the settings, compiled first when missing or stale."""
        return cls(Pack(compiled(settings)), Shapes(settings.data / "boundaries" / "areas.zip"))

    def row(self, name: str) -> int:
        """Return the number of the name among the sorted folded names, or -1 (no fallback)."""
        return self._keys.row(fold(name))

    def knows(self, name: str) -> bool:
        """Tell whether ``candidates`` would find anything."""
        key = fold(name)
        row = self._keys.row(key)
        if row >= 0:
            return bool(self._surest[row] <= allowed(name))
        return self._generic_row(key) >= 0

    def candidates(self, name: str) -> tuple[Place, ...]:
        """Return the places of that name, most important first; empty when there is none."""
        return tuple(found.place for found in self.matches(name))

    def matches(self, name: str) -> tuple[Candidate, ...]:
        """Return the places of that name with the kind of match, most important first.

        A name that says what it is ("Donetsk region", "the city of Goma") and is not listed so
        is looked up without that word; areas alone answer to a word for an area.
        Abbreviations need a capital, codes nothing but capitals ("US", not "us"). A name with
        its own diacritics ("Şuşa") puts the places first that are written just so.
        """
        key = fold(name)
        row = self._keys.row(key)
        if row >= 0:
            worst = allowed(name)
            known = [one for one in self._candidates_of(row) if one.match <= worst]
            if not name.isascii():
                known.sort(key=lambda one: not self._writes(one.place, name))
            return tuple(known)
        row = self._generic_row(key)
        if row < 0:
            return ()
        found = tuple(self._candidates_of(row))
        if not says_area(key):
            return found
        return tuple(one for one in found if one.place.kind in AREAS) or found

    def _writes(self, place: Place, name: str) -> bool:
        """Tell whether the name is one of the place's, diacritics and all."""
        spelled = (place.name, *(own.toponym for own in self.names_of(place)))
        return name.lower() in {own.lower() for own in spelled}

    def _generic_row(self, key: str) -> int:
        bare = without_generic(key)
        return self._keys.row(bare) if bare != key else -1

    def _candidates_of(self, row: int) -> Iterator[Candidate]:
        for at in range(self._found_at[row], self._found_at[row + 1]):
            yield Candidate(
                self._place_at(self._found_place[at]),
                Match(self._found_match[at]),
                self._found_weight[at],
            )

    def demonym(self, word: str) -> Place | None:
        """Return the place whose people the word means ("Azeri", "Texans"), likeliest first."""
        found = self.demonyms(word)
        return found[0] if found else None

    def demonyms(self, word: str) -> tuple[Place, ...]:
        """Return all places whose people the word means ("Congolese"); none for "Kurdish"."""
        return tuple(self.place(place_id) for place_id in self._demonyms.get(fold(word), ()))

    def is_demonym(self, word: str) -> bool:
        """Tell whether the word names a people, with a place of its own or without."""
        return fold(word) in self._demonyms

    def place(self, place_id: str) -> Place:
        """Return the place with that id.

        Raises
        ------
        DataError
            When this gazetteer has no such place.
        """
        row = self._ids.row(place_id)
        if row < 0:
            raise DataError(f"The gazetteer {self.version} has no place {place_id!r}.")
        return self._place_at(self._id_place[row])

    def names_of(self, place: Place) -> tuple[PlaceName, ...]:
        """Return every recorded name of a place, foreign and historic ones included."""
        row = self._ids.row(place.place_id)
        if row < 0:
            return ()
        lines = self._names[self._id_place[row]].split("\n")
        return tuple(
            PlaceName(toponym=t, lang=n, used_by=u) for t, n, u in map(split_name, lines)
        )

    def _build_place(self, row: int) -> Place:
        own_id, name, country, admin1, admin2, code, geometry_id, source = self._text[
            row
        ].split("\t")
        lat, lon = self._point[2 * row], self._point[2 * row + 1]
        told = (split_name(line) for line in self._names[row].split("\n"))
        return Place(
            place_id=own_id,
            name=name,
            kind=KINDS[self._kind[row]],
            lat=None if isnan(lat) else lat,
            lon=None if isnan(lon) else lon,
            country=country,
            admin1=admin1,
            admin2=admin2,
            population=self._population[row],
            feature_code=code,
            names=tuple(PlaceName(toponym=t, lang=n, used_by=u) for t, n, u in told if n or u),
            geometry_id=geometry_id or None,
            source=source,
        )

    def division_name(self, code: str) -> str:
        """Return the name of a province by its code ("UA.05"), or an empty text."""
        place_id = self._provinces.get(code)
        return self.place(place_id).name if place_id else ""

    @cached_property
    def _provinces(self) -> dict[str, str]:
        number = KINDS.index(Kind.PROVINCE)
        fields = (
            self._text[row].split("\t") for row, kind in enumerate(self._kind) if kind == number
        )
        return {code: place_id for place_id, _, _, code, *_ in fields}

    def nearest(self, lat: float, lon: float, limit: int = 10) -> tuple[Place, ...]:
        """Return the populated places nearest to a point in degrees, closest first."""
        import numpy as np
        from geopy.distance import geodesic

        points = np.frombuffer(self._point, dtype="<f8").reshape(-1, 2)
        towns = np.frombuffer(self._kind, dtype="u1") == KINDS.index(Kind.CITY)
        east = (points[:, 1] - lon + 180) % 360 - 180
        rough = (points[:, 0] - lat) ** 2 + (east * np.cos(np.radians(lat))) ** 2
        rows = np.argsort(np.where(towns, rough, np.inf), kind="stable")[: 3 * limit]
        places = [self._place_at(int(row)) for row in rows]
        return tuple(
            sorted(places, key=lambda place: geodesic((lat, lon), place.point).km)[:limit]
        )

    def search(self, text: str, limit: int = 10) -> tuple[Place, ...]:
        """Return places whose names begin like the text or are spelled nearly so."""
        exact = self.candidates(text)
        near = [*self._beginning_with(fold(text))] if len(exact) < limit else []
        near.sort(key=lambda found: -found.importance)
        places = dict.fromkeys([*exact, *(found.place for found in near)])
        if len(places) < limit:
            places |= dict.fromkeys(self._spelled_like(fold(text), limit))
        return tuple(places)[:limit]

    def _beginning_with(self, prefix: str, most: int = 5000) -> Iterator[Candidate]:
        start = self._first_key(prefix)
        wanted = prefix.encode()
        for row in range(start, min(start + most, len(self._keys.strings))):
            if not self._keys.strings.raw(row).startswith(wanted):
                return
            yield from self._candidates_of(row)

    def _first_key(self, prefix: str) -> int:
        rows = range(len(self._keys.strings))
        return bisect_left(rows, prefix.encode(), key=self._keys.strings.raw)

    def _spelled_like(self, key: str, limit: int) -> Iterator[Place]:
        from rapidfuzz import fuzz, process

        start, end = self._first_key(key[:2]), self._first_key(key[:2] + "\U0010ffff")
        near = [self._keys.strings[row] for row in range(start, end)]
        for _, _, at in process.extract(
            key, near, scorer=fuzz.ratio, limit=limit, score_cutoff=75
        ):
            yield from (found.place for found in self._candidates_of(start + at))

    def info(self) -> dict[str, object]:
        """Return counts, sources and versions."""
        counts = {kind.value: 0 for kind in KINDS}
        for number in self._kind:
            counts[KINDS[number].value] += 1
        facts = {k: v for k, v in self._pack.facts.items() if k != "demonyms"}
        return {**facts, "kinds": counts, "demonyms": len(self._demonyms)}

    def geometry(self, geometry_id: str) -> dict[str, object] | None:
        """Return the GeoJSON geometry of an area or line, or None when there is none."""
        return self._shapes.read(geometry_id)


def allowed(name: str) -> Match:
    """Return the least sure match that a name's capitals allow."""
    if name.isupper():
        return Match.CODE
    return Match.ABBREVIATION if name[:1].isupper() else Match.VARIANT


def split_name(line: str) -> tuple[str, str, str]:
    """Split a stored name into toponym, language and user."""
    toponym, _, rest = line.partition("\t")
    lang, _, used_by = rest.partition("\t")
    return toponym, lang, used_by


def compiled(settings: Settings) -> Path:
    """Return the pack of the settings, building it when it is missing or stale.

    However many threads and processes ask at once, one of them builds and the others wait.
    """
    if settings.gazetteer is not None:
        if not settings.gazetteer.exists():
            raise GazetteerMissing(
                f"CONFLICT_MAP_GAZETTEER names {settings.gazetteer}, which is not there; "
                "`gazetteer build` makes a pack."
            )
        return settings.gazetteer
    from filelock import FileLock

    from geo.geoparse.gazetteer.build import build, content_version

    version = content_version(settings)
    path = settings.cache / f"gazetteer-{version}.pack"
    if path.exists():
        return path
    settings.cache.mkdir(parents=True, exist_ok=True)
    with FileLock(settings.cache / "gazetteer.lock"):
        if not path.exists():
            build(settings, path, version)
            for stale in settings.cache.glob("gazetteer-*.pack"):
                if stale != path:
                    stale.unlink(missing_ok=True)
    return path
