"""Everything the description allows, and much that it does not, sent to every operation: no failure, nothing that the
description does not tell. Runs on the database of DATABASE_URL, so also on PostgreSQL."""

from collections.abc import Iterator
from typing import Any

import pytest
import schemathesis
from django.conf import settings
from django.core.signals import request_finished, request_started
from django.core.wsgi import get_wsgi_application
from django.db import close_old_connections
from hypothesis import HealthCheck, Phase, given
from hypothesis import settings as bounds
from hypothesis import strategies as st
from schemathesis import GenerationMode
from schemathesis.checks import CHECKS, load_all_checks

from tests.reference.factories import CARER, COURIER, DRIVE, DRIVER, GIVE_CARE, LIFT, LISTEN, MEDICINES, NURSE, ROUTES
from wending.api.openapi import describe
from wending.api.root import api

pytestmark = pytest.mark.django_db
EXAMPLES = 40
CASES = [
    (path, method, mode)
    for path, operations in describe(api)["paths"].items()
    for method, operation in operations.items()
    for mode in GenerationMode
    # Without parameters and body there is nothing to ask wrongly.
    if mode is GenerationMode.POSITIVE or operation["parameters"] or "requestBody" in operation
]
LIMITS = bounds(
    max_examples=EXAMPLES,
    deadline=None,
    derandomize=True,
    database=None,
    phases=[Phase.explicit, Phase.generate],
    suppress_health_check=list(HealthCheck),
)


@pytest.fixture
def described(small: None) -> Iterator[Any]:
    """The description as the running application gives it."""
    load_all_checks()
    assert settings.API_RATE_PER_MINUTE == 0
    # As Django's own test client does: the connection holds the transaction of the test.
    signals = (request_started, request_finished)
    for signal in signals:
        signal.disconnect(close_old_connections)
    yield schemathesis.openapi.from_wsgi("/api/v1/openapi.json", app=get_wsgi_application())
    for signal in signals:
        signal.connect(close_old_connections)


@pytest.mark.parametrize(("path", "method", "mode"), CASES)
def test_operation_keeps_to_its_description(described: Any, path: str, method: str, mode: GenerationMode) -> None:
    checks = CHECKS.get_all()

    @given(case=described[path][method.upper()].as_strategy(generation_mode=mode))
    @LIMITS
    def ask(case: Any) -> None:
        # No schema tells which bytes are a document that can be read.
        excluded = [CHECKS.get_one("positive_data_acceptance")] if case.media_type == "multipart/form-data" else []
        case.call_and_validate(checks=checks, excluded_checks=excluded)

    ask()


@pytest.mark.parametrize(
    ("path", "method"),
    [("/occupations/{key}", "GET"), ("/skills/{key}", "GET"), ("/transitions", "GET"), ("/match", "POST")],
)
def test_operation_keeps_to_its_description_for_what_exists(described: Any, path: str, method: str) -> None:
    checks = CHECKS.get_all()
    answered = []

    @given(
        case=described[path][method].as_strategy(generation_mode=GenerationMode.POSITIVE),
        occupation=st.sampled_from([NURSE, CARER, DRIVER, COURIER]),
        skills=st.lists(st.sampled_from([GIVE_CARE, LISTEN, MEDICINES, DRIVE, ROUTES, LIFT])),
    )
    @LIMITS
    def ask(case: Any, occupation: str, skills: list[str]) -> None:
        if case.path_parameters:
            known = occupation if path.startswith("/occupations") else LISTEN
            case.path_parameters["key"] = known.rpartition("/")[2]
        if path == "/transitions":
            case.query["from"] = occupation
        if isinstance(case.body, dict):
            case.body["skills"] = [{"uri": uri} for uri in skills]
            case.body["occupations"] = [{"uri": occupation, "years": 2}]
        answered.append(case.call_and_validate(checks=checks).status_code)

    ask()
    assert set(answered) == {200}
