"""Signs badges with the key of the firm, takes them back, and lets their person take them into their own dossier.

The private half of a key is made here, kept encrypted under FIELD_KEYS, and read only to sign.
"""

from dataclasses import replace
from uuid import UUID, uuid4

from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey
from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.utils import timezone

from wending.accounts.models import Organisation
from wending.dossier.actions.exchange import bring_record, hold_file, let_go
from wending.dossier.queries.brought import held_record, offered
from wending.dossier.rules.record import SkillClaim
from wending.dossier.sources.openbadges.write import Badge as SignedBadge
from wending.dossier.sources.openbadges.write import achievement, sign_badge
from wending.dossier.sources.proofs.contexts import BADGES, W3C_V2
from wending.dossier.sources.proofs.keys import did_key
from wending.ledger.actions.record import record
from wending.ledger.rules.actor import Actor
from wending.work.models import Badge, Course, FirmKey, Revocation
from wending.work.queries.badges import key_in_use, own_badge
from wending.work.queries.courses import participants
from wending.work.queries.scope import managed_firm
from wending.work.rules.openings import skills_of
from wending.work.sources.badges import BITS, Addresses, signed_list


@transaction.atomic
def key_for(*, by: Actor) -> FirmKey:
    """Return the key of the firm that who acts manages; it is made the first time."""
    firm = Organisation.objects.select_for_update().get(pk=managed_firm(by))
    found = key_in_use(firm.pk)
    if found is not None and found.next_number < BITS:
        return found
    if found is not None:
        found.ended = timezone.now()
        found.save(update_fields=["ended"])
    private = Ed25519PrivateKey.generate()
    record(by=by, verb="made-badge-key", thing="work.firmkey")
    return FirmKey.objects.create(
        organisation=firm, did=did_key(private.public_key()), private=private.private_bytes_raw().hex()
    )


@transaction.atomic
def replace_key(*, by: Actor) -> FirmKey:
    """Stop signing with the key in use and make a new one; badges under the old one stay right."""
    FirmKey.objects.filter(organisation=managed_firm(by), ended=None).update(ended=timezone.now())
    return key_for(by=by)


@transaction.atomic
def issue_badge(*, by: Actor, enrolment: UUID, course: UUID, addresses: Addresses) -> Badge:
    """Sign a badge for somebody who showed every step of a course twice; it waits for them to take it.

    Raises PermissionDenied where who acts does not manage the firm, or the course is not done; one that was issued
    already is returned.
    """
    firm = managed_firm(by)
    found = next((one for one in participants(by, course) if one.enrolment.pk == enrolment), None)
    if found is None or not found.is_complete:
        raise PermissionDenied("not done")
    if found.badge is not None:
        return found.badge
    row = Course.objects.select_related("organisation").get(pk=course, organisation=firm)
    key = FirmKey.objects.select_for_update().get(pk=key_for(by=by).pk)
    person, number, issued, ident = found.enrolment.person, key.next_number, timezone.now(), uuid4()
    signed = sign_badge(
        replace(
            _about(row, addresses.achievement),
            ident=f"urn:uuid:{ident}",
            issued=issued,
            issuer_url=addresses.firm,
            email=person.email,
            status=(f"{addresses.taken_back}?sleutel={key.pk}", number),
        ),
        _private(key),
    )
    key.next_number = number + 1
    key.save(update_fields=["next_number"])
    record(by=by, verb="issued-badge", about=str(person.ledger_key), thing="work.badge")
    return Badge.objects.create(
        pk=ident,
        course=row,
        person=person,
        key=key,
        number=number,
        title=row.title,
        credential=signed.data.decode(),
        issued=issued,
    )


@transaction.atomic
def revoke_badge(*, by: Actor, badge: UUID) -> bool:
    """Take a badge of the firm back: its number is on the public list from now on. Return whether it was there."""
    rows = Badge.objects.select_for_update(of=("self",)).select_related("person")
    row = rows.filter(pk=badge, key__organisation=managed_firm(by), revoked=None).first()
    if row is None:
        return False
    row.revoked = timezone.now()
    row.save(update_fields=["revoked"])
    Revocation.objects.get_or_create(key_id=row.key_id, number=row.number)
    record(by=by, verb="revoked-badge", about=str(row.person.ledger_key), thing="work.badge")
    return True


def accept_badge(*, by: Actor, badge: UUID, lang: str) -> int:
    """Take a badge into one's own dossier, read and checked as any file somebody brings; return how many items are new.

    Raises Badge.DoesNotExist, RecordRefused where it does not hold.
    """
    row = own_badge(by, badge)
    if row is None or row.revoked:
        raise Badge.DoesNotExist
    held = hold_file(by=by, name="badge.json", data=row.credential.encode())
    try:
        found = offered(by, held_record(by, held), lang)
        keys = [item.key for item in found.new]
        count = bring_record(by=by, held=held, items=keys, skills=[], shown_in="", lang=lang)
        Badge.objects.filter(pk=row.pk, accepted=None).update(accepted=timezone.now())
    finally:
        let_go(by=by, held=held)
    return count


def public_list(*, key: FirmKey, numbers: list[int], address: str) -> dict[str, object]:
    """Return the signed list of what was taken back under a key."""
    return signed_list(numbers, address, key.did, _private(key), timezone.now())


def achievement_of(course: Course, address: str) -> dict[str, object]:
    """Return what a badge of a course is about, as it stands at this address and in the badge."""
    return {"@context": [W3C_V2, BADGES], **achievement(_about(course, address))}


def _about(course: Course, address: str) -> SignedBadge:
    """Return a badge of a course that is nobody's yet."""
    return SignedBadge(
        ident="",
        achievement=address,
        name=course.title,
        description=course.text or course.title,
        criteria="\n".join(step.criterion for step in course.steps.all()),
        issuer=course.organisation.name,
        issued=course.changed,
        lang="nl",
        skills=tuple(SkillClaim(skill.name, skill.uri) for skill in skills_of(course.skills)),
    )


def _private(key: FirmKey) -> Ed25519PrivateKey:
    return Ed25519PrivateKey.from_private_bytes(bytes.fromhex(key.private))
