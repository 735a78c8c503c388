"""Regions, moves and codes on made-up figures; classes by known answers and as laws."""

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.reference import market as made
from tests.reference.factories import load_small
from wending.reference.queries.codes import (
    BRC,
    CATALOGUE,
    LINKS,
    around,
    brc_groups,
    code_list,
    codes_of_occupation,
    placed_occupations,
)
from wending.reference.queries.moves import moves_from, moves_to
from wending.reference.queries.regions import has_municipalities, labour_region, labour_regions, region_of_municipality
from wending.reference.rules import classes
from wending.reference.rules import labour_market as lm

# A nurse with a specialism.
SPECIALIST = "http://data.europa.eu/esco/occupation/18e14e61-495b-44cc-a7c6-df4c625934ba"
ratio = st.floats(min_value=0, max_value=20)


@pytest.mark.parametrize(
    ("value", "name"),
    [
        *[(None, ""), (-1.0, ""), (0.0, "very_loose"), (0.249, "very_loose"), (0.25, "loose"), (0.67, "loose")],
        *[(0.68, "average"), (1.5, "average"), (1.51, "tight"), (4.0, "tight"), (4.01, "very_tight")],
    ],
)
def test_tension_class_by_the_bounds_of_uwv(value: float | None, name: str) -> None:
    assert classes.tension_class(value) == name


@pytest.mark.parametrize(
    ("value", "name"),
    [
        *[(None, ""), (-0.1, ""), (0.85, "very_good"), (0.851, "good"), (1.0, "good"), (1.05, "reasonable")],
        *[(1.06, "moderate"), (1.15, "moderate"), (1.151, "bad")],
    ],
)
def test_outlook_class_by_the_bounds_of_roa(value: float | None, name: str) -> None:
    assert classes.outlook_class(value) == name


@given(ratio, ratio)
def test_classes_never_turn_around(one: float, other: float) -> None:
    low, high = sorted((one, other))
    tight = classes.TENSION_CLASSES.index
    assert tight(classes.tension_class(high)) <= tight(classes.tension_class(low)), "more vacancies is never looser"
    good = classes.OUTLOOK_CLASSES.index
    assert good(classes.outlook_class(low)) <= good(classes.outlook_class(high)), "more supply is never better"


@pytest.mark.parametrize(
    ("vacancies", "people", "found"),
    [(300, 100, 3.0), (0, 10, 0.0), (5, 9, None), (5, 0, None), (None, 50, None), (5, None, None), (-1, 50, None)],
)
def test_tension_refuses_nobody_and_a_few(vacancies: float | None, people: float | None, found: float | None) -> None:
    assert classes.tension(vacancies, people) == found


@pytest.mark.parametrize(
    ("first", "last", "found"), [(100, 125, 25.0), (200, 150, -25.0), (0, 5, None), (None, 5, None), (5, None, None)]
)
def test_change_is_in_per_cent_of_the_first(first: float | None, last: float | None, found: float | None) -> None:
    assert classes.change(first, last) == found


@pytest.mark.parametrize(
    ("levels", "is_low"),
    [
        ([], False),
        ([("", "")], False),
        ([("2", "3")], True),
        ([("2", "4")], False),
        ([("1", "1")], False),
        ([("2", "3"), ("4", "4")], False),
        ([("2", "3"), ("1", "2"), ("4", "4")], True),
        ([("2", "3"), ("", "")], True),
    ],
)
def test_low_level_needs_more_than_half(levels: list[tuple[str, str]], is_low: bool) -> None:
    assert classes.is_low_level(levels) is is_low


@pytest.fixture
def market(db: None, monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    """The embedded catalogue and the made-up figures in force."""
    load_small(tmp_path, "catalogue")
    made.load_market(monkeypatch, tmp_path)


@pytest.mark.usefixtures("market")
def test_regions_are_those_of_the_newest_year_or_of_the_asked_one() -> None:
    assert [(item.code, item.name, item.year) for item in labour_regions()] == [
        (made.DRENTHE, "Drenthe", 2026),
        (made.ZWOLLE, "Regio Zwolle", 2026),
    ]
    assert [item.name for item in labour_regions(2024)] == ["Drenthe (oud)", "Opgeheven"]
    assert labour_regions(1999) == []
    assert labour_region("AM99") is None
    assert labour_regions()[0].source.title == made.TITLE


@pytest.mark.usefixtures("market")
@pytest.mark.parametrize("words", ["Zwolle", " zwolle ", "GM0193"])
def test_a_municipality_lies_in_the_region_of_its_year(words: str) -> None:
    now, then = region_of_municipality(words), region_of_municipality(words, 2024)
    assert now
    assert then
    assert has_municipalities()
    assert (now.code, then.code) == (made.ZWOLLE, made.DRENTHE)


@pytest.mark.usefixtures("market")
@pytest.mark.parametrize("words", ["", " ", "Amsterdam", "GM", "%", "\ud800"])
def test_an_unknown_municipality_lies_nowhere(words: str) -> None:
    assert region_of_municipality(words) is None


@pytest.mark.usefixtures("market")
def test_moves_keep_what_is_unknown_and_hide_small_counts() -> None:
    found = moves_from(BRC, [made.NURSES])
    assert [item.to_code for item in found] == ["a", "b", "c", "d"], "by place, newest period only"
    first, second, third, small = found
    assert (first.count, first.share, first.place, first.note) == (None, 0.25, 1, "")
    assert (second.count, second.share) == (None, None)
    assert third.count == 1200
    assert (small.count, small.share, small.note) == (None, None, "small")
    assert (first.from_label, first.to_label, first.period) == ("verpleegkundigen", "werk a", "2025")
    assert first.source.title == made.TITLE
    assert [item.to_code for item in moves_to("uwv", ["c"])] == ["c"]
    assert moves_to("uwv", ["zz"]) == []
    assert moves_from(BRC, [made.NURSES], made.DRENTHE) == []


@pytest.mark.django_db
def test_without_figures_there_are_no_regions_moves_or_codes() -> None:
    assert labour_regions() == []
    assert region_of_municipality("Zwolle") is None
    assert moves_from(BRC, [made.NURSES]) == []
    assert code_list(BRC, "nl") == {}
    assert brc_groups([made.NURSE_URI]) == {}
    assert placed_occupations() == []


@pytest.mark.usefixtures("market")
def test_code_list_names_in_the_asked_language_where_it_can() -> None:
    assert {code: (item.name, item.lang) for code, item in code_list(BRC, "en").items()} == {
        made.NURSES: ("Nurses", "en"),
        "101": ("Artsen en therapeuten", "nl"),
        "10": ("Zorg en welzijn", "nl"),
    }
    assert code_list(BRC, "nl")[made.NURSES].broader == "101"


def _group(patch: pytest.MonkeyPatch, folder: Path, *links: str) -> tuple[str, str] | None:
    made.load_market(patch, folder, [*made.CODES, *(lm.CodeLinkRecord("isco08", "2221", BRC, code) for code in links)])
    found = brc_groups([SPECIALIST]).get(SPECIALIST)
    return found and (found.code, found.basis)


@pytest.mark.django_db
def test_brc_group_comes_from_links_else_from_the_catalogue(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    load_small(tmp_path, "catalogue")
    own = brc_groups([SPECIALIST])[SPECIALIST]
    assert own.basis == CATALOGUE
    assert own.source.source == "catalogue"
    assert _group(monkeypatch, tmp_path) == (own.code, CATALOGUE)
    assert _group(monkeypatch, tmp_path, "0999") == ("0999", LINKS)
    assert _group(monkeypatch, tmp_path, "0999", own.code) == (own.code, LINKS), "the catalogue settles a doubt"
    assert _group(monkeypatch, tmp_path, "0998", "0999") is None, "a doubt that nobody settles stays one"


@pytest.mark.usefixtures("market")
def test_codes_of_an_occupation_go_from_narrow_to_broad(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    found = codes_of_occupation(made.NURSE_URI, "2221")
    assert found == [("esco", made.NURSE_URI), ("isco08", "2221"), *[(BRC, code) for code in ("1012", "101", "10")]]
    more = [lm.CodeLinkRecord("isco08", "2221", "uwv", "u1"), lm.CodeLinkRecord(BRC, "101", "roa", "r1")]
    made.load_market(monkeypatch, tmp_path, [*made.LINKS, *more])
    assert codes_of_occupation(made.NURSE_URI, "2221") == [
        *[("esco", made.NURSE_URI), ("isco08", "2221"), ("uwv", "u1"), (BRC, "1012"), (BRC, "101"), ("roa", "r1")],
        (BRC, "10"),
    ]
    assert around("0714") == ["0714", "071", "07"]


@pytest.mark.usefixtures("market")
def test_placed_occupations_are_those_of_the_catalogue() -> None:
    placed = {one.uri: one for one in placed_occupations()}
    nurse = placed[made.NURSE_URI]
    assert (nurse.sector, nurse.nlqf_low) == ("zorg", "4")
    assert nurse.brc
    assert nurse.brc.basis == LINKS
    assert len(placed) > 500
