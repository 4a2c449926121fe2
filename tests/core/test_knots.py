"""Knots as they stand after all that was said about them."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta

from hypothesis import given
from hypothesis import strategies as st

from unknot.core.body import Area, Side
from unknot.core.care_records import KnotEvent, KnotNote, Moment, PointKind
from unknot.core.knots import CourseDay, course, fold, next_id
from unknot.core.library import View

START = datetime(2026, 3, 4, 8, 0, tzinfo=UTC)


def note(event: KnotEvent, hours: float = 0, knot: str = "k1", strength: int | None = None) -> KnotNote:
    """Something said about a knot, without a place."""
    return KnotNote(START + timedelta(hours=hours), knot, event, strength=strength)


def found(hours: float = 0, knot: str = "k1", strength: int | None = 7, event: KnotEvent = KnotEvent.FOUND) -> KnotNote:
    """A trigger point left of the upper spine."""
    return KnotNote(
        START + timedelta(hours=hours), knot, event, "back", 330, 420, Area.BETWEEN_BLADES, Side.LEFT,
        PointKind.TRIGGER, Area.SHOULDERS, strength,
    )


def test_a_knot_keeps_its_place_kind_and_first_strength() -> None:
    (knot,) = fold([found()])
    assert (knot.id, knot.number, knot.found, knot.open) == ("k1", 1, START, True)
    assert (knot.place.view, knot.place.x, knot.place.area, knot.place.side) == (
        View.BACK, 330, Area.BETWEEN_BLADES, Side.LEFT,
    )
    assert (knot.kind, knot.spreads, knot.first, knot.now) == (PointKind.TRIGGER, Area.SHOULDERS, 7, 7)


def test_ratings_follow_each_other_and_the_last_one_is_now() -> None:
    (knot,) = fold([found(), note(KnotEvent.RATED, 1, strength=5), note(KnotEvent.RATED, 2, strength=4)])
    assert [each.value for each in knot.strengths] == [7, 5, 4]
    assert (knot.first, knot.now) == (7, 4)


def test_one_that_is_gone_is_closed_and_opens_again_when_it_is_back() -> None:
    gone = [found(), note(KnotEvent.GONE, 30)]
    (knot,) = fold(gone)
    assert (knot.open, knot.closed_at) == (False, START + timedelta(hours=30))
    (knot,) = fold([*gone, note(KnotEvent.BACK, 60, strength=3)])
    assert (knot.open, knot.closed_at, knot.now) == (True, None, 3)


def test_a_slip_was_never_there_until_it_is_taken_back() -> None:
    slip = [found(), note(KnotEvent.WITHDRAWN, 1)]
    assert fold(slip) == ()
    (knot,) = fold([*slip, note(KnotEvent.BACK, 2)])
    assert (knot.open, knot.now) == (True, 7)


def test_a_correction_moves_it_and_leaves_its_course_alone() -> None:
    changed = KnotNote(
        START, "k1", KnotEvent.CHANGED, "back", 470, 325, Area.TRAPEZIUS, Side.RIGHT, PointKind.TENDER, Area.ARMS
    )
    (knot,) = fold([found(), note(KnotEvent.RATED, 1, strength=5), changed])
    assert (knot.place.area, knot.place.side) == (Area.TRAPEZIUS, Side.RIGHT)
    assert (knot.kind, knot.spreads) == (PointKind.TENDER, None)
    assert [each.value for each in knot.strengths] == [7, 5]


def test_what_was_erased_halfway_leaves_no_half_knot() -> None:
    orphans = [note(KnotEvent.RATED, strength=5), note(KnotEvent.GONE), note(KnotEvent.BACK, strength=4)]
    assert fold(orphans) == ()
    assert [knot.id for knot in fold([*orphans, found(knot="k2")])] == ["k2"]


def test_a_number_is_never_given_twice() -> None:
    assert next_id([]) == "k1"
    assert next_id([found(), found(knot="k7"), note(KnotEvent.WITHDRAWN, knot="k7")]) == "k8"
    assert next_id([note(KnotEvent.GONE, knot="k3"), note(KnotEvent.GONE, knot="of a later version")]) == "k4"


def test_of_several_ratings_on_one_day_the_course_keeps_the_first_and_the_last() -> None:
    (knot,) = fold([
        found(), note(KnotEvent.RATED, 1, strength=6), note(KnotEvent.RATED, 2, strength=4),
        note(KnotEvent.RATED, 49, strength=2),
    ])
    assert course(knot) == (CourseDay(date(2026, 3, 4), 7, 4), CourseDay(date(2026, 3, 6), 2, 2))


NOTES = st.lists(
    st.builds(
        KnotNote,
        at=st.integers(0, 900).map(lambda hours: START + timedelta(hours=hours)),
        knot=st.sampled_from(["k1", "k2", "k3", "", "x"]),
        event=st.sampled_from(KnotEvent),
        view=st.sampled_from(["back", "front", "", "above"]),
        x=st.floats(0, 784),
        y=st.floats(0, 1732),
        area=st.one_of(st.none(), st.sampled_from(Area)),
        side=st.one_of(st.none(), st.sampled_from(Side)),
        kind=st.one_of(st.none(), st.sampled_from(PointKind)),
        spreads=st.one_of(st.none(), st.sampled_from(Area)),
        strength=st.one_of(st.none(), st.integers(-5, 99)),
        moment=st.sampled_from(Moment),
    ),
    max_size=30,
)


@given(NOTES)
def test_whatever_the_ledger_says_every_knot_is_whole(notes: list[KnotNote]) -> None:
    for knot in fold(notes):
        assert knot.strengths
        assert all(0 <= each.value <= 10 for each in knot.strengths)
        assert knot.open is (knot.closed_at is None)
        assert knot.kind is PointKind.TRIGGER or knot.spreads is None
        assert next_id(notes) not in {each.knot for each in notes}
