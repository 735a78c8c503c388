"""Bad panels: a finding that says what and how many, and no number."""

from __future__ import annotations

from pathlib import Path

import numpy as np
import pandas as pd
import pytest

from tests.engine.estimation.scale.world import duck, panel, written
from wending.engine.estimation.scale.group_time import Controls
from wending.engine.estimation.scale.over_time import effects_over_time
from wending.engine.estimation.terms import NotAnswerable

FRAME = panel(120)
TREATED = FRAME["first"] > 0


def _mask(column: str, rows: pd.Series, by: object) -> pd.DataFrame:
    """Return the panel with some values of a column replaced; None is unknown."""
    made = FRAME.copy()
    if by is None and column != "outcome":
        made[column] = made[column].astype("Int64").mask(rows)
    else:
        made[column] = made[column].mask(rows, by)
    return made


ROW = FRAME.index < 3
BAD = {
    "column-missing": (FRAME.drop(columns="first"), ("first",)),
    "column-wrong-type": (FRAME.assign(period=FRAME["period"].astype(str)), ("period", "string", "whole")),
    "column-wrong-type ": (FRAME.assign(outcome="high"), ("outcome", "string", "number")),
    "column-wrong-type  ": (FRAME.assign(first=FRAME["first"].astype(float)), ("first", "float64", "whole")),
    "no-rows": (FRAME.head(0), ()),
    "unit-unknown": (_mask("unit", ROW, None), (3, len(FRAME))),
    "period-unknown": (_mask("period", ROW, None), (3, len(FRAME))),
    "first-unknown": (_mask("first", ROW, None), (3, len(FRAME))),
    "outcome-not-finite": (_mask("outcome", ROW, -np.inf), (3, len(FRAME))),
    "outcome-unknown": (FRAME.assign(outcome=np.nan), ()),
    "outcome-never-differs": (FRAME.assign(outcome=7), ()),
    "period-not-positive": (FRAME.assign(period=FRAME["period"] - 1), (0,)),
    "first-negative": (_mask("first", TREATED, -4), (-4,)),
    "too-few-periods": (FRAME[FRAME["period"] == 3], (1, 2)),
    "too-many-periods": (FRAME.assign(period=np.arange(len(FRAME)) + 1), (62,)),
    "unit-period-twice": (pd.concat([FRAME, FRAME.head(2)]), (2,)),
    "unit-period-twice ": (pd.concat([FRAME, FRAME.head(2).assign(outcome=np.nan)]), (2,)),
    "first-differs": (_mask("first", (FRAME["unit"] == 105) & (FRAME["period"] == 2), 8), (1,)),
    "no-controls": (FRAME[TREATED], ()),
    "too-few-compared": (FRAME[TREATED | (FRAME["unit"] < 110)], None),
    "too-few-treated": (FRAME[~TREATED], (0, 10)),
    "too-few-treated ": (FRAME.assign(first=FRAME["first"].where(~TREATED, 1)), (0, 10)),  # from the first period on
    "too-few-treated  ": (FRAME.assign(first=FRAME["first"].where(~TREATED, 12)), (0, 10)),  # after the last
}


@pytest.mark.parametrize("name", list(BAD))
def test_effects_over_time_bad_data_is_told_without_number(name: str, tmp_path: Path) -> None:
    frame, about = BAD[name]
    with pytest.raises(NotAnswerable) as refused:
        effects_over_time(duck(tmp_path), written(frame, tmp_path))
    said = {one.code: one.about for one in refused.value.findings}
    assert name.strip() in said
    assert about is None or said[name.strip()] == about
    assert all(one.is_grave for one in refused.value.findings)


def test_effects_over_time_not_yet_treated_needs_two_groups(tmp_path: Path) -> None:
    alone = FRAME[FRAME["first"] == 4]
    with pytest.raises(NotAnswerable) as refused:
        effects_over_time(duck(tmp_path), written(alone, tmp_path), controls=Controls.NOT_YET)
    assert {one.code for one in refused.value.findings} == {"too-few-treated"}


def test_effects_over_time_tells_what_was_left_out(tmp_path: Path) -> None:
    outcome = FRAME["outcome"].mask((FRAME["unit"] == 107) | ((FRAME["unit"] == 108) & (FRAME["period"] < 3)))
    first = FRAME["first"].mask(FRAME["unit"] == 109, 1).mask(FRAME["unit"] == 110, 30)
    found = effects_over_time(duck(tmp_path), written(FRAME.assign(outcome=outcome, first=first), tmp_path))
    assert {one.code: one.about for one in found.told} == {
        "outcome-partly-unknown": (10, 960),
        "treated-from-the-start": (1,),
        "treated-after-the-end": (1,),
        "units-partly-seen": (1, 119),
        "units-never-known": (1,),
        "group-time-unknown": (7,),  # of the one that is treated later
    }
    assert not any(one.is_grave for one in found.told)
    assert found.units == 119
    assert found.two_way is not None
    assert {one.at for one in found.two_way.events} == set(range(-6, 5)) - {-1}


def test_effects_over_time_unknown_outcomes_count_as_not_there(tmp_path: Path) -> None:
    gone = np.arange(len(FRAME)) % 7 == 0
    holes = effects_over_time(duck(tmp_path), written(FRAME.assign(outcome=FRAME["outcome"].mask(gone)), tmp_path))
    rest = effects_over_time(duck(tmp_path), written(FRAME[~gone], tmp_path, "rest"))
    assert holes.two_way is not None
    assert rest.two_way is not None
    assert holes.two_way.plain == rest.two_way.plain
    assert holes.aggregates.simple == rest.aggregates.simple


def test_effects_over_time_two_way_is_left_out_where_it_cannot_be_told(tmp_path: Path) -> None:
    late = FRAME[FRAME["first"].isin((4, 7)) & (FRAME["period"] > 3)]
    found = effects_over_time(
        duck(tmp_path), written(FRAME[FRAME["first"] > 0], tmp_path), controls=Controls.NOT_YET, reference=(-1,)
    )
    assert found.two_way is not None
    assert found.two_way.events == ()  # time since the start follows from unit and period when all are treated
    assert "event-times-overlap" in {one.code for one in found.told}
    with pytest.raises(NotAnswerable):
        effects_over_time(duck(tmp_path), written(late[late["first"] == 4], tmp_path, "late"))
