"""The chance of work in classes, as the source SBB words them. Our own judgement: how far apart the classes are.

The class itself always stands beside it in the words of the source; a class that is not here is shown as it is.
"""

# From bad to good, on a scale from 0 to 1.
CHANCES = {"gering": 0.0, "matig": 0.25, "voldoende": 0.5, "ruim voldoende": 0.75, "goed": 1.0}
BAD = 0.25


def chance_value(category: str) -> float | None:
    """Return a class as a number from 0 to 1; None for a class that is not known.

    >>> chance_value("Ruim voldoende"), chance_value("?")
    (0.75, None)
    """
    return CHANCES.get(category.strip().casefold())


def is_bad_chance(category: str) -> bool:
    """Whether a class is one of the two lowest."""
    value = chance_value(category)
    return value is not None and value <= BAD
