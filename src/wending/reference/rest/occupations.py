"""Occupations over REST: the list and one of them."""

from typing import Annotated, Any

from django.http import HttpRequest, HttpResponse
from django.utils.translation import get_language
from django.utils.translation import gettext_noop as _
from ninja import Path, Query, Router
from pydantic import Field, StringConstraints

from wending.kit.rest import Asked, Identifier, Page, Paging, Refusal
from wending.reference.queries.occupations import OccupationDetail, occupation, occupations
from wending.reference.rest.answers import OccupationItemOut, OccupationOut

router = Router(by_alias=True)


class OccupationFilter(Paging):
    """Which occupations."""

    isco: Annotated[str, StringConstraints(pattern=r"^[0-9]{0,4}$", max_length=4)] = Field(
        "", description="Het begin van een ISCO-08-code: alleen beroepen in die groep."
    )


@router.get(
    "/occupations",
    response=Page[OccupationItemOut],
    operation_id="listOccupations",
    summary=_("De lijst van alle beroepen, of die van een groep"),
    description="Beroepen op volgorde van hun code, in bladzijden.",
    openapi_extra={"responses": {200: {"headers": ["Link"]}}},
)
def list_occupations(request: HttpRequest, response: HttpResponse, asked: Query[OccupationFilter]) -> dict[str, Any]:
    """Return one page of occupations."""
    lang = get_language() or "nl"
    found = occupations(lang=lang, isco_prefix=asked.isco, limit=asked.page_size, offset=asked.offset)
    response.headers["Link"] = asked.links(request.path, request.GET.dict(), found.total)
    return asked.cut(found.items, found.total)


@router.get(
    "/occupations/{key}",
    response=OccupationOut,
    operation_id="readOccupation",
    summary=_("Alles over een beroep: wat je doet, wat je nodig hebt en waar dat vandaan komt"),
    description="Een beroep. Bij `sources` staat per gegeven uit welke bron het komt.",
    openapi_extra={"x-problems": ["not-found"]},
)
def read_occupation(request: HttpRequest, key: Path[Identifier], asked: Query[Asked]) -> OccupationDetail:
    """Return one occupation."""
    found = occupation(key, get_language() or "nl")
    if found is None:
        raise Refusal("not-found")
    return found
