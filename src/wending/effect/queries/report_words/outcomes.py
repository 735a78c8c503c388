"""Words for outcomes: their names, what an effect on them is in a sentence, and after how long it was looked at.

In a sentence stand: who it is about, when, how much, and more or less.
"""

from django.utils.translation import gettext, ngettext
from django.utils.translation import gettext_lazy as _

from wending.effect.rules.plan import OVER_PERIODS

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
}
# Of one hundred: how many more or fewer. Of others: how much more or less.
SENTENCES = {
    "in_work": _("Van elke 100 %(who)s hebben er %(when)s %(much)s %(more)s werk dan zonder deze aanpak."),
    "level_match": _("Van elke 100 %(who)s werken er %(when)s %(much)s %(more)s op hun niveau dan zonder deze aanpak."),
    "field_match": _("Van elke 100 %(who)s werken er %(when)s %(much)s %(more)s in hun vak dan zonder deze aanpak."),
    "in_education": _(
        "Van elke 100 %(who)s volgen er %(when)s %(much)s %(more)s een opleiding dan zonder deze aanpak."
    ),
    "drop_out": _("Van elke 100 %(who)s zijn er %(when)s %(much)s %(more)s gestopt met school dan zonder deze aanpak."),
    "moved_within_sector": _(
        "Van elke 100 %(who)s hebben er %(when)s %(much)s %(more)s ander werk in hun sector dan zonder deze aanpak."
    ),
    "moved_between_sectors": _(
        "Van elke 100 %(who)s hebben er %(when)s %(much)s %(more)s werk in een andere sector dan zonder deze aanpak."
    ),
    "vacancies_filled": _("Van elke 100 vacatures zijn er %(when)s %(much)s %(more)s vervuld dan zonder deze aanpak."),
    "retention": _("Van elke 100 medewerkers blijven er %(when)s %(much)s %(more)s dan zonder deze aanpak."),
    "days_until_work": _("De %(who)s zijn %(when)s %(change)s zonder werk geweest dan zonder deze aanpak."),
    "hours": _("De %(who)s werken %(when)s %(change)s dan zonder deze aanpak."),
    "wage": _("De %(who)s verdienen %(when)s %(change)s dan zonder deze aanpak."),
    "earnings": _("De %(who)s hebben %(when)s %(change)s inkomen dan zonder deze aanpak."),
    "career_competences": _(
        "De %(who)s scoren %(when)s %(change)s op het sturen van hun loopbaan dan zonder deze aanpak."
    ),
    "satisfaction": _("De %(who)s zijn %(when)s %(change)s tevreden dan zonder deze aanpak."),
    "absence": _("De %(who)s zijn %(when)s %(change)s ziek dan zonder deze aanpak."),
}
UNITS = {
    "share": _("van de 100"),
    "hours_per_week": _("uren per week"),
    "euro_per_hour": _("euro per uur"),
    "euro_per_month": _("euro per maand"),
    "points": _("punten op een schaal van 1 tot 5"),
    "days": _("dagen"),
}
WHO = {
    "att": _("deelnemers"),
    "ate": _("mensen in deze groep"),
    "atu": _("mensen die niet meededen"),
    "late": _("mensen die door het aanbod meededen"),
}
# Who it is about where the design says more than the estimand.
WHO_BY_DESIGN = {
    "randomised": _("mensen die mee mochten doen"),
    "cluster-randomised": _("mensen die mee mochten doen"),
    "waiting-list": _("mensen die meteen mee mochten doen"),
    "stepped-wedge": _("mensen"),
    "staggered": _("mensen"),
    "synthetic-control": _("mensen"),
    "discontinuity": _("mensen vlak bij de grens"),
}
ESTIMANDS_BY_DESIGN = {
    "randomised": _("Het gaat om mensen die door loting mee mochten doen, ook wie dat niet deed."),
    "cluster-randomised": _("Het gaat om mensen in groepen die door loting mee mochten doen, ook wie dat niet deed."),
    "waiting-list": _("Het gaat om mensen die door loting meteen mee mochten doen, ook wie dat niet deed."),
    "stepped-wedge": _("Het gaat om alle groepen, vanaf het moment dat zij begonnen."),
    "staggered": _("Het gaat om wie begon: mensen, organisaties of regio's."),
    "synthetic-control": _("Het gaat om de ene organisatie of regio die begon."),
    "discontinuity": _("Het gaat om mensen vlak bij de grens. Over anderen zegt het niets."),
}
COMPARED = _("Vergeleken zijn %(treated)s deelnemers met %(compared)s anderen.")
COMPARED_BY_DESIGN = {
    "randomised": _("Vergeleken: %(treated)s mensen die mee mochten doen, met %(compared)s anderen."),
    "cluster-randomised": _("Vergeleken: %(treated)s mensen die mee mochten doen, met %(compared)s anderen."),
    "waiting-list": _("Vergeleken: %(treated)s mensen die meteen mochten, met %(compared)s die wachtten."),
    "stepped-wedge": _("Gevolgd: %(treated)s die begonnen, en %(compared)s die nooit begonnen."),
    "staggered": _("Vergeleken: %(treated)s die begonnen, met %(compared)s die nooit begonnen of later."),
    "synthetic-control": _("Vergeleken: %(treated)s die begon, met een mengsel van %(compared)s die niet begonnen."),
    "discontinuity": _("Vergeleken: %(treated)s mensen aan de ene kant van de grens, met %(compared)s aan de andere."),
    "instrument": _("Vergeleken: %(treated)s mensen met het aanbod, met %(compared)s zonder."),
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


def when(design: str, days: int) -> str:
    """Return of what time an effect is, as it stands in a sentence."""
    # Where somebody is followed over periods, a number is the mean of all of them.
    return gettext("gemiddeld over de tijd na het begin") if design in OVER_PERIODS else after(days)


def after(days: int) -> str:
    """Return a time after the start as it stands in a sentence."""
    return gettext("na %(time)s") % {"time": horizon(days)}
