"""Public documents about a firm that signs badges: its profile, its key, and the list of badges it took back.

Pure, after Open Badges 3.0 (1EdTech), Multikey of Controlled Identifiers 1.0 and Bitstring Status List 1.0 (W3C).
Nothing about a person is in them.
"""

from __future__ import annotations

import base64
import gzip
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Any

from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey

from wending.dossier.sources.proofs.contexts import BADGES, W3C_V2
from wending.dossier.sources.proofs.integrity import sign_integrity

# The least length that the specification asks, so that a list does not tell how many badges there are.
BITS = 131_072


@dataclass(frozen=True, slots=True)
class Addresses:
    """Where the public documents stand: the page of the firm, what a badge is about, and the list."""

    firm: str
    achievement: str
    taken_back: str


def method_of(did: str) -> str:
    """Return the name of the one key of a did:key."""
    return f"{did}#{did.removeprefix('did:key:')}"


def profile(did: str, name: str, url: str) -> dict[str, Any]:
    """Return the profile of a firm as issuer."""
    return {"@context": [W3C_V2, BADGES], "id": did, "type": ["Profile"], "name": name, "url": url}


def key_document(did: str) -> dict[str, Any]:
    """Return the key of a firm: the document that its did:key stands for."""
    method = {
        "id": method_of(did),
        "type": "Multikey",
        "controller": did,
        "publicKeyMultibase": did.removeprefix("did:key:"),
    }
    contexts = ["https://www.w3.org/ns/did/v1", "https://w3id.org/security/multikey/v1"]
    return {"@context": contexts, "id": did, "verificationMethod": [method], "assertionMethod": [method["id"]]}


def encoded_list(numbers: Iterable[int]) -> str:
    """Return the list in which the bits of these numbers are set; bit 0 is the first bit of the first byte."""
    bits = bytearray(BITS // 8)
    for number in numbers:
        bits[number // 8] |= 0x80 >> number % 8
    packed = gzip.compress(bytes(bits), mtime=0)
    return "u" + base64.urlsafe_b64encode(packed).decode().rstrip("=")


def numbers_in(encoded: str) -> set[int]:
    """Return the numbers whose bits are set in a list; raise ValueError for what is no list."""
    if not encoded.startswith("u"):
        raise ValueError("no base64url of multibase")
    text = encoded[1:]
    bits = gzip.decompress(base64.urlsafe_b64decode(text + "=" * (-len(text) % 4)))
    return {8 * place + bit for place, byte in enumerate(bits) for bit in range(8) if byte & 0x80 >> bit}


def signed_list(
    numbers: Iterable[int], address: str, did: str, key: Ed25519PrivateKey, made: datetime
) -> dict[str, Any]:
    """Return the signed list of badges that were taken back."""
    moment = made.astimezone(UTC).strftime("%Y-%m-%dT%H:%M:%SZ")
    credential = {
        "@context": [W3C_V2],
        "id": address,
        "type": ["VerifiableCredential", "BitstringStatusListCredential"],
        "issuer": did,
        "validFrom": moment,
        "credentialSubject": {
            "id": f"{address}#list",
            "type": "BitstringStatusList",
            "statusPurpose": "revocation",
            "encodedList": encoded_list(numbers),
        },
    }
    return sign_integrity(credential, key, method_of(did), moment)
