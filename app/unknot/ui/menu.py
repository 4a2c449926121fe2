"""The tray's menu as data, made anew each time it opens; ``tray.py`` renders it."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from datetime import datetime, timedelta
from functools import partial

from unknot.core import worktime
from unknot.core.choose import QUICK_AREAS
from unknot.core.history import SlotKind
from unknot.core.presence import Hold
from unknot.core.stances import OTHER
from unknot.core.worktime import later
from unknot.ui import menu_today as today
from unknot.ui import words
from unknot.ui.menu_care import compress_items
from unknot.ui.menu_item import SEPARATOR, Item
from unknot.ui.shell import Page, Shell
from unknot.ui.tr import tr


def items(shell: Shell) -> tuple[Item, ...]:
    """All lines from what comes next down to Quit."""
    quiet = (calling(shell), pausing(shell), *today.items(shell))
    log = (Item(tr("Log pain…"), shell.windows.open_pain), Item(tr("Log moving…"), shell.windows.open_moving))
    return (
        *status(shell), *compress_items(shell), SEPARATOR, *doing(shell), SEPARATOR, *quiet, SEPARATOR, *log, SEPARATOR,
        *opening(shell),
    )


def status_lines(shell: Shell, relative: bool = True) -> list[str]:
    """What holds or comes next. The tooltip takes clock times (``relative=False``): they stay true while unseen."""
    coach, now = shell.coach, shell.clock.now()
    held = words.holding(coach.presence)
    if held and not coach.presence.has(Hold.SESSION):
        what, then = held
        if coach.presence.holds[0].why in (Hold.PAUSED, Hold.BLOCKED):
            return [what, then.rstrip(".")]
        several = len(coach.presence.holds) > 1
        asks = tr("Asks once all of this ends") if several else tr("Asks once it ends")
        after = [asks] if any(coach.up_next()) else ahead(shell, now)
        return [tr("Held: {why}").format(why=what[:1].lower() + what[1:]), *after]
    posture, session = coach.up_next()
    if session is None and posture is None:
        return [words.done_today(coach.plan()), *ahead(shell, now)]
    running = next((words.hold_line(h, coach.presence) for h in coach.presence.holds if h.why is Hold.SESSION), "")
    first = running or words.next_prompt(posture, now, relative)
    return [first, words.next_session(session, coach.plan().sessions_wanted, now)]


def ahead(shell: Shell, now: datetime) -> list[str]:
    """After the last slot of a day, or on a day off: the first session of the next working day."""
    today = shell.coach.plan().day
    for days in range(1, 8):
        plan = shell.coach.plan_for(today + timedelta(days=days))
        if coming := plan.coming(SlotKind.SESSION):
            return [words.next_session(coming[0], plan.sessions_wanted, now)]
    return []


def status(shell: Shell) -> list[Item]:
    """Lines that only tell."""
    lines = status_lines(shell)
    done = words.done_today(shell.coach.plan())
    return [Item(line) for line in (*lines, *(() if done in lines else (done,)))]


def doing(shell: Shell) -> list[Item]:
    """The answer to what is shown, Start, Quick stretch, Snooze, Skip, Undo."""
    coach, verbs = shell.coach, shell.verbs
    minutes = shell.preferences.current.snooze_minutes
    quick = [Item(words.minutes(n), partial(verbs.quick, minutes=n)) for n in (1, 3, 5)]
    areas = [Item(words.quick_area(name), partial(verbs.quick, area=name)) for name in QUICK_AREAS]
    _, session = coach.up_next()
    resumable = shell.guide.resumable()
    shown = coach.shown()
    standing_up = shown is not None and shown.kind is SlotKind.POSTURE
    lines = []
    if standing_up:
        lines.append(Item(tr("Stood up, done it"), coach.done_it, strong=True))
    if resumable:
        lines.append(Item(tr("Go on with the session"), verbs.resume_closed, strong=not standing_up))
    if session is not None:
        label = tr("Start session {n} now").format(n=session.number)
        strong = not resumable and not standing_up
        lines.append(Item(label, partial(verbs.start_session, session.id), strong=strong))
    something = shown is not None or any(coach.up_next())
    lines += [
        Item(tr("Quick stretch"), children=(*quick, SEPARATOR, *areas)),
        Item(tr("Snooze {n} min").format(n=minutes), coach.snooze if something else None),
        Item(tr("Skip the next one") if shown is None else tr("Skip"), coach.skip if something else None),
    ]
    if shell.stances.wanted:
        lines.append(Item(words.other_posture(shell.stances.posture()), partial(_stand_or_sit, shell)))
    if coach.can_undo() is not None:
        lines.append(Item(tr("Undo skip"), coach.undo_skip))
    return lines


def _stand_or_sit(shell: Shell) -> None:
    shell.stances.change(OTHER[shell.stances.present])


def calling(shell: Shell) -> Item:
    """In a call until …, or that it is over."""
    coach = shell.coach
    if coach.presence.has(Hold.SAID_CALL):
        return Item(tr("Call is over"), coach.call_over, strong=True)

    def for_minutes(n: int) -> Callable[[], object]:
        return lambda: coach.call(later(shell.clock.now(), timedelta(minutes=n)))

    lengths = ((tr("30 minutes"), 30), (tr("1 hour"), 60), (tr("2 hours"), 120))
    return Item(
        tr("In a call, until…"),
        children=(
            *(Item(label, for_minutes(n)) for label, n in lengths),
            Item(tr("Until I say, 2 hours at most"), lambda: coach.call(None)),
        ),
    )


def pausing(shell: Shell) -> Item:
    """Pause for …, or Resume while paused."""
    coach = shell.coach
    if coach.presence.has(Hold.PAUSED):
        return Item(tr("Resume prompts"), coach.resume, strong=True)
    now = shell.clock.now()

    def for_minutes(n: int) -> Callable[[], object]:
        return lambda: coach.pause(later(shell.clock.now(), timedelta(minutes=n)))

    lengths: Sequence[tuple[str, int]] = (
        (tr("15 minutes"), 15),
        (tr("30 minutes"), 30),
        (tr("1 hour"), 60),
        (tr("2 hours"), 120),
    )
    tomorrow = worktime.tomorrow(now, shell.preferences.rota, shell.clock.zone)
    return Item(
        tr("Pause for"),
        children=(
            *(Item(label, for_minutes(n)) for label, n in lengths),
            Item(_until(tomorrow, now), lambda: coach.pause(tomorrow)),
            Item(tr("Until I say"), lambda: coach.pause(None)),
        ),
    )


def _until(moment: datetime, now: datetime) -> str:
    days = (moment.date() - now.date()).days
    said = {0: tr("Until {time}"), 1: tr("Until tomorrow at {time}")}.get(days, tr("Until {day}"))
    return said.format(time=words.clock_time(moment), day=words.at(moment, now))


def opening(shell: Shell) -> list[Item]:
    """Pages and Quit."""
    pages = (
        (tr("Today"), Page.TODAY),
        (tr("Library"), Page.LIBRARY),
        (tr("Care"), Page.CARE),
        (tr("History"), Page.HISTORY),
        (tr("Settings…"), Page.SETTINGS),
    )
    return [
        *(Item(label, partial(shell.windows.open, page)) for label, page in pages),
        SEPARATOR,
        Item(tr("Quit Unknot"), shell.windows.quit),
    ]
