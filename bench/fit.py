"""Speed and memory of the fit engine on full ESCO, beside its rivals in the same run.

    .venv/bin/python bench/fit.py [folder with the reference data]

Rivals: a plain Python loop with the same formula for skills, scikit-learn's cosine over the same matrix, and greedy
one-to-one matching. They only score; ours also gives every part and explains the first twenty.
"""

from __future__ import annotations

import json
import os
import platform
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable
from pathlib import Path

import numpy as np
import psutil
import scipy.sparse as sp

HERE = Path(__file__).resolve().parent
sys.path[:0] = [str(HERE.parent / "src"), str(HERE)]

from wending.engine.fit import FitData, FitIndex, OwnSkill, PastOccupation, Profile, Weights  # noqa: E402
from wending.engine.fit.parts import own_rarity  # noqa: E402

SKILLS, TOP = 30, 20


def seconds(action: Callable[[], object], times: int) -> tuple[float, float]:
    """Return the median duration of an action and its processor time, which a busy machine disturbs less."""
    action()
    found = []
    for _ in range(times):
        start, spent = time.perf_counter(), time.process_time()
        action()
        found.append((time.perf_counter() - start, time.process_time() - spent))
    return float(np.median([wall for wall, _ in found])), float(np.median([spent for _, spent in found]))


def people(index: FitIndex, many: int) -> sp.csr_matrix:
    """Return profiles of 30 skills each, most of them from one or two occupations, as people have them."""
    chance = np.random.default_rng(2026)
    n, m = index.needs_.whole.shape
    rows = np.zeros((many, SKILLS), dtype=np.int32)
    for row in rows:
        found: dict[int, None] = {}
        while len(found) < SKILLS:
            found |= dict.fromkeys(chance.permutation(index.needs_.of(int(chance.integers(n)))[0]).tolist())
        row[:] = sorted(list(found)[:SKILLS])
    return sp.csr_matrix((np.ones(rows.size), rows.ravel(), np.arange(0, rows.size + 1, SKILLS)), (many, m))


def person(index: FitIndex, skills: np.ndarray) -> Profile:
    """Return a whole profile: 30 skills, two past occupations, level, interests and values."""
    return Profile(
        skills=tuple(OwnSkill(index.skills_[k], 0.8) for k in skills),
        past=(PastOccupation(index.occupations_[100], 6, 1), PastOccupation(index.occupations_[2000], 3, 9)),
        level=4.0,
        riasec=(5.0, 2.0, 1.0, 6.0, 3.0, 4.0),
        values=(3.0, 5.0, 2.0, 6.0, 4.0, 1.0),
    )


class PlainLoop:
    """The skill parts in plain Python over dictionaries: what one writes first."""

    def __init__(self, index: FitIndex) -> None:
        """Turn the matrices into dictionaries."""
        self.index = index
        n = len(index.occupations_)
        names = ("essential", "optional", "whole", "asked")
        self.needs = [
            {name: _row(getattr(index.needs_, name), occupation) for name in names} for occupation in range(n)
        ]
        self.credits = [
            [(int(s), float(a)) for s, a in zip(*index.credit_.of(own)[:2], strict=True)]
            for own in range(len(index.skills_))
        ]

    def rank(self, skills: np.ndarray) -> list[int]:
        """Return the best twenty occupations."""
        weights = Weights()
        own = {int(s): 1.0 for s in skills}
        covered: dict[int, float] = {}
        for skill, strength in own.items():
            for needed, amount in self.credits[skill]:
                covered[needed] = max(covered.get(needed, 0.0), strength * amount)
        strengths = np.zeros(len(self.credits))
        strengths[skills] = 1.0
        held = own_rarity(self.index.needs_, strengths)
        totals = []
        for number, needs in enumerate(self.needs):
            total = weights.essential * sum(v * own.get(s, 0.0) for s, v in needs["essential"].items())
            total += weights.optional * sum(v * own.get(s, 0.0) for s, v in needs["optional"].items())
            total += weights.related * sum(v * covered.get(s, 0.0) for s, v in needs["whole"].items())
            total += weights.used * sum(v * own.get(s, 0.0) for s, v in needs["asked"].items()) / held
            totals.append((-total, number))
        return [number for _, number in sorted(totals)[:TOP]]


def _row(matrix: sp.csr_matrix, row: int) -> dict[int, float]:
    part = slice(matrix.indptr[row], matrix.indptr[row + 1])
    return dict(zip(matrix.indices[part].tolist(), matrix.data[part].tolist(), strict=True))


def cosine_batch(matrix: sp.csr_matrix, profiles: sp.csr_matrix) -> None:
    """Rank by scikit-learn's cosine, in blocks, as its users do."""
    from sklearn.metrics.pairwise import cosine_similarity

    for start in range(0, profiles.shape[0], 1000):
        found = cosine_similarity(profiles[start : start + 1000], matrix)
        np.argpartition(found, -TOP, axis=1)[:, -TOP:]


def opened(path: Path) -> None:
    """Open a saved index in this fresh process, rank once and in a batch, and print what that took."""
    start = time.perf_counter()
    index = FitIndex.load(path)
    took = time.perf_counter() - start
    profiles = people(index, 20_000)
    index.rank(person(index, profiles[0].indices))
    after_one = psutil.Process().memory_info().rss
    index.rank_batch(profiles)
    # Not getrusage: that counts the parent's peak too.
    peak = int(Path("/proc/self/status").read_text().split("VmHWM:")[1].split()[0]) * 1024
    print(json.dumps({"load": took, "after_one": after_one, "peak": peak}))


def report(data: FitData) -> None:
    """Print all figures."""
    from wending.engine.fit.rivals import OneToOne

    memory = psutil.virtual_memory().total / 1e9
    print(f"{platform.system()} {platform.machine()}, {os.cpu_count()} cores, {memory:.0f} GB, ", end="")
    print(f"Python {platform.python_version()}, numpy {np.__version__}, load {os.getloadavg()[0]:.1f}")
    start = time.perf_counter()
    index = FitIndex().fit(data)
    print(
        f"\n{len(index.occupations_)} occupations, {len(index.skills_)} skills; fit {time.perf_counter() - start:.1f} s"
    )
    profiles = people(index, 20_000)
    whole, skills = person(index, profiles[0].indices), profiles[0].indices
    loop, one_to_one = PlainLoop(index), OneToOne(data)

    print(f"\nOne profile against all occupations ({SKILLS} skills), milliseconds")
    single = {
        "ours, all parts, 20 explained": seconds(lambda: index.rank(whole, limit=TOP), 40),
        "plain Python loop, scores only": seconds(lambda: loop.rank(skills), 5),
        "scikit-learn cosine, scores only": seconds(lambda: cosine_batch(index.needs_.asked, profiles[:1]), 20),
        "one-to-one matching, scores only": seconds(lambda: one_to_one.scores_for(skills), 5),
    }
    table(single, 1e3)

    print(f"\nMany profiles, the best {TOP} of each, microseconds a profile")
    some = profiles[:40]
    batches = (
        {
            f"ours, {many} profiles": each(seconds(lambda many=many: index.rank_batch(profiles[:many]), 3), many)  # type: ignore[misc]
            for many in (20_000, 10_000, 5_000)
        }
        | {
            "scikit-learn cosine": each(seconds(lambda: cosine_batch(index.needs_.asked, profiles[:2000]), 3), 2000),
            "plain Python loop": each(seconds(lambda: [loop.rank(row.indices) for row in some], 1), 40),
            "one-to-one matching": each(seconds(lambda: [one_to_one.scores_for(row.indices) for row in some], 1), 40),
        }
    )
    table(batches, 1e6)
    wall, spent = next(iter(batches.values()))
    print(f"  20000 profiles: {1 / wall:.0f} a second; by processor time {index.threads / spent:.0f} on two free cores")

    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "fit.npz"
        index.save(path)
        answer = subprocess.run([sys.executable, __file__, "--open", path], capture_output=True, check=True, text=True)
        found = json.loads(answer.stdout)
        print(f"\nSaved state {path.stat().st_size / 1e6:.0f} MB, opened in {found['load'] * 1e3:.0f} ms; ", end="")
        print(f"resident {found['after_one'] / 1e6:.0f} MB, peak in the batch {found['peak'] / 1e6:.0f} MB")


def each(took: tuple[float, float], many: int) -> tuple[float, float]:
    """Return the durations per profile."""
    return took[0] / many, took[1] / many


def table(rows: dict[str, tuple[float, float]], scale: float) -> None:
    """Print durations, processor time and their ratio to the first row."""
    print(f"  {'':<34}{'duration':>12}{'ratio':>8}{'processor':>12}{'ratio':>8}")
    first = next(iter(rows.values()))
    for name, (wall, spent) in rows.items():
        print(f"  {name:<34}{wall * scale:12.2f}{wall / first[0]:8.1f}{spent * scale:12.2f}{spent / first[1]:8.1f}")


if __name__ == "__main__":
    if len(sys.argv) == 3 and sys.argv[1] == "--open":
        opened(Path(sys.argv[2]))
        sys.exit()
    folder = Path(sys.argv[1]) if len(sys.argv) > 1 else HERE.parent.parent / "shared" / "data"
    if not folder.is_dir():
        sys.exit(f"The reference data is not at {folder}; give its folder as argument.")
    import releases

    report(releases.esco_with_workers(folder))
