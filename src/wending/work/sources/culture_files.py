"""Reads the scan of learning at work, and the steps that fit its blocks, from their files."""

from dataclasses import dataclass
from functools import cache
from importlib.resources import files

from wending.instruments.rules.instrument import Instrument, Text
from wending.instruments.sources.questionnaire.parse import parse
from wending.reference.sources.tables import read_table

_STEP_COLUMNS = ("id", "block", "text_nl", "text_en", "why_nl", "why_en")


@dataclass(frozen=True, slots=True)
class Step:
    """A step that may help a block, and why: our own judgement."""

    id: str
    block: str
    text: Text
    why: Text


@cache
def scan() -> Instrument:
    """Return the scan."""
    names = ("instrument.toml", "scales.csv", "items.csv", "options.csv")
    return parse({name: _read(name) for name in names})


@cache
def steps() -> tuple[Step, ...]:
    """Return the steps, in the order of the file."""
    rows = read_table("steps.csv", _read("steps.csv"), delimiter=",", required=_STEP_COLUMNS, optional=())
    return tuple(
        Step(values[0], values[1], Text(values[2], values[3]), Text(values[4], values[5])) for _line, values in rows
    )


def _read(name: str) -> bytes:
    return (files("wending.work") / "sources" / "culture" / name).read_bytes()
