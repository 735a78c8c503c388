"""What a figure can be about: every indicator that pages, importers and reports share, declared as data.

An indicator has a unit, a definition and the smallest group it may be shown of; a figure of a smaller group is kept but
not shown. Definitions are our own words; their sources are named. Not the figures themselves: those are imported.
"""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Indicator:
    """One indicator. `unit`: euro_per_hour, people, jobs, ratio, percent, points_5, hours_per_week or class.

    `smallest` is the least group size that is shown; `places` how many decimals; `better` "up", "down" or "" when
    neither is better by itself.
    """

    key: str
    name_nl: str
    name_en: str
    unit: str
    definition_nl: str
    definition_en: str
    defined_by: str
    smallest: int = 10
    places: int = 0
    better: str = ""

    @property
    def publisher(self) -> str:
        """Who publishes it, without the name of the table or measure."""
        return self.defined_by.partition(",")[0]


_ALL = (
    Indicator(
        "wage",
        "loon per uur, het midden",
        "pay an hour, the middle",
        "euro_per_hour",
        "De helft verdient meer dan dit bedrag per uur en de helft minder. Bruto, dus voor de belasting.",
        "Half earn more than this an hour and half earn less. Gross, so before tax.",
        "CBS, 85517NED",
        places=2,
    ),
    Indicator(
        "workers",
        "mensen die dit werk doen",
        "people who do this work",
        "people",
        "Zoveel mensen doen dit werk als hun belangrijkste baan.",
        "This many people do this work as their main job.",
        "CBS, Enquête beroepsbevolking",
    ),
    Indicator(
        "vacancies",
        "open vacatures",
        "open vacancies",
        "jobs",
        "Zoveel banen stonden open aan het einde van de periode.",
        "This many jobs were open at the end of the period.",
        "CBS, Vacature-enquête",
    ),
    Indicator(
        "tension",
        "spanning op de arbeidsmarkt",
        "tension on the labour market",
        "ratio",
        "Het aantal open vacatures, gedeeld door het aantal mensen dat korter dan zes maanden WW heeft.",
        "The number of open vacancies divided by the people on unemployment benefit for less than six months.",
        "UWV, Spanningsindicator",
        places=2,
        better="up",
    ),
    Indicator(
        "chance_of_work",
        "kans op werk",
        "chance of work",
        "class",
        "De kans op een baan op dit niveau en in deze richting, binnen een jaar na het diploma.",
        "The chance of a job at this level and in this field within a year of the diploma.",
        "SBB, Kans op werk",
        better="up",
    ),
    Indicator(
        "chance_of_placement",
        "kans op stage of leerbaan",
        "chance of a placement",
        "class",
        "De kans dat je op tijd een stage of een leerbaan vindt.",
        "The chance that you find a placement or a training job in time.",
        "SBB, Kans op stage",
        better="up",
    ),
    Indicator(
        "outlook",
        "werk voor wie straks een diploma haalt",
        "work for those who graduate later",
        "ratio",
        "Verwacht aanbod van schoolverlaters, gedeeld door de verwachte vraag. Onder de 1 is gunstig.",
        "Expected supply of graduates divided by expected demand. Below 1 is favourable.",
        "ROA, Indicator toekomstige arbeidsmarktsituatie (ITA)",
        places=2,
        better="down",
    ),
    Indicator(
        "bottleneck",
        "tekort dat bedrijven verwachten",
        "shortage that firms will face",
        "ratio",
        "Van 0 tot 1: hoe lager, hoe meer moeite bedrijven krijgen om mensen te vinden.",
        "From 0 to 1: the lower, the harder it becomes for firms to find people.",
        "ROA, Indicator toekomstige knelpunten in de personeelsvoorziening naar beroep (ITKB)",
        places=2,
        better="down",
    ),
    Indicator(
        "satisfaction",
        "tevreden studenten",
        "satisfied students",
        "points_5",
        "Het cijfer van studenten voor hun studie, van 1 tot 5.",
        "The mark that students give their studies, from 1 to 5.",
        "Nationale Studenten Enquête (NSE)",
        places=1,
        better="up",
    ),
    Indicator(
        "first_years",
        "studenten in het eerste jaar",
        "students in the first year",
        "people",
        "Zoveel studenten begonnen met deze studie.",
        "This many students began this programme.",
        "Studie in Cijfers",
    ),
    Indicator(
        "second_year",
        "door naar jaar twee",
        "on to year two",
        "percent",
        "Van elke 100 beginners doen zoveel dezelfde studie een jaar later nog.",
        "Of every 100 who begin, this many are still in the programme a year later.",
        "Studie in Cijfers",
        better="up",
    ),
    Indicator(
        "diploma_in_time",
        "diploma op tijd",
        "diploma in time",
        "percent",
        "Van elke 100 studenten halen zoveel het diploma in de normale tijd plus een jaar.",
        "Of every 100 students, this many get the diploma in the normal time plus a year.",
        "Studie in Cijfers",
        better="up",
    ),
    Indicator(
        "studies_on",
        "leert verder na het diploma",
        "studies on after the diploma",
        "percent",
        "Van elke 100 mensen met het diploma doen zoveel een vervolgstudie.",
        "Of every 100 people with the diploma, this many go on to another programme.",
        "Studie in Cijfers",
    ),
    Indicator(
        "without_work",
        "zonder werk na het diploma",
        "without work after the diploma",
        "percent",
        "Van elke 100 mensen met het diploma die willen werken, hebben zoveel nog geen baan.",
        "Of every 100 people with the diploma who want to work, this many have no job yet.",
        "HBO-Monitor, Studie in Cijfers",
        better="down",
    ),
    Indicator(
        "work_at_level",
        "werk op niveau",
        "work at level",
        "percent",
        "Van elke 100 mensen met het diploma en een baan werken zoveel op het niveau van hun diploma.",
        "Of every 100 people with the diploma and a job, this many work at the level of their diploma.",
        "HBO-Monitor, Studie in Cijfers",
        better="up",
    ),
    Indicator(
        "contact_hours",
        "uren les per week",
        "hours of teaching a week",
        "hours_per_week",
        "Zoveel uur per week les of begeleiding in het eerste jaar.",
        "This many hours a week of teaching or guidance in the first year.",
        "Studie in Cijfers",
        places=1,
    ),
)
INDICATORS = {indicator.key: indicator for indicator in _ALL}
