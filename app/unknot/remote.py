"""Answers the command line and D-Bus from inside the running app, in plain English and JSON."""

from __future__ import annotations

import json
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from pathlib import Path
from typing import Any

from unknot.commands import caring, status, switching
from unknot.commands.switching import Reply, done, refused
from unknot.core import worktime
from unknot.core.history import Outcome
from unknot.core.presence import Hold
from unknot.grammar import UsageError, call_minutes, check, parse, pause_seconds
from unknot.ports import SettingsBundles, Undo
from unknot.services.house import House
from unknot.services.verbs import Refusal

REFUSED = {
    Refusal.BLOCKED: "Exercises are off: you ticked a warning sign. They stay off until you say you have been seen.",
    Refusal.UNASKED: "One question first: it is open in Unknot's window.",
    Refusal.RUNNING: "A session is running already.",
    Refusal.UNKNOWN: "There is no routine or exercise of that name. List them: unknot library",
    Refusal.NOTHING: "There is nothing to start.",
    Refusal.ENOUGH: "That was all of this massage at a time: more hurts the muscle. Again later, or a stretch now.",
}
Options = dict[str, str]


@dataclass(frozen=True, slots=True)
class Outside:
    """What commands need beside the services. ``show``: open the window at a page ("" where it was). ``quit_app``: end
    the app once the reply went out. ``bundles``: settings as files; ``before_import``: where those are kept that an
    import replaces."""

    show: Callable[[str], None]
    quit_app: Callable[[], None]
    bundles: SettingsBundles
    before_import: Path


class Remote:
    """One method a command. Implements what the D-Bus object needs, too."""

    def __init__(self, house: House, outside: Outside) -> None:
        self._house = house
        self._outside = outside
        self._sources = status.Sources(house.lookout)
        self._commands: dict[str, Callable[[list[str], Options], Reply]] = {
            "status": self._status,
            "start": self._start,
            "snooze": self._snooze,
            "skip": self._skip,
            "pause": self._pause,
            "resume": self._resume,
            "call": self._call,
            "profile": self._profile,
            "today": self._today,
            "settings": self._settings,
            "routine": self._routine,
            "pain": lambda words, options: caring.pain(self._house, words, options),
            "moved": lambda words, _: caring.moved(self._house, words),
            "posture": lambda words, _: caring.posture(self._house, words),
            "show": self._show,
            "quit": self._end,
        }

    def handle(self, args: list[str]) -> tuple[int, str]:
        """Exit status and text for one command line."""
        reply = self.carry_out(args)
        return reply.status, reply.text

    def carry_out(self, args: Sequence[str]) -> Reply:
        """The same, with the refusal's name."""
        try:
            name, words, options = parse(list(args)) if args else ("", [], {})
            if name not in self._commands:
                return Reply(2, f"'{name}' is nothing the running app answers")
            check(name, words, options)
            return self._commands[name](words, options)
        except UsageError as wrong:
            return Reply(2, f"unknot: {wrong}")

    def status(self, look: bool = True) -> dict[str, Any]:
        """What stands now, as plain data (see ``commands.status``), but for what meetings are called: this goes to any
        program on the bus. ``look``: whether the sources of holds are asked, when they never were."""
        found = status.status(self._house, self._sources, look)
        return {**found, "busy": found["busy"] and {**found["busy"], "title": ""}}

    def ending(self, slot: str) -> str:
        """What became of a slot that was on the screen or under way: its outcome, or ``started``, ``snoozed``,
        ``held``."""
        running, coach = self._house.guide.slot, self._house.coach
        if running is not None and running.id == slot:
            return "started"
        found = next((one for one in coach.plan().slots if one.id == slot), None)
        if found is None:
            return str(Outcome.MISSED)
        if found.outcome:
            return str(found.outcome)
        return "snoozed" if found.due.timestamp() > self._house.clock.now().timestamp() else "held"

    def follow(self, call: Callable[[], object]) -> Undo:
        """Be told whenever the status may have changed."""
        undo = (self._house.coach.on_change(call), self._house.preferences.on_change(lambda *_: call()))

        def unfollow() -> None:
            for end in undo:
                end()

        return unfollow

    # commands

    def _status(self, _words: list[str], options: Options) -> Reply:
        found = status.status(self._house, self._sources)
        if "--json" in options:
            return done(json.dumps(found, indent=2, ensure_ascii=False))
        return done("\n".join(status.lines(found)))

    def _start(self, words: list[str], options: Options) -> Reply:
        minutes = int(options["--minutes"]) if "--minutes" in options else None
        refusal = self._house.verbs.start_named(words[0] if words else None, minutes)
        return refused(REFUSED[refusal], refusal.name.capitalize()) if refusal else done("Started.")

    def _snooze(self, words: list[str], _options: Options) -> Reply:
        if self._house.coach.snooze(int(words[0]) if words else None):
            posture, session = self._house.coach.up_next()
            coming = min((s for s in (posture, session) if s), key=lambda s: s.due.timestamp(), default=None)
            return done(f"Snoozed. Next: {coming.due:%H:%M}" if coming else "Snoozed.")
        return refused("There is nothing to snooze, or its three snoozes are used up.", "Nothing")

    def _skip(self, _words: list[str], _options: Options) -> Reply:
        if self._house.coach.skip():
            return done("Skipped. For ten minutes the tray can undo it.")
        return refused("There is nothing to skip.", "Nothing")

    def _pause(self, words: list[str], _options: Options) -> Reply:
        now = self._house.clock.now()
        until: datetime | None = None
        if words:
            seconds = pause_seconds(words[0])
            if seconds is None:
                until = worktime.tomorrow(now, self._house.preferences.rota, self._house.clock.zone)
            else:
                until = worktime.later(now, timedelta(seconds=seconds))
        self._house.coach.pause(until)
        return done(f"Paused until {until:%A %H:%M}." if until else "Paused until you say: unknot resume")

    def _resume(self, _words: list[str], _options: Options) -> Reply:
        if not self._house.coach.presence.has(Hold.PAUSED):
            return refused("Unknot is not paused.", "NotPaused")
        self._house.coach.resume()
        return done("Prompts again.")

    def _call(self, words: list[str], _options: Options) -> Reply:
        coach, now = self._house.coach, self._house.clock.now()
        if words == ["end"]:
            if not coach.presence.has(Hold.SAID_CALL):
                return refused("You didn't say that you are in a call.", "NotInCall")
            coach.call_over()
            return done("The call is over.")
        coach.call(worktime.later(now, timedelta(minutes=call_minutes(words[0]))) if words else None)
        until = coach.presence.until(Hold.SAID_CALL)
        ends = f", at the latest at {until:%H:%M}" if until else ""
        return done(f"In a call: prompts wait until you say 'unknot call end'{ends}.")

    def _profile(self, words: list[str], _options: Options) -> Reply:
        return switching.profile(self._house.preferences, self._house.coach.plan().day, words)

    def _today(self, words: list[str], _options: Options) -> Reply:
        today, now = self._house.coach.plan().day, self._house.clock.now()
        return switching.change_today(self._house.preferences, today, now, words)

    def _settings(self, words: list[str], _options: Options) -> Reply:
        keep, preferences = self._outside.before_import, self._house.preferences
        bundles = self._outside.bundles
        if words[0] not in ("import", "undo"):
            return Reply(2, f"'settings {words[0]}' is nothing the running app answers")
        from unknot.commands import exchange

        if words[0] == "undo":
            return exchange.take_back(bundles, preferences, keep)
        return exchange.take_in(bundles, Path(words[1]), preferences, keep)

    def _routine(self, words: list[str], options: Options) -> Reply:
        if words[0] != "import":
            return Reply(2, f"'routine {words[0]}' is nothing the running app answers")
        from unknot.commands import sharing

        return sharing.take_in(self._house.workshop, Path(words[1]), replacing="--replace" in options)

    def _show(self, words: list[str], _options: Options) -> Reply:
        self._outside.show(words[0] if words else "")
        return done("")

    def _end(self, _words: list[str], _options: Options) -> Reply:
        self._outside.quit_app()
        return done("Unknot ends.")
