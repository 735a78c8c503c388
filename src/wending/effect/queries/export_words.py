"""What records and fields of effect are called in the document of an export; see those of `accounts`."""

from django.utils.translation import gettext_lazy as _

KINDS = {
    "effect.ask": _("Vragen voor onderzoek aan jou"),
    "effect.waveanswer": _("Wat je vertelde voor onderzoek"),
}
FIELDS = {
    "wave": _("vragen van"),
    "study": _("onderzoek"),
    "horizon": _("hoeveel dagen na het begin"),
    "week": _("week van"),
    "told": _("wat je vertelde"),
    "arm": _("groep in het onderzoek"),
    "due": _("aan de beurt op"),
    "until": _("link werkt tot en met"),
    "reminded": _("herinnerd op"),
    "reminded_last": _("voor het laatst herinnerd op"),
    "state": _("hoe het staat"),
    "is_stopped": _("je wilt geen mail meer"),
}
# The same as `told`, for computers.
HIDDEN = {"values"}
