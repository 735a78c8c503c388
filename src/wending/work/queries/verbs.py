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
}
