"""A dose says whose numbers it shows."""

from __future__ import annotations

import pytest
from tests.small_library import exercise

from unknot.core.body import Area
from unknot.core.library import Amount, Origin
from unknot.ui import words

GUIDE, OURS = Origin.GUIDE, Origin.OURS


def amount(usual: float, origin: Origin) -> Amount:
    return Amount(usual, usual, usual, origin)


@pytest.mark.parametrize(
    ("hold", "times", "said"),
    [
        (GUIDE, None, "Hold 20 seconds"),
        (OURS, None, "Hold 20 seconds, our pacing"),
        (GUIDE, GUIDE, "4 times, hold 20 seconds each"),
        (OURS, OURS, "4 times, hold 20 seconds each, our pacing"),
        (OURS, GUIDE, "4 times, hold 20 seconds each, the seconds are our pacing"),
        (GUIDE, OURS, "4 times, hold 20 seconds each, the count is our pacing"),
    ],
)
def test_numbers_that_are_ours_are_called_so(qapp: object, hold: Origin, times: Origin | None, said: str) -> None:
    count = amount(4, times) if times else None
    assert words.dose(exercise("neck", Area.NECK, hold=amount(20, hold), repetitions=count)) == said


def test_a_number_that_is_not_shown_is_not_called_ours(qapp: object) -> None:
    three = amount(3, GUIDE)
    rolls = exercise("rolls", Area.SHOULDERS, hold=amount(4, OURS), repetitions=three, ways=("forward", "back"))
    assert words.dose(rolls) == "3 times each way"
