"""Encrypts and reads small secrets that are kept in tables of others, under the keys of FIELD_KEYS."""

from wending.accounts.models.encrypted import key_ring


def conceal(text: str) -> str:
    """Return the text encrypted."""
    return key_ring().encrypt(text.encode()).decode()


def disclose(token: str) -> str:
    """Return what was encrypted; raise UnreadableError where its key was lost."""
    return key_ring().decrypt(token.encode()).decode()
