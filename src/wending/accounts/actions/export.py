"""Everything about a person in one file: a ZIP with data for machines, a document for people, and their files.

What goes in is found through the app registry: each model with `personal_owner`, each field whose declaration begins
with "exported"; and what a domain keeps under another name (`queries/apart.py`). So a new domain is in the export the
day it declares its fields. The file is made anew each time, never kept.
"""

import json
import tempfile
import zipfile
from collections.abc import Iterator, Mapping
from contextlib import suppress
from typing import IO, Any

from allauth.account.models import EmailAddress
from allauth.mfa.models import Authenticator
from allauth.socialaccount.models import SocialAccount
from django.apps import apps
from django.core.serializers.json import DjangoJSONEncoder
from django.db import models, transaction
from django.utils import timezone

from wending.accounts.actions.export_paper import export_paper
from wending.accounts.models.encrypted import key_ring
from wending.accounts.queries.apart import all_apart
from wending.accounts.queries.looks import all_looks
from wending.kit.keys import UnreadableError
from wending.ledger.actions.record import record
from wending.ledger.queries.entries import entries_about
from wending.ledger.rules.actor import Actor

VERSION = 1
# More than this goes to a nameless file on disk, gone once closed.
MEMORY = 8 * 1024 * 1024
README = """Wending: alles wat van jou is / everything that is yours

lees-mij.pdf   to read: all records, in words
export.json    for machines: {"format", "version", "made", "records", "signIn", "ledger", "session"}
files/         what you uploaded

records   object; a key per kind ("accounts.consent"), its value a list of objects, a key per field.
          A field that points at something else is {"id", "name"}. Days are YYYY-MM-DD, moments ISO 8601 with zone.
signIn    addresses, second factors (never their secrets) and linked providers.
ledger    acts about you: who, when, what and why; "before" and "hash" let you check the chain (docs/privacy.md).
session   what you told in this browser that is not kept with your account.
"""


def personal_models() -> list[type[models.Model]]:
    """Return the models that belong to a person, in a steady order."""
    found = [model for model in apps.get_models() if getattr(model, "personal_owner", "")]
    return sorted(found, key=lambda model: model._meta.label_lower)


def rows_of(model: type[models.Model], person: Any) -> models.QuerySet[Any]:
    """Return the rows of a model that belong to a person."""
    path = model.personal_owner  # type: ignore[attr-defined]
    return model._default_manager.filter(**{path: person}).order_by("pk")


def exported_fields(model: type[models.Model]) -> list[Any]:
    """Return the fields of a model that are exported, as declared."""
    declared: Mapping[str, str] = model.personal  # type: ignore[attr-defined]
    return [model._meta.get_field(name) for name, text in declared.items() if text.startswith("exported")]


@transaction.atomic
def export(*, by: Actor, language: str, session: Mapping[str, Any] | None = None) -> IO[bytes]:
    """Return an open ZIP file with everything about who asks; it is gone once closed."""
    record(by=by, verb="exported", about=by.key)
    file: IO[bytes] = tempfile.SpooledTemporaryFile(max_size=MEMORY)  # noqa: SIM115 (the caller closes it)
    with zipfile.ZipFile(file, "w", zipfile.ZIP_DEFLATED) as archive:
        content: dict[str, Any] = {
            "format": "wending-export",
            "version": VERSION,
            "made": timezone.now(),
            "records": dict(_records(by, archive)) | all_apart(by),
            "signIn": _sign_in(by),
            "ledger": list(_ledger(by)),
            "session": dict(session or {}),
        }
        archive.writestr("export.json", json.dumps(content, cls=DjangoJSONEncoder, ensure_ascii=False, indent=1))
        archive.writestr("lees-mij.pdf", export_paper(content, list(all_looks(by, "all")), language))
        archive.writestr("README.txt", README)
    file.seek(0)
    return file


def _records(by: Actor, archive: zipfile.ZipFile) -> Iterator[tuple[str, list[dict[str, Any]]]]:
    for model in personal_models():
        fields = exported_fields(model)
        rows = [
            {field.name: _value(field, row, archive) for field in fields}
            for row in rows_of(model, by.me).iterator(chunk_size=200)
        ]
        if rows:
            yield model._meta.label_lower, rows


def _value(field: Any, row: models.Model, archive: zipfile.ZipFile) -> Any:
    if field.many_to_many:
        return [{"id": other.pk, "name": str(other)} for other in getattr(row, field.name).all()]
    if field.is_relation:
        other = getattr(row, field.name)
        return None if other is None else {"id": other.pk, "name": str(other)}
    if isinstance(field, models.FileField):
        return _file(getattr(row, field.name), archive)
    return field.value_from_object(row)


def _file(file: Any, archive: zipfile.ZipFile) -> str | None:
    """Write a file into the archive, decrypted where it was encrypted; return its name there."""
    if not file:
        return None
    with file.open("rb") as opened:
        content = opened.read()
    # What no key opens was kept as it was uploaded.
    with suppress(UnreadableError):
        content = key_ring().decrypt(content)
    name = f"files/{file.name}"
    archive.writestr(name, content)
    return name


def _sign_in(by: Actor) -> dict[str, Any]:
    addresses = EmailAddress.objects.filter(user=by.me).values("email", "verified", "primary")
    factors = Authenticator.objects.filter(user=by.me).values("type", "created_at", "last_used_at")
    linked = SocialAccount.objects.filter(user=by.me).values(
        "provider", "uid", "extra_data", "last_login", "date_joined"
    )
    return {"addresses": list(addresses), "secondFactors": list(factors), "linked": list(linked)}


def _ledger(by: Actor) -> Iterator[dict[str, Any]]:
    names = ["number", "at", "role", "organisation", "verb", "thing", "purpose", "reason", "before", "hash"]
    looks = all_looks(by, "all")
    for entry, look in zip(entries_about(by.key).iterator(chunk_size=500), looks, strict=True):
        yield {"who": look.who, **{name: getattr(entry, name) for name in names}}
