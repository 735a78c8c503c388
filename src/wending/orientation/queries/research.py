"""What a kept profile can tell a study: the level and field of schooling, as of the day it last changed."""

from collections.abc import Iterator
from typing import Any

from django.utils import timezone

from wending.accounts.queries.research import batches
from wending.accounts.rules.consent import Part
from wending.accounts.rules.research import CovariateSeen, Given, Seen
from wending.orientation.models import KeptProfile
from wending.orientation.rules.profile import profile_from_json

READS: dict[Any, tuple[str, ...]] = {KeptProfile: ("content", "changed")}
TELLS = {"education_level": Part.PROFILE, "education_field": Part.PROFILE}


def seen(given: Given) -> Iterator[Seen]:
    """Yield what was told of schooling by who lets their profile be seen."""
    for people in batches(given.of(Part.PROFILE)):
        rows = KeptProfile.objects.filter(person__in=people).values_list("person", *READS[KeptProfile])
        for person, content, changed in rows:
            profile, on = profile_from_json(content), timezone.localtime(changed).date()
            if on > given.until:
                continue
            if profile.education_level:
                yield CovariateSeen(person, "education_level", profile.education_level, on)
            if profile.education_field:
                yield CovariateSeen(person, "education_field", profile.education_field, on)
