"""CompetentNL as a release: loaded once, told per occupation by strength and rarity, never taken for a framework."""

from collections.abc import Callable
from functools import partial
from io import StringIO
from math import log
from pathlib import Path

import numpy as np
import pytest
from django.core.management import CommandError, call_command

from tests.reference import competentnl as files
from tests.reference.factories import CARER, DRIVER, GIVE_CARE, NURSE, load_small
from wending.reference import models as m
from wending.reference.actions.load_release import Outcome
from wending.reference.queries.competentnl import competent_occupations
from wending.reference.queries.contents import contents
from wending.reference.queries.entries import search_entries
from wending.reference.queries.fit import FIT_SOURCES, fit_data
from wending.reference.queries.names import named, names, other_names, texts
from wending.reference.queries.occupations import occupation, occupations
from wending.reference.queries.releases import fingerprint, framework, release_in_force
from wending.reference.queries.skills import skill, skills, skills_of_occupations
from wending.reference.rules.contents import digest
from wending.reference.rules.needs import NeedRecord

pytestmark = pytest.mark.django_db
Load = Callable[..., Outcome]


@pytest.fixture
def load(tmp_path: Path) -> Load:
    """Load statements as CompetentNL."""
    return partial(files.load_competentnl, tmp_path)


def test_load_release_gives_back_every_record(load: Load) -> None:
    assert load().is_applied
    release = release_in_force("competentnl")
    assert release
    assert digest(contents(release.id)) == release.digest
    assert release.counts["needs.essential"] == 4
    assert "No licence was found" in release.terms
    assert not load().is_changed
    assert load(version="2").is_applied
    assert m.Need.objects.count() == 8
    assert m.ConceptMatch.objects.count() == 3


def test_load_release_plans_without_writing(load: Load) -> None:
    outcome = load(plan_only=True)
    assert outcome.changes
    assert {change.name: change.added for change in outcome.changes}["needs.important"] == 2
    assert release_in_force("competentnl") is None
    load()
    changes = load([*files.ALL, (files.RIJDER, f"{files.CNLO}requiresHATEssential", files.VERZORGEN)], plan_only=True)
    assert changes.changes
    told = {change.name: (change.added, change.removed, change.kept) for change in changes.changes}
    assert told["needs.essential"] == (1, 0, 4)


def test_competent_occupations_tells_the_strongest_and_rarest_first(load: Load) -> None:
    load()
    [found] = competent_occupations(NURSE, "nl")
    assert (found.uri, found.label.text, found.match) == (files.ZORGER, "Zorger", "close")
    assert found.source.title == "CompetentNL"
    told = [(item.label.text, item.type, item.strength, item.occupations) for item in found.needs]
    assert told == [
        # Only the one needs it; both need the next two, which the alphabet orders.
        ("Verzorgen", "skill", "essential", 1),
        ("Mensen wassen", "task", "essential", 2),
        ("Samenwerken", "skill", "essential", 2),
        ("Zorg en welzijn", "knowledge", "important", 1),
        ("Rijden", "skill", "somewhat", 2),
    ]
    assert [item.rarity for item in found.essential] == [log(2), 0.0]
    assert [item.label.text for item in found.tasks] == ["Mensen wassen"]
    assert [item.label.text for item in found.important] == ["Zorg en welzijn"]
    assert [item.label.text for item in found.somewhat] == ["Rijden"]


def test_competent_occupations_takes_the_stronger_of_two_and_the_nearest_match(load: Load) -> None:
    load(
        [
            *files.ALL,
            (files.ZORGER, f"{files.CNLO}requiresHATSomewhat", files.VERZORGEN),
            (files.RIJDER, f"{files.CNLO}exactMatchESCO", NURSE),
            (files.RIJDER, f"{files.CNLO}narrowMatchESCO", CARER),
        ]
    )
    release = release_in_force("competentnl")
    assert release
    assert NeedRecord(files.ZORGER, files.VERZORGEN, "somewhat") in contents(release.id).of(NeedRecord)
    assert [(found.uri, found.match) for found in competent_occupations(NURSE, "nl")] == [(files.RIJDER, "exact")]
    [carer] = competent_occupations(CARER, "en")
    assert (carer.uri, carer.match) == (files.ZORGER, "broad")
    both = [(item.strength, item.occupations) for item in carer.needs if item.uri == files.VERZORGEN]
    assert both == [("essential", 1)]


def test_competent_occupations_is_empty_without_match_or_release(load: Load) -> None:
    assert competent_occupations(NURSE, "nl") == []
    load()
    assert competent_occupations(DRIVER, "nl") == []
    # A match of a skill is none of an occupation.
    assert competent_occupations(GIVE_CARE, "nl") == []


def test_competent_occupations_counts_anew_after_another_edition(load: Load) -> None:
    load()
    assert competent_occupations(NURSE, "nl")[0].essential[0].occupations == 1
    load([*files.ALL, (files.RIJDER, f"{files.CNLO}requiresHATSomewhat", files.VERZORGEN)], version="2")
    assert {item.occupations for item in competent_occupations(NURSE, "nl")[0].essential} == {2}


def test_competentnl_changes_nothing_that_others_read(load: Load, tmp_path: Path) -> None:
    """Its concepts have the release of their own, and no query of the framework, its names or the fit sees them."""
    assert framework() is None
    load()
    assert framework() is None
    assert list(search_entries()) == []
    load_small(tmp_path)
    load_small(tmp_path, "catalogue")

    def seen() -> list[object]:
        data = fit_data()
        nurse = occupation(NURSE, "nl")
        return [
            fingerprint(*FIT_SOURCES),
            framework(),
            nurse,
            occupations(lang="nl").items,
            skills(lang="nl").items,
            skill(GIVE_CARE, "nl"),
            skills_of_occupations([NURSE], "nl"),
            sorted(search_entries()),
            names("skill", [GIVE_CARE, files.SAMENWERKEN], "nl"),
            other_names("occupation", NURSE, "nl"),
            texts("skill", [files.SAMENWERKEN], "nl", "definition"),
            [digest(contents(release.id)) for name in FIT_SOURCES if (release := release_in_force(name))],
            (data.occupations, data.skills, data.essential.toarray().tolist(), np.nan_to_num(data.riasec).tolist()),
        ]

    # Also where it knows a URI of ESCO itself, and calls it something else.
    twisted = [
        (GIVE_CARE, files.TYPE, f"{files.CNLO}HumanCapability"),
        (GIVE_CARE, f"{files.SKOS}prefLabel", ("Iets heel anders", "nl")),
        (NURSE, files.TYPE, f"{files.CNLO}Occupation"),
        (NURSE, f"{files.SKOS}prefLabel", ("Een ander beroep", "nl")),
        (NURSE, f"{files.CNLO}requiresHATEssential", GIVE_CARE),
    ]
    with_it = seen()
    load([*(said for said in files.ALL if said[0] != GIVE_CARE), *twisted], version="2")
    with_twisted = seen()
    m.Release.objects.filter(source="competentnl").update(state="retired")
    without_it = seen()
    for one, two, three in zip(with_it, with_twisted, without_it, strict=True):
        assert one == three
        assert two == three
    assert occupation(files.ZORGER, "nl") is None
    assert skill(files.SAMENWERKEN, "nl") is None
    assert [concept.label for concept in named("skill", [files.SAMENWERKEN], "nl")] == ["samenwerken"]


def test_load_refuses_a_file_by_name_and_leaves_the_release_in_force(load: Load, tmp_path: Path) -> None:
    load()
    spoilt = tmp_path / "fout.json"
    spoilt.write_bytes(files.sparql(files.ALL)[:-10])
    words = [f"--map={uri}={field}" for field, uri in files.MAPPED.items()]
    with pytest.raises(CommandError, match=r"fout\.json, line 1: is not JSON"):
        call_command("load", "competentnl", str(spoilt), "--release", "2", *words, stdout=StringIO())
    release = release_in_force("competentnl")
    assert release
    assert release.version == "1"
