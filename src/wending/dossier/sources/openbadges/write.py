"""Writes and signs an Open Badge 3.0, as JSON with a proof (eddsa-rdfc-2022) or as a token (VC-JWT).

The issuer is its key: the name of the issuer is the did:key, so that anyone can check the badge without asking us. Who
is behind that key is for the reader to know.
"""

from __future__ import annotations

import json
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Any

from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey

from wending.dossier.rules.exchange import Written
from wending.dossier.rules.record import SkillClaim
from wending.dossier.sources.proofs.contexts import BADGES, W3C_V2
from wending.dossier.sources.proofs.integrity import sign_integrity
from wending.dossier.sources.proofs.keys import did_key
from wending.dossier.sources.proofs.token import sign_token


@dataclass(frozen=True, slots=True)
class Badge:
    """What an issuer says of someone.

    `ident` and `achievement` are addresses of this badge and of what it is about, such as urn:uuid:...; `email` is by
    which the person is recognised, or "". `skills` are what the person showed. `status` is the address of the list of
    what the issuer took back and the place of this badge in it. Times have a zone.
    """

    ident: str
    achievement: str
    name: str
    description: str
    criteria: str
    issuer: str
    issued: datetime
    expires: datetime | None = None
    issuer_url: str = ""
    email: str = ""
    kind: str = "Badge"
    lang: str = ""
    skills: tuple[SkillClaim, ...] = ()
    status: tuple[str, int] | None = None


def sign_badge(badge: Badge, key: Ed25519PrivateKey) -> Written:
    """Return the badge as JSON with a proof by the key."""
    did = did_key(key.public_key())
    method = f"{did}#{did.removeprefix('did:key:')}"
    signed = sign_integrity(_credential(badge, did), key, method, _time(badge.issued))
    data = json.dumps(signed, ensure_ascii=False, indent=2).encode()
    return Written(data, "application/vc+ld+json", "json")


def sign_badge_token(badge: Badge, key: Ed25519PrivateKey) -> Written:
    """Return the badge as a token signed by the key."""
    did = did_key(key.public_key())
    credential = _credential(badge, did)
    claims = {**credential, "iss": did, "jti": badge.ident, "nbf": int(badge.issued.timestamp())}
    if badge.expires:
        claims["exp"] = int(badge.expires.timestamp())
    token = sign_token(claims, key, f"{did}#{did.removeprefix('did:key:')}")
    return Written(token.encode(), "application/vc+jwt", "jwt")


def _credential(badge: Badge, did: str) -> dict[str, Any]:
    subject: dict[str, Any] = {"type": ["AchievementSubject"], "achievement": achievement(badge)}
    if badge.email:
        mail = {"type": "IdentityObject", "identityHash": badge.email, "identityType": "emailAddress", "hashed": False}
        subject["identifier"] = [mail]
    issuer = {"id": did, "type": ["Profile"], "name": badge.issuer}
    if badge.issuer_url:
        issuer["url"] = badge.issuer_url
    credential = {
        "@context": [W3C_V2, BADGES],
        "id": badge.ident,
        "type": ["VerifiableCredential", "OpenBadgeCredential"],
        "name": badge.name,
        "issuer": issuer,
        "validFrom": _time(badge.issued),
        "credentialSubject": subject,
    }
    if badge.expires:
        credential["validUntil"] = _time(badge.expires)
    if badge.status:
        address, number = badge.status
        credential["credentialStatus"] = {
            "id": f"{address}#{number}",
            "type": "BitstringStatusListEntry",
            "statusPurpose": "revocation",
            "statusListIndex": str(number),
            "statusListCredential": address,
        }
    return credential


def achievement(badge: Badge) -> dict[str, Any]:
    """Return what a badge is about, as it stands in the badge."""
    told: dict[str, Any] = {
        "id": badge.achievement,
        "type": ["Achievement"],
        "achievementType": badge.kind,
        "name": badge.name,
        "description": badge.description,
        "criteria": {"narrative": badge.criteria},
    }
    if badge.lang:
        told["inLanguage"] = badge.lang
    alignment = [
        {"type": ["Alignment"], "targetName": skill.name, "targetUrl": skill.uri} for skill in badge.skills if skill.uri
    ]
    if alignment:
        told["alignment"] = alignment
    return told


def _time(moment: datetime) -> str:
    return moment.astimezone(UTC).strftime("%Y-%m-%dT%H:%M:%SZ")
