"""Reads the profile of a session, and its items with their names. Never writes, so a visit alone sets no cookie.

A visitor's profile is in their session; that of somebody signed in is kept with their account, so that each device
shows the same. Only a made-up person to look along with stays in the session.
"""

from dataclasses import dataclass, replace

from django.contrib.sessions.backends.base import SessionBase

from wending.accounts.queries.actors import owner_of
from wending.instruments.queries.scores import scores_in
from wending.orientation.queries import study_words, words
from wending.orientation.queries.kept import JoinedAtSignIn, joined_at_sign_in, own_profile
from wending.orientation.queries.names import Named, named
from wending.orientation.queries.plan_ready import waiting_goals
from wending.orientation.rules.profile import SessionProfile, profile_from_json
from wending.orientation.rules.profile_dossier import SOURCE as DOSSIER
from wending.reference.queries.regions import region_names

SESSION_KEY = "profile"
SHOWN = 8


@dataclass(frozen=True, slots=True)
class NamedWork:
    """Work someone did, with its name and words."""

    name: Named
    years: int
    years_ago: int
    years_words: str
    years_ago_words: str


@dataclass(frozen=True, slots=True)
class NamedSkill:
    """A skill of a profile with its name and its level in words; `is_from_dossier`: it is told there."""

    name: Named
    level: int
    level_words: str
    is_from_dossier: bool


@dataclass(frozen=True, slots=True)
class ProfileView:
    """A profile as the overview shows it. Items that are no longer in force are left out.

    `is_kept`: it is kept with an account; `joined`: what was joined into it at sign-in, to look at once; `waiting`:
    something was chosen for a plan and waits for an account.
    """

    profile: SessionProfile
    is_kept: bool
    joined: JoinedAtSignIn | None
    waiting: bool
    work: list[NamedWork]
    skills: list[NamedSkill]
    outside: list[str]
    education_level: str
    education_field: str
    interests: list[str]
    values: list[str]
    sector: str
    avoided: list[str]
    learning: list[str]

    @property
    def skills_first(self) -> list[NamedSkill]:
        """The skills that the overview shows at once."""
        return self.skills[:SHOWN]

    @property
    def skills_rest(self) -> list[NamedSkill]:
        """The skills that it shows when asked."""
        return self.skills[SHOWN:]

    @property
    def has_dossier(self) -> bool:
        """Whether a skill comes from the dossier."""
        return any(skill.is_from_dossier for skill in self.skills)

    @property
    def has_english(self) -> bool:
        """Whether a skill has no name in Dutch."""
        return any(skill.name.lang == "en" for skill in self.skills)


def session_profile(session: SessionBase) -> SessionProfile:
    """Return what this visitor or person told, with the scores of questionnaires; an empty profile when nothing was.

    A made-up person did not fill in the questionnaires of the visitor.
    """
    told = profile_from_json(session.get(SESSION_KEY))
    if told.example:
        return told
    owner, measured = owner_of(session), scores_in(session)
    return replace(
        told if owner is None else own_profile(owner),
        measured_interests=measured.get("interests", ()),
        measured_values=measured.get("values", ()),
    )


def named_work(profile: SessionProfile, lang: str) -> list[NamedWork]:
    """Return the work of a profile with names, as told."""
    known = named("occupation", [work.uri for work in profile.work], lang)
    return [
        NamedWork(
            known[work.uri],
            work.years,
            work.years_ago,
            str(words.YEARS[work.years]),
            str(words.YEARS_AGO[work.years_ago]),
        )
        for work in profile.work
        if work.uri in known
    ]


def profile_view(session: SessionBase, lang: str) -> ProfileView:
    """Return the whole profile of a session in words."""
    profile = session_profile(session)
    known = named("skill", [skill.uri for skill in profile.skills], lang)
    skills = [
        NamedSkill(known[skill.uri], skill.level, str(words.LEVELS[skill.level]), skill.source == DOSSIER)
        for skill in profile.skills
        if skill.uri in known
    ]
    return ProfileView(
        profile=profile,
        is_kept=not profile.example and owner_of(session) is not None,
        joined=joined_at_sign_in(session),
        waiting=bool(waiting_goals(session)),
        work=named_work(profile, lang),
        skills=sorted(skills, key=lambda skill: skill.name.text.casefold()),
        outside=[str(words.ACTIVITIES[key]) for key in profile.outside],
        education_level=str(words.EDUCATION_LEVELS.get(profile.education_level, "")),
        education_field=str(words.EDUCATION_FIELDS.get(profile.education_field, "")),
        interests=[str(words.TILES[key]) for key in profile.interests],
        values=[str(words.VALUES[key]) for key in profile.wishes.values],
        sector=str(words.SECTORS[profile.wishes.sector]) if profile.wishes.sector != "any" else "",
        avoided=[str(words.CONDITIONS[key]) for key in profile.wishes.avoided],
        learning=study_words.told(profile.study, region_names()),
    )
