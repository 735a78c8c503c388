"""Tests of reference look at reference: what upper storeys derive from a release is not made here."""

from collections.abc import Iterator

import pytest

from tests.reference.factories import no_rebuilds


@pytest.fixture(autouse=True)
def _no_rebuilds() -> Iterator[None]:
    with no_rebuilds():
        yield
