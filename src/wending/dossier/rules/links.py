"""Links without account: a token that cannot be guessed stands in the link, only its hash in the table."""

import hashlib
import secrets


def new_token() -> str:
    """Return 256 bits of chance for an address."""
    return secrets.token_urlsafe(32)


def token_hash(token: str) -> str:
    """Return the SHA-256 of a token, in hex."""
    return hashlib.sha256(token.encode()).hexdigest()
