"""Writes the report of an answer into a folder, and makes one from a plan and tables: files in, report out.

It needs no database: names of approaches are their keys.
"""

from __future__ import annotations

import json
import tomllib
from collections.abc import Callable
from pathlib import Path

from django.utils import timezone, translation

from wending.effect.queries.report import report_of
from wending.effect.queries.report.paper import report_paper
from wending.effect.queries.report_files import report_html
from wending.effect.rules.answer import Answer, as_json
from wending.effect.rules.plan_file import plan_from
from wending.effect.rules.tables import StudyTables
from wending.effect.sources.bundle import write_bundle
from wending.effect.sources.given import tables_given

FILES = ("report.html", "report.pdf", "answer.json", "bundle.zip")


def write_report(answer: Answer, folder: Path, language: str, tables: StudyTables | None = None) -> tuple[Path, ...]:
    """Write the report as HTML and PDF, the answer as JSON and the bundle; return the files in that order.

    tables: what the answer rests on; they go into the bundle only when they are made up.
    """
    folder.mkdir(parents=True, exist_ok=True)
    with translation.override(language):
        report = report_of(answer)
        (folder / "report.html").write_text(report_html(report), "utf-8")
        (folder / "report.pdf").write_bytes(report_paper(report))
    told = json.dumps(as_json(answer), ensure_ascii=False, indent=1, allow_nan=False)
    (folder / "answer.json").write_text(told + "\n", "utf-8")
    (folder / "bundle.zip").write_bytes(write_bundle(answer, tables))
    return tuple(folder / name for name in FILES)


def study_command(
    plan: Path,
    data: Path,
    out: Path,
    language: str = "nl",
    *,
    proceed: Callable[[str, float], bool] = lambda step, share: True,
) -> tuple[Answer, tuple[Path, ...]]:
    """Analyse a folder of tables by a plan in TOML or JSON, and write the report; return the answer and its files.

    data: a file per table as `sources.given` reads them. They are taken for data of real people: what is written holds
    none of them. Steps are kept in `out/work`, so that a run that was killed goes on.

    Raises:
        BadPlan: what is wrong with the plan.
        ValueError: the plan is neither TOML nor JSON.
        FileNotFoundError: there is no plan.
        NotAnswerable: files of tables that are missing or cannot be read.
        Stopped: `proceed` said so; the same call goes on from there.
    """
    from wending.effect.rules.analysis import analyse

    text = plan.read_text("utf-8-sig")
    read = plan_from(tomllib.loads(text) if plan.suffix == ".toml" else json.loads(text))
    tables = tables_given(data)
    answer = analyse(read, tables, work=out / "work", at=timezone.localtime().isoformat(), proceed=proceed)
    return answer, write_report(answer, out, language)
