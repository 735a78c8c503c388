"""People and roles of an organisation, and taking up an invitation."""

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from wending.accounts.actions.invite import accept_invitation, end_membership, invite, withdraw_invitation
from wending.accounts.forms.organisation import InviteForm
from wending.accounts.queries.actors import roles_to_give
from wending.accounts.queries.invitations import invitations_of, people_of, usable_invitation
from wending.accounts.rules.roles import Role
from wending.accounts.views.actor import ROLE_KEY
from wending.accounts.views.guards import link, roles
from wending.kit.tokens import hash_of


@roles(Role.MANAGER)
@require_http_methods(["GET", "HEAD", "POST"])
def organisation(request: HttpRequest) -> HttpResponse:
    """Show people and roles, and invite."""
    actor = request.actor  # type: ignore[attr-defined]
    form = InviteForm(request.POST or None, roles=roles_to_give(actor))
    if request.method == "POST" and form.is_valid():
        invite(
            by=actor,
            email=form.cleaned_data["email"],
            role=Role(form.cleaned_data["role"]),
            link=lambda token: request.build_absolute_uri(reverse("accounts:invitation", args=[token])),
        )
        messages.success(request, _("De uitnodiging is verstuurd."))
        return redirect("accounts:organisation")
    page = {"form": form, "people": people_of(actor), "invitations": invitations_of(actor)}
    return render(request, "accounts/organisation.html", page)


@roles(Role.MANAGER)
@require_POST
def end_role(request: HttpRequest, membership: int) -> HttpResponse:
    """End a role."""
    try:
        if not end_membership(by=request.actor, membership=membership):  # type: ignore[attr-defined]
            raise Http404
        messages.success(request, _("De rol is gestopt."))
    except ValidationError as error:
        messages.error(request, error.messages[0])
    return redirect("accounts:organisation")


@roles(Role.MANAGER)
@require_POST
def take_back(request: HttpRequest, invitation: int) -> HttpResponse:
    """Take back an invitation."""
    if not withdraw_invitation(by=request.actor, invitation=invitation):  # type: ignore[attr-defined]
        raise Http404
    messages.success(request, _("De uitnodiging is ingetrokken."))
    return redirect("accounts:organisation")


@link
@require_http_methods(["GET", "HEAD", "POST"])
def invitation(request: HttpRequest, token: str) -> HttpResponse:
    """Show an invitation to who holds its link, and let who has its address take up the role."""
    found = usable_invitation(hash_of(token))
    if found is None:
        return render(request, "accounts/link_over.html", status=410)
    actor = request.actor  # type: ignore[attr-defined]
    is_mine = actor.is_person and request.user.email == found.email  # type: ignore[union-attr]
    if request.method == "POST" and is_mine:
        membership = accept_invitation(by=actor, token=token)
        if membership is None:
            return render(request, "accounts/link_over.html", status=410)
        request.session[ROLE_KEY] = membership.pk
        request.session.cycle_key()
        return redirect("web:mine")
    page = {"found": found, "is_mine": is_mine, "is_person": actor.is_person, "here": request.path}
    return render(request, "accounts/invitation.html", page)
