"""Alumni: a cohort with its link, a yes to be asked, the rounds after one and three years, answers, guests.

An answer is tied to nobody: its link is made with the mail that carries it, and goes with the answer. An answer is not
in the ledger either, for its moment would tell whose it is.
"""

from dataclasses import dataclass, field
from datetime import date, timedelta
from uuid import UUID

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import override

from wending.accounts.actions.mail import ERASURE, queue_mail
from wending.kit.small_cells import SMALLEST
from wending.kit.tokens import hash_of, new_token
from wending.ledger.actions.record import record
from wending.ledger.rules.actor import Actor
from wending.school.actions.outside_mail import address
from wending.school.models import AlumniAnswer, AlumniAsk, AlumniCohort, AlumniContact, AlumniGuest, AlumniRound
from wending.school.queries.alumni import (
    ask_by,
    cohort_by,
    cohorts_for,
    contact_by,
    guest_by,
    is_coordinator,
    own_contacts,
    remarks_to_check,
)
from wending.school.rules.alumni import GUEST_FOR, OPEN_FOR, YEARS, Reply, due_on, frozen_result

THING = "school.alumni"
# How long a cohort can be joined.
JOIN_FOR = timedelta(days=120)
# An address that nobody confirms goes after this.
CONFIRM_WITHIN = timedelta(days=30)


@dataclass(frozen=True, slots=True)
class Guest:
    """What somebody tells who wants to be asked by a class; no name: does not want to."""

    name: str = ""
    email: str = ""
    about: str = ""


@dataclass(frozen=True, slots=True)
class Answered:
    """A whole questionnaire."""

    reply: Reply
    remark: str = ""
    guest: Guest = field(default_factory=Guest)


@transaction.atomic
def make_cohort(*, by: Actor, name: str, left_on: date, leavers: int | None) -> tuple[AlumniCohort, str]:
    """Make a cohort and return it with the token of its link. By the coordinator; LookupError for others."""
    if not is_coordinator(by) or by.organisation is None:
        raise LookupError("only the coordinator")
    token = new_token()
    row = AlumniCohort.objects.create(
        organisation_id=by.organisation,
        name=name,
        left_on=left_on,
        leavers=leavers,
        token_hash=hash_of(token),
        until=timezone.localdate() + JOIN_FOR,
    )
    record(by=by, verb="made-cohort", about=by.key, thing=THING)
    return row, token


@transaction.atomic
def renew_link(*, by: Actor, cohort: UUID) -> str:
    """Return the token of a fresh link to join; the old one is over. By the coordinator."""
    row = cohorts_for(by).select_for_update().filter(pk=cohort).first()
    if row is None or not is_coordinator(by):
        raise LookupError("no such cohort")
    token = new_token()
    row.token_hash, row.until = hash_of(token), timezone.localdate() + JOIN_FOR
    row.save(update_fields=["token_hash", "until"])
    return token


@transaction.atomic
def join_cohort(*, by: Actor, token: str, email: str, language: str) -> bool:
    """Say yes to being asked, at an address that is confirmed by mail; return whether the link still worked.

    The same address twice gets a fresh mail and stays one row.
    """
    cohort = cohort_by(token)
    if cohort is None:
        return False
    email = email.strip().lower()
    same = [row for row in AlumniContact.objects.filter(cohort=cohort) if row.email == email]
    row = same[0] if same else AlumniContact(cohort=cohort, email=email)
    own = new_token()
    row.token_hash, row.language = hash_of(own), language
    if not row.is_confirmed:
        row.ends = timezone.localdate() + CONFIRM_WITHIN
    # Whoever types an address that is there already does not get it beside their account.
    if by.is_person and not same:
        row.person_id = by.person
        record(by=by, verb="joined-alumni", about=by.key, thing=THING)
    row.save()
    text = _(
        "Je school wil je over een en drie jaar een paar vragen stellen. Zeg hier of dat goed is. Stoppen kan altijd."
    )
    _mail(row, _("Mogen we je later iets vragen?"), f"{text}\n\n{address('school:alumni_mine', own)}\n", "join")
    return True


@transaction.atomic
def confirm_contact(*, token: str) -> bool:
    """Confirm one's address; return whether the link still worked."""
    row = contact_by(token)
    if row is None:
        return False
    row.is_confirmed, row.ends = True, due_on(row.cohort.left_on, max(YEARS)) + OPEN_FOR
    row.save(update_fields=["is_confirmed", "ends"])
    return True


@transaction.atomic
def leave_alumni(*, token: str) -> bool:
    """Stop being asked: the address is gone at once; return whether there was one."""
    row = contact_by(token)
    if row is None:
        return False
    row.delete()
    return True


@transaction.atomic
def leave_by_account(*, by: Actor, contact: UUID) -> bool:
    """Stop being asked, with one's account."""
    row = own_contacts(by).filter(pk=contact).first()
    if row is None:
        return False
    row.delete()
    record(by=by, verb="left-alumni", about=by.key, thing=THING)
    return True


def open_rounds(today: date) -> int:
    """Ask every cohort whose day has come, each round once; return how many mails were written."""
    sent = 0
    for cohort in AlumniCohort.objects.filter(left_on__lt=today):
        for years in YEARS:
            due = due_on(cohort.left_on, years)
            if due <= today < due + OPEN_FOR:
                sent += _open(cohort, years, today)
    return sent


def close_rounds(today: date) -> int:
    """Freeze the result of rounds that are over, and let addresses go whose last round was; return how many rounds."""
    rows = AlumniRound.objects.filter(closes__lt=today, result__isnull=True)
    for row in rows:
        _close(row.pk)
    AlumniContact.objects.filter(ends__lt=today).delete()
    AlumniGuest.objects.filter(until__lt=today).delete()
    return len(rows)


@transaction.atomic
def answer_alumni(*, token: str, told: Answered) -> bool:
    """Keep an answer and use up its link; return whether the link still worked. A guest is kept apart from it."""
    found = ask_by(token)
    ask = AlumniAsk.objects.select_for_update().filter(pk=found.pk).first() if found else None
    if ask is None:
        return False
    rounds = AlumniRound.objects.select_for_update().filter(cohort=ask.cohort_id, years=ask.years)
    round_ = rounds.filter(result__isnull=True).first()
    if round_ is None:
        return False
    ask.delete()
    AlumniAnswer.objects.create(
        round=round_,
        doing=told.reply.doing,
        helped=told.reply.helped,
        missed=list(told.reply.missed),
        remark=told.remark,
        remark_state="wait" if told.remark else "",
    )
    if told.guest.name and told.guest.email:
        _add_guest(round_.cohort, told.guest)
    return True


@transaction.atomic
def check_remark(*, by: Actor, answer: UUID, is_shown: bool) -> None:
    """Let a remark be read by the team, or wipe it, as coordinator. LookupError when it waits no more."""
    row = remarks_to_check(by).select_for_update(of=("self",)).filter(pk=answer).first()
    if row is None:
        raise LookupError("no such remark")
    row.remark_state = "shown" if is_shown else "gone"
    row.remark = row.remark if is_shown else ""
    row.save(update_fields=["remark", "remark_state"])
    record(by=by, verb="checked-remark", about=by.key, thing=THING)


@transaction.atomic
def stop_guest(*, token: str) -> bool:
    """Be a guest no more: name and address are gone at once; return whether there was one."""
    row = guest_by(token)
    if row is None:
        return False
    row.delete()
    return True


@transaction.atomic
def _open(cohort: AlumniCohort, years: int, today: date) -> int:
    due = due_on(cohort.left_on, years)
    round_, is_new = AlumniRound.objects.get_or_create(
        cohort=cohort, years=years, defaults={"opened": today, "closes": due + OPEN_FOR}
    )
    if not is_new:
        return 0
    contacts = list(AlumniContact.objects.select_for_update().filter(cohort=cohort, is_confirmed=True, ends__gte=today))
    for row in contacts:
        questions, own = new_token(), new_token()
        AlumniAsk.objects.create(cohort=cohort, years=years, token_hash=hash_of(questions), until=round_.closes)
        row.token_hash = hash_of(own)
        row.save(update_fields=["token_hash"])
        with override(row.language):
            hello = _("Je vond het goed dat je school dit vraagt. Niemand ziet wie wat antwoordt.")
            stop = _("Liever niet meer? Stop hier, dan wissen we je adres:")
            ways = [address("school:alumni_ask", questions), address("school:alumni_mine", own)]
            text = f"{hello}\n\n{ways[0]}\n\n{stop}\n{ways[1]}\n"
            _mail(row, _("Hoe gaat het nu met je?"), text, f"ask:{years}")
    round_.asked = len(contacts)
    round_.save(update_fields=["asked"])
    return len(contacts)


@transaction.atomic
def _close(number: int) -> None:
    row = AlumniRound.objects.select_for_update().get(pk=number)
    answers = list(row.answers.all())
    replies = [Reply(one.doing, one.helped, tuple(one.missed)) for one in answers]
    row.result = frozen_result(row.asked, replies)
    row.save(update_fields=["result"])
    AlumniAsk.objects.filter(cohort=row.cohort_id, years=row.years).delete()
    if len(answers) < SMALLEST:
        row.answers.update(remark="", remark_state="")


def _add_guest(cohort: AlumniCohort, guest: Guest) -> None:
    token = new_token()
    AlumniGuest.objects.create(
        organisation_id=cohort.organisation_id,
        name=guest.name,
        email=guest.email.strip().lower(),
        about=guest.about,
        token_hash=hash_of(token),
        until=timezone.localdate() + GUEST_FOR,
    )
    text = _("Een klas mag je iets vragen. Wil je dat niet meer? Stop hier, dan wissen we alles:")
    queue_mail(
        address=guest.email,
        subject=_("Je bent gast voor je oude school"),
        text=f"{text}\n\n{address('school:alumni_guest', token)}\n",
        key=f"{ERASURE}alumni-guest:{token[:12]}",
    )


def _mail(row: AlumniContact, subject: str, text: str, what: str) -> None:
    # No row of a mail outlives its sending: leaving leaves no address behind.
    key = f"{ERASURE}alumni:{row.pk}:{what}:{row.token_hash[:12]}"
    queue_mail(address=row.email, subject=subject, text=text, key=key, person=row.person_id)
