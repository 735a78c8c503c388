"""The report of a self-assessment as the content of a document: only what the page shows, nobody's own answers."""

from typing import Any

from django.utils import timezone
from django.utils.formats import date_format, number_format
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from wending.school.queries.quality import CriterionView, RoundView, step_words
from wending.school.queries.quality_data import FRAMEWORK_WORDS


def report(view: RoundView, share: tuple[int, int] | None) -> dict[str, Any]:
    """Return the content of the report in the language of the page."""
    row = view.round
    words = step_words()
    return {
        "title": _("Hoe staan wij ervoor"),
        "language": get_language() or "nl",
        "footer": f"{row.organisation}, {date_format(timezone.localdate(), 'j F Y')}",
        "school": str(row.organisation),
        "subtitle": f"{FRAMEWORK_WORDS[row.framework]}, {row.year}",
        "set_on": _("Vastgesteld op %s") % date_format(row.set_on, "j F Y")
        if row.set_on
        else _("Nog niet vastgesteld"),
        "scale": [{"step": step, "name": name, "text": text} for step, (name, text) in words.items()],
        "criteria": [_criterion(one, words) for one in view.criteria],
        "years": view.years,
        "trend": [{"name": name, "values": [_number(value) for value in values]} for name, values in view.trend],
        "compared": _compared(view),
        "evidence": _("%(went)s van de %(total)s klassen gingen op bezoek of kregen een gast.")
        % {"went": share[0], "total": share[1]}
        if share
        else "",
        "sources": sorted({_source(one) for one in view.criteria}),
        "words": {
            "scale": _("De vier stappen"),
            "overview": _("In een oogopslag"),
            "chart": _("Stand per onderdeel, van 1 tot 4"),
            "criterion": _("Onderdeel"),
            "standing": _("Stand"),
            "others": _("Midden van alle"),
            "mark": _("De gele streep is dat midden."),
            "trend": _("Door de jaren"),
            "statement": _("Zin"),
            "step": _("Stap"),
            "reason": _("Waarom"),
            "evidence": _("Waar het uit blijkt"),
            "plan": _("Plan"),
            "action": _("Wat we doen"),
            "owner": _("Wie"),
            "due": _("Wanneer"),
            "done": _("klaar"),
            "sources": _("Bronnen"),
            "own": _("De zinnen en stappen zijn van Wending zelf. De onderdelen komen uit de bronnen hieronder."),
            "judgement": _("Dit is het eigen oordeel van de school. Het is geen cijfer."),
        },
    }


def _criterion(one: CriterionView, words: dict[int, tuple[str, str]]) -> dict[str, Any]:
    return {
        "name": one.name,
        "standing": one.standing or 0,
        "shown": _number(one.standing),
        "middle": one.others[1] if one.others else 0,
        "others": number_format(one.others[1], 1) if one.others else "",
        "statements": [
            {
                "text": row.text,
                "step": f"{row.step}, {words[row.step][0]}" if row.step else _("open"),
                "reason": row.reason,
            }
            for row in one.statements
        ],
        "evidence": [f"{row.text} {row.link}".strip() for row in one.evidence],
        "actions": [
            {
                "text": row.text,
                "owner": row.owner,
                "due": _("klaar") if row.is_done else date_format(row.due, "j F Y"),
            }
            for row in one.actions
        ],
    }


def _compared(view: RoundView) -> str:
    if view.compared is None:
        return _("Er zijn nog geen tien andere scholen om mee te vergelijken.")
    return _("Midden van %s scholen die dit jaar hetzelfde invulden, jullie erbij.") % view.compared


def _source(one: CriterionView) -> str:
    day = one.criterion.source_date or _("datum onbekend")
    return f"{one.criterion.source} ({day})"


def _number(value: float | None) -> str:
    return "" if value is None else number_format(value, 1)
