"""Tokens in links that nobody can guess. A table keeps only the hash, so that who reads the table has no link."""

import hashlib
import secrets


def new_token() -> str:
    """Return a fresh token of 256 random bits, fit for an address."""
    return secrets.token_urlsafe(32)


def hash_of(token: str) -> str:
    """Return the SHA-256 of a token, in hex: what a table keeps."""
    return hashlib.sha256(token.encode()).hexdigest()
