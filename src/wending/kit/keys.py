"""Encrypts text and bytes with a ring of keys: the first writes, all read. Knows no tables and no settings."""

from collections.abc import Sequence

from cryptography.fernet import Fernet, InvalidToken, MultiFernet


class UnreadableError(ValueError):
    """None of the keys opens this value: a key was lost, or the value was changed."""


class KeyRing:
    """Keys of AES-128-CBC with HMAC-SHA256 (Fernet), newest first.

    Args:
        keys: url-safe base64 of 32 random bytes each; at least one.

    Raises:
        ValueError: no key, or one that is not such a key.
    """

    def __init__(self, keys: Sequence[str]) -> None:
        if not keys:
            raise ValueError("there is no key to encrypt with")
        self._ring = MultiFernet([Fernet(key) for key in keys])

    def encrypt(self, plain: bytes) -> bytes:
        """Return the value encrypted under the newest key."""
        return self._ring.encrypt(plain)

    def decrypt(self, token: bytes) -> bytes:
        """Return what was encrypted; raise UnreadableError where no key opens it."""
        try:
            return self._ring.decrypt(token)
        except InvalidToken as error:
            raise UnreadableError("no key opens this value: was a key taken away, or the value changed?") from error

    def rotate(self, token: bytes) -> bytes:
        """Return the same value under the newest key; raise UnreadableError where no key opens it."""
        try:
            return self._ring.rotate(token)
        except InvalidToken as error:
            raise UnreadableError("no key opens this value: was a key taken away, or the value changed?") from error


def new_key() -> str:
    """Return a fresh key."""
    return Fernet.generate_key().decode()
