"""What acts at a school are called on the page "Wie keek er"."""

from django.utils.translation import gettext_lazy as _

VERBS = {
    "asked-observation": _("vroeg of je wilt meekijken in een les"),
    "answered-observation": _("gaf antwoord op je vraag om mee te kijken"),
    "gave-observation": _("gaf terug wat er te zien was in je les"),
    "removed-observation": _("haalde weg wat een collega zag"),
}
