"""What others may see of a record: only consented parts, to the one they were given to, each look in the ledger."""

from datetime import timedelta
from typing import Any

import pytest
from django.core.exceptions import PermissionDenied
from django.utils import timezone

from tests.accounts.factories import actor, make_member, make_person
from tests.dossier.factories import make_item, picture
from wending.accounts.actions.consent import give_consent, withdraw_consent
from wending.accounts.models import Membership, Person
from wending.accounts.rules.consent import Part, Purpose
from wending.accounts.rules.roles import Role
from wending.dossier.actions.contacts import ContactFields, add_contact
from wending.dossier.actions.evidence import add_evidence, open_evidence
from wending.dossier.actions.item_skills import Claim, set_skills
from wending.dossier.actions.look import PARTS, shown_to
from wending.dossier.actions.reflections import ReflectionFields, write_reflection
from wending.dossier.models import Evidence
from wending.dossier.queries.contacts import contacts
from wending.dossier.queries.items import timeline
from wending.dossier.queries.reflections import reflections
from wending.dossier.queries.skills import skills
from wending.dossier.rules.people import Tie
from wending.dossier.rules.reflection import Competence
from wending.ledger.models import Entry
from wending.ledger.rules.actor import SYSTEM, VISITOR, Actor

pytestmark = pytest.mark.django_db


@pytest.fixture
def sam() -> Person:
    person = make_person("Sam")
    me, item = actor(person), make_item(person)
    set_skills(by=me, item=item.pk, claims=[Claim(name="Koffie zetten", level=3)])
    add_evidence(by=me, item=item.pk, name="foto.jpg", data=picture())
    told = ReflectionFields(item.pk, "went_well", "Geheim")
    write_reflection(by=me, competence=Competence.QUALITIES, fields=told)
    add_contact(by=me, fields=ContactFields("Ali", Tie.NEIGHBOUR, 1))
    return person


@pytest.fixture
def guide() -> Membership:
    return make_member(Role.PROFESSIONAL)


def consent(person: Person, *parts: Part, **to: Any) -> list[Any]:
    return give_consent(
        by=actor(person),
        purpose=Purpose.GUIDANCE,
        parts=list(parts),
        until=timezone.localdate() + timedelta(days=30),
        **to,
    )


def looks(person: Person) -> list[str]:
    return list(Entry.objects.filter(chain=str(person.ledger_key), verb="looked").values_list("thing", flat=True))


def test_shown_to_gives_consented_parts_only_and_writes_one_look_each(sam: Person, guide: Membership) -> None:
    consent(sam, Part.EXPERIENCE, Part.NETWORK, to_person=guide.person_id, to_organisation=guide.organisation_id)
    shown = shown_to(by=actor(guide), person=sam.pk)
    assert set(shown) == {Part.EXPERIENCE, Part.NETWORK}
    assert [item.title for item in shown[Part.EXPERIENCE]] == ["Koffie schenken"]
    assert [contact.name for contact in shown[Part.NETWORK]] == ["Ali"]
    assert sorted(looks(sam)) == ["experience", "network"]


def test_experience_comes_without_skills_and_files_where_those_were_not_consented(
    sam: Person, guide: Membership
) -> None:
    consent(sam, Part.EXPERIENCE, to_organisation=guide.organisation_id)
    (item,) = shown_to(by=actor(guide), person=sam.pk)[Part.EXPERIENCE]
    assert (item.skills, item.evidence) == ((), ())
    consent(sam, Part.SKILLS, to_organisation=guide.organisation_id)
    (item,) = shown_to(by=actor(guide), person=sam.pk)[Part.EXPERIENCE]
    assert [skill.name for skill in item.skills] == ["Koffie zetten"]
    assert [file.name for file in item.evidence] == ["foto.jpg"]


def test_page_that_asks_one_part_looks_at_no_other(sam: Person, guide: Membership) -> None:
    consent(sam, *PARTS, to_organisation=guide.organisation_id)
    assert set(shown_to(by=actor(guide), person=sam.pk, parts=(Part.SKILLS,))) == {Part.SKILLS}
    assert looks(sam) == ["skills"]


@pytest.mark.parametrize("role", [Role.PROFESSIONAL, Role.MANAGER, Role.COUNCIL])
def test_nobody_sees_anything_without_consent(sam: Person, role: Role) -> None:
    others: list[Actor] = [actor(make_member(role)), actor(make_person("Noor")), VISITOR, SYSTEM]
    for other in others:
        assert shown_to(by=other, person=sam.pk) == {}
        assert looks(sam) == []
        if other.person is not None:
            for query in [lambda who: timeline(who, "nl", sam.pk), lambda who: skills(who, "nl", sam.pk)]:
                with pytest.raises(PermissionDenied):
                    query(other)
            for read in [reflections, contacts]:
                with pytest.raises(PermissionDenied):
                    read(other, sam.pk)


def test_consent_holds_for_no_colleague_no_other_organisation_and_no_other_person(
    sam: Person, guide: Membership
) -> None:
    consent(sam, *PARTS, to_person=guide.person_id, to_organisation=guide.organisation_id)
    colleague = make_member(Role.PROFESSIONAL, guide.organisation)
    elsewhere = make_member(Role.PROFESSIONAL, person=guide.person)
    noor = make_person("Noor")
    make_item(noor)
    assert shown_to(by=actor(colleague), person=sam.pk) == {}
    assert shown_to(by=actor(elsewhere), person=sam.pk) == {}
    assert shown_to(by=actor(guide.person), person=sam.pk) == {}
    assert shown_to(by=actor(guide), person=noor.pk) == {}
    assert set(shown_to(by=actor(guide), person=sam.pk)) == set(PARTS)


def test_withdrawn_consent_shows_nothing_any_more(sam: Person, guide: Membership) -> None:
    (given,) = consent(sam, Part.REFLECTIONS, to_organisation=guide.organisation_id)
    assert shown_to(by=actor(guide), person=sam.pk)[Part.REFLECTIONS][0].texts[0].text == "Geheim"
    withdraw_consent(by=actor(sam), consent=given.pk)
    assert shown_to(by=actor(guide), person=sam.pk) == {}


def test_file_is_opened_by_who_may_see_skills_and_that_is_written(sam: Person, guide: Membership) -> None:
    file = Evidence.objects.get()
    consent(sam, Part.EXPERIENCE, to_organisation=guide.organisation_id)
    assert open_evidence(by=actor(guide), evidence=file.pk) is None
    consent(sam, Part.SKILLS, to_organisation=guide.organisation_id)
    opened = open_evidence(by=actor(guide), evidence=file.pk)
    assert opened is not None
    assert opened.media_type == "image/jpeg"
    assert looks(sam) == ["skills"]


def test_own_look_is_not_written(sam: Person) -> None:
    assert set(shown_to(by=actor(sam), person=sam.pk)) == set(PARTS)
    assert looks(sam) == []
