"""What routes are reckoned with besides facts of sources: our own assumptions, and what a way of learning asks.

Every number here is told on the page of routes. An assumption is ours and says so; a fact names its law.
"""

from dataclasses import dataclass

from wending.engine.routes import Income

# Our assumption: so long someone works in a job before they have learned its skills and go on.
JOB_MONTHS = 12
# Our assumption: with EVC a programme is shorter by the share of its skills that one has, at most by half; below a
# quarter it is not worth asking. The examination board of the school decides.
EVC_LEAST, EVC_MOST = 0.25, 0.5
# Our assumption: a regulated occupation is tried for when one meets at least this share of what it always asks. Others
# from when the step left is at most short learning (see engine.fit.effort).
LEAST_READY = 0.5
# Our assumption: without a programme to it, an occupation is open to who is at most so many NLQF levels short of it.
LEVELS_SHORT = 1
# Our choice, for speed and so that a person can take it in: of how many each may take part.
COURSES, STEPS_PER_LEVEL, SHOWN = 8, 3, 4
# Our assumption: what does not lead to the goal counts as teaching for it only when at least half of what it teaches
# is needed there; else it is a course for something else.
RELEVANT = 0.5

# Programmes of the catalogue with a place of their own in a route.
EVC, TEST_21 = "evc", "toets-21"
# Proof of professional competence that the law asks of drivers of lorries and buses (Directive (EU) 2022/2561): where
# it leads to an occupation, no other certificate opens that.
BY_LAW = frozenset({"code-95"})
# Levels of higher education that the admission test of 21 and over opens (WHW, article 7.29).
TEST_21_OPENS = frozenset({"ad", "hbo-bachelor", "wo-bachelor"})


@dataclass(frozen=True, slots=True)
class Way:
    """What a way of learning does to a week: income, hours (None unknown), and whether it is part-time or online."""

    income: Income
    hours: float | None
    is_flexible: bool | None


# Hours of study: bol 1,600 a year (WEB, article 7.2.7), full-time higher education 1,680 (WHW, article 7.4), in 40 and
# 42 weeks. With bbl and duaal one works for pay and learns; how many hours depends on the employer.
WAYS = {
    "bol": Way(Income.UNPAID, 40.0, False),
    "voltijd": Way(Income.UNPAID, 40.0, False),
    "bbl": Way(Income.PAID, None, None),
    "duaal": Way(Income.PAID, None, None),
    "deeltijd": Way(Income.BESIDE, None, True),
    "online": Way(Income.BESIDE, None, True),
    "": Way(Income.UNKNOWN, None, None),
}


def nlqf_held(nlqf: str) -> float:
    """Return how high a diploma of an NLQF level ("1" to "8", "4+") counts, 0 when it has none."""
    return {"": 0.0, "4+": 4.5}[nlqf] if nlqf in ("", "4+") else float(nlqf)


def opens(held: str, held_nlqf: str, asked: str, asked_nlqf: str) -> bool:
    """Return whether who holds a level gets in where another is asked: the same, or a lower one by NLQF.

    Our assumption where no rule of admission names both. vwo (4+) is asked for the university: nothing below a
    bachelor's degree stands for it.
    """
    return held == asked or nlqf_held(held_nlqf) > (5.0 if asked_nlqf == "4+" else nlqf_held(asked_nlqf))


def shortened(months: int, known: float) -> int:
    """Return the months of a programme of which one knows a share (0 to 1) already, recognised by EVC."""
    return round(months * (1 - min(known, EVC_MOST)))
