"""Sharing by link: exactly what was chosen, until it is over; each view in the ledger; who may not, does not."""

from datetime import date, timedelta
from typing import Any
from uuid import uuid4

import pytest
from django.core.exceptions import ValidationError
from django.test import Client
from django.urls import reverse
from django.utils import timezone, translation
from pytest_django.fixtures import Settings

from tests.accounts.factories import actor, make_member, make_person, sign_in
from tests.web.reading import assert_plain_dutch
from wending.accounts.models import Mail, Person
from wending.accounts.rules.roles import Role
from wending.dossier.actions.plan import add_action, add_goal
from wending.dossier.actions.share import KEPT, create_share, open_share, remove_over, stop_share
from wending.dossier.models import Action, Goal, Item, ItemSkill, Share
from wending.dossier.queries.share import frozen, share_options, shares_of
from wending.dossier.rules.plan import StepText
from wending.dossier.rules.share import LONGEST, MOST_SHARES, MOST_TRIES
from wending.ledger.models import Entry
from wending.ledger.rules.actor import VISITOR

pytestmark = pytest.mark.django_db
SECRETS = ["GEHEIM-waarom", "GEHEIM-item", "GEHEIM-kan", "GEHEIM-doel", "GEHEIM-stap", "GEHEIM-label"]


@pytest.fixture(autouse=True)
def _quick_hashes(settings: Settings) -> None:
    """Hash PINs quickly: how slow the real hash is, is Django's."""
    settings.PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]


@pytest.fixture
def sam() -> Person:
    """Somebody with two of everything: one to show, one secret."""
    sam = make_person("Sam")
    fill(sam, "Open", why="GEHEIM-waarom")
    fill(sam, "GEHEIM", why="GEHEIM-waarom")
    return sam


def fill(person: Person, word: str, why: str = "") -> None:
    item = Item.objects.create(person=person, kind="work", title=f"{word}-item", description=f"{word} beschrijving")
    ItemSkill.objects.create(item=item, name=f"{word}-kan", level=2, behaviour="GEHEIM gedrag")
    goal = add_goal(by=actor(person), title=f"{word}-doel", why=why)
    text = StepText(f"{word}-stap", "GEHEIM begin", owner="GEHEIM persoon")
    add_action(by=actor(person), person=person.pk, goal=goal.pk, text=text)


def open_things(person: Person) -> list[str]:
    """Return the values of the three things that may be shown."""
    item = Item.objects.get(person=person, title="Open-item")
    goal = next(goal for goal in Goal.objects.filter(person=person) if goal.title == "Open-doel")
    return [str(item.pk), "skill:open-kan", str(goal.pk)]


def share(person: Person, chosen: list[str] | None = None, **more: Any) -> str:
    told: dict[str, Any] = {"label": "GEHEIM-label", "until": timezone.localdate(), "lang": "nl"} | more
    return create_share(by=actor(person), chosen=open_things(person) if chosen is None else chosen, **told)


def at(name: str, *args: object, lang: str = "nl") -> str:
    with translation.override(lang):
        return reverse(f"dossier:{name}", args=args)


def views(person: Person) -> int:
    return Entry.objects.filter(chain=str(person.ledger_key), verb="viewed-share", actor=VISITOR.key).count()


def test_link_shows_exactly_what_was_chosen(client: Client, sam: Person) -> None:
    answer = client.get(at("shared", share(sam)))
    html = answer.content.decode()
    for word in ("Open-item", "Open beschrijving", "Open-kan", "Open-doel", "Open-stap", "Sam deelt dit met je"):
        assert word in html
    assert "GEHEIM" not in html
    assert sam.email not in html
    assert str(sam.pk) not in html
    assert "noindex" in html
    assert answer["X-Robots-Tag"] == "noindex, nofollow"
    assert answer["Referrer-Policy"] in {"no-referrer", "same-origin"}, "other sites never see the address"
    assert "no-store" in answer["Cache-Control"]
    assert not client.cookies
    assert_plain_dutch(html, ["Open-item", "Open beschrijving"])


@pytest.mark.parametrize("number", [0, 1, 2])
def test_link_with_one_thing_shows_no_other(client: Client, sam: Person, number: int) -> None:
    html = client.get(at("shared", share(sam, [open_things(sam)[number]]))).content.decode()
    assert [word in html for word in ("Open-item", "Open-kan", "Open-doel")] == [place == number for place in range(3)]


def test_name_comes_along_only_when_chosen(client: Client, sam: Person) -> None:
    html = client.get(at("shared", share(sam, has_name=False))).content.decode()
    assert "Sam" not in html


def test_frozen_text_stays_and_deleted_things_vanish(client: Client, sam: Person) -> None:
    token = share(sam)
    Item.objects.filter(title="Open-item").update(title="Nieuwe titel")
    html = client.get(at("shared", token)).content.decode()
    assert "Open-item" in html
    assert "Nieuwe titel" not in html
    Action.objects.filter(goal=open_things_goal(sam)).delete()
    ItemSkill.objects.filter(name="Open-kan").delete()
    html = client.get(at("shared", token)).content.decode()
    assert "Open-doel" in html
    assert "Open-stap" not in html
    assert "Open-kan" not in html
    Item.objects.all().delete()
    Goal.objects.all().delete()
    assert "door de eigenaar verwijderd" in client.get(at("shared", token)).content.decode()


def open_things_goal(person: Person) -> Goal:
    return next(goal for goal in Goal.objects.filter(person=person) if goal.title == "Open-doel")


def test_each_view_is_counted_and_in_the_ledger_but_not_ones_own(client: Client, sam: Person) -> None:
    token = share(sam)
    for _turn in range(2):
        client.get(at("shared", token))
    client.head(at("shared", token))
    assert views(sam) == 2
    assert [(one.views, one.state) for one in shares_of(actor(sam))] == [(2, "open")]
    sign_in(client, sam)
    assert client.get(at("shared", token)).status_code == 200
    assert views(sam) == 2
    sign_in(client, make_person("Kim"))
    client.get(at("shared", token))
    assert views(sam) == 3


def test_table_holds_no_link_no_pin_and_no_readable_text(sam: Person) -> None:
    token = share(sam, pin="0482")
    row = Share.objects.extra(select={"raw": "content", "raw_label": "label"}).get()
    assert token not in str(row.__dict__)
    assert "0482" not in row.pin
    assert "Open" not in row.raw
    assert "GEHEIM" not in row.raw_label


@pytest.mark.parametrize("change", ["over", "stopped", "locked", "closed", "unknown"])
def test_link_that_is_no_more_is_gone_and_says_what_to_do(client: Client, sam: Person, change: str) -> None:
    token = share(sam)
    row = Share.objects.get()
    if change == "over":
        Share.objects.update(until=timezone.localdate() - timedelta(days=1))
    elif change == "stopped":
        assert stop_share(by=actor(sam), share=row.pk)
        assert Share.objects.get().content == {}
    elif change == "locked":
        Share.objects.update(locked=timezone.now())
    elif change == "closed":
        Person.objects.update(is_active=False)
    else:
        token = "x" * 43
    answer = client.get(at("shared", token))
    assert answer.status_code == 410
    assert "Vraag een nieuwe link" in answer.content.decode()
    assert "Open-item" not in answer.content.decode()
    assert views(sam) == 0
    assert_plain_dutch(answer.content.decode())


def test_pin_is_asked_each_time_and_leaves_no_cookie(client: Client, sam: Person) -> None:
    address = at("shared", share(sam, pin="0482"))
    for answer in (client.get(address), client.post(address, {"pin": ""})):
        assert answer.status_code == 200
        assert "Open-item" not in answer.content.decode()
        assert "Sam" not in answer.content.decode()
    assert views(sam) == 0
    assert "Open-item" in client.post(address, {"pin": " 0482 "}).content.decode()
    assert "Open-item" not in client.get(address).content.decode()
    assert views(sam) == 1
    assert not client.cookies
    assert_plain_dutch(client.get(address).content.decode())


def test_pin_works_where_forgery_is_checked(sam: Person) -> None:
    strict = Client(enforce_csrf_checks=True)
    answer = strict.post(at("shared", share(sam, pin="0482")), {"pin": "0482"})
    assert "Open-item" in answer.content.decode()


def test_wrong_pins_lock_the_link_and_tell_its_owner(client: Client, sam: Person) -> None:
    address = at("shared", share(sam, pin="0482"))
    for left in range(MOST_TRIES - 1, 0, -1):
        answer = client.post(address, {"pin": "1111"})
        assert answer.status_code == 403
        assert f"nog {left} keer" in answer.content.decode()
    assert not Mail.objects.exists()
    assert client.post(address, {"pin": "1111"}).status_code == 410
    assert client.post(address, {"pin": "0482"}).status_code == 410
    mail = Mail.objects.get()
    assert mail.address == sam.email
    assert "GEHEIM" not in mail.content
    assert Entry.objects.filter(chain=str(sam.ledger_key), verb="locked-share").count() == 1
    assert shares_of(actor(sam))[0].state == "locked"


def test_right_pin_forgets_earlier_mistakes(client: Client, sam: Person) -> None:
    address = at("shared", share(sam, pin="0482"))
    for _turn in range(3):
        for _wrong in range(MOST_TRIES - 1):
            client.post(address, {"pin": "1111"})
        assert client.post(address, {"pin": "0482"}).status_code == 200


def test_owner_looks_along_without_pin(sam: Person) -> None:
    token = share(sam, pin="0482")
    opened = open_share(by=actor(sam), token=token)
    assert opened is not None
    assert opened.content is not None
    opened = open_share(by=actor(make_person("Kim")), token=token)
    assert opened is not None
    assert opened.content is None


@pytest.mark.parametrize(
    ("told", "wrong"),
    [
        ({"until": date(2020, 1, 1)}, "until"),
        ({"until": timezone.localdate() + LONGEST + timedelta(days=1)}, "until"),
        ({"pin": "12"}, "pin"),
        ({"pin": "abcd"}, "pin"),
        ({"chosen": []}, ""),
    ],
)
def test_create_share_refuses_what_may_not_be(sam: Person, told: dict[str, Any], wrong: str) -> None:
    with pytest.raises(ValidationError) as refused:
        share(sam, **told)
    assert not wrong or wrong in refused.value.message_dict
    assert not Share.objects.exists()


def test_nobody_shares_what_is_of_another(sam: Person) -> None:
    kim = make_person("Kim")
    guide = make_member(Role.PROFESSIONAL)
    for other in (kim, guide):
        with pytest.raises(ValidationError):
            create_share(by=actor(other), chosen=open_things(sam), label="x", until=timezone.localdate(), lang="nl")
        assert share_options(actor(other), "nl").is_empty
        assert shares_of(actor(other)) == []
        content = frozen(actor(other), open_things(sam), "nl")
        assert [content[kind] for kind in ("items", "skills", "goals")] == [[], [], []]


def test_nobody_stops_or_sees_the_link_of_another(client: Client, sam: Person) -> None:
    share(sam)
    row = Share.objects.get()
    kim = make_person("Kim")
    assert not stop_share(by=actor(kim), share=row.pk)
    sign_in(client, kim)
    assert client.post(at("share_stop", row.pk)).status_code == 404
    assert client.post(at("share_stop", uuid4())).status_code == 404
    assert "GEHEIM" not in client.get(at("shares")).content.decode()
    assert Share.objects.get().revoked is None


@pytest.mark.parametrize("name", ["shares", "share_new"])
def test_visitor_is_sent_to_sign_in(client: Client, name: str) -> None:
    assert client.get(at(name))["Location"].startswith(reverse("accounts:sign_in"))


def test_too_many_links_are_refused(sam: Person) -> None:
    rows = [
        Share(person=sam, token_hash=str(number), until=timezone.localdate(), lang="nl")
        for number in range(MOST_SHARES)
    ]
    for row in rows:
        row.content = {}
    Share.objects.bulk_create(rows)
    with pytest.raises(ValidationError):
        share(sam)


def test_links_that_are_long_over_are_removed(sam: Person) -> None:
    share(sam)
    share(sam)
    first = Share.objects.earliest("made")
    Share.objects.filter(pk=first.pk).update(until=timezone.localdate() - KEPT - timedelta(days=1))
    assert remove_over() == 1
    assert remove_over() == 0


def test_sharing_through_the_pages(client: Client, sam: Person) -> None:
    sign_in(client, sam)
    html = client.get(at("share_new")).content.decode()
    assert (timezone.localdate() + timedelta(days=30)).isoformat() in html
    item, skill, goal = open_things(sam)
    told = {"items": [item], "skills": [skill], "goals": [goal], "label": "Mijn mentor", "pin": "0482"}
    told["until"] = timezone.localdate().isoformat()
    for wrong in ({"until": "2020-01-01"}, {"pin": "1"}, {"label": ""}, {"items": [str(uuid4())]}):
        assert client.post(at("share_new"), {**told, **wrong}).status_code == 422
    nothing = {name: value for name, value in told.items() if name not in {"items", "skills", "goals"}}
    assert client.post(at("share_new"), nothing).status_code == 422
    assert not Share.objects.exists()

    assert client.post(at("share_new"), told)["Location"] == at("shares")
    html = client.get(at("shares")).content.decode()
    assert "/kijk-mee/" in html
    assert "Mijn mentor" in html
    assert "met pincode" in html
    html = client.get(at("shares")).content.decode()
    assert "/kijk-mee/" not in html
    assert_plain_dutch(html)
    assert client.post(at("share_stop", Share.objects.get().pk)).status_code == 302
    assert "Gestopt" in client.get(at("shares")).content.decode()


def test_page_of_who_has_nothing_yet_says_what_to_do(client: Client) -> None:
    sign_in(client, make_person("Nieuw"))
    assert "Er is nog niets om te delen" in client.get(at("share_new")).content.decode()
