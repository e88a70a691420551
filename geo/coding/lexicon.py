"""The lexicon: event triggers, classes of words and words of modality, read from data once."""

from __future__ import annotations

import tomllib
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from functools import cache
from pathlib import Path
from typing import Any

from geo.errors import DataError
from geo.model import EventStatus, EventType
from geo.settings import Settings

LINKS = frozenset({"of", "to", "from"})
SYNTACTIC = frozenset({"place", "party"})
"""Classes that the parse decides, not a list: a toponym or settlement; somebody at all."""


@dataclass(frozen=True, kw_only=True)
class Trigger:
    """A verb or noun that tells of an event, with what must stand around it.

    ``subject`` and ``object`` are classes of words; ``words`` must depend on the trigger;
    ``status`` is what the word itself says ("pledged aid");
    ``link`` is the preposition between a noun and its object or word; ``example`` is a
    sentence in which it is one.
    """

    pattern: str
    lemma: str
    noun: bool
    event_type: EventType
    mode: str
    acled: str
    acled_sub: str
    plover: str
    example: str
    needs: str = ""
    status: EventStatus | None = None
    subject: str = ""
    object: str = ""
    words: tuple[str, ...] = ()
    link: str = ""

    @property
    def weight(self) -> int:
        """How much the pattern asks for; the most demanding one that fits is used."""
        return 2 * len(self.words) + 2 * bool(self.subject) + 2 * bool(self.object)


@dataclass(frozen=True, kw_only=True)
class Lexicon:
    """The word lists that events are coded with."""

    verbs: dict[str, tuple[Trigger, ...]]
    nouns: dict[str, tuple[Trigger, ...]]
    classes: dict[str, frozenset[str]] = field(default_factory=dict)
    governors: dict[str, str] = field(default_factory=dict)
    modifiers: dict[str, str] = field(default_factory=dict)
    light: frozenset[str] = frozenset()
    ongoing: frozenset[str] = frozenset()
    consequence: frozenset[str] = frozenset()
    results: frozenset[str] = frozenset()

    @property
    def triggers(self) -> tuple[Trigger, ...]:
        """All triggers, verbs first."""
        return tuple(
            trigger
            for table in (self.verbs, self.nouns)
            for triggers in table.values()
            for trigger in triggers
        )

    def is_a(self, lemma: str, class_name: str) -> bool:
        """Tell whether the lemma belongs to the class of words."""
        return lemma in self.classes.get(class_name, frozenset())


def is_a(word: str, class_name: str) -> bool:
    """Tell whether a word in lower case belongs to a class of the built-in lexicon."""
    return load().is_a(word, class_name)


@cache
def load(folder: Path | None = None) -> Lexicon:
    """Read the lexicon from a folder of TOML tables (default: the settings' own).

    Raises
    ------
    DataError
        When a table is missing or a pattern names a class of words that there is none of.
    """
    folder = folder or Settings().data / "lexicon"
    try:
        tables = {
            name: tomllib.loads((folder / f"{name}.toml").read_text("utf-8"))
            for name in ("events", "words", "modality")
        }
    except (OSError, tomllib.TOMLDecodeError) as error:
        raise DataError(f"The lexicon in {folder} cannot be read: {error}") from error
    triggers = [
        trigger for table in tables["events"]["class"] for trigger in triggers_of(table)
    ]
    lexicon = Lexicon(
        verbs=by_lemma(trigger for trigger in triggers if not trigger.noun),
        nouns=by_lemma(trigger for trigger in triggers if trigger.noun),
        classes={name: frozenset(words.split()) for name, words in tables["words"].items()},
        governors=statuses(tables["modality"]["governor"]),
        modifiers=statuses(tables["modality"]["modifier"]),
        **{
            name: frozenset(" ".join(row["words"] for row in tables["modality"][name]).split())
            for name in ("light", "ongoing", "consequence", "results")
        },
    )
    return checked(lexicon, folder)


def statuses(groups: list[dict[str, str]]) -> dict[str, str]:
    """Return the status that each word of the groups gives."""
    return {word: group["status"] for group in groups for word in group["words"].split()}


def by_lemma(triggers: Iterable[Trigger]) -> dict[str, tuple[Trigger, ...]]:
    """Group triggers by lemma, the most demanding pattern first."""
    groups: dict[str, list[Trigger]] = {}
    for trigger in triggers:
        groups.setdefault(trigger.lemma, []).append(trigger)
    return {
        lemma: tuple(sorted(group, key=lambda trigger: -trigger.weight))
        for lemma, group in groups.items()
    }


def triggers_of(table: dict[str, Any]) -> Iterator[Trigger]:
    """Yield the triggers of one class of events."""
    shared = {key: table[key] for key in ("mode", "acled", "acled_sub", "plover")} | {
        "event_type": EventType(table["type"]),
        "needs": table.get("needs", ""),
        "status": EventStatus(table["status"]) if "status" in table else None,
    }
    for pattern, example in table["verbs"].items():
        yield Trigger(pattern=pattern, example=example, noun=False, **shared, **verb(pattern))
    for pattern, example in table["nouns"].items():
        yield Trigger(pattern=pattern, example=example, noun=True, **shared, **noun(pattern))


def verb(pattern: str) -> dict[str, Any]:
    """Read a verb pattern: ``<people> cross into``, ``lay down <weapon>``."""
    words = pattern.split()
    subject = words.pop(0) if words[0].startswith("<") else ""
    lemma, *rest = words
    return {
        "lemma": lemma,
        "subject": subject.strip("<>"),
        "object": next((word.strip("<>") for word in rest if word.startswith("<")), ""),
        "words": tuple(word for word in rest if not word.startswith("<")),
    }


def noun(pattern: str) -> dict[str, Any]:
    """Read a noun pattern: ``military operation``, ``delivery of <aid>``."""
    words = pattern.split()
    if len(words) == 3 and words[1] in LINKS:
        lemma, link, other = words
        if other.startswith("<"):
            return {"lemma": lemma, "link": link, "object": other.strip("<>")}
        return {"lemma": lemma, "link": link, "words": (other,)}
    return {"lemma": words[-1], "words": tuple(words[:-1])}


def checked(lexicon: Lexicon, folder: Path) -> Lexicon:
    """Return the lexicon when every class that a pattern names exists."""
    for trigger in lexicon.triggers:
        for name in (trigger.subject, trigger.object):
            if name and name not in lexicon.classes and name not in SYNTACTIC:
                raise DataError(
                    f"{folder}/events.toml: the pattern {trigger.pattern!r} names <{name}>; "
                    "add that class to words.toml or correct the name."
                )
    return lexicon
