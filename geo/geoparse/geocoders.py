"""The gazetteer as a geopy geocoder, and the distance that is used everywhere."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any
from urllib.parse import urlsplit

from geopy.distance import geodesic
from geopy.geocoders.base import Geocoder
from geopy.location import Location
from geopy.point import Point

from geo.errors import InputError

if TYPE_CHECKING:
    from geo.geoparse.gazetteer import Gazetteer
    from geo.model import Place
    from geo.settings import Settings

SERVICES = ("nominatim", "photon", "pelias", "geonames")
TIMEOUT = 10
"""Seconds that an online service is waited for."""


def kilometres(one: tuple[float, float], other: tuple[float, float]) -> float:
    """Return the geodesic distance between two (lat, lon) on the WGS84 ellipsoid."""
    return float(geodesic(one, other).km)


class GazetteerGeocoder(Geocoder):  # type: ignore[misc]
    """A geopy geocoder that asks the gazetteer instead of a service; it opens no network.

    ``geocode("Lachin")`` gives the most important place of that name, and
    ``geocode("Goma, DR Congo")`` the one in what is named after the comma.
    """

    def __init__(self, gazetteer: Gazetteer) -> None:
        super().__init__(scheme="https", user_agent="conflict-map")
        self._gazetteer = gazetteer

    def geocode(
        self, query: str, *, exactly_one: bool = True, limit: int = 10
    ) -> Location | list[Location] | None:
        """Return the place of that name that has a point, or several, or None."""
        found = [place for place in self._asked_for(query) if place.point is not None]
        places = [self._location(place) for place in found[:limit]]
        if not places:
            return None
        return places[0] if exactly_one else places

    def reverse(
        self,
        query: Point | str | tuple[float, float],
        *,
        exactly_one: bool = True,
        limit: int = 10,
    ) -> Location | list[Location] | None:
        """Return the populated places nearest to a (lat, lon), closest first, or None."""
        lat, lon = Point(query)[:2]
        near = [self._location(place) for place in self._gazetteer.nearest(lat, lon, limit)]
        if not near:
            return None
        return near[0] if exactly_one else near

    def _asked_for(self, query: str) -> tuple[Place, ...]:
        whole = self._gazetteer.candidates(query)
        name, _, around = query.partition(",")
        if whole or not around:
            return whole
        areas = self._gazetteer.candidates(around)
        return tuple(
            place
            for place in self._gazetteer.candidates(name)
            if any(lies_in(place, area) for area in areas)
        )

    def _location(self, place: Place) -> Location:
        words = (place.name, self._gazetteer.division_name(place.admin1), place.country)
        return Location(", ".join(filter(None, words)), place.point, {"place": place})


def lies_in(place: Place, area: Place) -> bool:
    """Tell whether the place belongs to the country or division, by their codes."""
    if area.country != place.country or area.place_id == place.place_id:
        return False
    if area.admin2:
        return area.admin2 == place.admin2
    return not area.admin1 or area.admin1 == place.admin1


def online_service(settings: Settings) -> Geocoder:
    """Return the geopy geocoder of the online service that the settings name.

    It speaks https unless the settings give an address with http.

    Raises
    ------
    InputError
        When there is no such service, or it needs an address or account that is not set.
    """
    from geopy.geocoders import get_geocoder_for_service

    name = settings.geocoder
    if name not in SERVICES:
        raise InputError(f"CONFLICT_MAP_GEOCODER is {name!r}; write one of {SERVICES}.")
    server = urlsplit(settings.geocoder_url)
    if settings.geocoder_url and not (server.scheme in {"https", "http"} and server.netloc):
        raise InputError("CONFLICT_MAP_GEOCODER_URL must begin with https:// (or http://).")
    options = access(name, settings.geocoder_user, server.netloc)
    if server.netloc:
        options["domain"] = server.netloc + server.path.rstrip("/")
    return get_geocoder_for_service(name)(
        scheme=server.scheme or "https",
        timeout=TIMEOUT,
        user_agent=f"conflict-map {settings.geocoder_user}".strip()
        if name in {"nominatim", "photon"}
        else "conflict-map",
        **options,
    )


def access(name: str, user: str, server: str) -> dict[str, Any]:
    """Return how a service is addressed and told who asks."""
    if name == "geonames":
        if not user:
            raise InputError("GeoNames needs an account; set CONFLICT_MAP_GEOCODER_USER.")
        return {"username": user, "domain": "secure.geonames.org"}
    if name == "pelias":
        if not server:
            raise InputError("Pelias has no public server; set CONFLICT_MAP_GEOCODER_URL.")
        return {"api_key": user or None}
    return {}
