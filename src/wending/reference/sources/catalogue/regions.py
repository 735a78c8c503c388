"""The 35 regions of the labour market that come with the catalogue: their codes, names and what else they are called.

Codes and names are those of CBS for the year of the row; `also` holds names that other sources use or used. Which
municipality lies in which region is not known here: that comes from the source cbs-regions.
"""

import re
from collections.abc import Iterator
from functools import cache
from importlib.resources import files
from importlib.resources.abc import Traversable

from wending.reference.rules import labour_market as lm
from wending.reference.sources.catalogue.rows import Finding, Row, found, read_rows, repeated

FILE = "regions.csv"
COLUMNS = ("year", "code", "name", "also", "source")
SYSTEM = "arbeidsmarktregio"
HOW_MANY = 35
_CODE = re.compile(r"AM[0-9]{2}")
# Ways to say that a figure is about the whole country. CBS writes NL00 and NL01.
_COUNTRY = ("nl", "nederland", "landelijk", "heel nederland", "totaal nederland", "nl00", "nl01")


def read_regions(folder: Traversable) -> list[Row]:
    """Return the rows of the file of regions; raise BadInput when it is no table."""
    return [*read_rows(folder / FILE, "", COLUMNS)]


def region_mistakes(rows: list[Row]) -> Iterator[Finding]:
    """Yield every mistake that keeps the regions from being loaded."""
    for row in rows:
        if not re.fullmatch(r"20[0-9]{2}", row["year"]):
            yield found(row, f"the year is {row['year']!r}.", "Write four digits.")
        if not _CODE.fullmatch(row["code"]):
            yield found(row, f"the code is {row['code']!r}.", "Write it as CBS does, for example AM01.")
        for column in ("name", "source"):
            if not row[column]:
                yield found(row, f"has no {column}.", "Write it.")
    for year in sorted({row["year"] for row in rows}):
        of_year = [row for row in rows if row["year"] == year]
        yield from [*repeated(of_year, "code"), *repeated(of_year, "name")]
    if rows:
        newest = max(row["year"] for row in rows)
        count = sum(row["year"] == newest for row in rows)
        if count != HOW_MANY:
            what = f"{newest} has {count} regions, not {HOW_MANY}."
            yield found(rows[-1], what, "Add or remove rows until all of them are there, once.")


def region_records(rows: list[Row]) -> Iterator[lm.RegionRecord]:
    """Yield the regions as records."""
    for row in rows:
        yield lm.RegionRecord(SYSTEM, int(row["year"]), row["code"], row["name"], "")


def region_code(name: str) -> str:
    """Return the code of a region by its code or any of its names; what is not known comes back as it was given.

    >>> region_code("Food Valley"), region_code("Nederland"), region_code("Atlantis")
    ('AM38', 'NL', 'Atlantis')
    """
    return _codes().get(_plain(name), name)


@cache
def _codes() -> dict[str, str]:
    rows = read_regions(files(__package__) / "files")
    codes = dict.fromkeys(_COUNTRY, lm.COUNTRY)
    for row in rows:
        for name in (row["code"], row["name"], *row.listed("also")):
            codes[_plain(name)] = row["code"]
    return codes


def _plain(name: str) -> str:
    """Leave out what sources write differently: capitals, spaces, hyphens, slashes and brackets."""
    return re.sub(r"[\s()/-]+", " ", name.casefold()).strip()
