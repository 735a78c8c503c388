"""From the profile of a session to the profile that the engine ranks by, and from sliders to its weights."""

from wending.engine.fit import FitIndex, OwnSkill, PastOccupation, Preferences, Profile, SectorWish, Weights
from wending.orientation.rules.choices import USUAL, Choices
from wending.orientation.rules.profile import SessionProfile

LEVEL_STRENGTH = {1: 0.5, 2: 0.9, 3: 1.0}
# Past work suggests its essential skills until someone ticks or declines them: less certain than what was told.
SUGGESTED_CERTAINTY = 0.7
SHORTEST_YEARS = 0.5
FIELD_URI = "http://data.europa.eu/esco/isced-f/"
NLQF = {"0": 1.0, "4+": 4.5}

# Which parts of the fit each slider moves.
SLIDERS: dict[str, tuple[str, ...]] = {
    "skills": ("essential", "optional", "related", "used"),
    "interests": ("interests",),
    "wishes": ("values", "preferences"),
    "level": ("level", "field"),
    "past": ("transition",),
}


def suggested_by_work(index: FitIndex, profile: SessionProfile) -> dict[str, str]:
    """Return the skills that past work asks for and that were neither ticked nor declined: skill -> that work."""
    told = {skill.uri for skill in profile.skills} | set(profile.declined)
    suggested: dict[str, str] = {}
    for work in profile.work:
        if work.uri in index.occupation_numbers_:
            for skill in index.worker(work.uri).skills:
                if skill.certainty == 1.0 and skill.uri not in told:
                    suggested.setdefault(skill.uri, work.uri)
    return suggested


def person(index: FitIndex, profile: SessionProfile) -> Profile:
    """Return the engine's profile of what a session told."""
    told = [OwnSkill(skill.uri, LEVEL_STRENGTH[skill.level]) for skill in profile.skills]
    guessed = [OwnSkill(uri, certainty=SUGGESTED_CERTAINTY) for uri in suggested_by_work(index, profile)]
    wishes = profile.wishes
    level = profile.education_level
    return Profile(
        skills=(*told, *guessed),
        past=tuple(
            PastOccupation(work.uri, float(work.years) or SHORTEST_YEARS, float(work.years_ago))
            for work in profile.work
            if work.uri in index.occupation_numbers_
        ),
        level=(NLQF[level] if level in NLQF else float(level)) if level else None,
        field=FIELD_URI + profile.education_field if profile.education_field else None,
        riasec=profile.riasec or None,
        values=profile.work_values or None,
        preferences=Preferences(
            limits=frozenset(wishes.avoided),
            hours=(float(wishes.hours), float(wishes.hours)) if wishes.hours else None,
            sector_wish=None if wishes.sector == "any" else SectorWish(wishes.sector),
        ),
    )


def engine_weights(choices: Choices, profile: SessionProfile) -> Weights:
    """Return the engine's usual weights, each moved by its slider: none at 0, double at 4.

    Who told of no work and no skills is not measured by them: then skills do not weigh, unless nothing else does.
    """
    usual = Weights()
    moved = {
        part: getattr(usual, part) * choices.weight(slider) / USUAL
        for slider, parts in SLIDERS.items()
        for part in parts
    }
    without = moved | dict.fromkeys(SLIDERS["skills"], 0.0)
    return Weights(**(moved if profile.has_skills or not any(without.values()) else without))
