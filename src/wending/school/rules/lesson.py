"""Occupations in which a lesson matters: a ranking from the skills and the subject of an activity. Not advice.

Formula (own judgement, no published model): with w = 1 for an essential and 1/2 for an optional skill, and the rarity
of a skill r(s) = ln(1 + N / n_s), N occupations of which n_s use the skill,
skills = sum over the activity's skills of w(o, s) r(s) / sum of r(s), and subject = the largest share, from 0 to 1,
of the occupation's programmes that ask for one of the subjects. score = 2/3 skills + 1/3 subject; an activity without
known skills has the subject alone. A rare skill says more than one that nearly every occupation uses.
"""

from collections.abc import Collection, Mapping
from dataclasses import dataclass
from math import log

SKILLS_WEIGHT = 2 / 3
OPTIONAL_WEIGHT = 0.5


@dataclass(frozen=True, slots=True)
class Matters:
    """An occupation in which a lesson matters: how much, and why.

    `score` runs from 0 to 1 and only ranks. `skills` are those of the lesson that the occupation uses, the rarest
    first; `subject_share` is the share of its programmes that ask for the subject, None when that is unknown.
    """

    occupation: str
    score: float
    skills: tuple[str, ...]
    subject_share: float | None


def occupations_for_lesson(
    *,
    skills: Collection[str],
    subjects: Collection[str],
    needs: Mapping[str, Mapping[str, bool]],
    demands: Mapping[str, Mapping[str, float]],
) -> tuple[Matters, ...]:
    """Rank the occupations in which a lesson matters, the highest score first, then by id; without a score: left out.

    `needs` tells per occupation its skills and whether each is essential; `demands` tells per occupation and subject
    the share of its programmes that ask for it, from 0 to 1. Raises ValueError for a share outside that range.
    """
    rarity = _rarity(skills, needs)
    whole = sum(rarity.values())
    found = []
    for occupation in needs.keys() | demands.keys():
        used = needs.get(occupation, {})
        shared = sorted((skill for skill in rarity if skill in used), key=lambda skill: (-rarity[skill], skill))
        by_skill = sum(rarity[skill] * (1 if used[skill] else OPTIONAL_WEIGHT) for skill in shared) / (whole or 1)
        share = _subject_share(occupation, subjects, demands)
        weight = SKILLS_WEIGHT if rarity else 0
        score = weight * by_skill + (1 - weight) * (share or 0)
        if score > 0:
            found.append(Matters(occupation, score, tuple(shared), share))
    return tuple(sorted(found, key=lambda match: (-match.score, match.occupation)))


def _rarity(skills: Collection[str], needs: Mapping[str, Mapping[str, bool]]) -> dict[str, float]:
    """Return the rarity of each skill that any occupation uses."""
    uses = {skill: sum(skill in used for used in needs.values()) for skill in skills}
    return {skill: log(1 + len(needs) / count) for skill, count in sorted(uses.items()) if count}


def _subject_share(
    occupation: str, subjects: Collection[str], demands: Mapping[str, Mapping[str, float]]
) -> float | None:
    shares = [demands[occupation][one] for one in subjects if one in demands.get(occupation, {})]
    if any(not 0 <= share <= 1 for share in shares):
        raise ValueError(f"{occupation}: a share of programmes lies from 0 to 1, not {shares}.")
    return max(shares, default=None)
