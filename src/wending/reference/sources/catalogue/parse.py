"""From the embedded catalogue to records. Pure: reads the files in the package, knows no database and no network.

Identities: an occupation or skill is that of ESCO which means the same, or else `urn:wending:occupation:<id>` or
`urn:wending:skill:<id>`, so that a profile made with the catalogue carries over to full ESCO and back. Names of other
ESCO skills are names only: they show where ESCO itself is loaded.
"""

from collections.abc import Iterator
from importlib.resources.abc import Traversable
from itertools import chain
from typing import Any, cast

from wending.reference.rules import records as r
from wending.reference.sources.catalogue.programmes import parse_education
from wending.reference.sources.catalogue.regions import read_regions, region_mistakes, region_records
from wending.reference.sources.catalogue.rows import LANGUAGES, REGULATED, Catalogue, Row, mistakes, read_catalogue

ISCO_URI = "http://data.europa.eu/esco/isco/C"
# The name that the columns of measured work values have too; "conditions" alone is another column here.
_O_NET = {"conditions": "working_conditions"}
OCCUPATION_URI, SKILL_URI = "urn:wending:occupation:", "urn:wending:skill:"


def parse_catalogue(folder: Traversable) -> Iterator[Any]:
    """Yield the records of the catalogue in a folder of its files; raise BadInput at the first mistake."""
    catalogue, regions = read_catalogue(folder), read_regions(folder)
    for mistake in chain(mistakes(catalogue), region_mistakes(regions)):
        raise r.BadInput(file=mistake.file, line=mistake.line, wrong=mistake.what, mend=mistake.mend)
    occupations = {row["id"]: row["esco"] or f"{OCCUPATION_URI}{row['id']}" for row in catalogue.occupations}
    skills = {row["id"]: row["uri"] or f"{SKILL_URI}{row['id']}" for row in catalogue.skills}
    education = parse_education(folder, catalogue, occupations, skills)
    return chain(_records(catalogue, occupations, skills), education, region_records(regions))


def _records(catalogue: Catalogue, occupations: dict[str, str], skills: dict[str, str]) -> Iterator[Any]:
    used = {row["isco"][:digits] for row in catalogue.occupations for digits in range(1, 5)}
    for row in catalogue.isco:
        if row["code"] in used:
            yield from _isco_group(row)
    groups = {row["code"]: row["uri"] for row in catalogue.groups}
    for row in catalogue.groups:
        yield r.SkillGroupRecord(row["uri"], row["code"])
        yield from _names("skill_group", row["uri"], row, "name")
        if row["broader"]:
            yield r.BroaderRecord("skill", row["uri"], groups[row["broader"]])
    for row in catalogue.skills:
        uri = skills[row["id"]]
        yield r.SkillRecord(uri, cast(r.SkillType, row["type"]))
        yield from _names("skill", uri, row, "name")
        yield r.BroaderRecord("skill", uri, groups[row["group"]])
    for row in catalogue.occupations:
        yield from _occupation(row, occupations[row["id"]], skills)
    own = set(skills.values())
    for lang, rows in catalogue.names.items():
        for row in rows:
            if row["uri"] not in own:
                yield r.LabelRecord("skill", row["uri"], lang, "preferred", row[f"name_{lang}"])


def _isco_group(row: Row) -> Iterator[Any]:
    code = row["code"]
    yield r.IscoGroupRecord(f"{ISCO_URI}{code}", code)
    yield from _names("isco_group", f"{ISCO_URI}{code}", row, "name")
    if len(code) > 1:
        yield r.BroaderRecord("occupation", f"{ISCO_URI}{code}", f"{ISCO_URI}{code[:-1]}")


def _occupation(row: Row, uri: str, skills: dict[str, str]) -> Iterator[Any]:
    yield r.OccupationRecord(
        uri=uri,
        isco_code=row["isco"],
        is_regulated=REGULATED[row["regulated"]],
        nlqf_low=row["nlqf_low"],
        nlqf_high=row["nlqf_high"],
        riasec=row["riasec"],
        sector=row.file.removeprefix("occupations/").removesuffix(".csv"),
        work_values=" ".join(_O_NET.get(value, value) for value in row.listed("values")),
        conditions=" ".join(row.listed("conditions")),
        sbi=" ".join(row.listed("sbi")),
        brc=row["brc"],
    )
    yield from _names("occupation", uri, row, "title")
    for lang in LANGUAGES:
        yield r.TextRecord("occupation", uri, lang, "one_liner", row[f"line_{lang}"])
    yield r.BroaderRecord("occupation", uri, f"{ISCO_URI}{row['isco']}")
    for column in ("essential", "optional"):
        for skill in row.listed(column):
            yield r.OccupationSkillRecord(uri, skills[skill], column == "essential")


def _names(kind: r.Kind, uri: str, row: Row, column: str) -> Iterator[r.LabelRecord]:
    for lang in LANGUAGES:
        if preferred := row[f"{column}_{lang}"]:
            yield r.LabelRecord(kind, uri, lang, "preferred", preferred)
        if f"also_{lang}" in row.cells:
            for name in row.listed(f"also_{lang}"):
                yield r.LabelRecord(kind, uri, lang, "alternative", name)
