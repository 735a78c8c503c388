"""Reads of orientation on a small made-up ESCO: who fits what, why, what is missing, what is shared."""

import numpy as np
import pytest
from django.contrib.sessions.backends.db import SessionStore

from tests.reference.factories import CARER, COURIER, DRIVE, DRIVER, GIVE_CARE, LIFT, LISTEN, MEDICINES, NURSE
from wending.engine.fit import FitData
from wending.orientation.actions import profile as actions
from wending.orientation.queries.frozen import frozen_result
from wending.orientation.queries.index import fit_index, with_conditions
from wending.orientation.queries.occupation import browse_view, gap_view, occupation_view
from wending.orientation.queries.papers import gap_paper, results_paper
from wending.orientation.queries.person import engine_weights, person, suggested_by_work
from wending.orientation.queries.profile import profile_view
from wending.orientation.queries.results import chosen, results
from wending.orientation.queries.steps import outside_step, skills_step, work_step
from wending.orientation.queries.text import proposals
from wending.orientation.rules.choices import Choices
from wending.orientation.rules.conditions import CONDITIONS
from wending.orientation.rules.outside import SKILL_PREFIX
from wending.orientation.rules.profile import SessionProfile, Skill, Wishes, Work

pytestmark = pytest.mark.usefixtures("small_esco")


def test_fit_index_is_the_same_object_until_the_data_changes() -> None:
    assert fit_index() is fit_index()
    assert set(fit_index().occupations_) == {NURSE, CARER, DRIVER, COURIER}


def test_with_conditions_marks_only_what_skills_give_away() -> None:
    import scipy.sparse as sp

    lifting = SKILL_PREFIX + CONDITIONS["lifting"][0]
    data = FitData(occupations=("a", "b"), skills=("s", lifting), essential=sp.csr_matrix([[1, 1], [1, 0]]))
    table = with_conditions(data).conditions
    assert table is not None
    column = list(CONDITIONS).index("lifting")
    assert table[0, column] == 1.0
    assert np.isnan(np.delete(table, column, axis=1)).all()
    assert np.isnan(table[1]).all()


def test_suggested_by_work_stops_where_someone_said_no() -> None:
    profile = SessionProfile(work=(Work(NURSE),), skills=(Skill(LISTEN),), declined=(MEDICINES,))
    assert suggested_by_work(fit_index(), profile) == {GIVE_CARE: NURSE}


def test_person_speaks_the_language_of_the_engine() -> None:
    profile = SessionProfile(
        work=(Work(DRIVER, 0, 4), Work("gone")),
        skills=(Skill(LISTEN, 1),),
        education_level="4+",
        education_field="09",
        interests=("care", "teach", "listen"),
        wishes=Wishes(("support",), "leave", 24, ("lifting",)),
    )
    told = person(fit_index(), profile)
    assert {skill.uri: (skill.level, skill.certainty) for skill in told.skills} == {
        LISTEN: (0.5, 1.0),
        DRIVE: (None, 0.7),
        LIFT: (None, 0.7),
    }
    assert [(past.uri, past.years, past.years_ago) for past in told.past] == [(DRIVER, 0.5, 4.0)]
    assert told.level == 4.5
    assert told.riasec == (0, 0, 0, 1, 0, 0)
    assert told.values == (0, 0, 0, 0, 1, 0)
    assert told.preferences.sector_wish == "leave"


def test_engine_weights_follow_the_sliders() -> None:
    told = SessionProfile(work=(Work(NURSE),))
    usual, moved = engine_weights(Choices(), told), engine_weights(Choices(weights={"skills": 0, "past": 4}), told)
    assert (moved.essential, moved.used) == (0, 0)
    assert moved.transition == 2 * usual.transition
    assert moved.interests == usual.interests


def test_engine_weights_of_who_told_no_skills_leave_skills_out() -> None:
    assert engine_weights(Choices(), SessionProfile(interests=("care",))).essential == 0
    only_skills = Choices(weights={"interests": 0, "wishes": 0, "level": 0, "past": 0})
    assert engine_weights(only_skills, SessionProfile(interests=("care",))).essential > 0


def test_results_of_a_nurse_put_the_carer_first_and_leave_her_own_work_out(session: SessionStore) -> None:
    actions.add_work(by=session, uri=NURSE, years=8)
    page = results(session, Choices(), "nl")
    assert page.cards[0].name.text == "verzorgende"
    assert NURSE not in [card.name.uri for card in page.cards]
    assert page.is_guessed
    carer = page.cards[0]
    assert [skill.text for skill in carer.matched] == ["mensen verzorgen", "luisteren"]
    assert carer.missing == []
    assert carer.effort == "short_learning" or carer.effort == "small_step"


def test_results_without_a_profile_are_empty(session: SessionStore) -> None:
    page = results(session, Choices(), "nl")
    assert page.cards == []
    assert not page.profile.can_rank


def test_results_of_interests_alone_say_nothing_of_effort(session: SessionStore) -> None:
    actions.save_interests(by=session, tiles=["care", "teach", "listen"])
    page = results(session, Choices(), "nl")
    assert {card.effort_words for card in page.cards} == {""}
    assert page.cards[0].name.uri in {NURSE, CARER}


def test_results_filter_by_group_and_effort(session: SessionStore) -> None:
    actions.add_work(by=session, uri=NURSE)
    assert {card.name.uri for card in results(session, Choices(groups=("8",)), "nl").cards} == {DRIVER, COURIER}
    small = results(session, Choices(efforts=("small_step", "short_learning")), "nl")
    assert [card.name.uri for card in small.cards] == [CARER]


def test_results_with_surprise_leave_the_own_kind_of_work(session: SessionStore) -> None:
    actions.add_work(by=session, uri=NURSE)
    page = results(session, Choices(is_surprising=True), "nl")
    assert {card.name.uri for card in page.cards} == {DRIVER, COURIER}
    assert {dot.kind for dot in page.dots} == {"surprise"}


def test_results_name_what_one_skill_would_change(session: SessionStore) -> None:
    actions.save_skills(by=session, shown=[], levels={}, source="suggested")
    actions.save_skills(by=session, shown=[LIFT], levels={LIFT: 3}, source="suggested")
    better = {card.name.uri: card.better for card in results(session, Choices(), "nl").cards}
    learned = better[NURSE] or better[CARER]
    assert learned is not None
    assert learned.place < 3


def test_chosen_keeps_the_order_and_leaves_unknown_out(session: SessionStore) -> None:
    actions.add_work(by=session, uri=NURSE)
    cards = chosen(session, ["driver", "nothing", "carer", "driver"], "nl", 4)
    assert [card.name.key for card in cards] == ["driver", "carer"]
    assert chosen(SessionStore(), ["driver"], "nl", 4) == []


def test_gap_view_tells_what_is_there_and_what_is_missing(session: SessionStore) -> None:
    actions.save_skills(by=session, shown=[GIVE_CARE], levels={GIVE_CARE: 3}, source="suggested")
    page = gap_view(session, "nurse", "nl")
    assert page is not None
    assert page.card is not None
    assert [skill.uri for skill in page.card.matched] == [GIVE_CARE]
    assert {skill.name.uri for skill in page.card.missing_essential} == {LISTEN, MEDICINES}
    assert [skill.name.uri for skill in page.card.missing_optional] == [LIFT]
    assert page.facts.is_regulated


def test_gap_view_without_profile_has_no_card_and_of_nothing_is_none(session: SessionStore) -> None:
    page = gap_view(session, "nurse", "nl")
    assert page is not None
    assert page.card is None
    assert gap_view(session, "nothing", "nl") is None


def test_occupation_view_leads_somewhere_and_never_twice(session: SessionStore) -> None:
    page = occupation_view(session, "nurse", "nl")
    assert page is not None
    near, far = ([step.name.uri for step in steps] for steps in (page.leads_to, page.elsewhere))
    assert CARER in near
    assert not set(near) & set(far)
    assert page.interests[3] == max(page.interests)
    assert {release.source for release in page.sources} >= {"esco", "onet"}


def test_browse_view_shows_groups_then_occupations() -> None:
    assert [group.code for group in browse_view("nl", "", "", 1).groups] == ["2", "8"]
    assert [group.code for group in browse_view("nl", "", "2", 1).groups] == ["22"]
    deeper = browse_view("nl", "", "22", 1)
    assert deeper.listed is not None
    assert {item.uri for item in deeper.listed.items} == {NURSE, CARER}
    assert browse_view("nl", "koerier", "", 1).found[0].name.uri == COURIER


def test_work_step_finds_and_offers(session: SessionStore) -> None:
    page = work_step(session, "nl", "zuster", "driver")
    assert page.found[0].name.uri == NURSE
    assert page.found[0].also == "ook: zuster"
    assert page.offered is not None
    assert page.offered.uri == DRIVER
    assert work_step(session, "nl", "  ", "nothing").found == []


def test_skills_step_ticks_what_was_told(session: SessionStore) -> None:
    actions.add_work(by=session, uri=NURSE)
    actions.save_skills(by=session, shown=[LISTEN], levels={LISTEN: 3}, source="suggested")
    page = skills_step(session, "en", "", 2)
    assert len(page.suggestions) == 2
    assert page.has_more
    whole = skills_step(session, "en", "", 24)
    assert {tick.name.text: tick.level for tick in whole.suggestions}["listen"] == 3


def test_outside_step_proposes_only_what_the_data_knows(session: SessionStore) -> None:
    actions.save_outside(by=session, activities=["cook", "care_family"])
    assert outside_step(session, "nl").ticks == []


def test_profile_view_leaves_out_what_is_no_longer_there(session: SessionStore) -> None:
    actions.add_work(by=session, uri=NURSE, years=8, years_ago=4)
    actions.add_work(by=session, uri="http://gone")
    actions.save_skills(by=session, shown=["http://gone", LISTEN], levels={"http://gone": 2, LISTEN: 1}, source="text")
    page = profile_view(session, "nl")
    assert [(work.name.text, work.years_words) for work in page.work] == [("verpleegkundige", "6 tot 10 jaar")]
    assert [(skill.name.text, skill.level_words) for skill in page.skills] == [("luisteren", "een beetje")]


def test_frozen_result_holds_only_what_was_chosen_to_show(session: SessionStore) -> None:
    actions.add_work(by=session, uri=NURSE, years=15)
    actions.save_wishes(by=session, wishes=Wishes(hours=24, avoided=("lifting",)))
    bare = frozen_result(session, ["carer"], [], "nl")
    assert bare == {"items": [{"name": {"text": "verzorgende", "lang": "nl"}, "key": "carer"}], "example": ""}
    fits = frozen_result(session, ["carer"], ["fits"], "nl")["items"][0]
    assert set(fits) == {"name", "key", "fits", "reasons"}
    misses = frozen_result(session, ["driver"], ["misses"], "nl")["items"][0]
    assert set(misses) == {"name", "key", "misses", "effort"}
    assert NURSE not in str(fits) + str(misses)


def test_proposals_quote_the_text_and_heed_a_denial() -> None:
    found = proposals("Ik werkte als verpleegkundige.\nIk kan routes plannen. Geen ervaring met medicijnen.", "nl")
    assert [(item.name.uri, item.quote) for item in found.occupations] == [(NURSE, "verpleegkundige")]
    assert [item.quote for item in found.skills] == ["routes plannen"]


def test_papers_hold_words_and_sources(session: SessionStore) -> None:
    actions.add_work(by=session, uri=NURSE)
    paper = results_paper(results(session, Choices(), "nl"), "nl")
    assert paper["items"][0]["name"] == {"text": "verzorgende", "lang": "nl"}
    assert any("ESCO" in line for line in paper["sources"])
    gap = gap_view(session, "driver", "nl")
    assert gap is not None
    assert {skill["text"] for skill in gap_paper(gap, "nl")["essential"]} == {"vrachtwagen rijden", "veilig tillen"}
    empty = gap_view(SessionStore(), "driver", "nl")
    assert empty is not None
    with pytest.raises(ValueError, match="without a profile"):
        gap_paper(empty, "nl")
