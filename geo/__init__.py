"""News articles in; places, events and reported figures out, each with its sentence."""

__version__ = "0.1.0"
