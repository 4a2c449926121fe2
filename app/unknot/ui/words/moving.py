"""Moving, sitting and standing as words."""

from __future__ import annotations

from unknot.core.aerobic import Moved
from unknot.core.care_records import Activity, Aerobic, Stance
from unknot.core.stances import Posture
from unknot.ui.tr import tr
from unknot.ui.words.plain import minutes, sentences


def activity(which: Activity) -> str:
    """What somebody did."""
    return {
        Activity.WALK: tr("Walk"),
        Activity.SWIM: tr("Swim"),
        Activity.CYCLE: tr("Cycle"),
        Activity.OTHER: tr("Other"),
    }[which]


def moved_entry(entry: Aerobic) -> str:
    """``Walk, 20 minutes``."""
    return tr("{what}, {minutes}").format(what=activity(entry.activity), minutes=minutes(round(entry.minutes)))


def moved_today(moved: Moved, goal: float) -> str:
    """``12 of 30 minutes of moving``; without a goal the minutes alone."""
    n = round(moved.total)
    if goal <= 0:
        return tr("{minutes} of moving").format(minutes=minutes(n))
    return tr("{n} of {minutes} of moving").format(n=n, minutes=minutes(round(goal)))


def moved_parts(moved: Moved, goal: float) -> str:
    """The same as a sentence, with what of it were walks that Unknot asked for."""
    said = tr("{sum} today.").format(sum=moved_today(moved, goal))
    walks = round(moved.walks)
    from_here = tr("{minutes} of it came from walks here.").format(minutes=minutes(walks))
    return sentences([said, from_here if walks else ""])


def moved_then(moved: Moved, goal: float) -> str:
    """The same of another day."""
    return tr("{sum} that day.").format(sum=moved_today(moved, goal))


def posture(now: Posture) -> str:
    """``Sitting for 35 minutes``."""
    n = round(now.minutes)
    if now.stance is Stance.STAND:
        return tr("Standing for {minutes}").format(minutes=minutes(n)) if n else tr("Standing")
    return tr("Sitting for {minutes}").format(minutes=minutes(n)) if n else tr("Sitting")


def other_posture(now: Posture) -> str:
    """What one says when that has changed."""
    return tr("I sit now") if now.stance is Stance.STAND else tr("I stand now")
