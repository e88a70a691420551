"""Files and folders → articles: text, outlet, date, and how each is known."""

from geo.ingest.articles import from_text, overridden
from geo.ingest.files import find, read

__all__ = ["find", "from_text", "overridden", "read"]
