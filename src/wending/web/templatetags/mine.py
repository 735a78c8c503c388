"""The menu of somebody with an account: what is theirs, and what belongs to the role they act in."""

from collections.abc import Iterable, Mapping
from typing import Any

from django import template
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from wending.accounts.queries.actors import memberships_of
from wending.accounts.queries.words import ROLES
from wending.accounts.rules.roles import GUIDING, OWN_ROLES, Role
from wending.accounts.views.actor import ROLE_KEY

register = template.Library()

# Page, words and icon; under which role it shows (empty: as oneself), with a kind of organisation where it differs.
ITEMS = (
    ("", "web:mine", gettext_lazy("Overzicht"), "home"),
    ("", "orientation:profile", gettext_lazy("Mijn profiel"), "person"),
    ("", "dossier:timeline", gettext_lazy("Wat ik deed en leerde"), "list"),
    ("", "dossier:skills", gettext_lazy("Wat ik kan"), "star"),
    ("", "dossier:reflections", gettext_lazy("Nadenken over mezelf"), "eye"),
    ("", "dossier:network", gettext_lazy("Mijn mensen"), "people"),
    ("", "instruments:list", gettext_lazy("Vragenlijsten"), "compass"),
    ("", "dossier:plan", gettext_lazy("Mijn plan"), "path"),
    ("", "guidance:mine", gettext_lazy("Mijn gesprekken"), "talk"),
    ("learner", "school:mine", gettext_lazy("Mijn school"), "learn"),
    ("learner", "school:my_visits", gettext_lazy("Bezoeken met school"), "building"),
    ("employee", "work:mine", gettext_lazy("Mijn werk"), "work"),
    ("employee", "work:chances", gettext_lazy("Kansen binnen ons bedrijf"), "path"),
    ("", "dossier:shares", gettext_lazy("Delen"), "share"),
    ("", "accounts:consents", gettext_lazy("Wie mag wat zien"), "check"),
    ("", "accounts:ledger", gettext_lazy("Wie keek er"), "clock"),
    ("", "effect:my_answers", gettext_lazy("Onderzoek met mij"), "compare"),
    ("", "accounts:settings", gettext_lazy("Instellingen"), "tech"),
    ("teacher", "school:desk", gettext_lazy("Mijn groepen"), "people"),
    ("teacher", "school:my_lessons", gettext_lazy("Lessen"), "list"),
    ("teacher", "school:training", gettext_lazy("Leren begeleiden"), "learn"),
    ("teacher", "school:outside", gettext_lazy("Naar buiten"), "building"),
    ("mentor", "school:desk", gettext_lazy("Mijn groepen"), "people"),
    ("mentor", "school:my_lessons", gettext_lazy("Lessen"), "list"),
    ("mentor", "school:training", gettext_lazy("Leren begeleiden"), "learn"),
    ("mentor", "school:outside", gettext_lazy("Naar buiten"), "building"),
    ("mentor", "school:talks", gettext_lazy("Gesprekken"), "talk"),
    ("professional school", "school:desk", gettext_lazy("Groepen op school"), "people"),
    ("professional school", "school:line", gettext_lazy("Onze leerlijn"), "path"),
    ("professional school", "school:talks", gettext_lazy("Gesprekken"), "talk"),
    ("professional school", "school:outside", gettext_lazy("Naar buiten"), "building"),
    *((f"professional {kind}", "guidance:desk", gettext_lazy("Mijn bureau"), "list") for kind in GUIDING),
    ("professional centre", "guidance:agenda", gettext_lazy("Agenda"), "clock"),
    ("professional centre", "guidance:messages", gettext_lazy("Berichten"), "talk"),
    ("professional", "guidance:growth", gettext_lazy("Mijn vak"), "learn"),
    ("professional", "instruments:add", gettext_lazy("Vragenlijsten"), "compass"),
    ("professional centre", "work:guided", gettext_lazy("Van werk naar werk"), "path"),
    ("professional employer", "work:guided", gettext_lazy("Van werk naar werk"), "path"),
    ("professional network", "work:guided", gettext_lazy("Van werk naar werk"), "path"),
    ("professional municipality", "work:guided", gettext_lazy("Van werk naar werk"), "path"),
    ("manager school", "school:school", gettext_lazy("Onze school"), "learn"),
    ("manager school", "school:roster", gettext_lazy("Leerlingen inlezen"), "save"),
    ("manager school", "school:line", gettext_lazy("Onze leerlijn"), "path"),
    ("manager school", "school:quality", gettext_lazy("Hoe staan wij ervoor"), "compass"),
    ("manager employer", "work:firm", gettext_lazy("Ons bedrijf"), "building"),
    ("manager employer", "work:growth", gettext_lazy("Groeien"), "nature"),
    ("manager employer", "work:culture", gettext_lazy("Leren op het werk"), "learn"),
    ("manager employer", "work:movings", gettext_lazy("Van werk naar werk"), "path"),
    ("manager employer", "school:hosting", gettext_lazy("Scholen ontvangen"), "learn"),
    ("manager centre", "guidance:centre", gettext_lazy("Ons centrum"), "building"),
    ("manager centre", "guidance:settings", gettext_lazy("Centrum instellen"), "tech"),
    ("manager centre", "school:hosting_centre", gettext_lazy("Scholen ontvangen"), "learn"),
    ("manager centre", "effect:own_figures", gettext_lazy("Wat levert het op bij ons"), "compare"),
    ("manager school", "effect:own_figures", gettext_lazy("Wat levert het op bij ons"), "compare"),
    ("manager employer", "effect:own_figures", gettext_lazy("Wat levert het op bij ons"), "compare"),
    ("manager network", "work:network", gettext_lazy("Ons netwerk"), "building"),
    ("manager network", "work:requests", gettext_lazy("Aanvragen bij een fonds"), "money"),
    ("manager fund", "work:fund", gettext_lazy("Ons fonds"), "money"),
    ("manager", "accounts:organisation", gettext_lazy("Mensen en rollen"), "people"),
    ("manager", "instruments:add", gettext_lazy("Vragenlijsten"), "compass"),
    ("researcher", "effect:research", gettext_lazy("Onderzoek"), "compass"),
    ("manager research", "effect:research", gettext_lazy("Onderzoek"), "compass"),
    ("researcher", "effect:literature", gettext_lazy("Kennis uit literatuur"), "list"),
    ("manager research", "effect:literature", gettext_lazy("Kennis uit literatuur"), "list"),
    ("researcher", "effect:figures_together", gettext_lazy("Cijfers"), "compare"),
    ("manager research", "effect:figures_together", gettext_lazy("Cijfers"), "compare"),
    ("council", "guidance:complaints", gettext_lazy("Klachten"), "talk"),
)
# Pages that stand together under a heading that opens, so that a menu of one's own stays short on a phone.
GROUPS = {
    gettext_lazy("Over mij"): (
        *("orientation:profile", "dossier:timeline", "dossier:skills", "dossier:reflections"),
        *("dossier:network", "instruments:list"),
    ),
    gettext_lazy("Delen en instellingen"): (
        *("dossier:shares", "accounts:consents", "accounts:ledger", "effect:my_answers", "accounts:settings"),
    ),
}


@register.simple_tag(takes_context=True)
def mine_menu(context: Mapping[str, Any]) -> dict[str, Any]:
    """Return the roles to choose from, the one in use, and the items of its menu, with the words of the present one."""
    request = context["request"]
    actor = request.actor
    here = request.resolver_match.view_name if request.resolver_match else ""
    memberships = memberships_of(actor)
    held = frozenset(row.role for row in memberships if row.role in OWN_ROLES)
    items = [
        {"page": page, "href": reverse(page), "words": words, "icon": icon, "current": page == here}
        for page, words, icon in items_of(actor.role, actor.organisation_kind, held)
    ]
    roles = [{"value": "", "label": _("Mezelf")}]
    roles += [{"value": str(row.pk), "label": f"{ROLES[Role(row.role)]}, {row.organisation}"} for row in memberships]
    return {"entries": grouped(items), "roles": roles, "role": str(request.session.get(ROLE_KEY, ""))}


def grouped(items: Iterable[Mapping[str, Any]]) -> list[Mapping[str, Any]]:
    """Return items with those of a group in the place of the first of them; a group says whether one is the present."""
    entries: list[Mapping[str, Any]] = []
    groups: dict[str, dict[str, Any]] = {}
    heading = {page: str(words) for words, pages in GROUPS.items() for page in pages}
    for item in items:
        words = heading.get(item["page"])
        if words is None:
            entries.append(item)
        elif words in groups:
            groups[words]["inside"].append(item)
        else:
            groups[words] = {"words": words, "inside": [item]}
            entries.append(groups[words])
    for group in groups.values():
        group["current"] = any(item["current"] for item in group["inside"])
    return entries


def items_of(role: str, kind: str = "", held: frozenset[str] = frozenset()) -> list[tuple[str, Any, str]]:
    """Return page, words and icon of what a role has; somebody as oneself, or in an own role, has what is one's own.

    `held` are the own roles (learner, employee) that somebody has now: their pages join what is one's own.
    """
    found = [(page, words, icon) for of, page, words, icon in ITEMS if of and of in {role, f"{role} {kind}"}]
    if found and role not in OWN_ROLES:
        return found
    return [(page, words, icon) for of, page, words, icon in ITEMS if not of or of in held]
