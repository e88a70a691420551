"""The map with its filters and lists."""

from geo.ui import map_page

map_page.show()
