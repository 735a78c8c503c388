"""`effect read`: a look without a trace, tables under other names, and messages that say what to do."""

import json
from pathlib import Path
from typing import Any

import pandas as pd
import pytest
from django.core.management import CommandError, call_command

from tests.effect.test_data_pages import MAPPING, people


@pytest.fixture
def mapping(tmp_path: Path) -> Path:
    (tmp_path / "people.csv").write_text(people())
    path = tmp_path / "mapping.toml"
    path.write_text(MAPPING)
    return path


def read(*words: object, **options: Any) -> None:
    call_command("effect", "read", *(str(word) for word in words), **options)


def test_read_with_plan_writes_nothing(mapping: Path, capsys: pytest.CaptureFixture[str]) -> None:
    before = sorted(mapping.parent.iterdir())
    read(mapping, "--plan", "--format", "json")
    told = json.loads(capsys.readouterr().out)
    assert told["files"] == {"people": 40}
    assert told["tables"] == {"persons": 40, "covariates": 80, "exposures": 20, "outcomes": 80}
    assert told["findings"] == []
    assert sorted(mapping.parent.iterdir()) == before


def test_read_writes_tables_under_other_names(mapping: Path, tmp_path: Path) -> None:
    key = tmp_path / "key"
    key.write_bytes(b"k" * 32)
    for folder in ("one", "two"):
        read(mapping, "--to", tmp_path / folder)
    for folder in ("three", "four"):
        read(mapping, "--to", tmp_path / folder, "--key-file", key)
    names = [
        pd.read_parquet(tmp_path / folder / "persons.parquet")["person"] for folder in ("one", "two", "three", "four")
    ]
    assert not set(names[0]) & set(names[1])
    assert names[2].equals(names[3])
    assert not names[0].str.startswith("nr").any()
    with pytest.raises(CommandError, match="holds tables already"):
        read(mapping, "--to", tmp_path / "one")


def test_read_of_bad_files_tells_and_writes_nothing(
    mapping: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    (tmp_path / "people.csv").write_text(people("oud"))
    with pytest.raises(CommandError, match="nothing is written"):
        read(mapping, "--to", tmp_path / "out")
    assert "WRONG  people.csv, age is 1 keer geen getal. Regels: 9." in capsys.readouterr().out
    assert not (tmp_path / "out").exists()


@pytest.mark.parametrize(
    ("change", "words", "told"),
    [
        (lambda path: None, [], "--to FOLDER"),
        (lambda path: path.write_text("["), ["--plan"], "geen TOML"),
        (lambda path: path.unlink(), ["--plan"], "No such file"),
        (lambda path: None, ["--plan", "--for", "nothing.toml"], "nothing.toml"),
    ],
)
def test_read_says_what_to_do(mapping: Path, change: Any, words: list[str], told: str) -> None:
    change(mapping)
    with pytest.raises(CommandError, match=told):
        read(mapping, *words)
