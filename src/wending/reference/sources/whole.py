"""The sources whose files are read whole, with one parser each: figures, regions, moves, what schools offer.

ESCO, O*NET, the crosswalk and the embedded catalogue have ways of their own, in `actions.read_sources`.
"""

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from wending.reference.sources.competentnl.parse import parse_competentnl
from wending.reference.sources.oeapi.parse import parse_oeapi
from wending.reference.sources.rio.parse import parse_rio

# Gets the files as (name, bytes) and a mapping from our field to the column in the file; raises BadInput.
Parse = Callable[[Sequence[tuple[str, bytes]], Mapping[str, str]], Iterator[Any]]


@dataclass(frozen=True, slots=True)
class WholeSource:
    """How a source is read: its parser, what its files are (for the help of `load`), and whether columns are mapped."""

    parse: Parse
    files: str
    is_mapped: bool = False


WHOLE: dict[str, WholeSource] = {
    "competentnl": WholeSource(
        parse_competentnl, "results of SPARQL queries on CompetentNL (JSON) or Turtle, several files", is_mapped=True
    ),
    "rio": WholeSource(parse_rio, "what schools offer, from the register RIO of DUO (CSV)", is_mapped=True),
    "oeapi": WholeSource(parse_oeapi, "what schools offer, saved answers of the Open Education API 5 (JSON)"),
}
