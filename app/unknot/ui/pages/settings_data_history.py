"""Settings, Data: records of some days to a file, or erased for good."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from datetime import date
from pathlib import Path

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QFileDialog, QVBoxLayout, QWidget

from unknot.ports import StoreError
from unknot.ports_archive import Form
from unknot.ui.kit.blocks import Block
from unknot.ui.kit.button import Button, Role
from unknot.ui.kit.fields import Choice
from unknot.ui.kit.focus import RING
from unknot.ui.kit.folding import Folding
from unknot.ui.kit.layout import Controls, Stacked
from unknot.ui.kit.text import Text
from unknot.ui.pages.settings_data_days import Days
from unknot.ui.pages.settings_data_doing import put_away_what_runs
from unknot.ui.shell import Shell
from unknot.ui.theme import space
from unknot.ui.theme.windows import settings
from unknot.ui.tr import tr
from unknot.ui.words import capital
from unknot.ui.words import data as words


class Panel(QWidget):
    """A column of parts with what became of it at its foot."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.told = Text("", "body", "ink2")
        self.wrong = Block(icon_name="caution")
        self.column = QVBoxLayout(self)
        self.column.setContentsMargins(RING, RING, RING, RING)
        self.column.setSpacing(space.sm)

    def say(self, told: str = "", wrong: str = "") -> None:
        """What became of it; nothing hides it."""
        self.told.set_text(told)
        self.wrong.set_text(wrong)
        self.told.setVisible(bool(told))
        self.wrong.setVisible(bool(wrong))

    def add_answers(self) -> None:
        """The place for that."""
        for part in (self.wrong, self.told):
            part.setMaximumWidth(settings.control)
            self.column.addWidget(part)
        self.say()


class ExportPanel(Panel):
    """Which records, of which days, in which form."""

    def __init__(self, shell: Shell, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._shell = shell
        kinds = shell.archive.kinds
        self._kinds: list[Sequence[str]] = [(), *((name,) for name in kinds)]
        labels = [tr("All records"), *(capital(words.kind(name)) for name in kinds)]
        self.kind = Choice(labels, tr("Which records"))
        self.days = Days(tr("Of which days"), lambda: shell.clock.now().date())
        self.forms = {form: Button(label, Role.SECONDARY, "external") for form, label in (
            (Form.CSV, tr("Save as CSV…")), (Form.JSON, tr("Save as JSON…"))
        )}
        for form, button in self.forms.items():
            button.clicked.connect(lambda _checked=False, form=form: self._ask(form))
        self.column.addLayout(Controls(self.kind, None))
        self.column.addLayout(Stacked(self.days))
        self.column.addLayout(Folding(*self.forms.values(), None))
        self.add_answers()
        self.days.changed.connect(self.say)
        self.kind.currentIndexChanged.connect(lambda _index: self.say())

    def export_to(self, path: Path, form: Form) -> None:
        """Write what is chosen there."""
        try:
            count = self._shell.archive.export(path, form, *self.days.span, self._kinds[self.kind.currentIndex()])
        except StoreError as refused:
            self.say(wrong=words.trouble(refused.problem))
        else:
            self.say(told=tr("{records} are in {file}.").format(records=words.records(count), file=path))

    def _ending(self, form: Form) -> str:
        """Several tables go into one zip."""
        return "zip" if form is Form.CSV and self.kind.currentIndex() == 0 else form.value

    def _ask(self, form: Form) -> None:
        ending = self._ending(form)
        name = "-".join(self._kinds[self.kind.currentIndex()]) or "history"
        dialog = QFileDialog(self, tr("Save records"), "", f"{tr('Records')} (*.{ending})")
        dialog.setAcceptMode(QFileDialog.AcceptMode.AcceptSave)
        dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        dialog.setDefaultSuffix(ending)
        dialog.selectFile(f"unknot-{name}-{self._shell.clock.now().date()}.{ending}")
        dialog.fileSelected.connect(lambda chosen: self.export_to(Path(chosen), form))
        dialog.open()


class ErasePanel(Panel):
    """Which days; then a plain question; then they are gone. ``changed`` is called when they are."""

    def __init__(self, shell: Shell, changed: Callable[[], object], parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._shell = shell
        self._changed = changed
        self._asked: tuple[date, date] | None = None
        self.days = Days(tr("Erase which days"), lambda: shell.clock.now().date())
        self.begin = Button(tr("Erase…"), Role.SECONDARY)
        self.question = Text(tr("This is erased for good. It can't be undone:"), "label")
        self.lines = Text("")
        self.keep = Button(tr("Keep everything"), Role.PRIMARY)
        self.erase = Button(tr("Erase for good"), Role.SECONDARY)
        self.column.addLayout(Stacked(self.days))
        self.column.addLayout(Controls(self.begin, None))
        what = QVBoxLayout()
        what.setSpacing(space.xs)
        for text in (self.question, self.lines):
            text.setMaximumWidth(settings.control)
            what.addWidget(text)
        self.column.addLayout(what)
        self.column.addLayout(Folding(self.keep, self.erase, None))
        self.add_answers()
        self.begin.clicked.connect(self.ask)
        self.keep.clicked.connect(self._keep)
        self.erase.clicked.connect(self._erase)
        self.days.changed.connect(lambda: self._show(None))
        self._show(None)

    def ask(self) -> None:
        """Say what would go, and what stays."""
        span = self.days.span
        archive = self._shell.archive
        count, everything = archive.count(*span), span == (date.min, date.max)
        if not count and not everything:
            self._show(None)
            self.say(told=tr("There are no records of {days}.").format(days=words.days(*span)))
            return
        self.lines.set_text("\n".join(words.erasure(archive.stock(), count, *span)))
        self._show(span)
        self.keep.setFocus(Qt.FocusReason.TabFocusReason)

    def _keep(self) -> None:
        self._show(None)
        self.say(told=tr("Nothing was erased."))
        self.begin.setFocus(Qt.FocusReason.TabFocusReason)

    def _erase(self) -> None:
        span = self._asked
        if span is None:
            return
        put_away_what_runs(self._shell)
        self._show(None)
        try:
            count = self._shell.archive.erase(*span)
        except StoreError as refused:
            self.say(wrong=words.trouble(refused.problem))
        else:
            self.say(told=tr("{records} erased.").format(records=words.records(count)))
        self._changed()
        self.begin.setFocus(Qt.FocusReason.TabFocusReason)

    def _show(self, asked: tuple[date, date] | None) -> None:
        self._asked = asked
        self.say()
        for part in (self.question, self.lines, self.keep, self.erase):
            part.setVisible(asked is not None)
