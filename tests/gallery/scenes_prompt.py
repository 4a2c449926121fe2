"""The prompt's card, on plain ground: the desktop behind it is not ours."""

from __future__ import annotations

from datetime import timedelta

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QWidget
from tests.fakes import FakeClock
from tests.gallery import scene
from tests.ui.session_house import bundled_library, german, still

from unknot.core.day import Slot, State
from unknot.core.history import Reason, SlotKind
from unknot.core.library import Library
from unknot.ports import Prompt
from unknot.ui.prompt_insides import Ask, Skipped
from unknot.ui.prompt_window import PromptWindow
from unknot.ui.session.pictures import Pictures

KEPT: list[PromptWindow] = []


def prompter(library: Library | None = None) -> PromptWindow:
    """A prompter whose cards can be drawn."""
    made = PromptWindow(
        lambda: library or bundled_library(), FakeClock(), lambda: Pictures(still, lambda _name: "seat")
    )
    KEPT.append(made)
    return made


def slot(kind: SlotKind) -> Slot:
    """The third of the day, due now."""
    now = FakeClock().now()
    return Slot(now.date(), "s3", kind, now, timedelta(minutes=3), Reason.SPREAD, 3, State.SHOWN)


def a_prompt(kind: SlotKind, snoozes: int = 3, after_call: bool = False) -> Prompt:
    """Neck and shoulders, or standing up."""
    return Prompt(slot(kind), 4, "neck-shoulders-3", "stand-walk", 54, 5, snoozes, 60, after_call)


def asked(
    kind: SlotKind, snoozes: int = 3, library: Library | None = None, *, after_call: bool = False
) -> QWidget:
    """The card of one prompt."""
    made = prompter(library)
    made.show(a_prompt(kind, snoozes, after_call), lambda _a, _n: None)
    assert made.card is not None
    return made.card


@scene("prompt-posture")
def posture() -> QWidget:
    return asked(SlotKind.POSTURE)


@scene("prompt-session")
def session() -> QWidget:
    return asked(SlotKind.SESSION)


@scene("prompt-last-snooze-gone")
def last_snooze_gone() -> QWidget:
    return asked(SlotKind.SESSION, snoozes=0)


@scene("prompt-german")
def long_words() -> QWidget:
    return asked(SlotKind.SESSION, library=german(bundled_library()))


@scene("prompt-right-to-left", right_to_left=True)
def right_to_left() -> QWidget:
    return asked(SlotKind.SESSION)


@scene("prompt-skipped")
def skipped() -> QWidget:
    made = prompter()
    made.skipped(slot(SlotKind.SESSION), lambda: None)
    assert made.card is not None
    return made.card


@scene("prompt-busy-day")
def busy_day() -> QWidget:
    made = prompter()
    made.busy_day(lambda _choice: None)
    assert made.card is not None
    return made.card


@scene("prompt-after-a-call")
def after_a_call() -> QWidget:
    return asked(SlotKind.POSTURE, after_call=True)


def menu_of(card: QWidget) -> None:
    """Fill the menu, which is a window of its own, and put it where it can be drawn."""
    menu = card.findChild(Ask).snooze.menu()
    menu.aboutToShow.emit()
    menu.setParent(card, Qt.WindowType.Widget)
    menu.resize(menu.sizeHint())
    menu.move(card.rect().center() - menu.rect().center())
    menu.show()
    menu.raise_()
    menu.setActiveAction(menu.actions()[0])


@scene("prompt-snooze-menu", arrange=menu_of)
def snooze_menu() -> QWidget:
    return asked(SlotKind.SESSION)


@scene("prompt-skipped-why")
def skipped_why() -> QWidget:
    made = prompter()
    made.skipped(slot(SlotKind.SESSION), lambda: None, lambda _why: None)
    assert made.card is not None
    return made.card


@scene("prompt-reasons")
def reasons() -> QWidget:
    made = prompter()
    made.skipped(slot(SlotKind.SESSION), lambda: None, lambda _why: None)
    assert made.card is not None
    made.card.findChild(Skipped).why.click()
    assert made.card is not None
    return made.card
