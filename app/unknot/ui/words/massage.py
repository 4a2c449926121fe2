"""Massages as words: what a technique keeps to, why it is refused, where a run stands."""

from __future__ import annotations

from datetime import datetime

from unknot.core.body import Area, Side
from unknot.core.library import Exercise, ExerciseText
from unknot.core.massage import CIRCLES_TOO, End, Pace, Refusal, Run, Status
from unknot.ui.tr import tr
from unknot.ui.words.exercises import area, side
from unknot.ui.words.plain import at, capital, listing, minutes_seconds

MINUTE = 60


def length(seconds: float) -> str:
    """``30 s``, ``3 min``."""
    whole = round(seconds)
    if whole >= 2 * MINUTE and whole % MINUTE == 0:
        return tr("{n} min").format(n=whole // MINUTE)
    return tr("{n} s").format(n=whole)


def limits_line(exercise: Exercise, pace: Pace, until: str = "") -> str:
    """What it keeps to, in a line: ``15 to 30 s here, 3 min in all``. ``until``: of the exercise's text."""
    if exercise.id in CIRCLES_TOO:
        return tr("Small circles, or press for {time}").format(time=length(exercise.hold.usual))
    if pace.in_all is not None and pace.spot is not None:
        return tr("{least} to {most} s here, {all} in all").format(
            least=round(pace.least), most=round(pace.spot), all=length(pace.in_all)
        )
    if pace.press is not None:
        line = tr("Day {n}: {until}, {time} at most, then rest") if until else tr("Day {n}: {time} at most, then rest")
        return line.format(n=pace.day, until=until, time=length(pace.press))
    if pace.spot is None:
        return capital(until) if until else tr("As long as it takes")
    return tr("Press for {time}").format(time=length(pace.spot))


def refusal(why: Refusal, exercise: Exercise, text: ExerciseText | None, again: datetime | None, now: datetime) -> str:
    """Why it is not begun, and what to do instead."""
    if why is Refusal.NEVER and text is not None and text.refusal:
        return text.refusal
    later = tr("Again {when}.").format(when=at(again, now)) if again else ""
    said = {
        Refusal.BLOCKED: tr("Exercises are off until you say that you have been seen."),
        Refusal.UNASKED: tr("First a question about your health."),
        Refusal.RUNNING: tr("Something else is under way. End it first."),
        Refusal.UNKNOWN: tr("This can't be found any more."),
        Refusal.NEVER: tr("Not here."),
        Refusal.ELSEWHERE: tr("Not here. This one is for: {areas}.").format(
            areas=listing([area(each) for each in exercise.areas])
        ),
        Refusal.ENOUGH: tr("That was all there is at a time. More would hurt the muscle."),
        Refusal.SPOT_ENOUGH: tr("This spot has had its time. More would hurt the muscle."),
    }[why]
    return f"{said} {later}".strip()


def spot(which: Area | None, on: Side | None) -> str:
    """An area with its side: ``Shoulders, left``; "" for no area."""
    if which is None:
        return ""
    if on in (None, Side.BOTH):
        return area(which)
    return tr("{area}, {side}").format(area=area(which), side=side(on))


def counted(run: Run) -> str:
    """``Knot 1 of 2``; ``Spot 2`` where none was marked; "" for the only one."""
    if len(run.places) == 1:
        return ""
    if run.place.knot:
        return tr("Knot {n} of {of}").format(n=run.index + 1, of=len(run.places))
    return tr("Spot {n}").format(n=run.index + 1)


def numeral(run: Run, now: float) -> str:
    """The large number: seconds that are left, or that it has taken where nothing ends it."""
    if run.status is Status.RESTING:
        return ""
    if run.status is Status.READY or (run.status is Status.PAUSED and run.paused is Status.READY):
        return str(_up(run.ready_left(now)))
    left = run.left_here(now)
    if left is not None:
        return str(_up(left))
    seconds = run.passed_here(now)
    return minutes_seconds(int(seconds)) if seconds >= MINUTE else str(int(seconds))


def unit(run: Run, now: float) -> str:
    """What stands below the number."""
    if run.status is Status.READY:
        return tr("get ready")
    if run.status is Status.PAUSED:
        return tr("paused")
    if run.status is Status.RESTING:
        return tr("Rest")
    if run.limit_here is None:
        return tr("minutes on it") if run.passed_here(now) >= MINUTE else tr("seconds on it")
    return tr("seconds left here")


def total(run: Run, now: float) -> str:
    """``0:50 of 3:00``; the time alone where there is no limit."""
    so_far = minutes_seconds(int(run.total(now)))
    if run.pace.in_all is None:
        return so_far
    return tr("{so_far} of {all}").format(so_far=so_far, all=minutes_seconds(run.pace.in_all))


def ended(run: Run) -> tuple[str, str]:
    """The title of the end, and a sentence about it."""
    spots = sum(1 for lap in run.log if lap.seconds > 0)
    done = tr("%n spots", "", spots) if spots != 1 else tr("One spot")
    what = tr("{spots}, {time} in all.").format(spots=capital(done), time=minutes_seconds(run.seconds))
    if run.end is End.LIMIT:
        return tr("That is enough at a time"), tr("{what} More would hurt the muscle.").format(what=what)
    if run.end is End.HURT:
        return tr("Enough for now"), tr("Note where it hurts, and see how tomorrow feels.")
    if run.seconds <= 0:
        return tr("Nothing done yet"), tr("Come back when it suits you.")
    return tr("Done for now"), what


def _up(seconds: float) -> int:
    return int(-(-(seconds - 1e-6) // 1))
