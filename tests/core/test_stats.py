"""Days in numbers, and the run of good days."""

from datetime import date, timedelta

from tests.core.days import BERLIN, DEFAULT_PLAN, MONDAY, answered, asked, at, entry, planned

from unknot.core.history import CareAnswer, CareEvent, Entry, Event, Outcome, Reason, SlotKind
from unknot.core.rota import Rota
from unknot.core.settings import Settings
from unknot.core.stats import streak, summarise, week_of

HALF = [*DEFAULT_PLAN, *asked("s1", "09:30", "09:33", Outcome.DONE), *asked("s2", "11:35", "11:38", Outcome.DONE)]


def day(number: int, *outcomes: Outcome, share: float = 1.0) -> list[Entry]:
    """A day of March 2026 with these session outcomes."""
    on, when = date(2026, 3, number), at("09:00", date(2026, 3, number))
    found = []
    for n, outcome in enumerate(outcomes, 1):
        found += [
            Entry(on, f"s{n}", SlotKind.SESSION, Event.PLANNED, when, when, reason=Reason.SPREAD),
            Entry(on, f"s{n}", SlotKind.SESSION, Event.ANSWERED, when, outcome=outcome, share=share),
        ]
    return found


def run(today: int, *days: list[Entry], answers: tuple[CareAnswer, ...] = ()) -> int:
    entries = [entry for some in days for entry in some]
    return streak(date(2026, 3, today), entries, Rota(Settings()), BERLIN, answers)


DONE, SKIPPED, STOPPED = Outcome.DONE, Outcome.SKIPPED, Outcome.STOPPED_EARLY


def test_a_day_is_counted_by_kind_and_outcome() -> None:
    entries = [
        *HALF,
        *asked("s3", "14:25", "14:26", Outcome.MISSED),
        *asked("s4", "16:30", "16:31", Outcome.SKIPPED),
        *planned("p1 10:33", "p2 14:00"),
        *asked("p1", "10:33", "10:34", Outcome.DONE),
        answered("p2", "14:00", Outcome.CREDITED, Reason.SESSION_NEAR),
        entry("q1", Event.STARTED, "15:00", minutes=3.0),
        answered("q1", "15:02", Outcome.DONE, seconds=100.0),
    ]
    found = summarise(MONDAY, entries)
    assert (found.wanted, found.done, found.skipped, found.missed, found.quick) == (4, 3, 1, 1, 1)
    assert (found.prompts_done, found.prompts_credited) == (1, 1)
    assert found.seconds == 100.0
    assert found.states == (DONE, DONE, Outcome.MISSED, SKIPPED)


def test_a_quick_stretch_that_was_paused_counts_only_as_far_as_it_went() -> None:
    def done(minutes: float, outcome: Outcome, share: float) -> int:
        begun = entry("q1", Event.STARTED, "15:00", minutes=minutes)
        return summarise(MONDAY, [*DEFAULT_PLAN, begun, answered("q1", "15:30", outcome, share=share)]).done

    assert done(3.0, STOPPED, 0.03) == 0
    assert done(3.0, STOPPED, 0.7) == 1
    assert done(1.0, DONE, 1.0) == 0
    assert done(3.0, DONE, 1.0) == 1


def test_a_quick_stretch_under_two_minutes_does_not_count_as_a_session() -> None:
    quick = [entry("q1", Event.STARTED, "15:00"), answered("q1", "15:01", DONE, seconds=50.0)]
    assert summarise(MONDAY, DEFAULT_PLAN + quick).done == 0


def test_a_skip_undone_and_done_after_all_keeps_its_own_place() -> None:
    entries = [*DEFAULT_PLAN, *asked("s1", "09:30", "09:31", SKIPPED), entry("s1", Event.UNDONE, "09:32")]
    entries += [*asked("s1", "09:32", "09:35", DONE), entry("s5", Event.PLANNED, "09:31", due="16:35", why="s1")]
    entries += [answered("s5", "17:30", Outcome.DROPPED, Reason.BY_PERSON)]
    assert summarise(MONDAY, entries).states == (DONE, None, None, None)


def test_a_missed_session_without_room_to_be_made_up_for_stays_missed() -> None:
    entries = [*DEFAULT_PLAN, *asked("s4", "17:20", "17:21", Outcome.MISSED)]
    entries += [answered("s5", "17:21", Outcome.DROPPED, Reason.NO_ROOM, why="s4")]
    assert summarise(MONDAY, entries).states == (None, None, None, Outcome.MISSED)


def test_a_made_up_session_fills_the_place_of_the_one_it_stands_for() -> None:
    entries = DEFAULT_PLAN + asked("s1", "09:30", "09:31", SKIPPED)
    entries += [entry("s5", Event.PLANNED, "09:31", due="16:00", reason=Reason.SPREAD_AGAIN, why="s1")]
    entries += asked("s5", "16:00", "16:03", DONE)
    found = summarise(MONDAY, entries)
    assert (found.wanted, found.done) == (4, 1)


def test_what_had_no_room_was_never_wanted() -> None:
    entries = [*DEFAULT_PLAN, answered("s4", "17:27", Outcome.DROPPED, Reason.NO_ROOM)]
    assert summarise(MONDAY, entries).wanted == 3


def test_half_of_the_sessions_make_a_streak_day() -> None:
    assert summarise(MONDAY, HALF).enough
    assert not summarise(MONDAY, HALF[:-2]).enough
    assert not summarise(MONDAY, []).enough


def test_stopped_early_counts_after_half() -> None:
    assert run(2, day(2, STOPPED, SKIPPED, share=0.5)) == 1
    assert run(2, day(2, STOPPED, SKIPPED, share=0.4)) == 0


def test_a_streak_runs_over_the_weekend_and_today_counts_once_it_has_enough() -> None:
    good = [day(n, DONE, DONE, SKIPPED, SKIPPED) for n in (4, 5, 6, 9)]
    assert run(9, *good) == 4
    assert run(10, *good) == 4
    assert run(10, *good, day(10, SKIPPED, SKIPPED)) == 4
    assert run(11, *good, day(10, SKIPPED, SKIPPED)) == 0


def test_a_working_day_without_anything_ends_it() -> None:
    assert run(6, day(4, DONE), day(6, DONE)) == 1


def test_a_day_off_with_a_quick_stretch_neither_breaks_nor_lengthens_it() -> None:
    saturday = [
        Entry(date(2026, 3, 7), "q1", SlotKind.QUICK, Event.STARTED, at("10:00", date(2026, 3, 7))),
        Entry(date(2026, 3, 7), "q1", SlotKind.QUICK, Event.ANSWERED, at("10:05", date(2026, 3, 7)), outcome=DONE),
    ]
    assert run(9, day(6, DONE), saturday, day(9, DONE)) == 2


def test_days_blocked_by_care_neither_break_nor_lengthen_it() -> None:
    blocked = (
        CareAnswer(at("10:00", date(2026, 3, 4)), CareEvent.RED_FLAG, "fever"),
        CareAnswer(at("10:00", date(2026, 3, 5)), CareEvent.SEEN),
    )
    days = [day(3, DONE), day(4, SKIPPED), day(5, DONE), day(6, DONE)]
    assert run(6, *days, answers=blocked) == 2
    assert run(6, *days) == 2
    assert run(6, day(3, DONE), day(4, SKIPPED), day(6, DONE), answers=blocked) == 2


def test_no_ledger_is_no_streak() -> None:
    assert run(6) == 0


def test_a_week_is_seven_days_from_monday() -> None:
    week = week_of(MONDAY + timedelta(days=3), HALF)
    assert [d.day for d in week] == [MONDAY + timedelta(days=n) for n in range(7)]
    assert [d.done for d in week] == [2, 0, 0, 0, 0, 0, 0]
