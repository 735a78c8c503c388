"""What acts of this domain in the ledger are called on the page "Wie keek er"."""

from django.utils.translation import gettext_lazy as _

VERBS = {
    "began-firm": _("begon een bedrijf"),
    "joined-firm": _("ging meedoen bij een bedrijf"),
    "left-firm": _("stopte bij een bedrijf"),
    "showed-item": _("liet iets zien aan een team"),
    "stopped-showing": _("haalde iets terug van een team"),
    "saw-shown": _("bekeek wat je aan je team laat zien"),
    "asked-rotation": _("vroeg een rooster"),
    "answered-turn": _("zei ja of nee op een beurt"),
    "asked-swap": _("vroeg je om te ruilen"),
    "answered-swap": _("gaf antwoord op een ruil"),
    "asked-firm": _("vroeg een bedrijf voor een netwerk"),
    "joined-network": _("ging in een netwerk van bedrijven"),
    "declined-network": _("zei nee tegen een netwerk van bedrijven"),
    "changed-network": _("veranderde wat een netwerk mag tellen"),
    "left-network": _("ging uit een netwerk van bedrijven"),
    "moved-application": _("deed iets met een aanvraag bij een fonds"),
    "decided-application": _("besloot over een aanvraag bij een fonds"),
    "paid-application": _("schreef een betaling op"),
    "objected": _("maakte bezwaar tegen een besluit"),
}
