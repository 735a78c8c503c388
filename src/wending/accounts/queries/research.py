"""Who lets a research office use which part of their record, and what the domains above can tell of them.

A domain tells in `seen` of its `queries/research.py`. There stand too: `READS`, the fields it reads, each of which says
in its `personal` that it is in research; `TELLS`, of which part each outcome and covariate is; `APPROACHES`, what of
it can be an approach. Exposure is always of `EXPOSURE`.
"""

from collections.abc import Iterator
from uuid import UUID

from django.db.models import Q
from django.utils import timezone

from wending.accounts.models import Consent, Person
from wending.accounts.queries.consents import in_force
from wending.accounts.queries.providers import providers
from wending.accounts.rules.consent import RENEWABLE, Part, Purpose
from wending.accounts.rules.research import Exposure, Given, OutcomeSeen, Seen

BATCH = 5000
EXPOSURE = Part.EXPERIENCE


def given_for_research(office: UUID, *, examples: bool = False, kept: bool = False) -> dict[Part, frozenset[UUID]]:
    """Return who lets a research office see which part now, for research and nothing else.

    Somebody who is below sixteen now counts only where a parent confirmed, whatever held when they gave it. Made-up
    people of a trial are never among others.

    kept: whose data may stay where they are, unused: also who did not withdraw but can still renew what ran out, or
    whose account is closed for a while.
    """
    today = timezone.localdate()
    day = today - RENEWABLE if kept else today
    is_grown = Q(person__sixteen_on=None) | Q(person__sixteen_on__lte=today) | Q(parent_confirmed__isnull=False)
    rows = Consent.objects.filter(
        in_force(day),
        is_grown,
        *([] if kept else [Q(person__is_active=True)]),
        purpose=Purpose.RESEARCH,
        to_organisation=office,
        to_person=None,
        person__is_example=examples,
    ).values_list("part", "person")
    found: dict[Part, set[UUID]] = {}
    for part, person in rows:
        found.setdefault(Part(part), set()).add(person)
    return {part: frozenset(people) for part, people in found.items()}


def all_seen(given: Given) -> Iterator[Seen]:
    """Yield what every domain can tell of who consented.

    Raises:
        PermissionError: a domain tells of somebody what they do not let be seen; nothing may be made of it.
    """
    parts = part_of_facts()
    for name, module in providers("research"):
        for fact in module.seen(given):
            if fact.person not in given.of(_part(fact, parts)):
                raise PermissionError(f"{name} tells what somebody did not consent to")
            yield fact


def part_of_facts() -> dict[str, Part]:
    """Return of which part each outcome and covariate is."""
    found: dict[str, Part] = {}
    for _name, module in providers("research"):
        found |= getattr(module, "TELLS", {})
    return found


def _part(fact: Seen, parts: dict[str, Part]) -> Part:
    if isinstance(fact, Exposure):
        return EXPOSURE
    return parts[fact.outcome if isinstance(fact, OutcomeSeen) else fact.covariate]


def all_approaches() -> dict[str, object]:
    """Return what of the platform can be an approach, with its words."""
    found: dict[str, object] = {}
    for _name, module in providers("research"):
        found |= getattr(module, "APPROACHES", {})
    return found


def ever_gave(office: UUID) -> frozenset[UUID]:
    """Return who ever gave a research office consent for research, as far as that is still known."""
    rows = Consent.objects.filter(purpose=Purpose.RESEARCH, to_organisation=office)
    return frozenset(rows.values_list("person", flat=True))


def ledger_keys(people: frozenset[UUID]) -> dict[UUID, str]:
    """Return the names of people in the ledger."""
    found: dict[UUID, str] = {}
    for some in batches(people):
        rows = Person.objects.filter(pk__in=some).values_list("pk", "ledger_key")
        found |= {person: str(key) for person, key in rows}
    return found


def batches(people: frozenset[UUID]) -> Iterator[list[UUID]]:
    """Yield people in batches that a database takes at once."""
    every = sorted(people)
    for start in range(0, len(every), BATCH):
        yield every[start : start + BATCH]
