"""The answer of a study: estimates with everything that must stand beside them, as plain values that JSON can hold.

An answer without a check of `EVERY` cannot be made (`verdict.Incomplete`), so no report can leave one out. Numbers are
unrounded; None is a figure that does not exist. The same form goes to the page, the PDF and the replication bundle.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import asdict, dataclass
from typing import Any

from wending.effect.rules.plan import Plan, PlannedOutcome, Use
from wending.effect.rules.plan_file import as_mapping, kept_plan
from wending.engine.estimation.check import EVERY, Cell, Check, Code, State
from wending.engine.estimation.terms import Estimand, Estimate, Finding
from wending.engine.estimation.verdict import Incomplete, Verdict

VERSION = 1
# Parts beside the checks, and the columns of their tables.
PARTS: Mapping[str, tuple[str, ...]] = {
    # Per pre-specified group: the effect with its own interval, and one that holds for all groups at once.
    "groups": ("covariate", "group", "treated", "compared", "effect", "low", "high", "all_low", "all_high"),
    # Every approach against every other on common support, intervals that hold for all at once.
    "league": ("approach", "against", "effect", "low", "high"),
    # How sure the place of an approach is: chance to be the best, and the places within the interval.
    "places": ("approach", "best", "place_low", "place_high"),
    # The mean outcome of the treated as it was, and as it would have been without, by horizon.
    "course": ("horizon", "with", "without", "without_low", "without_high", "treated"),
    # The effect by periods since the start, each with an interval of its own and one that holds for all at once.
    "since-start": ("since", "effect", "low", "high", "all_periods_low", "all_periods_high", "units"),
    # The effect on those untreated who resemble people that were treated: of `asked` untreated so many were `kept`.
    "expansion": ("kept", "asked", "effect", "low", "high"),
    # The untreated course of units in periods to come, by the model that did best on their past.
    "projection": ("unit", "period", "value", "low", "high"),
    # How that projection did on the past, by steps ahead; rival: the error of the last value carried on.
    "back-test": ("steps", "tries", "bias", "error", "rival", "coverage"),
    # Net present value per treated person in euros by view; above: share of draws above zero.
    "balance-of-money": ("view", "low", "central", "high", "above"),
    # What a net value for society would be with each input at its low and its high end.
    "tornado": ("item", "at_low", "at_high"),
    # How large the effect must be for costs and benefits to be even, by view; None where no effect does it.
    "break-even": ("view", "effect", "cost"),
}


@dataclass(frozen=True)
class Part:
    """A table beside the estimate; its columns are those of `PARTS`. findings: why rows are not there."""

    code: str
    rows: tuple[tuple[Cell, ...], ...]
    findings: tuple[Finding, ...] = ()

    def __post_init__(self) -> None:
        if any(len(row) != len(PARTS[self.code]) for row in self.rows):
            raise ValueError("every row of a part has a cell per column")


@dataclass(frozen=True)
class Judgement:
    """How far an estimate may be believed: `randomised`, `credible`, `suggestive` or `not-identified`.

    reasons: why not more, codes of checks that failed or could not be done; needed: codes of what an answer would take.
    """

    verdict: str
    reasons: tuple[str, ...] = ()
    needed: tuple[str, ...] = ()

    def held_down(self, reason: str, *needed: str) -> Judgement:
        """Return the judgement as an indication at most, with why and what more would be needed."""
        if self.verdict == Verdict.NOT_IDENTIFIED.value:
            return self
        return Judgement(Verdict.SUGGESTIVE.value, (*self.reasons, reason), (*self.needed, *needed))


@dataclass(frozen=True)
class OutcomeAnswer:
    """What came out for one outcome at one horizon.

    estimates: the registered one first, then other designs beside it; empty when it cannot be answered, then `findings`
    say why. untreated: mean outcome of the treated had they not been, with its interval (value, low, high).
    """

    planned: PlannedOutcome
    estimates: tuple[Estimate, ...]
    checks: tuple[Check, ...]
    judgement: Judgement
    parts: tuple[Part, ...] = ()
    findings: tuple[Finding, ...] = ()
    untreated: tuple[float, float, float] | None = None

    def __post_init__(self) -> None:
        """Refuse an estimate without everything that must stand beside it.

        Raises:
            Incomplete: a check is missing.
        """
        if self.estimates and self.planned.use is Use.PRIMARY:
            missing = tuple(code for code in EVERY if code not in {check.code for check in self.checks})
            if missing:
                raise Incomplete(missing)


@dataclass(frozen=True)
class Made:
    """With what an answer was made: it gives the same numbers again. at: ISO 8601 with zone; data: SHA-256 by table."""

    at: str
    wending: str
    libraries: Mapping[str, str]
    data: Mapping[str, str]
    plan: str
    seed: int
    is_synthetic: bool


@dataclass(frozen=True)
class Answer:
    """The whole answer. counts: people by step from the frozen population to the analysis, in order; None is hidden.

    hides_few: small counts were hidden, and what gives them away (`answer_public`).
    """

    plan: Plan
    made: Made
    counts: tuple[tuple[str, int | None], ...]
    outcomes: tuple[OutcomeAnswer, ...]
    parts: tuple[Part, ...] = ()
    findings: tuple[Finding, ...] = ()
    hides_few: bool = False

    @property
    def primary(self) -> OutcomeAnswer:
        """The answer on which the study rests."""
        return next(one for one in self.outcomes if one.planned.use is Use.PRIMARY)


def part(of: OutcomeAnswer | Answer, code: str) -> Part | None:
    """Return a part by its code, None where it was not made."""
    return next((one for one in of.parts if one.code == code), None)


def as_json(answer: Answer) -> dict[str, Any]:
    """Return an answer as plain values; `answer_from` is its inverse."""
    return {"version": VERSION} | asdict(answer) | {"plan": as_mapping(answer.plan)}


def answer_from(mapping: Mapping[str, Any]) -> Answer:
    """Return the answer in plain values.

    Raises:
        ValueError: another version, or values that do not fit.
        Incomplete: checks are missing.
    """
    if mapping.get("version") != VERSION:
        raise ValueError(f"an answer of version {mapping.get('version')} is not read here")
    return Answer(
        plan=kept_plan(mapping["plan"]),
        made=Made(**mapping["made"]),
        counts=tuple((name, count) for name, count in mapping["counts"]),
        outcomes=tuple(_outcome_from(one) for one in mapping["outcomes"]),
        parts=tuple(map(part_from, mapping["parts"])),
        findings=tuple(map(finding_from, mapping["findings"])),
        hides_few=bool(mapping.get("hides_few", False)),
    )


def _outcome_from(one: Mapping[str, Any]) -> OutcomeAnswer:
    planned, judged = one["planned"], one["judgement"]
    return OutcomeAnswer(
        planned=PlannedOutcome(**{**planned, "use": Use(planned["use"])}),
        estimates=tuple(map(estimate_from, one["estimates"])),
        checks=tuple(map(check_from, one["checks"])),
        judgement=Judgement(judged["verdict"], tuple(judged["reasons"]), tuple(judged["needed"])),
        parts=tuple(map(part_from, one["parts"])),
        findings=tuple(map(finding_from, one["findings"])),
        untreated=tuple(one["untreated"]) if one["untreated"] is not None else None,
    )


def estimate_from(each: Mapping[str, Any]) -> Estimate:
    """Return the estimate in plain values."""
    return Estimate(**{**each, "estimand": Estimand(each["estimand"])})


def check_from(each: Mapping[str, Any]) -> Check:
    """Return the check in plain values."""
    figures = tuple((name, figure) for name, figure in each["figures"])
    rows = tuple(tuple(row) for row in each["rows"])
    return Check(Code(each["code"]), State(each["state"]), figures, tuple(each["columns"]), rows, each["reason"])


def part_from(each: Mapping[str, Any]) -> Part:
    """Return the part in plain values."""
    return Part(each["code"], tuple(tuple(row) for row in each["rows"]), tuple(map(finding_from, each["findings"])))


def finding_from(each: Mapping[str, Any]) -> Finding:
    """Return the finding in plain values."""
    return Finding(each["code"], tuple(each["about"]), each["is_grave"])
