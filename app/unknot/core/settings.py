"""Every setting: one typed field with default, range and help. Bad values heal to their default."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from dataclasses import dataclass, field, fields, replace
from datetime import date, time
from enum import StrEnum
from functools import cache
from typing import Any

from unknot.core import kinds
from unknot.core.hours import DEFAULT_HOURS, FILE, Hours
from unknot.core.kinds import Kind
from unknot.core.library import Problem
from unknot.core.profiles import BUILT_IN, OFFICE, DayChange, Profile, is_id

VERSION = 1


class Theme(StrEnum):
    """Which colours the windows take."""

    SYSTEM = "system"
    LIGHT = "light"
    DARK = "dark"


class PromptStyle(StrEnum):
    """AUTO: a notification where the desktop has buttons on it, else the small window."""

    AUTO = "auto"
    NOTIFICATION = "notification"
    WINDOW = "window"
    INSISTENT = "insistent"


class PostureBy(StrEnum):
    """What makes a posture prompt due: active time since the last break, or minutes of the clock."""

    INTERVAL = "interval"
    CLOCK = "clock"


class SessionsAt(StrEnum):
    """Where sessions lie: evenly over the working time, or at fixed times."""

    SPREAD = "spread"
    FIXED = "fixed"


def _setting(default: Any, kind: Kind, help_: str) -> Any:
    return field(default=default, metadata={"kind": kind, "help": help_})


PROFILE_FIELDS = (
    "clock_minutes", "hours", "posture", "prompt_every", "session_minutes", "session_routines", "session_times",
    "sessions", "sessions_at",
)
"""What a profile may have of its own."""


def _read_profiles(value: Any, where: str) -> kinds.Found:
    if not isinstance(value, Mapping):
        return kinds.wrong(where, "kind", value, "[profiles.home]")
    found, problems = [Profile(OFFICE)], list[Problem]()
    for id_, raw in value.items():
        here = f"{where}.{id_}"
        if not is_id(id_) or not isinstance(raw, Mapping):
            problems.append(Problem(FILE, here, "kind", str(raw), "[profiles.home]"))
            continue
        profile, more = _read_profile(id_, raw, here)
        problems += more
        if id_ == OFFICE:
            found[0] = Profile(OFFICE, profile.name)
        else:
            found.append(profile)
    return tuple(found), problems


def _read_profile(id_: str, raw: Mapping[str, Any], where: str) -> tuple[Profile, list[Problem]]:
    values: dict[str, Any] = {}
    problems: list[Problem] = []
    name = raw.get("name", "")
    if not isinstance(name, str) or len(name) > _LONGEST_NAME:
        problems.append(Problem(FILE, f"{where}.name", "kind", str(name), f"up to {_LONGEST_NAME} letters"))
        name = ""
    for key, value in raw.items():
        if key == "name":
            continue
        if key not in PROFILE_FIELDS or id_ == OFFICE:
            problems.append(Problem(FILE, f"{where}.{key}", "unknown", str(value), ", ".join(PROFILE_FIELDS)))
            continue
        read, more = kind_of(key).read(value, f"{where}.{key}")
        problems += more
        if read is not None:
            values[key] = read
    return Profile(id_, name).with_values(**values), problems


def _plain_profiles(profiles: tuple[Profile, ...]) -> dict[str, Any]:
    return {
        profile.id: {
            **({"name": profile.name} if profile.name else {}),
            **{name: kind_of(name).plain(value) for name, value in profile.values},
        }
        for profile in profiles
    }


_LONGEST_NAME = 40
TOOLS = ("mat", "towel", "ball", "roller", "hook")
"""What somebody may or may not have at hand; a chair, a desk and a wall are taken for granted."""
_FIXED = (time(10), time(11, 30), time(14, 30), time(16))


@dataclass(frozen=True)
class Settings:
    """What a person can choose. Field names are the keys of the settings file; minutes and seconds as named."""

    hours: Hours = _setting(DEFAULT_HOURS, kinds.hours(DEFAULT_HOURS), "Working time by weekday, breaks left out.")
    posture: PostureBy = _setting(
        PostureBy.INTERVAL, kinds.choice(PostureBy), "Posture prompts after active time, or at minutes of the clock."
    )
    prompt_every: int = _setting(60, kinds.whole(20, 120), "Minutes of active time between posture prompts.")
    clock_minutes: tuple[int, ...] = _setting(
        (0,), kinds.CLOCK_MINUTES, "Minutes of the hour for posture prompts by the clock."
    )
    sessions: int = _setting(4, kinds.whole(1, 8), "Stretch sessions a day; three to five work best.")
    sessions_at: SessionsAt = _setting(
        SessionsAt.SPREAD, kinds.choice(SessionsAt), "Sessions spread over the working time, or at fixed times."
    )
    session_times: tuple[time, ...] = _setting(_FIXED, kinds.TIMES, "The fixed times of sessions.")
    session_routines: tuple[str, ...] = _setting(
        (), kinds.NAMES, "The routine of each session by its id; empty where Unknot chooses."
    )
    session_minutes: int = _setting(3, kinds.whole(1, 10), "Length of a session in minutes.")
    profile: str = _setting(OFFICE, kinds.PROFILE, "The profile that is in force as a rule.")
    holidays: str = _setting("", kinds.COUNTRY, "Public holidays that are days off: DE, or DE-BY with a region.")
    calendars: tuple[str, ...] = _setting((), kinds.PATHS, "Calendar files or folders whose busy times are kept free.")
    snooze_minutes: int = _setting(5, kinds.whole(1, 30), "Minutes that one click on Snooze takes.")
    session_gap: int = _setting(45, kinds.whole(15, 180), "Least minutes between two sessions.")
    prompt_gap: int = _setting(10, kinds.whole(5, 60), "Least minutes between any two prompts.")
    prompt_seconds: int = _setting(60, kinds.whole(15, 300), "Seconds that a prompt stays before it counts as missed.")
    prompt_style: PromptStyle = _setting(PromptStyle.AUTO, kinds.choice(PromptStyle), "How a prompt appears.")
    floor: bool = _setting(False, kinds.YES_NO, "Sessions may use the floor.")
    wall: bool = _setting(False, kinds.YES_NO, "Sessions may use a wall or a doorway.")
    tools: tuple[str, ...] = _setting((), kinds.words(TOOLS), "What is at hand for sessions and massages.")
    favourites: tuple[str, ...] = _setting((), kinds.IDS, "Exercises and routines that come more often, by their ids.")
    not_for_me: tuple[tuple[str, str], ...] = _setting(
        (), kinds.REASONS, "What no session contains by itself, each with the reason: hurts, cannot, dislike or words."
    )
    standing_desk: bool = _setting(False, kinds.YES_NO, "The desk goes up and down: prompts name the other posture.")
    sounds: bool = _setting(True, kinds.YES_NO, "Sounds in a session.")
    prompt_sound: bool = _setting(True, kinds.YES_NO, "A soft tap with each prompt.")
    volume: int = _setting(60, kinds.whole(0, 100), "Volume of all sounds, in percent.")
    theme: Theme = _setting(Theme.SYSTEM, kinds.choice(Theme), "Light, dark, or as the system says.")
    reduced_motion: bool = _setting(False, kinds.YES_NO, "Stills instead of motion, and no sliding.")
    start_at_login: bool = _setting(True, kinds.YES_NO, "Start in the tray when you log in.")
    profile_days: tuple[str, ...] = _setting(
        ("",) * 7, kinds.WEEKDAYS, "The profile of a weekday, where it is not the usual one."
    )
    profiles: tuple[Profile, ...] = _setting(
        BUILT_IN, Kind("profiles", _read_profiles, _plain_profiles),
        "Profiles: what differs from the settings above, which are the office's.",
    )
    days: tuple[DayChange, ...] = _setting((), kinds.DAY_CHANGES, "Changes of single days: their hours, or a profile.")

    def with_changes(self, **changes: Any) -> Settings:
        """A copy with these fields changed. Raises ValueError for an unknown name or a bad value; what was wrong before
        may stay."""
        plain = {name: _plain(name, value) for name, value in changes.items()}
        healed, found = Settings.from_mapping({**self.to_mapping(), **plain})
        known = self._strangers()
        problems = [problem for problem in found if problem not in known]
        if problems:
            worst = problems[0]
            raise ValueError(f"{worst.field}: {worst.what} {worst.found} {worst.allowed}".strip())
        return healed

    def to_mapping(self) -> dict[str, Any]:
        """Plain values (str, int, bool, list, dict), ready for a TOML or JSON file."""
        return {name: kind_of(name).plain(getattr(self, name)) for name in _names()}

    @staticmethod
    def from_mapping(raw: Mapping[str, Any]) -> tuple[Settings, tuple[Problem, ...]]:
        """Read plain values; each bad one becomes its default plus a Problem that names its field."""
        good: dict[str, Any] = {}
        problems: list[Problem] = []
        for name, value in raw.items():
            if name == "version":
                continue
            if name not in _names():
                problems.append(Problem(FILE, name, "unknown", str(value)))
                continue
            read, wrong = kind_of(name).read(value, name)
            problems.extend(wrong)
            if read is not None:
                good[name] = read
        found = replace(Settings(), **good)
        return found._without_strangers(), (*problems, *found._strangers())

    def joined(self, base: Settings, others: Settings) -> Settings:
        """A copy with what another hand changed: where these are still those of ``base``, the ``others`` hold."""
        changed = {name: getattr(others, name) for name in _names() if getattr(self, name) == getattr(base, name)}
        return replace(self, **changed)._without_strangers()

    # profiles and days

    def profile_on(self, day: date) -> str:
        """The profile in force on a date: as the person changed that day, else as its weekday says, else the usual."""
        changed = next((change.profile for change in self.days if change.day == day), "")
        wanted = (changed, self.profile_days[day.weekday()], self.profile)
        return next((id_ for id_ in wanted if id_ and self.has_profile(id_)), OFFICE)

    def has_profile(self, id_: str) -> bool:
        """Whether there is one of this name."""
        return any(profile.id == id_ for profile in self.profiles)

    def of_profile(self, id_: str) -> Settings:
        """The same with a profile's own values laid over."""
        values = next((profile.values for profile in self.profiles if profile.id == id_), ())
        return replace(self, **dict(values)) if values else self

    def on(self, day: date) -> Settings:
        """The settings in force on a date, as far as its profile decides."""
        return self.of_profile(self.profile_on(day))

    def with_profile(self, id_: str, **changes: Any) -> Settings:
        """A copy with some of PROFILE_FIELDS changed in one profile; the office's are the fields themselves. Raises
        ValueError for a bad value, an unknown field or profile."""
        if not self.has_profile(id_) or not set(changes) <= set(PROFILE_FIELDS):
            raise ValueError(f"{id_}: {', '.join(changes)}")
        if id_ == OFFICE:
            return self.with_changes(**changes)
        self.with_changes(**changes)  # refuses what is wrong
        office = {name: getattr(self, name) for name in changes}
        own = {name: None if value == office[name] else value for name, value in changes.items()}
        return replace(self, profiles=tuple(p.with_values(**own) if p.id == id_ else p for p in self.profiles))

    def change_of(self, day: date) -> DayChange:
        """What is different on a date; nothing, where the person changed nothing."""
        return next((change for change in self.days if change.day == day), DayChange(day))

    def with_day(self, change: DayChange) -> Settings:
        """A copy with this change of a day in the place of what was said of it before."""
        others = [other for other in self.days if other.day != change.day]
        if change.hours is not None or change.profile:
            others.append(change)
        return replace(self, days=tuple(sorted(others, key=lambda other: other.day)))

    def without_day(self, day: date) -> Settings:
        """A copy in which this date is as usual."""
        return self.with_day(DayChange(day))

    def unknown_routines(self, known: Collection[str]) -> list[Problem]:
        """Routines that sessions are tied to and that don't exist: Unknot chooses there."""
        places = {"": "session_routines", **{each.id: f"profiles.{each.id}.session_routines" for each in self.profiles}}
        return [
            Problem(FILE, places[profile], "unknown", id_)
            for profile, ids in self._tied() for id_ in ids if id_ and id_ not in known
        ]

    def sessions_of(self, routine: str) -> dict[str, tuple[int, ...]]:
        """The sessions that are tied to a routine, counted from 1, by the profile; "" for the office."""
        found = {name: tuple(n for n, id_ in enumerate(ids, 1) if id_ == routine) for name, ids in self._tied()}
        return {name: numbers for name, numbers in found.items() if numbers}

    def _tied(self) -> list[tuple[str, tuple[str, ...]]]:
        return [("", self.session_routines), *(
            (profile.id, tuple(dict(profile.values).get("session_routines", ()))) for profile in self.profiles
        )]

    def _without_strangers(self) -> Settings:
        """The same with the usual profile where one is named that doesn't exist."""
        days = [change if self.has_profile(change.profile) else replace(change, profile="") for change in self.days]
        return replace(
            self,
            profile=self.profile if self.has_profile(self.profile) else OFFICE,
            profile_days=tuple(id_ if self.has_profile(id_) else "" for id_ in self.profile_days),
            days=tuple(change for change in days if change.hours is not None or change.profile),
        )

    def _strangers(self) -> list[Problem]:
        """Profiles that are named and don't exist: the office's holds there."""
        named = [("profile", self.profile), *(("profile_days", id_) for id_ in self.profile_days)]
        named += [(f"days.{change.day}", change.profile) for change in self.days]
        known = ", ".join(profile.id for profile in self.profiles)
        strange = [(where, id_) for where, id_ in named if id_ and not self.has_profile(id_)]
        return [Problem(FILE, where, "unknown", id_, known) for where, id_ in strange]


def _plain(name: str, value: Any) -> Any:
    """A typed value as plain data; what is plain already, or nobody's, stays as it is."""
    return kind_of(name).plain(value) if name in _names() and isinstance(value, (tuple, StrEnum)) else value


@cache
def _kinds() -> dict[str, Kind]:
    return {f.name: f.metadata["kind"] for f in fields(Settings)}


def _names() -> tuple[str, ...]:
    return tuple(_kinds())


def kind_of(name: str) -> Kind:
    """How a setting is read and written. Raises KeyError for an unknown name."""
    return _kinds()[name]


def schema() -> list[dict[str, Any]]:
    """Every setting as data: name, kind, default, least, most, allowed, help (for ``settings schema``)."""
    return [
        {
            "name": f.name,
            "kind": kind_of(f.name).name,
            "default": kind_of(f.name).plain(f.default),
            "least": kind_of(f.name).least,
            "most": kind_of(f.name).most,
            "allowed": list(kind_of(f.name).allowed or ()) or None,
            "help": f.metadata["help"],
        }
        for f in fields(Settings)
    ]
