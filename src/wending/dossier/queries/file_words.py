"""Why a file is not taken: what is wrong and what to do, in plain words."""

from django.utils.translation import gettext_lazy as _

REFUSED = {
    "empty": _("Dit bestand is leeg. Kies een ander bestand."),
    "too_large": _("Dit bestand is te groot. Maak het kleiner of kies een ander bestand."),
    "too_many": _("Je hebt al veel bestanden. Haal er eerst een weg."),
    "no_room": _("Al je bestanden samen zijn te groot. Haal er eerst een weg."),
    "unknown_type": _("Dit soort bestand nemen we niet aan. Kies een foto (JPEG, PNG), PDF, Word-bestand of tekst."),
    "heic": _(
        "Dit is een foto in het formaat HEIC, van een iPhone. Die kunnen we niet openen. Maak er JPEG van: kies op je "
        "iPhone bij Instellingen, Camera, Formaten voor Meest compatibel en maak de foto opnieuw. Of maak een "
        "schermafdruk van de foto."
    ),
    "web_page": _("Dit lijkt een webpagina of programma. Dat nemen we niet aan. Bewaar het als PDF."),
    "two_kinds": _("In dit bestand zit nog een ander bestand. Dat nemen we niet aan. Bewaar het opnieuw als PDF."),
    "active": _("In dit bestand zit een programma of een ander bestand. Bewaar het opnieuw als gewone PDF."),
    "password": _("Er zit een wachtwoord op dit bestand. Bewaar het zonder wachtwoord."),
    "bomb": _("Dit bestand wordt bij het openen veel te groot. We nemen het niet aan."),
    "too_many_pixels": _("Deze foto is te groot. Maak hem kleiner en probeer het opnieuw."),
    "broken": _("We kunnen dit bestand niet openen. Misschien is het kapot. Bewaar het opnieuw."),
}
