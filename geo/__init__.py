"""Conflict Map: news articles in; places, events and reported figures out, with their sentences."""

__version__ = "0.1.0"
