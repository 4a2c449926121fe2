"""What the session window says in each state, as a value: nothing in it changes from tick to tick."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from enum import StrEnum

from unknot.core.body import Side
from unknot.core.choosing import Why, place_of
from unknot.core.library import Amount, Exercise, ExerciseText, Library, Position
from unknot.core.session import Session, Status
from unknot.core.timeline import Phase, Segment
from unknot.ui import words
from unknot.ui.tr import tr

NEUTRAL = {Position.SEAT: "neutral-sit", Position.STAND: "neutral-stand", Position.WALL: "neutral-stand"}
"""The resting pictures; on the floor there is none, the beginning of the exercise stands in."""


class Control(StrEnum):
    """What the large button does now."""

    PAUSE = "pause"
    GO_ON = "go on"
    START_NOW = "start now"
    SKIP_REST = "skip rest"


@dataclass(frozen=True, slots=True)
class Coming:
    """The exercise after a rest."""

    name: str
    dose: str
    picture: str


@dataclass(frozen=True, slots=True)
class Scene:
    """One state in words. ``step`` counts from 1. ``side`` BOTH: no side to tell. ``sides``: the step has a left and a
    right half; ``left_done``: the left one is behind. ``alt``: what is to be seen. ``spoken``: what a screen reader is
    told when it begins. ``why``: on the first screen, why the session is as it is. ``lengths``: it can still be a
    shorter or longer one."""

    phase: Phase
    step: int
    steps: int
    title: str
    line: str
    instruction: str
    spoken: str
    control: Control
    side: Side = Side.BOTH
    sides: bool = False
    left_done: bool = False
    felt: str = ""
    caution: str = ""
    needs: tuple[tuple[str, str], ...] = ()
    alt: str = ""
    coming: Coming | None = None
    unit: str = ""
    why: str = ""
    lengths: bool = False



def scene(session: Session, now: float, library: Library, reasons: Sequence[Why] = ()) -> Scene:
    """The scene of a session that is not over. ``reasons``: why it is as it is, for its first screen."""
    segment, positions = session.segment, session.positions
    if session.phase is Phase.PAUSED:
        return _paused(session, now, library, positions)
    if reasons and session.index == 0:
        made, why = _ready(session, now, library, positions), words.why_chosen(reasons, library)
        return replace(made, why=why, lengths=True, spoken=words.sentences((why, made.spoken)))
    makers = {Phase.READY: _ready, Phase.SWITCH: _switch, Phase.REST: _rest}
    return makers.get(segment.phase, _moving)(session, now, library, positions)


def name_of(exercise: str, library: Library) -> str:
    """What an exercise is called."""
    text = library.exercise_text.get(exercise)
    return text.name if text else exercise


def dose_of(segment: Segment, exercise: Exercise) -> str:
    """The dose of this very step: the exercise's line with the amounts that the routine gives it."""
    def exactly(amount: float, of: Amount) -> Amount:
        return Amount(amount, amount, amount, of.origin)

    count = exercise.repetitions or exercise.hold
    again = exactly(segment.repetitions, count) if segment.phase is Phase.REPETITIONS else None
    hold = exactly(segment.hold or segment.seconds, exercise.hold)
    return words.dose(replace(exercise, hold=hold, repetitions=again))


def time_left(session: Session, now: float) -> str:
    """``1:52 left in all``."""
    return tr("{time} left in all").format(time=words.minutes_seconds(session.left_in_all(now)))


def numeral(session: Session, now: float) -> str:
    """The large number: seconds left, or ``2 of 4``."""
    number = session.numeral(now)
    return tr("{n} of {of}").format(n=number.value, of=number.of) if number.of else str(number.value)


def side_name(side: Side) -> str:
    """``Left`` or ``Right``, standing alone."""
    return {Side.LEFT: tr("Left"), Side.RIGHT: tr("Right"), Side.BOTH: ""}[side]


def units(session: Session, library: Library) -> tuple[str, ...]:
    """Every word that stands below the number in the course of a session."""
    found = [tr("get ready"), tr("seconds"), tr("switch sides"), tr("rest"), tr("paused"), tr("times"), tr("let go")]
    for exercise in dict.fromkeys(segment.exercise for segment in session.segments):
        text = library.exercise_text.get(exercise)
        found += text.words_for.values() if text else ()
    return tuple(found)


def side_words(session: Session) -> tuple[str, ...]:
    """What stands at the foot of the sides in the course of a session."""
    sided = any(segment.side is not Side.BOTH for segment in session.segments)
    return (side_name(Side.LEFT), side_name(Side.RIGHT)) if sided else ()


def state_in_words(session: Session, now: float, library: Library) -> str:
    """Where it stands, for who asks a screen reader: ``Neck side bend. Right side, 18 of 30 seconds left``."""
    segment, number = session.segment, session.numeral(now)
    if number.of:
        amount = tr("repetition {n} of {of}").format(n=number.value, of=number.of)
    else:
        amount = tr("{n} of {of} seconds left").format(n=number.value, of=round(segment.seconds))
    side = {Side.LEFT: tr("Left side"), Side.RIGHT: tr("Right side"), Side.BOTH: ""}[segment.side]
    place = f"{side}, {amount}" if side else words.capital(amount)
    what = {
        Phase.READY: tr("Get ready"), Phase.SWITCH: tr("Switch sides"), Phase.REST: tr("Rest"),
    }.get(segment.phase, name_of(segment.exercise, library))
    paused = tr("Paused") if session.phase is Phase.PAUSED else ""
    return ". ".join(part for part in (paused, what, place) if part)


# one maker a phase


@dataclass(frozen=True, slots=True)
class _Parts:
    """What every scene of an exercise begins with."""

    exercise: Exercise
    text: ExerciseText
    segment: Segment
    movement: Segment

    def says(self, sentence: str) -> str:
        """A sentence of the content with its side filled in."""
        return words.with_side(sentence, self.segment.side)

    @property
    def dose(self) -> str:
        return dose_of(self.movement, self.exercise)


def _parts(session: Session, library: Library, segment: Segment | None = None) -> _Parts:
    segment = segment or session.segment
    after = session.segments[session.index:]
    movement = segment if segment.exercising else next((s for s in after if s.exercising), segment)
    return _Parts(library.exercises[segment.exercise], library.exercise_text[segment.exercise], segment, movement)


def _base(session: Session, parts: _Parts) -> Scene:
    side, step = parts.segment.side, parts.segment.step
    sides = len({s.side for s in session.segments if s.step == step and s.exercising}) > 1
    return Scene(
        phase=session.phase,
        step=session.step_number,
        steps=session.steps,
        title=parts.text.name,
        line=parts.dose,
        instruction="",
        spoken="",
        control=Control.PAUSE,
        side=side,
        sides=sides and side is not Side.BOTH,
        left_done=sides and side is Side.RIGHT,
        caution=parts.text.caution,
        alt=parts.text.picture,
    )


def _ready(session: Session, _now: float, library: Library, positions: tuple[Position, ...]) -> Scene:
    parts = _parts(session, library)
    base = _base(session, parts)
    instruction = parts.says(parts.text.ready)
    step = tr("Step {n} of {of}").format(n=base.step, of=base.steps)
    return replace(
        base,
        instruction=instruction,
        needs=_needs(parts.exercise, positions),
        control=Control.START_NOW,
        unit=tr("get ready"),
        spoken=f"{step}. {base.title}. {base.line}. {instruction} {parts.text.caution}",
    )


def _moving(session: Session, now: float, library: Library, _positions: tuple[Position, ...]) -> Scene:
    parts = _parts(session, library)
    segment, text, beat = parts.segment, parts.text, session.beat(now)
    key = segment.moves[beat.move] if segment.moves else segment.way
    do = parts.says(text.do.get(key) or text.do.get("") or text.purpose)
    counting = segment.phase is Phase.REPETITIONS
    unit = tr("seconds")
    if counting:
        unit = tr("let go") if beat.relaxing else (text.words_for.get(key) or tr("times"))
    side = {Side.LEFT: tr("Left side."), Side.RIGHT: tr("Right side."), Side.BOTH: ""}[segment.side]
    first = text.do.get(segment.moves[0] if segment.moves else segment.way) or do
    base = _base(session, parts)
    return replace(
        base,
        instruction=tr("Let go and breathe.") if beat.relaxing else do,
        felt=parts.says(text.felt),
        unit=unit,
        # the words of a move are for the eye: a screen reader is told once a side and way
        spoken=words.sentences((side, parts.says(first))),
    )


def _switch(session: Session, _now: float, library: Library, _positions: tuple[Position, ...]) -> Scene:
    parts = _parts(session, library)
    title = tr("Now the right") if parts.segment.side is Side.RIGHT else tr("Now the left")
    instruction = parts.says(parts.text.switch) or tr("Let go slowly. Change sides.")
    length = tr("{n} seconds").format(n=round(parts.movement.seconds))
    return replace(
        _base(session, parts),
        title=title,
        line=f"{parts.text.name}, {length}",
        instruction=instruction,
        control=Control.START_NOW,
        unit=tr("switch sides"),
        spoken=f"{title}. {instruction}",
    )


def _rest(session: Session, _now: float, library: Library, _positions: tuple[Position, ...]) -> Scene:
    parts = _parts(session, library)
    base = _base(session, parts)
    coming = Coming(parts.text.name, parts.dose, parts.exercise.picture or parts.exercise.id)
    line = tr("Drop your shoulders. Breathe out.")
    return replace(
        base,
        title=tr("Rest"),
        line=line,
        coming=coming,
        control=Control.SKIP_REST,
        caution="",
        alt=tr("Someone resting."),
        unit=tr("rest"),
        spoken=tr("Rest. {line} Next: {name}.").format(line=line, name=coming.name),
    )


def _paused(session: Session, now: float, library: Library, _positions: tuple[Position, ...]) -> Scene:
    parts = _parts(session, library)
    segment = parts.segment
    where = {Side.LEFT: tr(" on the left"), Side.RIGHT: tr(" on the right"), Side.BOTH: ""}[segment.side]
    if not segment.exercising:
        line = tr("{name} comes next").format(name=parts.text.name)
    elif session.numeral(now).of:
        line = tr("{name}, {n}{where}").format(name=parts.text.name, n=numeral(session, now), where=where)
    else:
        line = tr("{name}, {n} seconds left{where}").format(name=parts.text.name, n=numeral(session, now), where=where)
    instruction = tr("Come out of it slowly. Go on when you are ready.")
    return replace(
        _base(session, parts),
        title=tr("Paused"),
        line=line,
        instruction=instruction,
        felt=tr("You can also close this and resume within 30 minutes."),
        caution="",
        control=Control.GO_ON,
        unit=tr("paused"),
        spoken=f"{tr('Paused')}. {line}. {instruction}",
    )


def _needs(exercise: Exercise, positions: tuple[Position, ...]) -> tuple[tuple[str, str], ...]:
    """Icon and words for where to be and what to have at hand."""
    place = place_of(exercise, positions)
    stay = {
        Position.SEAT: tr("In your chair"),
        Position.STAND: tr("Standing"),
        Position.FLOOR: tr("On the floor"),
        Position.WALL: tr("At a wall"),
    }[place]
    have = [("mat" if need == "mat" else "check", words.need(need)) for need in exercise.needs]
    return (place.value, stay), *(have or [("check", tr("Nothing needed"))])


def told_about(session: Session) -> tuple[object, ...]:
    """What a screen reader hears of once: a step, its side, its way, a pause. A change of this is announced."""
    segment = session.segment
    return (session.phase, session.index if session.phase is Phase.REST else segment.step, segment.side, segment.way)


def ring_fraction(session: Session, now: float) -> float:
    """How full the ring is, 0..1: what is left of a hold or rest, what is done of repetitions. Letting go between two
    repetitions keeps it as it is."""
    segment = session.segment
    if segment.phase is not Phase.REPETITIONS:
        return 1.0 - session.fraction(now)
    beat = session.beat(now)
    moves = max(1, len(segment.moves))
    part = 1.0 if beat.relaxing or segment.hold <= 0 else (beat.move + 1 - beat.left / segment.hold) / moves
    return (beat.number - 1 + part) / segment.repetitions


def whole_second(session: Session, now: float) -> float:
    """The moment of the last whole second of this segment, for a ring that moves in steps."""
    return now - session.elapsed(now) % 1 if session.status is Status.RUNNING else now
