"""Which releases are known and which are in force: of each source the newest that is ready."""

from dataclasses import dataclass
from datetime import datetime

from wending.reference.models import Release

# The source whose occupations and skills form the framework: ESCO when it is loaded, else the embedded catalogue.
FRAMEWORKS = ("esco", "catalogue")


@dataclass(frozen=True, slots=True)
class ReleaseInfo:
    """A release as told to people: what it is, whose, under which terms. `published` may be a year or a month."""

    id: int
    source: str
    version: str
    state: str
    title: str
    publisher: str
    url: str
    terms: str
    credit: str
    published: str
    languages: tuple[str, ...]
    base_language: str
    digest: str
    counts: dict[str, int]
    started: datetime
    ready: datetime | None


def releases() -> list[ReleaseInfo]:
    """Return every release that was ever loaded, newest first per source."""
    return [_info(release) for release in Release.objects.order_by("source", "-pk")]


def releases_in_force() -> list[ReleaseInfo]:
    """Return the release in force of each source that has one, by source."""
    newest = {release.source: release for release in Release.objects.filter(state="ready").order_by("pk")}
    return [_info(newest[source]) for source in sorted(newest)]


def release_in_force(source: str) -> ReleaseInfo | None:
    """Return the release in force of one source, or nothing."""
    release = Release.objects.filter(source=source, state="ready").order_by("-pk").first()
    return _info(release) if release else None


def catalogue_id() -> int | None:
    """Return the id of the embedded catalogue in force, None before it is loaded: no row is of it then."""
    release = release_in_force("catalogue")
    return release.id if release else None


def framework() -> ReleaseInfo | None:
    """Return the release that gives occupations and skills: ESCO when in force, else the embedded catalogue."""
    found = {release.source: release for release in releases_in_force()}
    return next((found[source] for source in FRAMEWORKS if source in found), None)


def fingerprint(*sources: str) -> str:
    """Return a short text that changes exactly when a release in force of these sources (of all, if none) changes."""
    rows = Release.objects.filter(state="ready").order_by("pk").values_list("source", "pk", "digest")
    newest = {
        source: f"{source}-{key}-{digest[:12]}" for source, key, digest in rows if not sources or source in sources
    }
    return "_".join(newest[source] for source in sorted(newest)) or "nothing"


def _info(release: Release) -> ReleaseInfo:
    return ReleaseInfo(
        id=release.pk,
        source=release.source,
        version=release.version,
        state=release.state,
        title=release.title,
        publisher=release.publisher,
        url=release.url,
        terms=release.terms,
        credit=release.credit,
        published=release.published,
        languages=tuple(release.languages),
        base_language=release.base_language,
        digest=release.digest,
        counts=dict(release.counts),
        started=release.started,
        ready=release.ready,
    )
