"""Which language a text is in, by its function words and its script."""

from __future__ import annotations

import re
import tomllib
from functools import lru_cache
from typing import NamedTuple

from geo.settings import ROOT

LEXICON = ROOT / "data" / "lexicon" / "languages.toml"
SAMPLE = 20_000
"""Characters that are looked at."""
FEWEST = 8
"""Function words of another language that a text must hold to be in it."""
WORD = re.compile(r"[^\W\d_]+")


class Languages(NamedTuple):
    """Function words and letter ranges, by language."""

    words: dict[str, frozenset[str]]
    scripts: dict[str, re.Pattern[str]]


@lru_cache(maxsize=1)
def languages() -> Languages:
    """Return the tables of ``data/lexicon/languages.toml``, read once."""
    tables = tomllib.loads(LEXICON.read_text("utf-8"))
    return Languages(
        words={language: frozenset(words) for language, words in tables["words"].items()},
        scripts={
            language: re.compile(f"[{first}-{last}]")
            for language, (first, last) in tables["scripts"].items()
        },
    )


def language_of(text: str) -> str:
    """Return the text's language (ISO 639-1), English unless the text says otherwise."""
    sample = text[:SAMPLE].casefold()
    words = WORD.findall(sample)
    by_script = {
        language: sum(map(len, letters.findall(sample)))
        for language, letters in languages().scripts.items()
    }
    script = max(by_script, key=by_script.__getitem__)
    if by_script[script] * 2 > sum(map(len, words)):
        return script
    counts = {
        language: sum(word in common for word in words)
        for language, common in languages().words.items()
    }
    best = max(counts, key=counts.__getitem__)
    return best if counts[best] >= FEWEST and counts[best] > counts["en"] else "en"
