"""Pseudonyms: the same person has the same one under one purpose, and nobody without the key can tell who it is.

HKDF (RFC 5869) makes a key per purpose out of one secret; HMAC-SHA-256 (RFC 2104) makes names under it. Names under
two purposes cannot be linked without the secret.
"""

import hashlib
import hmac

from cryptography.hazmat.primitives.hashes import SHA256
from cryptography.hazmat.primitives.kdf.hkdf import HKDF

SHORTEST = 32


def derived_key(secret: bytes, purpose: str) -> bytes:
    """Return the key of a purpose, 32 bytes.

    Raises:
        ValueError: a secret shorter than 32 bytes, or no purpose.
    """
    if len(secret) < SHORTEST or not purpose:
        raise ValueError(f"a secret has at least {SHORTEST} bytes, and a key has a purpose")
    return HKDF(algorithm=SHA256(), length=32, salt=None, info=purpose.encode()).derive(secret)


def pseudonym(key: bytes, name: str) -> str:
    """Return what a name is called under a key: 128 bits as 32 hexadecimal digits."""
    return hmac.new(key, name.encode(), hashlib.sha256).hexdigest()[:32]
