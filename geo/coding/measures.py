"""What a number counts, told by the words that govern it: killed, displaced, aid."""

from __future__ import annotations

import tomllib
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from typing import TYPE_CHECKING

from geo.coding.context import conjuncts_first
from geo.model import Measure
from geo.settings import ROOT

if TYPE_CHECKING:
    from spacy.tokens import Token

SIDES = (
    "object",
    "subject",
    "prepositional",
    "recipient",
    "noun",
    "state",
    "counted",
    "default",
    "total",
)
PEOPLE = frozenset({"people", "civilians"})
CLASSES = ("troops", "captives", "envoys", "weapons", "goods")
PASSING_ON = frozenset({"conj", "appos", "nmod", "compound", "nummod", "dep"})
NAMING = frozenset({"of", "to", "for", "by"})
RECEIVING = frozenset({"for", "to"})
BOUNDING = frozenset({"between", "over", "around", "about", "above", "under"})
WITH = frozenset({"by", "on", "for", "with", "to", "at"})
SAID_OF = frozenset({"amod", "acl", "compound", "advmod", "acomp", "attr", "oprd"})
STAYING = frozenset(
    {"be", "remain", "go", "feel", "report", "fear", "presume", "declare", "confirm", "believe"}
)
SUMMING = frozenset({"at", "to", "of", "above", "past", "beyond", "as", "from"})
SIDE_OF_DEP = {
    "npadvmod": "object",
    "dobj": "object",
    "oprd": "object",
    "attr": "object",
    "dative": "object",
    "nsubjpass": "object",
    "nsubj": "subject",
}
PERSON_MEASURES = frozenset(
    {
        Measure.KILLED,
        Measure.INJURED,
        Measure.MISSING,
        Measure.DETAINED,
        Measure.CAPTURED,
        Measure.DISPLACED,
        Measure.EVACUATED,
        Measure.CROSSED_BORDER,
        Measure.RETURNED,
        Measure.SHELTERED,
        Measure.POPULATION,
        Measure.PROTESTERS,
    }
)


@dataclass(frozen=True, slots=True)
class Sense:
    """One reading of a word: what is counted, and of which class (people, things, any)."""

    words: tuple[str, ...]
    measure: Measure
    of: str
    example: str


@dataclass(frozen=True, slots=True)
class Found:
    """A measure, and the word of the sentence that tells it."""

    measure: Measure
    trigger: Token


@dataclass(frozen=True, slots=True)
class FigureLexicon:
    """The words of ``data/lexicon/figures.toml``, ready to be looked up by lemma."""

    senses: dict[str, dict[str, tuple[Sense, ...]]]
    words: dict[str, frozenset[str]]

    def find(self, side: str, lemma: str) -> tuple[Sense, ...]:
        """Return the senses of a lemma on a side, those that ask for more words first."""
        return self.senses[side].get(lemma, ())

    def is_a(self, token: Token, group: str) -> bool:
        """Tell whether the token belongs to a group of words."""
        return token.lemma_.lower() in self.words[group] or token.lower_ in self.words[group]


@cache
def lexicon() -> FigureLexicon:
    """Return the figure lexicon, read once."""
    with (ROOT / "data" / "lexicon" / "figures.toml").open("rb") as file:
        tables = tomllib.load(file)
    groups = {**tables["words"], **tables["status"]}
    return FigureLexicon(
        senses={side: _by_first_word(tables[side]) for side in SIDES},
        words={name: frozenset(words.split()) for name, words in groups.items()},
    )


def _by_first_word(
    table: dict[str, dict[str, str | dict[str, str]]],
) -> dict[str, tuple[Sense, ...]]:
    found: dict[str, list[Sense]] = {}
    for sense in senses_in(table):
        found.setdefault(sense.words[0], []).append(sense)
    return {
        word: tuple(sorted(senses, key=lambda sense: (-len(sense.words), not sense.of)))
        for word, senses in found.items()
    }


def senses_in(table: dict[str, dict[str, str | dict[str, str]]]) -> Iterator[Sense]:
    """Yield the senses of one side: measure → word → example, or measure → class → word."""
    for measure, words in table.items():
        for word, example in words.items():
            if isinstance(example, str):
                yield Sense(tuple(word.split()), Measure(measure), "", example)
            else:
                for inner, sentence in example.items():
                    yield Sense(tuple(inner.split()), Measure(measure), word, sentence)


def is_people(noun: Token) -> bool:
    """Tell whether a noun stands for people; a bare number or a nationality does."""
    return (
        lexicon().is_a(noun, "people")
        or noun.pos_ in {"NUM", "PRON"}
        or noun.ent_type_ == "NORP"
        or noun.like_num
    )


def classes_of(noun: Token) -> frozenset[str]:
    """Return the classes of things that the noun belongs to, as verbs ask for them."""
    own = {name for name in CLASSES if lexicon().is_a(noun, name)}
    own.add("people" if is_people(noun) else "things")
    if "people" in own and not own & {"troops", "captives", "envoys"}:
        own.add("civilians")
    return frozenset(own)


def measure_of(noun: Token, *, like: Token | None = None) -> Found | None:
    """Return what a number of this noun counts, None where nothing in the sentence tells.

    ``like`` is the noun that a bare number leaves out.

    Rules are tried in order: the noun itself ("deaths"), the words that govern it ("killed",
    "the evacuation of"), what is said of it ("dead"), what it mostly is ("refugees").
    """
    classes = classes_of(noun if like is None else like)
    return (
        _counted(noun)
        or _beside(noun)
        or _governed_or_held(noun, classes)
        or _state(noun)
        or _among(noun)
        or _resident(noun)
        or _default(noun)
    )


def _counted(noun: Token) -> Found | None:
    senses = lexicon().find("counted", noun.lemma_.lower()) or lexicon().find(
        "counted", noun.lower_
    )
    return next(
        (Found(sense.measure, noun) for sense in senses if _complete(sense, noun)), None
    )


def _default(noun: Token) -> Found | None:
    senses = lexicon().find("default", noun.lemma_.lower())
    return Found(senses[0].measure, noun) if senses else None


def _among(noun: Token) -> Found | None:
    """Read "among the dead were five children"."""
    for word in among_whom(noun):
        if senses := lexicon().find("state", word.lower_):
            return Found(senses[0].measure, word)
    return None


def among_whom(noun: Token) -> Iterator[Token]:
    """Yield X in "among X were five children" and "X included five children"."""
    verb = conjuncts_first(noun).head
    for child in verb.children:
        if child.lower_ == "among":
            yield from child.children
        elif verb.lemma_ == "include" and child.dep_ == "nsubj" and child.i < noun.i:
            yield child


def _resident(noun: Token) -> Found | None:
    """Read "Gaza's 2.3 million people" as a population."""
    owner = next((child for child in noun.children if child.dep_ == "poss"), None)
    place = owner is not None and owner.ent_type_ in {"GPE", "LOC"}
    return Found(Measure.POPULATION, noun) if place and is_people(noun) else None


def _beside(noun: Token) -> Found | None:
    """Find the word right after a bare number: "30 wounded", "240 taken hostage", "12 dead"."""
    word = noun.doc[noun.i + 1] if noun.i + 1 < len(noun.doc) else None
    if word is None or not (noun.like_num or lexicon().is_a(noun, "quantity")):
        return None
    if word.tag_ in {"VBN", "VBD", "JJ"} and (senses := lexicon().find("state", word.lower_)):
        return Found(senses[0].measure, word)
    return _sense_of(word, "object", PEOPLE) if word.tag_ == "VBN" else None


def _governed_or_held(noun: Token, classes: frozenset[str]) -> Found | None:
    """Read "freed 64 detained villagers" by what they were, where the verb tells little."""
    found = _governed(noun, classes)
    telling = found is not None and found.measure is not Measure.OTHER
    return found if telling else _state(noun) or found


def _state(noun: Token) -> Found | None:
    """Find what is said of the noun: "211 wounded civilians", "30 are missing"."""
    following = noun.doc[noun.i + 1 : noun.i + 2]
    said = [child for child in noun.children if child.dep_ in SAID_OF]
    said += [one for one in following if one.pos_ == "ADJ" or one.tag_ == "VBN"]
    if noun.dep_.startswith("nsubj") and noun.head.lemma_ in STAYING:
        said += [child for child in noun.head.children if child.dep_ in SAID_OF]
        said += [
            need
            for child in noun.head.children
            if child.lower_ == "in"
            for need in child.children
        ]
    for word in said:
        for form in (word.lower_, word.lemma_):
            if senses := lexicon().find("state", form):
                return Found(senses[0].measure, word)
    return None


def _governed(noun: Token, classes: frozenset[str]) -> Found | None:
    """Climb from the noun to the verb or noun that tells what happened to it."""
    found = _clause_on(noun, classes)
    node: Token | None = noun
    while found is None and node is not None and node.head.i != node.i:
        found, node = _step(node, classes)
        if found is None and node is not None:
            found = _clause_on(node, classes)
    return found


def total_of(noun: Token) -> Found | None:
    """Return what a bare number sums up: "the death toll rose to 38"."""
    governor = noun.head
    if governor.lower_ in SUMMING and governor.dep_ == "prep":
        governor = governor.head
    if governor.pos_ not in {"VERB", "AUX", "NOUN", "PROPN"} or noun.dep_ == "nsubj":
        return None
    near = [governor, *governor.children]
    if governor.ent_type_ == "DATE":  # "put the number killed since May at 38", badly attached
        near = [inner for node in governor.ancestors for inner in (node, *node.children)]
    if governor.lemma_ == "estimate":  # "the population of this enclave, estimated at 120,000"
        near += reversed(noun.doc[noun.sent.start : governor.i])
    return next((found for node in near if node.i != noun.i and (found := _total(node))), None)


def _total(node: Token) -> Found | None:
    for sense in lexicon().find("total", node.lemma_.lower()):
        if _complete(sense, node):
            return Found(sense.measure, node)
    compound = next((child for child in node.children if child.dep_ == "compound"), None)
    if node.lemma_ == "toll" and compound is not None:
        return next((Found(s.measure, node) for s in lexicon().find("total", "death")), None)
    if node.lemma_ == "number":
        counted = [c for p in node.children if p.lower_ == "of" for c in p.children]
        return next((found for one in counted if (found := measure_of(one))), None)
    return None


def _clause_on(noun: Token, classes: frozenset[str]) -> Found | None:
    """Read participles and relative clauses on the noun: "people killed", "who crossed"."""
    for child in noun.children:
        if child.dep_ == "acl" and child.pos_ == "VERB":
            sides = ("object", "subject") if child.tag_ == "VBN" else ("subject",)
            for side in sides:
                if found := _by_verb(child, side, classes):
                    return found
        if child.dep_ == "relcl" and (found := _by_relative(child, classes)):
            return found
    return None


def _by_relative(verb: Token, classes: frozenset[str]) -> Found | None:
    for child in verb.children:
        if child.tag_ in {"WDT", "WP"} or child.lower_ == "that":
            side = "object" if child.dep_ in {"nsubjpass", "dobj"} else "subject"
            return _by_verb(verb, side, classes)
    return None


def _step(node: Token, classes: frozenset[str]) -> tuple[Found | None, Token | None]:
    """Return what the governor of ``node`` tells, and where to go on if it tells nothing."""
    head, label = node.head, node.dep_
    if label == "pobj":
        return _by_preposition(head, classes)
    if label in PASSING_ON and head.pos_ not in {"VERB", "AUX"}:
        return None, head
    if label == "conj":  # "killed 13 soldiers and 170 Afghans", joined to the verb by mistake
        return _by_verb(head, "object", classes), None
    if label not in SIDE_OF_DEP:
        return None, None
    side = "object" if label == "nsubj" and _looks_passive(head) else SIDE_OF_DEP[label]
    found = _by_verb(head, side, classes)
    if (
        found is None and label == "nsubj" and head.tag_ == "VBN"
    ):  # a past tense read as passive
        found = _by_verb(head, "subject", classes)
    return found, head if label == "attr" else None


def _looks_passive(verb: Token) -> bool:
    helped = any(child.dep_ == "aux" and child.lemma_ == "have" for child in verb.children)
    passive = any(child.dep_ == "auxpass" for child in verb.children)
    return verb.tag_ == "VBN" and (passive or not helped)


def _by_preposition(
    preposition: Token, classes: frozenset[str]
) -> tuple[Found | None, Token | None]:
    governor, word = preposition.head, preposition.lower_
    if governor.pos_ in {"NOUN", "PROPN", "ADV"}:
        for sense in lexicon().find("noun", governor.lemma_.lower()):
            if word in NAMING and (not sense.of or sense.of in classes):
                return Found(sense.measure, governor), None
        if word in RECEIVING and (gifts := lexicon().find("recipient", governor.lemma_)):
            return Found(gifts[0].measure, governor), None
        passes_on = lexicon().is_a(governor, "quantity") or governor.like_num
        return None, governor if passes_on and word == "of" else None
    if governor.pos_ != "VERB":
        return None, None
    if word in BOUNDING:  # "killed between 30 and 40 people"
        return _by_verb(governor, "object", classes), None
    return _by_verb(governor, "prepositional", classes) if word in WITH else None, None


def _by_verb(verb: Token, side: str, classes: frozenset[str]) -> Found | None:
    """Return what a verb tells of an argument, looking on into "continued to flee"."""
    chain = [verb, *_complements(verb)]
    for node in reversed(chain):
        told = (
            "object"
            if side == "subject" and node is not verb and _looks_passive(node)
            else side
        )
        if found := _sense_of(node, told, classes):
            return found
    for child in verb.children:
        joined = child.dep_ == "conj" and child.pos_ == "VERB" and not _has_own(child, side)
        if joined and (found := _sense_of(child, side, classes)):
            return found
    if verb.dep_ == "xcomp" and side == "object" and verb.head.pos_ == "VERB":
        return _sense_of(verb.head, side, classes)
    return None


def _has_own(verb: Token, side: str) -> bool:
    labels = {"object": {"dobj", "nsubjpass"}, "subject": {"nsubj"}}.get(side, set())
    return any(child.dep_ in labels for child in verb.children)


def _complements(verb: Token) -> Iterator[Token]:
    for child in verb.children:
        if child.dep_ == "xcomp" and child.pos_ == "VERB":
            yield child
            yield from _complements(child)


def _sense_of(verb: Token, side: str, classes: frozenset[str]) -> Found | None:
    if verb.lemma_ == "leave" and (left := _left(verb)):
        return left if side == "object" else None
    for sense in lexicon().find(side, verb.lemma_.lower()):
        if (not sense.of or sense.of in classes) and _complete(sense, verb):
            return Found(sense.measure, verb)
    return None


def _left(verb: Token) -> Found | None:
    """Read "left hundreds, possibly thousands, dead"."""
    for child in verb.subtree:
        if child.i > verb.i and (senses := lexicon().find("state", child.lower_)):
            return Found(senses[0].measure, child)
    return None


def _complete(sense: Sense, word: Token) -> bool:
    """Tell whether the further words that a sense asks for stand around the word."""
    if len(sense.words) == 1:
        return True
    near = [child for own in word.children for child in (own, *own.children)]
    near += word.doc[word.i + 1 : word.i + 2]
    return {part for child in near for part in (child.lower_, child.lemma_)} >= set(
        sense.words[1:]
    )
