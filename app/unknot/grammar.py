"""What a command line may say. Imports nothing, because every command pays for it."""

from __future__ import annotations

# name: (most positional words, flags, options with a value, needs the running app)
COMMANDS: dict[str, tuple[int, tuple[str, ...], tuple[str, ...], bool]] = {
    "status": (0, ("--json",), (), True),
    "start": (1, (), ("--minutes",), True),
    "snooze": (1, (), (), True),
    "skip": (0, (), (), True),
    "pause": (1, (), (), True),
    "resume": (0, (), (), True),
    "quit": (0, (), (), True),
    "history": (0, ("--json", "--csv"), ("--from", "--to"), False),
    "plan": (0, ("--json",), ("--date", "--days", "--zone", "--settings"), False),
    "library": (0, ("--json",), (), False),
    "settings": (1, (), (), False),
    "check": (0, ("--json",), (), False),
}


class UsageError(Exception):
    """What is wrong with the command line, in one line."""


def parse(args: list[str]) -> tuple[str, list[str], dict[str, str]]:
    """Name, positional words and options (a flag's value is ""). Raises UsageError."""
    name = args[0]
    if name not in COMMANDS:
        raise UsageError(f"'{name}' is not a command")
    most, flags, valued, _ = COMMANDS[name]
    words: list[str] = []
    options: dict[str, str] = {}
    rest = iter(args[1:])
    for arg in rest:
        key, equals, value = arg.partition("=")
        if key in flags and not equals:
            options[key] = ""
        elif key in valued:
            value = value if equals else next(rest, "")
            if not value:
                raise UsageError(f"{key} needs a value")
            options[key] = value
        elif arg.startswith("-"):
            raise UsageError(f"'{name}' has no option {key}")
        elif len(words) == most:
            raise UsageError(f"'{arg}' is one word too many for '{name}'")
        else:
            words.append(arg)
    return name, words, options


def pause_seconds(text: str) -> int | None:
    """Seconds of ``30m``, ``2h`` or ``90`` (minutes); None for ``tomorrow``. Raises UsageError."""
    if text == "tomorrow":
        return None
    unit = {"m": 60, "h": 3600}.get(text[-1:], 0)
    digits = text[:-1] if unit else text
    if not _digits(digits) or not 0 < int(digits) * (unit or 60) <= 7 * 86400:
        raise UsageError(f"'{text}' is no length: 30m, 2h or tomorrow")
    return int(digits) * (unit or 60)


def whole(text: str, what: str, least: int, most: int) -> int:
    """A whole number between bounds. Raises UsageError."""
    if not _digits(text) or not least <= int(text) <= most:
        raise UsageError(f"{what} takes a whole number from {least} to {most}, not '{text}'")
    return int(text)


def _digits(text: str) -> bool:
    """0 to 9 and few enough of them: str.isdigit also knows superscripts, which int does not."""
    return text.isascii() and text.isdigit() and len(text) < 10
