"""What an organisation sets for everybody, beneath a person's own settings, on a real disk."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest

from unknot.core.settings import Settings
from unknot.desktop.paths import paths
from unknot.services.preferences import Preferences
from unknot.storage.settings_bundle import TomlBundles
from unknot.storage.settings_file import SettingsFile
from unknot.storage.site_file import read_site


class Office:
    """A person's settings file, and those of the organisation, most important first."""

    def __init__(self, folder: Path) -> None:
        self.own = folder / "home" / "settings.toml"
        self.site = [folder / name / "settings.toml" for name in ("near", "far")]
        self.own.parent.mkdir()

    def rules(self, text: str, which: int = 0) -> None:
        """What the organisation wrote."""
        self.site[which].parent.mkdir(exist_ok=True)
        self.site[which].write_text(text, encoding="utf-8")

    def store(self) -> SettingsFile:
        """As after a start of the app."""
        return SettingsFile(self.own, read_site=lambda: read_site(self.site))

    def now(self) -> Settings:
        """What is in force after a start."""
        return self.store().load()[0]

    def choose(self, **fields: object) -> None:
        """The person changes these."""
        store = self.store()
        store.save(store.load()[0].with_changes(**fields))


@pytest.fixture
def office(tmp_path: Path) -> Office:
    return Office(tmp_path)


def test_without_a_site_file_nothing_is_different(office: Office) -> None:
    store = office.store()
    assert (store.load(), store.locked, store.defaults) == ((Settings(), ()), frozenset(), Settings())


def test_its_values_are_the_defaults_beneath_the_persons_own(office: Office) -> None:
    office.rules("sessions = 3\nvolume = 20\n")
    office.own.write_text("volume = 80\n", encoding="utf-8")
    assert office.now() == Settings(sessions=3, volume=80)
    assert office.store().defaults == Settings(sessions=3, volume=20)


def test_another_default_arrives_where_the_person_chose_nothing(office: Office) -> None:
    office.rules("prompt_every = 45\nsessions = 3\n")
    office.choose(volume=10)
    office.rules("prompt_every = 50\nsessions = 5\n")
    assert office.now() == Settings(prompt_every=50, sessions=5, volume=10)


def test_a_default_arrives_too_where_the_person_came_back_to_the_old_one(office: Office) -> None:
    office.rules("prompt_every = 45\n")
    office.choose(prompt_every=90)
    office.rules("prompt_every = 50\n")
    assert office.now().prompt_every == 90
    office.choose(prompt_every=50)
    office.rules("prompt_every = 55\n")
    assert office.now().prompt_every == 55


def test_the_apps_own_default_can_be_chosen_against_the_organisations(office: Office) -> None:
    office.rules("sessions = 3\n")
    office.choose(sessions=4)
    assert office.now().sessions == 4
    assert "\nsessions = 4\n" in office.own.read_text(encoding="utf-8")


def test_a_locked_value_holds_and_the_persons_own_waits_untouched_until_the_lock_goes(office: Office) -> None:
    mine = 'prompt_every = 90   # mine\nvolume = 5\n[hours]\nmon = ["10:00-12:00"]\n'
    office.own.write_text(mine, encoding="utf-8")
    office.rules('locked = ["prompt_every", "hours"]\nprompt_every = 30\n')
    store = office.store()
    settings, problems = store.load()
    assert (settings.prompt_every, settings.hours, settings.volume) == (30, Settings().hours, 5)
    assert (problems, store.locked) == ((), {"prompt_every", "hours"})
    office.choose(volume=6, sessions=7)
    text = office.own.read_text(encoding="utf-8")
    assert "prompt_every = 90   # mine" in text
    assert 'mon = ["10:00-12:00"]' in text
    office.rules("")
    now = office.now()
    assert (now.prompt_every, now.volume, now.sessions) == (90, 6, 7)
    assert str(now.hours[0][0]) == "10:00-12:00"


def test_a_lock_without_a_value_holds_the_apps_default(office: Office) -> None:
    office.own.write_text("sounds = false\n", encoding="utf-8")
    office.rules('locked = ["sounds"]\n')
    assert office.now().sounds is True


def test_a_profile_does_not_get_round_a_lock(office: Office) -> None:
    office.own.write_text("[profiles.home]\nprompt_every = 120\nsessions = 2\n", encoding="utf-8")
    office.rules('locked = ["prompt_every"]\nprompt_every = 30\n')
    home = office.now().of_profile("home")
    assert (home.prompt_every, home.sessions) == (30, 2)
    store = office.store()
    store.save(store.load()[0].with_profile("home", sessions=3))
    office.rules("")
    home = office.now().of_profile("home")
    assert (home.prompt_every, home.sessions) == (120, 3)


def test_the_organisations_own_profiles_may_differ_in_what_it_locks(office: Office) -> None:
    office.rules('locked = ["prompt_every"]\nprompt_every = 30\n[profiles.home]\nprompt_every = 50\n')
    assert office.now().of_profile("home").prompt_every == 50
    office.own.write_text("[profiles.home]\nsessions = 2\nprompt_every = 120\n", encoding="utf-8")
    home = office.now().of_profile("home")
    assert (home.prompt_every, home.sessions) == (50, 2)


def test_an_import_leaves_a_profile_where_the_organisation_has_locked_something_in_it(
    office: Office, tmp_path: Path
) -> None:
    office.rules('locked = ["prompt_every"]\n[profiles.home]\nprompt_every = 50\n[profiles.shift]\nsessions = 2\n')
    file, preferences = tmp_path / "mine.toml", Preferences(office.store())
    file.write_text("volume = 20\n[profiles.mine]\nprompt_every = 90\n", encoding="utf-8")
    found = TomlBundles(lambda: date(2026, 3, 4)).read(file, preferences.current, preferences.locked)
    preferences.put(found.settings)
    assert [profile.id for profile in office.now().profiles] == ["office", "mine", "home"]
    assert office.now() == preferences.current
    assert (office.now().of_profile("home").prompt_every, office.now().of_profile("mine").prompt_every) == (50, 60)


def test_of_several_files_the_most_important_counts_for_each_setting_and_all_can_lock(office: Office) -> None:
    office.rules("sessions = 3\n")
    office.rules('sessions = 6\nvolume = 20\nlocked = ["volume"]\n', which=1)
    store = office.store()
    settings, _ = store.load()
    assert (settings.sessions, settings.volume, store.locked) == (3, 20, {"volume"})
    assert store.site.sources == {"sessions": office.site[0], "volume": office.site[1]}


@pytest.mark.parametrize(
    ("text", "field", "what"),
    [
        ("sessions = 99\nvolume = 20\n", "sessions", "range"),
        ("colour = 'red'\nvolume = 20\n", "colour", "unknown"),
        ('locked = ["colour", "volume"]\nvolume = 20\n', "locked", "unknown"),
        ("locked = [[1], {a = 1}]\nvolume = 20\n", "locked", "unknown"),
        ("locked = true\nvolume = 20\n", "locked", "kind"),
        ("version = 99\nvolume = 20\n", "version", "unknown"),
    ],
)
def test_what_is_wrong_in_it_is_named_with_its_path_and_the_rest_works(
    office: Office, text: str, field: str, what: str
) -> None:
    office.rules(text)
    settings, problems = office.store().load()
    assert settings == Settings(volume=20)
    assert {(p.file, p.field, p.what) for p in problems} == {(str(office.site[0]), field, what)}


def test_a_profile_that_does_not_exist_is_named_with_the_file_it_stands_in_and_spoils_no_change(office: Office) -> None:
    office.rules('profile = "ghost"\nlocked = ["profile"]\n')
    office.own.write_text('# mine\n[profile_days]\nfri = "spirit"\n', encoding="utf-8")
    settings, problems = office.store().load()
    assert [(problem.file, problem.field) for problem in problems] == [
        (str(office.site[0]), "profile"), ("settings.toml", "profile_days"),
    ]
    assert (settings.profile, settings.profile_days) == ("office", ("",) * 7)
    assert office.store().defaults.profile == "office"
    preferences = Preferences(office.store())
    preferences.change(sessions=3)
    assert office.now().sessions == 3
    assert '# mine\n[profile_days]\nfri = "spirit"\n' in office.own.read_text(encoding="utf-8")


@pytest.mark.parametrize(
    "content", [b"volume = = 3", b"\xff\xfe\x00", b"x = " + b"[" * 5000, b"[x" + b".x" * 900 + b"]"]
)
def test_one_that_can_not_be_read_is_named_and_never_written(office: Office, content: bytes) -> None:
    office.rules("")
    office.site[0].write_bytes(content)
    store = office.store()
    settings, (problem,) = store.load()
    assert (settings, problem.file, problem.what) == (Settings(), str(office.site[0]), "unreadable")
    store.save(Settings(sessions=5))
    assert office.site[0].read_bytes() == content
    assert [p.name for p in office.site[0].parent.iterdir()] == ["settings.toml"]
    assert office.now() == Settings(sessions=5)


def test_a_folder_in_its_place_is_named(office: Office) -> None:
    office.site[0].mkdir(parents=True)
    assert office.store().load()[1][0].what == "unreadable"


def test_where_nobody_may_look_that_is_named(office: Office) -> None:
    office.rules("volume = 20", 1)
    office.site[0] = office.own.parent / ("x" * 300) / "settings.toml"  # no system takes such a name
    settings, (problem,) = office.store().load()
    assert (settings.volume, problem.what) == (20, "unreadable")


def test_it_lies_in_each_of_the_systems_folders_in_order(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv("UNKNOT_HOME", raising=False)
    monkeypatch.setattr("sys.platform", "linux")
    monkeypatch.setenv("XDG_CONFIG_DIRS", "/etc/one:/etc/two")
    assert [p.as_posix() for p in paths().site_settings] == [
        "/etc/one/unknot/settings.toml", "/etc/two/unknot/settings.toml"
    ]


def test_a_private_home_has_one_of_its_own(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.setenv("UNKNOT_HOME", str(tmp_path))
    assert paths().site_settings == (tmp_path / "site" / "settings.toml",)
