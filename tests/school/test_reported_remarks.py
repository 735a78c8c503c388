"""Reported remarks on lessons: who judges them, who may not, and what follows."""

from uuid import UUID

import pytest
from django.core.management import CommandError, call_command
from django.test import Client
from django.urls import reverse

from tests.accounts.factories import actor, make_member, sign_in
from tests.school.people import make_school, make_staff, staff_row
from wending.accounts.models import Membership, Organisation
from wending.accounts.rules.roles import Role
from wending.ledger.models import Entry
from wending.ledger.rules.actor import SYSTEM, VISITOR
from wending.school.actions.ratings import judge_remark, rate, report_remark
from wending.school.models import Rating
from wending.school.queries.ratings import remarks
from wending.school.queries.reported_remarks import reported_remarks

pytestmark = pytest.mark.django_db
KEY = "bijsluiter-herschrijven"


def reported(school: Organisation, by: Membership | None = None) -> tuple[Membership, Membership, UUID]:
    """Return the writer of a remark that a teacher of another school reported, that teacher, and its number."""
    writer = by or make_staff(Role.TEACHER, school)
    reader = make_staff(Role.TEACHER, make_school("De Brug"), name="Bo")
    rate(by=actor(writer), lesson=KEY, worked=4, remark="Te lang.")
    (seen,) = remarks(actor(reader), KEY)
    assert report_remark(by=actor(reader), lesson=KEY, remark=seen.id)
    return writer, reader, seen.id


def test_manager_of_the_writers_school_and_the_operator_see_it_and_nobody_else() -> None:
    school = make_school()
    writer, reader, remark = reported(school)
    for who in (actor(make_member(Role.MANAGER, school)), SYSTEM):
        assert [(one.id, one.text) for one in reported_remarks(who)] == [(remark, "Te lang.")]
    elsewhere = make_member(Role.MANAGER, reader.organisation)
    for other in (actor(writer), actor(reader), actor(elsewhere), VISITOR):
        assert reported_remarks(other) == []
        assert not judge_remark(by=other, remark=remark, hide=False)
    assert Rating.objects.get().is_reported


def test_nobody_judges_their_own_and_who_left_is_no_longer_theirs() -> None:
    school = make_school()
    writer, _reader, remark = reported(school)
    also_manager = actor(make_member(Role.MANAGER, school, person=writer.person))
    assert not judge_remark(by=also_manager, remark=remark, hide=False)
    row = staff_row(writer)
    row.ended = "2026-01-01"
    row.save()
    assert reported_remarks(actor(make_member(Role.MANAGER, school))) == []
    assert len(reported_remarks(SYSTEM)) == 1


def test_report_of_words_that_changed_meanwhile_hides_nothing(monkeypatch: pytest.MonkeyPatch) -> None:
    writer, reader = (
        make_staff(Role.TEACHER, make_school()),
        make_staff(Role.TEACHER, make_school("De Brug"), name="Bo"),
    )
    rate(by=actor(writer), lesson=KEY, worked=4, remark="Te lang.")
    seen = remarks(actor(reader), KEY)
    monkeypatch.setattr("wending.school.actions.ratings.remarks", lambda by, lesson: seen)
    rate(by=actor(writer), lesson=KEY, worked=4, remark="Past in twee lessen.")
    assert not report_remark(by=actor(reader), lesson=KEY, remark=seen[0].id)
    assert not Rating.objects.get().is_reported
    writer.person.delete()
    assert not report_remark(by=actor(reader), lesson=KEY, remark=seen[0].id)


@pytest.mark.parametrize(("hide", "shown"), [(True, []), (False, ["Te lang."])])
def test_judge_remark_hides_or_restores_once(hide: bool, shown: list[str]) -> None:
    school = make_school()
    writer, reader, remark = reported(school)
    manager = actor(make_member(Role.MANAGER, school))
    assert judge_remark(by=manager, remark=remark, hide=hide)
    assert [one.text for one in remarks(actor(reader), KEY)] == shown
    assert not judge_remark(by=manager, remark=remark, hide=not hide)
    verb = "hid-remark" if hide else "restored-remark"
    assert Entry.objects.filter(chain=str(writer.person.ledger_key), verb=verb).count() == 1
    # The same words again do not undo it; other words do.
    rate(by=actor(writer), lesson=KEY, worked=3, remark="Te lang.")
    assert [one.text for one in remarks(actor(reader), KEY)] == shown
    rate(by=actor(writer), lesson=KEY, worked=3, remark="Kort houden.")
    assert [one.text for one in remarks(actor(reader), KEY)] == ["Kort houden."]
    assert not Rating.objects.get().is_judged


def test_remark_that_is_reported_again_waits_again() -> None:
    school = make_school()
    _writer, reader, remark = reported(school)
    manager = actor(make_member(Role.MANAGER, school))
    judge_remark(by=manager, remark=remark, hide=False)
    assert report_remark(by=actor(reader), lesson=KEY, remark=remark)
    assert [one.id for one in reported_remarks(manager)] == [remark]


def test_page_of_the_manager_shows_the_words_without_the_writer_and_puts_them_back(client: Client) -> None:
    school = make_school()
    _writer, reader, remark = reported(school, make_staff(Role.TEACHER, school, name="Quirijn"))
    sign_in(client, make_member(Role.MANAGER, school))
    assert "1 gemelde opmerking" in client.get(reverse("school:school")).content.decode()
    page = client.get(reverse("school:reported_remarks")).content.decode()
    assert "Te lang." in page
    assert "Schrijf een bijsluiter die iedereen snapt" in page
    assert "Quirijn" not in page
    assert client.get(reverse("school:remark_judge", args=[remark])).status_code == 405
    client.post(reverse("school:remark_judge", args=[remark]), {"show": "yes"})
    assert [one.text for one in remarks(actor(reader), KEY)] == ["Te lang."]
    assert client.post(reverse("school:remark_judge", args=[remark]), {"show": "yes"}).status_code == 404


def test_teacher_may_not_come_to_the_page(client: Client) -> None:
    writer, _reader, remark = reported(make_school())
    sign_in(client, writer)
    assert client.get(reverse("school:reported_remarks")).status_code == 403
    assert client.post(reverse("school:remark_judge", args=[remark]), {"show": "yes"}).status_code == 403


def test_command_tells_what_waits_and_judges_one(capsys: pytest.CaptureFixture[str]) -> None:
    _writer, reader, remark = reported(make_school())
    call_command("lesson_remarks")
    assert f"{remark}  Schrijf een bijsluiter die iedereen snapt: Te lang." in capsys.readouterr().out
    call_command("lesson_remarks", restore=remark)
    assert len(remarks(actor(reader), KEY)) == 1
    with pytest.raises(CommandError, match="no remark that waits"):
        call_command("lesson_remarks", hide=remark)
