"""Small dialogs about own routines: what became of something, and what a file would bring before it does."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QDialog, QHBoxLayout, QVBoxLayout, QWidget

from unknot.ports import StoreError, Undo
from unknot.ports_own import Arrival, Parcel, Standing
from unknot.services.workshop import Workshop
from unknot.ui.kit.blocks import Block
from unknot.ui.kit.button import Button, Role
from unknot.ui.kit.folding import Folding
from unknot.ui.kit.frame import ScrollPage
from unknot.ui.kit.layout import Controls
from unknot.ui.kit.room import fitted
from unknot.ui.kit.text import Text
from unknot.ui.theme import space
from unknot.ui.theme.windows import editor, frame
from unknot.ui.tr import tr
from unknot.ui.words import editor as said


class Dialog(QDialog):
    """A title, a column that scrolls, and a row of buttons."""

    def __init__(self, title: str, high: int, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setWindowTitle(title)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.setWindowModality(Qt.WindowModality.WindowModal)
        page = ScrollPage(space.xl, space.l)
        self.body = page.body
        self.title = Text(title, "heading")
        self.body.addWidget(self.title)
        self.body.addSpacing(space.sm)
        self.told = Text("")
        self.wrong = Block()
        self.body.addWidget(self.told)
        self.body.addWidget(self.wrong)
        self.foot = QHBoxLayout()
        self.foot.setContentsMargins(space.xl, space.sm, space.xl, space.l)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addWidget(page, 1)
        column.addLayout(self.foot)
        self.resize(fitted(editor.dialog, high))
        self.setMinimumSize(frame.lowest, frame.lowest // 2)

    def tell(self, text: str = "", wrong: str = "") -> None:
        """What became of it."""
        self.told.set_text(text)
        self.told.setVisible(bool(text))
        self.wrong.set_text(wrong)
        self.wrong.setVisible(bool(wrong))


class Told(Dialog):
    """Says what became of something; ``undo`` takes it back."""

    def __init__(
        self, title: str, text: str = "", wrong: str = "", undo: Undo | None = None, parent: QWidget | None = None
    ) -> None:
        super().__init__(title, editor.dialog_low, parent)
        self.undo = Button(tr("Undo"), Role.SECONDARY, "undo")
        self.finish = Button(tr("Done"), Role.PRIMARY)
        self.undo.setVisible(undo is not None)
        self.foot.addLayout(Controls(None, self.undo, self.finish))
        self.body.addStretch(1)
        self._undo = undo
        self.undo.clicked.connect(self._take_back)
        self.finish.clicked.connect(self.accept)
        self.finish.setDefault(True)
        self.tell(text, wrong)

    def _take_back(self) -> None:
        if self._undo is None:
            return
        try:
            self._undo()
        except StoreError as refused:
            self.tell("", said.refused(refused.problem))
        else:
            self.undo.hide()
            self.tell(tr("It is back as it was."))
            self.finish.setFocus(Qt.FocusReason.TabFocusReason)


class Asked(Dialog):
    """A question before something is done."""

    def __init__(
        self, title: str, text: str, label: str, then: Callable[[], object], parent: QWidget | None = None
    ) -> None:
        super().__init__(title, editor.dialog_low, parent)
        self.leave = Button(tr("Cancel"), Role.QUIET)
        self.go_on = Button(label, Role.PRIMARY)
        self.foot.addLayout(Controls(self.leave, None, self.go_on))
        self.body.addStretch(1)
        self.leave.clicked.connect(self.reject)
        self.go_on.clicked.connect(self.accept)
        self.accepted.connect(then)
        self.leave.setFocus(Qt.FocusReason.TabFocusReason)
        self.tell(text)


class Arrivals(Dialog):
    """What a file would bring, and how. Where ids are taken it asks: keep both, or replace."""

    def __init__(self, workshop: Workshop, parcel: Parcel, parent: QWidget | None = None) -> None:
        super().__init__(tr("Import from {file}").format(file=parcel.file), editor.dialog_high, parent)
        self._workshop, self._parcel = workshop, parcel
        self._undo: Undo | None = None
        self.lines = [Text(_line(arrival)) for arrival in parcel.arrivals]
        taken = any(arrival.standing is Standing.TAKEN for arrival in parcel.arrivals)
        self.same = all(arrival.standing is Standing.SAME for arrival in parcel.arrivals)
        self.both = Button(tr("Keep both") if taken else tr("Import"), Role.PRIMARY)
        self.replace = Button(tr("Replace mine"), Role.SECONDARY)
        self.leave = Button(tr("Cancel"), Role.QUIET)
        self.undo = Button(tr("Undo import"), Role.SECONDARY, "undo")
        self.finish = Button(tr("Done"), Role.PRIMARY)
        for line in self.lines:
            self.body.addWidget(line)
            self.body.addSpacing(space.xs)
        self.body.addStretch(1)
        buttons = (self.leave, None, self.replace, self.both, self.undo, self.finish)
        self.foot.addLayout(Folding(*buttons, last_first=True))
        self._show(asking=not self.same, taken=taken)
        self.both.clicked.connect(lambda: self.take(replacing=False))
        self.replace.clicked.connect(lambda: self.take(replacing=True))
        self.leave.clicked.connect(self.reject)
        self.undo.clicked.connect(self._take_back)
        self.finish.clicked.connect(self.accept)
        text = tr("Nothing is new: you have all of this.") if self.same else ""
        self.tell(text or (tr("You have others of the same name.") if taken else tr("This comes in:")))
        self.body.insertSpacing(self.body.indexOf(self.wrong) + 1, space.sm)

    def take(self, *, replacing: bool) -> None:
        """Bring it in."""
        try:
            self._undo = self._workshop.take(self._parcel, replacing=replacing)
        except StoreError as refused:
            self.tell("", said.refused(refused.problem))
            return
        self._show(asking=False, undo=True)
        self.tell(tr("It is in the Library now."))
        self.finish.setFocus(Qt.FocusReason.TabFocusReason)

    def _take_back(self) -> None:
        undo, self._undo = self._undo, None
        if undo is None:
            return
        try:
            undo()
        except StoreError as refused:
            self.tell("", said.refused(refused.problem))
            return
        self._show(asking=False)
        self.tell(tr("All is as it was before the import."))

    def _show(self, *, asking: bool, taken: bool = False, undo: bool = False) -> None:
        self.both.setVisible(asking)
        self.leave.setVisible(asking)
        self.replace.setVisible(asking and taken)
        self.undo.setVisible(undo)
        self.finish.setVisible(not asking)


def _line(arrival: Arrival) -> str:
    kind = tr("Routine") if arrival.routine else tr("Exercise")
    standing = {
        Standing.NEW: tr("new"),
        Standing.SAME: tr("you have it already"),
        Standing.TAKEN: tr("you have another one"),
        Standing.BUILT_IN: tr("comes in beside the one that is built in"),
    }[arrival.standing]
    return tr("{name} ({kind}): {standing}").format(name=arrival.name, kind=kind, standing=standing)


def import_from(workshop: Workshop, look_into: Callable[[], Parcel], parent: QWidget | None) -> Dialog:
    """The dialog for a file: what it brings, or why it is refused."""
    try:
        return Arrivals(workshop, look_into(), parent)
    except StoreError as refused:
        wrong = tr("{why} Nothing was brought in.").format(why=said.refused(refused.problem))
        return Told(tr("This file is refused"), wrong=wrong, parent=parent)
