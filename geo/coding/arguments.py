"""Reading the dependency parse: arguments, conjuncts, clauses, noun phrases."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from geo.coding.lexicon import is_a

if TYPE_CHECKING:
    from spacy.tokens import Token

SUBJECTS = frozenset({"nsubj", "csubj"})
PASSIVE_SUBJECTS = frozenset({"nsubjpass", "csubjpass"})
OBJECTS = frozenset({"dobj", "dative", "oprd"})
ACCUSING = frozenset({"accuse", "suspect", "blame", "charge"})
IRREGULAR = {"raped": "rape", "rebuilt": "rebuild", "retook": "retake", "overran": "overrun"}
"""Forms that the language pipeline's lemmatizer leaves as they are or gets wrong."""


def lemma(token: Token) -> str:
    """Return the lemma in lower case; of a capitalised headline word, its singular."""
    word = IRREGULAR.get(token.lower_) or str(token.lemma_ or token.text).lower()
    if token.pos_ == "PROPN" and word.endswith("s") and len(word) > 4:
        return word[:-1]
    return word


def children(token: Token, labels: frozenset[str]) -> Iterator[Token]:
    """Yield the children with one of the labels, and what is coordinated with them."""
    for child in token.children:
        if child.dep_ in labels:
            yield from with_conjuncts(child)


def with_conjuncts(token: Token) -> Iterator[Token]:
    """Yield the token and what is coordinated with it."""
    yield token
    for child in token.children:
        if child.dep_ in {"conj", "appos"} and child.pos_ in {"NOUN", "PROPN", "PRON", "NUM"}:
            yield from with_conjuncts(child)


def contents(token: Token) -> Iterator[Token]:
    """Yield a noun and, of a quantity, what it is a quantity of: "dozens of rebels"."""
    yield token
    if is_a(lemma(token), "quantity") or token.pos_ in {"NUM", "DET", "PRON"}:
        for preposition in token.children:
            if preposition.dep_ == "prep" and preposition.lower_ == "of":
                for inner in children(preposition, frozenset({"pobj"})):
                    yield from contents(inner)


def subjects(verb: Token) -> list[Token]:
    """Return who does it: subject, agent of a passive, head of a participle or relative."""
    if is_passive(verb):
        return [
            agent
            for preposition in verb.children
            if preposition.dep_ == "agent"
            for agent in children(preposition, frozenset({"pobj"}))
        ]
    own = list(children(verb, SUBJECTS))
    if own:
        return [antecedent(token) for token in own]
    return inherited_subjects(verb)


def inherited_subjects(verb: Token) -> list[Token]:
    """Return the subject that a verb without one shares with the verb above it."""
    head = verb.head
    if verb.dep_ == "acl":
        return purpose_subjects(verb) or [head]
    if verb.dep_ in {"conj", "advcl", "ccomp"} and head.pos_ in {"VERB", "AUX"}:
        return subjects(head) or (
            list(children(head, PASSIVE_SUBJECTS)) if verb.dep_ != "ccomp" else []
        )
    if verb.dep_ == "xcomp" and head.dep_ == "acomp":
        return controllers(head.head)
    if verb.dep_ == "xcomp" and head.pos_ in {"VERB", "AUX"}:
        return (
            called_upon(head) or list(children(head, frozenset({"dobj"}))) or controllers(head)
        )
    if verb.dep_ == "pcomp":
        return subjects_of_gerund(verb, head)
    return []


def called_upon(verb: Token) -> list[Token]:
    """Return the rebels in "called on the rebels to lay down their weapons"."""
    if verb.lemma_ != "call":
        return []
    return [inner for word, inner in prepositional(verb) if word.lower_ in {"on", "upon"}]


def is_accused(noun: Token) -> bool:
    """Tell whether a noun is who is accused: the group, in "accused the group of shelling"."""
    return noun.dep_ == "dobj" and noun.head.lemma_ in ACCUSING


def subjects_of_gerund(verb: Token, preposition: Token) -> list[Token]:
    """Return who does it in "accused them of shelling", "fled after shelling the town"."""
    governor = preposition.head
    if is_accused(governor):
        return [governor]
    if governor.pos_ not in {"VERB", "AUX"}:
        return []
    if preposition.lower_ in {"of", "from", "into"}:
        return list(children(governor, frozenset({"dobj"}))) or subjects(governor)
    return subjects(governor) if any(children(verb, OBJECTS)) else []


def purpose_subjects(verb: Token) -> list[Token]:
    """Return who is to do it: Armenia, in "Armenia agreed to a timetable to withdraw"."""
    if not any(child.lower_ == "to" and child.dep_ == "aux" for child in verb.children):
        return []
    outer = clause_of(verb.head)
    return subjects(outer) if outer.pos_ == "VERB" and outer is not verb else []


def controllers(verb: Token) -> list[Token]:
    """Return the subject of a verb that lends it to its complement: "are scheduled to meet"."""
    return list(children(verb, SUBJECTS | PASSIVE_SUBJECTS)) or subjects(verb)


def objects(verb: Token) -> list[Token]:
    """Return whom it is done to: object, subject of a passive, head of a passive participle."""
    if is_passive(verb):
        own = list(children(verb, PASSIVE_SUBJECTS | frozenset({"dobj"})))
        if own:
            return [antecedent(token) for token in own]
        if verb.dep_ == "acl":
            return [verb.head]
        if verb.dep_ == "conj":
            return objects(verb.head) if verb.head.pos_ == "VERB" else []
        return list(children(verb, SUBJECTS))
    return list(children(verb, OBJECTS))


def is_passive(verb: Token) -> bool:
    """Tell whether the verb form is passive: "were killed", "the town seized by rebels"."""
    if verb.tag_ != "VBN":
        return False
    labels = {child.dep_ for child in verb.children}
    if labels & {"auxpass", "nsubjpass", "agent"}:
        return True
    if verb.dep_ == "conj" and verb.head.tag_ == "VBN" and not labels & {"nsubj", "aux"}:
        return is_passive(verb.head)
    return verb.dep_ in {"acl", "amod"} and "dobj" not in labels


def antecedent(token: Token) -> Token:
    """Return what a relative pronoun stands for, and any other token itself."""
    if token.tag_ in {"WDT", "WP", "WP$"}:
        clause = token.head
        while clause.dep_ in {"xcomp", "ccomp", "conj"}:
            clause = clause.head
        if clause.dep_ == "relcl":
            return clause.head
    return token


def prepositional(token: Token) -> Iterator[tuple[Token, Token]]:
    """Yield each (preposition, object) that depends on the token; "in and around" gives two."""
    for child in token.children:
        if child.dep_ in {"prep", "agent", "dative"}:
            yield from objects_of(child)


def objects_of(preposition: Token) -> Iterator[tuple[Token, Token]]:
    """Yield (preposition, object) for a preposition and those chained to it."""
    for child in preposition.children:
        if child.dep_ in {"pobj", "pcomp"}:
            for inner in with_conjuncts(child):
                yield preposition, inner
        elif child.dep_ in {"prep", "conj"} and child.pos_ in {"ADP", "SCONJ"}:
            yield from objects_of(child)


def clause_of(token: Token) -> Token:
    """Return the verb (or root) of the clause that the token stands in."""
    while token.dep_ != "ROOT" and token.pos_ not in {"VERB", "AUX"}:
        token = token.head
    return token


def argument_of(noun: Token) -> Token | None:
    """Return the subject or object that the noun is, or is the content of, if it is one."""
    while noun.dep_ in {"conj", "compound"} or (noun.dep_ == "pobj" and of_noun(noun.head)):
        noun = noun.head.head if noun.dep_ == "pobj" else noun.head
    return noun if noun.dep_ in {"nsubj", "nsubjpass", "dobj", "attr"} else None


def of_noun(preposition: Token) -> bool:
    """Tell whether the preposition is the "of" of a noun."""
    return preposition.lower_ == "of" and preposition.head.pos_ == "NOUN"


def shares_place(child: Token, verb: Token) -> bool:
    """Tell whether a later verb's place holds for the first: "was shot and died in X"."""
    if child.pos_ != "VERB" or child.i < verb.i:
        return False
    labels = {below.dep_ for below in child.children}
    return child.dep_ == "xcomp" or (
        child.dep_ == "conj" and not labels & {"dobj", "nsubj", "nsubjpass"}
    )


def is_finite(verb: Token) -> bool:
    """Tell whether an adverbial clause has its own subject: "… as fighting intensified"."""
    return verb.dep_ in {"advcl", "acl"} and any(
        child.dep_ in {"nsubj", "nsubjpass"} for child in verb.children
    )


def between(below: Token, above: Token) -> Iterator[Token]:
    """Yield the tokens from one up to, and without, another above it."""
    while below != above and below.dep_ != "ROOT":
        yield below
        below = below.head


def crosses(token: Token) -> bool:
    """Tell whether a clause begins here that need not be where its main clause is."""
    if token.pos_ not in {"VERB", "AUX"}:
        return False
    subject = any(child.dep_ in {"nsubj", "nsubjpass"} for child in token.children)
    return token.dep_ == "ccomp" or (token.dep_ == "conj" and subject)
