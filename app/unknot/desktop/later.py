"""Parts that are made when first used, so that the tray shows before D-Bus and its kin are loaded."""

from __future__ import annotations

import logging
from collections.abc import Callable
from functools import cached_property
from typing import Protocol

from unknot.core.presence import Hold
from unknot.desktop.holds import Question, not_watched
from unknot.desktop.probe import tr
from unknot.ports import Closed, HoldProbe, Notice, Notifier, PresenceListener, PresenceSource, Said, Telling, Undo

log = logging.getLogger(__name__)


class LaterSource:
    """``PresenceSource`` that is made at its start."""

    def __init__(self, make: Callable[[], PresenceSource]) -> None:
        self._make = make
        self._source: PresenceSource | None = None

    def start(self, listener: PresenceListener) -> bool:
        """Make it and start it."""
        self._source = self._make()
        return self._source.start(listener)

    def stop(self) -> None:
        """End it, if it was started."""
        if self._source is not None:
            self._source.stop()
            self._source = None


class LaterNotifier:
    """``Notifier`` that is made at its first use."""

    def __init__(self, make: Callable[[], Notifier]) -> None:
        self._make = make

    @cached_property
    def real(self) -> Notifier:
        """The notifier itself."""
        return self._make()

    def can_act(self) -> bool:
        """As the notifier says."""
        return self.real.can_act()

    def show(self, notice: Notice, on_action: Callable[[str], None], on_closed: Callable[[Closed], None]) -> None:
        """As the notifier does."""
        self.real.show(notice, on_action, on_closed)

    def withdraw(self) -> None:
        """As the notifier does."""
        self.real.withdraw()


class LaterProbe:
    """``HoldProbe`` that is made when first asked. It answers in time even if what it asks never does, or fails: one
    source with a bug must not keep the others from being asked, nor prompts from coming."""

    def __init__(self, name: str, why: Hold, make: Callable[[], HoldProbe]) -> None:
        self.name = name
        self.why = why
        self._make = make
        self._open: set[Question] = set()
        self._silence = ""

    @cached_property
    def real(self) -> HoldProbe:
        """The probe itself."""
        return self._make()

    @property
    def said(self) -> Said:
        """What belongs to its last answer."""
        if self._silence:
            return Said(self._silence)
        asked = "real" in vars(self)
        return self.real.said if asked and isinstance(self.real, Telling) else Said("")

    def ask(self, answer: Callable[[bool | None], None]) -> None:
        """As the probe answers; None when it takes too long."""
        question = Question(answer, self._over)
        self._open.add(question)  # a source that loses our question must not take it away
        try:
            self.real.ask(question.tell)
        except Exception:
            log.exception("Asking for %s failed", self.name)
            question.give_up(tr("asking failed; the log says why"))
        question.wait()

    def watch(self, ended: Callable[[], None]) -> Undo:
        """As the probe does."""
        try:
            return self.real.watch(ended)
        except Exception:
            log.exception("Watching for the end of %s failed", self.name)
            return not_watched

    def _over(self, question: Question) -> None:
        self._open.discard(question)
        self._silence = question.silence


class Holds(Protocol):
    """Makes a system's sources of holds. Nothing is loaded before one of these is called."""

    def full_screen(self) -> HoldProbe:
        """Whether another program fills the screen."""

    def typing(self) -> HoldProbe:
        """Whether there was input in the last seconds."""

    def do_not_disturb(self) -> HoldProbe:
        """Whether notifications are to be quiet."""

    def microphone(self) -> HoldProbe:
        """Whether somebody records."""

    def camera(self) -> HoldProbe:
        """Whether somebody films."""

    def sharing(self) -> HoldProbe:
        """Whether somebody watches the screen."""

    def presenting(self) -> HoldProbe:
        """Whether the desktop's presentation mode is on."""


def later_probes(of: Callable[[], Holds]) -> tuple[LaterProbe, ...]:
    """All sources of a system, each made when it is first asked; the same names in the same order everywhere."""
    return (
        LaterProbe("full-screen", Hold.FULL_SCREEN, lambda: of().full_screen()),
        LaterProbe("typing", Hold.TYPING, lambda: of().typing()),
        LaterProbe("do-not-disturb", Hold.DO_NOT_DISTURB, lambda: of().do_not_disturb()),
        LaterProbe("microphone", Hold.CALL, lambda: of().microphone()),
        LaterProbe("camera", Hold.CALL, lambda: of().camera()),
        LaterProbe("sharing", Hold.SHARING, lambda: of().sharing()),
        LaterProbe("presenting", Hold.PRESENTING, lambda: of().presenting()),
    )
