"""Finding a knot, step by step: feel for it, place it, press it, say how strong it is. Pure; no spot comes in but
through the ground that says what may be pressed."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, replace
from enum import StrEnum

from unknot.core.body import Area
from unknot.core.body_map import Place
from unknot.core.care_records import WORST, PointKind
from unknot.core.knots import Knot
from unknot.core.library import View
from unknot.core.pressing import STEP, Ground, Spot, Why


class Step(StrEnum):
    """What is asked."""

    FEEL = "feel"
    PLACE = "place"
    PRESS = "press"
    STRENGTH = "strength"


WHOLE = tuple(Step)
CORRECTING = (Step.PLACE, Step.PRESS)
"""What a knot that was marked before is asked again."""


@dataclass(frozen=True, slots=True)
class Search:
    """Where the search stands. Every change answers a new one; what makes no sense answers the same."""

    steps: tuple[Step, ...] = WHOLE
    at: int = 0
    spot: Spot | None = None
    why: Why | None = None
    """Why the last try to place it failed; None when it did not."""
    kind: PointKind | None = None
    spreads: Area | None = None
    strength: int | None = None

    @classmethod
    def of(cls, knot: Knot, step: Step = Step.PLACE) -> Search:
        """Correct a knot's place and kind, beginning with one of them."""
        at = CORRECTING.index(step)
        return cls(CORRECTING, at, knot.place, None, knot.kind, knot.spreads, knot.now)

    @property
    def step(self) -> Step:
        """What is asked now."""
        return self.steps[self.at]

    @property
    def last(self) -> bool:
        """Whether nothing more is asked after this."""
        return self.at == len(self.steps) - 1

    @property
    def answered(self) -> bool:
        """Whether the present step has its answer, so that it can go on."""
        return {
            Step.FEEL: True,
            Step.PLACE: self.spot is not None,
            Step.PRESS: self.kind is not None,
            Step.STRENGTH: self.strength is not None,
        }[self.step]

    def go_on(self) -> Search:
        """The next step, once this one is answered; the last one stays."""
        return replace(self, at=self.at + 1, why=None) if self.answered and not self.last else self

    def go_back(self) -> Search:
        """The step before; nothing that was said is lost."""
        return replace(self, at=max(0, self.at - 1), why=None)

    # placing it

    def point(self, ground: Ground, view: View, x: float, y: float) -> Search:
        """Place it at a point of the map, millimetres; where nothing may be pressed it stays where it was. While it is
        felt for, this is the answer to that, too."""
        return self._placed(lambda: ground.look(view, x, y))

    def area(self, ground: Ground, view: View, place: Place) -> Search:
        """Place it in an area, as near to its middle as is allowed."""
        return self._placed(lambda: ground.near(view, place))

    def nudge(self, ground: Ground, across: int, down: int) -> Search:
        """Move it by so many centimetres."""
        spot = self.spot
        if spot is None:
            return self
        return self._placed(lambda: ground.look(spot.view, spot.x + STEP * across, spot.y + STEP * down))

    def _placed(self, look: Callable[[], Spot | Why]) -> Search:
        here = self.go_on() if self.step is Step.FEEL else self
        if here.step is not Step.PLACE:
            return self
        found = look()
        return replace(here, why=found) if isinstance(found, Why) else replace(here, spot=found, why=None)

    # pressing it

    def press(self, kind: PointKind) -> Search:
        """What pressing it does. A tender spot spreads nowhere."""
        if self.step is not Step.PRESS:
            return self
        return replace(self, kind=kind, spreads=self.spreads if kind is PointKind.TRIGGER else None)

    def spread(self, area: Area | None) -> Search:
        """Where the pain of a trigger point goes; None where the person can't say."""
        if self.step is not Step.PRESS or self.kind is not PointKind.TRIGGER:
            return self
        return replace(self, spreads=area)

    def rate(self, strength: int) -> Search:
        """How strong it is, 0 to WORST."""
        if self.step is not Step.STRENGTH or not 0 <= strength <= WORST:
            return self
        return replace(self, strength=strength)
