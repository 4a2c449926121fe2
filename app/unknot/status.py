"""What stands now, as plain data for scripts (``unknot status --json``, D-Bus) and in lines to read.

The keys are a promise: more may come, none goes or changes its kind. Times are local ISO text with offset.

    version, date (the working day), now
    holds            [{why, since, until}]     what keeps prompts back; until: null where nobody knows
    unknown          [source]                  what can't be known on this desktop: "idle", "microphone" ...
    busy             {start, end, title}       the busy time of a calendar that is now, or null
    profile          the one in force today
    shown, next_posture, next_session          {id, kind, at, minutes, state, reason, snoozes} or null
    session          {slot, routine, phase, step, steps, seconds_left} or null
    done, sessions   today's sessions done, and how many there are to be
    care             "clear", "unasked" or "blocked"
    idle_known       whether time away can be known at all
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import datetime
from typing import Any

from unknot import __version__
from unknot.core.day import Slot
from unknot.ports import Busy
from unknot.services.house import House


def status(house: House, unknown: Sequence[str] = (), busy: Busy | None = None) -> dict[str, Any]:
    """What stands now."""
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
        "unknown": [*([] if presence.idle_known else ["idle"]), *unknown],
        "busy": busy and {"start": _iso(busy.start), "end": _iso(busy.end), "title": busy.title},
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
        until = f" until {_clock(hold['until'])}" if hold["until"] else ""
        said.append(f"Held: {hold['why']} since {_clock(hold['since'])}{until}")
    if found["busy"]:
        title = f" ({found['busy']['title']})" if found["busy"]["title"] else ""
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


def _clock(moment: str) -> str:
    return datetime.fromisoformat(moment).strftime("%H:%M")
