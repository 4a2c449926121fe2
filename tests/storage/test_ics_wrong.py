"""Broken, hostile and endless .ics files: what is wrong is named, the rest works, and reading ends."""

from __future__ import annotations

import time

import pytest
from tests.fakes import BERLIN
from tests.storage.ics_reading import MONDAY, NOON, read, times, wrong
from tests.storage.ics_zoo import calendar, event

from unknot.core.library import Problem
from unknot.storage import ics, ics_lines
from unknot.storage.ics import read_ics

# what is wrong


@pytest.mark.parametrize(
    ("lines", "field", "what"),
    [
        ("DTSTART:20261323T090000\nDTEND:20261123T100000", "line 10, DTSTART", "kind"),
        ("DTSTART:tomorrow\nDTEND:20261123T100000", "line 10, DTSTART", "kind"),
        ("DTEND:20261123T100000", "line 9, DTSTART", "missing"),
        ("DTSTART:20261123T090000\nDURATION:an hour", "line 11, DURATION", "kind"),
        ("DTSTART:20261123T090000\nDTSTART:20261123T091500", "line 10, DTSTART", "kind"),
        ("DTSTART:20261123T090000Z\nDTEND:20261123T100000Z\nRRULE:FREQ=SOMETIMES", "line 12, RRULE", "kind"),
        ("DTSTART:20261123T090000Z\nDTEND:20261123T100000Z\nRRULE:daily", "line 12, RRULE", "kind"),
        ("DTSTART:20261101T090000Z\nDTEND:20261101T100000Z\nRRULE:FREQ=DAILY\nEXDATE:soon", "line 13, EXDATE", "kind"),
        ("DTSTART;TZID=Mars/Olympus:20261123T090000\nDTEND:20261123T100000", "line 10, DTSTART", "unknown"),
    ],
)
def test_a_broken_event_is_named_with_its_field_and_the_rest_works(lines: str, field: str, what: str) -> None:
    assert wrong(calendar(NOON, lines)) == [(field, what)]


def test_a_broken_change_of_one_date_costs_only_itself() -> None:
    series = event(":20261101T090000Z", ":20261101T093000Z", "RRULE:FREQ=DAILY\n", summary="Good", uid="x")
    change = event(":never", ":20261123T100000Z", "RECURRENCE-ID:20261123T090000Z\n", uid="x")
    assert wrong(calendar(series, change)) == [("line 13, DTSTART", "kind")]


@pytest.mark.parametrize("more", ["DURATION:PT1H\n", "RRULE:FREQ=DAILY;UNTIL=99991231\n"])
def test_an_event_as_long_as_all_time_is_named(more: str) -> None:
    assert wrong(calendar(NOON, event(":00010101T000000", ":99991231T000000", more))) == [("line 9, VEVENT", "kind")]


def test_an_event_that_breaks_off_is_named() -> None:
    text = calendar(NOON, NOON)
    assert wrong(text[: text.rindex("DTEND")]) == [("line 9, END:VEVENT", "missing")]
    assert wrong(text.replace("END:VEVENT\nEND:VCALENDAR\n", "")) == [("line 9, END:VEVENT", "missing")]
    assert wrong(text.replace("END:VEVENT\n", "", 1)) == [("line 3, END:VEVENT", "missing")]
    assert wrong(text.replace("END:VCALENDAR\n", "")) == [("END:VCALENDAR", "missing")]


@pytest.mark.parametrize(
    "content", [b"", b"\n\n", b"hello", b"\x89PNG\r\n\x1a\n\x00\x00", b"<html></html>", bytes(range(256)) * 40]
)
def test_what_is_no_calendar_is_named(content: bytes) -> None:
    assert read(content) == ((), (Problem("work.ics", "", "unreadable", "no BEGIN:VCALENDAR"),))


@pytest.mark.parametrize("name", ["Mars", "Europe", "../UTC", "/", "a\0b", "x" * 5000])
def test_an_owner_in_an_unknown_zone_is_named_and_moments_in_utc_count(name: str) -> None:
    assert wrong(calendar(NOON, head=f"X-WR-TIMEZONE:{name}\n")) == [("line 3, X-WR-TIMEZONE", "unknown")]


def test_a_broken_zone_is_named_and_with_it_the_events_that_need_it() -> None:
    zone = "BEGIN:VTIMEZONE\nTZID:Ours\nBEGIN:STANDARD\nTZOFFSETTO:+0100\nEND:STANDARD\nEND:VTIMEZONE\n"
    lost = event(";TZID=Ours:20261123T090000", ":20261123T100000")
    assert [field for field, _ in wrong(calendar(NOON, lost, head=zone))] == ["line 3, VTIMEZONE", "line 18, DTSTART"]


def test_many_broken_events_are_counted_instead_of_listed() -> None:
    problems = read(calendar(*["DTSTART:x"] * 40, NOON))[1]
    assert len(problems) == ics.MOST_NAMED + 1
    assert (problems[-1].what, problems[-1].found) == ("more", "30")


def test_nothing_of_an_events_title_gets_into_a_problem() -> None:
    problems = read(calendar("SUMMARY:Divorce lawyer\nDESCRIPTION:Divorce\nDTSTART:x\nRRULE:FREQ=NO"))[1]
    assert problems
    assert "ivorce" not in str(problems)


# what would never end


@pytest.mark.parametrize(
    "rule",
    [
        "FREQ=DAILY;INTERVAL=0", "FREQ=HOURLY;INTERVAL=0;BYHOUR=3", "FREQ=DAILY;INTERVAL=-1",
        "FREQ=SECONDLY", "FREQ=MINUTELY;INTERVAL=1", "FREQ=HOURLY;BYMINUTE=" + ",".join(map(str, range(60))),
        "FREQ=DAILY;BYHOUR=" + ",".join(map(str, range(24))) + ";BYSECOND=" + ",".join(map(str, range(60))),
        "FREQ=SECONDLY;COUNT=2000000000", "FREQ=SECONDLY;UNTIL=20990101T000000Z",
    ],
)  # fmt: skip
def test_an_endless_repetition_is_named_at_once(rule: str) -> None:
    began = time.monotonic()
    bomb = event(":20000101T000000Z", ":20000101T000001Z", f"RRULE:{rule}\n")
    assert wrong(calendar(NOON, bomb)) == [("line 14, RRULE", "range")]
    assert time.monotonic() - began < 2


@pytest.mark.parametrize("often", ["HOURLY", "DAILY"])
def test_a_repetition_that_ends_a_century_before_it_begins_is_named(often: str) -> None:
    bomb = event(":20261123T090000", ":19000101T000000", f"RRULE:FREQ={often}\n")
    assert wrong(calendar(NOON, bomb)) == [("line 14, RRULE", "range")]


def test_a_short_rapid_repetition_is_fine() -> None:
    rapid = event(":20261123T090000Z", ":20261123T090030Z", "RRULE:FREQ=MINUTELY;COUNT=5\n", summary="Pill")
    assert len(times(calendar(rapid))) == 5


def test_a_repetition_that_never_comes_ends() -> None:
    never = event(":20261101T090000Z", ":20261101T100000Z", "RRULE:FREQ=YEARLY;BYMONTH=2;BYMONTHDAY=30\n")
    assert times(calendar(never, NOON)) == ["23 12:00-12:30 Good"]


def test_components_without_end_within_one_another_are_passed_over() -> None:
    began = time.monotonic()
    deep = "BEGIN:A\n" * 60_000 + "END:B\n" * 60_000
    text = calendar(NOON).replace("END:VEVENT\n", f"{deep}END:VEVENT\n{deep}")
    assert times(text) == ["23 12:00-12:30 Good"]
    assert time.monotonic() - began < 5


def test_a_list_of_a_million_dates_is_named_at_once() -> None:
    dates = "RDATE:" + ",".join(["20261123T120000Z"] * 1_000_000)
    assert wrong(calendar(NOON, event(":20261101T090000Z", ":20261101T100000Z", dates))) == [("line 9", "range")]


def test_a_rule_of_a_thousand_clauses_is_named() -> None:
    rule = "RRULE:FREQ=MONTHLY;BYSETPOS=" + ",".join(["1"] * 5000)
    assert wrong(calendar(NOON, event(":19000101T090000Z", ":19000101T100000Z", rule))) == [("line 14, RRULE", "range")]


def test_thousands_of_changes_of_one_series_are_each_read(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(ics, "MOST_TOGETHER", 2)
    changes = [
        event(f":20261123T{hour}0000Z", f":20261123T{hour}3000Z", f"RECURRENCE-ID:20261123T{hour}0000Z\n", uid="x")
        for hour in (10, 11, 12)
    ]
    assert len(times(calendar(*changes))) == 3


def test_a_broken_change_of_one_of_several_series_is_named_once() -> None:
    series = [event(f":20261123T{hour}0000Z", f":20261123T{hour}3000Z", summary="Good", uid="x") for hour in (10, 11)]
    change = event(":never", ":20261123T100000Z", "RECURRENCE-ID:20261123T090000Z\n", uid="x")
    assert len(wrong(calendar(*series, change))) == 1


def test_a_title_of_a_book_is_cut() -> None:
    (busy,), _ = read(calendar(event(":20261123T090000", ":20261123T100000", summary="x" * 10_000, uid="1")))
    assert 100 < len(busy.title) < 300


@pytest.mark.parametrize(
    ("rule", "times"), [("FREQ=SECONDLY", 1), ("FREQ=DAILY", 50), ("FREQ=YEARLY;BYDAY=MO", 50), ("FREQ=YEARLY", 3000)]
)
def test_a_zone_that_changes_its_clocks_all_the_time_is_named(rule: str, times: int) -> None:
    part = (
        f"BEGIN:STANDARD\nDTSTART:16010101T000000\nRRULE:{rule}\n"
        "TZOFFSETFROM:+0100\nTZOFFSETTO:+0100\nEND:STANDARD\n"
    )
    zone = f"BEGIN:VTIMEZONE\nTZID:Bomb\n{part * times}END:VTIMEZONE\n"
    assert wrong(calendar(NOON, head=zone))[0][0] == "line 3, VTIMEZONE"


def test_a_zone_with_a_rule_for_each_of_many_years_is_read() -> None:
    parts = "".join(
        f"BEGIN:{kind}\nDTSTART:{1900 + n}{month:02}01T020000\nRRULE:FREQ=YEARLY;UNTIL={1902 + n}1231T000000Z;"
        f"BYMONTH={month};BYDAY=-1SU\nTZOFFSETFROM:+0{4 - turn}00\nTZOFFSETTO:+0{turn}00\nEND:{kind}\n"
        for n in range(0, 40, 2)
        for kind, month, turn in (("DAYLIGHT", 3, 3), ("STANDARD", 10, 1))
    )
    zone = f"BEGIN:VTIMEZONE\nTZID:Ours\n{parts}END:VTIMEZONE\n"
    lunch = event(";TZID=Ours:20261123T120000", ";TZID=Ours:20261123T123000")
    assert times(calendar(lunch, head=zone)) == ["23 12:00-12:30 Meeting"]


def test_a_zone_of_a_book_is_named() -> None:
    zone = "BEGIN:VTIMEZONE\nTZID:Long\n" + "COMMENT:and so on\n" * 20_000 + "END:VTIMEZONE\n"
    assert wrong(calendar(NOON, head=zone)) == [("line 3, VTIMEZONE", "range")]


def test_one_event_too_many_is_named_and_the_rest_left_out(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(ics_lines, "MOST_EVENTS", 2)
    others = [event(":20261123T150000Z", ":20261123T160000Z", summary=f"{n}") for n in range(3)]
    busy, problems = read(calendar(NOON, *others))
    assert len(busy) == 2
    assert [(problem.field, problem.what) for problem in problems] == [("VEVENT", "range")]


def test_when_time_is_over_the_rest_is_named() -> None:
    left = iter([True, False])
    content = calendar(NOON, event(":20261123T150000Z", ":20261123T160000Z")).encode()
    busy, problems = read_ics(content, "work.ics", BERLIN, MONDAY, MONDAY, lambda: next(left))
    assert [b.title for b in busy] == ["Good"]
    assert [(problem.field, problem.what) for problem in problems] == [("line 9", "late")]


def test_events_of_other_years_are_not_even_parsed() -> None:
    years = [event(f":{year}0105T090000Z", f":{year}0105T100000Z", uid=f"{year}") for year in range(1970, 2040)]
    over = event(":20200105T090000Z", ":20200105T100000Z", "RRULE:FREQ=WEEKLY;UNTIL=20210105T090000Z\n", uid="over")
    cuts, problems = ics_lines.cut(calendar(*years, over, NOON).encode(), "work.ics", MONDAY, MONDAY)
    assert problems == []
    assert [list(found.series) for found in cuts] == [["Good"]]
