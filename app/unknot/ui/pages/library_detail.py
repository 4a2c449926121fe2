"""One item of the Library in full: picture, what for, dose, what it needs, its caution, where it comes from."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QRect, Qt, Signal
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from unknot.core.library import Advice, Exercise, Routine, Section, Source
from unknot.ui import words
from unknot.ui.kit.blocks import Block, Divider, Icon
from unknot.ui.kit.button import Button, Role
from unknot.ui.kit.focus import RING
from unknot.ui.kit.frame import ScrollPage
from unknot.ui.kit.layout import empty, right_to_left
from unknot.ui.kit.selectable import SelectableText
from unknot.ui.kit.text import Text
from unknot.ui.pages.library_actions import Actions
from unknot.ui.pages.library_items import Item
from unknot.ui.pages.parts import HANG, Hung, Pane
from unknot.ui.pages.pictures import Stills
from unknot.ui.pages.showing import LivingTile
from unknot.ui.shell import Shell
from unknot.ui.theme import line_height, size, space
from unknot.ui.theme.windows import library
from unknot.ui.words.library import reason


class DetailRow(QWidget):
    """A hairline, then a label and its value, which may be ``selectable``."""

    def __init__(self, label: str, *, selectable: bool = False) -> None:
        super().__init__()
        self.label = Text(label, "body", "ink2")
        self.value: Text | SelectableText = SelectableText(label) if selectable else Text()
        out = RING if selectable else 0  # its ring reaches over what is seen of it
        line = QHBoxLayout()
        line.setContentsMargins(0, space.s - out, 0, space.s - out)
        line.setSpacing(0)
        beside = QVBoxLayout()
        beside.setContentsMargins(0, out, 0, 0)
        beside.addWidget(self.label, 0, Qt.AlignmentFlag.AlignTop)
        line.addLayout(beside)
        line.addWidget(self.value, 1)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addWidget(Divider())
        column.addLayout(line)

    def tell(self, value: str) -> None:
        """Show this; nothing hides the row."""
        self.value.set_text(value)
        self.setVisible(bool(value))
        self.setAccessibleName(f"{self.label.text}: {', '.join(value.splitlines())}")


class Sections(QWidget):
    """The parts of a page of advice, each below its heading, one thought a line."""

    def __init__(self) -> None:
        super().__init__()
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(0, space.m, 0, space.s)
        self._column.setSpacing(space.xs)
        self._sections: tuple[Section, ...] = ()
        self.hide()

    def show_sections(self, sections: tuple[Section, ...]) -> None:
        """Show these instead; none hides all."""
        if sections == self._sections:
            return
        self._sections = sections
        empty(self._column)
        for number, section in enumerate(sections):
            if number:
                self._column.addSpacing(space.sm)
            self._column.addWidget(Text(section.title, "label"))
            for line in section.lines:
                self._column.addWidget(Text(line))
        self.setVisible(bool(sections))


class _Heading(QHBoxLayout):
    """A name, and a button at its end whose icon is flush with what is below; both on the name's first line."""

    def __init__(self, name: Text, button: Button) -> None:
        super().__init__()
        self._pad = button.pad + RING
        self._button = button
        beside = QVBoxLayout()
        above = max(0, (button.sizeHint().height() - line_height("heading")) // 2)
        beside.setContentsMargins(0, above, 0, above)
        beside.addWidget(name, 0, Qt.AlignmentFlag.AlignTop)
        beside.addStretch(1)
        self.setSpacing(0)
        self.addLayout(beside, 1)
        self.addWidget(button, 0, Qt.AlignmentFlag.AlignTop)

    def setGeometry(self, rect: QRect) -> None:
        flip = right_to_left(self._button)
        super().setGeometry(rect.adjusted(-self._pad, 0, 0, 0) if flip else rect.adjusted(0, 0, self._pad, 0))


class Detail(Pane):
    """On ``surface``, beside the tiles or in their place. ``back`` asks for the tiles again."""

    back = Signal()

    def __init__(self, shell: Shell, stills: Stills, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._shell = shell
        self._stills = stills
        self._item: Item | None = None
        self.go_back = Button(self.tr("Back"), Role.QUIET, "chevron-left", height=size.small_button)
        self.tile = LivingTile(library.detail - 2 * library.detail_margin, library.picture, stills.showing)
        self.sign = Icon("info", "ink2", library.sign)
        self.name = Text("", "heading")
        self.star = Button("", Role.QUIET, "star", height=size.small_button)
        self.star.setCheckable(True)
        self.purpose = Text("", "body", "ink2")
        self.sections = Sections()
        self.rows = self._make_rows()
        self.caution = Block()
        self.edge = Divider()
        self.foot = Actions(shell)
        self.start = self.foot.start
        self._lay_out()
        self.star.clicked.connect(self._toggle_star)
        self.go_back.clicked.connect(self.back)

    def _make_rows(self) -> dict[str, DetailRow]:
        labels = {
            "left_out": self.tr("Not for me"), "dose": self.tr("Dose"), "length": self.tr("Length"),
            "position": self.tr("Position"), "needs": self.tr("You need"), "areas": self.tr("Works on"),
            "moves": self.tr("Moves"), "source": self.tr("Source"),
        }
        rows = {key: DetailRow(label, selectable=key == "source") for key, label in labels.items()}
        widest = max(row.label.sizeHint().width() for row in rows.values())
        for row in rows.values():
            out = RING if isinstance(row.value, SelectableText) else 0
            row.label.setFixedWidth(min(max(library.label_column, widest + space.sm), library.detail // 2) - out)
        return rows

    def _lay_out(self) -> None:
        margin = library.detail_margin
        page = ScrollPage(margin)
        self.page = page
        body = page.body
        body.addLayout(Hung(self.go_back))
        body.addSpacing(space.xs)
        body.addWidget(self.tile, 0, Qt.AlignmentFlag.AlignLeading)
        body.addWidget(self.sign, 0, Qt.AlignmentFlag.AlignLeading)
        body.addSpacing(space.s)
        body.addLayout(_Heading(self.name, self.star))
        body.addWidget(self.purpose)
        body.addSpacing(space.m)
        body.addWidget(self.caution)  # what to mind is in sight before anything is scrolled
        body.addSpacing(space.m)
        for key, row in self.rows.items():
            if key == "source":  # a reference, after all that is to be read
                body.addWidget(self.sections)
            body.addWidget(row)
        body.addStretch(1)
        around = QVBoxLayout()
        around.setContentsMargins(margin - HANG, space.m - RING, margin - HANG, space.m - RING)
        around.addWidget(self.foot)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addWidget(page, 1)
        column.addWidget(self.edge)
        column.addLayout(around)
        self.edge.hide()
        page.verticalScrollBar().rangeChanged.connect(lambda _least, most: self.edge.setVisible(most > 0))

    def fit(self, width: int) -> None:
        """Take this width; the picture fills it up to what is good for one."""
        self.setFixedWidth(width)
        self.tile.setFixedWidth(min(width - 2 * library.detail_margin, library.widest_picture))

    def resizeEvent(self, event: QResizeEvent) -> None:
        """In a low window the picture leaves room for the name."""
        super().resizeEvent(event)
        self.tile.setFixedHeight(library.picture_low if self.height() < library.low_below else library.picture)

    @property
    def shown(self) -> str:
        """The id of what is shown."""
        return self._item.id if self._item is not None else ""

    def show_item(self, item: Item) -> None:
        """Show this one."""
        anew = self._item is None or self._item.id != item.id
        self._item = item
        library_ = self._shell.library
        for row in self.rows.values():
            row.hide()
        self.name.set_text(item.name)
        self._show_picture(item)
        self._show_star(item)
        self.rows["left_out"].tell(self._why_left_out(item))
        self.rows["areas"].tell(words.listing([words.area(area) for area in item.areas]))
        self.rows["position"].tell(words.listing([words.position(place) for place in item.positions]))
        if item.id in library_.routines and item.is_routine:
            self.sections.show_sections(())
            self._show_routine(library_.routines[item.id])
        elif item.id in library_.exercises:
            self.sections.show_sections(())
            self._show_exercise(library_.exercises[item.id])
        elif item.id in library_.advice:
            self._show_advice(library_.advice[item.id])
        self.foot.show_item(item)
        if anew:
            self.page.verticalScrollBar().setValue(0)

    def _show_picture(self, item: Item) -> None:
        self.tile.setVisible(bool(item.pictures))
        self.sign.setVisible(bool(item.sign))
        if item.sign:
            self.sign.set_name(item.sign)
        if item.pictures:
            still = self._stills.whole(item.pictures[0], library.picture, self.devicePixelRatioF())
            self.tile.set_picture(still, item.described)
            self.tile.show_moving(item.pictures[0])

    def _show_exercise(self, exercise: Exercise) -> None:
        text = self._shell.library.exercise_text[exercise.id]
        self.purpose.set_text(text.purpose)
        self.rows["dose"].tell(words.dose(exercise, text.until))
        self.rows["needs"].tell("\n".join(words.need(need) for need in exercise.needs))
        self._show_sources([exercise.source])
        self._warn(text.caution)

    def _show_routine(self, routine: Routine) -> None:
        library_ = self._shell.library
        self.purpose.set_text(library_.routine_text[routine.id].purpose)
        self.rows["length"].tell(words.minutes(max(1, round(routine.minutes))))
        steps = dict.fromkeys(step.exercise for step in routine.steps)
        self.rows["moves"].tell("\n".join([library_.exercise_text[step].name for step in steps]))
        needs = dict.fromkeys(need for step in steps for need in library_.exercises[step].needs)
        self.rows["needs"].tell("\n".join(words.need(need) for need in needs))
        self._warn("")

    def _show_advice(self, advice: Advice) -> None:
        text = self._shell.library.advice_text[advice.id]
        self.purpose.set_text(text.purpose)
        self.sections.show_sections(text.sections)
        self._show_sources(advice.sources)
        self._warn(text.caution)

    def _show_sources(self, sources: Sequence[Source]) -> None:
        self.rows["source"].tell("\n".join(part for one in sources for part in (one.title, one.link) if part))

    def _warn(self, caution: str) -> None:
        self.caution.set_text(caution)
        self.caution.setVisible(bool(caution))

    def _why_left_out(self, item: Item) -> str:
        why = dict(self._shell.preferences.current.not_for_me).get(item.id) if item.left_out else None
        if why is None:
            return ""
        return self.tr("{reason}. Sessions leave it out.").format(reason=reason(why).rstrip(".")) if why else self.tr(
            "Sessions leave it out."
        )

    # favourites

    def _show_star(self, item: Item) -> None:
        self.star.setChecked(item.starred)
        self.star.set_icon("star-filled" if item.starred else "star")
        said = self.tr("Take out of favourites") if item.starred else self.tr("Add to favourites")
        self.star.setAccessibleName(said)
        self.star.setToolTip(said)
        self.star.setEnabled("favourites" not in self._shell.preferences.locked)

    def _toggle_star(self) -> None:
        if self._item is None:
            return
        starred = dict.fromkeys(self._shell.preferences.current.favourites)
        if starred.pop(self._item.id, self) is self:
            starred[self._item.id] = None
        self._shell.preferences.wish(favourites=tuple(starred))
