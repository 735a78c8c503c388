"""Links without account: only the hash of what is in the link stands in the table."""

import hashlib


def hash_of(token: str) -> str:
    """Return the SHA-256, in hex, under which the table knows a link."""
    return hashlib.sha256(token.encode()).hexdigest()
