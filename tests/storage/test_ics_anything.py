"""Files that no program would write, and windows of all kinds: nothing raises, and a window agrees with the whole."""

from __future__ import annotations

from datetime import date, datetime, timedelta
from zoneinfo import ZoneInfo

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from tests.fakes import BERLIN
from tests.storage import ics_zoo as zoo

from unknot.storage.ics import order, read_ics

MONDAY, FRIDAY = date(2026, 11, 23), date(2026, 11, 27)
FIRST, LAST = date(2026, 2, 20), date(2026, 4, 10)
SLOWLY = settings(deadline=None, max_examples=150, suppress_health_check=[HealthCheck.too_slow])

pieces = st.one_of(
    st.binary(max_size=6),
    st.sampled_from([
        b"BEGIN:VEVENT\r\n", b"END:VEVENT\r\n", b"BEGIN:VALARM\r\n", b"END:VCALENDAR\r\n", b"BEGIN:VTIMEZONE\r\n",
        b"RRULE:FREQ=DAILY\r\n", b"RRULE:FREQ=HOURLY;COUNT=9\r\n", b"EXDATE:20261124\r\n", b"\r\n ",
        b"RDATE:20261124T080000Z\r\n",
        b"DTSTART;VALUE=DATE:20261124\r\n", b"DTEND:20251124T080000Z\r\n", b"DURATION:-PT1H\r\n", b"SEQUENCE:x\r\n",
        b"RECURRENCE-ID:20261124T093000\r\n", b";TZID=", b";VALUE=PERIOD", b"00000000T000000", b"99991231T235959Z",
        b"TZID:UTC\r\n", b"UID:standup@google.com\r\n", b"0", b"9", b"-", b";", b":", b'"', b"\x00", b"\xff",
    ]),
)  # fmt: skip
edits = st.lists(st.tuples(st.floats(0, 1), st.integers(0, 40), pieces), min_size=1, max_size=6)


@SLOWLY
@given(name=st.sampled_from(sorted(zoo.ALL)), changes=edits)
def test_a_damaged_file_is_read_as_far_as_it_goes(name: str, changes: list[tuple[float, int, bytes]]) -> None:
    content = zoo.ALL[name].replace("\n", "\r\n").encode()
    for place, cut_out, put_in in changes:
        at = int(place * len(content))
        content = content[:at] + put_in + content[at + cut_out :]
    busy, problems = read_ics(content, "work.ics", BERLIN, MONDAY, FRIDAY)
    assert list(busy) == sorted(busy, key=order)
    assert all(b.start.timestamp() < b.end.timestamp() for b in busy)
    assert all(b.start.date() <= FRIDAY and b.end.date() >= MONDAY for b in busy)
    assert all(problem.file == "work.ics" for problem in problems)


@settings(deadline=None, max_examples=200)
@given(content=st.binary(max_size=300))
def test_bytes_of_any_kind_are_read(content: bytes) -> None:
    busy, problems = read_ics(content, "work.ics", BERLIN, MONDAY, FRIDAY)
    assert busy == ()
    assert problems


starts = st.datetimes(datetime(2026, 1, 1), datetime(2026, 4, 30)).map(lambda d: d.replace(second=0, microsecond=0))
rules = st.one_of(
    st.just(""),
    st.builds(
        "RRULE:FREQ={};INTERVAL={}{}\n".format,
        st.sampled_from(["DAILY", "WEEKLY", "MONTHLY", "WEEKLY;BYDAY=TU,SA"]),
        st.integers(1, 3),
        st.one_of(
            st.just(""),
            st.integers(1, 30).map(";COUNT={}".format),
            st.dates(date(2026, 1, 1), date(2026, 4, 30)).map(";UNTIL={:%Y%m%d}T235959Z".format),
        ),
    ),
)
zones = st.sampled_from(["", ";TZID=Europe/Berlin", ";TZID=America/New_York", ";TZID=Pacific/Auckland", "Z"])


@st.composite
def events(draw: st.DrawFn) -> str:
    start, zone, uid = draw(starts), draw(zones), draw(st.sampled_from("abc"))
    length = draw(st.sampled_from([timedelta(minutes=30), timedelta(hours=9), timedelta(days=2, hours=1)]))
    said, mark = (zone, "") if zone != "Z" else ("", "Z")
    more = draw(rules)
    if not more and draw(st.booleans()):
        more = f"RECURRENCE-ID{said}:{draw(starts):%Y%m%dT%H%M%S}{mark}\n"
    times = (f"{said}:{moment:%Y%m%dT%H%M%S}{mark}" for moment in (start, start + length))
    return zoo.event(*times, more, summary=f"{start} {more}", uid=uid)


@SLOWLY
@given(
    found=st.lists(events(), min_size=1, max_size=5),
    day=st.dates(FIRST, LAST),
    more=st.integers(0, 9),
    zone=st.sampled_from(["Europe/Berlin", "America/Los_Angeles", "Pacific/Apia"]),
)
def test_every_window_shows_what_the_whole_shows_there(found: list[str], day: date, more: int, zone: str) -> None:
    content, here = zoo.calendar(*found).encode(), ZoneInfo(zone)
    last = min(day + timedelta(days=more), LAST)
    whole, _ = read_ics(content, "work.ics", here, FIRST, LAST)
    busy, _ = read_ics(content, "work.ics", here, day, last)
    begin = datetime(day.year, day.month, day.day, tzinfo=here).timestamp()
    end = (datetime(last.year, last.month, last.day, tzinfo=here) + timedelta(days=1)).timestamp()
    assert list(busy) == [b for b in whole if b.start.timestamp() < end and b.end.timestamp() > begin]
