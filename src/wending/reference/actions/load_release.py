"""Loading a release: parse, plan, apply. It comes in force in one step when it is whole; until then, and whenever
anything goes wrong, the release in force stays. It does not know how sources are laid out: their parsers do.
"""

import errno
import logging
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from django.db import DatabaseError, transaction
from django.utils import timezone

from wending.reference.actions import release_ready
from wending.reference.actions.fill_release import clear_release, fill_release
from wending.reference.actions.lock_loading import lock_loading
from wending.reference.actions.read_sources import EXTRACT, read_sources
from wending.reference.actions.write_rows import note_sizes
from wending.reference.models import Region, Release
from wending.reference.queries.contents import contents as contents_in_force
from wending.reference.queries.releases import fingerprint, release_in_force
from wending.reference.rules.contents import Change, Contents, counts, difference, digest
from wending.reference.rules.notices import notices
from wending.reference.sources.terms import TERMS
from wending.reference.sources.whole import WHOLE

log = logging.getLogger(__name__)
Progress = Callable[[str], None]


class LoadFailed(Exception):
    """Writing went wrong for a reason outside the files, such as a full disk. The release in force is untouched."""


@dataclass(frozen=True, slots=True)
class Outcome:
    """What a load did or, when it was only planned, would do. `changes` is None when it was not asked for."""

    source: str
    version: str
    is_changed: bool
    is_applied: bool
    counts: dict[str, int]
    changes: list[Change] | None


def load_release(
    *,
    source: str,
    files: Sequence[Path] = (),
    version: str = "",
    published: str = "",
    columns: Mapping[str, str] | None = None,
    plan_only: bool = False,
    progress: Progress = lambda _: None,
) -> Outcome:
    """Load files of one source as a new release, or with `plan_only` say what would change and write nothing.

    ESCO files of the version in force add their languages to it. Contents equal to those in force change nothing.
    Without files it is what comes with Wending, which does not replace a whole table that is in force.
    `published` is the day, month or year of this edition, where it is not one we know; `columns` as in `read_sources`.
    Raises BadInput for files that are refused, LoadingIsLocked, and LoadFailed.
    """
    current = release_in_force(source)
    if source in WHOLE and not files and current and not current.version.startswith(EXTRACT):
        progress(f"{source} {current.version} is whole: the extract that comes with Wending does not replace it")
        return Outcome(source, current.version, False, False, current.counts, [] if plan_only else None)
    reading = {"source": source, "files": files, "version": version, "columns": columns}
    if plan_only:
        return _load(reading, published, plan_only=True, progress=progress)
    with lock_loading():
        try:
            _clean()
            outcome = _load(reading, published, plan_only=False, progress=progress)
        except (DatabaseError, OSError) as error:
            raise LoadFailed(_reason(error)) from error
        if outcome.is_changed:
            _tell(source, progress)
            try:
                _clean()
            except DatabaseError as error:
                progress(f"the next load will remove the rows of the older release: {error}")
        return outcome


def _load(reading: dict[str, Any], published: str, *, plan_only: bool, progress: Progress) -> Outcome:
    """Parse, plan, apply. The records go out of memory when this ends, before others build upon the release."""
    progress("reading " + (", ".join(file.name for file in reading["files"]) or reading["source"]))
    version, contents = read_sources(**reading)
    known = Region.objects.filter(release__state=Release.State.READY).values_list("code", flat=True)
    for remark in notices(contents, set(known)):
        progress(f"look at this: {remark}")
    outcome = _outcome(version, contents, plan_only=plan_only, progress=progress)
    if outcome.is_applied:
        _apply(version, published, contents, progress)
    return outcome


def _outcome(version: str, contents: Contents, *, plan_only: bool, progress: Progress) -> Outcome:
    progress("comparing with the release in force")
    current = release_in_force(contents.source)
    is_changed = current is None or current.digest != digest(contents) or current.version != version
    changes = None
    if plan_only:
        changes = difference(contents_in_force(current.id) if current else None, contents)
    return Outcome(contents.source, version, is_changed, is_changed and not plan_only, counts(contents), changes)


def _apply(version: str, published: str, contents: Contents, progress: Progress) -> None:
    source = contents.source
    terms = TERMS[source]
    release = Release.objects.create(
        source=source,
        version=version,
        title=terms.title,
        publisher=terms.publisher,
        url=terms.url,
        terms=terms.terms,
        credit=terms.credit.format(version=version),
        published=published or terms.published.get(version, ""),
        languages=contents.languages,
        base_language=contents.base_language,
        digest=digest(contents),
        counts=counts(contents),
    )
    fill_release(release_id=release.pk, contents=contents, progress=progress)
    note_sizes()
    with transaction.atomic():
        Release.objects.filter(source=source, state=Release.State.READY).update(state=Release.State.RETIRED)
        Release.objects.filter(pk=release.pk).update(state=Release.State.READY, ready=timezone.now())
    progress(f"{source} {version} is in force")


def _tell(source: str, progress: Progress) -> None:
    """Let upper storeys rebuild what they derive; their trouble does not undo the release."""
    progress("rebuilding what is derived from it")
    for receiver, answer in release_ready.send_robust(sender=Release, source=source, fingerprint=fingerprint()):
        if isinstance(answer, Exception):
            log.error("%r failed after the release of %s", receiver, source, exc_info=answer)
            progress(f"the release is in force, but a rebuild failed: {answer}")


def _clean() -> None:
    """Remove the rows of retired releases, and all of what a killed load left behind."""
    for release in Release.objects.exclude(state=Release.State.READY).order_by("pk"):
        clear_release(release_id=release.pk)
        if release.state == Release.State.IMPORTING:
            release.delete()


def _reason(error: Exception) -> str:
    text = str(error).strip().splitlines()[0] if str(error).strip() else type(error).__name__
    is_full = "is full" in text or "No space left" in text or getattr(error, "errno", None) == errno.ENOSPC
    is_bare = "no such table" in text or "does not exist" in text
    advice = "Nothing was put in force: mend that and load again."
    if is_full:
        advice = "The disk is full: free some space and load again."
    elif is_bare:
        advice = "The database has no tables yet: run migrate first."
    return f"{text}. {advice} The release in force is untouched."
