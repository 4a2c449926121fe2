"""Export of a period: its records as CSV or JSON, or a month on a sheet of paper as PDF or picture."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from pathlib import Path

from PySide6.QtCore import QLocale, QRectF, QSize, Qt
from PySide6.QtGui import QColor, QPageSize, QPainter, QPaintEvent, QPen, QResizeEvent
from PySide6.QtWidgets import QDialog, QFileDialog, QHBoxLayout, QMenu, QSizePolicy, QVBoxLayout, QWidget

from unknot.core.review import Period, Review, Scope, period
from unknot.core.worktime import working_day
from unknot.ports import StoreError
from unknot.ports_archive import Form
from unknot.ui import words
from unknot.ui.charts.sheet import Sheet, save
from unknot.ui.kit.button import Button, Role
from unknot.ui.kit.fields import LineEdit
from unknot.ui.kit.folding import Folding
from unknot.ui.kit.layout import Controls, Stacked, right_to_left
from unknot.ui.kit.room import fitted
from unknot.ui.kit.switches import SegmentSwitch
from unknot.ui.kit.text import Text
from unknot.ui.pages.history_sheet import month_sheet
from unknot.ui.shell import Shell
from unknot.ui.theme import space, theme
from unknot.ui.theme.windows import frame, history
from unknot.ui.tr import tr
from unknot.ui.words import history as told

ENDINGS = {Form.CSV: "zip", Form.JSON: "json"}
SIZES = (QPageSize.PageSizeId.A4, QPageSize.PageSizeId.Letter)
Tell = Callable[[str, str], None]
"""Told what was done, and what went wrong; one of them is empty."""
LONGEST_NAME = 80


class Export:
    """Fills the menu behind Export; asks where to, and tells what became of it."""

    def __init__(self, shell: Shell, owner: QWidget, shown: Period, week_starts: int, tell: Tell) -> None:
        self._shell = shell
        self._owner = owner
        self._shown = shown
        self._starts = week_starts
        self._tell = tell

    def fill(self, menu: QMenu) -> None:
        """Put the entries into a menu that is about to be shown."""
        menu.addAction(tr("{month} on paper…").format(month=self._month_name())).triggered.connect(self._open_sheet)
        menu.addSeparator()
        menu.addAction(tr("Records as CSV…")).triggered.connect(lambda: self._ask(Form.CSV))
        menu.addAction(tr("Records as JSON…")).triggered.connect(lambda: self._ask(Form.JSON))

    def _month(self) -> Period:
        """What is shown, or the month that it begins in."""
        return period(Scope.MONTH, self._shown.first)

    def _month_name(self) -> str:
        return told.title(self._month(), self._today())

    def _today(self) -> date:
        shell = self._shell
        return working_day(shell.clock.now(), shell.preferences.rota, shell.clock.zone)

    def _open_sheet(self) -> None:
        month, records = self._month(), self._shell.records
        dialog = SheetDialog(
            self._shell, records.review(month, self._today()), self._starts, self._tell, self._owner
        )
        dialog.open()

    def write(self, path: Path, form: Form) -> None:
        """Write the records of the period, and tell."""
        try:
            count = self._shell.archive.export(path, form, self._shown.first, self._shown.last)
        except StoreError as refused:
            self._tell("", words.problem(refused.problem))
        else:
            self._tell(tr("%n records are in {file}.", "", count).format(file=path.name), "")

    def _ask(self, form: Form) -> None:
        name = f"unknot-{self._shown.first}-{self._shown.last}.{ENDINGS[form]}"
        ask_where(self._owner, name, lambda path: self.write(path, form))


def ask_where(owner: QWidget, name: str, then: Callable[[Path], None]) -> None:
    """Ask for a place to save to; ``then`` is called with it unless the person goes away."""
    dialog = QFileDialog(owner, tr("Export"))
    dialog.setAcceptMode(QFileDialog.AcceptMode.AcceptSave)
    dialog.setDefaultSuffix(name.rpartition(".")[2])
    dialog.selectFile(name)
    dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
    dialog.fileSelected.connect(lambda file: then(Path(file)))
    dialog.open()


class Preview(QWidget):
    """The first page, small."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._sheet: Sheet | None = None
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Preferred)
        self.setAccessibleName(tr("The first page"))

    def show_sheet(self, sheet: Sheet) -> None:
        """Show this one."""
        self._sheet = sheet
        self.updateGeometry()
        self.update()

    def sizeHint(self) -> QSize:
        if self._sheet is None:
            return QSize(history.preview, history.preview)
        paper = self._sheet.paper
        return QSize(history.preview, round(history.preview * paper.height() / paper.width()))

    def minimumSizeHint(self) -> QSize:
        return QSize(0, 0)

    def paintEvent(self, event: QPaintEvent) -> None:
        if self._sheet is None:
            return
        paper = self._sheet.paper
        scale = min(self.width() / paper.width(), self.height() / paper.height())
        page = QRectF(0, 0, paper.width() * scale, paper.height() * scale)
        painter = QPainter(self)
        painter.translate(self.width() - page.width() if not right_to_left(self) else 0, 0)
        painter.save()
        painter.scale(scale, scale)
        self._sheet.paint(painter, 0)
        painter.restore()
        painter.setPen(QPen(QColor(theme().tokens.border), 1))
        painter.setBrush(Qt.BrushStyle.NoBrush)
        painter.drawRect(page.adjusted(0.5, 0.5, -0.5, -0.5))
        painter.end()


class SheetDialog(QDialog):
    """Whose it is, which paper, and what it will look like. Nothing of it is kept."""

    def __init__(
        self, shell: Shell, shown: Review, week_starts: int, tell: Tell, parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self._shell, self._shown, self._starts, self._tell = shell, shown, week_starts, tell
        self._entries = shell.records.pains(shown.period)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.setWindowModality(Qt.WindowModality.WindowModal)
        self.setWindowTitle(tr("A month on paper"))
        self.name = LineEdit("", tr("Your name"))
        self.name.setMaxLength(LONGEST_NAME)
        metric = QLocale().measurementSystem() is not QLocale.MeasurementSystem.ImperialUSSystem
        self.size_ = SegmentSwitch(["A4", tr("Letter")], 0 if metric else 1)
        self.size_.set_name(tr("Paper"))
        self.preview = Preview()
        self.pages = Text("", "small", "ink2")
        self.pdf = Button(tr("Save as PDF…"), Role.PRIMARY)
        self.png = Button(tr("Save as picture…"), Role.SECONDARY)
        self.leave = Button(tr("Cancel"), Role.QUIET)
        self.pdf.setDefault(True)
        self._lay_out()
        self.name.textChanged.connect(lambda _text: self._renew())
        self.size_.chosen.connect(lambda _index: self._renew())
        self.pdf.clicked.connect(lambda: self._ask("pdf"))
        self.png.clicked.connect(lambda: self._ask("png"))
        self.leave.clicked.connect(self.reject)
        self._renew()

    def _lay_out(self) -> None:
        fields = QVBoxLayout()
        fields.setSpacing(space.s)
        title = tr("{month} on paper").format(month=told.title(self._shown.period, self._shown.today))
        fields.addWidget(Text(title, "heading"))
        fields.addWidget(Text(tr("All numbers, to show to a physiotherapist or a doctor.")))
        fields.addSpacing(space.s)
        fields.addWidget(Text(tr("Your name, if it should be on it"), "label"))
        fields.addLayout(Stacked(self.name))
        fields.addSpacing(space.s)
        fields.addWidget(Text(tr("Paper"), "label"))
        fields.addLayout(Controls(self.size_, None))
        fields.addSpacing(space.s)
        fields.addWidget(self.pages)
        fields.addStretch(1)
        fields.addSpacing(space.xs)
        fields.addLayout(Folding(self.pdf, self.png, self.leave, None))
        row = QHBoxLayout(self)
        row.setContentsMargins(space.xl, space.ml, space.xl, space.ml)
        row.setSpacing(space.xl)
        row.addLayout(fields, 1)
        row.addWidget(self.preview)
        self.setMinimumWidth(frame.widest // 2)
        self.resize(fitted(history.dialog, self.sizeHint().height()))

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self.preview.setVisible(self.height() >= history.preview_from)

    def sheet(self) -> Sheet:
        """As it would be saved now."""
        return month_sheet(
            self._shown, self._entries, self._shell.body_map(), self._starts, SIZES[self.size_.index],
            self.name.text().strip(), right_to_left(self),
        )

    def _renew(self) -> None:
        sheet = self.sheet()
        self.preview.show_sheet(sheet)
        count = len(sheet.pages)
        self.pages.set_text(tr("1 page") if count == 1 else tr("%n pages", "", count))

    def _ask(self, ending: str) -> None:
        month = self._shown.period.first
        ask_where(self, f"unknot-{month:%Y-%m}.{ending}", lambda path: self.write(path, ending))

    def write(self, path: Path, ending: str) -> None:
        """Write it as ``pdf`` or ``png``, tell, and close."""
        sheet = self.sheet()
        try:
            save(path, sheet.pdf() if ending == "pdf" else sheet.png())
        except StoreError as refused:
            self._tell("", words.problem(refused.problem))
        else:
            self._tell(tr("Saved as {file}.").format(file=path.name), "")
        self.accept()
