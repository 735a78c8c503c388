"""From routes, gaps, occupations and programmes into a plan; a visitor's choice waits, and nothing of it is lost."""

import re
from datetime import date
from pathlib import Path

import pytest
from django.contrib.sessions.backends.db import SessionStore
from django.test import Client

from tests.accounts.factories import actor, make_person, sign_in
from tests.orientation.test_kept_profile import signed_in
from tests.orientation.test_routes import HELPER, NURSE
from tests.orientation.test_views import at
from tests.reference.factories import GIVE_CARE, LISTEN, MEDICINES, load_small
from tests.reference.factories import NURSE as SMALL_NURSE
from tests.web.reading import assert_plain_dutch
from wending.accounts.models import Person
from wending.dossier.actions.plan import FullError, add_goal
from wending.dossier.models import Action, Endorsement, Goal, Item, ItemSkill
from wending.dossier.queries.skills import levels_held, skills_of
from wending.dossier.rules.plan import MOST_GOALS, Origin, ReadyGoal, ReadyStep
from wending.orientation.actions.plan import MOST_WAITING, add_to_plan, drop_waiting
from wending.orientation.actions.profile import add_work, remove_skill, save_skills
from wending.orientation.models import KeptProfile
from wending.orientation.queries.plan_ready import TICKED_SKILLS, plan_choices, waiting_goals
from wending.orientation.queries.profile import session_profile
from wending.orientation.queries.results import results
from wending.orientation.rules.choices import Choices
from wending.orientation.rules.profile import SessionProfile, Skill
from wending.orientation.rules.profile_dossier import with_dossier, without_dossier
from wending.reference.rules.uris import key_of

NURSE_KEY = key_of(NURSE)


@pytest.fixture
def catalogue(db: None, tmp_path: Path) -> None:
    """The embedded catalogue in force."""
    load_small(tmp_path, "catalogue")


def ready(number: int = 0) -> ReadyGoal:
    return ReadyGoal(f"Doel {number}", f"urn:test:{number}", Origin.ROUTE, (ReadyStep("a", "Stap a"),))


def test_route_page_leads_to_a_plan_without_a_cookie_on_the_way(catalogue: None, client: Client) -> None:
    html = client.get(at("routes", NURSE_KEY)).content.decode()
    form = re.search(r'<form method="get" action="/plan/erbij/".*?</form>', html, re.DOTALL)
    assert form is not None
    offered = re.findall(r'name="aanbod" value="([^"]+)"', form[0])
    assert offered
    assert not client.cookies
    page = client.get(at("plan_add"), {"doel": f"beroep:{NURSE_KEY}", "van": "route", "aanbod": offered})
    text = page.content.decode()
    assert text.count('name="stap"') == len(offered)
    assert_plain_dutch(text, [choice.step.what for choice in page.context["choices"].steps])


def test_visitor_chooses_makes_an_account_later_and_loses_nothing(catalogue: None, client: Client) -> None:
    client.post(at("profile_work"), {"uri": HELPER, "years": "4", "years_ago": "0"})
    html = client.get(at("routes", NURSE_KEY)).content.decode()
    programme = re.findall(r'name="aanbod" value="(opleiding:[^"]+)"', html)[0]
    told = {"doel": f"beroep:{NURSE_KEY}", "van": "route", "aanbod": [programme, f"beroep:{key_of(HELPER)}"]}
    answer = client.post(at("plan_add"), {**told, "stap": told["aanbod"]})
    assert answer["Location"] == at("plan_waiting")
    html = client.get(at("plan_waiting")).content.decode()
    assert "Leren: " in html
    assert "Maak een account" in html
    assert not Goal.objects.exists()
    assert "Er wacht iets voor je plan" in client.get(at("profile")).content.decode()

    sam = make_person()
    client.force_login(sam)
    assert [goal.target for goal in Goal.objects.all()] == [NURSE]
    assert {action.key for action in Action.objects.all()} == set(told["aanbod"])
    assert {action.origin for action in Action.objects.all()} == {Origin.ROUTE}
    assert KeptProfile.objects.get().person_id == sam.pk
    assert client.get(at("plan_waiting"))["Location"].endswith("/mijn/plan/")

    # Pressed once more, now with an account: nothing doubles.
    assert client.post(at("plan_add"), {**told, "stap": told["aanbod"]})["Location"].endswith("/mijn/plan/")
    assert Action.objects.count() == 2


def test_choices_come_from_the_reference_data_only(catalogue: None) -> None:
    assert plan_choices("beroep:onzin", [], "", "nl") is None
    assert plan_choices("onzin", [], "", "nl") is None
    assert plan_choices(f"beroep:{NURSE_KEY}\x00", [], "", "nl") is None
    steps = ["opleiding:onzin", "vaardigheid:Koop dit: http://kwaad.example", "iets", "beroep:\x00", "x" * 999]
    choices = plan_choices(f"beroep:{NURSE_KEY}", steps, "kwaad", "nl")
    assert choices is not None
    assert [choice.value for choice in choices.steps] == ["start:praat", "start:weg"]
    assert choices.ready(["start:weg", "opleiding:onzin"]).origin is Origin.OWN
    assert [step.key for step in choices.ready(["start:weg"]).steps] == ["start:weg"]


@pytest.mark.parametrize("lang", ["nl", "en"])
def test_gap_page_offers_missing_skills_with_the_first_ticked(catalogue: None, client: Client, lang: str) -> None:
    client.post(at("profile_work"), {"uri": HELPER, "years": "4", "years_ago": "0"})
    html = client.get(at("gap", NURSE_KEY, lang=lang)).content.decode()
    offered = [one.replace("&amp;", "&") for one in re.findall(r'name="aanbod" value="([^"]+)"', html)]
    skills = [one for one in offered if one.startswith("vaardigheid:")]
    assert len(skills) > TICKED_SKILLS
    page = client.get(at("plan_add", lang=lang), {"doel": f"beroep:{NURSE_KEY}", "van": "gap", "aanbod": offered})
    chosen = {choice.value: choice.checked for choice in page.context["choices"].steps}
    assert list(chosen) == offered
    assert [chosen[skill] for skill in skills] == [place < TICKED_SKILLS for place in range(len(skills))]


def test_programme_and_occupation_pages_lead_to_a_plan(catalogue: None, client: Client) -> None:
    html = client.get(at("occupation", NURSE_KEY)).content.decode()
    assert f"/plan/erbij/?doel=beroep:{NURSE_KEY}" in html
    sign_in(client, make_person())
    answer = client.post(at("plan_add"), {"doel": "opleiding:heftruck", "stap": ["start:kijk", "start:binnen"]})
    assert answer["Location"].endswith("/mijn/plan/")
    goal = Goal.objects.get()
    assert goal.target == "programme:heftruck"
    assert goal.actions.count() == 2


def test_waiting_goals_join_by_target_and_can_be_let_go(session: SessionStore) -> None:
    assert not add_to_plan(by=session, ready=ready())
    more = ReadyGoal("Doel 0", "urn:test:0", Origin.GAP, (ReadyStep("a", "Stap a"), ReadyStep("b", "Stap b")))
    add_to_plan(by=session, ready=more)
    assert [[step.key for step in goal.steps] for goal in waiting_goals(session)] == [["a", "b"]]
    drop_waiting(by=session, target="urn:test:0")
    assert waiting_goals(session) == []
    assert "waiting_plan" not in session


def test_too_much_waiting_is_refused_and_told(session: SessionStore) -> None:
    for number in range(MOST_WAITING):
        add_to_plan(by=session, ready=ready(number))
    with pytest.raises(FullError):
        add_to_plan(by=session, ready=ready(99))
    assert len(waiting_goals(session)) == MOST_WAITING


def test_what_finds_no_room_in_a_full_plan_goes_on_waiting(session: SessionStore) -> None:
    sam = make_person()
    for number in range(MOST_GOALS):
        add_goal(by=actor(sam), title=str(number))
    add_to_plan(by=session, ready=ready())
    device = signed_in(sam, session)
    assert [goal.target for goal in waiting_goals(device)] == ["urn:test:0"]
    Goal.objects.filter(pk=Goal.objects.earliest("made").pk).delete()
    assert add_to_plan(by=device, ready=ready())


# Skills of the dossier in the profile


@pytest.fixture
def sam(small_esco: None) -> Person:
    return make_person()


def learn(person: Person, uri: str, level: int | None = 2) -> ItemSkill:
    """Let somebody show a skill in something they did."""
    item = Item.objects.create(person=person, kind="work", title="Zorg")
    return ItemSkill.objects.create(item=item, uri=uri, level=level)


def test_dossier_flows_into_profile_and_results_at_once(sam: Person) -> None:
    device = signed_in(sam)
    assert results(device, Choices(), "nl").cards == []
    skill = learn(sam, GIVE_CARE, 4)
    assert session_profile(device).skills == (Skill(GIVE_CARE, 3, "dossier"),)
    before = {card.name.uri: card.score for card in results(device, Choices(), "nl").cards}
    learn(sam, MEDICINES)
    after = {card.name.uri: card.score for card in results(device, Choices(), "nl").cards}
    assert before
    assert before != after
    skill.delete()
    assert [one.uri for one in session_profile(device).skills] == [MEDICINES]
    assert not KeptProfile.objects.exists()


def test_skill_of_the_dossier_can_be_removed_from_the_profile_and_changed(sam: Person) -> None:
    device = signed_in(sam)
    learn(sam, GIVE_CARE)
    learn(sam, LISTEN)
    remove_skill(by=device, uri=GIVE_CARE)
    assert [one.uri for one in session_profile(device).skills] == [LISTEN]
    add_work(by=device, uri=SMALL_NURSE)
    stored = KeptProfile.objects.get().content
    assert stored["skills"] == []
    save_skills(by=device, shown=[LISTEN], levels={LISTEN: 1}, source="suggested")
    assert session_profile(device).skills == (Skill(LISTEN, 1, "suggested"),)
    ItemSkill.objects.all().delete()
    assert session_profile(device).skills == (Skill(LISTEN, 1, "suggested"),)


def test_profile_page_tells_which_skills_come_from_the_dossier(sam: Person, client: Client) -> None:
    learn(sam, GIVE_CARE)
    sign_in(client, sam)
    html = client.get(at("profile")).content.decode()
    assert "uit je dossier" in html
    assert 'href="/mijn/vaardigheden/"' in html


def test_levels_held_are_those_of_all_skills_that_have_a_name(sam: Person) -> None:
    for level in (1, None, 3):
        learn(sam, GIVE_CARE, level)
    learn(sam, LISTEN, None)
    learn(sam, "urn:wending:behaviour:listening")
    ItemSkill.objects.create(item=Item.objects.earliest("added"), name="iets eigens")
    Endorsement.objects.create(person=sam, skill_uri=MEDICINES, behaviour="x", giver="friend", given=date(2026, 1, 1))
    assert levels_held(actor(sam)) == {skill.uri: skill.level for skill in skills_of(actor(sam))}
    assert levels_held(actor(sam)) == {GIVE_CARE: 3, LISTEN: None, MEDICINES: None}


def test_dossier_of_another_flows_nowhere(sam: Person) -> None:
    learn(make_person("Kim"), GIVE_CARE)
    assert session_profile(signed_in(sam)).is_empty


def test_with_dossier_lets_the_profile_go_first_and_is_taken_out_again() -> None:
    own = SessionProfile(skills=(Skill("urn:a", 1),), declined=("urn:b",))
    held = {"urn:a": 3, "urn:b": 2, "urn:c": None}
    both = with_dossier(own, held)
    assert both.skills == (Skill("urn:a", 1), Skill("urn:c", 2, "dossier"))
    assert without_dossier(both, held) == own
    assert without_dossier(both, {}) == own
    assert without_dossier(both, {"urn:c": 1}).skills[1] == Skill("urn:c", 2)
