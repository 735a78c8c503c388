"""Releases over REST: where the data comes from, under which terms, and of what date."""

from datetime import datetime

from django.http import HttpRequest
from django.utils.translation import gettext_noop as _
from ninja import Query, Router
from pydantic import Field

from wending.kit.rest import Asked, Record
from wending.reference.queries.releases import ReleaseInfo, releases_in_force

router = Router(by_alias=True)


class ReleaseOut(Record):
    source: str = Field(description="De bron: esco, onet, crosswalk of catalogue.")
    version: str = Field(description="De versie van de bron.")
    title: str = Field(description="De naam van de uitgave.")
    publisher: str = Field(description="Wie de bron uitgeeft.")
    url: str = Field(description="Waar de bron te vinden is.")
    terms: str = Field(description="De voorwaarden voor gebruik.")
    credit: str = Field(description="De naamsvermelding die erbij hoort.")
    published: str = Field(description="Wanneer de bron uitkwam: een jaar, een maand of een dag. Leeg: onbekend.")
    languages: list[str] = Field(description="De talen in deze uitgave.")
    counts: dict[str, int] = Field(description="Hoeveel er van alles in staat.")
    ready: datetime | None = Field(description="Sinds wanneer deze uitgave hier in gebruik is.")


class ReleasesOut(Record):
    items: list[ReleaseOut] = Field(description="De uitgaven die nu in gebruik zijn, een per bron.")


@router.get(
    "/releases",
    response=ReleasesOut,
    operation_id="listReleases",
    summary=_("Uit welke bronnen de gegevens komen, met datum en voorwaarden"),
    description="De uitgaven van de bronnen die nu in gebruik zijn.",
)
def list_releases(request: HttpRequest, asked: Query[Asked]) -> dict[str, list[ReleaseInfo]]:
    """Return the releases in force."""
    return {"items": releases_in_force()}
