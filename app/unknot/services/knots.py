"""The person's knots: found, rated, closed; kept in the ledger, never placed where nothing may be pressed."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from datetime import date, timedelta
from functools import cached_property

from unknot.core.body import Area
from unknot.core.body_map import BodyShapes
from unknot.core.care_records import WORST, KnotEvent, KnotNote, Massage, Moment, PointKind
from unknot.core.knots import Knot, fold, next_id
from unknot.core.pressing import Ground, Spot
from unknot.ports import Clock, Ledger, Undo
from unknot.services.listeners import Listeners


class Knots:
    """Writes and reads knots. The ledger is read when they are first asked for; afterwards they are at hand."""

    def __init__(self, clock: Clock, ledger: Ledger, shapes: Callable[[], BodyShapes | None]) -> None:
        self._clock = clock
        self._ledger = ledger
        self._shapes = shapes
        self._notes: list[KnotNote] | None = None
        self._knots: tuple[Knot, ...] = ()
        self._changed: Listeners[[]] = Listeners()
        ledger.on_replaced(self.refresh)

    @cached_property
    def ground(self) -> Ground | None:
        """Where something may be pressed; None where the body map can't be read."""
        shapes = self._shapes()
        return Ground(shapes) if shapes is not None else None

    # reading

    def all(self) -> tuple[Knot, ...]:
        """Open and closed ones, in order of finding."""
        self._read()
        return self._knots

    def open(self) -> tuple[Knot, ...]:
        """Those that are there, in order of finding."""
        return tuple(knot for knot in self.all() if knot.open)

    def get(self, knot_id: str) -> Knot | None:
        """One of them; None for an unknown or withdrawn one."""
        return next((knot for knot in self.all() if knot.id == knot_id), None)

    def massages(self, knot_id: str) -> tuple[Massage, ...]:
        """Every time it was worked on, in order; none for an unknown one."""
        knot = self.get(knot_id)
        if knot is None:
            return ()
        # the working day of a massage after midnight is the day before
        records = self._ledger.read(Massage, knot.found.date() - timedelta(days=1), date.max)
        return tuple(record for record in records if record.knot == knot_id)

    def on_change(self, call: Callable[[], object]) -> Undo:
        """Be told when something is said about a knot."""
        return self._changed.add(call)

    def refresh(self) -> None:
        """The ledger is another one now: it was restored, or parts of it erased."""
        self._notes = None
        self._changed.tell()

    # writing

    def find(self, spot: Spot, kind: PointKind, spreads: Area | None, strength: int) -> Knot:
        """A new one. Raises ValueError for a spot where nothing may be pressed, or a strength out of bounds."""
        self._check(spot)
        self._bound(strength)
        knot_id = next_id(self._read())
        self._add(self._told(knot_id, KnotEvent.FOUND, spot, kind, spreads, strength))
        return self._known(knot_id)

    def change(self, knot_id: str, spot: Spot, kind: PointKind, spreads: Area | None) -> Knot:
        """Correct its place and kind. Raises ValueError as ``find`` does, KeyError for an unknown one."""
        self._known(knot_id)
        self._check(spot)
        self._add(self._told(knot_id, KnotEvent.CHANGED, spot, kind, spreads))
        return self._known(knot_id)

    def rate(self, knot_id: str, strength: int, moment: Moment = Moment.ALONE) -> Knot:
        """How strong it is now, 0 to WORST. Raises KeyError for an unknown one, ValueError out of bounds."""
        self._known(knot_id)
        self._bound(strength)
        self._add(replace(self._note(knot_id, KnotEvent.RATED), strength=strength, moment=moment))
        return self._known(knot_id)

    def gone(self, knot_id: str) -> None:
        """It is there no more."""
        self._known(knot_id)
        self._add(self._note(knot_id, KnotEvent.GONE))

    def back(self, knot_id: str, strength: int | None = None) -> None:
        """It is there again, or was never gone: takes back ``gone`` and ``withdraw``."""
        if strength is not None:
            self._bound(strength)
        self._add(replace(self._note(knot_id, KnotEvent.BACK), strength=strength))

    def withdraw(self, knot_id: str) -> None:
        """It never was one: a slip."""
        self._known(knot_id)
        self._add(self._note(knot_id, KnotEvent.WITHDRAWN))

    def _known(self, knot_id: str) -> Knot:
        knot = self.get(knot_id)
        if knot is None:
            raise KeyError(knot_id)
        return knot

    def _check(self, spot: Spot) -> None:
        if self.ground is None or not self.ground.allows(spot):
            raise ValueError(f"nothing is pressed at {spot.x:g}, {spot.y:g} of the {spot.view}")

    @staticmethod
    def _bound(strength: int) -> None:
        if not 0 <= strength <= WORST:
            raise ValueError(f"a strength is 0 to {WORST}, not {strength}")

    def _note(self, knot_id: str, event: KnotEvent) -> KnotNote:
        return KnotNote(self._clock.now(), knot_id, event)

    def _told(
        self, knot_id: str, event: KnotEvent, spot: Spot, kind: PointKind, spreads: Area | None,
        strength: int | None = None,
    ) -> KnotNote:
        where = spreads if kind is PointKind.TRIGGER else None
        note = self._note(knot_id, event)
        at = replace(note, view=str(spot.view), x=spot.x, y=spot.y, area=spot.area, side=spot.side)
        return replace(at, kind=kind, spreads=where, strength=strength)

    def _read(self) -> list[KnotNote]:
        if self._notes is None:
            self._notes = list(self._ledger.read(KnotNote, date.min, date.max))
            self._knots = fold(self._notes)
        return self._notes

    def _add(self, note: KnotNote) -> None:
        notes = self._read()
        self._ledger.add(note)
        notes.append(note)
        self._knots = fold(notes)
        self._changed.tell()
