"""Every record of the project: frozen, slotted, keyword-only; standard library only.

Offsets are Python ``str`` offsets (code points) into ``Article.text``, ``end`` exclusive, and
every derived record keeps them, so that ``article.text[start:end]`` is what a reader is shown.
Coordinates are WGS84 degrees. "Unknown" is a value with a reason, never a silent guess.
"""

from __future__ import annotations

import hashlib
from dataclasses import dataclass, field
from datetime import date
from enum import StrEnum
from typing import NamedTuple


class Span(NamedTuple):
    """A half-open range of characters in an article's text."""

    start: int
    end: int

    def of(self, text: str) -> str:
        """Return the words this span covers."""
        return text[self.start : self.end]

    def overlaps(self, other: Span) -> bool:
        """Tell whether the two spans share a character."""
        return self.start < other.end and other.start < self.end

    def contains(self, other: Span) -> bool:
        """Tell whether the other span lies wholly inside this one."""
        return self.start <= other.start and other.end <= self.end

    def shifted(self, by: int) -> Span:
        """Return the span moved by a number of characters."""
        return Span(self.start + by, self.end + by)


class Basis(StrEnum):
    """How a value is known."""

    STATED = "stated"
    INFERRED = "inferred"
    GIVEN = "given"
    UNKNOWN = "unknown"


class Role(StrEnum):
    """What a toponym does in its sentence; only the first two can put something on the map."""

    LOCATION = "location"
    DATELINE = "dateline"
    POLITY = "polity"
    METONYM = "metonym"
    DEMONYM = "demonym"
    EMBEDDED = "embedded"


class Kind(StrEnum):
    """What sort of place a gazetteer entry is; it decides how the place is drawn."""

    CITY = "city"
    DISTRICT = "district"
    PROVINCE = "province"
    COUNTRY = "country"
    REGION = "region"
    CONTINENT = "continent"
    EXCLAVE = "exclave"
    CORRIDOR = "corridor"
    FRONTLINE = "frontline"
    WATER = "water"
    MOUNTAIN = "mountain"
    ISLAND = "island"
    FACILITY = "facility"
    HISTORIC = "historic"


class GeoPrecision(StrEnum):
    """How closely a point stands for the place (ACLED's geo_precision, by name)."""

    EXACT = "exact"
    AREA = "area"
    COUNTRY = "country"
    NONE = "none"


class Quantifier(StrEnum):
    """How the text bounds a number (IDMC's quantifier)."""

    EXACT = "exact"
    ABOUT = "about"
    MORE_THAN = "more_than"
    AT_LEAST = "at_least"
    LESS_THAN = "less_than"
    UP_TO = "up_to"
    BETWEEN = "between"
    VAGUE = "vague"


class Measure(StrEnum):
    """What a figure counts."""

    KILLED = "killed"
    INJURED = "injured"
    MISSING = "missing"
    DETAINED = "detained"
    CAPTURED = "captured"
    DISPLACED = "displaced"
    EVACUATED = "evacuated"
    CROSSED_BORDER = "crossed_border"
    RETURNED = "returned"
    SHELTERED = "sheltered"
    POPULATION = "population"
    DEPLOYED = "deployed"
    SURRENDERED = "surrendered"
    SEIZED = "seized"
    DESTROYED = "destroyed"
    ATTACKS = "attacks"
    VIOLATIONS = "violations"
    AID = "aid"
    PROTESTERS = "protesters"
    HOUSES = "houses"
    AREA = "area"
    DISTANCE = "distance"
    DURATION = "duration"
    SHARE = "share"
    CAPACITY = "capacity"
    OTHER = "other"


class FigureStatus(StrEnum):
    """Whether a figure tells what is, what is to be, or what is not."""

    REPORTED = "reported"
    PLANNED = "planned"
    NEGATED = "negated"


class EventType(StrEnum):
    """The kinds of event that are coded."""

    BATTLE = "battle"
    ATTACK = "attack"
    CEASEFIRE = "ceasefire"
    TALKS = "talks"
    DISPLACEMENT = "displacement"
    PROTEST = "protest"
    DISARMAMENT = "disarmament"
    AID = "aid"
    CONTROL = "control"
    DEPLOYMENT = "deployment"
    INFRASTRUCTURE = "infrastructure"
    DETENTION = "detention"
    STATEMENT = "statement"


class EventStatus(StrEnum):
    """Whether the text says that an event took place."""

    OCCURRED = "occurred"
    ONGOING = "ongoing"
    PLANNED = "planned"
    ALLEGED = "alleged"
    CALLED_FOR = "called_for"
    DENIED = "denied"


class DatePrecision(StrEnum):
    """How closely an interval dates an event (time_precision)."""

    DAY = "day"
    RANGE = "range"
    WEEK = "week"
    MONTH = "month"
    YEAR = "year"
    UNKNOWN = "unknown"


@dataclass(frozen=True, slots=True, kw_only=True)
class Interval:
    """A span of days, both ends included, and how it is known.

    ``start`` or ``end`` is None where the text leaves that side open; both are None when
    nothing is known, and then ``basis`` is ``unknown``.
    """

    start: date | None = None
    end: date | None = None
    precision: DatePrecision = DatePrecision.UNKNOWN
    basis: Basis = Basis.UNKNOWN


@dataclass(frozen=True, slots=True, kw_only=True)
class Article:
    """A text with its outlet and publication date, and how each of them is known."""

    article_id: str
    text: str
    sha256: str
    path: str = ""
    url: str | None = None
    title: str | None = None
    source: str | None = None
    source_basis: Basis = Basis.UNKNOWN
    published: date | None = None
    published_basis: Basis = Basis.UNKNOWN
    language: str = "en"
    boilerplate: tuple[Span, ...] = ()
    title_span: Span | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class PlaceName:
    """One name of a place, its language and who uses it (Linked Places ``names[]``)."""

    toponym: str
    lang: str = ""
    used_by: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Place:
    """A gazetteer entry; ``lat`` and ``lon`` are None for what has no point on today's map."""

    place_id: str
    name: str
    kind: Kind
    lat: float | None
    lon: float | None
    country: str = ""
    admin1: str = ""
    admin2: str = ""
    population: int = 0
    feature_code: str = ""
    names: tuple[PlaceName, ...] = ()
    geometry_id: str | None = None
    source: str = ""

    @property
    def point(self) -> tuple[float, float] | None:
        """The place's (lat, lon), or None."""
        return None if self.lat is None or self.lon is None else (self.lat, self.lon)


@dataclass(frozen=True, slots=True, kw_only=True)
class Mention:
    """A toponym in the text, its role there, and the place it was resolved to, if any."""

    start: int
    end: int
    text: str
    role: Role
    place: Place | None = None
    score: float = 0.0
    reason: str = ""
    runners_up: tuple[str, ...] = ()

    @property
    def span(self) -> Span:
        """The characters of the toponym."""
        return Span(self.start, self.end)


@dataclass(frozen=True, slots=True, kw_only=True)
class Person:
    """Somebody named in the article, one entry over all spellings."""

    name: str
    role: str | None
    mentions: tuple[Span, ...]
    caption: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Organisation:
    """A body named in the article, one entry over all spellings."""

    name: str
    mentions: tuple[Span, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Figure:
    """A reported number with its claimant, bound, date and place, as the text gives them.

    ``start`` and ``end`` cover the number expression with its quantifier and the thing counted;
    ``low`` and ``high`` hold only bounds that the text gives. ``repeats`` are further spans
    where the article tells the same figure again.
    """

    figure_id: str
    start: int
    end: int
    text: str
    value: float | None
    low: float | None
    high: float | None
    quantifier: Quantifier
    unit: str
    measure: Measure
    claimant: str | None
    place: Place | None
    origin: Place | None
    destination: Place | None
    date: Interval
    status: FigureStatus
    historic: bool
    evidence: Span
    repeats: tuple[Span, ...] = ()

    @property
    def span(self) -> Span:
        """The characters of the figure."""
        return Span(self.start, self.end)


@dataclass(frozen=True, slots=True, kw_only=True)
class Event:
    """Something that happened, is planned, alleged, called for or denied, with its sentence."""

    event_id: str
    event_type: EventType
    trigger: Span
    actors: tuple[str, ...]
    places: tuple[Place, ...]
    date: Interval
    status: EventStatus
    background: bool
    evidence: Span
    claimant: str | None = None
    origin: Place | None = None
    destination: Place | None = None
    place_basis: Basis = Basis.UNKNOWN
    place_spans: tuple[Span, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Incident:
    """One event as several articles tell it, and why they are taken to tell the same.

    ``event_ids`` and ``article_ids`` run in parallel, in order of publication. Place and date
    are those of the telling that is most exact; ``sources`` are the outlets that are known.
    """

    incident_id: str
    event_type: EventType
    status: EventStatus
    date: Interval
    place_id: str | None
    location: str | None
    event_ids: tuple[str, ...]
    article_ids: tuple[str, ...]
    sources: tuple[str, ...]
    reason: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Claims:
    """The figures of one claimant (None: nobody is named) in order of date."""

    claimant: str | None
    figure_ids: tuple[str, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Series:
    """Figures about the same thing: each claimant's claims by themselves, by alphabet."""

    series_id: str
    measure: Measure
    place_id: str | None
    location: str | None
    claims: tuple[Claims, ...]
    reason: str

    @property
    def figure_ids(self) -> tuple[str, ...]:
        """Every figure, claimant by claimant."""
        return tuple(one for claims in self.claims for one in claims.figure_ids)


@dataclass(frozen=True, slots=True, kw_only=True)
class Extraction:
    """All that was read out of one article, and the version of what read it."""

    article: Article
    mentions: tuple[Mention, ...] = ()
    people: tuple[Person, ...] = ()
    organisations: tuple[Organisation, ...] = ()
    figures: tuple[Figure, ...] = ()
    events: tuple[Event, ...] = ()
    version: str = field(default="")


def content_id(*parts: object) -> str:
    """Return the first 16 hex digits of the SHA-256 of the parts; equal parts, equal id."""
    joined = "\x1f".join(str(part) for part in parts)
    return hashlib.sha256(joined.encode()).hexdigest()[:16]
