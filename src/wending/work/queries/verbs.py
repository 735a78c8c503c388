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
VERBS |= {
    "responded": _("reageerde op een kans"),
    "took-response-back": _("haalde een reactie terug"),
    "read-response": _("las je reactie op een kans"),
    "answered-response": _("gaf antwoord op je reactie"),
    "showed-talk": _("liet een gesprek zien aan een leidinggevende"),
    "hid-talk": _("stopte met een gesprek laten zien"),
    "read-talk": _("las wat je van een gesprek laat zien"),
    "replied-to-talk": _("schreef terug over een gesprek"),
    "counted-in": _("telde mee in wat een bedrijf kan"),
    "counted-out": _("stopte met meetellen"),
    "asked-name": _("vroeg of je naam in een opleidingsplan mag"),
    "gave-name": _("vond een naam in een opleidingsplan goed"),
    "kept-name": _("hield een naam uit een opleidingsplan"),
    "enrolled": _("ging een cursus doen"),
    "left-course": _("stopte met een cursus"),
    "handed-in": _("leverde iets in voor een cursus"),
    "read-work": _("bekeek wat je voor een cursus deed"),
    "confirmed-step": _("zag dat je een stap kunt"),
    "not-yet-step": _("schreef wat er bij een stap nog mist"),
    "made-badge-key": _("maakte een sleutel voor badges"),
    "issued-badge": _("gaf je een badge"),
    "revoked-badge": _("trok een badge in"),
    "brought-firm-file": _("las een bestand van een bedrijf in"),
}
