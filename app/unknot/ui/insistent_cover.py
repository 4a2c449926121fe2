"""One dimmed screen: with the prompt on it, or with nothing but the time."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QPointF, QRect, Qt, QTimer
from PySide6.QtGui import (
    QCloseEvent,
    QColor,
    QGuiApplication,
    QPainter,
    QPaintEvent,
    QPixmap,
    QRadialGradient,
    QResizeEvent,
    QScreen,
)
from PySide6.QtWidgets import QWidget

from unknot.ports import Clock
from unknot.ui import words
from unknot.ui.insistent_ask import InsistentAsk
from unknot.ui.insistent_parts import NightText, ground
from unknot.ui.theme import duration, theme
from unknot.ui.theme.motion import animate, fade_out, windows_fade
from unknot.ui.theme.windows import insistent as sizes
from unknot.ui.tr import tr

MINUTE = 60


class Cover(QWidget):
    """A window over the whole of one screen, above all others. It grabs neither keyboard nor pointer. ``composited``:
    whether what lies beneath may shine through; ``closed``: the window manager closed it."""

    def __init__(self, screen: QScreen, clock: Clock, composited: bool, closed: Callable[[], None]) -> None:
        flags = Qt.WindowType
        super().__init__(
            None,
            flags.Window | flags.FramelessWindowHint | flags.WindowStaysOnTopHint | flags.NoDropShadowWindowHint,
        )
        self.setAttribute(Qt.WidgetAttribute.WA_QuitOnClose, on=False)
        self.setAttribute(Qt.WidgetAttribute.WA_TranslucentBackground, on=composited)
        self.setWindowTitle(tr("Unknot asks"))
        self._clock = clock
        self._composited = composited
        self._fades = composited and windows_fade()
        self._closed: Callable[[], None] | None = closed
        self._ask: InsistentAsk | None = None
        self._glow: tuple[QPointF, QPixmap] | None = None
        self.time = NightText("", "numeral", "ink2", wrap=False, parent=self)
        self._minute = QTimer(self, singleShot=True)
        self._minute.timeout.connect(self._tell_time)
        self.setScreen(screen)
        self.setGeometry(screen.geometry())
        theme().changed.connect(self._dressed)

    @property
    def ask(self) -> InsistentAsk | None:
        """The prompt, if it stands here."""
        return self._ask

    def put(self, ask: InsistentAsk | None) -> None:
        """The prompt stands here; with None, the time."""
        self._ask = ask
        self.time.setVisible(ask is None)
        if ask is not None:
            ask.setParent(self)
            ask.show()
        else:
            self._tell_time()
        self._arrange()

    def arrive(self, front: bool) -> None:
        """Appear. ``front``: it takes the keyboard, so that Esc is heard."""
        self.setAttribute(Qt.WidgetAttribute.WA_ShowWithoutActivating, on=not front)
        if self._fades:
            self.setWindowOpacity(0.0)
        if QGuiApplication.platformName() == "cocoa":  # full screen there is a space of its own, reached by sliding
            self.show()
        else:
            self.showFullScreen()
        if self._fades:
            animate(self, "windowOpacity", 1.0, duration.fade)
        if front:
            self.take_keyboard()

    def take_keyboard(self) -> None:
        """Ask the window manager for it."""
        self.raise_()
        self.activateWindow()
        if self._ask is not None:
            self._ask.setFocus()

    def leave(self) -> None:
        """Fade out, then be gone."""
        self._closed = None
        if self._fades:
            fade_out(self, self.drop)
        else:
            self.drop()

    def drop(self) -> None:
        """Be gone at once."""
        self._closed = None
        self._minute.stop()
        self.hide()
        self.deleteLater()

    def closeEvent(self, event: QCloseEvent) -> None:
        """Closed by the person, as by Alt+F4; the app that ends closes it without a word."""
        super().closeEvent(event)
        if event.spontaneous() and self._closed is not None:
            closed, self._closed = self._closed, None
            closed()

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._arrange()

    def _arrange(self) -> None:
        self._glow = None
        if self._ask is not None:
            self._ask.setGeometry(self.rect())
        hint = self.time.sizeHint()
        self.time.setGeometry(QRect(self.rect().center() - QRect(0, 0, *hint.toTuple()).center(), hint))
        self.update()

    def _tell_time(self) -> None:
        now = self._clock.now()
        self.time.set_text(words.clock_time(now))
        self._minute.start((MINUTE - now.second) * 1000)
        self._arrange()

    def _dressed(self) -> None:
        self._glow = None
        self.update()

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setCompositionMode(QPainter.CompositionMode.CompositionMode_Source)
        painter.fillRect(event.rect(), ground(sizes.dim if self._composited else 1.0))
        if self._ask is not None and not theme().tokens.contrast:
            if self._glow is None:
                self._glow = self._drawn_glow(self._ask)
            painter.drawPixmap(self._glow[0], self._glow[1])

    def _drawn_glow(self, ask: InsistentAsk) -> tuple[QPointF, QPixmap]:
        """The light around the disc, drawn once: it is behind all that moves."""
        centre, reach = QPointF(ask.mapTo(self, ask.lamp.geometry().center())), ask.lamp.ring().radius * sizes.glow
        box = QRect(0, 0, round(2 * reach), round(2 * reach))
        ratio = self.devicePixelRatioF()
        made = QPixmap(box.size() * ratio)
        made.setDevicePixelRatio(ratio)
        edge = ground(sizes.dim if self._composited else 1.0)
        made.fill(edge)
        with theme().at_night() as tokens:
            middle = QColor(tokens.side)
        middle.setAlphaF(edge.alphaF())
        light = QRadialGradient(QPointF(reach, reach), reach)
        light.setColorAt(0, middle)
        light.setColorAt(1, edge)
        painter = QPainter(made)
        painter.setCompositionMode(QPainter.CompositionMode.CompositionMode_Source)
        painter.fillRect(box, light)
        painter.end()
        return centre - QPointF(reach, reach), made
