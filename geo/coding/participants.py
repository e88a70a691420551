"""Who takes part in an event, as the text names them: subject, object, "between A and B"."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from geo.coding.actors import person_words
from geo.coding.arguments import (
    children,
    clause_of,
    contents,
    lemma,
    objects,
    prepositional,
    subjects,
    with_conjuncts,
)
from geo.coding.attribution import body_before, named
from geo.coding.lexicon import is_a
from geo.model import Role

if TYPE_CHECKING:
    from spacy.tokens import Token

    from geo.coding.lexicon import Lexicon
    from geo.coding.reading import Reading
    from geo.coding.triggers import Hit

TAKING_PART = frozenset({"with", "between", "against", "by", "among", "involving"})
HUMAN = ("body", "armed", "people", "official", "protester", "security", "captive")
LEFT_PARTS = frozenset({"amod", "compound", "nmod", "poss"})
NAMES = frozenset({"PERSON", "ORG", "NORP", "GPE"})
UNNAMED = frozenset({"DET", "NUM", "PUNCT", "PRON", "ADV"})
COMPARED = frozenset({"JJR", "JJS"})
ACTING = frozenset({Role.POLITY, Role.METONYM, Role.DEMONYM, Role.LOCATION})
MOST = 6
"""At most so many actors are kept for one event."""


def actors_of(hit: Hit, reading: Reading, lexicon: Lexicon) -> tuple[str, ...]:
    """Return the actors of a trigger's event in the order subject, object, others, as said."""
    names: dict[str, str] = {}
    for token in takers(hit.token, lexicon):
        for each in (leaf for one in with_conjuncts(token) for leaf in leaves(one)):
            name = actor_name(each, reading, lexicon)
            if name:
                names.setdefault(name.casefold(), name)
    told = [name for name in names.values() if not is_part_of_longer(name, names)]
    return tuple(told)[:MOST]


def is_part_of_longer(name: str, names: dict[str, str]) -> bool:
    """Tell whether a longer name begins with this one: "Israeli", "Israeli jets"."""
    return any(other.startswith(f"{name} ") for other in names.values())


def takers(token: Token, lexicon: Lexicon) -> Iterator[Token]:
    """Yield the tokens that may name somebody who takes part."""
    if token.pos_ == "VERB":
        doers = subjects(token) or demonym_before(token)
        yield from doers
        for weapon in (one for one in doers if is_weapon(one)):
            yield from modifiers(weapon)
        yield from victims_above(token, lexicon)
        yield from objects(token)
        yield from partners(token)
    else:
        if is_a(lemma(token), "protester"):
            yield token
        yield from takers_of_noun(token, lexicon)


def is_weapon(token: Token) -> bool:
    """Tell whether a noun is a thing that somebody strikes with: "Russian drones hit"."""
    return any(
        is_a(lemma(token), name) for name in ("projectile", "aircraft", "weapon", "bomb")
    )


def victims_above(verb: Token, lexicon: Lexicon) -> Iterator[Token]:
    """Yield who died in "two soldiers died when a mine exploded"."""
    above = verb.head
    if verb.dep_ == "advcl" and lemma(above) in lexicon.results:
        yield from (*subjects(above), *objects(above))


def demonym_before(verb: Token) -> list[Token]:
    """Return the word before a verbal noun: "Ukrainian" of "Ukrainian shelling killed two"."""
    return [verb.nbor(-1)] if verb.tag_ == "VBG" and verb.i > verb.sent.start else []


def takers_of_noun(noun: Token, lexicon: Lexicon) -> Iterator[Token]:
    """Yield who takes part in what a noun tells of, its light verb's subject included."""
    top = container(noun)
    yield from takers_of_verb_with(noun, top, lexicon)
    for each in {noun.i: noun, top.i: top}.values():
        yield from modifiers(each)
        yield from partners(each)
        for preposition, inner in prepositional(each):
            if preposition.lower_ in {"of", "on", "from"}:
                yield inner


def modifiers(noun: Token) -> Iterator[Token]:
    """Yield who a noun's modifiers name: "Israeli strikes", "a raid launched by the army"."""
    for child in noun.children:
        if child.dep_ in {"poss", "amod", "compound", "nmod"}:
            yield child
            if lemma(child) == "lead":
                yield from child.children
        elif child.dep_ in {"acl", "relcl"} and child.pos_ == "VERB":
            yield from (one for one in subjects(child) if one is not noun)


def takers_of_verb_with(noun: Token, top: Token, lexicon: Lexicon) -> Iterator[Token]:
    """Yield who takes part in what the verb makes happen: "the army launched an offensive"."""
    verb = top.head
    if top.dep_ == "dobj" and (lemma(verb) in lexicon.light or announces(noun, verb, lexicon)):
        yield from subjects(verb)
        yield from partners(verb)
    elif top.dep_ in {"nsubj", "nsubjpass"}:
        yield from partners(verb)
    elif top.dep_ == "pobj" and top.head.lower_ in {"in", "for", "during"}:
        outer = clause_of(top)
        if lemma(outer) in lexicon.light:
            yield from subjects(outer)


def announces(noun: Token, verb: Token, lexicon: Lexicon) -> bool:
    """Tell whether who tells of it does it: "the ministry disclosed the delivery of food"."""
    kinds = {trigger.event_type.value for trigger in lexicon.nouns.get(lemma(noun), ())}
    return is_a(lemma(verb), "announcing") and any(is_a(kind, "cooperative") for kind in kinds)


def container(noun: Token) -> Token:
    """Return the noun that the trigger is the content of: "round" for "a round of talks"."""
    while noun.dep_ == "pobj" and noun.head.lower_ == "of" and noun.head.head.pos_ == "NOUN":
        noun = noun.head.head
    return noun


def callers_of(token: Token, reading: Reading, lexicon: Lexicon) -> list[str]:
    """Return who calls for what the trigger tells of."""
    for above in (token, *token.ancestors):
        if lexicon.governors.get(lemma(above)) == "called_for" and above.pos_ == "VERB":
            found = [each for one in subjects(above) for each in with_conjuncts(one)]
            names = [actor_name(each, reading, lexicon) for each in found]
            return [name for name in names if name]
    return []


def partners(token: Token) -> Iterator[Token]:
    """Yield who stands after "with", "between", "against" or "by"."""
    for preposition, inner in prepositional(token):
        if preposition.lower_ in TAKING_PART:
            yield inner


def actor_name(token: Token, reading: Reading, lexicon: Lexicon) -> str | None:
    """Return the actor's name as said, without determiner or number; None for what is none."""
    if token.pos_ == "PRON":
        name = named(token, reading)
        return clean(name) if name else None
    apposed = next(
        (child for child in children(token, frozenset({"appos"})) if is_person(child)), None
    )
    if apposed is not None:
        token = apposed
    if not is_somebody(token, reading, lexicon):
        return None
    if is_person(token):
        return person_name(token, reading, lexicon)
    name = phrase(token, reading)
    return clean((body_before(token, reading) if name == token.text else None) or name)


def person_name(token: Token, reading: Reading, lexicon: Lexicon) -> str | None:
    """Return the fullest name of a person, None for what was only taken for one."""
    entity = next((one for one in token.sent.ents if one.start <= token.i < one.end), None)
    if entity is None or not person_words(entity, reading, lexicon):
        return None
    return clean(named(token, reading) or token.text)


def leaves(token: Token) -> Iterator[Token]:
    """Yield what a quantity is a quantity of: "rebels" of "dozens of rebels"."""
    inner = [one for one in contents(token) if one is not token]
    if not inner:
        yield token
    for one in inner:
        if not any(one is not other for other in contents(one)):
            yield one


def is_person(token: Token) -> bool:
    """Tell whether the token is part of a person's name."""
    return token.ent_type_ == "PERSON" and token.pos_ == "PROPN"


def is_somebody(token: Token, reading: Reading, lexicon: Lexicon) -> bool:
    """Tell whether a noun names a person, people, a body, or a place that acts."""
    mention = reading.mention_at(token)
    if mention is not None:
        return mention.role in ACTING and (
            mention.role != Role.LOCATION
            or token.dep_ in {"nsubj", "nsubjpass"}
            or is_part_of_quantity(token)
        )
    if token.dep_ in {"amod", "compound", "nmod"}:
        return token.ent_type_ == "NORP" and token.pos_ != "NOUN"
    if token.ent_type_ in NAMES and token.pos_ == "PROPN":
        return True
    word = lemma(token)
    return any(lexicon.is_a(word, name) for name in HUMAN) and not lexicon.is_a(word, "site")


def is_part_of_quantity(token: Token) -> bool:
    """Tell whether a name stands in "the republics of A and B"."""
    while token.dep_ == "conj":
        token = token.head
    return token.dep_ == "pobj" and is_a(lemma(token.head.head), "quantity")


def phrase(token: Token, reading: Reading) -> str:
    """Return a noun with the adjectives and names before it."""
    mention = reading.mention_at(token)
    if mention is not None and token.dep_ not in {"nsubj", "nsubjpass", "dobj", "pobj", "conj"}:
        return mention.text
    words = [token]
    for left in reversed(list(token.lefts)):
        if (
            left.dep_ not in LEFT_PARTS | {"punct"}
            or left.i + len(list(left.subtree)) < words[0].i - 1
        ):
            break
        words = [inner for inner in left.subtree if inner.i < token.i] + words
    while words and (words[0].pos_ in UNNAMED or words[0].tag_ in COMPARED or words[0].is_stop):
        words = words[1:] or [token]
        if words == [token]:
            break
    start, end = words[0].idx, token.idx + len(token)
    return reading.article.text[start:end]


def clean(name: str) -> str | None:
    """Return a name on one line, without possessive ending or quotes."""
    name = " ".join(name.split()).strip("\"'\u2018\u2019\u201c\u201d,.-– ")
    for ending in ("'s", "\u2019s"):
        name = name.removesuffix(ending)
    return name or None
