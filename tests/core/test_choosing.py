"""What an automatic session contains: deterministic, fitting, never what is excluded, and every reason true."""

from __future__ import annotations

from collections import Counter
from dataclasses import replace
from datetime import date, timedelta

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from tests.shells import bundled_library
from tests.small_library import BACK, EXERCISES, LIBRARY, NECK, STANDING, amount, exercise, routine

from unknot.core import choosing
from unknot.core.body import Area, Side
from unknot.core.choosing import Choice, Code, Why, Wish
from unknot.core.fitting import near
from unknot.core.library import Kind, Library, Limits, Position, Routine, RoutineStep
from unknot.core.massage import Used
from unknot.core.massage_steps import FIND
from unknot.core.settings import TOOLS
from unknot.core.timeline import seconds_of, timeline
from unknot.core.weighing import WINDOW_DAYS, KnotSpot, Past, needs, neighbours

DAY = date(2026, 3, 4)
DESK = frozenset({Position.SEAT, Position.STAND})
REAL = bundled_library()
KNOT = KnotSpot("k1", Area.BETWEEN_BLADES, Side.LEFT)
AREAS = st.sampled_from(list(Area))
IDS = st.sampled_from(sorted({*REAL.exercises, *REAL.routines}))


def wish(minutes: float = 3.0, seed: str = "2026-03-04 s1", **changes: object) -> Wish:
    return replace(Wish(minutes, DESK, seed), **changes)  # type: ignore[arg-type]


def chosen(wished: Wish, past: Past = Past(DAY), library: Library = REAL) -> Choice:  # noqa: B008 - frozen
    found = choosing.choose(wished, past, library)
    assert found is not None
    return found


def names(choice: Choice | Routine) -> list[str]:
    return [step.exercise for step in (choice.routine if isinstance(choice, Choice) else choice).steps]


def whys(choice: Choice) -> dict[Code, Why]:
    return {why.code: why for why in choice.reasons}


@st.composite
def wishes(draw: st.DrawFn) -> Wish:
    more = draw(st.sets(st.sampled_from([Position.FLOOR, Position.WALL])))
    standing = draw(st.booleans())
    return Wish(
        draw(st.sampled_from([1.0, 2.0, 3.0, 5.0, 8.0, 10.0])), DESK | more, draw(st.text(max_size=6)),
        wanted=frozenset({Position.STAND}) if standing else frozenset(),
        tools=frozenset(draw(st.sets(st.sampled_from(TOOLS)))),
        favourites=frozenset(draw(st.sets(IDS, max_size=4))), never=frozenset(draw(st.sets(IDS, max_size=8))),
        standing=standing,
    )


@st.composite
def pasts(draw: st.DrawFn) -> Past:
    days = st.integers(0, WINDOW_DAYS - 1).map(lambda n: DAY - timedelta(days=n))
    moved = draw(st.dictionaries(AREAS, days))
    today = [area for area, day in moved.items() if day == DAY]
    stretches = st.sampled_from(sorted(REAL.exercises))
    hurt = frozenset(draw(st.sets(stretches, max_size=3)))
    side = st.sampled_from(list(Side))
    knots = [
        KnotSpot(f"k{n}", area, draw(side), draw(st.integers(0, 6)), draw(st.none() | days_ago()))
        for n, area in enumerate(draw(st.lists(AREAS, max_size=3)), start=1)
    ]
    return Past(
        DAY, moved, {area: draw(st.integers(1, 4)) for area in today}, Counter(draw(st.lists(stretches, max_size=4))),
        frozenset(draw(st.sets(stretches, max_size=4))), hurt, hurt | frozenset(draw(st.sets(stretches, max_size=3))),
        frozenset(draw(st.sets(AREAS, max_size=3))), tuple(knots),
        tuple(draw(st.lists(st.sampled_from(sorted(REAL.routines)), max_size=4, unique=True))),
    )


def days_ago() -> st.SearchStrategy[int]:
    return st.integers(0, 30)


# what always holds


@settings(max_examples=250, deadline=None)
@given(wishes(), pasts())
def test_the_same_wish_and_past_always_give_the_same(wished: Wish, past: Past) -> None:
    assert choosing.choose(wished, past, REAL) == choosing.choose(wished, past, REAL)


@settings(max_examples=400, deadline=None)
@given(wishes(), pasts())
def test_nothing_that_is_excluded_is_ever_chosen(wished: Wish, past: Past) -> None:
    choice = choosing.choose(wished, past, REAL)
    if choice is None:
        return
    assert choice.routine.id not in wished.never
    assert set(choice.routine.positions) <= wished.positions
    for step in choice.routine.steps:
        used = REAL.exercises[step.exercise]
        assert used.id not in wished.never | past.hurt | past.hurt_lately
        assert set(used.positions) & wished.positions
        mat = {"mat"} if Position.FLOOR in wished.positions else set()
        assert set(used.needs) <= wished.tools | choosing.FREE | mat
        assert used.kind is Kind.MASSAGE or used.areas[0] not in past.sore
        assert used.id != FIND


@settings(max_examples=400, deadline=None)
@given(wishes(), pasts())
def test_a_session_keeps_its_promised_length(wished: Wish, past: Past) -> None:
    choice = choosing.choose(wished, past, REAL)
    if choice is not None:
        assert near(seconds_of(choice.routine, REAL), choice.routine.minutes * 60)
        assert seconds_of(choice.routine, REAL) <= max(wished.minutes * 60 * 1.2, 75)


@settings(max_examples=400, deadline=None)
@given(wishes(), pasts())
def test_a_massage_is_only_for_an_open_knot_where_it_may_be_and_for_as_long(wished: Wish, past: Past) -> None:
    choice = choosing.choose(wished, past, REAL)
    knots = {knot.id: knot for knot in past.knots}
    massages = [s for s in choice.routine.steps if REAL.exercises[s.exercise].kind is Kind.MASSAGE] if choice else []
    assert len(massages) <= 1
    for step in massages:
        used, knot = REAL.exercises[step.exercise], knots[step.knot]
        assert knot.today < choosing.MASSAGES_A_DAY
        assert step.side is knot.side
        assert knot.area in used.areas
        assert used.limits is None or knot.area not in used.limits.never
        assert step.hold is not None
        assert used.hold.least <= step.hold <= used.hold.most


def gentle(choice: Choice, past: Past) -> bool:
    """Whether nothing that moves what hurts, or what is beside it, has more than the least dose."""
    tender = past.sore | neighbours(past.sore)
    near_it = [s for s in choice.routine.steps if tender & set(REAL.exercises[s.exercise].areas) and not s.knot]
    return all(
        s.repetitions == used.repetitions.least if used.repetitions else s.hold == used.hold.least
        for s in near_it
        for used in [REAL.exercises[s.exercise]]
    )


def true(why: Why, choice: Choice, wished: Wish, past: Past) -> bool:
    """Whether a reason holds for what was chosen."""
    used = [REAL.exercises[step.exercise] for step in choice.routine.steps]
    areas = {area for e in used if e.kind is not Kind.MASSAGE for area in e.areas}
    areas |= {knot.area for knot in past.knots if knot.id in {step.knot for step in choice.routine.steps}}
    around = areas | neighbours(areas)
    same = choosing.UPPER_BACK if why.area in choosing.UPPER_BACK else {why.area}
    moved = [days for area in same if area and (days := past.days_still(area)) is not None]
    knots = {(knot.area, knot.side) for knot in past.knots}
    near_by = why.id in names(choice) if why.id else why.area in around
    return bool({
        Code.STILL: why.area in areas and min(moved, default=None) == (why.days or None),
        Code.FIRST: not past.moved,
        Code.KNOT: (why.area, why.side) in knots and near_by,
        Code.GENTLE: why.area in past.sore & around and gentle(choice, past),
        Code.SPARED: why.area in past.sore - areas,
        Code.FAVOURITE: why.id in wished.favourites & {choice.routine.id, *names(choice)},
        Code.STANDING: wished.standing and choice.routine.positions == (Position.STAND,),
        Code.OTHER: not past.last_time & set(names(choice)),
        Code.ROUND: len(choice.reasons) == 1,
    }[why.code])


@settings(max_examples=400, deadline=None)
@given(wishes(), pasts(), st.sampled_from([1.0, 2.0, 5.0]))
def test_every_reason_is_true_also_in_less_time(wished: Wish, past: Past, minutes: float) -> None:
    choice = choosing.choose(wished, past, REAL)
    if choice is None:
        return
    for made in (choice, choosing.shorter(choice, replace(wished, minutes=minutes), past, REAL)):
        assert made.reasons
        assert [why for why in made.reasons if not true(why, made, wished, past)] == []


@settings(max_examples=150, deadline=None)
@given(pasts(), st.sampled_from([3.0, 5.0, 8.0]), st.sampled_from([1.0, 2.0, 3.0]))
def test_less_time_keeps_what_is_worth_most_in_its_order(past: Past, long: float, short: float) -> None:
    choice = choosing.choose(wish(long, favourites=frozenset()), past, REAL)
    if choice is None or choice.weights is None or short >= long:
        return
    shorter = choosing.trim(choice.routine, short, REAL, choice.weights)
    order = names(choice)
    places = [order.index(name) for name in dict.fromkeys(names(shorter))]
    assert places == sorted(places)
    assert near(seconds_of(shorter, REAL), shorter.minutes * 60)
    assert seconds_of(shorter, REAL) <= max(short * 60 * 1.2, 75)


# what is worth most


def test_an_area_that_was_not_moved_comes_before_those_that_were() -> None:
    moved = dict.fromkeys(set(Area) - {Area.LOWER_BACK, Area.HIPS}, DAY)
    yesterday = dict.fromkeys({Area.LOWER_BACK, Area.HIPS}, DAY - timedelta(days=1))
    choice = chosen(wish(), Past(DAY, {**moved, **yesterday}, dict.fromkeys(moved, 2)))
    assert {Area.LOWER_BACK, Area.HIPS} & set(REAL.exercises[names(choice)[0]].areas)
    why = whys(choice)[Code.STILL]
    assert (why.area in {Area.LOWER_BACK, Area.HIPS}, why.days) == (True, 1)


def test_an_area_is_worth_less_with_each_time_and_more_with_each_day() -> None:
    def worth(past: Past) -> float:
        return needs(past)[Area.NECK]

    once, twice = (Past(DAY, {Area.NECK: DAY}, {Area.NECK: n}) for n in (1, 2))
    yesterday, before = (Past(DAY, {Area.NECK: DAY - timedelta(days=n)}) for n in (1, 2))
    assert worth(twice) < worth(once) < worth(yesterday) < worth(before) < worth(Past(DAY))


def test_what_was_done_last_time_gives_way_to_something_else() -> None:
    first = chosen(wish(seed="one"))
    done = frozenset(names(first))
    after = Past(DAY, dict.fromkeys(first.routine.areas, DAY), dict.fromkeys(first.routine.areas, 1),
                 Counter(done), done)
    second = chosen(wish(seed="two"), after)
    assert not done & set(names(second))
    assert Code.OTHER in whys(second)


def test_favourites_come_more_often() -> None:
    def often(favourites: frozenset[str]) -> int:
        days = [chosen(wish(seed=f"{n}", favourites=favourites)) for n in range(60)]
        return sum("chin-tuck" in names(choice) for choice in days)

    assert often(frozenset({"chin-tuck"})) > 2 * often(frozenset())


def test_a_favourite_that_was_chosen_is_a_reason() -> None:
    choice = next(c for n in range(60) if "chin-tuck" in names(
        c := chosen(wish(seed=f"{n}", favourites=frozenset({"chin-tuck"})))))
    assert whys(choice)[Code.FAVOURITE].id == "chin-tuck"


def test_a_habit_is_part_of_a_session_only_where_it_is_a_favourite() -> None:
    days = [chosen(wish(5, seed=f"{n}")) for n in range(40)]
    assert all(REAL.exercises[name].kind is Kind.STRETCH for choice in days for name in names(choice))
    liked = [chosen(wish(5, seed=f"{n}", favourites=frozenset({"walk"}))) for n in range(40)]
    assert any("walk" in names(choice) for choice in liked)


def test_a_favourite_routine_takes_its_turn_among_others() -> None:
    wished = wish(favourites=frozenset({"neck-3"}))
    first = chosen(wished)
    assert first.routine.id == "neck-3"
    assert first.reasons[0] == Why(Code.FAVOURITE, id="neck-3")
    assert chosen(wished, Past(DAY, routines=("neck-3",))).routine.id != "neck-3"
    assert chosen(wished, Past(DAY, routines=("a", "neck-3"))).routine.id != "neck-3"
    assert chosen(wished, Past(DAY, routines=("a", "b", "neck-3"))).routine.id == "neck-3"


@pytest.mark.parametrize(
    "against",
    [
        {"never": frozenset({"neck-3"})},
        {"never": frozenset({"upper-trap"})},
        {"minutes": 8.0},
    ],
    ids=["not for me", "one of its moves is not", "too short"],
)
def test_a_favourite_routine_that_does_not_fit_is_left_out(against: dict[str, object]) -> None:
    assert chosen(wish(favourites=frozenset({"neck-3"}), **against)).routine.id != "neck-3"


def test_a_favourite_routine_for_what_is_beside_pain_is_left_out_as_its_doses_are_not_gentle() -> None:
    wished = wish(favourites=frozenset({"shoulders-3"}))
    assert chosen(wished).routine.id == "shoulders-3"
    assert chosen(wished, Past(DAY, sore=frozenset({Area.TRAPEZIUS}))).routine.id != "shoulders-3"


def test_a_favourite_routine_with_what_hurt_is_left_out() -> None:
    past = Past(DAY, hurt=frozenset({"upper-trap"}))
    assert chosen(wish(favourites=frozenset({"neck-3"})), past).routine.id != "neck-3"


# what hurts


def test_around_what_hurts_it_moves_gently() -> None:
    past = Past(DAY, sore=frozenset({Area.TRAPEZIUS}))
    choice = chosen(wish(5), past)
    assert whys(choice)[Code.GENTLE].area is Area.TRAPEZIUS
    around = neighbours([Area.TRAPEZIUS]) | {Area.TRAPEZIUS}
    gentle = [s for s in choice.routine.steps if around & set(REAL.exercises[s.exercise].areas)]
    assert gentle
    for step in gentle:
        used = REAL.exercises[step.exercise]
        least = used.repetitions.least if used.repetitions else used.hold.least
        assert (step.repetitions if used.repetitions else step.hold) == least


def test_what_nothing_of_the_session_is_near_is_said_to_be_left_alone() -> None:
    only = replace(LIBRARY, exercises={"chin": EXERCISES["chin"]}, routines={})
    choice = chosen(wish(1), Past(DAY, sore=frozenset({Area.LEGS})), only)
    assert whys(choice)[Code.SPARED].area is Area.LEGS


# knots


@pytest.mark.parametrize(
    ("area", "tools", "positions", "technique"),
    [
        (Area.BETWEEN_BLADES, (), DESK, "massage-fingers"),
        (Area.BETWEEN_BLADES, ("hook",), DESK, "massage-hook"),
        (Area.BETWEEN_BLADES, ("ball",), DESK, "massage-fingers"),
        (Area.BETWEEN_BLADES, ("ball",), DESK | {Position.WALL}, "massage-ball"),
        (Area.BETWEEN_BLADES, ("roller",), DESK, "massage-fingers"),
        (Area.BETWEEN_BLADES, ("roller",), DESK | {Position.FLOOR}, "massage-roller"),
        (Area.LOWER_BACK, ("roller",), DESK | {Position.FLOOR}, "massage-fingers"),
    ],
)
def test_a_knot_is_massaged_with_what_is_at_hand_and_allowed_there(
    area: Area, tools: tuple[str, ...], positions: frozenset[Position], technique: str
) -> None:
    past = Past(DAY, knots=(KnotSpot("k7", area, Side.RIGHT),))
    choice = chosen(wish(3, tools=frozenset(tools), positions=positions), past)
    [step] = [step for step in choice.routine.steps if step.knot]
    assert (step.exercise, step.side, step.knot) == (technique, Side.RIGHT, "k7")
    assert whys(choice)[Code.KNOT] == Why(Code.KNOT, area, Side.RIGHT, id=technique)
    sides = {s.side for s in timeline(choice.routine, REAL) if s.knot and s.exercising}
    assert sides == {Side.RIGHT}


def test_with_a_knot_most_of_a_session_still_stretches_and_a_minute_does_only_that() -> None:
    past = Past(DAY, knots=(KNOT,))
    assert sum(not step.knot for step in chosen(wish(2), past).routine.steps) >= 1
    minute = chosen(wish(1), past)
    assert not any(step.knot for step in minute.routine.steps)
    assert whys(minute)[Code.KNOT].id == ""


def test_the_knot_that_was_massaged_less_today_has_its_turn_and_none_more_than_five_times() -> None:
    often, seldom = replace(KNOT, today=2), KnotSpot("k2", Area.NECK, Side.RIGHT, today=1)
    [step] = [s for s in chosen(wish(), Past(DAY, knots=(often, seldom))).routine.steps if s.knot]
    assert step.knot == "k2"
    enough = Past(DAY, knots=(replace(KNOT, today=5),))
    assert not any(s.knot for s in chosen(wish(), enough).routine.steps)


def test_the_ball_begins_with_a_few_seconds_and_grows_with_the_days() -> None:
    wished = wish(tools=frozenset({"ball"}), positions=DESK | {Position.WALL})

    def hold(days: int) -> float | None:
        past = Past(DAY, knots=(KNOT,), practised={"massage-ball": days})
        return next(s.hold for s in chosen(wished, past).routine.steps if s.knot)

    assert [hold(days) for days in (0, 1, 2, 9)] == [5, 10, 15, 15]


def test_the_roller_is_not_used_beyond_its_three_minutes_at_a_time() -> None:
    wished = wish(tools=frozenset({"roller"}), positions=DESK | {Position.FLOOR})

    def technique(used: Used) -> str:
        past = Past(DAY, knots=(KNOT,), used={"massage-roller": used})
        return next(s.exercise for s in chosen(wished, past).routine.steps if s.knot)

    assert technique(Used(150)) == "massage-roller"
    assert technique(Used(170)) == "massage-fingers"
    assert technique(Used(30, (("k1", 30.0),))) == "massage-fingers"


def test_a_massage_is_for_its_knot_and_not_for_every_area_of_its_technique() -> None:
    knot = replace(KNOT, area=Area.HIPS)
    choice = chosen(wish(5), Past(DAY, knots=(knot,), sore=frozenset({Area.WRISTS})))
    assert any(step.knot for step in choice.routine.steps)
    assert choosing.areas_of(choice.routine.id)[0] is Area.HIPS
    stretched = {a for name in names(choice) if not name.startswith("massage") for a in REAL.exercises[name].areas}
    assert set(choice.routine.areas) == stretched
    assert Area.WRISTS not in stretched
    assert whys(choice)[Code.SPARED].area is Area.WRISTS


def test_the_upper_back_is_only_still_where_all_of_it_is() -> None:
    past = Past(DAY, moved={Area.BETWEEN_BLADES: DAY, Area.TRAPEZIUS: DAY - timedelta(days=1)})
    choice = chosen(wish(1), past, replace(REAL, routines={}, exercises={"upper-trap": REAL.exercises["upper-trap"]}))
    assert choosing.areas_of(choice.routine.id) == (Area.TRAPEZIUS,)
    assert Code.STILL not in whys(choice)


def test_a_technique_that_hurt_is_not_used() -> None:
    past = Past(DAY, knots=(KNOT,), hurt=frozenset({"massage-fingers"}))
    assert not any(step.knot for step in chosen(wish(), past).routine.steps)


def test_less_time_keeps_the_massage_as_long_as_it_is() -> None:
    choice = chosen(wish(5), Past(DAY, knots=(KNOT,)))
    shorter = choosing.trim(choice.routine, 2, REAL, choice.weights)
    [step] = [step for step in shorter.steps if step.knot]
    assert step.hold == 60


# where, and what it is called


def test_who_stands_stretches_standing() -> None:
    wished = wish(wanted=frozenset({Position.STAND}), standing=True)
    days = [chosen(replace(wished, seed=f"{n}")) for n in range(30)]
    standing = [choice for choice in days if choice.routine.positions == (Position.STAND,)]
    assert len(standing) > 20
    assert all(Code.STANDING in whys(choice) for choice in standing)


def test_nobody_lies_down_in_the_midst_of_a_session() -> None:
    for n in range(60):
        choice = chosen(wish(5, seed=f"{n}", positions=frozenset(Position)))
        on_floor = [REAL.exercises[name].positions == (Position.FLOOR,) for name in names(choice)]
        assert all(on_floor) or not any(on_floor)


def test_places_do_not_alternate() -> None:
    for n in range(60):
        choice = chosen(wish(8, seed=f"{n}"))
        places = [choosing.place_of(REAL.exercises[name], choice.routine.positions) for name in names(choice)]
        assert places == sorted(places, key=list(Position).index)


def test_a_made_up_session_is_called_by_its_weightiest_areas() -> None:
    choice = chosen(wish())
    areas = choosing.areas_of(choice.routine.id)
    assert 1 <= len(areas) <= 2
    assert set(areas) <= set(choice.routine.areas)
    assert choosing.areas_of("neck-3") == ()
    assert choosing.areas_of("made:neck+moon") == (Area.NECK,)


def test_without_anything_that_may_be_used_there_is_none() -> None:
    assert choosing.choose(wish(), Past(DAY), Library({}, {}, {}, {})) is None
    floor = {"cat": EXERCISES["cat"], "curl": EXERCISES["curl"]}
    assert choosing.choose(wish(), Past(DAY), replace(LIBRARY, exercises=floor)) is None
    assert choosing.choose(wish(never=frozenset(REAL.exercises)), Past(DAY), REAL) is None


def test_the_last_exercise_that_is_left_is_repeated_to_fill_the_time() -> None:
    only = replace(LIBRARY, exercises={"chin": EXERCISES["chin"]}, routines={})
    choice = chosen(wish(2), library=only)
    assert set(names(choice)) == {"chin"}
    assert near(seconds_of(choice.routine, only), 120)


def test_a_massage_that_limits_forbid_is_refused_whatever_its_areas_say() -> None:
    pressing = exercise(
        "pressing", Area.NECK, kind=Kind.MASSAGE, hold=amount(30), sides="each", limits=Limits(never=(Area.NECK,))
    )
    library = replace(LIBRARY, exercises={**EXERCISES, "pressing": pressing}, routines={})
    past = Past(DAY, knots=(KnotSpot("k1", Area.NECK, Side.LEFT),))
    assert "pressing" not in names(chosen(wish(5), past, library))


# another length


@pytest.mark.parametrize("minutes", [1, 1.5, 2, 3, 5, 8, 10])
@pytest.mark.parametrize("which", [NECK, BACK, STANDING], ids=lambda r: r.id)
def test_a_routine_is_trimmed_to_a_length_within_its_doses(which: Routine, minutes: float) -> None:
    made = choosing.trim(which, minutes, LIBRARY)
    assert set(names(made)) <= set(names(which))
    assert near(seconds_of(made, LIBRARY), made.minutes * 60)
    for step in made.steps:
        done = EXERCISES[step.exercise]
        assert step.hold is None or done.hold.least <= step.hold <= done.hold.most
        assert step.repetitions is None or done.repetitions.least <= step.repetitions <= done.repetitions.most


def test_a_routine_of_that_length_stays_as_it_is() -> None:
    assert choosing.trim(NECK, 1.7, LIBRARY) is NECK


def test_without_weights_what_comes_first_is_worth_more() -> None:
    assert names(choosing.trim(BACK, 1.5, LIBRARY))[0] == "rolls"


def test_the_highest_weights_stay() -> None:
    weights = {"rolls": 0.1, "squeeze": 0.2, "cross": 0.9}
    assert names(choosing.trim(BACK, 1.2, LIBRARY, weights)) == ["cross"]


def test_a_longer_version_goes_round_again() -> None:
    assert names(choosing.trim(NECK, 3.5, LIBRARY)) == ["chin", "bend", "chin", "bend"]


def test_a_dose_that_can_not_be_bent_is_named_with_its_true_length() -> None:
    made = choosing.trim(routine("r", "cross"), 0.5, LIBRARY)
    assert made.minutes == pytest.approx(69 / 60, abs=0.06)


def test_rounds_are_written_out_before_they_are_trimmed() -> None:
    made = choosing.trim(routine("r", "chin", minutes=3, rounds=4), 1, LIBRARY)
    assert (made.rounds, names(made)) == (1, ["chin", "chin"])


def test_steps_that_nobody_knows_are_left_out() -> None:
    strange = replace(NECK, steps=(RoutineStep("moonwalk"), *NECK.steps))
    assert "moonwalk" not in names(choosing.trim(strange, 1, LIBRARY))
