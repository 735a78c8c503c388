"""Plain words for learning: what a person can tell about it, whether they can enter, and what the two axes mean.

The keys are those of the rules and of the engine.
"""

from collections.abc import Mapping, Sequence
from typing import Any

from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from wending.orientation.rules.study import Study

SCHOOL_LEVELS = {
    "po": _("Basisschool, of geen diploma"),
    "pro": _("Praktijkonderwijs"),
    "vmbo-bb": _("Vmbo basis"),
    "vmbo-kb": _("Vmbo kader"),
    "vmbo-gl": _("Vmbo gemengd"),
    "vmbo-tl": _("Vmbo theoretisch (mavo)"),
    "havo": _("Havo"),
    "vwo": _("Vwo"),
    "mbo-entree": _("Mbo entree (niveau 1)"),
    "mbo-2": _("Mbo niveau 2"),
    "mbo-3": _("Mbo niveau 3"),
    "mbo-4": _("Mbo niveau 4"),
    "ad": _("Associate degree (Ad)"),
    "hbo-bachelor": _("Hbo-bachelor"),
    "wo-bachelor": _("Bachelor van de universiteit"),
    "hbo-master": _("Hbo-master"),
    "wo-master": _("Master van de universiteit"),
    "phd": _("Promotie (PhD)"),
}
SUBJECTS = {
    "nederlands": _("Nederlands"),
    "engels": _("Engels"),
    "frans": _("Frans, Duits of Spaans"),
    "wiskunde": _("Wiskunde"),
    "rekenen": _("Rekenen"),
    "natuurkunde": _("Natuurkunde"),
    "scheikunde": _("Scheikunde"),
    "biologie": _("Biologie"),
    "informatica": _("Informatica"),
    "economie": _("Economie"),
    "geschiedenis": _("Geschiedenis"),
    "aardrijkskunde": _("Aardrijkskunde"),
    "maatschappijleer": _("Maatschappijleer"),
    "filosofie": _("Filosofie"),
    "tekenen": _("Tekenen"),
    "handvaardigheid": _("Handvaardigheid"),
    "muziek": _("Muziek"),
    "drama": _("Drama"),
    "lo": _("Gym en sport"),
}
WAYS = {
    "work": _("Werken en leren tegelijk, met loon"),
    "school": _("Vooral op school, met stage"),
    "beside": _("Naast mijn werk of gezin"),
    "online": _("Online, waar ik wil"),
}
DISTANCES = {
    "anywhere": _("Overal in Nederland"),
    "region": _("Liefst in mijn regio"),
}
ADMISSION = {
    "now": _("Je hebt het goede diploma. Soms vraagt de school meer."),
    "maybe": _("Misschien. Er is een voorwaarde of een toets."),
    "same": _("Je hebt al een diploma van dit niveau of hoger. Vraag de school of je mag beginnen."),
    "later": _("Nu nog niet. Je hebt eerst een ander diploma nodig."),
    "unknown": _("Dat weten we niet. Vraag het de school."),
}
AXES = {
    "pleasure": _("Hoe leuk lijkt het?"),
    "prospects": _("Wat kun je ermee?"),
}
WHEN = {
    "now": _("Nu, of misschien nu"),
    "later": _("Later, of dat weten we niet"),
}
PLEASURE = {
    "interests": _("Wat je leuk vindt"),
    "subjects": _("Vakken op school"),
    "way": _("Manier van leren"),
    "place": _("Dichtbij of niet"),
}
PROSPECTS = {
    "chance": _("Kans op werk"),
    "breadth": _("Soorten werk erna"),
    "wishes": _("Wat je zoekt in werk"),
    "level": _("Niveau dat je haalt"),
}
# Words for a value from 0 to 1, from high to low: each from here on.
_FROM = (0.75, 0.5, 0.25, 0.0)
ALIKE = (_("veel"), _("redelijk"), _("een beetje"), _("weinig"))
SUITS = (_("goed"), _("redelijk"), _("een beetje"), _("niet zo goed"))
VERDICTS = {
    "pleasure": (_("heel leuk"), _("leuk"), _("een beetje leuk"), _("niet zo leuk")),
    "prospects": (_("veel"), _("best veel"), _("een beetje"), _("weinig")),
}
UNITS = {
    "euro_per_hour": _("%(n)s euro per uur"),
    "people": _("%(n)s mensen"),
    "jobs": _("%(n)s banen"),
    "ratio": "%(n)s",
    "percent": _("%(n)s van de 100"),
    "points_5": _("%(n)s van 5"),
    "hours_per_week": _("%(n)s uur per week"),
    "class": "%(n)s",
}
NOTES = {
    "small": _("Te weinig mensen om te tonen"),
    "unpublished": _("Niet bekend bij de bron"),
}
CHANCES = {
    "gering": _("De kans is klein dat je binnen een jaar een baan in dit vak vindt."),
    "matig": _("De kans is niet groot dat je binnen een jaar een baan in dit vak vindt."),
    "voldoende": _("De kans is redelijk dat je binnen een jaar een baan in dit vak vindt."),
    "ruim voldoende": _("De kans is groot dat je binnen een jaar een baan in dit vak vindt."),
    "goed": _("De kans is heel groot dat je binnen een jaar een baan in dit vak vindt."),
}


def worded(value: float, words: Sequence[Any]) -> str:
    """Return a value from 0 to 1 as one of four words, from high to low."""
    return str(next(word for least, word in zip(_FROM, words, strict=True) if value >= least))


def told(study: Study, regions: Mapping[str, str]) -> list[str]:
    """Return what someone told about learning, in words; a region that is no longer known is left out."""
    lines = [str(SCHOOL_LEVELS[study.level])] if study.level else []
    if study.liked:
        lines.append(gettext("Leuke vakken: %(which)s") % {"which": _joined(study.liked)})
    if study.disliked:
        lines.append(gettext("Minder leuke vakken: %(which)s") % {"which": _joined(study.disliked)})
    lines += [str(WAYS[way]) for way in study.ways]
    if study.region in regions:
        lines.append(gettext("Regio: %(name)s") % {"name": regions[study.region]})
        lines.append(str(DISTANCES[study.distance]))
    return lines


def _joined(subjects: tuple[str, ...]) -> str:
    return ", ".join(str(SUBJECTS[subject]) for subject in subjects)


def chance(category: str) -> str:
    """Return what a class of the chance of work means; empty for a class that we do not know."""
    return str(CHANCES.get(category.strip().casefold(), ""))
