"""The real ESCO 1.2.0, O*NET 29.2 and crosswalk: known counts, loading twice, known answers. Loaded once for all."""

from collections.abc import Iterator
from pathlib import Path

import numpy as np
import pytest
from django.db import transaction
from pytest_django import DjangoDbBlocker

from tests.reference.factories import no_rebuilds
from wending.engine.fit.data import FitData
from wending.reference import models as m
from wending.reference.actions.fill_release import clear_release
from wending.reference.actions.load_release import load_release
from wending.reference.queries.contents import contents
from wending.reference.queries.entries import search_entries
from wending.reference.queries.fit import fit_data
from wending.reference.queries.occupations import occupation, occupations
from wending.reference.queries.releases import release_in_force
from wending.reference.queries.skills import skill, skills, skills_of_occupations
from wending.reference.rules.contents import digest
from wending.reference.sources.esco.parse import parse_esco

pytestmark = pytest.mark.shared
ENGLISH, DUTCH = "esco-1.2.0-en-csv.zip", "esco-1.2.0-nl-csv.zip"
NURSE = "http://data.europa.eu/esco/occupation/8d3e8aaa-791b-4c75-a465-f3f827028f50"


@pytest.fixture(scope="module")
def _loaded(shared_data: Path, django_db_setup: None, django_db_blocker: DjangoDbBlocker) -> Iterator[None]:
    """Load everything once for this module, and leave no row behind for others."""
    with django_db_blocker.unblock():
        try:
            with no_rebuilds():
                load_release(source="esco", files=[shared_data / ENGLISH])
                load_release(source="esco", files=[shared_data / DUTCH])
                load_release(source="onet", files=[shared_data / "onet-29.2-text.zip"])
                load_release(source="crosswalk", files=[shared_data / "esco-onet-crosswalk.csv"], version="2020")
                load_release(source="catalogue")
            yield
        finally:
            with transaction.atomic():
                for release in m.Release.objects.all():
                    clear_release(release_id=release.pk)
                m.Release.objects.all().delete()


@pytest.fixture(autouse=True)
def _real(_loaded: None, db: None) -> None:
    """Read the real releases inside a transaction of the test."""


def test_real_esco_has_the_counts_of_its_download() -> None:
    release = release_in_force("esco")
    assert release
    known = {
        "occupations": 3039,
        "skills": 13939,
        "skill_groups": 640,
        "isco_groups": 619,
        "occupation_skills": 129_004,
        "skill_relations": 5818,
        "broader.occupation": 3652,
        "broader.skill": 20_822,
    }
    assert {name: release.counts[name] for name in known} == known
    assert release.languages == ("en", "nl")
    rows = (m.Occupation, m.Skill, m.OccupationSkill, m.SkillRelation)
    mine = [model._default_manager for model in rows]
    assert mine[0].filter(concept__release=release.id).count() == 3039
    assert mine[1].filter(concept__release=release.id).count() == 13939
    assert mine[2].filter(occupation__release=release.id).count() == 129_004
    assert mine[2].filter(occupation__release=release.id, is_essential=True).count() == 67_622
    assert mine[3].filter(of__release=release.id).count() == 5818


def test_real_onet_and_crosswalk_have_the_counts_of_their_downloads() -> None:
    onet, crosswalk = release_in_force("onet"), release_in_force("crosswalk")
    assert onet
    assert crosswalk
    assert (onet.counts["onet_occupations"], onet.counts["traits.skill"]) == (1016, 61_530)
    assert (onet.counts["traits.interest"], onet.counts["traits.job_zone"]) == (8307, 923)
    assert crosswalk.counts == {"links": 1680}
    confidences = m.Link.objects.values_list("confidence", flat=True)
    assert {value: list(confidences).count(value) for value in set(confidences)} == {0.25: 65, 0.5: 1100, 1.0: 515}


def test_real_esco_loaded_language_by_language_or_at_once_or_twice_is_the_same(shared_data: Path) -> None:
    release = release_in_force("esco")
    assert release
    with (shared_data / ENGLISH).open("rb") as english, (shared_data / DUTCH).open("rb") as dutch:
        assert digest(parse_esco([(DUTCH, dutch), (ENGLISH, english)])) == release.digest
    assert not load_release(source="esco", files=[shared_data / DUTCH]).is_changed


@pytest.mark.parametrize("source", ["esco", "onet", "crosswalk", "catalogue"])
def test_real_release_reads_back_as_it_was_written(source: str) -> None:
    release = release_in_force(source)
    assert release
    assert digest(contents(release.id)) == release.digest


def test_real_nurse_is_told_in_dutch() -> None:
    found = occupation(NURSE, "nl")
    assert found
    assert (found.label, found.lang, found.isco_code) == ("algemeen verpleegkundige", "nl", "2221")
    assert found.is_regulated is True
    assert found.onet
    assert found.onet.code == "29-1141.00"
    assert max(found.onet.interests, key=lambda letter: found.onet.interests[letter]) == "S"
    assert len(found.essential) > 50


def test_real_lists_are_whole() -> None:
    assert occupations(lang="nl").total == 3039
    assert (
        occupations(lang="nl", isco_prefix="2221").total
        == m.Occupation.objects.filter(concept__release__source="esco", isco_code="2221").count()
    )
    # Every skill stands under S, K, T or L.
    assert sum(skills(lang="en", group=group, limit=1).total for group in "SKTL") >= skills(lang="en").total == 13939


def test_real_suggestions_for_a_nurse_are_about_nursing() -> None:
    found = skills_of_occupations([NURSE], "en", 10)
    assert all(item.is_essential for item in found)
    assert any("nurs" in item.label for item in found)
    assert skill(found[0].uri, "nl")


def test_real_search_entries_cover_every_concept() -> None:
    entries = list(search_entries())
    preferred = {(entry.uri, entry.lang) for entry in entries if entry.label_type == "preferred"}
    assert len({uri for uri, _ in preferred}) == 3039 + 13939
    assert sum(lang == "nl" for uri, lang in preferred if "/occupation/" in uri) == 3039
    assert len([entry for entry in entries if entry.description]) >= 13939


def test_real_fit_data_is_that_of_the_files() -> None:
    data: FitData = fit_data().whole()
    assert (len(data.occupations), len(data.skills), len(data.skill_groups)) == (3039, 13939, 640)
    assert data.optional is not None
    assert (data.essential.nnz, data.optional.nnz) == (67_622, 61_382)
    assert data.worker_of is not None
    assert data.workers is not None
    # Of the 1,680 links two name occupations that ESCO 1.2 no longer has, some codes that O*NET 29.2 no longer has.
    linked = int((data.worker_of >= 0).sum())
    assert 1300 < linked < 1680
    assert data.riasec is not None
    assert (~np.isnan(data.riasec[:, 0])).sum() > linked
    assert data.workers.traits.shape == (1016, 33)
    assert data.skill_group_steps is not None
    assert (np.diff(data.skill_group_steps.indptr) > 0).all()
    nurse = data.occupations.index(NURSE)
    assert data.riasec[nurse].argmax() == "RIASEC".index("S")
