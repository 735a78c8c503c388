"""The profile of a session: what someone told about themselves, without account.

Terms: *work* is an occupation someone did, with years and how long ago; a *skill* has a level (1 a little, 2 well,
3 very well) and a source (where it was told); a *declined* skill was shown and not ticked, or removed, so past work
no longer suggests that someone has it; everything is optional. *Measured* scores come from questionnaires that someone
filled in: they are put in when a profile is read and never kept in it. The profile travels as plain JSON in the session
and nowhere else. Reading is forgiving: what an older edition wrote and this one does not know is left out.
"""

from collections.abc import Mapping
from dataclasses import asdict, dataclass, field, replace
from typing import Any

from wending.instruments.rules.instrument import WORK_VALUES
from wending.orientation.rules.conditions import CONDITIONS
from wending.orientation.rules.interests import TILES, interest_scores
from wending.orientation.rules.outside import ACTIVITIES
from wending.orientation.rules.study import Study, study_from_json

LEVELS = (1, 2, 3)
SKILL_SOURCES = ("suggested", "outside", "text")
EDUCATION_LEVELS = ("0", "1", "2", "3", "4", "4+", "5", "6", "7", "8")
EDUCATION_FIELDS = ("00", "01", "02", "03", "04", "05", "06", "07", "08", "09", "10")
VALUES = ("achievement", "independence", "recognition", "relationships", "support", "conditions")
SECTORS = ("any", "stay", "leave")
# Years of work, and years since it ended, as a person remembers them: the middle of each answer.
YEARS = (0, 1, 2, 4, 8, 15)
YEARS_AGO = (0, 1, 4, 8, 15)
MOST_WORK, MOST_SKILLS, MOST_VALUES, MOST_HOURS = 15, 300, 3, 60
MOST_DECLINED = 600


@dataclass(frozen=True, slots=True)
class Work:
    """An occupation someone did: years of it and years since it ended, one of YEARS and of YEARS_AGO."""

    uri: str
    years: int = 2
    years_ago: int = 0


@dataclass(frozen=True, slots=True)
class Skill:
    """Something someone can do, with a level from 1 to 3 and where it was told."""

    uri: str
    level: int = 2
    source: str = "suggested"


@dataclass(frozen=True, slots=True)
class Wishes:
    """What someone seeks in work. `hours` per week; `avoided` names working conditions."""

    values: tuple[str, ...] = ()
    sector: str = "any"
    hours: int | None = None
    avoided: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class SessionProfile:
    """All that someone told in this session."""

    work: tuple[Work, ...] = ()
    skills: tuple[Skill, ...] = ()
    declined: tuple[str, ...] = ()
    outside: tuple[str, ...] = ()
    education_level: str = ""
    education_field: str = ""
    interests: tuple[str, ...] = ()
    wishes: Wishes = field(default_factory=Wishes)
    # The key of a made-up person whose profile this began as; empty for one's own.
    example: str = ""
    study: Study = field(default_factory=Study)
    # Six scores from 0 to 1 of the newest questionnaire, or none: interests in the order RIASEC, values as WORK_VALUES.
    measured_interests: tuple[float, ...] = ()
    measured_values: tuple[float, ...] = ()

    @property
    def riasec(self) -> tuple[float, ...]:
        """Interests in six scores from 0 to 1: of the questionnaire, else of the pictures; empty when not told."""
        return self.measured_interests or tuple(interest_scores(self.interests).values())

    @property
    def work_values(self) -> tuple[float, ...]:
        """Work values in six scores from 0 to 1: of the questionnaire, else 1 for what was chosen; empty: not told."""
        chosen = self.wishes.values
        return self.measured_values or (tuple(float(value in chosen) for value in WORK_VALUES) if chosen else ())

    @property
    def is_empty(self) -> bool:
        """Whether nothing is told yet."""
        return self == SessionProfile()

    @property
    def can_rank(self) -> bool:
        """Whether there is enough to order occupations: some work, a skill, or interests."""
        return bool(self.work or self.skills or self.riasec)

    @property
    def can_fit_study(self) -> bool:
        """Whether something was told by which programmes can be more or less fun."""
        return bool(self.riasec or self.study.liked or self.study.disliked or self.study.ways)

    @property
    def has_skills(self) -> bool:
        """Whether skills were told, or work that suggests them."""
        return bool(self.work or self.skills)

    def steps_done(self) -> dict[str, bool]:
        """Return per step of the profile whether something was told there."""
        return {
            "work": bool(self.work),
            "skills": any(skill.source in ("suggested", "dossier") for skill in self.skills),
            "outside": bool(self.outside),
            "education": bool(self.education_level or self.education_field),
            "interests": bool(self.riasec),
            "wishes": bool(self.measured_values) or self.wishes != Wishes(),
            "learning": self.study != Study(),
        }

    def with_work(self, work: Work) -> "SessionProfile":
        """Return the profile with this work added, or changed in its place when it was there."""
        if any(known.uri == work.uri for known in self.work):
            return replace(self, work=tuple(work if known.uri == work.uri else known for known in self.work))
        return replace(self, work=(*self.work, work)[:MOST_WORK])

    def with_skill(self, skill: Skill) -> "SessionProfile":
        """Return the profile with this skill added; a known skill changes its level and keeps its source."""
        if skill.uri in self.declined:
            return replace(self, declined=tuple(u for u in self.declined if u != skill.uri)).with_skill(skill)
        if any(known.uri == skill.uri for known in self.skills):
            return replace(
                self,
                skills=tuple(replace(old, level=skill.level) if old.uri == skill.uri else old for old in self.skills),
            )
        return replace(self, skills=(*self.skills, skill)[:MOST_SKILLS])

    def without_work(self, uri: str) -> "SessionProfile":
        """Return the profile without this work."""
        return replace(self, work=tuple(work for work in self.work if work.uri != uri))

    def without_skill(self, uri: str) -> "SessionProfile":
        """Return the profile without this skill, and remember that it is not there."""
        return replace(
            self,
            skills=tuple(skill for skill in self.skills if skill.uri != uri),
            declined=tuple(dict.fromkeys((*self.declined, uri)))[-MOST_DECLINED:],
        )

    def to_json(self) -> dict[str, Any]:
        """Return plain values for the session."""
        return {name: value for name, value in asdict(self).items() if not name.startswith("measured_")}


def _known(raw: object, allowed: Any, most: int = 1000) -> tuple[str, ...]:
    """Return the items of a list that are allowed, each once, in order."""
    items = raw if isinstance(raw, list | tuple) else ()
    return tuple(dict.fromkeys(item for item in items if isinstance(item, str) and item in allowed))[:most]


def _number(raw: object, most: int) -> int | None:
    """Return a whole number from 0 to `most`, or None."""
    return raw if isinstance(raw, int) and not isinstance(raw, bool) and 0 <= raw <= most else None


def _choice(raw: object, allowed: tuple[str, ...], otherwise: str) -> str:
    """Return a word when it is allowed, else the other."""
    return raw if isinstance(raw, str) and raw in allowed else otherwise


def _maps(raw: object) -> list[Mapping[str, Any]]:
    """Return the items of a list that are mappings with a URI."""
    items = raw if isinstance(raw, list | tuple) else ()
    return [item for item in items if isinstance(item, Mapping) and isinstance(item.get("uri"), str)]


def profile_from_json(raw: object) -> SessionProfile:
    """Return the profile that the session holds; anything unknown or out of range is left out."""
    if not isinstance(raw, Mapping):
        return SessionProfile()
    declined = raw.get("declined")
    profile = SessionProfile(
        declined=tuple(u for u in declined if isinstance(u, str)) if isinstance(declined, list | tuple) else (),
        outside=_known(raw.get("outside"), ACTIVITIES),
        education_level=_choice(raw.get("education_level"), EDUCATION_LEVELS, ""),
        education_field=_choice(raw.get("education_field"), EDUCATION_FIELDS, ""),
        interests=_known(raw.get("interests"), TILES),
        example=str(raw.get("example") or "")[:20],
        study=study_from_json(raw.get("study")),
    )
    for item in _maps(raw.get("work")):
        years, ago = item.get("years"), item.get("years_ago")
        profile = profile.with_work(Work(item["uri"], years if years in YEARS else 2, ago if ago in YEARS_AGO else 0))
    for item in _maps(raw.get("skills")):
        level, source = item.get("level"), _choice(item.get("source"), SKILL_SOURCES, "suggested")
        profile = profile.with_skill(Skill(item["uri"], level if level in LEVELS else 2, source))
    wishes = raw.get("wishes")
    if isinstance(wishes, Mapping):
        profile = replace(
            profile,
            wishes=Wishes(
                values=_known(wishes.get("values"), VALUES, MOST_VALUES),
                sector=_choice(wishes.get("sector"), SECTORS, "any"),
                hours=_number(wishes.get("hours"), MOST_HOURS) or None,
                avoided=_known(wishes.get("avoided"), CONDITIONS),
            ),
        )
    return profile
