"""What goes on paper: results and a gap as plain words, for the PDF. Layout stands in the typst templates."""

from typing import Any

from django.utils import timezone
from django.utils.formats import date_format
from django.utils.translation import gettext as _

from wending.orientation.queries.cards import Card
from wending.orientation.queries.names import Named
from wending.orientation.queries.occupation import GapView
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


def _source(release: ReleaseInfo) -> str:
    """Return title, date and credit of a release; a version that is only a fingerprint says nothing to a reader."""
    when = release.published or ("" if release.version.startswith("content-") else release.version)
    return f"{release.title}{', ' if when else ''}{when}. {release.credit}"


def named_text(named: Named) -> dict[str, str]:
    """Return a name with its language, for the PDF."""
    return {"text": named.text, "lang": named.lang or "en"}
