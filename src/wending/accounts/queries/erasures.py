"""Looks up the proof of an erasure by its code."""

from wending.accounts.models import Erasure
from wending.kit.tokens import hash_of


def erasure_of(code: str) -> Erasure | None:
    """Return the proof that belongs to a code, whatever its capitals and spaces; nothing for another code."""
    return Erasure.objects.filter(code_hash=hash_of("".join(code.split()).lower())).first()
