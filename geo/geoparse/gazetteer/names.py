"""How place names are compared: folding, romanisation, generic words and Arabic articles.

Two spellings are the same name when ``fold`` gives the same key for both.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator
from functools import lru_cache

# Letters that Unicode does not decompose, and signs that stand for nothing in English text.
LETTERS = str.maketrans(
    {
        "ı": "i",
        "ə": "a",
        "ǝ": "a",
        "ø": "o",
        "ł": "l",
        "đ": "d",
        "ð": "d",
        "þ": "th",
        "ß": "ss",
        "æ": "ae",
        "œ": "oe",
        "ŋ": "n",
        "ħ": "h",
        "ɛ": "e",
        "ɔ": "o",
        ".": None,
        **dict.fromkeys("'`´‘’ʻʼʽʾʿʹ′ˈ\u200b\u200c\u200d\u00ad", None),
        **dict.fromkeys('-‐‑‒–—―/,;:()[]"“”_·•|', " "),
    }
)

# The same for plain ASCII, which nearly all look-ups are: bytes translate five times faster.
SILENT = b"'`."
BLANKS = bytes.maketrans(b'-/,;:()[]"_|', b" " * 12)

# "St. Louis" and "Saint Louis", "Mt. Hermon" and "Mount Hermon" are one name each.
SHORT_FORMS = {"saint": "st", "sainte": "ste", "mount": "mt", "fort": "ft"}
SHORTENED = re.compile(r"\b(?:saint|sainte|mount|fort)\b(?= )")

# "the Donetsk region", "Kherson Oblast", "North Kivu province": the name and what it is. Words
# for natural features are none of these: "Black River" is not a place called Black.
AREA_WORDS = frozenset(
    {
        "region",
        "province",
        "oblast",
        "state",
        "governorate",
        "district",
        "county",
        "raion",
        "rayon",
        "prefecture",
        "department",
        "territory",
        "territories",
        "voivodeship",
        "krai",
        "canton",
        "municipality",
        "republic",
        "emirate",
        "division",
        "subdivision",
        "locality",
        "area",
        "provinces",
        "regions",
        "districts",
        "oblasts",
        "counties",
        "wilaya",
        "woreda",
        "zone",
        "countryside",
        "commune",
        "cercle",
    }
)
SETTLEMENT_WORDS = frozenset(
    {
        "city",
        "town",
        "village",
        "settlement",
        "township",
        "borough",
        "parish",
        "camp",
        "crossing",
        "exclave",
        "enclave",
        "suburb",
        "neighbourhood",
        "neighborhood",
    }
)
GENERIC_BEFORE = re.compile(
    r"^(?:the )?(?:(?:autonomous )?(?:city|town|village|state|province|region|district|county"
    r"|governorate|department|republic|oblast|territory|emirate|municipality|prefecture"
    r"|camp|commune|kingdom) of|wilaya of) "
)

# Arabic articles with their assimilated forms: "Ash Shajara", "al-Shajara", "el-Shagara".
ARTICLE = re.compile(
    r"^(?:al|el|as|es|ash|esh|ad|ed|adh|ar|er|an|en|at|et|ath|az|ez|aj) (?=\w{3})"
)
# Countries where a name may begin with an Arabic article.
ARABIC = frozenset(
    {
        "AE",
        "BH",
        "DJ",
        "DZ",
        "EG",
        "EH",
        "IL",
        "IQ",
        "JO",
        "KM",
        "KW",
        "LB",
        "LY",
        "MA",
        "MR",
        "OM",
        "PS",
        "QA",
        "SA",
        "SD",
        "SO",
        "SY",
        "TD",
        "TN",
        "YE",
        "SS",
        "ER",
    }
)

CYRILLIC = {
    **dict(zip("абвгдезийклмнопрстуфы", "abvgdeziyklmnoprstufy", strict=True)),
    **{"ж": "zh", "х": "kh", "ц": "ts", "ч": "ch", "ш": "sh", "щ": "shch", "э": "e"},
    **{"ё": "yo", "ю": "yu", "я": "ya", "ъ": "", "ь": "", "і": "i", "ї": "yi", "є": "ye"},
    **{"ґ": "g", "ў": "w", "ј": "j", "љ": "lj", "њ": "nj", "ћ": "c", "ђ": "d", "џ": "dz"},
}
AZERBAIJANI = str.maketrans(
    {"ş": "sh", "ç": "ch", "c": "j", "x": "kh", "ğ": "gh", "q": "g", "ə": "a", "ı": "i"}
    | {"ü": "u", "ö": "o", "İ": "i"}
)
UKRAINIAN = {**CYRILLIC, "г": "h", "и": "y", "й": "i"}


@lru_cache(maxsize=1 << 16)
def fold(name: str) -> str:
    """Return the key of a name: lower case, no diacritics or punctuation, single spaces."""
    text = name.lower().replace("&", " and ")
    if not text.isascii():
        text = unicodedata.normalize("NFKD", text.translate(LETTERS))
        text = "".join(c for c in text if not unicodedata.combining(c)).lower()
        text = " ".join(text.translate(LETTERS).split())
    elif not text.isalpha():
        text = b" ".join(text.encode().translate(BLANKS, SILENT).split()).decode()
    if "saint" in text or "mount" in text or "fort" in text:
        text = SHORTENED.sub(lambda found: SHORT_FORMS[found.group()], text)
    return text


def without_generic(key: str) -> str:
    """Return a folded name without its generic word ("donetsk region"), or unchanged."""
    head, _, last = key.rpartition(" ")
    if head and (last in AREA_WORDS or last in SETTLEMENT_WORDS):
        return head.removeprefix("the ")
    bare = GENERIC_BEFORE.sub("", key)
    return bare if bare != key else key.removeprefix("the ")


def says_area(key: str) -> bool:
    """Tell whether a folded name says that an administrative area is meant."""
    return key.rpartition(" ")[2] in AREA_WORDS or bool(
        re.match(r"(?:the )?(?:state|province|region|district|county|governorate) of ", key)
    )


def article_variants(key: str) -> Iterator[str]:
    """Yield the spellings of a folded Arabic name with other articles and with none."""
    found = ARTICLE.match(key)
    if found:
        bare = key[found.end() :]
        yield from {f"al {bare}", f"el {bare}", bare} - {key}


def romanise(name: str, country: str) -> str | None:
    """Return a Cyrillic or Azerbaijani name as news agencies spell it, else None.

    "Харків" is Kharkiv, "Kəlbəcər" Kalbajar.
    """
    if country == "AZ" and is_latin(name):
        return name.replace("I", "ı").lower().translate(AZERBAIJANI)
    letters = UKRAINIAN if country == "UA" else CYRILLIC
    lower = unicodedata.normalize("NFC", name.lower())
    if not any("а" <= letter <= "ӿ" for letter in lower):
        return None
    return "".join(letters.get(letter, letter) for letter in lower)


def is_latin(name: str) -> bool:
    """Tell whether every letter of the name is Latin."""
    return name.isascii() or all(
        letter < "\u0250"
        or "\u02b0" <= letter < "\u0370"
        or "\u1e00" <= letter < "\u2100"
        or letter in "əǝ"
        for letter in name
    )


def is_junk(alternate: str) -> bool:
    """Tell whether an alternate name is a machine's letter-by-letter transliteration or a stub.

    Packages hold "swldw" for "سولدو" and "jia sha" for "加沙": Latin, but nobody's spelling.
    """
    if not is_latin(alternate):
        return len(alternate) < 2
    if len(alternate) < 3:
        return True
    first = alternate.lstrip("'`´‘’ʻʼʽʾʿ")[:1]
    return first.islower() and not ARTICLE.match(fold(alternate))


def is_code(alternate: str) -> bool:
    """Tell whether an alternate name is an airport's or a country's letters ("GZA")."""
    return len(alternate) <= 4 and alternate.isascii() and alternate.isupper()
