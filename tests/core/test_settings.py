"""Settings heal themselves and say what was wrong."""

from __future__ import annotations

from dataclasses import fields
from datetime import time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from unknot.core.hours import DAYS, DEFAULT_HOURS, WorkRange, read_ranges
from unknot.core.settings import PromptStyle, Settings, Theme, schema


def test_nothing_written_means_the_defaults() -> None:
    assert Settings.from_mapping({}) == (Settings(), ())


def test_the_defaults_are_those_of_the_schedule() -> None:
    s = Settings()
    assert (s.prompt_every, s.sessions, s.session_minutes, s.snooze_minutes) == (60, 4, 3, 5)
    assert (s.session_gap, s.prompt_gap, s.prompt_seconds) == (45, 10, 60)
    assert [[str(r) for r in day] for day in s.hours] == [["08:30-12:15", "13:00-17:30"]] * 5 + [[], []]


def test_plain_values_read_back_as_written() -> None:
    changed = Settings().with_changes(
        sessions=5,
        theme=Theme.DARK,
        prompt_style="window",
        sounds=False,
        hours={"mon": ["22:00-06:00"], "sat": ["09:00-10:00"]},
    )
    assert Settings.from_mapping(changed.to_mapping()) == (changed, ())
    assert changed.hours[0] == (WorkRange(time(22), time(6)),)
    assert changed.hours[1] == ()
    assert changed.prompt_style is PromptStyle.WINDOW


@pytest.mark.parametrize(
    ("name", "value", "what"),
    [
        ("sessions", 99, "range"),
        ("sessions", 0, "range"),
        ("sessions", "four", "kind"),
        ("sessions", 3.5, "kind"),
        ("sessions", True, "kind"),
        ("volume", -1, "range"),
        ("sounds", 1, "kind"),
        ("sounds", "yes", "kind"),
        ("theme", "pink", "range"),
        ("theme", 3, "range"),
        ("colour", "red", "unknown"),
        ("hours", "always", "kind"),
        ("hours", {"mon": "08:00-17:00"}, "kind"),
        ("hours", {"mon": ["8 to 5"]}, "kind"),
        ("hours", {"mon": ["08:00-25:00"]}, "kind"),
        ("hours", {"mon": ["08:30+01:00-12:00"]}, "kind"),
        ("hours", {"mon": ["08:30Z-12:00"]}, "kind"),
        ("hours", {"mon": ["08:30:30-12:00"]}, "kind"),
        ("hours", {"mon": ["08:00-12:00", "11:00-14:00"]}, "range"),
        ("hours", {"moonday": ["08:00-12:00"]}, "unknown"),
    ],
)
def test_a_bad_value_becomes_its_default_and_is_named(name: str, value: object, what: str) -> None:
    settings, (problem, *more) = Settings.from_mapping({name: value, "snooze_minutes": 7})
    assert (problem.file, problem.field.split(".")[0], problem.what, more) == ("settings.toml", name, what, [])
    assert settings.snooze_minutes == 7, "what is good stays in force"
    if name != "hours" and name != "colour":
        assert getattr(settings, name) == getattr(Settings(), name)


def test_one_bad_day_leaves_the_other_days_alone() -> None:
    settings, problems = Settings.from_mapping({"hours": {"mon": ["x"], "tue": ["10:00-11:00"]}})
    assert [p.field for p in problems] == ["hours.mon"]
    assert settings.hours[0] == DEFAULT_HOURS[0]
    assert settings.hours[1] == (WorkRange(time(10), time(11)),)


@pytest.mark.parametrize(("text", "minutes"), [("08:30-12:15", 225), ("22:00-06:00", 480), ("00:00-00:00", 1440)])
def test_a_range_may_run_past_midnight(text: str, minutes: int) -> None:
    ((found,), problems) = read_ranges([text], "hours.mon")
    assert (found.minutes, problems) == (minutes, [])


def test_hours_are_read_in_any_order_and_without_leading_zeros() -> None:
    found, problems = read_ranges(["13:00-17:00", "8:30-12:00"], "hours.mon")
    assert ([str(r) for r in found], problems) == (["08:30-12:00", "13:00-17:00"], [])


values = (
    st.none()
    | st.booleans()
    | st.integers()
    | st.floats()
    | st.text()
    | st.lists(st.text())
    | st.dictionaries(st.sampled_from(DAYS) | st.text(), st.lists(st.text()) | st.integers())
)


@given(st.dictionaries(st.sampled_from([f.name for f in fields(Settings)]) | st.text(), values))
def test_whatever_is_in_the_file_the_settings_are_good(raw: dict[str, object]) -> None:
    settings, _problems = Settings.from_mapping(raw)
    assert Settings.from_mapping(settings.to_mapping()) == (settings, ())


@pytest.mark.parametrize("row", schema(), ids=lambda row: row["name"])
def test_every_setting_says_what_it_is_and_what_it_allows(row: dict[str, object]) -> None:
    assert row["help"].endswith(".")
    if row["kind"] == "int":
        assert row["least"] <= row["default"] <= row["most"]
    if row["kind"] == "choice":
        assert row["default"] in row["allowed"]


def test_a_day_may_end_at_24_00() -> None:
    assert read_ranges(["18:00-24:00"], "hours.mon") == ((WorkRange(time(18), time(0)),), [])


def test_a_profile_that_is_named_and_does_not_exist_keeps_nothing_else_from_being_changed() -> None:
    raw = {"profile": "nobody", "profile_days": {"fri": "nobody"}, "days": {"2026-12-24": "ghost"}}
    settings, problems = Settings.from_mapping(raw)
    assert [problem.field for problem in problems] == ["profile", "profile_days", "days.2026-12-24"]
    assert settings.with_changes(sessions=3).sessions == 3
    assert settings.with_profile("home", sessions=2).of_profile("home").sessions == 2
    assert settings.with_changes(profile="home").profile == "home"
    with pytest.raises(ValueError, match="ghost"):
        settings.with_changes(profile="ghost")
