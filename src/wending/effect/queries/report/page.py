"""Puts a whole report together, in the present language."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import datetime

from django.utils.formats import date_format
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from wending.effect.queries.report import numbers, science, summary
from wending.effect.queries.report.checks import check_sections
from wending.effect.queries.report.content import Change, Group, Report
from wending.effect.queries.report.sentence import sentence
from wending.effect.queries.report_words import name_of, verdicts, word
from wending.effect.rules.answer import Answer


def report_of(
    answer: Answer,
    *,
    names: Mapping[str, str] | None = None,
    changes: Sequence[Change] = (),
    is_withdrawn: bool = False,
    counted: Sequence[str] = (),
) -> Report:
    """Return the report of an answer; an answer without every check cannot be made, and so has none.

    names: of approaches and covariates by key, in the present language. changes: later versions of the plan.
    counted: which of all runs this answer is, in words.
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
    if any(change.was_opened for change in changes):
        notes.append(_("Het plan is veranderd toen de uitkomsten al te zien waren. Lees hieronder wat en waarom."))
    groups = [
        Group(
            "design",
            _("Het plan en de mensen"),
            (
                science.plan_section(answer, named, question),
                science.changes_section(changes),
                science.people_section(answer),
            ),
        ),
        Group(
            "results",
            _("Alle uitkomsten en berekeningen"),
            (science.estimates_section(one), *science.since_section(one, named), science.others_section(answer)),
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
        sentence=sentence(one, plan.design, other),
        notes=tuple(notes),
        picture=summary.picture(one, plan.design, other),
        summary=(
            summary.how_sure(one),
            summary.for_whom(answer, one, named),
            summary.costs(answer),
            summary.if_nothing(answer, one, other),
        ),
        groups=tuple(group for group in groups if group.sections),
        made_on=_day(answer.made.at),
        is_synthetic=answer.made.is_synthetic,
        is_withdrawn=is_withdrawn,
    )


def _day(at: str) -> str:
    return str(date_format(datetime.fromisoformat(at).date(), "j F Y"))
