"""Words of the scan, of moves from work to work, of networks and of funds."""

from django.utils.translation import gettext_lazy as _

from wending.work.rules.funding import Kind, Result
from wending.work.rules.funding import State as Request
from wending.work.rules.moving import Council, State, StepOwner, Word

COUNCILS = {
    Council.YES: _("Ja"),
    Council.NO: _("Nog niet"),
    Council.NONE: _("Er is geen ondernemingsraad"),
}
STATES = {
    State.LOOKING: _("kijkt rond"),
    State.TALKING: _("is in gesprek"),
    State.LEARNING: _("leert iets nieuws"),
    State.MOVED: _("heeft ander werk"),
    State.STAYS: _("blijft bij het bedrijf"),
    State.STOPPED: _("gaat niet verder"),
}
OWN_STATES = {
    State.LOOKING: _("Ik kijk rond"),
    State.TALKING: _("Ik ben in gesprek"),
    State.LEARNING: _("Ik leer iets nieuws"),
    State.MOVED: _("Ik heb ander werk"),
    State.STAYS: _("Ik blijf bij mijn bedrijf"),
    State.STOPPED: _("Ik ga niet verder"),
}
COUNTED = {state.value: words for state, words in STATES.items()} | {
    "not_joined": _("doet niet mee, of is niet geteld"),
    "people": _("mensen bij de bedrijven samen"),
}
WORDS = {
    Word.OPEN: _("Nog geen antwoord"),
    Word.YES: _("Je zei ja"),
    Word.ASKED: _("Je stelde een vraag"),
    Word.NO: _("Je zei nee"),
}
STEP_OWNERS = {
    StepOwner.SELF: _("Ikzelf"),
    StepOwner.GUIDE: _("Mijn begeleider"),
    StepOwner.EMPLOYER: _("Mijn werkgever"),
}
GUIDED_OWNERS = {
    StepOwner.SELF: _("De medewerker"),
    StepOwner.GUIDE: _("Ik, als begeleider"),
    StepOwner.EMPLOYER: _("De werkgever"),
}
UNKNOWN = {
    "hours": _("Het aantal uren is niet bekend. Vraag ernaar."),
    "level": _("Het niveau is niet bekend. Vraag ernaar."),
    "region": _("De regio is niet bekend. Vraag ernaar."),
}
REQUEST_KINDS = {Kind.TRAINING: _("Een opleidingsplan"), Kind.MOVING: _("Van werk naar werk")}
REQUEST_STATES = {
    Request.DRAFT: _("Nog niet verstuurd"),
    Request.SENT: _("Wacht op een besluit"),
    Request.GRANTED: _("Toegekend"),
    Request.REFUSED: _("Afgewezen"),
    Request.OBJECTED: _("Bezwaar gemaakt"),
    Request.PAID: _("Uitbetaald"),
    Request.WITHDRAWN: _("Ingetrokken"),
}
CHECKS = {
    "amount": _("Het gevraagde bedrag past bij de regeling"),
    "costs": _("Het gevraagde bedrag is niet meer dan de kosten"),
    "period": _("De start valt in de looptijd van de regeling"),
    "people": _("Het aantal mensen is ingevuld"),
    "proof": _("Er is bewijs genoemd"),
}
RESULTS = {Result.FITS: _("ja"), Result.DIFFERS: _("nee"), Result.UNKNOWN: _("niet te zeggen")}
