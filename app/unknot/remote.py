"""Answers the command line from inside the running app, in plain English and JSON."""

from __future__ import annotations

import json
from collections.abc import Callable
from datetime import datetime, timedelta
from typing import Any

from unknot.core import worktime
from unknot.core.day import Slot
from unknot.core.presence import Hold
from unknot.grammar import UsageError, parse, pause_seconds
from unknot.services.house import House
from unknot.services.verbs import Refusal

REFUSED = {
    Refusal.BLOCKED: "Exercises are off: you ticked a warning sign. They stay off until you say you have been seen.",
    Refusal.UNASKED: "One question first: it is open in Unknot's window.",
    Refusal.RUNNING: "A session is running already.",
    Refusal.UNKNOWN: "There is no routine or exercise of that name. List them: unknot library",
    Refusal.NOTHING: "There is nothing to start.",
}
Reply = tuple[int, str]


class Remote:
    """One method a command. ``show`` opens the window, ``quit_app`` ends the app after the reply went out."""

    def __init__(self, house: House, show: Callable[[], None], quit_app: Callable[[], None]) -> None:
        self._house = house
        self._show = show
        self._quit = quit_app

    def handle(self, args: list[str]) -> Reply:
        """Exit status and text for one command line."""
        if args == ["show"]:
            self._show()
            return 0, ""
        try:
            name, words, options = parse(args) if args else ("", [], {})
            commands: dict[str, Callable[[list[str], dict[str, str]], Reply]] = {
                "status": self._status,
                "start": self._start,
                "snooze": self._snooze,
                "skip": self._skip,
                "pause": self._pause,
                "resume": self._resume,
                "quit": self._end,
            }
            if name not in commands:
                return 2, f"'{name}' is nothing the running app answers"
            return commands[name](words, options)
        except UsageError as wrong:
            return 2, f"unknot: {wrong}"

    def _status(self, _words: list[str], options: dict[str, str]) -> Reply:
        status = self.status()
        if "--json" in options:
            return 0, json.dumps(status, indent=2, ensure_ascii=False)
        lines = []
        for hold in status["holds"]:
            until = f" until {_clock(hold['until'])}" if hold.get("until") else ""
            lines.append(f"Held: {hold['why']} since {_clock(hold['since'])}{until}")
        for key, what in (("shown", "Asking now"), ("next_posture", "Stand up"), ("next_session", "Next session")):
            slot = status[key]
            if slot:
                lines.append(f"{what}: {_clock(slot['at'])} ({slot['id']})")
        running = status["session"]
        if running:
            lines.append(f"In a session: {running['routine']}, step {running['step']} of {running['steps']}")
        of = f" of {status['sessions']}" if status["done"] <= status["sessions"] else ""
        lines.append(f"Today: {status['done']}{of} sessions done")
        return 0, "\n".join(lines)

    def status(self) -> dict[str, Any]:
        """What stands now, as plain data; times are local with offset."""
        coach, guide = self._house.coach, self._house.guide
        plan, presence = coach.plan(), coach.presence
        posture, session = coach.up_next()
        running = guide.session
        return {
            "date": plan.day.isoformat(),
            "now": self._house.clock.now().isoformat(timespec="seconds"),
            "holds": [
                {
                    "why": str(held.why),
                    "since": held.since.isoformat(timespec="seconds"),
                    "until": presence.paused_until.isoformat(timespec="seconds")
                    if held.why is Hold.PAUSED and presence.paused_until
                    else None,
                }
                for held in presence.holds
            ],
            "shown": _slot(coach.shown()),
            "next_posture": _slot(posture),
            "next_session": _slot(session),
            "session": running
            and {
                "routine": running.routine,
                "phase": str(running.phase),
                "step": running.step_number,
                "steps": running.steps,
                "seconds_left": round(running.left_in_all(self._house.clock.monotonic())),
            },
            "done": plan.sessions_done,
            "sessions": plan.sessions_wanted,
            "care": str(self._house.care.state),
            "idle_known": presence.idle_known,
        }

    def _start(self, words: list[str], options: dict[str, str]) -> Reply:
        minutes = int(options["--minutes"]) if "--minutes" in options else None
        refusal = self._house.verbs.start_named(words[0] if words else None, minutes)
        return (1, REFUSED[refusal]) if refusal else (0, "Started.")

    def _snooze(self, words: list[str], _options: dict[str, str]) -> Reply:
        if self._house.coach.snooze(int(words[0]) if words else None):
            posture, session = self._house.coach.up_next()
            coming = min((s for s in (posture, session) if s), key=lambda s: s.due.timestamp(), default=None)
            return 0, f"Snoozed. Next: {coming.due:%H:%M}" if coming else "Snoozed."
        return 1, "There is nothing to snooze, or its three snoozes are used up."

    def _skip(self, _words: list[str], _options: dict[str, str]) -> Reply:
        if self._house.coach.skip():
            return 0, "Skipped. For ten minutes the tray can undo it."
        return 1, "There is nothing to skip."

    def _pause(self, words: list[str], _options: dict[str, str]) -> Reply:
        now = self._house.clock.now()
        until: datetime | None = None
        if words:
            seconds = pause_seconds(words[0])
            if seconds is None:
                until = worktime.tomorrow(now, self._house.preferences.rota, self._house.clock.zone)
            else:
                until = worktime.later(now, timedelta(seconds=seconds))
        self._house.coach.pause(until)
        return 0, f"Paused until {until:%A %H:%M}." if until else "Paused until you say: unknot resume"

    def _resume(self, _words: list[str], _options: dict[str, str]) -> Reply:
        if not self._house.coach.presence.has(Hold.PAUSED):
            return 1, "Unknot is not paused."
        self._house.coach.resume()
        return 0, "Prompts again."

    def _end(self, _words: list[str], _options: dict[str, str]) -> Reply:
        self._quit()
        return 0, "Unknot ends."


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


def _clock(moment: str) -> str:
    return datetime.fromisoformat(moment).strftime("%H:%M")
