"""What a parser delivers of education: levels, rules of admission, programmes, funding, ways of
studying and their costs. Frozen records without keys of a database, beside those of occupations and skills in
`records`.

Every record has a `key`, the id of its row in the catalogue. Fields in two languages end in `_nl` and `_en`. Several
codes stand between spaces. Empty text and None mean: not known. Days are yyyy-mm-dd.
"""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class EducationLevelRecord:
    """A level of Dutch education. `position` orders levels from low to high; years are those that are usual."""

    key: str
    position: int
    name_nl: str
    name_en: str
    nlqf: str
    years_low: int | None
    years_high: int | None
    modes: str
    line_nl: str
    line_en: str


@dataclass(frozen=True, slots=True)
class SubjectRecord:
    """A school subject."""

    key: str
    name_nl: str
    name_en: str


@dataclass(frozen=True, slots=True)
class SchoolProfileRecord:
    """A profile of vmbo, havo or vwo at some levels.

    `required`: subjects of which all are needed ("a/b": one of both); `choose_one`: subjects of which one is chosen.
    """

    key: str
    levels: str
    name_nl: str
    name_en: str
    required: str
    choose_one: str
    line_nl: str
    line_en: str
    is_certain: bool


@dataclass(frozen=True, slots=True)
class AdmissionRecord:
    """A rule of admission from a level (empty: whatever came before) to a level, or only to some programmes of it.

    `kind`: right, condition, test or exception. `source` is the law or the body that says so.
    """

    key: str
    from_level: str
    to_level: str
    only_for: str
    kind: str
    condition_nl: str
    condition_en: str
    since: str
    until: str
    source: str
    is_certain: bool


@dataclass(frozen=True, slots=True)
class SubjectDemandRecord:
    """Which school subjects some programmes ask of someone who comes from a level, with a profile or with any (empty).

    `programmes` may also name a level of education: all its programmes that have no row of their own. `subjects`: all
    parts between "+" are needed, of a part one of those between "/"; empty: none is needed. `kind`: demand, test (the
    subjects, or a test that shows the same) or advice.
    """

    key: str
    programmes: str
    from_level: str
    profile: str
    subjects: str
    kind: str
    since: str
    until: str
    source: str
    is_certain: bool


@dataclass(frozen=True, slots=True)
class FundingRecord:
    """A scheme that may pay for learning. `has_ended` is None when that is not known; look at `check_here`."""

    key: str
    name_nl: str
    name_en: str
    for_nl: str
    for_en: str
    what_nl: str
    what_en: str
    amount_nl: str
    amount_en: str
    valid_from: str
    valid_until: str
    has_ended: bool | None
    source: str
    check_here: str
    is_certain: bool


@dataclass(frozen=True, slots=True)
class StudyWayRecord:
    """How a study works at some levels in some modes: in words, and in hours a year with the law that says so.

    `hours_school` are lessons, `hours_practice` learning at work; None where the law leaves it to the school.
    """

    key: str
    levels: str
    modes: str
    hours: int | None
    hours_school: int | None
    hours_practice: int | None
    way_nl: str
    way_en: str
    time_nl: str
    time_en: str
    source: str
    since: str
    is_certain: bool


@dataclass(frozen=True, slots=True)
class StudyCostRecord:
    """What a year of study costs by law at some levels in some modes, in whole euros; up to `euro_most` if given.

    `kind`: lesgeld, cursusgeld, collegegeld or none; `age`: under-18, 18+ or empty (all); `year` as 2024-2025, empty
    when it holds every year. Prices of schools without public money are not here.
    """

    key: str
    levels: str
    modes: str
    kind: str
    age: str
    year: str
    euro: int
    euro_most: int | None
    note_nl: str
    note_en: str
    source: str
    is_certain: bool


@dataclass(frozen=True, slots=True)
class ProgrammeRecord:
    """A programme: regular education, a course, a certificate or a recognition of what someone can do (EVC).

    `level` is the key of a level, empty outside regular education; `code` that of an official register; `selection`:
    none, advice, selection, fixus (a fixed number of places) or entry-requirements. `modes`, `entry` (levels from which
    people come in), `requires` (programmes that come first) and `profiles` are keys between spaces.
    """

    key: str
    sector: str
    kind: str
    name_nl: str
    name_en: str
    level: str
    nlqf: str
    isced_f: str
    code: str
    duration_months: int | None
    modes: str
    line_nl: str
    line_en: str
    content_nl: str
    content_en: str
    selection: str
    profiles: str
    entry: str
    requires: str


@dataclass(frozen=True, slots=True)
class ProgrammeOccupationRecord:
    """A programme leads to an occupation, by its URI."""

    programme: str
    occupation: str


@dataclass(frozen=True, slots=True)
class ProgrammeSkillRecord:
    """A programme teaches a skill, by its URI."""

    programme: str
    skill: str


# Records that refer to nothing else, in the order in which they are written and read.
PLAIN = (
    *(EducationLevelRecord, SubjectRecord, SchoolProfileRecord),
    *(AdmissionRecord, SubjectDemandRecord, FundingRecord),
    *(StudyWayRecord, StudyCostRecord),
)
