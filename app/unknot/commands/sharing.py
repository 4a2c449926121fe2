"""Routines and exercises to and from a file, from the command line: what a file would bring, and bringing it."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from unknot.commands.exchange import said
from unknot.commands.switching import Reply, done, refused
from unknot.commands.terminal import answer, ask_or, asked, warn
from unknot.desktop.paths import paths
from unknot.own import own_content
from unknot.ports import StoreError
from unknot.ports_own import Arrival, Standing
from unknot.services.workshop import Workshop

_STANDING = {
    Standing.NEW: "new",
    Standing.SAME: "there already",
    Standing.TAKEN: "you have another one of this id: both are kept, or --replace",
    Standing.BUILT_IN: "the built-in one of this id stays; this gets another id",
}


def lines(arrivals: Sequence[Arrival]) -> list[str]:
    """What a file would bring, a line each."""
    return [
        f"{'routine ' if one.routine else 'exercise'}  {one.id:20} {one.name}  ({_STANDING[one.standing]})"
        for one in arrivals
    ]


def brings_anything(arrivals: Sequence[Arrival]) -> bool:
    """Whether not all of it is there already."""
    return any(one.standing is not Standing.SAME for one in arrivals)


def take_in(workshop: Workshop, path: Path, *, replacing: bool) -> Reply:
    """Bring in all that a file holds."""
    try:
        parcel = workshop.look_into(path)
        workshop.take(parcel, replacing=replacing)
    except StoreError as wrong:
        return refused(said(wrong.problem), "Unreadable")
    return done("Brought in. All of it: unknot library")


def export(workshop: Workshop, path: Path, names: Sequence[str]) -> Reply:
    """Write routines and exercises of one's own into one file."""
    unknown = [name for name in names if not workshop.is_own(name)]
    if unknown:
        return refused(f"Not among your own: {', '.join(unknown)}. What is built in, everyone has.", "Unknown")
    try:
        workshop.export(path, names)
    except StoreError as wrong:
        return refused(said(wrong.problem), "NotSaved")
    return done(f"In {path}: {', '.join(names)}, with all that they need.")


def run(words: list[str], options: dict[str, str]) -> int:
    """``export FILE ID...`` or ``import FILE``, by the running app if there is one; the exit status."""
    own = own_content(paths().data)
    library = own.load()
    warn(library.problems)
    workshop, path = Workshop(library, own), Path(words[1]).absolute()
    if words[0] == "export":
        return answer(export(workshop, path, words[2:]))
    replacing = "--replace" in options
    try:
        arrivals = workshop.look_into(path).arrivals
    except StoreError as wrong:
        warn([wrong.problem])
        return 1
    print("\n".join(lines(arrivals)))
    if not brings_anything(arrivals):
        print("All of it is there already.")
        return 0
    if "--yes" not in options and not asked("Bring this in?"):
        print("Nothing was changed.")
        return 1
    there = ["routine", "import", str(path), "--yes", *(["--replace"] if replacing else [])]
    return ask_or(there, lambda: take_in(workshop, path, replacing=replacing))
