"""The settings file, whatever a person chooses and an organisation sets, in whatever order."""

from __future__ import annotations

import tomllib
from datetime import date, time
from pathlib import Path
from typing import Any

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from unknot.core.hours import read_ranges, week_of
from unknot.core.profiles import DayChange, Profile
from unknot.core.settings import PROFILE_FIELDS, Settings, Theme
from unknot.storage.settings_file import SettingsFile
from unknot.storage.site_file import Site

HOURS = st.sampled_from([Settings().hours, week_of("22:00-06:00"), week_of("10:00-12:00", days=2), week_of(days=0)])
RANGES = st.sampled_from([(), read_ranges(["09:00-11:00"], "")[0], read_ranges(["08:00-12:00", "13:00-20:00"], "")[0]])
VALUES: dict[str, st.SearchStrategy[Any]] = {
    "hours": HOURS,
    "prompt_every": st.integers(20, 120),
    "sessions": st.integers(1, 8),
    "volume": st.integers(0, 100),
    "sounds": st.booleans(),
    "theme": st.sampled_from(Theme),
    "holidays": st.sampled_from(["", "DE", "DE-BY"]),
    "calendars": st.lists(st.text("aä/'\"#\\ ", max_size=4), max_size=3).map(tuple),
    "clock_minutes": st.sets(st.integers(0, 59), max_size=3).map(lambda found: tuple(sorted(found))),
    "session_times": st.sets(st.times().map(lambda t: time(t.hour, t.minute)), max_size=3).map(
        lambda found: tuple(sorted(found))
    ),
    "profile_days": st.lists(st.sampled_from(["", "home", "night"]), min_size=7, max_size=7).map(tuple),
    "days": st.dictionaries(
        st.dates(date(2026, 1, 1), date(2026, 1, 9)), st.tuples(RANGES, st.sampled_from(["", "home"])), max_size=3
    ).map(lambda found: tuple(DayChange(day, *found[day]) for day in sorted(found))),
}
OWN_VALUES = {name: VALUES[name] for name in PROFILE_FIELDS if name in VALUES}
PROFILES = st.lists(
    st.fixed_dictionaries({}, optional=OWN_VALUES), min_size=3, max_size=3
).map(lambda found: (Profile("office"), *(
    Profile(id_, "Mine" if id_ == "home" else "").with_values(**values)
    for id_, values in zip(("home", "night", "holiday"), found, strict=True)
)))
CHOICE = st.fixed_dictionaries({}, optional={**VALUES, "profiles": PROFILES})
LOCKS = st.sets(st.sampled_from([*VALUES, "profiles"]), max_size=3).map(frozenset)
SITES = st.builds(Site, CHOICE, LOCKS)
COMMENT = "# this is mine\n"


def chosen(store: SettingsFile, choice: dict[str, Any]) -> Settings:
    """What the person has after choosing these, as far as they may."""
    before = store.load()[0]
    own = {**{name: getattr(before, name) for name in choice}, **choice}
    return store.site.over({**{n: getattr(before, n) for n in before.to_mapping()}, **own})


@settings(max_examples=80, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(st.lists(st.tuples(CHOICE, SITES), min_size=1, max_size=4))
def test_what_is_chosen_is_in_force_after_every_start(
    tmp_path: Path, steps: list[tuple[dict[str, Any], Site]]
) -> None:
    path = tmp_path / "settings.toml"
    path.write_text(COMMENT, encoding="utf-8")
    for choice, site in steps:
        store = SettingsFile(path, read_site=lambda site=site: site)
        kept = {name: tomllib.loads(path.read_text(encoding="utf-8")).get(name) for name in site.locked - {"profiles"}}
        wanted = chosen(store, choice)
        store.save(wanted)
        text = path.read_text(encoding="utf-8")
        again, problems = SettingsFile(path, read_site=lambda site=site: site).load()
        assert again == wanted
        assert [p for p in problems if p.what != "unknown"] == [], text
        assert {name: tomllib.loads(text).get(name) for name in kept} == kept, "what is locked stays as it was"
        assert COMMENT in text
        store.save(wanted)
        assert path.read_text(encoding="utf-8") == text, "saving the same again changes nothing"


@settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(CHOICE)
def test_giving_everything_up_again_leaves_no_choice_behind(tmp_path: Path, choice: dict[str, Any]) -> None:
    path = tmp_path / "settings.toml"
    path.unlink(missing_ok=True)
    store = SettingsFile(path)
    store.save(Settings())
    store.save(store.site.over(choice))
    store.save(Settings())
    assert set(tomllib.loads(path.read_text(encoding="utf-8"))) == {"version"}
