"""Loading records as a release of a source that exists for one test: figures, regions, offers without a real file."""

from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest

from tests.reference.factories import no_rebuilds
from wending.reference.actions.load_release import load_release
from wending.reference.sources import terms, whole

SOURCE = "test-records"


def load_records(records: Sequence[Any], monkeypatch: pytest.MonkeyPatch, folder: Path) -> None:
    """Put a release with these records in force, in place of the one loaded before."""
    file = folder / "records.csv"
    file.write_bytes(repr(records).encode())
    monkeypatch.setitem(whole.WHOLE, SOURCE, whole.WholeSource(lambda *_: iter(records), "records (CSV)"))
    monkeypatch.setitem(terms.TERMS, SOURCE, replace(terms.TERMS["esco"], title="Cijfers voor een test"))
    with no_rebuilds():
        load_release(source=SOURCE, files=[file], version="2026", published="2026-01-02")
