"""What a centre's figures are about, declared as data in the form that all figures of Wending share.

All counts are of conversations; weeks, months and quarters are those of `rules.waits`. Nothing is shown of one
professional, and no count below the smallest.
"""

from wending.kit.small_cells import SMALLEST
from wending.reference.rules.indicators import Indicator

OWN = "Wending"

CENTRE_INDICATORS = {
    one.key: one
    for one in (
        Indicator(
            "hours_offered",
            "uren te boeken",
            "hours on offer",
            "hours_per_week",
            "Uren per week waarin iemand kon boeken: de vaste uren van alle begeleiders samen, zonder vrije tijd.",
            "Hours a week in which people could book: the fixed hours of all professionals, without time off.",
            OWN,
            smallest=0,
        ),
        Indicator(
            "hours_booked",
            "uren geboekt",
            "hours booked",
            "hours_per_week",
            "Uren per week van gesprekken die door konden gaan of doorgingen. Alleen bij tien gesprekken of meer.",
            "Hours a week of conversations that could go on or went on. Only for ten conversations or more.",
            OWN,
            smallest=SMALLEST,
        ),
        Indicator(
            "conversations",
            "gesprekken",
            "conversations",
            "people",
            "Gesprekken die er waren, per maand.",
            "Conversations that took place, by month.",
            OWN,
            smallest=SMALLEST,
        ),
        Indicator(
            "wait",
            "wachttijd",
            "waiting time",
            "days",
            "Dagen van vragen tot het eerste gesprek dat er was. Het midden, en waar acht van de tien binnen blijven.",
            "Days from asking to the first conversation held. The middle, and what eight in ten stay within.",
            OWN,
            smallest=SMALLEST,
        ),
        Indicator(
            "no_show",
            "niet gekomen",
            "did not come",
            "percent",
            "Deel van de gesprekken waar de cliënt niet kwam. Alleen als beide groepen tien of meer zijn.",
            "Share of conversations to which the client did not come. Only when both groups are ten or more.",
            OWN,
            smallest=SMALLEST,
        ),
        Indicator(
            "themes",
            "onderwerpen",
            "themes",
            "people",
            "Gesprekken die er waren, naar een onderwerp uit een korte lijst. De begeleider kiest het.",
            "Conversations held, by a theme from a short list. The professional chooses it.",
            OWN,
            smallest=SMALLEST,
        ),
        Indicator(
            "languages",
            "talen",
            "languages",
            "people",
            "Gesprekken die er waren, naar de taal van de afspraak.",
            "Conversations held, by the language of the appointment.",
            OWN,
            smallest=SMALLEST,
        ),
    )
}
