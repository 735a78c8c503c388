"""What pages of funds and networks say."""

from django.utils.translation import gettext_lazy as _

from wending.work.rules.funding import Check, Purpose, Stage

PURPOSES = {
    Purpose.TRAINING: _("Opleiding en training"),
    Purpose.MOVING: _("Van werk naar werk"),
}
STAGES = {
    Stage.DRAFT: _("Nog niet verstuurd"),
    Stage.SENT: _("Verstuurd"),
    Stage.QUESTION: _("Het fonds vraagt iets"),
    Stage.GRANTED: _("Toegekend"),
    Stage.REFUSED: _("Afgewezen"),
    Stage.WITHDRAWN: _("Ingetrokken"),
}
STEPS = {stage.value: words for stage, words in STAGES.items()} | {
    "paid": _("Betaald"),
    "objection": _("Bezwaar"),
}
CHECKS = {
    Check.DAYS: _("Op tijd aangevraagd"),
    Check.COSTS: _("Niet meer gevraagd dan de kosten"),
    Check.RATE: _("Niet meer dan het deel van de kosten"),
    Check.MOST: _("Niet meer dan het hoogste bedrag"),
}
