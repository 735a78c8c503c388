"""Words on a CV and a skills passport: message ids, translated by whoever prints. Nothing says more than its source."""

from __future__ import annotations

from wending.dossier.rules.findings import gettext_noop as _
from wending.dossier.rules.record import Kind, Source, Status

# In the order of a CV. Languages and skills have a part of their own.
SECTIONS = {
    Kind.WORK: _("Werkervaring"),
    Kind.EDUCATION: _("Opleiding"),
    Kind.COURSE: _("Cursussen"),
    Kind.CREDENTIAL: _("Certificaten en bewijzen"),
    Kind.LEARNT_AT_WORK: _("Geleerd op het werk"),
    Kind.VOLUNTEERING: _("Vrijwilligerswerk"),
    Kind.CARE: _("Zorg voor anderen"),
    Kind.PROJECT: _("Projecten"),
    Kind.AWARD: _("Prijzen"),
    Kind.HOBBY: _("Hobby's"),
}
PROFILE = _("Profiel")
CONTACT = _("Contact")
LANGUAGES = _("Talen")
SKILLS = _("Vaardigheden")
CV = _("Cv")
NOW = _("nu")
# Says nothing of whether it goes on.
BEGUN = _("begonnen in %(when)s")
UNTIL = _("tot %(when)s")
# The same words as on the pages of the dossier.
LEVELS = {
    1: _("een beetje"),
    2: _("goed"),
    3: _("heel goed"),
    4: _("zo goed dat ik het anderen leer"),
}
EQF = _("EQF-niveau %(level)s")
MOTHER_TONGUE = _("moedertaal")
DIMENSIONS = {
    "listening": _("luisteren"),
    "reading": _("lezen"),
    "interaction": _("gesprekken"),
    "production": _("spreken"),
    "writing": _("schrijven"),
}
STATUS = {
    Status.VERIFIED: _("Digitaal bewijs. De handtekening klopt. De naam van de uitgever is niet nagekeken."),
    Status.UNVERIFIED: _("Digitaal bewijs. De handtekening is niet gecontroleerd."),
    Status.UNSIGNED: _("Digitaal bewijs zonder handtekening."),
}
EXPIRES = _("Geldig tot %(when)s")

PASSPORT = _("Vaardighedenpaspoort")
PASSPORT_OF = _("Vaardighedenpaspoort van %(name)s")
PASSPORT_INTRO = _("Dit kan ik. Bij elke vaardigheid staat wie dat zegt.")
SOURCES = {
    Source.SELF: _("Dat vind ik zelf"),
    Source.ENDORSED: _("Bevestigd door %(by)s"),
    Source.CREDENTIAL: _("Staat in een bewijs van %(by)s (naam niet nagekeken)"),
}
SOMEONE = _("iemand anders")
BEHAVIOUR = _("Dit zie je aan mij:")
EVIDENCE = _("Dit hoort erbij:")
NO_LEVEL = _("hoe goed, is niet gezegd")
MEANING = _("Hoe goed?")
MEANING_SOURCE = _("Deze vier stappen zijn van Wending zelf. Ze zijn geen officieel niveau.")
MADE = _("Gemaakt op %(when)s")
