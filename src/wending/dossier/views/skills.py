"""All that somebody can do, gathered from what they did, with who says so."""

from uuid import UUID

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_POST, require_safe

from wending.accounts.views.guards import own
from wending.dossier.actions.feedback import remove_endorsement
from wending.dossier.queries.item_words import LEVELS, SOURCES
from wending.dossier.queries.skills import skills
from wending.dossier.queries.soft_skills import growth, soft_skills_shown
from wending.dossier.views.asking import asking
from wending.dossier.views.language import language


@own
@require_safe
def show(request: HttpRequest) -> HttpResponse:
    """Show all skills with where they showed; soft skills apart, with their growth."""
    held = skills(asking(request), language())
    soft = soft_skills_shown(held, language())
    page = {
        "skills": [
            {
                "skill": skill,
                "level": LEVELS.get(skill.level or 0, ""),
                "sources": [{"key": source.value, "words": SOURCES[source]} for source in skill.sources],
                "growth": growth(skill),
                "has_words": any(telling.words for telling in growth(skill)),
            }
            for skill in held
            if not skill.is_soft
        ],
        "shown_soft": [one for one in soft if one.tellings],
        "other_soft": [one for one in soft if not one.tellings],
        "seen": [(skill.name, seen) for skill in held for seen in skill.seen],
    }
    return render(request, "dossier/skills.html", page)


@own
@require_POST
def remove_seen(request: HttpRequest, endorsement: UUID) -> HttpResponse:
    """Remove what somebody else said of a skill."""
    if not remove_endorsement(by=asking(request), endorsement=endorsement):
        raise Http404
    return redirect("dossier:skills")
