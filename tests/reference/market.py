"""Made-up figures of the labour market for tests of all domains: no number here was ever measured."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest

from tests.reference.factories import no_rebuilds
from wending.reference.actions.load_release import load_release
from wending.reference.rules import labour_market as lm
from wending.reference.sources import terms, whole

SOURCE, TITLE = "test-market", "Made-up figures for a test"
# Groups of BRC 2014: nurses, carers, cleaners; and the class and segment around the first two.
NURSES, CARERS, CLEANERS, LOGISTICS = "1012", "1051", "1112", "1214"
NURSE_URI = "http://data.europa.eu/esco/occupation/8d3e8aaa-791b-4c75-a465-f3f827028f50"
DRENTHE, ZWOLLE = "AM03", "AM36"


def figure(indicator: str, code: str, value: float | None, **more: Any) -> lm.FigureRecord:
    """Return a made-up figure about a group of BRC 2014 in the country in 2024, or as `more` says."""
    made = lm.FigureRecord(indicator, "brc2014", code, f"groep {code}", "NL", "2024", value, None, None, None, "", "")
    return replace(made, **more)


def move(to: str, **more: Any) -> lm.MoveRecord:
    """Return a made-up move of nurses."""
    made = lm.MoveRecord("brc2014", NURSES, "verpleegkundigen", "uwv", to, f"werk {to}", "NL", "2025", None, None, None)
    return replace(made, **more)


REGIONS = [
    lm.RegionRecord("arbeidsmarktregio", 2026, DRENTHE, "Drenthe", ""),
    lm.RegionRecord("arbeidsmarktregio", 2026, ZWOLLE, "Regio Zwolle", ""),
    lm.RegionRecord("arbeidsmarktregio", 2024, DRENTHE, "Drenthe (oud)", ""),
    lm.RegionRecord("arbeidsmarktregio", 2024, "AM99", "Opgeheven", ""),
    lm.RegionRecord("gemeente", 2026, "GM0193", "Zwolle", ZWOLLE),
    lm.RegionRecord("gemeente", 2026, "GM0106", "Assen", DRENTHE),
    lm.RegionRecord("gemeente", 2024, "GM0193", "Zwolle", DRENTHE),
]
CODES = [
    lm.CodeRecord("brc2014", NURSES, "Verpleegkundigen (mbo)", "Nurses", "101"),
    lm.CodeRecord("brc2014", "101", "Artsen en therapeuten", "", "10"),
    lm.CodeRecord("brc2014", "10", "Zorg en welzijn", "", ""),
]
LINKS = [lm.CodeLinkRecord("isco08", "2221", "brc2014", NURSES)]
FIGURES = [
    figure("wage", NURSES, 21.5, low=21.0, high=22.0, group_size=900),
    figure("wage", CLEANERS, 14.0),
    figure("wage", CARERS, 17.25),
    figure("workers", NURSES, 100_000, period="2014"),
    figure("workers", NURSES, 125_000),
    figure("workers", CLEANERS, 200_000, period="2014"),
    figure("workers", CLEANERS, 150_000),
    figure("workers", CARERS, 9_000, period="2014", group_size=9),
    figure("workers", CARERS, 9_000),
    figure("tension", NURSES, 5.0, period="2025-Q2"),
    figure("tension", NURSES, 0.5, region=DRENTHE, period="2025-Q2"),
    figure("tension", lm.TOTAL, 2.0, period="2025-Q2"),
    figure("tension", lm.TOTAL, 0.2, region=DRENTHE, period="2025-Q2"),
    figure("outlook", "101", 0.9, period="2028"),
]
MOVES = [
    move("b", place=2),
    move("a", place=1, share=0.25),
    move("c", place=3, count=1200),
    move("d", place=4, count=9, share=0.01),
    move("e", period="2024", place=1),
]
RECORDS = [*REGIONS, *CODES, *LINKS, *FIGURES, *MOVES]


def load_market(patch: pytest.MonkeyPatch, folder: Path, records: Iterable[Any] = RECORDS) -> None:
    """Put these records in force as a release of a source of their own."""
    kept = list(records)

    def parse(files: Sequence[tuple[str, bytes]], columns: Mapping[str, str]) -> Iterator[Any]:
        yield from kept

    patch.setitem(whole.WHOLE, SOURCE, whole.WholeSource(parse, "made-up figures"))
    patch.setitem(terms.TERMS, SOURCE, replace(terms.TERMS["esco"], title=TITLE, credit="Not measured."))
    file = folder / "market.csv"
    file.write_bytes(b"any")
    with no_rebuilds():
        load_release(source=SOURCE, files=[file], version=str(len(kept)), published="2025-07-01")
