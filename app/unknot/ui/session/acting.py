"""Brings the session's figure onto the stage: which picture, in step with the clock of the session."""

from __future__ import annotations

from collections.abc import Callable

from unknot.core.choosing import place_of
from unknot.core.choreography import Choreography
from unknot.core.library import Library, Position, Problem
from unknot.core.motion import Motion, MotionKind, Shown
from unknot.core.session import Session, Status
from unknot.ui.kit.picture import Picture
from unknot.ui.kit.stage import Stage
from unknot.ui.session.pictures import Pictures
from unknot.ui.session.scene import NEUTRAL
from unknot.ui.theme import theme

AHEAD = 2
"""So many pictures are read before their time."""


class Acting:
    """The figure of one session's window. It keeps no time: ``follow`` is told it. ``report`` hears of broken
    pictures."""

    def __init__(
        self, stage: Stage, pictures: Pictures, library: Library, report: Callable[[Problem], object]
    ) -> None:
        self._stage = stage
        self._pictures = pictures
        self._library = library
        self._report = report
        self._positions: tuple[Position, ...] = ()
        self._choreography = Choreography(self)
        self._shown: Shown | None = None
        self._calm = theme().reduced_motion
        self._again: Callable[[], None] = lambda: None
        stage.failed.connect(self._failed)

    def follow(self, session: Session, now: float) -> None:
        """Show what is seen at this moment of a session."""
        self._heed(session)
        shown = self._choreography.shown(session, now)
        if shown == self._shown:
            return
        runs = session.status is Status.RUNNING
        ahead = self._choreography.ahead(session, now, AHEAD) if runs else ()
        self._again = lambda: self.follow(session, now)
        self._show(shown, ahead)

    def wait(self, session: Session, now: float) -> float | None:
        """Seconds until ``follow`` has something else to show; None when it has not."""
        return self._choreography.next_change(session, now)

    def stand(self, exercise: str) -> None:
        """At ease where an exercise is done; on the floor as it begins."""
        picture = self.neutral(exercise) or self.picture(exercise)
        motion = self.motion(picture)
        self._again = lambda: self.stand(exercise)
        self._show(Shown(picture) if motion is None else Shown(picture, motion.resting(0)))

    def rest(self) -> None:
        """At ease, upright."""
        self._again = self.rest
        self._show(Shown(NEUTRAL[Position.STAND]))

    # the pictures there are, for the choreography

    def picture(self, exercise: str) -> str:
        """The name of an exercise's picture."""
        found = self._library.exercises.get(exercise)
        return (found.picture or found.id) if found else exercise

    def neutral(self, exercise: str) -> str:
        """The picture at ease where it is done, "" on the floor."""
        found = self._library.exercises.get(exercise)
        return NEUTRAL.get(place_of(found, self._positions), "") if found else NEUTRAL[Position.STAND]

    def motion(self, picture: str) -> Motion | None:
        """How a picture moves, as far as motion is wanted."""
        return None if self._calm else self._pictures.motion(picture)

    # how it works

    def _heed(self, session: Session) -> None:
        """Another routine, or another wish for motion."""
        positions, calm = session.positions, theme().reduced_motion
        if (positions, calm) != (self._positions, self._calm):
            self._positions, self._calm = positions, calm
            self._choreography.forget()

    def _show(self, shown: Shown, ahead: tuple[Shown, ...] = ()) -> None:
        before, self._shown = self._shown, shown
        motion = self.motion(shown.picture)
        goes_on = (
            before is not None
            and motion is not None
            and (before.picture, before.mirrored) == (shown.picture, shown.mirrored)
            and motion.near(before.frame, shown.frame)
        )
        keep = motion is not None and motion.kind is MotionKind.CYCLE
        looks = [self._pictures.look(each) for each in ahead]
        self._stage.set_picture(self._pictures.look(shown), looks, keep=keep, fade=not goes_on)

    def _failed(self, picture: Picture) -> None:
        problem = self._pictures.broken(picture)
        if problem is not None:
            self._report(problem)
        self._choreography.forget()
        self._shown = None
        self._again()
