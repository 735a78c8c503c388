"""Skills over REST: the list and one of them."""

from typing import Annotated, Any

from django.http import HttpRequest, HttpResponse
from django.utils.translation import get_language
from django.utils.translation import gettext_noop as _
from ninja import Path, Query, Router
from pydantic import Field, StringConstraints

from wending.kit.rest import Asked, Identifier, Page, Paging, Refusal
from wending.reference.queries.skills import SkillDetail, skill, skills
from wending.reference.rest.answers import NeededSkillOut, SkillOut

router = Router(by_alias=True)


class SkillFilter(Paging):
    """Which skills."""

    group: Annotated[str, StringConstraints(pattern=r"^[A-Za-z0-9._-]*$", max_length=40)] = Field(
        "", description="De code van een groep, zoals S1.2 of 0613: alleen wat daaronder valt."
    )


@router.get(
    "/skills",
    response=Page[NeededSkillOut],
    operation_id="listSkills",
    summary=_("De lijst van alle vaardigheden, of die van een groep"),
    description="Vaardigheden op volgorde van hun URI, in bladzijden.",
    openapi_extra={"responses": {200: {"headers": ["Link"]}}},
)
def list_skills(request: HttpRequest, response: HttpResponse, asked: Query[SkillFilter]) -> dict[str, Any]:
    """Return one page of skills."""
    lang = get_language() or "nl"
    found = skills(lang=lang, group=asked.group, limit=asked.page_size, offset=asked.offset)
    response.headers["Link"] = asked.links(request.path, request.GET.dict(), found.total)
    return asked.cut(found.items, found.total)


@router.get(
    "/skills/{key}",
    response=SkillOut,
    operation_id="readSkill",
    summary=_("Alles over een vaardigheid: wat het is, wat erbij hoort en welk werk het vraagt"),
    description="Een vaardigheid. Bij `sources` staat per gegeven uit welke bron het komt.",
    openapi_extra={"x-problems": ["not-found"]},
)
def read_skill(request: HttpRequest, key: Path[Identifier], asked: Query[Asked]) -> SkillDetail:
    """Return one skill."""
    found = skill(key, get_language() or "nl")
    if found is None:
        raise Refusal("not-found")
    return found
