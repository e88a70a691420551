"""A saved web page → its main text and what its metadata say; nothing is ever fetched."""

from __future__ import annotations

import logging
import re
from html import unescape
from typing import TYPE_CHECKING

from geo.errors import UnreadableDocument
from geo.ingest.decoding import decoded
from geo.ingest.header import Header
from geo.ingest.outlets import outlets
from geo.ingest.page import page_of
from geo.ingest.source import signed_off
from geo.model import Basis

if TYPE_CHECKING:
    from lxml.html import HtmlElement  # type: ignore[import-untyped]
    from trafilatura.settings import Document

CHARSET = re.compile(rb"<meta[^>]{0,200}charset\s*=\s*[\"']?\s*([\w-]{2,40})", re.IGNORECASE)
DATES = {"original_date": True, "extensive_search": False}
"""The date that the page's metadata state, never one out of the story."""
PUBLISHER = re.compile(r'"publisher"\s*:\s*\{[^{}]{0,400}?"name"\s*:\s*"([^"\\]{2,80})"')
SEPARATOR = re.compile(r" ?[|–—·»-] ")
CONTROLS = re.compile(r"[\x00-\x08\x0e-\x1f]")


def main_text(content: bytes, name: str) -> tuple[str, Header]:
    """Return the headline and main text of a page, and its metadata.

    The tree is parsed here, without network, entities or more than 256 levels, and handed on as
    a tree: given text, the extractor might take it for an address.

    Raises
    ------
    UnreadableDocument
        When the page holds no main text.
    """
    from trafilatura import bare_extraction

    logging.getLogger("trafilatura").setLevel(logging.CRITICAL)
    tree = parsed_page(content, name)
    page = bare_extraction(
        tree, with_metadata=True, include_comments=False, date_extraction_params=dict(DATES)
    )
    if page is None or isinstance(page, dict) or not page.text:
        raise UnreadableDocument(
            f"{name} has no main text that can be told from the page around it. "
            "Copy the article's text into a .txt file."
        )
    return with_title(page.title, page.text), metadata(page, tree)


def parsed_page(content: bytes, name: str) -> HtmlElement:
    """Return the page's tree."""
    from lxml import etree, html  # type: ignore[import-untyped]

    text = CONTROLS.sub(" ", decoded_page(content, name))
    parser = html.HTMLParser(encoding="utf-8", no_network=True, remove_comments=True)
    try:
        tree: HtmlElement = html.document_fromstring(
            text.encode("utf-8", "replace"), parser=parser
        )
    except (etree.LxmlError, ValueError) as error:
        raise UnreadableDocument(
            f"{name} is not a web page that can be read. "
            "Copy the article's text into a .txt file."
        ) from error
    return tree


def decoded_page(content: bytes, name: str) -> str:
    """Return the page's text in the encoding that it declares, if it is right."""
    declared = CHARSET.search(content[:4096])
    if declared is not None:
        try:
            return content.decode(declared[1].decode("ascii"))
        except (LookupError, UnicodeDecodeError):
            pass
    return decoded(content, name)


def with_title(title: str | None, text: str) -> str:
    """Return the text with its headline above it, once."""
    if not title or text.lstrip().casefold().startswith(title.casefold()):
        return text
    return f"{title}\n\n{text}"


def metadata(page: Document, tree: HtmlElement) -> Header:
    """Return what the page's metadata state; an outlet known by address is inferred."""
    site = page.sitename
    named = site if site and site != page.hostname and "." not in site else None
    stated = named or publisher(tree) or title_suffix(tree, page.title) or footer(tree)
    source = stated or (outlets().of_address(page.url) if page.url else None)
    basis = Basis.STATED if stated else Basis.INFERRED
    return Header(
        title=page.title,
        source=source,
        source_basis=basis if source else Basis.UNKNOWN,
        published=page.date,
        published_basis=Basis.STATED if page.date else Basis.UNKNOWN,
        url=page.url,
    )


def publisher(tree: HtmlElement) -> str | None:
    """Return the publisher that the page's JSON-LD names."""
    for script in tree.iterfind(".//script[@type='application/ld+json']"):
        found = PUBLISHER.search(script.text or "")
        if found is not None:
            return unescape(found[1]).strip() or None
    return None


def title_suffix(tree: HtmlElement, headline: str | None) -> str | None:
    """Return the site's name of "Rebels take town - Example Post" in the page's title."""
    whole = " ".join((tree.findtext(".//title") or "").split())
    if not headline or not whole.startswith(headline):
        return None
    rest = SEPARATOR.match(whole, len(headline))
    return whole[rest.end() :] or None if rest and len(whole) - rest.end() <= 40 else None


def footer(tree: HtmlElement) -> str | None:
    """Return whom the page's copyright line names."""
    for part in tree.iterfind(".//footer"):
        page = page_of(part.text_content()[:5_000])
        return next(signed_off(page, None, outlets()), None)
    return None
