"""How studies work, what they cost, where they are offered: as loaded from the catalogue and from other releases."""

from collections.abc import Callable, Sequence
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest

from tests.reference.factories import load_small
from tests.reference.records import load_records
from wending.reference import models as m
from wending.reference.queries.occupations import regulated
from wending.reference.queries.offers import offers, registers_of
from wending.reference.queries.programme_facts import programme_facts
from wending.reference.queries.regions import region_around, region_names
from wending.reference.queries.study import study_costs, study_ways
from wending.reference.rules import labour_market as lm

pytestmark = pytest.mark.django_db
ESCO = "http://data.europa.eu/esco/occupation/"
NURSE, BICYCLE = f"{ESCO}8d3e8aaa-791b-4c75-a465-f3f827028f50", f"{ESCO}3a959644-beed-4afc-8e57-d5068ae6a43e"
OFFER = lm.OfferRecord("o1", "Zorg", "crebo", "25655", "mbo-3", "3", "0913", "bol bbl", 36, "nl", "Een school",
                       "Zwolle", "GM0193", "", "https://school.example/zorg")  # fmt: skip


@pytest.fixture
def catalogue(tmp_path: Path) -> None:
    """The embedded catalogue in force."""
    load_small(tmp_path, "catalogue")


def test_nothing_is_known_before_anything_is_loaded() -> None:
    assert study_ways("mbo-3", (), "nl") == []
    assert study_costs("mbo-3", (), "nl") == []
    assert programme_facts() == ()
    assert region_names() == {}
    assert offers(["25655"], ["crebo"]) == {}


@pytest.mark.usefixtures("catalogue")
def test_study_ways_tell_hours_with_their_law() -> None:
    school, work = study_ways("mbo-3", ("bol", "bbl"), "nl")
    assert (school.modes, school.hours, school.hours_school) == (("bol",), 1000, 700)
    assert (work.modes, work.hours, work.hours_school, work.hours_practice) == (("bbl",), 850, 200, 610)
    assert "7.2.7" in work.source
    assert [way.modes for way in study_ways("mbo-3", ("bbl",), "nl")] == [("bbl",)]
    (whole,) = study_ways("wo-bachelor", ("voltijd",), "en")
    assert (whole.hours, whole.is_certain) == (1680, True)
    assert "60 credits" in whole.time
    assert study_ways("hbo-bachelor", ("deeltijd",), "nl")[0].hours is None
    assert study_ways("phd", (), "nl") == []


@pytest.mark.usefixtures("catalogue")
def test_study_ways_and_costs_keep_the_order_of_the_modes() -> None:
    asked = ("voltijd", "deeltijd", "duaal")
    assert [way.modes[0] for way in study_ways("hbo-bachelor", asked, "nl")] == list(asked)
    assert [way.modes[0] for way in study_ways("hbo-bachelor", asked[::-1], "nl")] == list(asked[::-1])
    assert [cost.kind for cost in study_costs("mbo-4", ("bbl", "bol"), "nl")] == ["cursusgeld", "lesgeld", "none"]
    assert [cost.kind for cost in study_costs("mbo-4", ("bol", "bbl"), "nl")] == ["lesgeld", "cursusgeld", "none"]


@pytest.mark.usefixtures("catalogue")
def test_study_costs_give_the_newest_year_of_each_kind() -> None:
    fee, free = study_costs("mbo-4", ("bol",), "nl")
    assert (fee.kind, fee.year, fee.euro, fee.age) == ("lesgeld", "2024-2025", 1419, "18+")
    assert (free.euro, free.age, free.year) == (0, "under-18", "")
    assert {cost.euro for cost in study_costs("mbo-2", ("bbl",), "nl")} == {295, 0}
    assert {cost.euro for cost in study_costs("mbo-3", ("bbl",), "nl")} == {715, 0}
    (part,) = study_costs("ad", ("deeltijd",), "en")
    assert (part.euro, part.euro_most) == (1506, 2530)
    newest = m.StudyCost.objects.get(key="lesgeld-2024")
    newest.pk, newest.key, newest.year, newest.euro = None, "lesgeld-2031", "2031-2032", 9999
    newest.save()
    assert study_costs("mbo-4", ("bol",), "nl")[0].euro == 9999


@pytest.mark.usefixtures("catalogue")
def test_every_level_of_regular_programmes_with_modes_has_ways_and_costs() -> None:
    for facts in programme_facts():
        if facts.level and facts.level != "phd" and facts.modes:
            assert study_ways(facts.level, facts.modes, "nl"), facts.id
            assert study_costs(facts.level, facts.modes, "nl"), facts.id


@pytest.mark.usefixtures("catalogue")
def test_programme_facts_hold_all_links_once() -> None:
    found = programme_facts()
    assert [facts.id for facts in found] == sorted(facts.id for facts in found)
    assert sum(len(facts.occupations) for facts in found) == m.ProgrammeOccupation.objects.count()
    assert sum(len(facts.skills) for facts in found) == m.ProgrammeSkill.objects.count()
    carer = next(facts for facts in found if facts.id == "mbo3-verzorgende")
    assert (carer.level, carer.isced_f, carer.modes) == ("mbo-3", "0913", ("bol", "bbl"))


@pytest.mark.usefixtures("catalogue")
def test_programme_facts_say_what_the_catalogue_says() -> None:
    facts = {one.id: one for one in programme_facts()}
    assert facts["code-95"].requires == ("rijbewijs-c", "rijbewijs-d")
    assert facts["code-95"].duration_months is None
    nurse = facts["mbo4-verpleegkundige"]
    assert (nurse.duration_months, nurse.sector, nurse.nlqf, nurse.selection) == (48, "zorg", "4", "none")
    assert NURSE in nurse.occupations
    assert len(nurse.skills) == 9
    assert regulated([NURSE, BICYCLE, "urn:none"]) == {NURSE: True, BICYCLE: False, "urn:none": None}


@pytest.mark.usefixtures("catalogue")
def test_programme_facts_are_read_once_for_a_release(django_assert_num_queries: Any) -> None:
    first = programme_facts()
    with django_assert_num_queries(1):
        assert programme_facts() is first
    m.Release.objects.filter(source="catalogue").update(digest="of other content")
    with django_assert_num_queries(4):
        assert programme_facts() == first


def test_offers_by_code_with_the_region_around_the_place(load: Callable[[Sequence[Any]], None]) -> None:
    load(
        [
            OFFER,
            replace(OFFER, key="o2", provider="Ander", place="Almelo", municipality="GM0141", url="javascript:1"),
            replace(OFFER, key="o3", register="croho"),
            lm.RegionRecord("gemeente", 2025, "GM0193", "Zwolle", "AM00"),
            lm.RegionRecord("gemeente", 2026, "GM0193", "Zwolle", "AM04"),
            lm.RegionRecord("arbeidsmarktregio", 2025, "AM99", "Opgeheven", ""),
            lm.RegionRecord("arbeidsmarktregio", 2026, "AM04", "Zwolle", ""),
            lm.RegionRecord("arbeidsmarktregio", 2026, "AM01", "Groningen", ""),
        ]
    )
    found = offers(["25655", ""], ["crebo"])
    assert list(found) == ["25655"]
    assert [(o.place, o.region, o.url) for o in found["25655"]] == [
        ("Almelo", "", ""),
        ("Zwolle", "AM04", "https://school.example/zorg"),
    ]
    assert region_names() == {"AM01": "Groningen", "AM04": "Zwolle"}
    assert region_around() == {"GM0193": "AM04"}


def test_registers_follow_the_level() -> None:
    assert registers_of("mbo-2") == ("crebo",)
    assert registers_of("wo-master") == ("croho", "isat")
    assert registers_of("") == ()


@pytest.fixture
def load(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> Callable[[Sequence[Any]], None]:
    """Load records as a release of a source made for the test."""
    return lambda records: load_records(records, monkeypatch, tmp_path)
