"""Settings in a file to take elsewhere, as strangers and accidents leave it."""

from __future__ import annotations

import os
from datetime import date
from pathlib import Path

import pytest

from unknot.core.settings import Settings
from unknot.ports import StoreError
from unknot.storage.settings_bundle import TomlBundles

BUNDLES = TomlBundles(lambda: date(2026, 11, 23))
ANYBODY = Settings()


def read(path: Path, onto: Settings = ANYBODY, *locked: str) -> tuple[Settings, list[tuple[str, str]]]:
    bundle = BUNDLES.read(path, onto, frozenset(locked))
    return bundle.settings, [(problem.field, problem.what) for problem in bundle.problems]


def test_what_is_exported_is_read_back_and_dated(tmp_path: Path) -> None:
    path, wanted = tmp_path / "mine.toml", Settings(sessions=6, prompt_every=45)
    BUNDLES.write(path, wanted)
    assert "exported on 2026-11-23" in path.read_text(encoding="utf-8")
    assert read(path) == (wanted, [])


def test_a_file_of_a_few_settings_leaves_the_others_and_what_is_locked(tmp_path: Path) -> None:
    path = tmp_path / "some.toml"
    path.write_text("sessions = 6\nprompt_every = 45\nvolume = 999\n[profiles.home]\nprompt_every = 100\n", "utf-8")
    settings, problems = read(path, Settings(volume=7), "prompt_every")
    assert (settings.sessions, settings.prompt_every, settings.volume) == (6, Settings().prompt_every, 7)
    assert settings.of_profile("home").prompt_every == Settings().of_profile("home").prompt_every
    assert problems == [("volume", "range"), ("prompt_every", "locked")]


@pytest.mark.parametrize(
    "content",
    [
        b"", b"\0", b"\xff\xfe", b"volume = 1\nvolume = 2", b"[[", b"a = " + b"[" * 60_000,
        b"a" + b".a" * 30_000 + b" = 1", b"[a" + b".a" * 900 + b"]",
        b"hours" + b".mon" * 500 + b" = 1", b"a = " + b"9" * 5000, b"#" * 100_000,
    ],
    ids=range(11),
)  # fmt: skip
def test_what_holds_no_settings_is_refused_at_once(tmp_path: Path, content: bytes) -> None:
    path = tmp_path / "wrong.toml"
    path.write_bytes(content)
    with pytest.raises(StoreError) as refused:
        read(path)
    assert refused.value.problem.file == "wrong.toml"


@pytest.mark.skipif(os.name == "nt", reason="there are no such files there")
def test_what_is_no_file_is_refused(tmp_path: Path) -> None:
    os.mkfifo(tmp_path / "pipe")
    (tmp_path / "loop").symlink_to("loop")
    for name, what in (("pipe", "unreadable"), ("loop", "unreadable"), (".", "unreadable"), ("gone", "absent")):
        with pytest.raises(StoreError) as refused:
            read(tmp_path / name)
        assert refused.value.problem.what == what
