"""A name sighted in a text, and all that stands beside it which tells whether it is a place."""

from __future__ import annotations

from collections.abc import Set
from enum import Enum
from functools import cached_property

from geo.geoparse.beside import cue_after, cue_before, is_of_body, tail_of
from geo.geoparse.people import People
from geo.geoparse.spotting import Spot
from geo.geoparse.toponym import Words
from geo.model import Kind

PLACE_LABELS = frozenset({"GPE", "LOC"})
NAME_LABELS = frozenset({"ORG", "EVENT", "WORK_OF_ART", "PRODUCT", "LAW", "FAC"})


NUMBER_LABELS = frozenset(
    {"DATE", "TIME", "PERCENT", "MONEY", "QUANTITY", "ORDINAL", "CARDINAL", "LANGUAGE"}
)


class Envelope(Enum):
    """What larger name a sighted name stands in."""

    NOTHING = "nothing"
    ORGANISATION = "organisation"
    FACILITY = "facility"


class Sighting:
    """A spot in its text; every property is a fact about what stands there."""

    def __init__(self, words: Words, spot: Spot, people: People, places: Set[int]) -> None:
        self.words = words
        self.first, self.last = spot.first, spot.last
        self.best = spot.best
        self.seat = spot.seat
        self._names_people = spot.demonym
        self.people = people
        self.places = places
        self.lexicon = words.lexicon

    @cached_property
    def name(self) -> str:
        """The words of the name."""
        return self.words.slice(self.first, self.last)

    @cached_property
    def key(self) -> str:
        """The words of the name in lower case."""
        return " ".join(self.words.lower[self.first : self.last])

    @cached_property
    def demonym(self) -> bool:
        """Whether a people is meant, not a province of that name ("the [Amhara] region")."""
        if not self._names_people or self.best is None:
            return self._names_people
        if self.cue:
            return False
        if self.is_area and self.lead in self.lexicon.toward_place:
            return self.modifies
        before = self.words.before(self.first)
        ends = self.words.after(self.last - 1) in {"", ",", ".", "and", "on", "where"}
        return not (
            ends and (before in self.lexicon.strong_locative or before in {"of", "from"})
        )

    @property
    def is_area(self) -> bool:
        """Whether the name is that of a well-known province, region or water."""
        return (
            self.best is not None
            and self.best.match.name == "MAIN"
            and self.best.place.kind in {Kind.PROVINCE, Kind.REGION, Kind.WATER}
            and self.importance >= 5
        )

    @property
    def modifies(self) -> bool:
        """Whether the name says what kind the next noun is of: "in [Amhara] villages"."""
        word = self.words.doc[self.last - 1]
        return word.dep_ in {"compound", "amod", "nmod"} and word.head.i >= self.last

    @property
    def is_language(self) -> bool:
        """Whether a language is meant: "spoken in [Russian]", "[English] lessons"."""
        before, after = self.words.before(self.first), self.words.after(self.last - 1)
        return (
            self.label == "LANGUAGE"
            or after in self.lexicon.language_after
            or (
                before in self.lexicon.language_before
                and after in {"", ".", ",", "and", ")", "or"}
            )
        )

    @property
    def is_single(self) -> bool:
        """Whether the name is one word."""
        return self.last - self.first == 1

    @cached_property
    def entity(self) -> tuple[int, int, str] | None:
        """The named entity that covers the name or a part of it."""
        for at in range(self.first, self.last):
            if self.words.entity[at] >= 0:
                return self.words.entities[self.words.entity[at]]
        return None

    @cached_property
    def fills_entity(self) -> bool:
        """Whether nothing else of weight is in the entity: "the [Khojaly] region", one name."""
        if self.entity is None:
            return False
        start, end, _ = self.entity
        rest = [*range(start, self.first), *range(self.last, end)]
        return not any(self._weighs(at) for at in rest)

    def _weighs(self, at: int) -> bool:
        lower = self.words.lower[at]
        return not (
            lower in self.lexicon.small
            or lower in self.lexicon.direction
            or lower in self.lexicon.type_nouns
            or at in self.places
            or not lower[:1].isalpha()
        )

    @cached_property
    def label(self) -> str:
        """The entity's label where it is about this name, else an empty word."""
        if self.entity is None:
            return ""
        label = self.entity[2]
        return label if self.fills_entity or label in PLACE_LABELS else ""

    @property
    def is_other_entity(self) -> bool:
        """Whether the entity is a date, a quantity, a language: "[May]", "[March] 3".

        A well-known name alone that is nothing but one is no date: "In [Amhara], militias".
        """
        mistaken = self.importance >= 5 and not self.has_other_reading and self.is_whole_entity
        return self.label in NUMBER_LABELS and not mistaken

    @property
    def is_whole_entity(self) -> bool:
        """Whether the entity is the name and nothing else."""
        return self.entity is not None and self.entity[:2] == (self.first, self.last)

    @property
    def is_thing(self) -> bool:
        """Whether the entity is a work, a product, an event."""
        return self.label in {"PRODUCT", "WORK_OF_ART", "EVENT", "LAW"}

    @cached_property
    def importance(self) -> float:
        """Importance of the best-known place of this name."""
        return self.best.importance if self.best is not None else 0.0

    @property
    def is_country(self) -> bool:
        """Whether the best-known place of this name is a country."""
        return self.best is not None and self.best.place.kind is Kind.COUNTRY

    @property
    def is_code(self) -> bool:
        """Whether the name is an abbreviation that only capitals tell from a word."""
        return self.best is not None and self.best.match.name == "CODE"

    @property
    def is_unwritten_code(self) -> bool:
        """Whether the code is one of three letters that prose has no use for ("GTM")."""
        return (
            self.is_code and len(self.key) == 3 and self.key not in self.lexicon.written_codes
        )

    @cached_property
    def is_foreign_acronym(self) -> bool:
        """Whether capitals spell no place's abbreviation: "[UN]" is not the town of Un."""
        letters = self.name.replace(".", "")
        if (
            not (self.is_single and letters.isupper() and len(letters) <= 5)
            or self.best is None
        ):
            return False
        return self.best.match.name not in {"CODE", "ABBREVIATION"} and not self.is_shouted

    @property
    def is_shouted(self) -> bool:
        """Whether the name stands at the start of a line or among words in capitals."""
        words = self.words
        if (
            self.first == 0
            or words.space[self.first - 1]
            or words.text[self.first - 1] in "[(/"
        ):
            return True
        beside = [at for at in (self.first - 1, self.last) if at < len(words)]
        return any(words.text[at].isupper() and len(words.text[at]) > 2 for at in beside)

    @property
    def is_small_alternate(self) -> bool:
        """Whether a little place is known by this name in another language only ("[Hamas]")."""
        return (
            self.best is not None
            and self.best.match.name in {"ALTERNATE", "VARIANT"}
            and self.importance < 4.5
        )

    @cached_property
    def is_common(self) -> bool:
        """Whether the single word is an English word too ("Reading", "Nice")."""
        return self.is_single and self.key in self.lexicon.common

    @property
    def is_common_nowhere(self) -> bool:
        """Whether it is an English word that no "in" or "near" makes a place."""
        return self.is_common and not self.after_strong_locative

    @cached_property
    def is_given_name(self) -> bool:
        """Whether the single word is a given name too ("Jordan", "Chad")."""
        return self.is_single and self.key in self.lexicon.given_names

    @cached_property
    def is_surname(self) -> bool:
        """Whether the single word is a surname too ("Jackson")."""
        return self.is_single and self.key in self.lexicon.surnames

    @cached_property
    def has_other_reading(self) -> bool:
        """Whether the word could well be something else than a place."""
        return self.is_common or self.is_given_name or self.is_surname

    @cached_property
    def lead(self) -> str:
        """The word before the name, with articles and directions passed over."""
        at = self.first - 1
        while at >= 0 and self._is_passed_over(at):
            at -= 1
        return self.words._same_sentence(self.first, at) if at >= 0 else ""

    def _is_passed_over(self, at: int) -> bool:
        lower = self.words.lower[at]
        return lower in {"the", "a", "-", '"'} or lower in self.lexicon.direction

    @property
    def after_strong_locative(self) -> bool:
        """Whether "in", "near" and the like stand before the name."""
        return self.lead in self.lexicon.strong_locative

    @property
    def after_locative(self) -> bool:
        """Whether "to", "from" and the like stand before the name."""
        return (
            self.lead in self.lexicon.locative and self.lead not in self.lexicon.strong_locative
        )

    @property
    def after_of_place(self) -> bool:
        """Whether it reads "the streets of [X]", "west of [X]"."""
        at = self.first - 1
        return self.lead == "of" and at > 0 and self.words.before(at) in self.lexicon.of_place

    @cached_property
    def cue(self) -> frozenset[str]:
        """Kinds of place that the words beside the name speak of."""
        return cue_before(self.words, self.first) or cue_after(
            self.words, self.last, self.places
        )

    @property
    def cue_of_name(self) -> bool:
        """Whether words that can speak of nothing else call it a place: "the town of [X]"."""
        before, after = self.words.before(self.first), self.words.after(self.last - 1)
        of_kind = before == "of" and bool(cue_before(self.words, self.first))
        return of_kind or after in self.lexicon.calling

    @cached_property
    def before_container(self) -> bool:
        """Whether a known region or country follows after a comma: "[Paris], Texas"."""
        at = self.last
        return (
            at + 1 < len(self.words)
            and self.words.text[at] == ","
            and at + 1 in self.places
            and self.words.sentence[at] == self.words.sentence[self.first]
        )

    @cached_property
    def after_contained(self) -> bool:
        """Whether a name and a comma stand before it: "Goma, [DR Congo]"."""
        at = self.first - 1
        return at >= 1 and self.words.text[at] == "," and at - 1 in self.places

    @property
    def left(self) -> int:
        """The capitalised token directly before the name, or -1."""
        at = self.first - 1
        if self.words.before(self.first) and self.words.capital[at] and at not in self.places:
            return at
        return -1

    @property
    def right(self) -> int:
        """The capitalised token directly after the name, or -1."""
        at = self.last
        if self.words.after(at - 1) and self.words.capital[at] and at not in self.places:
            return at
        return -1

    @cached_property
    def in_person(self) -> bool:
        """Whether the name is part of somebody's: "[Jordan] Henderson", "Michael [Jackson]"."""
        if self.is_owner or self.before_title:
            return False
        if self.entity is not None and self.entity[2] == "PERSON" and not self.fills_entity:
            return True
        if self.is_single and self.key in self.people.tokens:
            return self.label not in PLACE_LABELS or not self.after_strong_locative
        return (self.after_given_name and self.label not in PLACE_LABELS) or self.before_surname

    @property
    def after_given_name(self) -> bool:
        """Whether a given name stands directly before it: "Jim [French]"."""
        return self.left >= 0 and self.words.lower[self.left] in self.lexicon.given_names

    @property
    def before_surname(self) -> bool:
        """Whether it reads as a given name and an unknown surname follows: "[Paris] Hilton"."""
        at = self.last
        if not self.words.after(at - 1) or not self.words.capital[at]:
            return False
        if not self.is_given_name or self.words.in_headline(self.first):
            return False
        lower = self.words.lower[at].rstrip(".")
        lexicon = self.lexicon
        return self._is_stranger(at) and not (
            lower in lexicon.organisation
            or lower in lexicon.facility
            or lower in lexicon.common
            or lower in lexicon.street
        )

    @property
    def goes_on(self) -> bool:
        """Whether it is a part of a longer name: "[Bab] el-Mandeb", "Wadi [Gaza]"."""
        at = self.last
        lexicon = self.lexicon
        if self.words.before(self.first) in lexicon.name_before and self._is_capital_before():
            return True
        if self.key in lexicon.name_before and self.words.after(at - 1):
            return self.words.capital[at]
        if self.words.after(at - 1) not in self.lexicon.article or at + 2 >= len(self.words):
            return False
        return self.words.text[at + 1] == "-" and self.words.capital[at + 2]

    def _is_capital_before(self) -> bool:
        return self.first > 0 and self.words.capital[self.first - 1]

    @property
    def before_title(self) -> bool:
        """Whether an office follows that is held there: "[Sochi] Mayor Anatoly Pakhomov"."""
        at = self.last
        follows = self.words.after(at - 1).rstrip(".") in self.lexicon.title
        return follows and self.words.capital[at] and not self.is_given_name

    @property
    def is_owner(self) -> bool:
        """Whether a well-known name with "'s" stands before somebody: "[Syria]'s Assad"."""
        return self.importance >= 7 and self.words.after(self.last - 1) in {"'s", "'"}

    @cached_property
    def after_title(self) -> bool:
        """Whether an office stands before the name: "President [Lincoln]"."""
        before = self.words.before(self.first).rstrip(".")
        if before not in self.lexicon.title or self.label in PLACE_LABELS:
            return False
        return self.words.capital[self.first - 1] and self.importance < 7

    @cached_property
    def is_not_place(self) -> bool:
        """Whether the words beside it show another meaning: "[Turkey] sandwich"."""
        beside = self.lexicon.not_places.get(self.key)
        return beside is not None and (
            self.words.after(self.last - 1) in beside.after
            or self.words.before(self.first) in beside.before
        )

    @cached_property
    def beside_stranger(self) -> bool:
        """Whether an unknown capitalised word stands directly beside the name."""
        if self.words.in_headline(self.first):
            return False
        return self._is_stranger(self.left) or self._is_stranger(self.right)

    def _is_stranger(self, at: int) -> bool:
        if at < 0 or self.words.starts_sentence(at):
            return False
        lower = self.words.lower[at].rstrip(".")
        return not (
            lower in self.lexicon.direction
            or lower in self.lexicon.type_nouns
            or lower in self.lexicon.title
            or lower in self.lexicon.never
        )

    @cached_property
    def envelope(self) -> Envelope:
        """The larger name that the name stands in, if any."""
        tail = tail_of(self.words, self.last, self.places)
        if any(word in self.lexicon.facility for word in tail):
            return Envelope.FACILITY
        if any(word in self.lexicon.organisation for word in tail) or is_of_body(
            self.words, self.first
        ):
            return Envelope.ORGANISATION
        return Envelope.ORGANISATION if self.is_in_named_entity else Envelope.NOTHING

    @property
    def is_in_named_entity(self) -> bool:
        """Whether the tagger sees a larger name here; in headlines it often does wrongly."""
        return (
            self.entity is not None
            and self.entity[2] in NAME_LABELS
            and not self.fills_entity
            and not self.words.in_headline(self.first)
            and self._is_one_name(*self.entity[:2])
        )

    def _is_one_name(self, start: int, end: int) -> bool:
        """Tell whether tokens read as a name: no verb, no comma in it."""
        return all(
            self.words.capital[at] or self.words.lower[at] in self.lexicon.joining
            for at in range(start + 1, end)
        )
