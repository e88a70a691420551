"""How it works, and what it cannot do."""

from geo.ui import method_page

method_page.show()
