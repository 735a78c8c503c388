"""What records and fields of instruments are called in the document of an export; see those of `accounts`."""

from django.utils.translation import gettext_lazy as _

KINDS = {
    "instruments.sitting": _("Vragenlijsten die je invulde"),
}
FIELDS = {
    "instrument": _("vragenlijst"),
    "form": _("versie van de vragenlijst"),
    "lang": _("taal"),
    "started": _("begonnen op"),
    "finished": _("klaar op"),
    "answers": _("antwoorden"),
    "results": _("uitslag"),
}
