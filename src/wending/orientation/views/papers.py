"""Answers with a PDF that is made for this one visit and never stored."""

from collections.abc import Mapping
from pathlib import Path
from typing import Any

from django.http import HttpResponse

from wending.kit.pdf import render_pdf

TEMPLATES = Path(__file__).resolve().parents[1] / "templates"


def paper(template: str, content: Mapping[str, Any], name: str) -> HttpResponse:
    """Return the PDF of a typst template with this content, to be saved under a name."""
    answer = HttpResponse(render_pdf(TEMPLATES / template, content), content_type="application/pdf")
    answer["Content-Disposition"] = f'attachment; filename="{name}"'
    return answer
