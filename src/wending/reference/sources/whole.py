"""The sources whose files are read whole, with one parser each: figures, regions, moves, what schools offer.

ESCO, O*NET, the crosswalk and the embedded catalogue have ways of their own, in `actions.read_sources`.
"""

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from wending.reference.sources.brc.parse import parse_brc
from wending.reference.sources.cbs.parse import parse_jobs, parse_regions, parse_wages
from wending.reference.sources.competentnl.parse import parse_competentnl
from wending.reference.sources.oeapi.parse import parse_oeapi
from wending.reference.sources.rio.parse import parse_rio
from wending.reference.sources.roa.parse import parse_roa
from wending.reference.sources.sbb.parse import parse_sbb
from wending.reference.sources.studiecijfers.parse import parse_studiecijfers
from wending.reference.sources.uwv.parse import parse_moves, parse_tension

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
    "cbs-wages": WholeSource(parse_wages, "hourly wages of CBS, 85517NED (JSON, see fetch)", is_mapped=True),
    "cbs-jobs": WholeSource(parse_jobs, "employed people of CBS, 85276NED (JSON, see fetch)", is_mapped=True),
    "cbs-regions": WholeSource(parse_regions, "municipalities and regions of CBS (JSON, see fetch)", is_mapped=True),
    "cbs-brc": WholeSource(parse_brc, "code lists of BRC 2014 of CBS (CSV)", is_mapped=True),
    "uwv-tension": WholeSource(parse_tension, "the Spanningsindicator of UWV (CSV)", is_mapped=True),
    "uwv-moves": WholeSource(parse_moves, "overstapberoepen of UWV (CSV)", is_mapped=True),
    "sbb": WholeSource(parse_sbb, "kans op werk and kans op stage of SBB (CSV)", is_mapped=True),
    "studiecijfers": WholeSource(parse_studiecijfers, "figures of studies (CSV)", is_mapped=True),
    "roa": WholeSource(parse_roa, "outlook (ITA) and shortages (ITKB) of ROA (CSV)", is_mapped=True),
}
