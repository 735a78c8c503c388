"""Mapped files of UWV, SBB, ROA, studies and code lists to records: what fields mean, and which values are refused."""

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import replace
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.reference.market_factories import csv as lines
from wending.reference.rules import labour_market as lm
from wending.reference.rules.contents import contents_of
from wending.reference.rules.notices import notices
from wending.reference.rules.records import BadInput
from wending.reference.sources.brc.parse import parse_brc
from wending.reference.sources.roa.parse import parse_roa
from wending.reference.sources.sbb.parse import parse_sbb
from wending.reference.sources.studiecijfers.parse import INDICATORS, parse_studiecijfers
from wending.reference.sources.uwv.parse import parse_moves, parse_tension

Parse = Callable[[Sequence[tuple[str, bytes]], Mapping[str, str]], Iterator[Any]]
FIGURE = lm.FigureRecord("tension", "uwv", "12", "", "NL", "2026-Q1", 4.2, None, None, None, "", "")
TENSION = {"Kwartaal": "period", "Beroepsgroep": "code", "Regio": "region", "Spanning": "ratio", "Typering": "class"}
TENSION |= {"Vacatures": "vacancies", "WW kort": "short_ww"}
TENSION_HEAD = "Kwartaal;Beroepsgroep;Regio;Vacatures;WW kort;Spanning;Typering"
MOVES_HEAD = "period;from_code;from_label;to_code;to_label;count;percent;place"
SBB_HEAD = "period;code;label;region;work;placement"
ROA_HEAD = "horizon;code;label;ita;ita_class;itkb;itkb_class"


def parsed(parse: Parse, text: str, mapping: Mapping[str, str] | None = None) -> list[Any]:
    """Return the records of one file; `mapping` goes from column to field, as on the command line."""
    return list(parse([("f.csv", lines(text))], {field: column for column, field in (mapping or {}).items()}))


def refusal(parse: Parse, text: str, mapping: Mapping[str, str] | None = None) -> BadInput:
    with pytest.raises(BadInput) as caught:
        parsed(parse, text, mapping)
    return caught.value


def test_parse_tension_gives_ratio_class_and_vacancies_per_region() -> None:
    found = parsed(parse_tension, f"{TENSION_HEAD}\n2026-Q1;Lassers;Rijnmond;1.200;240;5,0;zeer krap", TENSION)
    tension = replace(FIGURE, code="Lassers", region="AM22", value=5.0, group_size=240, category="zeer krap")
    assert found == [tension, replace(tension, indicator="vacancies", value=1200.0, group_size=None, category="")]


def test_parse_tension_keeps_small_and_missing_cells_missing() -> None:
    text = f"{TENSION_HEAD}\n2026-Q1;1;NL;<10;<10;.;\n2026-Q1;2;NL;;;;krap\n2026-Q1;3;NL;;;;\n2026-Q1;4;NL;0;8;0;."
    found = {(one.indicator, one.code): one for one in parsed(parse_tension, text, TENSION)}
    assert found["tension", "1"] == replace(FIGURE, code="1", value=None, note="unpublished")
    assert found["vacancies", "1"].note == "small"
    assert found["vacancies", "1"].value is None
    assert found["tension", "2"] == replace(FIGURE, code="2", value=None, category="krap")
    assert [key for key in found if key[1] == "3"] == []
    assert found["tension", "4"] == replace(FIGURE, code="4", value=0.0, group_size=8)
    assert found["vacancies", "4"].value == 0.0


def test_parse_tension_never_computes_a_ratio() -> None:
    [vacancies] = parsed(parse_tension, "period;code;vacancies;short_ww\n2026-Q1;1;100;10")
    assert vacancies.indicator == "vacancies"


@pytest.mark.parametrize(
    ("row", "wrong"),
    [
        ("2026;Lassers;NL;1;1;veel;", "ratio is 'veel', which is no number"),
        ("2026;Lassers;NL;1,5;1;1,0;", "vacancies is '1,5', which is no whole number"),
        ("2026;Lassers;NL;1;1;-1,0;", "ratio is -1,0, not from 0"),
        ("najaar;Lassers;NL;1;1;1,0;", "the period 'najaar' cannot be read"),
        ("2026;;NL;1;1;1,0;", "code is empty"),
        ("2026;Lassers;;1;1;1,0;", "region is empty"),
        ("2026;Bakkers;NL;1;10;3,0;", "says something else of tension uwv Bakkers NL 2026 than f.csv, line 2"),
    ],
)
def test_parse_tension_names_the_line_of_a_mistake(row: str, wrong: str) -> None:
    error = refusal(parse_tension, f"{TENSION_HEAD}\n2026;Bakkers;NL;1;10;2,0;\n{row}", TENSION)
    assert (error.file, error.line) == ("f.csv", 3)
    assert wrong in error.wrong


def test_parse_tension_takes_the_same_row_twice() -> None:
    row = "2026;Bakkers;NL;1;10;2,0;krap"
    assert len(parsed(parse_tension, f"{TENSION_HEAD}\n{row}\n{row}", TENSION)) == 2


def test_parse_tension_refuses_a_file_that_says_nothing() -> None:
    assert "holds no figures" in refusal(parse_tension, f"{TENSION_HEAD}\n2026;Bakkers;NL;;;;", TENSION).wrong


def test_parse_moves_gives_counts_shares_and_places() -> None:
    [one, other] = parsed(parse_moves, f"{MOVES_HEAD}\n2025;1;kok;2;bakker;1.250;12,5%;1\n2025;1;kok;3;;;;")
    move = lm.MoveRecord("uwv", "1", "kok", "uwv", "2", "bakker", "NL", "2025", 1250, 0.125, 1)
    assert one == move
    assert other == replace(move, to_code="3", to_label="", count=None, share=None, place=None)


@pytest.mark.parametrize(
    ("row", "wrong"),
    [
        ("2025;1;;2;;5;101;1", "percent is 101, not from 0 to 100"),
        ("2025;1;;2;;5;1;0", "place is 0, below 1"),
        ("2025;1;;2;;half;1;1", "count is 'half'"),
        ("2025;1;;;;5;1;1", "to_code is empty"),
        ("2025;1;;9;;6;1;1", "says something else of uwv 1 uwv 9 NL 2025"),
    ],
)
def test_parse_moves_names_the_line_of_a_mistake(row: str, wrong: str) -> None:
    error = refusal(parse_moves, f"{MOVES_HEAD}\n2025;1;;9;;5;1;1\n{row}")
    assert (error.line, wrong in error.wrong) == (3, True)


def test_parse_moves_speaks_of_the_lists_that_are_mapped() -> None:
    [move] = parsed(parse_moves, "a;b\n0111;0112", {"=2025": "period", "a": "from_code", "b": "to_code"})
    assert (move.from_system, move.to_system) == ("uwv", "uwv")
    mapping = {"=2025": "period", "a": "from_code", "b": "to_code", "=brc2014": "from_system"}
    [move] = parsed(parse_moves, "a;b\n0111;0112", mapping)
    assert (move.from_system, move.to_system) == ("brc2014", "uwv")
    bad = mapping | {"=BRC 2014": "to_system"}
    assert "'BRC 2014' is no name of a code list" in refusal(parse_moves, "a;b\n0111;0112", bad).wrong


def test_parse_sbb_keeps_the_words_of_the_source() -> None:
    text = f"{SBB_HEAD}\n2026;25655;Kok;Amersfoort;Voldoende;.\n2026;25655;Kok;Twente;;Matig"
    work = lm.FigureRecord(
        "chance_of_work", "crebo", "25655", "Kok", "AM14", "2026", None, None, None, None, "Voldoende", ""
    )
    placement = replace(work, indicator="chance_of_placement", category="")
    assert parsed(parse_sbb, text) == [
        work,
        replace(placement, note="unpublished"),
        replace(placement, region="AM05", category="Matig"),
    ]


def test_parse_sbb_refuses_what_is_no_crebo_unless_another_list_is_mapped() -> None:
    text = f"{SBB_HEAD}\n2026;kok;Kok;NL;Goed;"
    assert "'kok' is no crebo" in refusal(parse_sbb, text).wrong
    [figure] = parsed(parse_sbb, text, {"=sbb": "system"})
    assert (figure.system, figure.code) == ("sbb", "kok")


def test_parse_studiecijfers_tells_programme_school_and_level_apart() -> None:
    text = """period;code;institution;level;satisfaction;second_year;group_size
        2025;34560;Hogeschool X;;4,1;82;120
        2025;34560;;;3,9;78;
        2025;all;;hbo-bachelor;3,8;76;
        2025;all;;;3,7;75;"""
    found = {(one.indicator, one.code): one for one in parsed(parse_studiecijfers, text)}
    codes = ["34560/Hogeschool X", "34560", "all/hbo-bachelor", "all"]
    assert [found["satisfaction", code].value for code in codes] == [4.1, 3.9, 3.8, 3.7]
    assert found["second_year", codes[0]] == lm.FigureRecord(
        "second_year", "croho", codes[0], "", "NL", "2025", 82.0, None, None, 120, "", ""
    )
    assert found["second_year", "34560"].group_size is None


def test_parse_studiecijfers_takes_the_group_of_each_indicator_where_it_is_given() -> None:
    text = "period;code;second_year;without_work;without_work_n;group_size\n2025;34560;82;3;14;120"
    found = {one.indicator: one.group_size for one in parsed(parse_studiecijfers, text)}
    assert found == {"second_year": 120, "without_work": 14}


def test_parse_studiecijfers_keeps_small_and_missing_cells_missing() -> None:
    text = "period;code;second_year;without_work;first_years\n2025;34560;<5;;x"
    found = {one.indicator: (one.value, one.note) for one in parsed(parse_studiecijfers, text)}
    assert found == {"second_year": (None, "small"), "first_years": (None, "x")}


@pytest.mark.parametrize(
    ("cells", "wrong"),
    [
        ("2025;34560;;101;", "second_year is 101, not from 0 to 100"),
        ("2025;34560;;;5,5", "satisfaction is 5,5, not from 1 to 5"),
        ("2025;345;;80;", "'345' is no code of a programme"),
        ("2025;all;Hogeschool X;80;", "the code is all but the institution 'Hogeschool X'"),
        (f"2025;34560;{'X' * 200};80;", "the institution has 200 characters"),
    ],
)
def test_parse_studiecijfers_names_the_line_of_a_mistake(cells: str, wrong: str) -> None:
    error = refusal(parse_studiecijfers, f"period;code;institution;second_year;satisfaction\n2025;34560;;80;4\n{cells}")
    assert (error.line, wrong in error.wrong) == (3, True)


def test_parse_roa_dates_figures_by_their_horizon() -> None:
    text = f"{ROA_HEAD}\n2030;12;Techniek;0,85;zeer goed;;\n2030;0811;Ontwikkelaars;;;0,4;groot"
    outlook = lm.FigureRecord("outlook", "roa", "12", "Techniek", "NL", "2030", 0.85, None, None, None, "zeer goed", "")
    bottleneck = replace(
        outlook, indicator="bottleneck", code="0811", label="Ontwikkelaars", value=0.4, category="groot"
    )
    assert parsed(parse_roa, text) == [outlook, bottleneck]


def test_parse_roa_takes_the_bounds_of_the_uncertainty() -> None:
    [figure] = parsed(parse_roa, "horizon;code;ita;ita_low;ita_high\n2030;12;0,85;0,8;")
    assert (figure.value, figure.low, figure.high) == (0.85, 0.8, None)
    error = refusal(parse_roa, "horizon;code;ita;ita_low;ita_high\n2030;12;0,85;0,8;0,84")
    assert (error.line, "0.85 does not lie between its bounds" in error.wrong) == (2, True)


def test_parse_studiecijfers_takes_the_bounds_of_percentages_and_points() -> None:
    head = "period;code;second_year;second_year_low;second_year_high;satisfaction;satisfaction_low"
    text = f"{head}\n2025;34560;82;79%;85%;4,1;3,9"
    found = {one.indicator: (one.low, one.high) for one in parsed(parse_studiecijfers, text)}
    assert found == {"second_year": (79.0, 85.0), "satisfaction": (3.9, None)}


@pytest.mark.parametrize(
    ("row", "wrong"),
    [
        ("2030;13;;;;1,2;", "itkb is 1,2, not from 0 to 1"),
        ("2030;13;;-0,1;;;", "ita is -0,1, not from 0"),
        ("tot 2030;13;;1,0;;;", "the horizon 'tot 2030' cannot be read"),
        ("2030;12;;1,1;;;", "says something else of outlook roa 12 NL 2030"),
    ],
)
def test_parse_roa_names_the_line_of_a_mistake(row: str, wrong: str) -> None:
    error = refusal(parse_roa, f"{ROA_HEAD}\n2030;12;;0,85;;0,5;\n{row}")
    assert (error.line, wrong in error.wrong) == (3, True)


def test_parse_brc_gives_the_hierarchy_and_the_correspondence() -> None:
    files = [
        ("list.csv", lines("Code,Naam\n01,Pedagogisch\n011,Docenten\n0111,Docenten hoger onderwijs")),
        ("links.csv", lines("ISCO;BRC\n2310;0111")),
    ]
    found = list(parse_brc(files, {"code": "Code", "name": "Naam", "isco": "ISCO", "brc": "BRC"}))
    assert found == [
        lm.CodeRecord("brc2014", "01", "Pedagogisch", "", ""),
        lm.CodeRecord("brc2014", "011", "Docenten", "", "01"),
        lm.CodeRecord("brc2014", "0111", "Docenten hoger onderwijs", "", "011"),
        lm.CodeLinkRecord("isco08", "2310", "brc2014", "0111"),
    ]


def test_parse_brc_leaves_levels_out_that_the_list_does_not_have() -> None:
    found = parsed(parse_brc, "code;name\n01;Pedagogisch\n0111;Docenten")
    assert [code.broader for code in found] == ["", "01"]


@pytest.mark.parametrize(
    ("text", "line", "wrong"),
    [
        ("code;name\n01;a\n011;b\n0121;c", 4, "0121 falls under 012, which is not there"),
        ("code;name\n01;a\n0211;c", 3, "0211 falls under 02, which is not there"),
        ("code;name\n1;a", 2, "'1' is no code of BRC 2014"),
        ("code;name\n01;", 2, "name is empty"),
        ("code;name\n01;a\n01;b", 3, "says something else of brc2014 01"),
        ("isco;brc\n2310;111", 2, "'111' is no group of four digits"),
        ("isco;brc\nx310;0111", 2, "'x310' is no group of four digits"),
        ("a;b\n1;2", 1, "is no code list or correspondence; the columns are a, b"),
        ("code;name;isco;brc\n01;a;2310;0111", 1, "is both code list and correspondence"),
    ],
)
def test_parse_brc_names_the_line_of_a_mistake(text: str, line: int, wrong: str) -> None:
    error = refusal(parse_brc, text)
    assert (error.line, wrong in error.wrong) == (line, True)


def test_parse_brc_refuses_a_correspondence_with_codes_that_the_list_lacks() -> None:
    files = [("list.csv", lines("code;name\n01;a\n0111;b")), ("links.csv", lines("isco;brc\n2310;0112"))]
    with pytest.raises(BadInput, match=r"links.csv, line 2: names 0112"):
        list(parse_brc(files, {}))


def test_parse_brc_refuses_an_unknown_field() -> None:
    assert "there is no field naam" in refusal(parse_brc, "code;name\n01;a", {"name": "naam"}).wrong


def test_notices_tell_unknown_regions_and_a_code_list_of_another_size() -> None:
    records = [replace(FIGURE, region=region) for region in ("NL", "AM01", "AM99", "X1", "X2", "X3", "X4", "X5")]
    [told] = notices(contents_of("uwv-tension", "", records), {"AM01"})
    assert told == "regions that are not known stay as given: AM99, X1, X2, X3, X4 and 1 more"
    assert list(notices(contents_of("uwv-tension", "", records), set())) == []
    codes = [lm.CodeRecord("brc2014", f"{number:02}", "x", "", "") for number in range(13)]
    sizes = list(notices(contents_of("cbs-brc", "", codes), set()))
    assert sizes == [
        "BRC 2014 has 0 codes of 3 digits here, where 41 are expected",
        "BRC 2014 has 0 codes of 4 digits here, where 114 are expected",
    ]


@given(
    st.dictionaries(
        st.sampled_from([key for key in INDICATORS if key not in ("satisfaction", "first_years", "contact_hours")]),
        st.integers(0, 1000),
        min_size=1,
    ),
    st.none() | st.integers(0, 10**6),
)
def test_parse_studiecijfers_gives_back_every_percentage(tenths: dict[str, int], people: int | None) -> None:
    cells = ";".join(f"{value // 10},{value % 10}" for value in tenths.values())
    text = f"period;code;group_size;{';'.join(tenths)}\n2025;34560;{'' if people is None else people};{cells}"
    found = parsed(parse_studiecijfers, text)
    assert {one.indicator: one.value for one in found} == {key: value / 10 for key, value in tenths.items()}
    assert {one.group_size for one in found} == {people}
