"""Heat and cold as words."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from unknot.core.body import Area, Side
from unknot.core.care_records import CompressKind
from unknot.core.compress import Course, Verdict, Why
from unknot.core.library import AdviceText
from unknot.ui.tr import tr
from unknot.ui.words.massage import spot
from unknot.ui.words.plain import at, capital, minutes, number_word

WAYS = {
    CompressKind.HEAT: ("towel", "pad", "shower", "bath"),
    CompressKind.COLD: ("pack", "peas"),
}
"""What is used, the usual one first."""


@dataclass(frozen=True, slots=True)
class _Lines:
    """Where on its page a recipe stands."""

    section: int
    first: int = 0
    end: int | None = None


_RECIPES = {"towel": _Lines(1), "peas": _Lines(1, 0, 1), "pack": _Lines(1, 1)}


def kind_name(kind: CompressKind) -> str:
    """``Heat`` or ``Cold``."""
    return tr("Heat") if kind is CompressKind.HEAT else tr("Cold")


def way_name(way: str) -> str:
    """What is used; "" for what is not known."""
    return {
        "towel": tr("Damp towel"),
        "pad": tr("Heating pad"),
        "shower": tr("Warm shower"),
        "bath": tr("Warm bath"),
        "pack": tr("Cold pack"),
        "peas": tr("Frozen peas"),
    }.get(way, "")


def title(kind: CompressKind, area: Area | None, side: Side | None) -> str:
    """``Heat: shoulders, left``."""
    there = spot(area, side)
    small = there[:1].lower() + there[1:] if tr("small", "letters after a colon: small or large") == "small" else there
    return tr("{kind}: {where}").format(kind=kind_name(kind), where=small) if there else kind_name(kind)


def instruction(kind: CompressKind) -> str:
    """What to heed while it is on."""
    if kind is CompressKind.HEAT:
        return tr("Warm, not hot. Lift it off if the skin stings.")
    return tr("Keep the cloth in between. Lift it off if the skin goes numb.")


def ordinal(n: int) -> str:
    """``First``, ``second``, as a word that begins a sentence; further ones as numbers."""
    words = (tr("First"), tr("Second"), tr("Third"), tr("Fourth"), tr("Fifth"))
    return words[n - 1] if 0 < n <= len(words) else tr("Number {n}").format(n=n)


def number_today(n: int, of: int) -> str:
    """``Second of three today``."""
    if n > of:
        return tr("{which} today").format(which=ordinal(n))
    return tr("{which} of {of} today").format(which=ordinal(n), of=number_word(of))


def so_far(done: int, of: int) -> str:
    """``Two of three today``."""
    if done == 0:
        return tr("None yet today")
    if done > of:
        return tr("{n} today").format(n=capital(number_word(done)))
    return tr("{n} of {of} today").format(n=capital(number_word(done)), of=number_word(of))


def recipe(page: AdviceText | None, way: str) -> tuple[str, ...]:
    """What the page says of a way; nothing for a way that needs no making."""
    if page is None or way not in _RECIPES or len(page.sections) < _RECIPES[way].section + 1:
        return ()
    place = _RECIPES[way]
    return page.sections[place.section].lines[place.first:place.end]


def rule(kind: CompressKind, of: int) -> str:
    """``Three a day is the limit.``"""
    n = capital(number_word(of))
    if kind is CompressKind.HEAT:
        return tr("{n} a day is the limit.").format(n=n)
    return tr("At least {n} a day after an injury.").format(n=number_word(of))


def refused(verdict: Verdict) -> tuple[str, str]:
    """Why no other one may begin: a title and what to do instead."""
    if verdict.why is Why.RUNNING:
        return tr("One at a time"), tr("Another compress is under way.")
    times = tr("{n} times is the day's limit.").format(n=capital(number_word(verdict.number - 1)))
    return times, tr("Heat again from tomorrow; a gentle stretch works now.")


def over(kind: CompressKind, whole: bool) -> tuple[str, str]:
    """The title and the sentence at the end."""
    if not whole:
        return tr("Stopped early"), tr("It counts as one of today's.")
    if kind is CompressKind.HEAT:
        return tr("Take it off now"), tr("The time is up. Heat that stays on burns.")
    return tr("Take it off now"), tr("The time is up. Cold that stays on harms the skin.")


def left(seconds: float) -> str:
    """``9 min left``, for a line that is not looked at every second."""
    whole = max(1, round(seconds / 60))
    return tr("{n} min left").format(n=whole)


def course_title(course: Course) -> str:
    """``Day 2 of 3 after the injury``."""
    return tr("Day {n} of {of} after the injury").format(n=course.day, of=course.rules.days)


def course_line(course: Course, now: datetime) -> str:
    """How many there were today, and when the next one is due."""
    done = tr("{done} of {of} today.").format(done=course.done, of=course.rules.a_day)
    if course.due is None:
        return tr("{done} That was the last day of cold.").format(done=done)
    if course.due.timestamp() <= now.timestamp():
        return tr("{done} The next one is due now.").format(done=done)
    return tr("{done} Next one {when}.").format(done=done, when=at(course.due, now))


def called(course: Course) -> tuple[str, str]:
    """The notification that calls to the next one."""
    which = number_today(course.done + 1, course.rules.a_day)
    return tr("Time for cold again"), tr("{which}, day {n} after the injury.").format(which=which, n=course.day)


def took(kind: CompressKind, seconds: float) -> str:
    """``15 minutes of heat``."""
    n = minutes(max(1, round(seconds / 60)))
    return (tr("{time} of heat") if kind is CompressKind.HEAT else tr("{time} of cold")).format(time=n)
