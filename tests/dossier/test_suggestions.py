"""Suggested skills: from own words, with those words, and from the occupation it looks like; never taken for true."""

from pathlib import Path

import pytest
from django.test import Client
from django.urls import reverse

from tests.accounts.factories import actor, make_person, sign_in
from tests.dossier.factories import make_item
from tests.reference.factories import load_small
from wending.dossier.models import ItemSkill
from wending.dossier.queries.suggestions import found_skills, likely_occupation, suggested_skills
from wending.dossier.rules.record import Kind
from wending.reference.models import OccupationSkill
from wending.reference.queries.names import names

pytestmark = pytest.mark.django_db


def test_without_data_nothing_is_suggested_and_the_page_works(client: Client) -> None:
    sam = make_person("Sam")
    item = make_item(sam, "Kassamedewerker", kind=Kind.WORK)
    assert likely_occupation("Kassamedewerker", "nl") is None
    assert suggested_skills("Ik sprak met klanten", None, "nl") == []
    assert found_skills("klanten", "nl") == []
    sign_in(client, sam)
    assert client.post(reverse("dossier:item_skills", args=[item.pk]), {"search": "1", "q": "x"}).status_code == 200


def test_suggestions_tell_their_reason_and_wait_for_a_tick(tmp_path: Path, client: Client) -> None:
    load_small(tmp_path)
    need = OccupationSkill.objects.select_related("occupation", "skill").filter(is_essential=True).first()
    assert need is not None
    title = names("occupation", [need.occupation.uri], "nl")[need.occupation.uri].text
    likely = likely_occupation(title, "nl")
    assert likely is not None
    assert likely.uri == need.occupation.uri
    suggested = {one.uri: one.reason for one in suggested_skills("", likely, "nl")}
    assert suggested[need.skill.uri] == f"Hoort vaak bij: {title}"
    assert need.skill.uri not in {one.uri for one in suggested_skills("", likely, "nl", {need.skill.uri})}
    called = names("skill", [need.skill.uri], "nl")[need.skill.uri].text
    told = {one.uri: one.reason for one in suggested_skills(f"Ik kan {called}.", None, "nl")}
    assert told[need.skill.uri].startswith("Je schreef: ")
    assert need.skill.uri in {one.uri for one in found_skills(called, "nl")}

    sam = make_person("Sam")
    item = make_item(sam, title, kind=Kind.WORK)
    address = reverse("dossier:item_skills", args=[item.pk])
    page = sign_in(client, sam).get(address).content.decode()
    assert f'name="skill" value="{need.skill.uri}"><' in page
    assert f'name="occupation" value="{likely.uri}"><' in page
    assert not ItemSkill.objects.exists()
    client.post(address, {"skill": [need.skill.uri], "occupation": likely.uri})
    item.refresh_from_db()
    assert item.uri == likely.uri
    assert [row.uri for row in ItemSkill.objects.filter(item__person=actor(sam).me)] == [need.skill.uri]
    client.post(address, {"skill": [need.skill.uri]})
    item.refresh_from_db()
    assert item.uri == ""
