"""The articles, and one to read."""

from geo.ui import articles_page

articles_page.show()
