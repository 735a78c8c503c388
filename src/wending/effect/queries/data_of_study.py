"""The data and extracts of a study for who acts for its office; nothing for anybody else."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path
from uuid import UUID

from django.conf import settings
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from wending.effect.models import Extract, ExtractAct
from wending.effect.queries.data_shown import DataShown, data_shown
from wending.effect.queries.extract_words import REFUSALS
from wending.effect.queries.scope import studies_for
from wending.effect.sources.counts import counts_of
from wending.effect.sources.tables import TablesChanged
from wending.ledger.rules.actor import Actor

KINDS = {
    "made": gettext_lazy("gemaakt"),
    "refused": gettext_lazy("geweigerd"),
    "fetched": gettext_lazy("opgehaald"),
}


@dataclass(frozen=True)
class ActShown:
    """A line of the log, in words."""

    row: ExtractAct
    what: str
    happened: str


def newest_data(actor: Actor, study: UUID) -> DataShown | None:
    """Return what is in the newest data of a study of who asks, None where there are none or they were changed."""
    row = studies_for(actor).filter(pk=study).first()
    data = row.data_sets.order_by("-made").first() if row else None
    if data is None:
        return None
    try:
        return data_shown(data, counts_of(Path(settings.DATA_DIR) / "effect" / str(data.pk), data.digests))
    except TablesChanged:
        return None


def extracts_of(actor: Actor, study: UUID) -> list[Extract]:
    """Return the extracts of a study of who asks, the newest first."""
    rows = Extract.objects.filter(study__in=studies_for(actor), study=study)
    return list(rows.select_related("made_by", "data_set"))


def log_of(actor: Actor, study: UUID) -> list[ActShown]:
    """Return the log of questions to a study of who asks, the newest first."""
    rows = ExtractAct.objects.filter(study__in=studies_for(actor), study=study).select_related("by", "extract")
    return [ActShown(row, _what(row), _happened(row)) for row in rows]


def _what(row: ExtractAct) -> str:
    told = row.what or (row.extract.what if row.extract else {})
    names = [*told.get("known", []), *(f"{name} {horizon}" for name, horizon in told.get("outcomes", []))]
    return ", ".join(names) or _("niets")


def _happened(row: ExtractAct) -> str:
    words = str(KINDS[row.kind])
    return f"{words}: {REFUSALS[row.reason]}" if row.reason in REFUSALS else words
