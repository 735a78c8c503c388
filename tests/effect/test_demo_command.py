"""The demonstration: a second run goes on from the first, and never over other data."""

from pathlib import Path

import pytest
from django.core.management import CommandError, call_command

from tests.effect.answers import make_answer
from wending.effect.actions.report_files import FILES
from wending.effect.management import demo
from wending.effect.rules.demonstration import PLAN


@pytest.fixture(autouse=True)
def _known_answer(monkeypatch: pytest.MonkeyPatch) -> None:
    # What is looked at here is what becomes of files; the analysis has tests of its own.
    monkeypatch.setattr(demo, "analyse", lambda *given, **other: make_answer(plan=PLAN))


def test_demo_run_again_goes_on_with_the_same_population(tmp_path: Path) -> None:
    call_command("effect", "demo", "--people", "1000", "--out", str(tmp_path))
    first = {path.name: path.read_bytes() for path in (tmp_path / "data").iterdir()}
    (tmp_path / "data.draft").mkdir()
    (tmp_path / "data.draft" / "persons.parquet").write_bytes(b"half of a file")

    call_command("effect", "demo", "--people", "1000", "--out", str(tmp_path))

    assert {path.name: path.read_bytes() for path in (tmp_path / "data").iterdir()} == first
    assert not (tmp_path / "data.draft").exists()
    assert all((tmp_path / name).exists() for name in FILES)


def test_demo_of_another_size_does_not_write_over_the_first(tmp_path: Path) -> None:
    call_command("effect", "demo", "--people", "1000", "--out", str(tmp_path))

    with pytest.raises(CommandError, match="holds another population"):
        call_command("effect", "demo", "--people", "1200", "--out", str(tmp_path))
