"""Save and open a fitted index as one .npz file of plain arrays.

No pickle: opening a file never runs code. Not a database; a new release makes a new file.
"""

from __future__ import annotations

import os
import zipfile
from pathlib import Path
from typing import Any

import numpy as np
import scipy.sparse as sp

from wending.engine.fit.credit import Credit
from wending.engine.fit.needs import Needs
from wending.engine.fit.relatedness import SOURCES
from wending.engine.fit.state import FitState
from wending.engine.fit.wishes import Surroundings

VERSION = 1
ARRAYS = ("level_low_", "level_high_", "is_level_estimated_", "riasec_", "values_")
NAMES = ("occupations_", "skills_", "skill_groups_")
NEEDS = ("essential", "optional", "whole", "asked")


def save(index: FitState, path: Path) -> None:
    """Write the learned state beside path and move it there when it is whole."""
    around = index.surroundings_
    arrays: dict[str, Any] = {"version": np.array(VERSION)}
    arrays |= {name: getattr(index, name) for name in ARRAYS}
    arrays |= {name: _pack_names(getattr(index, name)) for name in NAMES}
    arrays |= {
        "isco": _pack_names(around.isco),
        "sector_ids": _pack_names(around.sector_ids),
        "condition_ids": _pack_names(around.condition_ids),
        "conditions": around.conditions,
        "hours": around.hours,
        "rarity": index.needs_.rarity,
        "is_essential": index.needs_.is_essential,
    }
    for name in NEEDS:
        arrays |= _pack_sparse(name, getattr(index.needs_, name))
    arrays |= _pack_sparse("sectors", around.sectors) | _pack_sparse("steps", index.skill_group_steps_)
    arrays |= {f"credit.{name}": getattr(index.credit_, name) for name in ("indptr", "indices", "amounts", "via")}
    kept = {id(index.transition_[source]): source for source in reversed(SOURCES)}
    arrays |= {f"transition.{source}": index.transition_[source] for source in kept.values()}
    made = path.with_name(f".{path.name}.{os.getpid()}")
    try:
        with made.open("wb") as file:
            np.savez(file, **arrays)
        made.replace(path)
    finally:
        made.unlink(missing_ok=True)


def load(index: FitState, path: Path) -> None:
    """Fill an empty index with the state saved at path; raises ValueError when it is no index of this version."""
    try:
        with np.load(path, allow_pickle=False) as file:
            version = int(file["version"])
            if version == VERSION:
                _fill(index, file)
    except (KeyError, ValueError, EOFError, zipfile.BadZipFile) as problem:
        raise ValueError(f"{path} is not a saved index: {problem}") from problem
    if version != VERSION:
        raise ValueError(f"{path} was made by another version; fit the index again")
    index.ready()


def _fill(index: FitState, file: Any) -> None:
    for name in ARRAYS:
        setattr(index, name, file[name])
    for name in NAMES:
        setattr(index, name, _unpack_names(file[name]))
    matrices = {name: _unpack_sparse(name, file) for name in NEEDS}
    index.needs_ = Needs(rarity=file["rarity"], is_essential=file["is_essential"], **matrices)
    index.skill_group_steps_ = _unpack_sparse("steps", file)
    index.credit_ = Credit(*(file[f"credit.{name}"] for name in ("indptr", "indices", "amounts", "via")))
    index.surroundings_ = Surroundings(
        _unpack_names(file["isco"]),
        _unpack_names(file["sector_ids"]),
        _unpack_sparse("sectors", file),
        _unpack_names(file["condition_ids"]),
        file["conditions"],
        file["hours"],
    )
    kept = {source: file[f"transition.{source}"] for source in SOURCES if f"transition.{source}" in file}
    index.transition_ = {source: kept.get(source, kept[SOURCES[0]]) for source in SOURCES}


def _pack_names(names: tuple[str, ...]) -> np.ndarray:
    if any("\n" in name for name in names):
        raise ValueError("a code or URI holds a line break")
    return np.frombuffer("\n".join([*names, ""]).encode(), dtype=np.uint8)


def _unpack_names(packed: np.ndarray) -> tuple[str, ...]:
    return tuple(packed.tobytes().decode().split("\n")[:-1])


def _pack_sparse(name: str, matrix: sp.csr_matrix) -> dict[str, np.ndarray]:
    return {
        f"{name}.data": matrix.data,
        f"{name}.indices": matrix.indices,
        f"{name}.indptr": matrix.indptr,
        f"{name}.shape": np.array(matrix.shape),
    }


def _unpack_sparse(name: str, file: Any) -> sp.csr_matrix:
    parts = tuple(file[f"{name}.{part}"] for part in ("data", "indices", "indptr"))
    return sp.csr_matrix(parts, shape=tuple(file[f"{name}.shape"]))
