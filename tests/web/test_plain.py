"""Files for machines."""

from datetime import datetime, timedelta

from django.test import Client
from django.utils import timezone
from pytest_django.fixtures import Settings


def test_robots_keeps_search_engines_out_of_the_interface_for_programs(client: Client) -> None:
    response = client.get("/robots.txt")
    assert response.headers["Content-Type"] == "text/plain; charset=utf-8"
    assert "Disallow: /api/" in response.content.decode()


def test_favicon_points_to_the_icon(client: Client) -> None:
    assert client.get("/favicon.ico").headers["Location"].endswith("web/favicon.svg")


def test_security_is_absent_without_an_address(client: Client, settings: Settings) -> None:
    settings.SECURITY_CONTACT = ""
    assert client.get("/.well-known/security.txt").status_code == 404


def test_security_names_the_address_and_expires_within_a_year(client: Client, settings: Settings) -> None:
    settings.SECURITY_CONTACT = "meld@wending.example"
    lines = client.get("/.well-known/security.txt").content.decode().splitlines()
    facts = dict(line.split(": ", 1) for line in lines)
    assert facts["Contact"] == "mailto:meld@wending.example"
    assert timezone.now() < datetime.fromisoformat(facts["Expires"]) < timezone.now() + timedelta(days=365)
