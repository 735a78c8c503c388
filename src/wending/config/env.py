"""Reads settings from the environment. Gathers all that is missing, so that a refusal names every setting at once."""

import os
from dataclasses import dataclass
from pathlib import Path
from typing import Any
from urllib.parse import unquote, urlsplit

from django.core.exceptions import ImproperlyConfigured

from wending.kit.keys import new_key

MAIL_TO_FILES = "django.core.mail.backends.filebased.EmailBackend"
TRUE = {"1", "true", "yes", "on"}
FALSE = {"0", "false", "no", "off", ""}


def is_production() -> bool:
    """Return whether this is no trial on somebody's own machine; refuse any other word."""
    mode = os.environ.get("WENDING_MODE", "production")
    if mode not in {"production", "local"}:
        raise ImproperlyConfigured(f"WENDING_MODE is '{mode}': write production or local.")
    return mode == "production"


def flag(name: str, default: bool) -> bool:
    """Return a yes/no setting; refuse any other word."""
    raw = os.environ.get(name)
    if raw is None:
        return default
    if raw.lower() in TRUE:
        return True
    if raw.lower() in FALSE:
        return False
    raise ImproperlyConfigured(f"{name} is '{raw}': write 1 or 0.")


def words(name: str, default: str = "") -> list[str]:
    """Return a comma-separated setting as a list without empty items."""
    return [word.strip() for word in os.environ.get(name, default).split(",") if word.strip()]


def number(name: str, default: int) -> int:
    """Return a whole number of zero or more."""
    raw = os.environ.get(name, str(default))
    if not raw.isdecimal():
        raise ImproperlyConfigured(f"{name} is '{raw}': write a whole number of zero or more.")
    return int(raw)


def required(names: dict[str, str]) -> dict[str, str]:
    """Return the named settings; refuse with a list of all that are absent and what each is for."""
    missing = [f"  {name}: {purpose}" for name, purpose in names.items() if not os.environ.get(name)]
    if missing:
        raise ImproperlyConfigured(
            "Wending does not start in production without these settings:\n"
            + "\n".join(missing)
            + "\nSet them in the environment (docs/settings.md), or set WENDING_MODE=local to try it on this machine."
        )
    return {name: os.environ[name] for name in names}


def mail_server(address: str) -> tuple[str, int, str, str, bool]:
    """Return host, port, user, password and whether to use STARTTLS of smtp://user:password@host:port ."""
    if not address:
        return "localhost", 25, "", "", False
    parts = urlsplit(address)
    if parts.scheme not in {"smtp", "smtp+tls"} or not parts.hostname:
        raise ImproperlyConfigured(
            f"WENDING_MAIL_SERVER is '{parts.scheme}://...': write smtp+tls://user:password@host:587, or smtp://host:25."
        )
    has_tls = parts.scheme == "smtp+tls"
    port = parts.port or (587 if has_tls else 25)
    return parts.hostname, port, unquote(parts.username or ""), unquote(parts.password or ""), has_tls


@dataclass(frozen=True)
class Oidc:
    """A provider of OpenID Connect: what allauth wants to know, and the origins its pages have."""

    app: dict[str, Any]
    origins: list[str]


def oidc() -> Oidc | None:
    """Return the provider of the WENDING_OIDC_ settings, nothing where none is set; refuse half of them."""
    names = ["WENDING_OIDC_ISSUER", "WENDING_OIDC_CLIENT_ID", "WENDING_OIDC_CLIENT_SECRET"]
    issuer, client, secret = [os.environ.get(name, "") for name in names]
    if not issuer and not client and not secret:
        return None
    missing = [name for name in names if not os.environ.get(name)]
    if missing:
        raise ImproperlyConfigured(f"Sign-in by OpenID Connect is set up by half: set {', '.join(missing)} as well.")
    parts = urlsplit(issuer)
    if parts.scheme not in {"https", "http"} or not parts.hostname:
        raise ImproperlyConfigured(f"WENDING_OIDC_ISSUER is '{issuer}': write its whole address, https://...")
    app = {
        "provider_id": "oidc",
        "name": os.environ.get("WENDING_OIDC_NAME", "OpenID Connect"),
        "client_id": client,
        "secret": secret,
        "settings": {"server_url": issuer.rstrip("/"), "oauth_pkce_enabled": True},
    }
    return Oidc(app, words("WENDING_OIDC_ORIGINS") or [f"{parts.scheme}://{parts.netloc}"])


def local_secret(folder: Path) -> str:
    """Return the secret of a local trial, made once and kept in a file only the owner reads."""
    import secrets

    return _kept(folder / "secret-key", secrets.token_urlsafe(48))


def local_field_key(folder: Path) -> str:
    """Return the key for sensitive text of a local trial, made once and kept in a file only the owner reads."""
    return _kept(folder / "field-key", new_key())


def research_key(folder: Path, is_trial: bool, others: list[str]) -> str:
    """Return the secret under which people in studies get other names; empty in production where none is set.

    It comes from WENDING_RESEARCH_KEY, or from the file that WENDING_RESEARCH_KEY_FILE names.
    """
    import secrets

    path = os.environ.get("WENDING_RESEARCH_KEY_FILE", "")
    key = os.environ.get("WENDING_RESEARCH_KEY", "")
    if path and not key:
        try:
            key = Path(path).read_text().strip()
        except OSError as error:
            raise ImproperlyConfigured(f"WENDING_RESEARCH_KEY_FILE cannot be read: {error.strerror}.") from error
    if not key:
        return _kept(folder / "research-key", secrets.token_urlsafe(48)) if is_trial else ""
    if len(key) < 43:
        raise ImproperlyConfigured("WENDING_RESEARCH_KEY is too short: use at least 43 random characters (32 bytes).")
    if key in others:
        raise ImproperlyConfigured("WENDING_RESEARCH_KEY is a key that serves for something else: make one of its own.")
    return key


def _kept(path: Path, fresh: str) -> str:
    """Return what the file holds; a new file gets the fresh value."""
    path.parent.mkdir(parents=True, exist_ok=True)
    try:
        descriptor = os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
    except FileExistsError:
        return path.read_text()
    with os.fdopen(descriptor, "w") as file:
        file.write(fresh)
    return fresh
