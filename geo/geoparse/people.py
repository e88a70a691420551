"""Who is named in a text: words of somebody's name are no places when they stand alone."""

from __future__ import annotations

from collections.abc import Set

from geo.geoparse.toponym import Words

GOVERNMENT = 5.5
"""Importance from which a town that "said" something is read as a government."""


class People:
    """Who is named in a text: the words of all names of persons with two words or more."""

    def __init__(self, words: Words, places: Set[int]) -> None:
        self.words, self.places = words, places
        self.tokens = {
            words.lower[at]
            for start, end, label in words.entities
            if label == "PERSON" and end - start > 1 and not self._is_place(start, end)
            for at in range(start, end)
            if words.capital[at] and len(words.text[at]) > 2
        }

    def add_speakers(self, fame: dict[int, float]) -> None:
        """Count names that speak as somebody's, but for those known enough to be governments.

        ``fame`` is the importance of the name that stands at a token.
        """
        words = self.words
        self.tokens |= {
            words.lower[at]
            for at in range(len(words))
            if words.capital[at]
            and fame.get(at, 0.0) < GOVERNMENT
            and words.lower[at] not in words.lexicon.never
            and (
                words.after(at) in words.lexicon.speech or words.before(at) in {"said", "says"}
            )
        }

    def _is_place(self, start: int, end: int) -> bool:
        """Tell whether the tagger took places for somebody: "Baku-Yerevan", "Khan Younis"."""
        lexicon = self.words.lexicon
        return all(
            not self.words.capital[at]
            or (
                at in self.places
                and self.words.lower[at] not in lexicon.given_names
                and self.words.lower[at] not in lexicon.surnames
            )
            for at in range(start, end)
        )
