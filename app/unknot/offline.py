"""Commands that need no running app: plan, library, settings, history, check. No Qt but where ``check`` asks it."""

from __future__ import annotations

import csv
import json
import sys
from collections.abc import Mapping, Sequence
from dataclasses import replace
from datetime import date, datetime, timedelta, tzinfo
from pathlib import Path
from typing import Any
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

from unknot.bundled import resources
from unknot.core.day import DayPlan
from unknot.core.library import Amount, Exercise, Library, Problem, Routine, Sides, TipText
from unknot.core.plan import Given, plan_day
from unknot.core.settings import Settings, schema
from unknot.core.timeline import seconds_of
from unknot.desktop.clock import local_zone
from unknot.desktop.paths import paths
from unknot.endpoint import command
from unknot.grammar import UsageError, whole
from unknot.ports import Finding, StoreError
from unknot.storage.body_map_file import NAME as BODY_MAP
from unknot.storage.body_map_file import read_body_map
from unknot.storage.content import load_library, picture_path
from unknot.storage.ledger import read_rows, row_names
from unknot.storage.settings_file import SettingsFile

MOST_DAYS = 400
_SAID = {
    "unreadable": "can't be read",
    "unknown": "not known",
    "missing": "missing",
    "kind": "not of the right kind",
    "range": "out of range",
    "taken": "the name is taken",
}


def run(name: str, words: list[str], options: dict[str, str]) -> int:
    """Carry out one of the commands; the exit status. Raises UsageError."""
    commands = {"plan": _plan, "library": _library, "settings": _settings, "history": _history, "check": _check}
    return commands[name](words, options)


def _print_json(value: Any) -> None:
    json.dump(value, sys.stdout, indent=2, ensure_ascii=False)
    print()


def _warn(problems: Sequence[Problem]) -> None:
    for problem in problems:
        print(f"unknot: {_said(problem)}", file=sys.stderr)


def _said(problem: Problem) -> str:
    where = f"{problem.file}, {problem.field}" if problem.field else problem.file
    found = f": {problem.found}" if problem.found else ""
    allowed = f" (allowed: {problem.allowed})" if problem.allowed else ""
    return f"{where}: {_SAID.get(problem.what, problem.what)}{found}{allowed}"


def _date(text: str, what: str) -> date:
    try:
        return date.fromisoformat(text)
    except ValueError:
        raise UsageError(f"{what} takes a date like 2026-11-23, not '{text}'") from None


def _zone(name: str | None) -> tzinfo:
    if name is None:
        return local_zone()
    try:
        return ZoneInfo(name)
    except (ZoneInfoNotFoundError, ValueError, OSError):
        raise UsageError(f"'{name}' is not a time zone like Europe/Berlin") from None


def _load_settings(file: str | None) -> Settings:
    path = Path(file) if file else paths().settings
    if file and not path.is_file():
        raise UsageError(f"there is no settings file {file}")
    settings, problems = SettingsFile(path).read_only()
    _warn([replace(problem, file=str(path)) for problem in problems])
    return settings


def _plan(_words: list[str], options: dict[str, str]) -> int:
    zone = _zone(options.get("--zone"))
    first = _date(options["--date"], "--date") if "--date" in options else datetime.now(zone).date()
    days = whole(options.get("--days", "1"), "--days", 1, MOST_DAYS)
    given = Given(settings=_load_settings(options.get("--settings")), zone=zone)
    try:
        plans = [plan_day(first + timedelta(days=n), given) for n in range(days)]
    except (OverflowError, ValueError):
        raise UsageError("no calendar goes that far") from None
    if "--json" in options:
        _print_json([plan_mapping(plan) for plan in plans])
        return 0
    for plan in plans:
        print(f"{plan.day:%A} {plan.day}" + ("" if plan.work else ": day off"))
        for slot in plan.slots:
            minutes = round(slot.length.total_seconds() / 60)
            when = slot.due.isoformat(timespec="minutes")
            ending = f", {slot.outcome}: {slot.outcome_reason}" if slot.outcome else ""
            print(f"  {when}  {slot.id:6} {slot.kind:8} {minutes:3} min  {slot.reason}{ending}")
    return 0


def plan_mapping(plan: DayPlan) -> dict[str, Any]:
    """A day's plan as plain data: date, working ranges, and every slot with local time and offset."""
    return {
        "date": plan.day.isoformat(),
        "work": [[span.start.isoformat(), span.end.isoformat()] for span in plan.work],
        "slots": [
            {
                "id": slot.id,
                "kind": str(slot.kind),
                "at": slot.due.isoformat(),
                "minutes": slot.length.total_seconds() / 60,
                "reason": str(slot.reason),
                "state": str(slot.state),
                "outcome": str(slot.outcome) if slot.outcome else None,
                "outcome_reason": str(slot.outcome_reason) if slot.outcome_reason else None,
                "snoozes": slot.snoozes,
                "routine": slot.routine or None,
            }
            for slot in plan.slots
        ],
    }


def _library(_words: list[str], options: dict[str, str]) -> int:
    library = load_library([resources(), paths().data])
    _warn(library.problems)
    if "--json" in options:
        _print_json(library_mapping(library))
        return 0
    for exercise in library.exercises.values():
        name = library.exercise_text[exercise.id].name
        print(f"{exercise.id:20} {exercise.kind:8} {name}  ({', '.join(exercise.areas)})")
    for routine in library.routines.values():
        print(f"{routine.id:20} routine  {library.routine_text[routine.id].name}  ({routine.minutes:g} min)")
    return 0


def _amount(amount: Amount | None) -> dict[str, Any] | None:
    if amount is None:
        return None
    return {"least": amount.least, "most": amount.most, "usual": amount.usual, "origin": str(amount.origin)}


def _exercise_mapping(exercise: Exercise, library: Library) -> dict[str, Any]:
    text = library.exercise_text[exercise.id]
    picture = picture_path(exercise, [paths().data])
    return {
        "id": exercise.id,
        "kind": str(exercise.kind),
        "name": text.name,
        "purpose": text.purpose,
        "areas": [str(a) for a in exercise.areas],
        "position": [str(p) for p in exercise.positions],
        "sides": str(exercise.sides),
        "view": str(exercise.view),
        "needs": list(exercise.needs),
        "dose": {
            "hold_seconds": _amount(exercise.hold),
            "repetitions": _amount(exercise.repetitions),
            "relax_seconds": _amount(exercise.relax),
            "ways": list(exercise.ways),
            "moves": list(exercise.moves),
            "paced_by_breath": exercise.paced_by_breath,
            "distance_metres": _amount(exercise.distance),
        },
        "limits": {"hold_seconds": exercise.hold.most},
        "caution": text.caution,
        "picture": picture.name if picture else None,
        "source": {"title": exercise.source.title, "link": exercise.source.link},
        "own": exercise.own,
    }


def library_mapping(library: Library) -> list[dict[str, Any]]:
    """Exercises, routines and posture tips as plain data; what a kind does not have is None or empty."""
    exercises = [_exercise_mapping(exercise, library) for exercise in library.exercises.values()]
    pictures = {found["id"]: found["picture"] for found in exercises}
    routines = [_routine_mapping(routine, library, pictures) for routine in library.routines.values()]
    return exercises + routines + [_tip_mapping(id_, tip) for id_, tip in library.tips.items()]


def _routine_mapping(routine: Routine, library: Library, pictures: Mapping[str, str | None]) -> dict[str, Any]:
    text, steps = library.routine_text[routine.id], [library.exercises[step.exercise] for step in routine.steps]
    return {
        "id": routine.id,
        "kind": "routine",
        "name": text.name,
        "purpose": text.purpose,
        "minutes": routine.minutes,
        "areas": [str(a) for a in routine.areas],
        "position": [str(p) for p in routine.positions],
        "sides": str(Sides.EACH if any(e.sides is Sides.EACH for e in steps) else Sides.TOGETHER),
        "steps": [
            {"exercise": step.exercise, "hold_seconds": step.hold, "repetitions": step.repetitions}
            for step in routine.steps
        ],
        "dose": {"seconds": round(seconds_of(routine, library), 1)},
        "limits": {},
        "picture": next((pictures[e.id] for e in steps if pictures.get(e.id)), None),
        "source": {"title": "Its exercises", "link": ""},
        "own": routine.own,
    }


def _tip_mapping(id_: str, tip: TipText) -> dict[str, Any]:
    """What a posture prompt asks for: read, not counted."""
    return {
        "id": id_, "kind": "tip", "name": tip.title, "purpose": tip.line, "areas": [], "position": [], "sides": None,
        "dose": {}, "limits": {}, "picture": None, "source": None, "own": False,
    }


def _settings(words: list[str], _options: dict[str, str]) -> int:
    if words[0] == "path":
        print(paths().settings)
    elif words[0] == "schema":
        _print_json(schema())
    else:
        _print_json(_load_settings(None).to_mapping())
    return 0


def _history(_words: list[str], options: dict[str, str]) -> int:
    today = datetime.now(local_zone()).date()
    first = _date(options["--from"], "--from") if "--from" in options else date.min
    last = _date(options["--to"], "--to") if "--to" in options else today + timedelta(days=1)
    if first > last:
        raise UsageError("--from is later than --to")
    try:
        rows = read_rows(paths().ledger, first, last)
    except StoreError as refused:
        _warn([refused.problem])
        return 1
    if "--json" in options:
        _print_json(rows)
    elif "--csv" in options:
        writer = csv.DictWriter(sys.stdout, fieldnames=row_names())
        writer.writeheader()
        writer.writerows(rows)
    elif not rows:
        print("Nothing is recorded in that time.")
    else:
        for row in rows:
            ending = f" {row['outcome']}" if row.get("outcome") else ""
            reason = f" ({row['reason']})" if row.get("reason") else ""
            print(f"{row['day']}  {row['at'][11:16]}  {row['slot']:6} {row['event']}{ending}{reason}")
    return 0


def _check(_words: list[str], options: dict[str, str]) -> int:
    from PySide6.QtCore import QCoreApplication, QLoggingCategory

    from unknot.desktop.pick import this_desktop

    QLoggingCategory.setFilterRules("qt.multimedia*=false")  # what it can't load is told below, in words
    app = QCoreApplication([])
    desktop = this_desktop(command("--background"), resources() / "sounds")
    findings = [*desktop.findings(), *_files()]
    desktop.stop()
    del app
    if "--json" in options:
        _print_json([{"name": f.name, "works": f.works, "found": f.found, "advice": f.advice} for f in findings])
        return 0
    for finding in findings:
        mark = {True: "works  ", False: "no     ", None: "unknown"}[finding.works]
        print(f"{mark}  {finding.name:15} {finding.found}")
        if finding.advice:
            print(f"{'':26}{finding.advice}")
    return 0


def _files() -> list[Finding]:
    """Whether the person's settings and content files can be used: one line for each thing that is wrong."""
    _, wrong = SettingsFile(paths().settings).read_only()
    _, undrawn = read_body_map(resources() / "art" / BODY_MAP)
    problems = (*wrong, *load_library([resources(), paths().data]).problems, *undrawn)
    advice = "What is named is left out or replaced by its default; the file is kept as found."
    return [Finding("files", False, _said(problem), advice) for problem in problems] or [
        Finding("files", True, "settings and exercises can all be read")
    ]
