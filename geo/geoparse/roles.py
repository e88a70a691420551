"""What a toponym does in its sentence: place of what happens, or somebody who acts.

Provinces and towns are taken as locations unless they stand in a name. Countries and capitals
also stand for their governments; a table of rules on the parse tells which is meant. Where none
holds, a country is taken to act and a capital to be a place: a marker that is wrong is worse
than one that is missing.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING, NamedTuple

from geo.geoparse.prepositions import locates
from geo.geoparse.site import Site, lexicon, said, site_of
from geo.geoparse.toponym import Toponym
from geo.model import Kind, Place, Role

if TYPE_CHECKING:
    from spacy.tokens import Doc, Token


class Rule(NamedTuple):
    """A rule on what surrounds a toponym: its name, the role it gives if any, an example."""

    name: str
    role: Callable[[Site], Role | None]
    example: str


def role_of(
    toponym: Toponym,
    place: Place | None,
    doc: Doc,
    others: frozenset[int] = frozenset(),
    *,
    holds: bool = False,
) -> Role:
    """Return the role of a toponym; ``others`` are the tokens of the text's other toponyms.

    ``holds`` is whether the place before it after a comma lies in it ("Tripoli, [Lebanon]").
    """
    if toponym.role is not None and toponym.role is not Role.METONYM:
        return toponym.role
    site = site_of(toponym, place, doc, others)
    if holds and ends_phrase(site):
        return Role.LOCATION
    if toponym.role is Role.METONYM:
        return Role.LOCATION if is_entered(site) else Role.METONYM
    for rule in RULES:
        role = rule.role(site)
        if role is not None:
            return role
    return Role.POLITY if site.is_government and not site.is_city else Role.LOCATION


def ends_phrase(site: Site) -> bool:
    """Tell whether a mark follows the name, so that it is nobody who acts there."""
    at = site.toponym.last
    return at >= len(site.doc) or (site.doc[at].is_punct and site.doc[at].text != "-")


def is_entered(site: Site) -> bool:
    """Tell whether one is in or at it: "protesters outside the Kremlin"."""
    preposition = site.preposition
    return preposition is not None and preposition.lower_ in lexicon()["entering"]


def paired(site: Site) -> Role | None:
    """Judge the second of two governments that a hyphen joins."""
    at = site.toponym.first - 1
    if at < 1 or not site.is_government or site.doc[at].text != "-":
        return None
    return site.acting if at - 1 in site.others else None


def hyphened(site: Site) -> Role | None:
    """Judge by the word behind a hyphen."""
    at = site.toponym.last
    if at + 1 >= len(site.doc) or site.doc[at].text != "-" or site.doc[at].whitespace_:
        return None
    if said(site.doc[at + 1], "based"):
        return Role.EMBEDDED
    if said(site.doc[at + 1], "done_by"):
        return site.acting
    return site.acting if at + 1 in site.others and site.is_government else None


def office(site: Site) -> Role | None:
    """Judge names of offices, whatever they are named after."""
    if site.owned is not None and not site.is_possessive and said(site.owned, "offices"):
        return Role.EMBEDDED
    preposition = site.preposition
    if preposition is None or preposition.lower_ != "of":
        return None
    return Role.EMBEDDED if said(preposition.head, "offices") else None


def republic(site: Site) -> Role | None:
    """Judge a self-declared state that acts by its full name."""
    first = site.toponym.first
    named = [token.text for token in site.doc[max(0, first - 2) : first + 1]]
    if site.is_government or "Republic" not in named:
        return None
    lead = [token.lower_ for token in site.doc[max(0, first - 6) : first]]
    return None if any(word in lexicon()["entering"] for word in lead) else Role.POLITY


def team(site: Site) -> Role | None:
    """Judge a town or state that stands for its team, by what teams alone do."""
    if site.place is None or site.place.kind is Kind.COUNTRY:
        return None
    plays = is_playing(site) or is_played_against(site)
    manned = site.owned is not None and said(site.owned, "players")
    return Role.METONYM if plays or manned else None


def is_playing(site: Site) -> bool:
    """Tell whether it beats or draws: "[Leeds] beat Hull"; not "[Kharkiv] beat back"."""
    verb = site.link.head
    if site.link.dep_ not in {"nsubj", "dobj"} or any(
        word.dep_ == "prt" or word.lower_ in {"back", "off"} for word in verb.rights
    ):
        return False
    objects = [word for word in verb.rights if word.dep_ == "dobj"]
    if said(verb, "beating"):
        return bool(objects)
    drawn = any(word.lower_ in {"with", "to", "against"} for word in verb.rights)
    return said(verb, "scoring") and drawn and not objects


def is_played_against(site: Site) -> bool:
    """Tell whether a match is against it: "a win over [Hull]"; not "a war against"."""
    preposition = site.preposition
    if preposition is None or preposition.lower_ not in {"against", "over", "with"}:
        return False
    return said(preposition.head, "matches", "scoring") or any(
        said(word, "matches") for word in preposition.head.rights if word.dep_ == "dobj"
    )


def ordinary(site: Site) -> Role | None:
    """Take what is neither country nor capital for a place."""
    return None if site.is_government else Role.LOCATION


def possessive(site: Site) -> Role | None:
    """Judge by what is possessed; a finer place behind it bears the location."""
    if not site.is_possessive:
        return None
    owned = site.owned
    if owned is None or any(at in site.others for at in range(site.toponym.last, owned.i + 1)):
        return site.acting
    return Role.LOCATION if said(owned, "seats_of_place") else site.acting


def modifier(site: Site) -> Role | None:
    """Judge by the noun that the name modifies."""
    owned = site.owned
    if owned is None:
        return None
    if said(owned, "seats_of_place", "happenings"):
        return Role.LOCATION
    return Role.LOCATION if site.is_city and not said(owned, "agents") else site.acting


def prepositional(site: Site) -> Role | None:
    """Judge by the preposition and what it belongs to."""
    preposition = site.preposition
    if preposition is None:
        return None
    return Role.LOCATION if locates(preposition) else site.acting


def subject(site: Site) -> Role | None:
    """Judge a subject by its verb."""
    if site.link.dep_ not in {"nsubj", "nsubjpass", "csubj"}:
        return None
    return role_under(site, site.link.head)


def role_under(site: Site, verb: Token) -> Role:
    """Return the role of the verb's subject."""
    passive = site.link.dep_ == "nsubjpass"
    if passive:
        return site.acting if said(verb, "addressed") else Role.LOCATION
    if verb.lemma_ == "be":
        return Role.LOCATION if site.is_city and not is_minded(verb) else site.acting
    return Role.LOCATION if said(verb, "undergone") else site.acting


def is_minded(verb: Token) -> bool:
    """Tell whether what is said of the subject is a state of mind: "Kyiv is ready"."""
    return any(word.dep_ in {"acomp", "attr"} and said(word, "minded") for word in verb.rights)


def object_of(site: Site) -> Role | None:
    """Judge an object by its verb."""
    if site.link.dep_ not in {"dobj", "dative", "obj"}:
        return None
    return Role.LOCATION if said(site.link.head, "done_to") else site.acting


def contained(site: Site) -> Role | None:
    """Judge a country behind a comma by the place before it."""
    at = site.toponym.first - 1
    if at < 1 or site.doc[at].text != "," or at - 1 not in site.others:
        return None
    return Role.LOCATION if site.head.dep_ in {"appos", "npadvmod"} else None


def described(site: Site) -> Role | None:
    """Take what "where" follows for a place."""
    at = site.toponym.last
    after = [token.lower_ for token in site.doc[at : at + 2]]
    return Role.LOCATION if after == [",", "where"] else None


RULES: tuple[Rule, ...] = (
    Rule("hyphen", hyphened, "the [Moscow]-brokered deal; the [Aden]-based government"),
    Rule("pair", paired, "[Baku]-Yerevan talks"),
    Rule("office", office, "the governor of [South Kivu]; [Kharkiv] mayor Terekhov"),
    Rule("republic", republic, "the Republic of [Artsakh] capitulated"),
    Rule("team", team, "[Leeds] beat Hull; [Leeds] striker; a win over [Leeds]"),
    Rule("ordinary", ordinary, "[Karabakh] fighters, in [Goma]"),
    Rule("possessive", possessive, "[Turkey]'s pride; [Syria]'s north"),
    Rule("modifier", modifier, "[UK] government; the [Ukraine] war; [Baku] airport"),
    Rule("where", described, "the border with [Chad], where"),
    Rule("contained", contained, "in Goma, [DR Congo]"),
    Rule("preposition", prepositional, "in [Armenia]; talks with [Armenia]"),
    Rule("subject", subject, "[Baku] wants; [Kyiv] was hit"),
    Rule("object", object_of, "accused [Azerbaijan]; bombed [Syria]"),
)
