"""A window of another program that fills the screen when told to: ``full`` and ``normal`` on standard input."""

from __future__ import annotations

import os
import signal
import sys

from PySide6.QtCore import QSocketNotifier
from PySide6.QtWidgets import QApplication, QLabel


def main() -> int:
    """Run until ended by a signal."""
    signal.signal(signal.SIGTERM, signal.SIG_DFL)
    app = QApplication(sys.argv)
    app.setDesktopFileName("film")
    film = QLabel("Film")
    film.setWindowTitle("Film")
    film.resize(400, 300)
    film.show()

    def read() -> None:
        for order in os.read(0, 4096).decode().split():
            {"full": film.showFullScreen, "normal": film.showNormal}[order]()

    orders = QSocketNotifier(0, QSocketNotifier.Type.Read)
    orders.activated.connect(read)
    return app.exec()


if __name__ == "__main__":
    sys.exit(main())
