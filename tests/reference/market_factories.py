"""Small made-up files of the labour market in the layout of the real downloads. The values are invented.

The CBS table has two years, three groups of BRC 2014 and the total, with wages in euro and people in thousands.
"""

import json
from collections.abc import Mapping, Sequence
from typing import Any

Files = list[tuple[str, bytes]]
Page = dict[str, Any]
V3_ROOT = "https://opendata.cbs.nl/ODataFeed/odata"
V4_ROOT = "https://datasets.cbs.nl/odata/v1/CBS"
# Key, title, description of the members of Beroep; a level of work is no group.
OCCUPATIONS = (
    ("T001413", "Totaal", "Alle beroepen"),
    ("A000100", "01 Pedagogische beroepen", ""),
    ("A000163", "0111 Docenten hoger onderwijs en hoog...", "Docenten hoger onderwijs en hoogleraren: geven les"),
    ("A000164", "0112 Docenten beroepsgerichte vakken", ""),
    ("L000001", "Beroepsniveau 1", ""),
)
YEARS = (("2023JJ00", "2023"), ("2024JJ00", "2024"), ("2024KW01", "2024 1e kwartaal"))
# (occupation, period) -> median wage and people in thousands; None is not published.
VALUES: dict[tuple[str, str], tuple[float | None, float | None]] = {
    ("T001413", "2023JJ00"): (23.4, 9000.0),
    ("A000100", "2023JJ00"): (26.0, 700.0),
    ("A000163", "2023JJ00"): (35.5, 72.0),
    ("A000164", "2023JJ00"): (None, 8.0),
    ("A000163", "2024JJ00"): (37.25, 74.0),
    ("A000164", "2024JJ00"): (31.0, None),
    ("A000163", "2024KW01"): (36.0, 73.0),
    ("L000001", "2024JJ00"): (15.0, 500.0),
}
WAGE, PEOPLE = "k_50ePercentielMediaan_3", "WerkzameBeroepsbevolking_1"


def page(table: str, entity: str, rows: Sequence[Page], *, version: int = 3, following: str = "") -> bytes:
    """Return one page of a table as CBS sends it; `following` is the address of the next."""
    if version == 3:
        body: Page = {"odata.metadata": f"{V3_ROOT}/{table}/$metadata#Cbs.OData.WebAPI.{entity}", "value": rows}
        link = "odata.nextLink"
    else:
        body = {"@odata.context": f"{V4_ROOT}/{table}/$metadata#{entity}", "value": rows}
        link = "@odata.nextLink"
    return json.dumps(body | ({link: following} if following else {}), ensure_ascii=False).encode()


def properties3(measures: Sequence[Page], dimensions: Mapping[str, str]) -> list[Page]:
    """Return DataProperties: dimensions with their type, then topics."""
    rows: list[Page] = [
        {"ID": place, "ParentID": None, "Type": kind, "Key": key, "Title": key}
        for place, (key, kind) in enumerate(dimensions.items())
    ]
    return rows + [{"ParentID": None, "Type": "Topic", "Unit": "", **measure} for measure in measures]


def cbs_wages(version: int = 3, *, table: str = "85517NED", values: Mapping[Any, Any] | None = None) -> Files:
    """Return a small table of wages in two pages with its metadata."""
    found = VALUES if values is None else values
    if version == 4:
        return _cbs_wages4(table, found)
    rows = [
        {"ID": place, "Beroep": f"{job}  ", "Perioden": year, "Werknemer_1": people, WAGE: wage}
        for place, ((job, year), (wage, people)) in enumerate(found.items())
    ]
    measures = [
        {"Key": "Werknemer_1", "Title": "Werknemer", "Unit": "x 1 000"},
        {"Key": WAGE, "Title": "50e percentiel (mediaan)", "Unit": "euro"},
    ]
    half = max(1, len(rows) // 2)
    return [
        (
            "TableInfos-0001.json",
            page(table, "TableInfos", [{"Title": "Made up; uurloon", "Modified": "2026-07-14T02:00:00"}]),
        ),
        (
            "DataProperties-0001.json",
            page(table, "DataProperties", properties3(measures, {"Beroep": "Dimension", "Perioden": "TimeDimension"})),
        ),
        ("Beroep-0001.json", page(table, "Beroep", _members("Key"))),
        ("Perioden-0001.json", page(table, "Perioden", [{"Key": key, "Title": title} for key, title in YEARS])),
        ("TypedDataSet-0001.json", page(table, "TypedDataSet", rows[:half], following=f"{V3_ROOT}/{table}?$skip=4")),
        ("TypedDataSet-0002.json", page(table, "TypedDataSet", rows[half:])),
    ]


def _members(key: str) -> list[Page]:
    return [{key: f"{code} ", "Title": title, "Description": told} for code, title, told in OCCUPATIONS]


def _cbs_wages4(table: str, found: Mapping[Any, Any]) -> Files:
    rows = [
        {
            "Id": 2 * place + (measure == "D005607"),
            "Measure": measure,
            "ValueAttribute": "None" if value is not None else "Missing",
            "Value": value,
            "StringValue": None,
            "Beroep": job,
            "Perioden": year,
        }
        for place, ((job, year), (wage, people)) in enumerate(found.items())
        for measure, value in (("2021320", people), ("D005607", wage))
    ]
    measures = [
        {"Identifier": "2021320", "Title": "Werknemer", "Unit": "x 1 000", "MeasureGroupId": None},
        {"Identifier": "D005607", "Title": "50e percentiel (mediaan)", "Unit": "euro", "MeasureGroupId": None},
    ]
    dimensions = [
        {"Identifier": "Beroep", "Title": "Beroep", "Kind": "Dimension"},
        {"Identifier": "Perioden", "Title": "Perioden", "Kind": "TimeDimension"},
    ]
    periods = [{"Identifier": key, "Title": title} for key, title in YEARS]
    properties = {"@odata.context": f"{V4_ROOT}/{table}/$metadata#Properties", "Title": "Made up; uurloon"}
    return [
        ("Properties-0001.json", json.dumps(properties).encode()),
        ("Dimensions-0001.json", page(table, "Dimensions", dimensions, version=4)),
        ("MeasureCodes-0001.json", page(table, "MeasureCodes", measures, version=4)),
        ("BeroepCodes-0001.json", page(table, "BeroepCodes", _members("Identifier"), version=4)),
        ("PeriodenCodes-0001.json", page(table, "PeriodenCodes", periods, version=4)),
        ("Observations-0001.json", page(table, "Observations", rows, version=4)),
    ]


def cbs_jobs(totals: Sequence[str] = ("Totaal mannen en vrouwen", "Mannen")) -> Files:
    """Return a small table of working people by sex; `totals` are the titles of the two members of Geslacht."""
    sexes = [{"Key": f"S{place}", "Title": title} for place, title in enumerate(totals)]
    rows = [
        {"Beroep": job, "Geslacht": sex["Key"], "Perioden": year, PEOPLE: None if people is None else people / share}
        for (job, year), (_wage, people) in VALUES.items()
        for sex, share in zip(sexes, (1, 2), strict=True)
    ]
    measures = [
        {"Key": PEOPLE, "Title": "Werkzame beroepsbevolking", "Unit": "x 1 000"},
        {"Key": "Deeltijd_2", "Title": "Deeltijd", "Unit": "x 1 000"},
    ]
    dimensions = {"Beroep": "Dimension", "Geslacht": "Dimension", "Perioden": "TimeDimension"}
    table = "85276NED"
    return [
        ("DataProperties.json", page(table, "DataProperties", properties3(measures, dimensions))),
        ("Beroep.json", page(table, "Beroep", _members("Key"))),
        ("Geslacht.json", page(table, "Geslacht", sexes)),
        ("Perioden.json", page(table, "Perioden", [{"Key": key, "Title": title} for key, title in YEARS])),
        ("TypedDataSet.json", page(table, "TypedDataSet", rows)),
    ]


# (municipality, year) -> code and name of its region.
PLACES: dict[tuple[str, str], tuple[str | None, str | None]] = {
    ("GM0014", "2024JJ00"): ("AM01", "Groningen"),
    ("GM0014", "2025JJ00"): ("AM01", "Groningen"),
    ("GM1680", "2025JJ00"): ("AM01", "Groningen"),
    ("GM0363", "2025JJ00"): ("AM18", "Groot Amsterdam"),
    ("GM0003", "2025JJ00"): (None, None),
    ("NL01", "2025JJ00"): (None, None),
}
MUNICIPALITIES = {
    "GM0014": "Groningen (gemeente)",
    "GM1680": "Aa en Hunze",
    "GM0363": "Amsterdam",
    "GM0003": "Appingedam",
    "NL01": "Nederland",
}


def cbs_regions(version: int = 3, *, title: str = "", heading: str = "Arbeidsmarktregio's") -> Files:
    """Return municipalities with their region: per year, or with a `title` one year without dimension of time."""
    chosen = {place: told for place, told in PLACES.items() if not title or place[1] == "2025JJ00"}
    time = {} if title else {"Perioden": "TimeDimension"}
    years = sorted({year for _place, year in chosen})
    if version == 4:
        return _cbs_regions4(chosen, years, heading)
    rows = [
        {"RegioS": f"{place}    ", "Code_4": code and f"{code}      ", "Naam_5": name and f"{name}     "}
        | ({} if title else {"Perioden": year})
        for (place, year), (code, name) in chosen.items()
    ]
    groups = [
        {"ID": 90, "Type": "TopicGroup", "Title": heading},
        {"ID": 91, "Type": "TopicGroup", "Title": "COROP-gebieden"},
    ]
    topics = [
        {"ID": 92, "ParentID": 90, "Key": "Code_4", "Title": "Code"},
        {"ID": 93, "ParentID": 90, "Key": "Naam_5", "Title": "Naam"},
        {"ID": 94, "ParentID": 91, "Key": "Code_6", "Title": "Code"},
    ]
    told = [{"Key": key, "Title": name} for key, name in MUNICIPALITIES.items()]
    properties = properties3(topics, {"RegioS": "GeoDimension"} | time) + groups
    files = [
        ("TableInfos.json", page("t", "TableInfos", [{"Title": title}])),
        ("DataProperties.json", page("t", "DataProperties", properties)),
        ("RegioS.json", page("t", "RegioS", told)),
        ("TypedDataSet.json", page("t", "TypedDataSet", rows)),
    ]
    if not title:
        files.append(("Perioden.json", page("t", "Perioden", [{"Key": year, "Title": year} for year in years])))
    return files


def _cbs_regions4(chosen: Mapping[Any, Any], years: Sequence[str], heading: str) -> Files:
    rows = [
        {"Measure": measure, "RegioS": place, "Perioden": year, "Value": None, "StringValue": text}
        for (place, year), texts in chosen.items()
        for measure, text in zip(("CP0001", "CP0002"), texts, strict=True)
    ]
    entities: dict[str, list[Page]] = {
        "MeasureGroups": [{"Id": "G1", "Title": heading}],
        "MeasureCodes": [
            {"Identifier": "CP0001", "Title": "Code", "MeasureGroupId": "G1"},
            {"Identifier": "CP0002", "Title": "Naam", "MeasureGroupId": "G1"},
        ],
        "Dimensions": [
            {"Identifier": "RegioS", "Kind": "GeoDimension"},
            {"Identifier": "Perioden", "Kind": "TimeDimension"},
        ],
        "RegioSCodes": [{"Identifier": key, "Title": name} for key, name in MUNICIPALITIES.items()],
        "PeriodenCodes": [{"Identifier": year, "Title": year} for year in years],
        "Observations": rows,
    }
    return [(f"{entity}.json", page("t", entity, found, version=4)) for entity, found in entities.items()]


def csv(text: str) -> bytes:
    """Return lines of a file in UTF-8, without the margin they have in a test."""
    return "".join(f"{line.strip()}\n" for line in text.strip().splitlines()).encode()
