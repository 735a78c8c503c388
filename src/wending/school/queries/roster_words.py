"""What was found in a roster, in words: what there is and what to do. `%s` are the values of a finding, in order."""

from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from wending.school.queries.refused_words import REFUSED
from wending.school.queries.words import FIELDS
from wending.school.rules.roster import Finding

KINDS = {"school": _("De school"), "year": _("Het schooljaar"), "group": _("De groep"), "person": _("De persoon")}
WORDS = {
    # In cells, whatever the layout.
    "text-too-long": _("%s heeft meer dan %s tekens. Kijk of er kolommen zijn verschoven."),
    "more-lines": _("%s loopt door op de volgende regel. Kijk of een aanhalingsteken niet is gesloten."),
    "citizen-number": _(
        "%s lijkt op een BSN. Dat bewaren we niet. Gebruik het leerlingnummer van school, of een ander nummer."
    ),
    "no-day": _("%s is geen datum: “%s”. Schrijf een datum als 2026-08-31."),
    "private-number": _("%s lezen we niet: we bewaren geen BSN of onderwijsnummer. Laat dit weg uit het bestand."),
    "private-birth": _("%s lezen we niet: we bewaren geen geboortedatum. Laat dit weg uit het bestand."),
    # In OneRoster.
    "status-unknown": _(
        "De status is “%s”. Bij alleen veranderingen (delta) is dat active of tobedeleted. "
        "Lever liever alles opnieuw (bulk)."
    ),
    "deleted-in-bulk": _("Deze regel is gewist, in een bestand met alles (bulk). Lever het als delta."),
    "status-in-bulk": _("Dit bestand bevat alles (bulk). Dan lezen we status en dateLastModified niet. Laat ze leeg."),
    "id-empty": _("De kolom sourcedId is leeg. Verbeter dit in het systeem van de school."),
    "outside-school": _("Mensen zonder rol op school nemen we niet over, zoals ouders: %s. Je hoeft niets te doen."),
    "never-opened": _("Het bestand %s openen we nooit. Lever het niet mee."),
    "user-again": _("Dit is dezelfde persoon als op regel %s. Verbeter dit in het systeem van de school."),
    "not-in-file": _("Iemand of een klas in deze regel staat niet in %s. Lever beide bestanden tegelijk."),
    "role-left-out": _("De rol “%s” kennen we niet. Die nemen we niet over. Gebruik een rol uit de standaard."),
    # In UWLR.
    "no-version": _("Er staat geen xsdversie in. We lezen het als versie %s. Kijk of alles is meegekomen."),
    "other-version": _("De xsdversie is %s. We lezen het als versie %s. Kijk of alles is meegekomen."),
    "no-group": _("Tussen de groepen staat ook “%s”. Dat lezen we niet. Je hoeft niets te doen."),
    "without-key": _(
        "Er is geen nummer (key) bij dit onderdeel: %s. Vraag de leverancier om UWLR 2.3 en sla het antwoord op zoals "
        "het komt."
    ),
    # In lists of an administration system.
    "not-in-utf": _("Dit bestand is geen UTF-8. We lezen het als Windows-1252. Kijk of namen met accenten kloppen."),
    "column-unknown": _("De kolom “%s” kennen we niet, en lezen we niet. Zeg wat erin staat, of sla hem over."),
    "no-number": _("Deze regel heeft geen nummer. Vul een nummer in, of haal de regel weg."),
    "no-name": _("Deze regel heeft geen naam. Kijk of er kolommen zijn verschoven."),
    "role-unknown": _("De functie “%s” kennen we niet. We lezen die als andere medewerker. Je hoeft niets te doen."),
    "mentor-is-two": _("De mentor “%s” kan twee mensen zijn. Gebruik hun nummers."),
    # In a roster as a whole, and beside the one in force.
    "periods-lost": _(
        "De persoon %s zit in meer perioden in de groep %s. Alleen de laatste telt. Je hoeft niets te doen."
    ),
    "id-too-long": _("%s %s heeft een code met meer dan %s tekens. Kijk of er kolommen zijn verschoven."),
    "zero-byte": _("%s %s bevat een teken dat geen tekst is. Exporteer het opnieuw als tekst."),
    "another-name": _("Bij het nummer %s hoort hier een andere naam dan in %s. Verbeter dit in jullie systeem."),
    "another-school": _("Bij het nummer %s hoort hier een andere school dan in %s. Verbeter dit in jullie systeem."),
    "another-number": _(
        "Bij het nummer %s hoort hier een ander lokaal nummer, leerjaar of andere afkorting dan in %s. "
        "Verbeter dit in jullie systeem."
    ),
    "two-ways": _("%s %s staat er op twee manieren in. Verbeter dit in jullie systeem."),
    "many-end": _(
        "Van de mensen zouden er %s van de %s weggaan. Dat is meer dan %s. Kijk of het bestand compleet is. Is dat zo? "
        "Zeg het dan."
    ),
    "school-absent": _("%s %s hoort bij de school %s. Die staat niet in de lijst. Verbeter dit in jullie systeem."),
    "year-absent": _("%s %s hoort bij het schooljaar %s. Dat staat niet in de lijst. Verbeter dit in jullie systeem."),
    "ends-before-begin": _("%s %s eindigt voor het begin. Verbeter dit in jullie systeem."),
    "mentor-unknown": _("De persoon %s heeft als mentor %s. Die kennen we niet als docent. Lever ook de medewerkers."),
    "group-absent": _("De persoon %s zit in de groep %s. Die staat niet in de lijst. Verbeter dit in jullie systeem."),
    "leaves-before-joining": _(
        "De persoon %s gaat uit de groep %s voordat het begint. Verbeter dit in jullie systeem."
    ),
    "two-home-groups": _("De persoon %s zit in twee klassen tegelijk: %s en %s. Verbeter dit in jullie systeem."),
    "number-of-another": _("Het nummer %s was van %s, en is nu van %s. Kijk of dit één persoon is."),
    # Read before findings had a code: the words as they were written down.
    "said-before": "%s %s",
}
# Codes of which the first value is what a column holds, or the kind of record; and those that end in the file and line
# of an earlier row.
OF_FIELDS = frozenset({"no-day", "field-twice"})
OF_RECORDS = frozenset({"id-too-long", "zero-byte", "two-ways", "school-absent", "year-absent", "ends-before-begin"})
OF_ROWS = frozenset({"another-name", "another-school", "another-number"})


def finding_words(finding: Finding) -> str:
    """Return what was found and what to do about it, in the language of the page."""
    values: list[object] = list(finding.about)
    if finding.code in OF_RECORDS:
        values[0] = KINDS[str(values[0])]
    if finding.code in OF_FIELDS:
        values[0] = FIELDS.get(str(values[0]), values[0])
    if finding.code in OF_ROWS:
        *values, file, line = values
        place = gettext("%(file)s, regel %(line)s") % {"file": file, "line": line}
        values.append(place if file else gettext("een eerdere regel"))
    return str((WORDS | REFUSED)[finding.code]) % tuple(values)
