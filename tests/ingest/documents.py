"""Files of each format, made in code for the tests."""

from __future__ import annotations

import io
import zipfile

PARAGRAPH = "Rebels took the town of Sake on Friday, residents said, after a week of fighting."
WORD = 'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"'


def html(head: str, body: str) -> str:
    """Return a web page."""
    return f"<!DOCTYPE html><html><head>{head}</head><body>{body}</body></html>"


def story(extra: str = "") -> str:
    """Return an article element that is long enough to be told from a page."""
    return f"<article><h1>Rebels take town</h1>{f'<p>{PARAGRAPH}</p>' * 4}{extra}</article>"


def docx(*paragraphs: str, title: bool = False) -> bytes:
    """Return a Word file; ``title`` gives the first paragraph the style of a headline."""
    import docx as word

    document = word.Document()
    for number, text in enumerate(paragraphs):
        document.add_paragraph(text, style="Title" if title and not number else None)
    file = io.BytesIO()
    document.save(file)
    return file.getvalue()


def with_part(package: bytes, name: str, content: bytes) -> bytes:
    """Return a Word file with one of its parts replaced."""
    file = io.BytesIO()
    with (
        zipfile.ZipFile(io.BytesIO(package)) as old,
        zipfile.ZipFile(file, "w", zipfile.ZIP_DEFLATED) as new,
    ):
        for part in old.namelist():
            new.writestr(part, content if part == name else old.read(part))
    return file.getvalue()


def document_xml(body: str, doctype: str = "") -> bytes:
    """Return the main part of a Word file."""
    return f"{doctype}<w:document {WORD}><w:body>{body}</w:body></w:document>".encode()


def pdf(*pages: list[str]) -> bytes:
    """Return a PDF whose pages hold the lines."""
    from pypdf import PdfWriter
    from pypdf.generic import DecodedStreamObject, DictionaryObject, NameObject

    writer = PdfWriter()
    font = DictionaryObject(
        {
            NameObject("/Type"): NameObject("/Font"),
            NameObject("/Subtype"): NameObject("/Type1"),
            NameObject("/BaseFont"): NameObject("/Helvetica"),
            NameObject("/Encoding"): NameObject("/WinAnsiEncoding"),
        }
    )
    for lines in pages:
        page = writer.add_blank_page(600, 800)
        fonts = DictionaryObject({NameObject("/F1"): font})
        page[NameObject("/Resources")] = DictionaryObject({NameObject("/Font"): fonts})
        shown = "".join(f"({line}) Tj T* " for line in lines)
        stream = DecodedStreamObject()
        stream.set_data(f"BT /F1 10 Tf 14 TL 50 750 Td {shown}ET".encode("cp1252"))
        page[NameObject("/Contents")] = writer._add_object(stream)
    file = io.BytesIO()
    writer.write(file)
    return file.getvalue()


def encrypted_pdf() -> bytes:
    """Return a PDF that opens with a password only."""
    from pypdf import PdfWriter

    writer = PdfWriter()
    writer.add_blank_page(200, 200)
    writer.encrypt("secret")
    file = io.BytesIO()
    writer.write(file)
    return file.getvalue()


def long_pdf(pages: int) -> bytes:
    """Return a PDF of that many blank pages."""
    from pypdf import PdfWriter

    writer = PdfWriter()
    for _ in range(pages):
        writer.add_blank_page(200, 200)
    file = io.BytesIO()
    writer.write(file)
    return file.getvalue()
