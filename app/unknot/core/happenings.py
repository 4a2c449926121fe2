"""One day from morning to evening: everything that was asked, done or noted, each once, as it stands in the end."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime

from unknot.core.care_records import Aerobic, Compress, CompressEvent, Massage, PainEntry
from unknot.core.history import Outcome, Pain
from unknot.core.story import Story

What = Story | Massage | Compress | PainEntry | Pain | Aerobic


@dataclass(frozen=True, slots=True)
class Happening:
    """One thing of the day, and when it was."""

    at: datetime
    what: What


def of_stories(told: Iterable[Story]) -> list[Happening]:
    """Sessions and stand-ups that are over; what was left out was never there."""
    found = []
    for story in told:
        at = story.asked or story.seen or story.ended
        if story.outcome not in (None, Outcome.DROPPED) and at is not None:
            found.append(Happening(at, story))
    return found


def of_compresses(notes: Iterable[Compress]) -> list[Happening]:
    """Compresses by their start, slips left out; ``seconds`` is how long each was, once it ended."""
    begun: dict[str, tuple[datetime, Compress]] = {}
    for note in notes:
        if note.event is CompressEvent.WITHDRAWN:
            begun.pop(note.id, None)
        elif note.event is CompressEvent.STARTED:
            begun[note.id] = (note.at, note)
        elif note.id in begun:
            begun[note.id] = (begun[note.id][0], note)
    return [Happening(at, note) for at, note in begun.values()]


def in_order(*several: Iterable[Happening]) -> tuple[Happening, ...]:
    """All of them by time."""
    return tuple(sorted((one for some in several for one in some), key=lambda one: one.at.timestamp()))
