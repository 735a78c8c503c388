"""The scan of learning at work: nobody can tell who answered what, or whether; results say how sure they are."""

from datetime import timedelta

import numpy as np
import pytest
from django.core.exceptions import PermissionDenied, ValidationError
from django.test import Client
from django.urls import reverse
from django.utils import timezone
from hypothesis import given
from hypothesis import strategies as st
from scipy import stats

from tests.accounts.factories import actor, make_person, sign_in
from tests.work.change_world import asks, many, person_of
from tests.work.people import make_colleague, make_firm, make_manager, make_team
from wending.accounts.models import Mail, Membership, Organisation
from wending.ledger.models import Entry
from wending.work.actions.scan import answer_by_link, answer_scan, close_due, remind_all, start_scan
from wending.work.models import Colleague, ScanAnswer, ScanPass, ScanRound
from wending.work.queries.scan import open_rounds, results_of, rounds_for, scan, steps
from wending.work.rules.scan import WHOLE, Answer, Estimate, at_least, change, estimate, frozen

DAY = timedelta(days=1)
BLOCKS = [scale.id for scale in scan().scales]
GIVEN = {item.id: 4 for item in scan().items}


def answers(counts: dict[str, int], value: float = 50.0) -> list[Answer]:
    return [Answer({"work": value + k % 7}, group) for group, count in counts.items() for k in range(count)]


def test_estimate_is_the_interval_of_student() -> None:
    values = [40.0, 45, 50, 55, 60, 42, 48, 52, 58, 50, 61]
    found = estimate(values)
    assert found is not None
    low, high = stats.t.interval(0.95, len(values) - 1, np.mean(values), stats.sem(values))
    assert (found.mean, found.low, found.high) == (round(np.mean(values), 1), round(low, 1), round(high, 1))
    assert estimate(values[:9]) is None


def test_estimate_does_not_tell_that_everybody_said_the_same() -> None:
    found = estimate([100.0] * 12)
    assert found is not None
    assert found.mean == found.high == 95.0


def test_change_is_the_interval_of_welch() -> None:
    before, after = [50.0, 52, 48, 55, 45, 51, 49, 53, 47, 50], [58.0, 61, 64, 55, 60, 59, 62, 57, 63, 61, 60]
    one, other = estimate(before), estimate(after)
    assert one is not None
    assert other is not None
    found = change(one, other)
    twin = stats.ttest_ind(after, before, equal_var=False).confidence_interval()
    assert (found.low, found.high) == (pytest.approx(twin.low, abs=0.2), pytest.approx(twin.high, abs=0.2))
    assert found.is_real
    assert not change(one, one).is_real


def test_change_without_any_spread_is_what_it_is() -> None:
    same = Estimate(50.0, 50.0, 50.0, 0.0, 12)
    assert not change(same, same).is_real
    assert change(same, Estimate(60.0, 60.0, 60.0, 0.0, 12)).is_real


def test_frozen_hides_a_small_team_and_one_more_that_would_give_it_away() -> None:
    found = frozen(answers({"a": 10, "b": 12, "c": 9}), ["work"])["work"]
    assert set(found) == {WHOLE, "b"}
    # Of 31 with 12 and 10 shown, the nine would follow.
    assert frozen(answers({"a": 12, "b": 12}), ["work"])["work"].keys() == {WHOLE, "a", "b"}
    assert frozen(answers({"a": 9}), ["work"]) == {}


@given(st.dictionaries(st.sampled_from(["", "a", "b", "c", "d"]), st.integers(1, 25), min_size=1))
def test_frozen_never_leaves_a_hidden_rest_of_few(counts: dict[str, int]) -> None:
    found = frozen(answers(counts), ["work"]).get("work", {})
    if found:
        rest = sum(counts.values()) - sum(one.n for group, one in found.items() if group != WHOLE)
        assert rest == 0 or rest >= 10
        assert all(one.n >= 10 for one in found.values())


def test_at_least_tells_tens_only() -> None:
    assert [at_least(n) for n in (9, 10, 19, 20)] == [0, 10, 10, 20]


def test_every_block_has_items_in_two_languages_and_steps_with_reasons() -> None:
    assert len(scan().items) == 18
    assert all(len(scan().items_of(block)) == 3 for block in BLOCKS)
    assert {step.block for step in steps()} == set(BLOCKS)
    assert all(step.text.en and step.why.nl and step.why.en for step in steps())


@pytest.fixture
def firm(db: None) -> Organisation:
    return make_firm()


@pytest.fixture
def boss(firm: Organisation) -> Membership:
    return make_manager(firm)


def opened(boss: Membership, people: int = 12, accounts: int = 12) -> tuple[ScanRound, list[Colleague]]:
    rows = many(people, boss.organisation, make_team(boss.organisation), accounts)
    round_ = start_scan(by=actor(boss), closes=timezone.localdate() + 14 * DAY, link=lambda token: f"/{token}")
    return round_, rows


def over(round_: ScanRound) -> None:
    ScanRound.objects.filter(pk=round_.pk).update(closes=timezone.localdate() - DAY)
    assert close_due() == 1


def test_start_scan_of_nine_people_is_refused_and_ten_is_enough(boss: Membership) -> None:
    many(9, boss.organisation)
    closes = timezone.localdate() + 14 * DAY
    with pytest.raises(ValidationError, match="minder dan tien"):
        start_scan(by=actor(boss), closes=closes, link=str)
    make_colleague(boss.organisation)
    assert start_scan(by=actor(boss), closes=closes, link=str)


def test_start_scan_again_within_half_a_year_is_refused(boss: Membership) -> None:
    round_, _rows = opened(boss)
    closes = timezone.localdate() + 14 * DAY
    with pytest.raises(ValidationError):
        start_scan(by=actor(boss), closes=closes, link=str)
    over(round_)
    with pytest.raises(ValidationError, match="half jaar"):
        start_scan(by=actor(boss), closes=closes, link=str)
    ScanRound.objects.update(begins=timezone.localdate() - 181 * DAY)
    assert start_scan(by=actor(boss), closes=closes, link=str)


def test_start_scan_for_a_firm_by_anybody_else_is_refused(firm: Organisation) -> None:
    many(12, firm)
    for other in (actor(make_person("Los")), actor(make_colleague(firm, make_person("Em")).account)):  # type: ignore[arg-type]
        with pytest.raises(PermissionDenied):
            start_scan(by=other, closes=timezone.localdate() + 14 * DAY, link=str)


def test_answer_leaves_nothing_that_ties_it_to_a_person_or_a_moment(boss: Membership) -> None:
    round_, rows = opened(boss)
    before = Entry.objects.count()
    for row in rows[:5]:
        assert answer_scan(by=asks(row), round_=round_.pk, answers=GIVEN, team=None)
    assert Entry.objects.count() == before
    assert Mail.objects.filter(person__isnull=False).count() == 0
    fields = {field.name for field in ScanAnswer._meta.get_fields()}
    assert fields == {"id", "round", "content"}
    for one in ScanAnswer.objects.all():
        assert set(one.content) == {"blocks", "group", "moments"}
    # The row of who was asked has no time and no tie to an answer.
    assert {field.name for field in ScanPass._meta.get_fields()} == {
        "id",
        "round",
        "colleague",
        "token_hash",
        "is_used",
    }


def test_each_answer_gives_all_answers_new_numbers_in_a_new_order(boss: Membership) -> None:
    round_, rows = opened(boss)
    for row in rows[:6]:
        answer_scan(by=asks(row), round_=round_.pk, answers=GIVEN, team=None)
    first = set(ScanAnswer.objects.values_list("pk", flat=True))
    marked = {**GIVEN, "work-1": 1, "work-2": 5, "work-3": 1}
    answer_scan(by=asks(rows[6]), round_=round_.pk, answers=marked, team=None)
    assert not first & set(ScanAnswer.objects.values_list("pk", flat=True))
    places = set()
    for row in rows[7:]:
        answer_scan(by=asks(row), round_=round_.pk, answers=GIVEN, team=None)
        works = [one.content["blocks"]["work"] for one in ScanAnswer.objects.order_by("pk")]
        places.add(works.index(0.0) / len(works))
    assert len(places) > 1


def test_answer_twice_counts_once_and_nobody_is_told(boss: Membership) -> None:
    round_, rows = opened(boss)
    assert answer_scan(by=asks(rows[0]), round_=round_.pk, answers=GIVEN, team=None)
    assert answer_scan(by=asks(rows[0]), round_=round_.pk, answers=GIVEN, team=None)
    assert ScanAnswer.objects.count() == 1
    assert list(open_rounds(asks(rows[0]))) == [round_]


def test_answer_of_a_stranger_or_after_the_last_day_is_not_taken(boss: Membership) -> None:
    round_, rows = opened(boss)
    assert not answer_scan(by=actor(make_person("Los")), round_=round_.pk, answers=GIVEN, team=None)
    Colleague.objects.filter(pk=rows[0].pk).update(ended=timezone.localdate())
    assert not answer_scan(by=asks(rows[0]), round_=round_.pk, answers=GIVEN, team=None)
    ScanRound.objects.update(closes=timezone.localdate() - DAY)
    assert not answer_scan(by=asks(rows[1]), round_=round_.pk, answers=GIVEN, team=None)
    assert not answer_by_link(token="nothing", answers=GIVEN, team=None)
    assert ScanAnswer.objects.count() == 0


def test_team_of_another_firm_is_not_taken(boss: Membership) -> None:
    round_, rows = opened(boss)
    other = make_team(make_firm("Slager"))
    answer_scan(by=asks(rows[0]), round_=round_.pk, answers=GIVEN, team=other.pk)
    assert ScanAnswer.objects.get().content["group"] == ""


def test_closing_freezes_results_and_erases_answers_and_who_was_asked(boss: Membership) -> None:
    round_, rows = opened(boss)
    for k, row in enumerate(rows):
        answer_scan(by=asks(row), round_=round_.pk, answers={**GIVEN, "room-1": 1 + k % 5}, team=None, moments=k)
    assert results_of(actor(boss), "nl") is None
    over(round_)
    assert not ScanAnswer.objects.exists()
    assert not ScanPass.objects.exists()
    found = results_of(actor(boss), "nl")
    assert found is not None
    assert found.at_least == 10
    assert found.moments is not None
    assert found.moments.mean == 5.5
    assert found.compared_with is None
    assert [block.id for block in found.blocks] == BLOCKS
    assert results_of(asks(rows[0]), "en") is not None
    assert results_of(actor(make_manager(make_firm("Slager"), "Rik")), "nl", round_.pk) is None
    assert close_due() == 0


def test_nine_answers_show_nothing_not_even_how_many(boss: Membership) -> None:
    round_, rows = opened(boss)
    for row in rows[:9]:
        answer_scan(by=asks(row), round_=round_.pk, answers=GIVEN, team=None)
    over(round_)
    found = results_of(actor(boss), "nl")
    assert found is not None
    assert found.at_least == 0
    assert all(block.now is None for block in found.blocks)
    assert ScanRound.objects.get().results == {}


def test_page_of_the_manager_is_the_same_before_and_after_somebody_answers(client: Client, boss: Membership) -> None:
    round_, rows = opened(boss)
    sign_in(client, boss)

    def seen() -> str:
        return client.get(reverse("work:culture")).content.decode().split("<h1>")[1].split("csrfmiddleware")[0]

    before = seen()
    for row in rows[:11]:
        answer_scan(by=asks(row), round_=round_.pk, answers=GIVEN, team=None)
    assert seen() == before


def test_no_answer_is_chosen_beforehand(client: Client, boss: Membership) -> None:
    links: list[str] = []
    for row in many(12, boss.organisation):
        Colleague.objects.filter(pk=row.pk).update(email="x@example.org")
    start_scan(by=actor(boss), closes=timezone.localdate() + timedelta(days=14), link=lambda t: links.append(t) or t)
    page = client.get(reverse("work:scan_link", args=links[:1])).content.decode()

    assert page.count('type="radio"') > 3 * len(scan().items)
    assert " checked" not in page


def test_link_that_was_used_looks_like_one_that_was_not(client: Client, boss: Membership) -> None:
    tokens: list[str] = []
    for row in many(12, boss.organisation):
        Colleague.objects.filter(pk=row.pk).update(email="x@example.org")
    start_scan(
        by=actor(boss),
        closes=timezone.localdate() + 14 * DAY,
        link=lambda token: tokens.append(token) or token,  # type: ignore[func-returns-value]
    )
    given_answers = {item.id: "3" for item in scan().items}
    url = reverse("work:scan_link", args=[tokens[0]])
    fresh = client.get(url).content
    thanks = client.post(url, given_answers).content
    assert ScanAnswer.objects.count() == 1

    def plain(content: bytes) -> str:
        return content.decode().split("<h1>")[1].split("<form")[0]

    assert plain(client.get(url).content) == plain(fresh)
    assert client.post(url, given_answers).content.split(b"<h1>")[1] == thanks.split(b"<h1>")[1]
    assert ScanAnswer.objects.count() == 1
    assert client.get(reverse("work:scan_link", args=["x" * 43])).status_code == 410


def test_reminder_goes_to_who_answered_too(boss: Membership) -> None:
    round_, rows = opened(boss)
    Colleague.objects.update(email="x@example.org")
    answer_scan(by=asks(rows[0]), round_=round_.pk, answers=GIVEN, team=None)
    ScanRound.objects.update(closes=timezone.localdate() + 3 * DAY)
    assert remind_all() == 12
    assert Mail.objects.filter(key__startswith="scan-reminder").count() == 12


def test_second_round_says_what_changed_or_that_no_difference_can_be_seen(boss: Membership) -> None:
    round_, rows = opened(boss)
    for k, row in enumerate(rows):
        answer_scan(by=asks(row), round_=round_.pk, answers={**GIVEN, "room-1": 1 + k % 5}, team=None)
    over(round_)
    ScanRound.objects.update(begins=timezone.localdate() - 200 * DAY, closed=timezone.localdate() - 150 * DAY)
    later = start_scan(by=actor(boss), closes=timezone.localdate() + 14 * DAY, link=str)
    low = {item.id: 1 for item in scan().items if item.scale == "outside"}
    for k, row in enumerate(rows):
        answer_scan(by=asks(row), round_=later.pk, answers={**GIVEN, **low, "room-1": 1 + (k + 1) % 5}, team=None)
    over(later)
    found = results_of(actor(boss), "nl")
    assert found is not None
    changes = {block.id: block.change for block in found.blocks}
    assert changes["outside"] is not None
    assert changes["outside"].is_real
    assert changes["room"] is not None
    assert not changes["room"].is_real


def test_rounds_of_a_firm_are_gone_for_who_left(boss: Membership) -> None:
    round_, rows = opened(boss)
    assert round_ in rounds_for(asks(rows[0]))
    Membership.objects.filter(person=person_of(rows[0])).update(ended=timezone.now())
    assert not rounds_for(asks(rows[0]))


def test_small_firm_gets_a_talk_in_the_place_of_numbers(client: Client, boss: Membership) -> None:
    many(5, boss.organisation)
    sign_in(client, boss)
    page = client.get(reverse("work:culture")).content.decode()
    assert reverse("work:culture_talk") in page
    assert "Zet de vragen open" not in page
    talk = client.get(reverse("work:culture_talk")).content.decode()
    assert all(scale.prompt.nl in talk for scale in scan().scales)
