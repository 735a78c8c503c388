"""What the embedded catalogue says of occupations and skills, for lessons: names, what occupations ask, and why a
lesson matters in them. Read once from the files of the package; the ids in lessons are ids of these files.
"""

from collections import defaultdict
from dataclasses import dataclass
from functools import cache, lru_cache
from importlib.resources import files

from wending.reference.queries.names import names
from wending.reference.queries.releases import framework
from wending.reference.rules.uris import key_of
from wending.reference.sources.catalogue.parse import OCCUPATION_URI
from wending.reference.sources.catalogue.rows import Row, read_catalogue, read_rows
from wending.school.rules.lesson import Matters, occupations_for_lesson
from wending.school.rules.terms import SUBJECTS, Activity

MOST_SHOWN = 12
_DEMAND_COLUMNS = ("id", "programmes", "from_level", "profile", "subjects", "kind", "since", "until", "status")


@dataclass(frozen=True, slots=True)
class Embedded:
    """The rows that lessons need, by id: occupations, skills, what occupations ask, and which subjects."""

    occupations: dict[str, Row]
    skills: dict[str, Row]
    needs: dict[str, dict[str, bool]]
    demands: dict[str, dict[str, float]]


@dataclass(frozen=True, slots=True)
class Job:
    """An occupation beside a lesson. `key` is empty where this site has no page of it; `skills` are the reason."""

    id: str
    name: str
    key: str
    skills: tuple[str, ...] = ()
    subject_percent: int | None = None
    is_named: bool = False


@cache
def embedded() -> Embedded:
    """Return the rows of the catalogue in the package."""
    folder = files("wending.reference.sources.catalogue") / "files"
    catalogue = read_catalogue(folder)
    needs = {
        row["id"]: {**dict.fromkeys(row.listed("optional"), False), **dict.fromkeys(row.listed("essential"), True)}
        for row in catalogue.occupations
    }
    programmes = [
        row
        for file in (folder / "education/programmes").iterdir()
        if file.name.endswith(".csv")
        for row in read_rows(file, "education/programmes/", ("id", "level", "leads_to"))
    ]
    demands = read_rows(folder / "education/subject_demands.csv", "education/", _DEMAND_COLUMNS)
    return Embedded(
        occupations={row["id"]: row for row in catalogue.occupations},
        skills={row["id"]: row for row in catalogue.skills},
        needs=needs,
        demands=shares(programmes, list(demands)),
    )


def shares(programmes: list[Row], demands: list[Row]) -> dict[str, dict[str, float]]:
    """Return per occupation and subject the share of its programmes that ask for it, from 0 to 1.

    Only programmes count of which a demand or "nothing more" is known and certain; a subject that is one of several
    to choose from counts as asked. A programme with a row of its own does not follow its level.
    """
    asked: dict[str, set[str]] = {}
    for row in demands:
        if row["kind"] == "demand" and row["status"] == "certain" and not row["until"]:
            named = {subject for part in row["subjects"].split("+") for subject in part.split("/") if subject}
            for programme in row.listed("programmes"):
                asked.setdefault(programme, set()).update(named)
    known: dict[str, int] = defaultdict(int)
    counts: dict[str, dict[str, int]] = defaultdict(lambda: defaultdict(int))
    for row in programmes:
        subjects = asked.get(row["id"], asked.get(row["level"]))
        if subjects is None:
            continue
        for occupation in row.listed("leads_to"):
            known[occupation] += 1
            for subject in subjects:
                counts[occupation][subject] += 1
    return {
        one: {subject: count / known[one] for subject, count in counts[one].items()} for one in known if one in counts
    }


@lru_cache(maxsize=2000)
def matters(activity: Activity) -> tuple[Matters, ...]:
    """Return the occupations in which a lesson matters, ranked."""
    found = embedded()
    subject = SUBJECTS.get(activity.subject)
    subjects = subject.same_as if subject else ()
    return occupations_for_lesson(skills=activity.skills, subjects=subjects, needs=found.needs, demands=found.demands)


def jobs_for(activity: Activity, lang: str) -> list[Job]:
    """Return occupations in which a lesson matters, with the reason: those its maker named first, then by rank."""
    ranked = {one.occupation: one for one in matters(activity)}
    named = [one for one in activity.occupations if one in embedded().occupations]
    others = [one for one in ranked if one not in named][: MOST_SHOWN - len(named)]
    # Within those that the maker named, the ones with a reason come first, in their order of rank.
    order = {one: place for place, one in enumerate(ranked)}
    chosen = [*sorted(named, key=lambda one: order.get(one, len(order))), *others]
    uris = {one: uri_of(one) for one in chosen}
    main = framework()
    known = names("occupation", list(uris.values()), lang)
    has_page = {uri for uri, name in known.items() if main and name.source == main.source}
    found = []
    for one in chosen:
        reason = ranked.get(one)
        share = reason.subject_share if reason else None
        found.append(
            Job(
                id=one,
                name=occupation_name(one, lang),
                key=key_of(uris[one]) if uris[one] in has_page else "",
                skills=tuple(skill_name(skill, lang) for skill in reason.skills) if reason else (),
                subject_percent=round(share * 100) if share else None,
                is_named=one in named,
            )
        )
    return found


def uri_of(occupation: str) -> str:
    """Return the URI of an occupation of the catalogue."""
    return embedded().occupations[occupation]["esco"] or f"{OCCUPATION_URI}{occupation}"


@cache
def by_key() -> dict[str, str]:
    """Return the ids of occupations by the key in the address of their page."""
    return {key_of(uri_of(one)): one for one in embedded().occupations}


def occupation_name(occupation: str, lang: str) -> str:
    """Return the name of an occupation of the catalogue."""
    return _name(embedded().occupations[occupation], "title", lang)


def skill_name(skill: str, lang: str) -> str:
    """Return the name of a skill of the catalogue."""
    return _name(embedded().skills[skill], "name", lang)


@cache
def occupation_names() -> dict[str, str]:
    """Return the ids of occupations by each of their names, in small letters."""
    return _by_name(embedded().occupations, "title")


@cache
def skill_names() -> dict[str, str]:
    """Return the ids of skills by each of their names, in small letters."""
    return _by_name(embedded().skills, "name")


def _by_name(rows: dict[str, Row], column: str) -> dict[str, str]:
    found: dict[str, str] = {}
    # The name that is shown speaks before other names.
    for columns in ((f"{column}_nl", f"{column}_en"), ("also_nl", "also_en")):
        for one, row in rows.items():
            for name in [name for each in columns for name in row.listed(each)]:
                found.setdefault(name.casefold(), one)
    return found


def _name(row: Row, column: str, lang: str) -> str:
    return row[f"{column}_en" if lang == "en" else f"{column}_nl"]
