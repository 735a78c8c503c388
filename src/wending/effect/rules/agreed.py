"""What of an answer was agreed before outcomes were opened: a plan that was changed after that makes nothing surer.

Who has seen what came out can choose the question that it answers. So the smallest effect that matters stays the one of
before, and the answer is an indication at most.
"""

from __future__ import annotations

from dataclasses import replace

from wending.effect.rules.answer import Answer, OutcomeAnswer
from wending.effect.rules.plan import Plan, PlannedOutcome
from wending.effect.rules.plan_file import as_mapping
from wending.effect.rules.register import differences

REASON, NEEDED = "plan:changed-after-opening", "new-study"
MONEY = frozenset({"money", "rates"})
# Fields that do not decide which effect comes out, nor how it is judged.
BESIDE = MONEY | {
    *("title_nl", "title_en", "question_nl", "question_en"),
    *("expected_treated", "expected_compared", "expected_spread"),
}


def changed_fields(before: Plan, plan: Plan) -> frozenset[str]:
    """Return the fields in which a plan differs from the one with which outcomes were opened."""
    return frozenset(one.field for one in differences(as_mapping(before), as_mapping(plan)))


def agreed_before(before: Plan, planned: PlannedOutcome) -> PlannedOutcome | None:
    """Return what was agreed before about the same outcome at the same horizon, None where it was not in the plan."""
    same = (planned.outcome, planned.horizon)
    return next((one for one in before.outcomes if (one.outcome, one.horizon) == same), None)


def as_agreed(answer: Answer, before: Plan) -> Answer:
    """Return the answer against what was agreed, an indication at most where anything that decides it was changed."""
    if changed_fields(before, answer.plan) <= BESIDE:
        return answer
    return replace(answer, outcomes=tuple(_as_agreed(one, before) for one in answer.outcomes))


def _as_agreed(one: OutcomeAnswer, before: Plan) -> OutcomeAnswer:
    agreed = agreed_before(before, one.planned)
    planned = replace(one.planned, smallest=agreed.smallest) if agreed else one.planned
    return replace(one, planned=planned, judgement=one.judgement.held_down(REASON, NEEDED))
