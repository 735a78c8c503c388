"""Brings files of a firm's administration in: everything or nothing, the same file twice changes nothing.

A trial does all of it and takes it back, so that what it says is what would happen. Who is not in a file stays: nobody
leaves a firm by a file.
"""

from collections import Counter
from collections.abc import Callable, Mapping
from dataclasses import asdict, dataclass, field
from typing import Any
from uuid import UUID

from django.db import transaction

from wending.ledger.actions.record import record
from wending.ledger.rules.actor import Actor
from wending.work.models import Colleague, Opening, Team, TeamPlace, TrainingLine
from wending.work.queries.scope import here_now, managed_firm
from wending.work.rules.exchange import Finding, OpeningRow, Outcome, PersonRow, Reading, TrainingRow


@transaction.atomic
def import_people(*, by: Actor, read: Reading[PersonRow], is_trial: bool) -> Outcome:
    """Bring people in: found again by their address, else by their name where one person has it."""
    firm = managed_firm(by)
    known, told = _Known(firm), _Told(list(read.findings))
    for one in () if read.is_refused else read.rows:
        problem = known.problem(one)
        if problem:
            told.findings.append(Finding(one.line, problem, one.name))
            continue
        row = known.find(one)
        is_new = row is None
        if row is None:
            row = Colleague.objects.create(organisation_id=firm, name=one.name, email=one.email, hours=one.hours)
        is_changed = known.put_in_team(one, row)
        hours = row.hours if one.hours is None else one.hours
        fresh = {"name": one.name, "email": one.email or row.email, "hours": hours}
        if any(getattr(row, name) != value for name, value in fresh.items()):
            Colleague.objects.filter(pk=row.pk).update(**fresh)
            is_changed = True
        told.note(one.name, is_new=is_new, is_changed=is_changed)
    return _done(by, told.outcome(read.is_refused), is_trial)


class _Known:
    """The people and teams of a firm, read once."""

    def __init__(self, firm: UUID) -> None:
        self.firm = firm
        here = list(Colleague.objects.filter(here_now(), organisation=firm).select_for_update())
        self.by_mail = {row.email.lower(): row for row in here if row.email}
        self.by_name = {row.name.casefold(): row for row in here}
        self.names = Counter(row.name.casefold() for row in here)
        self.teams = {row.name.casefold(): row for row in Team.objects.filter(here_now(), organisation=firm)}
        self.places = set(TeamPlace.objects.filter(team__organisation=firm).values_list("team", "colleague"))
        self.seen: set[str] = set()

    def problem(self, one: PersonRow) -> str:
        """Return the code of why a row cannot be placed, or ""."""
        key, name = one.email or one.name.casefold(), one.name.casefold()
        if key in self.seen:
            return "again"
        self.seen.add(key)
        return "same_name" if not one.email and self.names[name] > 1 else ""

    def find(self, one: PersonRow) -> Colleague | None:
        """Return who a row is about: by address, else by a name that one person has whose address is not another."""
        if one.email in self.by_mail:
            return self.by_mail[one.email]
        alone = self.by_name.get(one.name.casefold()) if self.names[one.name.casefold()] == 1 else None
        return alone if alone is not None and not (one.email and alone.email) else None

    def put_in_team(self, one: PersonRow, row: Colleague) -> bool:
        """Put somebody in the team a row names, which is made where it is not there; return whether that is new."""
        if not one.team:
            return False
        team = self.teams.get(one.team.casefold())
        if team is None:
            team = self.teams[one.team.casefold()] = Team.objects.create(organisation_id=self.firm, name=one.team)
        if (team.pk, row.pk) in self.places:
            return False
        TeamPlace.objects.create(team=team, colleague=row)
        self.places.add((team.pk, row.pk))
        return True


@dataclass
class _Told:
    """Gathers what a file changes."""

    findings: list[Finding]
    new: list[str] = field(default_factory=list)
    changed: list[str] = field(default_factory=list)
    same: int = 0

    def note(self, name: str, *, is_new: bool, is_changed: bool) -> None:
        """Count one row."""
        if is_new:
            self.new.append(name)
        elif is_changed:
            self.changed.append(name)
        else:
            self.same += 1

    def outcome(self, is_refused: bool) -> Outcome:
        """Return all of it."""
        return Outcome(tuple(self.new), tuple(self.changed), self.same, tuple(self.findings), is_refused)


@transaction.atomic
def import_openings(*, by: Actor, read: Reading[OpeningRow], is_trial: bool) -> Outcome:
    """Bring openings in by their reference; new ones wait as drafts, so that nothing is published by a file."""
    firm = managed_firm(by)
    known = {row.reference: row for row in Opening.objects.filter(organisation=firm).exclude(reference="")}
    return _import(by, read, known, Opening.objects.create, is_trial)


@transaction.atomic
def import_training(*, by: Actor, read: Reading[TrainingRow], is_trial: bool) -> Outcome:
    """Bring lines of the training plan in by their reference."""
    firm = managed_firm(by)
    known = {row.reference: row for row in TrainingLine.objects.filter(organisation=firm).exclude(reference="")}
    return _import(by, read, known, TrainingLine.objects.create, is_trial)


def _import(
    by: Actor,
    read: Reading[OpeningRow] | Reading[TrainingRow],
    known: Mapping[str, Any],
    make: Callable[..., object],
    is_trial: bool,
) -> Outcome:
    told = _Told(list(read.findings))
    seen: set[str] = set()
    for one in () if read.is_refused else read.rows:
        values = asdict(one)
        line, reference = values.pop("line"), values["reference"]
        if reference in seen:
            told.findings.append(Finding(line, "again", reference))
            continue
        seen.add(reference)
        row = known.get(reference)
        is_changed = row is not None and any(getattr(row, name) != value for name, value in values.items())
        if row is None:
            make(organisation_id=managed_firm(by), **values)
        elif is_changed:
            for name, value in values.items():
                setattr(row, name, value)
            row.version += 1
            row.save()
        told.note(values.get("title") or values["what"], is_new=row is None, is_changed=is_changed)
    return _done(by, told.outcome(read.is_refused), is_trial)


def _done(by: Actor, outcome: Outcome, is_trial: bool) -> Outcome:
    """Take everything back where it was a trial; else write down that a file came in."""
    if is_trial:
        transaction.set_rollback(True)
    elif outcome.new or outcome.changed:
        record(by=by, verb="brought-firm-file", thing="work.exchange")
    return outcome
