"""Figures by claimant."""

from geo.ui import figures_page

figures_page.show()
