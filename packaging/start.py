"""Set up everything Unknot needs and start it, or test it.

    python3 packaging/start.py [what the app takes: --demo, status, ...]
    python3 packaging/start.py test [what pytest takes]

The first run makes `.venv` in this checkout and installs the pinned requirements; later runs go straight on.
Exit status 2: this Python or system won't do; 3: system packages are missing; 4: there is no display.
Standard library only. This file must parse on Python 3.8, so that an old Python gets a message, not a traceback;
the modules beside it are imported once the version is known.
"""

from __future__ import annotations

import os
import platform
import subprocess
import sys
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

MINIMUM = (3, 11)
BEYOND = (3, 15)  # the first Python that the pinned Qt for Python has no wheels for
GLIBC = {"x86_64": (2, 34), "aarch64": (2, 39)}  # what those wheels need on Linux

# One run whose summary comes last: tests.alone keeps those apart that share a screen or measure. A test that hangs
# for five minutes is shown with its stack and ended.
PYTEST = [
    "-n", "2", "-p", "tests.alone", "--durations=8",
    "-o", "faulthandler_timeout=300", "-o", "faulthandler_exit_on_timeout=true",
]  # fmt: skip


def python_problem(version: Sequence[int], executable: str) -> str:
    """Why this Python won't do, in one line; empty when it will."""
    found = f"this is {version[0]}.{version[1]}.{version[2]} ({executable})"
    if tuple(version[:2]) < MINIMUM:
        return f"Unknot needs Python {MINIMUM[0]}.{MINIMUM[1]} or newer; {found}."
    if tuple(version[:2]) >= BEYOND:
        return f"Unknot's Qt has no build for Python {BEYOND[0]}.{BEYOND[1]} or newer yet; {found}."
    return ""


def linux_problem(machine: str, libc: str, version: str) -> str:
    """Why the Qt wheels won't run on this Linux; empty when they will.

    Takes platform.machine() and the two parts of platform.libc_ver().
    """
    if machine not in GLIBC or libc != "glibc":
        return f"Unknot's Qt has no build for Linux on {machine} with {libc or 'this C library'}."
    if tuple(int(part) for part in version.split(".")[:2]) >= GLIBC[machine]:
        return ""
    needed = "{}.{}".format(*GLIBC[machine])
    return f"Unknot's Qt needs glibc {needed} or newer on {machine}; this system has {version}."


def lacks_display(arguments: Sequence[str], environ: Mapping[str, str], system: str) -> bool:
    """Whether these arguments would open the app on a Linux without a display.

    A word without dashes is a subcommand: those, --demo, --help and --version speak for themselves.
    """
    if not system.startswith("linux") or environ.get("DISPLAY") or environ.get("WAYLAND_DISPLAY"):
        return False
    return all(a.startswith("-") and a not in ("--demo", "--help", "-h", "--version") for a in arguments)


def in_ci(environ: Mapping[str, str]) -> bool:
    """Whether this is an unattended check, where a missing tool is a failure and not a reason to skip."""
    return environ.get("CI", "").lower() not in ("", "0", "false")


def command_for(arguments: Sequence[str], python: str) -> list[str]:
    """The command that runs the app, or its tests, with what follows passed through."""
    if arguments[:1] == ["test"]:
        return [python, "-m", "pytest", *PYTEST, *arguments[1:]]
    return [python, "-m", "unknot", *arguments]


def become(command: list[str], environ: Mapping[str, str]) -> int:
    """Hand over to the command: in our place where the system can (signals reach it), else as a child."""
    sys.stdout.flush()
    if sys.platform != "win32":
        os.execve(command[0], command, environ)
    with subprocess.Popen(command, env=environ) as process:
        while True:
            try:
                return process.wait()
            except KeyboardInterrupt:  # the child had it too and decides what to do
                continue


def start(arguments: list[str]) -> int:
    """Set up, then start the app or its tests."""
    import environment
    import system_packages
    from progress import SetupError

    testing = arguments[:1] == ["test"]
    desktop = system_packages.ensure(testing, in_ci(os.environ))
    environment.ensure("test" if testing else "run")
    environ = environment.clean_environ(os.environ)
    if testing:
        os.chdir(environment.ROOT)
        environ.setdefault("QT_QPA_PLATFORM", "offscreen")
        if desktop or (in_ci(environ) and sys.platform.startswith("linux")):
            environ["UNKNOT_DESKTOP_TESTS"] = "required"
    elif lacks_display(arguments, environ, sys.platform):
        raise SetupError(
            "Unknot is set up, but there is no display here (neither DISPLAY nor WAYLAND_DISPLAY is set).\n"
            "Start it from your desktop, or let it live a day in a minute right here:\n"
            "  python3 packaging/start.py --demo",
            4,
        )
    return become(command_for(arguments, str(environment.python_of())), environ)


def main() -> int:
    """Run, and turn every expected failure into words and an exit status."""
    problem = python_problem(sys.version_info[:3], sys.executable)
    if not problem and sys.platform.startswith("linux"):
        problem = linux_problem(platform.machine(), *platform.libc_ver())
    if problem:
        print(problem, file=sys.stderr)
        return 2
    from progress import SetupError

    try:
        return start(sys.argv[1:])
    except SetupError as error:
        print(error, file=sys.stderr)
        return error.status
    except KeyboardInterrupt:
        print("\nStopped. The same command goes on from here.", file=sys.stderr)
        return 130


if __name__ == "__main__":
    sys.exit(main())
