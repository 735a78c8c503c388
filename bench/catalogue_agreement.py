"""How far the embedded catalogue agrees with ESCO: the same codes, alike skills, alike neighbours; and what it covers.

Run: python bench/catalogue_agreement.py [--esco FILE.zip] [--groups]. It shows where the catalogue deserves a second
look; ESCO is another opinion, not the truth. The rival of each figure is chance: the same figure between occupations or
unit groups that differ. Of a unit group all occupations count that either side has in it.
"""

import argparse
import sys
from collections import Counter, defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from pathlib import Path
from statistics import fmean

import numpy as np

ROOT = Path(__file__).resolve().parents[1]
sys.path.insert(0, str(ROOT / "src"))

from wending.reference.rules import records as r  # noqa: E402
from wending.reference.rules.contents import Contents, contents_of  # noqa: E402
from wending.reference.sources.catalogue.parse import OCCUPATION_URI, SKILL_URI, parse_catalogue  # noqa: E402
from wending.reference.sources.esco.parse import parse_esco  # noqa: E402

FILES = ROOT / "src/wending/reference/sources/catalogue/files"
ESCO = ROOT.parent / "shared/data/esco-1.2.0-en-csv.zip"
NEIGHBOURS = 5
OPTIONAL = 0.5
WORST = 20


@dataclass(frozen=True, slots=True)
class Line:
    """One occupation or one ISCO-08 unit group: correlation (-1 to 1) and cosine (0 to 1) of profiles by skill group,
    and the share of its nearest neighbours that both sides name (0 to 1).
    """

    title: str
    isco_code: str
    correlation: float
    cosine: float
    overlap: float


@dataclass(frozen=True, slots=True)
class Comparison:
    """Lines by occupation or by unit group, and the rival of each figure: chance."""

    lines: list[Line]
    chance_correlation: float
    chance_cosine: float
    chance_overlap: float


@dataclass(frozen=True, slots=True)
class Agreement:
    """All that is measured. `wrong` tells which codes do not agree, `alone` which occupations ESCO does not have."""

    occupations: Comparison
    unit_groups: Comparison
    wrong: list[str]
    alone: list[str]
    skills: int
    skills_in_esco: int
    pairs_in_esco: float
    majors: Counter[str]
    submajors: list[str]
    submajors_absent: list[str]
    levels: Counter[str]


def measure(catalogue: Contents, esco: Contents) -> Agreement:
    """Compare both; occupations that ESCO does not have are left out of the figures by occupation."""
    facts = {o.uri: o for o in catalogue.of(r.OccupationRecord)}
    in_esco = {o.uri: o for o in esco.of(r.OccupationRecord)}
    labels = [n for n in catalogue.of(r.LabelRecord) if (n.lang, n.type) == ("nl", "preferred")]
    titles = {n.uri: n.text for n in labels if n.kind == "occupation"}
    group_codes = {g.uri: g.code for g in catalogue.of(r.IscoGroupRecord)}
    group_names = {group_codes[n.uri]: n.text for n in labels if n.kind == "isco_group"}
    uris = sorted((uri for uri in facts if uri in in_esco), key=lambda uri: (facts[uri].isco_code, uri))
    codes = sorted({o.isco_code for o in facts.values()} & {o.isco_code for o in in_esco.values()})
    groups = (_groups(catalogue), _groups(esco))
    own, theirs = _needs(catalogue), _needs(esco)
    skills = {s.uri for s in catalogue.of(r.SkillRecord)}
    shared = [skill in theirs[uri] for uri in uris for skill in own[uri] if not skill.startswith(SKILL_URI)]
    submajors = {g.code for g in esco.of(r.IscoGroupRecord) if len(g.code) == 2}
    reached = {o.isco_code[:2] for o in facts.values()}
    return Agreement(
        occupations=_compare(own, theirs, groups, [(uri, titles[uri], facts[uri].isco_code) for uri in uris]),
        unit_groups=_compare(
            _by_group(own, facts),
            _by_group(theirs, in_esco),
            groups,
            [(code, group_names.get(code, code), code) for code in codes],
        ),
        wrong=[*_wrong_codes(catalogue, esco, titles)],
        alone=sorted(f"{facts[uri].isco_code} {titles[uri]}" for uri in facts if uri.startswith(OCCUPATION_URI)),
        skills=len(skills),
        skills_in_esco=sum(not uri.startswith(SKILL_URI) for uri in skills),
        pairs_in_esco=sum(shared) / len(shared),
        majors=Counter(o.isco_code[0] for o in facts.values()),
        submajors=sorted(reached),
        submajors_absent=sorted(submajors - reached),
        levels=Counter(
            level for o in facts.values() for level in "12345678" if o.nlqf_low[0] <= level <= o.nlqf_high[0]
        ),
    )


def _compare(
    own: dict[str, dict[str, float]],
    theirs: dict[str, dict[str, float]],
    groups: tuple[dict[str, list[str]], dict[str, list[str]]],
    rows: Sequence[tuple[str, str, str]],
) -> Comparison:
    """Compare weighted skills, with the skill groups of both sides, over rows of key, title and ISCO-08 code."""
    if not rows:
        return Comparison([], 0.0, 0.0, 0.0)
    keys = [key for key, _, _ in rows]
    profiles = [_profiles(needs, keys, above) for needs, above in zip((own, theirs), groups, strict=True)]
    columns = sorted({group for profile in profiles for row in profile for group in row})
    ours, esco_profiles = (_matrix(profile, columns) for profile in profiles)
    similar = _cosine(ours, esco_profiles)
    related = _cosine(*(table - table.mean(axis=1, keepdims=True) for table in (ours, esco_profiles)))
    near, near_in_esco = (_neighbours(needs, keys) for needs in (own, theirs))
    other = ~np.eye(len(keys), dtype=bool)
    lines = [
        Line(title, code, float(related[n, n]), float(similar[n, n]), len(near[n] & near_in_esco[n]) / NEIGHBOURS)
        for n, (_, title, code) in enumerate(rows)
    ]
    chances = [float(table[other].mean()) if other.any() else 0.0 for table in (related, similar)]
    return Comparison(lines, *chances, NEIGHBOURS / max(len(keys) - 1, 1))


def _by_group(needs: dict[str, dict[str, float]], facts: dict[str, r.OccupationRecord]) -> dict[str, dict[str, float]]:
    """Mean weight of each skill over the occupations of a unit group, by its code."""
    members: dict[str, list[dict[str, float]]] = defaultdict(list)
    for uri, fact in facts.items():
        members[fact.isco_code].append(needs[uri])
    return {
        code: {skill: sum(one.get(skill, 0.0) for one in found) / len(found) for skill in set().union(*found)}
        for code, found in members.items()
    }


def _needs(contents: Contents) -> dict[str, dict[str, float]]:
    """Skills per occupation with their weight: essential 1, optional less."""
    needs: dict[str, dict[str, float]] = {o.uri: {} for o in contents.of(r.OccupationRecord)}
    for pair in contents.of(r.OccupationSkillRecord):
        weight = 1.0 if pair.is_essential else OPTIONAL
        needs[pair.occupation][pair.skill] = max(weight, needs[pair.occupation].get(pair.skill, 0.0))
    return needs


def _groups(contents: Contents) -> dict[str, list[str]]:
    """Skill groups per skill, straight above it or above the skills it falls under, at the level of S1.2 or 061."""
    codes = {g.uri: g.code for g in contents.of(r.SkillGroupRecord)}
    above: dict[str, list[str]] = defaultdict(list)
    for step in contents.of(r.BroaderRecord):
        if step.pillar == "skill":
            above[step.narrower].append(step.broader)

    def climb(uri: str, depth: int = 0) -> set[str]:
        found: set[str] = set()
        for up in above[uri]:
            if up in codes:
                found.add(_level(codes[up]))
            elif depth < 6:
                found |= climb(up, depth + 1)
        return found

    return {s.uri: sorted(climb(s.uri)) for s in contents.of(r.SkillRecord)}


def _level(code: str) -> str:
    return code[:3] if code.isdigit() else ".".join(code.split(".")[:2])


def _profiles(
    needs: dict[str, dict[str, float]], uris: Sequence[str], groups: dict[str, list[str]]
) -> list[Counter[str]]:
    profiles = []
    for uri in uris:
        profile: Counter[str] = Counter()
        for skill, weight in needs[uri].items():
            for group in groups.get(skill, []):
                profile[group] += weight / len(groups[skill])
        profiles.append(profile)
    return profiles


def _matrix(rows: Sequence[dict[str, float]], columns: Sequence[str]) -> np.ndarray:
    place = {column: n for n, column in enumerate(columns)}
    table = np.zeros((len(rows), len(columns)))
    for n, row in enumerate(rows):
        for column, value in row.items():
            table[n, place[column]] = value
    return table


def _cosine(left: np.ndarray, right: np.ndarray) -> np.ndarray:
    """Cosine of every row of `left` with every row of `right`; 0 where a row is empty."""
    lengths = [np.maximum(np.linalg.norm(table, axis=1, keepdims=True), 1e-12) for table in (left, right)]
    return np.asarray((left / lengths[0]) @ (right / lengths[1]).T)


def _neighbours(needs: dict[str, dict[str, float]], uris: Sequence[str]) -> list[set[int]]:
    """The nearest occupations of each by cosine of skills weighted by rarity: ln((n + 1) / (uses + 1)) + 1."""
    uses = Counter(skill for uri in uris for skill in needs[uri])
    rarity = {skill: np.log((len(uris) + 1) / (count + 1)) + 1 for skill, count in uses.items()}
    rows = [{skill: weight * rarity[skill] for skill, weight in needs[uri].items()} for uri in uris]
    table = _matrix(rows, sorted(uses))
    near = _cosine(table, table)
    np.fill_diagonal(near, -1.0)
    return [{int(n) for n in row} for row in np.argsort(-near, axis=1, kind="stable")[:, :NEIGHBOURS]]


def _wrong_codes(catalogue: Contents, esco: Contents, titles: dict[str, str]) -> Iterable[str]:
    occupations = {o.uri: o.isco_code for o in esco.of(r.OccupationRecord)}
    for o in catalogue.of(r.OccupationRecord):
        if o.uri.startswith(OCCUPATION_URI):
            continue
        if o.uri not in occupations:
            yield f"{titles[o.uri]}: ESCO has no occupation {o.uri}."
        elif occupations[o.uri] != o.isco_code:
            yield f"{titles[o.uri]}: ISCO-08 code {o.isco_code}, in ESCO {occupations[o.uri]}."
    codes = {g.uri: g.code for g in esco.of(r.SkillGroupRecord)}
    for g in catalogue.of(r.SkillGroupRecord):
        if codes.get(g.uri) != g.code:
            yield f"skill group {g.code}: in ESCO {g.uri} is {codes.get(g.uri, 'absent')}."
    skills = {s.uri for s in esco.of(r.SkillRecord)}
    names = {n.uri for n in catalogue.of(r.LabelRecord) if n.kind == "skill"}
    for uri in sorted(names):
        if not uri.startswith(SKILL_URI) and uri not in skills:
            yield f"ESCO has no skill {uri}."


def read(esco: Path) -> tuple[Contents, Contents]:
    """Return the embedded catalogue and the ESCO of a zip file."""
    with esco.open("rb") as stream:
        return contents_of("catalogue", "nl", parse_catalogue(FILES)), parse_esco([(esco.name, stream)])


def show(found: Agreement, has_groups: bool) -> None:
    """Print the figures, per major group, and the occupations and unit groups that agree least (or all groups)."""
    lines, groups = found.occupations.lines, found.unit_groups.lines
    print(
        f"{len(lines)} occupations, {found.skills} skills, {found.skills_in_esco / found.skills:.0%} with an ESCO URI"
    )
    print(f"{found.pairs_in_esco:.0%} of the needs for those skills stand in ESCO at the same occupation")
    print(f"occupations that ESCO does not have: {len(found.alone)}")
    for sentence in found.alone:
        print(f"  {sentence}")
    print(f"codes that do not agree with ESCO: {len(found.wrong)}")
    for sentence in found.wrong:
        print(f"  {sentence}")
    print(f"ISCO-08 sub-major groups: {len(found.submajors)}; absent: {', '.join(found.submajors_absent) or 'none'}")
    print("NLQF levels: " + "  ".join(f"{level}: {found.levels[level]}" for level in sorted(found.levels)))
    for title, comparison in (("occupations", found.occupations), ("unit groups", found.unit_groups)):
        _show_majors(title, comparison)
    _show_lines(f"The {WORST} occupations that agree least", sorted(lines, key=_agrees)[:WORST])
    _show_lines(f"The {WORST} unit groups that agree least", sorted(groups, key=_agrees)[:WORST])
    if has_groups:
        _show_lines("All unit groups", groups)


def _agrees(line: Line) -> tuple[float, str]:
    return line.correlation + line.overlap, line.title


def _show_majors(title: str, found: Comparison) -> None:
    print(
        f"\n{f'{title} by major group':<28}{'number':>8}{'correlation':>13}{'cosine':>9}{f'overlap@{NEIGHBOURS}':>11}"
    )
    for major in [*sorted({line.isco_code[0] for line in found.lines}), ""]:
        part = [line for line in found.lines if line.isco_code.startswith(major)]
        figures = [fmean(getattr(line, name) for line in part) for name in ("correlation", "cosine", "overlap")]
        print(f"{major or 'all':<28}{len(part):>8}{figures[0]:>13.2f}{figures[1]:>9.2f}{figures[2]:>11.2f}")
    chance = (found.chance_correlation, found.chance_cosine, found.chance_overlap)
    print(f"{'chance':<28}{'':>8}{chance[0]:>13.2f}{chance[1]:>9.2f}{chance[2]:>11.2f}")


def _show_lines(title: str, lines: Sequence[Line]) -> None:
    print(f"\n{title:<48}{'correlation':>12}{'cosine':>9}{f'overlap@{NEIGHBOURS}':>11}")
    for line in lines:
        name = line.title if len(line.title) <= 40 else f"{line.title[:37]}..."
        print(f"  {line.isco_code}  {name:<40}{line.correlation:>12.2f}{line.cosine:>9.2f}{line.overlap:>11.2f}")


if __name__ == "__main__":
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--esco", type=Path, default=ESCO, help=f"the English ESCO zip file (default {ESCO})")
    parser.add_argument("--groups", action="store_true", help="list every ISCO-08 unit group")
    chosen = parser.parse_args()
    show(measure(*read(chosen.esco)), chosen.groups)
