"""Job rotation and job carving: rotations to propose, exact with a proven bound, and why or what makes it impossible.

Start with terms (Person, Task, Team), then propose; obstacles, reasons and carvings explain. It never decides.
"""

from wending.engine.rotation.propose import propose
from wending.engine.rotation.score import score, shortage
from wending.engine.rotation.terms import Answers, Person, Place, Proposal, Step, Task, Team, Turn, Weights, Wish

__all__ = ["Answers", "Person", "Place", "Proposal", "Step", "Task", "Team", "Turn", "Weights", "Wish", "propose", "score", "shortage"]
