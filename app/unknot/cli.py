"""The command line. Commands for the running app go over its socket without importing Qt.

This module and ``endpoint`` import next to nothing, because a script may call ``unknot status`` every second:
the whole command has to cost little more than a bare Python start. So no argparse here, and no json. What needs
more is imported by the command that needs it. Its words are plain English, for scripts to rely on.

Exit status: 0 fine, 1 it can't be done now (with the reason), 2 wrong use, 3 no app is running.
"""

from __future__ import annotations

import sys

from unknot import endpoint
from unknot.grammar import COMMANDS, UsageError, check, parse

HELP = """\
unknot                      start, or show the window of the one that runs
unknot --background         start in the tray only
unknot --demo               a day with Unknot in a minute, in a private data folder

Talking to the running app:
  status [--json]           what comes next, what holds
  start [NAME] [--minutes N]  a session, routine or exercise now (starts the app if need be)
  snooze [MINUTES]          the prompt that shows, or the next one
  skip                      the prompt that shows, or the next one
  pause [30m|2h|tomorrow]   no prompts for that long; alone: until 'resume'
  resume                    prompts again
  call [30m|end]            in a call: prompts wait till it ends
  pain 0-10 [AREA[:left]]... [--painkillers] [--always] [--note TEXT]  log what hurts; 'pain undo'
  moved [MINUTES [walk|swim|cycle|other]]  log moving; alone: today's minutes; 'moved undo'
  posture [sit|stand]       at a desk that goes up and down
  show [today|library|care|history|settings]  the window
  quit                      end the app

Running or not:
  profile [NAME]            the usual profile: office, home, night, holiday, or one of your own
  today until 20:00|off|usual|PROFILE  only today is different
  plan [--date DATE] [--days N] [--zone ZONE] [--json]  what your settings will do, and why
       [--settings FILE] [--profile NAME] [--ics FILE_OR_FOLDER]... [--holidays DE-BY]
  log [--date DATE] [--limit N] [--json]  what was decided, and why
  history [--from DATE] [--to DATE] [--kind KIND|all] [--json|--csv]  what was recorded, as rows;
       kinds: entry (asked, done, skipped), exercise_time, pain, knot, pain_entry ...
  library [--json]          all that can be done
  routine export FILE ID...  routines and exercises as one file, to share
  routine import FILE [--replace] [--yes]  says what it brings, and asks
  settings path|show|schema
  settings export FILE      all settings in one file
  settings import FILE [--yes]  says what will change, and asks; 'settings undo' takes it back
  check [--json]            what works on this desktop
  --version, --help
"""

NO_SCREEN = """\
Unknot isn't running, and needs a screen: there is none here (neither DISPLAY nor WAYLAND_DISPLAY is set).
See a day with it in words: unknot --demo"""
NOT_RUNNING = "Unknot isn't running. Start it with: unknot --background"


def run(args: list[str]) -> int:
    """Carry out one command line; the exit status."""
    try:
        return _run(args)
    except UsageError as wrong:
        print(f"unknot: {wrong} (unknot --help lists the commands)", file=sys.stderr)
        return 2
    except BrokenPipeError:
        return 1


def _run(args: list[str]) -> int:
    if args and (args[0] == "help" or not {"--help", "-h"}.isdisjoint(args)):
        print(HELP, end="")
        return 0
    if args and args[0] in ("--version", "-V"):
        from unknot import __version__

        print(f"unknot {__version__}")
        return 0
    if args == ["--read-calendars"]:  # the running app asks its child; nobody types it
        from unknot import calendar_child

        return calendar_child.main()
    if not args or args[0].startswith("-"):
        return _app(args)
    name, words, options = parse(args)
    check(name, words, options)
    if not COMMANDS[name][3]:
        from unknot.commands import offline

        return offline.run(name, words, options)
    return _live(args, name)


def _live(args: list[str], name: str) -> int:
    reply = endpoint.ask(args)
    if reply is None and name in ("profile", "today"):  # a matter of the settings alone
        from unknot.commands import offline

        return offline.run(*parse(args))
    if reply is None and name == "start" and endpoint.display_there():
        endpoint.launch(["--background"])
        reply = endpoint.ask_patiently(args, 15.0)
    if reply is None:
        print(NO_SCREEN if name == "start" and not endpoint.display_there() else NOT_RUNNING, file=sys.stderr)
        return 3
    status, text = reply
    if text:
        print(text, file=sys.stderr if status else sys.stdout)
    return status


def _app(args: list[str]) -> int:
    known = ("--background", "--demo")
    for arg in args:
        if arg not in known:
            raise UsageError(f"there is no option {arg}" if arg.startswith("-") else f"'{arg}' is one word too many")
    if "--demo" in args:
        from unknot import demo

        return demo.run()
    reply = endpoint.ask(["status" if "--background" in args else "show"])
    if reply is not None:
        print("Unknot runs already." if "--background" in args else "Unknot runs already; its window is shown.")
        return 0
    if not endpoint.display_there():
        print(NO_SCREEN, file=sys.stderr)
        return 3
    from unknot.run import run as run_app

    return run_app(background="--background" in args)
