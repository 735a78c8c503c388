"""The data for the fit engine: arrays against the small releases they come from."""

from pathlib import Path

import numpy as np
import pytest

from tests.reference.factories import (
    CARER,
    COURIER,
    DRIVE,
    DRIVER,
    GIVE_CARE,
    GROUP_CARE,
    GROUP_TOP,
    LISTEN,
    MEDICINES,
    NURSE,
    NURSES,
    PLAN_ROUTES,
    ROUTES,
    esco_tables,
    load_small,
)
from wending.engine.fit.data import FitData
from wending.reference.models import Label
from wending.reference.queries import fit
from wending.reference.queries.fit import fit_data

pytestmark = pytest.mark.django_db


@pytest.fixture
def data(tmp_path: Path) -> FitData:
    load_small(tmp_path)
    return fit_data().whole()


def test_fit_data_needs_a_release() -> None:
    with pytest.raises(LookupError, match="load catalogue or esco"):
        fit_data()


def test_fit_data_holds_every_need_of_the_tables(data: FitData) -> None:
    expected = {"essential": set(), "optional": set()}
    for row in esco_tables()["occupationSkillRelations"]:
        expected[row["relationType"]].add((row["occupationUri"], row["skillUri"]))
    for kind, matrix in (("essential", data.essential), ("optional", data.optional)):
        assert matrix is not None
        rows, columns = matrix.nonzero()
        assert {(data.occupations[o], data.skills[s]) for o, s in zip(rows, columns, strict=True)} == expected[kind]


def test_fit_data_holds_hierarchy_and_relations(data: FitData) -> None:
    assert data.skill_group_steps is not None
    assert data.skill_broader is not None
    assert data.skill_relations is not None
    skill, group = data.skills.index, data.skill_groups.index
    assert data.skill_group_steps[skill(GIVE_CARE), group(GROUP_CARE)] == 1
    assert data.skill_group_steps[skill(GIVE_CARE), group(GROUP_TOP)] == 2
    # Medicines have no group of their own: they fall under caring for people.
    assert data.skill_group_steps[skill(MEDICINES), group(GROUP_CARE)] == 2
    assert data.skill_broader[skill(MEDICINES), skill(GIVE_CARE)] == 1
    assert data.skill_broader.nnz == 1
    assert data.skill_relations[skill(PLAN_ROUTES), skill(ROUTES)] == 1
    assert data.skill_relations[skill(GIVE_CARE), skill(LISTEN)] == 0.5
    assert data.skill_relations.nnz == 2


def test_fit_data_reaches_worker_profiles_through_the_crosswalk(data: FitData) -> None:
    assert data.workers is not None
    assert data.worker_of is not None
    assert data.riasec is not None
    assert data.values is not None
    place = data.occupations.index
    assert data.workers.codes[data.worker_of[place(NURSE)]] == NURSES
    assert [data.worker_of[place(uri)] for uri in (CARER, COURIER)] == [-1, -1]
    assert data.worker_of[place(DRIVER)] >= 0
    np.testing.assert_array_equal(data.riasec[place(NURSE)], [2, 3, 1, 6, 4, 2])
    # Scores of the broader occupation, but no worker profile of its own.
    np.testing.assert_array_equal(data.riasec[place(CARER)], [2, 3, 1, 6, 4, 2])
    assert np.isnan(data.riasec[place(COURIER)]).all()
    np.testing.assert_array_equal(data.values[place(NURSE)], [4, 4.5, 5, 5.5, 6, 6.5])
    nurses = data.workers.codes.index(NURSES)
    np.testing.assert_array_equal(data.workers.traits[nurses], [3.5, 3.5])
    assert np.isnan(data.workers.traits).any()
    assert data.workers.zones[nurses] == 3
    assert 'Conduct "rounds" on wards.' in data.workers.texts[nurses]
    assert "Ward Nurse" in data.workers.texts[nurses]


def test_fit_data_of_esco_alone_holds_nothing_of_onet(tmp_path: Path) -> None:
    load_small(tmp_path)
    data = fit_data("esco")
    assert data.workers is None
    assert data.riasec is not None
    assert np.isnan(data.riasec).all()


def test_fit_data_has_texts_in_one_language(data: FitData) -> None:
    place = data.occupations.index
    assert data.occupation_texts[place(NURSE)] == "nurse\nstaff nurse\nward nurse\nNurses care for ill people."
    assert data.skill_texts[data.skills.index(DRIVE)] == "drive lorries"
    assert data.isco_texts["2221"] == "Nurses\nUnit group."
    assert data.isco[place(DRIVER)] == "8332"


def _nurse() -> str:
    """Return the URI of the nurse of the catalogue."""
    return str(Label.objects.get(text="verpleegkundige", lang="nl", type="preferred").concept.uri)


def test_fit_data_of_the_catalogue_has_levels_interests_and_sectors(tmp_path: Path) -> None:
    load_small(tmp_path, "catalogue")
    data = fit_data().whole()
    low, high, is_estimated = data.levels()
    assert len(data.occupations) == 541
    assert not is_estimated.any()
    assert ((low >= 1) & (low <= high) & (high <= 8)).all()
    assert data.riasec is not None
    assert (data.riasec.max(axis=1) == 3).all()
    # relationships, achievement, support, in the order of VALUES.
    assert data.values is not None
    assert data.values[data.occupations.index(_nurse())].tolist() == [2, 0, 0, 3, 1, 0]
    assert data.sectors is not None
    assert (data.sectors.sum(axis=1) == 1).all()
    assert "zorg" in data.sector_ids


def test_fit_data_reads_again_when_a_release_came_meanwhile(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    load_small(tmp_path, "esco")
    read, calls = fit._read, []

    def late(sources: str) -> FitData:
        calls.append(sources)
        if len(calls) == 1:
            load_small(tmp_path, "onet")
        return read(sources)

    monkeypatch.setattr(fit, "_read", late)
    fit_data()
    assert len(calls) == 2
