"""Tokens in links, and codes on paper, that nobody can guess. A table keeps only the hash: who reads it has no link."""

import hashlib
import secrets

# Signs that are not taken for each other when typed over: no 0, 1, i, l, o or u.
_SIGNS = "23456789abcdefghjkmnpqrstvwxyz"
_GROUPS, _GROUP = 4, 4


def new_token() -> str:
    """Return a fresh token of 256 random bits, fit for an address."""
    return secrets.token_urlsafe(32)


def new_code() -> str:
    """Return a fresh code to type over from paper: 16 signs in fours, 78 random bits."""
    signs = "".join(secrets.choice(_SIGNS) for _ in range(_GROUPS * _GROUP))
    return "-".join(signs[start : start + _GROUP] for start in range(0, len(signs), _GROUP))


def typed_code(text: str) -> str:
    """Return a code as it was made, however it was typed: capitals, spaces and hyphens do not matter."""
    signs = "".join(sign for sign in text.casefold() if sign.isalnum())
    return "-".join(signs[start : start + _GROUP] for start in range(0, len(signs), _GROUP))


def hash_of(token: str) -> str:
    """Return the SHA-256 of a token, in hex: what a table keeps."""
    return hashlib.sha256(token.encode()).hexdigest()
