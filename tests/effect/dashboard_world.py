"""Large made-up organisations for tests of dashboards: enough people that figures may be shown."""

from datetime import UTC, date, datetime, timedelta

from tests.accounts.factories import make_member, make_person
from tests.guidance.factories import make_centre, make_kind
from wending.accounts.models import Membership, Organisation
from wending.accounts.rules.roles import Kind, Role
from wending.guidance.models import Appointment, Case, Centre, FollowUp
from wending.guidance.rules.follow_up import due_on
from wending.guidance.rules.words import State


def make_large_centre(
    name: str = "Werkplein Oost", people: int = 120, opened: date = date(2026, 7, 6), is_example: bool = False
) -> tuple[Centre, Membership]:
    """Return a centre with its manager: so many began in a quarter, half of whom talked after five days.

    As many ended fourteen weeks before and were asked after three months: a third works, a third does not, a third is
    silent. Lines take turns, and so do four professionals.
    """
    centre = make_centre(name)
    Organisation.objects.filter(pk=centre.organisation_id).update(is_example=is_example)
    kind = make_kind(centre)
    staff = [make_member(Role.PROFESSIONAL, centre.organisation, f"P{at}").person for at in range(4)]
    begins = datetime(opened.year, opened.month, opened.day, 10, tzinfo=UTC)
    talks, cases, asked = [], [], []
    for at in range(people):
        day = begins + timedelta(days=at % 40)
        talk = Appointment(
            centre=centre, kind=kind, professional=staff[at % 4], begins=day + timedelta(days=5),
            ends=day + timedelta(days=5, hours=1), state=State.MET if at % 2 else State.CANCELLED, name="X",
            language="nl" if at % 3 else "ar",
        )  # fmt: skip
        talks.append(talk)
        cases.append(Case(organisation=centre.organisation, responsible=staff[at % 4], client_name="X", question="X",
                          appointment=talk, line=("first", "second")[at // 8 % 2], opened=day))  # fmt: skip
        closed = day - timedelta(days=155)
        old = Case(organisation=centre.organisation, responsible=staff[at % 4], client_name="X", question="X",
                   line=("first", "second")[at // 3 % 2], state="closed", closed=closed)  # fmt: skip
        cases.append(old)
        doing = ("work", "seeking", "")[at % 3]
        asked.append(FollowUp(case=old, months=3, due=due_on(closed.date(), 3), sent=closed, doing=doing,
                              satisfied="5" if doing else "", step="yes" if at % 3 == 0 else "not-yet" if doing else "",
                              answered=closed if doing else None))  # fmt: skip
    Appointment.objects.bulk_create(talks)
    Appointment.objects.filter(centre=centre).update(made=begins)
    for talk in talks:
        Appointment.objects.filter(pk=talk.pk).update(made=talk.begins - timedelta(days=5))
    moments = {one.pk: (one.opened, one.closed) for one in cases}
    Case.objects.bulk_create(cases)
    for number, (moment, closed) in moments.items():
        Case.objects.filter(pk=number).update(opened=moment or (closed or begins) - timedelta(days=60))
    FollowUp.objects.bulk_create(asked)
    return centre, make_member(Role.MANAGER, centre.organisation, "Manager")


def make_manager(kind: Kind, organisation: Organisation) -> Membership:
    """Return somebody who leads an organisation."""
    return Membership.objects.create(person=make_person("Lead"), organisation=organisation, role=Role.MANAGER)
