"""A row of controls that becomes a column."""

from __future__ import annotations

from PySide6.QtWidgets import QApplication, QVBoxLayout, QWidget
from pytestqt.qtbot import QtBot

from unknot.ui.kit.button import Button, Role
from unknot.ui.kit.focus import RING
from unknot.ui.kit.folding import Folding
from unknot.ui.theme import space


def place(qtbot: QtBot, width: int, *texts: str, last_first: bool = False) -> list[Button]:
    window = QWidget()
    qtbot.addWidget(window)
    qtbot.kept = window  # as long as the test
    buttons = [Button(text, Role.PRIMARY) for text in texts]
    column = QVBoxLayout(window)
    column.addLayout(Folding(None, *buttons, last_first=last_first))
    column.addStretch(1)
    window.resize(width, 400)
    window.show()
    for _ in range(3):
        QApplication.processEvents()
    return buttons


def test_what_fits_stands_side_by_side_with_the_design_s_gap_between_the_faces(qtbot: QtBot) -> None:
    back, on = place(qtbot, 480, "Back", "Next")
    assert back.y() == on.y()
    assert on.x() - back.geometry().right() - 1 + 2 * RING == space.s


def test_what_does_not_fit_stands_below_each_other_and_nothing_overlaps(qtbot: QtBot) -> None:
    first, second = place(qtbot, 240, "Schulterblätter zusammenziehen", "Nackenmuskulatur dehnen")
    assert first.geometry().bottom() < second.y() + 2 * RING
    assert first.height() == first.sizeHint().height()


def test_as_a_column_the_primary_button_may_come_first(qtbot: QtBot) -> None:
    back, on = place(qtbot, 240, "Zurück zum vorherigen Schritt", "Nichts davon trifft zu", last_first=True)
    assert on.y() < back.y()
    assert back.parentWidget().minimumSizeHint().width() < back.width() + on.sizeHint().width()


def test_what_is_hidden_takes_no_room(qtbot: QtBot) -> None:
    one, two, three = place(qtbot, 320, "A long first button", "A long second button", "Third")
    assert one.y() != three.y()
    two.hide()
    for _ in range(3):
        QApplication.processEvents()
    assert one.y() == three.y()
