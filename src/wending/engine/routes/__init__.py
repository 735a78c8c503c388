"""Routes: from what a person has to an occupation in at most four steps, best in time, cost and chance.

Start with terms (World, Option, Route), then routes_within and smallest_courses; moves proposes jobs on the way.
"""

from wending.engine.routes.cover import Course, Cover, smallest_courses
from wending.engine.routes.limits import Wishes, in_the_way, routes_within
from wending.engine.routes.moves import GoalNeeds, Move, Moves, goal_needs, moves, ready_enough
from wending.engine.routes.search import best_routes
from wending.engine.routes.shortlist import Best, Listed, shortlist
from wending.engine.routes.terms import MOST_STEPS, Amount, Door, Income, Kind, Option, Route, World

__all__ = [
    "MOST_STEPS",
    "Amount",
    "Best",
    "Course",
    "Cover",
    "Door",
    "GoalNeeds",
    "Income",
    "Kind",
    "Listed",
    "Move",
    "Moves",
    "Option",
    "Route",
    "Wishes",
    "World",
    "best_routes",
    "goal_needs",
    "in_the_way",
    "moves",
    "ready_enough",
    "routes_within",
    "shortlist",
    "smallest_courses",
]
