"""Signatures over linked data: Data Integrity with eddsa-rdfc-2022, and Ed25519Signature2020 before it.

Both sign the canonical form (RDFC-1.0) of the credential and of the proof without its value (W3C, Data Integrity EdDSA
Cryptosuites v1.0, 3.2). What a vocabulary does not know is no part of that form and could be added afterwards, so a
credential with unknown words is not checked at all.
"""

from __future__ import annotations

import hashlib
from datetime import datetime
from typing import Any

from cryptography.exceptions import InvalidSignature
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey, Ed25519PublicKey
from pyld import jsonld
from pyld.canon import URDNA2015

from wending.dossier.rules.findings import RecordRefused
from wending.dossier.sources.proofs.contexts import document_loader, is_known
from wending.dossier.sources.proofs.keys import NoKey, are_same, from_base58, key_in_did, to_base58
from wending.dossier.sources.proofs.verdict import Verdict, issuer_of, refuse_out_of_force, unverified, verified

SUITE = "eddsa-rdfc-2022"
# To it an address that is not whole is completed, so that it shows.
_NOWHERE = "http://relative.invalid/"
_MOST_VALUES = 2_000
_MOST_CALLS = 400
_MOST_ALIKE = 5


class UnknownTerms(Exception):
    """The credential uses words that no vocabulary here knows; the text names one."""


def check_integrity(where: str, credential: dict[str, Any], now: datetime) -> Verdict:
    """Check the proof of a credential and its dates. Raise RecordRefused for a bad one."""
    ident, name = issuer_of(where, credential)
    begins = (credential.get("validFrom"), credential.get("issuanceDate"))
    ends = (credential.get("validUntil"), credential.get("expirationDate"))
    refuse_out_of_force(where, begins, ends, now)
    proofs = credential["proof"] if isinstance(credential["proof"], list) else [credential["proof"]]
    if not proofs or not all(isinstance(proof, dict) for proof in proofs):
        raise RecordRefused(where, "bad_proof", what="proof")
    verdicts = [_check(where, credential, proof, ident, name, now) for proof in proofs]
    return next((verdict for verdict in verdicts if verdict.status == "verified"), verdicts[0])


def sign_integrity(credential: dict[str, Any], key: Ed25519PrivateKey, method: str, created: str) -> dict[str, Any]:
    """Return the credential with a proof of eddsa-rdfc-2022; raise UnknownTerms for words that would not be signed."""
    proof = {
        "type": "DataIntegrityProof",
        "cryptosuite": SUITE,
        "created": created,
        "verificationMethod": method,
        "proofPurpose": "assertionMethod",
    }
    value = f"z{to_base58(key.sign(_signed(credential, proof)))}"
    return {**credential, "proof": {**proof, "proofValue": value}}


def _check(
    where: str, credential: dict[str, Any], proof: dict[str, Any], ident: str, name: str, now: datetime
) -> Verdict:
    suite = str(proof.get("cryptosuite") if proof.get("type") == "DataIntegrityProof" else proof.get("type"))
    if suite not in {SUITE, "Ed25519Signature2020"}:
        return unverified("unknown_proof", what=suite[:60])
    method = proof.get("verificationMethod")
    if proof.get("proofPurpose") != "assertionMethod" or not isinstance(method, str):
        raise RecordRefused(where, "bad_proof", what="proofPurpose")
    refuse_out_of_force(where, (), (proof.get("expires"),), now)
    try:
        key = key_in_did(method)
        of_issuer = key_in_did(ident)
    except NoKey as problem:
        raise RecordRefused(where, "bad_proof", what=str(problem)) from problem
    if key is None:
        return unverified("key_needs_network", issuer=name)
    if not isinstance(key, Ed25519PublicKey):
        raise RecordRefused(where, "bad_proof", what=suite)
    try:
        message = _signed(credential, proof)
    except UnknownTerms as problem:
        return unverified("unknown_terms", what=str(problem)[:80])
    except _TooComplex as problem:
        raise RecordRefused(where, "too_deep") from problem
    try:
        value = proof.get("proofValue")
        if not isinstance(value, str) or not value.startswith("z"):
            raise ValueError("no multibase")
        key.verify(from_base58(value[1:]), message)
    except (InvalidSignature, ValueError) as problem:
        raise RecordRefused(where, "bad_signature") from problem
    is_of_issuer = method.split("#")[0] == ident or (of_issuer is not None and are_same(key, of_issuer))
    return verified(name) if is_of_issuer else unverified("key_not_of_issuer", issuer=name)


def _signed(credential: dict[str, Any], proof: dict[str, Any]) -> bytes:
    """Return the 64 bytes that are signed: the hash of the proof's settings, then that of the credential."""
    document = {name: value for name, value in credential.items() if name != "proof"}
    settings = {name: value for name, value in proof.items() if name not in {"proofValue", "@context"}}
    settings["@context"] = document.get("@context")
    return b"".join(hashlib.sha256(canonical(part).encode()).digest() for part in (settings, document))


def canonical(document: dict[str, Any]) -> str:
    """Return the canonical N-Quads of a document; raise UnknownTerms when a part of it has no meaning there."""
    _refuse_strange_shapes(document)
    dropped: list[str] = []
    options = {"documentLoader": document_loader(), "processingMode": "json-ld-1.1", "base": _NOWHERE}
    try:
        expanded = jsonld.expand(document, options, on_property_dropped=lambda name: dropped.append(str(name)))
        if dropped:
            raise UnknownTerms(dropped[0])
        _refuse_relative(expanded)
        dataset = jsonld.to_rdf(expanded, options)
        return str(_Bounded().main(dataset, {"format": "application/n-quads"}))
    except (jsonld.JsonLdError, RecursionError) as problem:
        raise UnknownTerms(getattr(problem, "code", "") or "JSON-LD") from problem


def _refuse_strange_shapes(document: dict[str, Any]) -> None:
    """Refuse vocabularies that are not known, also deeper down, keywords as names, and names for nameless nodes."""
    waiting: list[Any] = [{"@context": None, **document}]
    seen = 0
    while waiting:
        value = waiting.pop()
        seen += 1
        if seen > _MOST_VALUES:
            raise _TooComplex
        if isinstance(value, dict):
            for name, inner in value.items():
                if name == "@context":
                    _refuse_unknown(inner)
                elif name.startswith(("@", "_:")):
                    raise UnknownTerms(name)
                else:
                    waiting.append(inner)
        elif isinstance(value, list):
            waiting += value
        elif isinstance(value, str) and value.startswith("_:"):
            raise UnknownTerms(value)


def _refuse_unknown(contexts: Any) -> None:
    for context in contexts if isinstance(contexts, list) else [contexts]:
        if not is_known(context):
            raise UnknownTerms(context if isinstance(context, str) else "@context")


def _refuse_relative(expanded: Any) -> None:
    """Refuse names and types that are no whole address: what they mean hangs on where the file stands."""
    waiting = [expanded]
    while waiting:
        value = waiting.pop()
        if isinstance(value, list):
            waiting += value
        elif isinstance(value, dict):
            for name in ("@id", "@type"):
                told = value.get(name, [])
                for address in told if isinstance(told, list) else [told]:
                    if isinstance(address, str) and address.startswith(_NOWHERE):
                        raise UnknownTerms(address.removeprefix(_NOWHERE) or name)
            waiting += [inner for name, inner in value.items() if name not in {"@id", "@type", "@value"}]


class _TooComplex(Exception):
    """Telling apart the nameless nodes would take too long: no real credential is like that."""


class _Bounded(URDNA2015):  # type: ignore[misc]
    """The canonical form with a limit: nodes that look alike are tried in each order, which a bomb makes endless."""

    def __init__(self) -> None:
        super().__init__()
        self._calls = 0

    def create_hash_to_related(self, id_: str, issuer: Any) -> dict[str, list[str]]:
        """Count the work before it is done."""
        self._calls += 1
        found: dict[str, list[str]] = super().create_hash_to_related(id_, issuer)
        if self._calls > _MOST_CALLS or any(len(alike) > _MOST_ALIKE for alike in found.values()):
            raise _TooComplex
        return found
