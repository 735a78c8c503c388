"""A credential as a signed token (VC-JWT): the token says how it was signed, its payload is the credential.

Algorithms RS256, ES256 and EdDSA. Keys come from the DID of `kid` or of the issuer, or from the header itself; a key in
the header proves only that nothing changed since someone signed, unless it is also the key of the issuer.
"""

from __future__ import annotations

import base64
import json
from dataclasses import dataclass
from datetime import datetime
from typing import Any

import jwt
from cryptography.exceptions import UnsupportedAlgorithm
from cryptography.hazmat.primitives.asymmetric import ec, ed25519, rsa
from cryptography.x509 import InvalidVersion, load_der_x509_certificate

from wending.dossier.rules.findings import RecordRefused
from wending.dossier.sources.json_files import read_json
from wending.dossier.sources.proofs.keys import NoKey, PublicKey, are_same, base64url, key_in_did, key_in_jwk, usable
from wending.dossier.sources.proofs.verdict import Verdict, issuer_of, refuse_out_of_force, unverified, verified

_KEYS: dict[str, type] = {
    "RS256": rsa.RSAPublicKey,
    "ES256": ec.EllipticCurvePublicKey,
    "EdDSA": ed25519.Ed25519PublicKey,
}
_LONGEST = 2_000_000


@dataclass(frozen=True, slots=True)
class Token:
    """A token taken apart: its header, its claims, and the credential that the claims are or hold.

    `message` is what `signature` (base64url) is over.
    """

    message: bytes
    signature: str
    header: dict[str, Any]
    claims: dict[str, Any]
    credential: dict[str, Any]


def is_token(text: str) -> bool:
    """Tell whether a text looks like a signed token."""
    text = text.strip()
    parts = text.split(".")
    return len(parts) == 3 and text.startswith("ey") and len(text) <= _LONGEST and not any(c.isspace() for c in text)


def read_token(where: str, text: str) -> Token:
    """Return a token taken apart, nothing checked yet; raise RecordRefused when it is none."""
    head, body, signature = text.strip().split(".")
    return read_sealed(where, head, body, signature)


def read_sealed(where: str, head: str, body: str, signature: str) -> Token:
    """Return a token out of its parts; the payload is base64url, or as it is when the header says b64: false."""
    try:
        header = read_json(where, base64url(head))
        is_plain = isinstance(header, dict) and header.get("b64") is False
        claims = read_json(where, body if is_plain else base64url(body))
    except ValueError as problem:
        raise RecordRefused(where, "not_text") from problem
    if not isinstance(header, dict) or not isinstance(claims, dict):
        raise RecordRefused(where, "not_badge")
    inner = claims.get("vc")
    credential = dict(inner) if isinstance(inner, dict) else dict(claims)
    if isinstance(inner, dict):
        credential.setdefault("issuer", claims.get("iss"))
        if "id" not in credential and isinstance(claims.get("jti"), str):
            credential["id"] = claims["jti"]
    return Token(f"{head}.{body}".encode(), signature, header, claims, credential)


def check_token(where: str, token: Token, now: datetime) -> Verdict:
    """Check signature, dates and whether claims and credential say the same. Raise RecordRefused for a bad one."""
    ident, name = issuer_of(where, token.credential)
    _refuse_two_tellings(where, token, ident)
    algorithm = str(token.header.get("alg"))
    if algorithm not in _KEYS:
        raise RecordRefused(where, "bad_proof", what=f"alg {algorithm}"[:40])
    try:
        key, is_of_issuer = _key(token.header, ident)
        certificate = _certificate(token.header) if key is None else None
    except NoKey as problem:
        raise RecordRefused(where, "bad_proof", what=str(problem)) from problem
    for found in (key, certificate):
        if found is not None:
            _check_signature(where, token, algorithm, found)
    refuse_out_of_force(
        where,
        (token.claims.get("nbf"), token.credential.get("validFrom"), token.credential.get("issuanceDate")),
        (token.claims.get("exp"), token.credential.get("validUntil"), token.credential.get("expirationDate")),
        now,
    )
    critical = token.header.get("crit")
    if critical and (not isinstance(critical, list) or set(map(str, critical)) - {"b64"}) and certificate is None:
        return unverified("unknown_proof", what="crit")
    if certificate is not None:
        return unverified("seal_unchecked", issuer=name)
    if key is None:
        return unverified("key_needs_network", issuer=name)
    return verified(name) if is_of_issuer else unverified("key_not_of_issuer", issuer=name)


def sign_token(claims: dict[str, Any], key: ed25519.Ed25519PrivateKey, kid: str) -> str:
    """Return claims as a token signed with an Ed25519 key, which `kid` names."""
    head, body = (
        base64.urlsafe_b64encode(json.dumps(part, ensure_ascii=False, separators=(",", ":")).encode()).rstrip(b"=")
        for part in ({"alg": "EdDSA", "typ": "JWT", "kid": kid}, claims)
    )
    signature = base64.urlsafe_b64encode(key.sign(head + b"." + body)).rstrip(b"=")
    return b".".join((head, body, signature)).decode()


def _refuse_two_tellings(where: str, token: Token, issuer: str) -> None:
    """Refuse a token whose claims name another issuer, subject or credential than the credential in it."""
    subject = token.credential.get("credentialSubject")
    inside = {
        "iss": issuer,
        "sub": subject.get("id") if isinstance(subject, dict) else None,
        "jti": token.credential.get("id"),
    }
    for claim, value in inside.items():
        if claim in token.claims and value is not None and token.claims[claim] != value:
            raise RecordRefused(where, "two_tellings", what=claim)


def _key(header: dict[str, Any], issuer: str) -> tuple[PublicKey | None, bool]:
    """Return the key, None when it must be fetched, and whether it is that of the issuer. Raise NoKey."""
    kid = header.get("kid")
    named = kid if isinstance(kid, str) else ""
    if named.startswith("#"):
        named = issuer + named
    of_issuer = key_in_did(issuer)
    key = key_in_did(named) if named.startswith("did:") else None
    if key is not None:
        return key, named.split("#")[0] == issuer or (of_issuer is not None and are_same(key, of_issuer))
    if "jwk" in header:
        enclosed = key_in_jwk(header["jwk"])
        return enclosed, of_issuer is not None and are_same(enclosed, of_issuer)
    if named.startswith(("did:", "https:", "http:")):
        return None, False
    return of_issuer, of_issuer is not None


def _certificate(header: dict[str, Any]) -> PublicKey | None:
    """Return the key of the certificate that sealed the token (JAdES); its chain is not followed. Raise NoKey."""
    chain = header.get("x5c")
    if not isinstance(chain, list) or not chain:
        return None
    try:
        return usable(load_der_x509_certificate(base64.b64decode(str(chain[0]), validate=True)).public_key())
    except (ValueError, InvalidVersion, UnsupportedAlgorithm) as problem:
        raise NoKey("x5c") from problem


def _check_signature(where: str, token: Token, algorithm: str, key: PublicKey) -> None:
    if not isinstance(key, _KEYS[algorithm]):
        raise RecordRefused(where, "bad_proof", what=f"alg {algorithm}")
    try:
        is_right = jwt.get_algorithm_by_name(algorithm).verify(token.message, key, base64url(token.signature))
    except (ValueError, jwt.PyJWTError) as problem:
        raise RecordRefused(where, "bad_signature") from problem
    if not is_right:
        raise RecordRefused(where, "bad_signature")
