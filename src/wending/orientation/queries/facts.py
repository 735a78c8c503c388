"""A figure in plain words: what it is, about whom, from when, from which source, how sure; or why it is missing."""

from collections import defaultdict
from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass

from django.utils.formats import number_format
from django.utils.translation import gettext as _

from wending.orientation.queries import market_words as words
from wending.reference.queries.codes import BRC, ESCO, CodeItem, CodeRef, code_list
from wending.reference.queries.figures import Figure, figures
from wending.reference.queries.names import Name
from wending.reference.queries.releases import ReleaseInfo
from wending.reference.rules.classes import change, outlook_class, tension_class
from wending.reference.rules.indicators import INDICATORS, Indicator
from wending.reference.rules.labour_market import COUNTRY, TOTAL


@dataclass(frozen=True, slots=True)
class Fact:
    """A figure as a page tells it; `value` is empty when it is missing, then `missing` says why.

    `about` is the group of occupations that it is about, None when it is about this occupation alone; `is_wide` when
    that group is a segment or class of BRC 2014; `rank` is the key of the class, `rank_words` its words.
    """

    key: str
    heading: str
    definition: str
    defined_by: str
    value: str
    rank: str
    rank_words: str
    rank_long: str
    about: Name | None
    is_wide: bool
    place: str
    period: str
    certainty: str
    growth: str
    missing: str
    source: ReleaseInfo | None

    @property
    def is_known(self) -> bool:
        """Whether there is anything to tell."""
        return bool(self.value or self.rank_words)


class Known:
    """The figures about some subjects, read at once. They go from narrow to broad: the first with a figure counts."""

    def __init__(
        self, indicators: Collection[str], subjects: Iterable[CodeRef], regions: Collection[str] = (COUNTRY,)
    ) -> None:
        self.subjects = list(subjects)
        self._found: dict[tuple[str, str, str, str], list[Figure]] = defaultdict(list)
        self._lists: dict[tuple[str, str], dict[str, CodeItem]] = {}
        codes: dict[str, list[str]] = defaultdict(list)
        for system, code in self.subjects:
            codes[system].append(code)
        for system, wanted in codes.items():
            for figure in figures(indicators, system=system, codes=wanted, regions=regions):
                self._found[figure.indicator.key, system, figure.code, figure.region].append(figure)

    def narrowed(self, subjects: Iterable[CodeRef]) -> "Known":
        """Return the same figures for some of the subjects, in their order."""
        other = Known((), ())
        other.subjects, other._found, other._lists = list(subjects), self._found, self._lists
        return other

    def series(self, key: str, subject: CodeRef, region: str = COUNTRY) -> list[Figure]:
        """Return the figures of one subject that have a value or a class, oldest first."""
        found = self._found.get((key, *subject, region), [])
        return [figure for figure in found if figure.value is not None or figure.category]

    def newest(self, key: str, region: str = COUNTRY) -> Figure | None:
        """Return the newest figure of the narrowest subject that has one."""
        return next((found[-1] for one in self.subjects if (found := self.series(key, one, region))), None)

    def why_missing(self, key: str, region: str = COUNTRY) -> str:
        """Return in words why there is no figure."""
        notes = [figure.note for one in self.subjects for figure in self._found.get((key, *one, region), [])]
        if not notes:
            return _("Dit cijfer komt van: %(source)s. Het is hier nog niet geladen.") % {
                "source": INDICATORS[key].publisher
            }
        return str(words.MISSING.get(notes[0], _("De bron geeft hier geen cijfer.")))

    def about(self, figure: Figure, lang: str) -> Name | None:
        """Return the name of the group that a figure is about, None when it is about one occupation."""
        if figure.system == ESCO:
            return None
        if figure.code == TOTAL:
            return Name(_("alle beroepen"), lang)
        if (figure.system, lang) not in self._lists:
            self._lists[figure.system, lang] = code_list(figure.system, lang)
        return group_name(self._lists[figure.system, lang], figure)


def group_name(names: dict[str, CodeItem], figure: Figure) -> Name:
    """Return the name of what a figure is about: of the code list, else of the source, else its code."""
    item = names.get(figure.code)
    return Name(item.name, item.lang) if item else Name(figure.label or f"{figure.system} {figure.code}", "nl")


def fact(known: Known, key: str, lang: str, *, region: str = COUNTRY, place: str = "") -> Fact:
    """Return one indicator in words, in a region whose name is `place`."""
    indicator, figure = INDICATORS[key], known.newest(key, region)
    rank, rank_words, rank_long = _rank(figure)
    return Fact(
        key=key,
        heading=str(words.HEADINGS[key]),
        definition=indicator.definition_en if lang == "en" else indicator.definition_nl,
        defined_by=indicator.defined_by,
        value="" if figure is None or figure.value is None else in_words(figure.value, indicator),
        rank=rank,
        rank_words=rank_words,
        rank_long=rank_long,
        about=known.about(figure, lang) if figure else None,
        is_wide=figure is not None and figure.system == BRC and len(figure.code) < 4,
        place=place,
        period=period_words(figure.period) if figure else "",
        certainty=_certainty(figure) if figure else "",
        growth=_growth(known.series(key, (figure.system, figure.code), region)) if figure and key == "workers" else "",
        missing="" if figure else known.why_missing(key, region),
        source=figure.source if figure else None,
    )


def in_words(value: float, indicator: Indicator) -> str:
    """Return a value with its unit, in the figures of the page's language."""
    text = number(value, indicator.places)
    shown = {"euro_per_hour": _("€ %(n)s per uur"), "people": _("%(n)s mensen"), "percent": "%(n)s%%"}
    return shown.get(indicator.unit, "%(n)s") % {"n": text}


def number(value: float, places: int = 0) -> str:
    """Return a number with so many decimals and with thousands apart."""
    return number_format(round(value, places), decimal_pos=places, use_l10n=True, force_grouping=True)


def period_words(period: str) -> str:
    """Return a year or a quarter as people say it."""
    year, _dash, quarter = period.partition("-Q")
    return _("kwartaal %(quarter)s van %(year)s") % {"quarter": quarter, "year": year} if quarter else period


def change_words(grown: float) -> str:
    """Return a growth in per cent (>= -100) in words."""
    if round(grown) == 0:
        return _("Ongeveer gelijk")
    return (_("%(n)s%% meer") if grown > 0 else _("%(n)s%% minder")) % {"n": number(abs(grown))}


def growth_words(first: Figure, last: Figure) -> str:
    """Return how much a figure grew between two periods, empty when that cannot be said."""
    grown = change(first.value, last.value)
    if grown is None or first.period == last.period:
        return ""
    told = {"change": change_words(grown), "first": period_words(first.period), "last": period_words(last.period)}
    return _("%(change)s tussen %(first)s en %(last)s.") % told


def _growth(series: Sequence[Figure]) -> str:
    with_value = [figure for figure in series if figure.value is not None]
    return growth_words(with_value[0], with_value[-1]) if with_value else ""


def _rank(figure: Figure | None) -> tuple[str, str, str]:
    """Return the class of a figure by the bounds of its source, in words too; else the word of the source itself."""
    if figure is None:
        return "", "", ""
    key = figure.indicator.key
    if key == "tension" and (rank := tension_class(figure.value)):
        return rank, str(words.TENSION[rank]), str(words.TENSION_LONG[rank])
    if key == "outlook" and (rank := outlook_class(figure.value)):
        return rank, str(words.OUTLOOK[rank]), ""
    return "", figure.category, ""


def _certainty(figure: Figure) -> str:
    """Return the uncertainty of a figure and the size of its group, as far as the source says."""
    told = []
    if figure.low is not None and figure.high is not None:
        low, high = (in_words(bound, figure.indicator) for bound in (figure.low, figure.high))
        told.append(_("Waarschijnlijk tussen %(low)s en %(high)s.") % {"low": low, "high": high})
    if figure.group_size is not None:
        told.append(_("Gemeten bij %(n)s mensen of banen.") % {"n": number(figure.group_size)})
    return " ".join(told)
