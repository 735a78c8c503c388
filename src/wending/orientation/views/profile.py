"""The overview of a profile: everything that was told, to change, remove or delete."""

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_GET, require_POST

from wending.accounts.views.guards import own
from wending.orientation.actions import kept
from wending.orientation.actions import profile as actions
from wending.orientation.queries.profile import profile_view
from wending.orientation.views.guards import language, private

BACK = {"profile", "profile_work"}
AFTER_JOINING = {"earlier": kept.prefer_earlier, "back": kept.take_join_back, "good": kept.confirm_join}


@private
@require_GET
def overview(request: HttpRequest) -> HttpResponse:
    """Show the whole profile."""
    return render(request, "orientation/profile.html", {"page": profile_view(request.session, language())})


@private
@require_POST
def remove(request: HttpRequest) -> HttpResponse:
    """Remove one item and go back to where it was."""
    take_away = actions.remove_work if request.POST.get("kind") == "work" else actions.remove_skill
    take_away(by=request.session, uri=request.POST.get("uri", "")[:200])
    back = request.POST.get("back", "")
    return redirect(f"orientation:{back if back in BACK else 'profile'}")


@private
@require_POST
def delete(request: HttpRequest) -> HttpResponse:
    """Delete everything of this session."""
    actions.delete_profile(by=request.session)
    return redirect("orientation:profile_deleted")


@private
@require_GET
def deleted(request: HttpRequest) -> HttpResponse:
    """Say that everything is gone."""
    return render(request, "orientation/deleted.html", {"is_signed_in": request.user.is_authenticated})


@own
@require_POST
def after_joining(request: HttpRequest) -> HttpResponse:
    """Do what somebody says of a profile that was joined when they signed in."""
    answer = AFTER_JOINING.get(request.POST.get("do", ""))
    if answer is None:
        raise Http404
    answer(by=request.session)
    return redirect("orientation:profile")
