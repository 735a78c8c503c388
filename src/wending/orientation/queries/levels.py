"""The level of an occupation in the words of Dutch education."""

from dataclasses import dataclass

import numpy as np
from django.utils.translation import gettext_lazy as _

from wending.engine.fit import FitIndex

# NLQF levels as people know them.
LEVELS = {
    1.0: _("mbo 1"),
    2.0: _("mbo 2"),
    3.0: _("mbo 3"),
    4.0: _("mbo 4"),
    4.5: _("vwo"),
    5.0: _("Ad"),
    6.0: _("hbo of bachelor"),
    7.0: _("master"),
    8.0: _("promotie"),
}


@dataclass(frozen=True, slots=True)
class LevelRange:
    """The usual lowest and highest level in words, the lowest as NLQF too; estimated where no source says."""

    low: str
    high: str
    is_estimated: bool
    lowest: float


def level_range(index: FitIndex, uri: str) -> LevelRange | None:
    """Return the usual level of an occupation, None when unknown."""
    number = index.number(uri)
    low, high = float(index.level_low_[number]), float(index.level_high_[number])
    if np.isnan(low) or np.isnan(high):
        return None
    return LevelRange(str(LEVELS[low]), str(LEVELS[high]), bool(index.is_level_estimated_[number]), low)
