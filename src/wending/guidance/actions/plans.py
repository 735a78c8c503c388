"""The client's plan in a case: read by consent, and changed only by proposals that wait for the client's yes."""

from uuid import UUID

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils.translation import gettext_lazy as _

from wending.accounts.actions.look import look
from wending.accounts.queries.consents import consent_to
from wending.accounts.rules.consent import Part
from wending.dossier.actions.plan import FullError, add_action
from wending.dossier.actions.take_over import take_template
from wending.dossier.queries.plan import PlanShown, plan_shown
from wending.dossier.queries.plan_templates import plan_template
from wending.dossier.rules.plan import StepText
from wending.guidance.models import Case
from wending.ledger.rules.actor import Actor


@transaction.atomic
def look_at_plan(*, by: Actor, case: Case) -> PlanShown | None:
    """Read the client's plan; nothing where the client has no account or does not show it."""
    if case.client_id is None or consent_to(by, case.client_id, Part.PLAN) is None:
        return None
    look(by=by, person=case.client_id, part=Part.PLAN)
    return plan_shown(by, case.client_id)


def propose_step(*, by: Actor, case: Case, goal: UUID | None, title: str, text: StepText) -> None:
    """Propose a step for a goal of the client, or for a new one.

    Raises:
        PermissionDenied: no consent to propose.
        ValidationError: the plan is full, or there is no goal.
    """
    if goal is None and not title.strip():
        raise ValidationError(_("Kies een doel, of schrijf een nieuw doel op."))
    try:
        add_action(by=by, person=_client(case), text=text, goal=goal, goal_title=title)
    except FullError as full:
        raise ValidationError(_("Dit plan is vol.")) from full


def propose_template(*, by: Actor, case: Case, key: str, lang: str) -> None:
    """Propose the steps of a template. Raises as `propose_step`."""
    template = plan_template(key, lang)
    if template is None:
        raise ValidationError(_("Kies een voorbeeldplan."))
    try:
        take_template(by=by, person=_client(case), ready=template.ready)
    except FullError as full:
        raise ValidationError(_("Dit plan is vol.")) from full


def _client(case: Case) -> UUID:
    if case.client_id is None:
        raise ValidationError(_("Deze cliënt heeft geen account. Het plan staat dan niet in Wending."))
    return case.client_id
