"""Against lost updates: who saves says which version they had read."""

from typing import Any


class Stale(Exception):
    """Somebody else, or another window, changed it meanwhile: nothing was saved.

    `version` is what is saved now; `now` is the thing as it stands, for pages that show it beside what was typed.
    """

    def __init__(self, version: int, now: Any = None) -> None:
        self.version, self.now = version, now
        super().__init__(f"version {version} is saved already")
