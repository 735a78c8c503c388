"""A person with an account. No number of the state, no birth date: only the day a younger person turns sixteen."""

import secrets
import uuid
from typing import Any

from django.contrib.auth.base_user import AbstractBaseUser, BaseUserManager
from django.db import models
from django.db.models.functions import Lower
from django.utils.crypto import salted_hmac


class People(BaseUserManager["Person"]):
    """Makes people; addresses are kept in small letters, so that one address is one person."""

    def create_user(self, email: str, password: str | None = None, **fields: Any) -> "Person":
        """Make a person; without a password they sign in by an e-mailed code or a passkey."""
        person = self.model(email=email.strip().lower(), **fields)
        person.set_password(password)
        person.save(using=self._db)
        return person

    def get_by_natural_key(self, username: str | None) -> "Person":
        """Find somebody by address, whatever its capitals."""
        return self.get(email=(username or "").strip().lower())


class Person(AbstractBaseUser):
    """Somebody who has an account. `ledger_key` names them in the ledger; it goes with this row."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    email = models.EmailField(unique=True)
    name = models.CharField(max_length=100, blank=True)
    language = models.CharField(max_length=8, default="nl")
    sixteen_on = models.DateField(null=True, blank=True)
    ledger_key = models.UUIDField(unique=True, default=uuid.uuid4, editable=False)
    # Part of what binds a session to this person: a new stamp ends every session that does not know it.
    session_stamp = models.CharField(max_length=64, default=secrets.token_hex, editable=False)
    # When they were told that the account will be erased because it is not used.
    warned = models.DateTimeField(null=True, blank=True)
    is_active = models.BooleanField(default=True)
    is_example = models.BooleanField(default=False)
    created = models.DateTimeField(auto_now_add=True)

    objects = People()

    USERNAME_FIELD = "email"
    EMAIL_FIELD = "email"

    personal_owner = "id"
    personal = {
        "id": "exported; erased with the row; not in research extracts",
        "email": "exported; erased with the row; not in research extracts",
        "name": "exported; erased with the row; not in research extracts",
        "password": "not exported: only a hash is there; erased with the row",
        "last_login": "exported; erased with the row; not in research extracts",
        "language": "exported; erased with the row; in research extracts",
        "sixteen_on": "exported; erased with the row; not in research extracts",
        "ledger_key": "exported; erased with the row, so that the ledger names nobody; not in research extracts",
        "session_stamp": "not exported: binds sessions; erased with the row",
        "warned": "exported; erased with the row; not in research extracts",
        "is_active": "exported; erased with the row; not in research extracts",
        "is_example": "exported; erased with the row; kept out of research extracts",
        "created": "exported; erased with the row; in research extracts as a quarter of a year",
    }

    class Meta:
        constraints = [models.UniqueConstraint(Lower("email"), name="accounts_one_address")]

    def save(self, *args: Any, **kwargs: Any) -> None:
        """Keep the address in small letters."""
        self.email = self.email.strip().lower()
        super().save(*args, **kwargs)

    def _get_session_auth_hash(self, secret: str | None = None) -> str:
        """Bind sessions to the password and to the stamp."""
        bound = f"{self.password}:{self.session_stamp}"
        return salted_hmac("wending.accounts.models.person", bound, secret=secret, algorithm="sha256").hexdigest()

    def __str__(self) -> str:
        return self.name or self.email.split("@")[0]
