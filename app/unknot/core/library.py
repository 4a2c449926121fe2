"""What can be done: exercises with their doses, and routines built from them.

Numbers live here (from resources/exercises, resources/routines); sentences live in resources/text by
language, so that text and timing can't disagree.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field, fields
from enum import StrEnum

from unknot.core.body import Area, Side
from unknot.core.motion import Motion

REST_SECONDS = 8.0
"""A rest between two steps, unless a routine says otherwise."""


class Kind(StrEnum):
    """What sort of thing an exercise file describes. MASSAGE works on a knot, the others don't."""

    STRETCH = "stretch"
    HABIT = "habit"
    MASSAGE = "massage"


class Position(StrEnum):
    """What the body rests on. ``WALL`` is standing at a wall or a doorway."""

    SEAT = "seat"
    STAND = "stand"
    FLOOR = "floor"
    WALL = "wall"


class Sides(StrEnum):
    """TOGETHER: both sides move at once. EACH: once a side, left first."""

    TOGETHER = "together"
    EACH = "each"


class View(StrEnum):
    """From where the picture looks. FRONT acts as a mirror: screen left is the person's left."""

    FRONT = "front"
    BACK = "back"
    SIDE = "side"


class Origin(StrEnum):
    """Who says so. OURS marks pacing where the guide gives no number."""

    GUIDE = "guide"
    ADDED = "added"
    OURS = "ours: pacing"


@dataclass(frozen=True, slots=True)
class Amount:
    """A number with its bounds and its origin: seconds of a hold, or a count of repetitions.

    ``least <= usual <= most``; ``usual`` is what a session uses unless a routine says otherwise.
    """

    least: float
    most: float
    usual: float
    origin: Origin


@dataclass(frozen=True, slots=True)
class Source:
    """Where an exercise and its numbers come from. ``link`` is shown as text; nothing is fetched."""

    title: str
    link: str = ""


@dataclass(frozen=True, slots=True)
class Limits:
    """What a massage keeps to. Seconds.

    ``in_all``: the most at a time, all knots together. ``apart``: so long without it, and it is another time; None: at
    once. ``first``: how long the first day; each day done lets it grow by ``growth`` up to the exercise's hold, if it
    is no more than ``lately`` days ago. ``rest``: after so long a rest is called to mind. ``never``: areas where it is
    refused. ``open_ended``: the person ends it, the hold is what a session takes.
    """

    in_all: Amount | None = None
    apart: Amount | None = None
    first: Amount | None = None
    growth: Amount | None = None
    lately: Amount | None = None
    rest: Amount | None = None
    never: tuple[Area, ...] = ()
    open_ended: bool = False


@dataclass(frozen=True, slots=True)
class Exercise:
    """One movement. Durations in seconds.

    ``hold`` alone: one hold a side. ``hold`` with ``repetitions``: that many holds a side with ``relax``
    between them. ``ways``: the repetitions are done once in each way, one way after the other (shoulder
    rolls: forward, back). ``moves``: one repetition goes through these in order, ``hold`` seconds each
    (prayer, cat, camel); empty means a single, unnamed move.
    """

    id: str
    kind: Kind
    positions: tuple[Position, ...]
    areas: tuple[Area, ...]
    sides: Sides
    view: View
    hold: Amount
    source: Source
    repetitions: Amount | None = None
    relax: Amount | None = None
    ways: tuple[str, ...] = ()
    moves: tuple[str, ...] = ()
    needs: tuple[str, ...] = ()
    paced_by_breath: bool = False
    picture: str = ""
    own: bool = False
    """True for a file from the person's own data folder."""
    distance: Amount | None = None
    """Metres: how far apart the feet are, or how far away you look. Readers fill it into ``{distance}`` of the text."""
    limits: Limits | None = None
    """Of a massage; None for what is none."""


@dataclass(frozen=True, slots=True)
class RoutineStep:
    """One exercise with both its sides, or with one: ``side`` LEFT or RIGHT. ``None`` means the exercise's usual
    amount. ``rest``: seconds of the rest that follows; 0 for none. ``knot``: the id of the knot that it works on."""

    exercise: str
    hold: float | None = None
    repetitions: int | None = None
    rest: float = REST_SECONDS
    side: Side = Side.BOTH
    knot: str = ""


@dataclass(frozen=True, slots=True)
class Routine:
    """Steps in order, all of them ``rounds`` times. ``minutes`` is the promised length, lead-ins, switches and rests
    included."""

    id: str
    minutes: float
    areas: tuple[Area, ...]
    positions: tuple[Position, ...]
    steps: tuple[RoutineStep, ...]
    own: bool = False
    rounds: int = 1

    @property
    def in_full(self) -> tuple[RoutineStep, ...]:
        """The steps with all rounds written out."""
        return self.steps * self.rounds


@dataclass(frozen=True, slots=True)
class ExerciseText:
    """The sentences of one exercise in one language.

    ``{side}`` stands for the acting side's word, ``{other}`` for the opposite one's; no other braces are left in.

    ``do`` has one sentence per way or move (by its id), or one under ``""``.
    """

    name: str
    purpose: str
    ready: str
    do: Mapping[str, str]
    felt: str
    caution: str
    picture: str
    """Alternative text: what the picture shows."""
    switch: str = ""
    words_for: Mapping[str, str] = field(default_factory=dict)
    """Short names of ways and moves, e.g. ``{"forward": "Forward", "cat": "Cat"}``."""
    refusal: str = ""
    """Why a massage is not done where its limits forbid it, and what to do instead."""
    rest: str = ""
    """What is said when a massage has gone on for long enough to rest."""
    short: str = ""
    """Its name in a list whose heading says the rest: ``Foam roller`` below "Massage it". "" for the same name."""
    until: str = ""
    """When the person ends what is open-ended, inside a line: ``until it loosens``."""


@dataclass(frozen=True, slots=True)
class Advice:
    """A page about a habit, a remedy or help, with the numbers that the app keeps to, by name.

    ``opens``: the place in the app where it is done, ``page`` or ``page:part`` (``care:heat``), "" for none.
    """

    id: str
    numbers: Mapping[str, Amount]
    sources: tuple[Source, ...]
    picture: str = ""
    opens: str = ""


@dataclass(frozen=True, slots=True)
class Section:
    """A part of a page: its heading, and one thought a line."""

    title: str
    lines: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class AdviceText:
    """The words of a page in one language, numbers filled in."""

    name: str
    purpose: str
    sections: tuple[Section, ...]
    caution: str = ""
    picture: str = ""
    """Alternative text of its picture."""


@dataclass(frozen=True, slots=True)
class RoutineText:
    """The name of a routine and its one-line description."""

    name: str
    purpose: str


@dataclass(frozen=True, slots=True)
class TipText:
    """What a posture prompt asks for: one concrete thing, and one line about it."""

    title: str
    line: str


@dataclass(frozen=True, slots=True)
class Problem:
    """Something in a file that was left out or replaced by its default; shown to the person.

    ``file`` is a display name, ``field`` a dotted path inside it ("" for the whole file), ``what`` a code
    that ui/words turns into a sentence (``unreadable``, ``unknown``, ``missing``, ``kind``, ``range``, ``full``,
    ``readonly``, ``taken``, ``late``, ``more``, ``stale``, ``absent``, ``empty``, ``locked``),
    ``found`` and ``allowed`` the values as text.
    """

    file: str
    field: str
    what: str
    found: str = ""
    allowed: str = ""


@dataclass(slots=True)
class Library:
    """All that can be done, by id, with its words.

    Everyone holds the same one for as long as the app runs: when the person's own routines change, it ``becomes`` what
    was read anew. Read it when needed, don't keep copies of its tables.
    """

    exercises: Mapping[str, Exercise]
    routines: Mapping[str, Routine]
    exercise_text: Mapping[str, ExerciseText]
    routine_text: Mapping[str, RoutineText]
    problems: tuple[Problem, ...] = ()
    tips: Mapping[str, TipText] = field(default_factory=dict)
    """Posture tips by id, in the order they rotate."""
    motions: Mapping[str, Motion] = field(default_factory=dict)
    """How pictures move, by the picture's name. Those that are not here stand still."""
    advice: Mapping[str, Advice] = field(default_factory=dict)
    advice_text: Mapping[str, AdviceText] = field(default_factory=dict)

    def become(self, other: Library) -> None:
        """Take over all that ``other`` holds."""
        for each in fields(self):
            setattr(self, each.name, getattr(other, each.name))
