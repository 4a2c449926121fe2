"""The pain log: what hurts and how much, and the advice that follows from it."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable
from dataclasses import replace
from datetime import date

from unknot.core import pain_rules
from unknot.core.body import Area, Side
from unknot.core.body_map import Place
from unknot.core.care_records import WORST, PainEntry, PainEvent
from unknot.core.history import CareAnswer, CareEvent, Pain
from unknot.core.library import Library
from unknot.core.pain_rules import Concern, PainDay, Rules, Worry
from unknot.ports import Clock, Ledger, Undo
from unknot.services.care import CareService
from unknot.services.listeners import Listeners

TOLD = "pain advice told"
"""The named value of the ledger with the concerns that a notice has told of."""
_OWN_ID = re.compile(r"e(\d+)")
LONGEST_NOTE = 1000
"""Letters of a note; what is longer is cut."""


class PainLog:
    """Writes pain, sums it up by day and place, and knows when a doctor should have a look.

    Nothing here needs an alarm: what is advised changes only with what is logged and answered. ``pain_told`` is to be
    called for each "This hurts".
    """

    def __init__(self, clock: Clock, ledger: Ledger, care: CareService, library: Library) -> None:
        self._clock = clock
        self._ledger = ledger
        self._care = care
        self._library = library
        self._changed: Listeners[[]] = Listeners()
        self._advice: tuple[Concern, ...] | None = None

    # writing

    def log(
        self,
        places: Iterable[Place],
        strength: int,
        *,
        painkillers: bool = False,
        always: bool = False,
        note: str = "",
        flags: Iterable[str] = (),
    ) -> PainEntry:
        """Write an entry of today, and stop the exercises if a red flag is among ``flags``. Raises ValueError for a
        strength that is not 0 to WORST, for pain that is nowhere, and for unknown flags; nothing is written then."""
        where, flags = tuple(places), tuple(flags)
        if not 0 <= strength <= WORST:
            raise ValueError(f"strength {strength}: 0 to {WORST}")
        if strength and not where:
            raise ValueError("pain needs a place")
        if flags:
            self._care.answer(CareEvent.RED_FLAG, flags)
        now = self._clock.now()
        entry = PainEntry(
            now.date(), now, self._next_id(), PainEvent.LOGGED, pain_rules.write_places(where), strength, painkillers,
            always, note.strip()[:LONGEST_NOTE],
        )
        self._ledger.add(entry)
        self.refresh()
        return entry

    def withdraw(self, id_: str) -> None:
        """Take an entry back; unknown ids and those taken back already change nothing."""
        self._repeat(id_, PainEvent.LOGGED, PainEvent.WITHDRAWN)

    def restore(self, id_: str) -> None:
        """Let an entry that was taken back hold again."""
        self._repeat(id_, PainEvent.WITHDRAWN, PainEvent.LOGGED)

    def _repeat(self, id_: str, now: PainEvent, then: PainEvent) -> None:
        """The last record of this id once more, as another event: it keeps the moment and the day of its pain."""
        last = next((record for record in reversed(self._records()) if record.id == id_), None)
        if last is not None and last.event is now:
            self._ledger.add(replace(last, event=then))
            self.refresh()

    def _next_id(self) -> str:
        numbers = (_OWN_ID.fullmatch(record.id) for record in self._records())
        return f"e{1 + max((int(found[1]) for found in numbers if found), default=0)}"

    # reading

    def entries(self, first: date = date.min, last: date = date.max) -> tuple[PainEntry, ...]:
        """The entries that hold, in order."""
        return pain_rules.standing(self._ledger.read(PainEntry, first, last))

    def hurts(self, first: date = date.min, last: date = date.max) -> tuple[Pain, ...]:
        """Each "This hurts" that was not taken back."""
        return pain_rules.hurts(self._ledger.read(Pain, first, last))

    def days(
        self, first: date, last: date, area: Area | None = None, side: Side | None = None
    ) -> tuple[PainDay, ...]:
        """The days on which pain was logged; with an area, only what is said of that. A side counts what is there and
        what is on both sides."""
        entries, hurts = self.entries(first, last), self.hurts(first, last)
        if area is None:
            return pain_rules.by_day(entries, hurts)
        wanted = {Side.BOTH, side} if side not in (None, Side.BOTH) else set(Side)
        about = (
            entry for entry in entries
            if any(place.area is area and place.side in wanted for place in pain_rules.read_places(entry.places))
        )
        return pain_rules.by_day(about, (pain for pain in hurts if pain.area is area and pain.side in wanted))

    def last_places(self) -> tuple[Place, ...]:
        """The places of the newest entry that has some."""
        found = (pain_rules.read_places(entry.places) for entry in reversed(self.entries()))
        return next((places for places in found if places), ())

    def _records(self) -> tuple[PainEntry, ...]:
        return self._ledger.read(PainEntry, date.min, date.max)

    # advice

    @property
    def rules(self) -> Rules | None:
        """The numbers of the advice pages; None when they can't be read."""
        advice = self._library.advice
        try:
            doctor = advice["doctor"].numbers
            return Rules(
                round(advice["otc"].numbers["days"].usual),
                round(doctor["weeks"].usual),
                round(doctor["days-a-week"].usual),
            )
        except KeyError:
            return None

    def advice(self) -> tuple[Concern, ...]:
        """What a doctor should look at, until it is answered."""
        if self._advice is None:
            rules = self.rules
            told = pain_rules.steps(self.entries(), self.hurts(), self._care.answers())
            self._advice = pain_rules.concerns(told, rules) if rules else ()
        return self._advice

    def answer(self, worry: Worry, *, seen: bool) -> None:
        """A doctor has looked at it, or not now."""
        event = CareEvent.ADVICE_SEEN if seen else CareEvent.ADVICE_LATER
        self._ledger.add(CareAnswer(self._clock.now(), event, str(worry)))
        self.refresh()

    def untold(self) -> tuple[Concern, ...]:
        """What no notice has told of yet."""
        before = (self._ledger.recall(TOLD) or "").split(",")
        return tuple(concern for concern in self.advice() if _name(concern) not in before)

    def told(self, concerns: Iterable[Concern]) -> None:
        """A notice has told of these. Those of before that are no longer advised are forgotten."""
        before = (self._ledger.recall(TOLD) or "").split(",")
        names = [_name(concern) for concern in self.advice()]
        new = [_name(concern) for concern in concerns]
        if new:
            self._ledger.remember(TOLD, ",".join(name for name in names if name in before or name in new))

    def pain_told(self, _pain: Pain, _count: int) -> None:
        """A "This hurts" was said, corrected or taken back."""
        self.refresh()

    def refresh(self) -> None:
        """Something was written, or the ledger was replaced or erased."""
        self._advice = None
        self._changed.tell()

    def on_change(self, call: Callable[[], object]) -> Undo:
        """Be told when entries or the advice may have changed."""
        return self._changed.add(call)


def _name(concern: Concern) -> str:
    return f"{concern.worry} {concern.raised.isoformat()}"
