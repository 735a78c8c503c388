"""What roles in a roster and phases of school are called on pages."""

from django.utils.translation import get_language, gettext
from django.utils.translation import gettext_lazy as _

from wending.school.rules.terms import PHASES
from wending.school.sources.layouts import Layout

ROSTER_ROLES = {
    "learner": _("leerling of student"),
    "teacher": _("docent"),
    "mentor": _("mentor"),
    "counsellor": _("decaan of loopbaanbegeleider"),
    "staff": _("andere medewerker"),
}
LAYOUTS = {
    Layout.TABLE: _("Een lijst (CSV) uit ons systeem, zoals Magister of Somtoday"),
    Layout.ONEROSTER: _("OneRoster 1.2 (een zip-bestand)"),
    Layout.UWLR: _("UWLR 2.3 (een XML-bestand)"),
}
# What a column of an export can hold.
FIELDS = {
    "learner": _("nummer van de leerling"),
    "staff": _("nummer van de medewerker"),
    "eckid": _("ECK iD"),
    "abbreviation": _("afkorting van de medewerker"),
    "first": _("roepnaam"),
    "infix": _("tussenvoegsel"),
    "last": _("achternaam"),
    "school": _("vestiging"),
    "year": _("schooljaar"),
    "grade": _("leerjaar"),
    "group": _("klas"),
    "other_groups": _("andere groepen"),
    "mentor": _("mentor van de leerling"),
    "mentor_group": _("mentor van deze klas"),
    "role": _("functie"),
    "begins": _("begindatum"),
    "ends": _("einddatum"),
}


def roles_in_words(roles: list[str]) -> str:
    """Return the roles of a roster in words, in a fixed order."""
    return ", ".join(str(words) for role, words in ROSTER_ROLES.items() if role in roles) or gettext("onbekend")


def phase_in_words(phase: str, year: int = 0) -> str:
    """Return a phase of school and the year in it, "" where the school has not said."""
    if phase not in PHASES:
        return ""
    name = PHASES[phase].name.en if get_language() == "en" else PHASES[phase].name.nl
    return gettext("%(phase)s, leerjaar %(year)s") % {"phase": name, "year": year} if year else name


def phase_choices() -> list[tuple[str, str]]:
    """Return the phases to choose from, first that it is not known."""
    return [("", gettext("Weten we nog niet")), *((key, phase_in_words(key)) for key in PHASES)]
