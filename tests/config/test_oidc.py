"""The settings of a provider of OpenID Connect: all or none, and a refusal that says what is missing."""

import pytest
from django.core.exceptions import ImproperlyConfigured

from wending.config.env import oidc

ALL = {
    "WENDING_OIDC_ISSUER": "https://login.example/realms/x/",
    "WENDING_OIDC_CLIENT_ID": "wending",
    "WENDING_OIDC_CLIENT_SECRET": "secret",
}


@pytest.fixture(autouse=True)
def _none_set(monkeypatch: pytest.MonkeyPatch) -> None:
    for name in [*ALL, "WENDING_OIDC_NAME", "WENDING_OIDC_ORIGINS"]:
        monkeypatch.delenv(name, raising=False)


def test_oidc_is_nothing_without_settings() -> None:
    assert oidc() is None


def test_oidc_asks_for_pkce_and_knows_where_forms_lead(monkeypatch: pytest.MonkeyPatch) -> None:
    for name, value in ALL.items():
        monkeypatch.setenv(name, value)
    found = oidc()
    assert found is not None
    assert found.app["settings"] == {"server_url": "https://login.example/realms/x", "oauth_pkce_enabled": True}
    assert found.origins == ["https://login.example"]
    monkeypatch.setenv("WENDING_OIDC_ORIGINS", "https://a.example, https://b.example")
    again = oidc()
    assert again is not None
    assert again.origins == ["https://a.example", "https://b.example"]


@pytest.mark.parametrize("absent", list(ALL))
def test_oidc_set_by_half_names_what_is_missing(monkeypatch: pytest.MonkeyPatch, absent: str) -> None:
    for name, value in ALL.items():
        if name != absent:
            monkeypatch.setenv(name, value)
    with pytest.raises(ImproperlyConfigured, match=absent):
        oidc()


def test_oidc_issuer_must_be_an_address(monkeypatch: pytest.MonkeyPatch) -> None:
    for name, value in ALL.items():
        monkeypatch.setenv(name, value)
    monkeypatch.setenv("WENDING_OIDC_ISSUER", "login.example")
    with pytest.raises(ImproperlyConfigured, match=r"login\.example"):
        oidc()
