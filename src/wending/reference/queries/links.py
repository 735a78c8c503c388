"""The crosswalk in force: which O*NET-SOC occupation an occupation corresponds to."""

from dataclasses import dataclass

from wending.reference.models import Link
from wending.reference.queries.releases import release_in_force


@dataclass(frozen=True, slots=True)
class Correspondence:
    """An O*NET-SOC code and the confidence in it, 0 to 1, None when not stated."""

    code: str
    confidence: float | None


def links() -> dict[str, Correspondence]:
    """Return the best corresponding O*NET-SOC code per occupation URI: highest confidence, then lowest code."""
    release = release_in_force("crosswalk")
    found: dict[str, Correspondence] = {}
    if release is not None:
        rows = Link.objects.filter(release=release.id).values_list("uri", "code", "confidence")
        for uri, code, confidence in sorted(rows, key=lambda row: (row[0], -(row[2] or 0.0), row[1])):
            found.setdefault(uri, Correspondence(code, confidence))
    return found
