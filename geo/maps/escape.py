r"""The one way by which a string may reach folium.

News text is hostile input: folium compiles values a second time as Jinja, its tooltips are
HTML and its scripts hold JavaScript template strings. A string goes through :func:`text` where
HTML is expected and through :func:`script_value` where JavaScript is, and by no other way.
"""

from __future__ import annotations

import html
import json
import re

_ENTITIES = {"{": "&#123;", "}": "&#125;", "`": "&#96;", "$": "&#36;", "\\": "&#92;"}
_HTML = str.maketrans(_ENTITIES)
_SCRIPT = {ord(mark): f"\\u{ord(mark):04x}" for mark in "<>&{}`$'\u2028\u2029"}
_STRING = re.compile(r'"(?:[^"\\]|\\.)*"')


def text(value: str) -> str:
    """Return a string that shows as itself in HTML, whichever template it passes on the way.

    HTML's own marks become entities, and so do those of Jinja and of JavaScript's template
    strings: braces, backticks, dollar signs and backslashes.
    """
    return html.escape(value, quote=True).translate(_HTML)


def script_value(value: object) -> str:
    r"""Return a value as JSON that is safe in a script element and in a Jinja template.

    The marks of HTML and of both template languages become ``\u`` escapes inside its strings,
    so JavaScript reads the same value. Numbers that are not finite raise ValueError.
    """
    plain = json.dumps(value, ensure_ascii=False, allow_nan=False, separators=(",", ":"))
    escaped = _STRING.sub(lambda string: string.group().translate(_SCRIPT), plain)
    return escaped.replace("}}", "} }").replace("}}", "} }")
