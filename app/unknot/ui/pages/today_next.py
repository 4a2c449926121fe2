"""The left half of the Today page: the next session, and what can be done about it."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from functools import partial

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QHBoxLayout, QMenu, QVBoxLayout, QWidget

from unknot.core import choose
from unknot.core.care import CareState
from unknot.core.day import Slot, State
from unknot.core.gate import LEAST_SESSION
from unknot.core.history import SlotKind
from unknot.core.library import Position, Routine, RoutineStep
from unknot.core.rota import DayOff
from unknot.core.session import Session
from unknot.core.worktime import next_start
from unknot.ui import words
from unknot.ui.kit.blocks import Icon, Tile
from unknot.ui.kit.button import Button, Role
from unknot.ui.kit.focus import RING
from unknot.ui.kit.text import Text
from unknot.ui.pages import today_words
from unknot.ui.pages.day_moves import Moves
from unknot.ui.pages.parts import HANG, UndoRow, open_menu, wrapping_row
from unknot.ui.pages.pictures import PLACES, Stills
from unknot.ui.pages.today_moving import DayLines
from unknot.ui.shell import Page, Shell
from unknot.ui.theme import size, space


class NextSession(QWidget):
    """The next session with its picture, reason and buttons; or what to go on with; or why there is none."""

    def __init__(self, shell: Shell, stills: Stills, moves: Moves, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._shell = shell
        self._stills = stills
        self._moves = moves
        self._slot: Slot | None = None
        self._tight = False
        self._pictured = False
        self.caption = Text("", "caption", "ink2")
        self.tile = Tile(size.tile_today, pad=0)
        self.name = Text("", "heading")
        self.why = Text("", "body", "ink2")
        self.where = Icon("seat", "ink2", size.icon_small)
        self.moves = Text("", "small", "ink2")
        self.start = Button(self.tr("Start now"), Role.PRIMARY, "play")
        self.shift = Button(self.tr("Move"))
        self.skip = Button(self.tr("Skip"))
        self.minutes = Button("", Role.SECONDARY, "chevron-down")
        self.minutes.setAccessibleName(self.tr("Another length"))
        self.minutes.setToolTip(self.tr("Another length"))
        self.other = Button()
        self.day = DayLines(shell)
        self.undo_skip = UndoRow(shell.coach.undo_skip)
        self.undo_move = UndoRow(moves.undo)
        self._do_start: Callable[[], object] = lambda: None
        self._do_other: Callable[[], object] = lambda: None
        self._lay_out()
        self._connect()

    def _lay_out(self) -> None:
        self.meta = QWidget()
        meta = QHBoxLayout(self.meta)
        meta.setContentsMargins(0, 0, 0, 0)
        meta.setSpacing(space.s)
        meta.addWidget(self.where, 0, Qt.AlignmentFlag.AlignTop)
        meta.addWidget(self.moves, 1)
        lines = QVBoxLayout()
        lines.setSpacing(space.xs)
        lines.addWidget(self.name)
        lines.addWidget(self.why)
        lines.addSpacing(space.xs)
        lines.addWidget(self.meta)
        lines.addStretch(1)
        row = QHBoxLayout()
        row.setSpacing(space.ml)
        row.addWidget(self.tile, 0, Qt.AlignmentFlag.AlignTop)
        row.addLayout(lines, 1)
        column = QVBoxLayout(self)
        column.setContentsMargins(HANG, RING, HANG, RING)
        column.setSpacing(0)
        column.addWidget(self.caption)
        column.addSpacing(space.sm)
        column.addLayout(row)
        column.addSpacing(space.ml)
        column.addLayout(wrapping_row(self.start, self.minutes, self.shift, self.skip, self.other))
        column.addSpacing(space.s)
        column.addWidget(self.undo_skip)
        column.addWidget(self.undo_move)
        column.addWidget(self.day)
        column.addStretch(1)

    def _connect(self) -> None:
        self.start.clicked.connect(self._start)
        self.skip.clicked.connect(self._skip)
        self.other.clicked.connect(self._other)
        self.shift.clicked.connect(lambda: open_menu(self.shift, self.fill_times))
        self.minutes.clicked.connect(lambda: open_menu(self.minutes, self.fill_minutes))

    def _start(self) -> None:
        self._do_start()

    def _other(self) -> None:
        self._do_other()

    def _skip(self) -> None:
        if self._slot is not None:
            self._shell.coach.skip(self._slot.id)

    def _shorten(self) -> None:
        if self._slot is not None:
            self._shell.coach.shorten(self._slot.id)

    def fill_minutes(self, menu: QMenu) -> None:
        """How much time there may be now for the session that comes; and to make it short when it comes."""
        slot = self._slot
        for n in choose.LENGTHS if slot is not None else ():
            start = partial(self._shell.verbs.start_session, slot.id if slot else None, n)
            said = self.tr("I have {minutes}").format(minutes=words.minutes(n))
            menu.addAction(said).triggered.connect(lambda _checked=False, start=start: start())
        if slot is not None and slot.length > LEAST_SESSION:
            menu.addSeparator()
            menu.addAction(self.tr("Make it 2 minutes")).triggered.connect(self._shorten)

    def fill_times(self, menu: QMenu) -> None:
        """The times that the session can be moved to."""
        if self._slot is not None:
            self._moves.fill_times(menu, self._slot)

    def refresh(self) -> None:
        """Show what is next now."""
        shell = self._shell
        left = shell.guide.resumable()
        self._slot = None
        self.other.hide()
        if shell.care.state is CareState.BLOCKED:
            self._blocked()
        elif shell.guide.session is not None and shell.guide.slot is not None:
            self._running(shell.guide.slot, shell.guide.session)
        elif left is not None:
            self._go_on(left.slot, left.session)
        else:
            slot = shell.coach.up_next()[1]
            if slot is not None:
                self._coming(slot)
            else:
                self._nothing()
        self._show_undo()
        self.day.refresh()

    def _coming(self, slot: Slot) -> None:
        shell = self._shell
        choice = shell.coach.choice_for(slot)
        slot = replace(slot, routine=choice.routine.id if choice else "")
        self._slot = slot
        now = shell.clock.now()
        if slot.state is State.SHOWN:
            caption = self.tr("Asking now")
        elif slot.due.timestamp() <= now.timestamp():
            caption = self.tr("Next session, as soon as it suits")
        else:
            caption = self.tr("Next session, {time}").format(time=words.clock_time(slot.due))
        self._say(caption, words.slot_name(slot, shell.library), choice.routine if choice else None)
        chosen = words.why_chosen(choice.reasons, shell.library) if choice else ""
        text = shell.library.routine_text.get(slot.routine)
        self.why.set_text(today_words.why(slot, chosen or (text.purpose if text else "")))
        self._offer(self.tr("Start now"), lambda: shell.verbs.start_session(slot.id))
        self._about_slot(True)

    def _running(self, slot: Slot, session: Session) -> None:
        self._say(self.tr("In a session"), self._named(slot, session.routine), _contents(session))
        self.why.set_text(self.tr("It is open in its own window."))
        self._offer(self.tr("Show it"), self._shell.windows.open_session)
        self._about_slot(False)

    def _go_on(self, slot: Slot, session: Session) -> None:
        shell, left = self._shell, self._shell.guide.resumable()
        assert left is not None
        self._say(self.tr("Closed before its end"), self._named(slot, session.routine), _contents(session))
        until = words.clock_time(left.until)
        self.why.set_text(self.tr("You can go on where you were until {time}.").format(time=until))
        self._offer(self.tr("Go on"), shell.verbs.resume_closed)
        self._about_slot(False)

    def _blocked(self) -> None:
        self._say(self.tr("Next session"), self.tr("Help comes first"), None)
        self.why.set_text(self.tr("One of the warning signs was ticked, so stretching waits."))
        self._offer(self.tr("What to do now"), self._shell.windows.open_emergency, "")
        self._about_slot(False)

    def _nothing(self) -> None:
        shell = self._shell
        now, rota = shell.clock.now(), shell.preferences.rota
        plan, again = shell.coach.plan(), next_start(now, rota, shell.clock.zone)
        nothing = self.tr("Nothing more today") if plan.work else self.tr("Nothing planned")
        self._say(self.tr("Next session"), nothing, None)
        text = self.tr("It goes on {when}.").format(when=words.at(again, now)) if again else ""
        more = self.tr("A short stretch is always there.")
        self.why.set_text(words.sentences([text, more]))
        self._offer(self.tr("Stretch 3 minutes"), self._stretch)
        self._about_slot(False)
        if again is None and not plan.work:
            self._offer(self.tr("Choose your hours"), lambda: shell.windows.open(Page.SETTINGS, "schedule"), "clock")
            self._offer_too(self.tr("Stretch 3 minutes"), self._stretch)
        elif rota.why_off(plan.day) is DayOff.BY_PERSON:
            self._offer_too(self.tr("Work as usual today"), self._work_after_all)

    def _stretch(self) -> None:
        self._shell.verbs.quick(minutes=3)

    def _work_after_all(self) -> None:
        preferences = self._shell.preferences
        preferences.put(preferences.current.without_day(self._shell.coach.plan().day))

    def _named(self, slot: Slot, routine: str) -> str:
        library = self._shell.library
        if routine in library.exercise_text:
            return library.exercise_text[routine].name
        area = choose.area_of(routine)
        if area is not None:
            return words.quick_area(area)
        if slot.kind is SlotKind.QUICK and routine not in library.routine_text:
            return self.tr("Quick stretch")
        return words.slot_name(replace(slot, routine=routine), library)

    def _say(self, caption: str, name: str, routine: Routine | None) -> None:
        self.caption.set_text(caption)
        self.name.set_text(name)
        library = self._shell.library
        self._pictured = routine is not None
        self._show_picture()
        if routine is None:
            return
        self.moves.set_text(words.moves(routine).rstrip("."))
        self.where.set_name(PLACES[routine.positions[0] if routine.positions else Position.SEAT])
        picture = words.picture_of(routine, library)
        described = library.exercise_text[routine.steps[0].exercise].picture if routine.steps else ""
        still = self._stills.portrait(picture, size.tile_today, self.devicePixelRatioF())
        self.tile.set_picture(still, described)

    def set_tight(self, on: bool) -> None:
        """Without the picture and the reason, in the lowest of windows."""
        if on != self._tight:
            self._tight = on
            self.day.setVisible(not on)
            self._show_picture()

    def _show_picture(self) -> None:
        self.meta.setVisible(self._pictured)
        self.tile.setVisible(self._pictured and not self._tight)
        self.why.setVisible(not (self._pictured and self._tight))

    def _offer(self, text: str, do: Callable[[], object], icon: str = "play") -> None:
        self.start.setText(text)
        self.start.set_icon(icon)
        self._do_start = do

    def _offer_too(self, text: str, do: Callable[[], object]) -> None:
        self.other.setText(text)
        self.other.show()
        self._do_other = do

    def _about_slot(self, on: bool) -> None:
        self.shift.setVisible(on)
        self.skip.setVisible(on)
        self.minutes.setVisible(on)

    def _show_undo(self) -> None:
        skipped, moved = self._shell.coach.can_undo(), self._moves.can_undo()
        self.undo_skip.say(today_words.skipped(skipped) if skipped else "")
        self.undo_move.say(today_words.moved(moved.was, moved.to) if moved else "")


def _contents(session: Session) -> Routine:
    """What a session consists of, to be shown."""
    steps = dict.fromkeys((segment.step, segment.exercise) for segment in session.segments)
    exercises = tuple(RoutineStep(exercise) for _step, exercise in steps)
    return Routine(session.routine, 0.0, (), session.positions, exercises)
