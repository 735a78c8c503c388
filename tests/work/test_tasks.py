"""Work as tasks, written together: nobody's words are lost, and nobody writes for another team."""

from decimal import Decimal

import pytest
from django.core.exceptions import PermissionDenied, ValidationError
from django.urls import reverse

from tests.accounts.factories import actor, make_person, sign_in
from tests.work.people import make_colleague, make_firm, make_manager, make_task, make_team
from wending.kit.versions import Stale
from wending.work.actions.tasks import StepText, TaskText, add_named_tasks, remove_task, save_steps, save_task
from wending.work.models import Authorisation, Task
from wending.work.queries.carving import carvings_of
from wending.work.queries.firm import tasks_of

pytestmark = pytest.mark.django_db


@pytest.fixture
def team():
    return make_team(make_firm())


@pytest.fixture
def sam(team):
    return make_colleague(account=make_person("Sam"), team=team, hours=24)


def text(**more):
    told = {"name": "Bakken", "times": Decimal(5), "minutes": 60, "physical": 1, "mental": 0, "most_weeks": 2}
    return TaskText(**{**told, "is_learnable": True, **more})


def test_save_task_keeps_what_it_asks_and_who_wrote(team, sam):
    stranger = make_colleague(make_firm("Buren"))
    foreign = Authorisation.objects.create(organisation=stranger.organisation, name="Kraan")
    told = text(
        skills=(("kneden", "uri:k"), ("kneden", "")),
        doers=frozenset({sam.pk, stranger.pk}),
        authorisations=frozenset({foreign.pk}),
    )

    made = save_task(by=actor(sam.account), team=team.pk, told=told)

    assert made.hours == 5
    assert made.changed_by == sam.account
    assert [row.name for row in made.skills.all()] == ["kneden"]
    assert list(made.doers.all()) == [sam]
    assert not made.authorisations.exists()


def test_save_task_over_a_newer_version_saves_nothing(team, sam):
    made = save_task(by=actor(sam.account), team=team.pk, told=text())
    save_task(by=actor(sam.account), team=team.pk, task=made.pk, version=1, told=text(name="Een"))

    with pytest.raises(Stale) as stale:
        save_task(by=actor(sam.account), team=team.pk, task=made.pk, version=1, told=text(name="Twee"))

    assert stale.value.version == 2
    assert Task.objects.get().name == "Een"


def test_tasks_of_another_team_do_not_exist(team, sam):
    other = make_team(sam.organisation, "Ander")
    task = make_task(other)
    by = actor(sam.account)

    assert not tasks_of(by, other.pk).exists()
    assert not remove_task(by=by, task=task.pk)
    with pytest.raises(PermissionDenied):
        save_task(by=by, team=other.pk, told=text())
    with pytest.raises(PermissionDenied):
        save_task(by=by, team=team.pk, task=task.pk, version=1, told=text())
    with pytest.raises(PermissionDenied):
        add_named_tasks(by=by, team=other.pk, names=["x"])
    with pytest.raises(PermissionDenied):
        save_steps(by=by, task=task.pk, steps=[], version=1)


def test_add_named_tasks_once_and_at_most_twenty_five(team, sam):
    by = actor(sam.account)
    assert add_named_tasks(by=by, team=team.pk, names=["bakken", "Bakken ", "Vegen", ""]) == 2
    assert sorted(Task.objects.values_list("name", flat=True)) == ["Bakken", "Vegen"]
    with pytest.raises(ValidationError):
        add_named_tasks(by=by, team=team.pk, names=[str(number) for number in range(25)])


def test_page_of_a_task_keeps_what_was_typed_over_a_newer_version(client, team, sam):
    task = make_task(team, doers=[sam])
    sign_in(client, sam.account)
    address = reverse("work:task", args=[team.pk, task.pk])
    data = {"name": "Getypt", "times": "2", "minutes": "30", "physical": "0", "mental": "0", "version": "1"}
    Task.objects.filter(pk=task.pk).update(version=4, name="Van een ander")

    answer = client.post(address, data)

    assert answer.status_code == 409
    page = answer.content.decode()
    assert 'value="Getypt"' in page
    assert "Van een ander" in page
    assert client.post(address, {**data, "version": "4"}).status_code == 302
    assert Task.objects.get().name == "Getypt"


def test_page_of_a_task_looks_for_skills_without_saving(client, team, sam, monkeypatch):
    from wending.work.queries.proposals import Proposed

    monkeypatch.setattr("wending.work.queries.proposals.skills_for", lambda *told: [Proposed("deeg kneden", "uri:d")])
    task = make_task(team)
    sign_in(client, sam.account)
    data = {"name": "Getypt", "find": "1", "words": "deeg"}

    page = client.post(reverse("work:task", args=[team.pk, task.pk]), data).content.decode()

    assert 'value="uri:d|deeg kneden"' in page
    assert 'value="Getypt"' in page
    assert Task.objects.get().name == "Bakken"


def test_save_steps_asks_a_whole_and_knows_only_what_the_task_asks(team, sam):
    task = make_task(team, skills=["kneden"])
    by = actor(sam.account)

    with pytest.raises(ValidationError):
        save_steps(by=by, task=task.pk, steps=[StepText("a", 60), StepText("b", 30)], version=1)
    save_steps(by=by, task=task.pk, steps=[StepText("a", 60, ("kneden", "x")), StepText("b", 40)], version=1)

    assert [step.skills for step in task.steps.order_by("pk")] == [["kneden"], []]


def test_carvings_of_tells_who_could_do_the_part_that_does_not_ask_it(team, sam):
    baker = make_colleague(team=team, name="Bas", hours=8)
    task = make_task(team, skills=["kneden"], doers=[baker], hours=16)
    by = actor(sam.account)
    assert carvings_of(by, team.pk) == []
    save_steps(by=by, task=task.pk, steps=[StepText("wegen", 50), StepText("kneden", 50, ("kneden",))], version=1)

    found = carvings_of(by, team.pk)

    assert [(one.part, one.rest, one.able, one.short_hours) for one in found] == [
        (("wegen",), ("kneden",), ("Noor",), 0)
    ]
    assert carvings_of(actor(make_manager()), team.pk) is None


def test_list_of_tasks_asks_the_same_of_the_database_for_many(client, team, sam, django_assert_max_num_queries):
    sign_in(client, sam.account)
    for number in range(25):
        make_task(team, f"T{number}", doers=[sam], skills=["a", "b"])
    with django_assert_max_num_queries(30):
        client.get(reverse("work:tasks", args=[team.pk]))
