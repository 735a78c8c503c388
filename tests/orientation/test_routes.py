"""Routes on the embedded catalogue: cases worked out by hand, and how the world of the engine is made."""

from dataclasses import replace
from pathlib import Path
from urllib.parse import parse_qs

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.reference.factories import load_small
from wending.engine.fit import PastOccupation, Profile
from wending.engine.routes import Amount, Income, Route, World, routes_within
from wending.engine.routes.terms import values
from wending.orientation.queries.costs import Costs
from wending.orientation.queries.courses import smallest
from wending.orientation.queries.index import fit_index
from wending.orientation.queries.matches import with_skills_of_work
from wending.orientation.queries.names import Named, named
from wending.orientation.queries.routes import words
from wending.orientation.queries.routes.choice import opening
from wending.orientation.queries.routes.levels import LevelBits
from wending.orientation.queries.routes.page import start_of
from wending.orientation.queries.routes.steps import Teller
from wending.orientation.queries.routes.world import RouteWorld, Start, route_world
from wending.orientation.queries.words import MODES
from wending.orientation.rules.route_terms import EVC, TEST_21, opens, shortened
from wending.orientation.rules.route_wishes import NONE, WISHES, YEARS, RouteWishes, read_wishes
from wending.reference.queries.programme_facts import ProgrammeFacts, programme_facts
from wending.reference.queries.programmes import levels

ESCO = "http://data.europa.eu/esco/occupation/"
NURSE, LORRY = f"{ESCO}8d3e8aaa-791b-4c75-a465-f3f827028f50", f"{ESCO}45037d43-a8f5-4f46-b332-b2935bc305f4"
HELPER, CARER = f"{ESCO}87d0795a-d41f-47ee-979f-0ab7d73836e7", f"{ESCO}d38c2107-98f2-47b7-8bb4-f69750d51082"
BICYCLE = f"{ESCO}3a959644-beed-4afc-8e57-d5068ae6a43e"
TRUCK_COURSES = ["rijbewijs-b", "rijbewijs-c", "code-95"]


@pytest.fixture
def catalogue(db: None, tmp_path: Path) -> None:
    """The embedded catalogue in force."""
    load_small(tmp_path, "catalogue")


def from_work(*done: str) -> Profile:
    """Someone with the skills of the work they did."""
    return with_skills_of_work(fit_index(), Profile(past=tuple(PastOccupation(uri, 3.0) for uri in done)))


def a_world(goal: str, *held: str, person: Profile | None = None, done: frozenset[str] = frozenset()) -> RouteWorld:
    return route_world(fit_index(), goal, Start(person or Profile(), held, done), "nl")


def groups(world: World, **wishes: object) -> dict[tuple[str, ...], Route]:
    """Return the best routes by the programmes and jobs they go through."""
    found = routes_within(world, RouteWishes(**wishes).engine())  # type: ignore[arg-type]
    return {tuple(option.group for option in route.steps): route for route in found}


@pytest.mark.usefixtures("catalogue")
def test_without_a_diploma_the_way_to_nurse_climbs_every_level() -> None:
    """Entree 12 months, then helpende 24, verzorgende 36 and nurse 48: 120 months by the rules of admission."""
    found = groups(a_world(NURSE).world)
    climb = found["mbo1-dienstverlening", "mbo2-zorg-welzijn", "mbo3-verzorgende", "mbo4-verpleegkundige"]
    assert (climb.months, climb.ready) == (Amount(0, 120), pytest.approx(1.0))
    # By law, as bbl: 295 euro a year up to level 2, then 715.
    assert climb.cost == Amount(0, 3 * 295 + 7 * 715)
    # The other way in: the admission test of 21 and over, of which the time is not known.
    assert found[TEST_21, "hbo-verpleegkunde"].months == Amount(1, 48)
    # Whoever has a diploma of level 4 may also enter there, for a price of which a part is not known.
    assert all(route.cost.unknown for key, route in found.items() if key[-1] == "hbo-verpleegkunde")


@pytest.mark.usefixtures("catalogue")
@pytest.mark.parametrize(
    ("held", "way", "months"),
    [
        (("mbo-2",), ("mbo3-verzorgende", "mbo4-verpleegkundige"), 84),
        (("mbo-3",), ("mbo4-verpleegkundige",), 48),
        (("vmbo-tl",), ("mbo4-verpleegkundige",), 48),
        (("vmbo-bb",), ("mbo2-zorg-welzijn", "mbo3-verzorgende", "mbo4-verpleegkundige"), 108),
        # Who may have mbo 2 or a vmbo diploma is only sure of what each of them opens.
        (("mbo-2", "vmbo-kb", "vmbo-gl", "vmbo-tl"), ("mbo3-verzorgende", "mbo4-verpleegkundige"), 84),
    ],
)
def test_a_diploma_decides_where_the_way_to_nurse_begins(
    held: tuple[str, ...], way: tuple[str, ...], months: int
) -> None:
    found = groups(a_world(NURSE, *held, person=from_work(HELPER)).world)
    known = {key: route for key, route in found.items() if not route.months.unknown and not route.cost.unknown}
    assert list(known) == [way]
    assert known[way].months.total == months
    assert known[way].is_paid  # each can be followed as bbl


@pytest.mark.usefixtures("catalogue")
def test_a_carer_can_have_what_they_know_recognised() -> None:
    """EVC shortens the programme by the share of its skills one has, at most by half; the time of EVC is unknown."""
    person = from_work(CARER)
    world = a_world(NURSE, "mbo-3", person=person)
    shorter = groups(world.world)[EVC, "mbo4-verpleegkundige"]
    taught = next(one.skills for one in programme_facts() if one.id == "mbo4-verpleegkundige")
    share = sum(skill.strength for skill in person.skills if skill.uri in taught) / len(taught)
    assert share >= 0.25
    assert shorter.months == Amount(1, shortened(48, share))
    assert world.taken[shorter.steps[-1].id].is_shortened


@pytest.mark.usefixtures("catalogue")
def test_a_warehouse_worker_becomes_a_lorry_driver_by_licence_and_code_95() -> None:
    everyone = named("occupation", fit_index().occupations_, "nl")
    warehouse = next(uri for uri, name in everyone.items() if name.text == "magazijnmedewerker")
    world = a_world(LORRY, "mbo-2", person=from_work(warehouse))
    found = groups(world.world)
    assert found["mbo2-chauffeur-goederen",].months.total == 24
    courses = found[tuple(TRUCK_COURSES)]
    assert (courses.months, courses.cost) == (Amount(3, 0), Amount(3, 0))
    assert courses.chance < found["mbo2-chauffeur-goederen",].chance == pytest.approx(1.0)
    # No licence or certificate but code 95 opens the work.
    assert all("code-95" in key or "mbo2-chauffeur-goederen" in key for key in found)
    licensed = a_world(LORRY, "mbo-2", person=from_work(warehouse), done=frozenset({"rijbewijs-b"}))
    assert tuple(TRUCK_COURSES[1:]) in groups(licensed.world)


@pytest.mark.usefixtures("catalogue")
def test_work_that_is_learned_at_work_is_open_at_once() -> None:
    world = a_world(BICYCLE)
    assert world.otherwise
    assert "diploma is niet nodig" in world.otherwise.text
    assert list(groups(world.world)) == [()]


@pytest.mark.usefixtures("catalogue")
def test_wishes_leave_out_steps_and_name_what_blocks() -> None:
    world = a_world(NURSE, "mbo-2").world
    assert (TEST_21, "hbo-verpleegkunde") not in groups(world, wishes=("met-inkomen",))
    assert not groups(world, wishes=("geen-opvang",))
    # Seven years are too long; of the others the time is not known.
    short = groups(world, years=6)
    assert (TEST_21, "hbo-verpleegkunde") in short
    assert all(route.months.unknown for route in short.values())
    without = groups(world, without=(TEST_21,))
    assert ("mbo3-verzorgende", "mbo4-verpleegkundige") in without
    assert not any(TEST_21 in key for key in without)
    none = groups(world, wishes=("geen-diploma",))
    assert min(route.months.known for route in none.values() if not route.months.unknown) == 108 + 12


@pytest.mark.usefixtures("catalogue")
def test_hours_leave_out_school_all_week_and_keep_what_is_unknown() -> None:
    world = a_world(NURSE, "mbo-3").world
    modes = {option.id for route in groups(world, wishes=("24-uur",)).values() for option in route.steps}
    assert "mbo4-verpleegkundige+bbl" in modes
    assert not any(name.endswith(("+bol", "+voltijd")) for name in modes)


@pytest.mark.usefixtures("catalogue")
def test_options_say_what_is_known_and_nothing_more() -> None:
    world = a_world(NURSE, person=from_work(HELPER))
    facts = {one.id: one for one in programme_facts()}
    for option in world.world.options:
        taken = world.taken[option.id]
        if taken.programme is None:
            assert (option.months, option.cost, option.income) == (12, 0, Income.PAID)
        else:
            assert option.cost == (taken.cost.euro if taken.cost else None)
            assert taken.cost or taken.mode not in ("bol", "bbl", "voltijd") or not option.months
            assert taken.is_shortened or option.months == facts[taken.programme.id].duration_months
    by_mode = {taken.mode: world.world.options for taken in world.taken.values()}
    assert {"bbl", "bol"} <= set(by_mode)


def a_programme(**told: object) -> ProgrammeFacts:
    """A programme of which only level and duration matter."""
    nurse = next(one for one in programme_facts() if one.id == "mbo4-verpleegkundige")
    return replace(nurse, **told)  # type: ignore[arg-type]


@pytest.mark.usefixtures("catalogue")
@pytest.mark.parametrize(
    ("level", "months", "mode", "euro"),
    [
        ("mbo-3", 36, "bol", 3 * 1419),
        ("mbo-3", 36, "bbl", 3 * 715),
        ("mbo-2", 24, "bbl", 2 * 295),
        ("mbo-2", 18, "bol", 1419 + 1419 / 2),
        ("hbo-bachelor", 48, "voltijd", 4 * 2601),
        ("hbo-bachelor", 48, "deeltijd", None),  # the school chooses within a range
        ("hbo-bachelor", 48, "duaal", None),
        ("mbo-3", None, "bol", None),
        ("mbo-3", 36, "", None),
        ("mbo-3", 36, "online", None),
        ("phd", 48, "voltijd", None),
        ("", 12, "bol", None),
    ],
)
def test_costs_are_the_newest_amount_times_the_usual_years(
    level: str, months: int | None, mode: str, euro: float | None
) -> None:
    """By hand from the catalogue: what people of 18 and over pay a year by law."""
    cost = Costs().of(a_programme(level=level, duration_months=months), mode)
    assert (cost.euro if cost else None) == euro


@pytest.mark.usefixtures("catalogue")
def test_costs_name_their_school_year_source_and_doubt() -> None:
    fee = Costs().of(a_programme(level="mbo-3", duration_months=36), "bol")
    assert fee
    assert (fee.year, fee.is_certain) == ("2024-2025", True)
    assert fee.source.startswith("Uitvoeringsbesluit Les- en cursusgeldwet 2000")
    college = Costs().of(a_programme(level="wo-bachelor", duration_months=36), "voltijd")
    assert college
    assert (college.year, college.is_certain) == ("2025-2026", False)


@pytest.mark.usefixtures("catalogue")
def test_ways_of_one_route_differ_in_cost_and_the_cheapest_stays() -> None:
    """Seven years of bbl at 715 euro; bol takes the same time and costs more, so it is no better in anything."""
    world = a_world(NURSE, "mbo-2").world
    found = groups(world)
    carer = found["mbo3-verzorgende", "mbo4-verpleegkundige"]
    assert (carer.cost, carer.ids) == (Amount(0, 5005), ("mbo3-verzorgende+bbl", "mbo4-verpleegkundige+bbl"))
    # What a school may choose itself is not known, nor the price of the test.
    assert found[TEST_21, "hbo-verpleegkunde"].cost == Amount(2, 0)
    only_school = replace(world, options=tuple(o for o in world.options if not o.id.endswith("+bbl")))
    assert groups(only_school)["mbo3-verzorgende", "mbo4-verpleegkundige"].cost == Amount(0, 7 * 1419)
    rows = [values(route) for route in routes_within(world, RouteWishes().engine())]
    assert not any(
        one != other and all(a <= b for a, b in zip(one, other, strict=True)) for one in rows for other in rows
    )


@pytest.mark.usefixtures("catalogue")
def test_teller_tells_what_a_cost_rests_on_and_which_ways_are_left() -> None:
    start = Start(Profile(), ("mbo-2",))
    world = route_world(fit_index(), NURSE, start, "nl")
    carer, _nurse = Teller(world, start, "nl").steps(groups(world.world)["mbo3-verzorgende", "mbo4-verpleegkundige"])
    assert carer.cost_told == "2.145 euro"
    assert carer.cost_basis.startswith("Per jaar 715 euro (schooljaar 2024-2025), als je 18 of ouder bent. Bron: Uit")
    assert "Kijk dit na" not in carer.cost_basis
    assert carer.other_ways == (str(MODES["bol"]),)
    college = world.taken["hbo-verpleegkunde+voltijd"].cost
    assert college
    assert words.euros(college.euro, college.is_certain) == "ongeveer 10.404 euro"
    assert words.cost_basis(college, False).endswith("Kijk dit na, het kan veranderd zijn.")
    assert "Dit is voor de gewone duur." in words.cost_basis(college, True)


@pytest.mark.parametrize(
    ("cost", "is_certain", "told"),
    [
        (Amount(0, 5005), True, "5.005 euro"),
        (Amount(0, 10404), False, "ongeveer 10.404 euro"),
        (Amount(1, 10404), False, "Meer dan ongeveer 10.404 euro"),
        (Amount(1, 0), True, "Weten we niet"),
        (Amount(0, 0), True, "0 euro"),
    ],
)
def test_money_tells_what_is_known(cost: Amount, is_certain: bool, told: str) -> None:
    assert words.money(cost, is_certain) == told


@pytest.mark.usefixtures("catalogue")
def test_teller_gives_the_rule_that_lets_someone_in_with_its_source() -> None:
    start = Start(Profile(), ("mbo-2",))
    world = route_world(fit_index(), NURSE, start, "nl")
    route = groups(world.world)["mbo3-verzorgende", "mbo4-verpleegkundige"]
    carer, nurse = Teller(world, start, "nl").steps(route)
    assert [rule.condition for rule in carer.rules] == ["Je hebt een diploma mbo niveau 2."]
    assert [rule.condition for rule in nurse.rules] == ["Je hebt een diploma mbo niveau 3."]
    assert all("artikel 8.2.1" in rule.source for rule in (*carer.rules, *nurse.rules))
    assert (carer.duration, nurse.duration, nurse.level[:12]) == ("3 jaar", "4 jaar", "mbo niveau 4")
    # Both ways take as long; working and learning costs less and pays.
    assert nurse.ways == ("werken en leren (bbl)",)
    assert nurse.other_ways == ("vooral op school (bol)",)
    assert nurse.income == "Je verdient geld tijdens deze stap."
    assert nurse.adds_all
    assert not carer.adds_all
    # What the first step taught is not told again by the second.
    assert carer.adds_count + nurse.adds_count == len(world.missing)
    assert not {skill.uri for skill in carer.adds} & {skill.uri for skill in nurse.adds}


@pytest.mark.usefixtures("catalogue")
def test_teller_names_the_diplomas_when_only_the_level_is_known() -> None:
    start = start_of(Profile(), "2", RouteWishes(), "nl")
    assert set(start.levels) == {"mbo-2", "vmbo-kb", "vmbo-gl", "vmbo-tl"}
    world = route_world(fit_index(), CARER, start, "nl")
    (route,) = (route for key, route in groups(world.world).items() if key == ("mbo3-verzorgende",))
    (step,) = Teller(world, start, "nl").steps(route)
    (rule,) = step.rules
    assert rule.condition == "Dit mag met een van deze diploma's:"
    assert {name.split(" (")[0] for name in rule.diplomas} >= {"mbo niveau 2", "vmbo gemengde leerweg"}
    assert len(rule.diplomas) == 4


@pytest.mark.usefixtures("catalogue")
def test_start_of_takes_the_chosen_diploma_before_the_profile() -> None:
    assert start_of(Profile(), "4", RouteWishes(diploma="mbo-2"), "nl").levels == ("mbo-2",)
    assert start_of(Profile(), "4", RouteWishes(diploma=NONE), "nl").levels == ()
    assert start_of(Profile(), "4", RouteWishes(diploma="nonsense"), "nl").levels == ("havo", "mbo-4")
    assert start_of(Profile(), "0", RouteWishes(), "nl").levels == ()
    assert start_of(Profile(), "", RouteWishes(), "nl").levels == ()


@pytest.mark.usefixtures("catalogue")
def test_level_bits_open_the_same_and_lower_levels_only() -> None:
    bits = LevelBits(tuple(levels("nl")))
    assert bits.given("mbo-3") & bits.asked(["mbo-2"])
    assert bits.given("mbo-3") & bits.asked(["mbo-3"])
    assert not bits.given("mbo-3") & bits.asked(["mbo-4", "havo"])
    assert not bits.given("vmbo-kb") & bits.asked(["mbo-2"])
    assert bits.given("nothing") == bits.asked([]) == 0
    assert bits.at_least(6.0) == bits.asked(["hbo-bachelor", "wo-bachelor", "hbo-master", "wo-master", "phd"])
    assert bits.of_nlqf("") == ()


@pytest.mark.parametrize(
    ("held", "asked", "is_open"),
    [
        (("vwo", "4+"), ("havo", "4"), True),
        (("mbo-4", "4"), ("vwo", "4+"), False),
        (("ad", "5"), ("vwo", "4+"), False),
        (("hbo-bachelor", "6"), ("vwo", "4+"), True),
        (("hbo-bachelor", "6"), ("wo-bachelor", "6"), False),
        (("pro", ""), ("mbo-entree", "1"), False),
        (("mbo-entree", "1"), ("pro", ""), True),
    ],
)
def test_opens_never_lets_a_lower_diploma_in(held: tuple[str, str], asked: tuple[str, str], is_open: bool) -> None:
    assert opens(*held, *asked) is is_open


@pytest.mark.usefixtures("catalogue")
@pytest.mark.parametrize(
    ("occupation", "names"),
    [
        (NURSE, {"mbo4-verpleegkundige", "hbo-verpleegkunde"}),
        (LORRY, {"mbo2-chauffeur-goederen", "code-95"}),
        (BICYCLE, set()),
    ],
)
def test_opening_names_what_is_the_last_thing_needed(occupation: str, names: set[str]) -> None:
    assert {one.id for one in opening(programme_facts(), occupation)} == names


@pytest.mark.usefixtures("small_esco")
def test_a_world_without_programmes_still_knows_jobs() -> None:
    index = fit_index()
    goal = index.occupations_[0]
    world = route_world(index, goal, Start(index.worker(goal)), "nl")
    assert all(taken.job for taken in world.taken.values())
    assert routes_within(world.world, RouteWishes().engine())[0].steps == ()


@pytest.mark.usefixtures("catalogue")
def test_an_unknown_goal_is_refused() -> None:
    with pytest.raises(KeyError):
        route_world(fit_index(), "urn:none", Start(Profile()), "nl")


@pytest.mark.usefixtures("catalogue")
def test_smallest_courses_teach_what_is_missing_and_name_the_rest() -> None:
    skills = [skill.uri for skill in fit_index().worker(LORRY).skills if skill.certainty == 1.0]
    missing = list(named("skill", skills, "nl").values())
    facts = {one.id: one for one in programme_facts() if one.kind in ("course", "certificate")}
    found = smallest([*missing, Named("urn:none", "none", "iets", "nl")], "nl")
    taught = {uri for course in found.courses for uri in facts[course.id].skills}
    assert {skill.uri for skill in found.uncovered} == {*skills, "urn:none"} - taught
    assert found.taught + len(found.uncovered) == found.all == len(skills) + 1
    # Fewer than these cannot do it: each of them teaches something that no other does.
    for course in found.courses:
        others = {uri for other in found.courses if other != course for uri in facts[other.id].skills}
        assert facts[course.id].skills & set(skills) - others


keys = st.from_regex(r"[a-z0-9][a-z0-9-]{0,20}", fullmatch=True)
told = st.builds(
    RouteWishes,
    wishes=st.sets(st.sampled_from(list(WISHES))).map(lambda chosen: tuple(w for w in WISHES if w in chosen)),
    years=st.none() | st.sampled_from(YEARS),
    without=st.lists(keys, max_size=3, unique=True).map(tuple),
    have=st.lists(keys, max_size=3, unique=True).map(tuple),
    diploma=st.just("") | keys,
)


@given(told)
def test_wishes_survive_the_address(wishes: RouteWishes) -> None:
    assert read_wishes(parse_qs(wishes.query())) == wishes


@given(st.dictionaries(st.sampled_from(["wens", "jaren", "zonder", "heb", "diploma"]), st.lists(st.text(), min_size=1)))
def test_junk_in_the_address_is_left_out(raw: dict[str, list[str]]) -> None:
    wishes = read_wishes(raw)
    assert set(wishes.wishes) <= set(WISHES)
    assert wishes.years in (None, *YEARS)
    assert all(key.isascii() and key.strip() == key for key in (*wishes.without, *wishes.have, wishes.diploma))
    assert read_wishes(parse_qs(wishes.query())) == wishes


def test_wishes_add_and_take_back_steps() -> None:
    wishes = RouteWishes(without=("a",))
    assert read_wishes(parse_qs(wishes.query(without="b"))).without == ("a", "b")
    assert read_wishes(parse_qs(wishes.query(have="b"))).have == ("b",)
    assert read_wishes(parse_qs(wishes.query(drop="a"))) == RouteWishes()
    assert wishes.engine().without == {"a"}
    assert RouteWishes(wishes=("24-uur",), years=2).engine().most_months == 24


def test_evc_shortens_by_half_at_most() -> None:
    assert [shortened(48, share) for share in (0.0, 0.25, 0.5, 0.9)] == [48, 36, 24, 24]
