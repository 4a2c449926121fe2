"""What stands now, as plain data for scripts (``unknot status --json``, D-Bus) and in lines to read.

The keys are a promise: more may come, none goes or changes its kind. Times are local ISO text with offset.

    version, date (the working day), now
    holds            [{why, since, until}]     what keeps prompts back; until: null where nobody knows
    sources          [{name, hold, known}]     what tells of holds here; known: null while nobody has asked it yet
    unknown          [name]                    those of them that can't be known on this desktop, "idle" among them
    busy             {start, end, title}       the busy time of a calendar that is now, or null
    profile          the one in force today
    shown, next_posture, next_session          {id, kind, at, minutes, state, reason, snoozes} or null
    session          {slot, routine, phase, step, steps, seconds_left} or null
    done, sessions   today's sessions done, and how many there are to be
    care             "clear", "unasked" or "blocked"
    idle_known       whether time away can be known at all
"""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime, timedelta
from typing import Any

from unknot import __version__
from unknot.commands.sentences import one_line
from unknot.core.day import Slot
from unknot.core.worktime import later
from unknot.ports import Undo
from unknot.services.house import House
from unknot.services.lookout import Lookout


class Sources:
    """Which sources of holds can be known here: found out once, when somebody first asks."""

    def __init__(self, lookout: Lookout) -> None:
        self._lookout = lookout
        self._asked = False
        self._known: dict[str, bool] = {}

    def data(self, look: bool) -> list[dict[str, Any]]:
        """``sources`` of the status. The answers to the first question may still be on their way."""
        if look and not self._asked:
            self._asked = True
            self._ask()
        return [
            {"name": state.name, "hold": str(state.why), "known": self._known.get(state.name)}
            for state in self._lookout.states
        ]

    def _ask(self) -> None:
        stop: Undo | None = None
        answered = False

        def looked() -> None:
            nonlocal answered
            answered = True
            self._known = {state.name: state.holds is not None for state in self._lookout.states}
            if stop is not None:
                stop()

        stop = self._lookout.follow(looked)
        if answered:  # at once
            stop()


def status(house: House, sources: Sources, look: bool = True) -> dict[str, Any]:
    """What stands now. ``look``: whether sources may be asked for it."""
    told = sources.data(look)
    coach, running = house.coach, house.guide.session
    plan, presence = coach.plan(), coach.presence
    posture, session = coach.up_next()
    slot = house.guide.slot
    return {
        "version": __version__,
        "date": plan.day.isoformat(),
        "now": _iso(house.clock.now()),
        "holds": [
            {"why": str(held.why), "since": _iso(held.since), "until": _iso(presence.until(held.why))}
            for held in presence.holds
        ],
        "sources": told,
        "unknown": [*([] if presence.idle_known else ["idle"]), *(s["name"] for s in told if s["known"] is False)],
        "busy": _busy(house),
        "profile": house.preferences.current.profile_on(plan.day),
        "shown": _slot(coach.shown()),
        "next_posture": _slot(posture),
        "next_session": _slot(session),
        "session": running
        and {
            "slot": slot.id if slot else "",
            "routine": running.routine,
            "phase": str(running.phase),
            "step": running.step_number,
            "steps": running.steps,
            "seconds_left": round(running.left_in_all(house.clock.monotonic())),
        },
        "done": plan.sessions_done,
        "sessions": plan.sessions_wanted,
        "care": str(house.care.state),
        "idle_known": presence.idle_known,
    }


def lines(found: Mapping[str, Any]) -> list[str]:
    """The same to read."""
    said = []
    for hold in found["holds"]:
        until = f" until {_clock(hold['until'], hold['since'])}" if hold["until"] else ""
        said.append(f"Held: {hold['why']} since {_clock(hold['since'])}{until}")
    if found["busy"]:
        title = f" ({one_line(found['busy']['title'])})" if found["busy"]["title"] else ""
        said.append(f"Busy until {_clock(found['busy']['end'])}{title}")
    for key, what in (("shown", "Asking now"), ("next_posture", "Stand up"), ("next_session", "Next session")):
        slot = found[key]
        if slot:
            said.append(f"{what}: {_clock(slot['at'])} ({slot['id']})")
    running = found["session"]
    if running:
        said.append(f"In a session: {running['routine']}, step {running['step']} of {running['steps']}")
    of = f" of {found['sessions']}" if found["done"] <= found["sessions"] else ""
    said.append(f"Today: {found['done']}{of} sessions done")
    if found["profile"] != "office":
        said.append(f"Profile: {found['profile']}")
    if found["unknown"]:
        said.append(f"Can't be known here: {', '.join(found['unknown'])}")
    return said


def _busy(house: House) -> dict[str, Any] | None:
    now = house.clock.now()
    events = [busy for busy in house.agenda.events(now, later(now, timedelta(minutes=1)))
              if busy.start.timestamp() <= now.timestamp() < busy.end.timestamp()]
    last = max(events, key=lambda busy: busy.end.timestamp(), default=None)
    return {"start": _iso(last.start), "end": _iso(last.end), "title": last.title} if last else None


def _slot(slot: Slot | None) -> dict[str, Any] | None:
    if slot is None:
        return None
    return {
        "id": slot.id,
        "kind": str(slot.kind),
        "at": slot.due.isoformat(),
        "minutes": slot.length.total_seconds() / 60,
        "state": str(slot.state),
        "reason": str(slot.reason),
        "snoozes": slot.snoozes,
    }


def _iso(moment: datetime | None) -> str | None:
    return moment.isoformat(timespec="seconds") if moment else None


def _clock(moment: str, since: str = "") -> str:
    """With the weekday where it is another day than ``since``."""
    when = datetime.fromisoformat(moment)
    other_day = since and datetime.fromisoformat(since).date() != when.date()
    return when.strftime("%A %H:%M" if other_day else "%H:%M")
