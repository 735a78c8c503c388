"""Match and transitions over REST: from a profile, or from an occupation, to occupations. Keeps nothing."""

from typing import Literal

from django.http import HttpRequest
from django.utils.translation import get_language, gettext
from django.utils.translation import gettext_noop as _
from ninja import Body, Query, Router
from pydantic import Field

from wending.kit.rest import Asked, Refusal, Uri
from wending.orientation.queries.matches import matches, transitions
from wending.orientation.rest.answers import MatchesOut, TransitionsOut, matches_out, transitions_out
from wending.orientation.rules.profile_file import ProfileFile

router = Router(by_alias=True)
Sources = Literal["esco", "esco+onet"]
SOURCES_TEXT = "Wat de volgorde mag gebruiken: alleen ESCO, of ook O*NET (Amerikaanse gegevens)."


class MatchAsked(Asked):
    """How many occupations, and how varied."""

    limit: int = Field(20, ge=1, le=100, description="Hoeveel beroepen er hooguit komen.")
    diversify: float = Field(0.0, ge=0, le=1, description="Hoe gevarieerd, van 0 (op volgorde) tot 1.")
    sources: Sources = Field("esco+onet", description=SOURCES_TEXT)


class TransitionsAsked(Asked):
    """Steps from which occupation."""

    origin: Uri = Field(alias="from", description="De URI van het beroep waar de stap begint.")
    limit: int = Field(20, ge=1, le=100, description="Hoeveel beroepen er hooguit komen.")
    sources: Sources = Field("esco+onet", description=SOURCES_TEXT)


@router.post(
    "/match",
    response=MatchesOut,
    operation_id="match",
    summary=_("Beroepen die passen bij een profiel, met uitleg"),
    description="Stuur wat iemand kan en wil. Je krijgt beroepen met per beroep wat past, wat ontbreekt en hoe groot "
    "de stap is. We bewaren het profiel niet. De uitkomst informeert en beslist niets.",
    openapi_extra={"x-problems": ["not-ready"]},
)
def match(request: HttpRequest, asked: Query[MatchAsked], told: Body[ProfileFile]) -> MatchesOut:
    """Return occupations for a profile."""
    try:
        found = matches(
            told.profile(),
            told.engine_weights(),
            lang=get_language() or "nl",
            limit=asked.limit,
            diversify=asked.diversify,
            sources=asked.sources,
        )
    except LookupError as error:
        raise Refusal("not-ready") from error
    return matches_out(found, asked.sources)


@router.get(
    "/transitions",
    response=TransitionsOut,
    operation_id="listTransitions",
    summary=_("Beroepen waar je vanuit een beroep naartoe kunt, met uitleg"),
    description="Stappen van het ene beroep naar het andere. Een stap heen is iets anders dan de stap terug. Dit zijn "
    "overeenkomsten in werk, geen gemeten overstappen.",
    openapi_extra={"x-problems": ["not-found", "not-ready"]},
)
def list_transitions(request: HttpRequest, asked: Query[TransitionsAsked]) -> TransitionsOut:
    """Return steps from an occupation."""
    try:
        found = transitions(asked.origin, lang=get_language() or "nl", limit=asked.limit, sources=asked.sources)
    except KeyError as error:
        raise Refusal("not-found", gettext("Dit beroep kennen we niet: `from`.")) from error
    except LookupError as error:
        raise Refusal("not-ready") from error
    return transitions_out(found, asked.sources)
