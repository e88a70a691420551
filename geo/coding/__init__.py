"""Event and figure coding: who did what, where, when; how many, says who."""
