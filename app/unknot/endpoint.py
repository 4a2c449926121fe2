"""Where the running app listens, and how to ask it something. Standard library only, and as little of it as can be:
a script may call ``unknot status`` every second, and most of such a call is what Python loads.

A request is one line of UTF-8: a JSON array of strings, the words of the command line. The reply is a line with the
exit status, then text until the connection ends. On Windows it is a named pipe, elsewhere a socket in a folder that
only this user may enter. ``UNKNOT_HOME``, a private home, has an address of its own.
"""

# pathlib alone would take a third of a bare Python start:
# ruff: noqa: PTH110, PTH111, PTH112, PTH117, PTH118, PTH120, PTH123

from __future__ import annotations

import os
import sys
import time
import zlib

LONGEST_REQUEST = 64 * 1024
"""Bytes of a request line; the app refuses more."""

LONGEST_ADDRESS = 100
"""Bytes of a socket's path: the least of what systems allow (104 on macOS), with the ending zero and some air."""

PIPE = "\\\\.\\pipe\\"
_PATIENCE = 5.0


def command(*args: str) -> list[str]:
    """The command line that starts the app with these arguments, program first."""
    program = sys.executable
    if getattr(sys, "frozen", False):
        return [program, *args]
    windowed = os.path.join(os.path.dirname(program), "pythonw.exe")
    if os.name == "nt" and os.path.exists(windowed):
        program = windowed
    return [program, "-m", "unknot", *args]


def addresses() -> list[str]:
    """Where the app may listen, best first: it takes the first folder that it can make private."""
    home = os.environ.get("UNKNOT_HOME", "")
    name = f"{zlib.crc32(os.path.realpath(home).encode()):08x}" if home else "main"
    if os.name == "nt":
        user = os.environ.get("USERNAME", "")
        domain = os.environ.get("USERDOMAIN", "")
        return [f"{PIPE}unknot-{zlib.crc32(f'{domain}/{user}'.lower().encode()):08x}-{name}"]
    places = []
    # A job of cron or ssh may lack the variable, but asks for the same app.
    runtime = os.environ.get("XDG_RUNTIME_DIR") or f"/run/user/{os.getuid()}"
    if os.path.isabs(runtime) and os.path.isdir(runtime):
        places.append(os.path.join(runtime, "unknot"))
    if os.uname().sysname == "Darwin" and os.environ.get("TMPDIR"):
        places.append(os.path.join(os.environ["TMPDIR"], "unknot"))
    data = os.environ.get("XDG_DATA_HOME", "")
    places.append(os.path.join(data if os.path.isabs(data) else os.path.expanduser("~/.local/share"), "unknot", "run"))
    places.append(f"/tmp/unknot-{os.getuid()}")  # for a home that can't be written
    found = [os.path.join(place, f"{name}.sock") for place in places]
    return [address for address in found if len(os.fsencode(address)) <= LONGEST_ADDRESS]


def is_private(folder: str) -> bool:
    """Whether ``folder`` is a real folder of this user that nobody else may enter."""
    try:
        state = os.lstat(folder)
    except OSError:
        return False
    return state.st_mode & 0o170077 == 0o040000 and state.st_uid == os.getuid()


def ask(args: list[str], seconds: float = _PATIENCE) -> tuple[int, str] | None:
    """Exit status and text from the running app; None when none runs. One that hangs answers nothing for ``seconds``
    and is reported with status 1."""
    line = ("[" + ",".join(map(_quoted, args)) + "]\n").encode("utf-8", "replace")
    for address in addresses():
        reply = _ask_pipe(address, line) if address.startswith(PIPE) else _ask_socket(address, line, seconds)
        status, newline, text = (reply or b"").partition(b"\n")
        if newline and status.isdigit():
            return int(status), text.decode("utf-8", "replace")
    return None


def ask_patiently(args: list[str], seconds: float) -> tuple[int, str] | None:
    """As ``ask``, but wait for up to ``seconds`` for an app that is only starting."""
    deadline = time.monotonic() + seconds
    while (reply := ask(args)) is None and time.monotonic() < deadline:
        time.sleep(0.05)
    return reply


def launch(args: list[str]) -> None:
    """Start the app with these arguments on its own, and don't wait for it."""
    import subprocess

    detached = getattr(subprocess, "DETACHED_PROCESS", 0)
    null = subprocess.DEVNULL
    subprocess.Popen(
        command(*args), stdin=null, stdout=null, stderr=null, start_new_session=True, creationflags=detached
    )


def display_there() -> bool:
    """Whether there is a screen to show windows on; Windows and macOS always have one for who is logged in."""
    if os.name == "nt" or os.uname().sysname == "Darwin":
        return True
    return any(os.environ.get(name) for name in ("WAYLAND_DISPLAY", "DISPLAY", "QT_QPA_PLATFORM"))


def _quoted(text: str) -> str:
    """A JSON string; the json module would double the time of the whole call."""
    return '"' + "".join(c if c >= " " and c not in '"\\' else f"\\u{ord(c):04x}" for c in text) + '"'


def _ask_socket(address: str, line: bytes, seconds: float) -> bytes | None:
    if not os.path.exists(address) or not is_private(os.path.dirname(address)):
        return None
    import _socket  # what `socket` wraps; the wrapper alone costs a quarter of a bare start

    connection = _socket.socket(_socket.AF_UNIX, _socket.SOCK_STREAM)
    try:
        connection.settimeout(seconds)
        connection.connect(address)
        connection.send(line)
        parts = []
        while part := connection.recv(65536):
            parts.append(part)
        return b"".join(parts)
    except TimeoutError:
        return b"1\nUnknot runs but does not answer."
    except OSError:  # nobody listens, or it went away
        return None
    finally:
        connection.close()


def _ask_pipe(address: str, line: bytes) -> bytes | None:
    try:
        with open(address, "r+b", buffering=0) as pipe:
            pipe.write(line)
            parts = []
            try:
                while part := pipe.read(65536):
                    parts.append(part)
            except OSError:  # the end of a pipe is an error on Windows
                pass
            return b"".join(parts)
    except OSError:
        return None
