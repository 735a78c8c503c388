"""Fields whose values are encrypted in the database. They cannot be searched or ordered by."""

import json
from functools import lru_cache
from typing import Any

from django.conf import settings
from django.db import models

from wending.kit.keys import KeyRing


@lru_cache(maxsize=4)
def _ring_of(keys: tuple[str, ...]) -> KeyRing:
    return KeyRing(keys)


def key_ring() -> KeyRing:
    """Return the keys of FIELD_KEYS, newest first."""
    return _ring_of(tuple(settings.FIELD_KEYS))


class EncryptedTextField(models.TextField):  # type: ignore[type-arg]
    """Text, encrypted in the database; empty text stays empty. Raises UnreadableError where its key was lost."""

    def deconstruct(self) -> Any:
        """Be plain text in migrations: the column holds text, and migrations import no tables."""
        name, _path, args, kwargs = super().deconstruct()
        return name, "django.db.models.TextField", args, kwargs

    def get_prep_value(self, value: Any) -> Any:
        """Encrypt on the way in."""
        text = super().get_prep_value(value)
        return key_ring().encrypt(text.encode()).decode() if text else text

    def from_db_value(self, value: str | None, expression: Any, connection: Any) -> Any:
        """Decrypt on the way out."""
        return key_ring().decrypt(value.encode()).decode() if value else value

    def get_lookup(self, lookup_name: str) -> Any:
        """Allow only what does not look at the value: equal texts look different once encrypted."""
        return super().get_lookup(lookup_name) if lookup_name == "isnull" else None


class EncryptedJSONField(EncryptedTextField):
    """A JSON value, encrypted in the database."""

    def get_prep_value(self, value: Any) -> Any:
        """Write the value as JSON and encrypt it."""
        return None if value is None else super().get_prep_value(json.dumps(value, ensure_ascii=False))

    def from_db_value(self, value: str | None, expression: Any, connection: Any) -> Any:
        """Decrypt and read the JSON."""
        text = super().from_db_value(value, expression, connection)
        return json.loads(text) if text else None

    def to_python(self, value: Any) -> Any:
        """Leave values as they are: they are JSON already."""
        return value

    def value_to_string(self, obj: models.Model) -> str:
        """Return the JSON, for exports."""
        return json.dumps(self.value_from_object(obj), ensure_ascii=False)
