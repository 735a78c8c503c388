"""From the education of the catalogue to records: levels, subjects, profiles, rules of admission, programmes, funding.

Pure: reads files in the package, knows no database and no network. An occupation to which no programme leads gets a
text that tells how it is learned, where that is known.
"""

from collections.abc import Iterator
from importlib.resources.abc import Traversable
from typing import Any

from wending.reference.rules import education as e
from wending.reference.rules import records as r
from wending.reference.sources.catalogue.programme_rows import (
    ENDED,
    STATUS,
    Education,
    education_mistakes,
    languages_of,
    read_education,
)
from wending.reference.sources.catalogue.rows import Catalogue, Row

PROGRAMMES = "education/programmes/"


def parse_education(
    folder: Traversable, catalogue: Catalogue, occupations: dict[str, str], skills: dict[str, str]
) -> Iterator[Any]:
    """Yield the records of education in the folder of the catalogue; raise BadInput at the first mistake.

    `occupations` and `skills` map ids of the catalogue to URIs.
    """
    education = read_education(folder)
    for mistake in education_mistakes(education, catalogue):
        raise r.BadInput(file=mistake.file, line=mistake.line, wrong=mistake.what, mend=mistake.mend)
    return _records(education, occupations, skills)


def _records(education: Education, occupations: dict[str, str], skills: dict[str, str]) -> Iterator[Any]:
    for position, row in enumerate(education.levels):
        yield e.EducationLevelRecord(
            **_same(row, "name_nl", "name_en", "nlqf", "line_nl", "line_en"),
            position=position,
            years_low=_number(row, "years_low"),
            years_high=_number(row, "years_high"),
            modes=_codes(row, "modes"),
        )
    for row in education.subjects:
        yield e.SubjectRecord(row["id"], row["name_nl"], row["name_en"])
    for row in education.profiles:
        yield e.SchoolProfileRecord(
            **_same(row, "name_nl", "name_en", "line_nl", "line_en"),
            levels=_codes(row, "level"),
            required=_codes(row, "required"),
            choose_one=_codes(row, "choose_one"),
            is_certain=STATUS[row["status"]],
        )
    for row in education.admission:
        yield e.AdmissionRecord(
            **_same(row, "kind", "condition_nl", "condition_en", "since", "until", "source"),
            from_level=row["from"],
            to_level=row["to"],
            only_for=_codes(row, "only_for"),
            is_certain=STATUS[row["status"]],
        )
    for row in education.demands:
        yield e.SubjectDemandRecord(
            **_same(row, "from_level", "profile", "subjects", "kind", "since", "until", "source"),
            programmes=_codes(row, "programmes"),
            is_certain=STATUS[row["status"]],
        )
    for row in education.funding:
        texts = (f"{column}_{lang}" for column in ("name", "for", "what", "amount") for lang in ("nl", "en"))
        yield e.FundingRecord(
            **_same(row, *texts, "valid_from", "valid_until", "check_here"),
            has_ended=ENDED[row["ended"]],
            source=row["source_name"],
            is_certain=STATUS[row["status"]],
        )
    for row in education.ways:
        yield e.StudyWayRecord(
            **_same(row, "way_nl", "way_en", "time_nl", "time_en", "source", "since"),
            hours=_number(row, "hours"),
            hours_school=_number(row, "hours_school"),
            hours_practice=_number(row, "hours_practice"),
            levels=_codes(row, "levels"),
            modes=_codes(row, "modes"),
            is_certain=STATUS[row["status"]],
        )
    for row in education.costs:
        yield e.StudyCostRecord(
            **_same(row, "kind", "age", "year", "note_nl", "note_en", "source"),
            levels=_codes(row, "levels"),
            modes=_codes(row, "modes"),
            euro=int(row["euro"]),
            euro_most=_number(row, "euro_most"),
            is_certain=STATUS[row["status"]],
        )
    for row in education.programmes:
        yield from _programme(row, occupations, skills)
    for row in education.unschooled:
        for lang, text in languages_of(row, "reason").items():
            if text:
                yield r.TextRecord("occupation", occupations[row["occupation"]], lang, "learning", text)


def _programme(row: Row, occupations: dict[str, str], skills: dict[str, str]) -> Iterator[Any]:
    texts = (f"{column}_{lang}" for column in ("name", "line", "content") for lang in ("nl", "en"))
    yield e.ProgrammeRecord(
        **_same(row, "kind", *texts, "level", "nlqf", "code", "selection"),
        sector=row.file.removeprefix(PROGRAMMES).removesuffix(".csv"),
        isced_f=row["iscedf"],
        duration_months=_number(row, "duration_months"),
        modes=_codes(row, "modes"),
        profiles=_codes(row, "profiles"),
        entry=_codes(row, "entry"),
        requires=_codes(row, "requires"),
    )
    for occupation in row.listed("leads_to"):
        yield e.ProgrammeOccupationRecord(row["id"], occupations[occupation])
    for skill in row.listed("teaches"):
        yield e.ProgrammeSkillRecord(row["id"], skills[skill])


def _same(row: Row, *columns: str) -> dict[str, Any]:
    """Return the key and the columns that are called the same in the file and in the record."""
    return {"key": row["id"]} | {column: row[column] for column in columns}


def _codes(row: Row, column: str) -> str:
    return " ".join(row.listed(column))


def _number(row: Row, column: str) -> int | None:
    return int(row[column]) if row[column] else None
