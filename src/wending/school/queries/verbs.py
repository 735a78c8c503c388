"""What acts at a school are called on the page "Wie keek er"."""

from django.utils.translation import gettext_lazy as _

VERBS = {
    "asked-observation": _("vroeg of je wilt meekijken in een les"),
    "answered-observation": _("gaf antwoord op je vraag om mee te kijken"),
    "gave-observation": _("gaf terug wat er te zien was in je les"),
    "removed-observation": _("haalde weg wat een collega zag"),
    "imported-roster": _("las een lijst van de school in"),
    "joined-school": _("sloot zich aan bij een school"),
    "left-school": _("ging weg bij een school"),
    "ended-at-school": _("schreef op dat je niet meer op deze school bent"),
    "made-letters": _("maakte brieven om aan te sluiten"),
    "added-at-school": _("zette iemand op de lijst van de school"),
    "changed-group": _("veranderde een groep van de school"),
}
