"""Where a word stands: its clause and tense, its quotation, its paragraph."""

from __future__ import annotations

from functools import lru_cache
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from spacy.tokens import Doc, Token

VERBAL = frozenset({"VERB", "AUX"})
AUXILIARY = frozenset({"aux", "auxpass"})
FUTURE_AUXILIARIES = frozenset({"will", "shall", "'ll", "wo", "would", "may", "might", "could"})
PLANNING = frozenset(
    {"schedule", "plan", "expect", "set", "due", "slate", "aim", "intend", "hope", "prepare"}
)
COMMITTING = frozenset(
    {"agree", "decide", "invite", "offer", "pledge", "promise", "propose", "urge", "vow"}
)
PAST_AUXILIARIES = frozenset({"was", "were", "had"})


def clause_verb(token: Token) -> Token:
    """Return the verb of the token's clause; the root of its sentence where there is none."""
    node = token
    while node.head.i != node.i and (node.pos_ not in VERBAL or node.dep_ in AUXILIARY):
        node = node.head
    return node


def looks_ahead(token: Token) -> bool:
    """Tell whether tense or a verb of planning puts the token's clause in the future."""
    verb = clause_verb(token)
    helpers = {child.lower_ for child in verb.children if child.dep_ == "aux"}
    if helpers & FUTURE_AUXILIARIES and "have" not in helpers:
        return True
    return any(_plans(node) for node in (verb, verb.head)) and (
        verb.dep_ == "xcomp" or any(child.dep_ == "xcomp" for child in verb.children)
    )


def is_committed(token: Token) -> bool:
    """Tell whether somebody promised the clause: "offered to host talks in May"."""
    verb = clause_verb(token)
    return verb.dep_ == "xcomp" and verb.tag_ == "VB" and verb.head.lemma_ in COMMITTING


def _plans(node: Token) -> bool:
    if node.lemma_ == "be":
        infinitive = any(child.dep_ == "xcomp" for child in node.children)
        return node.tag_ != "VBD" and (
            infinitive or any(child.lemma_ in PLANNING for child in node.children)
        )
    past = node.tag_ == "VBD" or any(
        child.lower_ in PAST_AUXILIARIES for child in node.children
    )
    return node.lemma_ in PLANNING and not past


@lru_cache(maxsize=4)
def in_quotes(doc: Doc) -> tuple[bool, ...]:
    """Tell for each token whether it stands in double quotes; a line break ends a quotation."""
    inside, answer = False, []
    for token in doc:
        if token.is_space and "\n" in token.text:
            inside = False
        elif token.text == '"':
            inside = not inside
        answer.append(inside and token.text != '"')
    return tuple(answer)


@lru_cache(maxsize=4)
def paragraphs(doc: Doc) -> tuple[int, ...]:
    """Return for each token the number of its line."""
    number, answer = 0, []
    for token in doc:
        answer.append(number)
        if token.is_space:
            number += token.text.count("\n")
    return tuple(answer)


def conjuncts_first(token: Token) -> Token:
    """Return the first member of the coordination that the token belongs to."""
    while token.dep_ == "conj" and token.head.i != token.i:
        token = token.head
    return token
