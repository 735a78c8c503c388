"""The data files of the profession, read once."""

from functools import lru_cache
from pathlib import Path

from django.conf import settings
from django.utils.translation import get_language

from wending.guidance.sources.profession import parse

FILES = Path(parse.__file__).parent / "files"


def registers() -> dict[str, parse.Register]:
    """Return the registers by key, from the file of the setting REGISTERS_FILE or our own."""
    return _registers(Path(settings.REGISTERS_FILE or FILES / "registers.toml"))


@lru_cache(maxsize=4)
def _registers(path: Path) -> dict[str, parse.Register]:
    return {one.key: one for one in parse.parse_registers(path.read_bytes(), path.name)}


@lru_cache(maxsize=1)
def methods() -> dict[str, parse.Named]:
    """Return the ways to talk in peer review and supervision, by key."""
    return {one.key: one for one in parse.parse_named(*_file("methods.toml"), kind="method")}


@lru_cache(maxsize=1)
def themes() -> dict[str, parse.Named]:
    """Return the themes of conversations, by key."""
    return {one.key: one for one in parse.parse_named(*_file("themes.toml"), kind="theme")}


@lru_cache(maxsize=1)
def statements() -> tuple[parse.Statement, ...]:
    """Return the statements of the self-review, role by role."""
    return parse.parse_statements(*_file("statements.toml"))


@lru_cache(maxsize=1)
def modules() -> dict[str, parse.Module]:
    """Return the modules of our learning offer by key, in their order."""
    paths = sorted((FILES / "modules").glob("*.toml"))
    found = [parse.parse_module(path.read_bytes(), path.name, path.stem.partition("-")[2]) for path in paths]
    return {one.key: one for one in found}


def said(words: parse.Words) -> str:
    """Return a text of the data files in the language of the page."""
    return words.within(get_language() or "nl")


def named_choices(found: dict[str, parse.Named]) -> list[tuple[str, str]]:
    """Return choices for a form, in the language of the page."""
    return [(one.key, said(one.name)) for one in found.values()]


def _file(name: str) -> tuple[bytes, str]:
    return (FILES / name).read_bytes(), name
