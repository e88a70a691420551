"""Whether the text says that something happened: tense, modality, negation, reported speech.

The parse is climbed from the trigger to the root. At each step the auxiliaries of a verb, the
modifiers of a noun, and the word that governs the two ("plans to", "called for", "denied",
"accused of", "fears of") may say that the event is planned, called for, denied or alleged; a
fear, a condition, a possibility or a plain negation makes it no event at all.
"""

from __future__ import annotations

from collections.abc import Iterator
from enum import Enum
from typing import TYPE_CHECKING

from geo.coding.arguments import ACCUSING, is_accused, lemma
from geo.coding.lexicon import Lexicon, is_a
from geo.model import EventStatus, EventType

if TYPE_CHECKING:
    from spacy.tokens import Token


class Reality(Enum):
    """What one step of the climb says about the event."""

    FACT = "fact"
    ONGOING = "ongoing"
    PLANNED = "planned"
    CALLED_FOR = "called_for"
    ALLEGED = "alleged"
    DENIED = "denied"
    NEGATED = "negated"
    NONE = "none"


MODALS = {
    "will": Reality.PLANNED,
    "'ll": Reality.PLANNED,
    "wo": Reality.PLANNED,
    "shall": Reality.PLANNED,
    "can": Reality.NONE,
    "ca": Reality.NONE,
    "could": Reality.NONE,
    "may": Reality.NONE,
    "might": Reality.NONE,
    "must": Reality.CALLED_FOR,
    "should": Reality.CALLED_FOR,
    "ought": Reality.CALLED_FOR,
}
"""Modal verbs; "would" is planned in reported speech and hypothetical elsewhere."""

GOVERNED = {
    "planned": Reality.PLANNED,
    "called_for": Reality.CALLED_FOR,
    "denied": Reality.DENIED,
    "alleged": Reality.ALLEGED,
    "none": Reality.NONE,
    "occurred": Reality.FACT,
}
HAPPENING = frozenset(
    {"talks", "ceasefire", "deployment", "aid", "infrastructure", "disarmament"}
)
PRECEDING = frozenset({"ahead", "before", "pending"})

FINAL = {
    Reality.FACT: EventStatus.OCCURRED,
    Reality.ONGOING: EventStatus.ONGOING,
    Reality.PLANNED: EventStatus.PLANNED,
    Reality.CALLED_FOR: EventStatus.CALLED_FOR,
    Reality.ALLEGED: EventStatus.ALLEGED,
    Reality.DENIED: EventStatus.DENIED,
}


def status_of(trigger: Token, event_type: EventType, lexicon: Lexicon) -> EventStatus | None:
    """Return whether the event occurred, by its sentence; None when it is no event at all."""
    steps = list(Climb(lexicon, event_type).from_trigger(trigger))
    if Reality.NONE in steps:
        return None
    if Reality.NEGATED in steps:
        told = is_reported(trigger) and Reality.PLANNED not in steps
        return EventStatus.DENIED if told else None
    telling = [step for step in steps if step not in {Reality.FACT, Reality.ONGOING}]
    if telling:
        return FINAL[telling[-1]]
    return EventStatus.ONGOING if Reality.ONGOING in steps else EventStatus.OCCURRED


def is_reported(token: Token) -> bool:
    """Tell whether the token stands in a clause that somebody is said to have said."""
    return any(above.dep_ in {"ccomp", "xcomp"} for above in (token, *token.ancestors))


class Climb:
    """One climb through the parse, from a trigger to the root."""

    def __init__(self, lexicon: Lexicon, event_type: EventType) -> None:
        self.lexicon = lexicon
        self.event_type = event_type

    def from_trigger(self, token: Token) -> Iterator[Reality]:
        """Yield what each step from the trigger upwards says."""
        if token.pos_ in {"VERB", "AUX"}:
            yield from self.from_verb(token)
        else:
            yield from self.from_noun(token)

    def governed(self, word: Token) -> Reality | None:
        """Return what a governing word says, None when it says nothing."""
        if self.event_type == EventType.CEASEFIRE and is_a(lemma(word), "agreeing"):
            return Reality.FACT
        status = self.lexicon.governors.get(phrasal(word))
        return None if status is None else GOVERNED[status]

    def from_verb(self, verb: Token) -> Iterator[Reality]:
        """Yield what the verb's own auxiliaries say, then what stands above it."""
        yield from self.auxiliaries(verb)
        yield from self.above_verb(verb)

    def auxiliaries(self, verb: Token) -> Iterator[Reality]:
        """Yield what modals, negation, conditions and aspect say about a verb."""
        for child in verb.children:
            word = child.lower_
            if child.dep_ == "neg" or (child.dep_ == "preconj" and is_a(word, "negation")):
                yield Reality.NEGATED
            elif child.dep_ == "mark" and is_a(word, "conditional"):
                yield Reality.NONE
            elif child.dep_ == "aux" and child.tag_ == "MD":
                yield MODALS.get(word) or self.would(verb)
            elif child.dep_ == "advmod" and word in {"allegedly", "reportedly", "purportedly"}:
                yield Reality.ALLEGED
            elif child.dep_ in {"nsubj", "nsubjpass"} and starts_with_no(child):
                yield Reality.NEGATED
        if is_progressive(verb) or lemma(verb) in self.lexicon.ongoing:
            yield Reality.ONGOING

    def would(self, verb: Token) -> Reality:
        """Return what "would" says: planned in reported speech, else hypothetical."""
        above = verb.head
        reported = verb.dep_ in {"ccomp", "conj"} and self.governed(above) in {
            None,
            Reality.FACT,
            Reality.PLANNED,
        }
        return Reality.PLANNED if reported and verb.dep_ != "ROOT" else Reality.NONE

    def above_verb(self, verb: Token) -> Iterator[Reality]:
        """Yield what the construction that the verb stands in says."""
        is_infinitive = any(
            child.dep_ == "aux" and child.lower_ == "to" for child in verb.children
        )
        if verb.dep_ == "conj":
            yield from self.above_conjunct(verb)
        elif verb.dep_ == "pcomp":
            yield from self.above_preposition(verb.head)
        elif is_infinitive:
            yield from self.above_infinitive(verb)
        elif verb.dep_ in {"ccomp", "xcomp"}:
            yield from self.above_complement(verb)

    def above_conjunct(self, verb: Token) -> Iterator[Reality]:
        """Yield what a coordinated verb shares with the first one."""
        labels = {child.dep_ for child in verb.children}
        if verb.head.pos_ not in {"VERB", "AUX"}:
            return
        if not labels & {"nsubj", "nsubjpass", "aux", "auxpass"}:
            yield from self.auxiliaries(verb.head)
        yield from self.above_verb(verb.head)

    def above_infinitive(self, verb: Token) -> Iterator[Reality]:
        """Yield what governs an infinitive; a bare purpose is no occurrence."""
        governor = verb.head
        agreement = agreement_above(verb)
        if self.event_type == EventType.CEASEFIRE and agreement is not None:
            yield from self.from_noun(agreement)
            return
        if is_future(verb, governor):
            yield Reality.PLANNED
        else:
            found = self.governed(governor) or self.governed_by_phrase(governor)
            is_purpose = verb.dep_ == "advcl" and found == Reality.FACT
            yield Reality.NONE if is_purpose or found is None else found
        yield from self.up_from(governor, verb)

    def governed_by_phrase(self, governor: Token) -> Reality | None:
        """Return what the object of a verb says: "has plans to", "gave the order to"."""
        for child in governor.children:
            if child.dep_ in {"dobj", "acomp", "attr"} and (found := self.governed(child)):
                return found
        return None

    def above_complement(self, verb: Token) -> Iterator[Reality]:
        """Yield what a verb of saying, seeing or causing says about its clause."""
        found = self.governed(verb.head) or Reality.FACT
        if verb.dep_ == "ccomp" and lemma(verb.head) == "tell":
            found = Reality.FACT
        yield found
        if verb.dep_ == "ccomp" and found == Reality.FACT:
            if any(child.dep_ == "neg" for child in verb.head.children):
                yield Reality.NONE
            yield from self.above_verb(verb.head)
        else:
            yield from self.up_from(verb.head, verb)

    def above_preposition(self, preposition: Token) -> Iterator[Reality]:
        """Yield what stands before "of shelling", "from entering", "without firing"."""
        word, governor = preposition.lower_, preposition.head
        if word in {"without", "against", "instead"}:
            yield Reality.NONE
        elif word == "of" and is_accused(governor):
            yield Reality.ALLEGED
        elif word in {"of", "for", "from", "to", "about", "on", "in", "into"}:
            yield self.governed(governor) or Reality.FACT
            if lemma(governor) not in ACCUSING:
                yield from self.up_from(governor, preposition)
        elif word in {"by", "with"} and governor.pos_ == "VERB":
            yield from self.from_verb(governor)

    def up_from(self, governor: Token, below: Token) -> Iterator[Reality]:
        """Yield what the governor's own clause says about it and so about the event."""
        if governor is below or governor.pos_ not in {"VERB", "AUX"}:
            return
        if governor.pos_ == "VERB" or any(child.dep_ == "neg" for child in governor.children):
            yield from self.from_verb(governor)

    def from_noun(self, noun: Token) -> Iterator[Reality]:
        """Yield what the noun's modifiers say, then what stands above it."""
        yield from self.modifiers(noun)
        began = self.beginning_told(noun)
        if began is not None:
            yield from self.auxiliaries(began)
        elif noun.dep_ in {"conj", "compound", "appos"} and noun.head.pos_ in {"NOUN", "PROPN"}:
            yield from self.from_noun(noun.head)
        elif noun.dep_ in {"dobj", "nsubj", "nsubjpass", "attr", "dative"}:
            yield from self.above_argument(noun)
        elif noun.dep_ == "pobj":
            yield from self.above_object_of_preposition(noun)

    def modifiers(self, noun: Token) -> Iterator[Reality]:
        """Yield what stands before the noun: "planned", "alleged", "possible", "no"."""
        for left in noun.lefts:
            found = self.lexicon.modifiers.get(left.lower_)
            if left.lower_ == "no":
                yield Reality.NEGATED
            elif found is not None:
                yield GOVERNED[found]

    def beginning_told(self, noun: Token) -> Token | None:
        """Return the verb of "the talks that began on Thursday", which settles the matter."""
        for child in noun.children:
            if (
                child.dep_ == "relcl"
                and child.tag_ == "VBD"
                and lemma(child) in self.lexicon.light
            ):
                return child
        return None

    def above_argument(self, noun: Token) -> Iterator[Reality]:
        """Yield what a verb says about its subject or object."""
        verb = noun.head
        light = lemma(verb) in self.lexicon.light
        if self.is_subject_matter(noun) and is_a(lemma(verb), "discussing"):
            yield Reality.NONE
        elif noun.dep_ in {"dobj", "nsubjpass"} and not light:
            found = self.governed(verb)
            if found is not None and found != Reality.FACT:
                yield found
                yield from self.from_verb(verb)
        elif light or self.event_type.value in HAPPENING:
            yield from self.happening(verb)
        elif is_indefinite(noun) and Reality.NONE in self.from_verb(verb):
            yield Reality.NONE

    def is_subject_matter(self, noun: Token) -> bool:
        """Tell whether the noun can be a mere aim: "to discuss a ceasefire"."""
        return self.event_type == EventType.CEASEFIRE and is_indefinite(noun)

    def happening(self, verb: Token) -> Iterator[Reality]:
        """Yield what the clause says whose verb makes the noun happen: "talks will resume"."""
        if self.event_type == EventType.CEASEFIRE and lemma(verb) == "hold":
            yield Reality.ONGOING
        if lemma(verb) not in self.lexicon.consequence or verb.pos_ == "AUX":
            yield from self.from_verb(verb)

    def is_reaction(self, noun: Token) -> bool:
        """Tell whether one prepares for what is there: "preparations for the influx"."""
        return not is_indefinite(noun) and self.event_type.value not in HAPPENING

    def above_object_of_preposition(self, noun: Token) -> Iterator[Reality]:
        """Yield what governs "for talks", "of an exodus", "ahead of the summit"."""
        preposition = noun.head
        governor = preposition.head
        if self.is_subject_matter(noun) and preposition.lower_ in {"on", "about", "towards"}:
            yield Reality.NONE
        elif preposition.lower_ in PRECEDING or governor.lower_ in PRECEDING:
            yield Reality.PLANNED
        elif is_a(preposition.lower_, "negation"):
            yield Reality.NEGATED
        elif lists(preposition) or (preposition.lower_ == "of" and passes_on(governor)):
            yield from self.from_noun(governor)
        elif preposition.lower_ in {"for", "of", "to", "on", "about", "against", "from", "in"}:
            yield from self.above_preposition_of_noun(preposition, governor)

    def above_preposition_of_noun(
        self, preposition: Token, governor: Token
    ) -> Iterator[Reality]:
        """Yield what the governor of the preposition says: "called for a ceasefire"."""
        found = self.governed(governor)
        if found == Reality.PLANNED and self.is_reaction(noun_of(preposition)):
            return
        if found is not None:
            yield found
        if found is not None and governor.pos_ == "NOUN":
            yield from self.from_noun(governor)
        light = lemma(governor) in self.lexicon.light
        if governor.pos_ == "VERB" and (light or preposition.lower_ == "for"):
            yield from (step for step in self.from_verb(governor) if step != Reality.ONGOING)


def lists(preposition: Token) -> bool:
    """Tell whether a preposition lists what its noun holds: "topics such as", "including"."""
    return preposition.lower_ in {"as", "including", "like"} and preposition.head.pos_ == "NOUN"


def phrasal(verb: Token) -> str:
    """Return a verb's lemma with its particle: "rule-out"."""
    particle = next((child.lower_ for child in verb.children if child.dep_ == "prt"), "")
    return f"{lemma(verb)}-{particle}" if particle else lemma(verb)


def noun_of(preposition: Token) -> Token:
    """Return the noun that a preposition takes."""
    return next((child for child in preposition.children if child.dep_ == "pobj"), preposition)


def passes_on(noun: Token) -> bool:
    """Tell whether a noun stands for what its "of" names: "a round of talks"."""
    return is_a(lemma(noun), "quantity") or is_a(lemma(noun), "beginning")


def starts_with_no(noun: Token) -> bool:
    """Tell whether a noun phrase begins with "no" or "neither"."""
    return any(left.lower_ in {"no", "neither"} for left in noun.lefts)


def is_future(verb: Token, governor: Token) -> bool:
    """Tell whether an infinitive is a headline's, or that of "is to meet"."""
    to_be = governor.pos_ == "AUX" or (lemma(governor) == "go" and governor.tag_ == "VBG")
    return verb.dep_ == "ROOT" or (verb.dep_ == "xcomp" and to_be)


def is_indefinite(noun: Token) -> bool:
    """Tell whether a noun is told of as new: "an attack", "renewed attacks"."""
    return not any(
        left.dep_ == "poss" or left.lower_ in {"the", "this", "that", "these", "those"}
        for left in noun.lefts
    )


def agreement_above(verb: Token) -> Token | None:
    """Return the "agreement" whose purpose an infinitive gives: "agreed a deal to end it"."""
    around = (verb.head, *(child for child in verb.head.children if child.dep_ == "dobj"))
    return next((noun for noun in around if is_a(lemma(noun), "agreement")), None)


def is_progressive(verb: Token) -> bool:
    """Tell whether a verb is in the progressive now: "are fleeing", "aid being sent"."""
    if verb.tag_ == "VBN":
        return any(child.lower_ == "being" for child in verb.children)
    return verb.tag_ == "VBG" and any(
        child.dep_ == "aux" and child.lower_ in {"is", "are", "'s", "'re", "been"}
        for child in verb.children
    )
