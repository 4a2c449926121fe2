"""The system libraries Qt and the desktop tests need, and how to get them.

On Debian and Ubuntu the missing packages are found with dpkg-query and installed with apt-get where that is allowed.
On other Linux systems the libraries that can't be loaded are named. Windows and macOS need nothing.
Standard library only.
"""

from __future__ import annotations

import ctypes
import importlib.util
import os
import re
import shutil
import subprocess
import sys
from collections.abc import Callable, Iterable, Sequence
from pathlib import Path

from progress import SetupError, run_telling, say

# What `import PySide6.QtWidgets`, the xcb and wayland platforms and QtMultimedia link to, found in a bare Debian 12.
RUNTIME = (
    "libgl1", "libegl1", "libdbus-1-3", "libfontconfig1", "libglib2.0-0", "libxkbcommon-x11-0", "libxcb-cursor0",
    "libxcb-icccm4", "libxcb-keysyms1", "libxcb-shape0", "libxcb-xkb1", "libx11-xcb1", "libwayland-cursor0",
    "libwayland-egl1", "libpulse0", "libxrandr2",
)  # fmt: skip

# A whole desktop for tests/desktop and tests/bench: server, window manager, panels, notifications, AT-SPI, sound.
TEST_TOOLS = (
    "xvfb", "openbox", "xdotool", "tint2", "xfce4-panel", "xfconf", "dunst", "libnotify-bin", "dbus", "libglib2.0-bin",
    "x11-utils", "x11-xserver-utils", "imagemagick", "at-spi2-core", "python3-pyatspi", "gir1.2-atspi-2.0",
    "python3-dbusmock", "strace", "fonts-inter", "pulseaudio", "pulseaudio-utils", "pipewire", "pipewire-pulse",
    "wireplumber", "dconf-gsettings-backend", "gsettings-desktop-schemas",
)  # fmt: skip

# The same libraries by the names the loader knows, for systems without dpkg.
SONAMES = (
    "libGL.so.1", "libEGL.so.1", "libdbus-1.so.3", "libfontconfig.so.1", "libglib-2.0.so.0", "libxkbcommon-x11.so.0",
    "libxcb-cursor.so.0", "libxcb-icccm.so.4", "libxcb-keysyms.so.1", "libxcb-shape.so.0", "libxcb-xkb.so.1",
    "libX11-xcb.so.1", "libwayland-cursor.so.0", "libwayland-egl.so.1", "libpulse.so.0", "libXrandr.so.2",
)  # fmt: skip

ELSEWHERE = {
    "fedora": "sudo dnf install libglvnd-glx libglvnd-egl dbus-libs fontconfig glib2 libxkbcommon-x11 xcb-util-cursor "
    "xcb-util-wm xcb-util-keysyms libxcb libX11-xcb libwayland-cursor libwayland-egl libXrandr pulseaudio-libs",
    "arch": "sudo pacman -S --needed libglvnd dbus fontconfig glib2 libxkbcommon-x11 xcb-util-cursor xcb-util-wm "
    "xcb-util-keysyms libxcb libx11 libxrandr wayland libpulse",
}

SKIP_VARIABLE = "UNKNOT_SYSTEM_PACKAGES"  # "skip": neither look for packages nor install any

Runner = Callable[[str, Sequence[str]], tuple[int, str]]  # (what is going on, command) -> (exit status, its output)


def has_apt() -> bool:
    """Whether this is Debian, Ubuntu or kin."""
    return bool(shutil.which("dpkg-query") and shutil.which("apt-get"))


def venv_packages(version: Sequence[int], has_ensurepip: bool) -> list[str]:
    """Debian keeps ensurepip, without which no virtual environment has pip, in a package of its own."""
    return [] if has_ensurepip else [f"python{version[0]}.{version[1]}-venv"]


def installed_names(listing: str) -> set[str]:
    """Names of installed packages and all they provide, from lines of `Package<TAB>Status<TAB>Provides`.

    Provided names count, since newer systems have renamed some: libglib2.0-0 is provided by libglib2.0-0t64.
    """
    names: set[str] = set()
    for line in listing.splitlines():
        package, _, rest = line.partition("\t")
        status, _, provides = rest.partition("\t")
        if status == "installed":
            names.add(package)
            names.update(part.split("(")[0].strip() for part in provides.split(",") if part.strip())
    return names


def missing_packages(wanted: Iterable[str], listing: str) -> list[str]:
    """Those of `wanted` that the listing doesn't show as installed, in the order asked for."""
    present = installed_names(listing)
    return [name for name in wanted if name not in present]


def dpkg_listing() -> str:
    """Every package dpkg knows of, one a line, as `installed_names` reads it."""
    command = ["dpkg-query", "-W", "-f", "${Package}\\t${db:Status-Status}\\t${Provides}\\n"]
    return subprocess.run(command, stdout=subprocess.PIPE, check=False).stdout.decode("utf-8", "replace")


def unavailable(apt_output: str) -> list[str]:
    """Packages that apt-get said it can't find, from its messages in the C locale."""
    pattern = r"Unable to locate package (\S+)|Package '?([^'\s]+)'? has no installation candidate"
    return [(a or b).rstrip(",") for a, b in re.findall(pattern, apt_output)]


def command_line(packages: Sequence[str]) -> str:
    """What a person types to install `packages`."""
    return "sudo apt-get update && sudo apt-get install -y --no-install-recommends " + " ".join(packages)


def may_install() -> list[str] | None:
    """The words to put before apt-get so that it may install (none as root), or None when it may not.

    With a terminal, sudo may ask for the password itself.
    """
    if hasattr(os, "geteuid") and os.geteuid() == 0:
        return []
    if not shutil.which("sudo"):
        return None
    asked = subprocess.run(["sudo", "-n", "true"], check=False, stdin=subprocess.DEVNULL, capture_output=True)
    if asked.returncode == 0:
        return ["sudo", "-n"]
    if sys.stdin.isatty() and sys.stdout.isatty():
        print("Unknot needs system packages; sudo may ask for your password (Ctrl+C to see the command instead).")
        try:
            return ["sudo"] if subprocess.run(["sudo", "-v"], check=False).returncode == 0 else None
        except KeyboardInterrupt:
            return None
    return None


def have_package_lists(folder: Path = Path("/var/lib/apt/lists")) -> bool:
    """Whether apt has ever fetched its lists; in a new container it hasn't."""
    return any(folder.glob("*_Packages*"))


def install(packages: Sequence[str], prefix: Sequence[str], have_lists: bool, run: Runner) -> None:
    """Install `packages` as far as they can be had, with the words of `may_install` before apt-get.

    The lists are fetched first when there are none, and again when the first try fails: an old list names
    files that are gone. A package this release doesn't have is left out rather than stopping the others.
    """
    quiet = ["env", "DEBIAN_FRONTEND=noninteractive", "NEEDRESTART_SUSPEND=1", "LC_ALL=C"]
    apt = [*prefix, *quiet, "apt-get", "-q", "-o", "DPkg::Lock::Timeout=300", "-o", "Acquire::Retries=3"]
    wanted, fresh = list(packages), not have_lists
    if fresh:
        run("Fetching the package lists", [*apt, "update"])
    while wanted:
        title = f"Installing {len(wanted)} system packages: {' '.join(wanted)}"
        status, output = run(title, [*apt, "install", "-y", "--no-install-recommends", *wanted])
        if status == 0:
            return
        if not fresh:
            run("Fetching newer package lists", [*apt, "update"])
            fresh = True
            continue
        gone = set(unavailable(output)).intersection(wanted)
        if not gone:
            say("\n".join(output.splitlines()[-10:]))
            return
        wanted = [name for name in wanted if name not in gone]


def ensure(testing: bool, unattended: bool) -> bool:
    """See to the packages; on Linux only, and not when the person has said no.

    testing     also want the desktop test tools
    unattended  a missing tool is an error, not a reason to skip the desktop tests
    Returns whether the desktop tests have all their tools.
    """
    if not sys.platform.startswith("linux") or os.environ.get(SKIP_VARIABLE) == "skip":
        return False
    if not has_apt():
        advise_elsewhere()
        return False
    needed = [*RUNTIME, *venv_packages(sys.version_info[:2], has_ensurepip())]
    wanted = [*needed, *TEST_TOOLS] if testing else needed
    missing = missing_packages(wanted, dpkg_listing())
    prefix = may_install() if missing else None
    if prefix is not None:
        install(missing, prefix, have_package_lists(), run_telling)
        missing = missing_packages(wanted, dpkg_listing())
    if any(name in needed for name in missing) or (missing and unattended):
        raise SetupError(
            "System packages are missing and could not be installed from here. Please run\n"
            f"  {command_line(missing)}\n"
            f"and then this command again ({SKIP_VARIABLE}=skip goes on without looking for packages).",
            3,
        )
    if missing:
        say(f"The desktop tests will be skipped: tools are missing. To have them:\n  {command_line(missing)}")
    return testing and not missing


def has_ensurepip() -> bool:
    """Whether this Python can make an environment that has pip. Debian's own may come without."""
    return all(importlib.util.find_spec(name) for name in ("venv", "ensurepip"))


def missing_libraries(sonames: Iterable[str] = SONAMES) -> list[str]:
    """Libraries the loader can't find, for systems whose packages we don't know."""
    missing = []
    for name in sonames:
        try:
            ctypes.CDLL(name)
        except OSError:
            missing.append(name)
    return missing


def advise_elsewhere() -> None:
    """On a Linux without apt: name what the loader can't find."""
    missing = missing_libraries()
    if missing:
        release = Path("/etc/os-release")
        say(advice_elsewhere(missing, release.read_text(encoding="utf-8") if release.exists() else ""))


def advice_elsewhere(missing: Sequence[str], os_release: str) -> str:
    """What to tell a person whose Linux isn't Debian: the libraries, and the packages where we know their names."""
    text = "These libraries, which Qt may need, were not found: " + ", ".join(missing) + "."
    kind = set(re.findall(r"[a-z]+", " ".join(re.findall(r"(?m)^ID(?:_LIKE)?=(.*)$", os_release)).lower()))
    for name, command in ELSEWHERE.items():
        if name in kind:
            return text + f"\nOn this system they should come with:\n  {command}"
    return text + "\nPlease install them with this system's package manager if the app doesn't start."
