"""A report as PDF: the same content as the page, with its charts."""

from __future__ import annotations

from dataclasses import asdict
from pathlib import Path
from typing import Any

from django.template.loader import render_to_string
from django.utils.translation import gettext as _

from wending.effect.queries.report.content import Report, Section
from wending.kit.pdf import render_pdf

TEMPLATE = Path(__file__).resolve().parents[2] / "templates" / "effect" / "typst" / "report.typ"


def report_paper(report: Report) -> bytes:
    """Return a report as PDF/UA."""
    content = {
        "title": report.title,
        "language": report.language,
        "footer": report.made_on,
        "question": report.question,
        "verdict": report.verdict_words,
        "notes": report.notes,
        "sentence": report.sentence,
        "summary": [_section(section) for section in (report.picture, *report.summary)],
        "more": _("Voor wie alles wil nagaan"),
        "groups": [
            {"title": group.title, "sections": [_section(section) for section in group.sections]}
            for group in report.groups
        ],
        "source": _("Bron: Wending, eigen berekening volgens het plan van dit onderzoek, %(day)s.")
        % {"day": report.made_on},
    }
    return render_pdf(TEMPLATE, content)


def _section(section: Section) -> dict[str, Any]:
    chart = section.chart
    return {
        "title": section.title,
        "state": section.state_words,
        "texts": section.texts,
        "points": section.points,
        "chart": render_to_string("effect/report/drawing.svg", {"chart": chart}).strip() if chart else "",
        "alt": f"{chart['title']}. {chart.get('description', '')}" if chart else "",
        "caption": chart["title"] if chart else "",
        "tables": [asdict(table) for table in section.tables],
    }
