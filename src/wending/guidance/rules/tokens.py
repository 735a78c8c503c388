"""What is kept of the token in a private link: only its hash, so that the table opens nothing."""

import hashlib


def hash_of(token: str) -> str:
    """Return the SHA-256, in hex, of a token."""
    return hashlib.sha256(token.encode()).hexdigest()
