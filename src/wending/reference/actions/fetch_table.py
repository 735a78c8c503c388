"""Fetches a table of open data into files, ready to be loaded. It changes nothing in the database."""

from collections.abc import Callable
from pathlib import Path

from django.conf import settings

from wending.reference.sources.cbs import fetch


def fetch_table(
    *,
    table: str,
    to: Path | None = None,
    base: str = "",
    is_v4: bool = False,
    condition: str = "",
    progress: Callable[[str], None] = lambda _: None,
) -> fetch.Fetched:
    """Fetch a table of CBS into a folder and return what came; raise FetchFailed.

    `to` is where the folder of the table comes, `base` another server, `condition` an OData filter on the data.
    """
    return fetch.fetch_table(
        table,
        to=to or settings.DATA_DIR / "fetched" / "cbs",
        cache=settings.DATA_DIR / "fetched" / "kept",
        base=base or (fetch.V4 if is_v4 else fetch.V3),
        version=4 if is_v4 else 3,
        condition=condition,
        progress=progress,
    )
