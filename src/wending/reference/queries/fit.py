"""Everything that the fit engine wants of the releases in force, as its arrays: few queries, no row by row reading."""

from collections import defaultdict
from collections.abc import Collection, Iterable
from typing import Any

import numpy as np
import scipy.sparse as sp

from wending.engine.fit.data import FitData, Floats, WorkerProfiles
from wending.engine.text import installed_encoder
from wending.reference import models as m
from wending.reference.queries.links import links
from wending.reference.queries.onet import INTERESTS, RIASEC, VALUES
from wending.reference.queries.releases import fingerprint, framework, release_in_force

BOTH = "esco+onet"
# Weight of the first, second and third of ranked interests or work values where no scores are measured.
_RANKED = (3.0, 2.0, 1.0)
# The sources that the data for the fit engine is made from: others come and go without a new index.
FIT_SOURCES = ("catalogue", "esco", "onet", "crosswalk")
# Characters of a description that the encoder reads.
_BEGINNING = 400


def fit_data(sources: str = BOTH) -> FitData:
    """Return the data for the fit engine; with sources "esco" without O*NET. Raise LookupError when nothing is loaded.

    ESCO is the framework when it is in force, with levels, interest codes and sectors of the embedded catalogue for the
    occupations that both know; otherwise the catalogue is. Interest and value scores come from O*NET through the
    crosswalk, for an occupation without a link from that of its broader occupation; else from the interest code
    and the ranked work values.
    """
    while True:
        before = fingerprint(*FIT_SOURCES)
        data = _read(sources)
        # A load that ended meanwhile may have removed rows under our hands.
        if fingerprint(*FIT_SOURCES) == before:
            return data


def _read(sources: str) -> FitData:
    release = framework()
    if release is None:
        raise LookupError("no release with occupations is in force: load catalogue or esco")
    lang = release.base_language
    occupations = _numbers(m.Occupation.objects.filter(concept__release=release.id))
    skills = _numbers(m.Skill.objects.filter(concept__release=release.id))
    uris, number = list(occupations.values()), {uri: k for k, uri in enumerate(occupations.values())}
    rows, columns = ({key: k for k, key in enumerate(keys)} for keys in (occupations, skills))
    shape = (len(rows), len(columns))
    needs: dict[bool, list[tuple[int, int, float]]] = {True: [], False: []}
    asked = m.OccupationSkill.objects.filter(occupation__release=release.id)
    for of, to, is_essential in asked.values_list("occupation_id", "skill_id", "is_essential"):
        needs[is_essential].append((rows[of], columns[to], 1.0))
    helped = m.SkillRelation.objects.filter(of__release=release.id).values_list("of_id", "to_id", "is_essential")
    relations = [(columns[of], columns[to], 1.0 if is_essential else 0.5) for of, to, is_essential in helped]
    group_uris, steps, broader = _hierarchy(release.id, columns)
    facts = _facts(release.id)
    extra = facts
    if release.source != "catalogue" and (catalogue := release_in_force("catalogue")):
        extra = _facts(catalogue.id)
    sector_ids = sorted({extra[uri]["sector"] for uri in uris if uri in extra and extra[uri]["sector"]})
    places = {sector: k for k, sector in enumerate(sector_ids)}
    sectors = [(k, places[extra[u]["sector"]], 1.0) for k, u in enumerate(uris) if u in extra and extra[u]["sector"]]
    riasec = _table(uris, {uri: _code_scores(fact["riasec"]) for uri, fact in extra.items() if fact["riasec"]})
    values = _table(
        uris, {uri: _value_scores(fact["work_values"]) for uri, fact in extra.items() if fact["work_values"]}
    )
    workers = worker_of = None
    if sources == BOTH and (crosswalk := links()):
        workers = _workers()
    if workers:
        row_of = {code: k for k, code in enumerate(workers.codes)}
        known = {uri: link for uri, link in crosswalk.items() if link.code in row_of and uri in number}
        worker_of = np.array([row_of[known[uri].code] if uri in known else -1 for uri in uris])
        reached = _inherited(release.id, rows, worker_of)
        riasec = _where_known(workers.interests, reached, riasec)
        values = _where_known(workers.values, reached, values)
    return FitData(
        occupations=tuple(uris),
        skills=tuple(skills.values()),
        essential=_matrix(needs[True], shape),
        optional=_matrix(needs[False], shape),
        isco=tuple(facts[uri]["isco_code"] for uri in uris),
        level_low=_levels(uris, extra, "nlqf_low"),
        level_high=_levels(uris, extra, "nlqf_high"),
        skill_groups=group_uris,
        skill_group_steps=_matrix(steps, (len(columns), len(group_uris))),
        skill_broader=_matrix(broader, (len(columns), len(columns))),
        skill_relations=_matrix(relations, (len(columns), len(columns))),
        occupation_texts=_texts(release.id, "occupation", lang, occupations, has_more=True),
        skill_texts=_texts(release.id, "skill", lang, skills, has_more=False),
        isco_texts=_isco_texts(release.id, lang),
        occupation_vectors=_directions(release.id, lang, occupations),
        sector_ids=tuple(sector_ids),
        sectors=_matrix(sectors, (len(uris), len(sector_ids))),
        riasec=riasec,
        values=values,
        workers=workers,
        worker_of=worker_of,
    )


def _numbers(rows: Any) -> dict[int, str]:
    """Return key -> URI, in the order of the URIs."""
    return dict(rows.order_by("concept__uri").values_list("concept_id", "concept__uri"))


def _matrix(triples: Collection[tuple[int, int, float]], shape: tuple[int, int]) -> sp.csr_matrix:
    table = np.array(list(triples), dtype=np.float64).reshape(-1, 3)
    return sp.csr_matrix((table[:, 2], (table[:, 0].astype(np.int64), table[:, 1].astype(np.int64))), shape=shape)


def _hierarchy(release: int, columns: dict[int, int]) -> tuple[tuple[str, ...], list[Any], list[Any]]:
    """Return group URIs, (skill, group, steps up) and (skill, broader skill, 1).

    A skill without a group of its own takes those of its broader skills, one step further.
    """
    parents: dict[int, list[int]] = defaultdict(list)
    broader: dict[int, list[int]] = defaultdict(list)
    pairs = m.Broader.objects.filter(narrower__release=release, broader__kind__startswith="skill")
    for child, parent, kind in pairs.values_list("narrower_id", "broader_id", "broader__kind"):
        (broader if kind == "skill" else parents)[child].append(parent)
    groups = dict(
        m.Concept.objects.filter(release=release, kind="skill_group").order_by("uri").values_list("pk", "uri")
    )
    place = {key: k for k, key in enumerate(groups)}
    steps = []
    for key, column in columns.items():
        found: dict[int, int] = {}
        edge, distance, seen = {key}, 0, {key}
        while edge:
            distance += 1
            edge = {up for one in edge for up in (parents[one] or broader[one])} - seen
            seen |= edge
            found |= {up: distance for up in edge if up in place}
        steps += [(column, place[group], float(away)) for group, away in found.items()]
    narrower = [
        (columns[child], columns[parent], 1.0)
        for child, above in broader.items()
        for parent in above
        if child in columns and parent in columns
    ]
    return tuple(groups.values()), steps, narrower


def _facts(release: int) -> dict[str, dict[str, Any]]:
    columns = ("isco_code", "nlqf_low", "nlqf_high", "riasec", "sector", "work_values")
    rows = m.Occupation.objects.filter(concept__release=release).values("concept__uri", *columns)
    return {row["concept__uri"]: row for row in rows}


def _levels(uris: list[str], facts: dict[str, dict[str, Any]], column: str) -> Floats:
    """Return NLQF levels (n), nan unknown; "4+" (vwo) is level 4 here."""
    found = (facts.get(uri, {}).get(column, "").rstrip("+") for uri in uris)
    return np.array([float(level) if level.isdigit() else np.nan for level in found])


def _texts(release: int, kind: str, lang: str, concepts: dict[int, str], *, has_more: bool) -> tuple[str, ...]:
    """Return the name of each concept, with `has_more` also its other names and its description."""
    parts: dict[int, list[str]] = defaultdict(list)
    types = ("preferred", "alternative") if has_more else ("preferred",)
    labels = m.Label.objects.filter(concept__release=release, concept__kind=kind, lang=lang, type__in=types)
    for key, text in labels.order_by("-type", "pk").values_list("concept_id", "text"):
        parts[key].append(text)
    if has_more:
        longer = m.Text.objects.filter(concept__release=release, concept__kind=kind, lang=lang, type="description")
        for key, text in longer.values_list("concept_id", "text"):
            parts[key].append(text)
    return tuple("\n".join(parts[key]) for key in concepts)


def _directions(release: int, lang: str, occupations: dict[int, str]) -> Floats | None:
    """Return what each occupation is about (n x dimensions of the encoder), 0 without a text; None without encoder."""
    encoder = installed_encoder()
    if encoder is None:
        return None
    told = m.Text.objects.filter(concept__release=release, concept__kind="occupation", lang=lang)
    told = told.filter(type__in=["description", "one_liner"]).order_by("-type")
    # A description, where there is one, replaces the one-liner. Its beginning says what matters.
    texts = {key: text[:_BEGINNING] for key, text in told.values_list("concept_id", "text")}
    found = encoder.encode([texts.get(key, "") for key in occupations])
    return np.where(np.array([[key in texts] for key in occupations]), found, 0.0)


def _isco_texts(release: int, lang: str) -> dict[str, str]:
    codes = dict(m.Concept.objects.filter(release=release, kind="isco_group").values_list("pk", "code"))
    return dict(zip(codes.values(), _texts(release, "isco_group", lang, codes, has_more=True), strict=True))


def _code_scores(code: str) -> list[float]:
    """Return scores in the order R, I, A, S, E, C for an interest code such as "SAE"."""
    scores = dict(zip(code, _RANKED, strict=False))
    return [scores.get(letter, 0.0) for letter in RIASEC]


def _value_scores(ranked: str) -> list[float]:
    """Return scores in the order of VALUES for ranked work values such as "support recognition"."""
    scores = dict(zip(ranked.split(), _RANKED, strict=False))
    return [scores.get(name, 0.0) for name in VALUES.values()]


def _table(uris: list[str], rows: dict[str, list[float]]) -> Floats:
    return np.array([rows.get(uri, [np.nan] * 6) for uri in uris], dtype=np.float64).reshape(len(uris), 6)


def _inherited(release: int, rows: dict[int, int], worker_of: Any) -> Any:
    """Return worker rows (n, -1 none): the own one, else that of the nearest broader occupation that has one."""
    above: dict[int, int] = {}
    pairs = m.Broader.objects.filter(narrower__release=release, broader__kind="occupation").order_by("-broader__uri")
    for child, parent in pairs.values_list("narrower_id", "broader_id"):
        above[rows[child]] = rows[parent]
    found = worker_of.copy()
    for row in np.flatnonzero(worker_of < 0):
        step, seen = int(row), set()
        while worker_of[step] < 0 and step in above and step not in seen:
            seen.add(step)
            step = above[step]
        found[row] = worker_of[step]
    return found


def _where_known(scores: Floats, reached: Any, otherwise: Floats) -> Floats:
    """Return the scores (n x 6) of the workers reached, and `otherwise` where there are none."""
    found = np.where(reached[:, None] >= 0, scores[reached], np.nan)
    return np.where(np.isnan(found).any(axis=1, keepdims=True), otherwise, found)


def _workers() -> WorkerProfiles | None:
    """Return the worker profiles of the O*NET release in force."""
    release = release_in_force("onet")
    if release is None:
        return None
    occupations = m.OnetOccupation.objects.filter(release=release.id).order_by("code")
    texts: dict[int, list[str]] = {}
    codes: dict[int, str] = {}
    for key, code, title, description in occupations.values_list("pk", "code", "title", "description"):
        codes[key], texts[key] = code, [title, description]
    told = m.OnetText.objects.filter(occupation__release=release.id, type__in=["task", "title"]).order_by("pk")
    for key, text in told.values_list("occupation_id", "text"):
        texts[key].append(text)
    rows = {key: k for k, key in enumerate(codes)}
    traits = m.Trait.objects.filter(occupation__release=release.id)

    def scores(domain: str, scale: str, elements: Iterable[str] | None = None) -> Floats:
        found = list(traits.filter(domain=domain, scale=scale).values_list("occupation_id", "element", "value"))
        names = elements if elements is not None else sorted({element for _, element, _ in found})
        columns = {element: k for k, element in enumerate(names)}
        table = np.full((len(rows), len(columns)), np.nan)
        for key, element, value in found:
            if element in columns:
                table[rows[key], columns[element]] = value
        return table

    return WorkerProfiles(
        codes=tuple(codes.values()),
        texts=tuple("\n".join(parts) for parts in texts.values()),
        traits=scores("knowledge", "IM"),
        interests=scores("interest", "OI", INTERESTS),
        values=scores("value", "EX", VALUES),
        zones=scores("job_zone", "JZ", ["JZ"]).ravel(),
    )
