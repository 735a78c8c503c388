"""What is wrong with the files of a questionnaire, in words for pages. `%s` are the values of a code, in order."""

from collections.abc import Iterable
from dataclasses import dataclass

from django.utils.translation import gettext_lazy as _

from wending.reference.queries.file_words import WORDS as TABLES
from wending.reference.sources.catalogue.rows import Finding

WORDS = {
    **TABLES,
    # The files themselves.
    "no-zip": _("Dit is geen zip-bestand dat we kunnen lezen. Maak het opnieuw."),
    "zip-too-much": _("Er zitten te veel of te grote bestanden in. Houd alleen de vijf bestanden over."),
    "zip-locked": _("Er zit een wachtwoord op het zip-bestand. Maak het zonder wachtwoord."),
    "zip-twice": _("Een bestand zit er twee keer in. Doe één vragenlijst in een zip."),
    "zip-without": _("Het bestand %s zit er niet in. Voeg het toe."),
    "absent": _("Dit bestand ontbreekt. Voeg het toe."),
    "no-toml": _("Dit is geen TOML. Kijk op deze regel naar aanhalingstekens, haken en het teken =."),
    "too-large": _("Dit bestand is groter dan %s kB. Maak het kleiner."),
    "ours": _("%s is een vragenlijst van Wending. Geef de jouwe een eigen id."),
    "other-files": _("Versie %s is er al, met andere bestanden. Geef een nieuwe versie: de oude kan al ingevuld zijn."),
    # Settings.
    "version": _("De versie is “%s”. Schrijf die als 1.0."),
    "languages": _('De talen zijn niet nl, of nl en en. Schrijf ["nl"] of ["nl", "en"].'),
    "author": _("Er staat niet wie de maker is. Schrijf wie de vragen maakte, en in welk jaar."),
    "one-of": _("%s is “%s”. Kies uit: %s."),
    "no-picture": _("“%s” is geen plaatje van deze site. Kies een ander."),
    "true-or-false": _("%s is niet true of false. Schrijf een van de twee."),
    "share": _("%s is “%s”. Schrijf een deel: 0 of meer, en minder dan 1."),
    "whole": _("%s is “%s”. Schrijf een heel getal van %s tot en met %s."),
    "no-list": _("%s is geen lijst van teksten. Schrijf waar de lijst op rust, of []."),
    "no-text": _("%s heeft geen tekst in de taal %s. Schrijf die erbij."),
    "too-long": _("%s heeft meer dan %s letters. Schrijf het korter."),
    "other-scales": _("De scores gaan naar %s. Dan horen er precies deze schalen te zijn: %s."),
    # Rows.
    "twice": _("%s %s staat ook in %s, regel %s. Geef elke regel een eigen naam, of haal er een weg."),
    "too-many": _("Er zijn meer dan %s vragen. Haal er vragen uit."),
    "small-id": _("%s is “%s”. Gebruik alleen kleine letters, cijfers en losse streepjes."),
    "plain-id": _("De id is “%s”. Gebruik alleen letters, cijfers en losse streepjes."),
    "few-items": _("De schaal %s heeft %s vragen. Geef er minstens %s, of haal de schaal weg."),
    "no-scale": _("De schaal “%s” staat niet in scales.csv. Verbeter de naam, of voeg de schaal toe."),
    "no-set": _("De antwoorden “%s” staan niet in options.csv. Verbeter de naam, of voeg ze toe."),
    "reversed": _("reversed is “%s”. Schrijf yes als een hoog antwoord minder betekent, en anders no."),
    "no-value": _("De waarde is “%s”. Schrijf een heel getal."),
    "answers": _("Bij “%s” zijn er %s antwoorden. Geef er %s tot en met %s."),
    "unused-set": _("Geen vraag gebruikt de antwoorden “%s”. Haal ze weg, of noem ze bij een vraag."),
    "values": _("De waarden van de antwoorden “%s” zijn %s. Tel met één op, van laag naar hoog."),
    "empty": _("%s is leeg. Vul het in."),
    # Norms.
    "norm-source": _("De norm heeft geen bron. Schrijf wie dit mat en waar het te lezen is."),
    "norm-date": _("De datum van de norm is “%s”. Schrijf wanneer er gemeten is, zoals 2026-09-30."),
    "norm-people": _("De norm gaat over “%s” mensen. Schrijf hoeveel mensen er gemeten zijn."),
    "points": _("%s is “%s”. Schrijf punten van de score, die loopt van 0 tot 100."),
    # What is hard to read.
    "long-sentence": _("%s: een zin heeft %s woorden. Meer dan %s leest moeilijk."),
    "long-word": _("%s: het woord “%s” heeft %s letters. Meer dan %s leest moeilijk."),
    "long-words": _("%s: een zin heeft %s lange woorden. Meer dan %s leest moeilijk."),
    "low-ease": _("%s: de Nederlandse teksten samen lezen moeilijk (%s, en %s of meer is goed). Schrijf korter."),
    "long-item": _("%s heeft %s woorden. Schrijf het korter: hooguit %s."),
}


@dataclass(frozen=True, slots=True)
class Told:
    """A finding in the language of the page."""

    file: str
    line: int
    words: str


def in_words(findings: Iterable[Finding]) -> list[Told]:
    """Return findings in the language of the page: what is wrong and what to do about it."""
    return [Told(one.file, one.line, str(WORDS[one.code]) % one.about) for one in findings]
