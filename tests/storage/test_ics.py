"""Busy times out of .ics files: what real programs write, and what of it counts."""

from __future__ import annotations

from datetime import UTC, date, datetime
from zoneinfo import ZoneInfo

import pytest
from tests.storage import ics_zoo as zoo
from tests.storage.ics_reading import MONDAY, NOON, TUESDAY, read, times
from tests.storage.ics_zoo import calendar, event

# what programs write


def test_a_week_of_google_has_its_meetings_and_not_its_whole_days_and_free_times() -> None:
    assert times(zoo.GOOGLE, MONDAY, date(2026, 11, 26)) == [
        "23 09:30-09:45 Standup",
        "23 09:30-10:15 Planning, part 1",
        "25 14:00-14:15 Standup (moved)",
        "26 09:30-09:45 Standup",
    ]


def test_outlook_with_windows_zones_and_its_own_busy_marks() -> None:
    assert times(zoo.OUTLOOK, TUESDAY, date(2026, 12, 9)) == [
        "24 10:00-11:00 Jour fixe",
        "24 15:00-15:30 Call with Lima",
        "08 10:00-11:00 Jour fixe",
    ]


def test_apple_with_a_meeting_abroad_a_floating_one_and_single_dates() -> None:
    assert times(zoo.APPLE, MONDAY, TUESDAY) == [
        "23 12:00-12:30 Physio",
        "23 15:00-16:00 Review",
        "23 18:00-19:30 Choir",
        "24 13:00-13:30 Physio",
    ]


def test_thunderbird_past_midnight_and_its_tasks_are_no_meetings() -> None:
    assert times(zoo.THUNDERBIRD) == ["23 15:00-15:30 From an old Evolution", "23 22:00-06:00 Night watch"]
    assert times(zoo.THUNDERBIRD, TUESDAY) == ["23 22:00-06:00 Night watch"]


def test_nextcloud_with_one_date_of_a_series_cancelled_and_its_zone_at_the_end() -> None:
    assert times(zoo.NEXTCLOUD, MONDAY, date(2026, 12, 7)) == [
        "23 15:00-16:00 Reading group",
        "07 15:00-16:00 Reading group",
    ]


def test_several_calendars_in_one_file_all_count() -> None:
    together = zoo.GOOGLE + zoo.APPLE
    assert len(times(together)) == len(times(zoo.GOOGLE)) + len(times(zoo.APPLE))


def test_a_zone_of_one_calendar_is_not_that_of_another_by_the_same_name() -> None:
    def custom(offset: str, uid: str) -> str:
        zone = (
            "BEGIN:VTIMEZONE\nTZID:Customized Time Zone\nBEGIN:STANDARD\nDTSTART:16010101T000000\n"
            f"TZOFFSETFROM:{offset}\nTZOFFSETTO:{offset}\nEND:STANDARD\nEND:VTIMEZONE\n"
        )
        named = ";TZID=Customized Time Zone:20261123T"
        return calendar(event(f"{named}120000", f"{named}123000", summary=uid), head=zone)

    assert times(custom("+0000", "London") + custom("-0100", "Azores"), zone=UTC) == [
        "23 12:00-12:30 London", "23 13:00-13:30 Azores",
    ]  # fmt: skip


# what counts


@pytest.mark.parametrize(
    "mark",
    [
        "TRANSP:TRANSPARENT", "transp:transparent", "STATUS:CANCELLED", "X-MICROSOFT-CDO-BUSYSTATUS:FREE",
        "X-MICROSOFT-CDO-BUSYSTATUS:WORKINGELSEWHERE", "X-MICROSOFT-CDO-ALLDAYEVENT:TRUE",
    ],
)  # fmt: skip
def test_free_and_cancelled_events_take_no_time(mark: str) -> None:
    assert times(calendar(event(":20261123T090000", ":20261123T100000", mark))) == []


@pytest.mark.parametrize(
    "mark", ["STATUS:TENTATIVE", "X-MICROSOFT-CDO-BUSYSTATUS:TENTATIVE", "X-MICROSOFT-CDO-BUSYSTATUS:OOF"]
)
def test_what_may_be_counts(mark: str) -> None:
    assert len(times(calendar(event(":20261123T090000", ":20261123T100000", mark)))) == 1


@pytest.mark.parametrize(
    ("start", "end"),
    [
        (";VALUE=DATE:20261123", ";VALUE=DATE:20261124"),
        (":20261123T000000", ":20261124T000000"),
        (";TZID=Europe/Berlin:20261121T000000", ";TZID=Europe/Berlin:20261125T000000"),
        (":20261123T090000", ":20261123T090000"),
    ],
)
def test_whole_days_and_moments_take_no_time(start: str, end: str) -> None:
    assert times(calendar(event(start, end))) == []


def test_an_event_without_an_end_is_a_moment_or_a_whole_day() -> None:
    assert times(calendar("UID:1\nDTSTART:20261123T090000", "UID:2\nDTSTART;VALUE=DATE:20261123")) == []


def test_a_cancellation_sent_by_mail_takes_no_time() -> None:
    assert times(calendar(NOON, head="METHOD:CANCEL\n")) == []


def test_a_cancelled_series_takes_no_time_and_neither_does_one_cancelled_date() -> None:
    series = event(":20261123T090000Z", ":20261123T100000Z", "RRULE:FREQ=DAILY\n")
    off = event(":20261124T090000Z", ":20261124T100000Z", "RECURRENCE-ID:20261124T090000Z\nSTATUS:CANCELLED\n")
    assert len(times(calendar(series, off), MONDAY, date(2026, 11, 25))) == 2
    assert times(calendar(series + "STATUS:CANCELLED\n"), MONDAY, date(2026, 11, 25)) == []


def test_length_can_be_said_as_a_duration() -> None:
    assert times(calendar("UID:1\nDTSTART:20261123T090000\nDURATION:PT45M")) == ["23 09:00-09:45 "]
    assert times(calendar("UID:1\nDTSTART:20261121T090000\nDURATION:P2DT1H\nSUMMARY:Hike")) == ["21 09:00-10:00 Hike"]


def test_an_event_of_weeks_is_found_on_a_day_in_the_middle() -> None:
    assert times(calendar(event(":20261101T090000", ":20261224T100000"))) == ["01 09:00-10:00 Meeting"]
    series = event(":20260101T090000", ":20260301T100000", "RRULE:FREQ=YEARLY\n")
    assert times(calendar(series), date(2027, 2, 1)) == ["01 09:00-10:00 Meeting"]


def test_days_before_and_after_are_left_out_to_the_minute() -> None:
    edge = calendar(
        event(":20261122T230000", ":20261123T000000", summary="before"),
        event(":20261124T000000", ":20261124T010000", summary="after"),
    )
    assert times(edge) == []


# time


def test_a_series_keeps_its_wall_time_through_a_clock_change() -> None:
    series = event(";TZID=Europe/Berlin:20260301T093000", ";TZID=Europe/Berlin:20260301T094500", "RRULE:FREQ=DAILY\n")
    busy, _ = read(calendar(series), date(2026, 3, 28), date(2026, 3, 30))
    assert [b.start.isoformat() for b in busy] == [
        "2026-03-28T09:30:00+01:00", "2026-03-29T09:30:00+02:00", "2026-03-30T09:30:00+02:00",
    ]  # fmt: skip


def test_a_series_of_another_continent_moves_when_only_one_of_both_changes_its_clocks() -> None:
    series = event(
        ";TZID=America/New_York:20260105T100000", ";TZID=America/New_York:20260105T103000", "RRULE:FREQ=WEEKLY\n"
    )
    assert times(calendar(series), date(2026, 3, 2), date(2026, 4, 1)) == [
        "02 16:00-16:30 Meeting", "09 15:00-15:30 Meeting", "16 15:00-15:30 Meeting", "23 15:00-15:30 Meeting",
        "30 16:00-16:30 Meeting",
    ]  # fmt: skip


def test_a_series_written_in_utc_follows_the_clocks_of_its_owner() -> None:
    series = event(":20260105T080000Z", ":20260105T083000Z", "RRULE:FREQ=WEEKLY\n")
    owned = calendar(series, head="X-WR-TIMEZONE:Europe/Berlin\n")
    assert times(owned, date(2026, 7, 6)) == ["06 09:00-09:30 Meeting"]
    assert times(calendar(series), date(2026, 7, 6)) == ["06 10:00-10:30 Meeting"]


def test_a_time_that_is_left_out_begins_with_the_first_minute_after() -> None:
    lost = calendar(event(":20260329T023000", ":20260329T033000"))
    busy, problems = read(lost, date(2026, 3, 29))
    assert problems == ()
    assert [b.start.isoformat() for b in busy] == ["2026-03-29T03:00:00+02:00"]


def test_a_floating_time_is_that_of_the_place_where_it_is_read() -> None:
    floating = calendar(event(":20261123T090000", ":20261123T100000"))
    for zone in ("Asia/Tokyo", "America/Anchorage", "Pacific/Kiritimati"):
        assert times(floating, zone=ZoneInfo(zone)) == ["23 09:00-10:00 Meeting"]


def test_moments_are_the_same_wherever_they_are_read() -> None:
    text = calendar(event(";TZID=Asia/Kolkata:20261123T140000", ";TZID=Asia/Kolkata:20261123T150000"))
    for zone in ("Europe/Berlin", "America/New_York"):
        (busy,), _ = read(text, zone=ZoneInfo(zone))
        assert busy.start == datetime(2026, 11, 23, 8, 30, tzinfo=UTC)
        assert str(busy.start.tzinfo) == zone


def test_the_whole_of_a_series_can_be_moved_from_one_date_on() -> None:
    series = event(":20261123T090000Z", ":20261123T100000Z", "RRULE:FREQ=DAILY\n", uid="x")
    later = event(
        ":20261124T120000Z", ":20261124T130000Z", "RECURRENCE-ID;RANGE=THISANDFUTURE:20261124T090000Z\n", uid="x"
    )
    assert times(calendar(series, later), MONDAY, date(2026, 11, 25), UTC) == [
        "23 09:00-10:00 Meeting", "24 12:00-13:00 Meeting", "25 12:00-13:00 Meeting",
    ]  # fmt: skip


def test_a_date_moved_here_from_far_away_is_found_and_one_moved_away_is_not() -> None:
    series = event(":20260601T090000Z", ":20260601T100000Z", "RRULE:FREQ=MONTHLY;UNTIL=20260901T090000Z\n", uid="x")
    here = event(":20261123T090000Z", ":20261123T100000Z", "RECURRENCE-ID:20260801T090000Z\n", uid="x")
    assert times(calendar(series, here), zone=UTC) == ["23 09:00-10:00 Meeting"]
    daily = event(":20261101T090000Z", ":20261101T100000Z", "RRULE:FREQ=DAILY\n", uid="y")
    away = event(":20270501T090000Z", ":20270501T100000Z", "RECURRENCE-ID:20261123T090000Z\n", uid="y")
    assert times(calendar(daily, away)) == []


def test_a_year_of_standups_has_one_on_every_working_day() -> None:
    busy, problems = read(zoo.GOOGLE, date(2027, 1, 1), date(2027, 12, 31))
    standups = [b for b in busy if b.title == "Standup"]
    assert problems == ()
    assert len(standups) == 261
    assert {f"{b.start:%H:%M}" for b in standups} == {"09:30"}
    assert all(b.start.weekday() < 5 for b in standups)


def test_an_outdated_version_of_a_meeting_does_not_count() -> None:
    old = event(":20261123T090000Z", ":20261123T100000Z", "SEQUENCE:0\n", uid="x")
    new = event(":20270601T090000Z", ":20270601T100000Z", "SEQUENCE:1\n", uid="x")
    assert times(calendar(old, new)) == times(calendar(new, old)) == []
    assert len(times(calendar(old, NOON))) == 2


def test_meetings_that_all_have_the_same_uid_all_count() -> None:
    lessons = [event(f":20261123T{hour}0000", f":20261123T{hour}4500", uid="x") for hour in ("08", "09", "10")]
    assert len(times(calendar(*lessons))) == 3


@pytest.mark.parametrize(
    ("first", "last", "found"),
    [(date.min, MONDAY, 1), (MONDAY, date.max, 1), (date.max, date.max, 0), (date.min, date.min, 0)],
)
def test_days_at_the_ends_of_time_can_be_asked_for(first: date, last: date, found: int) -> None:
    assert len(times(calendar(NOON), first, last)) == found


# how it is written


def test_line_ends_folding_and_letters_of_any_kind_are_read() -> None:
    text = calendar(event(":20261123T090000", ":20261123T100000", summary="Kündigungs\n gespräch"))
    title = ["23 09:00-10:00 Kündigungsgespräch"]
    assert times(text.encode()) == title
    assert times(text.replace("\n", "\r\n").encode("utf-8-sig")) == title
    assert times(text.encode("utf-16")) == title
    assert times(text.encode("cp1252")) == title


def test_a_letter_may_be_folded_in_its_middle() -> None:
    text = calendar(event(":20261123T090000", ":20261123T100000", summary="Käse")).encode()
    letter = "ä".encode()
    assert times(text.replace(letter, letter[:1] + b"\r\n " + letter[1:])) == ["23 09:00-10:00 Käse"]


def test_an_empty_line_where_none_is_meant_is_none() -> None:
    assert len(times(calendar(event(":20261123T090000", ":20261123T100000", "EXDATE:\nRRULE:\nRDATE:\n")))) == 1


def test_an_event_without_a_uid_is_its_own() -> None:
    bare = "DTSTART:20261123T090000\nDTEND:20261123T100000"
    assert len(times(calendar(bare, bare.replace("T09", "T08")))) == 2
