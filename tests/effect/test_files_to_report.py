"""Files in, report out, and the same numbers again from the bundle: the commands as somebody types them."""

import json
import zipfile
from io import StringIO
from pathlib import Path

from django.core.management import call_command

from tests.effect.plans import make_plan, make_tables
from wending.effect.actions.report_files import FILES
from wending.effect.rules.plan_file import as_mapping
from wending.effect.rules.plan_toml import as_toml
from wending.effect.rules.tables import COLUMNS


def typed(*words: object) -> tuple[str, str]:
    """Run `effect` with these words; return what it says and what it tells of its progress."""
    out, told = StringIO(), StringIO()
    call_command("effect", *(str(word) for word in words), stdout=out, stderr=told)
    return out.getvalue(), told.getvalue()


def write_files(folder: Path) -> tuple[Path, Path]:
    """Write a plan in TOML and tables in CSV; return where they are."""
    plan, data, tables = folder / "plan.toml", folder / "data", make_tables()
    plan.write_text(as_toml(as_mapping(make_plan())), "utf-8")
    data.mkdir()
    for name in COLUMNS:
        frame = getattr(tables, name)
        if len(frame):
            frame.to_csv(data / f"{name}.csv", index=False)
    return plan, data


def test_study_takes_a_plan_and_csv_to_a_report_and_its_bundle_gives_the_same_numbers(tmp_path: Path) -> None:
    plan, data = write_files(tmp_path)

    said, told = typed("study", plan, data, "--out", tmp_path / "out")

    files = [tmp_path / "out" / name for name in FILES]
    assert said.split() == [str(file) for file in files]
    assert "100%" in told
    answer = json.loads(files[2].read_text("utf-8"))
    assert answer["made"]["is_synthetic"] is False
    assert answer["outcomes"][0]["estimates"]
    assert files[1].read_bytes().startswith(b"%PDF")
    with zipfile.ZipFile(files[3]) as bundle:
        held = {name.split("/")[0] for name in bundle.namelist() if name.endswith(".parquet")}
    assert held == {"twin"}
    assert "same" in typed("replicate", files[3], "--data", data)[0]
