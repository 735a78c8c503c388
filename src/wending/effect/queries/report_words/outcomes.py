"""Words for outcomes: their names, what an effect on them is in a sentence, and after how long it was looked at.

In a sentence stand: who it is about, when, how much, more or less, and beside what.
"""

from django.utils.translation import gettext, ngettext
from django.utils.translation import gettext_lazy as _

NAMES = {
    "in_work": _("werk hebben"),
    "days_until_work": _("dagen tot werk"),
    "hours": _("uren werk per week"),
    "wage": _("loon per uur"),
    "earnings": _("inkomen per maand"),
    "level_match": _("werk op je niveau"),
    "field_match": _("werk in je vak"),
    "in_education": _("een opleiding volgen"),
    "drop_out": _("stoppen met school"),
    "moved_within_sector": _("ander werk binnen de sector"),
    "moved_between_sectors": _("ander werk in een andere sector"),
    "career_competences": _("zelf je loopbaan sturen"),
    "satisfaction": _("tevredenheid"),
    "absence": _("dagen ziek"),
    "vacancies_filled": _("vacatures vervuld"),
    "retention": _("mensen die blijven"),
    "training_spend": _("scholingsgeld per medewerker"),
}
# Of one hundred: how many more or fewer. Of others: how much more or less.
SENTENCES = {
    "in_work": _("Van elke 100 %(who)s hebben er %(when)s %(much)s %(more)s werk dan %(beside)s."),
    "level_match": _("Van elke 100 %(who)s werken er %(when)s %(much)s %(more)s op hun niveau dan %(beside)s."),
    "field_match": _("Van elke 100 %(who)s werken er %(when)s %(much)s %(more)s in hun vak dan %(beside)s."),
    "in_education": _("Van elke 100 %(who)s volgen er %(when)s %(much)s %(more)s een opleiding dan %(beside)s."),
    "drop_out": _("Van elke 100 %(who)s zijn er %(when)s %(much)s %(more)s gestopt met school dan %(beside)s."),
    "moved_within_sector": _(
        "Van elke 100 %(who)s hebben er %(when)s %(much)s %(more)s ander werk in hun sector dan %(beside)s."
    ),
    "moved_between_sectors": _(
        "Van elke 100 %(who)s hebben er %(when)s %(much)s %(more)s werk in een andere sector dan %(beside)s."
    ),
    "vacancies_filled": _("Van elke 100 vacatures zijn er %(when)s %(much)s %(more)s vervuld dan %(beside)s."),
    "retention": _("Van elke 100 medewerkers blijven er %(when)s %(much)s %(more)s dan %(beside)s."),
    "days_until_work": _("De %(who)s zijn %(when)s %(change)s zonder werk geweest dan %(beside)s."),
    "hours": _("De %(who)s werken %(when)s %(change)s dan %(beside)s."),
    "wage": _("De %(who)s verdienen %(when)s %(change)s dan %(beside)s."),
    "earnings": _("De %(who)s hebben %(when)s %(change)s inkomen dan %(beside)s."),
    "training_spend": _("Er gaat %(when)s %(change)s per medewerker naar scholing dan %(beside)s."),
    "career_competences": _("De %(who)s scoren %(when)s %(change)s op het sturen van hun loopbaan dan %(beside)s."),
    "satisfaction": _("De %(who)s zijn %(when)s %(change)s tevreden dan %(beside)s."),
    "absence": _("De %(who)s zijn %(when)s %(change)s ziek dan %(beside)s."),
}
UNITS = {
    "share": _("van de 100"),
    "hours_per_week": _("uren per week"),
    "euro_per_hour": _("euro per uur"),
    "euro_per_month": _("euro per maand"),
    "euro_per_year": _("euro per jaar"),
    "points": _("punten op een schaal van 1 tot 5"),
    "days": _("dagen"),
}
WHO = {
    "att": _("deelnemers"),
    "ate": _("mensen in deze groep"),
    "atu": _("mensen die niet meededen"),
    "late": _("mensen die door het aanbod meededen"),
}
ESTIMANDS = {
    "att": _("Het gaat om de mensen die meededen."),
    "ate": _("Het gaat om iedereen in de groep, ook wie niet meedeed."),
    "atu": _("Het gaat om mensen die niet meededen: wat zou het hun opleveren?"),
    "late": _("Het gaat om mensen die meededen omdat het werd aangeboden, en anders niet."),
}


def horizon(days: int) -> str:
    """Return a time after the start in words; 0 is before it."""
    if days == 0:
        return gettext("vooraf")
    if days % 365 == 0:
        return ngettext("%(n)d jaar", "%(n)d jaar", days // 365) % {"n": days // 365}
    if days % 30 == 0:
        return ngettext("%(n)d maand", "%(n)d maanden", days // 30) % {"n": days // 30}
    return ngettext("%(n)d dag", "%(n)d dagen", days) % {"n": days}


def after(days: int) -> str:
    """Return a time after the start as it stands in a sentence."""
    return gettext("na %(time)s") % {"time": horizon(days)}
