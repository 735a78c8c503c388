"""Makes the indexes for searching and ranking ready, so that no visitor has to wait for them."""

import time
from collections.abc import Callable

from wending.orientation.queries import index as ranking
from wending.reference.queries import search


def make_indexes(*, say: Callable[[str], None]) -> None:
    """Make or open both indexes of the releases in force; `say` gets a line before and after each. Safe to repeat."""
    for name, make, saved in (
        ("search", search.text_index, search.SAVED),
        ("ranking", ranking.fit_index, ranking.SAVED),
    ):
        say(f"index for {name}: making it when the data changed")
        began = time.perf_counter()
        try:
            degraded = getattr(make(), "degraded_", "")
        except LookupError as nothing:
            say(f"index for {name}: {nothing}")
            continue
        # They are in their files now; both at once in memory would be for nothing.
        saved.forget()
        say(f"index for {name}: ready in {time.perf_counter() - began:.1f} s" + (f" ({degraded})" if degraded else ""))
