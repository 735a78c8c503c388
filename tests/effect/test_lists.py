"""Lists of the effect office ask the database as often for thirty rows as for three."""

from typing import Any

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from tests.accounts.factories import actor, sign_in
from tests.effect.factories import make_approach, make_opened, make_plan, make_researcher, make_study
from tests.effect.test_report_evidence import told
from wending.effect.actions.evidence import add_evidence
from wending.effect.models import Run, Study
from wending.effect.rules.study import RunState

pytestmark = pytest.mark.django_db


def asked(client: Client, address: str) -> int:
    """Return how often a page asks the database, once what never changes was read."""
    client.get(address)
    with CaptureQueriesContext(connection) as queries:
        assert client.get(address).status_code == 200
    return len(queries)


def test_office_and_register_ask_as_often_for_many_studies_and_approaches(client: Client) -> None:
    who = make_researcher()
    noor = actor(who)
    sign_in(client, who)
    plan = make_plan(make_approach(noor).key)

    def more(count: int) -> None:
        for _number in range(count):
            Study.objects.filter(pk=make_study(noor, plan).pk).update(registered="2026-01-01T00:00Z")
            make_approach(noor)

    more(3)
    pages = [reverse("effect:research"), reverse("effect:register")]
    few = [asked(client, page) for page in pages]
    more(27)
    assert [asked(client, page) for page in pages] == few


def test_study_asks_as_often_for_many_runs_and_literature_for_many_studies(client: Client) -> None:
    who = make_researcher()
    sign_in(client, who)
    study, data = make_opened(actor(who))

    def more(first: int, count: int) -> None:
        for number in range(first, first + count):
            kept: dict[str, Any] = {"plan": study.plans.last(), "data_set": data, "state": RunState.DONE.value}
            Run.objects.create(study=study, answer={}, finished=study.opened, **kept)
            add_evidence(by=actor(who), told=told(number))

    more(0, 3)
    pages = [reverse("effect:study", args=[study.pk]), reverse("effect:literature")]
    few = [asked(client, page) for page in pages]
    more(3, 27)
    assert [asked(client, page) for page in pages] == few
