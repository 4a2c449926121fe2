"""A made-up language whose words need as much more room as German or Finnish ones."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager

from PySide6.QtCore import QCoreApplication, QTranslator


class LongWords(QTranslator):
    """A language that needs 40 % more room."""

    def isEmpty(self) -> bool:  # noqa: N802 - Qt's name
        return False

    def translate(self, context: str, text: str, disambiguation: str | None = None, n: int = -1) -> str:
        return f"{text} {'ersetzung'[: max(3, round(0.4 * len(text)) - 1)]}" if len(text) < 24 else (
            f"{text} {' '.join(['ersetzung'] * round(0.04 * len(text)))}"
        )


@contextmanager
def spoken_at_length() -> Iterator[None]:
    """Windows made meanwhile say everything in that language."""
    words = LongWords()
    QCoreApplication.installTranslator(words)
    try:
        yield
    finally:
        QCoreApplication.removeTranslator(words)
