"""The menu of somebody with an account: short on a phone, with what belongs together one step away."""

import re

import pytest
from django.test import Client

from tests.accounts.factories import make_member, sign_in
from wending.accounts.rules.roles import Role
from wending.web.templatetags.mine import GROUPS, ITEMS, grouped, items_of

MOST_ON_A_PHONE = 7


def menu(role: str, held: frozenset[str], here: str = "") -> list[dict[str, object]]:
    """Return the entries of a menu of one's own."""
    items = [{"page": page, "words": words, "current": page == here} for page, words, _icon in items_of(role, "", held)]
    return [dict(entry) for entry in grouped(items)]


@pytest.mark.parametrize("held", [frozenset(), frozenset({"learner"}), frozenset({"employee"})])
def test_grouped_menu_of_ones_own_is_short_and_leaves_nothing_out(held: frozenset[str]) -> None:
    entries = menu("", held)
    assert len(entries) <= MOST_ON_A_PHONE
    shown = [item["page"] for entry in entries for item in entry.get("inside", [entry])]  # type: ignore[attr-defined]
    assert sorted(shown) == sorted(page for page, _words, _icon in items_of("", "", held))
    assert len(shown) == len(set(shown))


def test_group_is_open_where_one_is_and_others_are_not() -> None:
    open_now = [entry["words"] for entry in menu("", frozenset(), "accounts:ledger") if entry.get("inside")]
    assert len(open_now) == len(GROUPS)
    current = [entry["words"] for entry in menu("", frozenset(), "accounts:ledger") if entry["current"]]
    assert current == ["Delen en instellingen"]


def test_pages_in_groups_are_of_ones_own_menu() -> None:
    own = {page for of, page, _words, _icon in ITEMS if not of}
    # A page of another office may come later; of those that are here each is in one group at most.
    grouped_pages = [page for pages in GROUPS.values() for page in pages]
    assert len(grouped_pages) == len(set(grouped_pages))
    assert {page for page in grouped_pages if page != "effect:my_answers"} <= own


@pytest.mark.django_db
def test_menu_of_a_learner_on_a_page(client: Client) -> None:
    html = sign_in(client, make_member(Role.LEARNER).person).get("/mijn/instellingen/").content.decode()
    nav = re.findall(r'<nav class="mine-nav".*?</nav>', html, re.S)[0]
    groups = re.findall(r'<details class="mine-group" open( data-narrow-closed)?><summary>([^<]+)</summary>', nav)
    assert groups == [(" data-narrow-closed", "Over mij"), ("", "Delen en instellingen")]
    assert nav.count('aria-current="page"') == 1
    assert nav.index("Mijn plan") < nav.index("Mijn school") < nav.index("Delen en instellingen")
