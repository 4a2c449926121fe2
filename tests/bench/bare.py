"""The yardstick: the least PySide6 program with a tray icon and a menu, and one plain window on request.

``python bare.py`` shows the icon; each byte on standard input then shows the window, or closes it if it is open.
"""

from __future__ import annotations

import os
import signal
import sys

from PySide6.QtCore import QSocketNotifier
from PySide6.QtGui import QColor, QIcon, QPixmap
from PySide6.QtWidgets import QApplication, QLabel, QMenu, QSystemTrayIcon


def main() -> int:
    """Run until ended by a signal."""
    signal.signal(signal.SIGTERM, signal.SIG_DFL)
    app = QApplication(sys.argv)
    app.setApplicationName("unknot-bare")
    app.setQuitOnLastWindowClosed(False)
    square = QPixmap(22, 22)
    square.fill(QColor("teal"))
    menu = QMenu()
    for label in ("Stretch now", "Skip", "Quit"):
        menu.addAction(label)
    icon = QSystemTrayIcon(QIcon(square))
    icon.setContextMenu(menu)
    icon.setToolTip("bare")
    icon.show()
    windows: list[QLabel] = []

    def toggle() -> None:
        os.read(sys.stdin.fileno(), 1)
        if windows:
            windows.pop().close()
            return
        window = QLabel("stretch")
        window.setWindowTitle("bare")
        window.resize(900, 640)
        window.show()
        windows.append(window)

    notifier = QSocketNotifier(sys.stdin.fileno(), QSocketNotifier.Type.Read)
    notifier.activated.connect(toggle)
    return app.exec()


if __name__ == "__main__":
    sys.exit(main())
