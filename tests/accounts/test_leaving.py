"""Taking everything along, and being erased: afterwards nothing in any table or file leads to the person."""

import io
import json
import zipfile
from collections.abc import Iterator
from datetime import timedelta
from importlib import import_module
from pathlib import Path
from typing import Any

import pypdf
import pytest
from allauth.account.models import EmailAddress
from allauth.socialaccount.models import SocialAccount
from django.apps import apps
from django.contrib.sessions.models import Session
from django.core.cache import cache
from django.core.files.base import ContentFile
from django.core.files.storage import FileSystemStorage
from django.core.management import CommandError, call_command
from django.db import connection, transaction
from django.db.models import CASCADE, SET_NULL, FileField, Model
from django.db.models.fields.files import FieldFile
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from tests.accounts.factories import actor, make_member, make_person, sign_in
from tests.accounts.signing import add_app, last_mail, make_fresh
from wending.accounts.actions import erase
from wending.accounts.actions.ask_consent import ask_consent
from wending.accounts.actions.consent import give_consent
from wending.accounts.actions.erase import erase_me, erasures_lines, goes_along, replay_erasures
from wending.accounts.actions.export import _file, export, exported_fields, personal_models, rows_of
from wending.accounts.actions.invite import invite
from wending.accounts.actions.look import look
from wending.accounts.actions.mail import queue_mail, send_due
from wending.accounts.actions.terms import let_inactive_go, remove_old_consents, remove_old_entries
from wending.accounts.models import Consent, Erasure, Mail, Person
from wending.accounts.models.encrypted import key_ring
from wending.accounts.queries.export_words import FIELDS, HIDDEN, field_words
from wending.accounts.rules.consent import Part, Purpose
from wending.accounts.rules.roles import Role
from wending.config import settings as real_settings
from wending.ledger.models import Entry
from wending.ledger.queries.chains import all_faults

pytestmark = pytest.mark.django_db
NAME, SECRET = "Zwaantje", "Zij wil verpleegkundige worden"


def live() -> Person:
    """Somebody who did everything there is to do with an account."""
    member = make_member(Role.PROFESSIONAL)
    person = make_person(NAME, sixteen_on=timezone.localdate() + timedelta(days=9))
    EmailAddress.objects.create(user=person, email=person.email, verified=True, primary=True)
    SocialAccount.objects.create(user=person, provider="oidc", uid="sub-of-zwaantje", extra_data={"name": NAME})
    add_app(person)
    make_member(Role.EMPLOYEE, person=person)
    until = timezone.localdate() + timedelta(days=30)
    give_consent(
        by=actor(person),
        purpose=Purpose.GUIDANCE,
        parts=[Part.PLAN],
        until=until,
        to_organisation=member.organisation.pk,
    )
    ask_consent(by=actor(member), person=person.pk, purpose=Purpose.TEAM, parts=[Part.PLAN], reason=SECRET, until=until)
    look(by=actor(member), person=person.pk, part=Part.PLAN)
    manager = make_member(Role.MANAGER, member.organisation)
    invite(by=actor(manager), email=person.email, role=Role.PROFESSIONAL, link=str)
    queue_mail(address=person.email, subject="Over " + NAME, text=SECRET)
    return person


def everything() -> str:
    """All tables as text, sessions and encrypted values opened."""
    texts = []
    for table in connection.introspection.table_names():
        with connection.cursor() as cursor:
            cursor.execute(f"SELECT * FROM {connection.ops.quote_name(table)}")
            texts.append(f"{table}: {cursor.fetchall()!r}")
    for model in apps.get_models():
        texts += [repr(row) for row in model._default_manager.values_list()]
    texts += [repr(session.get_decoded()) for session in Session.objects.all()]
    return "\n".join(texts).lower()


def opened(person: Person, language: str = "nl", **words: Any) -> zipfile.ZipFile:
    return zipfile.ZipFile(io.BytesIO(export(by=actor(person), language=language, **words).read()))


def paths_in(value: Any) -> Iterator[str]:
    if isinstance(value, dict):
        for key, inner in value.items():
            yield str(key)
            yield from paths_in(inner)
    elif isinstance(value, list):
        for inner in value:
            yield from paths_in(inner)
    else:
        yield str(value)


def test_export_holds_every_exported_field_and_no_other() -> None:
    person = live()
    content = json.loads(opened(person).read("export.json"))
    for model in personal_models():
        for row in content["records"].get(model._meta.label_lower, []):
            assert set(row) == {field.name for field in exported_fields(model)}
    assert "password" not in content["records"]["accounts.person"][0]
    assert content["records"]["accounts.consentrequest"][0]["reason"] == SECRET
    assert content["records"]["accounts.consent"][0]["to_organisation"]["name"] == "Werkplein Oost"
    assert content["signIn"]["addresses"][0]["email"] == person.email
    assert content["ledger"][0]["verb"] == "exported"
    words = list(paths_in(content))
    assert "JBSWY3DPEHPK3PXP" not in words
    assert not any(word.startswith("gAAAA") for word in words)


@pytest.mark.parametrize("label", ["accounts", "dossier", "effect", "guidance", "instruments", "orientation"])
def test_each_record_and_field_of_the_document_has_words_for_people(label: str) -> None:
    ours = import_module(f"wending.{label}.queries.export_words")
    known = {*FIELDS, *HIDDEN, *ours.FIELDS, *getattr(ours, "HIDDEN", ())}
    models = [one for one in personal_models() if one._meta.app_label == label and exported_fields(one)]
    assert models
    assert {one._meta.label_lower for one in models} <= set(ours.KINDS)
    assert {field.name for one in models for field in exported_fields(one)} <= known


def test_the_document_says_fields_in_words_and_leaves_out_what_only_a_computer_reads() -> None:
    assert field_words("accounts.consent", "to_organisation") == "aan welke organisatie"
    assert field_words("dossier.action", "first_step") == "eerste kleine stap"
    # The same field is called by the domain of its record.
    assert [field_words(f"{one}.x", "goal") for one in ("dossier", "guidance")] == ["doel", "doel"]
    assert field_words("guidance.followup", "step") != field_words("dossier.reflection", "step")
    assert field_words("dossier.evidence", "sha256") == field_words("dossier.item", "person") == ""


@pytest.mark.parametrize("model", personal_models(), ids=lambda model: model._meta.label_lower)
def test_rows_of_a_person_are_found_and_go_with_them_or_say_otherwise(model: type[Model]) -> None:
    """A row that stays with others says so where it is declared; no link to a person can hold up an erasure."""
    assert list(rows_of(model, make_person().pk)) in ([], list(Person.objects.all()))
    owner: str = model.personal_owner  # type: ignore[attr-defined]
    declared: dict[str, str] = model.personal  # type: ignore[attr-defined]
    assert goes_along(model) or "unlinked" in declared[owner.split("__")[0]]
    for field in model._meta.get_fields():
        if field.many_to_one and field.related_model is Person:
            assert field.remote_field.on_delete in (CASCADE, SET_NULL), field.name


def test_export_holds_nothing_of_somebody_else() -> None:
    live()
    other = make_person("Ander")
    text = opened(other).read("export.json").decode()
    assert NAME not in text
    assert SECRET not in text


def test_export_brings_what_the_session_told() -> None:
    content = json.loads(opened(make_person(), session={"profile": {"work": ["uri"]}}).read("export.json"))
    assert content["session"] == {"profile": {"work": ["uri"]}}


@pytest.mark.parametrize(("language", "title"), [("nl", "Alles wat van jou is"), ("en", "Everything that is yours")])
def test_export_has_a_document_to_read(language: str, title: str) -> None:
    paper = pypdf.PdfReader(io.BytesIO(opened(live(), language).read("lees-mij.pdf")))
    text = "".join(page.extract_text() for page in paper.pages)
    assert title in text
    assert NAME in text
    assert SECRET[:20] in " ".join(text.split())


def test_export_page_gives_the_file_and_keeps_none(client: Client, settings: Any) -> None:
    person = live()
    sign_in(client, person)
    make_fresh(client, "mfa")
    before = set(Path(settings.DATA_DIR).rglob("*"))
    answer = client.post(reverse("accounts:export"))
    content = b"".join(answer.streaming_content)  # type: ignore[attr-defined]
    assert zipfile.ZipFile(io.BytesIO(content)).testzip() is None
    assert answer.headers["Content-Disposition"].startswith("attachment")
    assert set(Path(settings.DATA_DIR).rglob("*")) == before


@pytest.mark.django_db(transaction=True)
def test_erase_leaves_nothing_that_leads_to_the_person(client: Client, settings: Any) -> None:
    settings.CACHES = real_settings.CACHES
    person = live()
    cache.set(f"allauth:rl:allauth.account:manage_email:10/60/user:user:{person.pk}", [1])
    pk, key, email = str(person.pk), str(person.ledger_key), person.email
    sign_in(client, person)
    make_fresh(client, "mfa")
    sign_in(Client(), person)
    assert NAME.lower() in everything()
    wrong = client.post(reverse("accounts:erase"), {"words": "wis niets"})
    assert Person.objects.filter(pk=pk).exists()
    assert wrong.status_code == 200
    done = client.post(reverse("accounts:erase"), {"words": "Wis  alles"})
    code = done.content.decode().split('class="long-code">')[1].split("<")[0]
    assert code in last_mail(email)
    assert send_due()[0] >= 1
    left = everything()
    for trace in [pk, pk.replace("-", ""), email, NAME, SECRET, "sub-of-zwaantje"]:
        assert trace.lower() not in left, trace
    # The ledger keeps its entries, under a key that leads to nobody.
    assert Entry.objects.filter(chain=key).exists()
    assert list(all_faults()) == []
    shown = Client().post(reverse("accounts:proof"), {"code": code.upper()})
    assert "Alles is gewist" in shown.content.decode()
    assert "kennen we niet" in Client().post(reverse("accounts:proof"), {"code": "other"}).content.decode()
    out = io.StringIO()
    call_command("verify_erasure", code, stdout=out)
    assert json.loads(out.getvalue())["counts"]["accounts.person"] == 1
    with pytest.raises(CommandError):
        call_command("verify_erasure", "other")


def test_erase_of_a_professional_leaves_the_record_of_others() -> None:
    person = live()
    member = make_member(Role.PROFESSIONAL)
    erase_me(by=actor(member.person))
    assert Person.objects.filter(pk=person.pk).exists()
    assert Consent.objects.filter(person=person).exists()


@pytest.mark.django_db(transaction=True)
def test_files_go_after_the_rows_went_and_stay_when_they_did_not(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    storage = FileSystemStorage(tmp_path)
    name = storage.save("picture", ContentFile(b"a picture"))
    monkeypatch.setattr(erase, "_files", lambda person: [(storage, name)])
    person = make_person()
    with transaction.atomic():
        erase_me(by=actor(person))
        transaction.set_rollback(True)
    assert storage.exists(name)
    erase_me(by=actor(person))
    assert not storage.exists(name)


@pytest.mark.parametrize("is_encrypted", [True, False])
def test_export_brings_files_as_they_were_uploaded(tmp_path: Path, is_encrypted: bool) -> None:
    storage = FileSystemStorage(tmp_path)
    stored = key_ring().encrypt(b"a picture") if is_encrypted else b"a picture"
    file = FieldFile(Person(), FileField(storage=storage), storage.save("picture", ContentFile(stored)))
    archive = zipfile.ZipFile(io.BytesIO(), "w")
    assert _file(file, archive) == "files/picture"
    assert archive.read("files/picture") == b"a picture"


def test_replay_erases_again_after_an_older_backup_was_put_back(tmp_path: Path) -> None:
    person, other = make_person("Sam"), make_person("Blijft")
    pk, email = person.pk, person.email
    code = erase_me(by=actor(person))
    path = tmp_path / "erasures"
    path.write_text("\n".join(erasures_lines()))
    # The backup of before the erasure comes back: the person is there again, the proof is not.
    Erasure.objects.all().delete()
    Mail.objects.all().delete()
    Person.objects.create_user(email, pk=pk, name="Sam")
    for expected in ["erased again: 1, of 1", "erased again: 0, of 1"]:
        out = io.StringIO()
        call_command("replay_erasures", path, stdout=out)
        assert expected in out.getvalue()
    assert list(Person.objects.all()) == [other]
    assert not Mail.objects.exists()
    out = io.StringIO()
    call_command("verify_erasure", code, stdout=out)


def test_replay_of_another_file_says_which_line_is_wrong() -> None:
    with pytest.raises(ValueError, match="line 2"):
        replay_erasures(lines=["", "not a line"])


def test_account_that_is_not_used_is_told_and_then_erased() -> None:
    now = timezone.now()
    used, idle, back = make_person("Gebruikt"), make_person("Stil"), make_person("Terug")
    Person.objects.exclude(pk=used.pk).update(last_login=now - timedelta(days=800))
    Person.objects.filter(pk=used.pk).update(last_login=now)
    assert let_inactive_go(months=24) == (2, 0)
    assert let_inactive_go(months=24) == (0, 0)
    assert "Over 30 dagen" in last_mail(idle.email)
    Person.objects.filter(pk=back.pk).update(last_login=now)
    Person.objects.exclude(warned=None).update(warned=now - timedelta(days=31))
    assert let_inactive_go(months=24) == (0, 1)
    assert set(Person.objects.all()) == {used, back}
    assert Person.objects.get(pk=back.pk).warned is None
    assert let_inactive_go(months=0) == (0, 0)


def test_consents_and_entries_go_at_their_term() -> None:
    live()
    assert remove_old_consents(months=12) == 0
    assert remove_old_entries(months=60) == 0
    day = timezone.localdate() - timedelta(days=400)
    Consent.objects.update(until=day)
    assert remove_old_consents(months=12) == 1
    assert remove_old_entries(months=0) == 0


def test_name_with_a_number_like_a_bsn_is_refused(client: Client) -> None:
    person = make_person("Sam")
    sign_in(client, person)
    form = {"name": "Sam 1112.22.333", "language": "nl"}
    text = client.post(reverse("accounts:settings"), form).content.decode()
    assert "lijkt op een burgerservicenummer (BSN)" in text
    person.refresh_from_db()
    assert person.name == "Sam"


def test_settings_take_over_only_their_own_fields(client: Client) -> None:
    person = make_person("Sam")
    sign_in(client, person)
    extra = {"email": "evil@example.org", "is_example": "on", "ledger_key": "x", "is_active": "", "id": "1"}
    client.post(reverse("accounts:settings"), {"name": "Sammie", "language": "en", **extra})
    changed = Person.objects.get(pk=person.pk)
    assert (changed.name, changed.language, changed.email) == ("Sammie", "en", person.email)
    assert (changed.is_example, changed.ledger_key, changed.is_active) == (False, person.ledger_key, True)


def test_name_with_a_script_is_shown_as_text(client: Client) -> None:
    sign_in(client, make_person("Sam"))
    client.post(reverse("accounts:settings"), {"name": "<script>alert(1)</script>", "language": "nl"})
    for page in ["web:mine", "accounts:settings"]:
        assert "<script>alert" not in client.get(reverse(page)).content.decode()
