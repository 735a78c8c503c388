"""Adds instruments of professionals, whole and checked or not at all, and keeps the versions that people took."""

from collections.abc import Mapping
from dataclasses import dataclass

from django.db import transaction

from wending.instruments.models import Edition
from wending.instruments.queries.library import OWN, digest, own_files
from wending.instruments.queries.pictures import pictures
from wending.instruments.rules.instrument import Instrument
from wending.instruments.sources.questionnaire.parse import Refused, parse
from wending.instruments.sources.questionnaire.remarks import remarks
from wending.instruments.sources.questionnaire.rows import HEAD
from wending.ledger.actions.record import record
from wending.ledger.rules.actor import Actor
from wending.reference.sources.catalogue.rows import Finding


@dataclass(frozen=True, slots=True)
class Added:
    """What was added, or would be: `is_new` false when this version is there already with the same files."""

    instrument: Instrument
    is_new: bool
    before: str
    remarks: tuple[Finding, ...]


@transaction.atomic
def add_instrument(*, by: Actor, files: Mapping[str, bytes], plan_only: bool = False) -> Added:
    """Bring a questionnaire in use; `plan_only` tells what would happen. The same files twice change nothing.

    Raises:
        Refused: with every mistake; also when its id is ours, or its version is there with other files.
    """
    instrument = parse(files, pictures())
    if instrument.id in OWN:
        what, mend = f"{instrument.id} is a questionnaire of Wending.", "Give it an id of its own."
        raise Refused([Finding(HEAD, 1, what, mend, "ours", (instrument.id,))])
    rows = Edition.objects.filter(instrument=instrument.id)
    same = rows.filter(version=instrument.version).first()
    if same is not None and same.digest != digest(files):
        what = f"version {instrument.version} is there already, with other files."
        mend = "Give it a new version: people may have filled in the old one."
        raise Refused([Finding(HEAD, 1, what, mend, "other-files", (instrument.version,))])
    newest = rows.filter(is_added=True).order_by("-pk").first()
    if same is None and not plan_only:
        _keep(instrument, files, is_added=True, organisation=by.organisation_name)
        record(by=by, verb="added-questionnaire", thing=f"instruments.edition {instrument.id} {instrument.version}")
    return Added(instrument, same is None, newest.version if newest else "", tuple(remarks(files)))


def keep_edition(*, instrument: Instrument) -> None:
    """Keep the files of one of our own instruments, so that a sitting of it stays explained when we change it."""
    if (
        instrument.id in OWN
        and not Edition.objects.filter(instrument=instrument.id, version=instrument.version).exists()
    ):
        _keep(instrument, own_files(instrument.id), is_added=False, organisation="")


def _keep(instrument: Instrument, files: Mapping[str, bytes], *, is_added: bool, organisation: str) -> None:
    Edition.objects.get_or_create(
        instrument=instrument.id,
        version=instrument.version,
        defaults={
            "digest": digest(files),
            "files": {name: content.decode("utf-8-sig") for name, content in files.items()},
            "is_added": is_added,
            "organisation": organisation,
        },
    )
