"""A report as files that stand on their own: one HTML file with its looks inside, a PDF and the bundle."""

from __future__ import annotations

from functools import cache
from pathlib import Path

from django.conf import settings
from django.contrib.staticfiles import finders
from django.template.loader import render_to_string
from django.utils.safestring import mark_safe

from wending.effect.queries.report import Report
from wending.effect.queries.reports import Page
from wending.effect.rules.tables import StudyTables
from wending.effect.sources.bundle import write_bundle
from wending.effect.sources.tables import TablesChanged, read_tables

SHEETS = ("design/nlds.css", "web/page.css", "web/components.css")
PAPER = "web/print.css"


def report_html(report: Report) -> str:
    """Return a report as one HTML file that needs nothing else; fonts are those of the machine."""
    return render_to_string("effect/report/alone.html", {"report": report, "sheet": mark_safe(_sheet())})  # noqa: S308


def bundle_of(page: Page) -> bytes:
    """Return the bundle of a published study, with its data where those are made up and still there."""
    tables = _tables(page) if page.answer.made.is_synthetic else None
    return write_bundle(page.answer, tables, page.registered.before)


def _tables(page: Page) -> StudyTables | None:
    try:
        return read_tables(Path(settings.DATA_DIR) / "effect" / str(page.data_set), page.digests)
    except TablesChanged:
        return None


@cache
def _sheet() -> str:
    """Return the style sheets of the site without their fonts; a sheet that was not fetched is left out."""
    found = [finders.find(name) for name in (*SHEETS, PAPER)]
    texts = [Path(str(path)).read_text("utf-8") if path else "" for path in found]
    texts[0] = texts[0].split("@font-face")[0]
    texts[-1] = f"@media print {{ {texts[-1]} }}"
    return "\n".join(texts).replace("</", "<\\/")
