"""Rosters in the XML of UWLR 2.3."""
