"""A small made-up ESCO in force, and sessions on it."""

from pathlib import Path

import pytest
from django.contrib.sessions.backends.db import SessionStore

from tests.reference.factories import load_small


@pytest.fixture
def small_esco(db: None, tmp_path: Path) -> None:
    """Load the small ESCO, O*NET and crosswalk."""
    load_small(tmp_path)


@pytest.fixture
def session(db: None) -> SessionStore:
    """A session of an anonymous visitor."""
    return SessionStore()
