"""What an index has learned, with the look-ups derived from it: shared by fitting, scoring and saving.

Only values; FitIndex gives them their verbs.
"""

from __future__ import annotations

import numpy as np
import scipy.sparse as sp
from numpy.typing import NDArray

from wending.engine.fit.credit import Credit
from wending.engine.fit.data import Floats
from wending.engine.fit.needs import Columns, Needs
from wending.engine.fit.wishes import Surroundings


class FitState:
    """Hold the learned values of n occupations and m skills."""

    occupations_: tuple[str, ...]
    skills_: tuple[str, ...]
    skill_groups_: tuple[str, ...]
    skill_group_steps_: sp.csr_matrix
    needs_: Needs
    credit_: Credit
    level_low_: Floats
    level_high_: Floats
    is_level_estimated_: NDArray[np.bool_]
    riasec_: Floats
    values_: Floats
    surroundings_: Surroundings
    transition_: dict[str, NDArray[np.float32]]

    def ready(self) -> None:
        """Derive the look-ups that are not saved."""
        self.occupation_numbers_ = {uri: k for k, uri in enumerate(self.occupations_)}
        self.skill_numbers_ = {uri: k for k, uri in enumerate(self.skills_)}
        self.columns_ = Columns(self.needs_)

    def number(self, occupation: str) -> int:
        """Return the number of an occupation; raises KeyError for an unknown URI."""
        return self.occupation_numbers_[occupation]

    def skills_in_group(self, group: str | None) -> NDArray[np.bool_] | None:
        """Return which skills lie in a skill group (m), None for an unknown group."""
        if group is None or group not in self.skill_groups_:
            return None
        column = self.skill_group_steps_[:, self.skill_groups_.index(group)]
        return np.asarray(column.todense()).ravel() > 0
