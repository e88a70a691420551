"""Which words of a text tell of an event, by the patterns of the lexicon."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import TYPE_CHECKING

from geo.coding.actors import is_heading
from geo.coding.arguments import (
    children,
    contents,
    lemma,
    objects,
    prepositional,
    subjects,
    with_conjuncts,
)
from geo.coding.lexicon import Lexicon, Trigger
from geo.model import Role

if TYPE_CHECKING:
    from spacy.tokens import Token

    from geo.coding.reading import Reading


@dataclass(frozen=True)
class Hit:
    """A trigger found at a token; ``used`` are the tokens that its pattern took."""

    token: Token
    trigger: Trigger
    used: frozenset[int]


def find_triggers(reading: Reading, lexicon: Lexicon) -> list[Hit]:
    """Return the triggers of a text in reading order, none inside another's pattern."""
    hits = [
        hit for token in reading.doc if (hit := trigger_at(token, reading, lexicon)) is not None
    ]
    taken = {index for hit in hits for index in hit.used if index != hit.token.i}
    return [hit for hit in hits if hit.token.i not in taken]


def trigger_at(token: Token, reading: Reading, lexicon: Lexicon) -> Hit | None:
    """Return the most demanding pattern that fits at the token, if any does."""
    fits = fits_noun if is_noun(token) else fits_verb if token.pos_ == "VERB" else None
    if fits is None or reading.mention_at(token) is not None or is_figure(token, lexicon):
        return None
    table = lexicon.nouns if is_noun(token) else lexicon.verbs
    for trigger in candidates(token, table):
        used = fits(token, trigger, reading, lexicon)
        if used is not None:
            return Hit(token, trigger, frozenset(used))
    return None


def is_noun(token: Token) -> bool:
    """Tell whether the token heads a noun phrase (or is a headline's capitalised noun)."""
    if token.pos_ in {"NOUN", "PROPN"}:
        return token.dep_ not in {"compound", "amod", "nmod"} or is_last_of_compound(token)
    return token.tag_ == "VBG" and token.dep_ in {"pobj", "dobj", "nsubj"}


def is_last_of_compound(token: Token) -> bool:
    """Tell whether a compound noun's head is no more than its container: "ceasefire deal"."""
    return lemma(token.head) in CONTAINERS


HUMAN = frozenset({"people", "captive", "official", "armed"})
CONTAINERS = frozenset({"deal", "agreement", "accord", "announcement", "effort"})


def candidates(token: Token, table: dict[str, tuple[Trigger, ...]]) -> Iterator[Trigger]:
    """Yield the patterns for the token's lemma and, for nouns in -ing, for its form."""
    yield from table.get(lemma(token), ())
    if token.lower_ != lemma(token):
        yield from table.get(token.lower_, ())


def fits_verb(
    token: Token, trigger: Trigger, reading: Reading, lexicon: Lexicon
) -> set[int] | None:
    """Return the tokens a verb pattern takes at a verb, None where it does not fit."""
    if is_other_sense(token, lexicon):
        return None
    used = words_found(token, trigger.words)
    particles = {child.i for child in token.children if child.dep_ == "prt"}
    if used is None or not particles <= used:
        return None
    if trigger.subject and not any_is_a(subjects(token), trigger.subject, reading, lexicon):
        return None
    if trigger.object:
        targets = objects(token)
        if trigger.words:
            targets += [inner for _, inner in prepositional(token)]
        found = any_is_a(targets, trigger.object, reading, lexicon)
        if not found:
            return None
        if trigger.object not in {"people", "armed", "place", "site", "party", "captive"}:
            used |= {found.i}
    return used | {token.i}


def fits_noun(
    token: Token, trigger: Trigger, reading: Reading, lexicon: Lexicon
) -> set[int] | None:
    """Return the tokens a noun pattern takes at a noun, None where it does not fit."""
    if not trigger.link:
        used = modifiers_found(token, trigger.words)
        return None if used is None else used | {token.i}
    linked = [
        inner
        for preposition, inner in prepositional(token)
        if preposition.lower_ == trigger.link
    ]
    if trigger.object:
        found = any_is_a(linked, trigger.object, reading, lexicon)
    else:
        found = next((inner for inner in linked if has_form(inner, trigger.words)), None)
    return None if found is None else {token.i, found.i}


def has_form(token: Token, words: Iterable[str]) -> bool:
    """Tell whether the token is one of the words, as said or by its lemma."""
    return lemma(token) in words or token.lower_ in words


def is_figure(token: Token, lexicon: Lexicon) -> bool:
    """Tell whether a word is in a name or a figure of speech: "trade war", "Inspire Talks"."""
    if not is_noun(token):
        return False
    named = token.pos_ == "PROPN" and not lexicon.is_a(token.lower_, "capitalised")
    first = token.i == token.sent.start
    if named and not first and not is_heading(token.idx, token.doc.text):
        return True
    return any(lexicon.is_a(left.lower_, "figurative") for left in token.lefts)


def is_other_sense(verb: Token, lexicon: Lexicon) -> bool:
    """Tell whether a verb tells of something else: "demonstrates that", "fled the scene"."""
    labels = {child.dep_ for child in verb.children}
    if lexicon.is_a(lemma(verb), "intransitive") and labels & {"ccomp", "dobj"}:
        return lemma(verb) != "protest" or "ccomp" in labels
    if any(lexicon.is_a(lemma(found), "escape") for found in objects(verb)):
        return lemma(verb) in {"flee", "escape", "leave"}
    if lemma(verb) in lexicon.results and any(
        lexicon.is_a(lemma(inner), "war")
        for subject in subjects(verb)
        for inner in contents(subject)
    ):
        return True
    if "displacement" in {str(one.event_type) for one in lexicon.verbs.get(lemma(verb), ())}:
        return any(is_individual(subject, lexicon) for subject in subjects(verb))
    return any(is_counter(subject) for subject in subjects(verb)) or by_accident(verb, lexicon)


def is_individual(noun: Token, lexicon: Lexicon) -> bool:
    """Tell whether a subject is a single person: nobody is displaced when "the man left"."""
    return noun.tag_ == "NN" and lexicon.is_a(lemma(noun), "individual")


def by_accident(verb: Token, lexicon: Lexicon) -> bool:
    """Tell whether an accident or disaster does it: "killed in an earthquake"."""
    causes = [*subjects(verb), *(inner for _, inner in prepositional(verb))]
    words = [lemma(word) for cause in causes for word in (cause, *cause.lefts)]
    return any(lexicon.is_a(word, "accident") for word in words)


def is_counter(subject: Token) -> bool:
    """Tell whether a subject is a "one" or "the second" that stands for another noun."""
    return subject.pos_ in {"NUM", "ADJ"} or subject.lower_ in {"one", "latter", "former"}


def words_found(token: Token, words: Iterable[str]) -> set[int] | None:
    """Return the tokens below a verb that carry the words, None when one is missing."""
    used = set()
    for word in words:
        found = next((below for below in near_below(token) if has_form(below, (word,))), None)
        if found is None:
            return None
        used.add(found.i)
    return used


def near_below(token: Token) -> Iterator[Token]:
    """Yield a verb's particles, prepositions, objects, and the objects of prepositions."""
    for child in token.children:
        if child.dep_ not in {"nsubj", "nsubjpass", "advcl", "ccomp", "conj", "relcl"}:
            yield child
            if child.dep_ in {"prep", "dobj", "dative"}:
                yield from children(child, frozenset({"pobj", "prep"}))


def modifiers_found(token: Token, words: Iterable[str]) -> set[int] | None:
    """Return the modifiers of a noun that are the words, None when one is missing."""
    around = [*token.lefts, *(below for left in token.lefts for below in left.lefts)]
    used = set()
    for word in words:
        parts = set(word.split("-"))
        found = {
            left.i for left in around if left.lower_ in {word, *parts} or lemma(left) == word
        }
        if len(found) < len(parts):
            return None
        used |= found
    return used


def any_is_a(
    tokens: Iterable[Token], class_name: str, reading: Reading, lexicon: Lexicon
) -> Token | None:
    """Return the first noun, conjuncts and contents included, that is of the class."""
    for token in tokens:
        for each in with_conjuncts(token):
            for inner in contents(each):
                if is_a(inner, class_name, reading, lexicon):
                    return inner
    return None


def is_a(token: Token, class_name: str, reading: Reading, lexicon: Lexicon) -> bool:
    """Tell whether a noun is of a class: by the lists, as a toponym, or as a named people."""
    if class_name == "place":
        return is_place(token, reading) or lexicon.is_a(lemma(token), "settlement")
    if class_name in HUMAN and names_people(token, class_name, reading):
        return True
    if class_name == "aid" and token.pos_ == "PROPN":
        return False
    if class_name == "aid":
        parts = [child for child in token.children if child.dep_ == "compound"]
        return any(lexicon.is_a(lemma(part), "aid") for part in (token, *parts))
    listed = lexicon.is_a(lemma(token), class_name) or lexicon.is_a(token.lower_, class_name)
    return listed and reading.mention_at(token) is None


def is_place(token: Token, reading: Reading) -> bool:
    """Tell whether a name can be a place's; small models take single names for people."""
    if token.pos_ != "PROPN" or token.tag_ == "NNPS":
        return False
    mention = reading.mention_at(token)
    if mention is not None:
        return mention.role != Role.DEMONYM
    neighbours = [token.nbor(step) for step in (-1, 1) if 0 <= token.i + step < len(token.doc)]
    return token.ent_type_ != "PERSON" or not any(
        near.ent_type_ == "PERSON" and near.pos_ == "PROPN" for near in neighbours
    )


def names_people(token: Token, class_name: str, reading: Reading) -> bool:
    """Tell whether a word stands for people by its form: "Armenians", "they", "200", a name."""
    if class_name == "armed":
        return reading.mention_at(token) is not None
    if class_name == "people" and token.pos_ == "NUM":
        return not any(left.is_currency for left in token.lefts)
    if class_name != "people" and token.ent_type_ == "PERSON":
        return reading.mention_at(token) is None
    return token.tag_ == "NNPS"
