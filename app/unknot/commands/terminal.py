"""What the commands that need no running app say to a terminal, and ask of it."""

from __future__ import annotations

import json
import sys
from collections.abc import Callable, Sequence
from typing import Any

from unknot import endpoint
from unknot.commands.exchange import said
from unknot.commands.switching import Reply
from unknot.core.library import Problem


def print_json(value: Any) -> None:
    """As JSON to read."""
    json.dump(value, sys.stdout, indent=2, ensure_ascii=False)
    print()


def warn(problems: Sequence[Problem]) -> None:
    """A line each on stderr."""
    for problem in problems:
        print(f"unknot: {said(problem)}", file=sys.stderr)


def answer(reply: Reply) -> int:
    """Tell how it went; the exit status."""
    print(reply.text, file=sys.stderr if reply.status else sys.stdout)
    return reply.status


def asked(question: str) -> bool:
    """Whether the person at the terminal agrees; a script says so with --yes."""
    if not sys.stdin.isatty():
        print("To go on: --yes")
        return False
    print(f"{question} [y/N] ", end="", flush=True)
    return sys.stdin.readline().strip().lower() in ("y", "yes")


def ask_or(args: list[str], here: Callable[[], Reply]) -> int:
    """Have the running app do it, which holds the settings; else do it here."""
    reply = endpoint.ask(args)
    return answer(Reply(*reply) if reply is not None else here())
