"""`load` and `releases` as people type them; every example of their help is run."""

import json
import re
import shlex
import shutil
from pathlib import Path

import pytest
from django.core.management import CommandError, call_command
from django.core.management import load_command_class as command_class

from tests.reference.factories import crosswalk_bytes, esco_bytes, load_small, onet_bytes, write_esco
from tests.reference.market_factories import cbs_wages
from wending.reference.actions.read_sources import CATALOGUE
from wending.reference.management.commands import load, releases

pytestmark = pytest.mark.django_db


def examples(text: str) -> list[list[str]]:
    """Return the words of each example, without the remark that stands two spaces after it."""
    lines = re.findall(r"^  \./wending (\S.*?)(?:   .*)?$", text, re.MULTILINE)
    return [shlex.split(line) for line in lines]


@pytest.fixture
def downloads(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Work in a folder with files under the names that the help uses."""
    monkeypatch.chdir(tmp_path)
    write_esco(tmp_path, "en")
    write_esco(tmp_path, "nl", content=esco_bytes("nl", only=("occupations", "ISCOGroups")))
    (tmp_path / "db_29_2_text.zip").write_bytes(onet_bytes())
    (tmp_path / "esco-onet-crosswalk.csv").write_bytes(crosswalk_bytes())
    (tmp_path / "kans.csv").write_bytes(b"Crebo;Regio;Kans\n25655;Rijnmond;goed\n")
    (tmp_path / "85517NED").mkdir()
    for name, content in cbs_wages():
        (tmp_path / "85517NED" / name).write_bytes(content)
    return tmp_path


@pytest.mark.usefixtures("downloads")
def test_examples_of_the_help_run(capsys: pytest.CaptureFixture[str]) -> None:
    found = examples(load.EXAMPLES) + examples(releases.EXAMPLES)
    assert len(found) >= 7
    for words in found:
        call_command(*words)
        assert capsys.readouterr().out.strip(), words


@pytest.mark.parametrize("name", ["load", "releases", "fetch"])
def test_help_shows_the_examples(name: str) -> None:
    text = command_class("wending.reference", name).create_parser("./wending", name).format_help()
    assert "examples:\n  ./wending" in text


def test_load_prints_counts_and_keeps_progress_apart(downloads: Path, capsys: pytest.CaptureFixture[str]) -> None:
    call_command("load", "esco", str(downloads / "esco-1.2.0-en-csv.zip"))
    out, progress = capsys.readouterr()
    assert out.startswith("esco 1.2.0 is in force.")
    assert re.search(r"occupations +4\b", out)
    assert "s  writing concepts" in progress
    assert "writing" not in out


@pytest.mark.usefixtures("downloads")
def test_load_twice_says_that_nothing_changed(capsys: pytest.CaptureFixture[str]) -> None:
    for _ in range(2):
        call_command("load", "onet", "db_29_2_text.zip")
    assert capsys.readouterr().out.endswith("onet 29.2 is in force already: nothing changed.\n")


@pytest.mark.usefixtures("downloads")
def test_load_plan_prints_what_would_change(capsys: pytest.CaptureFixture[str]) -> None:
    call_command("load", "esco", "esco-1.2.0-en-csv.zip", "--plan")
    out = capsys.readouterr().out
    assert out.startswith("Plan for esco 1.2.0: this would come in force.")
    assert re.search(r"occupations +\+4 -0 ~0 =0", out)
    call_command("releases")
    assert "No release is loaded" in capsys.readouterr().out


@pytest.mark.usefixtures("downloads")
def test_load_of_a_bad_file_ends_with_an_error() -> None:
    Path("esco-1.2.0-en-csv.zip").write_bytes(b"")
    with pytest.raises(CommandError, match=r"esco-1.2.0-en-csv.zip: is empty\. Download the file again\.") as caught:
        call_command("load", "esco", "esco-1.2.0-en-csv.zip")
    assert caught.value.returncode == 1


def test_releases_lists_terms_credit_and_date(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    load_small(tmp_path)
    capsys.readouterr()
    call_command("releases")
    out = capsys.readouterr().out
    assert re.search(r"^esco +1\.2\.0 +ready +en,nl +2024-05 ", out, re.MULTILINE)
    assert re.search(r"^crosswalk +Nov2020 +ready +- +2020-11-23 ", out, re.MULTILINE)
    assert "USDOL/ETA has not approved, endorsed, or tested these modifications." in out
    assert "O*NET 29.2 Database" in out
    assert "Commission Decision 2011/833/EU" in out


def test_releases_as_json_holds_all_of_a_release(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    load_small(tmp_path, "esco")
    capsys.readouterr()
    call_command("releases", "--format", "json")
    [release] = json.loads(capsys.readouterr().out)
    assert release["counts"]["skills"] == 7
    assert {"source", "version", "state", "languages", "published", "terms", "credit", "publisher"} <= set(release)


def test_check_catalogue_counts_and_finds_nothing(capsys: pytest.CaptureFixture[str]) -> None:
    call_command("check_catalogue", "--format", "json")
    told = json.loads(capsys.readouterr().out)
    assert told["findings"] == []
    assert (told["counts"]["occupations"], told["counts"]["skills"], told["counts"]["programmes"]) == (541, 400, 551)
    assert [told["counts"][name] for name in ("regions", "figures", "isco_to_brc")] == [35, 169, 436]
    parts = [count for name, count in told["counts"].items() if name.startswith("links_")]
    assert sum(parts) == told["counts"]["links"]
    routes = ("with_programme", "entered_otherwise", "route_unknown")
    assert sum(told["counts"][f"occupations_{route}"] for route in routes) == 541


def test_check_catalogue_tells_mistakes_by_file_and_line(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    folder = Path(shutil.copytree(CATALOGUE, tmp_path / "files"))
    programmes = folder / "education" / "programmes" / "zorg.csv"
    programmes.write_text(programmes.read_text().replace("mbo-3,3,0914", "mbo-3,4,0914", 1))
    with pytest.raises(SystemExit) as ended:
        call_command("check_catalogue", "--folder", str(folder))
    assert ended.value.code == 1
    out = capsys.readouterr().out
    assert "education/programmes/zorg.csv:2: NLQF 4 does not fit mbo-3, which is 3." in out
    assert out.rstrip().endswith(" findings.")


def test_check_catalogue_refuses_a_folder_that_is_none(tmp_path: Path) -> None:
    with pytest.raises(CommandError, match="is no catalogue"):
        call_command("check_catalogue", "--folder", str(tmp_path))
