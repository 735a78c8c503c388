"""What acts in the ledger are called on the page "Wie keek er". `%(part)s` is the part of the record it was about."""

from django.utils.translation import gettext_lazy as _

VERBS = {
    "looked": _("bekeek: %(part)s"),
    "made-account": _("maakte een account"),
    "changed-details": _("veranderde naam of taal"),
    "removed-password": _("haalde het wachtwoord weg"),
    "ended-sessions": _("logde andere apparaten uit"),
    "asked-consent": _("vroeg of je iets wilt laten zien"),
    "gave-consent": _("gaf toestemming voor: %(part)s"),
    "ended-consent": _("beëindigde toestemming voor: %(part)s"),
    "refused-consent": _("zei nee op een vraag"),
    "withdrew-consent": _("trok toestemming in voor: %(part)s"),
    "asked-parent": _("vroeg een ouder om toestemming"),
    "parent-agreed": _("vond het goed: %(part)s"),
    "parent-refused": _("vond het niet goed: %(part)s"),
    "took-up-role": _("nam een rol aan"),
    "ended-role": _("stopte een rol"),
    "invited": _("nodigde iemand uit"),
    "withdrew-invitation": _("trok een uitnodiging in"),
    "erased": _("wiste het account"),
    "exported": _("haalde alle gegevens op"),
    "warned-inactive": _("stuurde bericht dat het account stopt"),
}
OTHER = _("deed iets met je gegevens")
SYSTEM_NAME = _("Wending zelf")
PARENT_NAME = _("Je ouder of voogd")
UNKNOWN_NAME = _("Iemand die er niet meer is")
