"""Private links: what is kept of a token. A token has 256 random bits, so a plain hash tells nothing of it."""

from hashlib import sha256


def hash_of(token: str) -> str:
    """Return the SHA-256 of a token in hexadecimal, 64 characters."""
    return sha256(token.encode()).hexdigest()
