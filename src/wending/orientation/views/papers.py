"""Answers with a PDF that is made for this one visit and never stored. Of a made-up person it says so on each sheet."""

from collections.abc import Mapping
from pathlib import Path
from typing import Any

from django.contrib.sessions.backends.base import SessionBase
from django.http import HttpResponse

from wending.kit.pdf import render_pdf
from wending.orientation.queries.papers import marked_paper

TEMPLATES = Path(__file__).resolve().parents[1] / "templates"


def paper(session: SessionBase, template: str, content: Mapping[str, Any], name: str) -> HttpResponse:
    """Return the PDF of a typst template with this content, to be saved under a name."""
    answer = HttpResponse(
        render_pdf(TEMPLATES / template, marked_paper(session, content)), content_type="application/pdf"
    )
    answer["Content-Disposition"] = f'attachment; filename="{name}"'
    return answer
