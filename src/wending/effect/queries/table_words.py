"""What is wrong with tables, in a sentence. `%(table)s`, `%(column)s`, `%(count)s`, `%(rows)s` are filled in."""

from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from wending.effect.rules.plan import Problem
from wending.engine.estimation.terms import Finding

WORDS = {
    "unknown-column": _("Tabel %(table)s heeft een kolom die we niet kennen: %(column)s. Haal die weg."),
    "missing-column": _("In tabel %(table)s ontbreekt de kolom %(column)s."),
    "empty-required": _("%(table)s, %(column)s is leeg op %(count)s plekken. Dat mag hier niet. Rijen: %(rows)s."),
    "not-a-number": _("%(table)s, %(column)s is %(count)s keer geen getal. Rijen: %(rows)s."),
    "not-whole": _("%(table)s, %(column)s is %(count)s keer geen heel getal. Rijen: %(rows)s."),
    "not-a-day": _("%(table)s, %(column)s is %(count)s keer geen datum. Schrijf jjjj-mm-dd. Rijen: %(rows)s."),
    "impossible-day": _("%(table)s, %(column)s heeft %(count)s datums die niet bestaan. Rijen: %(rows)s."),
    "not-yes-or-no": _("%(table)s, %(column)s is %(count)s keer geen ja of nee (1 of 0). Rijen: %(rows)s."),
    "not-text": _("%(table)s, %(column)s is %(count)s keer geen woord of nummer. Rijen: %(rows)s."),
    "not-a-value": _("%(table)s, %(column)s is %(count)s keer geen getal of klasse. Rijen: %(rows)s."),
    "free-text": _("%(table)s, %(column)s heeft %(count)s stukken eigen tekst. Die komt niet binnen. Rijen: %(rows)s."),
    "out-of-range": _("%(table)s, %(column)s is %(count)s keer te laag of te hoog. Rijen: %(rows)s."),
    "value-out-of-range": _("%(table)s: %(count)s waarden kunnen niet bij hun uitkomst. Rijen: %(rows)s."),
    "twice": _("%(table)s: %(count)s rijen staan er dubbel in (zelfde %(column)s). Rijen: %(rows)s."),
    "person-not-in-persons": _(
        "%(table)s: %(count)s rijen gaan over iemand die niet in persons staat. Rijen: %(rows)s."
    ),
    "organisation-not-told": _("%(count)s mensen horen bij een organisatie waarvan we niets weten. Rijen: %(rows)s."),
    "unknown-outcome": _("%(table)s: %(count)s rijen noemen een uitkomst die we niet kennen. Rijen: %(rows)s."),
    "observed-without-value": _("%(table)s: %(count)s uitkomsten zijn gezien, maar leeg. Rijen: %(rows)s."),
    "value-not-observed": _("%(table)s: %(count)s uitkomsten hebben een waarde en zijn niet gezien. Rijen: %(rows)s."),
    "first-differs": _("%(table)s: %(count)s rijen hebben een eenheid met twee beginmomenten. Rijen: %(rows)s."),
    "spell-of-no-time": _("%(table)s: %(count)s perioden duren 0 dagen. Rijen: %(rows)s."),
    "day-in-the-future": _("%(table)s, %(column)s ligt %(count)s keer in de toekomst. Rijen: %(rows)s."),
    "days-out-of-order": _("%(table)s: %(count)s keer staan %(column)s in de verkeerde volgorde. Rijen: %(rows)s."),
    "exposure-without-day": _("%(table)s: van %(count)s mensen weten we niet wanneer het begon. Rijen: %(rows)s."),
    "outcome-before-exposure": _("%(table)s: %(count)s uitkomsten liggen voor het begin. Rijen: %(rows)s."),
    "covariate-after-exposure": _("%(table)s: %(count)s kenmerken zijn van na het begin. Rijen: %(rows)s."),
    "covariate-after-frozen": _(
        "%(table)s: %(count)s kenmerken zijn van na het vastleggen van de groep. Rijen: %(rows)s."
    ),
    "nobody": _("Tabel %(table)s heeft %(count)s rijen. Zonder mensen is er geen antwoord."),
    "nobody-treated": _("Van de %(count)s mensen of eenheden kreeg niemand de aanpak."),
    "nobody-to-compare": _("Alle %(count)s kregen de aanpak tegelijk. Er is niemand om mee te vergelijken."),
    "covariate-all-missing": _("Het kenmerk %(column)s is van geen van de %(count)s mensen bekend."),
    "outcome-all-missing": _("De uitkomst %(column)s is van geen van de %(count)s bekend."),
    "cluster-all-missing": _("De groep %(column)s is van geen van de %(count)s mensen bekend."),
    "not-by-lot": _("Het plan gaat uit van loting. Bij %(count)s mensen besliste iets anders."),
    "one-cluster-treated": _("Alle %(count)s mensen met de aanpak zitten in één groep (%(column)s)."),
    "citizen-numbers": _("%(count)s sleutels van mensen lijken op een BSN. Gebruik een ander nummer."),
    "outcome-between-horizons": _("%(count)s antwoorden vielen te ver van een meetmoment van je plan. Ze tellen niet."),
    "means": _("Op het platform telt %(table)s als de aanpak %(column)s."),
    "file-missing": _("Het bestand %(table)s is er niet."),
    "file-of-a-table-twice": _("Tabel %(table)s staat er %(count)s keer: %(column)s. Bewaar er een."),
    "file-unreadable": _(
        "Het bestand %(table)s kunnen we niet lezen. Kijk of de soort, het scheidingsteken en de tekenset (encoding) "
        "kloppen, en of elke regel heel is. Regel: %(rows)s. De melding: %(column)s"
    ),
    "file-ragged": _(
        "Het bestand %(table)s heeft een regel met meer of minder kolommen dan de eerste. Regel: %(rows)s."
    ),
    "file-column-missing": _("In het bestand %(table)s ontbreekt de kolom %(column)s."),
    "code-not-in-recode": _(
        "%(table)s, %(column)s heeft %(count)s codes die niet in je mapping staan. Regels: %(rows)s."
    ),
    "cell-not-number": _("%(table)s, %(column)s is %(count)s keer geen getal. Regels: %(rows)s."),
    "cell-not-whole": _("%(table)s, %(column)s is %(count)s keer geen heel getal. Regels: %(rows)s."),
    "cell-not-mixed": _("%(table)s, %(column)s is %(count)s keer geen getal. Regels: %(rows)s."),
    "cell-not-day": _("%(table)s, %(column)s is %(count)s keer geen datum die bestaat. Regels: %(rows)s."),
    "cell-not-yes-no": _("%(table)s, %(column)s is %(count)s keer geen ja of nee. Regels: %(rows)s."),
    "one-cluster-compared": _("Alle %(count)s mensen zonder de aanpak zitten in één groep (%(column)s)."),
}

# Codes about files, of which the first figure is the file and not a table.
OF_FILES = frozenset(code for code in WORDS if code.startswith(("file-", "cell-", "code-"))) | {"means"}
# What is wrong with a mapping; `%s` are the figures of the problem.
MAPPING = {
    "not-toml": _("Dit is geen TOML. Kijk op regel %s naar aanhalingstekens, haken en het teken =."),
    "unknown-version": _("Deze versie van een mapping lezen we hier niet: %s."),
    "missing": _("Dit ontbreekt."),
    "unknown-field": _("Dit onderdeel kennen we niet. Kijk of de naam klopt."),
    "outside-folder": _("Dit bestand ligt niet naast de mapping: %s."),
    "unknown-format": _("Deze soort bestand lezen we niet: %s. Kies csv, parquet of dta."),
    "unknown-decimal": _("Kies een punt of een komma, geen %s."),
    "not-a-table": _("Schrijf hier een tabel."),
    "unknown-table": _("Deze tabel kennen we niet: %s."),
    "unknown-file": _("Dit bestand staat niet bij files: %s."),
    "unknown-column": _("Deze kolom heeft de tabel %s niet."),
    "set-and-column": _("Deze kolom krijgt twee keer een waarde: bij set en bij columns."),
    "only-for-periods": _("Dit kan alleen bij periods, niet bij %s."),
    "not-a-test": _("Schrijf een kolom en één toets: %s."),
    "not-readable": _("Dit staat er anders in dan we verwachten. Kijk in de uitleg van de mapping."),
}


def sentence_of(finding: Finding) -> str:
    """Return a finding of tables in a sentence; a code without words is told as itself."""
    if finding.code not in WORDS:
        return gettext("Er is iets mis: %(code)s.") % {"code": finding.code}
    table, column, count, *rows = (*finding.about, "", "", 0)[: max(3, len(finding.about))]
    first = ", ".join(str(one) for one in rows)
    if rows and isinstance(count, int) and count > len(rows):
        first += ", ..."
    if not rows:
        first = gettext("niet getoond")
    return str(WORDS[finding.code]) % {"table": table, "column": column, "count": count, "rows": first}


def mapping_sentence(problem: Problem) -> str:
    """Return what is wrong with a mapping in a sentence, with its place."""
    words = str(MAPPING.get(problem.code, problem.code))
    figures = problem.about[: words.count("%s")]
    told = words % tuple(figures) if words.count("%s") == len(figures) else words
    return f"{problem.field}: {told}" if problem.field else told
