"""Files through a mapping: every number against pandas, and everything that is wrong with its file, column and line."""

from datetime import date
from pathlib import Path

import causaldata
import numpy as np
import pandas as pd
import pytest

from tests.effect.tables import TODAY
from wending.effect.rules.tables_check import problems_of
from wending.effect.sources.files.parse import BadMapping, parse_mapping
from wending.effect.sources.files.select import Read, read_files
from wending.engine.estimation.terms import Finding

SHIPPED = Path(causaldata.__file__).parent

SURVEY = """
[files.survey]
path = "survey.csv"
delimiter = ";"
decimal = ","

[[tables]]
table = "persons"
file = "survey"
columns.person = "nr"
columns.organisation = "firm"

[[tables]]
table = "exposures"
file = "survey"
where = [{ column = "course", is = "1" }]
set.approach = "training"
columns.person = "nr"
columns.accepted_on = { column = "began", days = "%d-%m-%Y" }
columns.dose = { column = "days", times = 8 }

[[tables]]
table = "outcomes"
file = "survey"
set.outcome = "in_work"
columns.person = "nr"

[[tables.long]]
set.horizon = 90
columns.value = { column = "y_90", recode = { 1 = 1, 2 = 0 }, unknown = ["9"], skip = ["8"] }

[[tables.long]]
set.horizon = 365
columns.value = { column = "y_365", recode = { 1 = 1, 2 = 0 }, unknown = ["9"], skip = ["8"] }
"""
ROWS = """nr;firm;course;began;days;y_90;y_365
1;a;1;01-02-2024;2,5;1;2
2;a;0;;;2;9
3;b;1;31-02-2024;4;8;1
4;;1;15-02-2024;veel;1;7
"""


def survey(folder: Path, rows: str = ROWS, mapping: str = SURVEY) -> Read:
    (folder / "survey.csv").write_text(rows)
    return read_files(parse_mapping(mapping.encode()), folder)


def test_read_files_of_a_survey(tmp_path: Path) -> None:
    read = survey(tmp_path)
    assert read.files == {"survey": 4}
    assert read.tables.persons["person"].tolist() == ["1", "2", "3", "4"]
    assert read.tables.persons["organisation"].fillna("").tolist() == ["a", "a", "b", ""]
    given = read.tables.exposures
    assert given["person"].tolist() == ["1", "3", "4"]
    assert given["accepted_on"].dt.date.tolist()[0] == date(2024, 2, 1)
    assert given["dose"].fillna(-1).tolist() == [20.0, 32.0, -1.0]
    outcomes = read.tables.outcomes
    wide = {(row.person, row.horizon): (row.value, row.observed) for row in outcomes.itertuples()}
    # 9 was asked and not told; 8 was never asked and has no row; 7 is no code of the mapping.
    assert len(wide) == 7
    assert wide["1", 90] == (1, True)
    assert wide["2", 90] == (0, True)
    assert np.isnan(wide["2", 365][0])
    assert wide["2", 365][1] is False
    assert ("3", 90) not in wide


def test_read_files_tells_file_column_and_line(tmp_path: Path) -> None:
    assert set(survey(tmp_path).findings) == {
        Finding("cell-not-day", ("survey.csv", "began", 1, 4)),
        Finding("cell-not-number", ("survey.csv", "days", 1, 5)),
        Finding("code-not-in-recode", ("survey.csv", "y_365", 1, 5)),
    }


@pytest.mark.parametrize(
    ("rows", "finding"),
    [
        (ROWS.replace("y_90", "y_91"), Finding("file-column-missing", ("survey.csv", "y_90", 0))),
        (ROWS + "5;b;1\n", Finding("file-ragged", ("survey.csv", "", 1, 6))),
        (ROWS.replace("\n", ";x\n").replace(";x\n", "\n", 1), Finding("file-ragged", ("survey.csv", "", 1, 2))),
        (ROWS.replace("firm", "nr"), "file-unreadable"),
        ("", "file-unreadable"),
    ],
)
def test_read_files_that_do_not_fit(tmp_path: Path, rows: str, finding: Finding | str) -> None:
    found = survey(tmp_path, rows).findings
    assert finding in found or finding in {one.code for one in found}


@pytest.mark.parametrize("delimiter", [",", ";", "\t", "|"])
def test_read_files_leaves_no_row_out(tmp_path: Path, delimiter: str) -> None:
    rows = '\ufeffnr;text\r\n1;"a, b"\r\n#2;-\r\n3;"c\r\nd"\r\n'.replace(";", delimiter)
    (tmp_path / "survey.csv").write_text(rows, "utf-8", newline="")
    mapping = """
    [files.survey]
    path = "survey.csv"
    [[tables]]
    table = "persons"
    file = "survey"
    columns.person = "nr"
    """
    assert read_files(parse_mapping(mapping.encode()), tmp_path).tables.persons["person"].tolist() == ["1", "#2", "3"]


def test_read_files_that_are_not_there(tmp_path: Path) -> None:
    read = read_files(parse_mapping(SURVEY.encode()), tmp_path)
    assert read.findings == (Finding("file-missing", ("survey.csv", "", 0)),)
    assert read.tables.persons.empty


def test_read_files_larger_than_memory(tmp_path: Path) -> None:
    """Rows stream: a file passes within less memory than its size, and what was filtered is right."""
    many, ballast = 300_000, "x" * 500
    with (tmp_path / "survey.csv").open("w") as file:
        file.write("nr;course;text\n")
        file.writelines(f"{number};{number % 1000 == 0};{ballast}\n" for number in range(many))
    assert (tmp_path / "survey.csv").stat().st_size > 150e6
    mapping = """
    [files.survey]
    path = "survey.csv"
    delimiter = ";"
    [[tables]]
    table = "persons"
    file = "survey"
    where = [{ column = "course", is = "True" }]
    columns.person = "nr"
    """
    read = read_files(parse_mapping(mapping.encode()), tmp_path, memory="120MB")
    assert read.files == {"survey": many}
    assert read.tables.persons["person"].astype(int).tolist() == list(range(0, many, 1000))


def test_read_files_of_parquet_with_typed_columns(tmp_path: Path) -> None:
    frame = pd.DataFrame(
        {
            "id": [1.0, 2.0, np.nan],
            "since": pd.to_datetime(["2020-01-31", None, "2021-12-01"]),
            "is_low": [True, False, None],
            "wage": [12.25, np.nan, 14],
        }
    )
    frame.to_parquet(tmp_path / "register.parquet")
    mapping = """
    files.r.path = "register.parquet"
    [[tables]]
    table = "covariates"
    file = "r"
    columns.person = "id"
    columns.on = "since"
    [[tables.long]]
    set.covariate = "wage"
    columns.value = "wage"
    [[tables.long]]
    set.covariate = "schooling"
    columns.value = { column = "is_low", recode = { 1 = "low", 0 = "high" } }
    """
    read = read_files(parse_mapping(mapping.encode()), tmp_path)
    assert read.findings == ()
    rows = read.tables.covariates
    assert rows["person"].fillna("").tolist() == ["1", "2", "", "1", "2", ""]
    assert rows["on"].dt.strftime("%Y-%m-%d").fillna("").tolist()[:3] == ["2020-01-31", "", "2021-12-01"]
    assert rows["value"].tolist()[3:5] == ["low", "high"]
    assert rows["value"].tolist()[0] == 12.25
    # A row without a person or a day is told by the look at tables, not dropped.
    codes = {(one.code, one.about[1]) for one in problems_of(read.tables, None, TODAY)}
    assert {("empty-required", "person"), ("empty-required", "on")} <= codes


def test_read_files_of_stata_with_codes_of_missing_and_labels(tmp_path: Path) -> None:
    frame = pd.DataFrame({"id": [1, 2, 3, 4], "work": [1.0, 2.0, 3.0, 4.0], "level": [1, 2, 2, 1]})
    frame["since"] = pd.to_datetime(["2020-01-31", None, "2020-02-29", None])
    path = tmp_path / "panel.dta"
    frame.to_stata(path, write_index=False, value_labels={"level": {1: "low", 2: "high"}}, version=118)
    # pandas writes no .a and .b: put their bytes in the place of 3 and 4 (doubles of 8 bytes, low byte first).
    raw = path.read_bytes()
    for value, letter in ((3.0, 1), (4.0, 2)):
        code = bytes([0, 0, 0, 0, 0, letter, 0xE0, 0x7F])
        assert raw.count(np.array(value).tobytes()) == 1
        raw = raw.replace(np.array(value).tobytes(), code)
    path.write_bytes(raw)
    mapping = """
    files.p.path = "panel.dta"
    [[tables]]
    table = "outcomes"
    file = "p"
    set = { outcome = "in_work", horizon = 30 }
    columns.person = "id"
    columns.value = { column = "work", recode = { 1 = 1, 2 = 0 }, skip = [".b"] }
    [[tables]]
    table = "covariates"
    file = "p"
    set = { covariate = "level" }
    columns.person = "id"
    columns.on = "since"
    columns.value = { column = "level", labels = true }
    """
    read = read_files(parse_mapping(mapping.encode()), tmp_path)
    assert read.findings == ()
    # .a was asked and is unknown; .b was never asked.
    assert read.tables.outcomes["person"].tolist() == ["1", "2", "3"]
    assert read.tables.outcomes["observed"].tolist() == [True, True, False]
    assert read.tables.covariates["value"].tolist() == ["low", "high", "high", "low"]
    days = read.tables.covariates["on"].dt.strftime("%Y-%m-%d").fillna("").tolist()
    assert days == ["2020-01-31", "", "2020-02-29", ""]


def test_read_files_of_the_job_training_experiment() -> None:
    """The file that comes with causaldata, beside the same read by pandas alone."""
    mapping = """
    files.nsw.path = "nsw_mixtape/nsw_mixtape.dta"
    [[tables]]
    table = "outcomes"
    file = "nsw"
    set = { outcome = "earnings", horizon = 365 }
    columns.person = "data_id"
    columns.value = { column = "re78", times = 0.08333333333333333 }
    [[tables]]
    table = "exposures"
    file = "nsw"
    where = [{ column = "treat", is = 1 }]
    set = { approach = "training", mechanism = "lot" }
    columns.person = "data_id"
    """
    read = read_files(parse_mapping(mapping.encode()), SHIPPED)
    alone = pd.read_stata(SHIPPED / "nsw_mixtape" / "nsw_mixtape.dta")
    assert read.findings == ()
    assert len(read.tables.exposures) == 185
    assert len(read.tables.outcomes) == len(alone) == 445
    assert read.tables.outcomes["value"].sum() == pytest.approx(alone["re78"].astype("float64").sum() / 12, rel=1e-6)


def test_read_files_of_the_smoking_survey() -> None:
    mapping = """
    files.nhefs.path = "nhefs/nhefs.dta"
    [[tables]]
    table = "persons"
    file = "nhefs"
    columns.person = "seqn"
    [[tables]]
    table = "exposures"
    file = "nhefs"
    where = [{ column = "qsmk", is = 1 }]
    set.approach = "quit"
    columns.person = "seqn"
    [[tables]]
    table = "covariates"
    file = "nhefs"
    set.on = 1971-01-01
    columns.person = "seqn"
    [[tables.long]]
    set.covariate = "age"
    columns.value = "age"
    [[tables.long]]
    set.covariate = "sex"
    columns.value = { column = "sex", labels = true }
    [[tables]]
    table = "outcomes"
    file = "nhefs"
    set = { outcome = "weight_change", horizon = 3650 }
    columns.person = "seqn"
    columns.value = "wt82_71"
    """
    read = read_files(parse_mapping(mapping.encode()), SHIPPED)
    alone = pd.read_stata(SHIPPED / "nhefs" / "nhefs.dta")
    assert len(read.tables.persons) == len(alone) == 1629
    assert len(read.tables.exposures) == int((alone["qsmk"].astype(float) == 1).sum())
    assert int(read.tables.outcomes["observed"].sum()) == int(alone["wt82_71"].notna().sum()) == 1566
    by = read.tables.covariates.groupby("covariate")["value"]
    assert by.get_group("age").astype(float).sum() == alone["age"].astype(float).sum()
    assert by.get_group("sex").value_counts().to_dict() == alone["sex"].astype(str).value_counts().to_dict()
    # What it measures is not among our outcomes: the look at tables says so.
    assert [one.code for one in problems_of(read.tables, None, TODAY)] == ["unknown-outcome", "exposure-without-day"]


def test_read_files_of_a_panel_of_states() -> None:
    mapping = """
    files.castle.path = "castle/castle.dta"
    [[tables]]
    table = "periods"
    file = "castle"
    set.outcome = "absence"
    treated_when = { column = "post", is = 1 }
    columns.unit = "sid"
    columns.period = "year"
    columns.value = "homicide"
    """
    read = read_files(parse_mapping(mapping.encode()), SHIPPED)
    alone = pd.read_stata(SHIPPED / "castle" / "castle.dta")
    rows = read.tables.periods
    assert read.findings == ()
    assert len(rows) == len(alone) == 550
    first = rows.groupby("unit")["first"].max()
    slow = {str(int(sid)): min(one["year"][one["post"] == 1], default=0) for sid, one in alone.groupby("sid")}
    assert first.to_dict() == pytest.approx(slow)
    assert (first > 0).sum() == 21


@pytest.mark.parametrize(
    ("change", "field", "code"),
    [
        (("files.survey", "files.["), "", "not-toml"),
        (('"survey.csv"', '"../survey.csv"'), "files.survey.path", "outside-folder"),
        (('"survey.csv"', '"/etc/passwd"'), "files.survey.path", "outside-folder"),
        (('"survey.csv"', '"survey.xlsx"'), "files.survey.format", "unknown-format"),
        (('table = "persons"', 'table = "people"'), "tables[1].table", "unknown-table"),
        (("columns.organisation", "columns.employer"), "tables[1].employer", "unknown-column"),
        (('set.approach = "training"', ""), "tables[2].columns.approach", "missing"),
        (("times = 8", 'times = "acht"'), "tables[2].columns.dose", "not-readable"),
        (("times = 8", "maal = 8"), "tables[2].columns.dose.maal", "unknown-field"),
        (('is = "1"', 'equals = "1"'), "tables[2].where[1]", "not-a-test"),
        (("set.horizon = 90", "set.horizont = 90"), "tables[3].long[1].horizont", "unknown-column"),
    ],
)
def test_parse_mapping_says_where_it_is_wrong(change: tuple[str, str], field: str, code: str) -> None:
    with pytest.raises(BadMapping) as refused:
        parse_mapping(SURVEY.replace(*change, 1).encode())
    assert (field, code) in {(one.field, one.code) for one in refused.value.problems}


def test_read_files_takes_names_and_codes_as_they_are(tmp_path: Path) -> None:
    """A quote in a name or code is only a quote."""
    rows = """nr;"a""'b"\n1;O'Neil\n2;x\n"""
    mapping = """
    [files.survey]
    path = "survey.csv"
    delimiter = ";"
    [[tables]]
    table = "persons"
    file = "survey"
    columns.person = "nr"
    columns.organisation = { column = "a\\"'b", recode = { "O'Neil" = "it's", x = "y' OR 1=1 --" } }
    """
    read = survey(tmp_path, rows, mapping)
    assert read.findings == ()
    assert read.tables.persons["organisation"].tolist() == ["it's", "y' OR 1=1 --"]
