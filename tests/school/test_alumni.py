"""Alumni: an own yes, questions after one and three years, results frozen once, remarks checked, guests apart."""

from datetime import date, timedelta

import pytest
from django.test import Client
from django.urls import reverse
from django.utils import timezone
from hypothesis import given
from hypothesis import strategies as st

from tests.accounts.factories import actor, make_person, sign_in
from tests.school.outside_world import link_in_mail
from tests.school.people import make_school, make_staff
from wending.accounts.actions.mail import send_due
from wending.accounts.models import Mail, Membership
from wending.accounts.rules.roles import Role
from wending.ledger.rules.actor import VISITOR
from wending.school.actions.alumni import (
    Answered,
    Guest,
    answer_alumni,
    check_remark,
    close_rounds,
    confirm_contact,
    join_cohort,
    leave_alumni,
    leave_by_account,
    make_cohort,
    open_rounds,
    renew_link,
)
from wending.school.actions.lines import begin_line
from wending.school.models import AlumniAnswer, AlumniAsk, AlumniCohort, AlumniContact, AlumniGuest, AlumniRound
from wending.school.queries.alumni import guests_for, missed_of, remarks_to_check, results_for
from wending.school.rules.alumni import MISSED, UNKNOWN, Doing, Helped, Reply, due_on, frozen_result

NOA = Answered(Reply("work", "much"), "Zin", Guest("Noa", "noa@example.org", "Zorg"))


@pytest.mark.parametrize(
    ("left", "years", "due"),
    [("2024-07-10", 1, "2025-07-10"), ("2024-02-29", 1, "2025-02-28"), ("2024-02-29", 3, "2027-02-28")],
)
def test_due_on_is_the_same_day_years_later(left: str, years: int, due: str) -> None:
    assert due_on(date.fromisoformat(left), years) == date.fromisoformat(due)


replies = st.lists(
    st.builds(
        Reply,
        doing=st.sampled_from(["", *Doing]),
        helped=st.sampled_from(["", *Helped]),
        missed=st.lists(st.sampled_from(MISSED), max_size=3, unique=True).map(tuple),
    ),
    max_size=60,
)


@given(replies, st.integers(0, 40))
def test_frozen_result_shows_no_count_below_ten_and_no_wrong_one(told: list[Reply], silent: int) -> None:
    asked = len(told) + silent
    shown = frozen_result(asked, told)
    if asked < 10:
        assert shown == {"asked": None, "answered": None}
        return
    if len(told) < 10:
        assert shown == {"asked": asked, "answered": None}
        return
    for part in ("doing", "helped"):
        counts = shown[part]
        real = {value: sum(getattr(one, part) == value for one in told) for value in counts if value != UNKNOWN}
        real[UNKNOWN] = asked - sum(real.values())
        assert all(count is None or (count >= 10 and count == real[key]) for key, count in counts.items())
        hidden = [real[key] for key, count in counts.items() if count is None]
        # What is hidden is at least two counts, and together no small one.
        assert not hidden or (len(hidden) >= 2 and sum(hidden) >= 10)
    answering = sum(bool(one.missed) for one in told)
    for value in MISSED:
        count = shown["missed"][value]
        named = sum(value in one.missed for one in told)
        assert count is None or (count == named and count >= 10 and answering - count >= 10)


@pytest.mark.django_db
class TestFollow:
    @pytest.fixture
    def coordinator(self) -> Membership:
        return make_staff(Role.PROFESSIONAL, make_school(), name="Robin")

    def cohort(self, coordinator: Membership, days_ago: int = 366) -> tuple[AlumniCohort, str]:
        left = timezone.localdate() - timedelta(days=days_ago)
        return make_cohort(by=actor(coordinator), name="Klas 4V", left_on=left, leavers=60)

    def join(self, token: str, count: int, first: int = 0) -> None:
        for number in range(first, first + count):
            email = f"oud{number}@example.org"
            assert join_cohort(by=VISITOR, token=token, email=email, language="nl")
            assert confirm_contact(token=link_in_mail(email, "/later/mijn/"))

    def answers(self, count: int, told: Answered, first: int = 0) -> None:
        for number in range(first, first + count):
            assert answer_alumni(token=link_in_mail(f"oud{number}@example.org", "/later/vragen/"), told=told)

    def closed(self, coordinator: Membership, joined: int, told: list[Answered]) -> None:
        """Run a whole round: some join, some answer, it closes."""
        _cohort, token = self.cohort(coordinator)
        self.join(token, joined)
        assert open_rounds(timezone.localdate()) == joined
        for number, one in enumerate(told):
            self.answers(1, one, number)
        assert close_rounds(timezone.localdate() + timedelta(days=61)) == 1

    def test_nobody_is_asked_without_a_confirmed_yes(self, coordinator: Membership) -> None:
        _cohort, token = self.cohort(coordinator)
        join_cohort(by=VISITOR, token=token, email="stil@example.org", language="nl")
        assert open_rounds(timezone.localdate()) == 0
        close_rounds(timezone.localdate() + timedelta(days=31))
        assert not AlumniContact.objects.exists()

    def test_rounds_open_once_and_on_their_day(self, coordinator: Membership) -> None:
        cohort, token = self.cohort(coordinator, days_ago=300)
        self.join(token, 2)
        due = due_on(cohort.left_on, 1)
        assert open_rounds(due - timedelta(days=1)) == 0
        assert open_rounds(due) == 2
        assert open_rounds(due) == 0
        assert open_rounds(due_on(cohort.left_on, 3)) == 2
        assert list(AlumniRound.objects.values_list("years", flat=True)) == [1, 3]

    def test_stopping_leaves_no_address_anywhere(self, coordinator: Membership, settings: object) -> None:
        _cohort, token = self.cohort(coordinator)
        self.join(token, 1)
        open_rounds(timezone.localdate())
        own = link_in_mail("oud0@example.org", "/later/mijn/")
        send_due()
        assert leave_alumni(token=own)
        assert not AlumniContact.objects.exists()
        assert not Mail.objects.filter(address="oud0@example.org").exists()
        assert not leave_alumni(token=own)

    def test_last_round_lets_every_address_go(self, coordinator: Membership) -> None:
        cohort, token = self.cohort(coordinator)
        self.join(token, 1)
        last = due_on(cohort.left_on, 3) + timedelta(days=60)
        close_rounds(last)
        assert AlumniContact.objects.exists()
        close_rounds(last + timedelta(days=1))
        assert not AlumniContact.objects.exists()

    def test_link_answers_once_and_not_after_the_round(self, coordinator: Membership, client: Client) -> None:
        _cohort, token = self.cohort(coordinator)
        self.join(token, 2)
        open_rounds(timezone.localdate())
        self.answers(1, Answered(Reply("work")))
        used = link_in_mail("oud0@example.org", "/later/vragen/")
        late = link_in_mail("oud1@example.org", "/later/vragen/")
        assert not answer_alumni(token=used, told=Answered(Reply("work")))
        assert client.get(reverse("school:alumni_ask", args=[used])).status_code == 410
        close_rounds(timezone.localdate() + timedelta(days=61))
        assert not answer_alumni(token=late, told=Answered(Reply("work")))
        assert client.get(reverse("school:alumni_ask", args=[late])).status_code == 410
        assert not AlumniAsk.objects.exists()

    def test_answer_leads_to_nobody(self, coordinator: Membership) -> None:
        fields = {field.name for field in AlumniAnswer._meta.get_fields()}
        assert fields == {"id", "round", "doing", "helped", "missed", "remark", "remark_state"}
        assert not any(field.related_model is AlumniContact for field in AlumniAsk._meta.get_fields())

    def test_round_shows_nothing_before_it_closes_and_never_changes_after(self, coordinator: Membership) -> None:
        _cohort, token = self.cohort(coordinator)
        self.join(token, 25)
        open_rounds(timezone.localdate())
        self.answers(12, Answered(Reply("work", "much", ("people",))))
        by = actor(coordinator)
        assert results_for(by) == []
        close_rounds(timezone.localdate() + timedelta(days=61))
        shown = results_for(by)[0]
        assert (shown.asked, shown.answered, shown.rate) == (25, 12, 48)
        assert {one.key: one.value for one in shown.doing.shown} == {UNKNOWN: 13}
        assert len(shown.doing.hidden) == len(Doing)
        AlumniAnswer.objects.first().delete()  # type: ignore[union-attr]
        close_rounds(timezone.localdate() + timedelta(days=62))
        assert results_for(by)[0] == shown

    def test_nine_answers_show_no_answer_and_no_remark(self, coordinator: Membership, client: Client) -> None:
        told = Answered(Reply("work", "much"), remark="Meer stage graag")
        self.closed(coordinator, 20, [told] * 9)
        page = sign_in(client, coordinator).get(reverse("school:alumni")).content.decode()
        assert "Minder dan tien antwoordden" in page
        assert "Meer stage" not in page
        assert not any(row.remark for row in AlumniAnswer.objects.all())

    def test_remark_is_read_by_the_team_only_once_checked(self, coordinator: Membership, client: Client) -> None:
        told = [Answered(Reply("work", "much"), remark=f"Zin {number}") for number in range(10)]
        self.closed(coordinator, 20, told)
        teacher = make_staff(Role.TEACHER, coordinator.organisation, name="Dana")
        sign_in(client, teacher)
        assert "Zin " not in client.get(reverse("school:alumni")).content.decode()
        by = actor(coordinator)
        assert not remarks_to_check(actor(teacher)).exists()
        rows = {row.remark: row.pk for row in remarks_to_check(by)}
        with pytest.raises(LookupError):
            check_remark(by=actor(teacher), answer=rows["Zin 1"], is_shown=True)
        check_remark(by=by, answer=rows["Zin 1"], is_shown=True)
        check_remark(by=by, answer=rows["Zin 2"], is_shown=False)
        page = client.get(reverse("school:alumni")).content.decode()
        assert "Zin 1" in page
        assert "Zin 2" not in page
        assert AlumniAnswer.objects.get(pk=rows["Zin 2"]).remark == ""

    def test_missed_competences_come_beside_the_line(self, coordinator: Membership, client: Client) -> None:
        told = [Answered(Reply("work", "much", ("people",)))] * 12 + [Answered(Reply("work", "much", ("work",)))] * 11
        self.closed(coordinator, 40, told)
        assert {one.key: one.value for one in missed_of(actor(coordinator))} == {"people": 12, "work": 11}
        page = sign_in(client, coordinator)
        begin_line(by=actor(coordinator), phases=["vmbo-bovenbouw"])
        assert "Wat oud-leerlingen misten" in page.get(reverse("school:line")).content.decode()

    def test_another_school_sees_and_does_nothing(self, coordinator: Membership, client: Client) -> None:
        self.closed(coordinator, 30, [NOA] * 12)
        stranger = make_staff(Role.PROFESSIONAL, make_school("Elders"), name="Piet")
        by = actor(stranger)
        assert results_for(by) == guests_for(by) == list(remarks_to_check(by)) == []
        assert missed_of(by) == []
        cohort = AlumniCohort.objects.get()
        with pytest.raises(LookupError):
            renew_link(by=by, cohort=cohort.pk)
        page = sign_in(client, stranger).get(reverse("school:alumni")).content.decode()
        assert "Klas 4V" not in page
        assert "Noa" not in page

    def test_manager_sees_results_but_no_guests_and_no_unchecked_remarks(
        self, coordinator: Membership, client: Client
    ) -> None:
        self.closed(coordinator, 30, [NOA] * 12)
        manager = make_staff(Role.MANAGER, coordinator.organisation, name="Chris")
        page = sign_in(client, manager).get(reverse("school:alumni")).content.decode()
        assert "antwoordden" in page
        for words in ["Noa", "Zin", "noa@example.org"]:
            assert words not in page

    def test_guest_stops_by_the_own_link(self, coordinator: Membership, client: Client) -> None:
        _cohort, token = self.cohort(coordinator)
        self.join(token, 1)
        open_rounds(timezone.localdate())
        self.answers(1, Answered(Reply(), guest=Guest("Noa", "noa@example.org", "Werk in de zorg")))
        assert [row.name for row in guests_for(actor(coordinator))] == ["Noa"]
        own = link_in_mail("noa@example.org", "/later/gast/")
        client.get(reverse("school:alumni_guest", args=[own]))
        assert AlumniGuest.objects.exists()
        client.post(reverse("school:alumni_guest", args=[own]))
        assert not AlumniGuest.objects.exists()

    def test_old_link_to_join_is_over_once_renewed(self, coordinator: Membership, client: Client) -> None:
        cohort, token = self.cohort(coordinator)
        renew_link(by=actor(coordinator), cohort=cohort.pk)
        assert client.get(reverse("school:alumni_join", args=[token])).status_code == 410

    def test_nobody_gets_the_address_of_another_beside_their_account(self, coordinator: Membership) -> None:
        _cohort, token = self.cohort(coordinator)
        self.join(token, 1)
        join_cohort(by=actor(make_person()), token=token, email="oud0@example.org", language="nl")
        row = AlumniContact.objects.get()
        assert row.person is None
        assert row.is_confirmed

    def test_account_stops_its_own_and_no_other(self, coordinator: Membership) -> None:
        _cohort, token = self.cohort(coordinator)
        person = make_person()
        join_cohort(by=actor(person), token=token, email="zelf@example.org", language="nl")
        row = AlumniContact.objects.get()
        assert not leave_by_account(by=actor(make_person()), contact=row.pk)
        assert leave_by_account(by=actor(person), contact=row.pk)
        assert not AlumniContact.objects.exists()

    def test_leaver_joins_and_answers_on_pages(self, coordinator: Membership, client: Client) -> None:
        _cohort, token = self.cohort(coordinator)
        page = client.post(reverse("school:alumni_join", args=[token]), {"email": "noa@example.org"})
        assert "Kijk in je mail" in page.content.decode()
        own = link_in_mail("noa@example.org", "/later/mijn/")
        client.post(reverse("school:alumni_mine", args=[own]), {"doe": "ja"})
        assert open_rounds(timezone.localdate()) == 1
        questions = reverse("school:alumni_ask", args=[link_in_mail("noa@example.org", "/later/vragen/")])
        both = {"doing": "mbo", "missed": ["people", "nothing"], "name": "Noa"}
        assert client.post(questions, both).status_code == 422
        client.post(questions, {"doing": "mbo", "missed": ["people"]})
        assert AlumniAnswer.objects.get().missed == ["people"]
