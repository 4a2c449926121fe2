"""A window with a line to write in, as any program of the person's: standard output gets the text at each change."""

from __future__ import annotations

import signal
import sys

from PySide6.QtWidgets import QApplication, QLineEdit


def main() -> int:
    """Run until ended by a signal."""
    signal.signal(signal.SIGTERM, signal.SIG_DFL)
    app = QApplication(sys.argv)
    line = QLineEdit()
    line.setWindowTitle("Writer")
    line.resize(400, 60)
    line.textChanged.connect(lambda text: print(text, flush=True))
    line.show()
    return app.exec()


if __name__ == "__main__":
    sys.exit(main())
