"""Puts a whole report together, in the present language."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import datetime

from django.utils.formats import date_format
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from wending.effect.queries.report import numbers, science, summary
from wending.effect.queries.report.checks import check_sections
from wending.effect.queries.report.content import Group, Registered, Report, is_agreed
from wending.effect.queries.report.sentence import sentence
from wending.effect.queries.report_words import name_of, verdicts, word
from wending.effect.rules.agreed import agreed_before
from wending.effect.rules.answer import Answer
from wending.effect.rules.plan import Money, Plan


def report_of(
    answer: Answer,
    *,
    names: Mapping[str, str] | None = None,
    registered: Registered | None = None,
    is_withdrawn: bool = False,
    counted: Sequence[str] = (),
    cost: Money | None = None,
) -> Report:
    """Return the report of an answer; an answer without every check cannot be made, and so has none.

    names: of approaches and covariates by key, in the present language. registered: what the register tells of the
    plan; None where there is no register behind it. counted: which of all runs this answer is, in words. cost: of the
    approach by the register.
    """
    named = names or {}
    language = "en" if (get_language() or "nl").startswith("en") else "nl"
    plan, one = answer.plan, answer.primary
    question = plan.question_en if language == "en" else plan.question_nl
    other = name_of(plan.against, named) if plan.against else ""
    verdict = one.judgement.verdict if one.estimates else "not-identified"
    notes = []
    if is_withdrawn:
        notes.append(
            _(
                "Dit onderzoek is ingetrokken. Gebruik de uitkomst niet. "
                "Hij blijft staan, zodat je kunt zien wat er stond."
            )
        )
    if answer.made.is_synthetic:
        notes.append(_("Dit onderzoek rust op verzonnen gegevens. Het zegt niets over echte mensen."))
    notes += register_notes(plan, registered)
    agreed = is_agreed(registered, one.planned)
    groups = [
        Group(
            "design",
            _("Het plan en de mensen"),
            (
                science.plan_section(answer, named, question, registered),
                science.changes_section(registered),
                science.people_section(answer),
            ),
        ),
        Group(
            "results",
            _("Alle uitkomsten en berekeningen"),
            (
                science.estimates_section(one, registered),
                *science.since_section(one, named),
                science.others_section(answer),
            ),
        ),
        Group("checks", _("De controles"), check_sections(one.checks, numbers.unit_of(one.planned.outcome), named)),
        Group("more", _("Andere aanpakken, voorspellingen en geld"), science.part_sections(answer, named)),
        Group("made", _("Zo is het gemaakt"), (science.made_section(answer, counted),)),
    ]
    return Report(
        title=plan.title_en if language == "en" else plan.title_nl,
        question=question,
        language=language,
        verdict=verdict,
        verdict_words=word(verdicts.SHORT, verdict),
        sentence=sentence(one, plan.design, is_agreed=agreed, other=other),
        notes=tuple(notes),
        picture=summary.picture(one, plan.design, is_agreed=agreed, other=other),
        summary=(
            summary.how_sure(one),
            summary.for_whom(answer, one, named),
            summary.costs(answer, registered, cost),
            summary.if_nothing(answer, one, other),
        ),
        groups=tuple(group for group in groups if group.sections),
        made_on=_day(answer.made.at),
        is_synthetic=answer.made.is_synthetic,
        is_withdrawn=is_withdrawn,
    )


def _day(at: str) -> str:
    return str(date_format(datetime.fromisoformat(at).date(), "j F Y"))


def register_notes(plan: Plan, registered: Registered | None) -> list[str]:
    """Return what a reader must know of the plan before reading on; nothing where all went as it should."""
    if registered is None:
        return [_("Dit verslag is van bestanden gemaakt. Geen register laat zien of het plan er eerder was.")]
    notes = []
    late = [change for change in registered.changes if change.was_opened]
    if any(not change.is_after for change in late):
        notes.append(_("Het plan is veranderd toen de uitkomsten al te zien waren. Lees hieronder wat en waarom."))
    if any(change.is_after for change in late):
        notes.append(_("Na dit antwoord is het plan nog veranderd. Dit antwoord volgt het plan van daarvoor."))
    agreed = agreed_before(registered.before, plan.primary) if registered.before else None
    if agreed is not None and agreed.smallest != plan.primary.smallest:
        unit = numbers.unit_of(plan.primary.outcome)
        told = _("Het kleinste effect dat telt, ging van %(was)s naar %(now)s. Hier geldt wat vooraf is afgesproken.")
        notes.append(
            told % {"was": numbers.level(agreed.smallest, unit), "now": numbers.level(plan.primary.smallest, unit)}
        )
    return notes
