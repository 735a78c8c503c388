"""The self-assessment: apart, together, set; who may not; comparison from ten others; the report on paper."""

import io
from datetime import timedelta
from typing import Any

import pypdf
import pytest
from django.test import Client
from django.urls import reverse
from django.utils import timezone
from hypothesis import given
from hypothesis import strategies as st

from tests.accounts.factories import actor, sign_in
from tests.school.people import make_group, make_school, make_staff
from wending.accounts.models import Membership, Organisation
from wending.accounts.rules.roles import Role
from wending.kit.versions import Stale
from wending.school.actions.quality import (
    add_action,
    add_evidence,
    fill_in,
    mark_action,
    move_round,
    renew_comparisons,
    set_steps,
    start_round,
)
from wending.school.models import QualityAnswer, QualityComparison, QualityRound, QualityStep
from wending.school.queries.quality import round_view, statements_of, visits_share
from wending.school.queries.quality_data import FILES, questions
from wending.school.rules.quality import FRAMEWORKS, RoundState, quartiles_of, school_year, spread, standing
from wending.school.sources.quality.parse import COLUMNS, parse_quality


def files() -> dict[str, bytes]:
    return {name: (FILES / name).read_bytes() for name in COLUMNS}


def test_tables_hold_every_criterion_with_three_statements() -> None:
    data = questions()
    assert {key: len(data.criteria_of(key)) for key in FRAMEWORKS} == {"lob-vo": 4, "lob-mbo": 4, "gatsby": 8}
    assert {len(data.statements_of(one.key)) for one in data.criteria} == {3}


@pytest.mark.parametrize(
    ("name", "row", "line", "says"),
    [
        ("statements.csv", "x,nergens,Een zin.,A sentence.", 50, "is not in criteria.csv"),
        ("statements.csv", "vo-beleid-keuze,vo-beleid,Een zin.,A sentence.", 50, "is there twice"),
        ("statements.csv", "nieuw,vo-beleid,,A sentence.", 50, "nl is empty"),
        ("criteria.csv", "onbekend,k,K,K,Bron,", 18, "is unknown"),
        ("steps.csv", "5,x,x,x,x", 1, "the steps are not"),
    ],
)
def test_parse_quality_tells_by_file_and_line_what_is_wrong(name: str, row: str, line: int, says: str) -> None:
    content = files()
    content[name] += (row + "\n").encode()
    faults = parse_quality(content)[1]
    assert [(one.file, one.line) for one in faults] == [(name, line)]
    assert says in faults[0].what


@pytest.mark.parametrize(("day", "year"), [("2026-07-31", "2025-2026"), ("2026-08-01", "2026-2027")])
def test_school_year_turns_on_the_first_of_august(day: str, year: str) -> None:
    assert school_year(timezone.datetime.fromisoformat(day).date()) == year


@given(st.lists(st.integers(0, 4), max_size=12))
def test_standing_and_spread_leave_out_who_does_not_know(steps: list[int]) -> None:
    known = [step for step in steps if step]
    mean = standing(steps)
    assert (mean is None) is (not known)
    assert mean is None or abs(mean - sum(known) / len(known)) <= 0.0501
    assert spread(steps) == ((min(known), max(known)) if len(known) >= 3 else None)


@given(st.lists(st.floats(1, 4), max_size=15))
def test_quartiles_are_kept_from_ten_others_on(values: list[float]) -> None:
    found = quartiles_of([{"vo-beleid": value} for value in values])
    if len(values) < 11:
        assert found == {}
    else:
        low, middle, high = found["vo-beleid"]
        assert min(values) - 0.05 <= low <= middle <= high <= max(values) + 0.05
        ordered = sorted(values)
        half = len(values) // 2
        median = ordered[half] if len(values) % 2 else (ordered[half - 1] + ordered[half]) / 2
        assert abs(middle - median) <= 0.051


pytest_db = pytest.mark.django_db


class Team:
    """A school with a manager and three teachers."""

    def __init__(self, school: Organisation | None = None) -> None:
        self.school = school or make_school()
        self.manager = make_staff(Role.MANAGER, self.school, name="Chris")
        self.teachers = [make_staff(Role.TEACHER, self.school, name=name) for name in ("Dana", "Kim", "Luc")]
        self.round = start_round(by=actor(self.manager), framework="lob-vo")

    def fill(self, member: Membership, step: int, hand_in: bool = True) -> None:
        """Let somebody choose one step everywhere."""
        steps = {one.key: step for one in statements_of(self.round)}
        fill_in(by=actor(member), round=self.round.pk, steps=steps, note=f"Van {member.person}", hand_in=hand_in)

    def talk(self) -> None:
        """Open the talk."""
        self.round.refresh_from_db()
        move_round(by=actor(self.manager), round=self.round.pk, to=RoundState.TALKING, version=self.round.version)
        self.round.refresh_from_db()

    def set(self, step: int = 3) -> None:
        """Set one step everywhere."""
        steps = {one.key: step for one in statements_of(self.round)}
        version = self.round.version
        set_steps(by=actor(self.manager), round=self.round.pk, version=version, steps=steps, reasons={})
        self.round.refresh_from_db()

    def first(self, member: Membership) -> Any:
        """Return the first statement as a member sees it."""
        view = round_view(actor(member), self.round.pk)
        assert view
        return view.criteria[0].statements[0]


@pytest_db
class TestRound:
    def test_team_sees_the_spread_only_in_the_talk_and_from_three(self) -> None:
        team = Team()
        team.fill(team.teachers[0], 1)
        team.fill(team.teachers[1], 4)
        team.fill(team.teachers[2], 2, hand_in=False)
        seen = team.first(team.manager)
        assert (seen.low, seen.high, seen.own) == (None, None, None)
        team.talk()
        assert team.first(team.manager).low is None
        move_round(by=actor(team.manager), round=team.round.pk, to=RoundState.FILLING, version=team.round.version)
        team.fill(team.teachers[2], 2)
        assert team.first(team.teachers[0]).low is None
        team.talk()
        seen = team.first(team.teachers[0])
        assert (seen.low, seen.high, seen.own) == (1, 4, 1)

    def test_note_is_on_no_page_but_ones_own(self, client: Client) -> None:
        team = Team()
        for member in team.teachers:
            team.fill(member, 2)
        team.talk()
        sign_in(client, team.manager)
        for name in ["quality_round", "quality_set", "quality_fill"]:
            page = client.get(reverse(f"school:{name}", args=[team.round.pk])).content.decode()
            assert "Van Dana" not in page, name
        own = sign_in(Client(), team.teachers[0]).get(reverse("school:quality_round", args=[team.round.pk]))
        assert own.status_code == 200

    def test_filling_in_is_over_once_the_talk_began(self) -> None:
        team = Team()
        team.talk()
        with pytest.raises(Stale):
            team.fill(team.teachers[0], 1)

    def test_set_steps_asks_a_step_for_every_statement(self) -> None:
        team = Team()
        team.talk()
        with pytest.raises(ValueError, match="no step"):
            set_steps(by=actor(team.manager), round=team.round.pk, version=2, steps={}, reasons={})
        assert not QualityStep.objects.exists()

    def test_set_steps_of_an_older_version_saves_nothing(self) -> None:
        team = Team()
        team.talk()
        team.round.version -= 1
        with pytest.raises(Stale):
            team.set()
        assert not QualityStep.objects.exists()

    def test_trend_holds_the_years_that_were_set(self) -> None:
        team = Team()
        team.talk()
        team.set(3)
        earlier = QualityRound.objects.create(
            organisation=team.school, framework="lob-vo", year="2020-2021", state=RoundState.SET
        )
        QualityStep.objects.create(round=earlier, statement="vo-beleid-keuze", step=1)
        QualityRound.objects.create(organisation=team.school, framework="lob-vo", year="2021-2022")
        view = round_view(actor(team.manager), team.round.pk)
        assert view
        assert view.years == ["2020-2021", team.round.year]
        assert view.trend[0] == ("Beleid", [1.0, 3.0])
        assert view.trend[1] == ("Activiteiten", [None, 3.0])

    def test_action_is_done_once_and_knows_its_version(self) -> None:
        team = Team()
        by = actor(team.manager)
        due = timezone.localdate() + timedelta(days=30)
        action = add_action(
            by=by, round=team.round.pk, criterion="vo-beleid", text="Uren regelen", owner="Chris", due=due
        )
        mark_action(by=by, round=team.round.pk, action=action.pk, is_done=True, version=1)
        with pytest.raises(Stale):
            mark_action(by=by, round=team.round.pk, action=action.pk, is_done=False, version=1)
        with pytest.raises(LookupError):
            add_action(by=by, round=team.round.pk, criterion="gatsby-1", text="x", owner="y", due=due)


def outsiders(team: Team) -> list[Membership]:
    """Return who is not of the team: a team of another school, and a learner here."""
    other = make_school("Elders")
    return [
        make_staff(Role.MANAGER, other, name="Eva"),
        make_staff(Role.TEACHER, other, name="Piet"),
    ]


@pytest_db
class TestWhoMayNot:
    def test_another_school_reaches_nothing_by_number(self, client: Client) -> None:
        team = Team()
        team.talk()
        team.set()
        for member in outsiders(team):
            sign_in(client, member)
            for name in ["quality_round", "quality_fill", "quality_report"]:
                assert client.get(reverse(f"school:{name}", args=[team.round.pk])).status_code == 404, name
            with pytest.raises(LookupError):
                fill_in(by=actor(member), round=team.round.pk, steps={}, note="", hand_in=True)
            with pytest.raises(LookupError):
                add_evidence(by=actor(member), round=team.round.pk, criterion="vo-beleid", text="x", link="")

    def test_only_the_manager_starts_opens_sets_and_plans(self, client: Client) -> None:
        team = Team()
        by = actor(team.teachers[0])
        due = timezone.localdate()
        with pytest.raises(LookupError):
            start_round(by=by, framework="gatsby")
        with pytest.raises(LookupError):
            move_round(by=by, round=team.round.pk, to=RoundState.TALKING, version=1)
        with pytest.raises(LookupError):
            set_steps(by=by, round=team.round.pk, version=1, steps={}, reasons={})
        with pytest.raises(LookupError):
            add_action(by=by, round=team.round.pk, criterion="vo-beleid", text="x", owner="y", due=due)
        page = sign_in(client, team.teachers[0]).get(reverse("school:quality_set", args=[team.round.pk]))
        assert page.status_code == 403

    def test_answers_go_with_their_person(self) -> None:
        team = Team()
        team.fill(team.teachers[0], 2)
        team.teachers[0].person.delete()
        assert not QualityAnswer.objects.exists()

    def test_share_of_classes_is_told_from_ten_classes_on(self) -> None:
        team = Team()
        for number in range(9):
            make_group(team.school, f"{number}")
        assert visits_share(actor(team.manager)) is None
        make_group(team.school, "9")
        assert visits_share(actor(team.manager)) == (0, 10)


def other_schools(count: int, step: int = 2) -> None:
    """Let other schools set this year's round."""
    year = school_year(timezone.localdate())
    for number in range(count):
        row = QualityRound.objects.create(
            organisation=make_school(f"Anders {number}"), framework="lob-vo", year=year, state=RoundState.SET
        )
        QualityStep.objects.create(round=row, statement="vo-beleid-keuze", step=step)


@pytest_db
class TestComparison:
    def test_compares_with_ten_others_and_not_with_nine(self, client: Client) -> None:
        team = Team()
        team.talk()
        team.set()
        other_schools(9)
        assert renew_comparisons() == 0
        sign_in(client, team.manager)
        address = reverse("school:quality_round", args=[team.round.pk])
        assert "nog geen tien andere scholen" in client.get(address).content.decode()
        other_schools(1)
        assert renew_comparisons() == 1
        view = round_view(actor(team.manager), team.round.pk)
        assert view
        assert (view.compared, view.criteria[0].others) == (11, [2.0, 2.0, 2.0])
        assert view.criteria[1].others is None
        page = client.get(address).content.decode()
        assert "Midden van 11 scholen" in page
        assert "Anders" not in page

    def test_comparison_grows_by_ten_at_once(self) -> None:
        other_schools(11)
        assert renew_comparisons() == 1
        other_schools(9)
        assert renew_comparisons() == 0
        other_schools(1)
        assert renew_comparisons() == 1
        assert list(QualityComparison.objects.values_list("schools", flat=True)) == [11, 21]

    def test_school_that_has_not_set_its_own_sees_no_others(self) -> None:
        team = Team()
        other_schools(11)
        renew_comparisons()
        view = round_view(actor(team.manager), team.round.pk)
        assert view
        assert view.compared is None


@pytest_db
def test_report_holds_standing_evidence_and_plan_and_no_ones_answers(client: Client) -> None:
    team = Team(make_school("Het Palet"))
    for member in team.teachers:
        team.fill(member, 1)
    team.talk()
    team.set(3)
    by = actor(team.manager)
    add_evidence(by=by, round=team.round.pk, criterion="vo-beleid", text="Ons plan op de site", link="")
    due = timezone.localdate() + timedelta(days=30)
    add_action(by=by, round=team.round.pk, criterion="vo-beleid", text="Uren regelen", owner="Teamleider", due=due)
    answer = sign_in(client, team.manager).get(reverse("school:quality_report", args=[team.round.pk]))
    paper = pypdf.PdfReader(io.BytesIO(answer.content))
    text = " ".join(" ".join(page.extract_text() for page in paper.pages).split())
    for words in ["Het Palet", "3,0", "Ons plan op de site", "Uren regelen", "Teamleider", "Kwaliteitsagenda LOB VO"]:
        assert words in text, words
    for words in ["Dana", "Van Kim"]:
        assert words not in text


@pytest_db
def test_team_member_fills_in_on_the_page(client: Client) -> None:
    team = Team()
    sign_in(client, team.teachers[0])
    address = reverse("school:quality_fill", args=[team.round.pk])
    assert "Hoe zie jij het?" in client.get(address).content.decode()
    client.post(address, {"vo-beleid-keuze": "2", "vo-beleid-wie": "0", "note": "", "doe": "lever"})
    row = QualityAnswer.objects.get()
    assert (row.steps, row.handed_in) == ({"vo-beleid-keuze": 2, "vo-beleid-wie": 0}, True)
    assert client.post(address, {"vo-beleid-keuze": "9"}).status_code == 422
