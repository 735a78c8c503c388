"""Who publishes each source, under which terms, and the credit that must be shown. Facts, checked in the sources named
in the README of this domain; the dates of editions only where they are known.
"""

from dataclasses import dataclass, field


@dataclass(frozen=True, slots=True)
class Terms:
    """What must be told about a source. `published` maps a version to a date, as precise as it is known."""

    title: str
    publisher: str
    url: str
    terms: str
    credit: str
    published: dict[str, str] = field(default_factory=dict)


_CC_BY = "Creative Commons Attribution 4.0 International (CC BY 4.0)."
_CBS = "Centraal Bureau voor de Statistiek (CBS)"
_ASK = "The terms are not known to us: ask the publisher before you show or pass on these figures."

TERMS = {
    "esco": Terms(
        title="ESCO, European Skills, Competences, Qualifications and Occupations",
        publisher="European Commission",
        url="https://esco.ec.europa.eu",
        terms="Free to reuse with acknowledgement (Commission Decision 2011/833/EU).",
        credit="This service uses the ESCO classification of the European Commission.",
        published={"1.2.0": "2024-05"},
    ),
    "onet": Terms(
        title="O*NET Database",
        publisher="U.S. Department of Labor, Employment and Training Administration (USDOL/ETA)",
        url="https://www.onetcenter.org/database.html",
        terms="Creative Commons Attribution 4.0 International (CC BY 4.0).",
        credit=(
            "This service includes information from the O*NET {version} Database by the U.S. Department of Labor, "
            "Employment and Training Administration (USDOL/ETA). Used under the CC BY 4.0 license. O*NET® is a "
            "trademark of USDOL/ETA. Wending has modified all or some of this information. USDOL/ETA has not "
            "approved, endorsed, or tested these modifications."
        ),
    ),
    "crosswalk": Terms(
        title="Crosswalk between ESCO and O*NET occupations, Mapping Career Causeways",
        publisher="Nesta",
        url="https://github.com/nestauk/mapping-career-causeways",
        terms="Creative Commons Attribution 4.0 International (CC BY 4.0).",
        credit=(
            "Kanders, K., Djumalieva, J., Sleeman, C. and Orlik, J. (2020), Mapping Career Causeways: Supporting "
            "Workers at Risk, Nesta. Confidence values rescaled to 0 to 1."
        ),
        published={"Nov2020": "2020-11-23"},
    ),
    "competentnl": Terms(
        title="CompetentNL",
        publisher="CompetentNL, with data of UWV and SBB",
        url="https://competentnl.nl",
        terms="No licence was found. Ask CompetentNL for its terms before you show this to others.",
        credit="This service uses CompetentNL {version}.",
    ),
    "rio": Terms(
        title="Register of institutions and programmes (RIO)",
        publisher="Dienst Uitvoering Onderwijs (DUO)",
        url="https://onderwijsdata.duo.nl",
        terms="Open data of DUO, under CC0 by its own page on reuse; its catalogue states CC BY for some files.",
        credit="Source: DUO, register of institutions and programmes (RIO), {version}.",
    ),
    "oeapi": Terms(
        title="Programmes on offer by the Open Education API",
        publisher="The schools themselves",
        url="https://openonderwijsapi.nl",
        terms="Those of the school that serves the data: ask it.",
        credit="Source: the schools, through the Open Education API, {version}.",
    ),
    "catalogue": Terms(
        title="Wending catalogue of occupations",
        publisher="Wending",
        url="",
        terms="European Union Public Licence 1.2 (EUPL-1.2).",
        credit="Written for Wending. ISCO-08, ESCO and NLQF codes are cited as facts.",
    ),
    "cbs-wages": Terms(
        title="Werknemers; uurloon en beroep (CBS, 85517NED)",
        publisher=_CBS,
        url="https://opendata.cbs.nl/statline/#/CBS/nl/dataset/85517NED",
        terms=_CC_BY,
        credit="Source: CBS, StatLine table 85517NED.",
        # The day on which the extract that comes with Wending was taken from the table.
        published={"extract-2022": "2026-10-03"},
    ),
    "cbs-jobs": Terms(
        title="Werkzame beroepsbevolking; beroep (CBS, 85276NED)",
        publisher=_CBS,
        url="https://opendata.cbs.nl/statline/#/CBS/nl/dataset/85276NED",
        terms=_CC_BY,
        credit="Source: CBS, StatLine table 85276NED or another table of employed people by occupation.",
    ),
    "cbs-regions": Terms(
        title="Municipalities and regions of the labour market (CBS)",
        publisher=_CBS,
        url="https://opendata.cbs.nl/statline/#/CBS/nl/dataset/70072ned",
        terms=_CC_BY,
        credit="Source: CBS, StatLine.",
    ),
    "cbs-brc": Terms(
        title="Beroepenindeling ROA-CBS 2014 (BRC 2014) and its correspondence with ISCO-08",
        publisher=f"{_CBS} and Researchcentrum voor Onderwijs en Arbeidsmarkt (ROA)",
        url="https://www.cbs.nl",
        terms=_CC_BY,
        credit="Source: CBS and ROA, BRC 2014.",
        published={"extract-2014": "2015"},
    ),
    "uwv-tension": Terms(
        title="Spanningsindicator",
        publisher="Uitvoeringsinstituut Werknemersverzekeringen (UWV)",
        url="https://www.uwv.nl",
        terms=_ASK,
        credit="Source: UWV, Spanningsindicator.",
    ),
    "uwv-moves": Terms(
        title="Overstapberoepen",
        publisher="Uitvoeringsinstituut Werknemersverzekeringen (UWV)",
        url="https://www.uwv.nl",
        terms=_ASK,
        credit="Source: UWV, overstapberoepen.",
    ),
    "sbb": Terms(
        title="Kans op werk and kans op stage",
        publisher="Samenwerkingsorganisatie Beroepsonderwijs Bedrijfsleven (SBB)",
        url="https://www.s-bb.nl",
        terms=_ASK,
        credit="Source: SBB, Kans op werk and Kans op stage.",
    ),
    "studiecijfers": Terms(
        title="Figures of studies in the manner of Studie in Cijfers",
        publisher="Named by whoever loaded the file",
        url="",
        terms=_ASK,
        credit="Source: the file that was loaded; its maker is not named in it.",
    ),
    "roa": Terms(
        title="Outlook for graduates (ITA) and expected shortages (ITKB)",
        publisher="Researchcentrum voor Onderwijs en Arbeidsmarkt (ROA), Maastricht University",
        url="https://roa.nl",
        terms=(
            "All rights reserved: ROA's reports do not allow redistribution. Showing figures needs the consent of ROA; "
            "the file itself may not be offered for download."
        ),
        credit="Source: ROA, De arbeidsmarkt naar opleiding en beroep.",
    ),
}
