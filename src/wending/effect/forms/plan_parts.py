"""The parts of a plan's form: what each holds in one line, what is wrong in it, and which one is open.

One part is open at most, so that the page stays short: the first with something wrong, else the first to fill in.
"""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from typing import Any

from django import forms
from django.utils.formats import date_format
from django.utils.text import Truncator
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from wending.effect.forms.plan import PlanForm
from wending.effect.queries.plan_shown import outcome_name

MOST_LETTERS = 80
FIELDS: Mapping[str, tuple[str, ...]] = {
    "question": ("title_nl", "title_en", "question_nl", "question_en"),
    "comparison": ("approach", "against", "rivals", "estimand", "design", *PlanForm.DESIGN_TERMS),
    "people": ("frozen_on",),
    "outcomes": (),
    "covariates": ("covariates", "groups"),
    "expected": ("expected_treated", "expected_compared", "expected_spread"),
    "money": (*PlanForm.RATES, *PlanForm.RATES_MORE),
}
# The rows that a part holds, and the fields that no plan is whole without.
ROWS = {"people": "population", "outcomes": "outcomes", "money": "money"}
NEEDED: Mapping[str, tuple[str, ...]] = {
    "question": FIELDS["question"],
    "comparison": ("approach", "estimand", "design"),
    "people": ("frozen_on",),
    "expected": ("expected_treated", "expected_compared"),
}


@dataclass(frozen=True)
class FormPart:
    """A part of the form. summary: what is in it, in one line; errors: how many things are wrong in it."""

    summary: str
    errors: int
    is_whole: bool
    is_open: bool = False


def parts_of(form: PlanForm, rows: Mapping[str, Any]) -> dict[str, FormPart]:
    """Return the parts of a form and its rows as they are now, with one of them open at most."""
    found = {
        code: _part(code, form, [one for one in rows.get(ROWS.get(code, ""), ()) if one.is_filled]) for code in FIELDS
    }
    wrong = (code for code, part in found.items() if part.errors)
    unfinished = (code for code, part in found.items() if not part.is_whole)
    first = next(wrong, None) or next(unfinished, None)
    return {code: replace(part, is_open=code == first) for code, part in found.items()}


def _part(code: str, form: PlanForm, rows: list[Any]) -> FormPart:
    errors = sum(len(form[name].errors) for name in FIELDS[code] if name in form.fields)
    errors += sum(len(texts) for row in rows for texts in row.errors.values())
    is_whole = all(_has(form, name) for name in NEEDED.get(code, ())) and (code != "outcomes" or bool(rows))
    return FormPart(Truncator(_SUMMARIES[code](form, rows)).chars(MOST_LETTERS), errors, is_whole)


def _has(form: forms.Form, name: str) -> bool:
    return form[name].value() not in (None, "", [])


def _question(form: PlanForm, rows: list[Any]) -> str:
    return str(form["title_nl"].value() or "")


def _comparison(form: PlanForm, rows: list[Any]) -> str:
    if not _has(form, "approach"):
        return ""
    told = {"approach": _chosen(form, "approach"), "against": _chosen(form, "against")}
    return _("%(approach)s tegenover: %(against)s") % told


def _chosen(form: forms.Form, name: str) -> str:
    fields: Mapping[str, Any] = form.fields
    value = str(form[name].value() or "")
    return str(dict(fields[name].choices).get(value, value))


def _people(form: PlanForm, rows: list[Any]) -> str:
    value = form["frozen_on"].value()
    try:
        told = form.fields["frozen_on"].to_python(value)
        day = date_format(told, "j F Y") if told else ""
    except forms.ValidationError:
        day = str(value)
    return _joined(day, ngettext("%(n)d grens", "%(n)d grenzen", len(rows)) % {"n": len(rows)} if rows else "")


def _outcomes(form: PlanForm, rows: list[Any]) -> str:
    names = (outcome_name(str(row["outcome"].value() or row["before"].value() or "")) for row in rows)
    # The same outcome at four moments is one thing to read.
    return _joined(*dict.fromkeys(names))


def _covariates(form: PlanForm, rows: list[Any]) -> str:
    known, groups = _lines(form, "covariates"), _lines(form, "groups")
    return _joined(
        ngettext("%(n)d kenmerk", "%(n)d kenmerken", known) % {"n": known} if known else "",
        ngettext("%(n)d groep", "%(n)d groepen", groups) % {"n": groups} if groups else "",
    )


def _lines(form: forms.Form, name: str) -> int:
    # Typed text has a name a line, as a kept plan shows it too.
    value = form[name].value() or ""
    return len(value if isinstance(value, (list, tuple)) else [one for one in str(value).split("\n") if one.strip()])


def _expected(form: PlanForm, rows: list[Any]) -> str:
    if not _has(form, "expected_treated"):
        return ""
    many = {name: form[name].value() or "?" for name in ("expected_treated", "expected_compared")}
    return _("%(expected_treated)s met de aanpak, %(expected_compared)s om mee te vergelijken") % many


def _money(form: PlanForm, rows: list[Any]) -> str:
    return _joined(*(str(row["item"].value() or "") for row in rows))


def _joined(*told: str) -> str:
    return ", ".join(one for one in told if one)


_SUMMARIES = {
    "question": _question,
    "comparison": _comparison,
    "people": _people,
    "outcomes": _outcomes,
    "covariates": _covariates,
    "expected": _expected,
    "money": _money,
}
