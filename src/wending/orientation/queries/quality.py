"""How well rankings of steps agree with what experts judged related: ours beside those of other systems."""

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass

import numpy as np

from wending.engine.fit import ESCO
from wending.engine.fit.data import Floats
from wending.engine.fit.evaluation import judge, summary
from wending.engine.fit.rivals import MatchedPercentage, OneToOne, RarityCosine
from wending.orientation.queries.index import fit_index
from wending.reference.queries.fit import fit_data
from wending.reference.queries.links import links


@dataclass(frozen=True, slots=True)
class Quality:
    """The mean agreement of one ranking over a set of origins ("all", "tuned" or "held out"); both means in 0..1."""

    ranking: str
    origins_in: str
    origins: int
    ndcg: float
    average_precision: float


def transition_quality(gains: Mapping[str, Mapping[str, float]], sources: tuple[str, ...]) -> Iterator[Quality]:
    """Yield the agreement of each ranking with the experts, rivals first. Raise LookupError without data.

    gains: O*NET code -> related code -> gain. Candidates: occupations with a crosswalk to another code.
    """
    index, data, crosswalk = fit_index(), fit_data(ESCO), links()
    if not crosswalk:
        raise LookupError("no crosswalk is in force")
    code_of = {uri: link.code for uri, link in crosswalk.items()}

    def ours(source: str) -> Callable[[int], Floats]:
        table = index.transition_[source]
        return lambda origin: np.asarray(table[origin], dtype=np.float64)

    rankings: list[tuple[str, Callable[[int], Floats]]] = [
        ("matched percentage (National Careers Service)", MatchedPercentage(data).scores_of),
        ("one-to-one matching (Mapping Career Causeways)", OneToOne(data).scores_of),
        ("cosine weighted by rarity", RarityCosine(data).scores_of),
        *((f"Wending, {source}", ours(source)) for source in sources),
    ]
    for name, scores_of in rankings:
        judged = judge(scores_of, index.occupations_, code_of, gains)
        for part, (ndcg, precision, origins) in summary(judged).items():
            yield Quality(name, part, origins, ndcg, precision)
