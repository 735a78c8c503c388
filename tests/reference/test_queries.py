"""Queries on a small ESCO, O*NET and crosswalk: names with their language, details with their sources, lists."""

from pathlib import Path

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from tests.reference.factories import (
    CARER,
    COURIER,
    DRIVE,
    DRIVER,
    DRIVERS,
    GIVE_CARE,
    GROUP_CARE,
    LIFT,
    LISTEN,
    MEDICINES,
    NURSE,
    NURSES,
    PLAN_ROUTES,
    ROUTES,
    csv_bytes,
    esco_bytes,
    isco,
    load_small,
    write_esco,
)
from wending.reference import models as m
from wending.reference.actions.load_release import load_release
from wending.reference.queries.entries import SearchEntry, search_entries
from wending.reference.queries.links import Correspondence, links
from wending.reference.queries.names import Name, named, names, other_names, texts
from wending.reference.queries.occupations import occupation, occupations
from wending.reference.queries.onet import VALUES, onet_profile
from wending.reference.queries.releases import fingerprint, framework, release_in_force, releases_in_force
from wending.reference.queries.skills import skill, skills, skills_of_occupations

pytestmark = pytest.mark.django_db


@pytest.fixture
def loaded(tmp_path: Path) -> None:
    """Bring small releases of ESCO (English and Dutch), O*NET and the crosswalk in force."""
    load_small(tmp_path)


@pytest.fixture
def half_dutch(tmp_path: Path) -> None:
    """Bring ESCO in force with Dutch names for occupations only."""
    dutch = write_esco(tmp_path, "nl", content=esco_bytes("nl", only=("occupations", "ISCOGroups")))
    load_release(source="esco", files=[write_esco(tmp_path), dutch])


def test_queries_without_any_release_find_nothing() -> None:
    assert releases_in_force() == []
    assert framework() is None
    assert fingerprint() == "nothing"
    assert names("occupation", [NURSE], "nl") == {}
    assert occupation(NURSE, "nl") is None
    assert skill(LISTEN, "nl") is None
    assert occupations(lang="nl").total == skills(lang="nl").total == 0
    assert skills_of_occupations([NURSE], "nl") == []
    assert list(search_entries()) == []
    assert links() == {}


def test_fingerprint_changes_with_the_sources_asked_for(tmp_path: Path) -> None:
    load_small(tmp_path, "esco")
    before = fingerprint(), fingerprint("esco")
    load_small(tmp_path, "onet")
    assert fingerprint("esco") == before[1]
    assert fingerprint() != before[0]
    with CaptureQueriesContext(connection) as caught:
        fingerprint()
    assert len(caught) == 1


def test_framework_is_esco_when_it_is_in_force_else_the_catalogue(tmp_path: Path) -> None:
    load_small(tmp_path, "catalogue")
    assert framework() == release_in_force("catalogue")
    load_small(tmp_path, "esco")
    assert framework() == release_in_force("esco")


@pytest.mark.usefixtures("half_dutch")
def test_names_are_in_the_language_asked_for_or_tell_which() -> None:
    assert names("occupation", [NURSE], "nl") == {NURSE: Name("verpleegkundige", "nl", "esco")}
    assert names("occupation", [NURSE], "en") == {NURSE: Name("nurse", "en", "esco")}
    assert names("occupation", [NURSE], "fr") == {NURSE: Name("nurse", "en", "esco")}
    assert names("skill", [LISTEN, "http://x/unknown"], "nl") == {LISTEN: Name("listen", "en", "esco")}
    assert names("skill", [NURSE], "nl") == {}
    assert names("isco_group", [isco("2221")], "nl") == {isco("2221"): Name("Verpleegkundigen", "nl", "esco")}


@pytest.mark.usefixtures("half_dutch")
def test_names_of_many_are_those_of_each() -> None:
    uris = [NURSE, CARER, *[f"http://x/{number}" for number in range(3000)]]
    assert names("occupation", uris, "nl") == names("occupation", [NURSE, CARER], "nl")


@pytest.mark.usefixtures("half_dutch")
def test_names_of_the_catalogue_fill_in_what_esco_lacks_in_a_language() -> None:
    release = m.Release.objects.create(source="catalogue", version="1", state="ready")
    for key, (kind, uri, text) in enumerate([("skill", LISTEN, "goed luisteren"), ("occupation", NURSE, "zuster")]):
        concept = m.Concept.objects.create(pk=key + 1, release=release, kind=kind, uri=uri, key="k")
        m.Label.objects.create(concept=concept, lang="nl", type="preferred", text=text)
        m.Text.objects.create(concept=concept, lang="nl", type="one_liner", text="Je zorgt.")
    assert names("skill", [LISTEN], "nl") == {LISTEN: Name("goed luisteren", "nl", "catalogue")}
    assert names("skill", [LISTEN], "en") == {LISTEN: Name("listen", "en", "esco")}
    assert names("occupation", [NURSE], "nl")[NURSE].text == "verpleegkundige"
    assert texts("occupation", [NURSE], "en", "one_liner") == {NURSE: Name("Je zorgt.", "nl", "catalogue")}
    assert next(name.text for name in other_names("occupation", NURSE, "nl")) == "zuster"
    entries = list(search_entries())
    assert SearchEntry(LISTEN, "skill", "nl", "preferred", "goed luisteren", "Je zorgt.") in entries


@pytest.mark.usefixtures("loaded")
def test_named_sorts_by_name_and_shows_the_key_of_what_has_none() -> None:
    found = named("occupation", [NURSE, COURIER, "http://x/nameless"], "nl")
    assert [(concept.key, concept.label, concept.lang) for concept in found] == [
        ("courier", "koerier", "nl"),
        ("nameless", "nameless", ""),
        ("nurse", "verpleegkundige", "nl"),
    ]


@pytest.mark.usefixtures("loaded")
@pytest.mark.parametrize("asked", [NURSE, "nurse"])
def test_occupation_tells_all_with_the_source_of_each_fact(asked: str) -> None:
    found = occupation(asked, "nl")
    assert found
    assert (found.uri, found.key, found.label, found.lang) == (NURSE, "nurse", "verpleegkundige", "nl")
    assert [name.text for name in found.also_names] == ["broeder", "zuster"]
    assert found.description == Name("Verpleegkundigen zorgen voor zieke mensen.", "nl", "esco")
    assert (found.isco_code, found.isco_label) == ("2221", Name("Verpleegkundigen", "nl", "esco"))
    assert found.is_regulated is True
    assert [(item.label, item.type) for item in found.essential] == [
        ("luisteren", "skill"),
        ("medicijnen", "knowledge"),
        ("mensen verzorgen", "skill"),
    ]
    assert [item.uri for item in found.optional] == [LIFT]
    assert ([c.uri for c in found.broader], [c.uri for c in found.narrower]) == ([], [CARER])
    assert found.one_liner is None
    assert {found.sources[name].source for name in ("label", "description", "essential", "isco_code")} == {"esco"}
    assert (found.sources["onet"].source, found.sources["onet_link"].source) == ("onet", "crosswalk")


@pytest.mark.usefixtures("loaded")
def test_occupation_counts_a_skill_that_is_both_as_essential() -> None:
    found = occupation(COURIER, "en")
    assert found
    assert [item.uri for item in found.essential] == [PLAN_ROUTES]
    assert [item.uri for item in found.optional] == [LISTEN]


@pytest.mark.usefixtures("loaded")
def test_occupation_falls_back_to_another_language_and_says_so() -> None:
    found = occupation(CARER, "nl")
    assert found
    assert (found.label, found.lang) == ("verzorgende", "nl")
    assert found.description == Name("Carers help people at home.", "en", "esco")
    assert found.also_names == ()


def test_occupation_of_the_catalogue_has_level_interests_and_one_liner(tmp_path: Path) -> None:
    load_small(tmp_path, "catalogue")
    first = occupations(lang="nl", limit=1).items[0]
    found = occupation(first.key, "nl")
    assert found
    assert found.one_liner
    assert found.one_liner.text.startswith("Je ")
    assert found.nlqf_low
    assert set(found.riasec) <= set("RIASEC")
    assert set(found.work_values) <= set(VALUES.values())
    assert set("".join(found.sbi)) <= set("ABCDEFGHIJKLMNOPQRSTU")
    assert found.sources["conditions"].source == "catalogue"
    assert found.sources["essential"].source == "catalogue"
    assert len(found.essential) + len(found.optional) >= 8


def test_occupation_of_esco_takes_level_and_one_liner_from_the_catalogue(tmp_path: Path) -> None:
    load_small(tmp_path, "catalogue")
    known = occupations(lang="nl", limit=1).items[0].uri

    def rename(tables: dict[str, list[dict[str, str]]]) -> None:
        for rows in tables.values():
            for row in rows:
                row |= {column: known for column, value in row.items() if value == COURIER}

    load_release(source="esco", files=[write_esco(tmp_path, content=esco_bytes(change=rename))])
    found = occupation(known, "en")
    assert found
    assert (found.label, found.code) == ("courier", "8332.2")
    assert found.one_liner
    assert found.one_liner.source == "catalogue"
    assert found.sources["riasec"].source == "catalogue"
    assert len(found.work_values) >= 2
    assert found.sources["essential"].source == "esco"
    assert "catalogue" in {name.source for name in found.also_names}


@pytest.mark.usefixtures("loaded")
def test_onet_profile_reads_scores_by_letter() -> None:
    found = onet_profile(NURSE)
    assert found
    assert (found.code, found.title, found.confidence, found.is_inherited) == (NURSES, "Nurses", 1.0, False)
    assert found.interests == {"R": 2.0, "I": 3.0, "A": 1.0, "S": 6.0, "E": 4.0, "C": 2.0}
    assert found.high_points == "SE"
    assert found.values["achievement"] == 4.0
    assert found.values["independence"] == 6.5
    assert found.job_zone == 3
    assert found.education == {5: 75.5, 6: 24.5}


@pytest.mark.usefixtures("loaded")
def test_onet_profile_of_the_broader_occupation_says_so() -> None:
    found = onet_profile(CARER)
    assert found
    assert (found.code, found.is_inherited) == (NURSES, True)
    assert onet_profile(COURIER) is None


@pytest.mark.usefixtures("loaded")
def test_links_gives_the_surest() -> None:
    m.Link.objects.create(release_id=m.Link.objects.earliest("pk").release_id, uri=NURSE, code=DRIVERS, confidence=0.5)
    assert links()[NURSE] == Correspondence(NURSES, 1.0)
    assert links()[DRIVER] == Correspondence(DRIVERS, 0.25)


@pytest.mark.usefixtures("loaded")
def test_occupations_are_paged_in_the_order_of_their_codes() -> None:
    whole = occupations(lang="nl")
    assert [item.uri for item in whole.items] == [NURSE, CARER, DRIVER, COURIER]
    assert occupations(lang="nl", limit=2, offset=1).items == whole.items[1:3]
    drivers = occupations(lang="nl", isco_prefix="83")
    assert (drivers.total, [item.label for item in drivers.items]) == (2, ["vrachtwagenchauffeur", "koerier"])


@pytest.mark.usefixtures("loaded")
def test_skills_of_a_group_are_all_below_it() -> None:
    assert skills(lang="nl").total == 7
    caring = skills(lang="nl", group="S3")
    assert {item.uri for item in caring.items} == {GIVE_CARE, LISTEN, MEDICINES}
    assert skills(lang="nl", group=GROUP_CARE).total == skills(lang="nl", group="group-care").total == 3
    assert skills(lang="nl", group="S9").total == 0
    assert skills(lang="nl", limit=3, offset=6).items == skills(lang="nl").items[6:]


@pytest.mark.usefixtures("loaded")
def test_skill_tells_where_it_stands_and_who_needs_it() -> None:
    found = skill("medicines", "nl")
    assert found
    assert (found.uri, found.label, found.type, found.reuse_level) == (
        MEDICINES,
        "medicijnen",
        "knowledge",
        "cross-sector",
    )
    assert [(group.code, group.steps) for group in found.groups] == [("S3", 2), ("S", 3)]
    assert [c.uri for c in found.broader] == [GIVE_CARE]
    assert [c.uri for c in found.essential_for] == [NURSE]
    listening = skill(LISTEN, "nl")
    assert listening
    assert (listening.essential_count, listening.optional_count) == (1, 2)
    assert [c.label for c in listening.optional_for] == ["koerier", "verzorgende"]
    routes = skill(PLAN_ROUTES, "nl")
    assert routes
    assert [c.uri for c in routes.helped_by] == [ROUTES]
    assert routes.essential_count + routes.optional_count == 2


@pytest.mark.usefixtures("loaded")
def test_skills_of_occupations_puts_the_telling_ones_first() -> None:
    found = skills_of_occupations([NURSE], "nl")
    # Twice the weight for what is essential, times the rarity: 2 ln 5, 2 ln 5/2, 2 ln 5/3, ln 5/2.
    assert [item.uri for item in found] == [MEDICINES, GIVE_CARE, LISTEN, LIFT]
    assert not next(item for item in found if item.uri == LIFT).is_essential
    both = skills_of_occupations([NURSE, CARER], "nl", limit=2)
    assert both[0].uri == GIVE_CARE
    assert both[0].occupations == 2
    assert len(both) == 2
    assert DRIVE not in {item.uri for item in skills_of_occupations([NURSE, CARER], "nl")}


def test_search_entries_of_esco_leave_out_what_only_the_catalogue_has(tmp_path: Path) -> None:
    load_small(tmp_path, "catalogue")
    assert len({entry.uri for entry in search_entries()}) > 400
    load_small(tmp_path, "esco")
    assert len({entry.uri for entry in search_entries()}) == 11


@pytest.mark.usefixtures("loaded")
def test_search_entries_hold_every_name_once(tmp_path: Path) -> None:
    text = csv_bytes([{"conceptUri": LISTEN, "altText": "hear people out"}])
    content = esco_bytes(replace={"skillAltText_en.csv": text})
    load_release(source="esco", files=[write_esco(tmp_path, content=content)])
    entries = list(search_entries())
    assert len(entries) == len({entry[:5] for entry in entries})
    assert SearchEntry(NURSE, "occupation", "en", "preferred", "nurse", "Nurses care for ill people.") in entries
    assert SearchEntry(NURSE, "occupation", "nl", "alternative", "zuster", "") in entries
    assert SearchEntry(LISTEN, "skill", "en", "hidden", "hear people out", "") in entries
    assert {entry.kind for entry in entries} == {"occupation", "skill"}
