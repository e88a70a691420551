"""How well articles are read: extractions against gold annotations, one table a task.

A gold file is one line of ``extract`` made by hand (CONTRACT: *One line of extract*) in a
``.json`` file; ``article.path`` names its text, relative to the gold file. A gold record with
``"optional": true`` is neutral: it may be read or not. ``role_alternatives`` lists further
roles that a careful reader could give a mention; ``tolerance_km`` says how far off its marker
may be, otherwise ``TOLERANCE_KM`` of its kind holds.
"""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Callable, Iterable, Sequence
from pathlib import Path

from geopy.distance import geodesic

from geo.errors import InputError
from geo.scoring.matching import Comparison, Pair, Record, overlap
from geo.settings import Settings

TOLERANCE_KM = {
    "city": 25,
    "facility": 25,
    "corridor": 50,
    "district": 50,
    "exclave": 80,
    "frontline": 150,
    "island": 100,
    "province": 150,
    "region": 250,
    "water": 500,
    "mountain": 250,
    "country": 500,
    "continent": 2000,
}
"""Kilometres within which a marker of that kind is right; larger kinds have vaguer middles."""


def score_folder(folder: Path, settings: Settings, *, errors: bool = False) -> Record:
    """Read each gold file's text and compare; return the scores of every task.

    Gold files whose text is not there are named under ``left_out``.

    Raises
    ------
    InputError
        When the folder holds no gold file, or a gold span does not fit its text.
    """
    gold_files = sorted(folder.rglob("*.json"))
    if not gold_files:
        raise InputError(f"{folder} holds no gold file; name a folder such as tests/eval/gold.")
    pairs, left_out = [], []
    for path in gold_files:
        gold = json.loads(path.read_text("utf-8"))
        text = path.parent / gold["article"]["path"]
        if text.exists():
            pairs.append((checked(gold, text, path), read(text, settings)))
        else:
            left_out.append(path.name)
    return {**score(pairs, errors=errors), "articles": len(pairs), "left_out": left_out}


def read(text: Path, settings: Settings) -> Record:
    """Return the one line that ``extract`` writes for the file."""
    from geo import ingest
    from geo.pipeline import extract, load_tools
    from geo.records import to_line

    return to_line(extract(next(iter(ingest.read(text))), load_tools(settings)))


def checked(gold: Record, text: Path, path: Path) -> Record:
    """Return the gold when each of its spans shows its words in the text."""
    from geo import ingest

    words = next(iter(ingest.read(text))).text
    for record in [*gold["mentions"], *gold["figures"]]:
        shown = words[record["start"] : record["end"]]
        if shown != record["text"]:
            raise InputError(
                f"{path}: {record['text']!r} is annotated where the text has {shown!r}"
            )
    return gold


def score(pairs: Sequence[Pair], *, errors: bool = False) -> Record:
    """Return the scores of (gold, read) pairs of extract lines."""
    tasks: dict[str, Callable[[Sequence[Pair]], tuple[Record, list[str]]]] = {
        "toponyms": score_toponyms,
        "markers": score_markers,
        "figures": score_figures,
        "events": score_events,
    }
    scores = {}
    for task, run in tasks.items():
        scores[task], found = run(pairs)
        if errors:
            scores[task]["errors"] = found
    return scores


def score_toponyms(pairs: Iterable[Pair]) -> tuple[Record, list[str]]:
    """Score recognition (overlapping spans) and roles."""
    spans = Comparison()
    for gold, found in pairs:
        spans.add(gold["mentions"], found["mentions"], overlap)
    same_role = {"role": lambda want, got: got["role"] in roles(want)}
    errors = spans.errors(lambda record: f"{record['text']} ({record['role']})") + [
        f"{want['text']} at {want['start']}: {want['role']}, read as {got['role']}"
        for want, got in spans.matched
        if got["role"] not in roles(want)
    ]
    return {**spans.summary(), "accuracy": spans.accuracy(same_role)}, errors


def roles(mention: Record) -> list[str]:
    """Return the roles a gold mention may be read in."""
    return [mention["role"], *mention.get("role_alternatives", [])]


def score_markers(pairs: Iterable[Pair]) -> tuple[Record, list[str]]:
    """Score what is drawn: located names within tolerance, and markers that are true."""
    markers = Comparison()
    for gold, found in pairs:
        markers.add(drawn(gold), drawn(found), near_overlap)
    return markers.summary(), markers.errors(
        lambda record: f"{record['text']} at {record['start']}"
    )


def drawn(line: Record) -> list[Record]:
    """Return the mentions that draw a marker; neutral where the gold leaves the role open."""
    return [
        {**mention, "optional": mention.get("optional", False) or len(roles(mention)) > 1}
        for mention in line["mentions"]
        if "location" in roles(mention) and mention["lat"] is not None
    ]


def near_overlap(want: Record, got: Record) -> float:
    """Return the shared characters of two markers when they also stand close enough."""
    tolerance = want.get("tolerance_km", TOLERANCE_KM.get(want["kind"], 25))
    return overlap(want, got) if distance_km(want, got) <= tolerance else 0


def distance_km(one: Record, other: Record) -> float:
    """Return the geodesic distance between two records with coordinates."""
    return float(geodesic((one["lat"], one["lon"]), (other["lat"], other["lon"])).km)


def score_figures(pairs: Iterable[Pair]) -> tuple[Record, list[str]]:
    """Score figures (overlapping spans) and their fields among the matched."""
    figures = Comparison()
    for gold, found in pairs:
        figures.add(gold["figures"], found["figures"], overlap)
    right: dict[str, Callable[[Record, Record], bool]] = {
        "value": lambda want, got: amounts(want) == amounts(got),
        "quantifier": lambda want, got: want["quantifier"] == got["quantifier"],
        "unit": lambda want, got: same_words(want["unit"], got["unit"]),
        "measure": lambda want, got: want["measure"] == got["measure"],
        "claimant": lambda want, got: same_words(want["claimant"], got["claimant"]),
        "date": same_dates,
        "place": lambda want, got: same_words(want["place"], got["place"]),
        "status": lambda want, got: want["status"] == got["status"],
    }
    return (
        {**figures.summary(), "accuracy": figures.accuracy(right)},
        figures.errors(lambda record: record["text"]) + disagreements(figures.matched, right),
    )


def disagreements(
    matched: Iterable[Pair], right: dict[str, Callable[[Record, Record], bool]]
) -> list[str]:
    """List the fields on which matched records differ."""
    return [
        f"{label(want)}: {name} {shown(want, name)}, read as {shown(got, name)}"
        for want, got in matched
        for name, agrees in right.items()
        if not agrees(want, got)
    ]


def label(record: Record) -> str:
    """Name a record in a list of errors."""
    return str(record.get("text") or f"{record['event_type']} {record['evidence']}")


def shown(record: Record, name: str) -> str:
    """Show a record's field in a list of errors."""
    if name == "date":
        return f"{record['date_start']}..{record['date_end']}"
    if name == "value":
        return str(amounts(record))
    if name == "place" and "places" in record:
        return ", ".join(place["name"] for place in record["places"]) or "nowhere"
    return str(record.get(name))


def amounts(record: Record) -> tuple[float | None, ...]:
    """Return a figure's value and bounds."""
    return (record["value"], record["low"], record["high"])


def same_words(one: str | None, other: str | None) -> bool:
    """Tell whether two names share a word that carries meaning, or both are missing."""
    if one is None or other is None:
        return one is other
    left, right = content_words(one), content_words(other)
    return bool(left & right) if left and right else one.casefold() == other.casefold()


def content_words(name: str) -> set[str]:
    """Return the words of a name, without articles, prepositions and plural endings."""
    words = name.casefold().replace("/", " ").replace("-", " ").split()
    return {word.rstrip("s") for word in words} - {"the", "a", "of", "in", "and", "for"}


def same_dates(want: Record, got: Record) -> bool:
    """Tell whether two records have the same interval of days."""
    return (want["date_start"], want["date_end"]) == (got["date_start"], got["date_end"])


def score_events(pairs: Iterable[Pair]) -> tuple[Record, list[str]]:
    """Score events (same type, same telling) and their fields among the matched."""
    events = Comparison()
    for gold, found in pairs:
        events.add(gold["events"], found["events"], same_event)
    right: dict[str, Callable[[Record, Record], bool]] = {
        "place": same_places,
        "date": same_dates,
        "status": lambda want, got: want["status"] == got["status"],
        "background": lambda want, got: want["background"] == got["background"],
        "actors": lambda want, got: actor_overlap(want, got) > 0 or not want["actors"],
    }
    return (
        {
            **events.summary(),
            "accuracy": events.accuracy(right),
            "types": dict(Counter(want["event_type"] for want, _ in events.matched)),
        },
        events.errors(lambda record: f"{label(record)} {record['status']}")
        + disagreements(events.matched, right),
    )


SAME_FAMILY = ({"battle", "attack"},)
"""Types between which annotators themselves waver; matched, at half the affinity."""


def same_event(want: Record, got: Record) -> float:
    """Return how surely two events are one: type first, then sentence, place, date, actors."""
    types = {want["event_type"], got["event_type"]}
    if len(types) > 1 and not any(types <= family for family in SAME_FAMILY):
        return 0
    telling = evidence_overlap(want, got)
    if not telling and not (
        same_places(want, got) and want["places"] and same_dates(want, got)
    ):
        return 0
    agreement = same_places(want, got) + same_dates(want, got) + actor_overlap(want, got)
    sureness = 1 + 2 * telling + agreement + (want["status"] == got["status"])
    return float(sureness / len(types))


def evidence_overlap(want: Record, got: Record) -> float:
    """Return 1 when one of the evidence spans holds most of the other, else 0."""
    (start, end), (first, last) = want["evidence"], got["evidence"]
    shared = min(end, last) - max(start, first)
    return float(shared > 0.5 * min(end - start, last - first))


def same_places(want: Record, got: Record) -> bool:
    """Tell whether one of the gold's places is among those read (or neither has one)."""
    if not want["places"] or not got["places"]:
        return not want["places"] and not got["places"]
    return any(
        same_words(here["name"], there["name"]) or close(here, there)
        for here in want["places"]
        for there in got["places"]
    )


def close(here: Record, there: Record) -> bool:
    """Tell whether two places with coordinates stand within a town's tolerance."""
    if here.get("lat") is None or there.get("lat") is None:
        return False
    return distance_km(here, there) <= TOLERANCE_KM["city"]


def actor_overlap(want: Record, got: Record) -> float:
    """Return the share of gold actors that are named among those read."""
    if not want["actors"]:
        return 0
    found = [
        any(same_words(actor, other) for other in got["actors"]) for actor in want["actors"]
    ]
    return sum(found) / len(found)
