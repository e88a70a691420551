"""What a toponym does in its sentence."""

from __future__ import annotations

from typing import TYPE_CHECKING

from geo.geoparse.toponym import Toponym
from geo.model import Place, Role

if TYPE_CHECKING:
    from spacy.tokens import Doc


def role_of(toponym: Toponym, place: Place | None, doc: Doc) -> Role:
    """Return the role of a toponym."""
    return toponym.role or Role.LOCATION
