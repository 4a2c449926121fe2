"""What every source of a hold has in common: it answers once and in time, and can say how it knows or why it can't."""

from __future__ import annotations

from abc import ABC, abstractmethod
from collections.abc import Callable, Sequence

from PySide6.QtCore import QEventLoop, QTimer

from unknot.core.presence import Hold
from unknot.desktop.probe import tr
from unknot.ports import Finding, HoldProbe, Said, Telling, Undo

Answer = Callable[[bool | None], None]

LULL_SECONDS = 10
"""Seconds without input that count as a lull in somebody's typing."""

PATIENCE_MS = 900
"""How long a service may think before its silence counts as "can't be known"."""


class Source(ABC):
    """A ``HoldProbe`` that is ``Telling``. Where no event tells of the end, ``watch`` stays as it is here."""

    name: str
    why: Hold

    def __init__(self) -> None:
        self.said = Said("")

    @abstractmethod
    def ask(self, answer: Answer) -> None:
        """As ``HoldProbe``; sets ``said`` before it answers."""

    def watch(self, ended: Callable[[], None]) -> Undo:  # noqa: ARG002 - the port's names
        """No event tells."""
        return not_watched

    def knows(self, answer: Answer, holds: bool, found: str) -> None:
        """Answer yes or no, as ``found`` says."""
        self.said = Said(found)
        answer(holds)

    def cannot(self, answer: Answer, found: str, advice: str = "") -> None:
        """Answer that it can't be known, and why."""
        self.said = Said(found, advice)
        answer(None)


class Unknowable(Source):
    """A source that this system doesn't have: it says why."""

    def __init__(self, name: str, why: Hold, found: str, advice: str = "") -> None:
        super().__init__()
        self.name = name
        self.why = why
        self._reason = Said(found, advice)

    def ask(self, answer: Answer) -> None:
        """It can't be known."""
        self.cannot(answer, self._reason.found, self._reason.advice)


class Instant(Source):
    """A source that one quick call answers. ``found``: who is asked; ``unknown`` and ``advice``: when it can't tell."""

    def __init__(
        self, name: str, why: Hold, read: Callable[[], bool | None], found: str, unknown: str, advice: str = ""
    ) -> None:
        super().__init__()
        self.name = name
        self.why = why
        self._read = read
        self._words = found, unknown, advice

    def ask(self, answer: Answer) -> None:
        """Answer at once."""
        found, unknown, advice = self._words
        holds = self._read()
        if holds is None:
            self.cannot(answer, unknown, advice)
        else:
            self.knows(answer, holds, found)


class Question:
    """One question on its way: whatever happens, ``answer`` is called once, in ``PATIENCE_MS`` at the latest."""

    def __init__(self, answer: Answer, over: Callable[[Question], None]) -> None:
        """``over`` is called before the answer."""
        self._answer: Answer | None = answer
        self._over = over
        self.silence = ""
        """Why there was no answer, where there was none."""
        self._timer = QTimer(singleShot=True, interval=PATIENCE_MS)
        self._timer.timeout.connect(self._late)

    def wait(self) -> None:
        """Nobody has answered at once: the time runs."""
        if self._answer is not None:
            self._timer.start()

    def tell(self, holds: bool | None) -> None:
        """The answer; a second one is not passed on."""
        answer, self._answer = self._answer, None
        if answer is not None:
            self._timer.stop()
            self._over(self)
            answer(holds)

    def give_up(self, why: str) -> None:
        """No answer will come."""
        self.silence = why
        self.tell(None)

    def _late(self) -> None:
        self.give_up(tr("no answer in time"))


def findings(probes: Sequence[HoldProbe]) -> tuple[Finding, ...]:
    """One line for each source, from its live answer. Runs an event loop for as long as the answers take, at most
    about a second: for the command line, never for a window."""
    answers: dict[str, bool | None] = {}
    loop = QEventLoop()

    def take(name: str, holds: bool | None) -> None:
        answers[name] = holds
        if len(answers) == len(probes):
            loop.quit()

    for probe in probes:
        probe.ask(lambda holds, name=probe.name: take(name, holds))  # type: ignore[misc]
    if len(answers) < len(probes):
        loop.exec()
    return tuple(_finding(probe, answers[probe.name]) for probe in probes)


def _finding(probe: HoldProbe, holds: bool | None) -> Finding:
    said = probe.said if isinstance(probe, Telling) else Said("")
    if holds is None:
        advice = said.advice or tr("Unknot can't see this here; pause by hand when you need quiet.")
        return Finding(probe.name, None, said.found or tr("can't be known here"), advice)
    now = tr("holds prompts just now") if holds else tr("holds nothing just now")
    return Finding(probe.name, True, f"{said.found}: {now}" if said.found else now)


def not_watched() -> None:
    """The ``Undo`` where nothing was subscribed to."""
