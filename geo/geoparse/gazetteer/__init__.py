"""The gazetteer: the world's places by name, compiled once and memory-mapped."""

from geo.geoparse.gazetteer.entry import Match
from geo.geoparse.gazetteer.index import Candidate, Gazetteer

__all__ = ["Candidate", "Gazetteer", "Match"]
