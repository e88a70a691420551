"""How well toponyms are found and placed, against gold toponyms with coordinates.

Measures and rules follow Gritta, Pilehvar and Collier, "A Pragmatic Guide to Geoparsing
Evaluation" (2020):

* A gold toponym to ignore is neutral: what is found on such a one alone is left out.
* One without coordinates counts for recognition and is neutral for resolution and end to end;
  a text whose toponyms all lack them is left out there.
* A toponym found and not placed is as wrong as can be, half round the Earth.
"""

from __future__ import annotations

import math
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from itertools import pairwise
from statistics import mean, median

from geopy.distance import great_circle

from geo.scoring.matching import Record, match, overlap, precision_recall, ratio

RIGHT_KM = 161.0
"""Distance within which a place is right: a hundred miles, the measure of the field."""
FARTHEST_KM = 20039.0
"""The greatest error there is, and that of what is found and not placed."""
BANDS = (0.0, 0.5, 0.6, 0.7, 0.8, 0.9, 0.95, 1.01)
"""Ends of the bands of scores in the table of reliability, the last above every score."""


@dataclass(slots=True)
class Counts:
    """What is counted over the texts of a corpus.

    ``placed_gold`` and ``placed_found`` count what bears on end to end. ``errors`` holds
    kilometres for each found gold toponym with coordinates; ``scored`` the score of each that
    was placed, and whether it was right.
    """

    gold: int = 0
    found: int = 0
    exact: int = 0
    overlapping: int = 0
    placed_gold: int = 0
    placed_found: int = 0
    errors: list[float] = field(default_factory=list)
    scored: list[tuple[float, bool]] = field(default_factory=list)

    def add(self, annotated: Sequence[Record], found: Iterable[Record]) -> None:
        """Count one text's gold toponyms and those found, one of each span."""
        gold = [toponym for toponym in annotated if not toponym.get("ignore")]
        ignored = [toponym for toponym in annotated if toponym.get("ignore")]
        counted = [
            toponym
            for toponym in found
            if touches(toponym, gold) or not touches(toponym, ignored)
        ]
        spans = {(toponym["start"], toponym["end"]) for toponym in gold}
        pairs = match(gold, counted, overlap)
        self.gold += len(gold)
        self.found += len(counted)
        self.exact += sum((one["start"], one["end"]) in spans for one in counted)
        self.overlapping += len(pairs)
        placeable = sum(is_placed(toponym) for toponym in gold)
        if gold and not placeable:
            return
        self.placed_gold += placeable
        self.placed_found += len(counted)
        for i, j in pairs:
            self._compare(gold[i], counted[j])

    def _compare(self, want: Record, got: Record) -> None:
        """Count the error of one found toponym; neutral where the gold has no coordinates."""
        if not is_placed(want):
            self.placed_found -= 1
            return
        error = error_km(want, got)
        self.errors.append(error)
        if is_placed(got):
            self.scored.append((got["score"], error <= RIGHT_KM))

    @property
    def right(self) -> int:
        """How many toponyms were found and placed right."""
        return sum(error <= RIGHT_KM for error in self.errors)

    def summary(self) -> Record:
        """Return recognition, resolution of what is found, and both end to end."""
        return {
            "exact": precision_recall(self.exact, self.found, self.gold),
            "overlap": precision_recall(self.overlapping, self.found, self.gold),
            "end_to_end": precision_recall(self.right, self.placed_found, self.placed_gold),
            "resolution": self.resolution(),
            "reliability": reliability(self.scored),
        }

    def resolution(self) -> Record:
        """Return the share of found toponyms that are placed right, and kilometres of error."""
        return {
            "accuracy": ratio(self.right, len(self.errors)),
            "placed": len(self.errors),
            "median_km": round(median(self.errors), 1) if self.errors else None,
            "mean_km": round(mean(self.errors), 1) if self.errors else None,
            "auc": area_under(self.errors),
        }


def touches(toponym: Record, others: Iterable[Record]) -> bool:
    """Tell whether a span shares a character with one of the others."""
    return any(overlap(toponym, other) for other in others)


def is_placed(toponym: Record) -> bool:
    """Tell whether a toponym has coordinates."""
    return toponym["lat"] is not None and toponym["lon"] is not None


def error_km(want: Record, got: Record) -> float:
    """Return the great-circle distance in kilometres, the farthest there is where unplaced."""
    if not is_placed(got):
        return FARTHEST_KM
    return float(great_circle((want["lat"], want["lon"]), (got["lat"], got["lon"])).km)


def area_under(errors: Sequence[float]) -> float | None:
    """Return the area under the sorted logarithms of errors: 0 is best, 1 is worst."""
    if not errors:
        return None
    heights = [math.log1p(error) / math.log1p(FARTHEST_KM) for error in sorted(errors)]
    steps = [(low + high) / 2 for low, high in pairwise(heights)]
    return round(mean(steps or heights), 3)


def reliability(scored: Sequence[tuple[float, bool]]) -> list[Record]:
    """Return for each band of scores how many were placed, their mean score, and the right."""
    table = []
    for low, high in pairwise(BANDS):
        inside = [
            (score, right)
            for score, right in scored
            if low <= score < high or score == high == BANDS[-1]
        ]
        if inside:
            scores, rights = zip(*inside, strict=True)
            table.append(
                {
                    "from": low,
                    "to": high,
                    "count": len(inside),
                    "mean_score": round(mean(scores), 3),
                    "right": ratio(sum(rights), len(inside)),
                }
            )
    return table
