"""The virtual environment `.venv` in this checkout: made once, then recognised by a stamp. Standard library only."""

from __future__ import annotations

import contextlib
import hashlib
import json
import shutil
import subprocess
import sys
import time
from collections.abc import Callable, Iterator, Mapping
from pathlib import Path
from typing import IO, Any, Literal

from progress import SetupError, must_run, say

if sys.platform == "win32":
    import msvcrt
else:
    import fcntl

Kind = Literal["run", "test"]
Todo = Literal["go", "install", "rebuild"]

ROOT = Path(__file__).resolve().parent.parent
VENV = ROOT / ".venv"
STAMP = VENV / "unknot-setup.json"
LOCK = ROOT / ".venv-setup.lock"
REQUIREMENTS: dict[Kind, Path] = {
    "run": ROOT / "packaging" / "requirements.txt",
    "test": ROOT / "packaging" / "requirements-dev.txt",
}
BUILD_TOOLS = ROOT / "packaging" / "requirements-build.txt"
FROM_SOURCE = "xcffib"  # published as source only: pure Python, built with the pinned tools


def python_of(venv: Path = VENV) -> Path:
    """The environment's interpreter."""
    return venv / ("Scripts/python.exe" if sys.platform == "win32" else "bin/python")


def fingerprint(kind: Kind) -> str:
    """What the installed set depends on: the pinned requirements and the project file."""
    files = (REQUIREMENTS[kind], BUILD_TOOLS, ROOT / "pyproject.toml")
    return hashlib.sha256(b"".join(file.read_bytes() for file in files)).hexdigest()


def home_of(venv: Path = VENV) -> str:
    """Where the environment stands and which interpreter is behind it; a change of either needs a new one.

    pyvenv.cfg holds the version it was made with; the end of the link is what would run now.
    """
    config = venv / "pyvenv.cfg"
    made = config.read_text(encoding="utf-8", errors="replace") if config.exists() else ""
    version = "".join(line.partition("=")[2].strip() for line in made.splitlines() if line.startswith("version ="))
    return f"{venv} {version} {python_of(venv).resolve()}"


def read_stamp(stamp: Path = STAMP) -> dict[str, Any] | None:
    """The stamp's content: {"state": "ready" | "installing", "home": str, "installed": [fingerprints]}.

    None when there is none; empty when it can't be read.
    """
    if not stamp.exists():
        return None
    try:
        content = json.loads(stamp.read_text(encoding="utf-8"))
    except (OSError, ValueError):
        return {}
    return content if isinstance(content, dict) else {}


def write_stamp(state: str, installed: list[str], stamp: Path = STAMP) -> None:
    """Replace the stamp whole, so that a half-written one is never read."""
    new = stamp.with_suffix(".new")
    content = {"state": state, "home": home_of(stamp.parent), "installed": installed}
    new.write_text(json.dumps(content), encoding="utf-8")
    new.replace(stamp)


def plan(stamp: Mapping[str, Any] | None, wanted: str, home: str, usable: Callable[[], bool]) -> Todo:
    """What to do about the environment: nothing ("go"), "install" into it, or "rebuild" it.

    A stamp that says "installing" or can't be read was left by a setup that was cut short: pip may take the
    half-copied packages for whole ones, so it starts over. An environment without a stamp is somebody's own
    and is kept if it works. `usable` is asked only when the answer matters.
    """
    if stamp is not None:
        if stamp.get("state") != "ready" or stamp.get("home") != home:
            return "rebuild"
        if wanted in stamp.get("installed", []):
            return "go" if python_of().exists() else "rebuild"
    return "install" if usable() else "rebuild"


def is_usable(venv: Path = VENV, minimum: tuple[int, int] = (3, 11)) -> bool:
    """Whether the environment has a new enough Python that runs, and pip."""
    check = f"import sys, pip; sys.exit(sys.version_info[:2] < {minimum})"
    try:
        done = subprocess.run([str(python_of(venv)), "-c", check], check=False, stderr=subprocess.DEVNULL)
    except OSError:
        return False
    return done.returncode == 0


def ensure(kind: Kind) -> None:
    """Bring the environment to the pinned set of `kind`; quick when it is there already."""
    wanted = fingerprint(kind)
    if plan(read_stamp(), wanted, home_of(), lambda: False) == "go":
        return
    with one_at_a_time():
        todo = plan(read_stamp(), wanted, home_of(), is_usable)
        if todo == "rebuild":
            make()
        if todo != "go":
            install(kind, wanted)


def make() -> None:
    """A new, empty environment in place of whatever is there."""
    if VENV.exists() or VENV.is_symlink():
        say(f"Removing {VENV}, which is unfinished, broken or belongs to another Python")
        try:
            shutil.rmtree(VENV)
        except OSError as error:
            raise SetupError(f"Could not remove {VENV}: {error}. Is Unknot still running?") from error
    VENV.mkdir()
    write_stamp("installing", [])
    must_run(f"Making a virtual environment in {VENV}", [sys.executable, "-m", "venv", str(VENV)])


def install(kind: Kind, wanted: str) -> None:
    """Install the pinned requirements and this checkout; the stamp says "ready" only when all is done."""
    write_stamp("installing", [])
    pip = [str(python_of()), "-m", "pip", "--disable-pip-version-check", "--no-input", "install"]
    hashed = [*pip, "--progress-bar=off", "--require-hashes", "--only-binary=:all:"]
    must_run("Installing the build tools", [*hashed, "-r", str(BUILD_TOOLS)])
    must_run(
        "Installing what Unknot needs (the first time about 260 MB to download: some minutes)",
        [*hashed, f"--no-binary={FROM_SOURCE}", "--no-build-isolation", "-r", str(REQUIREMENTS[kind])],
    )
    must_run(
        "Installing Unknot itself from this folder",
        [*pip, "--no-deps", "--no-build-isolation", "-e", str(ROOT)],
    )
    also = [fingerprint("run")] if kind == "test" else []  # the test set holds the running set
    write_stamp("ready", [wanted, *also])


@contextlib.contextmanager
def one_at_a_time(lock: Path = LOCK) -> Iterator[None]:
    """Keep a second setup of this checkout waiting until the first is done."""
    with lock.open("a+b") as file:
        told = False
        while not try_lock(file):
            if not told:
                say("Another start is setting this folder up; waiting for it")
                told = True
            time.sleep(0.5)
        yield  # closing the file lets the next one in


def try_lock(file: IO[bytes]) -> bool:
    """Take the lock if it is free; the system gives it back when the process ends, however it ends."""
    try:
        if sys.platform == "win32":
            file.seek(0)
            msvcrt.locking(file.fileno(), msvcrt.LK_NBLCK, 1)
        else:
            fcntl.flock(file, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except OSError:
        return False
    return True


def clean_environ(environ: Mapping[str, str]) -> dict[str, str]:
    """The environment variables to start with: without those that point Python at other packages."""
    return {name: value for name, value in environ.items() if name not in ("PYTHONPATH", "PYTHONHOME")}
