"""Public keys that a name itself carries (did:key, did:jwk) or that a token encloses. Nothing is fetched."""

from __future__ import annotations

import base64
import binascii
import json
from typing import Any

import jwt
from cryptography.exceptions import UnsupportedAlgorithm
from cryptography.hazmat.primitives.asymmetric import ec, ed25519, rsa
from cryptography.hazmat.primitives.serialization import Encoding, PublicFormat

_ALPHABET = "123456789ABCDEFGHJKLMNPQRSTUVWXYZabcdefghijkmnopqrstuvwxyz"
_LONGEST = 4_000
_LEAST_RSA_BITS, _MOST_RSA_BITS = 2048, 8192
_ED25519, _P256 = b"\xed\x01", b"\x80\x24"

PublicKey = ed25519.Ed25519PublicKey | ec.EllipticCurvePublicKey | rsa.RSAPublicKey


class NoKey(Exception):
    """The name or the token carries no key that can be used; the text says why."""


def key_in_did(did: str) -> PublicKey | None:
    """Return the key that a DID carries, None when it must be fetched; raise NoKey when it is wrong."""
    name = did.split("#")[0]
    if name.startswith("did:key:"):
        return _multikey(name.removeprefix("did:key:"))
    if name.startswith("did:jwk:"):
        try:
            return key_in_jwk(json.loads(base64url(name.removeprefix("did:jwk:"))))
        except ValueError as problem:
            raise NoKey("did:jwk") from problem
    return None


def key_in_jwk(jwk: Any) -> PublicKey:
    """Return the public key of a JWK; raise NoKey for another kind, a private key or a weak one."""
    if not isinstance(jwk, dict) or "d" in jwk or jwk.get("kty") == "oct":
        raise NoKey("jwk")
    try:
        key = jwt.PyJWK.from_dict(jwk).key
    except (jwt.PyJWTError, ValueError, TypeError, KeyError, AttributeError, UnsupportedAlgorithm) as problem:
        raise NoKey("jwk") from problem
    return usable(key)


def usable(key: Any) -> PublicKey:
    """Return the key when it is of a kind and strength that is used for credentials; raise NoKey."""
    if isinstance(key, rsa.RSAPublicKey):
        if not _LEAST_RSA_BITS <= key.key_size <= _MOST_RSA_BITS:
            raise NoKey(f"RSA {key.key_size}")
        return key
    if isinstance(key, ed25519.Ed25519PublicKey):
        return key
    if isinstance(key, ec.EllipticCurvePublicKey) and isinstance(key.curve, ec.SECP256R1):
        return key
    raise NoKey(type(key).__name__)


def are_same(one: PublicKey, other: PublicKey) -> bool:
    """Tell whether two public keys are the same."""
    first, second = (key.public_bytes(Encoding.DER, PublicFormat.SubjectPublicKeyInfo) for key in (one, other))
    return first == second


def did_key(key: ed25519.Ed25519PublicKey) -> str:
    """Return the did:key of an Ed25519 key."""
    return f"did:key:z{to_base58(_ED25519 + key.public_bytes_raw())}"


def from_base58(text: str) -> bytes:
    """Return the bytes of base58 as Bitcoin writes it; raise ValueError."""
    if len(text) > _LONGEST:
        raise ValueError("too long")
    number = 0
    for sign in text:
        number = number * 58 + _ALPHABET.index(sign)
    zeros = len(text) - len(text.lstrip("1"))
    return b"\0" * zeros + number.to_bytes((number.bit_length() + 7) // 8, "big")


def to_base58(data: bytes) -> str:
    """Return bytes as base58 in the way of Bitcoin."""
    number, text = int.from_bytes(data, "big"), ""
    while number:
        number, rest = divmod(number, 58)
        text = _ALPHABET[rest] + text
    return "1" * (len(data) - len(data.lstrip(b"\0"))) + text


def base64url(text: str) -> bytes:
    """Return the bytes of base64url without padding; raise ValueError."""
    try:
        return base64.b64decode(text + "=" * (-len(text) % 4), altchars=b"-_", validate=True)
    except binascii.Error as problem:
        raise ValueError("no base64url") from problem


def _multikey(text: str) -> PublicKey:
    try:
        data = from_base58(text[1:]) if text.startswith("z") else b""
        if data.startswith(_ED25519) and len(data) == 34:
            return ed25519.Ed25519PublicKey.from_public_bytes(data[2:])
        if data.startswith(_P256) and len(data) == 35:
            return ec.EllipticCurvePublicKey.from_encoded_point(ec.SECP256R1(), data[2:])
    except ValueError as problem:
        raise NoKey("did:key") from problem
    raise NoKey("did:key")
