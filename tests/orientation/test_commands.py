"""The commands people and programs use: match, transitions, search, extract, evaluate. Examples in the help are run."""

import io
import json
import shlex
import sys
from importlib import import_module
from pathlib import Path
from typing import Any

import pytest
from django.core.management import CommandError, call_command, load_command_class
from django.core.management.base import BaseCommand

from tests.reference.factories import (
    CARER,
    CARERS,
    COURIER,
    DRIVE,
    DRIVER,
    DRIVERS,
    GIVE_CARE,
    LIFT,
    LISTEN,
    MEDICINES,
    NURSE,
    NURSES,
    load_small,
)

pytestmark = pytest.mark.django_db
COMMANDS = {
    "match": "wending.orientation",
    "transitions": "wending.orientation",
    "extract": "wending.orientation",
    "evaluate": "wending.orientation",
    "search": "wending.reference",
}
EXPERTS = (
    f"onet_code,related_onet_code,tier,rank\n{NURSES},{DRIVERS},Primary-Short,1\n{DRIVERS},{NURSES},Primary-Long,1\n"
)


def examples(name: str) -> list[str]:
    """Return the lines under "examples:" in the help of a command."""
    text: str = import_module(f"{COMMANDS[name]}.management.commands.{name}").EXAMPLES
    lines = text.split("examples:\n")[1].split("\n\n")[0].splitlines()
    return [line.strip() for line in lines]


def run(line: str, monkeypatch: pytest.MonkeyPatch) -> tuple[str, str]:
    """Run a command as it is typed, with `< file`, and return what it printed and what it told of its progress."""
    words, _, source = line.partition(" < ")
    if source:
        monkeypatch.setattr(sys, "stdin", io.TextIOWrapper(io.BytesIO(Path(source).read_bytes())))
    name, *arguments = shlex.split(words)
    out, told = io.StringIO(), io.StringIO()
    call_command(name, *arguments, stdout=out, stderr=told)
    return out.getvalue(), told.getvalue()


@pytest.fixture
def here(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A working folder with the files that the examples speak of."""
    monkeypatch.chdir(tmp_path)
    text = "Ik heb vier jaar gewerkt als timmerman.\n- hout zagen\n- materialen tillen\n"
    for name in ("cv.txt", "vacancy.txt"):
        (tmp_path / name).write_text(text)
    (tmp_path / "profile.json").write_text(json.dumps({"occupations": [{"uri": NURSE, "years": 2}]}))
    (tmp_path / "related-occupations.csv").write_text(EXPERTS)
    return tmp_path


@pytest.fixture
def small(here: Path) -> Path:
    """A small ESCO, O*NET and crosswalk in force."""
    load_small(here)
    return here


@pytest.fixture
def catalogue(here: Path) -> Path:
    """The embedded catalogue in force."""
    load_small(here, "catalogue")
    return here


def as_json(line: str, monkeypatch: pytest.MonkeyPatch) -> Any:
    """Run a command and return its JSON."""
    return json.loads(run(line, monkeypatch)[0])


# The help.


@pytest.mark.parametrize("name", COMMANDS)
def test_help_tells_every_option_and_examples(name: str) -> None:
    command = load_command_class(COMMANDS[name], name)
    assert isinstance(command, BaseCommand)
    parser = command.create_parser("wending", name)
    shown = parser.format_help()

    own = [action for action in parser._actions if action.option_strings and action.dest not in BASE_OPTIONS]
    assert all(action.help for action in own)
    assert examples(name)
    assert all(line in shown for line in examples(name))


BASE_OPTIONS = {
    "help", "version", "verbosity", "settings", "pythonpath", "traceback", "no_color", "force_color", "skip_checks"
}  # fmt: skip


@pytest.mark.parametrize("line", [line for name in ("transitions", "search", "extract") for line in examples(name)])
def test_examples_run_on_the_catalogue(line: str, catalogue: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    if "cv.pdf" in line:
        typst = pytest.importorskip("typst")
        (catalogue / "cv.typ").write_text("Ik heb gewerkt als timmerman en ik kan hout zagen.")
        (catalogue / "cv.pdf").write_bytes(typst.compile(str(catalogue / "cv.typ")))

    assert run(line, monkeypatch)[0].strip()


@pytest.mark.parametrize("line", [line for name in ("match", "evaluate") for line in examples(name)])
def test_examples_run_on_a_small_release(line: str, small: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    from wending.orientation.management.commands import evaluate

    monkeypatch.setattr(evaluate, "EXPERTS", small / "related-occupations.csv")

    assert run(line, monkeypatch)[0].strip()


# match


def test_match_ranks_and_explains(small: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    told = {"skills": [{"uri": uri} for uri in (GIVE_CARE, LISTEN, MEDICINES, LIFT)], "education": {"level": "6"}}
    (small / "profile.json").write_text(json.dumps(told))

    answer = as_json("match --profile profile.json --format json --limit 3 --lang en", monkeypatch)

    first, second, third = answer["items"]
    assert (first["occupation"]["uri"], first["occupation"]["label"]) == (NURSE, "nurse")
    assert [second["occupation"]["uri"], third["occupation"]["uri"]] == [CARER, DRIVER]
    assert [item["place"] for item in answer["items"]] == [1, 2, 3]
    assert first["total"] > second["total"] > third["total"]
    assert first["parts"]["essential"] == pytest.approx(1)
    assert {skill["needed"]["uri"] for skill in first["matched"]} >= {GIVE_CARE, LISTEN, MEDICINES}
    assert first["missing"] == []
    assert next((skill["needed"]["uri"], skill["isEssential"]) for skill in third["missing"]) == (DRIVE, True)
    assert third["counterfactual"]["skill"]["uri"] == DRIVE
    assert third["counterfactual"]["total"] > third["total"]
    assert "information" in answer["statement"]
    assert "informatie." in as_json("match --profile profile.json --format json", monkeypatch)["statement"]
    assert {release["source"] for release in answer["releases"]} == {"esco", "onet", "crosswalk"}


def test_match_leaves_out_work_already_done(small: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    found = as_json("match --profile profile.json --format json", monkeypatch)["items"]

    assert {item["occupation"]["uri"] for item in found} == {CARER, DRIVER, COURIER}


def test_match_reads_standard_input_as_a_file(small: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    line = "match --format json --profile "

    assert run(line + "- < profile.json", monkeypatch) == run(line + "profile.json", monkeypatch)


def test_match_from_esco_alone_uses_no_interests(small: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    told = {"skills": [{"uri": LISTEN}], "interests": dict.fromkeys("RIASE", 1) | {"C": 9}}
    (small / "profile.json").write_text(json.dumps(told))
    line = "match --profile profile.json --format json --sources "

    both, alone = (as_json(line + sources, monkeypatch) for sources in ("esco+onet", "esco"))

    assert any(item["parts"]["interests"] is not None for item in both["items"])
    assert all(item["parts"]["interests"] is None for item in alone["items"])
    assert [release["source"] for release in alone["releases"]] == ["esco"]


def test_match_weights_move_the_order(small: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    told = {"skills": [{"uri": DRIVE}], "interests": {"R": 2, "I": 3, "A": 1, "S": 6, "E": 4, "C": 2}}
    none = dict.fromkeys(
        ("essential", "optional", "related", "used", "values", "level", "field", "transition", "preferences"), 0
    )
    first = {}
    for name, weights in (("skills", {"interests": 0}), ("interests", none | {"interests": 1})):
        (small / "profile.json").write_text(json.dumps(told | {"weights": weights}))
        items = as_json("match --profile profile.json --format json", monkeypatch)["items"]
        first[name] = items[0]["occupation"]["uri"]

    # Carers have the interests of nurses; between equals the URI decides.
    assert first == {"skills": DRIVER, "interests": CARER}


# transitions


def test_transitions_gives_one_line_per_origin(small: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    out, told = run("transitions --all --limit 2 --format jsonl", monkeypatch)

    lines = [json.loads(line) for line in out.splitlines()]
    assert {line["from"] for line in lines} == {NURSE, CARER, DRIVER, COURIER}
    for line in lines:
        assert set(line) == {"from", "to"}
        assert len(line["to"]) == 2
        assert line["from"] not in [step["uri"] for step in line["to"]]
        assert line["to"][0]["score"] >= line["to"][1]["score"]
        assert all(set(step) == {"uri", "score"} and 0 <= step["score"] <= 1 for step in line["to"])
    assert "4 origins" in told


@pytest.mark.parametrize("sources", ["esco", "esco+onet"])
def test_transitions_from_one_agrees_with_all(small: Path, monkeypatch: pytest.MonkeyPatch, sources: str) -> None:
    out, _ = run(f"transitions --all --limit 3 --format jsonl --sources {sources}", monkeypatch)
    one, _ = run(f"transitions --from {NURSE} --limit 3 --format jsonl --sources {sources}", monkeypatch)

    assert one.strip() in out.splitlines()


def test_transitions_stops_when_the_reader_has_enough(small: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    class Closed(io.StringIO):
        def write(self, text: str) -> int:
            raise BrokenPipeError

    silenced: list[int] = []
    monkeypatch.setattr("os.dup2", lambda _to, where: silenced.append(where))
    monkeypatch.setattr(sys, "stdout", open(small / "out", "w"))  # noqa: SIM115

    call_command("transitions", "--all", stdout=Closed())

    assert silenced == [sys.stdout.fileno()]


def test_transitions_names_an_unknown_origin(small: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    with pytest.raises(CommandError, match="Not an occupation in the data in force: urn:x"):
        run("transitions --from urn:x", monkeypatch)


# search


def test_search_gives_uri_label_and_score(small: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    found = as_json("search verpleegkundgie --kind occupation --lang nl --limit 2 --format json", monkeypatch)

    assert found[0]["uri"] == NURSE
    assert found[0]["label"] == "verpleegkundige"
    assert all(set(hit) == {"uri", "label", "score"} for hit in found)
    assert len(found) <= 2


def test_search_kind_and_language(small: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    found = as_json("search 'drive lorries' --kind skill --lang en --format json", monkeypatch)

    assert found[0] == {"uri": DRIVE, "label": "drive lorries", "score": found[0]["score"]}


# extract


def test_extract_gives_quotes_and_leaves_out_denials(small: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    text = "Ik werkte als koerier.\n- vrachtwagen rijden\nGeen ervaring met mensen verzorgen.\n"
    (small / "cv.txt").write_text(text)

    found = as_json("extract cv.txt --format json", monkeypatch)

    assert [proposal["uri"] for proposal in found["occupations"]] == [COURIER]
    assert [proposal["uri"] for proposal in found["skills"]] == [DRIVE]
    for proposal in [*found["occupations"], *found["skills"]]:
        assert text[proposal["start"] : proposal["end"]] == proposal["quote"]
    assert any(item["reason"] == "negation" for item in found["ignored"])


@pytest.mark.parametrize(("name", "said"), [("nothing.txt", "No such file"), ("cv.exe", "are not read")])
def test_extract_says_why_a_file_is_not_read(
    small: Path, monkeypatch: pytest.MonkeyPatch, name: str, said: str
) -> None:
    (small / "cv.exe").write_bytes(b"MZ")

    with pytest.raises(CommandError, match=said):
        run(f"extract {name}", monkeypatch)


# evaluate


def test_evaluate_prints_rivals_beside_ours(small: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    rows = as_json("evaluate transitions --expert related-occupations.csv --format json", monkeypatch)

    assert len({row["ranking"] for row in rows}) == 5
    whole = {row["ranking"]: row for row in rows if row["origins_in"] == "all"}
    # With two codes every origin has one code to find: each ranking finds it first.
    assert all((row["origins"], row["ndcg"]) == (2, pytest.approx(1)) for row in whole.values())


@pytest.mark.parametrize(
    ("content", "said"),
    [
        ("a,b\n1,2\n", "line 1: no column onet_code"),
        (f"onet_code,related_onet_code,tier\n{NURSES},,Primary-Short\n", "line 2: a value is missing"),
        (f"onet_code,related_onet_code,tier\n{CARERS},99-9999.00,Primary-Short\n", "nothing to measure"),
    ],
)
def test_evaluate_says_what_is_wrong_with_the_list(
    small: Path, monkeypatch: pytest.MonkeyPatch, content: str, said: str
) -> None:
    (small / "related-occupations.csv").write_text(content)

    with pytest.raises(CommandError, match=said):
        run("evaluate transitions --expert related-occupations.csv", monkeypatch)


# all of them


@pytest.mark.parametrize(
    "line",
    [
        "match --profile profile.json",
        f"transitions --from {NURSE}",
        "transitions --all",
        "search koerier",
        "extract cv.txt",
        "evaluate transitions --expert related-occupations.csv",
    ],
)
def test_commands_without_data_tell_what_to_run(here: Path, monkeypatch: pytest.MonkeyPatch, line: str) -> None:
    with pytest.raises(CommandError, match="Run first: load"):
        run(line, monkeypatch)
