"""Synthetic populations with known true effects, to teach with and to test estimators on.

`World` has all switches; `generate` gives the tables (as registers and surveys would) and, apart, the `Truth`. Every
parameter is made up: nothing from such a world says anything of a real one, and tables carry a mark of that.
"""

from wending.engine.estimation.world.draw import panel_of, sample_of, spells_of
from wending.engine.estimation.world.tables import COLUMNS, Tables
from wending.engine.estimation.world.terms import OUTCOMES, Approach, Mechanism, Missing, World
from wending.engine.estimation.world.truth import Truth
from wending.engine.estimation.world.write import generate

__all__ = [
    "COLUMNS",
    "OUTCOMES",
    "Approach",
    "Mechanism",
    "Missing",
    "Tables",
    "Truth",
    "World",
    "generate",
    "panel_of",
    "sample_of",
    "spells_of",
]
