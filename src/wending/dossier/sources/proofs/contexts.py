"""The vocabularies (JSON-LD contexts) over which credentials are signed, all of them here: nothing is fetched.

Those of the W3C come with PyLD. That of Open Badges is written down anew from its published terms: names, addresses and
types are facts, and give the same canonical form; editions 3.0.1 to 3.0.3. A credential that uses another is not
checked. Notation below: `term=address^type[container`, where each but the term may be absent.
"""

from __future__ import annotations

from functools import cache
from typing import Any

from pyld.documentloader.frozen import BUNDLED_CONTEXTS, FrozenDocumentLoader

W3C_V2 = "https://www.w3.org/ns/credentials/v2"
W3C_V1 = "https://www.w3.org/2018/credentials/v1"
BADGES = "https://purl.imsglobal.org/spec/ob/v3p0/context-3.0.3.json"
_BADGES_2 = "https://purl.imsglobal.org/spec/ob/v3p0/context-3.0.2.json"
_BADGES_1 = "https://purl.imsglobal.org/spec/ob/v3p0/context-3.0.1.json"
_STATUS = "https://www.w3.org/ns/credentials/status/v1"
_EXTENSIONS = "https://purl.imsglobal.org/spec/ob/v3p0/extensions.json"
_INTEGRITY = "https://w3id.org/security/data-integrity/v2"
_ED25519_2020 = "https://w3id.org/security/suites/ed25519-2020/v1"

_SPACES = {
    "ob:": "https://purl.imsglobal.org/spec/vc/ob/vocab.html#",
    "s:": "https://schema.org/",
    "xs:": "https://www.w3.org/2001/XMLSchema#",
    "jwt:": "https://www.iana.org/assignments/jwt#",
}
# Types with the terms that have a meaning within them only.
_TYPES = {
    "OpenBadgeCredential": "",
    "Achievement": "achievementType alignment[set creator creditsAvailable^xs:float criteria=ob:Criteria^@id "
    "fieldOfStudy humanCode image^@id otherIdentifier[set related[set resultDescription[set specialization "
    "tag=s:keywords[set version inLanguage=s:inLanguage",
    "AchievementSubject": "achievement activityEndDate^xs:date activityStartDate^xs:date creditsEarned^xs:float "
    "identifier[set image^@id licenseNumber result[set role source^@id term",
    "Address": "addressCountry=s:addressCountry addressCountryCode=ob:CountryCode addressLocality=s:addressLocality "
    "addressRegion=s:addressRegion geo=ob:GeoCoordinates postOfficeBoxNumber=s:postOfficeBoxNumber "
    "postalCode=s:postalCode streetAddress=s:streetAddress",
    "Alignment=s:AlignmentObject": "targetCode targetDescription=s:targetDescription "
    "targetFramework=s:targetFramework targetName=s:targetName targetType targetUrl=s:targetUrl^xs:anyURI",
    "Criteria": "",
    "EndorsementCredential": "",
    "EndorsementSubject": "endorsementComment",
    "Evidence": "audience=s:audience genre=s:genre",
    "GeoCoordinates": "latitude=s:latitude longitude=s:longitude",
    "IdentifierEntry": "identifier identifierType",
    "IdentityObject": "hashed^xs:boolean identityHash identityType salt",
    "Image": "caption=s:caption",
    "Profile": "additionalName=s:additionalName address^@id dateOfBirth^xs:date email=s:email "
    "familyName=s:familyName familyNamePrefix givenName=s:givenName honorificPrefix=s:honorificPrefix "
    "honorificSuffix=s:honorificSuffix image^@id otherIdentifier[set parentOrg^@id patronymicName phone official",
    "Related": "version inLanguage=s:inLanguage",
    "Result": "achievedLevel^xs:anyURI resultDescription^xs:anyURI status value=s:value",
    "ResultDescription": "allowedValue[list requiredLevel^xs:anyURI requiredValue resultType "
    "rubricCriterionLevel[set valueMax valueMin",
    "RubricCriterionLevel": "level points",
}
# The type of awardedDate is written with a prefix that its vocabulary does not define, so it stays as it is.
_TERMS = (
    "alignment[set description=s:description endorsement[set endorsementJwt[set image^@id inLanguage=s:inLanguage "
    "name=s:name narrative url=s:url^xs:anyURI awardedDate^xsd:dateTime jti=jwt:jti^@id"
)
# What the oldest edition has for values that are nodes; all its others without a type are texts.
_NODES = {"alignment", "creator", "otherIdentifier", "related", "achievement", "result", "geo", "rubricCriterionLevel"}
_NODES |= {"endorsement", "AchievementSubject/identifier", "Achievement/resultDescription"}
_STATUS_TYPES = ("BitstringStatusListCredential", "BitstringStatusList", "BitstringStatusListEntry")
_EXTENSION_TERMS = {
    "1EdTechJsonSchemaValidator2019": "https://purl.imsglobal.org/spec/vccs/v1p0/context.json#",
    "1EdTechRevocationList": "https://purl.imsglobal.org/spec/vcrl/v1p0/context.json#",
    "1EdTechCredentialRefresh": "https://purl.imsglobal.org/spec/vccr/v1p0/context.json#",
}


@cache
def document_loader() -> FrozenDocumentLoader:
    """Return what hands PyLD the contexts that are known, and refuses any other address."""
    names = {"id": "@id", "type": "@type"}
    w3c = FrozenDocumentLoader()(W3C_V2, {})["document"]["@context"]
    proof = {"@id": "https://w3id.org/security#proof", "@type": "@id", "@container": "@graph"}
    integrity = {**names, "@protected": True, "proof": proof, "DataIntegrityProof": w3c["DataIntegrityProof"]}
    extensions = {**names, **{name: space + name for name, space in _EXTENSION_TERMS.items()}}
    known: dict[str, Any] = {url: BUNDLED_CONTEXTS[url] for url in (W3C_V1, W3C_V2, _ED25519_2020)}
    for url, context in (
        (BADGES, _badges()),
        (_BADGES_2, _older(_badges())),
        (_BADGES_1, _oldest(_older(_badges()))),
        (_STATUS, {**names, "@protected": True, **{name: w3c[name] for name in _STATUS_TYPES}}),
        (_EXTENSIONS, extensions),
        (_INTEGRITY, integrity),
    ):
        known[url] = {"@context": context}
    return FrozenDocumentLoader(known)


def is_known(context: object) -> bool:
    """Tell whether a context is an address of which the vocabulary is here."""
    return isinstance(context, str) and context in document_loader().documents


def _badges() -> dict[str, Any]:
    found: dict[str, Any] = {"@protected": True, "id": "@id", "type": "@type"}
    for named, terms in _TYPES.items():
        name, definition = _term(named)
        if terms:
            definition["@context"] = {"@protected": True, "id": "@id", "type": "@type", **_terms(terms)}
        found[name] = definition
    return {**found, "AchievementCredential": {"@id": "OpenBadgeCredential"}, **_terms(_TERMS)}


def _older(context: dict[str, Any]) -> dict[str, Any]:
    """Return the vocabulary of edition 3.0.2: other addresses for two terms, and some terms fewer."""
    image = {"@id": _SPACES["ob:"] + "Image", "@type": "@id"}
    for name in ("awardedDate", "endorsementJwt", "jti", "inLanguage"):
        del context[name]
    for name in ("Achievement", "Related"):
        del context[name]["@context"]["inLanguage"]
    for within in (context, *(context[name]["@context"] for name in ("Achievement", "AchievementSubject", "Profile"))):
        within["image"] = image
    context["AchievementSubject"]["@context"]["achievement"]["@id"] += "-0"
    return context


def _oldest(context: dict[str, Any]) -> dict[str, Any]:
    """Return the vocabulary of edition 3.0.1: not protected, and with the type of texts written out."""
    context["image"] = {"@id": _SPACES["ob:"] + "image", "@type": "@id"}
    context["awardedDate"] = {"@id": _SPACES["ob:"] + "awardedDate", "@type": _SPACES["xs:"] + "dateTime"}
    context["ResultDescription"]["@context"]["allowedValue"]["@container"] = "@set"
    for kind, within in (("", context), *((name, told.get("@context")) for name, told in _definitions(context))):
        if within:
            del within["@protected"]
        for name, definition in _definitions(within or {}):
            is_node = {name, f"{kind}/{name}"} & _NODES or name in {*map(_first, _TYPES), "AchievementCredential"}
            if "@type" not in definition and not is_node:
                definition["@type"] = _SPACES["xs:"] + "string"
    return context


def _definitions(context: dict[str, Any]) -> list[tuple[str, dict[str, Any]]]:
    return [(name, told) for name, told in context.items() if isinstance(told, dict)]


def _first(named: str) -> str:
    return named.partition("=")[0]


def _terms(text: str) -> dict[str, Any]:
    return dict(_term(term) for term in text.split())


def _term(text: str) -> tuple[str, dict[str, Any]]:
    """Return a term and its definition out of the notation of this module."""
    text, _, container = text.partition("[")
    text, _, kind = text.partition("^")
    name, _, address = text.partition("=")
    definition = {"@id": _whole(address or f"ob:{name}")}
    if kind:
        definition["@type"] = _whole(kind)
    if container:
        definition["@container"] = f"@{container}"
    return name, definition


def _whole(address: str) -> str:
    for short, space in _SPACES.items():
        if address.startswith(short):
            return space + address.removeprefix(short)
    return address
