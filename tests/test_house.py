"""The house rules as tests: the checkers run clean, the pins are whole, nothing tracked names a machine or a host."""

from __future__ import annotations

import os
import re
import shutil
import subprocess
import sys
import sysconfig
import tomllib
from collections.abc import Iterator
from pathlib import Path

import pytest
from packaging.requirements import Requirement

ROOT = Path(__file__).resolve().parents[1]
PINS = {name: ROOT / "packaging" / f"requirements{name}.txt" for name in ("", "-dev", "-build")}
LONGEST = 420  # lines of a module
LEFT_OUT = {
    ".git",
    ".venv",
    "__pycache__",
    "build",
    "dist",
    "gallery",
    "coverage",
    ".mypy_cache",
    ".ruff_cache",
    ".pytest_cache",
    ".hypothesis",
    ".import_linter_cache",
}

# Hosts that serve packages; put together here so that this file doesn't name them.
HOSTS = [
    ".".join(parts)
    for parts in (
        ("pypi", "org"),
        ("pythonhosted", "org"),
        ("deb", "debian", "org"),
        ("archive", "ubuntu", "com"),
        ("npmjs", "org"),
    )
]


def tracked() -> list[Path]:
    """Every file of the project: what git tracks, or all that isn't built where git can't say."""
    listed = b""
    if (ROOT / ".git").exists() and shutil.which("git"):
        listed = subprocess.run(["git", "ls-files", "-z"], cwd=ROOT, capture_output=True, check=False).stdout
    files = [ROOT / name for name in listed.decode().split("\0") if name]
    if not files:
        files = [path for path in ROOT.rglob("*") if not LEFT_OUT.intersection(path.relative_to(ROOT).parts)]
    return [path for path in files if path.is_file()]


def texts() -> Iterator[tuple[str, str]]:
    """(name, content) of every tracked file that is text."""
    for path in tracked():
        try:
            yield path.relative_to(ROOT).as_posix(), path.read_text(encoding="utf-8")
        except UnicodeDecodeError:
            continue


def run_clean(*command: str, **variables: str) -> None:
    """Run a checker in the checkout; its own words are the failure."""
    done = subprocess.run(
        command, cwd=ROOT, env={**os.environ, **variables}, capture_output=True, text=True, check=False
    )
    assert done.returncode == 0, f"{' '.join(command)}\n{done.stdout}{done.stderr}"


def test_ruff_finds_nothing() -> None:
    run_clean(sys.executable, "-m", "ruff", "check", "--quiet", ".")


@pytest.mark.parametrize("platform", ["linux", "win32", "darwin"])
def test_the_app_is_strictly_typed_on_every_system(platform: str) -> None:
    # What Windows lacks (os.getuid, fcntl.flock ...) is guarded by os.name, which mypy does not follow.
    lacking = ["--disable-error-code", "attr-defined"] if platform == "win32" else []
    run_clean(sys.executable, "-m", "mypy", "--platform", platform, "--cache-dir", f".mypy_cache/{platform}", *lacking)


def test_the_scripts_that_set_up_are_strictly_typed() -> None:
    scripts = sorted(str(path) for path in (ROOT / "packaging").glob("*.py"))
    run_clean(sys.executable, "-m", "mypy", "--cache-dir", ".mypy_cache/packaging", *scripts, MYPYPATH="packaging")


def test_every_import_keeps_to_the_layers() -> None:
    run_clean(str(Path(sysconfig.get_path("scripts")) / "lint-imports"), PYTHONPATH=str(ROOT / "app"))


def test_no_module_of_the_app_is_longer_than_one_can_hold_in_mind() -> None:
    lengths = {path: len(path.read_text(encoding="utf-8").splitlines()) for path in (ROOT / "app").rglob("*.py")}
    assert {str(path.relative_to(ROOT)): n for path, n in lengths.items() if n > LONGEST} == {}


def test_no_tracked_file_names_this_machine() -> None:
    here = [str(ROOT) + os.sep, str(Path.home()) + os.sep]
    places = [place for place in here if place.count(os.sep) > 1]
    assert [(name, place) for name, text in texts() for place in places if place in text] == []


def test_no_tracked_file_names_a_package_host() -> None:
    assert [(name, host) for name, text in texts() for host in HOSTS if host in text] == []


@pytest.mark.parametrize("path", PINS.values(), ids=lambda path: path.name)
def test_every_requirement_is_pinned_with_hashes_and_nothing_else_is_said(path: Path) -> None:
    logical = path.read_text(encoding="utf-8").replace("\\\n", " ").splitlines()
    pattern = re.compile(r"[a-z0-9.-]+==\S+( ; [^#]+?)?( +--hash=sha256:[0-9a-f]{64})+")
    assert [line[:80] for line in logical if not pattern.fullmatch(line.rstrip())] == []
    assert logical


def pins(name: str) -> dict[str, str]:
    """Package name -> pinned version."""
    return dict(re.findall(r"(?m)^([a-z0-9.-]+)==(\S+)", PINS[name].read_text(encoding="utf-8")))


@pytest.mark.parametrize(
    ("file", "keys"),
    [
        ("", ("project", "dependencies")),
        ("-dev", ("project", "dependencies")),
        ("-dev", ("dependency-groups", "dev")),
        ("-dev", ("dependency-groups", "studio")),
        ("-build", ("build-system", "requires")),
    ],
)
def test_every_dependency_of_the_project_is_pinned_inside_its_range(file: str, keys: tuple[str, str]) -> None:
    content = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))
    pinned = pins(file)
    for text in content[keys[0]][keys[1]]:
        wanted = Requirement(text)
        assert wanted.specifier.contains(pinned[wanted.name]), f"{text}: run packaging/lock.py"


def test_a_package_has_one_version_in_all_the_pins() -> None:
    run, dev, build = pins(""), pins("-dev"), pins("-build")
    assert run.items() <= dev.items()
    assert {name: version for name, version in build.items() if dev.get(name, version) != version} == {}
