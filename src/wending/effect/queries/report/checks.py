"""The ten checks as sections: what each looks at, what it says, its picture, its figures and its table."""

from __future__ import annotations

from collections.abc import Mapping

from django.utils.translation import gettext as _

from wending.effect.queries.report import check_pictures, numbers
from wending.effect.queries.report.content import Section, Table
from wending.effect.queries.report.tables import percent, table
from wending.effect.queries.report_words import checks, first_large, verdicts, word
from wending.effect.queries.words import finding_words
from wending.engine.estimation.check import EVERY, Check, State
from wending.engine.estimation.terms import Finding

# Figures in the unit of the outcome, and those that are a share of one.
_EFFECTS = frozenset(
    {
        "value",
        "low",
        "high",
        "worst",
        "best",
        "worst-low",
        "best-high",
        "lee-lower",
        "lee-upper",
        "lee-low",
        "lee-high",
        "spread",
        "lowest",
        "quarter",
        "median",
        "three-quarters",
        "highest",
        "smallest-detectable",
        "smallest-that-matters",
        "matters",
        "largest-lead",
        "slope-found",
        "bias-unseen",
        "breakdown-smoothness",
    }
)
_SHARES = frozenset(
    {
        "unknown-treated",
        "unknown-compared",
        "unknown-difference",
        "unknown-difference-low",
        "unknown-difference-high",
        "ten-heaviest",
        "outside-support",
        "lowest-treated",
        "highest-compared",
        "crump-bound",
        "lowest-kept",
        "highest-kept",
        "power",
        "power-for-what-matters",
        "unknown-share",
        "same-sign",
        "interval-beside-zero",
        "claimed-rank",
        "lee-trimmed",
    }
)
_COUNTS = frozenset(
    {
        "treated",
        "compared",
        "above-before",
        "above-after",
        "treated-left-out",
        "compared-left-out",
        "leads",
        "outcomes",
        "specifications",
        "refused",
    }
)
_YES_NO = frozenset({"is-range-given"})


def check_sections(found: tuple[Check, ...], unit: str, names: Mapping[str, str]) -> tuple[Section, ...]:
    """Return every check in the order of `EVERY`; the answer has made sure that none is missing."""
    by_code = {check.code: check for check in found}
    return tuple(_section(by_code[code], unit, names) for code in EVERY if code in by_code)


def _section(check: Check, unit: str, names: Mapping[str, str]) -> Section:
    code = check.code.value
    title = word(checks.TITLES, code)
    other = checks.ABOUT_OTHER.get((code, check.columns[0] if check.columns else ""))
    texts = [str(other) if other else word(checks.ABOUT, code)]
    if check.state is State.FAILED:
        texts.append(word(verdicts.FAILED, code))
    if check.reason:
        texts.append(finding_words(Finding(check.reason)))
    tables = []
    if check.rows:
        shares = (
            frozenset({"from", "to", "treated", "compared", "compared-weighted"}) if code == "overlap" else frozenset()
        )
        tables.append(table(title, check.columns, check.rows, unit, names, shares))
    if check.figures:
        rows = tuple(
            (first_large(word(checks.FIGURES, name)), _figure(name, value, unit)) for name, value in check.figures
        )
        tables.append(Table(_("Getallen bij: %(title)s") % {"title": title}, (_("Wat"), _("Getal")), rows))
    return Section(
        key=f"check-{code}",
        title=title,
        texts=tuple(texts),
        chart=check_pictures.of_check(check, unit, names),
        tables=tuple(tables),
        state=check.state.value,
        state_words=word(checks.STATES, check.state),
    )


def _figure(name: str, value: float, unit: str) -> str:
    if name in _EFFECTS:
        return numbers.tell(value, unit)
    if name in _SHARES:
        return percent(value) if value >= 0 else f"{numbers.number(value * 100, 0)}%"
    if name in _YES_NO:
        return _("ja") if value else _("nee")
    return numbers.whole(value) if name in _COUNTS else numbers.short(value)
