"""The stable assignment: nobody and no opening would both rather have each other. Deferred acceptance, people propose.

Gale & Shapley (1962), College admissions and the stability of marriage, American Mathematical Monthly 69, 9-15. Among
all stable assignments this is the best one for every person (their theorem 2), and no person gains by telling another
order than their own (Dubins & Freedman 1981). When somebody leaves, nobody else is worse off (Gale & Sotomayor 1985).
"""

from heapq import heappush, heapreplace

import numpy as np

from wending.engine.assignment.market import UNPLACED, Assignment, Market


def stable(market: Market) -> Assignment:
    """Return n numbers of openings (UNPLACED for none): the stable assignment that is best for people.

    O(n m log m): each person asks their allowed openings from best to worst, an opening keeps the best that asked.
    """
    wishes, marks = market.person_order(), market.opening_order()
    lists = [_ranked(wishes[person], market, person) for person in range(len(market.people))]
    asked = [0] * len(lists)
    kept: list[list[tuple[float, int]]] = [[] for _opening in market.openings]
    found = np.full(len(lists), UNPLACED, dtype=np.int64)
    free = list(range(len(lists) - 1, -1, -1))
    while free:
        person = free.pop()
        if asked[person] == len(lists[person]):
            continue
        opening = lists[person][asked[person]]
        asked[person] += 1
        entry = (float(marks[person, opening]), person)
        if len(kept[opening]) < market.capacities[opening]:
            heappush(kept[opening], entry)
        elif kept[opening] and kept[opening][0] < entry:
            _mark, put_out = heapreplace(kept[opening], entry)
            found[put_out] = UNPLACED
            free.append(put_out)
        else:
            free.append(person)
            continue
        found[person] = opening
    return found


def _ranked(wishes: np.ndarray, market: Market, person: int) -> list[int]:
    allowed = np.flatnonzero(market.allowed[person] & (market.capacities > 0))
    return [int(opening) for opening in allowed[np.argsort(-wishes[allowed], kind="stable")]]
