"""Today until another time."""

from __future__ import annotations

from datetime import time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from unknot.core.day_end import until
from unknot.core.hours import Ranges, read_ranges


def ranges(*texts: str) -> Ranges:
    found, problems = read_ranges(texts, "hours")
    assert not problems
    return found


def says(found: Ranges) -> list[str]:
    return [str(work) for work in found]


OFFICE = ranges("08:30-12:15", "13:00-17:30")
NIGHT = ranges("22:00-02:00", "02:45-06:00")


@pytest.mark.parametrize(
    ("usual", "end", "found"),
    [
        (OFFICE, time(20), ["08:30-12:15", "13:00-20:00"]),
        (OFFICE, time(16), ["08:30-12:15", "13:00-16:00"]),
        (OFFICE, time(17, 30), ["08:30-12:15", "13:00-17:30"]),
        (OFFICE, time(12, 30), ["08:30-12:15"]),
        (OFFICE, time(13), ["08:30-12:15"]),
        (OFFICE, time(11), ["08:30-11:00"]),
        (OFFICE, time(0), ["08:30-12:15", "13:00-00:00"]),
        (OFFICE, time(1), ["08:30-12:15", "13:00-01:00"]),
        (NIGHT, time(4), ["22:00-02:00", "02:45-04:00"]),
        (NIGHT, time(23), ["22:00-23:00"]),
        (NIGHT, time(7), ["22:00-02:00", "02:45-07:00"]),
        ((), time(20), ["14:05-20:00"]),
    ],
)
def test_the_last_hours_are_longer_or_cut(usual: Ranges, end: time, found: list[str]) -> None:
    assert says(until(usual, end, time(14, 9))) == found


@pytest.mark.parametrize("end", [time(8), time(8, 30), time(3)])
def test_a_day_of_more_than_18_hours_is_a_slip(end: time) -> None:
    with pytest.raises(ValueError, match="18 hours"):
        until(OFFICE, end, time(14))


@given(
    st.sampled_from([OFFICE, NIGHT, (), ranges("00:00-24:00"), ranges("06:00-14:00")]),
    st.times(), st.times(),
)
def test_what_it_makes_are_hours_that_a_file_may_hold(usual: Ranges, end: time, now: time) -> None:
    end = end.replace(second=0, microsecond=0)
    try:
        found = until(usual, end, now)
    except ValueError:
        return
    assert found
    assert read_ranges(says(found), "hours") == (found, [])
    assert found[0].start == (usual[0].start if usual else time(now.hour, now.minute // 5 * 5))
