"""Looks whether education in the catalogue fits together: programmes with levels, occupations, fields and each other.

Every mistake at once, also those that do not hinder loading. What it cannot see: whether a programme truly exists under
its name; a person must look at that.
"""

import re
from collections.abc import Iterator
from datetime import date

from wending.reference.sources.catalogue.fields import COURSES_ANYWHERE, GENERAL, ISCED_F, PLAUSIBLE
from wending.reference.sources.catalogue.programme_rows import Education, education_mistakes, languages_of
from wending.reference.sources.catalogue.reading import ease_findings, opening_findings, reading_findings
from wending.reference.sources.catalogue.rows import NLQF_LEVELS, Catalogue, Finding, Row, found

SKILLS_LEAST, SKILLS_MOST = 4, 12
_RANK = {level: int(level.rstrip("+")) for level in NLQF_LEVELS}
_SENTENCES = re.compile(r"(?<=[.!?])\s+")


def education_findings(education: Education, catalogue: Catalogue) -> list[Finding]:
    """Return everything that is wrong with education, beside the occupations and skills of a catalogue."""
    everything = [*education_mistakes(education, catalogue), *_readability(education), *_funding(education)]
    levels = {row["id"]: row for row in education.levels}
    jobs = {row["id"]: row for row in catalogue.occupations}
    for row in education.programmes:
        level = levels.get(row["level"])
        everything += _itself(row)
        if level is not None:
            everything += _level(row, level)
        for job in row.listed("leads_to"):
            if job in jobs:
                everything += _leads_to(row, jobs[job])
    return [*everything, *_steps(education), *_coverage(education, catalogue)]


def _readability(education: Education) -> Iterator[Finding]:
    levels = [name for row in education.levels for name in languages_of(row, "name").values()]
    # Only what a page shows together as a few sentences is long enough for the formula of ease.
    texts: tuple[tuple[list[Row], tuple[str, ...], bool], ...] = (
        (education.levels, ("line",), False),
        (education.profiles, ("line",), False),
        (education.admission, ("condition",), False),
        (education.funding, ("for", "what", "amount"), False),
        (education.ways, ("way", "time"), False),
        (education.costs, ("note",), False),
        (education.programmes, ("line", "content"), True),
        (education.unschooled, ("reason",), True),
    )
    for rows, columns, is_long in texts:
        for row in rows:
            names = [*levels, *languages_of(row, "name").values()] if "name_nl" in row.cells else levels
            for column in columns:
                for lang, text in languages_of(row, column).items():
                    for what in reading_findings(text, lang, names):
                        yield found(row, f"{column}_{lang}: {what}", "Write it shorter.")
            if is_long:
                for what in ease_findings([row[f"{column}_nl"] for column in columns], names):
                    yield found(row, f"{' and '.join(columns)} in Dutch: {what}", "Use shorter words.")
    for row in [*education.profiles, *education.programmes]:
        for lang, text in languages_of(row, "line").items():
            for what in opening_findings(text, lang):
                yield found(row, f"line_{lang} {what}", "Say what a person learns, in one sentence.")


def _funding(education: Education) -> Iterator[Finding]:
    today = date.today().isoformat()
    for row in education.funding:
        if row["valid_until"] and row["valid_until"] < today and row["ended"] != "yes":
            yield found(row, f"is over since {row['valid_until']} but not marked as ended.", "Write yes under ended.")


def _itself(row: Row) -> Iterator[Finding]:
    if row["kind"] == "regular" and not row["level"]:
        yield found(row, "is regular education without a level.", "Give the id of a level.")
    if row["iscedf"] and row["iscedf"] not in ISCED_F:
        yield found(row, f"{row['iscedf']} is no detailed field of ISCED-F 2013.", "Correct it, or leave it empty.")
    if row["code"] and not re.fullmatch(r"[0-9]{5}", row["code"]):
        yield found(row, f"the code is {row['code']!r}.", "Write the five digits of the register, or leave it empty.")
    for lang, text in languages_of(row, "content").items():
        if not 2 <= len(_SENTENCES.split(text)) <= 3:
            yield found(row, f"content_{lang} is not two or three sentences.", "Tell what people do and how.")
    teaches = row.listed("teaches")
    # Recognition, such as EVC, shows what someone can do already.
    if row["kind"] != "recognition" and not SKILLS_LEAST <= len(teaches) <= SKILLS_MOST:
        yield found(row, f"teaches {len(teaches)} skills.", f"Give {SKILLS_LEAST} to {SKILLS_MOST}.")


def _level(row: Row, level: Row) -> Iterator[Finding]:
    if row["nlqf"] != level["nlqf"]:
        what = f"NLQF {row['nlqf'] or '(none)'} does not fit {level['id']}, which is {level['nlqf'] or '(none)'}."
        yield found(row, what, "Correct the level or the NLQF.")
    months, years = row["duration_months"], (level["years_low"], level["years_high"])
    if months.isdigit() and all(years) and not int(years[0]) * 12 <= int(months) <= int(years[1]) * 12:
        what = f"{months} months is not usual for {level['id']} ({years[0]} to {years[1]} years)."
        yield found(row, what, "Correct it, or leave it empty.")
    strange = [mode for mode in row.listed("modes") if mode not in {*level.listed("modes"), "online"}]
    if strange and level["modes"]:
        yield found(row, f"{level['id']} has no mode {', '.join(strange)}.", f"Take from {level['modes']}.")


def _leads_to(row: Row, job: Row) -> Iterator[Finding]:
    """Yield why a link to an occupation is not plausible: field or skills, and of regular education the level.

    A course or certificate may add a little to any level; it is never said to be enough.
    """
    ends = (job["nlqf_low"], job["nlqf_high"])
    if row["kind"] == "regular" and row["nlqf"] in _RANK and set(ends) <= set(_RANK):
        low, high, own = _RANK[ends[0]], _RANK[ends[1]], _RANK[row["nlqf"]]
        # The law asks at least its level; elsewhere people work one level above or below their own.
        if not low - (job["regulated"] != "yes") <= own <= high + 1:
            what = f"NLQF {row['nlqf']} does not fit {job['id']} ({ends[0]} to {ends[1]})."
            yield found(row, what, "Correct a level, or remove the link.")
    sector = job.file.removeprefix("occupations/").removesuffix(".csv")
    plausible = PLAUSIBLE.get(sector, ("",)) + (COURSES_ANYWHERE if row["kind"] != "regular" else ())
    if row["iscedf"] and not row["iscedf"].startswith(plausible):
        what = f"field {row['iscedf']} is not plausible for {job['id']} ({sector})."
        yield found(row, what, "Correct the field, or remove the link.")
    if not {*row.listed("teaches")} & {*job.listed("essential"), *job.listed("optional")}:
        yield found(row, f"teaches no skill of {job['id']}.", "Add one, or remove the link.")


def _steps(education: Education) -> Iterator[Finding]:
    """Yield programmes that nobody can reach or that lead nowhere, and rules for programmes of another level."""
    known = {row["id"]: row for row in education.programmes}
    needed = {one for row in education.programmes for one in row.listed("requires")}
    ruled = {(row["from"], row["to"]) for row in education.admission if not row["only_for"]}
    for row in education.programmes:
        is_general = row["kind"] != "regular" and row["iscedf"].startswith(GENERAL)
        leads_on = row["leads_to"] or row["id"] in needed or row["kind"] == "recognition"
        if not leads_on and not is_general:
            yield found(row, "leads to no occupation and to no other programme.", "Give one, or remove the row.")
        for one in row.listed("requires"):
            if row["entry"] and one in known and known[one]["level"] not in row.listed("entry"):
                yield found(row, f"requires {one}, whose level is no entry.", "Add its level to entry.")
        if row["id"] in _before(row, known):
            yield found(row, "requires itself in the end.", "Remove one of the steps.")
        for level in row.listed("entry"):
            if row["level"] and (level, row["level"]) not in ruled:
                what = f"no rule of admission goes from {level} to {row['level']}."
                yield found(row, what, "Add the rule, or remove the entry.")
    for row in education.admission:
        for one in row.listed("only_for"):
            if one in known and known[one]["level"] != row["to"]:
                yield found(row, f"{one} is not of the level {row['to']}.", "Correct the rule or its programmes.")
    for row in education.demands:
        for one in row.listed("programmes"):
            if one in known and row["from_level"] not in known[one].listed("entry"):
                what = f"asks subjects from {row['from_level']}, which is no entry of {one}."
                yield found(row, what, "Correct the level or the programme.")


def _before(row: Row, known: dict[str, Row]) -> set[str]:
    """Return all programmes that may come before one, through one or more steps."""
    seen: set[str] = set()
    ahead = row.listed("requires")
    while ahead:
        if (one := ahead.pop()) not in seen and one in known:
            seen.add(one)
            ahead += known[one].listed("requires")
    return seen


def _coverage(education: Education, catalogue: Catalogue) -> Iterator[Finding]:
    reached = {job for row in education.programmes for job in row.listed("leads_to")}
    told = {row["occupation"] for row in education.unschooled}
    file = "education/occupations_without_programme.csv"
    for row in catalogue.occupations:
        if row["id"] not in reached | told:
            mend = f"Let a programme lead to it, or tell in {file} how people get there."
            yield found(row, f"no programme leads to {row['id']}, and nothing tells why.", mend)
    for row in education.unschooled:
        # With a reason the row stays: it tells that people may enter without that programme.
        if row["occupation"] in reached and not row["reason_nl"]:
            yield found(row, f"a programme leads to {row['occupation']} by now.", "Remove the row.")
        elif not row["reason_nl"]:
            mend = "Let a programme lead to it, or tell how people get there."
            yield found(row, f"no route leads to {row['occupation']}: no programme, no reason.", mend)
