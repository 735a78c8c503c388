"""What a class says back on a visit, as means from ten answers on, counted once."""

from collections.abc import Mapping, Sequence
from typing import Any

from wending.kit.small_cells import SMALLEST

QUESTIONS = ("learned", "fits", "welcome", "again")
SCALE = (1, 2, 3, 4)


def counted(answers: Sequence[Mapping[str, int]]) -> dict[str, Any]:
    """Return `n` and for each question the mean of 1 to 4, one decimal; None for a question below ten answers.

    Below ten answers in all the result is empty: not even how many answered is told.
    """
    if len(answers) < SMALLEST:
        return {}
    means: dict[str, float | None] = {}
    for question in QUESTIONS:
        scores = [answer[question] for answer in answers if answer.get(question) in SCALE]
        means[question] = round(sum(scores) / len(scores), 1) if len(scores) >= SMALLEST else None
    return {"n": len(answers), "means": means}
