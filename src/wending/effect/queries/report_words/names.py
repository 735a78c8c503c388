"""Names of approaches, covariates and groups: those that files and models give, and words for the usual ones."""

from collections.abc import Mapping

from django.utils.translation import gettext_lazy as _

COVARIATES = {
    "age": _("leeftijd"),
    "schooling": _("opleiding"),
    "sex": _("geslacht"),
    "region": _("regio"),
    "sector": _("sector"),
    "occupation": _("beroep"),
    "organisation": _("organisatie"),
    "benefit": _("uitkering"),
    "in_work": _("werk vooraf"),
    "work_before": _("werk vooraf"),
    "wage_before": _("loon vooraf"),
    "earnings_before": _("inkomen vooraf"),
    "hours_before": _("uren vooraf"),
    "months_without_work": _("maanden zonder werk"),
    "migration": _("herkomst"),
    "household": _("huishouden"),
    "children": _("kinderen"),
    "language": _("taal"),
    "health": _("gezondheid"),
    "size": _("grootte"),
    "hr_policy": _("personeelsbeleid"),
}
# What stands for no approach at all in a plan, and in an answer.
NO_APPROACH = ("", "-")
GROUPS = {
    "low": _("laag"),
    "middle": _("midden"),
    "high": _("hoog"),
    "woman": _("vrouw"),
    "man": _("man"),
    "yes": _("ja"),
    "no": _("nee"),
    "?": _("onbekend"),
    "...": _("andere"),
}


def first_large(text: str) -> str:
    """Return a text with its first letter large and the others as they are."""
    return text[:1].upper() + text[1:]


def plain(code: str) -> str:
    """Return a code as a person reads it."""
    return code.replace("_", " ").replace("-", " ").strip()


def name_of(key: str, names: Mapping[str, str]) -> str:
    """Return the name of an approach or covariate: the one given, else the usual words, else the key itself.

    A class of a covariate ("schooling:low") is told with it.
    """
    if key in names:
        return names[key]
    if key in NO_APPROACH:
        return str(_("de gewone gang van zaken"))
    head, colon, rest = key.partition(":")
    found = str(names.get(head) or COVARIATES.get(head) or plain(head))
    return f"{found}: {group_name(rest)}" if colon else found


def group_name(group: str) -> str:
    """Return the name of a group or class."""
    return str(GROUPS.get(group.lower(), group))
