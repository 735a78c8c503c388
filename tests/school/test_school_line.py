"""The line of one school: begun from the default, changed by its staff, its picture, and who may not."""

from datetime import timedelta
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from tests.accounts.factories import actor, make_member, sign_in
from tests.school.people import make_school, make_staff, staff_row
from wending.accounts.models import Membership
from wending.accounts.rules.roles import Role
from wending.dossier.rules.reflection import Competence
from wending.kit.versions import Stale
from wending.school.actions.lines import begin_line, change_part, drop_phase
from wending.school.models import LineChange, LinePart
from wending.school.queries.lines import default_line, default_moments, line_page, part_row, parts_of
from wending.school.rules.line import gaps_and_doubles
from wending.school.rules.line_part import Part, content_of, default_part, line_of, part_of, picture
from wending.school.rules.terms import PHASES

pytestmark = pytest.mark.django_db
VMBO = "vmbo-bovenbouw"


def begun(role: Role = Role.PROFESSIONAL) -> Membership:
    who = make_staff(role, make_school())
    assert begin_line(by=actor(who), phases=[VMBO]) == 2
    return who


def with_goals(who: Membership, year: int, **goals: tuple[str, ...]) -> Part:
    row = part_row(actor(who), VMBO, year)
    assert row
    part = part_of(VMBO, year, row.content)
    changed = {one: goals.get(one.value, part.goals[one]) for one in Competence}
    part = Part(VMBO, year, changed, part.lessons, part.talks, part.moments, part.own_moments, part.evidence)
    change_part(by=actor(who), part=part, version=row.version)
    return part


def test_default_parts_together_are_the_default_line() -> None:
    parts = [default_part(default_line(), phase, year) for phase in PHASES for year in PHASES[phase].years]
    kept = [part_of(part.phase, part.year, content_of(part)) for part in parts]
    assert kept == parts
    again = line_of(parts, default_moments())
    assert sorted(map(repr, again.goals)) == sorted(map(repr, default_line().goals))
    assert sorted(map(repr, again.moments)) == sorted(map(repr, default_line().moments))
    assert sorted(map(repr, again.talks)) == sorted(map(repr, default_line().talks))


def test_begin_line_twice_changes_nothing_that_is_there() -> None:
    who = begun()
    with_goals(who, 3, work=("Ik kan iets eigens.",))
    assert begin_line(by=actor(who), phases=[VMBO, "mbo-1-2"]) == 2
    row = part_row(actor(who), VMBO, 3)
    assert row
    assert row.content["goals"]["work"] == ["Ik kan iets eigens."]


def test_change_part_keeps_history_and_refuses_a_stale_version() -> None:
    who = begun(Role.TEACHER)
    part = with_goals(who, 3, work=("Ik kan iets.",))
    with pytest.raises(Stale) as newer:
        change_part(by=actor(who), part=part, version=1)
    assert newer.value.version == 2
    assert newer.value.now.content["goals"]["work"] == ["Ik kan iets."]
    row = part_row(actor(who), VMBO, 3)
    assert row
    assert [(one.version, one.by) for one in row.changes.order_by("version")] == [(1, who.person), (2, who.person)]
    who.person.delete()
    assert {one.by for one in LineChange.objects.all()} == {None}


def test_line_of_a_school_is_for_its_staff_of_now_only() -> None:
    who = begun()
    school = who.organisation
    gone = make_staff(Role.TEACHER, school, name="Cas")
    row = staff_row(gone)
    row.ended = timezone.localdate() - timedelta(days=1)
    row.save()
    part = default_part(default_line(), VMBO, 3)
    unlisted = make_member(Role.MENTOR, school, "Niet in de lijst")
    for no in (gone, unlisted, make_staff(Role.MANAGER, make_school("De Brug")), make_member(Role.LEARNER, school)):
        assert parts_of(actor(no)) == []
        assert change_part(by=actor(no), part=part, version=1) is None
        assert not drop_phase(by=actor(no), phase=VMBO)
    for yes in (Role.TEACHER, Role.MENTOR, Role.PROFESSIONAL):
        assert len(parts_of(actor(make_staff(yes, school, name=yes.value)))) == 2


def test_line_page_shows_gaps_and_doubles_with_lessons_that_fit() -> None:
    who = begun()
    with_goals(who, 3, work=("Ik kan een werkplek beschrijven.",), people=())
    with_goals(who, 4, work=("Ik kan een werkplek beschrijven.",))
    page = line_page(actor(who))
    (row,) = page["rows"]
    cells = {one["cell"].competence: one["cell"] for one in row["cells"]}
    assert (cells[Competence.WORK].fill, cells[Competence.WORK].doubles) == ("full", 1)
    assert (cells[Competence.PEOPLE].fill, cells[Competence.PEOPLE].without) == ("partly", (3,))
    gap, double = page["todos"]
    assert not gap.is_double
    assert double.is_double
    assert len(gap.lessons) == 3
    for lesson in gap.lessons:
        assert VMBO in lesson.activity.phases
        assert Competence.PEOPLE in lesson.activity.competences


def test_picture_of_nothing_is_empty_cells() -> None:
    line = line_of([], {})
    (row,) = picture(line, gaps_and_doubles(line), {}, [VMBO])
    assert [(cell.fill, cell.goals, cell.without) for cell in row] == [("empty", 0, (3, 4))] * 5


def posted(row: LinePart, **changes: str) -> dict[str, Any]:
    content = row.content
    told: dict[str, Any] = {f"goals_{key}": "\n".join(goals) for key, goals in content["goals"].items()}
    told |= {"version": row.version, "moments": content["moments"], "evidence": content["evidence"]}
    told["talks"] = "\n".join(": ".join(talk) for talk in content["talks"])
    return told | {"own_moments": ""} | changes


def test_page_of_a_part_saves_lines_and_shows_a_newer_version_beside_ones_own(client: Client) -> None:
    who = begun()
    sign_in(client, who)
    row = part_row(actor(who), VMBO, 3)
    assert row
    address = reverse("school:line_part", args=[VMBO, 3])
    told = posted(row, goals_work="Ik kan een machine noemen.\n\n", lessons_work="klacht-op-de-balie")
    assert client.post(address, told).status_code == 302
    row.refresh_from_db()
    assert row.content["goals"]["work"] == ["Ik kan een machine noemen."]
    assert row.content["lessons"]["work"] == ["klacht-op-de-balie"]
    page = client.post(address, told | {"goals_work": "Ik kan iets anders."}).content.decode()
    assert "Iemand anders wijzigde dit intussen" in page
    assert "Ik kan een machine noemen." in page
    assert "Ik kan iets anders." in page
    assert client.post(address, told | {"version": 2, "goals_work": "Ik kan iets anders."}).status_code == 302


def test_page_of_a_part_tells_which_line_lacks_a_colon(client: Client) -> None:
    who = begun()
    row = part_row(actor(who), VMBO, 3)
    assert row
    address = reverse("school:line_part", args=[VMBO, 3])
    page = sign_in(client, who).post(address, posted(row, talks="leerling en mentor")).content.decode()
    assert "Zet een dubbele punt in deze regel: “leerling en mentor”." in page


def test_page_of_a_line_asks_few_queries(client: Client, django_assert_max_num_queries: Any) -> None:
    who = make_staff(Role.PROFESSIONAL, make_school())
    begin_line(by=actor(who), phases=list(PHASES))
    sign_in(client, who)
    with django_assert_max_num_queries(25):
        page = client.get(reverse("school:line")).content.decode()
    assert "Elk jaar heeft voor elke competentie een doel en een gesprek." in page
