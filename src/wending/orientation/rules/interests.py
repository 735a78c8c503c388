"""A short choice of pictures: what looks like fun? It gives a first idea of interests, no test and no verdict.

Terms: six interest types after Holland (1997), by their letter: R doing and making, I finding out, A creating,
S helping people, E leading and selling, C ordering. Our own tiles, three per type, not validated; a person may skip
them. Words and pictures of the tiles stand in `queries.words` and the templates.
"""

from collections.abc import Iterable

LETTERS = "RIASEC"

TILES: dict[str, str] = {
    # Mixed order, so that tiles of one type do not stand together.
    "build": "R",
    "puzzle": "I",
    "draw": "A",
    "care": "S",
    "sell": "E",
    "sort": "C",
    "animals": "R",
    "experiment": "I",
    "music": "A",
    "teach": "S",
    "lead": "E",
    "count": "C",
    "machines": "R",
    "facts": "I",
    "write": "A",
    "listen": "S",
    "business": "E",
    "plan": "C",
}


def interest_scores(chosen: Iterable[str]) -> dict[str, float]:
    """Return per letter the share, from 0 to 1, of its tiles that are chosen; an empty dictionary when none is."""
    picked = {tile for tile in chosen if tile in TILES}
    if not picked:
        return {}
    return {
        letter: sum(TILES[tile] == letter for tile in picked) / sum(type_ == letter for type_ in TILES.values())
        for letter in LETTERS
    }
