"""Mail goes into the outbox as in a real installation, and no test sees the tries of another."""

import pytest
from django.core.cache import cache
from pytest_django.fixtures import Settings


@pytest.fixture(autouse=True)
def _outbox(settings: Settings) -> None:
    settings.EMAIL_BACKEND = "wending.accounts.actions.mail.Outbox"
    settings.PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]
    settings.CACHES = {"default": {"BACKEND": "django.core.cache.backends.locmem.LocMemCache"}, **_process()}
    cache.clear()


def _process() -> dict[str, dict[str, str]]:
    return {"process": {"BACKEND": "django.core.cache.backends.locmem.LocMemCache", "LOCATION": "process"}}
