"""Attribution: who says so, the person, body or document that a statement belongs to."""

from __future__ import annotations

import tomllib
from collections.abc import Iterator
from functools import cache
from typing import TYPE_CHECKING

from geo.coding.context import in_quotes, paragraphs
from geo.settings import ROOT

if TYPE_CHECKING:
    from spacy.tokens import Doc, Token
    from spacy.tokens import Span as Tokens

    from geo.coding.reading import Reading

SUBJECTS = frozenset({"nsubj", "nsubjpass"})
OBJECT_DEPS = frozenset({"dobj", "obj", "attr", "oprd", "prep", "dative", "appos"})
CLAUSE_DEPS = frozenset({"ccomp", "parataxis", "xcomp", "advcl", "dep", "pcomp", "prep"})
ISSUING = frozenset({"by", "from"})
NAMES = frozenset({"NOUN", "PROPN"})
SENTENCES_BACK = 4
NAMING_PREPOSITIONS = frozenset({"of", "in", "for", "on", "to", "from", "at"})
SOURCE_CUES = (("according", "to"), ("citing", ""), ("quoting", ""))


@cache
def lexicon() -> dict[str, dict[str, str]]:
    """Return the words of attribution by section, each with its example sentence."""
    with (ROOT / "data" / "lexicon" / "attribution.toml").open("rb") as file:
        return tomllib.load(file)


def is_speech(verb: Token) -> bool:
    """Tell whether a verb tells what is said; what is found or recorded happens then."""
    says = verb.lemma_ in lexicon()["clause"] and verb.lemma_ not in lexicon()["witness"]
    return says and any(child.dep_ in CLAUSE_DEPS - {"prep"} for child in verb.children)


def claimant_of(token: Token, reading: Reading) -> str | None:
    """Return who says what the token tells, None where the outlet says so in its own voice.

    A named speaker is given by name, others by their noun phrase without determiner
    ("Armenian government", "separatists in Nagorno-Karabakh").
    """
    speaker = _source(token) or _reporter(token) or _quoted_speaker(token, reading)
    return named(speaker, reading) if speaker is not None else None


def _source(token: Token) -> Token | None:
    """Find X in "according to X" of the same sentence."""
    for node in token.sent:
        for cue, preposition in SOURCE_CUES:
            if node.lower_ == cue:
                named_by = _object_of(node, preposition)
                if named_by is not None and not named_by.is_ancestor(token):
                    return (issuer_of(named_by) if _is_document(named_by) else None) or named_by
    return None


def _object_of(node: Token, preposition: str) -> Token | None:
    holders = [child for child in node.children if child.lower_ == preposition] or [node]
    for holder in holders:
        for child in holder.children:
            if child.dep_ in {"pobj", "dobj", "pcomp"}:
                return child
    return None


def _reporter(token: Token) -> Token | None:
    """Find the subject of the reporting verb, or the issuer of the toll, above the token."""
    below = token
    for node in token.ancestors:
        aside = below.dep_ == "advcl" and _is_beside_insertion(node, below)
        speaker = _speaker_at(node, below) or (None if aside else _inserted_speaker(node))
        if speaker is not None:
            return speaker
        below = node
    return None


def _inserted_speaker(node: Token) -> Token | None:
    """Find X in an inserted clause: "Twelve people, X said, were killed"."""
    for child in node.children:
        if child.dep_ == "parataxis" and child.lemma_ in lexicon()["clause"]:
            return subject_of(child) or _name_before(child)
    return None


def _is_beside_insertion(node: Token, clause: Token) -> bool:
    """Tell whether a clause of time follows the inserted words of who says so."""
    said = [child for child in node.children if child.dep_ == "parataxis"]
    marked = any(child.lower_ in {"after", "before"} for child in clause.children)
    return marked and any(one.i < clause.i for one in said)


def _name_before(verb: Token) -> Token | None:
    """Return X in "..., the UN office X estimates" where the parse took the verb for a noun."""
    names = [
        child for child in verb.lefts if child.dep_ == "compound" and child.pos_ == "PROPN"
    ]
    return names[-1] if names else None


def _speaker_at(node: Token, below: Token) -> Token | None:
    """Return who speaks where ``below`` is what a reporting verb or document tells."""
    if _is_document(node):
        return issuer_of(node)
    if below.dep_ in SUBJECTS:
        if below.dep_ == "nsubjpass" and _reports(node):
            return _agent_of(node)
        return _second_subject(node, below)
    return _speaking_subject(node) if _tells(node, below) else None


def _tells(verb: Token, content: Token) -> bool:
    """Tell whether the verb reports what stands below it: a clause, a number, a toll."""
    words = lexicon()
    if content.dep_ in CLAUSE_DEPS and verb.lemma_ in words["clause"]:
        return not _is_beside_speech(verb, content)
    if content.dep_ not in OBJECT_DEPS:
        return False
    subject = subject_of(verb)
    if subject is not None and verb.lemma_ in words["clause"] and _is_document(subject):
        return True
    counts = [child for child in verb.children if child.dep_ == "dobj"]
    if verb.lemma_ in words["toll"] and content.lower_ == "at":  # "put its losses at three"
        return True
    return verb.lemma_ in words["object"] or (
        verb.lemma_ in words["toll"]
        and (verb.dep_ != "advcl" or verb.head.lemma_ in words["clause"])
        and any(child.lemma_ in words["document"] for child in [content, *counts])
    )


def _is_beside_speech(verb: Token, content: Token) -> bool:
    """Tell what is said from what it was said after: "..., X said, hours after shells hit"."""
    if content.dep_ != "advcl" or content.i < verb.i:
        return False
    marked = any(child.lower_ in {"after", "before"} for child in content.children)
    return marked and (verb.dep_ == "parataxis" or _is_told_before(verb))


def _is_told_before(verb: Token) -> bool:
    return any(child.dep_ == "ccomp" and child.i < verb.i for child in verb.children)


def _second_subject(verb: Token, first: Token) -> Token | None:
    """Return X in "Strikes killed 30 people, X said" where the parse made both a subject."""
    if verb.lemma_ not in lexicon()["clause"]:
        return None
    others = [one for one in verb.children if one.dep_ == "nsubj" and one.i > first.i]
    apart = others and verb.doc[first.i : others[-1].i].text.count(",")
    return others[-1] if apart else None


def _is_document(node: Token) -> bool:
    return node.pos_ == "NOUN" and node.lemma_.lower() in lexicon()["document"]


def _reports(node: Token) -> bool:
    return any(node.lemma_ in lexicon()[kind] for kind in ("clause", "object"))


def _speaking_subject(verb: Token) -> Token | None:
    subject = subject_of(verb)
    if subject is None or subject.dep_ == "nsubjpass":
        return _agent_of(verb)
    if _is_document(subject):
        definite = any(child.lower_ in {"the", "a"} for child in subject.children)
        told = definite or any(child.dep_ in {"compound", "nmod"} for child in subject.lefts)
        return issuer_of(subject) or (subject if told else None)
    return subject


def subject_of(verb: Token) -> Token | None:
    """Return the subject of a verb, its own or that of the verbs it is joined to."""
    node = verb
    while True:
        for child in node.children:
            if child.dep_ in SUBJECTS and child.lower_ not in {"that", "which", "who"}:
                return child
        if node.i == verb.i and (inset := _inset_subject(verb)) is not None:
            return inset
        if node.dep_ in {"relcl", "acl"}:
            return node.head if node.head.pos_ in {"NOUN", "PROPN", "PRON"} else None
        if node.dep_ not in {"conj", "xcomp", "advcl"} or node.head.i == node.i:
            return None
        node = node.head


def _inset_subject(verb: Token) -> Token | None:
    """Return X in "..., X says." where the parse has hung X on the words before the comma."""
    start = verb.i
    while start > verb.sent.start and verb.doc[start - 1].text != ",":
        start -= 1
    between = verb.doc[start : verb.i]
    if start == verb.sent.start or not between or verb.dep_ != "ROOT":
        return None
    heads = [
        one
        for one in between
        if one.pos_ in {"NOUN", "PROPN"} and not start <= one.head.i < verb.i
    ]
    return heads[0] if len(heads) == 1 else None


def _agent_of(verb: Token) -> Token | None:
    for child in verb.children:
        if child.dep_ == "agent" or (child.dep_ == "prep" and child.lower_ == "by"):
            return _object_of(child, "")
    return None


def issuer_of(document: Token) -> Token | None:
    """Return who issued a document: "toll issued by X", "figures from X", "X's count"."""
    for child in document.children:
        if child.dep_ == "poss":
            return child
        if child.dep_ == "acl" and (agent := _agent_of(child)) is not None:
            return agent
        if child.dep_ == "prep" and child.lower_ in ISSUING:
            return _object_of(child, "")
    return None


def _quoted_speaker(token: Token, reading: Reading) -> Token | None:
    """Find who speaks the quotation around the token: in its paragraph, else just before it."""
    quoted = in_quotes(reading.doc)
    if not quoted[token.i]:
        return None
    lines = paragraphs(reading.doc)
    speakers = [
        (abs(lines[verb.i] - lines[token.i]), abs(verb.i - token.i), subject)
        for verb, subject in speeches(reading.doc)
        if not quoted[verb.i] and (lines[verb.i] == lines[token.i] or verb.i < token.i)
    ]
    return min(speakers, key=lambda one: one[:2])[2] if speakers else None


def speeches(doc: Doc) -> Iterator[tuple[Token, Token]]:
    """Yield each verb of saying with its speaker, in reading order."""
    for token in doc:
        if token.pos_ == "VERB" and token.lemma_ in lexicon()["clause"]:
            speaker = _speaking_subject(token)
            if speaker is not None:
                yield token, speaker


def named(speaker: Token, reading: Reading) -> str | None:
    """Return the name a reader would give a speaker; pronouns are traced back."""
    if speaker.pos_ == "PRON":
        before = _antecedent(speaker, reading)
        return named(before, reading) if before is not None else None
    person = _person(speaker, reading.doc)
    if person is not None:
        return _full_name(person, reading.doc)
    words = _organisation(speaker) or noun_phrase(speaker)
    return _fuller(speaker, words, reading)


def _organisation(speaker: Token) -> str | None:
    """Return a name like "Doctors Without Borders" whole, past what a noun phrase takes in."""
    for entity in speaker.sent.ents:
        if entity.label_ == "ORG" and entity.start <= speaker.i < entity.end - 1:
            words = [one for one in entity if one.dep_ != "det" or one.i > entity.start]
            return str(speaker.doc[words[0].i : entity.end].text)
    return None


def _antecedent(pronoun: Token, reading: Reading) -> Token | None:
    """Return the nearest earlier subject that fits the pronoun, main clauses before others."""
    wants_person = pronoun.lower_ in {"he", "she", "i"}
    if not wants_person and pronoun.lower_ not in {"they", "it", "we"}:
        return None
    for subject in _subjects_before(pronoun):
        is_person = _person(subject, reading.doc) is not None
        if is_person == wants_person and (pronoun.lower_ != "it" or subject.tag_ != "NNS"):
            return subject
    return None


def _subjects_before(pronoun: Token) -> Iterator[Token]:
    """Yield subjects before the pronoun: sentence by sentence back, the main clause's first."""
    sentence = pronoun.sent
    for _ in range(SENTENCES_BACK):
        subjects = [
            token
            for token in sentence
            if token.dep_ == "nsubj" and token.pos_ in NAMES and token.i < pronoun.i
        ]
        yield from sorted(subjects, key=lambda token: token.head.dep_ != "ROOT")
        if sentence.start == 0:
            return
        sentence = pronoun.doc[sentence.start - 1].sent


def _person(speaker: Token, doc: Doc) -> Tokens | None:
    """Return the person's name in or beside the phrase: "the ombudsman, Gigham Stepanyan"."""
    appositions = [child for child in speaker.children if child.dep_ == "appos"]
    for node in [speaker, *appositions]:
        for entity in node.sent.ents:
            if entity.label_ == "PERSON" and entity.start <= node.i < entity.end:
                return entity
    if speaker.pos_ == "PROPN" and len(list(speaker.subtree)) == 1:
        return _by_surname(speaker.text, doc)
    for node in appositions:  # "the envoy, Olusegun Obasanjo", unknown to the model
        first = next((one for one in node.lefts if one.pos_ == "PROPN"), None)
        if speaker.pos_ == "NOUN" and node.pos_ == "PROPN" and first is not None:
            return doc[first.i : node.i + 1]
    return None


def _by_surname(surname: str, doc: Doc) -> Tokens | None:
    for entity in doc.ents:
        if entity.label_ == "PERSON" and entity[-1].text == surname:
            return entity
    return None


def _full_name(person: Tokens, doc: Doc) -> str:
    """Return the fullest spelling in the article of a person's name."""
    surname = person[-1].text if person[-1].text != "'s" else person[-2].text
    spellings = [person.text] + [
        entity.text
        for entity in doc.ents
        if entity.label_ == "PERSON" and surname in (entity[-1].text, entity[-2:-1].text)
    ]
    longest = max(spellings, key=lambda spelling: len(spelling.split()))
    return " ".join(longest.removesuffix("'s").split())


def noun_phrase(head: Token) -> str:
    """Return the phrase of a noun without determiner, relative clauses and appositions."""
    left = [token for token in head.lefts if token.dep_ not in {"det", "predet", "punct", "cc"}]
    words = [token for child in left for token in child.subtree if token.i < head.i] + [head]
    for child in head.rights:
        if child.dep_ == "prep" and child.lower_ in NAMING_PREPOSITIONS:
            words += [token for token in child.subtree if not _in_relative_clause(token, child)]
        elif child.dep_ in {"compound", "nummod"} or child.text == "-":
            words += list(child.subtree)
    words.sort(key=lambda token: token.i)
    words = _unbroken(words, head)
    while words[0].i < head.i and (words[0].dep_ == "det" or words[0].pos_ in {"DET", "PUNCT"}):
        words = words[1:]
    while words[-1].is_punct and words[-1].i > head.i:
        words = words[:-1]
    text = head.doc[words[0].i : words[-1].i + 1].text
    return " ".join(text.split(" - ")[-1].split())  # past a dateline: "GOMA - Rebels"


def _in_relative_clause(token: Token, limit: Token) -> bool:
    node = token
    while node.i != limit.i:
        if node.dep_ in {"relcl", "acl", "appos", "advcl"}:
            return True
        node = node.head
    return False


def _unbroken(words: list[Token], head: Token) -> list[Token]:
    """Keep the run of neighbouring words that holds the head."""
    kept = [head]
    for token in sorted((one for one in words if one.i > head.i), key=lambda one: one.i):
        if token.i != kept[-1].i + 1:
            break
        kept.append(token)
    for token in sorted((one for one in words if one.i < head.i), key=lambda one: -one.i):
        if token.i != kept[0].i - 1 and not _hyphenated(token, kept[0]):
            break
        kept.insert(0, token)
    return kept


def _hyphenated(first: Token, second: Token) -> bool:
    return first.doc[first.i + 1 : second.i].text in {"-", "/", "&"}


def _fuller(speaker: Token, words: str, reading: Reading) -> str:
    """Return "Gaza health ministry" for a bare "the ministry" told of more fully before."""
    if len(words.split()) > 1 or not any(child.lower_ == "the" for child in speaker.children):
        return words
    for token in reversed(reading.doc[: speaker.i]):
        if token.lower_ == speaker.lower_ and token.dep_ in SUBJECTS | {"pobj", "appos"}:
            before = noun_phrase(token)
            if len(before.split()) > 1:
                return before
    return body_before(speaker, reading) or words


def body_before(speaker: Token, reading: Reading) -> str | None:
    """Return "Free Idlib Army" for a bare "the group" when it was the subject just before."""
    if speaker.lemma_ not in lexicon()["body"]:
        return None
    for subject in _subjects_before(speaker):
        before = subject.sent.start < speaker.sent.start
        clear = before and subject.pos_ == "PROPN" and subject.ent_type_ in {"ORG", "NORP", ""}
        if clear and _person(subject, reading.doc) is None:
            return named(subject, reading)
    return None
