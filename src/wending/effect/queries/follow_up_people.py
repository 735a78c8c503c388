"""Who can be asked in a study of the platform: consents still, and had the approach or is in the frozen comparison.

Their first day comes from the newest data that were gathered. Until the population is frozen also who had the approach
since is asked, by what counted as it in those data: of them only the days on which they had it are read.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING
from uuid import UUID

from django.conf import settings
from django.utils import timezone

from wending.accounts.queries.research import EXPOSURE, all_seen
from wending.accounts.rules.research import Exposure, Given
from wending.effect.models import DataSet, Study, WaveAnswer
from wending.effect.queries.consented import people_of
from wending.effect.queries.pseudonyms import name_in_study
from wending.effect.rules.exposure import UNCLEAR, approach_of, starts
from wending.effect.rules.follow_up import SOURCE, Arm, AskState
from wending.effect.rules.gathered import MEANS, exposures_of
from wending.effect.rules.plan import Plan
from wending.effect.rules.register import Moment
from wending.effect.rules.tables import StudyTables
from wending.effect.sources.tables import read_tables

if TYPE_CHECKING:
    import pandas as pd


@dataclass(frozen=True)
class ToAsk:
    """Somebody to ask: the day from which horizons count, and on which side they stand."""

    person: UUID
    start: date
    arm: Arm


def consenting(study: Study) -> frozenset[UUID]:
    """Return who lets this study use what they were offered, now."""
    return people_of(study).get(EXPOSURE, frozenset())


def keeping(study: Study) -> frozenset[UUID]:
    """Return whose answers to this study may stay, also unused: see `given_for_research`."""
    return people_of(study, kept=True).get(EXPOSURE, frozenset())


def people_to_ask(study: Study, plan: Plan) -> list[ToAsk]:
    """Return who can be asked, in no order that tells anything; nobody before data were gathered.

    On which side they stand and since when is that of the analysis (`rules.exposure`); who stands on neither is not
    asked. Who had no approach is asked once the population is frozen, counted from the day of the plan. From then on
    nobody is asked who is not in it.

    Raises:
        TablesChanged, NoResearchKey.
    """
    import pandas as pd

    newest = study.data_sets.filter(is_synthetic=False).order_by("-made").first()
    if newest is None:
        return []
    frozen = study.acts.filter(kind=Moment.FROZEN.value).select_related("data_set").first()
    inside = set(_tables(frozen.data_set).persons["person"]) if frozen and frozen.data_set else None
    name, people, tables = name_in_study(study.pk), consenting(study), _tables(newest)
    had = tables.exposures
    if inside is None:
        seen = all_seen(Given({EXPOSURE: people}, timezone.localdate()))
        today = exposures_of((one for one in seen if isinstance(one, Exposure)), plan, _means(newest))
        today["person"] = today["person"].map(name)
        newer = today[~today["person"].isin(had["person"])]
        had = pd.concat([had, newer.astype(had.dtypes[newer.columns].to_dict())], ignore_index=True)
    first = {str(row.Index): (row.began.date(), row.approach) for row in starts(plan, had).itertuples()}
    got = approach_of(plan, had, pd.Index(had["person"].unique()))
    unclear = set(got.index[got == UNCLEAR])
    found = []
    for person in sorted(people):
        called = name(person)
        if called in unclear or (inside is not None and called not in inside):
            continue
        if called in first:
            start, what = first[called]
            found.append(ToAsk(person, start, Arm.TREATED if what == plan.approach else Arm.COMPARED))
        elif inside is not None:
            found.append(ToAsk(person, plan.frozen_on, Arm.COMPARED))
    return found


def rows_of_answers(study: Study) -> pd.DataFrame:
    """Return what people told, and who was asked and told nothing yet, as rows of outcomes under other names."""
    import pandas as pd

    name = name_in_study(study.pk)
    rows: list[tuple[object, ...]] = []
    people = consenting(study)
    for wave in study.waves.order_by("made"):
        told = {one.name: one for one in WaveAnswer.objects.filter(wave=wave)}
        asks = wave.asks.exclude(state__in=(AskState.OPEN.value, AskState.ENDED.value)).filter(person__in=people)
        for person in sorted(name(one) for one in asks.values_list("person", flat=True)):
            answer = told.get(person)
            for outcome in wave.outcomes:
                value = answer.values.get(outcome) if answer else None
                week = pd.Timestamp(answer.week) if answer else pd.NaT
                rows.append((person, outcome, wave.horizon, value, value is not None, week, SOURCE))
    columns = ["person", "outcome", "horizon", "value", "observed", "on", "source"]
    return pd.DataFrame(rows, columns=columns).astype({"value": "float64", "on": "datetime64[ns]"})


def _means(data: DataSet) -> dict[str, str]:
    """Return what of the platform counted as which approach when data were gathered."""
    return {one["about"][0]: one["about"][1] for one in data.findings if one["code"] == MEANS}


def _tables(data: DataSet) -> StudyTables:
    return read_tables(Path(settings.DATA_DIR) / "effect" / str(data.pk), data.digests)
