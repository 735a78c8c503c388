"""Questionnaires as files: our own are in order, and every kind of mistake is told by file and line."""

import ast
import io
import re
import zipfile
from collections.abc import Iterator
from pathlib import Path

import pytest
from django.utils.translation import override

from tests.instruments.world import FILES, NORMS, files, small
from wending import instruments
from wending.instruments.queries.file_words import WORDS, in_words
from wending.instruments.queries.library import OWN, own, own_files
from wending.instruments.queries.pictures import pictures
from wending.instruments.rules.instrument import RIASEC, WORK_VALUES
from wending.instruments.sources.questionnaire import archive
from wending.instruments.sources.questionnaire.archive import read_folder, read_zip
from wending.instruments.sources.questionnaire.mistakes import TEXTS
from wending.instruments.sources.questionnaire.parse import Refused, parse
from wending.instruments.sources.questionnaire.remarks import remarks
from wending.instruments.sources.questionnaire.rows import COLUMNS, OPTIONAL
from wending.reference.queries.file_words import WORDS as TABLES
from wending.reference.rules.records import BadInput
from wending.reference.sources.catalogue.rows import Finding

ROOM = Path(instruments.__file__).parent


def wrong(**changes: str) -> list[tuple[str, int, str]]:
    """Return what is wrong with changed files: file, line and what."""
    with pytest.raises(Refused) as caught:
        parse(files(**changes), {"star", "bike"})
    assert all(one.words for one in in_words(caught.value.findings))
    return [(one.file, one.line, one.what) for one in caught.value.findings]


def changed(name: str, before: str, after: str) -> str:
    """Return a file with one thing changed in it."""
    assert before in FILES[name]
    return FILES[name].replace(before, after, 1)


def told() -> Iterator[tuple[str, int]]:
    """Yield each code that the source tells of a questionnaire, with how many values."""
    paths = [*(ROOM / "sources/questionnaire").glob("*.py"), ROOM / "actions/editions.py"]
    for call in (node for path in paths for node in ast.walk(ast.parse(path.read_text()))):
        name = getattr(call.func, "attr", getattr(call.func, "id", "")) if isinstance(call, ast.Call) else ""
        if name in ("found", "at") and isinstance(call.args[3], ast.Constant):
            yield call.args[3].value, len(call.args) - 4
        elif name == "Finding" and isinstance(call.args[4], ast.Constant):
            yield call.args[4].value, len(call.args[5].elts) if len(call.args) > 5 else 0
        elif name == "BadInput":
            words = {word.arg: word.value for word in call.keywords}
            if isinstance(words["code"], ast.Constant):
                yield words["code"].value, len(words["about"].elts) if "about" in words else 0
    # What a zip file is refused for stands in a table.
    yield from ((code, 0) for code, _wrong, _mend in (archive.UNREADABLE, *archive.WORDS.values()))


@pytest.mark.parametrize("language", ["nl", "en"])
def test_every_mistake_has_words_with_room_for_its_values(language: str) -> None:
    hard = {"long-sentence": 3, "long-word": 4, "long-words": 3, "low-ease": 3}
    codes = {**dict(told()), **hard, "twice": 4}
    assert codes.keys() | TABLES.keys() == WORDS.keys()
    for code, count in codes.items():
        values = tuple(f"value{at}" for at in range(count))
        with override(language):
            (one,) = in_words([Finding("items.csv", 3, "", "", code, values)])
        assert all(value in one.words for value in values), code
    with override("nl"):
        dutch = {str(words) for words in WORDS.values()}
    with override("en"):
        assert dutch.isdisjoint({str(words) for words in WORDS.values()})


@pytest.mark.parametrize("key", OWN)
def test_our_own_instruments_read_easily_and_say_what_they_are(key: str) -> None:
    one = own(key)
    assert list(remarks(own_files(key))) == []
    assert one.id == key
    assert one.statement.author == "Wending, 2026"
    assert "geen Nederlandse normen" in one.statement.norms.nl
    assert not one.norms
    assert len({item.text.nl for item in one.items}) == len(one.items)
    assert all(item.text.en and item.text.en != item.text.nl for item in one.items)


def test_interests_have_ten_items_a_letter_each_with_a_picture_of_its_own() -> None:
    one = own("interests")
    assert [scale.id for scale in one.scales] == list(RIASEC)
    assert all(len(one.items_of(letter)) == 10 for letter in RIASEC)
    assert len({item.picture for item in one.items}) == 60
    assert {item.picture for item in one.items} <= set(pictures())
    # No two items of one letter stand together: what comes next cannot be guessed.
    assert all(first.scale != second.scale for first, second in zip(one.items, one.items[1:], strict=False))


def test_values_have_the_six_scales_that_matching_reckons_with() -> None:
    assert [scale.id for scale in own("values").scales] == list(WORK_VALUES)
    assert all(len(own("values").items_of(value)) >= 4 for value in WORK_VALUES)


def test_every_competence_asks_for_an_example() -> None:
    assert len(own("competences").scales) == 5
    assert all(scale.prompt.nl.endswith("?") for scale in own("competences").scales)


def test_parse_reads_all_that_is_in_the_files() -> None:
    one = parse(files(norms_csv=NORMS), {"star", "bike"})
    assert [(item.id, item.scale, item.is_reversed, item.picture) for item in one.items][:2] == [
        ("joy-1", "joy", False, "bike"),
        ("joy-2", "joy", True, ""),
    ]
    assert [option.value for option in one.options_of(one.items[0])] == [1, 2, 3]
    assert one.norms[0].mean == 55.5
    assert one.norms[0].source == "A study (2025)"
    assert one.scales[1].name.in_language("en") == "Calm"


@pytest.mark.parametrize(
    ("name", "before", "after", "line", "said"),
    [
        ("items.csv", "calm-2,calm", "calm-2,peace", 5, "the scale 'peace' is not in scales.csv"),
        ("items.csv", "calm-2,calm,,no", "calm-1,calm,,no", 5, "the id calm-1 stands at items.csv, line 4 already"),
        ("items.csv", "joy-2,joy,,yes", "joy-2,joy,,ja", 3, "reversed is 'ja'"),
        ("items.csv", "joy-2,joy,,yes", "joy-2,joy,five,yes", 3, "the option set 'five' is not in options.csv"),
        ("items.csv", ",bike,", ",boat,", 2, "'boat' is no picture of the site"),
        ("items.csv", "Ik mopper veel.,I grumble a lot.", "Ik mopper veel.,", 3, "text_en is empty"),
        ("items.csv", "Ik mopper veel.,", ",", 3, "text_nl is empty"),
        ("items.csv", "joy-1", "Joy 1", 2, "the id 'Joy 1' is not plain"),
        ("scales.csv", "calm,Rust", "joy,Rust", 3, "the id joy stands at scales.csv, line 2 already"),
        ("scales.csv", "Rust,Calm", "Rust,", 3, "name_en is empty"),
        ("options.csv", ",3,Ja", ",5,Ja", 2, "the values of the set '' are [1, 2, 5]"),
        ("options.csv", ",3,Ja", ",x,Ja", 4, "the value is 'x'"),
        ("options.csv", ",3,Ja,Yes", ",3,Ja,", 4, "text_en is empty"),
        ("instrument.toml", 'feeds = ""', 'feeds = "interests"', 7, "its scales are calm, joy"),
        ("instrument.toml", 'scoring = "mean"', 'scoring = "best"', 8, "scoring is 'best'"),
        ("instrument.toml", "missing_most = 0.5", "missing_most = 1.0", 9, "missing_most is 1.0"),
        ("instrument.toml", 'author = "Robin, 2026"', 'author = " "', 4, "nobody is named as author"),
        ("instrument.toml", 'picture = "star"', 'picture = "boat"', 5, "'boat' is no picture"),
        ("instrument.toml", "minutes = 2", "minutes = 0", 6, "minutes is 0"),
        ("instrument.toml", 'version = "1.0"', 'version = "new"', 2, "the version is 'new'"),
        ("instrument.toml", "[evidence]", "[evidenc]", 1, "evidence has no text in nl"),
        ("instrument.toml", "minutes = 2", "minutes = = 2", 6, "is no TOML"),
        ("instrument.toml", 'version = "1.0"', 'version = "1.0.0.0.0"', 2, "the version is '1.0.0.0.0'"),
        ("items.csv", "Ik mopper veel.", "Ik mopper " + "veel " * 60, 3, "text_nl is longer than 300 letters"),
    ],
)
def test_mistakes_are_told_by_file_and_line(name: str, before: str, after: str, line: int, said: str) -> None:
    found = wrong(**{name.replace(".", "_"): changed(name, before, after)})
    assert any(file == name and at == line and said in what for file, at, what in found), found


@pytest.mark.parametrize(
    ("before", "after", "said"),
    [
        ("A study (2025)", "", "the norm has no source"),
        ("2025-03-01", "last year", "the date of the norm is 'last year'"),
        (",120,", ",,", "the norm has '' people"),
        ("55.5,12", "155,12", "mean is '155'"),
        ("55.5,12", "55.5,0", "sd is '0'"),
        ("joy,Volw", "fun,Volw", "the scale 'fun' is not in scales.csv"),
    ],
)
def test_norm_without_source_date_or_sample_is_refused(before: str, after: str, said: str) -> None:
    found = wrong(norms_csv=NORMS.replace(before, after, 1))
    assert [(file, at) for file, at, what in found if said in what] == [("norms.csv", 2)], found


def test_a_questionnaire_in_dutch_alone_needs_no_english() -> None:
    only = {name.replace(".", "_"): text for name, text in FILES.items()}
    only["instrument_toml"] = only["instrument_toml"].replace('["nl", "en"]', '["nl"]')
    only["items_csv"] = only["items_csv"].replace("I grumble a lot.", "")
    one = parse(files(**only), {"star", "bike"})
    assert one.items[1].text.in_language("en") == "Ik mopper veel."
    assert one.items[1].text.language_shown("en") == "nl"


def test_all_mistakes_come_at_once_in_the_order_of_files_and_lines() -> None:
    found = wrong(
        items_csv=changed("items.csv", "joy-2,joy,,yes", "joy-2,peace,,ja"),
        instrument_toml=changed("instrument.toml", "minutes = 2", "minutes = 0"),
    )
    assert len(found) == 4
    assert found == sorted(found)


def test_an_absent_file_and_a_broken_table_are_faults() -> None:
    without = {name: content for name, content in files().items() if name != "options.csv"}
    with pytest.raises(Refused, match=r"options\.csv, line 1: is absent"):
        parse(without, {"star", "bike"})
    found = wrong(items_csv="id,scale,text_nl\njoy-1,joy\n")
    assert found == [("items.csv", 2, "has 2 values where the heading has 3.")]


def test_remarks_tell_what_is_hard_to_read() -> None:
    hard = "Ik optimaliseer voortdurend werkzaamheden binnen organisaties."
    found = list(remarks(files(items_csv=changed("items.csv", "Ik mopper veel.", hard))))
    assert any(one.file == "items.csv" and one.line == 3 for one in found)
    assert any("de Nederlandse teksten samen lezen moeilijk" in one.words for one in in_words(found))
    assert not any(one.line == 3 for one in remarks(files()) if one.file == "items.csv")


def test_a_zip_file_gives_the_same_as_its_folder(tmp_path: Path) -> None:
    for name, content in files().items():
        (tmp_path / name).write_bytes(content)
    (tmp_path / "notes.txt").write_text("not ours")
    packed = io.BytesIO()
    with zipfile.ZipFile(packed, "w") as archive:
        for path in tmp_path.iterdir():
            archive.write(path, f"mine/{path.name}")
    assert read_zip("mine.zip", packed.getvalue()) == read_folder(tmp_path) == files()


def test_a_zip_file_that_is_none_or_too_large_is_refused() -> None:
    with pytest.raises(BadInput, match="no zip file"):
        read_zip("mine.zip", b"PK nonsense")
    packed = io.BytesIO()
    with zipfile.ZipFile(packed, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("instrument.toml", "x")
        archive.writestr("items.csv", "a" * 600_000)
    with pytest.raises(BadInput, match="too large"):
        read_zip("mine.zip", packed.getvalue())
    empty = io.BytesIO()
    with zipfile.ZipFile(empty, "w") as archive:
        archive.writestr("other.txt", "x")
    with pytest.raises(BadInput, match=r"no instrument\.toml"):
        read_zip("mine.zip", empty.getvalue())


def test_small_questionnaire_has_no_mistakes() -> None:
    assert small().id == "mood-of-work"


def test_the_page_for_professionals_names_every_file_column_and_setting() -> None:
    page = (Path(__file__).resolve().parents[2] / "docs" / "sources" / "instruments.md").read_text()
    for name, columns in COLUMNS.items():
        (line,) = [line for line in page.splitlines() if line.startswith(f"| `{name}`")]
        assert all(f"`{column}`" in line for column in (*columns, *OPTIONAL[name])), name
    settings = re.findall(r"^([a-z_]+) =", FILES["instrument.toml"], re.MULTILINE)
    assert all(f"`{setting}`" in page for setting in settings if setting not in {"nl", "en"})
    assert all(f"`[{name}]`" in page for name in TEXTS)
