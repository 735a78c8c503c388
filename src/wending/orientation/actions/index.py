"""Makes the indexes for searching and ranking ready, so that no visitor has to wait for them."""

import time
from collections.abc import Callable

from wending.orientation.queries.index import fit_index
from wending.reference.queries.search import text_index


def make_indexes(*, say: Callable[[str], None]) -> None:
    """Make or open both indexes of the releases in force; `say` gets a line before and after each. Safe to repeat."""
    for name, make in (("search", text_index), ("ranking", fit_index)):
        say(f"index for {name}: making it when the data changed")
        began = time.perf_counter()
        try:
            made = make()
        except LookupError as nothing:
            say(f"index for {name}: {nothing}")
            continue
        trouble = getattr(made, "degraded_", "")
        say(f"index for {name}: ready in {time.perf_counter() - began:.1f} s" + (f" ({trouble})" if trouble else ""))
