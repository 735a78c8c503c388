"""Words of dashboards: themes, splits and kinds of organisations; and their figures as rows of a file."""

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from wending.accounts.rules.roles import Kind
from wending.effect.queries.figures_shown import Figures, ShareShown, period_words
from wending.effect.rules.indicators import Theme

THEMES = {
    Theme.REACH: gettext_lazy("Wie we bereiken"),
    Theme.WAITING: gettext_lazy("Hoe lang mensen wachten"),
    Theme.QUALITY: gettext_lazy("Hoe goed het gaat"),
    Theme.OUTCOMES: gettext_lazy("Wat er daarna gebeurt"),
}
DIMENSIONS = {
    "approach": gettext_lazy("Aanpak"),
    "language": gettext_lazy("Taal van de afspraak"),
    "phase": gettext_lazy("Soort onderwijs"),
    "hours": gettext_lazy("Uren per week"),
}
KINDS = {
    Kind.CENTRE: gettext_lazy("Centra"),
    Kind.SCHOOL: gettext_lazy("Scholen"),
    Kind.EMPLOYER: gettext_lazy("Bedrijven"),
}


def source_words(figures: Figures) -> str:
    """Return where the figures come from."""
    return _("Tellingen in Wending, %(period)s") % {"period": period_words(figures.period)}


def csv_of(figures: Figures) -> tuple[list[str], list[list[object]]]:
    """Return headings and rows: definitions, source and date first, then the figures; an empty cell is hidden."""
    headings = [
        *(_("thema"), _("cijfer"), _("groep"), _("mensen"), _("ja"), _("van wie bekend"), _("onbekend"), _("procent")),
        *(_("laagste"), _("hoogste")),
    ]
    width = len(headings)
    told = [
        (_("bron"), source_words(figures)),
        (_("geteld op"), figures.made.isoformat()),
        (_("let op"), _("Een lege cel is verborgen: klein, of er is iets kleins uit af te leiden. Leeg is geen nul.")),
        (_("let op"), _("Verschillen tussen groepen zijn geen bewijs dat het door de begeleiding komt.")),
        *((base.name, base.definition) for base in figures.bases),
        *dict.fromkeys((one.name, one.definition) for one in figures.figures),
    ]
    rows: list[list[object]] = [[name, text, *[""] * (width - 2)] for name, text in told]
    rows.append(list(headings))
    for base in figures.bases:
        rows.append([THEMES[Theme.REACH], base.name, "", _cell(base.people), *[""] * (width - 4)])
        if base.mean is not None:
            rows.append([THEMES[Theme.WAITING], base.mean_name, "", _cell(base.mean_of), _cell(base.mean), *[""] * 5])
    for one in figures.figures:
        name = f"{one.name}, {one.base_name}"
        rows += [_row(THEMES[one.share.theme], name, group) for group in (one.now, *one.groups)]
    return [source_words(figures), *[""] * (width - 1)], [[str(cell) for cell in row] for row in rows]


def _row(theme: object, name: str, one: ShareShown) -> list[object]:
    low, high = one.interval or (None, None)
    numbers = [one.base, one.yes, one.known, one.unknown, one.percent, low, high]
    return [theme, name, one.label, *(_cell(number) for number in numbers)]


def _cell(number: float | None) -> object:
    return "" if number is None else round(number, 1) if isinstance(number, float) else number
