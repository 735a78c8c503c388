"""The rows of a plan's form (outcomes, bounds of the population, money), and the whole form with them."""

from collections.abc import Mapping
from typing import Any

from django import forms
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from wending.accounts.forms.free_text import FreeText
from wending.effect.forms.plan import PlanForm, line
from wending.effect.forms.plan_parts import FormPart, parts_of
from wending.effect.queries.report_words import designs
from wending.effect.queries.words import field_words, outcome_choices, problem_words
from wending.effect.rules.plan import Filter, Money, Plan, PlannedOutcome, Problem, Use, View
from wending.effect.rules.plan_file import as_mapping, plan_from

NO_CHOICE = ("", _("Kies"))


class Row(forms.Form):
    """A row that may stay empty, or be emptied; once something is in it, its fields are asked."""

    def __init__(self, *args: Any, **rest: Any) -> None:
        """Let every row be empty, also one that was kept."""
        super().__init__(*args, **rest)
        self.empty_permitted = True

    def has_changed(self) -> bool:
        """Say whether there is anything in it."""
        return any(self.data.get(self.add_prefix(name)) for name in self.fields)

    @property
    def is_filled(self) -> bool:
        """Whether something in it is kept or typed."""
        return bool(self.initial) or self.has_changed()

    def problem_field(self, name: str) -> str:
        """Return the field of this row at which a problem with a part of it is told."""
        return name if name in self.fields else next(iter(self.fields))


class OutcomeRow(Row):
    """An outcome at a horizon; a placebo is a covariate of before the exposure instead."""

    use = forms.ChoiceField(label=_("Waarvoor?"))
    outcome = forms.ChoiceField(label=_("Uitkomst"), required=False)
    before = line(_("Of: een kenmerk van vooraf"), _("Alleen bij een controle vooraf."), required=False, max_length=60)
    horizon = forms.IntegerField(
        label=_("Na hoeveel dagen?"),
        help_text=_("Zoals 90 of 365. Bij een controle vooraf: 0."),
        min_value=0,
        max_value=3660,
    )
    smallest = forms.FloatField(
        localize=True,
        label=_("Kleinste effect dat telt"),
        help_text=_("Bij een aandeel: 0,05 is 5 van de 100."),
    )

    def __init__(self, *args: Any, **rest: Any) -> None:
        """Offer uses and outcomes."""
        super().__init__(*args, **rest)
        fields: Mapping[str, Any] = self.fields
        fields["use"].choices = [NO_CHOICE, *((one.value, designs.USES[one.value]) for one in Use)]
        fields["outcome"].choices = [NO_CHOICE, *outcome_choices()]

    def clean(self) -> dict[str, Any]:
        """Ask an outcome, or a covariate where it is a placebo."""
        told = dict(super().clean() or {})
        is_before = told.get("use") == Use.PLACEBO
        if self.has_changed() and not told.get("before" if is_before else "outcome"):
            self.add_error("before" if is_before else "outcome", gettext("Vul dit in."))
        return told

    def mapping(self) -> dict[str, Any]:
        """Return the row as a plan has it."""
        told = self.cleaned_data
        name = told["before"] if told["use"] == Use.PLACEBO else told["outcome"]
        return {"outcome": name, "horizon": told["horizon"], "use": told["use"], "smallest": told["smallest"]}

    @staticmethod
    def initial_of(one: PlannedOutcome) -> dict[str, Any]:
        """Return what the row shows of a kept outcome."""
        name = "before" if one.use is Use.PLACEBO else "outcome"
        return {"use": one.use.value, name: one.outcome, "horizon": one.horizon, "smallest": one.smallest}


class FilterRow(Row):
    """A bound on who is in the population."""

    covariate = line(_("Kenmerk"), max_length=60)
    test = forms.ChoiceField(label=_("Grens"), choices=[NO_CHOICE, *designs.TESTS.items()])
    value = line(_("Waarde"), max_length=60)

    def mapping(self) -> dict[str, Any]:
        """Return the row as a plan has it; a number is kept as a number."""
        told = self.cleaned_data
        return {"covariate": told["covariate"], "test": told["test"], "value": _number_or_words(told["value"])}

    @staticmethod
    def initial_of(one: Filter) -> dict[str, Any]:
        """Return what the row shows of a kept bound."""
        return {"covariate": one.covariate, "test": one.test, "value": one.value}


class MoneyRow(Row):
    """A cost or a benefit, and to whom it is one."""

    item = line(_("Wat"), _("Een kort woord, zoals: begeleiding, loon, uitkering."), max_length=60)
    outcome = forms.ChoiceField(label=_("Per eenheid van"), required=False)
    low = forms.FloatField(localize=True, label=_("Euro, laag"))
    central = forms.FloatField(localize=True, label=_("Euro, midden"))
    high = forms.FloatField(localize=True, label=_("Euro, hoog"))
    year = forms.IntegerField(label=_("Prijzen van welk jaar?"), min_value=1990, max_value=2100)
    source = FreeText(rows=1, label=_("Bron"), max_length=300)
    is_yearly = forms.BooleanField(label=_("Komt elk jaar terug"), required=False)

    NAMES = ("item", "outcome", "low", "central", "high", "year", "source", "is_yearly")
    # What something is to everybody together follows from the others.
    VIEWS = tuple(view for view in View if view is not View.SOCIETY)

    def __init__(self, *args: Any, **rest: Any) -> None:
        """Ask per view what one euro is to it."""
        super().__init__(*args, **rest)
        fields: Mapping[str, Any] = self.fields
        fields["outcome"].choices = [("", gettext("deelnemer")), *outcome_choices()]
        for view in self.VIEWS:
            label = gettext("Telt voor %s") % designs.VIEWS[view.value]
            self.fields[view.value] = forms.FloatField(localize=True, label=label, required=False)

    def mapping(self) -> dict[str, Any]:
        """Return the row as a plan has it."""
        told = self.cleaned_data
        plain = {name: told[name] for name in self.NAMES}
        return plain | {"views": {view.value: told[view.value] for view in self.VIEWS if told[view.value] is not None}}

    @staticmethod
    def initial_of(one: Money) -> dict[str, Any]:
        """Return what the row shows of a kept item."""
        return {name: getattr(one, name) for name in MoneyRow.NAMES} | dict(one.views)

    def problem_field(self, name: str) -> str:
        """Tell a problem with views at the first of them."""
        return self.VIEWS[0].value if name == "views" else super().problem_field(name)


class PlanForms:
    """The form of a plan with its rows. `rows` are sets of rows by the field of the plan that they make."""

    KINDS: Mapping[str, Any] = {"outcomes": OutcomeRow, "population": FilterRow, "money": MoneyRow}
    # Empty rows beside what is kept; who needs more saves first, or brings a file.
    EMPTY = {"outcomes": 3, "population": 2, "money": 2}
    MOST = 40

    def __init__(
        self, data: Any, plan: Plan | None, version: int, approaches: Mapping[str, str], is_registered: bool, title: str
    ) -> None:
        first = initial_of(plan) if plan else {"title_nl": title, "estimand": "att"}
        self.form = PlanForm(
            data, initial=first | {"version": version}, approaches=approaches, is_registered=is_registered
        )
        self.rows = {
            name: forms.formset_factory(kind, extra=self.EMPTY[name], max_num=self.MOST)(
                data, prefix=name, initial=[kind.initial_of(one) for one in getattr(plan, name)] if plan else None
            )
            for name, kind in self.KINDS.items()
        }

    def is_valid(self) -> bool:
        """Say whether everything was filled in as asked; each part tells what is wrong with it."""
        return all([self.form.is_valid(), *[rows.is_valid() for rows in self.rows.values()]])

    def plan(self) -> Plan:
        """Return the plan that was typed.

        Raises:
            BadPlan: it breaks what must hold in a plan.
        """
        rows = {name: [row.mapping() for row in self._filled(name)] for name in self.rows}
        return plan_from(self.form.mapping() | rows)

    def tell(self, found: tuple[Problem, ...]) -> None:
        """Tell each problem at its field, and above the form where it has none."""
        for one in found:
            name, bracket, rest = one.field.partition("[")
            part = one.field.partition(".")[2]
            if bracket and name in self.rows:
                row = self._filled(name)[int(rest.partition("]")[0])]
                row.add_error(row.problem_field(part), problem_words(one))
            elif (part if name.startswith("design_terms.") else name) in self.form.fields:
                self.form.add_error(part or name, problem_words(one))
            else:
                self.form.add_error(None, f"{field_words(one.field)}: {problem_words(one)}")

    @property
    def parts(self) -> dict[str, FormPart]:
        """The parts of the form as they are now."""
        return parts_of(self.form, self.rows)

    @property
    def open_folds(self) -> set[str]:
        """The folds within parts that hold something kept, typed or wrong: they are open."""
        names = {"terms": PlanForm.DESIGN_TERMS, "rates": (*PlanForm.RATES, *PlanForm.RATES_MORE), "seed": ("seed",)}
        told = {fold for fold in ("terms", "rates") if any(self._says(name) for name in names[fold])}
        return told | {fold for fold, fields in names.items() if any(self.form[name].errors for name in fields)}

    @property
    def problems(self) -> list[dict[str, str]]:
        """What is wrong in the rows, each with where it is, for the list above the form."""
        return [
            {
                "message": f"{field_words(f'{name}[{number}]')}, {row.fields[field].label}: {text}",
                "id": row[field].id_for_label,
            }
            for name, rows in self.rows.items()
            for number, row in enumerate(rows)
            for field, texts in row.errors.items()
            for text in texts
            if field in row.fields
        ]

    def _says(self, name: str) -> bool:
        return self.form[name].value() not in (None, "")

    def _filled(self, name: str) -> list[Any]:
        return [row for row in self.rows[name] if row.has_changed()]


def initial_of(plan: Plan) -> dict[str, Any]:
    """Return what the form shows of a kept plan, without its rows."""
    told = as_mapping(plan)
    rates: Mapping[str, Any] = told.get("rates", {})
    return {**told, **plan.design_terms, **rates}


def _number_or_words(text: str) -> float | str:
    try:
        return float(text.replace(",", "."))
    except ValueError:
        return text
