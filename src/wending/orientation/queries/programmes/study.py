"""From what is in force to the engine's data of programmes, and from a profile to its learner."""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
import scipy.sparse as sp

from wending.engine.fit import PARTS, FitIndex, Part
from wending.engine.study import Learner, StudyData
from wending.orientation.queries.index import fit_index
from wending.orientation.queries.person import person
from wending.orientation.rules.admission import nlqf_number
from wending.orientation.rules.chance import chance_value
from wending.orientation.rules.profile import SessionProfile, Wishes
from wending.orientation.rules.study import SUBJECTS, WAYS, subject_share
from wending.reference.queries.figures import Figure, latest
from wending.reference.queries.offers import offers, registers_of
from wending.reference.queries.programme_facts import ProgrammeFacts, programme_facts
from wending.reference.queries.regions import region_names
from wending.reference.rules.labour_market import COUNTRY

# The parts of the fit of an occupation that tell whether it is what someone seeks in work.
_SOUGHT = [PARTS.index(Part.VALUES), PARTS.index(Part.PREFERENCES)]


@dataclass(frozen=True)
class KnownProgrammes:
    """The engine's data beside the facts it was made from, in the same order, and who asks."""

    facts: list[ProgrammeFacts]
    data: StudyData
    learner: Learner
    chances: dict[str, Figure]


def known_programmes(profile: SessionProfile) -> KnownProgrammes:
    """Return the regular programmes as the engine reads them, and the person. Raise LookupError without occupations.

    Courses stay out: what they lead to is where they are asked for, not what they are enough for.
    """
    index = fit_index()
    facts = [one for one in programme_facts() if one.kind == "regular"]
    regions = list(region_names())
    region = profile.study.region if profile.study.region in regions else ""
    chances = _chances(facts, region)
    data = StudyData(
        programmes=tuple(one.id for one in facts),
        leads=_leads(facts, index),
        subjects=np.array([[_share(subject, one.isced_f) for subject in SUBJECTS] for one in facts]).reshape(
            -1, len(SUBJECTS)
        ),
        ways=np.array([_ways(one.modes) for one in facts]).reshape(-1, len(WAYS)),
        regions=_regions(facts, regions),
        chance=np.array(
            [_or_nan(chance_value(chances[one.id].category)) if one.id in chances else np.nan for one in facts]
        ),
        level=np.array([_or_nan(nlqf_number(one.nlqf)) for one in facts]),
        riasec=index.riasec_,
    )
    return KnownProgrammes(facts, data, learner(index, profile, regions), chances)


def learner(index: FitIndex, profile: SessionProfile, regions: Sequence[str]) -> Learner:
    """Return who someone is to the engine: interests, subjects, ways, place, and what they seek in work."""
    told = profile.study
    sought = None
    if profile.measured_values or profile.wishes != Wishes():
        parts = index.totals(person(index, profile))[1][:, _SOUGHT]
        known = ~np.isnan(parts)
        sums, counts = np.nan_to_num(parts).sum(axis=1), known.sum(axis=1)
        sought = np.where(counts > 0, sums / np.maximum(counts, 1), np.nan)
    return Learner(
        riasec=profile.riasec or None,
        liked=frozenset(SUBJECTS.index(subject) for subject in told.liked),
        disliked=frozenset(SUBJECTS.index(subject) for subject in told.disliked),
        ways=frozenset(list(WAYS).index(way) for way in told.ways),
        region=regions.index(told.region) if told.distance == "region" and told.region in regions else None,
        wishes=sought,
    )


def _leads(facts: Sequence[ProgrammeFacts], index: FitIndex) -> sp.csr_matrix:
    pairs = [
        (row, index.number(uri))
        for row, one in enumerate(facts)
        for uri in one.occupations
        if uri in index.occupation_numbers_
    ]
    shape = (len(facts), len(index.occupations_))
    rows, columns = zip(*pairs, strict=True) if pairs else ((), ())
    return sp.csr_matrix((np.ones(len(pairs)), (rows, columns)), shape=shape)


def _share(subject: str, isced_f: str) -> float:
    return subject_share(subject, isced_f) if isced_f else np.nan


def _ways(modes: tuple[str, ...]) -> list[float]:
    return [float(bool({*of_way} & {*modes})) if modes else np.nan for of_way in WAYS.values()]


def _regions(facts: Sequence[ProgrammeFacts], regions: Sequence[str]) -> np.ndarray:
    """Return p x regions: 1 where it is offered; nan where nobody tells where it is offered."""
    table = np.full((len(facts), len(regions)), np.nan)
    for registers in dict.fromkeys(registers_of(one.level) for one in facts if one.code):
        known = offers([one.code for one in facts if registers_of(one.level) == registers], registers)
        for row, one in enumerate(facts):
            places = {offer.region for offer in known.get(one.code, []) if offer.region}
            if registers_of(one.level) == registers and places:
                table[row] = [float(region in places) for region in regions]
    return table


def _chances(facts: Sequence[ProgrammeFacts], region: str) -> dict[str, Figure]:
    """Return the newest class of the chance of work by programme: in the region, else in the country."""
    found: dict[str, Figure] = {}
    registers = {register for one in facts for register in registers_of(one.level)}
    for register in sorted(registers):
        of_register = [one for one in facts if one.code and register in registers_of(one.level)]
        codes, places = {one.code for one in of_register}, {region or COUNTRY, COUNTRY}
        figures = latest(["chance_of_work"], system=register, codes=codes, regions=places) if codes else {}
        for one in of_register:
            for place in (COUNTRY, region):
                figure = figures.get(("chance_of_work", one.code, place))
                if figure and chance_value(figure.category) is not None:
                    found[one.id] = figure
    return found


def _or_nan(value: float | None) -> float:
    return np.nan if value is None else value
