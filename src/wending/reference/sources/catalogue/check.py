"""Looks whether the catalogue is fit to be read: every mistake at once, also those that do not hinder loading.
Education is looked at by `programme_check`.
"""

from collections import Counter
from collections.abc import Iterator
from importlib.resources.abc import Traversable

from wending.reference.rules.records import BadInput
from wending.reference.sources.catalogue.extract import figure_mistakes, link_mistakes, read_figures, read_links
from wending.reference.sources.catalogue.programme_check import education_findings
from wending.reference.sources.catalogue.programme_rows import read_education
from wending.reference.sources.catalogue.reading import opening_findings, reading_findings
from wending.reference.sources.catalogue.regions import read_regions, region_mistakes
from wending.reference.sources.catalogue.rows import LANGUAGES, Catalogue, Finding, Row, mistakes, read_catalogue

NAME_WORDS_MOST = 10


def findings(folder: Traversable) -> list[Finding]:
    """Return everything that is wrong with the catalogue in a folder, in the order of files and lines."""
    try:
        catalogue, education = read_catalogue(folder), read_education(folder)
        regions, figures, links = read_regions(folder), read_figures(folder), read_links(folder)
    except BadInput as error:
        return [Finding(error.file, error.line or 1, error.wrong, error.mend)]
    found = [*mistakes(catalogue)]
    for look in (_unused, _unnamed, _empty_groups, _names_twice, _readability):
        found += look(catalogue)
    found += education_findings(education, catalogue)
    found += [*region_mistakes(regions), *figure_mistakes(figures), *link_mistakes(links)]
    found += _placed_apart(catalogue, links)
    return sorted(found, key=lambda finding: (finding.file, finding.line, finding.what))


def tally(folder: Traversable) -> dict[str, int]:
    """Count what the catalogue in a folder holds; nothing when a file of it is no table."""
    try:
        catalogue, education = read_catalogue(folder), read_education(folder)
        regions, figures, links = read_regions(folder), read_figures(folder), read_links(folder)
    except BadInput:
        return {}
    reached = {job for row in education.programmes for job in row.listed("leads_to")}
    reasons = {row["occupation"] for row in education.unschooled if row["reason_nl"]}
    jobs = {row["id"] for row in catalogue.occupations}
    needs = [skill for row in catalogue.occupations for skill in row.listed("essential") + row.listed("optional")]
    leads = [job for row in education.programmes for job in row.listed("leads_to")]
    teaches = [skill for row in education.programmes for skill in row.listed("teaches")]
    return {
        "occupations": len(catalogue.occupations),
        "isco_unit_groups": len({row["isco"] for row in catalogue.occupations}),
        "skills": len(catalogue.skills),
        "programmes": len(education.programmes),
        "education_levels": len(education.levels),
        "admission_rules": len(education.admission),
        "subject_demands": len(education.demands),
        "funding": len(education.funding),
        "study_ways": len(education.ways),
        "study_costs": len(education.costs),
        "links": len(needs) + len(leads) + len(teaches),
        "links_occupation_skill": len(needs),
        "links_programme_occupation": len(leads),
        "links_programme_skill": len(teaches),
        "occupations_with_programme": len(jobs & reached),
        "occupations_entered_otherwise": len(jobs & reasons - reached),
        "occupations_route_unknown": len(jobs - reached - reasons),
        "regions": len(regions),
        "figures": len(figures),
        "isco_to_brc": len(links),
    }


def _placed_apart(catalogue: Catalogue, links: list[Row]) -> Iterator[Finding]:
    """Yield occupations that stand in another group of BRC 2014 than CBS puts their unit group in."""
    groups = {row["isco"]: row["brc"] for row in links}
    for row in catalogue.occupations:
        if row["brc"] and row["brc"] != groups.get(row["isco"], row["brc"]):
            what = f"brc is {row['brc']}, where CBS puts {row['isco']} in {groups[row['isco']]}."
            yield Finding(row.file, row.line, what, "Take the group of CBS.")


def _unused(catalogue: Catalogue) -> Iterator[Finding]:
    uses = Counter(skill for row in catalogue.occupations for skill in row.listed("essential") + row.listed("optional"))
    for row in catalogue.skills:
        if uses[row["id"]] < 2:
            what = f"the skill {row['id']} is used by {uses[row['id']]} occupations."
            yield Finding(row.file, row.line, what, "Use it for two or more, or remove it.")
    groups = {row["group"] for row in catalogue.skills} | {row["broader"] for row in catalogue.groups}
    for row in catalogue.groups:
        if row["code"] not in groups:
            yield Finding(row.file, row.line, f"no skill is in the group {row['code']}.", "Remove it.")


def _unnamed(catalogue: Catalogue) -> Iterator[Finding]:
    used = {row["isco"][:digits] for row in catalogue.occupations for digits in range(1, 5)}
    for row in catalogue.isco:
        absent = [lang for lang in LANGUAGES if not row[f"name_{lang}"]]
        if absent and (row["code"] in used or len(absent) < len(LANGUAGES)):
            what = f"the group {row['code']} has no name in: {', '.join(absent)}."
            yield Finding(row.file, row.line, what, "Name the groups of all occupations in both languages.")


def _empty_groups(catalogue: Catalogue) -> Iterator[Finding]:
    used = {row["isco"] for row in catalogue.occupations}
    for row in catalogue.isco:
        if len(row["code"]) == 4 and row["code"] not in used:
            what = f"no occupation is in the unit group {row['code']}."
            yield Finding(row.file, row.line, what, "Add one; leave its esco empty when ESCO has none there.")


def _names_twice(catalogue: Catalogue) -> Iterator[Finding]:
    """Yield names that stand for two things: a reader could not tell them apart."""
    for rows, column in ((catalogue.skills, "name"), (catalogue.occupations, "title")):
        for lang in LANGUAGES:
            seen: dict[str, Row] = {}
            for row in rows:
                name = row[f"{column}_{lang}"].casefold()
                if name in seen:
                    what = f"{row[f'{column}_{lang}']!r} is also the name at {seen[name].file}, line {seen[name].line}."
                    yield Finding(row.file, row.line, what, "Give one of both another name.")
                elif name in {also.casefold() for also in row.listed(f"also_{lang}")}:
                    what = f"also_{lang} repeats the name itself."
                    yield Finding(row.file, row.line, what, "Remove it there.")
                seen.setdefault(name, row)


def _readability(catalogue: Catalogue) -> Iterator[Finding]:
    for row in catalogue.occupations:
        for lang in LANGUAGES:
            line = row[f"line_{lang}"]
            for what in reading_findings(line, lang):
                yield Finding(row.file, row.line, f"line_{lang}: {what}", "Write it shorter.")
            for what in opening_findings(line, lang):
                yield Finding(row.file, row.line, f"line_{lang} {what}", "Say what a person does, in one sentence.")
    for row in catalogue.skills:
        for lang in LANGUAGES:
            if len(row[f"name_{lang}"].split()) > NAME_WORDS_MOST:
                what = f"name_{lang} has more than {NAME_WORDS_MOST} words."
                yield Finding(row.file, row.line, what, "Write it shorter.")
