"""Job rotation and job carving: rotations to propose, exact with a proven bound, and why or what makes it impossible.

Start with terms (Person, Task, Team), then propose; obstacles, reasons and carvings explain. It never decides.
"""

from wending.engine.rotation.carve import Carving, carved, carvings
from wending.engine.rotation.check import broken
from wending.engine.rotation.demands import Code, Demand
from wending.engine.rotation.lacks import Lack, is_able, lacks, may_learn, what_it_takes
from wending.engine.rotation.obstacles import can_be_met, obstacles
from wending.engine.rotation.propose import propose
from wending.engine.rotation.reasons import Reason, Why, reasons, who_could
from wending.engine.rotation.score import score, shortage
from wending.engine.rotation.terms import (
    NO_ANSWERS,
    Answers,
    Person,
    Place,
    Proposal,
    Score,
    Step,
    Task,
    Team,
    Turn,
    Weights,
    Wish,
)

__all__ = [
    "NO_ANSWERS",
    "Answers",
    "Carving",
    "Code",
    "Demand",
    "Lack",
    "Person",
    "Place",
    "Proposal",
    "Reason",
    "Score",
    "Step",
    "Task",
    "Team",
    "Turn",
    "Weights",
    "Why",
    "Wish",
    "broken",
    "can_be_met",
    "carved",
    "carvings",
    "is_able",
    "lacks",
    "may_learn",
    "obstacles",
    "propose",
    "reasons",
    "score",
    "shortage",
    "what_it_takes",
    "who_could",
]
