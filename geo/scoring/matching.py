"""Gold and found records paired one to one, counted, and the measures made of the counts."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Any

Record = dict[str, Any]
Pair = tuple[Record, Record]


def ratio(part: float, whole: float) -> float | None:
    """Return part of whole rounded to three decimals, None of nothing."""
    return round(part / whole, 3) if whole else None


def precision_recall(hits: int, n_read: int, n_gold: int) -> Record:
    """Return precision, recall and F1 with the counts behind them."""
    f1 = ratio(2 * hits, n_read + n_gold)
    return {
        "precision": ratio(hits, n_read),
        "recall": ratio(hits, n_gold),
        "f1": f1,
        "gold": n_gold,
        "read": n_read,
    }


def match(
    gold: Sequence[Record], found: Sequence[Record], affinity: Callable[[Record, Record], float]
) -> list[tuple[int, int]]:
    """Pair gold with found records one to one, best affinity first; none below or at 0."""
    ranked = sorted(
        (-affinity(want, got), i, j)
        for i, want in enumerate(gold)
        for j, got in enumerate(found)
        if affinity(want, got) > 0
    )
    pairs: dict[int, int] = {}
    for _, i, j in ranked:
        if i not in pairs and j not in pairs.values():
            pairs[i] = j
    return sorted(pairs.items())


def overlap(one: Record, other: Record) -> float:
    """Return how many characters two records share."""
    return float(max(0, min(one["end"], other["end"]) - max(one["start"], other["start"])))


class Comparison:
    """Gold and found records of one task over all articles, matched and counted."""

    def __init__(self) -> None:
        self.matched: list[Pair] = []
        self.missed: list[Record] = []
        self.made_up: list[Record] = []

    def add(
        self,
        gold: Sequence[Record],
        found: Sequence[Record],
        affinity: Callable[[Record, Record], float],
    ) -> None:
        """Match one article's records; optional gold is neutral."""
        pairs = match(gold, found, affinity)
        self.matched += [
            (gold[i], found[j]) for i, j in pairs if not gold[i].get("optional", False)
        ]
        paired_gold, paired_found = {i for i, _ in pairs}, {j for _, j in pairs}
        self.missed += [
            want
            for i, want in enumerate(gold)
            if i not in paired_gold and not want.get("optional", False)
        ]
        self.made_up += [got for j, got in enumerate(found) if j not in paired_found]

    def summary(self) -> Record:
        """Return precision, recall and F1."""
        hits = len(self.matched)
        return precision_recall(hits, hits + len(self.made_up), hits + len(self.missed))

    def accuracy(self, right: dict[str, Callable[[Record, Record], bool]]) -> Record:
        """Return, for each field, the share of matched pairs that agree on it."""
        return {
            name: ratio(sum(agrees(*pair) for pair in self.matched), len(self.matched))
            for name, agrees in right.items()
        }

    def errors(self, show: Callable[[Record], str]) -> list[str]:
        """List what was missed and what was made up."""
        return [f"missed: {show(record)}" for record in self.missed] + [
            f"made up: {show(record)}" for record in self.made_up
        ]
