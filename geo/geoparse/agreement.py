"""How well the possible places of all names in a text go together.

Every candidate place is supported by the candidates of the other names, each as far as it is
itself believed: for lying in the same country, in the same province, and for being near
(half a support at about 200 km, decay over 300 km, great circle). Beliefs are worked out in
passes: first from the countries and provinces alone, then from all names.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from math import acos, cos, radians, sin

import numpy as np
import numpy.typing as npt

from geo.geoparse.senses import Sense, is_area, lies_in
from geo.model import Kind, Place

Floats = npt.NDArray[np.float64]

EARTH_KM = 6371.0
DECAY_KM = 300.0
WIDE = frozenset({Kind.COUNTRY, Kind.CONTINENT})


@dataclass(frozen=True, slots=True, kw_only=True)
class Weights:
    """How much each kind of agreement counts, in the units of importance (powers of ten)."""

    country: float = 1.2
    province: float = 1.5
    near: float = 2.0
    container: float = 8.0
    home: float = 0.7
    sharpness: float = 1.5
    passes: int = 2
    most: float = 15.0
    acting: float = 0.3


WEIGHTS = Weights()


def beliefs(
    senses: Sequence[Sense], home: dict[str, float], weights: Weights = WEIGHTS
) -> tuple[list[Floats], list[Floats]]:
    """Return for each sense the total weight of its places and the share of belief in each."""
    places = [place for sense in senses for place in sense.places]
    owner = np.array([at for at, s in enumerate(senses) for _ in s.places], dtype=int)
    prior = np.array([v for sense in senses for v in sense.importance])
    if not places:
        return [np.zeros(0) for _ in senses], [np.zeros(0) for _ in senses]
    prior = prior + weights.home * np.array([home.get(p.country, 0.0) for p in places])
    prior = prior + weights.container * containment(senses, places, owner)
    said = np.array([float(len(s.mentions)) for s in senses]) ** 0.5
    areas = np.array([is_area(place) for place in places])
    voice = np.array(
        [1.0 if s.is_entered else weights.acting for s in senses for _ in s.places]
    )
    pair = agreement(places, owner, weights)
    total, belief = prior, share(prior, owner, len(senses), weights.sharpness)
    for turn in range(weights.passes + 1):
        speaks = belief * said[owner] * voice * (areas if turn == 0 else 1.0)
        total = prior + support(pair, speaks, weights)
        belief = share(total, owner, len(senses), weights.sharpness)
    return split(total, owner, len(senses)), split(belief, owner, len(senses))


def agreement(
    places: Sequence[Place], owner: npt.NDArray[np.int_], weights: Weights
) -> tuple[Floats, Floats, Floats]:
    """Return for each two candidates of different names whether they agree, in three ways."""
    others = owner[:, None] != owner[None, :]
    country = codes([place.country for place in places])
    province = codes([place.admin1 for place in places])
    same_country = (country[:, None] == country[None, :]) & (country[:, None] >= 0) & others
    same_province = (province[:, None] == province[None, :]) & (province[:, None] >= 0) & others
    # The middle of a country is near to nothing that a text on it must mean.
    pointed = np.array([place.kind not in WIDE for place in places])
    near = np.exp(-distances(places) / DECAY_KM) * others * pointed[None, :]
    return same_country.astype(float), same_province.astype(float), near


def support(pair: tuple[Floats, Floats, Floats], speaks: Floats, weights: Weights) -> Floats:
    """Return the support of every candidate; the more there is, the less more adds."""
    country, province, near = (np.log1p(kind @ speaks) for kind in pair)
    raw = weights.country * country + weights.province * province + weights.near * near
    total: Floats = weights.most * (1.0 - np.exp(-raw / weights.most))
    return total


def codes(names: Sequence[str]) -> npt.NDArray[np.int_]:
    """Return a number for each distinct name, -1 for none."""
    known = {name: at for at, name in enumerate(dict.fromkeys(filter(None, names)))}
    return np.array([known.get(name, -1) for name in names])


def distances(places: Sequence[Place]) -> Floats:
    """Return great-circle distances in kilometres, infinite where a place has no point.

    The sphere is close enough for a weight that fades over 300 km, and quick on matrices.
    """
    points = [place.point or (np.nan, np.nan) for place in places]
    lat, lon = np.radians(np.array(points, dtype=float)).T
    unit = np.stack([np.cos(lat) * np.cos(lon), np.cos(lat) * np.sin(lon), np.sin(lat)], axis=1)
    angle = np.arccos(np.clip(unit @ unit.T, -1, 1))
    result: Floats = np.nan_to_num(angle * EARTH_KM, nan=np.inf)
    return result


def kilometres(one: tuple[float, float], other: tuple[float, float]) -> float:
    """Return the great-circle distance between two (lat, lon) points in kilometres."""
    lat1, lon1, lat2, lon2 = (radians(degrees) for degrees in (*one, *other))
    cosine = sin(lat1) * sin(lat2) + cos(lat1) * cos(lat2) * cos(lon1 - lon2)
    return EARTH_KM * acos(max(-1.0, min(1.0, cosine)))


def containment(
    senses: Sequence[Sense], places: Sequence[Place], owner: npt.NDArray[np.int_]
) -> Floats:
    """Return 1 for candidates that fit what the text says of "X, Y" for both X and Y."""
    fits = np.zeros(len(places))
    starts = np.searchsorted(owner, np.arange(len(senses) + 1))
    for inner, sense in enumerate(senses):
        outer = sense.container
        if outer < 0:
            continue
        for i in range(starts[inner], starts[inner + 1]):
            for j in range(starts[outer], starts[outer + 1]):
                if lies_in(places[i], places[j]) and places[j].kind is not Kind.CITY:
                    fits[i] = fits[j] = 1.0
    return fits


def share(total: Floats, owner: npt.NDArray[np.int_], number: int, sharpness: float) -> Floats:
    """Return the belief in each candidate, adding up to one for each name."""
    best = np.full(number, -np.inf)
    np.maximum.at(best, owner, total)
    raw = np.exp(sharpness * (total - best[owner]))
    result: Floats = raw / np.bincount(owner, raw, number)[owner]
    return result


def split(values: Floats, owner: npt.NDArray[np.int_], number: int) -> list[Floats]:
    """Return the values of each name."""
    return np.split(values, np.searchsorted(owner, np.arange(1, number)))
