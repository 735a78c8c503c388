"""Fixtures for all tests: plain static files, and the real reference data where it is present."""

import os
from pathlib import Path
from typing import Any

import pytest
from django.db import connection
from django.utils import translation
from hypothesis import HealthCheck
from hypothesis import settings as bounds
from pytest_django.fixtures import Settings

# Properties test laws, not the speed of a machine that may be busy. The checking machine tries the same cases each
# time, so that a run tells of the change it checks; everybody else tries new ones.
bounds.register_profile(
    "wending",
    deadline=None,
    suppress_health_check=[HealthCheck.too_slow],
    derandomize="CI" in os.environ,
)
bounds.load_profile("wending")

ROOT = Path(__file__).resolve().parents[1]
SHARED = ROOT.parent / "shared" / "data"


DATABASE_FIXTURES = {"db", "transactional_db", "live_server"}


def pytest_collection_modifyitems(config: pytest.Config, items: list[pytest.Item]) -> None:
    """On PostgreSQL repeat only the tests that use the database: the others are the same there."""
    if not os.environ.get("DATABASE_URL", "").startswith("postgres"):
        return
    uses = [
        item
        for item in items
        if item.get_closest_marker("django_db") or DATABASE_FIXTURES & set(getattr(item, "fixturenames", ()))
    ]
    config.hook.pytest_deselected(items=[item for item in items if item not in set(uses)])
    items[:] = uses


@pytest.fixture(scope="session")
def shared_data() -> Path:
    """Folder with the real ESCO and O*NET files; skips where it is absent."""
    if not SHARED.is_dir():
        pytest.skip(f"the real reference data is not beside the project ({SHARED})")
    return SHARED


@pytest.fixture(autouse=True)
def _plain_static_files(settings: Settings) -> None:
    """Name static files as they are: the fingerprinted names exist only after the files were collected."""
    plain = {"BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"}
    settings.STORAGES = {**settings.STORAGES, "staticfiles": plain}


@pytest.fixture(autouse=True)
def _dutch() -> None:
    """Begin each test in Dutch: a page asked for in English leaves its language behind."""
    translation.activate("nl")


def pytest_sessionfinish(session: pytest.Session, exitstatus: int) -> None:
    """With WENDING_NO_SKIPS=1 a skipped test fails the run: on the checking machine everything is there."""
    reporter = session.config.pluginmanager.get_plugin("terminalreporter")
    if os.environ.get("WENDING_NO_SKIPS") == "1" and reporter and reporter.stats.get("skipped"):
        session.exitstatus = pytest.ExitCode.TESTS_FAILED


class _OwnTransaction:
    """The connection as a site sees it: the transaction that a test puts around everything does not count."""

    def __init__(self, real: Any, outer: int) -> None:
        self.real, self.outer = real, outer

    @property
    def in_atomic_block(self) -> bool:
        """Whether the code under test opened a transaction itself: a savepoint within that of the test."""
        return self.real.in_atomic_block and len(self.real.atomic_blocks) > self.outer

    def __getattr__(self, name: str) -> Any:
        return getattr(self.real, name)


@pytest.fixture(autouse=True)
def _acts_open_their_own_transaction(request: pytest.FixtureRequest, monkeypatch: pytest.MonkeyPatch) -> None:
    """An act that writes into the ledger without a transaction of its own fails here as it would on a site."""
    if request.node.get_closest_marker("django_db") is None:
        return
    request.getfixturevalue("_django_db_helper")
    seen = _OwnTransaction(connection, len(connection.atomic_blocks))
    monkeypatch.setattr("wending.ledger.actions.record.connection", seen)
