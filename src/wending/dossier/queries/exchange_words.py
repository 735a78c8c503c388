"""What formats, and what is known of a credential, are called on the pages for bringing and taking a record."""

from django.utils.translation import gettext_lazy as _

from wending.dossier.rules.exchange import Shape
from wending.dossier.rules.record import Status

# Kinds of files that are read, by the name that readers give them.
FORMS = {
    "europass": _("een cv van Europass"),
    "json-resume": _("een cv van JSON Resume"),
    "linkedin": _("je gegevens van LinkedIn"),
    "open-badges-3": _("een open badge"),
    "elm": _("een Europees bewijs"),
}
# Name and hint of what a record can be taken along as.
SHAPES = {
    Shape.CV_CALM: (_("Cv, rustig"), _("Een pdf van boven naar onder. Goed om te printen.")),
    Shape.CV_MODERN: (_("Cv, modern"), _("Een pdf met een gekleurde kolom.")),
    Shape.PASSPORT: (_("Paspoort van wat je kunt"), _("Een pdf met wat je kunt. Erbij staat wie dat zegt.")),
    Shape.EUROPASS: (_("Europass"), _("Een bestand voor de site van Europass en voor Europese banen.")),
    Shape.JSON_RESUME: (_("JSON Resume"), _("Een bestand voor andere programma's die een cv maken.")),
    Shape.ELM: (_("Europees bewijs"), _("Niemand zet er een handtekening onder. Dat staat er ook in.")),
}
# Names of the files: they tell nothing of who it is about.
FILE_NAMES = {
    Shape.CV_CALM: "cv",
    Shape.CV_MODERN: "cv",
    Shape.PASSPORT: "paspoort",
    Shape.EUROPASS: "europass",
    Shape.JSON_RESUME: "resume",
    Shape.ELM: "overzicht",
}
# What is known of a credential, and what follows from it.
STATUS = {
    Status.VERIFIED: (
        _("De handtekening klopt."),
        _("Wat je ermee kunt, krijgt het teken: staat in een gecontroleerd bewijs."),
    ),
    Status.UNVERIFIED: (
        _("De handtekening is niet gecontroleerd."),
        _("Je mag het toevoegen. Het telt dan als iets wat je zelf zegt."),
    ),
    Status.UNSIGNED: (
        _("Er staat geen handtekening onder."),
        _("Je mag het toevoegen. Het telt dan als iets wat je zelf zegt."),
    ),
}
GONE = _("Het bestand is niet meer hier. Kies het opnieuw.")
