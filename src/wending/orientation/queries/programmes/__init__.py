"""Programmes: the list to search, one by itself, those that fit someone, a few side by side, and how work is learned.

What the catalogue or a source does not say stays unknown here. Figures always come with year and source.
"""

from wending.orientation.queries.programmes.browse import ProgrammesView, programmes_view
from wending.orientation.queries.programmes.learning import Learning, learning
from wending.orientation.queries.programmes.page import ProgrammeView, programme_view

__all__ = ["Learning", "ProgrammeView", "ProgrammesView", "learning", "programme_view", "programmes_view"]
