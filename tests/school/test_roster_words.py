"""Findings about rosters in words: each code has a sentence with room for its values; old ones can be read."""

import ast
import re
from collections.abc import Iterator, Mapping
from pathlib import Path

import pytest
from django.utils.translation import override

from wending import reference, school
from wending.kit.documents import archive, refusal
from wending.school.queries.refused_words import REFUSED
from wending.school.queries.roster_words import KINDS, OF_RECORDS, WORDS, finding_words
from wending.school.rules.roster import Finding, Place
from wending.school.rules.roster_json import findings_from_json, findings_to_json

ROOM = Path(school.__file__).parent
READERS = [*ROOM.glob("rules/roster*.py"), ROOM / "sources/cells.py"]
TABLES = Path(reference.__file__).parent / "sources/tables.py"
READERS += [ROOM / "sources" / layout / "parse.py" for layout in ("oneroster", "uwlr", "table")]


def told() -> Iterator[tuple[str, int]]:
    """Yield each code that the source tells, with how many values."""
    for call in (node for path in READERS for node in ast.walk(ast.parse(path.read_text()))):
        if not isinstance(call, ast.Call) or not isinstance(call.func, ast.Attribute):
            continue
        if call.func.attr in ("tell", "refuse", "at") and isinstance(call.args[1], ast.Constant | ast.IfExp):
            code, values = call.args[1], len(call.args) - 2
            parts = [code.body, code.orelse] if isinstance(code, ast.IfExp) else [code]
            yield from ((str(part.value), values) for part in parts if isinstance(part, ast.Constant))


def refusals() -> Iterator[tuple[str, int]]:
    """Yield each code with which the source refuses a file as a whole, with how many values; each refusal has one."""
    paths = [*READERS, ROOM / "sources/table/mapping.py", ROOM / "sources/layouts.py", TABLES]
    for path in paths:
        tree = ast.parse(path.read_text())
        # What the command alone reads is told by the command, in English.
        alone = {"read_mapping", "layout_of"}
        told = {
            node
            for function in ast.walk(tree)
            if isinstance(function, ast.FunctionDef) and function.name in alone
            for node in ast.walk(function)
        }
        for call in ast.walk(tree):
            if isinstance(call, ast.Call) and getattr(call.func, "id", "") == "BadInput" and call not in told:
                yield from _refusal(tree, {word.arg: word.value for word in call.keywords})


def _refusal(tree: ast.Module, words: dict[str | None, ast.expr]) -> Iterator[tuple[str, int]]:
    code, about = words["code"], words.get("about")
    if isinstance(code, ast.JoinedStr):
        yield from ((f"zip-{name}", 0) for name in ("broken", "bomb", "paths", "password"))
        return
    values = {
        target.id: node.value
        for node in ast.walk(tree)
        if isinstance(node, ast.Assign)
        for target in node.targets
        if isinstance(target, ast.Name) and isinstance(node.value, ast.Tuple | ast.IfExp)
    }
    about = values[about.id] if isinstance(about, ast.Name) else about
    code = values[code.id] if isinstance(code, ast.Name) else code
    count = len(about.elts) if isinstance(about, ast.Tuple) else 0
    for part in [code.body, code.orelse] if isinstance(code, ast.IfExp) else [code]:
        yield str(getattr(part, "value", "")), count


@pytest.mark.parametrize("language", ["nl", "en"])
def test_every_refusal_of_a_file_has_words_with_room_for_its_values(language: str) -> None:
    codes = dict(refusals())
    assert codes.keys() == REFUSED.keys()
    for code, count in codes.items():
        values = tuple("learner" if code == "field-twice" and not at else f"value{at}" for at in range(count))
        with override(language):
            words = finding_words(Finding("l.csv", 1, code, values))
        assert all(value in words for value in values if value != "learner"), code
        assert "%s" not in words
    with override("en"):
        assert {str(words) for words in REFUSED.values()}.isdisjoint(_dutch(REFUSED))


def test_zip_files_are_refused_for_reasons_that_have_words() -> None:
    text = (Path(refusal.__file__).parent / "archive.py").read_text()
    raised = {*re.findall(r'DocumentRefused\("([a-z]+)"', text), *archive._CODES.values(), "broken"}
    assert {f"zip-{code}" for code in raised} == {code for code in REFUSED if code.startswith("zip-")}


@pytest.mark.parametrize("language", ["nl", "en"])
def test_finding_words_have_room_for_the_values_of_each_code(language: str) -> None:
    codes = dict(told())
    assert codes.keys() == WORDS.keys() - {"many-end", "said-before"}
    for code, count in {**codes, "many-end": 3}.items():
        values: list[str | int] = [f"value{number}" for number in range(count)]
        if code in OF_RECORDS:
            values[0] = "group"
        with override(language):
            words = finding_words(Finding("l.csv", 1, code, tuple(values)))
        assert all(str(value) in words for value in values if value != "group")


def test_finding_words_are_in_the_language_of_the_reader() -> None:
    found = Finding.at(Place("l.csv", 9), "another-name", "101", "l.csv", 2, grave=True)
    assert finding_words(found).startswith("Bij het nummer 101 hoort hier een andere naam dan in l.csv, regel 2.")
    with override("en"):
        assert finding_words(found).startswith("Here the number 101 goes with another name than in l.csv, line 2.")
        assert {str(WORDS[code]) for code in WORDS}.isdisjoint(_dutch(WORDS))


def test_finding_words_name_an_earlier_row_without_a_file_and_the_kind_of_record() -> None:
    assert "dan in een eerdere regel." in finding_words(Finding("", 0, "another-school", ("101", "", 0)))
    for kind, word in KINDS.items():
        assert finding_words(Finding("", 0, "two-ways", (kind, "3A"))).startswith(f"{word} 3A staat er")
    assert finding_words(Finding("", 0, "no-day", ("begins", "gisteren"))).startswith("begindatum is geen datum")


def test_findings_survive_the_way_to_json_and_back() -> None:
    every = (Finding("l.csv", 3, "no-day", ("begins", "x"), grave=True), Finding("", 0, "many-end", (3, 4, "20%")))
    assert findings_from_json(findings_to_json(every)) == every


def test_findings_from_json_read_those_that_were_kept_in_sentences() -> None:
    old = {"file": "l.csv", "line": 3, "what": "has no name.", "mend": "Look whether columns moved.", "grave": True}
    (found,) = findings_from_json([old])
    assert (found.file, found.line, found.grave) == ("l.csv", 3, True)
    assert finding_words(found) == "has no name. Look whether columns moved."


def _dutch(of: Mapping[str, object]) -> set[str]:
    with override("nl"):
        return {str(words) for code, words in of.items() if code != "said-before"}
