"""Bytes → text, without changing a character of it."""

from __future__ import annotations

import codecs

from geo.errors import UnreadableDocument

MARKS = (
    (codecs.BOM_UTF32_LE, "utf-32"),
    (codecs.BOM_UTF32_BE, "utf-32"),
    (codecs.BOM_UTF16_LE, "utf-16"),
    (codecs.BOM_UTF16_BE, "utf-16"),
)
SAMPLE = 100_000
"""Bytes from which the encoding of a file that is not UTF-8 is told."""
LARGEST_SHARE_OF_CONTROLS = 0.05
UNUSED_IN_1252 = frozenset(b"\x81\x8d\x8f\x90\x9d")
WESTERN = frozenset(
    [
        "Danish", "Dutch", "English", "Finnish", "French", "German", "Indonesian", "Italian",
        "Norwegian", "Portuguese", "Spanish", "Swedish", "Unknown",
    ]
)  # fmt: skip
"""Languages written in Windows-1252; a few curly quotes tell it from no other."""


def decoded(content: bytes, name: str) -> str:
    """Return the file's text: UTF-8, what its byte order mark says, or the likeliest encoding.

    Line ends and blanks stay as they are.

    Raises
    ------
    UnreadableDocument
        When the bytes are no text.
    """
    for mark, encoding in MARKS:
        if content.startswith(mark):
            return content.decode(encoding, "replace")
    try:
        text = content.decode("utf-8")
    except UnicodeDecodeError:
        text = content.decode(likeliest_encoding(content, name), "replace")
    controls = sum(text.count(chr(code)) for code in range(32) if chr(code) not in "\t\n\r\f\v")
    if controls > LARGEST_SHARE_OF_CONTROLS * len(text):
        raise UnreadableDocument(
            f"{name} holds no text but binary data. Save it as UTF-8 text."
        )
    return text


def likeliest_encoding(content: bytes, name: str) -> str:
    """Return the encoding of bytes that are not UTF-8."""
    from charset_normalizer import from_bytes

    best = from_bytes(content[:SAMPLE]).best()
    if best is None:
        raise UnreadableDocument(
            f"The encoding of {name} cannot be told. Save it as UTF-8 text and try again."
        )
    western = best.language in WESTERN and not set(content) & UNUSED_IN_1252
    return "cp1252" if western else str(best.encoding)
