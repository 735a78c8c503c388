"""Open Badges: signatures against a vector of the W3C and a signer of the test's own, and what does not hold."""

from __future__ import annotations

import base64
import hashlib
import io
import json
import zlib
from contextlib import suppress
from datetime import UTC, datetime
from typing import Any

import pytest
from cryptography.hazmat.primitives import hashes
from cryptography.hazmat.primitives.asymmetric import ec, padding, rsa
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey
from cryptography.hazmat.primitives.asymmetric.utils import decode_dss_signature
from hypothesis import given, settings
from hypothesis import strategies as st
from PIL import Image, PngImagePlugin

from tests.dossier.records import ESCO, damaged
from wending.dossier.rules.findings import MESSAGES, RecordRefused
from wending.dossier.rules.record import Item, SkillClaim, Source, Status
from wending.dossier.sources.openbadges.parse import parse
from wending.dossier.sources.openbadges.write import Badge, sign_badge, sign_badge_token
from wending.dossier.sources.proofs import contexts, integrity
from wending.dossier.sources.proofs.integrity import UnknownTerms, canonical, check_integrity
from wending.dossier.sources.proofs.keys import did_key, from_base58, to_base58
from wending.dossier.sources.read import read_record

NOW = datetime(2026, 6, 1, tzinfo=UTC)
KEY = Ed25519PrivateKey.from_private_bytes(bytes(range(32)))
DID = did_key(KEY.public_key())
BADGE = Badge(
    ident="urn:uuid:7d0e2f6c-5a37-4c68-9a0a-0b3c1f0a7b11",
    achievement="urn:uuid:2f4f8a3a-6c58-4c0b-8f0e-1f7f0f6f5a22",
    name="Samenwerken",
    description="Werkt goed samen met anderen.",
    criteria="Een jaar in een team gewerkt.",
    issuer="Bakkerij Ree",
    issued=datetime(2026, 1, 1, tzinfo=UTC),
    expires=datetime(2028, 1, 1, tzinfo=UTC),
    email="ada@example.org",
    lang="nl",
    skills=(SkillClaim("samenwerken", ESCO),),
)
SIGNED: dict[str, Any] = json.loads(sign_badge(BADGE, KEY).data)
TOKEN = sign_badge_token(BADGE, KEY).data.decode()

# Vector of W3C, Data Integrity EdDSA Cryptosuites v1.0, appendix on eddsa-rdfc-2022 (facts).
VECTOR_KEY = "did:key:z6MkrJVnaZkeFzdQyMZu1cgjg7k1pZZ6pvBQ7XJPt4swbTQ2"
VECTOR_HASH = "517744132ae165a5349155bef0bb0cf2258fff99dfe1dbd914b938d775a36017"
EXAMPLES = "https://www.w3.org/ns/credentials/examples/v2"
VECTOR: dict[str, Any] = {
    "@context": ["https://www.w3.org/ns/credentials/v2", EXAMPLES],
    "id": "urn:uuid:58172aac-d8ba-11ed-83dd-0b3aef56cc33",
    "type": ["VerifiableCredential", "AlumniCredential"],
    "name": "Alumni Credential",
    "description": "A minimum viable example of an Alumni Credential.",
    "issuer": "https://vc.example/issuers/5678",
    "validFrom": "2023-01-01T00:00:00Z",
    "credentialSubject": {"id": "did:example:abcdefgh", "alumniOf": "The School of Examples"},
    "proof": {
        "type": "DataIntegrityProof",
        "cryptosuite": "eddsa-rdfc-2022",
        "created": "2023-02-24T23:36:38Z",
        "verificationMethod": f"{VECTOR_KEY}#{VECTOR_KEY.removeprefix('did:key:')}",
        "proofPurpose": "assertionMethod",
        "proofValue": "z2YwC8z3ap7yx1nZYCg4L3j3ApHsF8kgPdSb5xoS1VR7vPG3F561B52hYnQF9iseabecm3ijx4K1FBTQsCZahKZme",
    },
}


@pytest.fixture
def _examples_known(monkeypatch: pytest.MonkeyPatch) -> None:
    """The vocabulary of the examples of the W3C, which no real credential uses."""
    known = {EXAMPLES: {"@context": {"@vocab": "https://www.w3.org/ns/credentials/examples#"}}}
    monkeypatch.setattr(contexts.document_loader(), "documents", {**contexts.document_loader().documents, **known})


def b64(data: bytes | dict[str, Any]) -> str:
    """Return base64url without padding."""
    raw = data if isinstance(data, bytes) else json.dumps(data).encode()
    return base64.urlsafe_b64encode(raw).rstrip(b"=").decode()


def token(claims: dict[str, Any], header: dict[str, Any], key: Any = KEY) -> bytes:
    """Sign a token by hand, without the code under test: RFC 7515 and 7518."""
    message = f"{b64(header)}.{b64(claims)}".encode()
    if isinstance(key, Ed25519PrivateKey):
        signature = key.sign(message)
    elif isinstance(key, ec.EllipticCurvePrivateKey):
        r, s = decode_dss_signature(key.sign(message, ec.ECDSA(hashes.SHA256())))
        signature = r.to_bytes(32, "big") + s.to_bytes(32, "big")
    else:
        signature = key.sign(message, padding.PKCS1v15(), hashes.SHA256())
    return message + b"." + b64(signature).encode()


def claims(**more: Any) -> dict[str, Any]:
    """Return a credential as the claims of a token, by the did:key of the test unless told otherwise."""
    return {**{name: value for name, value in SIGNED.items() if name != "proof"}, **more}


def jwk_of(key: Any) -> dict[str, str]:
    """Return the public key as a JWK: RFC 7517, 7518 and 8037."""
    if isinstance(key, Ed25519PrivateKey):
        return {"kty": "OKP", "crv": "Ed25519", "x": b64(key.public_key().public_bytes_raw())}
    numbers = key.public_key().public_numbers()
    if isinstance(key, ec.EllipticCurvePrivateKey):
        return {
            "kty": "EC",
            "crv": "P-256",
            "x": b64(numbers.x.to_bytes(32, "big")),
            "y": b64(numbers.y.to_bytes(32, "big")),
        }
    return {"kty": "RSA", "n": b64(numbers.n.to_bytes(key.key_size // 8, "big")), "e": b64(b"\1\0\1")}


def read(data: bytes) -> Item:
    """Return the one item in a badge."""
    (item,) = parse(data, NOW).record.items
    return item


def codes(item: Item) -> list[str]:
    """Return why the credential has its status."""
    assert item.credential is not None
    return [reason.code for reason in item.credential.reasons]


@pytest.mark.usefixtures("_examples_known")
def test_check_integrity_agrees_with_the_vector_of_the_w3c() -> None:
    document = {name: value for name, value in VECTOR.items() if name != "proof"}
    assert hashlib.sha256(canonical(document).encode()).hexdigest() == VECTOR_HASH
    verdict = check_integrity("vector", VECTOR, NOW)
    # The vector names an issuer on the web, so the key is right and whose it is stays unknown.
    assert (verdict.status, verdict.reasons[0].code) == (Status.UNVERIFIED, "key_not_of_issuer")
    with pytest.raises(RecordRefused, match="handtekening"):
        check_integrity("vector", {**VECTOR, "name": "Other"}, NOW)


def test_check_integrity_of_an_unknown_vocabulary_is_not_verified() -> None:
    verdict = check_integrity("vector", VECTOR, NOW)
    assert (verdict.status, verdict.reasons[0].code) == (Status.UNVERIFIED, "unknown_terms")


def test_canonical_gives_the_published_addresses_of_open_badges() -> None:
    told = canonical({name: value for name, value in SIGNED.items() if name != "proof"})
    space = "https://purl.imsglobal.org/spec/vc/ob/vocab.html#"
    for line in (
        f'<{BADGE.achievement}> <{space}achievementType> "Badge" .',
        f'<{BADGE.achievement}> <https://schema.org/inLanguage> "nl" .',
        f'<https://schema.org/targetUrl> "{ESCO}"^^<https://www.w3.org/2001/XMLSchema#anyURI> .',
    ):
        assert line in told
    assert f'<{space}identityType> "emailAddress"' in told
    assert f'<{space}hashed> "false"^^<https://www.w3.org/2001/XMLSchema#boolean>' in told


@pytest.mark.parametrize(
    ("w3c", "edition", "achievement", "text"),
    [
        (contexts.W3C_V2, "3.0.3", "achievement", ""),
        (contexts.W3C_V2, "3.0.2", "achievement-0", ""),
        (contexts.W3C_V1, "3.0.1", "achievement-0", "^^<https://www.w3.org/2001/XMLSchema#string>"),
    ],
)
def test_canonical_knows_the_editions_apart(w3c: str, edition: str, achievement: str, text: str) -> None:
    """Each edition was published with other addresses or types; a badge is signed with those of its own."""
    badge = {
        "@context": [w3c, f"https://purl.imsglobal.org/spec/ob/v3p0/context-{edition}.json"],
        "id": "urn:uuid:1",
        "type": ["VerifiableCredential", "OpenBadgeCredential"],
        "credentialSubject": {
            "id": "urn:uuid:2",
            "type": ["AchievementSubject"],
            "achievement": {"id": "urn:uuid:3", "type": ["Achievement"], "achievementType": "Badge", "tag": ["brood"]},
        },
    }
    space = "https://purl.imsglobal.org/spec/vc/ob/vocab.html#"
    lines = canonical(badge).splitlines()
    assert f"<urn:uuid:2> <{space}{achievement}> <urn:uuid:3> ." in lines
    assert f'<urn:uuid:3> <{space}achievementType> "Badge"{text} .' in lines
    assert f'<urn:uuid:3> <https://schema.org/keywords> "brood"{text} .' in lines


@pytest.mark.parametrize("sign", [sign_badge, sign_badge_token])
def test_parse_reads_what_an_issuer_signed(sign: Any) -> None:
    item = read(sign(BADGE, KEY).data)
    assert (item.title, item.organisation) == ("Samenwerken", "Bakkerij Ree")
    assert item.description == "Werkt goed samen met anderen.\nEen jaar in een team gewerkt."
    assert item.credential is not None
    assert item.credential.status is Status.VERIFIED
    assert codes(item) == ["name_unchecked", "holder_unchecked"]
    assert item.credential.issuer_id == DID
    assert item.credential.raw.startswith("{" if sign is sign_badge else "ey")
    assert item.skills == (
        SkillClaim("samenwerken", ESCO, source=Source.CREDENTIAL, by="Bakkerij Ree", evidence=("Samenwerken",)),
    )


@settings(max_examples=120, deadline=None)
@given(damaged(SIGNED))
def test_parse_never_verifies_what_was_changed(badge: Any) -> None:
    """Whatever stands somewhere else: refused, or not verified, or nothing that counts has changed."""
    with suppress(RecordRefused):
        item = parse(json.dumps(badge).encode(), NOW).record.items[0]
        assert item.credential is not None
        if item.credential.status is Status.VERIFIED:
            same = {name: value for name, value in badge.items() if name != "proof"}
            assert canonical(same) == canonical({name: value for name, value in SIGNED.items() if name != "proof"})


@settings(max_examples=60, deadline=None)
@given(st.integers(0, 5000), st.integers(1, 255))
def test_parse_of_a_token_with_another_byte_is_never_verified(place: int, change: int) -> None:
    data = bytearray(TOKEN.encode())
    data[place % len(data)] ^= change
    with suppress(RecordRefused):
        credential = read(bytes(data)).credential
        assert credential is not None
        # The last sign of base64url holds bits that mean nothing.
        assert credential.status is not Status.VERIFIED or place % len(data) == len(data) - 1


def with_proof(**more: Any) -> bytes:
    """Return the signed badge with something else in its proof."""
    return json.dumps({**SIGNED, "proof": {**SIGNED["proof"], **more}}).encode()


HEADERS: list[dict[str, Any]] = [
    {"alg": "EdDSA", "kid": f"did:jwk:{b64(jwk_of(KEY))}", "crit": ["b64"], "b64": True},
    {"alg": "EdDSA", "jwk": jwk_of(KEY), "typ": "JWT"},
    {"alg": "RS256", "x5c": ["MIIB"], "kid": "did:web:x"},
    {"alg": "ES256", "jwk": jwk_of(ec.derive_private_key(7, ec.SECP256R1()))},
]


@settings(max_examples=150, deadline=None)
@given(st.sampled_from(HEADERS).flatmap(damaged))
def test_parse_reads_or_refuses_a_token_whatever_its_header_says(header: Any) -> None:
    """None of these is signed by the key of the issuer that the claims name."""
    school = claims(issuer={"id": "https://school.example", "name": "De School"})
    with suppress(RecordRefused):
        credential = read(token(school, header)).credential
        assert credential is not None
        assert credential.status is Status.UNVERIFIED


RSA_KEY = rsa.generate_private_key(65537, 2048)
EC_KEY = ec.derive_private_key(7, ec.SECP256R1())


@pytest.mark.parametrize(("algorithm", "key"), [("EdDSA", KEY), ("ES256", EC_KEY), ("RS256", RSA_KEY)])
def test_parse_verifies_a_key_that_the_issuer_is(algorithm: str, key: Any) -> None:
    did = f"did:jwk:{b64(jwk_of(key))}"
    mine = claims(issuer={"id": did, "type": ["Profile"], "name": "Bakkerij"})
    for header in ({"kid": f"{did}#0"}, {"jwk": jwk_of(key)}, {}):
        item = read(token({**mine, "iss": did}, {"alg": algorithm, **header}, key))
        assert item.credential is not None
        assert item.credential.status is Status.VERIFIED, header
    with pytest.raises(RecordRefused, match="handtekening klopt niet"):
        read(token(mine, {"alg": algorithm, "kid": did}, key)[:-12] + b"AAAAAAAAAAAA")


@pytest.mark.parametrize(
    ("header", "code"),
    [
        ({"jwk": jwk_of(KEY)}, "key_not_of_issuer"),
        ({"kid": f"{DID}#key"}, "key_not_of_issuer"),
        ({"kid": "https://school.example/keys/1"}, "key_needs_network"),
        ({"kid": "did:web:school.example#1"}, "key_needs_network"),
        ({}, "key_needs_network"),
    ],
)
def test_parse_never_calls_an_issuer_on_the_web_verified(header: dict[str, Any], code: str) -> None:
    """Anyone can write the address of a school and sign with a key of their own."""
    school = claims(issuer={"id": "https://school.example", "name": "De School"})
    item = read(token(school, {"alg": "EdDSA", **header}))
    assert item.credential is not None
    assert item.credential.status is Status.UNVERIFIED
    assert codes(item)[0] == code
    assert dict(item.credential.reasons[0].params)["issuer"] == "De School"
    # What is not verified is what the person says.
    assert [(skill.source, skill.by) for skill in item.skills] == [(Source.SELF, "")]


def test_parse_of_a_key_enclosed_still_refuses_a_changed_badge() -> None:
    school = claims(issuer={"id": "https://school.example", "name": "De School"})
    signed = token(school, {"alg": "EdDSA", "jwk": jwk_of(KEY)}, Ed25519PrivateKey.generate())
    with pytest.raises(RecordRefused) as refused:
        read(signed)
    assert refused.value.finding.code == "bad_signature"


@pytest.mark.parametrize(
    ("data", "code"),
    [
        (token(claims(validUntil="2026-05-31T23:59:59Z"), {"alg": "EdDSA", "kid": DID}), "expired"),
        (token(claims(exp=1), {"alg": "EdDSA", "kid": DID}), "expired"),
        (token(claims(validFrom="2026-06-02T00:00:00Z"), {"alg": "EdDSA", "kid": DID}), "not_yet"),
        (token(claims(nbf=4_000_000_000), {"alg": "EdDSA", "kid": DID}), "not_yet"),
        (token(claims(validUntil="ooit"), {"alg": "EdDSA", "kid": DID}), "bad_proof"),
        (token(claims(), {"alg": "none"}), "bad_proof"),
        (token(claims(), {"alg": "HS256", "kid": DID}), "bad_proof"),
        (token(claims(), {"alg": "RS256", "kid": DID}), "bad_proof"),
        (token(claims(), {"alg": "EdDSA", "jwk": {"kty": "oct", "k": "AAAA"}}), "bad_proof"),
        (token(claims(), {"alg": "EdDSA", "kid": "did:key:zNonsense"}), "bad_proof"),
        (token(claims(iss="did:key:zOther"), {"alg": "EdDSA", "kid": DID}), "two_tellings"),
        (token(claims(jti="urn:uuid:other"), {"alg": "EdDSA", "kid": DID}), "two_tellings"),
        (token(claims(issuer=None), {"alg": "EdDSA", "kid": DID}), "no_issuer"),
        (token(claims(type=["VerifiableCredential"]), {"alg": "EdDSA", "kid": DID}), "not_badge"),
        (token(claims(credentialSubject=[]), {"alg": "EdDSA", "kid": DID}), "not_badge"),
        (token(claims(), {"alg": "EdDSA", "kid": DID}, Ed25519PrivateKey.generate()), "bad_signature"),
        (json.dumps({**SIGNED, "validUntil": "2026-05-01T00:00:00Z"}).encode(), "expired"),
        (json.dumps({**SIGNED, "name": "Anders"}).encode(), "bad_signature"),
        (with_proof(proofPurpose="authentication"), "bad_proof"),
        (with_proof(created="2026-02-02T00:00:00Z"), "bad_signature"),
        (with_proof(expires="2026-02-02T00:00:00Z"), "expired"),
        (with_proof(proofValue="u123"), "bad_signature"),
    ],
)
def test_parse_refuses_a_badge_that_does_not_hold(data: bytes, code: str) -> None:
    with pytest.raises(RecordRefused) as refused:
        read(data)
    assert refused.value.finding.code == code


def test_parse_refuses_a_key_of_rsa_that_is_too_short() -> None:
    short = rsa.generate_private_key(65537, 1024)
    with pytest.raises(RecordRefused) as refused:
        read(token(claims(), {"alg": "RS256", "jwk": jwk_of(short)}, short))
    assert refused.value.finding.values == {"what": "RSA 1024"}


@pytest.mark.parametrize(
    "change",
    [
        {"extra": "Ook directeur"},
        {"@context": [*SIGNED["@context"], {"name": "https://example.org/other"}]},
        {"@context": [*SIGNED["@context"], "https://example.org/context.json"]},
        {"credentialSubject": {**SIGNED["credentialSubject"], "@context": {}}},
        {"evidence": [{"id": "_:b0", "type": ["Evidence"]}]},
        {"type": [*SIGNED["type"], "Directeur"]},
    ],
)
def test_parse_does_not_verify_words_that_are_not_signed(change: dict[str, Any]) -> None:
    """Words without meaning drop out of what is signed: someone could add them afterwards."""
    item = read(json.dumps({**SIGNED, **change}).encode())
    assert codes(item)[0] == "unknown_terms"
    assert item.credential is not None
    assert item.credential.status is Status.UNVERIFIED


def test_parse_ends_a_badge_made_to_keep_a_computer_busy() -> None:
    """Nodes without a name that all look alike are tried in every order: with twelve that takes for ever."""
    alike = [{"type": ["Evidence"], "endorsement": [{"type": ["Profile"]} for _ in range(12)]} for _ in range(3)]
    with pytest.raises(RecordRefused) as refused:
        read(json.dumps({**SIGNED, "evidence": alike}).encode())
    assert refused.value.finding.code == "too_deep"


def test_parse_ends_a_badge_with_far_too_much_in_it() -> None:
    much = [{"id": f"https://example.org/{number}", "type": ["Evidence"]} for number in range(1000)]
    with pytest.raises(RecordRefused) as refused:
        read(json.dumps({**SIGNED, "evidence": much}).encode())
    assert refused.value.finding.code == "too_deep"


def test_parse_tells_that_revoking_is_not_checked() -> None:
    entry = {
        "id": "https://school.example/status/1#3",
        "type": "BitstringStatusListEntry",
        "statusPurpose": "revocation",
    }
    item = read(token(claims(credentialStatus=entry), {"alg": "EdDSA", "kid": DID}))
    assert "status_unchecked" in codes(item)


def _png(keyword: str, text: str, packed: bool) -> bytes:
    info = PngImagePlugin.PngInfo()
    info.add_itxt(keyword, text, zip=packed)
    stream = io.BytesIO()
    Image.new("RGB", (2, 2)).save(stream, "PNG", pnginfo=info)
    return stream.getvalue()


@pytest.mark.parametrize("packed", [True, False])
@pytest.mark.parametrize("text", [json.dumps(SIGNED), TOKEN], ids=["json", "token"])
def test_read_record_takes_the_badge_out_of_a_picture(text: str, packed: bool) -> None:
    svg = '<!DOCTYPE svg PUBLIC "-//W3C//DTD SVG 1.1//EN" "http://www.w3.org/Graphics/SVG/1.1/DTD/svg11.dtd">'
    svg += '<svg xmlns="http://www.w3.org/2000/svg" xmlns:openbadges="https://purl.imsglobal.org/ob/v3p0">'
    if text.startswith("{"):
        svg += f"<openbadges:credential><![CDATA[{text}]]></openbadges:credential></svg>"
    else:
        svg += f'<openbadges:credential verify="{text}"/></svg>'
    for data in (_png("openbadgecredential", text, packed), svg.encode()):
        (item,) = read_record("badge", data, NOW).record.items
        assert item.credential is not None
        assert item.credential.status is Status.VERIFIED


def _bomb() -> bytes:
    body = b"openbadgecredential\0\1\0\0\0" + zlib.compress(b"a" * 50_000_000)
    return b"\x89PNG\r\n\x1a\n" + len(body).to_bytes(4, "big") + b"iTXt" + body + bytes(4)


@pytest.mark.parametrize(
    ("data", "code"),
    [
        (_png("Comment", "hello", False), "no_picture_badge"),
        (_png("openbadges", "{}", False), "badge_2"),
        (_png("openbadgecredential", "hello", False), "unknown"),
        (_bomb(), "bomb"),
        (b"\x89PNG\r\n\x1a\n", "no_picture_badge"),
        (b"\x89PNG\r\n\x1a\n\xff\xff\xff\xffiTXt", "no_picture_badge"),
        (b'<svg xmlns="http://www.w3.org/2000/svg"/>', "no_picture_badge"),
        (b'<svg><x:assertion xmlns:x="http://openbadges.org"/></svg>', "badge_2"),
        (b'<!DOCTYPE svg [<!ENTITY a "b">]><svg>&a;</svg>', "entities"),
        (b'{"@context": "https://w3id.org/openbadges/v2", "type": "Assertion"}', "badge_2"),
        (b'{"recipient": "a", "badge": "https://example.org/b", "verify": {}, "type": "x"}', "badge_2"),
        (b'{"type": ["VerifiableCredential", "DriversLicence"], "issuer": "https://example.org"}', "not_badge"),
        (b'{"type": ["VerifiablePresentation"], "verifiableCredential": []}', "not_badge"),
    ],
)
def test_read_record_refuses_pictures_and_files_without_a_badge(data: bytes, code: str) -> None:
    with pytest.raises(RecordRefused) as refused:
        read_record("badge", data, NOW)
    assert refused.value.finding.code == code


def test_read_record_of_several_badges_leaves_out_the_bad_one_and_tells() -> None:
    several = {
        "type": ["VerifiablePresentation"],
        "verifiableCredential": [
            SIGNED,
            {**SIGNED, "name": "Anders"},
            {
                "type": "EnvelopedVerifiableCredential",
                "id": f"data:application/vc+jwt,{TOKEN}",
            },
        ],
    }
    read_again = read_record("wallet.json", json.dumps(several).encode(), NOW)
    assert [item.title for item in read_again.record.items] == ["Samenwerken", "Samenwerken"]
    assert [(one.where, one.code) for one in read_again.findings] == [("open-badges-3[1]", "bad_signature")]


def test_sign_badge_does_not_sign_what_would_drop_out(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(integrity, "is_known", lambda context: False)
    with pytest.raises(UnknownTerms):
        sign_badge(BADGE, KEY)


def test_alignments_that_are_no_skills_stay_out_of_the_skills() -> None:
    subject = json.loads(json.dumps(SIGNED["credentialSubject"]))
    subject["achievement"]["alignment"] = [
        {
            "type": ["Alignment"],
            "targetName": "NLQF 4",
            "targetType": "ext:EQF",
            "targetCode": "4",
            "targetUrl": "https://x.nl",
        },
        {"type": ["Alignment"], "targetName": "bakker", "targetUrl": "http://data.europa.eu/esco/occupation/1"},
        {"type": ["Alignment"], "targetName": "samenwerken", "targetUrl": ESCO},
    ]
    found = parse(token(claims(credentialSubject=subject), {"alg": "EdDSA", "kid": DID}), NOW)
    (item,) = found.record.items
    assert (item.level, [skill.name for skill in item.skills]) == ("4", ["samenwerken"])
    assert [one.values for one in found.findings] == [{"what": "bakker"}]


@settings(deadline=None)
@given(st.binary(max_size=40))
def test_base58_there_and_back(data: bytes) -> None:
    assert from_base58(to_base58(data)) == data


def test_each_reason_has_a_sentence_whose_gaps_it_fills() -> None:
    credential = read(TOKEN.encode()).credential
    assert credential is not None
    for reason in credential.reasons:
        assert "%" not in MESSAGES[reason.code][0] % dict(reason.params)
