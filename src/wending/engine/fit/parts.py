"""The formulas of fit: from a person to every part for every occupation, and to one total.

All parts lie in 0..1; nan means unknown, and its weight is then shared by the known parts. Each occupation is judged
by itself: no part looks at the other candidates.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from wending.engine.fit.credit import Credit
from wending.engine.fit.data import Floats
from wending.engine.fit.needs import Needs

# Three levels short of what is asked leaves nothing of the level part, six levels beyond it likewise.
LEVELS_SHORT, LEVELS_BEYOND = 3.0, 6.0
# Half of what experience gives is there after this many years, and half of it has faded after that many.
YEARS_HALF, FADE_HALF = 1.5, 10.0


@dataclass(frozen=True, eq=False)
class Coverage:
    """Hold per needed skill (m): amount 0..1, the own skill it comes from (-1 none) and via what (see credit)."""

    amount: Floats
    own: NDArray[np.int64]
    via: NDArray[np.int32]


def coverage(credit: Credit, strengths: Floats) -> Coverage:
    """Return per needed skill the best of strength x credit over own skills.

    strengths: m in 0..1, 0 for skills the person does not have. Between equals the first own skill wins.
    """
    amount, by = np.zeros(len(strengths)), np.full(len(strengths), -1, dtype=np.int64)
    through = np.zeros(len(strengths), dtype=np.int32)
    for own in np.flatnonzero(strengths):
        needed, amounts, via = credit.of(int(own))
        offered = strengths[own] * amounts
        better = offered > amount[needed]
        reached = needed[better]
        amount[reached] = offered[better]
        by[reached] = own
        through[reached] = via[better]
    return Coverage(amount, by, through)


def skill_parts(needs: Needs, strengths: Floats, covered: Floats) -> Floats:
    """Return n x 4: essential, optional, related and used.

    essential = sum of share x strength over essential needs; optional likewise; related = sum of share x covered over
    all needs; used = rarity of own skills the occupation needs / rarity of all own skills, each times strength.
    """
    has_essential, has_optional = np.diff(needs.essential.indptr) > 0, np.diff(needs.optional.indptr) > 0
    own = own_rarity(needs, strengths)
    used = needs.asked @ strengths / own if own > 0 else np.zeros(needs.asked.shape[0])
    table = np.column_stack(
        [
            np.where(has_essential, needs.essential @ strengths, np.nan),
            np.where(has_optional, needs.optional @ strengths, np.nan),
            np.where(has_essential | has_optional, needs.whole @ covered, np.nan),
            np.where(has_essential | has_optional, used, np.nan),
        ]
    )
    return np.asarray(np.clip(table, 0.0, 1.0))


def own_rarity(needs: Needs, strengths: Floats) -> float:
    """Return the sum of rarity x strength over own skills."""
    held = np.flatnonzero(strengths)
    return float((needs.rarity[held] * strengths[held]).sum())


def likeness(own: Floats | None, theirs: Floats) -> Floats:
    """Return (1 + correlation) / 2 of six scores with n x 6 scores; nan where unknown or flat.

    Correlation of profiles as congruence measure: Tracey & Robbins (2006), Journal of Vocational Behavior 69.
    """
    if own is None or np.std(own) == 0:
        return np.full(len(theirs), np.nan)
    centred = theirs - theirs.mean(axis=1, keepdims=True)
    mine = own - own.mean()
    lengths = np.linalg.norm(centred, axis=1) * np.linalg.norm(mine)
    with np.errstate(invalid="ignore", divide="ignore"):
        found = centred @ mine / lengths
    return np.asarray(np.where(lengths > 1e-12, np.clip((1 + found) / 2, 0.0, 1.0), np.nan))


def level_part(own: float | None, low: Floats, high: Floats) -> Floats:
    """Return 1 within the range, less by a third per level short and a sixth per level beyond; nan unknown (n)."""
    if own is None:
        return np.full(len(low), np.nan)
    off = np.maximum(low - own, 0) / LEVELS_SHORT + np.maximum(own - high, 0) / LEVELS_BEYOND
    return np.clip(1.0 - off, 0.0, 1.0)


def field_part(needs: Needs, is_in_field: NDArray[np.bool_] | None) -> Floats:
    """Return the share of all needs that lies in the field of study (n); is_in_field: m, None unknown."""
    if is_in_field is None or not is_in_field.any():
        return np.full(needs.whole.shape[0], np.nan)
    return np.asarray(np.clip(needs.whole @ is_in_field.astype(float), 0.0, 1.0))


def experience(years: float, years_ago: float) -> float:
    """Return in 0..1 what past work still counts: growing with years, fading with time since."""
    return float((1 - 0.5 ** (years / YEARS_HALF)) * 0.5 ** (years_ago / FADE_HALF))


def transition_part(rows: list[tuple[float, Floats]], n: int) -> Floats:
    """Return the best of experience x transition score over past occupations (n); nan when there is no past."""
    if not rows:
        return np.full(n, np.nan)
    return np.asarray(np.clip(np.max([amount * row for amount, row in rows], axis=0), 0.0, 1.0))


def total(parts: Floats, weights: Floats) -> Floats:
    """Return the weighted mean of the known parts (n); parts: n x 10, weights: 10. 0 when nothing weighs."""
    known = ~np.isnan(parts)
    weighed = known @ weights
    return np.asarray(np.clip(np.nan_to_num(parts) @ weights / np.where(weighed > 0, weighed, 1.0), 0.0, 1.0))
