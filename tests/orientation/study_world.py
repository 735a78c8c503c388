"""Programmes with codes, figures, regions and schools for tests: invented figures about real programmes."""

from dataclasses import replace
from pathlib import Path

import pytest

from tests.reference.factories import load_small
from tests.reference.records import load_records
from wending.reference.models import Programme, Release
from wending.reference.rules import labour_market as lm

CARER, NURSE, BACHELOR = "mbo3-verzorgende", "mbo4-verpleegkundige", "hbo-verpleegkunde"
CODES = {CARER: "25655", NURSE: "25480", BACHELOR: "34560"}
SOURCE = "Cijfers voor een test"


def chance(key: str, region: str, category: str, period: str = "2026") -> lm.FigureRecord:
    """Return a class of the chance of work."""
    return lm.FigureRecord(
        "chance_of_work", "crebo", CODES[key], "", region, period, None, None, None, None, category, ""
    )


SECOND_YEAR = lm.FigureRecord("second_year", "crebo", "25655", "", "NL", "2025", 71.0, 66.0, 76.0, 1340, "", "")
RECORDS = [
    chance(CARER, "NL", "voldoende"),
    chance(CARER, "AM01", "goed", "2024"),
    chance(CARER, "AM01", "gering"),
    chance(CARER, "AM02", "goed"),
    chance(CARER, "AM99", "goed"),
    chance(NURSE, "NL", "goed"),
    SECOND_YEAR,
    replace(SECOND_YEAR, code="all", value=80.0, low=None, high=None, group_size=None),
    replace(SECOND_YEAR, indicator="satisfaction", value=4.2, low=None, high=None, group_size=9),
    replace(SECOND_YEAR, indicator="studies_on", value=34.0, low=None, high=None, group_size=None),
    replace(SECOND_YEAR, indicator="without_work", system="croho", code="34560", value=2.8, low=None, high=None),
    lm.RegionRecord("arbeidsmarktregio", 2026, "AM01", "Groningen", ""),
    lm.RegionRecord("arbeidsmarktregio", 2026, "AM02", "Twente", ""),
    lm.RegionRecord("gemeente", 2026, "GM0014", "Groningen", "AM01"),
    lm.RegionRecord("gemeente", 2026, "GM0141", "Almelo", "AM02"),
    lm.OfferRecord("o1", "Verzorgende IG", "crebo", "25655", "mbo-3", "3", "0913", "bol bbl", 36, "nl", "School Noord",
                   "Groningen", "GM0014", "september", "https://school.example/vig"),
    lm.OfferRecord("o2", "Verpleegkundige", "crebo", "25480", "mbo-4", "4", "0913", "bol", 48, "nl", "School Oost",
                   "Almelo", "GM0141", "", ""),
]  # fmt: skip


def make_world(monkeypatch: pytest.MonkeyPatch, folder: Path) -> None:
    """Put the embedded catalogue in force, give three programmes their codes, and load the records."""
    load_small(folder, "catalogue")
    for key, code in CODES.items():
        Programme.objects.filter(key=key).update(code=code)
    # Other content, other digest: what is kept per release must not be that of the catalogue as it is.
    Release.objects.filter(source="catalogue").update(digest="with codes")
    load_records(RECORDS, monkeypatch, folder)
