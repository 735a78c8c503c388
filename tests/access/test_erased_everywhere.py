"""Erased everywhere: one row of every model there is, all of one person; after erasure nothing of them is anywhere.

Nothing is listed by hand: a new model with something of a person that does not go along makes this red. Rows that stay
with others on purpose say so where they are declared, and hold no name, number or address; only those without any link
to a person that the erasure could follow are named here, with why.
"""

import datetime
from collections.abc import Iterator
from contextlib import contextmanager
from decimal import Decimal
from pathlib import Path
from typing import Any
from uuid import uuid4

import pytest
from django.apps import apps
from django.core.files.base import ContentFile
from django.core.files.storage import Storage
from django.db import connection, models
from django.utils import timezone
from pytest_django.fixtures import Settings

from tests.accounts.factories import actor, make_person
from tests.accounts.test_leaving import everything
from wending.accounts.actions.erase import erase_me, goes_along
from wending.accounts.actions.mail import send_due
from wending.accounts.models import Person
from wending.dossier.models.vault import VaultField, keep
from wending.effect.queries.pseudonyms import name_in_study

pytestmark = pytest.mark.django_db

# Applications whose tables hold nobody, or whose rows are written by the acts themselves.
APART = {"ledger", "reference", "contenttypes", "sessions", "auth", "admin"}
# Models with something of a person to which no link leads, and why that may stay when an account is erased.
NOT_FOUND = {
    "accounts.erasure": "the proof of an erasure: hashes that lead to nobody",
    "guidance.peermeeting": "of a whole group, without a name",
    "orientation.sharedresult": "of somebody without account; ends with its link, within days",
    "school.assignment": "work of a school; who made it is of its roster, which has no account any more",
    "school.delivery": "the list of a school as it came; emptied within a day",
    "school.alumniguest": "of somebody without account; erased by their own link or after a day",
    "school.offer": "the contact of a host without account; goes with the offer",
    "school.outsidelink": "a hash of a link; goes with what it opens",
    "work.course": "the firm's own division of work, over its list of people, which has no account any more",
    "work.rotation": "the firm's own hours and tasks, over numbers of its list of people; goes with the team",
    "work.task": "the firm's own division of work, over its list of people, which has no account any more",
    "work.scananswer": "nobody knows whose it is; goes when the round closes",
    "work.skillcount": "hashes without names; goes when a newer count comes",
    "work.trainingline": "a role or first name in the firm's own plan; goes with the line",
}


class Life:
    """One row of each model, filled to the brim: every link to a person is this person, every text a mark."""

    def __init__(self, person: Person) -> None:
        self.person = person
        self.rows: dict[type[models.Model], Any] = {Person: person}
        self.marks: dict[str, tuple[type[models.Model], str]] = {}
        self.files: list[tuple[type[models.Model], Storage, str]] = []
        self._busy: set[type[models.Model]] = set()

    def make(self, model: type[models.Model]) -> Any:
        """Return the row of a model, made with the rows it needs; None while it is being made."""
        if model in self.rows:
            return self.rows[model]
        if model in self._busy:
            return None
        self._busy.add(model)
        row = model()
        for field in model._meta.concrete_fields:
            if not (field.primary_key and field.remote_field is None):
                setattr(row, field.attname, self._value(model, field))
        self._under_other_name(row)
        row.save_base(raw=True, force_insert=True)
        self._busy.discard(model)
        self.rows[model] = row
        for other in model._meta.many_to_many:
            if (linked := self.make(other.related_model)) is not None and other.remote_field.through._meta.auto_created:
                getattr(row, other.name).add(linked)
        return row

    def _under_other_name(self, row: Any) -> None:
        """Put in what leads to the person without a link, as the acts of the domain would."""
        if row._meta.label_lower == "effect.waveanswer":
            del self.marks[row.name]
            row.name = name_in_study(row.wave.study_id)(self.person.pk)
            self.marks[row.name] = type(row), "name"

    def _value(self, model: type[models.Model], field: Any) -> Any:
        if field.remote_field is not None:
            linked = self.make(field.related_model)
            return None if linked is None else getattr(linked, field.target_field.attname)
        mark = f"sp{len(self.marks):04d}x"
        if isinstance(field, models.FileField):
            is_vault = isinstance(field, VaultField)
            stored = keep(b"a picture") if is_vault else field.storage.save(mark, ContentFile(b"a picture"))
            self.files.append((model, field.storage, stored))
            return stored
        if isinstance(field, models.JSONField) or "JSON" in type(field).__name__:
            self.marks[mark] = model, field.name
            return {"word": mark}
        if isinstance(field, models.BinaryField):
            self.marks[mark] = model, field.name
            return mark.encode()
        if isinstance(field, models.CharField | models.TextField):
            if field.choices:
                return field.choices[0][0]
            if field.max_length is not None and field.max_length < len(mark):
                return "x"[: field.max_length]
            self.marks[mark] = model, field.name
            return mark
        return _plain(field)


def _plain(field: Any) -> Any:
    plain = {
        "BooleanField": False,
        "DateField": timezone.localdate(),
        "DateTimeField": timezone.now(),
        "TimeField": datetime.time(9),
        "DurationField": datetime.timedelta(1),
        "DecimalField": Decimal(1),
        "FloatField": 1.0,
        "UUIDField": uuid4(),
        "GenericIPAddressField": "127.0.0.1",
    }
    return plain.get(field.get_internal_type(), 1)


@contextmanager
def _no_checks() -> Iterator[None]:
    """Let a row hold everything at once, also what is one or the other: the transaction of the test undoes it."""
    with connection.cursor() as cursor:
        if connection.vendor == "postgresql":
            cursor.execute(
                "SELECT conrelid::regclass, conname FROM pg_constraint WHERE contype = 'c' AND connamespace ="
                " 'public'::regnamespace AND conrelid <> 0"
            )
            for table, name in cursor.fetchall():
                cursor.execute(f'ALTER TABLE {table} DROP CONSTRAINT "{name}"')
            yield
            return
        cursor.execute("PRAGMA ignore_check_constraints = ON")
        try:
            yield
        finally:
            cursor.execute("PRAGMA ignore_check_constraints = OFF")


def personal_to_fill() -> list[type[models.Model]]:
    """Return every model with a link to a person, or that declares what becomes of its fields."""
    return [
        model
        for model in apps.get_models()
        if model._meta.app_label not in APART
        and (getattr(model, "personal", None) or any(field.related_model is Person for field in model._meta.fields))
    ]


def says_of_a_person(model: type[models.Model]) -> bool:
    declared = getattr(model, "personal", {})
    links = {field.name for field in model._meta.fields if field.related_model is Person}
    return any(not text.startswith("not about a person") for name, text in declared.items() if name not in links)


def test_nothing_of_somebody_is_left_in_any_model_column_or_file(
    settings: Settings, tmp_path: Path, django_capture_on_commit_callbacks: Any
) -> None:
    settings.DATA_DIR = settings.EVIDENCE_DIR = tmp_path
    person = make_person("Zwaantje")
    life = Life(person)
    with _no_checks():
        for model in personal_to_fill():
            life.make(model)
    identity = [str(person.pk), person.pk.hex, person.email, person.name, str(person.ledger_key), person.ledger_key.hex]
    before = everything()
    assert [life.marks.get(one) for one in (identity[0], *life.marks) if one not in before] == []
    assert [storage.exists(name) for _model, storage, name in life.files] == [True]
    with django_capture_on_commit_callbacks(execute=True):
        erase_me(by=actor(person))
    send_due()
    connection.check_constraints()
    left = everything()
    # The ledger keeps its entries under a key that leads to nobody; it alone may hold that key.
    assert [one for one in identity[:4] if one.lower() in left] == []
    tables = [line for line in left.split("\n") if not line.startswith(("ledger_", "(")) and identity[4] in line]
    assert [line[:60] for line in tables] == []
    goes = {model for model in life.rows if getattr(model, "personal_owner", "") and goes_along(model)}
    goes |= {model for model in life.rows if not hasattr(model, "personal")}  # those of others: sign-in, addresses
    goes.add(apps.get_model("effect", "WaveAnswer"))
    stay = sorted(model._meta.label for model in goes if model._default_manager.filter(pk=life.rows[model].pk).exists())
    assert stay == []
    assert [life.marks[one] for one in life.marks if life.marks[one][0] in goes and one in left] == []
    assert [name for model, storage, name in life.files if model in goes and storage.exists(name)] == []
    there = {
        model._meta.label_lower
        for model in life.rows
        if says_of_a_person(model)
        and not getattr(model, "personal_owner", "")
        and model._default_manager.filter(pk=life.rows[model].pk).exists()
    }
    assert there - set(NOT_FOUND) == set(), "nothing leads the erasure to what these hold of a person"
    assert set(NOT_FOUND) - there == set(), "these go along now: take them off the list"


def test_every_model_with_somebody_in_it_is_filled() -> None:
    """The test above is worth what it fills: not less than every model that the export knows."""
    filled = set(personal_to_fill())
    assert {model for model in apps.get_models() if getattr(model, "personal_owner", "")} <= filled
    assert len([model for model in filled if model._meta.app_label in {"school", "work", "guidance", "effect"}]) > 120
