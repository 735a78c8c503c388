"""Opens a round of the scan, takes answers that nobody can trace, and freezes the results when it closes.

No act of answering is in the ledger: its moment and name would tell who answered.
"""

from collections.abc import Callable, Mapping
from dataclasses import asdict
from datetime import date
from secrets import SystemRandom
from uuid import UUID

from django.core.exceptions import PermissionDenied, ValidationError
from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from wending.accounts.actions.mail import queue_mail
from wending.accounts.queries.words import LETTER_END
from wending.instruments.rules.scoring import scores
from wending.kit.small_cells import SMALLEST
from wending.kit.tokens import hash_of, new_token
from wending.ledger.actions.record import record
from wending.ledger.rules.actor import Actor
from wending.work.models import Colleague, ScanAnswer, ScanPass, ScanRound, ScanStep
from wending.work.queries.scan import next_round_from, scan, steps
from wending.work.queries.scope import colleagues_for, is_manager, own_rows
from wending.work.rules.scan import LONGEST_OPEN, REMIND_BEFORE, SHORTEST_OPEN, Answer, Estimate, frozen, moments_of

# Learning moments in a month that one person can add.
MOST_MOMENTS = 200


@transaction.atomic
def start_scan(*, by: Actor, closes: date, link: Callable[[str], str]) -> ScanRound:
    """Open a round for everybody who is at the firm now, and mail a link to who has an address.

    Raises:
        PermissionDenied: who acts is no manager of a firm.
        ValidationError: fewer than ten people, a round open or not long ago, or a last day too near or too far.
    """
    if not is_manager(by) or by.organisation is None:
        raise PermissionDenied("not a manager of a firm")
    today = timezone.localdate()
    people = list(colleagues_for(by))
    if len(people) < SMALLEST:
        raise ValidationError(_("Met minder dan tien mensen is een vragenlijst niet anoniem. Gebruik het gesprek."))
    if not today + SHORTEST_OPEN <= closes <= today + LONGEST_OPEN:
        raise ValidationError(_("Kies een laatste dag tussen één en zes weken vanaf nu."))
    earliest = next_round_from(by)
    if earliest is None or today < earliest:
        raise ValidationError(_("Er is nog een ronde bezig, of de vorige is korter dan een half jaar geleden."))
    opened = ScanRound.objects.create(organisation_id=by.organisation, begins=today, closes=closes)
    for colleague in people:
        token = new_token()
        ScanPass.objects.create(round=opened, colleague=colleague, token_hash=hash_of(token))
        if colleague.email:
            _send(opened, colleague, link(token), by.organisation_name)
    record(by=by, verb="started-scan", thing="work.scan")
    return opened


def _send(opened: ScanRound, colleague: Colleague, address: str, firm: str) -> None:
    text = _(
        "Hallo,\n\nBij %(firm)s kijken jullie samen hoe het gaat met leren op het werk.\n"
        "Je antwoorden zijn anoniem. Ook je baas ziet niet of je antwoordt.\n\n%(link)s\n\n"
        "Je kunt antwoorden tot en met %(day)s.\n\n%(end)s\n"
    )
    values = {"firm": firm, "link": address, "day": opened.closes.strftime("%d-%m-%Y"), "end": LETTER_END}
    key = f"scan:{opened.pk}:{colleague.pk}"
    queue_mail(address=colleague.email, subject=_("Vragen over leren op het werk"), text=text % values, key=key)


def answer_by_link(*, token: str, answers: Mapping[str, int | None], team: UUID | None) -> bool:
    """Take the answers behind a link; False where there is no such link or the round is over."""
    row = ScanPass.objects.filter(token_hash=hash_of(token)).select_related("colleague").first()
    return row is not None and _answer(row, answers, team, None)


def answer_scan(
    *, by: Actor, round_: UUID, answers: Mapping[str, int | None], team: UUID | None, moments: int | None = None
) -> bool:
    """Take one's own answers; False where one was not asked or the round is over."""
    row = ScanPass.objects.filter(round=round_, colleague__in=own_rows(by)).first()
    return row is not None and _answer(row, answers, team, moments)


@transaction.atomic
def _answer(row: ScanPass, answers: Mapping[str, int | None], team: UUID | None, moments: int | None) -> bool:
    """Take answers once; who answers a second time changes nothing and is told nothing."""
    opened = ScanRound.objects.select_for_update().get(pk=row.round_id)
    if opened.closed or opened.closes < timezone.localdate():
        return False
    if not ScanPass.objects.filter(pk=row.pk, is_used=False).update(is_used=True):
        return True
    known = Colleague.objects.filter(pk=row.colleague_id, organisation__teams=team).exists() if team else False
    content = {
        "blocks": {one.scale: one.score for one in scores(scan(), answers)},
        "group": str(team) if known else "",
        "moments": None if moments is None else min(max(moments, 0), MOST_MOMENTS),
    }
    # All written anew in a random order, with new numbers: the order of rows, and the moment within an encrypted
    # value, would otherwise tell in which order people answered.
    contents = [one.content for one in opened.answers.all()] + [content]
    SystemRandom().shuffle(contents)
    opened.answers.all().delete()
    ScanAnswer.objects.bulk_create(ScanAnswer(round=opened, content=one) for one in contents)
    return True


def close_due() -> int:
    """Freeze the results of every round whose last day is over, and erase its answers; return how many."""
    due = ScanRound.objects.filter(closed=None, closes__lt=timezone.localdate()).values_list("pk", flat=True)
    return sum(_close(number) for number in list(due))


@transaction.atomic
def _close(number: UUID) -> bool:
    row = ScanRound.objects.select_for_update().filter(pk=number, closed=None).first()
    if row is None:
        return False
    answers = [Answer(one.content["blocks"], one.content["group"], one.content["moments"]) for one in row.answers.all()]
    blocks = frozen(answers, [scale.id for scale in scan().scales])
    found: dict[str, object] = {"version": scan().version, "blocks": _plain(blocks)} if blocks else {}
    moments = moments_of(answers)
    if blocks and moments is not None:
        found["moments"] = asdict(moments)
    row.results, row.closed = found, timezone.localdate()
    row.save(update_fields=["results", "closed"])
    row.answers.all().delete()
    row.passes.all().delete()
    return True


def _plain(blocks: Mapping[str, Mapping[str, Estimate]]) -> dict[str, dict[str, dict[str, float]]]:
    return {block: {group: asdict(one) for group, one in groups.items()} for block, groups in blocks.items()}


def remind_all() -> int:
    """Tell everybody who was asked that a round ends soon, whether they answered or not; return how many mails."""
    day = timezone.localdate() + REMIND_BEFORE
    count = 0
    for row in ScanPass.objects.filter(round__closed=None, round__closes=day).select_related("colleague", "round"):
        if row.colleague.email and row.colleague.ended is None:
            text = _(
                "Hallo,\n\nOver drie dagen sluiten de vragen over leren op het werk.\n"
                "Gaf je al antwoord? Dan hoef je niets te doen. Wij weten niet wie al antwoordde.\n"
                "De link staat in de vorige mail, en onder “Mijn werk”.\n\n%(end)s\n"
            )
            queue_mail(
                address=row.colleague.email,
                subject=_("Vragen over leren op het werk"),
                text=text % {"end": LETTER_END},
                key=f"scan-reminder:{row.round_id}:{row.colleague_id}",
            )
            count += 1
    return count


@transaction.atomic
def take_step(*, by: Actor, step: str, due: date) -> ScanStep | None:
    """Agree on a step for the firm one manages; None for a step that there is not."""
    if not is_manager(by) or by.organisation is None:
        raise PermissionDenied("not a manager of a firm")
    if step not in {one.id for one in steps()}:
        return None
    found, _is_new = ScanStep.objects.update_or_create(
        organisation_id=by.organisation, step=step, done=None, defaults={"due": due}
    )
    record(by=by, verb="took-culture-step", thing="work.scan")
    return found


@transaction.atomic
def finish_culture_step(*, by: Actor, step: UUID) -> bool:
    """Say that an agreed step was done; return whether it was there."""
    if not is_manager(by):
        raise PermissionDenied("not a manager of a firm")
    rows = ScanStep.objects.filter(pk=step, organisation=by.organisation, done=None)
    return bool(rows.update(done=timezone.localdate()))
