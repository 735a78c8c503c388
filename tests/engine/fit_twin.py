"""The slow, obvious twin of the fit engine: the same formulas in plain Python loops over plain lists.

Written from the definitions, without the engine's code; only the numbers that are conventions are repeated here.
"""

from __future__ import annotations

import math
import re
from collections import Counter

from wending.engine.fit import FitData, Profile

ISCO = {"1": (5, 8), "2": (6, 8), "3": (4, 5), "9": (1, 2)} | dict.fromkeys("45678", (2, 4))


def cells(matrix) -> dict[tuple[int, int], float]:
    """Return the non-zero entries of a sparse matrix."""
    coo = matrix.tocoo()
    return {(int(i), int(j)): float(v) for i, j, v in zip(coo.row, coo.col, coo.data, strict=True) if v}


class Twin:
    """Hold one release as dictionaries and answer as the engine should."""

    def __init__(self, data: FitData) -> None:
        """Read the data; occupations must already be in URI order."""
        self.data = data
        self.n, self.m = len(data.occupations), len(data.skills)
        self.essential = [{j for (i, j) in cells(data.essential) if i == o} for o in range(self.n)]
        self.optional = [{j for (i, j) in cells(data.optional) if i == o} - self.essential[o] for o in range(self.n)]
        self.rarity = [
            math.log(1 + self.n / (1 + sum(s in self.essential[o] | self.optional[o] for o in range(self.n))))
            for s in range(self.m)
        ]
        self.credits = self._credits()

    def _credits(self) -> dict[tuple[int, int], float]:
        found: dict[tuple[int, int], float] = {}

        def offer(own: int, needed: int, amount: float) -> None:
            if amount >= 0.1 and own != needed:
                found[own, needed] = max(found.get((own, needed), 0.0), amount)

        for (narrow, broad), _ in cells(self.data.skill_broader).items():
            offer(narrow, broad, 0.8)
            offer(broad, narrow, 0.4)
        for (needing, needed), strength in cells(self.data.skill_relations).items():
            offer(needing, needed, 0.6 * strength)
            offer(needed, needing, 0.3 * strength)
        steps = cells(self.data.skill_group_steps)
        for group in range(len(self.data.skill_groups)):
            members = {s: away for (s, g), away in steps.items() if g == group}
            if len(members) < 2:
                continue
            whole = 0.5 * max(0.0, 1 - math.log(len(members)) / math.log(200))
            for a, away_a in members.items():
                for b, away_b in members.items():
                    offer(a, b, whole * 0.5 ** (away_a - 1 + away_b - 1))
        for s in range(self.m):
            found[s, s] = 1.0
        return found

    def strengths(self, profile: Profile) -> list[float]:
        """Return the strength per skill."""
        found = [0.0] * self.m
        for own in profile.skills:
            if own.uri in self.data.skills:
                at = self.data.skills.index(own.uri)
                strength = own.certainty * (1.0 if own.level is None else own.level)
                found[at] = max(found[at], 0.0 if strength < 1e-9 else strength)
        return found

    def covered(self, strengths: list[float]) -> list[float]:
        """Return how far each needed skill is covered."""
        return [
            max((strengths[own] * self.credits.get((own, needed), 0.0) for own in range(self.m)), default=0.0)
            for needed in range(self.m)
        ]

    def shares(self, occupation: int) -> dict[int, float]:
        """Return the share of each need in the whole, optional ones for half."""
        weights = {s: self.rarity[s] for s in self.essential[occupation]}
        weights |= {s: self.rarity[s] / 2 for s in self.optional[occupation]}
        total = sum(weights.values())
        return {s: w / total for s, w in weights.items()}

    def levels(self, occupation: int) -> tuple[float, float] | None:
        """Return the level range, from ISCO where it is unknown."""
        low, high = self.data.level_low[occupation], self.data.level_high[occupation]
        if not math.isnan(low):
            return low, high
        return ISCO.get(self.data.isco[occupation][:1])

    def parts(self, profile: Profile, occupation: int, transition: list[list[float]]) -> list[float | None]:
        """Return the ten parts in the engine's order, None when unknown."""
        strengths = self.strengths(profile)
        covered = self.covered(strengths)
        essential, optional = self.essential[occupation], self.optional[occupation]

        def exact(needs: set[int]) -> float | None:
            total = sum(self.rarity[s] for s in needs)
            return sum(self.rarity[s] * strengths[s] for s in needs) / total if needs else None

        own = sum(self.rarity[s] * strengths[s] for s in range(self.m))
        used = sum(self.rarity[s] * strengths[s] for s in essential | optional) / own if own else 0.0
        return [
            exact(essential),
            exact(optional),
            sum(share * covered[s] for s, share in self.shares(occupation).items()),
            used,
            alike(profile.riasec, self.data.riasec[occupation]),
            alike(profile.values, self.data.values[occupation]),
            self._level(profile, occupation),
            self._field(profile, occupation),
            self._transition(profile, occupation, transition),
            self._wishes(profile, occupation),
        ]

    def _level(self, profile: Profile, occupation: int) -> float | None:
        found = self.levels(occupation)
        if profile.level is None or found is None:
            return None
        low, high = found
        if profile.level < low:
            return max(0.0, 1 - (low - profile.level) / 3)
        return max(0.0, 1 - max(0.0, profile.level - high) / 6)

    def _field(self, profile: Profile, occupation: int) -> float | None:
        if profile.field not in self.data.skill_groups:
            return None
        group = self.data.skill_groups.index(profile.field)
        members = {s for (s, g) in cells(self.data.skill_group_steps) if g == group}
        return sum(share for s, share in self.shares(occupation).items() if s in members) if members else None

    def _transition(self, profile: Profile, occupation: int, scores: list[list[float]]) -> float | None:
        found = [
            (1 - 0.5 ** (past.years / 1.5))
            * 0.5 ** (past.years_ago / 10)
            * scores[self.data.occupations.index(past.uri)][occupation]
            for past in profile.past
            if past.uri in self.data.occupations
        ]
        return max(found) if found else None

    def _wishes(self, profile: Profile, occupation: int) -> float | None:
        wish, data, met = profile.preferences, self.data, []
        sectors = {data.sector_ids[s] for (o, s) in cells(data.sectors) if o == occupation}
        if wish.sectors & set(data.sector_ids) and sectors:
            met.append(1.0 if sectors & wish.sectors else 0.0)
        low, high = data.hours[occupation]
        if wish.hours is not None and not math.isnan(low):
            met.append(1.0 if min(high, wish.hours[1]) >= max(low, wish.hours[0]) else 0.0)
        for limit in wish.limits & set(data.condition_ids):
            degree = data.conditions[occupation][data.condition_ids.index(limit)]
            if not math.isnan(degree):
                met.append(1 - degree)
        past = [data.occupations.index(p.uri) for p in profile.past if p.uri in data.occupations]
        if wish.sector_wish is not None and past:
            is_same = False
            for other in past:
                theirs = {data.sector_ids[s] for (o, s) in cells(data.sectors) if o == other}
                if sectors and theirs:
                    is_same |= bool(sectors & theirs)
                else:
                    is_same |= data.isco[occupation][:2] == data.isco[other][:2] != ""
            met.append(float(is_same if wish.sector_wish == "stay" else not is_same))
        return sum(met) / len(met) if met else None


def alike(own, theirs) -> float | None:
    """Return (1 + Pearson correlation) / 2, None when unknown or flat."""
    if own is None or any(math.isnan(v) for v in theirs):
        return None
    a, b = ([v - sum(x) / len(x) for v in x] for x in (list(own), list(theirs)))
    lengths = math.sqrt(sum(v * v for v in a)) * math.sqrt(sum(v * v for v in b))
    if lengths < 1e-12:
        return None
    return min(1.0, max(0.0, (1 + sum(x * y for x, y in zip(a, b, strict=True)) / lengths) / 2))


def total(parts: list[float | None], weights: list[float]) -> float:
    """Return the weighted mean of what is known."""
    known = [(w, p) for w, p in zip(weights, parts, strict=True) if p is not None]
    weight = sum(w for w, _ in known)
    return sum(w * p for w, p in known) / weight if weight else 0.0


def word_vectors(texts: list[str], least: int = 1) -> list[dict[str, float]]:
    """Return per text its weighted words at length 1."""
    counts = [Counter(re.findall(r"[a-z]{2,}", text.lower())) for text in texts]
    spread = Counter(word for count in counts for word in count)
    made = []
    for count in counts:
        vector = {
            word: (1 + math.log(times)) * (1 + math.log((1 + len(texts)) / (1 + spread[word])))
            for word, times in count.items()
            if spread[word] >= least
        }
        length = math.sqrt(sum(v * v for v in vector.values())) or 1.0
        made.append({word: v / length for word, v in vector.items()})
    return made


def cosine(a: dict, b: dict) -> float:
    """Return the inner product of two sparse vectors."""
    return sum(v * b.get(k, 0.0) for k, v in a.items())


def greedy(pairs: list[tuple[float, int, int]]) -> float:
    """Return the sum of a greedy one-to-one matching of (likeness, own, needed)."""
    summed, own_used, needed_used = 0.0, set(), set()
    for alike_, own, needed in sorted(pairs, key=lambda p: (-p[0], p[1], p[2])):
        if own not in own_used and needed not in needed_used:
            summed += alike_
            own_used.add(own)
            needed_used.add(needed)
    return summed
