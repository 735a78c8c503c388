"""From the three tables of the self-assessment to records, with each mistake by file and line. Pure."""

from collections.abc import Mapping
from functools import partial

from wending.reference.rules.records import BadInput
from wending.reference.sources.catalogue.reading import reading_findings
from wending.reference.sources.catalogue.rows import Finding
from wending.reference.sources.tables import read_table
from wending.school.rules.quality import FRAMEWORKS, STEPS, Criterion, Questions, Statement, Step

COLUMNS: Mapping[str, tuple[str, ...]] = {
    "criteria.csv": ("framework", "criterion", "name_nl", "name_en", "source", "source_date"),
    "statements.csv": ("statement", "criterion", "nl", "en"),
    "steps.csv": ("step", "name_nl", "name_en", "nl", "en"),
}
_MAY_BE_EMPTY = {"source_date"}
Row = tuple[int, dict[str, str]]


def parse_quality(files: Mapping[str, bytes]) -> tuple[Questions, tuple[Finding, ...]]:
    """Return what the tables hold, and what is wrong in them, by file and line."""
    faults: list[Finding] = []
    rows = {name: _rows(files, name, faults) for name in COLUMNS}
    criteria = {cells["criterion"] for _line, cells in rows["criteria.csv"]}
    for line, cells in rows["criteria.csv"]:
        if cells["framework"] not in FRAMEWORKS:
            faults.append(_finding("criteria.csv", line, f"the framework {cells['framework']!r} is unknown."))
    seen: set[str] = set()
    for line, cells in rows["statements.csv"]:
        find = partial(_finding, "statements.csv", line)
        if cells["criterion"] not in criteria:
            faults.append(find(f"the criterion {cells['criterion']!r} is not in criteria.csv."))
        if cells["statement"] in seen:
            faults.append(find(f"the statement {cells['statement']!r} is there twice."))
        seen.add(cells["statement"])
        faults += [find(f"the sentence is hard to read: {what}") for what in reading_findings(cells["nl"], "nl")]
    if [cells["step"] for _line, cells in rows["steps.csv"]] != [str(step) for step in STEPS]:
        faults.append(_finding("steps.csv", 1, f"the steps are not {', '.join(map(str, STEPS))}."))
        return Questions((), (), ()), tuple(faults)
    return (
        Questions(
            criteria=tuple(
                Criterion(**({"key": cells.pop("criterion")} | cells)) for _line, cells in rows["criteria.csv"]
            ),
            statements=tuple(
                Statement(**({"key": cells.pop("statement")} | cells)) for _line, cells in rows["statements.csv"]
            ),
            steps=tuple(Step(**{**cells, "step": int(cells["step"])}) for _line, cells in rows["steps.csv"]),  # type: ignore[arg-type]
        ),
        tuple(faults),
    )


def _rows(files: Mapping[str, bytes], name: str, faults: list[Finding]) -> list[Row]:
    if name not in files:
        faults.append(_finding(name, 1, "is absent."))
        return []
    found: list[Row] = []
    try:
        for line, values in read_table(name, files[name], delimiter=",", required=COLUMNS[name]):
            cells = dict(zip(COLUMNS[name], values, strict=True))
            empty = [column for column, text in cells.items() if not text and column not in _MAY_BE_EMPTY]
            faults += [_finding(name, line, f"{column} is empty.") for column in empty]
            found.append((line, cells))
    except BadInput as error:
        faults.append(Finding(error.file, error.line or 1, error.wrong, error.mend))
    return found


def _finding(name: str, line: int, what: str) -> Finding:
    return Finding(name, line, what, f"See the columns: {', '.join(COLUMNS[name])}.")
