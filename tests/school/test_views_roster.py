"""Reading a roster in by page: plan in words, columns, yes, no, and the bad days."""

import io
import re
import zipfile
from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.urls import reverse
from django.utils.translation import override

from tests.accounts.factories import actor, make_member, sign_in
from tests.school.people import make_school, make_staff
from tests.school.rosters import HEADING, LEARNERS, STAFF, a_delivery, bring
from wending.accounts.models import Organisation
from wending.accounts.rules.roles import Role
from wending.school.models import Delivery, SchoolPerson
from wending.school.queries.deliveries import kept_mapping

pytestmark = pytest.mark.django_db


def text(response: Any) -> str:
    """Return the words of a page."""
    return re.sub(r"\s+", " ", re.sub(r"<[^>]+>", " ", response.content.decode()))


@pytest.fixture
def school() -> Organisation:
    """Return a school."""
    return make_school()


@pytest.fixture
def manager(client: Client, school: Organisation) -> Client:
    """Return the browser of its manager."""
    return sign_in(client, make_member(Role.MANAGER, school))


def give(client: Client, *files: tuple[str, str | bytes], layout: str = "csv", **told: Any) -> Any:
    """Give files on the page, and go on to what they change."""
    names = ("file", "second")
    uploads = {
        key: SimpleUploadedFile(name, content if isinstance(content, bytes) else content.encode())
        for key, (name, content) in zip(names, files, strict=False)
    }
    told = {"layout": layout, "year": "2026-2027", "whole": ["learners", "staff"]} | told
    return client.post(reverse("school:roster"), told | uploads, follow=True)


def test_roster_page_tells_what_changes_and_brings_it_in_force(manager: Client, school: Organisation) -> None:
    plan = give(manager, ("leerlingen.csv", LEARNERS), ("personeel.csv", STAFF))
    words = text(plan)
    assert "Er is nog niets veranderd" in words
    assert "Nieuwe mensen: 5" in words
    assert "Bo van Dam, leerling of student, 3A" in words
    assert not SchoolPerson.objects.exists()
    done = manager.post(plan.redirect_chain[-1][0], follow=True)
    assert "De lijst is ingelezen" in text(done)
    assert SchoolPerson.objects.count() == 5
    again = give(manager, ("leerlingen.csv", LEARNERS), ("personeel.csv", STAFF))
    assert "Er verandert niets" in text(again)
    moved = LEARNERS.replace("101;Ada;;Bos;3A", "101;Ada;;Bosch;3B").replace(";Ali;3B;3;", ";Ali;3B;3;VOS")
    words = text(give(manager, ("leerlingen.csv", moved), ("personeel.csv", STAFF)))
    assert "Ada Bos: van 3A naar 3B" in words
    assert "Ada Bos: achternaam Bos → Bosch" in words
    assert "Çem Ali: een andere mentor" in words


def test_conflicting_files_name_file_and_line_and_cannot_be_confirmed(manager: Client) -> None:
    plan = give(manager, ("leerlingen.csv", LEARNERS + "101;Ada;;Anders;3A;3;\n"), ("personeel.csv", STAFF))
    words = text(plan)
    assert "Deze lijst nemen we niet over" in words
    assert "leerlingen.csv 5 Bij het nummer 101 hoort hier een andere naam dan in leerlingen.csv, regel 2." in words
    assert "neem de lijst over" not in words
    assert manager.post(plan.redirect_chain[-1][0]).status_code == 422
    assert not SchoolPerson.objects.exists()


def test_many_endings_ask_for_a_tick(manager: Client, school: Organisation) -> None:
    bring(school)
    plan = give(manager, ("leerlingen.csv", HEADING + "101;Ada;;Bos;3A;3;VOS\n"), ("personeel.csv", STAFF))
    assert "Er gaan veel mensen weg" in text(plan)
    address = plan.redirect_chain[-1][0]
    assert manager.post(address).status_code == 422
    assert SchoolPerson.objects.filter(ended=None).count() == 5
    manager.post(address, {"ending": "yes"})
    assert SchoolPerson.objects.filter(ended=None).count() == 3


def test_columns_with_names_of_the_school_are_named_on_the_page_and_known_the_next_time(
    manager: Client, school: Organisation
) -> None:
    own = "Nr;Voor;Achternaam;Klas;Geboortedatum;Kluisje\n101;Ada;Bos;3A;1-2-2010;7\n"
    page = give(manager, ("lijst.csv", own))
    assert "Wat staat er in elke kolom?" in text(page)
    assert "Geboortedatum" not in text(page)
    assert "2010" not in str(Delivery.objects.get().content)
    named = {"column0": "learner", "column1": "first", "column2": "last", "column3": "group", "column4": ""}
    plan = manager.post(page.redirect_chain[-1][0], named, follow=True)
    assert "Ada Bos, leerling of student, 3A" in text(plan)
    manager.post(plan.redirect_chain[-1][0])
    assert SchoolPerson.objects.get().local == "101"
    assert kept_mapping(actor(make_member(Role.MANAGER, school))).columns["nr"] == "learner"
    assert "Er verandert niets" in text(give(manager, ("lijst.csv", own)))


def test_table_with_a_citizen_number_is_not_kept_to_name_its_columns(manager: Client) -> None:
    page = give(manager, ("lijst.csv", "Nr;Achternaam\n111222333;Bos\n"))
    assert "Dit bestand kunnen we niet lezen" in text(page)
    assert not Delivery.objects.exists()


def test_other_layouts_are_read(manager: Client) -> None:
    uwlr = (
        "<leerlinggegevens><school><brincode>99XX</brincode><schooljaar>2026-2027</schooljaar>"
        '<xsdversie>2.3</xsdversie></school><groepen><groep key="g"><naam>8a</naam></groep></groepen><leerlingen>'
        '<leerling key="1"><achternaam>Bos</achternaam><roepnaam>Ada</roepnaam><groep key="g"/></leerling>'
        "</leerlingen></leerlinggegevens>"
    )
    assert "Ada Bos, leerling of student, 8a" in text(give(manager, ("a.xml", uwlr), layout="uwlr"))
    files = {
        "manifest.csv": "propertyName,value\noneroster.version,1.2\nfile.orgs,bulk\nfile.users,bulk\nfile.roles,bulk\n"
        "file.academicSessions,absent\nfile.courses,absent\nfile.classes,absent\nfile.enrollments,absent\n",
        "orgs.csv": "sourcedId,name,type\no,School,school\n",
        "users.csv": "sourcedId,givenName,familyName,primaryOrgSourcedId\nu,Kim,Vos,o\n",
        "roles.csv": "sourcedId,userSourcedId,role,orgSourcedId\nr,u,teacher,o\n",
    }
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as archive:
        for name, content in files.items():
            archive.writestr(name, content)
    assert "Kim Vos, docent" in text(give(manager, ("r.zip", out.getvalue()), layout="oneroster"))
    assert "kunnen we niet lezen" in text(give(manager, ("r.zip", b"no zip"), layout="oneroster"))


BAD_FILES = [
    ("csv", "l.csv", b"PK\x03\x04", "l.csv: Dit is geen CSV.", "l.csv: This is not CSV."),
    ("uwlr", "a.xml", b"<leerlinggegevens>", "a.xml, regel 1: De XML is niet heel.", "a.xml, line 1: The XML is not"),
    ("oneroster", "r.zip", b"no zip", "r.zip: Deze zip kunnen we niet openen.", "r.zip: We cannot open this zip."),
]


@pytest.mark.parametrize(("layout", "name", "content", "nl", "en"), BAD_FILES)
def test_file_that_cannot_be_read_is_told_in_the_language_of_the_page(
    manager: Client, layout: str, name: str, content: bytes, nl: str, en: str
) -> None:
    for language, words in (("nl", nl), ("en", en)):
        manager.cookies["django_language"] = language
        with override(language):
            page = give(manager, (name, content), layout=layout)
        assert page.status_code == 422
        assert words in text(page)
        assert 'lang="en">' not in page.content.decode().partition("<main")[2]
    assert not Delivery.objects.exists()


def test_columns_that_are_not_known_are_told_in_the_language_of_the_page(manager: Client) -> None:
    page = give(manager, ("lijst.csv", "Nr;Achternaam\n101;Bos\n"))
    assert "lijst.csv, regel 1: Er is geen kolom met een nummer van mensen." in text(page)
    delivery = Delivery.objects.get()
    with override("en"):
        address = reverse("school:roster_columns", args=[delivery.pk])
        assert "lijst.csv, line 1: There is no column with a number of people." in text(manager.get(address))
        both = {"column0": "learner", "column1": "learner"}
        assert "lijst.csv, line 1: Two columns would be the same (number of the learner): Nr and Achternaam." in text(
            manager.post(address, both, follow=True)
        )
    # As it was kept before there were codes.
    old = Delivery.objects.get(state="waiting")
    Delivery.objects.update(content={"tables": old.content["tables"], "wrong": "l.csv: has no column."})
    assert "l.csv: has no column." in text(manager.get(reverse("school:roster_columns", args=[old.pk])))


def test_second_manager_is_told_that_the_list_changed_meanwhile(manager: Client, school: Organisation) -> None:
    plan = give(manager, ("leerlingen.csv", LEARNERS), ("personeel.csv", STAFF))
    address = plan.redirect_chain[-1][0]
    bring(school, ("l.csv", LEARNERS.replace("Dam", "Dijk")), ("p.csv", STAFF))
    for answer in (manager.get(address), manager.post(address)):
        assert answer.status_code == 409
        assert "Iemand anders las een lijst in" in text(answer)
    assert SchoolPerson.objects.filter(last="Dijk").exists()


def test_dropped_delivery_is_wiped_and_gone(manager: Client) -> None:
    plan = give(manager, ("leerlingen.csv", LEARNERS), ("personeel.csv", STAFF))
    address = plan.redirect_chain[-1][0]
    delivery = Delivery.objects.get()
    manager.post(reverse("school:roster_drop", args=[delivery.pk]))
    delivery.refresh_from_db()
    assert delivery.content is None
    assert manager.get(address).status_code == 404
    assert manager.post(address).status_code == 404


@pytest.mark.parametrize("page", ["roster_plan", "roster_columns", "roster_drop"])
def test_delivery_of_another_school_does_not_exist(manager: Client, page: str) -> None:
    delivery = a_delivery(make_school("De Brug"))
    address = reverse(f"school:{page}", args=[delivery.pk])
    assert manager.post(address).status_code == 404
    if page != "roster_drop":
        assert manager.get(address).status_code == 404
    assert not SchoolPerson.objects.exists()


@pytest.mark.parametrize("role", [Role.TEACHER, Role.MENTOR, Role.PROFESSIONAL])
def test_staff_may_not_come_to_the_roster(client: Client, school: Organisation, role: Role) -> None:
    sign_in(client, make_staff(role, school))
    delivery = a_delivery(school)
    for address in (reverse("school:roster"), reverse("school:roster_plan", args=[delivery.pk])):
        assert client.get(address).status_code == 403
