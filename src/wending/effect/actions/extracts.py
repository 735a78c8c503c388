"""Makes and gives extracts of the data of a study. Every question is in a log, also one that is refused."""

import hashlib
from collections.abc import Iterable
from dataclasses import asdict
from pathlib import Path
from uuid import UUID, uuid4

from django.conf import settings
from django.core.exceptions import ValidationError
from django.db import transaction

from wending.effect.actions.data_sets import folder_of
from wending.effect.actions.plan import THING, own_study
from wending.effect.models import DataSet, Extract, ExtractAct, Study
from wending.effect.queries.consented import without_withdrawn
from wending.effect.queries.extract_words import REFUSALS
from wending.effect.queries.pseudonyms import NoResearchKey, name_in_extract, seed_of
from wending.effect.queries.scope import studies_for
from wending.effect.rules.extract import SMALLEST_K, Kind, Made, Question, table_of
from wending.effect.rules.extract_apart import rows_not_apart
from wending.effect.rules.extract_released import changed_since, is_by_others, is_withdrawn
from wending.effect.rules.plan import Plan
from wending.effect.rules.plan_file import kept_plan
from wending.effect.rules.study import Source
from wending.effect.rules.tables import StudyTables
from wending.effect.sources.tables import TablesChanged, read_tables
from wending.kit.csv_file import csv_lines
from wending.ledger.actions.record import record
from wending.ledger.rules.actor import Actor

# In what was asked: how many were in it of whom nothing is kept any more.
TAKEN_OUT = "taken_out"


def extract_file(extract: UUID) -> Path:
    """Return the file of an extract."""
    return Path(settings.DATA_DIR) / "effect" / "extracts" / f"{extract}.csv"


def released_file(extract: UUID) -> Path:
    """Return the file with what an extract released of whom, which never leaves."""
    return extract_file(extract).with_suffix(".released.parquet")


def remove_extract_files(extracts: Iterable[UUID]) -> None:
    """Remove the files of extracts that are gone, with what they released."""
    for extract in extracts:
        extract_file(extract).unlink(missing_ok=True)
        released_file(extract).unlink(missing_ok=True)


def take_out_of_extracts(data: DataSet, still: StudyTables) -> None:
    """Remove the files of extracts in which somebody stands who is not in these tables, and what was kept of them.

    What was released of others stays, to compare the next extract with. Safe after a death half-way: the file that
    would be given goes first.
    """
    import pandas as pd

    for extract in data.extracts.all():
        number, kept = extract.pk, released_file(extract.pk)
        released = pd.read_parquet(kept) if kept.exists() else None
        if released is None or not is_withdrawn(released, still):
            continue
        extract_file(number).unlink(missing_ok=True)
        draft = kept.with_suffix(".draft")
        stays = released["person"].astype(str).isin(still.persons["person"].astype(str))
        extract.what[TAKEN_OUT] = extract.what.get(TAKEN_OUT, 0) + int((~stays).sum())
        extract.save(update_fields=["what"])
        released[stays].to_parquet(draft, index=False)
        draft.replace(kept)


def make_extract(*, by: Actor, study: UUID, data_set: UUID, question: Question) -> Extract:
    """Make an extract of data of a study of one's office, or refuse it; either is in the log.

    Raises:
        PermissionDenied: a study of another office.
        ValidationError: why it is refused.
    """
    with transaction.atomic():
        row = own_study(by, study)
        data = row.data_sets.filter(pk=data_set).first()
        reason = _refusal(row, data, question)
        made = None if reason or data is None else _made(by, row, data, question)
        if isinstance(made, Extract):
            return made
        reason = reason or (made if isinstance(made, str) else "no-data")
        record(by=by, verb="refused-extract", thing=THING)
        what = asdict(question)
        ExtractAct.objects.create(study=row, kind="refused", reason=reason, what=what, by_id=by.person)
    raise ValidationError(str(REFUSALS[reason]))


class NotGiven(ValidationError):
    """An extract that was made may not be given any more. study: whose it is."""

    def __init__(self, message: str, study: UUID) -> None:
        """Say why, and of which study."""
        super().__init__(message)
        self.study = study


def fetch_extract(*, by: Actor, extract: UUID) -> bytes | None:
    """Return the file of an extract of one's office, and write down who took it; nothing of another's.

    Raises NotGiven when the study was withdrawn, or somebody in it does not consent any more; that is in the log too.
    """
    with transaction.atomic():
        row = Extract.objects.filter(pk=extract, study__in=studies_for(by)).select_related("study", "data_set").first()
        if row is None:
            return None
        # Its file is gone once somebody in it was taken out.
        content = extract_file(row.pk).read_bytes() if extract_file(row.pk).exists() else b""
        if content and hashlib.sha256(content).hexdigest() != row.digest:
            return None
        lost = "consent-withdrawn" if row.study.source == Source.PLATFORM else "tables-changed"
        reason = _not_any_more(row) or ("" if content else lost)
        kind = "refused" if reason else "fetched"
        ExtractAct.objects.create(study_id=row.study_id, extract=row, kind=kind, reason=reason, by_id=by.person)
        record(by=by, verb=f"{kind}-extract", thing=THING)
    if reason:
        raise NotGiven(str(REFUSALS[reason]), row.study_id)
    return content


def _not_any_more(row: Extract) -> str:
    """Return the code of why an extract may not be given any more, "" when it may."""
    import pandas as pd

    if row.study.withdrawn:
        return "withdrawn"
    if row.study.source != Source.PLATFORM:
        return ""
    try:
        tables = read_tables(folder_of(row.data_set_id), row.data_set.digests)
        still = without_withdrawn(row.study, tables)
    except TablesChanged:
        return "tables-changed"
    except NoResearchKey:
        return "no-key"
    released = pd.read_parquet(released_file(row.pk))
    return "consent-withdrawn" if is_withdrawn(released, still) else ""


def _refusal(row: Study, data: DataSet | None, question: Question) -> str:
    if row.withdrawn:
        return "withdrawn"
    if not row.opened:
        return "not-opened"
    return "no-data" if data is None else question.problem()


def _made(by: Actor, row: Study, data: DataSet, question: Question) -> Extract | str:
    """Return the extract, or the code of what is in the way."""
    number = uuid4()
    plan = kept_plan(row.plans.last().plan)  # type: ignore[union-attr]
    try:
        tables = without_withdrawn(row, read_tables(folder_of(data.pk), data.digests))
        # The same cell of the same data has the same noise, whatever is asked: it does not average away.
        seed = seed_of(f"{row.pk}:{sorted(data.digests.items())}")
        made = _answer(row, plan, question, tables, number, seed)
    except TablesChanged:
        return "tables-changed"
    except NoResearchKey:
        return "no-key"
    if isinstance(made, str):
        return made
    headings, lines = list(made.frame), made.frame.astype("object").where(made.frame.notna(), "").values.tolist()
    content = "".join(csv_lines(headings, lines)).encode()
    file = extract_file(number)
    file.parent.mkdir(parents=True, exist_ok=True)
    made.released.to_parquet(released_file(number), index=False)
    file.write_bytes(content)
    what = asdict(question)
    extract = Extract.objects.create(
        id=number,
        study=row,
        data_set=data,
        kind=question.kind.value,
        what=what | {"emptied": made.emptied, "roundings": dict(made.roundings), "gone": list(made.gone)},
        k=question.k,
        rounding=question.rounding,
        noise=question.noise,
        levels=dict(made.levels),
        rows=len(made.frame),
        left_out=made.left_out,
        smallest=made.smallest,
        digest=hashlib.sha256(content).hexdigest(),
        made_by_id=by.person,
    )
    ExtractAct.objects.create(study=row, extract=extract, kind="made", what=what, by_id=by.person)
    record(by=by, verb="made-extract", thing=THING)
    return extract


def _answer(row: Study, plan: Plan, question: Question, tables: StudyTables, number: UUID, seed: int) -> Made | str:
    import pandas as pd

    there = set(tables.covariates["covariate"])
    if any(name not in there for name in question.known):
        return "unknown-covariate"
    planned = {(one.outcome, one.horizon) for one in plan.outcomes}
    if any(one not in planned for one in question.outcomes):
        return "outcome-not-planned"
    if question.kind is Kind.TABLE:
        tabulated = dict(Extract.objects.filter(study=row, kind=Kind.TABLE.value).values_list("pk", "what"))
        if is_by_others(question.known, question.outcomes, tabulated.values()):
            return "tables-of-other-groups"
        for pk, what in tabulated.items():
            shared = set(question.outcomes) & {(name, int(days)) for name, days in what["outcomes"]}
            released = pd.read_parquet(released_file(pk))
            if 0 < changed_since(released, tables, shared, what.get(TAKEN_OUT, 0)) < SMALLEST_K and shared:
                return "tables-of-nearly-the-same"
        made = table_of(tables, plan, question, seed)
    else:
        earlier = Extract.objects.filter(study=row, kind=Kind.ROWS.value).order_by("made").values_list("pk", flat=True)
        released = [pd.read_parquet(released_file(pk)) for pk in earlier]
        made = rows_not_apart(tables, plan, question, released, name_in_extract(number), seed)
    if not made.smallest:
        return "nothing-left"
    return "covariates-gone" if question.known and set(made.gone) == set(question.known) else made
