"""Figures → series: what is claimed of the same measure, place and population, each by whom."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from typing import TYPE_CHECKING, Any

from geo.linking.parties import party
from geo.linking.tellings import Companions, published
from geo.model import Claims, Measure, Series, content_id

if TYPE_CHECKING:
    from geo.store import Store

Row = dict[str, Any]
Key = tuple[object, ...]

PAUSE = 45
"""Days without a claim after which the next one counts something new."""

FIGURES = """
SELECT id, article_id, measure, value, unit, event_date, event_date_end, status, historic,
    claimant, place_id, location, text_start FROM figure
"""

ANYBODY = frozenset(
    [
        "people",
        "person",
        "other",
        "individual",
        "death",
        "casualty",
        "injury",
        "life",
        "victim",
        "fatality",
        "body",
        "resident",
        "inhabitant",
        "soul",
        "dead",
        "wounded",
        "human",
        "refugee",
        "displaced",
        "idp",
        "evacuee",
        "other",
        "man",
        "member",
    ]
)
"""Words for people as such: "200 dead", "200 people", "200 deaths" count the same."""

ANY_THING = frozenset({"duration", "distance", "share", "area", "capacity", "other"})
"""Measures whose unit does not tell what is measured: two such figures must be equal."""

IRREGULAR = {"casualties": "casualty", "injuries": "injury", "lives": "life", "bodies": "body"}


def series_of_store(store: Store, companions: Companions) -> Iterator[Series]:
    """Yield every series, in the order of its first figure's id."""
    rows = store.rows(FIGURES)
    known = published(store, companions)
    groups: dict[Key, list[tuple[date | None, Row]]] = {}
    for row in rows:
        when = row["event_date_end"] or row["event_date"] or known[row["article_id"]]
        groups.setdefault(_about(row), []).append((when, row))
    for told in groups.values():
        for episode in _episodes(sorted(told, key=_order)):
            yield _series([row for _, row in episode])


def _about(row: Row) -> Key:
    """Return what a figure counts; what has no place stands alone."""
    if row["place_id"] is None:
        return (row["id"],)
    history = (row["event_date"], row["event_date_end"]) if row["historic"] else None
    planned = row["status"] == "planned"
    amount = row["value"] if row["measure"] in ANY_THING else None
    thing = population(row["unit"])
    return (row["measure"], row["place_id"], thing, amount, planned, history)


def population(unit: str) -> frozenset[str]:
    """Return whom or what a unit counts, whatever word is used for people as such.

    "200 people", "200 deaths" → people; "six Russian soldiers" → soldiers of Russia; "some
    120,000 ethnic Armenians" → Armenians; "125 tons of food" → food.
    """
    thing = unit.rpartition(" of ")[2]
    who = party(thing)
    words = thing.split()
    head = _singular(words[-1].casefold()) if words else ""
    told = {who.country.casefold()} if who.country else set()
    if head in ANYBODY or not head:
        return frozenset(told or {"people"})
    is_demonym = who.country and not who.nouns and not who.name
    peoples = bool(who.country) and words[-1][:1].isupper()
    return frozenset(told if is_demonym or peoples else told | {head})


def _singular(word: str) -> str:
    if word in IRREGULAR:
        return IRREGULAR[word]
    return f"{word[:-3]}man" if word.endswith("men") else word.rstrip("s")


def _order(told: tuple[date | None, Row]) -> tuple[object, ...]:
    when, row = told
    return (when is None, when or date.min, row["article_id"], row["text_start"], row["id"])


def _episodes(told: list[tuple[date | None, Row]]) -> Iterator[list[tuple[date | None, Row]]]:
    """Cut claims in order of date where nobody claimed anything for long."""
    episode: list[tuple[date | None, Row]] = []
    for when, row in told:
        last = episode[-1][0] if episode else when
        unknown = (last is None) != (when is None)
        if episode and (unknown or (when and last and (when - last).days > PAUSE)):
            yield episode
            episode = []
        episode.append((when, row))
    yield episode


def _series(rows: list[Row]) -> Series:
    first = rows[0]
    by_claimant: dict[str, list[Row]] = {}
    for row in rows:
        by_claimant.setdefault(_claimant(row["claimant"]), []).append(row)
    claims = tuple(
        Claims(
            claimant=told[0]["claimant"],
            figure_ids=tuple(row["id"] for row in told),
        )
        for name, told in sorted(by_claimant.items(), key=lambda item: (not item[0], item[0]))
    )
    return Series(
        series_id=content_id("series", *sorted(row["id"] for row in rows)),
        measure=Measure(first["measure"]),
        place_id=first["place_id"],
        location=first["location"],
        claims=claims,
        reason="same measure, same place, same things counted",
    )


def _claimant(name: str | None) -> str:
    """Return the name as claims are put together by: "The UN" and "the UN" are one claimant."""
    return " ".join((name or "").split()).casefold().removeprefix("the ")
