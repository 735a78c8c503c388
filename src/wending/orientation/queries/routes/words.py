"""Plain words for routes: what a route is best in, amounts that may be unknown, income, wishes and our assumptions."""

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from wending.engine.routes import Amount, Best, Income, Kind
from wending.orientation.queries.costs import Cost
from wending.orientation.queries.words import duration, euro
from wending.orientation.rules.route_terms import JOB_MONTHS

BEST = {
    Best.BALANCED: gettext_lazy("Goede balans"),
    Best.LIKELIEST: gettext_lazy("Beste kans"),
    Best.FASTEST: gettext_lazy("Snelst"),
    Best.CHEAPEST: gettext_lazy("Goedkoopst"),
    Best.FEWEST: gettext_lazy("Minste stappen"),
}

KINDS = {
    Kind.JOB: gettext_lazy("Werken en leren in een baan"),
    Kind.PROGRAMME: gettext_lazy("Opleiding"),
    Kind.COURSE: gettext_lazy("Cursus"),
    Kind.CERTIFICATE: gettext_lazy("Certificaat of diploma voor een vak"),
    Kind.RECOGNITION: gettext_lazy("Bewijs van wat je kunt"),
}

INCOME = {
    Income.PAID: gettext_lazy("Je verdient geld tijdens deze stap."),
    Income.BESIDE: gettext_lazy("Je kunt ernaast werken. De stap zelf geeft geen loon."),
    Income.UNPAID: gettext_lazy("Geen loon tijdens deze stap."),
    Income.UNKNOWN: gettext_lazy("Of je kunt verdienen, weten we niet."),
}

WISHES = {
    "geen-opvang": (
        gettext_lazy("Ik heb geen opvang voor mijn kind"),
        gettext_lazy("Alleen werk, deeltijd of online."),
    ),
    "met-inkomen": (
        gettext_lazy("Ik moet geld blijven verdienen"),
        gettext_lazy("Alleen stappen met loon, of naast je werk."),
    ),
    "24-uur": (
        gettext_lazy("Ik kan hooguit 24 uur per week"),
        gettext_lazy("Weten we de uren niet? Dan blijft de stap staan."),
    ),
    "geen-diploma": (
        gettext_lazy("Ik heb geen diploma"),
        gettext_lazy("Of je kunt het niet laten zien."),
    ),
}

# The fields of the engine's wishes, by what someone would say.
IN_THE_WAY = {
    "is_flexible": gettext_lazy("je hebt geen opvang"),
    "with_income": gettext_lazy("je moet geld blijven verdienen"),
    "most_hours": gettext_lazy("je kunt hooguit 24 uur per week"),
    "without_diploma": gettext_lazy("je hebt geen diploma"),
    "most_months": gettext_lazy("het mag niet te lang duren"),
    "without": gettext_lazy("je sloeg een stap over"),
}

NO_DIPLOMA = gettext_lazy("Geen diploma")
NOT_SAID = gettext_lazy("Dat zeg ik liever niet")
AS_TOLD = gettext_lazy("Zoals in mijn profiel")
NOW = gettext_lazy("Nu")


def time(months: Amount) -> str:
    """Return how long a route takes: whole, at least, or unknown."""
    known = duration(round(months.known))
    if not months.unknown:
        return span(months.known)
    return _("Langer dan %(known)s") % {"known": known} if known else _("Tijd onbekend")


def span(months: float) -> str:
    """Return a known time in words."""
    return duration(round(months)) or _("Meteen")


def unknown_time(months: Amount) -> str:
    """Return of how many steps the time is unknown, empty for none."""
    if not months.unknown:
        return ""
    return ngettext(
        "Van %(n)s stap weten we niet hoe lang die duurt.",
        "Van %(n)s stappen weten we niet hoe lang die duren.",
        months.unknown,
    ) % {"n": months.unknown}


def money(cost: Amount, is_certain: bool = True) -> str:
    """Return what a route costs: whole, at least, or unknown; "about" when an amount in it is uncertain."""
    if not cost.unknown:
        return euros(cost.known, is_certain)
    told = {"amount": euros(cost.known, is_certain)}
    return _("Meer dan %(amount)s") % told if cost.known else _("Weten we niet")


def euros(amount: float, is_certain: bool = True) -> str:
    """Return whole euros in words, "about" when uncertain."""
    told = euro(round(amount))
    return told if is_certain else _("ongeveer %(amount)s") % {"amount": told}


def cost_basis(cost: Cost, is_shortened: bool) -> str:
    """Return what the cost of a step rests on, with its source."""
    told = {"amount": euro(cost.yearly), "year": cost.year, "source": cost.source}
    parts = [
        _("Per jaar %(amount)s (schooljaar %(year)s), als je 18 of ouder bent.") % told,
        _("Dit is voor de gewone duur.") if is_shortened else "",
        _("Bron: %(source)s.") % told,
        "" if cost.is_certain else _("Kijk dit na, het kan veranderd zijn."),
    ]
    return " ".join(part for part in parts if part)


def hours(amount: float | None) -> str:
    """Return hours a week, empty when unknown."""
    return "" if amount is None else _("%(n)s uur per week") % {"n": f"{amount:.0f}"}


def assumptions() -> list[str]:
    """Return what we assume ourselves, for the page: the numbers are those of `rules.route_terms`."""
    return [
        _("In een baan leer je in %(n)s maanden wat er altijd bij hoort.") % {"n": JOB_MONTHS},
        _("Een opleiding naar dit beroep leert je alles wat het werk altijd vraagt."),
        _("Wat je al kunt, kan een opleiding met EVC korter maken. Wij rekenen met hooguit de helft."),
        _("De kosten zijn het nieuwste bedrag per schooljaar dat we kennen, keer de gewone duur."),
        _("Met een hoger diploma mag je ook waar een lager diploma genoeg is."),
        _("We kijken naar een deel van alle banen en cursussen: wat het dichtst bij je doel ligt."),
    ]
