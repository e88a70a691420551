"""Ask an online service for places that the gazetteer lacks; only when a setting names one.

Answers, misses too, are kept on disk and never asked for twice. A service is asked once a
second at most; one that fails leaves the mention unresolved, and after three failures in a row
it is left alone.
"""

from __future__ import annotations

import json
import logging
import sqlite3
from collections.abc import Callable, Iterable
from contextlib import closing
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING, Any, NamedTuple

from geo.geoparse.gazetteer.geonames import CLASSES, FEATURES
from geo.model import Kind, Mention, Place, Role

if TYPE_CHECKING:
    from geopy.geocoders.base import Geocoder
    from geopy.location import Location

    from geo.settings import Settings

LOG = logging.getLogger(__name__)
PAUSE = 1.0
"""Seconds between two requests, as the public services ask for."""
PATIENCE = 3
"""Failures in a row after which a service is not asked again."""
SCORE = 0.5
"""Score of a mention placed online: found by its name alone, whatever the article says."""
TIMEOUT = 10
"""Seconds that another process may keep the file of answers."""
KEPT = ("place_id", "name", "kind", "lat", "lon", "country", "source")
"""Fields of a place that are kept with an answer."""
ASKED = frozenset({Role.LOCATION, Role.DATELINE})
"""Roles of the names that are sent; no other can put something on the map."""

KINDS = {
    **dict.fromkeys(
        ("city", "town", "village", "hamlet", "suburb", "quarter", "neighbourhood", "borough"),
        Kind.CITY,
    ),
    **dict.fromkeys(("locality", "localadmin", "isolated_dwelling"), Kind.CITY),
    **dict.fromkeys(("state", "province", "region", "macroregion"), Kind.PROVINCE),
    **dict.fromkeys(("county", "district", "municipality", "state_district"), Kind.DISTRICT),
    **dict.fromkeys(("river", "stream", "lake", "sea", "bay", "strait", "water"), Kind.WATER),
    **dict.fromkeys(("peak", "mountain_range", "ridge", "volcano"), Kind.MOUNTAIN),
    **dict.fromkeys(("island", "islet", "archipelago"), Kind.ISLAND),
    **dict.fromkeys(("aerodrome", "dam", "border_control"), Kind.FACILITY),
    "country": Kind.COUNTRY,
}
"""What the services call a kind of place; a street or a shop of the name is no answer."""


class Found(NamedTuple):
    """What a service's record says of a place."""

    place_id: str
    name: str
    kind: Kind | None
    country: str


def of_nominatim(raw: dict[str, Any]) -> Found:
    """Read a record of Nominatim."""
    kind = KINDS.get(raw.get("addresstype") or "") or KINDS.get(raw.get("type") or "")
    country = raw.get("address", {}).get("country_code", "")
    own_id = f"osm:{raw['osm_type'][:1]}{raw['osm_id']}"
    return Found(own_id, raw.get("name", ""), kind, country.upper())


def of_photon(raw: dict[str, Any]) -> Found:
    """Read a record of Photon."""
    told = raw["properties"]
    own_id = f"osm:{told['osm_type'].lower()}{told['osm_id']}"
    kind = KINDS.get(told.get("osm_value", "")) or KINDS.get(told.get("type", ""))
    return Found(own_id, told.get("name", ""), kind, told.get("countrycode", ""))


def of_pelias(raw: dict[str, Any]) -> Found:
    """Read a record of Pelias."""
    told = raw["properties"]
    kind = KINDS.get(told["layer"])
    return Found(f"pelias:{told['gid']}", told["name"], kind, told.get("country_code", ""))


def of_geonames(raw: dict[str, Any]) -> Found:
    """Read a record of GeoNames."""
    kind, _ = FEATURES.get(raw["fcode"]) or CLASSES.get(raw["fcl"]) or (None, 0.0)
    return Found(f"gn:{raw['geonameId']}", raw["name"], kind, raw.get("countryCode", ""))


READERS: dict[str, tuple[Callable[[dict[str, Any]], Found], dict[str, object]]] = {
    "nominatim": (of_nominatim, {"addressdetails": True, "language": "en"}),
    "photon": (of_photon, {"language": "en"}),
    "pelias": (of_pelias, {"language": "en"}),
    "geonames": (of_geonames, {}),
}
"""How each service's records are read, and what it is told besides the name."""


class OnlineGeocoder:
    """An online service with its answers kept in a file; made by ``OnlineGeocoder.open``."""

    def __init__(
        self, service: str, geocoder: Geocoder, answers: Path, *, pause: float = PAUSE
    ) -> None:
        from geopy.extra.rate_limiter import RateLimiter

        self.service = service
        self._read, self._options = READERS[service]
        self._ask = RateLimiter(
            geocoder.geocode,
            min_delay_seconds=pause,
            max_retries=0,
            swallow_exceptions=False,
        )
        self._answers = answers
        self._failures = 0

    @classmethod
    def open(cls, settings: Settings) -> OnlineGeocoder:
        """Return the service that the settings name, nothing being sent yet."""
        from geo.geoparse.geocoders import online_service
        from geo.model import content_id

        server = content_id(settings.geocoder, settings.geocoder_url)[:8]
        answers = settings.cache / f"geocoder-{settings.geocoder}-{server}.sqlite"
        return cls(settings.geocoder, online_service(settings), answers)

    def place(self, name: str) -> Place | None:
        """Return the place that the service gives for a name; None when none, or it fails."""
        from geopy.exc import GeopyError

        kept = self._kept(name)
        if kept is not None or self._failures >= PATIENCE:
            return kept[0] if kept else None
        try:
            place = self._answer(name)
        except (GeopyError, LookupError, TypeError, ValueError, AttributeError) as error:
            self._failures += 1
            LOG.warning("%s was asked for %r and failed: %s", self.service, name, error)
            return None
        self._failures = 0
        self._keep(name, place)
        return place

    def _answer(self, name: str) -> Place | None:
        location: Location | None = self._ask(name, **self._options)
        if location is None:
            return None
        found = self._read(location.raw)
        if found.kind is None:
            return None
        return Place(
            place_id=found.place_id,
            name=found.name or name,
            kind=found.kind,
            lat=float(location.latitude),
            lon=float(location.longitude),
            country=found.country,
            source=self.service,
        )

    def _kept(self, name: str) -> tuple[Place | None] | None:
        """Return the kept answer, a miss being (None,); None when there is no answer yet."""
        if not self._answers.exists():
            return None
        with closing(sqlite3.connect(self._answers, timeout=TIMEOUT)) as base:
            row = base.execute("SELECT place FROM answer WHERE name = ?", (name,)).fetchone()
        if row is None:
            return None
        told = json.loads(row[0])
        return (Place(**{**told, "kind": Kind(told["kind"])}) if told else None,)

    def _keep(self, name: str, place: Place | None) -> None:
        told = place and {key: getattr(place, key) for key in KEPT}
        self._answers.parent.mkdir(parents=True, exist_ok=True)
        with closing(sqlite3.connect(self._answers, timeout=TIMEOUT)) as base, base:
            base.execute(
                "CREATE TABLE IF NOT EXISTS answer (name TEXT PRIMARY KEY, place TEXT)"
            )
            base.execute(
                "INSERT OR REPLACE INTO answer VALUES (?, ?)", (name, json.dumps(told))
            )


def place_online(mentions: Iterable[Mention], online: OnlineGeocoder) -> tuple[Mention, ...]:
    """Return the mentions, those that the gazetteer has nothing for placed where it is known.

    A name that means several places of the gazetteer is not asked for: the service, which does
    not know the article, could only guess.
    """
    return tuple(
        placed(mention, online) if is_unknown(mention) else mention for mention in mentions
    )


def is_unknown(mention: Mention) -> bool:
    """Tell whether a mention says where something is, by a name with no candidate at all."""
    return mention.place is None and not mention.runners_up and mention.role in ASKED


def placed(mention: Mention, online: OnlineGeocoder) -> Mention:
    """Return the mention with the place that the service gives, or as it is."""
    place = online.place(" ".join(mention.text.split()))
    if place is None:
        return mention
    return replace(mention, place=place, score=SCORE, reason="placed online")
