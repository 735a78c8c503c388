"""Pages of data and extracts: files looked at and kept, data gathered, extracts made and fetched; and who may not."""

from pathlib import Path
from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.urls import URLPattern, URLResolver, get_resolver, reverse
from django.utils import timezone
from pytest_django.fixtures import Settings

from tests.accounts.factories import actor, make_member, make_person, sign_in
from tests.effect.factories import make_approach, make_plan, make_researcher, make_study
from tests.effect.test_extracts import plan as extract_plan
from tests.effect.test_extracts import tables
from tests.effect.test_gather import consent, guided, platform_study
from wending.accounts.models import Membership
from wending.accounts.rules.consent import Part
from wending.accounts.rules.roles import Kind, Role
from wending.accounts.views.guards import Access
from wending.effect.actions.data_sets import folder_of, keep_tables
from wending.effect.actions.plan import begin_study, write_plan
from wending.effect.actions.register import register_study
from wending.effect.models import DataSet, Extract, Study
from wending.effect.rules.study import Source
from wending.effect.sources.tables import read_tables

pytestmark = pytest.mark.django_db

MAPPING = """
files.people.path = "people.csv"
[[tables]]
table = "persons"
file = "people"
columns.person = "nr"
[[tables]]
table = "exposures"
file = "people"
where = [{ column = "course", is = 1 }]
set = { approach = "check", accepted_on = 2025-02-01 }
columns.person = "nr"
[[tables]]
table = "covariates"
file = "people"
set.on = 2024-12-01
columns.person = "nr"
[[tables.long]]
set.covariate = "age"
columns.value = "age"
[[tables.long]]
set.covariate = "level"
columns.value = "level"
[[tables]]
table = "outcomes"
file = "people"
set.horizon = 365
columns.person = "nr"
[[tables.long]]
set.outcome = "in_work"
columns.value = "work"
[[tables.long]]
set.outcome = "wage"
columns.value = "wage"
"""


@pytest.fixture(autouse=True)
def _own_folder(settings: Settings, tmp_path: Path) -> None:
    settings.DATA_DIR = tmp_path


@pytest.fixture
def member() -> Membership:
    return make_researcher()


def study_of_files(member: Membership) -> Study:
    by = actor(member)
    make_approach(by, "check")
    study = begin_study(by=by, title="Een register", source=Source.FILES)
    write_plan(by=by, study=study.pk, plan=make_plan("check"), read=0)
    register_study(by=by, study=study.pk)
    return study


def people(odd: str = "35") -> str:
    lines = [
        f"nr{number},{number % 2},{odd if number == 7 else 30 + number},2,{number % 3 % 2},{20 + number}"
        for number in range(40)
    ]
    return "\n".join(["nr,course,age,level,work,wage", *lines])


def bring(client: Client, study: Study, do: str, content: str, mapping: str = MAPPING) -> Any:
    files = {
        "mapping": SimpleUploadedFile("mapping.toml", mapping.encode()),
        "brought": [SimpleUploadedFile("people.csv", content.encode())],
    }
    return client.post(reverse("effect:data", args=[study.pk]), {"do": do, **files})


def test_data_page_looks_first_and_keeps_nothing(client: Client, member: Membership) -> None:
    study = study_of_files(member)
    page = bring(sign_in(client, member), study, "look", people())
    assert page.status_code == 200
    assert "Er is nog niets bewaard" in page.content.decode()
    assert '<th scope="row">persons</th><td class="number">40</td>' in page.content.decode()
    assert not DataSet.objects.exists()


def test_data_page_keeps_people_under_other_names(client: Client, member: Membership) -> None:
    study = study_of_files(member)
    answer = bring(sign_in(client, member), study, "keep", people())
    assert answer.status_code == 302
    data = DataSet.objects.get()
    kept = read_tables(folder_of(data.pk), data.digests)
    assert len(kept.persons) == 40
    assert len(kept.exposures) == 20
    assert not kept.persons["person"].str.startswith("nr").any()
    assert set(kept.outcomes["person"]) == set(kept.persons["person"])
    page = client.get(reverse("effect:data", args=[study.pk])).content.decode()
    assert "werk hebben, na 365 dagen" in page
    assert "Mensen: 40" in page


@pytest.mark.parametrize(
    ("content", "mapping", "told"),
    [
        (people("oud"), MAPPING, "people.csv, age is 1 keer geen getal. Regels: 9."),
        (people().replace("wage", "loon", 1), MAPPING, "ontbreekt de kolom wage"),
        (people(), MAPPING.replace('"persons"', '"people"'), "tables[1].table: Deze tabel kennen we niet: people."),
        (people(), MAPPING.replace("people.csv", "../people.csv"), "ligt niet naast de mapping"),
        (people(), MAPPING.replace("people.csv", "other.csv"), "Het bestand other.csv is er niet."),
        (people().replace("nr8,", "nr7,"), MAPPING, "persons: 1 rijen staan er dubbel in"),
    ],
)
def test_data_page_says_what_is_wrong_and_keeps_nothing(
    client: Client, member: Membership, content: str, mapping: str, told: str
) -> None:
    study = study_of_files(member)
    page = bring(sign_in(client, member), study, "keep", content, mapping)
    assert page.status_code == 422
    assert told in page.content.decode()
    assert not DataSet.objects.exists()


def test_data_page_refuses_citizen_numbers(client: Client, member: Membership) -> None:
    study = study_of_files(member)
    numbers = [str(number) for number in range(100_000_000, 100_009_000) if _passes(number)][:40]
    content = people()
    for place, number in enumerate(numbers):
        content = content.replace(f"nr{place},", f"{number},")
    page = bring(sign_in(client, member), study, "keep", content)
    assert "lijken op een BSN" in page.content.decode()
    assert not DataSet.objects.exists()


def _passes(number: int) -> bool:
    digits = [int(one) for one in str(number)]
    weights = (9, 8, 7, 6, 5, 4, 3, 2, -1)
    return sum(weight * digit for weight, digit in zip(weights, digits, strict=True)) % 11 == 0


def test_data_page_gathers_from_the_platform(client: Client, member: Membership) -> None:
    by = actor(member)
    study = platform_study(by)
    person = make_person("Sam")
    consent(person, by.organisation)
    guided(person)
    sign_in(client, member)
    address = reverse("effect:data", args=[study.pk])
    assert client.post(address, {}).status_code == 422
    assert client.post(address, {"guidance-second": "check"}).status_code == 302
    assert DataSet.objects.get().rows["persons"] == 1
    page = client.get(address).content.decode()
    # One person is a small count: not even that.
    assert "Mensen: &lt; 10" in page
    assert str(person) not in page


def opened(member: Membership) -> tuple[Study, DataSet]:
    by = actor(member)
    make_approach(by, "check")
    study = make_study(by, extract_plan())
    data = keep_tables(by=by, study=study.pk, tables=tables(), is_synthetic=True)
    Study.objects.filter(pk=study.pk).update(registered=timezone.now(), opened=timezone.now())
    return study, data


def ask(data: DataSet, **other: Any) -> dict[str, Any]:
    return {
        "data_set": str(data.pk),
        "kind": "rows",
        "known": ["age", "level"],
        "outcomes": ["in_work 365"],
        "k": 10,
        "rounding": 5,
        "noise": 0,
        **other,
    }


def test_extracts_page_makes_and_gives_one(client: Client, member: Membership) -> None:
    study, data = opened(member)
    sign_in(client, member)
    address = reverse("effect:extracts", args=[study.pk])
    assert client.post(address, ask(data)).status_code == 302
    extract = Extract.objects.get()
    file = client.post(reverse("effect:extract_file", args=[extract.pk]))
    assert file["Content-Type"].startswith("text/csv")
    assert file.content.decode("utf-8-sig").startswith("person,treated,age,level,in_work_365")
    page = client.get(address).content.decode()
    assert "age, level, in_work 365" in page
    assert "opgehaald" in page


@pytest.mark.parametrize(
    ("other", "told"),
    [
        ({"k": 5}, "10"),
        ({"kind": "table", "known": ["age", "level", "sector"]}, "hooguit 6"),
        ({"rounding": 0}, "afronding"),
        ({"rounding": 7}, "afronding"),
        ({"rounding": 0.5, "outcomes": ["wage 365"]}, "te fijn"),
    ],
)
def test_extracts_page_refuses(client: Client, member: Membership, other: dict[str, Any], told: str) -> None:
    study, data = opened(member)
    page = sign_in(client, member).post(reverse("effect:extracts", args=[study.pk]), ask(data, **other))
    assert page.status_code == 422
    assert told in page.content.decode()
    assert not Extract.objects.exists()


def test_extract_of_a_withdrawn_study_is_not_given(client: Client, member: Membership) -> None:
    study, data = opened(member)
    sign_in(client, member).post(reverse("effect:extracts", args=[study.pk]), ask(data))
    Study.objects.filter(pk=study.pk).update(withdrawn=timezone.now())
    page = client.post(reverse("effect:extract_file", args=[Extract.objects.get().pk]), follow=True)
    assert page.headers["Content-Type"].startswith("text/html")
    assert "Er gaan geen gegevens meer uit." in page.content.decode()
    assert "geweigerd" in page.content.decode()


def test_pages_of_another_office_do_not_exist(client: Client, member: Membership) -> None:
    study, data = opened(member)
    sign_in(client, member).post(reverse("effect:extracts", args=[study.pk]), ask(data))
    extract = Extract.objects.get()
    other = sign_in(Client(), make_researcher())
    for name in ("data", "extracts"):
        assert other.get(reverse(f"effect:{name}", args=[study.pk])).status_code == 404
    assert other.post(reverse("effect:extracts", args=[study.pk]), ask(data)).status_code == 404
    assert other.post(reverse("effect:extract_file", args=[extract.pk])).status_code == 404


@pytest.mark.parametrize("role", [Role.PROFESSIONAL, Role.MANAGER, None])
def test_pages_for_others_are_closed(client: Client, member: Membership, role: Role | None) -> None:
    study, _data = opened(member)
    sign_in(client, make_member(role) if role else make_person("Sam"))
    for name in ("data", "extracts"):
        assert client.get(reverse(f"effect:{name}", args=[study.pk])).status_code == 403


def test_pages_without_second_factor_ask_for_it(client: Client, member: Membership) -> None:
    study, _data = opened(member)
    answer = sign_in(client, member, second_factor=False).get(reverse("effect:data", args=[study.pk]))
    assert answer.status_code == 302
    assert reverse("accounts:second_factor") in answer.headers["Location"]


def _patterns(found: Any = None) -> list[URLPattern]:
    flat: list[URLPattern] = []
    for one in (found or get_resolver()).url_patterns:
        flat += _patterns(one) if isinstance(one, URLResolver) else [one]
    return flat


def test_researchers_come_to_no_page_with_a_record() -> None:
    """Every page that their role opens is of the effect office, or of their own organisation."""
    open_to = set()
    for one in _patterns():
        access = getattr(one.callback, "access", None)
        if isinstance(access, Access) and access.kind == "roles" and Role.RESEARCHER in access.roles:
            open_to.add(one.callback.__module__)
    assert open_to
    assert all(module.startswith(("wending.effect.", "wending.accounts.")) for module in open_to), open_to


def test_researcher_with_every_consent_for_research_finds_no_record(client: Client, member: Membership) -> None:
    """Each page of guidance, school and work that takes the number of a person or case stays closed or empty."""
    person = make_person("Wilhelmina")
    consent(person, member.organisation_id, list(Part))
    case = guided(person)
    sign_in(client, member)
    seen = 0
    for one in _patterns():
        access = getattr(one.callback, "access", None)
        names = list(one.pattern.converters)
        if not isinstance(access, Access) or access.kind not in {"roles", "own"} or len(names) != 1:
            continue
        module = one.callback.__module__.split(".")[1]
        if module not in {"guidance", "school", "work", "dossier", "instruments", "orientation"} or not one.name:
            continue
        for number in (person.pk, case.pk):
            try:
                address = reverse(f"{module}:{one.name}", args=[number])
            except Exception:
                continue
            answer = client.get(address)
            seen += 1
            assert answer.status_code in {302, 403, 404, 405, 410}, address
            assert "Wilhelmina" not in answer.content.decode()
    assert seen > 40
    assert member.organisation.kind == Kind.RESEARCH
