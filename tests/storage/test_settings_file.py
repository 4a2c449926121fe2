"""The settings file on a real disk."""

from __future__ import annotations

import os
import stat
import subprocess
import sys
import tempfile
import tomllib
from dataclasses import replace
from datetime import datetime, time
from pathlib import Path

import pytest

from unknot.core.hours import WorkRange
from unknot.core.settings import Settings, Theme
from unknot.ports import StoreError
from unknot.storage import settings_edit, settings_file, settings_values
from unknot.storage.settings_file import SettingsFile


@pytest.fixture
def path(tmp_path: Path) -> Path:
    return tmp_path / "unknot" / "settings.toml"


@pytest.fixture
def store(path: Path) -> SettingsFile:
    return SettingsFile(path, now=lambda: datetime(2026, 11, 23, 14, 15))


def written(path: Path, text: str) -> None:
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(text, encoding="utf-8")


def kept(path: Path) -> list[str]:
    return sorted(p.name for p in path.parent.iterdir() if "broken" in p.name)


def test_a_missing_file_gives_the_defaults_without_a_word(store: SettingsFile, path: Path) -> None:
    assert store.load() == (Settings(), ())
    assert not path.exists()


def test_what_is_saved_is_read_back(store: SettingsFile) -> None:
    changed = Settings(sessions=5, theme=Theme.DARK, sounds=False, hours=((WorkRange(time(22), time(6)),),) + ((),) * 6)
    store.save(changed)
    assert store.load() == (changed, ())


def test_a_new_file_explains_every_setting_and_is_private(store: SettingsFile, path: Path) -> None:
    store.save(Settings())
    text = path.read_text(encoding="utf-8")
    assert "# Volume of all sounds, in percent. 0 to 100.\n#volume = 60" in text
    assert "One of: system, light, dark." in text
    assert tomllib.loads(text)["version"] == 1
    if os.name == "posix":
        assert stat.S_IMODE(path.stat().st_mode) == 0o600


def test_a_save_keeps_a_persons_comments_order_and_spelling(store: SettingsFile, path: Path) -> None:
    written(
        path,
        """\
# mine
volume = 0x14   # quiet, please
sessions=4

[hours]
fri = ["08:00-12:00"]   # short fridays
mon = ["08:00-16:00"]
""",
    )
    settings, problems = store.load()
    assert problems == ()
    store.save(settings.with_changes(sessions=5))
    text = path.read_text(encoding="utf-8")
    for line in ("# mine", "volume = 0x14   # quiet, please", 'fri = ["08:00-12:00"]   # short fridays'):
        assert line in text
    assert text.index("fri") < text.index("mon =")
    assert store.load()[0] == settings.with_changes(sessions=5)
    assert kept(path) == []


@pytest.mark.parametrize(
    "text",
    [
        'hours.mon = ["08:00-12:00"]\nvolume = 20\n',
        'session_times = [\n  "10:00", # coffee\n  "15:00",\n]\nprofiles.home.sessions = 2\n',
        'profiles = { home = { sessions = 2 }, mine = { name = "Mine" } }\n',
        '[days]\n2026-12-24 = ["08:00-12:00"]\n2026-12-31 = "home"\n[profiles.home]\nsessions = 2\n',
        'hours = { mon = ["08:00-12:00"], tue = [] }\n',
        '[hours]\nmon = [\n  "08:00-12:00", # morning\n]\n',
        "volume = 20\r\nsounds = false\r\n",
        "\ufeffvolume = 20\n",
        "",
        "[hours]\n",
    ],
)
def test_any_layout_survives_a_save(store: SettingsFile, path: Path, text: str) -> None:
    written(path, text)
    settings, problems = store.load()
    assert problems == ()
    changed = settings.with_changes(snooze_minutes=9, theme="dark", hours={"tue": ["10:00-11:00"]})
    store.save(changed)
    assert store.load() == (changed, ())


def test_what_is_no_choice_any_more_goes_behind_a_hash_and_comes_back(store: SettingsFile, path: Path) -> None:
    text = """\
volume = 20   # quiet, please
# before the hours
[hours]
mon = ["08:00-16:00"]   # long mondays

# my own
[profiles.home]
sessions = 2
"""
    written(path, text)
    settings, problems = store.load()
    assert problems == ()
    store.save(settings.with_changes(volume=60, hours=Settings().hours))
    given_up = path.read_text(encoding="utf-8")
    assert "\n#volume = 60   # quiet, please\n" in f"\n{given_up}"
    assert '\n#[hours]\n#mon = ["08:30-12:15", "13:00-17:30"]   # long mondays\n' in given_up
    assert "\n# my own\n[profiles.home]\nsessions = 2\n" in given_up
    assert "hours" not in tomllib.loads(given_up)
    store.save(settings)
    again = path.read_text(encoding="utf-8")
    assert "\nvolume = 20   # quiet, please\n" in f"\n{again}"
    assert '\nmon = ["08:00-16:00"]   # long mondays\n' in again
    assert "#volume" not in again
    assert store.load() == (settings, ())


def test_choosing_and_giving_up_again_and_again_does_not_make_the_file_grow(store: SettingsFile, path: Path) -> None:
    store.save(Settings())
    changed = Settings().with_changes(
        volume=10, calendars=("~/a.ics",), session_times=(time(9),), hours={"tue": ["10:00-11:00"]}, holidays="DE",
        profile_days={"fri": "home"}, days={"2026-12-24": []},
    ).with_profile("home", sessions=2)
    left = []
    for _ in range(2):
        store.save(changed)
        assert store.load() == (changed, ())
        assert path.read_text(encoding="utf-8").count("volume") == 1
        store.save(Settings())
        left.append(path.read_text(encoding="utf-8"))
    assert tomllib.loads(left[0]).keys() == {"version"}
    assert left[0] == left[1]


def test_a_profile_and_a_day_that_are_gone_are_gone_from_the_file(store: SettingsFile, path: Path) -> None:
    written(path, '[profiles.mine]\nname = "Mine"\nsessions = 2\n[profiles.home]\n[days]\n2026-12-24 = []\n')
    settings, problems = store.load()
    assert problems == ()
    fewer = replace(settings, days=(), profiles=tuple(p for p in settings.profiles if p.id != "mine"))
    store.save(fewer)
    assert store.load() == (fewer, ())


@pytest.mark.parametrize(
    "text", [f"x = {'[' * 5000}{']' * 5000}\n", f"[x{'.x' * 900}]\n", f"hours{'.mon' * 900} = 1\n"]
)
def test_values_nested_without_end_are_a_file_that_can_not_be_read(store: SettingsFile, path: Path, text: str) -> None:
    written(path, text)
    assert store.load()[1][0].what == "unreadable"


@pytest.mark.parametrize("content", [b"volume = = 3", b"\xff\xfe\x00", b'[hours\nmon = "x"'])
def test_an_unreadable_file_is_named_and_kept_and_the_defaults_hold(
    store: SettingsFile, path: Path, content: bytes
) -> None:
    path.parent.mkdir()
    path.write_bytes(content)
    settings, (problem,) = store.load()
    assert (settings, problem.file, problem.what) == (Settings(), "settings.toml", "unreadable")
    assert path.read_bytes() == content, "a typo can still be mended by hand"
    assert kept(path) == ["settings.toml.broken-20261123-141500"]
    store.load()
    store.save(Settings(sessions=5))
    assert len(kept(path)) == 1, "one copy for one content"
    assert (path.parent / kept(path)[0]).read_bytes() == content
    assert store.load() == (Settings(sessions=5), ())


def test_different_broken_files_are_kept_side_by_side(store: SettingsFile, path: Path) -> None:
    for content in ("a = = 1", "b = = 2"):
        written(path, content)
        store.load()
    assert kept(path) == ["settings.toml.broken-20261123-141500", "settings.toml.broken-20261123-141500-2"]


def test_a_bad_value_is_named_with_its_field_and_the_file_as_found_is_kept(store: SettingsFile, path: Path) -> None:
    written(path, "volume = 300\nsessions = 5\ncolour = 'red'\n")
    settings, problems = store.load()
    assert (settings.volume, settings.sessions) == (60, 5)
    assert [(p.field, p.what, p.found) for p in problems] == [("volume", "range", "300"), ("colour", "unknown", "red")]
    store.save(settings.with_changes(sessions=3))
    assert "colour = 'red'" in path.read_text(encoding="utf-8"), "what isn't ours stays"
    assert (path.parent / kept(path)[0]).read_text(encoding="utf-8").startswith("volume = 300")


def test_reading_only_touches_nothing(store: SettingsFile, path: Path) -> None:
    written(path, "volume = 300\n")
    assert store.read_only()[1][0].field == "volume"
    assert kept(path) == []


@pytest.mark.parametrize("version", ["99", "0", '"one"', "true"])
def test_a_version_of_another_time_is_named_and_read_as_far_as_it_goes(
    store: SettingsFile, path: Path, version: str
) -> None:
    written(path, f"version = {version}\nsessions = 5\n")
    settings, (problem,) = store.load()
    assert (settings.sessions, problem.field, problem.what) == (5, "version", "unknown")
    assert len(kept(path)) == 1


def test_old_versions_go_through_every_migration_in_turn(
    store: SettingsFile, path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def loudness(raw: dict[str, object]) -> dict[str, object]:
        return {("volume" if k == "loudness" else k): v for k, v in raw.items()}

    def halved(raw: dict[str, object]) -> dict[str, object]:
        return {**raw, "volume": int(str(raw["volume"])) // 2}

    monkeypatch.setattr(settings_values, "MIGRATIONS", (loudness, halved))
    for module in (settings_values, settings_edit):
        monkeypatch.setattr(module, "VERSION", 3)
    for version, line in ((1, "loudness = 80"), (2, "volume = 80"), (3, "volume = 40")):
        written(path, f"version = {version}\n{line}\n")
        settings, problems = store.load()
        assert (settings.volume, problems) == (40, ())
    store.save(Settings())
    assert tomllib.loads(path.read_text(encoding="utf-8"))["version"] == 3


@pytest.mark.skipif(os.name != "posix", reason="modes and links of POSIX")
def test_mode_and_link_of_the_file_are_kept(store: SettingsFile, path: Path, tmp_path: Path) -> None:
    real = tmp_path / "dotfiles.toml"
    real.write_text("volume = 20\n")
    real.chmod(0o640)
    path.parent.mkdir()
    path.symlink_to(real)
    store.save(Settings(sessions=5))
    assert path.is_symlink()
    assert stat.S_IMODE(real.stat().st_mode) == 0o640
    assert "sessions = 5" in real.read_text()


def test_another_hand_in_the_file_is_seen_once_and_what_is_wrong_in_it_is_not_taken(
    store: SettingsFile, path: Path
) -> None:
    store.load()
    assert store.edited() is None
    store.save(Settings(volume=10))
    assert store.edited() is None
    written(path, "sessions = 6\n")
    assert store.edited() == Settings(sessions=6)
    store.save(Settings(sessions=6, volume=10))
    assert store.edited() is None
    for text in ("sessions = 99", "sessions = "):
        written(path, text)
        assert store.edited() is None
    path.unlink()
    assert store.edited() is None


def test_no_draft_is_left_behind(store: SettingsFile, path: Path) -> None:
    store.save(Settings())
    store.save(Settings(sessions=5))
    assert [p.name for p in path.parent.iterdir()] == ["settings.toml"]


def test_a_folder_that_can_not_be_made_is_a_store_error(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("")
    with pytest.raises(StoreError) as refused:
        SettingsFile(tmp_path / "file" / "settings.toml").save(Settings())
    assert refused.value.problem.what == "readonly"


def test_something_that_is_no_file_is_named_and_moved_aside_by_a_save(store: SettingsFile, path: Path) -> None:
    path.mkdir(parents=True)
    assert store.load()[1][0].what == "unreadable"
    store.save(Settings(sessions=5))
    assert store.load() == (Settings(sessions=5), ())
    assert kept(path) == ["settings.toml.broken-20261123-141500"]


WRITER = """
import os, resource, signal, sys
from pathlib import Path
import tomlkit
from unknot.core.settings import Settings
from unknot.ports import StoreError
from unknot.storage.settings_file import SettingsFile

store = SettingsFile(Path(sys.argv[1]))
store.load()  # whatever Python still wants to import, it imports now
if sys.argv[2] == "full":
    signal.signal(signal.SIGXFSZ, signal.SIG_IGN)
    resource.setrlimit(resource.RLIMIT_FSIZE, (100, 100))
elif os.geteuid() == 0:
    os.seteuid(65534)  # a superuser may write anywhere
try:
    print(store.load()[0].sessions)
    store.save(Settings(sessions=7))
except StoreError as refused:
    print(refused.problem.file, refused.problem.what)
"""


def in_child(path: Path, how: str) -> list[str]:
    """Load and save in a process of its own."""
    app = str(Path(settings_file.__file__).parents[2])
    done = subprocess.run(
        [sys.executable, "-c", WRITER, str(path), how],
        env={**os.environ, "PYTHONPATH": app},
        capture_output=True,
        text=True,
        check=True,
    )
    return done.stdout.splitlines()


@pytest.mark.skipif(os.name != "posix", reason="file size limits of POSIX")
def test_a_full_disk_is_told_and_the_old_file_stays_whole(store: SettingsFile, path: Path) -> None:
    store.save(Settings(sessions=5))
    before = path.read_bytes()
    assert in_child(path, "full") == ["5", "settings.toml full"]
    assert path.read_bytes() == before
    assert [p.name for p in path.parent.iterdir()] == ["settings.toml"]


@pytest.mark.skipif(os.name != "posix", reason="modes of POSIX")
def test_a_read_only_folder_is_told_and_still_read() -> None:
    with tempfile.TemporaryDirectory() as name:  # not tmp_path: no other user may look into that
        folder = Path(name)
        SettingsFile(folder / "settings.toml").save(Settings(sessions=5))
        (folder / "settings.toml").chmod(0o644)
        folder.chmod(0o555)
        assert in_child(folder / "settings.toml", "readonly") == ["5", "settings.toml readonly"]
        folder.chmod(0o755)
