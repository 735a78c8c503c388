"""A synthetic twin of a study's data, made from its published answer alone: the data themselves never come here.

Same tables and columns; each column is drawn by itself, so that nobody is in it and nothing goes with anything.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from wending.effect.rules.answer import Answer, OutcomeAnswer, part
from wending.effect.rules.outcomes import OUTCOMES
from wending.effect.rules.plan import Use
from wending.effect.rules.tables import COLUMNS, StudyTables, empty_table
from wending.engine.estimation.check import Code

if TYPE_CHECKING:
    import numpy as np
    import pandas as pd

# A twin is for the form of the data; more rows than this show nothing more.
MOST = 2000
# A column whose spread was not published is drawn this wide, as a share of its mean.
SPREAD = 0.3


def twin_of(answer: Answer) -> StudyTables:
    """Return a twin drawn with the seed of the answer: as many people as were analysed, at most `MOST`."""
    import numpy as np
    import pandas as pd

    random = np.random.default_rng(answer.made.seed)
    first = answer.primary.estimates[0] if answer.primary.estimates else None
    treated, compared = (first.treated, first.compared) if first else (50, 50)
    shrink = min(1.0, MOST / (treated + compared))
    many = max(10, round(treated * shrink)), max(10, round(compared * shrink))
    people = [f"twin-{number:05d}" for number in range(sum(many))]
    is_treated = np.arange(len(people)) < many[0]
    frames = {name: empty_table(name) for name in COLUMNS}
    frames["persons"] = pd.DataFrame({"person": people, "organisation": [None] * len(people)})
    day = pd.Timestamp(answer.plan.frozen_on)
    frames["covariates"] = _covariates(answer, people, is_treated, day, random)
    taken = [name for name, is_one in zip(people, is_treated, strict=True) if is_one]
    approaches = [answer.plan.approach] * len(taken)
    if answer.plan.against:
        taken += [name for name, is_one in zip(people, is_treated, strict=True) if not is_one]
        approaches += [answer.plan.against] * (len(taken) - len(approaches))
    frames["exposures"] = pd.DataFrame(
        {
            "person": taken,
            "approach": approaches,
            "offered_on": day,
            "accepted_on": day,
            "completed_on": pd.NaT,
            "dose": np.nan,
            "mechanism": "twin",
        }
    )
    frames["outcomes"] = _outcomes(answer, people, is_treated, random)
    return StudyTables(**frames)


def _covariates(
    answer: Answer, people: list[str], is_treated: np.ndarray[Any, Any], day: pd.Timestamp, random: np.random.Generator
) -> pd.DataFrame:
    import numpy as np
    import pandas as pd

    means = _means(answer.primary)
    bounds = {one.covariate: one for one in answer.plan.population}
    names = list(
        dict.fromkeys(
            [
                *answer.plan.covariates,
                *answer.plan.groups,
                *bounds,
                *(one.outcome for one in answer.plan.of_use(Use.PLACEBO)),
            ]
        )
    )
    pieces = []
    for name in names:
        classes = {key.partition(":")[2]: mean for key, mean in means.items() if key.startswith(f"{name}:")}
        if classes:
            values: Any = _drawn_classes(classes, is_treated, random)
        elif name in means:
            middle = np.where(is_treated, *means[name])
            values = random.normal(middle, np.maximum(abs(middle) * SPREAD, 0.01))
        elif groups := _groups(answer.primary, name):
            values = random.choice(list(groups), len(people), p=list(groups.values()))
        else:
            values = random.normal(0, 1, len(people))
        bound = bounds.get(name)
        if bound is not None and bound.test == "is":
            values = [bound.value] * len(people)
        elif bound is not None and bound.test in {"from", "to"} and not isinstance(values[0], str):
            values = (
                np.maximum(values, float(bound.value))
                if bound.test == "from"
                else np.minimum(values, float(bound.value))
            )
        pieces.append(pd.DataFrame({"person": people, "covariate": name, "value": list(values), "on": day}))
    return pd.concat(pieces, ignore_index=True) if pieces else empty_table("covariates")


def _means(one: OutcomeAnswer) -> dict[str, tuple[float, float]]:
    """Return the published mean of treated and of compared per covariate or class."""
    found = next((check for check in one.checks if check.code is Code.BALANCE), None)
    if found is None or "mean-treated" not in found.columns:
        return {}
    places = [found.columns.index(name) for name in ("covariate", "mean-treated", "mean-compared-before")]
    return {str(row[places[0]]): (float(row[places[1]] or 0), float(row[places[2]] or 0)) for row in found.rows}


def _groups(one: OutcomeAnswer, covariate: str) -> dict[str, float]:
    """Return the published share of each group of a covariate."""
    found = part(one, "groups")
    rows = [row for row in found.rows if row[0] == covariate] if found is not None else []
    counts = {str(row[1]): float(row[2] or 0) + float(row[3] or 0) for row in rows}
    total = sum(counts.values())
    return {name: count / total for name, count in counts.items()} if total else {}


def _drawn_classes(
    classes: dict[str, tuple[float, float]], is_treated: np.ndarray[Any, Any], random: np.random.Generator
) -> list[str]:
    """Draw a class each; what the published classes leave is the one that stands for none of them."""
    import numpy as np

    drawn = np.empty(len(is_treated), object)
    for arm, rows in ((0, is_treated), (1, ~is_treated)):
        shares = np.clip([means[arm] for means in classes.values()], 0, 1)
        shares = np.append(shares, max(0.0, 1 - shares.sum()))
        drawn[rows] = random.choice([*classes, "rest"], int(rows.sum()), p=shares / shares.sum())
    return [str(one) for one in drawn]


def _outcomes(
    answer: Answer, people: list[str], is_treated: np.ndarray[Any, Any], random: np.random.Generator
) -> pd.DataFrame:
    import numpy as np
    import pandas as pd

    pieces = []
    for one in answer.outcomes:
        if one.planned.use is Use.PLACEBO or one.planned.outcome not in OUTCOMES:
            continue
        kind = OUTCOMES[one.planned.outcome]
        base = one.untreated[0] if one.untreated else ((kind.low or 0) + (kind.high or 1)) / 2
        effect = one.estimates[0].value if one.estimates else 0.0
        middle = base + effect * is_treated
        if kind.unit == "share":
            values = (random.random(len(people)) < np.clip(middle, 0, 1)).astype(float)
        else:
            values = np.clip(random.normal(middle, max(abs(base) * SPREAD, 0.01)), kind.low, kind.high)
        pieces.append(
            pd.DataFrame(
                {
                    "person": people,
                    "outcome": one.planned.outcome,
                    "horizon": one.planned.horizon,
                    "value": values,
                    "observed": True,
                    "on": pd.NaT,
                    "source": "twin",
                    "weight": np.nan,
                }
            )
        )
    return pd.concat(pieces, ignore_index=True) if pieces else empty_table("outcomes")
