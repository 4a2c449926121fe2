"""The window of a massage: how strong the knots are, the massage itself with its limits, how strong they are then."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QEvent, Qt
from PySide6.QtGui import QCloseEvent, QHideEvent

from unknot.core.care_records import Moment
from unknot.core.library import Exercise, ExerciseText
from unknot.core.massage import CIRCLES_TOO, Refusal, Run, Status
from unknot.core.massage import Manner as Way
from unknot.core.motion import Shown
from unknot.ui.care.massage_parts import AfterPart, Asked, BeforePart, DoingPart, HurtPart, Wishes
from unknot.ui.care.timer_stage import TimerStage
from unknot.ui.care.timer_window import TimerWindow
from unknot.ui.kit.ring import Mode
from unknot.ui.pages.showing import Showing
from unknot.ui.session.pictures import Pictures
from unknot.ui.shell import Shell
from unknot.ui.theme import theme
from unknot.ui.tr import tr
from unknot.ui.words import massage as words
from unknot.ui.words import minutes_seconds, with_side
from unknot.ui.words.knots import knot_place

INSTEAD = "massage-fingers"
"""What is offered instead of a technique that is refused somewhere."""
LINGER_MS = 10
"""The figure moves at once: nothing has to be hovered over."""
MODES = {
    Status.READY: Mode.READY, Status.RUNNING: Mode.HOLD, Status.PAUSED: Mode.PAUSED, Status.RESTING: Mode.REST,
    Status.HURT: Mode.HURT, Status.OVER: Mode.DONE,
}


class MassageWindow(TimerWindow):
    """Prepares and shows ``shell.massaging.run``. Closing it ends the massage; what was done is written."""

    def __init__(self, shell: Shell) -> None:
        super().__init__(TimerStage(with_figure=True))
        self._shell = shell
        self._technique = ""
        self._knots: tuple[str, ...] = ()
        self._others: tuple[str, ...] = ()
        self._all = True
        self._ended: Run | None = None
        self._told: tuple[object, ...] = ()
        self._leaving = False
        self._pictures = Pictures(shell.picture, lambda _name: "stand", shell.library.motions)
        self._showing = Showing(self._pictures, shell.clock.monotonic, shell.report, linger=LINGER_MS)
        massaging = shell.massaging
        self._wishes = Wishes(
            self._start, self.main, massaging.next, massaging.hurts, massaging.slip, massaging.leave_out,
            massaging.stop, shell.windows.open_pain, self._done,
        )
        self.before: BeforePart | None = None
        self.doing = DoingPart(self._wishes)
        self.hurt: HurtPart | None = None
        self.after: AfterPart | None = None
        key = Qt.Key
        for code, run in (
            (key.Key_Right, self._next), (key.Key_N, self._next), (key.Key_H, self._hurts),
            (key.Key_Escape, self._escape), (key.Key_M, self._mute),
        ):
            self.key(code, run)
        self._undo = [massaging.on_change(self._changed)]
        theme().changed.connect(self.set_timer)

    # what is asked for

    def prepare(self, technique: str, knots: Sequence[str]) -> None:
        """Prepare these knots with this technique, unless a massage is under way."""
        if self._shell.massaging.run is None:
            self._technique, self._knots, self._ended = technique, tuple(knots), None
            self._others, self._all = self._further(technique, knots), True
            self._show_before()
        self._changed()

    def main(self) -> None:
        """Start, pause, go on, press again."""
        run = self._shell.massaging.run
        if run is None:
            if self.part is self.before and self.before is not None and self.before.start.isVisible():
                self._start()
            elif self.part is self.after:
                self._done()
        elif run.status is Status.RUNNING:
            self._shell.massaging.pause()
        elif run.status is not Status.HURT:
            self._shell.massaging.go_on()

    def _start(self) -> None:
        before = self.before
        if before is None:
            return
        refusal = self._shell.massaging.begin(self._technique, self._wanted(), before.chosen)
        if refusal is Refusal.BLOCKED:
            self._shell.windows.open_emergency()
        elif refusal is Refusal.UNASKED:
            self._shell.windows.open_welcome()
        elif refusal is not None:
            self._show_before(refusal)
        else:
            for knot, strength in before.ratings.values().items():
                self._shell.massaging.rate(knot, strength, Moment.BEFORE)

    def _further(self, technique: str, knots: Sequence[str]) -> tuple[str, ...]:
        """The other knots that a technique which goes from one to the next may take, too."""
        massaging, pace = self._shell.massaging, self._shell.massaging.pace(technique)
        if pace is None or pace.in_all is None or (knots and massaging.verdict(technique, knots).refusal):
            return ()
        others = (knot.id for knot in self._shell.knots.open() if knot.id not in knots)
        return tuple(knot for knot in others if massaging.verdict(technique, [knot]).refusal is None)

    def _wanted(self) -> tuple[str, ...]:
        return (*self._knots, *(self._others if self._all else ()))

    def _choose_others(self, on: bool) -> None:
        self._all = on
        self._show_before()
        if self.before is not None:
            self.before.others.setFocus(Qt.FocusReason.TabFocusReason)

    def _next(self) -> None:
        if self.part is self.doing:
            self._shell.massaging.next()

    def _hurts(self) -> None:
        if self.part is self.doing:
            self._shell.massaging.hurts()

    def _escape(self) -> None:
        if self.part is self.hurt and self.hurt is not None:
            self._shell.massaging.slip()
        else:
            self._done()

    def _mute(self) -> None:
        preferences = self._shell.preferences
        preferences.wish(sounds=not preferences.current.sounds)
        self.announce(tr("Sounds on") if preferences.current.sounds else tr("Sounds off"))

    def _done(self) -> None:
        self.close()

    # what is shown

    def _exercise(self) -> tuple[Exercise | None, ExerciseText | None]:
        library = self._shell.library
        return library.exercises.get(self._technique), library.exercise_text.get(self._technique)

    def _asked(self, knots: Sequence[str]) -> list[Asked]:
        found = [knot for name in knots if (knot := self._shell.knots.get(name)) is not None]
        return [
            Asked(knot.id, tr("Knot {n}: {where}").format(n=knot.number, where=knot_place(knot.place)))
            for knot in found
        ]

    def _show_before(self, refusal: Refusal | None = None) -> None:
        exercise, text = self._exercise()
        found = self._shell.massaging.verdict(self._technique, self._wanted())
        refusal = refusal or found.refusal
        why, instead = "", ""
        if refusal is not None and exercise is not None:
            why = words.refusal(refusal, exercise, text, found.again, self._shell.clock.now())
            other = self._shell.library.exercise_text.get(INSTEAD)
            elsewhere = refusal in (Refusal.NEVER, Refusal.ELSEWHERE) and self._technique != INSTEAD
            instead = other.name if other is not None and elsewhere else ""
        elif refusal is not None or text is None:
            why = tr("This can't be found any more.")
        name = text.name if text else ""
        pace = self._shell.massaging.pace(self._technique)
        old, self.before = self.before, BeforePart(
            self._wishes, name, words.limits_line(exercise, pace, text.until) if exercise and text and pace else "",
            text.caution if text else "",
            self._asked([place.knot for place in found.places if place.knot]),
            refusal=why, manners=self._technique in CIRCLES_TOO, instead=instead,
            others=bool(self._others), all_of_them=self._all,
        )
        self.before.instead.clicked.connect(lambda: self.prepare(INSTEAD, self._knots))
        self.before.others.clicked.connect(self._choose_others)
        self.setWindowTitle(name)
        self._show_picture(exercise)
        self._show_idle_stage(refused=bool(why))
        self.put(self.before)
        self.drop(old)

    def _show_idle_stage(self, refused: bool) -> None:
        self.stage.set_at_rest(True)
        if refused:
            self.stage.show_time(Mode.HURT, 0.0, "", tr("Not now") if self._place_is_fine() else tr("Not here"))
            return
        pace = self._shell.massaging.pace(self._technique)
        limit = None if pace is None else pace.press if pace.press is not None else pace.spot
        outer = 0.0 if pace is not None and pace.in_all else None
        number, word = (str(round(limit)), tr("seconds")) if limit else ("", tr("As long as it takes"))
        self.stage.show_time(Mode.HOLD, 1.0, number, word, outer)
        self.stage.set_spoken("")

    def _place_is_fine(self) -> bool:
        found = self._shell.massaging.verdict(self._technique, self._wanted())
        return found.refusal not in (Refusal.NEVER, Refusal.ELSEWHERE)

    def _show_picture(self, exercise: Exercise | None) -> None:
        picture = (exercise.picture or exercise.id) if exercise else ""
        if picture:
            self._name = picture
            self.stage.figure.show(self._pictures.look(Shown(picture)))
            self._move(False)

    def _move(self, on: bool) -> None:
        """Let the figure move, or stand still."""
        if on:
            self._showing.soon(self.stage.figure, self._name)
        else:
            self._showing.leave(self.stage.figure)
            self.stage.figure.show(self._pictures.look(Shown(self._name)))

    def _changed(self) -> None:
        """Another knot, a pause, a rest, pain or the end."""
        massaging = self._shell.massaging
        run, finished = massaging.run, massaging.finished
        self.stage.set_at_rest(self.part is self.before and run is None)
        if run is not None:
            self._technique, self._ended = run.technique, None
            if run.status is Status.HURT:
                self._show_hurt(run)
            else:
                self._show_doing(run)
        elif finished is not None and finished is not self._ended and self.part is not self.before:
            self._ended = finished
            self._show_after(finished)
        self.set_timer()

    def _show_doing(self, run: Run) -> None:
        self._show_words(run)
        self.put(self.doing)
        self.reflow()
        self._move(run.status is Status.RUNNING)
        self._paint(run)
        told = (run.index, run.status)
        if told != self._told:
            self._told = told
            self.announce(self._spoken(run))

    def _show_words(self, run: Run) -> None:
        _, text = self._exercise()
        doing, now = self.doing, self._shell.clock.monotonic()
        doing.title.set_text(text.name if text else "")
        doing.count.set_text(words.counted(run))
        doing.place.set_text(self._where(run))
        doing.place.setVisible(bool(doing.place.text))
        doing.instruction.set_text(self._instruction(run, text))
        doing.in_all.set_text(tr("Rolled this time") if run.pace.in_all is not None else tr("So far"))
        doing.bar.setVisible(run.pace.in_all is not None)
        caution = text.caution if text else ""
        if text and text.rest and run.rest_due(now) and run.status is Status.RUNNING:
            caution = text.rest
        doing.caution.set_text(caution)
        label, icon = {
            Status.RUNNING: (tr("Pause"), "pause"), Status.PAUSED: (tr("Go on"), "play"),
            Status.RESTING: (tr("Press again"), "play"),
        }.get(run.status, (tr("Start now"), "play"))
        doing.set_main(label, icon)
        last = tr("Done") if run.limit_here is None or run.pace.press else tr("Finish")
        label = last if run.last else tr("Next knot") if run.place.knot else tr("Next spot")
        if doing.next.text() != label:  # asked every second
            doing.next.setText(label)
            doing.next.updateGeometry()

    def _where(self, run: Run) -> str:
        """Where it is just now; "" where no knot is marked."""
        knot = self._shell.knots.get(run.place.knot)
        return knot_place(knot.place) if knot is not None else ""

    def _instruction(self, run: Run, text: ExerciseText | None) -> str:
        if text is None:
            return ""
        if run.status is Status.READY:
            return text.ready
        if run.status is Status.RESTING:
            return text.rest or tr("Let go and rest for a moment.")
        if self._technique in CIRCLES_TOO:
            return tr("Rub along it in small, light circles.") if run.manner is Way.CIRCLES else tr(
                "Press firmly and hold. Breathe out as it eases."
            )
        do = next(iter(text.do.values()), "")
        return with_side(do, run.place.side) if run.place.side else _without_side(do)

    def _spoken(self, run: Run) -> str:
        parts = [words.counted(run), self._where(run), self.doing.instruction.text]
        return ". ".join(part.rstrip(".") for part in parts if part)

    def _show_hurt(self, run: Run) -> None:
        if self.part is self.hurt and self.hurt is not None:
            return
        enough = self._shell.guide.pains(self._shell.coach.plan().day) > 1
        old, self.hurt = self.hurt, HurtPart(self._wishes, more=not run.last, enough=enough)
        self._move(False)
        self.stage.show_time(Mode.HURT, 0.0, "", tr("Stopped"))
        self.put(self.hurt)
        self.drop(old)
        self._told = ()
        self.announce(self.hurt.title.text)

    def _show_after(self, run: Run) -> None:
        title, what = words.ended(run)
        worked = list(dict.fromkeys(lap.place.knot for lap in run.log if lap.place.knot and lap.seconds > 0))
        old, self.after = self.after, AfterPart(self._wishes, title, what, self._asked(worked))
        self._move(False)
        share = run.in_all / run.pace.in_all if run.pace.in_all else None
        self.stage.show_time(Mode.DONE, 1.0, minutes_seconds(run.seconds), tr("in all"), share)
        self.put(self.after)
        self.drop(old)
        self._told = ()
        self.announce(f"{title}. {what}")

    # time

    def wait(self) -> float | None:
        """Until the next second shows."""
        run = self._shell.massaging.run
        if run is None or not run.moving:
            return None
        now = self._shell.clock.monotonic()
        ready = run.status is Status.READY
        left = run.ready_left(now) if ready else run.left_here(now)
        return ((left % 1) if left is not None else 1 - run.passed_here(now) % 1) or 1.0

    def tick(self) -> None:
        """Another second."""
        self._shell.massaging.refresh()
        run = self._shell.massaging.run
        if run is not None and run.moving:
            self._show_words(run)
            self._paint(run)

    def _paint(self, run: Run) -> None:
        now = self._shell.clock.monotonic()
        left, limit = run.left_here(now), run.limit_here
        share = left / limit if left is not None and limit else 1.0
        outer = run.total(now) / run.pace.in_all if run.pace.in_all else None
        numeral, unit = words.numeral(run, now), words.unit(run, now)
        self.stage.show_time(MODES[run.status], share, numeral, unit, outer)
        self.stage.set_spoken(f"{words.counted(run)} {numeral} {unit}".strip())
        self.doing.amount.set_text(words.total(run, now))
        self.doing.bar.set_share(outer or 0.0)

    # Qt's events

    def hideEvent(self, event: QHideEvent) -> None:
        super().hideEvent(event)
        if not self._leaving and not event.spontaneous():
            self._shell.massaging.pause()

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() is QEvent.Type.WindowStateChange and self.isMinimized():
            self._shell.massaging.pause()

    def closeEvent(self, event: QCloseEvent) -> None:
        """Leave without asking; what was done, and how strong the knots are now, is written."""
        self._leaving = True
        for undo in self._undo:
            undo()
        self._undo.clear()
        self._showing.leave()
        if self.part is self.after and self.after is not None:
            for knot, strength in self.after.ratings.values().items():
                self._shell.massaging.rate(knot, strength, Moment.AFTER)
        self._shell.massaging.close()
        super().closeEvent(event)


def _without_side(sentence: str) -> str:
    """A content sentence where no side is known: its words for one are left out."""
    return sentence.replace(" {side} ", " ").replace("{side} ", "").replace(" {other} ", " ")
