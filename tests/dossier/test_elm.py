"""European Digital Credentials: claims as items, seals that are never called verified, and the unsigned export."""

from __future__ import annotations

import base64
import json
from contextlib import suppress
from datetime import UTC, datetime, timedelta
from typing import Any

import pytest
from cryptography import x509
from cryptography.hazmat.primitives import hashes
from cryptography.hazmat.primitives.asymmetric import ec, padding, rsa
from cryptography.hazmat.primitives.serialization import Encoding
from cryptography.x509.oid import NameOID
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.dossier.records import ESCO, damaged, items, names, one_of_everything
from wending.dossier.rules.findings import RecordRefused
from wending.dossier.rules.record import Item, Kind, Link, Moment, Person, Record, SkillClaim, Source, Status
from wending.dossier.sources.elm.parse import parse
from wending.dossier.sources.elm.write import write_elm
from wending.dossier.sources.read import read_record

NOW = datetime(2026, 6, 1, tzinfo=UTC)
DIPLOMA: dict[str, Any] = {
    "@context": ["https://www.w3.org/2018/credentials/v1", "http://data.europa.eu/snb/model/context/edc-ap"],
    "id": "urn:credential:1",
    "type": ["VerifiableCredential", "EuropeanDigitalCredential"],
    "issuer": {"id": "urn:epass:org:1", "type": "Organisation", "legalName": {"de": "Schule", "nl": ["De School"]}},
    "issuanceDate": "2025-07-01T09:00:00+02:00",
    "validFrom": "2025-07-01T09:00:00+02:00",
    "credentialSubject": {
        "id": "urn:epass:person:1",
        "type": "Person",
        "givenName": {"nl": "Ada"},
        "familyName": {"nl": "Ree"},
        "dateOfBirth": "1980-05-05T00:00:00Z",
        "hasClaim": [
            {
                "id": "urn:epass:learningAchievement:1",
                "type": "LearningAchievement",
                "title": {"nl": "Brood en banket", "en": "Bread"},
                "description": {"nl": "Wat je <b>leert</b>."},
                "awardedBy": {
                    "type": "AwardingProcess",
                    "awardingBody": [{"type": "Organisation", "legalName": {"nl": "Bakkersvakschool"}}],
                    "awardingDate": "2025-06-15T00:00:00Z",
                },
                "specifiedBy": {
                    "type": "Qualification",
                    "eqfLevel": {"id": "http://data.europa.eu/snb/eqf/3", "type": "Concept"},
                    "ISCEDFCode": [{"prefLabel": {"nl": "Voedsel"}}],
                },
                "learningOutcome": [
                    {
                        "title": {"nl": "Werkt goed met anderen"},
                        "relatedESCOSkill": [{"id": ESCO, "prefLabel": {"nl": "samenwerken"}}],
                    },
                    {"title": "Kan deeg kneden"},
                ],
                "creditReceived": [{"point": "30"}],
                "hasPart": [{"title": {"nl": "Hygiëne"}}],
            },
            {
                "type": "LearningActivity",
                "title": {"nl": "Stage"},
                "temporal": {"startDate": "2024-09", "endDate": "2025-01"},
            },
            {"type": "LearningAssessment", "title": {"nl": "Proefbak"}},
        ],
    },
}


def test_parse_reads_each_claim() -> None:
    read = parse(json.dumps(DIPLOMA).encode(), NOW)
    diploma, stage = read.record.items
    assert (diploma.kind, diploma.title, diploma.organisation) == (
        Kind.EDUCATION,
        "Brood en banket",
        "Bakkersvakschool",
    )
    assert (diploma.level, diploma.field, diploma.start) == ("3", "Voedsel", Moment(2025, 6))
    assert diploma.description == "Wat je leert.\n- Hygiëne"
    assert diploma.skills == (
        SkillClaim("samenwerken", ESCO, behaviour="Werkt goed met anderen", evidence=("Brood en banket",)),
        SkillClaim("Kan deeg kneden", evidence=("Brood en banket",)),
    )
    assert (stage.kind, stage.start, stage.end) == (Kind.COURSE, Moment(2024, 9), Moment(2025, 1))
    assert stage.organisation == "De School"
    assert diploma.credential is not None
    assert (diploma.credential.status, diploma.credential.issuer) == (Status.UNSIGNED, "De School")
    assert [reason.code for reason in diploma.credential.reasons] == ["unsigned", "holder_unchecked"]
    assert dict(diploma.credential.reasons[1].params) == {"holder": "Ada Ree"}
    assert {one.code for one in read.findings} == {"privacy", "not_kept"}
    assert "1980" not in repr([item.description for item in read.record.items])


def test_parse_reads_a_credential_within_another() -> None:
    outer = {**DIPLOMA, "credentialSubject": {"type": "Person", "hasCredential": [DIPLOMA]}}
    assert [item.title for item in parse(json.dumps(outer).encode(), NOW).record.items] == ["Brood en banket", "Stage"]


SEAL_KEY = rsa.generate_private_key(65537, 2048)


def _certificate(key: Any) -> str:
    """Return a certificate that the school made for itself."""
    name = x509.Name([x509.NameAttribute(NameOID.ORGANIZATION_NAME, "De School")])
    made = (
        x509.CertificateBuilder()
        .subject_name(name)
        .issuer_name(name)
        .public_key(key.public_key())
        .serial_number(1)
        .not_valid_before(NOW - timedelta(days=900))
        .not_valid_after(NOW + timedelta(days=900))
        .sign(key, hashes.SHA256())
    )
    return base64.b64encode(made.public_bytes(Encoding.DER)).decode()


def b64(data: bytes) -> str:
    return base64.urlsafe_b64encode(data).rstrip(b"=").decode()


def _sealed(payload: str, *, plain: bool, key: Any = SEAL_KEY) -> dict[str, Any]:
    """Return a JAdES seal as JSON: over the payload as it stands (b64: false, RFC 7797) or over its base64url."""
    header = {"alg": "RS256", "typ": "jose+json", "x5c": [_certificate(SEAL_KEY)], "sigT": "2025-07-01T09:00:00Z"}
    header |= {"b64": False, "crit": ["b64"]} if plain else {}
    head = b64(json.dumps(header).encode())
    body = payload if plain else b64(payload.encode())
    signature = key.sign(f"{head}.{body}".encode(), padding.PKCS1v15(), hashes.SHA256())
    return {"payload": body, "signatures": [{"protected": head, "signature": b64(signature), "header": {"etsiU": []}}]}


@pytest.mark.parametrize("plain", [True, False])
def test_read_record_never_calls_a_seal_verified(plain: bool) -> None:
    sealed = json.dumps(_sealed(json.dumps(DIPLOMA), plain=plain)).encode()
    item = read_record("diploma.jsonld", sealed, NOW).record.items[0]
    assert item.credential is not None
    assert item.credential.status is Status.UNVERIFIED
    assert item.credential.reasons[0].code == "seal_unchecked"
    assert dict(item.credential.reasons[0].params) == {"issuer": "De School"}
    assert json.loads(item.credential.raw)["signatures"]


@pytest.mark.parametrize("plain", [True, False])
def test_read_record_refuses_a_sealed_diploma_that_was_changed(plain: bool) -> None:
    sealed = _sealed(json.dumps(DIPLOMA), plain=plain)
    forged = json.dumps(DIPLOMA).replace("Brood en banket", "Chirurgie")
    sealed["payload"] = forged if plain else b64(forged.encode())
    with pytest.raises(RecordRefused) as refused:
        read_record("diploma.jsonld", json.dumps(sealed).encode(), NOW)
    assert refused.value.finding.code == "bad_signature"


def test_read_record_of_a_seal_apart_from_its_bytes_is_not_verified() -> None:
    item = read_record(
        "d.json", json.dumps({**DIPLOMA, "signatures": [{"protected": "e30"}]}).encode(), NOW
    ).record.items[0]
    assert item.credential is not None
    assert (item.credential.status, item.credential.reasons[0].code) == (Status.UNVERIFIED, "seal_unchecked")


def test_read_record_of_a_token_by_an_issuer_of_ebsi_is_not_verified() -> None:
    diploma = {**DIPLOMA, "issuer": {"id": "did:ebsi:z1", "legalName": {"nl": "De School"}}}
    key = ec.generate_private_key(ec.SECP256R1())
    head = b64(json.dumps({"alg": "ES256", "kid": "did:ebsi:z1#k"}).encode())
    body = b64(json.dumps({"iss": "did:ebsi:z1", "vc": diploma}).encode())
    key.sign(f"{head}.{body}".encode(), ec.ECDSA(hashes.SHA256()))
    item = read_record("d.jwt", f"{head}.{body}.{b64(bytes(64))}".encode(), NOW).record.items[0]
    assert item.credential is not None
    assert [reason.code for reason in item.credential.reasons] == ["key_needs_network", "holder_unchecked"]


@pytest.mark.parametrize(
    ("change", "code"),
    [
        ({"validUntil": "2026-01-01T00:00:00Z"}, "expired"),
        ({"expirationDate": "2026-01-01T00:00:00Z"}, "expired"),
        ({"validFrom": "2027-01-01T00:00:00Z"}, "not_yet"),
        ({"issuer": {}}, "no_issuer"),
        ({"credentialSubject": []}, "nothing"),
        ({"credentialSubject": {"hasClaim": [{"type": "LearningAssessment"}]}}, "nothing"),
        ({"type": "VerifiableCredential"}, "not_badge"),
    ],
)
def test_parse_refuses_a_diploma_that_does_not_hold(change: dict[str, Any], code: str) -> None:
    with pytest.raises(RecordRefused) as refused:
        parse(json.dumps({**DIPLOMA, **change}).encode(), NOW)
    assert refused.value.finding.code == code


@settings(max_examples=150, deadline=None)
@given(damaged(DIPLOMA))
def test_parse_reads_or_refuses_whatever_stands_somewhere_else(diploma: Any) -> None:
    with suppress(RecordRefused):
        for item in parse(json.dumps(diploma).encode(), NOW).record.items:
            assert item.credential is not None
            assert item.credential.status is not Status.VERIFIED


ISSUED = "2026-06-01T00:00:00Z"
held = st.sampled_from([kind for kind in Kind if kind is not Kind.LANGUAGE]).flatmap(
    lambda kind: items(kind, organisation=names, level=st.sampled_from(["", "4"]), field=names | st.just(""))
)


@settings(max_examples=60, deadline=None)
@given(st.lists(held, min_size=1, max_size=3), st.booleans())
def test_writing_and_reading_back_gives_the_same(made: list[Item], linked: bool) -> None:
    """All but whether it goes on; and it comes back as a credential that nobody signed."""
    more: dict[str, Any] = {"links": (Link("https://example.org/a"),)} if linked else {}
    record = Record(Person("Ada Ree"), tuple(_with(item, is_ongoing=False, **more) for item in made), lang="nl")
    back = parse(write_elm(record, ISSUED).data, NOW).record
    for item, again in zip(record.items, back.items, strict=True):
        assert again.credential is not None
        assert again.credential.status is Status.UNSIGNED
        assert _with(again, credential=None) == item


def _with(item: Item, **more: Any) -> Item:
    return Item(**{**{name: getattr(item, name) for name in Item.__dataclass_fields__}, **more})


def test_write_says_in_the_file_that_nobody_signed_it() -> None:
    record = Record(
        Person("Ada Ree"),
        (
            Item(Kind.COURSE, "Desem", skills=(SkillClaim("bakken", ESCO, 4, Source.ENDORSED, "Baas"),)),
            *one_of_everything().items,
        ),
        (SkillClaim("rekenen"),),
    )
    written = write_elm(record, ISSUED)
    told = json.loads(written.data)
    assert "proof" not in told
    assert told["displayParameter"]["title"] == {"nl": "Eigen overzicht, niet ondertekend"}
    assert told["issuer"]["type"] == "Person"
    assert "Baas" not in written.data.decode()
    assert {(one.code, one.values.get("what")) for one in written.findings} == {
        ("claim_not_held", None),
        ("not_held", "Engels"),
        ("not_held", "rekenen"),
    }


def test_write_refuses_a_record_without_items() -> None:
    with pytest.raises(RecordRefused, match="niets om te bewaren"):
        write_elm(Record(Person("Ada")), ISSUED)
