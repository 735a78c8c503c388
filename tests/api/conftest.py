"""Small data for the tests of REST, and a client like the world: no forgery token, failures come back as answers."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from django.core.cache import caches
from django.test import Client

from tests.reference.factories import load_small


@pytest.fixture
def strict() -> Client:
    """A client that checks forgery tokens and reports failures as answers."""
    return Client(enforce_csrf_checks=True, raise_request_exception=False)


@pytest.fixture
def small(db: None, tmp_path: Path) -> None:
    """A small ESCO, O*NET and crosswalk in force."""
    load_small(tmp_path)


@pytest.fixture(autouse=True)
def _fresh_count() -> Iterator[None]:
    """Count requests anew in every test."""
    caches["process"].clear()
    yield
    caches["process"].clear()
