"""Here entries are written by the tests themselves: the transaction of a test is that of the act."""

import pytest


@pytest.fixture(autouse=True)
def _acts_open_their_own_transaction() -> None:
    """Leave the connection as it is."""
