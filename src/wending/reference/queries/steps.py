"""The steps of education: all programmes with where they come from and lead to, and which level gives entry to which.
For who looks further than one step; one programme by itself is in `queries.programmes`.
"""

from wending.reference.models import AdmissionRule, Programme
from wending.reference.queries.programme_facts import programme_facts
from wending.reference.queries.programmes import language_of
from wending.reference.queries.releases import catalogue_id
from wending.reference.rules.steps import LevelRule, ProgrammeStep


def programme_steps(lang: str) -> list[ProgrammeStep]:
    """Return the programmes of regular education by name."""
    rows = Programme.objects.filter(release=catalogue_id()).values_list("key", f"name_{language_of(lang)}")
    names = dict(rows)
    steps = [
        ProgrammeStep(
            id=one.id,
            name=names[one.id],
            sector=one.sector,
            level=one.level,
            entry=one.entry,
            requires=one.requires,
            occupations=one.occupations,
            selection=one.selection,
        )
        for one in programme_facts()
        if one.kind == "regular" and one.level
    ]
    return sorted(steps, key=lambda step: (step.name.casefold(), step.id))


def level_rules(lang: str) -> list[LevelRule]:
    """Return all rules of admission to levels, also those of other days, by key."""
    return [
        LevelRule(
            id=row.key,
            from_level=row.from_level,
            to_level=row.to_level,
            kind=row.kind,
            only_for=tuple(row.only_for.split()),
            condition=str(getattr(row, f"condition_{language_of(lang)}")),
            since=row.since,
            until=row.until,
            source=row.source,
            is_certain=row.is_certain,
        )
        for row in AdmissionRule.objects.filter(release=catalogue_id()).order_by("key")
    ]
