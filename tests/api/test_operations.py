"""Each operation once with known answers, and once for what it refuses. What holds for all is tested beside."""

import json
from pathlib import Path
from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.core.management import call_command
from django.test import Client

from tests.reference.factories import (
    CARER,
    COURIER,
    DRIVE,
    DRIVER,
    GIVE_CARE,
    LISTEN,
    MEDICINES,
    NURSE,
    PLAN_ROUTES,
    ROUTES,
)
from wending.orientation.queries.person import SUGGESTED_CERTAINTY

pytestmark = pytest.mark.django_db


def ask(client: Client, address: str, status: int = 200, **headers: str) -> Any:
    """Return the JSON of an address."""
    response = client.get(f"/api/v1{address}", headers=headers)
    assert response.status_code == status, response.content
    return response.json()


def send(client: Client, address: str, body: Any, status: int = 200) -> Any:
    """Send JSON and return the JSON that comes back."""
    response = client.post(f"/api/v1{address}", body, content_type="application/json")
    assert response.status_code == status, response.content
    return response.json()


# Search


def test_search_finds_misspelt_words_in_both_languages(small: None, strict: Client) -> None:
    dutch = ask(strict, "/search?q=verpleegkundgie&kind=occupation")["items"][0]
    english = ask(strict, "/search?q=nurse&kind=occupation&lang=en")["items"][0]

    assert (dutch["uri"], dutch["key"], dutch["label"]) == (NURSE, "nurse", "verpleegkundige")
    assert (english["uri"], english["label"], english["kind"]) == (NURSE, "nurse", "occupation")


def test_search_keeps_to_kind_and_limit(small: None, strict: Client) -> None:
    assert {hit["kind"] for hit in ask(strict, "/search?q=rijden&kind=skill")["items"]} == {"skill"}
    assert len(ask(strict, "/search?q=e&limit=1")["items"]) <= 1


# Occupations and skills


def test_list_occupations_in_pages(small: None, strict: Client) -> None:
    first = strict.get("/api/v1/occupations?pageSize=3&lang=en")
    second = ask(strict, "/occupations?pageSize=3&page=2&lang=en")

    assert first.json()["total"] == second["total"] == 4
    assert first.json()["pageCount"] == 2
    assert [item["label"] for item in first.json()["items"]] == ["nurse", "carer", "lorry driver"]
    assert [item["label"] for item in second["items"]] == ["courier"]
    assert '</api/v1/occupations?pageSize=3&lang=en&page=2>; rel="next"' in first.headers["Link"]


def test_list_occupations_of_a_group(small: None, strict: Client) -> None:
    assert {item["uri"] for item in ask(strict, "/occupations?isco=83")["items"]} == {DRIVER, COURIER}


def test_list_occupations_beyond_the_end_is_empty(small: None, strict: Client) -> None:
    assert ask(strict, "/occupations?page=9")["items"] == []


def test_read_occupation_tells_all_with_sources(small: None, strict: Client) -> None:
    nurse = ask(strict, "/occupations/nurse", **{"accept-language": "en"})

    assert (nurse["uri"], nurse["label"], nurse["lang"], nurse["iscoCode"]) == (NURSE, "nurse", "en", "2221")
    assert {skill["uri"] for skill in nurse["essential"]} == {GIVE_CARE, LISTEN, MEDICINES}
    assert nurse["isRegulated"] is True
    assert nurse["onet"]["interests"]["S"] == 6
    assert nurse["sources"]["essential"] == {"source": "esco", "version": "1.2.0", "published": "2024-05"}


def test_read_occupation_of_another_kind_is_not_found(small: None, strict: Client) -> None:
    assert ask(strict, "/occupations/listen", 404)["type"] == "/api/v1/docs#not-found"


def test_list_skills_of_a_group(small: None, strict: Client) -> None:
    assert {skill["uri"] for skill in ask(strict, "/skills?group=S3")["items"]} == {GIVE_CARE, LISTEN, MEDICINES}


def test_read_skill_tells_who_needs_it(small: None, strict: Client) -> None:
    skill = ask(strict, "/skills/plan-routes?lang=nl")

    assert (skill["uri"], skill["label"]) == (PLAN_ROUTES, "routes plannen")
    assert [occupation["uri"] for occupation in skill["essentialFor"]] == [COURIER]
    assert [occupation["uri"] for occupation in skill["optionalFor"]] == [DRIVER]
    assert [helping["uri"] for helping in skill["helpedBy"]] == [ROUTES]
    assert ask(strict, "/skills/nurse", 404)["status"] == 404


def test_list_releases_names_source_terms_and_date(small: None, strict: Client) -> None:
    released = {release["source"]: release for release in ask(strict, "/releases")["items"]}

    assert set(released) == {"esco", "onet", "crosswalk"}
    assert all(release["terms"] and release["credit"] and release["ready"] for release in released.values())


# Match and transitions


def test_match_gives_what_the_command_gives(
    small: None, strict: Client, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    told = json.dumps({"skills": [{"uri": DRIVE}], "occupations": [{"uri": COURIER, "years": 3}]})
    (tmp_path / "profile.json").write_text(told)
    call_command("match", "--profile", str(tmp_path / "profile.json"), "--format", "json", "--limit", "2")

    response = strict.post("/api/v1/match?limit=2", told, content_type="application/json")

    assert response.json() == json.loads(capsys.readouterr().out)
    assert response.json()["items"][0]["occupation"]["uri"] == DRIVER
    assert response.headers["Cache-Control"] == "no-store"


def test_match_tells_what_it_does_not_know(small: None, strict: Client) -> None:
    told = {
        "skills": [{"uri": DRIVE}, {"uri": "urn:x"}],
        "occupations": [{"uri": "urn:y"}],
        "education": {"field": "0999"},
    }

    found = send(strict, "/match", told)

    assert found["unknown"] == ["urn:x", "urn:y", "http://data.europa.eu/esco/isced-f/0999"]
    assert "unknown_skills" in found["items"][0]["doubts"]


def test_match_assumes_the_skills_of_past_work_unless_told_otherwise(small: None, strict: Client) -> None:
    work = {"occupations": [{"uri": NURSE, "years": 5}]}
    declined = work | {"skills": [{"uri": uri, "certainty": 0} for uri in (GIVE_CARE, LISTEN, MEDICINES)]}

    def covered(told: dict[str, Any]) -> float:
        (carer,) = (i for i in send(strict, "/match", told)["items"] if i["occupation"]["uri"] == CARER)
        return float(carer["parts"]["essential"])

    assert covered(work) == pytest.approx(SUGGESTED_CERTAINTY)
    assert covered(declined) == 0


def test_match_names_every_fault_at_once(small: None, strict: Client) -> None:
    told = send(strict, "/match?limit=0", {"skills": [{"uri": "a b", "level": 2}], "hobby": 1}, 400)

    places = {(fault["in"], *fault["location"].values()) for fault in told["errors"]}
    assert places == {
        ("query", "limit"), ("body", "#/skills/0/uri"), ("body", "#/skills/0/level"), ("body", "#/hobby")
    }  # fmt: skip
    assert all(fault["detail"] for fault in told["errors"])


@pytest.mark.parametrize(
    ("body", "kind", "status"),
    [
        (b"{", "application/json", 400),
        (b"", "application/json", 400),
        (b"[]", "application/json", 400),
        (b'{"skills": [{"uri": "a\\u0000"}]}', "application/json", 400),
        (b'{"skills": [{"uri": "a\\ud800"}]}', "application/json", 400),
        (b'{"weights": {"level": 1e999}}', "application/json", 400),
        (b"<profile/>", "application/xml", 415),
        (b"a=1", "application/x-www-form-urlencoded", 415),
        (b" " * (2 * 1024 * 1024 + 1), "application/json", 413),
    ],
)
def test_match_refuses_what_is_no_profile(small: None, strict: Client, body: bytes, kind: str, status: int) -> None:
    response = strict.post("/api/v1/match", body, content_type=kind)

    assert response.status_code == status
    assert response.headers["Content-Type"] == "application/problem+json"


def test_list_transitions_explains_each_step(small: None, strict: Client) -> None:
    found = ask(strict, f"/transitions?from={NURSE}&limit=2&lang=en")

    assert (found["from"]["uri"], found["from"]["label"]) == (NURSE, "nurse")
    assert [step["place"] for step in found["items"]] == [1, 2]
    assert found["items"][0]["match"]["occupation"]["uri"] == CARER
    assert found["items"][0]["match"]["matched"]
    assert found["statement"]


def test_list_transitions_from_an_unknown_occupation_is_not_found(small: None, strict: Client) -> None:
    assert ask(strict, "/transitions?from=urn:x", 404)["detail"] == "Dit beroep kennen we niet: `from`."


# Extract

TEXT = "Ik werkte als koerier.\n- vrachtwagen rijden\nGeen ervaring met mensen verzorgen.\n"


def test_extract_reads_a_text_and_a_file_alike(small: None, strict: Client) -> None:
    pasted = send(strict, "/extract?lang=nl", {"text": TEXT})
    upload = {"file": SimpleUploadedFile("cv.txt", TEXT.encode())}
    uploaded = strict.post("/api/v1/extract?lang=nl", upload).json()

    assert [proposal["uri"] for proposal in pasted["occupations"]] == [COURIER]
    assert [proposal["uri"] for proposal in pasted["skills"]] == [DRIVE]
    assert [proposal["quote"] for proposal in pasted["skills"]] == ["vrachtwagen rijden"]
    assert {name: uploaded[name] for name in ("occupations", "skills")} == {
        name: pasted[name] for name in ("occupations", "skills")
    }


@pytest.mark.parametrize(
    ("name", "content", "status", "code"),
    [
        ("cv.pdf", b"%PDF-1.4 broken", 400, "document-refused"),
        ("cv.docm", b"PK\x03\x04", 400, "document-refused"),
        ("cv.txt", b"", 400, "document-refused"),
        ("cv.exe", b"MZ", 415, "unsupported-media-type"),
        ("cv.txt", b"x" * (10 * 1024 * 1024 + 1), 413, "too-large"),
    ],
)
def test_extract_refuses_hostile_files(
    small: None, strict: Client, name: str, content: bytes, status: int, code: str
) -> None:
    response = strict.post("/api/v1/extract", {"file": SimpleUploadedFile(name, content)})

    assert response.status_code == status
    assert response.json()["type"] == f"/api/v1/docs#{code}"


@pytest.mark.parametrize("body", [{"text": ""}, {"text": "x" * 60_001}, {"txt": "x"}, {"text": 1}, []])
def test_extract_refuses_what_is_no_text(small: None, strict: Client, body: Any) -> None:
    assert send(strict, "/extract", body, 400)["errors"]


def test_extract_without_a_file_says_so(small: None, strict: Client) -> None:
    response = strict.post("/api/v1/extract", {"document": SimpleUploadedFile("cv.txt", b"x")})

    assert response.status_code == 400
    assert response.json()["errors"][0]["location"] == {"pointer": "#/file"}


# Without data


def test_operations_without_data_say_that_there_is_none(db: None, strict: Client) -> None:
    assert ask(strict, "/search?q=koerier", 503)["type"] == "/api/v1/docs#not-ready"
    assert ask(strict, "/transitions?from=urn:x", 503)["status"] == 503
    assert send(strict, "/match", {}, 503)["status"] == 503
    assert send(strict, "/extract", {"text": TEXT}, 503)["status"] == 503
    assert ask(strict, "/occupations")["items"] == []
    assert ask(strict, "/skills")["items"] == []
    assert ask(strict, "/releases")["items"] == []
