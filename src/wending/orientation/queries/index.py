"""The fit index of the releases in force: made once per edition of the data, kept in a file, opened once a process."""

from dataclasses import replace
from pathlib import Path

import numpy as np
from django.conf import settings

import wending.engine.fit
from wending.engine.fit import FitData, FitIndex
from wending.kit.saved import Saved, code_digest
from wending.orientation.rules import conditions
from wending.orientation.rules.conditions import CONDITIONS, conditions_met
from wending.reference.queries import fit, links, onet
from wending.reference.queries.releases import fingerprint

_CODE = code_digest(
    Path(wending.engine.fit.__file__).parent,
    *(Path(module.__file__ or "") for module in (fit, links, onet, conditions)),
    Path(__file__),
)


def fit_index() -> FitIndex:
    """Return the index of the releases in force: from memory, else from its file, else made (some ten seconds).

    It knows both source sets: say `sources="esco"` when ranking to leave O*NET out. Raise LookupError when no release
    with occupations is in force.
    """
    return SAVED.open(Path(settings.DATA_DIR) / "index", f"{fingerprint(*fit.FIT_SOURCES)} {_CODE}")


def with_conditions(data: FitData) -> FitData:
    """Return the data with the working conditions that its skills give away: 1 where they do, unknown elsewhere."""
    needs = data.essential.tocsr()
    table = np.full((len(data.occupations), len(CONDITIONS)), np.nan)
    for row in range(len(data.occupations)):
        skills = [data.skills[column] for column in needs.indices[needs.indptr[row] : needs.indptr[row + 1]]]
        for condition in conditions_met(CONDITIONS, skills):
            table[row, list(CONDITIONS).index(condition)] = 1.0
    return replace(data, condition_ids=tuple(CONDITIONS), conditions=table)


SAVED = Saved(
    "fit",
    make=lambda: FitIndex().fit(with_conditions(fit.fit_data())),
    save=lambda index, path: index.save(path),
    load=FitIndex.load,
)
