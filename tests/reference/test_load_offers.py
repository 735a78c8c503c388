"""What schools offer as a release: loaded once by the command, planned without writing, kept when a file is refused."""

import re
from io import StringIO
from pathlib import Path

import pytest
from django.core.management import CommandError, call_command

from tests.reference.offer_files import FACULTY, OFFERING, PROGRAMS, ROWS, overview, page
from wending.reference.models import Offer
from wending.reference.queries.contents import contents
from wending.reference.queries.releases import release_in_force
from wending.reference.rules.contents import digest

pytestmark = pytest.mark.django_db


def load(source: str, files: list[Path], *words: str) -> str:
    out = StringIO()
    call_command("load", source, *map(str, files), "--release", "2026-11", *words, stdout=out, stderr=StringIO())
    return out.getvalue()


@pytest.fixture(params=["rio", "oeapi"])
def given(request: pytest.FixtureRequest, tmp_path: Path) -> tuple[str, list[Path], bytes]:
    """A source, its files, and a file of it that is refused."""
    answers = {"rio": [overview()], "oeapi": [page(PROGRAMS), page([FACULTY]), page([OFFERING])]}[request.param]
    files = [tmp_path / f"{place}.dat" for place in range(len(answers))]
    for file, content in zip(files, answers, strict=True):
        file.write_bytes(content)
    spoilt = {"rio": overview([ROWS[0], ROWS[0] | {"NAAM_LANG": "Anders"}]), "oeapi": answers[0][:-5]}[request.param]
    return request.param, files, spoilt


def test_load_offers_twice_is_loading_once(given: tuple[str, list[Path], bytes]) -> None:
    source, files, spoilt = given
    planned = load(source, files, "--plan")
    assert re.search(r"offers +\+[23] -0 ~0 =0", planned)
    assert not Offer.objects.exists()
    assert "is in force." in load(source, files, "--published", "2026-11-02")
    release = release_in_force(source)
    assert release
    assert release.published == "2026-11-02"
    assert digest(contents(release.id)) == release.digest
    rows = list(Offer.objects.order_by("key").values())
    assert "nothing changed" in load(source, files)
    assert list(Offer.objects.order_by("key").values()) == rows
    files[0].write_bytes(spoilt)
    with pytest.raises(CommandError, match=files[0].name):
        load(source, files)
    assert release_in_force(source) == release
