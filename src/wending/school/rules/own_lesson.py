"""A lesson of a teacher's own: its states, and advice about its words. Nothing here refuses a style.

*Advice* is what may be hard to read; a teacher decides. What must be filled in, and how much, is that of our own bank.
"""

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from enum import StrEnum
from typing import Any, Literal

from wending.dossier.rules.reflection import Competence
from wending.kit.readability import measure
from wending.reference.sources.catalogue.reading import EASE_LEAST, LETTERS_MOST, WORDS_MOST
from wending.school.rules.alike import ALIKE_FROM, overlap
from wending.school.rules.terms import OUTSIDE, PHASES, SUBJECTS, Activity


class State(StrEnum):
    """Who may use a lesson: its writer, the school, the school while it waits to be looked over, everybody."""

    OWN = "own"
    SCHOOL = "school"
    OFFERED = "offered"
    OPEN = "open"


STATES = tuple(state.value for state in State)
# Ratings from which an average is shown: fewer say more about one class than about a lesson.
RATINGS_LEAST = 5
_PART = re.compile(r"[^\W\d_]+")


@dataclass(frozen=True, slots=True)
class Hard:
    """Something that may be hard to read in a field: a long sentence or word, the whole, or no single question."""

    field: str
    kind: Literal["sentence", "word", "ease", "question"]
    example: str = ""


def after_change(state: State) -> State:
    """Return the state of a lesson after its words changed: what was open to all must be looked over again."""
    return State.OFFERED if state is State.OPEN else state


def content_of(activity: Activity) -> dict[str, Any]:
    """Return the fields of an activity as they are kept."""
    return {
        "subject": activity.subject,
        "phases": [*activity.phases],
        "competences": [one.value for one in activity.competences],
        "minutes": activity.minutes,
        "outside": activity.outside,
        "title": activity.title,
        "now": activity.now,
        "steps": [*activity.steps],
        "evidence": activity.evidence,
        "question": activity.question,
        "material": activity.material,
        "safety": activity.safety,
        "occupations": [*activity.occupations],
        "skills": [*activity.skills],
    }


def activity_of(key: str, content: Mapping[str, Any]) -> Activity:
    """Return what was kept as an activity; codes that are not known any more are left out."""
    outside = content.get("outside", "none")
    return Activity(
        key=key,
        subject=content.get("subject", "") if content.get("subject") in SUBJECTS else "mentoruur",
        phases=tuple(one for one in content.get("phases", ()) if one in PHASES),
        competences=tuple(Competence(one) for one in content.get("competences", ()) if one in [*Competence]),
        minutes=int(content.get("minutes", 50)),
        outside=outside if outside in OUTSIDE else "none",
        title=content.get("title", ""),
        title_en="",
        summary_en="",
        now=content.get("now", ""),
        steps=tuple(content.get("steps", ())),
        evidence=content.get("evidence", ""),
        question=content.get("question", ""),
        material=content.get("material", ""),
        safety=content.get("safety", ""),
        occupations=tuple(content.get("occupations", ())),
        skills=tuple(content.get("skills", ())),
    )


def hard_parts(activity: Activity) -> list[Hard]:
    """Return what may be hard to read in what learners read, by the measures that our own bank is held to."""
    texts = [("title", activity.title), *(("steps", step) for step in activity.steps)]
    texts += [("evidence", activity.evidence), ("question", activity.question)]
    found = []
    for field, text in texts:
        seen = measure([text])
        if seen.longest_sentence_words > WORDS_MOST:
            found.append(Hard(field, "sentence", seen.longest_sentence))
        longest = max(_PART.findall(text), key=len, default="")
        if len(longest) > LETTERS_MOST["nl"]:
            found.append(Hard(field, "word", longest))
    if measure([*activity.steps, activity.evidence, activity.question]).ease < EASE_LEAST:
        found.append(Hard("steps", "ease"))
    if activity.question.count("?") > 2 or not activity.question.endswith("?"):
        found.append(Hard("question", "question"))
    return found


def most_alike(activity: Activity, others: Iterable[Activity]) -> tuple[Activity, float] | None:
    """Return the other activity whose steps look most alike, with the overlap; None where none looks alike."""
    steps = " . ".join(activity.steps)
    scored = [(overlap(steps, " . ".join(other.steps)), other) for other in others if other.key != activity.key]
    share, other = max(scored, key=lambda row: row[0], default=(0.0, activity))
    return (other, share) if share >= ALIKE_FROM else None
