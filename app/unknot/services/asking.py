"""The prompt on the screen: at most one, withdrawn when its time is over, its late answers ignored."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from datetime import datetime, timedelta

from unknot.core.day import Slot, State
from unknot.core.history import Reason, SlotKind
from unknot.core.settings import PromptStyle
from unknot.core.tips import tip_after
from unknot.core.worktime import later
from unknot.ports import Answer, Clock, Ledger, Prompt, Prompter

TIP = "tip"
"""The named value of the ledger that holds the last posture tip."""

ATTENDED_SECONDS = 5.0
"""How much longer a prompt stays, each time its end comes while the person is at it."""
MOST_ATTENDED_SECONDS = 120.0
"""But no longer than that: a pointer may just have been left lying there."""

OnAnswer = Callable[[Slot, Answer, int | None], None]


class Asking:
    """Shows one prompt at a time. ``rehearse`` shows one that leaves no trace."""

    def __init__(self, clock: Clock, ledger: Ledger, prompter: Prompter, on_answer: OnAnswer) -> None:
        self._clock = clock
        self._ledger = ledger
        self._prompter = prompter
        self._on_answer = on_answer
        self._prompt: Prompt | None = None
        self._rehearsal = False
        self._deadline = 0.0
        self._most = 0.0
        self._number = 0

    @property
    def slot(self) -> Slot | None:
        """The slot that is asked for, None when nothing is shown or it is a rehearsal."""
        return self.prompt.slot if self.prompt else None

    @property
    def prompt(self) -> Prompt | None:
        """What is asked, None when nothing is shown or it is a rehearsal."""
        return None if self._rehearsal else self._prompt

    @property
    def ends(self) -> datetime | None:
        """When what is shown has to go, by the wall clock as it stands now."""
        if self._prompt is None:
            return None
        return later(self._clock.now(), timedelta(seconds=self._deadline - self._clock.monotonic()))

    def overdue(self) -> bool:
        """Whether what is shown has been there long enough. While the person is at it, it gets a little longer."""
        now = self._clock.monotonic()
        if self._prompt is None or now < self._deadline - 0.05:
            return False
        if self._prompter.attended() and now < self._most:
            self._deadline = min(now + ATTENDED_SECONDS, self._most)
            return False
        return True

    def show(self, prompt: Prompt) -> None:
        """Ask."""
        self.withdraw()
        if prompt.tip:
            self._ledger.remember(TIP, prompt.tip)
        self._put(prompt, rehearsal=False)

    def rehearse(self, snooze_minutes: int, seconds: int, style: PromptStyle | None = None) -> bool:
        """Show a posture prompt that looks real and leaves no trace, in this form or as it is set. False while a real
        one is shown."""
        if self.slot is not None:
            return False
        now = self._clock.now()
        slot = Slot(now.date(), "", SlotKind.POSTURE, now, timedelta(minutes=1), Reason.ASKED, 1, State.SHOWN)
        self.withdraw()
        self._put(Prompt(slot, 0, "", self.tip(), None, snooze_minutes, 3, seconds, style=style), rehearsal=True)
        return True

    def tip(self) -> str:
        """The tip whose turn it is."""
        return tip_after(self._ledger.recall(TIP))

    def again(self) -> None:
        """Show the same prompt for the rest of its time, without Snooze: no snooze was left."""
        if self._prompt is not None:
            self._offer(replace(self._prompt, snoozes_left=0))

    def withdraw(self) -> Slot | None:
        """Take what is shown away; answers its slot, None for nothing or a rehearsal."""
        slot, shown = self.slot, self._prompt is not None
        self._prompt, self._rehearsal = None, False
        self._number += 1
        if shown:
            self._prompter.withdraw()
        return slot

    def _put(self, prompt: Prompt, *, rehearsal: bool) -> None:
        self._rehearsal = rehearsal
        self._deadline = self._clock.monotonic() + prompt.seconds
        self._most = self._deadline + MOST_ATTENDED_SECONDS
        self._offer(prompt)

    def _offer(self, prompt: Prompt) -> None:
        self._prompt = prompt
        self._number += 1
        number = self._number
        self._prompter.show(prompt, lambda answer, minutes: self._answered(number, answer, minutes))

    def _answered(self, number: int, answer: Answer, minutes: int | None) -> None:
        if number != self._number or self._prompt is None:
            return
        if self._rehearsal:
            self.withdraw()
        else:
            self._on_answer(self._prompt.slot, answer, minutes)
