"""The education of the catalogue as it was written down, and the mistakes that keep it from being loaded.

Looks at each cell and at the codes that rows use of each other, as `rows` does for occupations and skills; whether
programmes, levels and occupations fit together is judged in `programme_check`, records are made in `programmes`.
"""

import re
from collections.abc import Collection, Iterator
from dataclasses import dataclass, field
from datetime import date
from importlib.resources.abc import Traversable

from wending.reference.sources.catalogue.rows import (
    LANGUAGES,
    NLQF_LEVELS,
    Catalogue,
    Finding,
    Row,
    absent,
    found,
    id_mistake,
    read_rows,
    repeated,
)

KINDS = ("regular", "course", "certificate", "recognition")
MODES = ("bol", "bbl", "voltijd", "deeltijd", "duaal", "online")
SELECTION = ("", "none", "advice", "selection", "fixus", "entry-requirements")
RULES = ("right", "condition", "test", "exception")
DEMANDS = ("demand", "test", "advice")
STATUS = {"certain": True, "unsure": False}
COSTS = ("lesgeld", "cursusgeld", "collegegeld", "none")
AGES = ("", "under-18", "18+")
_SCHOOL_YEAR = re.compile(r"20(\d\d)-20(\d\d)")
ENDED = {"yes": True, "no": False, "unknown": None}

_LEVELS = "id name_nl name_en nlqf years years_low years_high modes line_nl line_en"
_SUBJECTS = "id name_nl name_en"
_PROFILES = "id level name_nl name_en required choose_one line_nl line_en status"
_ADMISSION = "id from to only_for kind condition_nl condition_en since until source status"
_DEMANDS = "id programmes from_level profile subjects kind since until source status"
_UNSCHOOLED = "occupation reason_nl reason_en"
_FUNDING = (
    "id name_nl name_en for_nl for_en what_nl what_en amount_nl amount_en valid_from valid_until ended source_name "
    "check_here status"
)
_WAYS = "id levels modes hours hours_school hours_practice way_nl way_en time_nl time_en source since status"
_COSTS = "id levels modes kind age year euro euro_most note_nl note_en source status"
_PROGRAMMES = (
    "id kind name_nl name_en level nlqf iscedf code duration_months modes line_nl line_en content_nl content_en "
    "selection profiles leads_to teaches entry requires"
)


@dataclass(slots=True)
class Education:
    """All rows of education by kind. The sector of a programme is the name of the file it stands in."""

    levels: list[Row] = field(default_factory=list)
    subjects: list[Row] = field(default_factory=list)
    profiles: list[Row] = field(default_factory=list)
    admission: list[Row] = field(default_factory=list)
    demands: list[Row] = field(default_factory=list)
    programmes: list[Row] = field(default_factory=list)
    unschooled: list[Row] = field(default_factory=list)
    funding: list[Row] = field(default_factory=list)
    ways: list[Row] = field(default_factory=list)
    costs: list[Row] = field(default_factory=list)


def read_education(folder: Traversable) -> Education:
    """Read all files of education in the folder of the catalogue; raise BadInput when one is no table."""
    here = folder / "education"
    sectors = sorted(
        (file for file in (here / "programmes").iterdir() if file.name.endswith(".csv")), key=lambda file: file.name
    )
    return Education(
        levels=[*read_rows(here / "levels.csv", "education/", _LEVELS.split())],
        subjects=[*read_rows(here / "subjects.csv", "education/", _SUBJECTS.split())],
        profiles=[*read_rows(here / "profiles.csv", "education/", _PROFILES.split())],
        admission=[*read_rows(here / "admission.csv", "education/", _ADMISSION.split())],
        demands=[*read_rows(here / "subject_demands.csv", "education/", _DEMANDS.split())],
        programmes=[row for file in sectors for row in read_rows(file, "education/programmes/", _PROGRAMMES.split())],
        unschooled=[*read_rows(here / "occupations_without_programme.csv", "education/", _UNSCHOOLED.split())],
        funding=[*read_rows(folder / "funding.csv", "", _FUNDING.split())],
        ways=[*read_rows(here / "study_ways.csv", "education/", _WAYS.split())],
        costs=[*read_rows(here / "costs.csv", "education/", _COSTS.split())],
    )


def education_mistakes(education: Education, catalogue: Catalogue) -> Iterator[Finding]:
    """Yield every mistake that keeps education from being loaded, kind by kind."""
    levels, subjects, profiles, programmes = (
        {row["id"] for row in rows}
        for rows in (education.levels, education.subjects, education.profiles, education.programmes)
    )
    occupations = {row["id"] for row in catalogue.occupations}
    skills = {row["id"] for row in catalogue.skills}
    for rows in (education.levels, education.subjects, education.profiles, education.admission, education.programmes):
        yield from repeated(rows, "id")
    for rows in (education.demands, education.funding, education.ways, education.costs):
        yield from repeated(rows, "id")
    yield from repeated(education.unschooled, "occupation")
    for row in education.levels:
        yield from [*id_mistake(row), *absent(row, "name"), *absent(row, "line")]
        yield from _one(row, "nlqf", ("", *NLQF_LEVELS))
        yield from _listed(row, "modes", MODES)
        yield from [*_number(row, "years_low"), *_number(row, "years_high")]
    for row in education.subjects:
        yield from [*id_mistake(row), *absent(row, "name")]
    for row in education.profiles:
        yield from [*absent(row, "name"), *absent(row, "line"), *_listed(row, "level", levels)]
        yield from [*_listed(row, "required", subjects), *_listed(row, "choose_one", subjects)]
        yield from _one(row, "status", STATUS)
    for row in education.admission:
        yield from [*id_mistake(row), *absent(row, "condition")]
        yield from [*_one(row, "from", {"", *levels}), *_one(row, "to", levels), *_one(row, "kind", RULES)]
        yield from [*_listed(row, "only_for", programmes), *_one(row, "status", STATUS)]
        yield from [*_day(row, "since"), *_day(row, "until"), *_sourced(row)]
    # Profiles of havo and vwo share one name across both levels.
    shared = profiles | {key.split("-")[0] for key in profiles}
    for row in education.demands:
        yield from [*id_mistake(row), *_one(row, "from_level", levels), *_one(row, "kind", DEMANDS)]
        yield from [*_listed(row, "programmes", programmes | levels), *_one(row, "profile", {"", *shared})]
        yield from [*_subjects(row, subjects), *_one(row, "status", STATUS), *_sourced(row)]
        yield from [*_day(row, "since"), *_day(row, "until"), *_order(row)]
    for row in education.funding:
        yield from [*id_mistake(row), *absent(row, "name"), *absent(row, "for"), *absent(row, "what")]
        yield from [*_one(row, "status", STATUS), *_one(row, "ended", ENDED)]
        yield from [*_day(row, "valid_from"), *_day(row, "valid_until")]
        if row["check_here"] and not row["check_here"].startswith("https://"):
            yield found(row, "check_here is no https address.", "Give the page of the body itself.")
    for row in education.unschooled:
        yield from _one(row, "occupation", occupations)
        if row["reason_nl"] or row["reason_en"]:
            yield from absent(row, "reason")
    yield from _study_mistakes(education, levels)
    for row in education.programmes:
        yield from [*id_mistake(row), *absent(row, "name"), *absent(row, "line"), *absent(row, "content")]
        yield from [*_one(row, "kind", KINDS), *_one(row, "level", {"", *levels})]
        yield from [*_one(row, "nlqf", ("", *NLQF_LEVELS)), *_one(row, "selection", SELECTION)]
        yield from [*_listed(row, "modes", MODES), *_listed(row, "profiles", shared), *_number(row, "duration_months")]
        yield from [*_listed(row, "leads_to", occupations), *_listed(row, "teaches", skills)]
        yield from [*_listed(row, "entry", levels), *_listed(row, "requires", programmes)]


def _study_mistakes(education: Education, levels: Collection[str]) -> Iterator[Finding]:
    """Yield mistakes in how a study works and in what it costs."""
    for row in [*education.ways, *education.costs]:
        yield from [*id_mistake(row), *_listed(row, "levels", levels), *_listed(row, "modes", MODES)]
        yield from _one(row, "status", STATUS)
        if not row.listed("levels"):
            yield found(row, "holds for no level.", "Give the ids of one or more levels.")
        if not row["source"]:
            yield found(row, "has no source.", "Name the law or the body that says so.")
    for row in education.ways:
        yield from [*absent(row, "way"), *absent(row, "time"), *_day(row, "since")]
        for column in ("hours", "hours_school", "hours_practice"):
            yield from _number(row, column)
    for row in education.costs:
        yield from [*absent(row, "note"), *_one(row, "kind", COSTS), *_one(row, "age", AGES)]
        yield from [*_number(row, "euro"), *_number(row, "euro_most")]
        if not row["euro"]:
            yield found(row, "has no amount.", "Give the amount in whole euros, or remove the row.")
        years = _SCHOOL_YEAR.fullmatch(row["year"])
        if row["year"] and not (years and int(years[2]) == int(years[1]) + 1):
            yield found(row, f"year is {row['year']!r}.", "Write a school year, such as 2024-2025, or leave it empty.")


def _one(row: Row, column: str, allowed: Collection[str]) -> Iterator[Finding]:
    """Yield a cell whose code is not allowed; an empty one is only when "" is."""
    if row[column] not in allowed:
        yield found(row, f"{column} is {row[column]!r}, which is not known.", "Correct it, or add what it names.")


def _listed(row: Row, column: str, allowed: Collection[str]) -> Iterator[Finding]:
    """Yield codes in a list that nothing has, and codes that stand in it twice; "a/b" names two."""
    codes = [code for part in row.listed(column) for code in part.split("/")]
    for code in dict.fromkeys(codes):
        if code not in allowed:
            yield found(row, f"{column} names {code}, which is not known.", "Correct it, or add what it names.")
        if row.listed(column).count(code) > 1:
            yield found(row, f"{column} names {code} twice.", "Keep it once.")


def _subjects(row: Row, known: Collection[str]) -> Iterator[Finding]:
    """Yield what is wrong with an expression of subjects, and a row that names no programme."""
    mend = 'Write subjects of subjects.csv with "/" for one of them and "+" for all of them.'
    for part in row["subjects"].split("+") if row["subjects"] else []:
        for code in part.split("/"):
            if code not in known:
                yield found(row, f"subjects is {row['subjects']!r}: {code!r} is not known.", mend)
    if not row.listed("programmes"):
        yield found(row, "names no programme.", "Name the programmes that ask it, or remove the row.")


def _sourced(row: Row) -> Iterator[Finding]:
    if not row["source"]:
        yield found(row, "has no source.", "Name the law or the body that says so.")


def _order(row: Row) -> Iterator[Finding]:
    if row["since"] and row["until"] and row["until"] < row["since"]:
        yield found(row, f"ends on {row['until']}, before it begins.", "Correct one of both days.")


def _number(row: Row, column: str) -> Iterator[Finding]:
    if row[column] and not row[column].isdigit():
        yield found(row, f"{column} is {row[column]!r}.", "Write a whole number, or leave it empty.")


def _day(row: Row, column: str) -> Iterator[Finding]:
    try:
        date.fromisoformat(row[column] or "2000-01-01")
    except ValueError:
        yield found(row, f"{column} is {row[column]!r}.", "Write a day as yyyy-mm-dd, or leave it empty.")


def languages_of(row: Row, column: str) -> dict[str, str]:
    """Return the text of a column in each language."""
    return {lang: row[f"{column}_{lang}"] for lang in LANGUAGES}
