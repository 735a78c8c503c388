"""Whether someone can enter programmes from the level they have, with the names of the levels that come first."""

from collections.abc import Mapping
from dataclasses import dataclass

from wending.orientation.queries import study_words
from wending.orientation.rules.admission import admission, nlqf_number
from wending.reference.queries.programmes import levels
from wending.reference.queries.steps import level_rules


@dataclass(frozen=True, slots=True)
class OwnEntry:
    """Whether someone can enter: the status with its words, and the levels that come first when it is later."""

    status: str
    words: str
    via: list[str]


def own_entries(own: str, wanted: Mapping[str, str], lang: str) -> dict[str, OwnEntry]:
    """Return by key of a programme whether someone with the level `own` can enter; `wanted` maps keys to levels."""
    known = levels(lang)
    names = {one.id: one.name for one in known}
    nlqf = {one.id: number for one in known if (number := nlqf_number(one.nlqf)) is not None}
    rules = level_rules(lang)
    special = {key for rule in rules for key in rule.only_for}
    found: dict[tuple[str, str], OwnEntry] = {}
    for key, level in wanted.items():
        # All programmes of a level that no rule names have the same answer.
        if (case := (level, key if key in special else "")) not in found:
            one = admission(own, level, key, rules, nlqf)
            via = [names[before] for before in one.via]
            found[case] = OwnEntry(one.status, str(study_words.ADMISSION[one.status]), via)
    return {key: found[level, key if key in special else ""] for key, level in wanted.items()}
