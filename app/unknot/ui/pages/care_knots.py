"""The person's knots on the body, each with its course and what can be done about it."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from functools import partial

from PySide6.QtCore import QEvent, QObject, QSize, Qt, QTimer
from PySide6.QtGui import QKeyEvent, QResizeEvent
from PySide6.QtWidgets import QHBoxLayout, QMenu, QVBoxLayout, QWidget

from unknot.core.body import Side
from unknot.core.body_map import Place
from unknot.core.knot_search import Search, Step
from unknot.core.knots import Knot
from unknot.core.library import View
from unknot.core.pressing import Why
from unknot.ports import Undo
from unknot.ui import words
from unknot.ui.kit.button import Button, Role
from unknot.ui.kit.frame import ScrollPage
from unknot.ui.kit.knot_map import KnotMap
from unknot.ui.kit.layout import set_margins
from unknot.ui.pages.care_knot_empty import EmptyPane
from unknot.ui.pages.care_knot_finder import Finder, reason_of
from unknot.ui.pages.care_knot_pane import KnotPane, disc_of
from unknot.ui.pages.care_knot_steps import ENTER
from unknot.ui.pages.parts import HANG, Followed, Hung, UndoRow, open_menu
from unknot.ui.pages.pictures import Stills
from unknot.ui.shell import Shell
from unknot.ui.theme import size, space
from unknot.ui.theme.windows import knots as sizes
from unknot.ui.words.knots import not_here

QWIDGETSIZE_MAX = 16_777_215
SHARE = 1000
"""What scrolls takes all the height there is, up to its own."""


class KnotsTab(Followed, QWidget):
    """Map at the left; at the right the chosen knot, the search for one, or an invitation to it."""

    reach = HANG
    """How far it uses the page's side margins, for what hangs over the text's edge."""

    def __init__(self, shell: Shell, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._shell = shell
        self._stills = Stills(shell)
        self._current = ""
        self._correcting = ""
        self._searching = False
        self._undo: Callable[[], object] = lambda: None
        shapes = shell.body_map()
        self.map = KnotMap(shapes, _place_name) if shapes is not None else None
        self.pane = KnotPane(shell, self._stills)
        self.empty = EmptyPane(shell, self._stills)
        self.finder: Finder | None = None
        """Made for the first search; never without a map."""
        self.undo = UndoRow(self._take_back)
        self.undo.say("")
        self.closed = Button("", Role.QUIET, "chevron-down", height=size.small_button, icon_after=True)
        self._lay_out()
        self._connect()

    def _lay_out(self) -> None:
        self.side = ScrollPage(0, 0)
        self.side.setMinimumWidth(sizes.least_side)
        self.side.setMaximumWidth(sizes.most_side)
        self.side.page.installEventFilter(self)
        body = self.side.body
        body.setContentsMargins(0, 0, 0, 0)
        body.addWidget(self.pane)
        body.addWidget(self.empty)
        below = QVBoxLayout()
        below.setContentsMargins(HANG, 0, HANG, 0)
        below.setSpacing(0)
        below.addLayout(Hung(self.closed))
        body.addLayout(below)
        body.addStretch(1)
        self._right = right = QVBoxLayout()
        right.setSpacing(0)
        right.addWidget(self.side, SHARE)
        pinned = QVBoxLayout()
        pinned.setContentsMargins(HANG, 0, HANG, 0)
        pinned.addWidget(self.undo)
        right.addLayout(pinned)
        right.addStretch(1)
        self._row = row = QHBoxLayout(self)
        set_margins(self, row, HANG, 0, 0, 0)
        row.setSpacing(space.xl - HANG)
        if self.map is not None:
            self.map.setMinimumWidth(sizes.least_map)
            self.map.setMaximumWidth(sizes.most_map)
            row.addWidget(self.map, sizes.map_share)
        row.addLayout(right, sizes.side_share)
        row.addStretch(0)

    def minimumSizeHint(self) -> QSize:
        return QSize(super().minimumSizeHint().width(), sizes.least_height)

    def hasHeightForWidth(self) -> bool:
        return False  # as high as the page: the map takes what there is, and what is beside it scrolls by itself

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        low = self.height() < sizes.low_below
        self.pane.set_low(low)
        if self.finder is not None:
            self.finder.set_low(low)
        self._fit()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if event.type() is QEvent.Type.LayoutRequest:
            self._fit()
        return super().eventFilter(watched, event)

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() is QEvent.Type.LayoutDirectionChange:
            set_margins(self, self._row, HANG, 0, 0, 0)

    def _fit(self) -> None:
        """With large text the map gives way to the words. While something is asked its buttons follow it at once, or
        stand at the foot when it has to scroll."""
        least = self.side.page.minimumSizeHint().width() + self.side.verticalScrollBar().sizeHint().width()
        room = self.width() - space.xl - sizes.least_map
        self.side.setMinimumWidth(max(sizes.least_side, min(sizes.most_side, room, least)))
        wanted = QWIDGETSIZE_MAX
        if self._searching:
            wanted = self.side.body.totalHeightForWidth(self.side.width())
        self.side.setMaximumHeight(wanted)

    def _connect(self) -> None:
        self.pane.chosen.connect(self.choose)
        self.pane.new.connect(self.begin)
        self.pane.corrected.connect(self._correct)
        self.pane.removed.connect(self._remove)
        self.pane.asked.connect(lambda: QTimer.singleShot(0, self, self._show_question))
        self.pane.rated.connect(lambda n: self._shell.knots.rate(self._current, n))
        self.pane.gone.connect(self._close)
        self.pane.returned.connect(lambda n: self._shell.knots.back(self._current, n))
        self.empty.wanted.connect(self.begin)
        self.closed.clicked.connect(lambda: open_menu(self.closed, self.fill_closed))
        if self.map is not None:
            self.map.knot_chosen.connect(self.choose)
            self.map.set_reasons(self._why_not)

    def _why_not(self, view: View, x: float, y: float) -> str:
        ground = self._shell.knots.ground
        found = ground.look(view, x, y) if ground is not None else Why.NOWHERE
        return not_here(found) if isinstance(found, Why) and found is not Why.NOWHERE else ""

    # showing

    def follow(self) -> Sequence[Undo]:
        return [
            self._shell.knots.on_change(self.refresh),
            self._shell.massaging.on_change(self.refresh),
            self._shell.workshop.on_change(self.refresh),
        ]

    def refresh(self) -> None:
        """Show the knots as they are now."""
        everything = self._shell.knots.all()
        open_ones = [knot for knot in everything if knot.open]
        gone = [knot for knot in everything if not knot.open]
        current = self._chosen(everything, open_ones)
        if self._correcting and self._correcting not in {knot.id for knot in everything}:
            self._searching, self._correcting = False, ""  # it was erased, or is in no backup that was restored
        shown = [*open_ones, *([current] if current is not None and not current.open else [])]
        self._current = current.id if current is not None else ""
        searching = self._searching and self.finder is not None
        if self.finder is not None:
            self.finder.setVisible(searching)
            self.finder.foot.setVisible(searching)
        self.pane.setVisible(not searching and current is not None)
        self.empty.setVisible(not searching and current is None)
        if current is not None:
            self.pane.show_knot(current, shown, self._shell.clock.now().date())
        else:
            self.empty.show_state(len(gone))
        self.closed.setText(self.tr("Gone: {n}").format(n=len(gone)))
        self.closed.setVisible(bool(gone) and not searching)
        if self.map is not None:
            self._show_on_map(self.map, shown, None if searching else current)

    def _chosen(self, everything: Sequence[Knot], open_ones: Sequence[Knot]) -> Knot | None:
        """The one that was chosen last while it is there, else the newest open one."""
        kept = next((knot for knot in everything if knot.id == self._current), None)
        return kept or (open_ones[-1] if open_ones else None)

    def _show_on_map(self, body: KnotMap, shown: Sequence[Knot], current: Knot | None) -> None:
        discs = [disc_of(knot) for knot in shown if knot.id != self._correcting]
        body.show_knots(discs, current.id if current else "")
        places = {Place(current.place.area, current.place.side)} if current else set()
        body.set_chosen(places)
        if not self._searching:
            body.set_placing(False)
            body.show_pin(None)

    def _show_question(self) -> None:
        """Scroll to the question, once it has its place."""
        self.side.ensureWidgetVisible(self.pane.rate, 0, space.s)

    def choose(self, knot_id: str) -> None:
        """Show this knot."""
        self._current = knot_id
        self._say("")
        self.refresh()

    def fill_closed(self, menu: QMenu) -> None:
        """The knots that are gone, the last one first."""
        today = self._shell.clock.now().date()
        gone = [knot for knot in self._shell.knots.all() if not knot.open]
        for knot in reversed(gone):
            words_of = f"{knot.number}  {words.knot_place(knot.place)}, {words.knot_since(knot, today).lower()}"
            menu.addAction(words_of, partial(self.choose, knot.id))

    # finding and correcting

    def begin(self) -> None:
        """Begin the search for a new knot."""
        by = self.pane.new_knot if self.pane.isVisibleTo(self) else self.empty.begin
        self._search(Search(), "", reason_of(by))

    def _correct(self, step: Step) -> None:
        knot = self._shell.knots.get(self._current)
        if knot is not None:
            self._search(Search.of(knot, step), knot.id, reason_of(self.pane.change))

    def _search(self, search: Search, correcting: str, reason: Qt.FocusReason) -> None:
        if self.map is None:
            return
        finder = self.finder = self.finder or self._make_finder(self.map)
        self._searching, self._correcting = True, correcting
        self._say("")
        self.refresh()
        finder.begin(search, reason)
        self.side.verticalScrollBar().setValue(0)

    def _make_finder(self, body: KnotMap) -> Finder:
        finder = Finder(self._shell, self._stills, body)
        finder.set_low(self.height() < sizes.low_below)
        finder.left.connect(self._leave)
        finder.found.connect(self._found)
        self.side.body.insertWidget(0, finder)
        self._right.insertWidget(1, finder.foot)
        return finder

    def _leave(self) -> None:
        self._searching, self._correcting = False, ""
        self.refresh()
        back = self.pane.new_knot if self.pane.isVisibleTo(self) else self.empty.begin
        back.setFocus(Qt.FocusReason.OtherFocusReason)

    def _found(self, search: Search) -> None:
        knots, correcting = self._shell.knots, self._correcting
        self._searching, self._correcting = False, ""
        if search.spot is None or search.kind is None or search.strength is None:
            return
        if correcting:
            knots.change(correcting, search.spot, search.kind, search.spreads)
        else:
            self._current = knots.find(search.spot, search.kind, search.spreads, search.strength).id
        self.refresh()
        self.pane.new_knot.setFocus(Qt.FocusReason.OtherFocusReason)

    # closing, removing, and taking that back

    def _close(self) -> None:
        knot = self._shell.knots.get(self._current)
        if knot is not None:
            self._current = ""
            self._shell.knots.gone(knot.id)
            self._offer(knot, self.tr("Knot {n} is marked as gone.").format(n=knot.number))

    def _remove(self) -> None:
        knot = self._shell.knots.get(self._current)
        if knot is not None:
            self._current = ""
            self._shell.knots.withdraw(knot.id)
            self._offer(knot, self.tr("Knot {n} is removed.").format(n=knot.number))

    def _offer(self, knot: Knot, text: str) -> None:
        def undo() -> None:
            self._current = knot.id
            self._shell.knots.back(knot.id)

        self._undo = undo
        self._say(text)

    def _take_back(self) -> None:
        self._say("")
        self._undo()

    def _say(self, text: str) -> None:
        """Say what was done, with the way back; "" for nothing."""
        self.undo.say(text)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """The map has no Enter and Escape of its own: while a knot is placed there they are the search's."""
        if self._searching and self.finder is not None and event.key() in (*ENTER, Qt.Key.Key_Escape):
            self.finder.keyPressEvent(event)
        else:
            super().keyPressEvent(event)


def _place_name(place: Place) -> str:
    """``Upper trapezius, left``."""
    area = words.area(place.area)
    return area if place.side is Side.BOTH else f"{area}, {words.side(place.side)}"
