"""People and organisations: one entry each over all spellings, with the role the text gives."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from rapidfuzz import fuzz

from geo.coding.arguments import children, lemma
from geo.coding.lexicon import Lexicon, is_a, load
from geo.model import Organisation, Person, Role, Span

if TYPE_CHECKING:
    from spacy.tokens import Span as Tokens
    from spacy.tokens import Token

    from geo.coding.reading import Reading

SAME_NAME = 60
"""Similarity (0-100) from which two given names are spellings of one: Gegam, Gigham."""
SAME_SURNAME = 86
"""Similarity from which two surnames are spellings of one: Zelensky, Zelenskyy."""
PLACES = frozenset({Role.LOCATION, Role.DATELINE, Role.POLITY, Role.METONYM, Role.DEMONYM})
LONGEST_CAPTION = 300
"""Characters that a line with a picture credit has at most."""

LONGEST_HEADING = 150
SENTENCE_ENDS = frozenset(".!?\"\u201d\u2019'):;,")
CREDIT = re.compile(
    r"[\[(][^\])\n]*\b(getty|afp|reuters|ap|epa|anadolu|photo|file)\b[^\])\n]*[\])]\W*$"
    r"|^\W*(file )?photo\b|\bphoto(graph)?( by|:)",
    re.IGNORECASE,
)
"""What a picture's caption ends or begins with: "[Getty]", "(AP Photo)", "Photo: AFP"."""


@dataclass
class Named:
    """A name being gathered: its spellings with their spans, and the roles given to it."""

    words: tuple[str, ...]
    name: str = ""
    spans: list[Span] = field(default_factory=list)
    roles: list[str] = field(default_factory=list)
    captions: list[bool] = field(default_factory=list)

    @property
    def surname(self) -> str:
        """The last word of the fullest spelling."""
        return self.words[-1]

    def is_same(self, words: tuple[str, ...]) -> bool:
        """Tell whether the words are a spelling or a shorter form of this name."""
        if set(words) <= set(self.words) or set(self.words) <= set(words):
            return True
        if len(words) == 1 or len(self.words) == 1:
            return fuzz.ratio(words[-1], self.surname) >= SAME_SURNAME and len(words[-1]) > 4
        return (
            fuzz.ratio(words[-1], self.surname) >= SAME_SURNAME
            and fuzz.ratio(words[0], self.words[0]) >= SAME_NAME
        )


def name_actors(reading: Reading) -> tuple[tuple[Person, ...], tuple[Organisation, ...]]:
    """Return the people and the organisations that an article names, in reading order."""
    lexicon = load()
    people = name_people(reading, lexicon)
    surnames = {person.name.split()[-1] for person in people}
    bodies = name_organisations(reading, lexicon)
    return people, tuple(body for body in bodies if body.name not in surnames)


def name_people(reading: Reading, lexicon: Lexicon) -> tuple[Person, ...]:
    """Return one entry a person, by the fullest spelling, with the first role given."""
    gathered: list[Named] = []
    found = [(entity, person_words(entity, reading, lexicon)) for entity in reading.doc.ents]
    for entity, words in found:
        if words:
            known = next((one for one in gathered if one.is_same(words)), None)
            if known is None:
                known = Named(words)
                gathered.append(known)
            add(known, entity, words, reading)
    return tuple(
        Person(
            name=one.name,
            role=next(iter(one.roles), None),
            mentions=tuple(one.spans),
            caption=all(one.captions),
        )
        for one in gathered
    )


def add(known: Named, entity: Tokens, words: tuple[str, ...], reading: Reading) -> None:
    """Add one mention to a name; the fullest spelling that is told first stands for it."""
    span = name_span(entity, words)
    if len(words) > len(known.words):
        known.words = words
        known.name = ""
    known.name = known.name or " ".join(span.of(reading.article.text).split())
    known.spans.append(span)
    role = role_of(entity, reading)
    if role and not is_heading(span.start, reading.article.text):
        known.roles.append(role)
    known.captions.append(in_caption(span, reading.article.text))


def person_words(entity: Tokens, reading: Reading, lexicon: Lexicon) -> tuple[str, ...]:
    """Return the words of a person's name, none when the entity names no person."""
    if entity.label_ != "PERSON":
        return ()
    words = [token for token in entity if is_name_word(token)]
    while words and is_a(words[0].lower_, "honorific"):
        words = words[1:]
    if not words or not all(is_capitalised(token) for token in words):
        return ()
    if any(is_place(token, reading) for token in words) or is_common(words, lexicon):
        return ()
    return tuple(token.text for token in words)


def is_name_word(token: Token) -> bool:
    """Tell whether a token of an entity belongs to the name."""
    return not token.is_space and token.text not in {"'s", "'", '"', ",", "(", ")"}


def is_capitalised(token: Token) -> bool:
    """Tell whether the token can be part of a name: "Aliyev", "al-Burhan", "de"."""
    return token.text[:1].isupper() or token.lower_ in {
        "al",
        "el",
        "bin",
        "ibn",
        "de",
        "da",
        "van",
        "von",
        "-",
        "abu",
    }


def is_place(token: Token, reading: Reading) -> bool:
    """Tell whether the token belongs to a toponym."""
    mention = reading.mention_at(token)
    return mention is not None and mention.role in PLACES


def is_common(words: list[Token], lexicon: Lexicon) -> bool:
    """Tell whether what was taken for a person is made of ordinary or event words."""
    return any(
        token.pos_ in {"VERB", "AUX", "ADP", "DET"}
        or lemma(token) in lexicon.nouns
        or is_a(lemma(token), "title")
        for token in words
        if token.text != "-"
    )


def name_span(entity: Tokens, words: tuple[str, ...]) -> Span:
    """Return the characters from the first to the last word of the name."""
    tokens = [token for token in entity if token.text in words]
    return Span(tokens[0].idx, tokens[-1].idx + len(tokens[-1]))


def role_of(entity: Tokens, reading: Reading) -> str | None:
    """Return the office told with a name: the title before it, or the apposition beside it."""
    return title_before(entity, reading) or apposition(entity, reading)


def title_before(entity: Tokens, reading: Reading) -> str | None:
    """Return "Turkish President" of "Turkish President Recep Tayyip Erdogan"."""
    first = next(token for token in entity if is_name_word(token))
    start = first
    while start.i > 0 and is_title_word(start.nbor(-1), reading):
        start = start.nbor(-1)
    inside = [token for token in entity if is_a(token.lower_, "title") and token.i == first.i]
    end = inside[0].i + 1 if inside else first.i
    words = entity.doc[start.i : end]
    if not any(is_a(token.lower_, "title") for token in words):
        return None
    return " ".join(reading.article.text[words.start_char : words.end_char].split())


def is_title_word(token: Token, reading: Reading) -> bool:
    """Tell whether a word can stand in a title before a name: "Azerbaijani", "Prime"."""
    return (
        token.dep_ in {"compound", "amod", "nmod", "poss", "case"}
        and token.pos_ in {"NOUN", "PROPN", "ADJ", "PART"}
        and (
            token.pos_ != "NOUN"
            or is_a(token.lower_, "title")
            or is_a(token.nbor(1).lower_, "title")
        )
    )


def apposition(entity: Tokens, reading: Reading) -> str | None:
    """Return "advisor to the president" of "Hikmet Hajiyev, advisor to the president"."""
    root = entity.root
    beside = [
        *children(root, frozenset({"appos"})),
        *([root.head] if root.dep_ == "appos" else []),
    ]
    for noun in beside:
        if is_a(lemma(noun), "title") and noun.i not in range(entity.start, entity.end):
            return described(noun, root, reading)
    return None


def described(noun: Token, name: Token, reading: Reading) -> str:
    """Return a noun with what describes it, up to the first comma, without determiner."""
    words = [
        token
        for token in noun.subtree
        if (not token.is_space and not name.is_ancestor(token)) or name.is_ancestor(noun)
    ]
    words = [token for token in words if token.i != name.i]
    start = next((i for i, token in enumerate(words) if token.pos_ not in {"DET", "PUNCT"}), 0)
    kept: list[Token] = []
    for token in words[start:]:
        if (token.text in {",", ";", "-", "("} and token.i > noun.i) or (
            kept and token.i != kept[-1].i + 1
        ):
            break
        kept.append(token)
    end = kept[-1]
    return " ".join(reading.article.text[kept[0].idx : end.idx + len(end)].split())


def in_caption(span: Span, text: str) -> bool:
    """Tell whether a span lies in a picture's caption, told by the agency's credit."""
    start = text.rfind("\n", 0, span.start) + 1
    end = text.find("\n", span.end)
    line = text[start : end if end >= 0 else len(text)]
    return len(line) < LONGEST_CAPTION and CREDIT.search(line) is not None


def is_heading(offset: int, text: str) -> bool:
    """Tell whether a character stands in a heading: a short line without a full stop."""
    start = text.rfind("\n", 0, offset) + 1
    end = text.find("\n", offset)
    line = text[start : end if end >= 0 else len(text)].strip()
    several = len(text.strip()) > len(line)
    return several and len(line) < LONGEST_HEADING and line[-1:] not in SENTENCE_ENDS


def name_organisations(reading: Reading, lexicon: Lexicon) -> tuple[Organisation, ...]:
    """Return one entry a body, over spellings with and without "the"."""
    spans: dict[str, list[Span]] = {}
    names: dict[str, str] = {}
    for entity in reading.doc.ents:
        tokens = organisation_tokens(entity, reading, lexicon)
        if tokens:
            span = Span(tokens[0].idx, tokens[-1].idx + len(tokens[-1]))
            name = " ".join(span.of(reading.article.text).split())
            names.setdefault(name.casefold(), name)
            spans.setdefault(name.casefold(), []).append(span)
    return tuple(
        Organisation(name=names[key], mentions=tuple(found)) for key, found in spans.items()
    )


def organisation_tokens(entity: Tokens, reading: Reading, lexicon: Lexicon) -> list[Token]:
    """Return the words of a body's name, none when the entity is a place or a fragment."""
    if entity.label_ != "ORG":
        return []
    tokens = [token for token in entity if not token.is_space]
    while tokens and (tokens[0].pos_ == "DET" or tokens[0].is_punct):
        tokens = tokens[1:]
    while tokens and tokens[-1].text in {"'s", "'", '"', ",", "."}:
        tokens = tokens[:-1]
    if not tokens or not any(token.text[:1].isupper() for token in tokens):
        return []
    if all(is_place(token, reading) or token.is_punct for token in tokens):
        return []
    return [] if is_fragment(tokens, lexicon) else tokens


def is_fragment(tokens: list[Token], lexicon: Lexicon) -> bool:
    """Tell whether what was taken for a body is a piece of a headline, or a war."""
    last = lemma(tokens[-1])
    return last in lexicon.nouns or any(token.text in {":", "|", "/"} for token in tokens)
