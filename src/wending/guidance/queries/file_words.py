"""Why a file is not taken: what is wrong and what to do, in plain words."""

from django.utils.translation import gettext_lazy as _

REFUSED_OTHERWISE = _("We kunnen dit bestand niet openen. Bewaar het opnieuw, bijvoorbeeld als pdf.")
REFUSED = {
    "empty": _("Dit bestand is leeg. Kies een ander bestand."),
    "too_large": _("Dit bestand is te groot. Maak het kleiner of kies een ander bestand."),
    "unknown_type": _("Dit soort bestand nemen we niet aan. Kies een foto, pdf, Word-bestand of tekst."),
    "macros": _("In dit bestand zit een programma. Bewaar het als gewone pdf."),
    "password": _("Er zit een wachtwoord op dit bestand. Bewaar het zonder wachtwoord."),
    "bomb": _("Dit bestand wordt bij het openen veel te groot. We nemen het niet aan."),
}
