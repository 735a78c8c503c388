"""What items, their dates and levels of skills are called on pages."""

from datetime import date

from django.utils.formats import date_format
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from wending.dossier.rules.record import Kind, Source

# Words and icon of each kind.
KINDS = {
    Kind.WORK: (gettext_lazy("Werk"), "work"),
    Kind.LEARNT_AT_WORK: (gettext_lazy("Geleerd op mijn werk"), "hands"),
    Kind.EDUCATION: (gettext_lazy("School of studie"), "learn"),
    Kind.COURSE: (gettext_lazy("Cursus of training"), "list"),
    Kind.VOLUNTEERING: (gettext_lazy("Vrijwilligerswerk"), "people"),
    Kind.CARE: (gettext_lazy("Zorgen voor iemand"), "care"),
    Kind.HOBBY: (gettext_lazy("Hobby of sport"), "art"),
    Kind.PROJECT: (gettext_lazy("Iets dat ik maakte of regelde"), "tech"),
    Kind.CREDENTIAL: (gettext_lazy("Diploma of certificaat"), "check"),
    Kind.LANGUAGE: (gettext_lazy("Taal"), "language"),
    Kind.AWARD: (gettext_lazy("Prijs of eer"), "star"),
}
# Colour of a kind in the line of years; kinds that are not here belong to life besides work and learning.
STREAMS = {
    Kind.WORK: "",
    Kind.LEARNT_AT_WORK: "",
    Kind.EDUCATION: "learn",
    Kind.COURSE: "learn",
    Kind.CREDENTIAL: "learn",
    Kind.LANGUAGE: "learn",
}
# Questions and examples for each kind: what did you do, and where.
QUESTIONS = {
    Kind.WORK: (gettext_lazy("Wat voor werk deed je?"), gettext_lazy("Bijvoorbeeld: kassamedewerker")),
    Kind.LEARNT_AT_WORK: (gettext_lazy("Wat leerde je op je werk?"), gettext_lazy("Bijvoorbeeld: roosters maken")),
    Kind.EDUCATION: (gettext_lazy("Welke school of studie deed je?"), gettext_lazy("Bijvoorbeeld: vmbo-kader")),
    Kind.COURSE: (gettext_lazy("Welke cursus of training deed je?"), gettext_lazy("Bijvoorbeeld: BHV")),
    Kind.VOLUNTEERING: (gettext_lazy("Wat deed je?"), gettext_lazy("Bijvoorbeeld: koffie schenken in het buurthuis")),
    Kind.CARE: (gettext_lazy("Waarmee hielp je?"), gettext_lazy("Bijvoorbeeld: zorgen voor mijn oma")),
    Kind.HOBBY: (gettext_lazy("Wat doe je graag?"), gettext_lazy("Bijvoorbeeld: brommers opknappen")),
    Kind.PROJECT: (gettext_lazy("Wat maakte of regelde je?"), gettext_lazy("Bijvoorbeeld: een straatfeest")),
    Kind.CREDENTIAL: (gettext_lazy("Welk diploma of certificaat?"), gettext_lazy("Bijvoorbeeld: rijbewijs B")),
    Kind.LANGUAGE: (gettext_lazy("Welke taal?"), gettext_lazy("Bijvoorbeeld: Arabisch")),
    Kind.AWARD: (gettext_lazy("Wat won of kreeg je?"), gettext_lazy("Bijvoorbeeld: leerling van het jaar")),
}
LEVELS = {
    1: gettext_lazy("een beetje"),
    2: gettext_lazy("goed"),
    3: gettext_lazy("heel goed"),
    4: gettext_lazy("zo goed dat ik het anderen leer"),
}
SOURCES = {
    Source.SELF: gettext_lazy("Dit zeg je zelf"),
    Source.ENDORSED: gettext_lazy("Anderen zagen het"),
    Source.CREDENTIAL: gettext_lazy("Staat in een gecontroleerd bewijs"),
}


def moment_text(moment: date | None, precision: str) -> str:
    """Return a date as far as it is known: "2019", "mei 2019" or "3 mei 2019"; empty for none."""
    if moment is None:
        return ""
    return date_format(moment, {"year": "Y", "month": "F Y"}.get(precision, "j F Y"))


def period_text(begin: str, end: str, is_ongoing: bool) -> str:
    """Return a period in words: "2015 tot 2018", "sinds 2020", "tot 2012", "2016", or that it is not known."""
    if begin and is_ongoing:
        return _("sinds %(begin)s") % {"begin": begin}
    if is_ongoing:
        return _("nu")
    if begin and end and begin != end:
        return _("%(begin)s tot %(end)s") % {"begin": begin, "end": end}
    if end and not begin:
        return _("tot %(end)s") % {"end": end}
    return begin or _("Wanneer weet je niet (meer)")
