"""The window that guides a stretch: the stage, the column beside it, the keys, and the one repaint timer."""

from __future__ import annotations

from collections.abc import Callable
from math import ceil

from PySide6.QtCore import QEvent, Qt, QTimer
from PySide6.QtGui import (
    QAccessible,
    QAccessibleAnnouncementEvent,
    QCloseEvent,
    QHideEvent,
    QKeyEvent,
    QKeySequence,
    QPixmap,
    QResizeEvent,
    QShortcut,
    QShowEvent,
)
from PySide6.QtWidgets import QAbstractButton, QApplication, QWidget

from unknot.core.body import Side
from unknot.core.session import Session, Status
from unknot.core.settings import Settings
from unknot.core.timeline import Phase
from unknot.services.guide import Finished
from unknot.ui import words
from unknot.ui.kit.stage import Mode, Stage, StageState
from unknot.ui.session import ending, pace, scene
from unknot.ui.session.acting import Acting
from unknot.ui.session.column import Column, Part
from unknot.ui.session.done import DonePart
from unknot.ui.session.halves import Halves
from unknot.ui.session.hurts import Answers, HurtPart
from unknot.ui.session.moving import MovingPart, Wishes
from unknot.ui.session.pictures import Pictures
from unknot.ui.shell import Shell
from unknot.ui.theme import duration, space, theme
from unknot.ui.theme.windows import session as sizes
from unknot.ui.tr import tr


class SessionWindow(QWidget):
    """Shows ``shell.guide.session``, then what it came to. Made on demand; closing leaves the session resumable and
    deletes the window. Its timer only repaints and lets the guide look at the clock: deadlines decide."""

    def __init__(self, shell: Shell) -> None:
        super().__init__()
        self.setObjectName("window")
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self.setMinimumSize(sizes.least_width, sizes.least_height)
        self._shell = shell
        self._pictures = Pictures(shell.picture, self._place_icon, shell.library.motions)
        self._told: tuple[object, ...] | None = None
        self._scene: scene.Scene | None = None
        self._finished: Finished | None = None
        self._by_keyboard = False
        self._leaving = False
        self._same_until = self._same_words_until = 0.0
        self._painted: Session | None = None
        self.stage = Stage()
        self.acting = Acting(self.stage, self._pictures, shell.library, shell.report)
        self.column = Column()
        self.moving = MovingPart(
            Wishes(
                self._main, self._wish(shell.guide.back), self._wish(shell.guide.next), self._hurts, self._escape,
                shell.verbs.have,
            ),
            self._thumbnail,
        )
        self.hurt: HurtPart | None = None
        self.done: DonePart | None = None
        self._timer = QTimer(self, singleShot=True)
        self._timer.timeout.connect(self._tick)
        self._halves = Halves(self, self.stage, self.column)
        self._make_keys()
        room = self.screen().availableSize()
        self.resize(min(sizes.width, room.width()), min(sizes.height, room.height() - space.xxl))
        self._undo = [
            shell.guide.on_change(self._changed),
            shell.preferences.on_change(lambda _before, after: self._show_muted(after)),
        ]
        theme().changed.connect(self._dressed)
        self._show_muted(shell.preferences.current)
        self._changed()

    # keys

    def _make_keys(self) -> None:
        key = Qt.Key
        guide = self._shell.guide
        for code, run in (
            (key.Key_Left, self._wish(guide.back)),
            (key.Key_Right, self._wish(guide.next)),
            (key.Key_H, self._hurts),
            (key.Key_Escape, self._escape),
            (key.Key_M, self._mute),
        ):
            shortcut = QShortcut(QKeySequence(code), self)
            shortcut.setAutoRepeat(False)
            shortcut.activated.connect(lambda run=run: self._typed(run))

    def _typed(self, run: Callable[[], None]) -> None:
        self._by_keyboard = True
        run()
        self._by_keyboard = False

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Space where nothing focused takes it; Enter presses what is focused; Page keys scroll the words."""
        if event.isAutoRepeat():
            return
        if event.key() == Qt.Key.Key_Space:
            self._typed(self._main)
        elif event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            focused = self.focusWidget()
            if isinstance(focused, QAbstractButton) and focused.isVisible():
                focused.click()
            elif self._finished is not None:
                self.close()
        elif event.key() in (Qt.Key.Key_PageDown, Qt.Key.Key_PageUp):
            self.column.turn_page(down=event.key() == Qt.Key.Key_PageDown)
        else:
            super().keyPressEvent(event)

    # wishes

    def _wish(self, run: Callable[[], None]) -> Callable[[], None]:
        """Back and Next mean nothing while pain waits for an answer, or at the end."""
        def wished() -> None:
            if self.column.part is self.moving:
                run()
        return wished

    def _main(self) -> None:
        guide = self._shell.guide
        if self.column.part is not self.moving or self._scene is None:
            return
        {
            scene.Control.PAUSE: guide.pause,
            scene.Control.GO_ON: guide.go_on,
            scene.Control.START_NOW: guide.start_now,
            scene.Control.SKIP_REST: guide.start_now,
        }[self._scene.control]()

    def _hurts(self) -> None:
        if self.column.part is self.moving:
            self._shell.guide.hurts()

    def _escape(self) -> None:
        if self.hurt is not None and self.column.part is self.hurt:
            self._shell.guide.slip()
        else:
            self.close()

    def _mute(self) -> None:
        preferences = self._shell.preferences
        preferences.wish(sounds=not preferences.current.sounds)
        self._announce(tr("Sounds on") if preferences.current.sounds else tr("Sounds off"))

    # what is shown

    def _changed(self) -> None:
        """Another segment, a pause, pain, the end, or another session."""
        guide = self._shell.guide
        if guide.session is not None and guide.slot is not None:
            self._finished = None
            self.setWindowTitle(ending.window_title(guide.session, guide.slot, self._shell.library))
            if guide.session.status is Status.HURT:
                self._show_hurt(guide.session)
            else:
                self._show_moving(guide.session)
        elif guide.finished is not None:
            if guide.finished is not self._finished:
                self._show_done(guide.finished)
        elif not self._leaving:
            self.close()  # it was closed from elsewhere, and can be gone on with
        self._set_timer()

    def _scene_of(self, session: Session, now: float) -> scene.Scene:
        return scene.scene(session, now, self._shell.library, self._shell.guide.reasons)

    def _show_moving(self, session: Session) -> None:
        now = self._shell.clock.monotonic()
        made = self._scene_of(session, now)
        self._show_head(session)
        self._scene = made
        self.moving.show_scene(made)
        self._put(self.moving)
        self.stage.leave_room(scene.units(session, self._shell.library), scene.side_words(session))
        self._show_stage(made, Mode(made.phase.value), session.segment.repetitions)
        self.acting.follow(session, now)
        told = scene.told_about(session)
        if told != self._told:
            self._told = told
            self._announce(made.spoken)
        self._paint(session, now)

    def _show_stage(self, made: scene.Scene, mode: Mode, repetitions: int) -> None:
        side = made.side if mode is not Mode.REST else Side.BOTH
        self.stage.setAccessibleDescription(made.alt)
        self.stage.show_state(StageState(mode, made.unit, side, scene.side_name(side), repetitions))

    def _show_head(self, session: Session) -> None:
        step = tr("Step {n} of {of}").format(n=session.step_number, of=session.steps)
        self.column.left.set_text(step)
        self.column.show_steps(session.step_number - 1, session)

    def _show_hurt(self, session: Session) -> None:
        guide = self._shell.guide
        if self.hurt is None:
            self.hurt = HurtPart(Answers.to(self._shell), self._thumbnail, self._shell.library)
        pain = guide.pain
        if pain is None:
            return  # said in the same breath: first that it hurts, then what is recorded of it
        enough = guide.pains(pain.day) > 1
        self.hurt.show_pain(pain, guide.elsewhere(), enough)
        self._show_head(session)
        self.column.right.set_text(scene.time_left(session, self._shell.clock.monotonic()))
        fresh = self.column.part is not self.hurt
        self._put(self.hurt)
        self.acting.stand(session.hurting[0])
        self.stage.show_state(StageState(Mode.HURT))
        self.stage.set_progress(0.0, "")
        self.stage.set_spoken(self.hurt.title.text)
        self._told = None
        if fresh:
            self._announce(self.hurt.spoken())

    def _show_done(self, finished: Finished) -> None:
        session, slot, library = finished.session, finished.slot, self._shell.library
        self._finished, before = finished, self.done
        self.done = DonePart(self._shell.guide.felt, self._escape)
        pains = self._shell.guide.pains(slot.day)
        now = self._shell.clock.now()
        prompt, coming = self._shell.coach.up_next()
        self.done.show_end(
            ending.title(session, pains),
            ending.moved(session, library),
            ending.lines(session, library),
            tr("Next: stand up {when}").format(when=words.at(prompt.due, now)) if prompt else "",
            tr("Session {n} {when}").format(n=coming.number, when=words.at(coming.due, now)) if coming else "",
        )
        self.column.left.set_text(ending.number_of(slot, self._shell.coach.plan()))
        self.column.right.set_text(words.minutes_seconds(session.seconds))
        self.column.show_steps(session.steps, session)
        self._put(self.done)
        if before is not None:
            before.foot.deleteLater()
            before.deleteLater()
        self.acting.rest()
        self.stage.show_state(StageState(Mode.DONE))
        self.stage.set_progress(1.0, "")
        self.stage.set_spoken(self.done.spoken())
        self._told = None
        self._announce(self.done.spoken())

    def _put(self, part: Part) -> None:
        if self.column.part is part:
            return
        self.column.show_part(part)
        reason = Qt.FocusReason.ShortcutFocusReason if self._by_keyboard else Qt.FocusReason.ActiveWindowFocusReason
        part.first().setFocus(reason)
        self._halves.fit()

    # time

    def _tick(self) -> None:
        session, now = self._shell.guide.session, self._shell.clock.monotonic()
        if session is not None and session.status is Status.RUNNING and now < self._same_until:
            self._turn_ring(session, now)
        else:
            self._look()
        self._set_timer()

    def _look(self) -> None:
        """Another second, another move or another segment; or another picture of the figure."""
        if self._shell.clock.monotonic() >= self._same_words_until:
            self._shell.guide.refresh()
        session = self._shell.guide.session
        if session is not None and session.status is Status.RUNNING:
            now = self._shell.clock.monotonic()
            if session.segment.phase is Phase.REPETITIONS:
                self._follow_beat(session, now)
            self.acting.follow(session, now)
            self._paint(session, now)

    def _follow_beat(self, session: Session, now: float) -> None:
        """Within repetitions the words change with each move and each letting go."""
        if now < self._same_words_until:
            return
        made = self._scene_of(session, now)
        if made != self._scene:
            self._scene = made
            self.moving.show_scene(made)
            self._show_stage(made, Mode.REPETITIONS, session.segment.repetitions)

    def _paint(self, session: Session, now: float) -> None:
        self._turn_ring(session, now)
        if now >= self._same_words_until or session is not self._painted:
            self.stage.set_spoken(scene.state_in_words(session, now, self._shell.library))
            self.column.right.set_text(scene.time_left(session, now))
            self._same_words_until, self._painted = now + pace.to_next_words(session, now), session
        change = self.acting.wait(session, now)
        self._same_until = self._same_words_until if change is None else min(self._same_words_until, now + change)

    def _turn_ring(self, session: Session, now: float) -> None:
        calm = theme().reduced_motion
        at = scene.whole_second(session, now) if calm else now
        breath = 0.0 if calm else session.elapsed(now) * sizes.second_ms / duration.breath
        self.stage.set_progress(scene.ring_fraction(session, at), scene.numeral(session, now), breath)

    def _set_timer(self) -> None:
        """The next look at the clock: when words change, the ring has moved or the figure moves; never while nothing
        runs or nobody can see it."""
        session = self._shell.guide.session
        if session is None or session.status is not Status.RUNNING or not self.isVisible() or self.isMinimized():
            self._timer.stop()
            return
        wait = max(0.0, self._same_until - self._shell.clock.monotonic())
        ring = None if theme().reduced_motion else pace.to_next_ring(session, self.stage.ring().length)
        if ring is not None and ring < wait * pace.TOGETHER:
            wait = ring
        self._timer.start(ceil(wait * sizes.second_ms) + 1)

    # the window itself

    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        self._halves.fit()
        self._set_timer()

    def hideEvent(self, event: QHideEvent) -> None:
        super().hideEvent(event)
        self._timer.stop()
        if not self._leaving and not event.spontaneous():
            self._shell.guide.pause()

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() is QEvent.Type.WindowStateChange:
            if self.isMinimized():
                self._shell.guide.pause()
            self._set_timer()

    def closeEvent(self, event: QCloseEvent) -> None:
        """Leave without asking: what runs can be gone on with."""
        self._leaving = True
        self._timer.stop()
        for undo in self._undo:
            undo()
        self._undo.clear()
        self._shell.guide.close()
        super().closeEvent(event)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._halves.fit()

    def _dressed(self) -> None:
        """New colours: small pictures are drawn again, as placeholders take the theme's."""
        if self._scene is not None and self.column.part is self.moving:
            self.moving.show_scene(self._scene)
        self._set_timer()

    def _show_muted(self, settings: Settings) -> None:
        self.column.muted.setVisible(not settings.sounds)

    def _thumbnail(self, name: str, side: int) -> QPixmap:
        return self._pictures.thumbnail(name, side, self.devicePixelRatioF())

    def _place_icon(self, picture: str) -> str:
        """The icon of where the body is in a picture."""
        if picture.startswith("neutral-"):
            return {v: k.value for k, v in scene.NEUTRAL.items()}.get(picture, "stand")
        shown = (e for e in self._shell.library.exercises.values() if picture in (e.id, e.picture))
        exercise = next(shown, None)
        return exercise.positions[0].value if exercise and exercise.positions else "stand"

    def _announce(self, text: str) -> None:
        """Tell a screen reader, once."""
        if text and QApplication.instance() is not None:
            QAccessible.updateAccessibility(QAccessibleAnnouncementEvent(self, text))
