"""The doors of a school choice and the facts behind them: which programmes a level may enter, its profiles, subjects.

`profile_choice` and `doubt` make pages of it.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property

from django.utils import timezone

from wending.orientation.queries.school_words import SUBJECT_NAMES
from wending.orientation.rules.doors import Choice, Door, doors, out_of_date
from wending.reference.queries.programmes import LevelItem, levels
from wending.reference.queries.steps import level_rules, programme_steps
from wending.reference.queries.subjects import SchoolProfileItem, school_profiles, subject_demands, subjects
from wending.reference.rules.steps import LevelRule, ProgrammeStep, SubjectDemand

# The levels from which people choose here, as their keys in the data.
VMBO = ("vmbo-bb", "vmbo-kb", "vmbo-gl", "vmbo-tl")
BY_PROFILE = ("havo", "vwo")
SCHOOL_LEVELS = (*VMBO, *BY_PROFILE)


@dataclass(frozen=True)
class Facts:
    """What is known of the choices from one level, in one language, read once for a page."""

    level: str
    lang: str

    @cached_property
    def day(self) -> str:
        """Today, yyyy-mm-dd."""
        return timezone.localdate().isoformat()

    @cached_property
    def all_programmes(self) -> list[ProgrammeStep]:
        """All programmes of regular education."""
        return programme_steps(self.lang)

    @cached_property
    def programmes(self) -> list[ProgrammeStep]:
        """The programmes that take people from this level; where profiles matter, without those of `always_open`."""
        aside = {one.id for one in self.always_open} if self.level in BY_PROFILE else set()
        return [one for one in self.all_programmes if self.level in one.entry and one.id not in aside]

    @cached_property
    def always_open(self) -> list[ProgrammeStep]:
        """The programmes of levels that are open as a whole, with any profile and any subjects."""
        holding = [one for one in self.demands if not out_of_date(one.since, one.until, self.day)]
        whole = {key for one in holding if not one.profile and not one.subjects for key in one.programmes}
        return [one for one in self.all_programmes if self.level in one.entry and one.level in whole]

    @cached_property
    def levels(self) -> dict[str, LevelItem]:
        """All levels of education by key, from low to high."""
        return {one.id: one for one in levels(self.lang)}

    @cached_property
    def rules(self) -> list[LevelRule]:
        """The rules of admission between levels."""
        return [rule for rule in level_rules(self.lang) if rule.is_between_levels]

    @cached_property
    def demands(self) -> list[SubjectDemand]:
        """The demands of subjects from this level."""
        return subject_demands(self.level)

    @cached_property
    def subjects(self) -> dict[str, str]:
        """The names of subjects by key."""
        return {one.id: str(SUBJECT_NAMES.get(one.id, one.name)) for one in subjects(self.lang)}

    @cached_property
    def profiles(self) -> list[SchoolProfileItem]:
        """The profiles of this level: NT, NG, EM, CM; others by key."""
        order = ("NT", "NG", "EM", "CM")
        found = school_profiles(self.lang, self.level)
        return sorted(found, key=lambda one: (order.index(short(one.id)) if short(one.id) in order else 4, one.id))

    def doors(self, profile: SchoolProfileItem | None = None, more: Sequence[str] = ()) -> list[Door]:
        """Return the doors of this level, with a profile and more subjects."""
        return doors(self.programmes, self.demands, self.choice(profile, more), self.day)

    def choice(self, profile: SchoolProfileItem | None, more: Sequence[str] = ()) -> Choice:
        """Return a profile and more subjects as a choice."""
        if profile is None:
            return Choice(self.level).adding(*more)
        groups = (*profile.required, *((profile.choose_one,) if profile.choose_one else ()))
        return Choice(self.level, profile.id, groups).adding(*more)


def short(profile: str) -> str:
    """Return the name of a profile that havo and vwo share, as it stands in addresses.

    >>> short("CM-HAVO")
    'CM'
    """
    return profile.removesuffix("-HAVO").removesuffix("-VWO")
