"""Offers and visits: from an offer without account to a class that looks back; places, matching, shared interests."""

from collections import Counter
from datetime import date, timedelta
from uuid import UUID

import pytest
from django.core.exceptions import ValidationError
from django.test import Client
from django.urls import reverse
from django.utils import timezone
from hypothesis import given
from hypothesis import strategies as st

from tests.accounts.factories import actor, make_person, sign_in
from tests.guidance.test_concurrency import outcomes
from tests.school.outside_world import (
    World,
    an_offer,
    link_in_mail,
    make_day,
    make_host,
    make_offer_of,
    make_visit,
    shown,
)
from tests.school.people import make_group, make_learner, make_school, make_staff
from wending.accounts.models import Mail, Person
from wending.accounts.rules.roles import Role
from wending.kit.versions import Stale
from wending.ledger.rules.actor import VISITOR
from wending.school.actions import visits
from wending.school.actions.interest import share_interest
from wending.school.actions.look_back import close_look_back, look_back, open_look_back
from wending.school.actions.offers import add_day, change_offer, remove_day, set_open
from wending.school.actions.visit_learners import wipe_addresses
from wending.school.actions.visits import (
    Full,
    agree_to_safety,
    answer_visit,
    ask_visit,
    cancel_visit,
    change_visit,
    pass_time,
)
from wending.school.models import InterestTally, Offer, OfferDay, SharedInterest, Visit, VisitAnswer, VisitPlace
from wending.school.queries.offers import matched, open_offers, shared_themes, wish_of
from wending.school.rules.look_back import QUESTIONS, counted
from wending.school.rules.outside import THEMES, OfferState, VisitState
from wending.school.rules.outside_match import Near, OfferFacts, Wish, fit_of, tally_of

FULL_FORM = {
    "kind": "guest",
    "title": "Gastles over brood",
    "what": "Wij vertellen over ons werk.",
    "host": "Bakkerij Meel",
    "most": "30",
    "contact": "Bo",
    "email": "bo@example.org",
    "postcode": "7411",
}


@pytest.mark.django_db
class TestOffer:
    def test_offer_without_account_is_found_only_after_the_address_is_confirmed(self, client: Client) -> None:
        group = make_group(make_school())
        teacher = make_staff(Role.TEACHER, group.organisation, group)
        assert client.post(reverse("school:offer_public"), FULL_FORM).status_code == 200
        assert not open_offers(actor(teacher)).exists()
        token = link_in_mail("bo@example.org", "/aanbod/")
        page = client.get(reverse("school:offer_manage", args=[token]))
        assert "Bevestig en zet open" in page.content.decode()
        client.post(reverse("school:offer_open", args=[token]), {"doe": "open", "version": 1})
        assert [row.title for row in open_offers(actor(teacher))] == ["Gastles over brood"]
        offer = Offer.objects.get()
        assert (offer.region, offer.postcode, offer.least_age) == ("", "7411", 0)

    def test_mere_look_at_the_link_confirms_nothing(self, client: Client) -> None:
        make_offer_of(None, email="los@example.org")
        client.get(reverse("school:offer_manage", args=[link_in_mail("los@example.org", "/aanbod/")]))
        assert Offer.objects.get().state == OfferState.WAITING

    @pytest.mark.parametrize(
        ("field", "value", "says"),
        [
            ("postcode", "0411", "Typ alleen de vier cijfers"),
            ("most", "0", "id_most_error"),
            ("what", "BSN 111222333", "Hier lijkt een BSN te staan"),
            ("themes", ["zorg", "groen", "eten", "handel"], "Kies er hooguit drie"),
        ],
    )
    def test_offer_form_says_what_is_wrong(self, client: Client, field: str, value: object, says: str) -> None:
        page = client.post(reverse("school:offer_public"), {**FULL_FORM, field: value})
        assert page.status_code == 422
        assert says in page.content.decode()
        assert not Offer.objects.exists()

    def test_change_offer_of_an_older_version_saves_nothing(self) -> None:
        offer = make_offer_of(make_host())
        set_open(by=VISITOR, offer=offer, is_open=False, version=1)
        with pytest.raises(Stale):
            change_offer(by=VISITOR, offer=offer, told=an_offer(title="Anders"), version=1)
        assert Offer.objects.get().title == "Kijk mee in de bakkerij"

    def test_address_of_an_offer_without_account_stays(self) -> None:
        offer = make_offer_of(None, email="los@example.org")
        with pytest.raises(ValidationError):
            change_offer(by=VISITOR, offer=offer, told=an_offer(email="kaper@example.org"), version=1)

    def test_day_with_a_visit_stays_and_takes_no_fewer_groups(self) -> None:
        world = World()
        assert not remove_day(by=VISITOR, offer=world.offer, number=world.day.pk)
        VisitPlace.objects.update(number=2)
        with pytest.raises(ValidationError):
            add_day(by=VISITOR, offer=world.offer, day=world.day.day, groups=1, begins=None, ends=None)


@pytest.mark.django_db
class TestVisit:
    def test_request_holds_the_place_and_a_second_school_finds_it_full(self, client: Client) -> None:
        world = World()
        group = make_group(make_school("Elders"))
        other = make_staff(Role.TEACHER, group.organisation, group)
        with pytest.raises(Full):
            make_visit(other, group, world.offer, world.day, agreed=False)
        assert Visit.objects.count() == 1
        page = sign_in(client, other).get(reverse("school:outside")).content.decode()
        assert "Nu vol" in page

    def test_group_asks_a_day_once_also_by_changing_to_it(self) -> None:
        world = World()
        day = make_day(world.offer, 6, groups=3)
        other = make_visit(world.teacher, world.group, world.offer, day, agreed=False)
        with pytest.raises(ValidationError, match="vroeg deze dag al aan"):
            make_visit(world.teacher, world.group, world.offer, day, agreed=False)
        told = {"number": 9, "companions": "", "wish": "", "day": day.pk}
        with pytest.raises(ValidationError, match="vroeg deze dag al aan"):
            change_visit(by=actor(world.teacher), visit=world.visit.pk, version=world.visit.version, **told)
        assert VisitPlace.objects.filter(day=day).get().visit == other
        cancel_visit(by=actor(world.teacher), visit=other, version=other.version, is_host=False)
        change_visit(by=actor(world.teacher), visit=world.visit.pk, version=world.visit.version, **told)
        assert VisitPlace.objects.get().day == day

    def test_request_that_is_asked_anew_meanwhile_does_not_lapse(self, monkeypatch: pytest.MonkeyPatch) -> None:
        world = World()
        Visit.objects.update(state=VisitState.ASKED, made=timezone.now() - timedelta(days=60))
        passed = visits._pass

        def late(number: UUID, today: date) -> bool:
            Visit.objects.update(made=timezone.now())
            return passed(number, today)

        monkeypatch.setattr(visits, "_pass", late)
        assert pass_time(timezone.localdate()) == 0
        assert Visit.objects.get(pk=world.visit.pk).state == VisitState.ASKED

    @pytest.mark.parametrize("ends", ["cancel", "decline", "lapse"])
    def test_place_is_free_again_once_a_visit_ends(self, ends: str) -> None:
        world = World()
        day = make_day(world.offer, 9)
        visit = make_visit(world.teacher, world.group, world.offer, day, agreed=False)
        if ends == "cancel":
            cancel_visit(by=actor(world.teacher), visit=visit, version=visit.version, is_host=False)
        if ends == "decline":
            answer_visit(by=VISITOR, offer=world.offer, visit=visit.pk, agrees=False, version=visit.version)
        if ends == "lapse":
            Visit.objects.filter(pk=visit.pk).update(made=timezone.now() - timedelta(days=15))
            assert pass_time(timezone.localdate()) == 1
            assert pass_time(timezone.localdate()) == 0
        assert make_visit(world.teacher, world.group, world.offer, day, agreed=False).state == VisitState.ASKED

    def test_agreed_visit_is_done_the_day_after(self) -> None:
        world = World()
        assert pass_time(world.day.day) == 0
        assert pass_time(world.day.day + timedelta(days=1)) == 1
        world.visit.refresh_from_db()
        assert world.visit.state == VisitState.DONE

    def test_new_safety_rules_ask_a_new_yes_of_the_school(self, client: Client) -> None:
        world = World()
        visit = make_visit(world.teacher, world.group, world.offer, make_day(world.offer, 9), agreed=False)
        visit = answer_visit(
            by=VISITOR, offer=world.offer, visit=visit.pk, agrees=True, version=1, safety="Een haarnet op."
        )
        assert visit.safe_by_school is None
        page = sign_in(client, world.teacher).get(reverse("school:visit", args=[visit.pk])).content.decode()
        assert "Een haarnet op." in page
        agreed = agree_to_safety(by=actor(world.teacher), visit=visit.pk, version=visit.version)
        assert agreed.safe_by_school is not None

    def test_answer_of_a_host_comes_once(self) -> None:
        world = World()
        with pytest.raises(Stale):
            answer_visit(by=VISITOR, offer=world.offer, visit=world.visit.pk, agrees=False, version=2)

    def test_no_more_learners_than_the_offer_takes(self) -> None:
        world = World()
        with pytest.raises(ValidationError):
            make_visit(world.teacher, world.group, world.offer, make_day(world.offer, 9), number=16)
        with pytest.raises(ValidationError):
            change_visit(by=actor(world.teacher), visit=world.visit.pk, version=2, number=16, companions="", wish="")

    def test_another_day_takes_its_place_and_gives_the_old_one_free(self) -> None:
        world = World()
        other = make_day(world.offer, 9)
        words = {"number": 10, "companions": "Dana", "wish": ""}
        changed = change_visit(by=actor(world.teacher), visit=world.visit.pk, version=2, day=other.pk, **words)  # type: ignore[arg-type]
        assert changed.state == VisitState.ASKED
        assert list(VisitPlace.objects.values_list("day", flat=True)) == [other.pk]

    def test_another_day_that_is_full_changes_nothing(self) -> None:
        world = World()
        other = make_day(world.offer, 9)
        make_visit(world.teacher, world.group, world.offer, other)
        words = {"number": 10, "companions": "Dana", "wish": ""}
        with pytest.raises(Full):
            change_visit(by=actor(world.teacher), visit=world.visit.pk, version=2, day=other.pk, **words)  # type: ignore[arg-type]
        assert VisitPlace.objects.get(visit=world.visit).day == world.day
        world.visit.refresh_from_db()
        assert world.visit.number == 12

    def test_closed_offer_takes_nobody(self) -> None:
        world = World()
        day = make_day(world.offer, 9)
        closed = set_open(by=VISITOR, offer=world.offer, is_open=False, version=1)
        with pytest.raises(Full):
            make_visit(world.teacher, world.group, closed, day)

    def test_teacher_asks_a_day_and_follows_it_through_on_pages(self, client: Client) -> None:
        world = World()
        day = make_day(world.offer, 12)
        sign_in(client, world.teacher)
        told = {"group": world.group.pk, "day": day.pk, "number": 14, "contact": "dana@example.org", "safe": "on"}
        page = client.post(reverse("school:offer", args=[world.offer.pk]), told)
        visit = Visit.objects.get(day=day)
        assert page.headers["Location"] == reverse("school:visit", args=[visit.pk])
        answer_visit(by=VISITOR, offer=world.offer, visit=visit.pk, agrees=True, version=1)
        address = reverse("school:visit", args=[visit.pk])
        client.post(address, {"doe": "wie", "mee": [world.finn.pk], "version": 2})
        place = visit.learners.get()
        client.post(address, {"doe": "mail", f"adres-{place.pk}": "geen adres"})
        assert not Mail.objects.filter(key__startswith="visit-consent:").exists()
        client.post(address, {"doe": "mail", f"adres-{place.pk}": "ouder@example.org"})
        token = link_in_mail("ouder@example.org", "/bezoek/mee/")
        parent = Client()
        assert "Mag Finn mee?" in parent.get(reverse("school:visit_consent", args=[token])).content.decode()
        parent.post(reverse("school:visit_consent", args=[token]), {"comes": "yes"})
        assert "1 van 1 mogen mee" in client.get(address).content.decode()

    def test_without_the_safety_box_nothing_is_asked(self, client: Client) -> None:
        world = World()
        told = {"group": world.group.pk, "day": make_day(world.offer, 12).pk, "number": 14, "contact": "d@example.org"}
        page = sign_in(client, world.teacher).post(reverse("school:offer", args=[world.offer.pk]), told)
        assert page.status_code == 422
        assert Visit.objects.count() == 1

    def test_addresses_are_wiped_a_week_after_the_day(self) -> None:
        world = World()
        place = world.choose()["Finn"]
        place.email = "ouder@example.org"
        place.save()
        world.moved(-7, VisitState.DONE)
        wipe_addresses()
        place.refresh_from_db()
        assert place.email == "ouder@example.org"
        world.moved(-8, VisitState.DONE)
        wipe_addresses()
        place.refresh_from_db()
        assert place.email is None

    def test_list_of_offers_asks_the_same_of_the_database_for_thirty(
        self, client: Client, django_assert_max_num_queries: object
    ) -> None:
        world = World()
        host = make_host("Vol")
        for number in range(30):
            make_day(make_offer_of(host, title=f"Aanbod {number}"))
        sign_in(client, world.teacher)
        with django_assert_max_num_queries(24):  # type: ignore[operator]
            client.get(reverse("school:outside"), {"klas": world.group.pk})


@pytest.mark.django_db(transaction=True)
def test_of_many_schools_at_once_as_many_get_the_day_as_it_has_places() -> None:
    offer = make_offer_of(make_host())
    day = make_day(offer, groups=3)
    askers = []
    for number in range(12):
        group = make_group(make_school(f"School {number}"))
        askers.append((make_staff(Role.TEACHER, group.organisation, group), group))

    def ask(number: int) -> None:
        teacher, group = askers[number]
        try:
            ask_visit(by=actor(teacher), offer=offer, day=day.pk, group=group.pk, number=9, contact="a@example.org")
        except Full:
            raise Stale(0) from None

    found = outcomes([lambda number=number: ask(number) for number in range(12)])  # type: ignore[misc]
    assert found["booked"] == 3
    assert Visit.objects.count() == VisitPlace.objects.count() == 3
    assert Counter(VisitPlace.objects.values_list("number", flat=True)) == {1: 1, 2: 1, 3: 1}


@pytest.mark.django_db
class TestLookBack:
    @pytest.fixture
    def world(self) -> World:
        world = World()
        world.moved(-1, VisitState.DONE)
        return world

    def answer(self, world: World, count: int) -> str:
        token = open_look_back(by=actor(world.teacher), visit=world.visit.pk)
        for number in range(count):
            assert look_back(token=token, scores={"learned": 1 + number % 4, "fits": 4})
        return token

    @pytest.mark.parametrize(("count", "is_shown"), [(9, False), (10, True)])
    def test_host_reads_the_class_from_ten_answers_once_closed(
        self, world: World, client: Client, count: int, is_shown: bool
    ) -> None:
        token = self.answer(world, count)
        sign_in(client, world.host)
        address = reverse("school:host_visit", args=[world.offer.pk, world.visit.pk])
        open_page = client.get(address).content.decode()
        assert "Gemiddeld" not in open_page
        close_look_back(by=actor(world.teacher), visit=world.visit.pk, summary="De klas vond het leuk.")
        page = client.get(address).content.decode()
        assert ("Gemiddeld van 10 leerlingen" in page) is is_shown
        assert "De klas vond het leuk." in page
        assert not look_back(token=token, scores={"learned": 4})
        assert not VisitAnswer.objects.exists()

    def test_no_more_answers_than_learners(self, world: World) -> None:
        token = self.answer(world, 12)
        assert not look_back(token=token, scores={"learned": 4})

    def test_page_of_the_teacher_is_the_same_however_many_answered(self, world: World, client: Client) -> None:
        sign_in(client, world.teacher)
        address = reverse("school:visit", args=[world.visit.pk])
        token = self.answer(world, 3)
        before = shown(client.get(address))
        for _number in range(8):
            assert look_back(token=token, scores={"learned": 4})
        assert shown(client.get(address)) == before


@given(st.lists(st.dictionaries(st.sampled_from(QUESTIONS), st.integers(1, 4)), max_size=25))
def test_counted_shows_nothing_of_fewer_than_ten(answers: list[dict[str, int]]) -> None:
    shown = counted(answers)
    assert bool(shown) is (len(answers) >= 10)
    for question, mean in shown.get("means", {}).items():
        known = [answer[question] for answer in answers if question in answer]
        assert (mean is not None) is (len(known) >= 10)
        assert mean is None or abs(mean - sum(known) / len(known)) <= 0.0501


@given(st.lists(st.lists(st.sampled_from(THEMES), max_size=3), max_size=30))
def test_tally_holds_only_themes_of_ten_or_more(choices: list[list[str]]) -> None:
    shown = tally_of(choices)
    if len(choices) < 10:
        assert shown is None
    else:
        assert set(shown or ()) == {t for t in THEMES if sum(t in chosen for chosen in choices) >= 10}


def facts(**changes: object) -> OfferFacts:
    values = {"themes": ("eten",), "region": "AM01", "phases": (), "most": 20, "first_free": timezone.localdate()}
    return OfferFacts(**{**values, **changes})  # type: ignore[arg-type]


def test_fit_of_puts_themes_before_region_and_region_before_the_day() -> None:
    wish = Wish(("eten", "zorg"), "AM01", "mbo-1-2", 20)
    soon, later = timezone.localdate(), timezone.localdate() + timedelta(days=30)
    best = [
        facts(themes=("eten", "zorg"), region="AM02", first_free=later),
        facts(first_free=soon),
        facts(first_free=later),
        facts(region=""),
        facts(region="AM02"),
        facts(themes=("groen",)),
        facts(themes=("eten", "zorg"), phases=("hbo-wo",)),
        facts(themes=("eten", "zorg"), most=19),
    ]
    orders = [fit_of(wish, one).order for one in best]
    assert orders[0] < orders[1] < orders[2]
    assert orders[1] < orders[4] < orders[3]
    assert max(orders[:6]) < min(orders[6:])
    assert fit_of(wish, facts(region="")).near is Near.UNKNOWN


@pytest.mark.django_db
class TestInterest:
    def share(self, count: int, world: World, *themes: str) -> list[Person]:
        people: list[Person] = []
        for number in range(count):
            row = make_learner(world.school, world.group, account=True, first=f"L{number}")
            assert row.account
            assert share_interest(by=actor(row.account), group=world.group.pk, themes=[*(themes or ("eten",))])
            people.append(row.account)
        return people

    def test_teacher_sees_nothing_of_nine_and_themes_of_ten(self, client: Client) -> None:
        world = World()
        by = actor(world.teacher)
        self.share(9, world)
        assert shared_themes(by, world.group) is None
        page = sign_in(client, world.teacher).get(reverse("school:outside"), {"klas": world.group.pk})
        assert "nog niet genoeg" in page.content.decode()
        self.share(1, world)
        assert shared_themes(by, world.group) == ["eten"]
        cards = matched(open_offers(by), wish_of(by, world.group, []), ["eten"])
        assert "tien of meer leerlingen kozen: eten en gasten" in cards[0].reasons

    def test_what_the_teacher_sees_changes_only_after_ten_changes(self) -> None:
        world = World()
        self.share(10, world)
        assert shared_themes(actor(world.teacher), world.group) == ["eten"]
        self.share(9, world, "groen")
        assert InterestTally.objects.get().learners == 10
        self.share(1, world, "groen")
        assert InterestTally.objects.get().learners == 20
        assert shared_themes(actor(world.teacher), world.group) == ["eten", "groen"]

    def test_taken_back_below_ten_the_teacher_sees_nothing_any_more(self) -> None:
        world = World()
        people = self.share(10, world)
        assert share_interest(by=actor(people[0]), group=world.group.pk, themes=[])
        assert shared_themes(actor(world.teacher), world.group) is None
        assert SharedInterest.objects.count() == 9

    def test_learner_shares_with_no_class_but_their_own(self) -> None:
        world = World()
        assert not share_interest(by=actor(make_person()), group=world.group.pk, themes=["eten"])
        assert world.yara.account
        other = make_group(world.school, "3B")
        assert not share_interest(by=actor(world.yara.account), group=other.pk, themes=["eten"])

    def test_teacher_of_another_class_sees_no_themes(self) -> None:
        world = World()
        self.share(10, world)
        other = make_staff(Role.TEACHER, world.school, make_group(world.school, "3B"), name="Kim")
        assert shared_themes(actor(other), world.group) is None

    def test_learner_shares_and_stops_on_the_page(self, client: Client) -> None:
        world = World()
        assert world.yara.account
        sign_in(client, world.yara.account)
        page = {"wat": str(world.group.pk), "doe": "boeit", "thema": ["eten", "onzin"]}
        client.post(reverse("school:my_visits"), page)
        assert SharedInterest.objects.get().themes == ["eten"]
        client.post(reverse("school:my_visits"), {"wat": str(world.group.pk), "doe": "boeit"})
        assert not SharedInterest.objects.exists()


@pytest.mark.django_db
def test_day_of_an_offer_is_there_once() -> None:
    offer = make_offer_of(make_host())
    make_day(offer, groups=1)
    make_day(offer, groups=4)
    assert OfferDay.objects.get().groups == 4
