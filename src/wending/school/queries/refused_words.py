"""Why a roster cannot be read at all, in words: what there is and what to do. `%s` are values of the code, in order."""

from django.utils.translation import gettext_lazy as _

from wending.reference.queries.file_words import WORDS

REFUSED = {
    **WORDS,
    # Of a file, whatever the layout.
    "too-large": _("Het bestand is groter dan %s MB. Exporteer één school per keer."),
    "too-many-rows": _("Er staan meer dan %s regels in. Exporteer één school per keer."),
    "empty-file": _("Het bestand is leeg. Exporteer de lijst opnieuw."),
    "column-twice": _("De kolom %s staat er twee keer in. Haal er een weg."),
    "one-file": _("Bij dit soort lijst hoort één bestand. Haal het tweede weg."),
    # Of a list of an administration system.
    "no-csv": _("Dit is geen CSV. Open het in je rekenprogramma en sla het op als CSV (UTF-8)."),
    "no-text": _("Dit is geen gewone tekst. Sla het bestand op als CSV (UTF-8)."),
    "both-numbers": _("Er staan nummers van leerlingen én van medewerkers in. Kies bij een van de twee: niet inlezen."),
    "no-numbers": _(
        "Er is geen kolom met een nummer van mensen. Kies welke kolom het nummer van de leerling heeft, of het nummer "
        "of de afkorting van de medewerker."
    ),
    "field-twice": _("Twee kolommen zouden hetzelfde zijn (%s): %s en %s. Kies bij een van de twee: niet inlezen."),
    # Of OneRoster.
    "zip-broken": _("Deze zip kunnen we niet openen. Exporteer de lijst opnieuw."),
    "zip-bomb": _("Deze zip wordt na uitpakken veel te groot. Exporteer één school per keer."),
    "zip-paths": _("Deze zip wil bestanden buiten zijn map zetten. Exporteer de lijst opnieuw."),
    "zip-password": _("Deze zip heeft een wachtwoord. Maak hem opnieuw zonder wachtwoord."),
    "file-twice": _("Het bestand %s zit er twee keer in. Haal er een weg."),
    "no-manifest": _("Het bestand %s ontbreekt. Geef de hele zip van OneRoster."),
    "delta-first": _("Hier staan alleen veranderingen in (delta). Geef eerst een keer alles (bulk)."),
    "users-without-roles": _("Er is wel users.csv en geen roles.csv. Exporteer beide. Dat hoort bij versie 1.2."),
    "version": _("Dit is versie %s van OneRoster. Exporteer versie 1.2."),
    "version-absent": _("De versie van OneRoster staat er niet in. Exporteer versie 1.2."),
    "mode-unknown": _("Bij %s staat “%s”. Schrijf bulk, delta of absent."),
    "file-absent": _("Het bestand %s zou erbij zitten, maar ontbreekt. Exporteer de lijst opnieuw."),
    "file-too-many": _("Het bestand %s zit erbij, en zou er niet zijn. Exporteer de lijst opnieuw."),
    # Of UWLR.
    "no-element": _(
        "Het onderdeel %s ontbreekt. Vraag de leverancier om UWLR 2.3. Sla het antwoord op zoals het komt."
    ),
    "no-school": _("Er staat geen school in. Vraag de leverancier om UWLR 2.3. Sla het antwoord op zoals het komt."),
    "no-brin": _("De school heeft geen brincode en geen schoolkey. Vraag de leverancier om UWLR 2.3."),
    "entities": _("Er staan verwijzingen in die bij UWLR niet horen. Vraag de leverancier om UWLR 2.3."),
    "no-xml": _("De XML is niet heel. Vraag de leverancier om UWLR 2.3. Sla het antwoord op zoals het komt."),
    "xml-unreadable": _("Deze XML kunnen we niet lezen. Vraag de leverancier om UWLR 2.3."),
}
