"""Commands that need no running app: plan, log, library, settings, history, check. No Qt but where ``check`` asks."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import replace
from datetime import date, datetime, timedelta, tzinfo
from functools import cache
from pathlib import Path
from typing import Any
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

from unknot import endpoint
from unknot.bundled import resources
from unknot.commands import exchange, recorded, sentences, switching
from unknot.commands.exchange import said
from unknot.commands.terminal import answer, ask_or, asked, print_json, warn
from unknot.core.library import Problem
from unknot.core.settings import Settings, schema
from unknot.core.worktime import working_day
from unknot.desktop.clock import local_zone
from unknot.desktop.paths import paths
from unknot.grammar import SEPARATOR, UsageError, whole
from unknot.ports import Busy, Finding, StoreError
from unknot.services.preferences import Preferences
from unknot.storage.fields import absent
from unknot.storage.ledger import read_rows
from unknot.storage.settings_bundle import TomlBundles
from unknot.storage.settings_file import SettingsFile
from unknot.storage.site_file import Site, read_site

MOST_DAYS = 400
NO_HOLIDAYS = "none"
_LOG_DAYS = timedelta(days=7)
_LOG_LINES = 50

Options = dict[str, str]


def run(name: str, words: list[str], options: Options) -> int:
    """Carry out one of the commands; the exit status. Raises UsageError."""
    commands: dict[str, Callable[[list[str], Options], int]] = {
        "plan": _plan,
        "log": _log,
        "library": _library,
        "settings": _settings,
        "routine": _routine,
        "history": _history,
        "check": _check,
        "profile": _profile,
        "today": _today,
    }
    return commands[name](words, options)


def _date(text: str, what: str) -> date:
    try:
        return date.fromisoformat(text)
    except ValueError:
        raise UsageError(f"{what} takes a date like 2026-11-23, not '{text}'") from None


def _zone(name: str | None) -> tzinfo:
    if name is None:
        return local_zone()
    try:
        return ZoneInfo(name)
    except (ZoneInfoNotFoundError, ValueError, OSError):
        raise UsageError(f"'{name}' is not a time zone like Europe/Berlin") from None


# settings


def _site() -> Site:
    return read_site(paths().site_settings)


def _load_settings(file: str | None) -> Settings:
    """The person's settings, or those of another file without anybody's defaults beneath."""
    path = Path(file) if file else paths().settings
    if file and absent(path):
        raise UsageError(f"there is no settings file {file}")
    settings, problems = (SettingsFile(path) if file else SettingsFile(path, read_site=_site)).read_only()
    warn([replace(problem, file=str(path)) if problem.file == path.name else problem for problem in problems])
    return settings


def _preferences() -> Preferences:
    """The settings to change while no app runs, with the public holidays that they name."""

    @cache
    def in_year(year: int) -> dict[date, str]:
        return _holidays(None, preferences.current, date(year, 1, 1), date(year, 12, 31))

    preferences = Preferences(
        SettingsFile(paths().settings, read_site=_site), lambda day: in_year(day.year).get(day, "")
    )
    warn(preferences.problems)
    return preferences


def _settings(words: list[str], options: Options) -> int:
    if words[0] == "path":
        print(paths().settings)
    elif words[0] == "schema":
        print_json(schema())
    elif words[0] == "show":
        print_json({**_load_settings(None).to_mapping(), **_organisation(_site())})
    elif words[0] == "export":
        return _export(Path(words[1]))
    elif words[0] == "import":
        return _import(Path(words[1]).absolute(), "--yes" in options)
    else:
        return ask_or(["settings", "undo"], lambda: exchange.take_back(_bundles(), _preferences(), _kept()))
    return 0


def _organisation(site: Site) -> dict[str, Any]:
    """What an organisation has set: a key more, where there is such a thing."""
    told = {
        name: {"file": str(path), "locked": name in site.locked} for name, path in sorted(site.sources.items())
    }
    return {"organisation": told} if told else {}


def _export(path: Path) -> int:
    if path.absolute() == paths().settings.absolute():
        raise UsageError("that is the settings file itself")
    settings = _load_settings(None)
    try:
        _bundles().write(path, settings)
    except StoreError as refused:
        warn([refused.problem])
        return 1
    print(f"All settings are in {path}.")
    return 0


def _import(path: Path, sure: bool) -> int:
    preferences = _preferences()
    try:
        bundle = exchange.look_into(_bundles(), path, preferences)
    except StoreError as refused:
        warn([refused.problem])
        return 1
    warn(bundle.problems)
    lines = exchange.changes(preferences.current, bundle.settings)
    if not lines:
        print("Nothing is different there.")
        return 0
    print("\n".join(lines))
    if not sure and not asked(f"Change {'these' if len(lines) > 1 else 'this'}?"):
        print("Nothing was changed.")
        return 1
    return ask_or(
        ["settings", "import", str(path), "--yes"], lambda: exchange.take_in(_bundles(), path, preferences, _kept())
    )


def _bundles() -> TomlBundles:
    return TomlBundles(lambda: datetime.now(local_zone()).date())


def _kept() -> Path:
    return paths().before_import


def _profile(words: list[str], _options: Options) -> int:
    preferences = _preferences()
    return answer(switching.profile(preferences, _working_day(preferences, datetime.now(local_zone())), words))


def _today(words: list[str], _options: Options) -> int:
    preferences, now = _preferences(), datetime.now(local_zone())
    return answer(switching.change_today(preferences, _working_day(preferences, now), now, words))


def _working_day(preferences: Preferences, now: datetime) -> date:
    return working_day(now, preferences.rota, local_zone())


# the plan


def _plan(_words: list[str], options: Options) -> int:
    from unknot.commands.planning import Days, as_data, as_lines

    zone = _zone(options.get("--zone"))
    first = _date(options["--date"], "--date") if "--date" in options else datetime.now(zone).date()
    count = whole(options.get("--days", "1"), "--days", 1, MOST_DAYS)
    settings = _load_settings(options.get("--settings"))
    files = options["--ics"].split(SEPARATOR) if "--ics" in options else list(settings.calendars)
    try:
        last = first + timedelta(days=count)
    except OverflowError:
        raise UsageError("no calendar goes that far") from None
    holidays, busy = _holidays(options.get("--holidays"), settings, first, last), _busy(files, zone, first, last)
    days = Days(first, count, zone, settings, holidays, busy, options.get("--profile", ""))
    plans = days.plans()
    if "--json" in options:
        print_json([as_data(plan, days) for plan in plans])
    else:
        print("\n".join(line for plan in plans for line in as_lines(plan, days)))
    return 0


def _holidays(asked: str | None, settings: Settings, first: date, last: date) -> dict[date, str]:
    """Of the country that was asked for, else of the settings', which are only warned of where they name none."""
    country = settings.holidays if asked is None else asked
    if country in ("", NO_HOLIDAYS):
        return {}
    from unknot.storage.holiday_dates import holidays_of  # its library takes 150 ms

    found, problems = holidays_of(country, range(first.year, last.year + 1))
    if problems and asked is not None:
        raise UsageError(f"'{country}' is not a country like DE, or a state like DE-BY, whose holidays are known")
    warn(problems)
    return found


def _busy(files: Sequence[str], zone: tzinfo, first: date, last: date) -> tuple[Busy, ...]:
    if not files:
        return ()
    from unknot.storage.ics_files import read_busy

    busy, problems = read_busy(files, zone, first, last)
    warn(problems)
    return busy


# what was


def _log(_words: list[str], options: Options) -> int:
    today = datetime.now(local_zone()).date()
    day = _date(options["--date"], "--date") if "--date" in options else None
    limit = whole(options["--limit"], "--limit", 1, 100_000) if "--limit" in options else 0 if day else _LOG_LINES
    try:
        rows = read_rows(paths().ledger, day or today - _LOG_DAYS, day or today + timedelta(days=1))
    except StoreError as refused:
        warn([refused.problem])
        return 1
    told = [{**row, "sentence": sentences.decision(row)} for row in rows[-limit:]]
    if "--json" in options:
        print_json(told)
    elif not told:
        print("Nothing was decided in that time.")
    for row in told if "--json" not in options else ():
        print(f"{row['at'][:10]} {row['at'][11:16]}  {row['sentence']}")
    return 0


def _routine(words: list[str], options: Options) -> int:
    from unknot.commands import sharing

    return sharing.run(words, options)


def _library(_words: list[str], options: Options) -> int:
    from unknot.commands import listing
    from unknot.storage.content import load_library

    library = load_library([resources(), paths().data])
    warn(library.problems)
    if "--json" in options:
        print_json(listing.as_data(library, paths().data))
    else:
        print("\n".join(listing.as_lines(library)))
    return 0


def _history(_words: list[str], options: Options) -> int:
    today = datetime.now(local_zone()).date()
    first = _date(options["--from"], "--from") if "--from" in options else date.min
    last = _date(options["--to"], "--to") if "--to" in options else today + timedelta(days=1)
    if first > last:
        raise UsageError("--from is later than --to")
    form = next((form for form in ("--json", "--csv") if form in options), "")
    try:
        recorded.show(paths().ledger, first, last, options.get("--kind"), form)
    except StoreError as refused:
        warn([refused.problem])
        return 1
    return 0


# what works here


def _check(_words: list[str], options: Options) -> int:
    from PySide6.QtCore import QCoreApplication, QLoggingCategory

    from unknot.desktop import holds
    from unknot.desktop.pick import this_desktop

    QLoggingCategory.setFilterRules("qt.multimedia*=false")  # what it can't load is told below, in words
    app = QCoreApplication([])
    desktop = this_desktop(endpoint.command("--background"), resources() / "sounds")
    findings = [*desktop.findings(), *holds.findings(desktop.probes), *_files()]
    desktop.stop()
    del app
    if "--json" in options:
        print_json([{"name": f.name, "works": f.works, "found": f.found, "advice": f.advice} for f in findings])
        return 0
    for finding in findings:
        mark = {True: "works  ", False: "no     ", None: "unknown"}[finding.works]
        print(f"{mark}  {finding.name:15} {finding.found}")
        if finding.advice:
            print(f"{'':26}{finding.advice}")
    return 0


def _files() -> list[Finding]:
    """Whether the person's settings and content files can be used: one line for each thing that is wrong."""
    from unknot.storage import body_map_file
    from unknot.storage.content import load_library

    settings, wrong = SettingsFile(paths().settings, read_site=_site).read_only()
    _, undrawn = body_map_file.read_body_map(resources() / "art" / body_map_file.NAME)
    library = load_library([resources(), paths().data])
    followed = (*settings.unknown_routines(library.routines), *_unreadable(settings))
    problems = (*wrong, *followed, *library.problems, *undrawn)
    advice = "What is named is left out or replaced by its default; the file is kept as found."
    return [Finding("files", False, said(problem), advice) for problem in problems] or [
        Finding("files", True, "settings and exercises can all be read")
    ]


def _unreadable(settings: Settings) -> tuple[Problem, ...]:
    """Calendars and holidays that the settings name and nobody can read."""
    zone = local_zone()
    today = datetime.now(zone).date()
    found: tuple[Problem, ...] = ()
    if settings.calendars:
        from unknot.storage.ics_files import read_busy

        found = read_busy(settings.calendars, zone, today, today + timedelta(days=1))[1]
    if settings.holidays:
        from unknot.storage.holiday_dates import holidays_of

        found += holidays_of(settings.holidays, (today.year,))[1]
    return found
