"""Translation for text outside of QObjects."""

from __future__ import annotations

from PySide6.QtCore import QCoreApplication


def tr(text: str, disambiguation: str = "", n: int = -1) -> str:
    """Translate; ``%n`` takes ``n`` with the language's plural forms.

    The context is empty, because that is where ``pyside6-lupdate`` files what a plain function named ``tr`` says.
    """
    return QCoreApplication.translate("", text, disambiguation, n)
