"""Erases a person: every row that is theirs, their files, sessions, sign-in and mail. What stays names nobody: the
entries of the ledger, and a proof of the erasure. There is no waiting time, and no way back."""

import json
import secrets
from collections.abc import Iterable
from typing import Any

from django.contrib.sessions.models import Session
from django.core.files.storage import Storage
from django.db import connection, models, transaction
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import override

from wending.accounts.actions.export import personal_models, rows_of
from wending.accounts.actions.mail import ERASURE, queue_mail
from wending.accounts.models import Erasure, Invitation, Mail, ParentLink, Person
from wending.accounts.queries.words import LETTER_END
from wending.kit.tokens import hash_of
from wending.ledger.actions.record import record
from wending.ledger.rules.actor import SYSTEM, Actor


@transaction.atomic
def erase_me(*, by: Actor) -> str:
    """Erase who asks; return the code by which the erasure can be shown later. It is mailed to them once as well."""
    person = Person.objects.select_for_update().get(pk=by.me)
    record(by=by, verb="erased", about=by.key)
    return _erase(person)


@transaction.atomic
def erase_for_term(*, person: Person) -> str:
    """Erase somebody whose account was not used for as long as its term."""
    record(by=SYSTEM, verb="erased", about=str(person.ledger_key), reason="term")
    return _erase(person)


def _erase(person: Person, code: str = "") -> str:
    code = code or secrets.token_hex(10)
    address, language = person.email, person.language
    counts = {model._meta.label_lower: rows_of(model, person.pk).count() for model in _models_that_go()}
    counts = {kind: count for kind, count in counts.items() if count}
    files = list(_files(person))
    counts["files"] = len(files)
    counts["sessions"] = _remove_sessions(str(person.pk))
    Mail.objects.filter(address__iexact=address).delete()
    Invitation.objects.filter(email__iexact=address).delete()
    ParentLink.objects.filter(email__iexact=address).update(email="")
    _forget_tries(str(person.pk))
    Erasure.objects.update_or_create(
        person_hash=hash_of(str(person.pk)),
        defaults={"code_hash": hash_of(code), "at": timezone.now(), "counts": counts},
    )
    person.delete()
    for storage, name in files:
        transaction.on_commit(lambda storage=storage, name=name: storage.delete(name))  # type: ignore[misc]
    with override(language):
        text = _(
            "Hallo,\n\nAlles wat Wending van je bewaarde, is gewist op %(day)s.\n"
            "Dit is je bewijs: %(code)s\nOp de pagina over het wissen kun je het later laten zien.\n"
            "Dit is onze laatste mail aan jou.\n\n%(end)s\n"
        )
        values = {"day": timezone.localdate().strftime("%d-%m-%Y"), "code": code, "end": LETTER_END}
        queue_mail(
            address=address, subject=_("Je account is gewist"), text=text % values, key=f"{ERASURE}{hash_of(code)}"
        )
    return code


def _models_that_go() -> list[type[models.Model]]:
    """Return the models whose rows go with the person; rows shared with others stay, unlinked."""
    return [model for model in personal_models() if goes_along(model)]


def goes_along(model: type[models.Model]) -> bool:
    """Say whether every link on the way to the owner takes its rows along."""
    step: Any = model
    for name in model.personal_owner.split("__"):  # type: ignore[attr-defined]
        field = step._meta.get_field(name)
        if field.remote_field is None:
            return True
        if field.remote_field.on_delete is not models.CASCADE:
            return False
        step = field.related_model
    return True


def _files(person: Person) -> Iterable[tuple[Storage, str]]:
    for model in _models_that_go():
        fields = [field for field in model._meta.get_fields() if isinstance(field, models.FileField)]
        if fields:
            for row in rows_of(model, person.pk):
                for field in fields:
                    if file := getattr(row, field.name):
                        yield file.storage, file.name


def _remove_sessions(person: str) -> int:
    """Remove every session of a person; they can be told apart only by reading each."""
    gone = [row.pk for row in Session.objects.iterator() if row.get_decoded().get("_auth_user_id") == person]
    return Session.objects.filter(pk__in=gone).delete()[0]


def _forget_tries(person: str) -> None:
    """Remove counts of tries that carry the person's number from the shared cache."""
    with connection.cursor() as cursor:
        cursor.execute("DELETE FROM cache WHERE cache_key LIKE %s", [f"%{person}%"])


def erasures_lines() -> Iterable[str]:
    """Yield the list of erasures, a line each, to keep beside the backups: it names nobody."""
    for row in Erasure.objects.order_by("at").iterator():
        yield json.dumps(
            {"person": row.person_hash, "code": row.code_hash, "at": row.at.isoformat(), "counts": row.counts}
        )


def replay_erasures(*, lines: Iterable[str]) -> tuple[int, int]:
    """Erase again everyone on the list, after an older backup was put back; return how many erased, how many listed.

    Safe to run twice. No mail is sent: they were told before.

    Raises:
        ValueError: a line that is not of such a list, with its number.
    """
    listed: dict[str, dict[str, Any]] = {}
    for number, line in enumerate(lines, start=1):
        if not line.strip():
            continue
        try:
            item = json.loads(line)
            listed[item["person"]] = {"code_hash": item["code"], "at": item["at"], "counts": item["counts"]}
        except (ValueError, KeyError, TypeError) as error:
            raise ValueError(f"line {number} is not a line of a list of erasures") from error
    erased = 0
    for pk in list(Person.objects.values_list("pk", flat=True)):
        if hash_of(str(pk)) not in listed:
            continue
        with transaction.atomic():
            person = Person.objects.select_for_update().get(pk=pk)
            record(by=SYSTEM, verb="erased", about=str(person.ledger_key), reason="replay")
            code = _erase(person)
            Mail.objects.filter(key=f"{ERASURE}{hash_of(code)}").delete()
        erased += 1
    for person_hash, known in listed.items():
        Erasure.objects.update_or_create(person_hash=person_hash, defaults=known)
    return erased, len(listed)
