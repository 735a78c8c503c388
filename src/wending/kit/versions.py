"""Against lost updates: who saves says which version they had read."""


class Stale(Exception):
    """Somebody else, or another window, changed it meanwhile. `version` is what is saved now."""

    def __init__(self, version: int) -> None:
        self.version = version
        super().__init__(f"version {version} is saved already")
