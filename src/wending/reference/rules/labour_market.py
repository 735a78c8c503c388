"""What a parser delivers of the labour market and of education on offer: regions, code lists, figures, moves, offers.
Frozen records without keys of a database, beside those of occupations and of education.

Terms: a **system** is a code list ("isco08", "brc2014", "esco", "sbi2008", "crebo", "croho", "uwv", "roa", ...), a
**region** a code of a region system, or "NL". Empty text and None mean: the source does not say; never zero, never no.
"""

from dataclasses import dataclass

COUNTRY = "NL"
# The code, in any code list, of all its entries together.
TOTAL = "total"


@dataclass(frozen=True, slots=True)
class RegionRecord:
    """A region in one year. `system`: arbeidsmarktregio or gemeente; `within`: the code of the region around it."""

    system: str
    year: int
    code: str
    name: str
    within: str


@dataclass(frozen=True, slots=True)
class CodeRecord:
    """An entry of a code list, with its name in the source; `broader` is a code of the same list."""

    system: str
    code: str
    name_nl: str
    name_en: str
    broader: str


@dataclass(frozen=True, slots=True)
class CodeLinkRecord:
    """A code of one list corresponds to a code of another."""

    from_system: str
    from_code: str
    to_system: str
    to_code: str


@dataclass(frozen=True, slots=True)
class FigureRecord:
    """One measured figure about one code of one list, in one region and period.

    `indicator` is a key of `rules.indicators`, which gives the unit; `period` is "2024" or "2024-Q3"; `low` and `high`
    bound the uncertainty in the unit of the value; `group_size` is how many people or jobs it rests on; `category` is
    the class that the source itself gives, in its own word; `note` says why there is no value: "unpublished", "small"
    or the sign of the source. `label` is the name that the source gives the code.
    """

    indicator: str
    system: str
    code: str
    label: str
    region: str
    period: str
    value: float | None
    low: float | None
    high: float | None
    group_size: int | None
    category: str
    note: str


@dataclass(frozen=True, slots=True)
class MoveRecord:
    """Moves that people made from one occupation to another, or that the source names as usual.

    `count` is how many people, `share` from 0 to 1 of those who moved, `place` the order in the source from 1; each
    None when the source does not say.
    """

    from_system: str
    from_code: str
    from_label: str
    to_system: str
    to_code: str
    to_label: str
    region: str
    period: str
    count: int | None
    share: float | None
    place: int | None


@dataclass(frozen=True, slots=True)
class OfferRecord:
    """A programme as a school offers it, from a register: where someone can follow it.

    `register` is the code list of `code` (crebo, croho, isat); `level` is a key of the levels of education, `modes` are
    as those of a programme; `municipality` is a code of CBS; `url` is the page of the school. `language` is one or more
    of ISO 639 between spaces. `starts` is what the source says: days (yyyy-mm-dd) between spaces, or "first/last", the
    days between which someone can begin.
    """

    key: str
    name: str
    register: str
    code: str
    level: str
    nlqf: str
    isced_f: str
    modes: str
    duration_months: int | None
    language: str
    provider: str
    place: str
    municipality: str
    starts: str
    url: str
