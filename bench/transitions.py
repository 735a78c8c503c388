"""How well steps between occupations agree with experts, beside the rankings that other systems use.

    .venv/bin/python bench/transitions.py [folder with the reference data]

Experts named related occupations for about half of the O*NET codes; the fusion was tuned on one half of those origins
and is shown on the other half as well. Relatedness is not an observed move.
"""

from __future__ import annotations

import sys
from pathlib import Path

HERE = Path(__file__).resolve().parent
sys.path[:0] = [str(HERE.parent / "src"), str(HERE)]

import releases  # noqa: E402

from wending.engine.fit import FitIndex  # noqa: E402
from wending.engine.fit.evaluation import judge, summary  # noqa: E402
from wending.engine.fit.rivals import MatchedPercentage, OneToOne, RarityCosine  # noqa: E402


def report(folder: Path) -> None:
    """Print nDCG@10 and mean average precision of ours and the rivals."""
    data = releases.esco_with_workers(folder)
    index = FitIndex().fit(data)
    code_of = {uri: code for uri, (code, _) in releases.crosswalk(folder).items()}
    gains = releases.expert_gains(folder)
    rankings = {
        "matched essentials / all": MatchedPercentage(data).scores_of,
        "one-to-one matching": OneToOne(data).scores_of,
        "rarity cosine": RarityCosine(data).scores_of,
        "ours, esco": index.transition_["esco"].__getitem__,
        "ours, esco+onet": index.transition_["esco+onet"].__getitem__,
    }
    for once, title in ((False, "every occupation a candidate"), (True, "the best occupation of each code")):
        print(f"\n{title}\n{'':26}{'nDCG@10':^29}{'MAP':^29}")
        print(f"{'':26}" + "".join(f"{name:>9}" for name in ("all", "tuned", "held out") * 2))
        for name, scores_of in rankings.items():
            found = summary(judge(scores_of, index.occupations_, code_of, gains, once))
            cells = [f"{value[k]:9.3f}" for k in (0, 1) for value in found.values()]
            print(f"{name:26}" + "".join(cells), flush=True)
    print("\norigins: " + ", ".join(f"{name} {value[2]}" for name, value in found.items()))


if __name__ == "__main__":
    folder = Path(sys.argv[1]) if len(sys.argv) > 1 else HERE.parent.parent / "shared" / "data"
    if not folder.is_dir():
        sys.exit(f"The reference data is not at {folder}; give its folder as argument.")
    report(folder)
