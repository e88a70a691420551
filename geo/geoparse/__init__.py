"""Toponym recognition and resolution over an embedded gazetteer."""
