"""Readings of short texts with toponyms marked by hand: no gazetteer is needed here."""

from __future__ import annotations

import re
from collections.abc import Callable
from datetime import date

import pytest
from spacy.language import Language

from geo import language
from geo.coding.dates import tag_dates
from geo.coding.reading import Reading
from geo.model import Article, Basis, Kind, Mention, Place, Role
from geo.settings import Settings

Read = Callable[..., Reading]

PLACES = {
    "Chad": (Kind.COUNTRY, "TD"),
    "Sudan": (Kind.COUNTRY, "SD"),
    "Darfur": (Kind.REGION, "SD"),
    "Lake Chad": (Kind.WATER, "TD"),
    "Gaza City": (Kind.CITY, "PS"),
    "Gaza": (Kind.REGION, "PS"),
    "Rafah": (Kind.CITY, "PS"),
    "Lachin corridor": (Kind.CORRIDOR, "AZ"),
    "Nakhchivan": (Kind.EXCLAVE, "AZ"),
    "Kyiv": (Kind.CITY, "UA"),
    "Kherson": (Kind.CITY, "UA"),
    "Odesa": (Kind.CITY, "UA"),
    "Goma": (Kind.CITY, "CD"),
    "Sake": (Kind.CITY, "CD"),
    "Bunia": (Kind.CITY, "CD"),
    "Ituri": (Kind.PROVINCE, "CD"),
    "Khartoum": (Kind.CITY, "SD"),
    "Omdurman": (Kind.CITY, "SD"),
    "Nyala": (Kind.CITY, "SD"),
    "Port Sudan": (Kind.CITY, "SD"),
    "Hodeidah": (Kind.CITY, "YE"),
    "Marib": (Kind.CITY, "YE"),
    "Taiz": (Kind.CITY, "YE"),
    "Yemen": (Kind.COUNTRY, "YE"),
    "Geneva": (Kind.CITY, "CH"),
    "Jeddah": (Kind.CITY, "SA"),
    "Doha": (Kind.CITY, "QA"),
    "Nairobi": (Kind.CITY, "KE"),
    "Pretoria": (Kind.CITY, "ZA"),
    "Haiti": (Kind.COUNTRY, "HT"),
    "Idlib": (Kind.CITY, "SY"),
    "Aleppo": (Kind.CITY, "SY"),
    "Beirut": (Kind.CITY, "LB"),
    "Sidon": (Kind.CITY, "LB"),
    "Yangon": (Kind.CITY, "MM"),
    "Sagaing": (Kind.PROVINCE, "MM"),
    "Gao": (Kind.CITY, "ML"),
    "Kidal": (Kind.CITY, "ML"),
    "Mali": (Kind.COUNTRY, "ML"),
    "Mekelle": (Kind.CITY, "ET"),
    "Tigray": (Kind.REGION, "ET"),
    "Niamey": (Kind.CITY, "NE"),
    "Dakar": (Kind.CITY, "SN"),
    "Palermo": (Kind.CITY, "IT"),
    "Syria": (Kind.COUNTRY, "SY"),
    "Ukraine": (Kind.COUNTRY, "UA"),
    "Russia": (Kind.COUNTRY, "RU"),
    "Rwanda": (Kind.COUNTRY, "RW"),
    "Uganda": (Kind.COUNTRY, "UG"),
    "Kenya": (Kind.COUNTRY, "KE"),
    "Qatar": (Kind.COUNTRY, "QA"),
    "Kuwait": (Kind.COUNTRY, "KW"),
}
DEMONYMS = {"Ukrainian": "Ukraine", "Russian": "Russia", "Ugandan": "Uganda", "Kenyan": "Kenya"}


def place(name: str) -> Place:
    kind, country = PLACES[name]
    return Place(place_id=name, name=name, kind=kind, lat=1.0, lon=2.0, country=country)


def mark(text: str, roles: dict[str, Role]) -> tuple[Mention, ...]:
    """Mark the names of ``PLACES`` in a text, the longest first, as located unless told."""
    names = sorted([*PLACES, *DEMONYMS], key=len, reverse=True)
    pattern = re.compile(r"\b(" + "|".join(map(re.escape, names)) + r")\b")
    return tuple(
        Mention(
            start=found.start(),
            end=found.end(),
            text=found[0],
            role=roles.get(found[0], Role.DEMONYM if found[0] in DEMONYMS else Role.LOCATION),
            place=place(DEMONYMS.get(found[0], found[0])),
            score=1.0,
        )
        for found in pattern.finditer(text)
    )


@pytest.fixture(scope="session")
def pipeline() -> Language:
    return language.load(Settings().model)


@pytest.fixture(scope="session")
def read(pipeline: Language) -> Read:
    """Return a function from a text (published Thursday 21 September 2023) to its reading."""

    def reading(
        text: str,
        published: date | None = date(2023, 9, 21),
        roles: dict[str, Role] | None = None,
    ) -> Reading:
        article = Article(
            article_id="test",
            text=text,
            sha256="",
            published=published,
            published_basis=Basis.UNKNOWN if published is None else Basis.STATED,
        )
        doc = language.parse(article, pipeline)
        return Reading(
            article=article,
            doc=doc,
            mentions=mark(text, roles or {}),
            dates=tag_dates(doc, article),
        )

    return reading
