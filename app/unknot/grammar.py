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
    "call": (1, (), (), True),
    "profile": (1, (), (), True),
    "today": (2, (), (), True),
    "pain": (20, ("--painkillers", "--always"), ("--note",), True),
    "moved": (2, (), (), True),
    "posture": (1, (), (), True),
    "show": (1, (), (), True),
    "quit": (0, (), (), True),
    "history": (0, ("--json", "--csv"), ("--from", "--to", "--kind"), False),
    "log": (0, ("--json",), ("--limit", "--date"), False),
    "plan": (
        0, ("--json",), ("--date", "--days", "--zone", "--settings", "--profile", "--holidays", "--ics"), False,
    ),
    "library": (0, ("--json",), (), False),
    "settings": (2, ("--yes",), (), False),
    "routine": (40, ("--yes", "--replace"), (), False),
    "check": (0, ("--json",), (), False),
}
REPEATED = ("--ics",)
"""Options that may come several times; their values are joined by SEPARATOR."""
SEPARATOR = "\0"
PAGES = ("today", "library", "care", "history", "settings")
SETTINGS = ("path", "show", "schema", "export", "import", "undo")
LONGEST_CALL = 2 * 60
"""Minutes that a call said by hand may take; then it is over by itself."""


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
            again = key in REPEATED and key in options
            options[key] = f"{options[key]}{SEPARATOR}{value}" if again else value
        elif arg.startswith("-"):
            raise UsageError(f"'{name}' has no option {key}")
        elif len(words) == most:
            raise UsageError(f"'{arg}' is one word too many for '{name}'")
        else:
            words.append(arg)
    return name, words, options


def check(name: str, words: list[str], options: dict[str, str]) -> None:
    """Refuse what can be said to be wrong without asking anybody. Raises UsageError."""
    word = words[0] if words else ""
    if name == "pause" and words:
        pause_seconds(word)
    elif name == "snooze" and words:
        whole(word, "snooze", 1, 240)
    elif name == "call" and words and word != "end":
        call_minutes(word)
    elif name == "show" and words and word not in PAGES:
        raise UsageError(f"show takes one of: {', '.join(PAGES)}")
    elif name == "today" and (not words or (word == "until") != (len(words) == 2)):
        raise UsageError("today takes: until 20:00, off, usual, or the name of a profile")
    elif name in ("settings", "routine"):
        (_check_settings if name == "settings" else _check_routine)(words, options)
    if "--minutes" in options:
        whole(options["--minutes"], "--minutes", 1, 30)
    if "--limit" in options:
        whole(options["--limit"], "--limit", 1, 100_000)
    if "--json" in options and "--csv" in options:
        raise UsageError("--json and --csv exclude each other")


def _check_settings(words: list[str], options: dict[str, str]) -> None:
    word = words[0] if words else ""
    if word not in SETTINGS:
        raise UsageError(f"settings takes one of: {', '.join(SETTINGS)}")
    takes_file = word in ("export", "import")
    if takes_file and len(words) < 2:
        raise UsageError(f"settings {word} needs a file")
    if not takes_file and len(words) > 1:
        raise UsageError(f"'{words[1]}' is one word too many for 'settings {word}'")
    if "--yes" in options and word != "import":
        raise UsageError(f"'settings {word}' has no option --yes")


def _check_routine(words: list[str], options: dict[str, str]) -> None:
    word = words[0] if words else ""
    if word not in ("export", "import"):
        raise UsageError("routine takes: export FILE ID..., or import FILE")
    if word == "export" and len(words) < 3:
        raise UsageError("routine export needs a file and what goes into it: routine export mine.unknot neck-1")
    if word == "import" and len(words) != 2:
        raise UsageError("routine import needs one file")
    if word == "export" and options:
        raise UsageError(f"'routine export' has no option {next(iter(options))}")


def call_minutes(text: str) -> int:
    """Minutes of ``30m``, ``1h`` or ``30``. Raises UsageError."""
    seconds = pause_seconds(text) if text != "tomorrow" else None
    if seconds is None or seconds > LONGEST_CALL * 60:
        raise UsageError(f"'{text}' is no length of a call: 30m, 1h (at most {LONGEST_CALL // 60}h), or end")
    return seconds // 60


def clock(text: str) -> tuple[int, int]:
    """Hour and minute of ``20:00`` or ``9:30``; ``24:00`` is midnight. Raises UsageError."""
    hour, colon, minute = text.partition(":")
    if not colon or not _digits(hour) or not _digits(minute) or len(minute) != 2 or len(hour) > 2 \
            or int(minute) > 59 or int(hour) * 60 + int(minute) > 24 * 60:
        raise UsageError(f"'{text}' is no time of day like 20:00")
    return int(hour) % 24, int(minute)


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
