"""Read the official downloads into FitData, straight from the zips, for benchmarks and tests of the engine.

Private to them: no checks, no database. The importers of wending.reference are the real way in.
"""

from __future__ import annotations

import csv
import io
import zipfile
from collections import defaultdict
from collections.abc import Iterator
from pathlib import Path

import numpy as np
import scipy.sparse as sp

from wending.engine.fit import FitData, WorkerProfiles
from wending.engine.text import installed_encoder

Row = dict[str, str]


def rows(archive: Path, name: str, tabs: bool = False) -> Iterator[Row]:
    """Yield the records of one file in a zip; tabs: the O*NET layout, without quoting."""
    with zipfile.ZipFile(archive) as opened:
        member = next(m for m in opened.namelist() if m.rsplit("/", 1)[-1] == name)
        text = io.TextIOWrapper(opened.open(member), encoding="utf-8-sig", newline="")
        if tabs:
            yield from csv.DictReader(text, delimiter="\t", quoting=csv.QUOTE_NONE)
        else:
            yield from csv.DictReader(text)


def matrix(pairs: list[tuple[int, int, float]], shape: tuple[int, int]) -> sp.csr_matrix:
    """Return a CSR matrix from (row, column, value)."""
    table = np.array(pairs, dtype=float).reshape(-1, 3)
    return sp.csr_matrix((table[:, 2], (table[:, 0].astype(int), table[:, 1].astype(int))), shape=shape)


def steps_up(parents: dict[str, set[str]], start: str) -> dict[str, int]:
    """Return everything above a concept and the least number of steps to it."""
    found: dict[str, int] = {}
    edge, steps = {start}, 0
    while edge:
        steps += 1
        edge = {parent for child in edge for parent in parents[child] if parent not in found}
        found |= dict.fromkeys(edge, steps)
    return found


def esco(folder: Path, **more: object) -> FitData:
    """Return ESCO in English as FitData; more: fields to add."""
    archive = folder / "esco-1.2.0-en-csv.zip"
    occupations = list(rows(archive, "occupations_en.csv"))
    skills = list(rows(archive, "skills_en.csv"))
    occupation_number = {row["conceptUri"]: k for k, row in enumerate(occupations)}
    skill_number = {row["conceptUri"]: k for k, row in enumerate(skills)}
    n, m = len(occupations), len(skills)
    encoder = installed_encoder()
    needs: dict[str, list[tuple[int, int, float]]] = {"essential": [], "optional": []}
    for row in rows(archive, "occupationSkillRelations_en.csv"):
        if row["skillUri"] in skill_number:
            pair = (occupation_number[row["occupationUri"]], skill_number[row["skillUri"]], 1.0)
            needs[row["relationType"]].append(pair)
    parents: dict[str, set[str]] = defaultdict(set)
    broader = []
    for row in rows(archive, "broaderRelationsSkillPillar_en.csv"):
        child, parent = row["conceptUri"], row["broaderUri"]
        if row["broaderType"] == "SkillGroup":
            parents[child].add(parent)
        elif child in skill_number and parent in skill_number:
            broader.append((skill_number[child], skill_number[parent], 1.0))
    groups: dict[str, int] = {}
    steps = []
    for uri, k in skill_number.items():
        for group, away in steps_up(parents, uri).items():
            steps.append((k, groups.setdefault(group, len(groups)), float(away)))
    relations = [
        (skill_number[a], skill_number[b], 1.0 if row["relationType"] == "essential" else 0.5)
        for row in rows(archive, "skillSkillRelations_en.csv")
        if (a := row["originalSkillUri"]) in skill_number and (b := row["relatedSkillUri"]) in skill_number
    ]
    return FitData(
        occupations=tuple(occupation_number),
        skills=tuple(skill_number),
        essential=matrix(needs["essential"], (n, m)),
        optional=matrix(needs["optional"], (n, m)),
        isco=tuple(row["iscoGroup"] for row in occupations),
        skill_groups=tuple(groups),
        skill_group_steps=matrix(steps, (m, len(groups))),
        skill_broader=matrix(broader, (m, m)),
        skill_relations=matrix(relations, (m, m)),
        occupation_texts=tuple(f"{r['preferredLabel']}\n{r['altLabels']}\n{r['description']}" for r in occupations),
        skill_texts=tuple(row["preferredLabel"] for row in skills),
        isco_texts={
            r["code"]: f"{r['preferredLabel']}\n{r['description']}" for r in rows(archive, "ISCOGroups_en.csv")
        },
        occupation_vectors=None if encoder is None else encoder.encode([r["description"][:400] for r in occupations]),
        **more,  # type: ignore[arg-type]
    )


def crosswalk(folder: Path) -> dict[str, tuple[str, float]]:
    """Return per ESCO occupation its O*NET code and the confidence published with it (.5, 1 or 2)."""
    with (folder / "esco-onet-crosswalk.csv").open(encoding="utf-8", newline="") as file:
        return {
            row["concept_uri"]: (row["onet_code"], float(row["confidence"] or 0))
            for row in csv.DictReader(file)
            if row["concept_uri"]
        }


def workers(folder: Path) -> WorkerProfiles:
    """Return the O*NET worker profiles: words of titles, description and tasks; knowledge; interests; values; zone."""
    archive = folder / "onet-29.2-text.zip"
    code_column = "O*NET-SOC Code"
    texts = {r[code_column]: [r["Title"], r["Description"]] for r in rows(archive, "Occupation Data.txt", True)}
    for name, column in (("Task Statements.txt", "Task"), ("Alternate Titles.txt", "Alternate Title")):
        for row in rows(archive, name, True):
            texts[row[code_column]].append(row[column])
    number = {code: k for k, code in enumerate(texts)}

    def table(name: str, scale: str) -> np.ndarray:
        found = [r for r in rows(archive, name, True) if r["Scale ID"] == scale]
        columns = {element: k for k, element in enumerate(sorted({r["Element ID"] for r in found}))}
        made = np.full((len(number), len(columns)), np.nan)
        for row in found:
            made[number[row[code_column]], columns[row["Element ID"]]] = float(row["Data Value"])
        return made

    zones = np.full(len(number), np.nan)
    for row in rows(archive, "Job Zones.txt", True):
        zones[number[row[code_column]]] = float(row["Job Zone"])
    return WorkerProfiles(
        codes=tuple(number),
        texts=tuple("\n".join(parts) for parts in texts.values()),
        traits=table("Knowledge.txt", "IM"),
        interests=table("Interests.txt", "OI"),
        values=table("Work Values.txt", "EX"),
        zones=zones,
    )


def esco_with_workers(folder: Path) -> FitData:
    """Return ESCO with the O*NET worker profiles reached through the crosswalk."""
    profiles, across = workers(folder), crosswalk(folder)
    number = {code: k for k, code in enumerate(profiles.codes)}
    bare = [row["conceptUri"] for row in rows(folder / "esco-1.2.0-en-csv.zip", "occupations_en.csv")]
    worker_of = np.array([number.get(across.get(uri, ("", 0.0))[0], -1) for uri in bare])
    reached = worker_of[:, None] >= 0
    return esco(
        folder,
        workers=profiles,
        worker_of=worker_of,
        riasec=np.where(reached, profiles.interests[worker_of], np.nan),
        values=np.where(reached, profiles.values[worker_of], np.nan),
    )


def expert_gains(folder: Path) -> dict[str, dict[str, float]]:
    """Return per O*NET code the related codes experts named: 2 for the closest five, 1 for the next five."""
    gains: dict[str, dict[str, float]] = defaultdict(dict)
    with (folder / "related-occupations-dev.csv").open(encoding="utf-8", newline="") as file:
        for row in csv.DictReader(file):
            gains[row["onet_code"]][row["related_onet_code"]] = 2.0 if row["tier"] == "Primary-Short" else 1.0
    return dict(gains)
