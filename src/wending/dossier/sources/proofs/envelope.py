"""Credentials out of what carries them: a token, JSON, a sealed JSON (JAdES), or a presentation with several in it."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from wending.dossier.rules.findings import RecordRefused
from wending.dossier.rules.record import Credential, Item, Status
from wending.dossier.sources.json_files import read_json
from wending.dossier.sources.proofs.integrity import check_integrity
from wending.dossier.sources.proofs.token import Token, check_token, is_token, read_sealed, read_token
from wending.dossier.sources.proofs.verdict import Verdict, because, issuer_of, refuse_out_of_force, unverified
from wending.dossier.sources.reading import Reading

_MOST = 50
_DATA = "data:application/vc+jwt,"


@dataclass(frozen=True, slots=True)
class Enclosed:
    """One credential as it came: `raw` is all of it, `token` is there when it was one."""

    credential: dict[str, Any]
    raw: str
    token: Token | None = None


def enclosed(where: str, text: str) -> tuple[Enclosed, ...]:
    """Return the credentials in a text; raise RecordRefused when it is neither a token nor JSON, or holds too many."""
    value = text.strip() if is_token(text) else read_json(where, text)
    found = tuple(_open(where, value))
    if len(found) > _MOST:
        raise RecordRefused(where, "too_many", limit=_MOST)
    return found


def types_of(credential: dict[str, Any]) -> set[str]:
    """Return the types of a credential; a type may be an object with an id."""
    told = credential.get("type", credential.get("@type", ()))
    return {str(one) for one in (told if isinstance(told, list) else [told])}


def read_credentials(
    form: str,
    found: tuple[Enclosed, ...],
    now: datetime,
    reading: Reading,
    to_items: Callable[[dict[str, Any], Credential, Reading], tuple[Item, ...]],
) -> tuple[Item, ...]:
    """Return the credentials that hold as items; raise RecordRefused when the only one does not.

    Of several the bad ones are left out and told.
    """
    items: list[Item] = []
    for number, one in enumerate(found):
        where = f"{form}[{number}]" if len(found) > 1 else form
        try:
            items += to_items(one.credential, _checked(form, where, one, now), reading)
        except RecordRefused as refusal:
            if len(found) == 1:
                raise
            reading.tell(where, refusal.finding.code, **refusal.finding.values)
    if not items:
        raise RecordRefused(form, "not_badge")
    return tuple(items)


def _checked(form: str, where: str, one: Enclosed, now: datetime) -> Credential:
    credential = one.credential
    ident, name = issuer_of(where, credential)
    if one.token is not None:
        verdict = check_token(where, one.token, now)
    elif credential.get("signatures"):
        # A seal beside the credential is over bytes that are not in the file.
        verdict = unverified("seal_unchecked", issuer=name)
    elif credential.get("proof"):
        verdict = check_integrity(where, credential, now)
    else:
        begins = (credential.get("validFrom"), credential.get("issuanceDate"))
        refuse_out_of_force(where, begins, (credential.get("validUntil"), credential.get("expirationDate")), now)
        verdict = Verdict(Status.UNSIGNED, (because("unsigned"),))
    if credential.get("credentialStatus"):
        verdict = verdict.and_also(because("status_unchecked", issuer=name))
    return Credential(
        issuer=name,
        issuer_id=ident,
        issued=_text(credential.get("awardedDate") or credential.get("validFrom") or credential.get("issuanceDate")),
        expires=_text(credential.get("validUntil") or credential.get("expirationDate")),
        ident=_text(credential.get("id")),
        status=verdict.status,
        reasons=verdict.reasons,
        form=form,
        raw=one.raw,
    )


def _text(value: Any) -> str:
    return value if isinstance(value, str) else ""


def _open(where: str, value: Any) -> Iterator[Enclosed]:
    if isinstance(value, str) and is_token(value):
        token = read_token(where, value)
        if "VerifiablePresentation" in types_of(token.credential) or "vp" in token.claims:
            yield from _open(where, token.claims.get("vp", token.credential))
        else:
            yield Enclosed(token.credential, value, token)
    elif isinstance(value, list):
        for one in value:
            yield from _open(where, one)
    elif isinstance(value, dict):
        yield from _open_object(where, value)


def _open_object(where: str, value: dict[str, Any]) -> Iterator[Enclosed]:
    seals = value.get("signatures")
    seal = seals[0] if isinstance(seals, list) and seals and isinstance(seals[0], dict) else value
    payload, parts = value.get("payload"), [seal.get(name) for name in ("protected", "signature")]
    if isinstance(payload, str) and all(isinstance(part, str) for part in parts):
        token = read_sealed(where, str(parts[0]), payload, str(parts[1]))
        yield Enclosed(token.credential, json.dumps(value, ensure_ascii=False), token)
        return
    if "EnvelopedVerifiableCredential" in types_of(value) and str(value.get("id", "")).startswith(_DATA):
        yield from _open(where, value["id"].removeprefix(_DATA))
    elif "VerifiablePresentation" in types_of(value):
        yield from _open(where, value.get("verifiableCredential", []))
    else:
        yield Enclosed(value, json.dumps(value, ensure_ascii=False))
