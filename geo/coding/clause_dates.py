"""Dating a clause: the days on which what a word tells of lies, as its sentences give them."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from typing import TYPE_CHECKING

from geo.coding.anchoring import UNKNOWN
from geo.coding.attribution import lexicon
from geo.coding.context import clause_verb, conjuncts_first, looks_ahead, paragraphs
from geo.coding.measures import lexicon as figure_lexicon
from geo.model import Basis, DatePrecision, Interval

if TYPE_CHECKING:
    from spacy.tokens import Span as Tokens
    from spacy.tokens import Token

    from geo.coding.dates import DateExpression
    from geo.coding.reading import Reading

REPORTING_DEPS = frozenset({"ccomp", "parataxis"})
ONWARD_DEPS = frozenset(
    {"conj", "xcomp", "advcl", "pcomp", "prep", "dep", "oprd", "acomp", "csubj"}
)
COMPARING = frozenset({"up", "down", "compared", "than", "increase", "decrease", "rise"})
MARKS = frozenset({"mark", "advmod"})
SOON = frozenset({"hours", "minutes", "shortly", "moments", "soon", "immediately"})
FORMERLY = frozenset({"once", "formerly", "originally", "previously"})
BEGINNING = frozenset({"begin", "start", "erupt", "break"})
LONG = frozenset({DatePrecision.YEAR, DatePrecision.MONTH, DatePrecision.RANGE})


def date_of(anchor: Token | Tokens, reading: Reading) -> Interval:
    """Return the days on which what the token or span tells of lies, as the text gives them.

    The basis is ``stated`` for a date in the same clause, ``inferred`` for one of a governing
    clause, of the same thing earlier in the text, or of the sentence before in the same
    paragraph, and ``unknown`` where none of them is there. The day on which something was said
    ("officials said on Monday") does not date what was said.
    """
    token = _token_of(anchor)
    for interval in _readings_of_date(token, reading):
        if interval.start or interval.end:
            return interval
    return UNKNOWN


def _token_of(anchor: Token | Tokens) -> Token:
    from spacy.tokens import Token as TokenClass

    return anchor if isinstance(anchor, TokenClass) else anchor.root


def _readings_of_date(token: Token, reading: Reading) -> Iterator[Interval]:
    sentence = token.sent
    here = [one for one in reading.dates if sentence.start <= one.start < sentence.end]
    for verb, basis in _clauses(token):
        own = [one for one in here if one.clause == verb.i and not _is_compared(one, token)]
        nearest = _nearest(own, token)
        if nearest and not _is_record(nearest, reading):
            yield _as_told(nearest, basis, by=verb, below=token)
        for one in here:
            if _is_when(verb, one):
                yield replace(one.interval, basis=Basis.INFERRED)
            if cue := _set_by(reading.doc[one.clause], verb):
                yield _as_told(replace(one, reach=cue), Basis.INFERRED)
    still = _is_still_so(clause_verb(token))
    by_subject = _by_subject(token, here, reading, still=still)
    if told := by_subject or _by_sentence(token, here, reading):
        yield told
    if not still:
        yield from _by_discourse(token, reading)


def _set_by(clause: Token, verb: Token) -> str:
    """Return how a clause dates the verb: "since the invasion began in 2022".

    Empty where it does not.
    """
    above = {clause.head.i, conjuncts_first(clause.head).i}  # "were killed and 20 wounded when"
    if clause.dep_ != "advcl" or verb.i not in above:
        return ""
    mark = next((child.lower_ for child in clause.children if child.dep_ in MARKS), "")
    return {"since": "since", "when": "at", "while": "at", "as": "at"}.get(mark, "")


def _is_when(verb: Token, found: DateExpression) -> bool:
    """Tell whether the verb stands in "..., when 40 people were killed" right after a date."""
    whens = [child.i for child in verb.children if child.lower_ == "when"]
    return bool(whens) and 0 <= whens[0] - found.end <= 1


def _is_still_so(verb: Token) -> bool:
    """Tell whether a present or perfect tense lets the clause hold until now."""
    node = verb
    while node.dep_ in {"conj", "prep", "advcl"} and node.tag_ in {"VBN", "VBG"}:
        if any(child.dep_ in {"aux", "auxpass"} for child in node.children):
            break
        node = clause_verb(node.head)
    helpers = [child for child in node.children if child.dep_ in {"aux", "auxpass"}]
    return node.tag_ in {"VBP", "VBZ"} or any(one.tag_ in {"VBP", "VBZ"} for one in helpers)


def _clauses(token: Token) -> Iterator[tuple[Token, Basis]]:
    """Yield the verbs whose dates hold for the token, its own clause first."""
    verb, basis = clause_verb(token), Basis.STATED
    while True:
        yield verb, basis
        for child in verb.children:
            if child.dep_ == "xcomp":
                yield child, basis
        if verb.head.i == verb.i or _is_reported(verb) or _comes_after(verb):
            return
        if verb.dep_ == "relcl" and any(child.lower_ in FORMERLY for child in verb.children):
            return  # "the mission, which once had 13,000 troops, left in May"
        if verb.dep_ not in ONWARD_DEPS:
            basis = Basis.INFERRED
        verb = _told_beside(verb) or clause_verb(verb.head)


def _told_beside(verb: Token) -> Token | None:
    """Return what was said in "Raids killed six, X said, hours after shells wounded nine"."""
    if not any(child.lower_ in SOON for child in verb.children):
        return None
    told = (one for one in verb.head.children if one.dep_ == "ccomp" and one.i < verb.head.i)
    return next(told, None)


def _is_reported(verb: Token) -> bool:
    """Tell whether the clause is what a verb of saying says; an estimate is as of its day."""
    above = verb.head.lemma_
    return verb.dep_ in REPORTING_DEPS and above in lexicon()["clause"] and above != "estimate"


def _comes_after(verb: Token) -> bool:
    """Tell whether the clause is set before or after its main clause by a conjunction.

    Hours after something it is still the same day.
    """
    set_off = any(child.lower_ in {"after", "before"} for child in verb.children)
    return set_off and not any(child.lower_ in SOON for child in verb.children)


def _nearest(candidates: list[DateExpression], token: Token) -> DateExpression | None:
    return min(
        candidates,
        key=lambda one: (one.governor != token.i, abs(one.start - token.i)),
        default=None,
    )


def _is_compared(found: DateExpression, token: Token) -> bool:
    """Tell whether the date is that of a number compared with: "up from 2.1 million in May"."""
    for node in token.doc[found.start].ancestors:
        if node.pos_ in {"VERB", "AUX"} or node == token:
            return False
        if node.lower_ in COMPARING:
            return not node.is_ancestor(token)
    return False


def _is_record(found: DateExpression, reading: Reading) -> bool:
    """Tell whether the date only measures a record: "the deadliest attack since 2014"."""
    if found.reach != "since":
        return False
    governor = reading.doc[found.governor]
    return governor.pos_ == "NOUN" and any(
        child.tag_ == "JJS" or child.lower_ in {"first", "most", "second"}
        for child in governor.children
    )


def _as_told(
    found: DateExpression, basis: Basis, *, by: Token | None = None, below: Token | None = None
) -> Interval:
    """Return the days, open at the side that "since" or "until" leaves open.

    What "has left hundreds dead" since it "erupted in late September" goes on from there.
    """
    interval = found.interval
    if interval.basis is Basis.STATED:
        interval = replace(interval, basis=basis)
    own = clause_verb(below) if below is not None else None
    if below is not None and _is_inside(found, below):
        return interval
    goes_on = own is not None and by is not None and own.i != by.i and _is_still_so(own)
    if interval.start and (found.reach == "since" or goes_on):
        return replace(interval, end=None, precision=DatePrecision.RANGE)
    if found.reach in {"until", "before"} and interval.end:
        return replace(interval, start=None, precision=DatePrecision.RANGE)
    return interval


def _is_inside(found: DateExpression, token: Token) -> bool:
    """Tell "250 died" in "the worst since a war last year in which 250 died": of that war."""
    governor = token.doc[found.governor]
    since = any(node.lower_ == "since" for node in governor.ancestors)
    return since and governor.pos_ == "NOUN" and governor.is_ancestor(token)


def _by_subject(
    token: Token, here: list[DateExpression], reading: Reading, *, still: bool
) -> Interval | None:
    """Date "killed" in "the operation, which ended on Wednesday, killed 200".

    What has gone on until now is dated only from its beginning.
    """
    verb = clause_verb(token)
    for subject in (child for child in verb.children if child.dep_.startswith("nsubj")):
        for one in here if _happens(subject) else ():
            found = _from_its_beginning(one, reading, still=still)
            apart = one.clause != verb.i and (found.reach == "since" or not still)
            if apart and subject.is_ancestor(reading.doc[one.governor]):
                return _as_told(found, Basis.INFERRED)
    return None


def _from_its_beginning(
    found: DateExpression, reading: Reading, *, still: bool
) -> DateExpression:
    """Let "the war, which began in 2011, killed" reach on from 2011."""
    begins = reading.doc[found.clause].lemma_ in BEGINNING
    goes_on = begins and (still or found.interval.precision in LONG)
    return replace(found, reach="since") if goes_on else found


def _happens(noun: Token) -> bool:
    """Tell whether the noun is something that happens: "operation", not "man"."""
    words = figure_lexicon()
    return words.is_a(noun, "lasting") or bool(words.find("counted", noun.lemma_.lower()))


def _by_sentence(token: Token, here: list[DateExpression], reading: Reading) -> Interval | None:
    """Date by the only date around: "left 60 people dead and 200 wounded on Saturday"."""
    told = [one for one in here if reading.doc[one.clause].lemma_ not in lexicon()["clause"]]
    if len(told) != 1 or told[0].kind == "day after" or _is_record(told[0], reading):
        return None
    own, other = clause_verb(token), reading.doc[told[0].clause]
    joined = clause_verb(own.head) == other or clause_verb(other.head) == own
    paired = "conj" in {own.dep_, other.dep_}
    apart = other.dep_ == "acl" or any(
        _comes_after(node) or (node.dep_ == "relcl" and not paired) for node in (own, other)
    )
    if not joined or apart or looks_ahead(own) != looks_ahead(other):
        return None
    if _content(own) != _content(other) or _is_compared(told[0], token):
        return None
    return _as_told(told[0], Basis.INFERRED)


def _content(verb: Token) -> int:
    """Return the top verb of what is said, so that what two people say is kept apart."""
    while verb.head.i != verb.i and not _is_reported(verb):
        verb = clause_verb(verb.head)
    return verb.i


def _by_discourse(token: Token, reading: Reading) -> Iterator[Interval]:
    """Date by the same thing told of before ("the talks"), then by the sentence before."""
    before = [one for one in reading.dates if one.start < token.sent.start]
    things = {
        node.lemma_
        for node in token.sent
        if node.pos_ == "NOUN" and _is_definite_argument(node, token)
    }
    for one in reversed(before):
        governor = reading.doc[one.clause]
        named = {child.lemma_ for child in governor.children if child.dep_.startswith("nsubj")}
        named |= {governor.head.lemma_} if governor.dep_ in {"relcl", "acl"} else set()
        if things & named:
            yield _as_told(one, Basis.INFERRED)
    line = paragraphs(reading.doc)[token.i]
    same_line = [
        one
        for one in before
        if one.paragraph == line
        and one.interval.precision is DatePrecision.DAY
        and reading.doc[one.clause].lemma_ not in lexicon()["clause"]
    ]
    if same_line:
        yield replace(same_line[-1].interval, basis=Basis.INFERRED)


def _is_definite_argument(node: Token, token: Token) -> bool:
    definite = any(child.lower_ in {"the", "this", "these", "that"} for child in node.children)
    return definite and (node.is_ancestor(token) or clause_verb(node).i == clause_verb(token).i)
