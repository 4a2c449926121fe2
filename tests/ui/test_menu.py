"""The words of the tray's menu."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta

import pytest
from tests.shells import WEDNESDAY, Home

from unknot.core.presence import Hold
from unknot.core.profiles import DayChange, Profile
from unknot.core.settings import Settings
from unknot.ports import Answer
from unknot.ui import menu
from unknot.ui.menu_item import Item


def labels(home: Home) -> list[str]:
    return [item.label for item in menu.items(home.shell)]


def test_it_begins_with_what_comes_next_and_what_is_done(qapp: object) -> None:
    home = Home()
    home.live("10:20")
    assert labels(home)[:3] == ["Stand up in 13 min", "Session 2 of 4 at 11:35", "1 of 4 done today"]


@pytest.mark.parametrize(
    ("days", "said"), [(0, "Until tomorrow at 08:30"), (2, "Until Monday at 08:30"), (3, "Until Monday at 08:30")]
)
def test_a_pause_until_the_next_working_day_names_it_as_people_do(qapp: object, days: int, said: str) -> None:
    home = Home(WEDNESDAY + timedelta(days=days))
    assert said in [item.label for item in menu.pausing(home.shell).children]


def test_while_something_holds_the_first_lines_say_what_and_until_when(qapp: object) -> None:
    home = Home()
    home.to("9:00")
    home.house.held(Hold.CALL)
    assert labels(home)[:2] == ["Held: in a call since 09:00", "Asks once it ends"]


def test_what_holds_when_nothing_comes_any_more_today_promises_no_prompt_at_its_end(qapp: object) -> None:
    home = Home(WEDNESDAY + timedelta(days=3))
    home.to("10:00")
    home.house.held(Hold.CALL)
    assert labels(home)[:2] == ["Held: in a call since 10:00", "Session 1 of 4 Monday at 09:30"]


def test_while_a_session_runs_the_first_lines_say_so_and_name_the_one_after_it(qapp: object) -> None:
    home = Home()
    home.to("9:30")
    home.prompter.answer(Answer.ACCEPT)
    assert labels(home)[:3] == ["In a session since 09:30", "Session 2 of 4 at 11:35", "0 of 4 done today"]
    assert "Start session 1 now" not in labels(home)


def test_what_is_due_is_said_to_come_now_and_not_at_a_time_gone_by(qapp: object) -> None:
    home = Home()
    home.to("9:25")
    home.house.held(Hold.CALL)
    home.to("9:50")
    home.house.released(Hold.CALL)
    assert menu.status_lines(home.shell, relative=False) == ["Stand up at 10:53", "Session 1 of 4 now"]


def test_of_tomorrow_the_first_session_that_comes_is_named_out_of_those_that_can(qapp: object) -> None:
    by_time = {"sessions_at": "fixed", "session_times": ["06:00", "09:00", "12:30", "14:00"]}
    home = Home(settings=Settings().with_changes(**by_time))
    home.to("18:00")
    assert labels(home)[:2] == ["0 of 2 done today", "Session 1 of 2 Thursday at 09:00"]


def test_where_sessions_stand_for_all_stand_ups_no_end_of_stand_ups_is_promised(qapp: object) -> None:
    home = Home(settings=Settings().with_changes(sessions=8, session_gap=30))
    home.to("8:31")
    assert labels(home)[:2] == ["No stand-up before the session", "Session 1 of 8 at 09:00"]


def test_the_tooltip_tells_of_the_day_that_it_is_also_on_a_day_off(qapp: object) -> None:
    home = Home(WEDNESDAY + timedelta(days=2))
    seen: list[list[str]] = []
    home.shell.coach.on_change(lambda: seen.append(menu.status_lines(home.shell, relative=False)))
    home.to("18:00")
    assert seen[-1][0] == "0 of 4 done today"
    home.to("10:00", day=1)
    assert seen[-1] == ["A day off", "Session 1 of 4 Monday at 09:30"]


def test_a_posture_prompt_on_the_screen_can_be_answered_in_the_menu(qapp: object) -> None:
    home = Home()
    home.live("9:40")
    while home.shell.coach.shown() is None:
        home.alarms.advance(timedelta(seconds=10))
    [done] = [item for item in menu.items(home.shell) if item.label == "Stood up, done it"]
    assert done.strong
    assert done.run is not None
    done.run()
    assert home.shell.coach.shown() is None
    assert "Stood up, done it" not in labels(home)


def child(home: Home, of: str, label: str) -> Item:
    parent = next(item for item in menu.items(home.shell) if item.label.startswith(of))
    return next(item for item in parent.children if item.label == label)


def choose(home: Home, of: str, label: str) -> None:
    run = child(home, of, label).run
    assert run is not None
    run()


def chosen(home: Home, of: str) -> list[str]:
    parent = next(item for item in menu.items(home.shell) if item.label.startswith(of))
    return [item.label for item in parent.children if item.chosen]


def test_the_order_is_status_then_doing_then_quiet_then_pages(qapp: object) -> None:
    assert labels(Home())[:-1] == [
        "Stand up at 10:33", "Session 1 of 4 at 09:30", "0 of 4 done today", "",
        "Start session 1 now", "Quick stretch", "Snooze 5 min", "Skip the next one", "",
        "In a call, until…", "Pause for", "Profile: Office", "Today's hours", "",
        "Log pain…", "Log moving…", "",
        "Today", "Library", "Care", "History", "Settings…", "",
    ]


def test_pain_is_logged_two_clicks_from_the_tray(qapp: object) -> None:
    home = Home()
    [log] = [item for item in menu.items(home.shell) if item.label == "Log pain…"]
    assert log.run is not None
    log.run()
    assert home.windows.opened == ["pain"]


# in a call


def test_a_call_told_in_the_menu_holds_until_then_and_can_be_ended(qapp: object) -> None:
    home = Home()
    home.to("9:00")
    choose(home, "In a call", "30 minutes")
    assert labels(home)[:2] == ["Held: in a call until 09:30", "Asks once it ends"]
    [over] = [item for item in menu.items(home.shell) if item.label == "Call is over"]
    assert over.run is not None
    over.run()
    assert "In a call, until…" in labels(home)
    assert not home.house.coach.presence.holds


def test_a_call_until_i_say_ends_after_two_hours_at_most(qapp: object) -> None:
    home = Home()
    home.to("9:00")
    choose(home, "In a call", "Until I say, 2 hours at most")
    assert home.house.coach.presence.until(Hold.SAID_CALL) == WEDNESDAY.replace(hour=11)


def test_a_pause_over_the_night_names_the_day_of_its_end(qapp: object) -> None:
    home = Home()
    choose(home, "Pause for", "Until tomorrow at 08:30")
    assert labels(home)[:2] == ["Paused until Thursday at 08:30", "Nothing shows before"]


def test_a_pause_has_its_end_and_another_hold_none(qapp: object) -> None:
    home = Home()
    choose(home, "Pause for", "1 hour")
    assert labels(home)[:2] == ["Paused until 09:00", "Nothing shows before"]
    home.house.coach.resume()
    home.house.held(Hold.FULL_SCREEN)
    home.house.held(Hold.SHARING)
    assert labels(home)[:2] == ["Held: full screen since 08:00", "Asks once all of this ends"]


# profiles


def test_a_profile_chosen_is_the_usual_one_from_then_on(qapp: object) -> None:
    home = Home()
    assert chosen(home, "Profile") == ["Office"]
    choose(home, "Profile", "Home")
    assert home.store.settings.profile == "home"
    assert home.store.settings.days == ()
    assert "Profile: Home" in labels(home)
    assert f"{home.house.coach.plan().work[0].start:%H:%M}" == "09:00"


def test_where_a_weekday_names_the_profile_another_is_for_today_alone(qapp: object) -> None:
    rule = ("", "", "home", "", "", "", "")
    home = Home(settings=replace(Settings(), profile_days=rule))
    assert chosen(home, "Profile") == ["Home"]
    choose(home, "Profile", "Night shift")
    assert home.store.settings.days == (DayChange(WEDNESDAY.date(), profile="night"),)
    assert home.store.settings.profile_days == rule
    assert "Profile: Night shift" in labels(home)
    choose(home, "Profile", "Home")
    assert home.store.settings.days == (), "the usual one needs no exception"


def test_a_profile_of_one_s_own_goes_by_its_name(qapp: object) -> None:
    mine = Profile("client", "At the client's", (("sessions", 3),))
    home = Home(settings=replace(Settings(), profiles=(*Settings().profiles, mine)))
    choose(home, "Profile", "At the client's")
    assert len(home.house.coach.plan().sessions) == 3


def test_what_the_organisation_has_set_can_not_be_chosen(qapp: object) -> None:
    home = Home()
    home.store.locked = frozenset({"profile", "days"})
    for label in ("Profile: Office (set by your organisation)", "Today's hours (set by your organisation)"):
        [item] = [item for item in menu.items(home.shell) if item.label == label]
        assert not item.enabled


# today's hours


def test_today_can_be_longer_and_off_and_as_usual_again(qapp: object) -> None:
    home = Home()
    assert chosen(home, "Today's hours") == ["As usual"]
    choose(home, "Today's hours", "Until 20:00")
    assert f"{home.house.coach.plan().work[-1].end:%H:%M}" == "20:00"
    assert chosen(home, "Today's hours") == ["Until 20:00"]
    choose(home, "Today's hours", "Off today")
    assert home.house.coach.plan().work == ()
    assert chosen(home, "Today's hours") == ["Off today"]
    choose(home, "Today's hours", "As usual")
    assert home.store.settings.days == ()


def test_later_ends_are_full_hours_after_the_usual_end_and_after_now(qapp: object) -> None:
    home = Home()
    assert [item.label for item in child_items(home)][:3] == ["Until 18:00", "Until 19:00", "Until 20:00"]
    home.live("19:10")
    assert [item.label for item in child_items(home)][:3] == ["Until 20:00", "Until 21:00", "Until 22:00"]


def test_on_a_day_off_work_can_begin_now(qapp: object) -> None:
    home = Home(WEDNESDAY + timedelta(days=3))
    home.to("10:02")
    choose(home, "Today's hours", "Until 12:00")
    [span] = home.house.coach.plan().work
    assert f"{span.start:%H:%M} {span.end:%H:%M}" == "10:00 12:00"


def test_a_night_can_be_longer_too(qapp: object) -> None:
    home = Home(WEDNESDAY.replace(hour=23), settings=replace(Settings(), profile="night"))
    choose(home, "Today's hours", "Until 07:00")
    end = home.house.coach.plan().work[-1].end
    assert f"{end:%d %H:%M}" == "05 07:00"


def child_items(home: Home) -> tuple[Item, ...]:
    return next(item for item in menu.items(home.shell) if item.label == "Today's hours").children


# undo


def test_a_skip_can_be_undone_in_the_menu_for_ten_minutes(qapp: object) -> None:
    home = Home()
    home.house.coach.skip()
    [undo] = [item for item in menu.items(home.shell) if item.label == "Undo skip"]
    assert undo.run is not None
    undo.run()
    assert "Undo skip" not in labels(home)
    home.house.coach.skip()
    home.to("8:11")
    assert "Undo skip" not in labels(home)
