"""Makes windows when they are first needed and brings them to the front. The only place that imports them."""

from __future__ import annotations

import gc
from collections.abc import Callable, Sequence
from typing import TYPE_CHECKING, Protocol, runtime_checkable

from PySide6.QtCore import QObject, Qt, QTimer
from PySide6.QtGui import QPixmapCache
from PySide6.QtWidgets import QWidget

from unknot.core.care_records import CompressKind
from unknot.core.day import Slot
from unknot.ports import Prompter
from unknot.services.verbs import Refusal
from unknot.ui.shell import Page, Shell

if TYPE_CHECKING:
    from unknot.ui.main_window import MainWindow


PIXMAPS_KB = 10_240
"""What Qt may keep of drawn icons and marks while windows are used; its usual limit."""
TIDY_MS = 1000
"""So long after a window is gone, what it took is given back: pictures and painters are large, the tray is not."""


@runtime_checkable
class Making(Protocol):
    """A window in which something is made that isn't saved yet."""

    def put_by(self) -> None:
        """Keep it for the next time, and close without a question."""


class QtWindows(QObject):
    """``shell.Windows``. Importing a window's module waits until it is opened: the tray must cost little."""

    def __init__(
        self,
        quit_app: Callable[[], None],
        blends: Callable[[], bool],
        corner: Qt.Corner,
        give_back: Callable[[], None],
    ) -> None:
        """``blends``: whether translucent windows are blended here. ``corner``: where prompts appear. ``give_back``:
        hands free memory back to the system."""
        super().__init__()
        self._quit = quit_app
        self._blends = blends
        self._corner = corner
        self._tidy = QTimer(self, singleShot=True, interval=TIDY_MS)
        self._tidy.timeout.connect(QPixmapCache.clear)
        self._tidy.timeout.connect(gc.collect)
        self._tidy.timeout.connect(give_back)
        self._shell: Shell | None = None
        self._main: MainWindow | None = None
        self._dressed = False
        self._others: dict[str, QWidget] = {}

    def attach(self, shell: Shell) -> None:
        """Take the services, and open a session's window whenever one begins."""
        self._shell = shell
        shell.guide.on_begin(self._session_began)
        shell.verbs.on_refused(self._refused)
        shell.preferences.on_change(lambda _old, _new: self._dress())

    def open(self, page: Page, part: str = "") -> None:
        """Show the main window at this page, on top; ``part``: a tab of the settings."""
        from unknot.ui.main_window import MainWindow

        shell = self._ready()
        if self._main is None:
            self._main = MainWindow(shell)
            self._main.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
            self._main.destroyed.connect(self._main_gone)
        self._main.show_page(page, part)
        self._raise(self._main)

    def open_first(self) -> None:
        """Today, or the welcome as long as it was not gone through."""
        if self._ready().welcomed():
            self.open(Page.TODAY)
        else:
            self.open_welcome()

    def open_session(self) -> None:
        """Show the running session's window."""
        from unknot.ui.session.window import SessionWindow

        shell = self._ready()
        self._raise(self._keep("session", lambda: SessionWindow(shell)))

    def close_session(self) -> None:
        """Close the session's window, if there is one."""
        if "session" in self._others:
            self._others["session"].close()

    def load_session(self) -> None:
        """Load what a session's window needs, ahead of Start: its first opening takes a quarter of a second else."""
        self._ready()
        import unknot.ui.session.window  # noqa: F401 - to have it loaded

    def open_welcome(self) -> None:
        """Show the welcome, or only its red-flag question."""
        from unknot.ui.welcome import WelcomeWindow

        shell = self._ready()
        self._raise(self._keep("welcome", lambda: WelcomeWindow(shell)))

    def open_moving(self) -> None:
        """Show the dialog that takes minutes of moving."""
        from unknot.ui.care.moving_window import MovingWindow

        shell = self._ready()
        self._raise(self._keep("moving", lambda: MovingWindow(shell)))

    def open_pain(self) -> None:
        """Show the dialog that asks where it hurts, and how much."""
        from unknot.ui.care.pain_window import PainWindow

        shell = self._ready()
        self._raise(self._keep("pain", lambda: PainWindow(shell)))

    def open_massage(self, technique: str, knots: Sequence[str] = ()) -> None:
        """Show the massage under way, or prepare one of these knots with this technique."""
        from unknot.ui.care.massage_window import MassageWindow

        shell = self._ready()
        window = self._keep("massage", lambda: MassageWindow(shell))
        assert isinstance(window, MassageWindow)
        window.prepare(technique, knots)
        self._raise(window)

    def open_compress(self, kind: CompressKind) -> None:
        """Show the compress under way, or prepare one of this kind."""
        from unknot.ui.care.compress_window import CompressWindow

        shell = self._ready()
        window = self._keep("compress", lambda: CompressWindow(shell))
        assert isinstance(window, CompressWindow)
        window.prepare(kind)
        self._raise(window)

    def open_emergency(self) -> None:
        """Show the emergency page."""
        from unknot.ui.emergency import EmergencyWindow

        shell = self._ready()
        self._raise(self._keep("emergency", lambda: EmergencyWindow(shell)))

    def open_routine(self, name: str = "", exercise: str = "") -> None:
        """Show the editor with this routine, a copy of one that is built in, or a new one."""
        from unknot.ui.editor.routine_window import RoutineWindow

        shell = self._ready()
        there = (window for window in self._others.values() if isinstance(window, RoutineWindow))
        made = next((window for window in there if window.shows(name)), None)
        if made is None:
            made = RoutineWindow(shell, name, fresh=bool(exercise))
            self._keep(f"routine {id(made)}", lambda: made)
        if exercise:
            made.add(exercise)
        self._raise(made)

    def open_exercise(self, name: str = "") -> None:
        """Show the form of an own exercise, or of a new one."""
        from unknot.ui.editor.exercise_window import ExerciseWindow

        shell = self._ready()
        self._raise(self._keep(f"exercise {name}", lambda: ExerciseWindow(shell, name)))

    def prompt_window(self) -> Prompter:
        """Our own small prompt, for desktops without notifications that can be answered."""
        from unknot.ui.prompt_window import PromptWindow
        from unknot.ui.session.pictures import Pictures

        shell = self._ready()
        pictures = Pictures(shell.picture, lambda _name: "stand")
        return PromptWindow(lambda: shell.library, shell.clock, lambda: pictures, self._corner, self._blends)

    def insistent_window(self) -> Prompter:
        """The prompt over all screens, for who chose it."""
        from unknot.ui.insistent import InsistentWindow
        from unknot.ui.session.pictures import Pictures

        shell = self._ready()

        def pictures() -> Pictures:  # anew for each prompt: what they took is given back
            return Pictures(shell.picture, lambda _name: "stand", shell.library.motions)

        return InsistentWindow(
            lambda: shell.library, shell.clock, pictures, self.prompt_window, self._blends, shell.report,
            self._tidy.start,
        )

    def tell_problems(self) -> None:
        """Something new went wrong with a file: the main window's strip shows it."""
        if self._main is not None:
            self._main.show_problems()

    @property
    def main_is_open(self) -> bool:
        """Whether the main window, whose strip tells of problems, is there to be seen."""
        return self._main is not None and self._main.isVisible()

    def put_by(self) -> None:
        """The app is about to end: what is being made is kept, and its window asks no more before it closes."""
        for window in self._others.values():
            if isinstance(window, Making):
                window.put_by()

    def close_all(self) -> None:
        """Close every window, the session's last so that its picture does not flash through."""
        self.put_by()
        for window in (self._main, *list(self._others.values())):
            if window is not None:
                window.close()

    def quit(self) -> None:
        """End the app."""
        self._quit()

    def _ready(self) -> Shell:
        assert self._shell is not None, "windows open only after attach()"
        if not self._dressed:
            self._dressed = True
            QPixmapCache.setCacheLimit(PIXMAPS_KB)
            self._dress()
        return self._shell

    def _dress(self) -> None:
        """Bring colours and motion in line with the settings; only once a window was there to see them."""
        if self._dressed and self._shell is not None:
            from unknot.ui.theme import theme

            theme().apply(self._shell.preferences.current)

    def _keep(self, name: str, make: Callable[[], QWidget]) -> QWidget:
        window = self._others.get(name)
        if window is None:
            window = make()
            window.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
            window.destroyed.connect(lambda: self._gone(name))
            self._others[name] = window
        return window

    @staticmethod
    def _raise(window: QWidget) -> None:
        if window.isMinimized():
            window.showNormal()
        window.show()
        window.raise_()
        window.activateWindow()

    def _main_gone(self) -> None:
        self._main = None
        self._tidy.start()

    def _gone(self, name: str) -> None:
        self._others.pop(name, None)
        self._tidy.start()

    def _session_began(self, _slot: Slot, _resumed: bool) -> None:
        self.open_session()

    def _refused(self, refusal: Refusal) -> None:
        if refusal is Refusal.BLOCKED:
            self.open_emergency()
        elif refusal is Refusal.UNASKED:
            self.open_welcome()
        elif refusal is Refusal.RUNNING:
            self.open_session()
        elif refusal is Refusal.ENOUGH:  # each technique says there why it has to wait
            self.open(Page.CARE, "knots")
