"""The document of an export, for people: every record as words and values, and the ledger in sentences."""

from collections.abc import Mapping, Sequence
from datetime import date, datetime
from pathlib import Path
from typing import Any

from django.utils import formats, timezone
from django.utils.translation import gettext as _
from django.utils.translation import override

from wending.accounts.queries.export_words import field_words, kind_words
from wending.accounts.queries.looks import Look
from wending.kit.pdf import render_pdf

TEMPLATE = Path(__file__).resolve().parents[1] / "typst" / "export.typ"
# More than this is in the data for machines only; a document of a thousand pages helps nobody.
LONGEST_LEDGER = 500


def export_paper(content: Mapping[str, Any], looks: Sequence[Look], language: str) -> bytes:
    """Return the PDF of an export."""
    with override(language):
        sections = [_section(kind, rows) for kind, rows in content["records"].items()]
        sections.append(
            {
                "title": _("Hoe je inlogt"),
                "rows": [_pairs(row, "accounts.address") for row in content["signIn"]["addresses"]],
            }
        )
        acts = [[[_shown(look.at), f"{look.who} {look.what}".strip()]] for look in looks[:LONGEST_LEDGER]]
        sections.append({"title": _("Wie keek er"), "rows": acts})
        paper = {
            "title": _("Alles wat van jou is"),
            "language": language,
            "footer": f"Wending, {_shown(content['made'])}",
            "intro": _("Dit is alles wat Wending van je bewaart. De gegevens voor computers staan in export.json."),
            "sections": [section for section in sections if section["rows"]],
        }
        return render_pdf(TEMPLATE, paper)


def _section(kind: str, rows: Sequence[Mapping[str, Any]]) -> dict[str, Any]:
    return {"title": kind_words(kind), "rows": [_pairs(row, kind) for row in rows]}


def _pairs(row: Mapping[str, Any], kind: str) -> list[list[str]]:
    named = ((field_words(kind, name), _shown(value)) for name, value in row.items())
    return [[words, shown] for words, shown in named if words and shown]


def _shown(value: Any) -> str:
    """Return a value in words; empty for nothing."""
    if value is None or value == "" or value == [] or value == {}:
        return ""
    if isinstance(value, bool):
        return str(_("ja") if value else _("nee"))
    if isinstance(value, datetime):
        return formats.date_format(timezone.localtime(value), "j F Y H:i")
    if isinstance(value, date):
        return formats.date_format(value, "j F Y")
    if isinstance(value, Mapping):
        if set(value) == {"id", "name"}:
            return str(value["name"])
        return "; ".join(f"{key}: {_shown(inner)}" for key, inner in value.items() if _shown(inner))
    if isinstance(value, list | tuple):
        return ", ".join(filter(None, map(_shown, value)))
    return str(value)
