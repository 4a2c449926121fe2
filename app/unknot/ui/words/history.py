"""Days, weeks and months as words: their names, what they came to, and each of their numbers."""

from __future__ import annotations

from datetime import date

from PySide6.QtCore import QDate, QLocale, QTime

from unknot.core.history import Outcome
from unknot.core.review import About, Course, DayReview, Period, Review, Scope
from unknot.ui.tr import tr
from unknot.ui.words.day import outcome
from unknot.ui.words.knots import knot_place
from unknot.ui.words.pain import place as pain_place
from unknot.ui.words.plain import capital, day_name, sentences

_STATES = (Outcome.STOPPED_EARLY, Outcome.SKIPPED, Outcome.MISSED)


def formatted(day: date, how: str) -> str:
    """A date in the locale's words, by one of Qt's formats."""
    return QLocale().toString(QDate(day.year, day.month, day.day), how)


def short_day(day: date) -> str:
    """Day and month: ``6 Nov``."""
    return formatted(day, tr("d MMM"))


def title(shown: Period, today: date) -> str:
    """``November``, ``November 2025``, ``2 to 8 March``, ``Wed 4 Mar``."""
    if shown.scope is Scope.DAY:
        return formatted(shown.first, tr("ddd d MMM") if shown.first.year == today.year else tr("d MMMM yyyy"))
    if shown.scope is Scope.MONTH:
        name = QLocale().standaloneMonthName(shown.first.month)
        return capital(name) if shown.first.year == today.year else f"{capital(name)} {shown.first.year}"
    same = shown.first.month == shown.last.month
    last = formatted(shown.last, tr("d MMMM") if shown.last.year == today.year else tr("d MMMM yyyy"))
    return tr("{first} to {last}").format(first=formatted(shown.first, tr("d") if same else tr("d MMM")), last=last)


def weekdays(week_starts: int) -> tuple[str, ...]:
    """Seven short names, from the first day of a week on."""
    return tuple(
        QLocale().dayName((week_starts + n) % 7 + 1, QLocale.FormatType.ShortFormat) for n in range(7)
    )


def course(which: Course) -> str:
    """What a line is of: ``Knot 1: left of the upper spine``, ``Pain: neck, left``."""
    if which.knot is not None:
        return tr("Knot {n}: {place}").format(n=which.knot.number, place=small(knot_place(which.knot.place)))
    return tr("Pain: {place}").format(place=small(pain_place(which.place)))


def state(name: str) -> str:
    """A mark's shape in a word."""
    return outcome(Outcome(name)) if name in list(Outcome) else tr("Coming")


def small(name: str) -> str:
    """A name as it stands after a colon; in a language whose nouns keep their capital it stays as it is."""
    keeps = tr("small", "letters that the further names of a list begin with: small or large") != "small"
    return name if keeps else name[:1].lower() + name[1:]


def summary(shown: Review) -> str:
    """``56 of 62 sessions. 71 stand-ups. Your knot went from 7 to 3.``"""
    if shown.empty:
        return ""
    done, wanted = shown.done, shown.wanted
    parts = []
    if wanted or done:
        parts.append(tr("{done} of {of} sessions.").format(done=done, of=wanted) if done <= wanted
                     else tr("%n sessions.", "", done))
    if shown.stand_ups:
        parts.append(tr("1 stand-up.") if shown.stand_ups == 1 else tr("%n stand-ups.", "", shown.stand_ups))
    if shown.credited:
        parts.append(tr("1 break counted while you were away.") if shown.credited == 1
                     else tr("%n breaks counted while you were away.", "", shown.credited))
    parts.append(_knots(shown))
    return sentences(parts)


def in_the_third_person(shown: Review) -> list[str]:
    """The same for somebody else to read: what was done, then what became of each knot and each pain."""
    if shown.empty:
        return [tr("Nothing was recorded in this month.")]
    done = tr("{done} of {of} sessions, {ups} stand-ups, {away} more breaks counted while away from the desk.").format(
        done=shown.done, of=max(shown.done, shown.wanted), ups=shown.stand_ups, away=shown.credited
    )
    lines = [done, more(shown)]
    for each in shown.courses:
        ends = tr("from {first} to {last}, gone since") if each.gone else tr("from {first} to {last}")
        said = ends.format(first=each.first, last=each.last)
        lines.append(tr("{what}: {course} of 10.").format(what=course(each), course=said) if not each.gone
                     else tr("{what}: {course}.").format(what=course(each), course=said))
    return lines


def _knots(shown: Review) -> str:
    """What became of the knots: of one in words, of several how many are gone or easier."""
    knots = [one for one in shown.courses if one.about is About.KNOT]
    if len(knots) == 1:
        return _one_knot(knots[0])
    gone = sum(one.gone for one in knots)
    easier = sum(not one.gone and one.last < one.first for one in knots)
    return sentences((
        "" if not gone else tr("1 knot is gone.") if gone == 1 else tr("%n knots are gone.", "", gone),
        "" if not easier else tr("1 knot is weaker.") if easier == 1 else tr("%n knots are weaker.", "", easier),
    ))


def _one_knot(knot: Course) -> str:
    if knot.gone:
        return tr("Your knot is gone.")
    if knot.first == knot.last:
        return tr("Your knot is at {n}.").format(n=knot.last)
    return tr("Your knot went from {first} to {last}.").format(first=knot.first, last=knot.last)


def more(shown: Review) -> str:
    """What else was done: time, massages, compresses, painkillers."""
    massage = sum(day.massage for day in shown.days)
    seconds = sum(day.summary.seconds for day in shown.days)
    cold, heat = sum(day.cold for day in shown.days), sum(day.heat for day in shown.days)
    pills, hurts = sum(day.painkillers for day in shown.days), sum(day.hurts for day in shown.days)
    return sentences((
        tr("{time} in sessions.").format(time=length(seconds / 60)) if seconds else "",
        tr("{time} of massage besides.").format(time=length(massage / 60)) if massage else "",
        "" if not cold else tr("1 cold compress.") if cold == 1 else tr("%n cold compresses.", "", cold),
        "" if not heat else tr("1 warm compress.") if heat == 1 else tr("%n warm compresses.", "", heat),
        "" if not hurts else tr("1 move hurt.") if hurts == 1 else tr("%n moves hurt.", "", hurts),
        "" if not pills else tr("Painkillers on 1 day.") if pills == 1 else tr("Painkillers on %n days.", "", pills),
    ))


def streak(days: int) -> str:
    """How many days run, and what counts."""
    counts = tr("A day counts with at least half of its sessions. Days off don't break a run.")
    if not days:
        return counts
    return sentences((tr("1 day running.") if days == 1 else tr("%n days running.", "", days), counts))


def length(n: float) -> str:
    """Minutes as ``41 min``, ``2 h 5 min``; a little is ``under 1 min``."""
    whole = round(n)
    if whole < 1:
        return tr("under 1 min") if n > 0 else tr("0 min")
    if whole < 60:
        return tr("{n} min").format(n=whole)
    hours, rest = divmod(whole, 60)
    return tr("{h} h {n} min").format(h=hours, n=rest) if rest else tr("{h} h").format(h=hours)


def day_in_words(day: DayReview, coming: int = 0) -> str:
    """``Wednesday 4 March: 3 of 4 sessions, 1 skipped, 8 stand-ups``."""
    told = day.summary
    parts = []
    if told.wanted or told.done:
        parts.append(tr("{done} of {of} sessions").format(done=told.done, of=max(told.wanted, told.done)))
    counted = {Outcome.STOPPED_EARLY: told.stopped_early, Outcome.SKIPPED: told.skipped, Outcome.MISSED: told.missed}
    parts += [tr("{n} {what}").format(n=counted[one], what=small(outcome(one))) for one in _STATES if counted[one]]
    if coming:
        parts.append(tr("{n} coming").format(n=coming))
    if told.prompts_done:
        parts.append(tr("1 stand-up") if told.prompts_done == 1 else tr("%n stand-ups", "", told.prompts_done))
    if day.moved.total >= 1:
        parts.append(tr("{n} minutes of moving").format(n=round(day.moved.total)))
    if day.pain is not None:
        parts.append(tr("pain {n} of 10").format(n=day.pain))
    return tr("{day}: {what}").format(day=day_name(day.day), what=", ".join(parts) or tr("nothing"))


def beside(day: DayReview) -> str:
    """What else a day had, beside its sessions: ``8 stand-ups · 25 min moving · pain 4``."""
    ups, moving = day.summary.prompts_done, round(day.moved.total)
    return " · ".join(part for part in (
        "" if not ups else tr("1 stand-up") if ups == 1 else tr("%n stand-ups", "", ups),
        tr("{n} min moving").format(n=moving) if moving else "",
        tr("pain {n}").format(n=day.pain) if day.pain is not None else "",
    ) if part)


def day_ahead(day: date, wanted: int) -> str:
    """``Friday 6 March: to come, 4 sessions``."""
    if not wanted:
        return tr("{day}: to come").format(day=day_name(day))
    return tr("{day}: to come, %n sessions", "", wanted).format(day=day_name(day))


def strength(day: date, value: int) -> str:
    """``6 Nov: 4``."""
    return tr("{day}: {n}").format(day=short_day(day), n=value)


def clock(hour: int) -> str:
    """An hour in the locale's form."""
    return QLocale().toString(QTime(hour, 0), QLocale.FormatType.ShortFormat)


def desk(sitting: float, standing: float) -> str:
    """Hours standing of those at the desk: ``1:45 of 6:05``."""
    return tr("{standing} of {all}").format(standing=hours(standing), all=hours(sitting + standing))


def hours(n: float) -> str:
    """Minutes as hours and minutes: ``6:05``."""
    return f"{round(n) // 60}:{round(n) % 60:02}"


def moved(day: DayReview, goal: int) -> str:
    """``25 of 30 minutes: 20 logged, 5 in walks.``"""
    logged, walks = round(day.moved.logged), round(day.moved.walks)
    if not logged and not walks:
        return tr("Nothing logged, of {goal} minutes.").format(goal=goal)
    return tr("{n} of {goal} minutes: {logged} logged, {walks} in walks that Unknot asked for.").format(
        n=round(day.moved.total), goal=goal, logged=logged, walks=walks
    )


def nothing(shown: Period, today: date, began: bool) -> tuple[str, str]:
    """What stands in place of charts: (title, line). ``began``: anything was ever recorded before."""
    if today in shown:
        line = tr("What you do shows up here at once.")
        return (tr("Nothing yet."), line) if began else (tr("Your history begins today."), line)
    return tr("Nothing was recorded then."), tr("Days off leave no marks here, and break nothing.")

