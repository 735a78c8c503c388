"""Sets up and closes the questionnaires of a study. What is asked follows from its plan, and nothing else is asked."""

from dataclasses import asdict
from datetime import date
from uuid import UUID

from django.core.exceptions import PermissionDenied, ValidationError
from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from wending.effect.actions.plan import THING, own_study
from wending.effect.models import Wave
from wending.effect.queries.scope import studies_for
from wending.effect.rules.follow_up import VERSION, Terms, can_ask
from wending.effect.rules.plan_file import kept_plan
from wending.effect.rules.study import Source
from wending.ledger.actions.record import record
from wending.ledger.rules.actor import Actor


@transaction.atomic
def set_up_wave(*, by: Actor, study: UUID, horizon: int, outcomes: list[str], terms: Terms, reason: str = "") -> Wave:
    """Let people of a study be asked some outcomes at one horizon. After registration it is a change, with its reason.

    Raises:
        PermissionDenied: a study of another office.
        ValidationError: withdrawn, not of the platform, without a plan, a horizon or outcome that the plan does not
            name, asked by another wave already, days that are not in order, or no reason after registration.
    """
    row = own_study(by, study)
    if row.withdrawn:
        raise ValidationError(_("Deze studie is ingetrokken."))
    if row.source != Source.PLATFORM:
        raise ValidationError(_("Vragen kan alleen in een studie met mensen van het platform."))
    last = row.plans.last()
    if last is None:
        raise ValidationError(_("Schrijf eerst een plan. Daaruit volgt wat je mag vragen."))
    allowed = can_ask(kept_plan(last.plan)).get(horizon, ())
    if not outcomes or not set(outcomes) <= set(allowed):
        raise ValidationError(_("Je kunt alleen vragen wat in het plan staat, op een moment uit het plan."))
    if taken := set(outcomes) & {name for wave in row.waves.filter(horizon=horizon) for name in _living(wave)}:
        raise ValidationError(
            _("Dit vraag je al op dit moment: %(what)s.") % {"what": ", ".join(sorted(taken))}, code="asked-already"
        )
    if not 0 < terms.remind_after < terms.last_after < terms.open_for:
        raise ValidationError(_("Zet de dagen op volgorde: eerst herinneren, dan de laatste keer, dan sluiten."))
    if terms.closes is not None and terms.closes < terms.opens:
        raise ValidationError(_("De laatste dag ligt voor de eerste."))
    if row.registered and not reason.strip():
        raise ValidationError(_("Het plan is geregistreerd. Schrijf waarom deze vragen erbij komen."))
    wave = Wave.objects.create(
        study=row,
        horizon=horizon,
        outcomes=[one for one in allowed if one in outcomes],
        version=VERSION,
        was_registered=row.registered is not None,
        was_opened=row.opened is not None,
        reason=reason.strip() if row.registered else "",
        made_by_id=by.person,
        **asdict(terms),
    )
    record(by=by, verb="set-up-questions", thing=THING)
    return wave


@transaction.atomic
def close_wave(*, by: Actor, wave: UUID) -> Wave:
    """Close a wave today: nobody is asked from now on, and who was asked can answer until the day ends.

    Raises PermissionDenied for a wave of another office.
    """
    found = Wave.objects.select_for_update().filter(pk=wave, study__in=studies_for(by)).first()
    if found is None:
        raise PermissionDenied("a wave of another office")
    today = timezone.localdate()
    if found.closes is None or found.closes > today:
        found.closes = max(today, found.opens)
        found.save(update_fields=["closes"])
        found.asks.filter(until__gt=today).update(until=today)
        record(by=by, verb="closed-questions", thing=THING)
    return found


def _living(wave: Wave) -> list[str]:
    is_closed = wave.closes is not None and wave.closes < _today()
    return [] if is_closed else wave.outcomes


def _today() -> date:
    return timezone.localdate()
