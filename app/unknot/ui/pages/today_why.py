"""The right half of the Today page: what holds at this moment, and what was decided lately."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from unknot.core.history import Entry, Event, Reason
from unknot.core.presence import Hold
from unknot.ports import Busy, Undo
from unknot.services.lookout import SourceState
from unknot.ui import words
from unknot.ui.kit.blocks import Block
from unknot.ui.kit.button import Button, Role
from unknot.ui.kit.focus import RING
from unknot.ui.kit.text import LINE, Text
from unknot.ui.pages import today_words
from unknot.ui.pages.day_bands import busy_times
from unknot.ui.pages.decisions import Decision, decisions
from unknot.ui.pages.parts import HANG, Hung
from unknot.ui.shell import Page, Shell
from unknot.ui.theme import size, space
from unknot.ui.words.decisions import TOLD

FEW = 4
LOOKED_AT = 40
"""Lines of the ledger in which the few are looked for."""
ICONS = {
    Hold.CALL: "call",
    Hold.SAID_CALL: "call",
    Hold.SHARING: "screen",
    Hold.PRESENTING: "screen",
    Hold.FULL_SCREEN: "full-screen",
    Hold.DO_NOT_DISTURB: "bell-off",
    Hold.PAUSED: "pause-circle",
    Hold.LOCKED: "lock",
    Hold.ASLEEP: "moon",
    Hold.AWAY: "away",
    Hold.TYPING: "keyboard",
    Hold.SESSION: "today",
    Hold.BLOCKED: "warning",
}


class WhyNotNow(QWidget):
    """What holds now in a block, or that nothing does; what can't be known here; the last decisions.

    ``all_wanted``: all decisions are asked for.
    """

    all_wanted = Signal()

    def __init__(self, shell: Shell, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._shell = shell
        self._looked = False
        self._known: set[Hold] = set()  # a source that was late just once is no news
        self._states: tuple[SourceState, ...] = ()
        self.caption = Text(self.tr("Why not now?"), "caption", "ink2")
        self.block = Block()
        self.plain = Text()
        self.resume = Button("", Role.QUIET, height=size.small_button)
        self.unknown = Text("", "small", "ink2")
        self.presence = Button(
            self.tr("Presence settings"), Role.QUIET, "chevron-right", height=size.small_button, icon_after=True
        )
        self.more = Button(
            self.tr("All decisions"), Role.QUIET, "chevron-right", height=size.small_button, icon_after=True
        )
        self.lines = QVBoxLayout()
        self.lines.setSpacing(0)
        self._decisions: list[Decision] = []
        self._lay_out()
        self.resume.clicked.connect(self._resume)
        self.presence.clicked.connect(lambda: shell.windows.open(Page.SETTINGS, "presence"))
        self.more.clicked.connect(self.all_wanted)

    def _lay_out(self) -> None:
        column = QVBoxLayout(self)
        column.setContentsMargins(HANG, RING, HANG, RING)
        column.setSpacing(0)
        column.addWidget(self.caption)
        column.addSpacing(space.sm)
        column.addWidget(self.block)
        column.addWidget(self.plain)
        column.addLayout(Hung(self.resume))
        column.addSpacing(space.m)
        column.addLayout(self.lines)
        column.addLayout(Hung(self.more))
        column.addSpacing(space.s)
        column.addWidget(self.unknown)
        column.addLayout(Hung(self.presence))
        column.addStretch(1)

    def follow(self) -> Undo:
        """Ask the sources now and every 15 seconds, for as long as the page is seen; answers how to end that."""
        self._looked = False
        return self._shell.lookout.follow(self._saw)

    def _saw(self) -> None:
        states = self._shell.lookout.states
        self._known.update(state.why for state in states if state.holds is not None)
        if not self._looked or states != self._states:
            self._looked, self._states = True, states
            self.refresh()

    def refresh(self) -> None:
        """Show what is so now."""
        self._show_holds()
        self._show_unknown()
        self._show_decisions()

    # what holds

    def _show_holds(self) -> None:
        coach, now = self._shell.coach, self._shell.clock.now()
        presence, busy = coach.presence, self._busy(now)
        held = [words.hold_line(each, presence) for each in presence.holds]
        seen = [why for why in self._seen() if not presence.has(why)]
        titles = [*held, *(today_words.holds_now(why) for why in seen), *(today_words.busy_now(each) for each in busy)]
        self.block.setVisible(bool(titles))
        self.plain.setVisible(not titles)
        self.plain.set_text(today_words.unheld(coach.plan(), now, coach.next_alarm))
        if titles:
            if presence.holds:
                then, icon = words.afterwards(presence, any(coach.up_next())), ICONS[presence.holds[0].why]
            elif seen:
                then, icon = today_words.would_wait(), ICONS[seen[0]]
            else:
                then, icon = today_words.kept_free(), "clock"
            self.block.icon.set_name(icon)
            self.block.set_text(then, LINE.join(titles))
        paused, in_call = presence.has(Hold.PAUSED), presence.has(Hold.SAID_CALL)
        self.resume.setVisible(paused or in_call)
        self.resume.setText(self.tr("Resume prompts") if paused else self.tr("Call is over"))

    def _resume(self) -> None:
        """End what the person began."""
        coach = self._shell.coach
        if coach.presence.has(Hold.PAUSED):
            coach.resume()
        else:
            coach.call_over()

    def _seen(self) -> list[Hold]:
        """What the sources see that holds nothing so far, because nothing is due."""
        found = dict.fromkeys(state.why for state in self._shell.lookout.states if state.holds)
        return [why for why in found if why is not Hold.TYPING]

    def _busy(self, now: datetime) -> list[Busy]:
        at = now.timestamp()
        times = busy_times(self._shell, self._shell.coach.plan())
        return [busy for busy in times if busy.start.timestamp() <= at < busy.end.timestamp()]

    def _show_unknown(self) -> None:
        states = self._shell.lookout.states if self._looked else ()
        names = [words.source(state.name) for state in states if state.holds is None and state.why not in self._known]
        if not self._shell.coach.presence.idle_known:
            names.insert(0, words.source("idle"))
        self.unknown.set_text(self.tr("{names}: can't be known here.").format(names=words.listing(names)))
        self.unknown.setVisible(bool(names))
        self.presence.setVisible(bool(names))

    # what was decided

    def _show_decisions(self) -> None:
        coach = self._shell.coach
        today = coach.plan().day
        told = [entry for entry in coach.decisions(LOOKED_AT) if entry.day == today]
        lines = _once_each([each for each in decisions(self._shell, told) if _at_a_glance(each.entry)])[:FEW]
        while len(self._decisions) < len(lines):
            self._decisions.append(Decision())
            self.lines.addWidget(self._decisions[-1])
        for line, each in zip(self._decisions, lines, strict=False):
            line.tell(each)
        for index, line in enumerate(self._decisions):
            line.setVisible(index < len(lines))
        self.more.setVisible(bool(coach.decisions(1)))


def _at_a_glance(entry: Entry) -> bool:
    return entry.event in TOLD and entry.reason is not Reason.SESSION_NEAR


def _once_each(told: Sequence[words.Told]) -> list[words.Told]:
    """Of what one slot was held for, one reason after the other, only the last: the few lines are for the day."""
    kept: list[words.Told] = []
    newer: Entry | None = None
    for each in told:
        here = each.entry
        if newer is None or here.slot != newer.slot or not here.event is newer.event is Event.HELD:
            kept.append(each)
        newer = here
    return kept
