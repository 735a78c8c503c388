"""Judges whether the bank of activities is fit for a classroom: doubles, reading level, likeness and coverage.

What learners read is held to B1 by the same rough measures as the catalogue; they catch slips, not bad writing.
"""

from collections import Counter
from collections.abc import Iterator, Mapping
from importlib.resources import files as resources
from importlib.resources.abc import Traversable

from wending.dossier.rules.reflection import Competence
from wending.reference.sources.catalogue.reading import ease_findings, reading_findings
from wending.reference.sources.catalogue.rows import Finding, read_catalogue
from wending.school.rules.alike import alike
from wending.school.rules.terms import PHASES, SUBJECTS
from wending.school.sources.activities.parse import Bank, Placed, parse_activities

FOLDER = "the bank"
PER_SUBJECT_LEAST, PER_PHASE_LEAST, PER_COMPETENCE_LEAST = 4, 10, 10


def embedded() -> Bank:
    """Return our own bank, its ids checked against the embedded catalogue."""
    catalogue = read_catalogue(resources("wending.reference.sources.catalogue") / "files")
    occupations = {row["id"] for row in catalogue.occupations}
    skills = {row["id"] for row in catalogue.skills}
    return parse_activities(read_files(resources(__package__) / "files"), occupations, skills)


def read_files(folder: Traversable) -> dict[str, bytes]:
    """Return the TOML files of a folder by name."""
    return {file.name: file.read_bytes() for file in folder.iterdir() if file.name.endswith(".toml")}


def findings(bank: Bank) -> list[Finding]:
    """Return all that is wrong with a bank, in the order of files and lines."""
    found = [*bank.faults, *_doubles(bank), *_alike(bank), *_thin(bank)]
    for entry in bank.placed:
        found += _hard(entry)
    return sorted(found, key=lambda finding: (finding.file, finding.line, finding.what))


def tally(bank: Bank) -> dict[str, Mapping[str, int]]:
    """Count the activities per subject, phase and competence; what has none counts 0."""
    activities = bank.activities
    subjects = Counter(activity.subject for activity in activities)
    phases = Counter(phase for activity in activities for phase in activity.phases)
    competences = Counter(competence.value for activity in activities for competence in activity.competences)
    return {
        "subject": {code: subjects[code] for code in SUBJECTS},
        "phase": {code: phases[code] for code in PHASES},
        "competence": {competence.value: competences[competence.value] for competence in Competence},
    }


def _doubles(bank: Bank) -> Iterator[Finding]:
    for field in ("key", "title", "title_en"):
        seen: dict[str, Placed] = {}
        for entry in bank.placed:
            value = getattr(entry.activity, field).casefold()
            if value in seen:
                other = seen[value]
                yield entry.finding(field, f"stands at {other.file}, line {other.line} already.", "Give each its own.")
            seen.setdefault(value, entry)


def _hard(entry: Placed) -> Iterator[Finding]:
    """Yield where what learners read is above B1; the hook and the material are for the teacher."""
    activity = entry.activity
    read = {"title": activity.title, "evidence": activity.evidence, "question": activity.question}
    texts = [*read.items(), *(("steps", step) for step in activity.steps)]
    for field, text in texts:
        for what in reading_findings(text, "nl"):
            yield entry.finding(field, f"is hard to read: {what}", "Write shorter sentences and common words.")
    for what in ease_findings([*activity.steps, activity.evidence, activity.question]):
        yield entry.finding("steps", f"are hard to read together: {what}", "Write shorter words and sentences.")
    if activity.question.count("?") > 2 or not activity.question.endswith("?"):
        yield entry.finding("question", "is not one short question.", "Ask one thing, tied to what happened.")


def _alike(bank: Bank) -> Iterator[Finding]:
    places = {entry.activity.key: entry for entry in bank.placed}
    for first, second, share in alike(bank.activities):
        what = f"look like those of {first.key} (overlap {share:.2f})."
        yield places[second.key].finding("steps", what, "Let learners do something else, or remove one.")


def _thin(bank: Bank) -> Iterator[Finding]:
    least = {"subject": PER_SUBJECT_LEAST, "phase": PER_PHASE_LEAST, "competence": PER_COMPETENCE_LEAST}
    for kind, counts in tally(bank).items():
        for code, count in counts.items():
            if count < least[kind]:
                what = f"the {kind} {code} has {count} activities, fewer than {least[kind]}."
                yield Finding(FOLDER, 1, what, "Add some.")
