"""The steps of education: all programmes with where they come from and lead to, and which level gives entry to which.
For who looks further than one step; one programme by itself is in `queries.programmes`.
"""

from collections import defaultdict

from wending.reference.models import AdmissionRule, Programme, ProgrammeOccupation
from wending.reference.queries.programmes import LANGUAGES
from wending.reference.queries.releases import release_in_force
from wending.reference.rules.steps import LevelRule, ProgrammeStep


def programme_steps(lang: str) -> list[ProgrammeStep]:
    """Return the programmes of regular education by name."""
    release = release_in_force("catalogue")
    leads: dict[int, list[str]] = defaultdict(list)
    found = ProgrammeOccupation.objects.filter(programme__release=release.id if release else None)
    for key, uri in found.order_by("occupation__uri").values_list("programme_id", "occupation__uri"):
        leads[key].append(uri)
    rows = Programme.objects.filter(release=release.id if release else None, kind="regular").exclude(level="")
    steps = [
        ProgrammeStep(
            id=row.key,
            name=str(getattr(row, f"name_{lang if lang in LANGUAGES else LANGUAGES[0]}")),
            sector=row.sector,
            level=row.level,
            entry=tuple(row.entry.split()),
            requires=tuple(row.requires.split()),
            occupations=tuple(leads[row.pk]),
            selection=row.selection,
        )
        for row in rows
    ]
    return sorted(steps, key=lambda step: (step.name.casefold(), step.id))


def level_rules(lang: str) -> list[LevelRule]:
    """Return the rules by which a diploma of one level gives entry to another, also those of other days, by key."""
    release = release_in_force("catalogue")
    rows = AdmissionRule.objects.filter(
        release=release.id if release else None, kind__in=("right", "condition"), only_for=""
    )
    return [
        LevelRule(
            id=row.key,
            from_level=row.from_level,
            to_level=row.to_level,
            kind=row.kind,
            condition=str(getattr(row, f"condition_{lang if lang in LANGUAGES else LANGUAGES[0]}")),
            since=row.since,
            until=row.until,
            source=row.source,
            is_certain=row.is_certain,
        )
        for row in rows.exclude(from_level="").order_by("key")
    ]
