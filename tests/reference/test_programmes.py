"""Programmes, levels, admission and funding of the embedded catalogue, as pages ask for them."""

from datetime import date
from pathlib import Path

import pytest

from tests.reference.factories import esco_bytes, load_small, write_esco
from wending.reference import models as m
from wending.reference.actions.fill_release import clear_release
from wending.reference.actions.load_release import load_release
from wending.reference.queries.contents import EDUCATION
from wending.reference.queries.funding import funding
from wending.reference.queries.programmes import (
    learned_otherwise,
    levels,
    programme,
    programmes,
    programmes_to,
    programmes_towards,
)

pytestmark = pytest.mark.django_db


@pytest.fixture
def catalogue(tmp_path: Path) -> Path:
    """The embedded catalogue in force."""
    load_small(tmp_path, "catalogue")
    return tmp_path


def uri(name: str) -> str:
    """Return the URI of an occupation by its Dutch name."""
    label = m.Label.objects.get(concept__kind="occupation", lang="nl", type="preferred", text=name)
    return str(label.concept.uri)


def test_programmes_before_anything_is_loaded_are_none() -> None:
    assert programmes(lang="nl").total == 0
    assert levels("nl") == []
    assert programme("mbo3-verzorgende", "nl") is None
    assert programmes_to("urn:x", "nl") == []
    assert programmes_towards(["urn:x"], "nl", 5) == []
    assert funding("nl", date(2026, 1, 1)) == []


@pytest.mark.usefixtures("catalogue")
def test_programmes_pages_over_all_by_name_without_a_gap() -> None:
    whole = programmes(lang="nl", limit=1000)
    parts = [item for offset in range(0, 600, 100) for item in programmes(lang="nl", limit=100, offset=offset).items]
    assert whole.total == len(whole.items) == 551
    assert parts == whole.items
    assert [item.name.casefold() for item in parts] == sorted(item.name.casefold() for item in parts)


@pytest.mark.usefixtures("catalogue")
def test_programmes_of_a_level_a_sector_and_an_occupation() -> None:
    nurse = uri("verpleegkundige")
    found = programmes(lang="en", level="mbo-4", sector="zorg", occupation=nurse)
    assert found.items
    assert {(item.level.id if item.level else "", item.sector) for item in found.items} == {("mbo-4", "zorg")}
    assert {item.id for item in found.items} < {item.id for item in programmes(lang="en", occupation=nurse).items}
    assert (
        programmes(lang="en", occupation=nurse.rpartition("/")[2]).total
        == programmes(lang="en", occupation=nurse).total
    )
    assert programmes(lang="nl", level="nothing").total == 0


@pytest.mark.usefixtures("catalogue")
def test_programmes_by_words_hold_the_beginning_of_each() -> None:
    assert "mbo3-verzorgende" in {item.id for item in programmes(lang="nl", words="VERZORG ig").items}
    assert programmes(lang="nl", words="zorgende ig").total == 0
    assert "mbo3-verzorgende" in {item.id for item in programmes(lang="en", words="carer").items}
    assert programmes(lang="nl", words=" ").total == 551


@pytest.mark.usefixtures("catalogue")
def test_programme_keeps_what_its_row_says_and_what_it_does_not() -> None:
    found = programme("mbo3-verzorgende", "nl")
    assert found
    item = found.item
    assert item.level
    assert (item.name, item.level.id, item.nlqf, item.duration_months) == ("verzorgende IG", "mbo-3", "3", 36)
    assert item.modes == ("bol", "bbl")
    assert [level.id for level in item.entry] == ["vmbo-kb", "vmbo-gl", "vmbo-tl", "mbo-2"]
    assert uri("verzorgende") in {concept.uri for concept in found.occupations}
    assert len(found.skills) == 9
    assert (found.code, found.isced_f, found.selection) == ("", "0913", "none")
    assert {rule.from_level.id for rule in found.admission if rule.from_level} >= {"vmbo-kb", "mbo-2"}
    assert all(rule.source for rule in found.admission)
    assert found.source.source == "catalogue"
    assert programme("no-such-programme", "nl") is None


@pytest.mark.usefixtures("catalogue")
def test_programme_names_what_comes_first_and_what_follows() -> None:
    later = m.Programme.objects.exclude(requires="").first()
    assert later
    found = programme(later.key, "en")
    assert found
    assert {item.id for item in found.requires} == set(later.requires.split())
    before = programme(found.requires[0].id, "en")
    assert before
    assert later.key in {item.id for item in before.followed_by}


@pytest.mark.usefixtures("catalogue")
def test_programme_hears_only_the_rules_that_are_meant_for_it() -> None:
    fixed, free = programme("hbo-fysiotherapie", "nl"), programme("hbo-verpleegkunde", "nl")
    assert fixed
    assert free
    assert "fixus" in {rule.id for rule in fixed.admission}
    assert "fixus" not in {rule.id for rule in free.admission}


@pytest.mark.usefixtures("catalogue")
def test_programmes_to_gives_regular_education_from_low_to_high_first() -> None:
    found = programmes_to(uri("verpleegkundige"), "nl")
    order = [level.id for level in levels("nl")]
    regular = [item for item in found if item.kind == "regular"]
    assert found[: len(regular)] == regular
    places = [order.index(item.level.id) for item in regular if item.level]
    assert places == sorted(places)
    assert len(set(places)) > 1
    # Together with a neighbour: those to both come first, and none that leads to neither.
    towards = [uri("verpleegkundige"), uri("mbo-verpleegkundige")]
    to_nurse, to_other = ({item.id for item in programmes_to(one, "nl")} for one in towards)
    both = [(item.id in to_nurse) + (item.id in to_other) for item in programmes_towards(towards, "nl", 100)]
    assert len(both) == len(to_nurse | to_other)
    assert both == sorted(both, reverse=True)
    assert {*both} == {1, 2}
    assert len(programmes_towards(towards, "nl", 3)) == 3


def test_programmes_to_an_occupation_of_esco_come_from_the_catalogue(catalogue: Path) -> None:
    nurse = uri("verpleegkundige")
    before = programmes_to(nurse, "nl")
    load_release(source="esco", files=[write_esco(catalogue, content=esco_bytes())])
    assert programmes_to(nurse, "nl") == before != []


@pytest.mark.usefixtures("catalogue")
def test_learned_otherwise_is_told_where_known_only() -> None:
    told = learned_otherwise(uri("fietskoerier"), "nl")
    assert told
    assert "diploma" in told.text
    assert learned_otherwise(uri("verpleegkundige"), "nl") is None
    assert learned_otherwise(uri("acupuncturist"), "nl") is None


@pytest.mark.usefixtures("catalogue")
def test_levels_run_from_primary_school_to_doctorate() -> None:
    found = levels("nl")
    assert (len(found), found[0].id, found[-1].id) == (18, "po", "phd")
    by_id = {level.id: level for level in found}
    assert by_id["vwo"].nlqf == "4+"
    assert (by_id["mbo-4"].years_low, by_id["mbo-4"].years_high, by_id["mbo-4"].modes) == (1, 4, ("bol", "bbl"))


@pytest.mark.usefixtures("catalogue")
def test_load_release_of_the_catalogue_twice_is_as_once_and_clearing_it_leaves_nothing() -> None:
    tables = [*EDUCATION.values(), m.ProgrammeOccupation, m.ProgrammeSkill]
    sizes = [table.objects.count() for table in tables]
    assert not load_release(source="catalogue").is_changed
    assert [table.objects.count() for table in tables] == sizes == [18, 43, 19, 52, 120, 25, 7, 12, 551, 1364, 3641]
    clear_release(release_id=m.Release.objects.get().pk)
    assert [table.objects.count() for table in [*tables, m.Concept, m.Text]] == [0] * (len(tables) + 2)


@pytest.mark.usefixtures("catalogue")
def test_funding_tells_what_has_ended_and_what_is_not_known() -> None:
    found = {item.id: item for item in funding("nl", date(2026, 11, 23))}
    assert len(found) == 25
    assert found["stap"].has_ended is True
    assert found["slim"].has_ended is None
    assert found["levenlanglerenkrediet"].has_ended is False
    m.Funding.objects.filter(key="levenlanglerenkrediet").update(valid_until="2026-12-31")
    assert {i.id: i.has_ended for i in funding("nl", date(2026, 12, 31))}["levenlanglerenkrediet"] is False
    assert {i.id: i.has_ended for i in funding("nl", date(2027, 1, 1))}["levenlanglerenkrediet"] is True
