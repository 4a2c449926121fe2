"""What a desktop offers, and broken files and values, as words."""

from __future__ import annotations

from unknot.core.library import Problem
from unknot.ui.tr import tr


def problem(which: Problem) -> str:
    """A broken file or value: what happened, where, and what became of it."""
    where = tr('{file}, field "{field}"').format(file=which.file, field=which.field) if which.field else which.file
    if which.file == "calendars":
        where = tr("Your calendars")
    elif which.field.startswith("line "):
        where = f"{which.file}, {which.field}"
    choice = "," in which.allowed
    texts = {
        "unreadable": tr("{where}: it can't be read. The file is kept as found; Unknot goes on without it."),
        "taken": tr("{where}: the name {found} is taken. {fate}"),
        "unknown": tr("{where}: {found} is not known here. {fate}"),
        "missing": tr("{where}: missing. {fate}"),
        "kind": tr("{where}: {found} is not of the right kind ({allowed}). {fate}"),
        "range": tr("{where}: {found} is none of {allowed}. {fate}")
        if choice
        else tr("{where}: {found} is outside {allowed}. {fate}"),
        "full": tr("{where}: the disk is full. Unknot goes on, but can't save."),
        "late": tr("{where}: there was no time to read all of it. {fate}"),
        "more": tr("{where}: {found} more places in it can't be read. {fate}"),
        "stale": tr("{where}: reading them failed ({found}). What was read before stays."),
        "readonly": tr("{where}: this place can't be written. Unknot goes on, but can't save."),
    }
    text = texts.get(which.what, tr("{where}: {found} can't be used ({allowed}). {fate}"))
    of_settings = which.file.endswith("settings.toml") and which.what != "unknown"
    fate = tr("Its default stands in; the rest works.") if of_settings else tr("Left out; the rest works.")
    if which.file == "art/body-map.toml":
        fate = tr("There is no map of the body; the rest works.")
    elif which.file.startswith("art/"):
        fate = tr("The picture stands still; the rest works.")
    return text.format(where=where, found=which.found or tr("the value"), allowed=which.allowed, fate=fate)


def finding(name: str) -> str:
    """What ``unknot check`` looks at, by the name of its line."""
    return {
        "tray": tr("Tray icon"),
        "notifications": tr("Notifications"),
        "idle": tr("Time away"),
        "sound": tr("Sound"),
        "autostart": tr("Start at login"),
        "sleep and lock": tr("Sleep and lock"),
    }.get(name, name)
