"""Which instruments there are: our own, and those that professionals added."""

from collections.abc import Mapping
from functools import cache, lru_cache
from hashlib import sha256
from importlib.resources import files

from wending.instruments.models import Edition
from wending.instruments.queries.pictures import pictures
from wending.instruments.rules.instrument import Instrument
from wending.instruments.sources.questionnaire.parse import parse

# The order in which the page shows our own.
OWN = ("interests", "values", "competences", "adaptability", "energy")


@cache
def own_files(key: str) -> dict[str, bytes]:
    """Return the files of one of our own instruments."""
    folder = files("wending.instruments") / "sources" / "own" / key
    return {file.name: file.read_bytes() for file in folder.iterdir() if file.name.endswith((".toml", ".csv"))}


@cache
def own(key: str) -> Instrument:
    """Return one of our own instruments."""
    return parse(own_files(key), pictures())


def digest(content: Mapping[str, bytes]) -> str:
    """Return what changes when a file does."""
    return sha256(b"".join(name.encode() + b"\0" + content[name] + b"\0" for name in sorted(content))).hexdigest()


@lru_cache(maxsize=64)
def _edition(number: int, digest_: str) -> Instrument:
    edition = Edition.objects.get(pk=number)
    return parse({name: text.encode() for name, text in edition.files.items()})


def added_editions() -> list[Edition]:
    """Return the editions in use of instruments that were added, by id of the instrument."""
    newest: dict[str, Edition] = {}
    for edition in Edition.objects.filter(is_added=True).defer("files").order_by("instrument", "pk"):
        newest[edition.instrument] = edition
    return list(newest.values())


def instruments() -> list[Instrument]:
    """Return all instruments in use: our own first."""
    return [own(key) for key in OWN] + [_edition(edition.pk, edition.digest) for edition in added_editions()]


def instrument(key: str, version: str = "") -> Instrument | None:
    """Return an instrument in use, or a version of it that was kept; None when there is none."""
    if key in OWN and version in {"", own(key).version}:
        return own(key)
    rows = Edition.objects.filter(instrument=key).defer("files")
    rows = rows.filter(version=version) if version else rows.filter(is_added=True)
    edition = rows.order_by("-pk").first()
    return _edition(edition.pk, edition.digest) if edition else None
