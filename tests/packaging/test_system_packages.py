"""Which system packages are missing, and how they are asked for, on answers dpkg and apt-get have given."""

from __future__ import annotations

import sys
from collections.abc import Sequence
from pathlib import Path

import pytest
import system_packages as system

LISTING = (
    "libgl1\tinstalled\t\n"
    "libegl1\tconfig-files\t\n"
    "libglib2.0-0t64\tinstalled\tlibglib2.0-0 (= 2.80.0-6ubuntu3), libglib2.0-0-extra\n"
    "xvfb\tinstalled\txserver\n"
)


class FakeApt:
    """Plays apt-get: knows some packages, and notes what it was asked."""

    def __init__(self, known: Sequence[str], stale: bool = False) -> None:
        self.known, self.stale = set(known), stale
        self.asked: list[str] = []

    def __call__(self, title: str, command: Sequence[str]) -> tuple[int, str]:
        verb = command[command.index("-y") - 1] if "-y" in command else command[-1]
        if verb == "update":
            self.asked.append("update")
            self.stale = False
            return 0, ""
        packages = command[command.index("--no-install-recommends") + 1 :]
        self.asked.append("install " + " ".join(packages))
        if self.stale:
            return 100, "E: Failed to fetch libgl1.deb  404  Not Found"
        unknown = [name for name in packages if name not in self.known]
        return (100 if unknown else 0), "\n".join(f"E: Unable to locate package {name}" for name in unknown)


def test_a_package_that_was_removed_but_left_its_settings_is_missing() -> None:
    assert system.missing_packages(["libgl1", "libegl1", "dunst"], LISTING) == ["libegl1", "dunst"]


def test_a_renamed_package_counts_by_the_name_it_provides() -> None:
    assert system.missing_packages(["libglib2.0-0"], LISTING) == []


def test_an_empty_system_misses_everything_in_the_order_asked() -> None:
    assert system.missing_packages(system.RUNTIME, "") == list(system.RUNTIME)


def test_every_runtime_package_has_a_library_to_look_for_elsewhere() -> None:
    assert len(system.SONAMES) == len(system.RUNTIME)


def test_the_venv_package_is_that_of_the_running_python_and_only_where_it_is_needed() -> None:
    assert system.venv_packages((3, 13), has_ensurepip=False) == ["python3.13-venv"]
    assert system.venv_packages((3, 13), has_ensurepip=True) == []


def test_apt_is_asked_once_when_all_is_well() -> None:
    apt = FakeApt(["libgl1", "libegl1"])
    system.install(["libgl1", "libegl1"], [], True, apt)
    assert apt.asked == ["install libgl1 libegl1"]


def test_lists_are_fetched_first_where_there_are_none() -> None:
    apt = FakeApt(["libgl1"])
    system.install(["libgl1"], ["sudo", "-n"], False, apt)
    assert apt.asked == ["update", "install libgl1"]


def test_stale_lists_are_fetched_again_after_a_failure() -> None:
    apt = FakeApt(["libgl1"], stale=True)
    system.install(["libgl1"], [], True, apt)
    assert apt.asked == ["install libgl1", "update", "install libgl1"]


def test_a_package_this_release_lacks_does_not_keep_the_others_out() -> None:
    apt = FakeApt(["libgl1"])
    system.install(["libgl1", "tint2"], [], False, apt)
    assert apt.asked == ["update", "install libgl1 tint2", "install libgl1"]


def test_a_failure_that_names_no_package_ends_the_tries_and_is_shown(capsys: pytest.CaptureFixture[str]) -> None:
    calls: list[Sequence[str]] = []

    def broken(title: str, command: Sequence[str]) -> tuple[int, str]:
        calls.append(command)
        return 100, "E: dpkg was interrupted, you must manually run 'dpkg --configure -a'"

    system.install(["libgl1"], [], False, broken)
    assert len(calls) == 2
    assert "dpkg --configure -a" in capsys.readouterr().out


def test_both_of_apts_ways_to_say_that_it_has_no_package_are_read() -> None:
    output = "E: Unable to locate package tint2\nE: Package 'dunst' has no installation candidate\n"
    assert system.unavailable(output) == ["tint2", "dunst"]


def test_the_command_to_type_names_every_missing_package() -> None:
    assert system.command_line(["libgl1", "libegl1"]).endswith("--no-install-recommends libgl1 libegl1")


def test_package_lists_are_seen_only_when_apt_has_fetched_them(tmp_path: Path) -> None:
    (tmp_path / "partial").mkdir()
    assert not system.have_package_lists(tmp_path)
    (tmp_path / "deb.example_dists_bookworm_main_binary-amd64_Packages.lz4").touch()
    assert system.have_package_lists(tmp_path)


@pytest.mark.skipif(sys.platform != "linux", reason="asks the Linux loader")
def test_only_libraries_that_cannot_be_loaded_are_named() -> None:
    assert system.missing_libraries(["libc.so.6", "libnot-on-any-machine.so.9"]) == ["libnot-on-any-machine.so.9"]


@pytest.mark.parametrize(
    ("release", "command"),
    [
        ('NAME="Fedora Linux"\nID=fedora\n', "dnf install"),
        ('ID="rocky"\nID_LIKE="rhel centos fedora"\n', "dnf install"),
        ("ID=endeavouros\nID_LIKE=arch\n", "pacman -S"),
        ("ID=gentoo\n", "package manager"),
        ("", "package manager"),
    ],
)
def test_other_systems_are_told_the_libraries_and_the_command_where_it_is_known(release: str, command: str) -> None:
    words = system.advice_elsewhere(["libEGL.so.1"], release)
    assert "libEGL.so.1" in words
    assert command in words
