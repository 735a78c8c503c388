"""What goes on paper: results and a gap as plain words, for the PDF. Layout stands in the typst templates."""

from collections.abc import Mapping
from typing import Any

from django.contrib.sessions.backends.base import SessionBase
from django.utils import timezone
from django.utils.formats import date_format
from django.utils.translation import gettext as _

from wending.orientation.queries import study_words
from wending.orientation.queries.cards import Card
from wending.orientation.queries.examples import example_of
from wending.orientation.queries.names import Named
from wending.orientation.queries.occupation import GapView
from wending.orientation.queries.programmes.compare import CompareView, Side
from wending.orientation.queries.programmes.fit import Axis
from wending.orientation.queries.programmes.workload import CostLine
from wending.orientation.queries.results import Results
from wending.reference.queries.releases import ReleaseInfo, releases_in_force


def results_paper(page: Results, lang: str) -> dict[str, Any]:
    """Return the list of results in words."""
    return made_paper(lang, _("Werk dat bij je past"), releases_in_force()) | {
        "intro": _("Dit is een hulp bij het kiezen. Jij beslist."),
        "items": [_result(card) for card in page.cards],
        "heads": {"fits": _("Dit past:"), "misses": _("Dit mis je nog:"), "sources": _("Bronnen")},
    }


def gap_paper(page: GapView, lang: str) -> dict[str, Any]:
    """Return in words what someone has and misses for an occupation."""
    card = page.card
    if card is None:
        raise ValueError("without a profile there is nothing to put on paper")
    near = [{"needed": named_text(pair.needed), "own": named_text(pair.own)} for pair in card.related]
    return made_paper(lang, _("Wat heb je, wat mis je?"), page.sources) | {
        "occupation": named_text(page.name),
        "effort": card.effort_words,
        "effort_long": card.effort_long,
        "have": [named_text(skill) for skill in card.matched],
        "near": near,
        "essential": [named_text(skill.name) for skill in card.missing_essential],
        "optional": [named_text(skill.name) for skill in card.missing_optional],
        "heads": {
            "because": _("want je kunt:"),
            "sources": _("Bronnen"),
            "have": _("Dit kun je al"),
            "near": _("Hier kom je dichtbij"),
            "essential": _("Dit mis je nog, het belangrijkste eerst"),
            "optional": _("Dit is handig, maar niet altijd nodig"),
            "none": _("Niets."),
        },
    }


def programmes_paper(page: CompareView, lang: str) -> dict[str, Any]:
    """Return programmes side by side in words, one after the other."""
    return made_paper(lang, _("Opleidingen naast elkaar"), page.sources) | {
        "intro": _("Dit is een hulp bij het kiezen. Jij beslist."),
        "items": [{"name": side.listed.name, "facts": _facts(side)} for side in page.sides],
        "heads": {"sources": _("Bronnen"), "unknown": _("Dat weten we nog niet")},
    }


def _facts(side: Side) -> list[dict[str, Any]]:
    """Return what is known of a programme as names with lines; no lines: unknown."""
    told = [
        (_("Niveau"), [side.listed.level]),
        (_("Hoe lang duurt het?"), [side.listed.duration]),
        (_("Hoe leer je?"), [", ".join(side.listed.modes)]),
        (_("Hoeveel tijd kost het?"), [_sourced(way.modes, way.time, way.source) for way in side.ways]),
        (_("Wat kost een jaar?"), [_sourced(cost.modes, _cost(cost), cost.source) for cost in side.costs]),
        (_("Hoe kom je binnen?"), [side.selection]),
        (_("Kun jij beginnen?"), ["" if side.entry.status == "unknown" else side.entry.words]),
        (_("Naar welk werk leidt dit?"), [", ".join(side.jobs)]),
    ]
    for one in side.figures.values():
        rows = [f"{row.label}: {row.text} ({row.source}, {row.period})" for row in one.rows if row.period]
        told.append((one.name.capitalize(), rows))
    if side.fit:
        told.append((str(study_words.AXES["pleasure"]), _axis(side.fit.pleasure)))
        told.append((str(study_words.AXES["prospects"]), _axis(side.fit.prospects)))
    return [{"name": name, "lines": [line for line in lines if line]} for name, lines in told]


def _cost(cost: CostLine) -> str:
    return f"{cost.amount}{f' ({cost.year})' if cost.year else ''}. {cost.note}"


def _sourced(modes: list[str], text: str, source: str) -> str:
    """Return a text about some modes with where it comes from."""
    return f"{', '.join(modes).capitalize()}: {text} ({_('Bron:')} {source})"


def _axis(axis: Axis) -> list[str]:
    if axis.value is None:
        return []
    unknown = [f"{_('Weten we niet:')} {', '.join(axis.unknown).lower()}."] if axis.unknown else []
    return [f"{axis.words.capitalize()}.", *axis.reasons, *unknown]


def _result(card: Card) -> dict[str, Any]:
    return {
        "name": named_text(card.name),
        "place": card.place,
        "fit": card.band_words,
        "effort": card.effort_words,
        "fits": [named_text(skill) for skill in card.matched],
        "reasons": card.reasons,
        "misses": [named_text(skill.name) for skill in card.missing],
    }


def made_paper(lang: str, title: str, sources: list[ReleaseInfo]) -> dict[str, Any]:
    """Return what every paper tells: language, title, day and sources."""
    return {
        "language": lang,
        "title": title,
        "date": date_format(timezone.localdate(), "j F Y"),
        "sources": [_source(one) for one in sources],
    }


def marked_paper(session: SessionBase, paper: Mapping[str, Any]) -> dict[str, Any]:
    """Return a paper with its footer: the day, and that the person is made up when the profile is an example's."""
    name = example_of(session)
    note = _("Dit is een voorbeeld. %(example)s bestaat niet.") % {"example": name} if name else ""
    return {**paper, "footer": f"{paper['date']}. {note}" if note else paper["date"]}


def _source(release: ReleaseInfo) -> str:
    """Return title, date and credit of a release; a version that is only a fingerprint says nothing to a reader."""
    when = release.published or ("" if release.version.startswith("content-") else release.version)
    return f"{release.title}{', ' if when else ''}{when}. {release.credit}"


def named_text(named: Named) -> dict[str, str]:
    """Return a name with its language, for the PDF."""
    return {"text": named.text, "lang": named.lang or "en"}
