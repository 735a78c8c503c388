"""What every answer under /api has, whatever happens: headers, language, problems, no state."""

import json
from typing import Any

import pytest
from django.contrib.sessions.models import Session
from django.core.cache import caches
from django.http import HttpRequest
from django.test import Client, RequestFactory

from wending.api import door
from wending.api.version import API_VERSION

pytestmark = pytest.mark.django_db
RELEASES = "/api/v1/releases"


def problem(response: Any, status: int, code: str) -> dict[str, Any]:
    """Check that an answer is a whole problem and return it."""
    assert response.status_code == status
    assert response.headers["Content-Type"] == "application/problem+json"
    told = json.loads(response.content)
    assert told["type"] == f"/api/v1/docs#{code}"
    assert told["status"] == status
    assert told["title"]
    assert told["detail"]
    assert response.headers["API-Version"] == API_VERSION
    assert response.headers["Cache-Control"] == "no-store"
    return dict(told)


def test_door_version_on_every_answer(strict: Client) -> None:
    for address in (RELEASES, "/api/v1/docs", "/api/v1/openapi.json", "/api/v1/nothing", "/api/v1", "/api/"):
        assert strict.get(address).headers["API-Version"] == API_VERSION


@pytest.mark.parametrize("address", ["/api/v1/nothing", "/api/", "/api/v2/releases", RELEASES + "/", "/api/v1/a%00b"])
@pytest.mark.parametrize("method", ["get", "post", "put", "delete"])
def test_door_unknown_address_is_a_problem(strict: Client, address: str, method: str) -> None:
    problem(getattr(strict, method)(address), 404, "not-found")


def test_door_wrong_method_is_a_problem(strict: Client) -> None:
    response = strict.delete(RELEASES)

    problem(response, 405, "method-not-allowed")
    assert response.headers["Allow"] == "GET"


def test_door_wrong_format_is_a_problem(strict: Client) -> None:
    problem(strict.get(RELEASES, headers={"accept": "text/html"}), 406, "not-acceptable")
    assert strict.get(RELEASES, headers={"accept": "text/html, */*;q=0.1"}).status_code == 200


def test_door_wrong_host_is_a_problem(strict: Client) -> None:
    problem(strict.get(RELEASES, headers={"host": "evil.example"}), 400, "invalid-input")


def test_door_too_many_parameters_is_a_problem(strict: Client) -> None:
    problem(strict.get("/api/v1/search?" + "&".join(f"a{k}=1" for k in range(2000))), 400, "invalid-input")


@pytest.mark.parametrize("name", ["%00", "%ff%fe", "%F0%9F%98%80", "a" * 5000])
def test_door_strange_addresses_are_problems(strict: Client, name: str) -> None:
    for address in (f"/api/v1/skills/{name}", f"/api/v1/{name}/x", f"/api/{name}"):
        assert strict.get(address).status_code in {400, 404}
        assert strict.get(address).headers["Content-Type"] == "application/problem+json"


def test_door_large_body_is_refused_unread(strict: Client, settings: Any) -> None:
    settings.DOCUMENT_MAX_BYTES = 1000
    body = b"x" * (1000 + door.FORM_MARGIN + 1)

    problem(strict.post("/api/v1/match", body, content_type="application/json"), 413, "too-large")


def test_door_failure_in_a_view_is_a_problem(strict: Client, monkeypatch: pytest.MonkeyPatch) -> None:
    def fail() -> None:
        raise RuntimeError("secret detail")

    monkeypatch.setattr("wending.reference.rest.releases.releases_in_force", fail)

    told = problem(strict.get(RELEASES), 500, "internal-error")
    assert "secret" not in json.dumps(told)


def test_door_failure_at_the_door_is_a_problem(strict: Client, monkeypatch: pytest.MonkeyPatch) -> None:
    def fail() -> str:
        raise RuntimeError("secret detail")

    monkeypatch.setattr(door, "fingerprint", fail)

    problem(strict.get(RELEASES), 500, "internal-error")


@pytest.mark.parametrize(
    ("address", "accepted", "spoken"),
    [
        (RELEASES, "", "nl"),
        (RELEASES, "en-GB,en;q=0.9", "en"),
        (RELEASES, "fr,en;q=0.1", "en"),
        (RELEASES, "fr", "nl"),
        (RELEASES + "?lang=en", "nl", "en"),
        (RELEASES + "?lang=nl", "en", "nl"),
    ],
)
def test_language_of_request(strict: Client, address: str, accepted: str, spoken: str) -> None:
    response = strict.get(address, headers={"accept-language": accepted})

    assert response.headers["Content-Language"] == spoken
    assert "Accept-Language" in response.headers["Vary"]


def test_door_problem_in_both_languages(strict: Client) -> None:
    assert problem(strict.get("/api/v1/nothing"), 404, "not-found")["title"] == "Niet gevonden"
    english = strict.get("/api/v1/nothing", headers={"accept-language": "en"})
    assert problem(english, 404, "not-found")["title"] == "Not found"


def test_door_entity_tag_saves_the_answer(strict: Client) -> None:
    first = strict.get(RELEASES)
    again = strict.get(RELEASES, headers={"if-none-match": first.headers["ETag"]})

    assert first.headers["Cache-Control"] == "private, max-age=60"
    assert (again.status_code, again.content) == (304, b"")
    assert again.headers["ETag"] == first.headers["ETag"]


def test_door_entity_tag_differs_by_language_address_and_data(strict: Client, monkeypatch: pytest.MonkeyPatch) -> None:
    tags = {strict.get(RELEASES + query).headers["ETag"] for query in ("", "?lang=en", "?x=1")}
    tags.add(strict.get(RELEASES, headers={"accept-language": "en"}).headers["ETag"])
    monkeypatch.setattr(door, "fingerprint", lambda: "other data")
    tags.add(strict.get(RELEASES).headers["ETag"])
    monkeypatch.setattr(door, "edition", lambda: "other program")
    tags.add(strict.get(RELEASES).headers["ETag"])

    assert len(tags) == 6


def test_door_no_entity_tag_on_problems(strict: Client) -> None:
    assert "ETag" not in strict.get("/api/v1/nothing").headers
    assert "ETag" not in strict.get(RELEASES, headers={"accept": "text/html"}).headers


def test_door_head_is_get_without_body(strict: Client) -> None:
    told, asked = strict.get(RELEASES), strict.head(RELEASES)

    assert (asked.status_code, asked.content) == (200, b"")
    assert asked.headers["Content-Length"] == str(len(told.content))


def test_door_keeps_no_session_and_reads_no_cookie(strict: Client) -> None:
    strict.cookies["sessionid"] = "somebody"

    response = strict.get(RELEASES)

    assert not response.cookies
    assert "Cookie" not in response.headers["Vary"]
    assert not Session.objects.exists()


def test_door_reads_no_cookie(strict: Client) -> None:
    seen: list[dict[str, str]] = []

    def remember(request: HttpRequest) -> Any:
        seen.append(dict(request.COOKIES))
        return strict.get("/api/v1/nothing")

    request = RequestFactory().get(RELEASES)
    request.COOKIES["sessionid"] = "somebody"
    door.Door(remember)(request)

    assert seen == [{}]


def test_door_leaves_pages_alone() -> None:
    request, response = RequestFactory().get("/apiary"), object()

    assert door.Door(lambda _request: response)(request) is response  # type: ignore[arg-type, return-value]


def test_allowance_of_counts_down_and_refuses(strict: Client, settings: Any) -> None:
    settings.API_RATE_PER_MINUTE = 2

    remaining = [strict.get(RELEASES).headers["RateLimit-Remaining"] for _ in range(2)]
    refused = strict.get(RELEASES)

    problem(refused, 429, "too-many-requests")
    assert remaining == ["1", "0"]
    assert refused.headers["RateLimit-Limit"] == "2"
    assert 1 <= int(refused.headers["Retry-After"]) <= 60
    assert refused.headers["Retry-After"] == refused.headers["RateLimit-Reset"]


def test_allowance_of_is_per_client(strict: Client, settings: Any) -> None:
    settings.API_RATE_PER_MINUTE = 1
    strict.get(RELEASES, REMOTE_ADDR="192.0.2.1")

    assert strict.get(RELEASES, REMOTE_ADDR="192.0.2.1").status_code == 429
    assert strict.get(RELEASES, REMOTE_ADDR="192.0.2.2").status_code == 200


def test_allowance_of_trusts_only_the_proxy(strict: Client, settings: Any) -> None:
    settings.API_RATE_PER_MINUTE = 1
    made_up = {"x-forwarded-for": "203.0.113.9, 192.0.2.1"}
    strict.get(RELEASES, headers={"x-forwarded-for": "198.51.100.7, 192.0.2.1"})
    # Without a proxy the header counts for nothing: the same address is the same client.
    assert strict.get(RELEASES, headers=made_up).status_code == 429

    caches["process"].clear()
    settings.SECURE_PROXY_SSL_HEADER = ("HTTP_X_FORWARDED_PROTO", "https")
    strict.get(RELEASES, headers={"x-forwarded-for": "198.51.100.7, 192.0.2.1"})
    assert strict.get(RELEASES, headers=made_up).status_code == 429
    assert strict.get(RELEASES, headers={"x-forwarded-for": "192.0.2.2"}).status_code == 200


def test_allowance_of_starts_anew_each_minute(strict: Client, settings: Any, monkeypatch: pytest.MonkeyPatch) -> None:
    settings.API_RATE_PER_MINUTE = 1
    now = [1_000_000.0]
    monkeypatch.setattr("wending.api.limits.time.time", lambda: now[0])

    assert [strict.get(RELEASES).status_code for _ in range(2)] == [200, 429]
    now[0] += 60
    assert strict.get(RELEASES).status_code == 200


def test_allowance_of_without_limit_shows_none(strict: Client, settings: Any) -> None:
    settings.API_RATE_PER_MINUTE = 0

    assert not [name for name in strict.get(RELEASES).headers if name.startswith("RateLimit")]


def test_allowance_of_keeps_no_address(strict: Client, settings: Any) -> None:
    settings.API_RATE_PER_MINUTE = 5
    strict.get(RELEASES, REMOTE_ADDR="192.0.2.77")

    assert "192.0.2.77" not in str(list(caches["process"]._cache))  # type: ignore[attr-defined]
